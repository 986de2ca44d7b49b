/* tools.h: what the home screen opens besides lessons, in the lesson's window: kinds of sessions, a
 * row of the table in tools.c each. The lesson's session waits meanwhile, and is there again when
 * somebody goes back home. */
#ifndef GATESCOPE_COMMANDS_TOOLS_TOOLS_H
#define GATESCOPE_COMMANDS_TOOLS_TOOLS_H

#include "commands/line/words.h"
#include "commands/tools/text_files.h"
#include "commands/train/desk.h"
#include "engine/training/tasks.h"
#include "files/state/state.h"
#include "session/session.h"
#include "ui/window/window.h"

typedef struct Tools {
    WindowSetup
        lesson;      /* the window's setup with the lesson's session; session NULL: no tool is open
                       */
    DigitSet digits; /* read when they are first wanted */
    TextShelf texts; /* of the text that is open */
    char looked[4096];        /* the file that the maps are of; empty: none */
    const Session *of_looked; /* that shows it, as it was dropped; NULL: none is open */
    char saved[4096];         /* what was saved last and can be opened; empty: nothing */
    SavedState *state; /* that is kept while the window is open; not owned; NULL: nothing is */
    int open;          /* which tool: a SessionKindId */
    Session *given; /* that a command made: it is shown when its kind is opened first; NULL: none */
    Session *training; /* once it was opened: it is there again, paused, the next time */
    TrainerDesk *desk; /* alike */
} Tools;

/* The window goes over to the tool, which looks as the lesson did. False and an error where its
 * files or memory lack; the window is then as before. */
bool tools_open(Tools *tools, WindowSetup *setup, int kind, Error *error);
/* The same by an ACTION_OPEN_TOOL. One that is open already gives way; what a training has made
 * comes within some frames of tools_follow, and the training waits, paused. */
bool tools_carry_out(Tools *tools, WindowSetup *setup, const Action *wish, Error *error);
/* Back to the lesson, which looks as the tool did. False: no tool was open. */
bool tools_close(Tools *tools, WindowSetup *setup);
/* In whose window a command's tool is opened: with the lessons behind it, so that there is a way home.
 * Frees the tools and sets *status when it is closed; false, and they are as before, where there are no
 * lessons. */
typedef bool ToolWindow(const Words *words, Tools *tools, int kind, int *status);
static inline bool tools_are_open(const Tools *tools) {
    return tools->lesson.session != NULL;
}
/* What came of files that were dropped. */
typedef struct ToolDrop {
    const char *data; /* of them, what the model reads now; NULL: nothing */
    Error why;        /* why it does not read what was there for it; what empty: it does */
} ToolDrop;
/* Files that were dropped on the window, none of them a lesson: a model is looked into, data is what that
 * or the model that is looked into (tools->looked) reads from now on. Where they do not fit each other the
 * model is there alone. False and an error where there is neither. */
bool tools_drop(Tools *tools, WindowSetup *setup, char *const *paths, int count, ToolDrop *drop,
                Error *error);
/* The path of the model that was dropped, while it is what the window shows; else NULL. */
const char *tools_model(const Tools *tools);
/* What was answered in the open tool, into the state that is about to be kept; false where memory
 * lacks. */
bool tools_hand_out(const Tools *tools, const WindowSetup *setup);
/* For the window: what works beside the open tool (WindowSetup.follow), and keeping what was made
 * with it as a file (WindowSetup.save_lesson). */
bool tools_follow(Tools *tools, WindowSetup *setup);
/* The same of the training alone, while that is what the window shows. */
bool tools_train(Tools *tools, WindowSetup *setup);
void tools_save(Tools *tools, WindowSetup *setup, bool view);
/* What the open tool saved last. True: the path of a lesson is in tools->saved, for the caller to
 * open. */
bool tools_open_saved(Tools *tools, WindowSetup *setup);
/* A text from the clipboard for the open tool. False: it takes none. */
bool tools_paste(const Tools *tools, WindowSetup *setup, const char *text);
const char *tools_name(const Tools *tools); /* of the open one, for the names of files */
bool tools_has(int kind);                   /* whether a tool is of that SessionKindId */
/* The open one as parts of a link (files/state/link.h): its name, and which of what it can show. */
void tools_link(const Tools *tools, const WindowSetup *setup, char *text, size_t size);
/* What opens the tool of that name, showing what `which` says; a word that says nothing there is as
 * an empty one. The name is one of those that screen_of gives to tools. */
Action tools_wish(const char *name, const char *which);
/* Whether that would open what is open already. */
bool tools_shows(const Tools *tools, const WindowSetup *setup, const Action *wish);
void tools_free(Tools *tools);

#endif
