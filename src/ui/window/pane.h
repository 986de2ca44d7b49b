/* pane.h: one window on a display, the picture in it, and the pointer over it. There is one, and
 * while a lesson is presented on a second display there are two. */
#ifndef GATESCOPE_UI_WINDOW_PANE_H
#define GATESCOPE_UI_WINDOW_PANE_H

#include "scene/scene.h"
#include "scene/screens.h"
#include "ui/draw/canvas.h"
#include "ui/input/input.h"
#include "ui/window/setup.h"
#include "ui/window/surface.h"

/* What a picture was made from, besides the session's own state. */
typedef struct Drawn {
    const Session *session;
    unsigned version;
    int number, total;
    const Error *reading, *unkept;
    bool lectern, path_end, touch;
    unsigned catalogue; /* its version, while it is shown */
} Drawn;

typedef struct Pane {
    Surface surface;
    FontSet *fonts; /* not owned */
    Canvas *canvas;
    DisplayList list;
    Input input;
    Drawn drawn;
    bool stale;   /* draw again even if nothing in drawn differs */
    bool exposed; /* show all of the surface again */
    bool resized; /* the surface must be taken again */
    bool second;  /* opened beside another one */
    bool lectern; /* the main screen stays here while the lesson is presented elsewhere */
} Pane;

/* Opens the window on a display. False and an error leave nothing open. */
bool pane_open(Pane *pane, FontSet *fonts, const char *title, int display, Error *error);
void pane_close(Pane *pane); /* one that is not open is left alone */
static inline bool pane_is_open(const Pane *pane) {
    return pane->surface.window != NULL;
}

/* Whether the event is for this window; those of no window are for the first. */
bool pane_is_meant(const Pane *pane, const SDL_Event *event);
InputContext pane_context(const Pane *pane, const Session *session);

/* What it is drawn for. */
Viewport pane_viewport(const Pane *pane, const WindowSetup *setup);
/* What it shows of the session now. */
const Screen *pane_screen(const Pane *pane, const WindowSetup *setup);

/* Draws if anything differs from what is on the screen; moved: the session says so. */
bool pane_draw(Pane *pane, const WindowSetup *setup, bool moved, Error *error);

#endif
