/* parts.h: a window, and what its files share. Private to them: window.c lets time pass and shows what there is,
 * acts.c carries out what is asked for. */
#ifndef GATESCOPE_UI_WINDOW_PARTS_H
#define GATESCOPE_UI_WINDOW_PARTS_H

#include "ui/window/drops.h"
#include "ui/window/pane.h"
#include "ui/window/sound.h"
#include "ui/window/window.h"

enum { LINK_MOST = 1024 };

enum { CURSOR_ARROW, CURSOR_HAND, CURSOR_LEVEL, CURSOR_UPRIGHT, CURSOR_COUNT };

struct Window {
    WindowSetup *setup;
    FontSet *fonts;
    Pane main;  /* always open */
    Pane class; /* where a second display shows the presentation; closed otherwise */
    bool closed;
    SDL_Cursor *cursors[CURSOR_COUNT]; /* owned; NULL where the display has none */
    int cursor;
    unsigned saved; /* what the session had kept when it was saved last */
    unsigned last_kept;
    double idle, since_poll; /* seconds */
    double unsaved;          /* since the first change that is not saved */
    double retry;            /* before it is tried again */
    bool presenting;         /* as the session last said */
    double still;            /* seconds since the pointer moved */
    bool preparing;          /* pictures of the home screen are still to come */
    bool working;            /* something goes on beside the session */
    SoundPlayer *sound;      /* NULL: off */
    char link[LINK_MOST];    /* where it was when the host was told last */
    bool chosen;             /* its colours were chosen by somebody */
    const Session *linked;   /* the session and its version that this was looked up for */
    unsigned linked_version;
    Drops drops; /* that are just coming */
};

/* Carries out an action of the window's, or hands it to the session. */
void window_apply(Window *window, const Action *action);
/* All is to be drawn anew. */
void window_stale(Window *window);
/* Another session may be open: it was read as it is kept. */
void window_opened(Window *window);
/* Tells the host where the window has come to. */
void window_follow_link(Window *window);

#endif
