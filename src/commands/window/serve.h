/* serve.h: what the window asks for besides drawing: lessons, their files while they are edited, the
 * saved state, states that are shared. Private to this folder. */
#ifndef GATESCOPE_COMMANDS_WINDOW_SERVE_H
#define GATESCOPE_COMMANDS_WINDOW_SERVE_H

#include "commands/library/library.h"
#include "commands/library/shelf.h"
#include "commands/state/keeping.h"
#include "commands/state/share.h"
#include "commands/tools/tools.h"
#include "commands/window/attention.h"
#include "commands/window/own_shelf.h"
#include "commands/window/pace.h"
#include "commands/window/watch.h"
#include "lesson/run/watch.h"
#include "ui/window/window.h"

enum { PATH_SIZE = WATCH_PATH };

typedef struct Host {
    Library library;
    Shelf shelf;  /* of the home screen; filled when that is opened */
    OwnShelf own; /* what stands there besides, of what was opened */
    Keeping keeping;
    SharedState shared;    /* that the command line gave; id NULL: none */
    char path[PATH_SIZE];  /* of the lesson that is open */
    Lesson *lesson, *next; /* the one that is open; the one behind it, NULL: none */
    Watch watch;
    Glossary glossary;
    Pace pace;
    char title[256];
    bool language_told;  /* by the command line: a shared state does not change it */
    Tools *tools;        /* that the home screen opens besides lessons */
    Attention attention; /* to the lesson that is open */
    RunWatch watching;   /* of the lessons that are opened here */
    double slice;        /* when the part of a run began that this frame computes; 0: none is */
} Host;

/* All that the window calls. The host must outlive it; the session is still to be set. */
WindowSetup serve_setup(Host *host);

/* Reads a lesson; on failure the first error, and how many there are, is in *error. */
Lesson *serve_read(const char *path, Error *error);
/* The open lesson's file is looked at from now on, being as it is in *stamp. */
void serve_watch(WindowSetup *setup, const Stamp *stamp);
/* Which lesson of how many is open, its title, and what comes behind it. */
void serve_number(WindowSetup *setup, Host *host);
/* Another lesson in the open one's place; false and an error, and all is as it was. */
bool serve_open(WindowSetup *setup, const char *path, Error *error);
/* What is wrong with a file, with its place in it, where the window says such things. */
void serve_tell(WindowSetup *setup, const Error *error);
/* The catalogue of the home screen as the folder of lessons and the saved state are now. */
void serve_shelf(WindowSetup *setup);
/* The same, and whatever tool is open is closed. */
void serve_home(WindowSetup *setup);

#endif
