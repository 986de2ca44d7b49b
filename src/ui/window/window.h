/* window.h: the program's window: shows a session, takes input, draws only when something changed.
 *
 * The host (commands/window/open.c) lends the session and is called for all that is not drawing or
 * input: files, other lessons, the saved state. A callback may change the setup's fields: they are
 * read again in every frame. Callbacks may be NULL. */
#ifndef GATESCOPE_UI_WINDOW_WINDOW_H
#define GATESCOPE_UI_WINDOW_WINDOW_H

#include <SDL.h>

#include "base/error.h"
#include "lesson/glossary.h"
#include "scene/paint/paint.h"
#include "session/catalogue.h"
#include "session/session.h"

typedef struct WindowSetup WindowSetup;

struct WindowSetup {
    Session *session;                /* shown now; not owned */
    const char *title;               /* of the window */
    int lesson_number, lesson_total; /* "Lesson 7 of 24"; 0: not known */
    bool path_end;              /* the next lesson belongs to another track, or there is none */
    const Lesson *next_lesson;  /* NULL: there is none, or it cannot be read; not owned */
    const Error *reading;       /* the first of what is wrong with the file; NULL: nothing */
    int reading_count;          /* how many there are */
    const Error *unkept;        /* why what is done is not kept, as it is shown; NULL: it is */
    const Glossary *glossary;   /* the words that texts link to; NULL: none */
    const Catalogue *catalogue; /* of the home screen; NULL: there is none */
    const float *step_ns;       /* of a step of each cell (scene/scene.h); NULL: not known */
    void *host;                 /* the callbacks' own */
    struct Window *window;      /* that shows it; NULL: it is not open. The window's own */

    /* Save the state: the session changed and has been idle for a second, or changes for some, or
       the window closes. False: it is not kept. */
    bool (*save)(WindowSetup *setup);
    /* Look whether files changed, every 300 ms. True: something on the screen is different now. */
    bool (*poll)(WindowSetup *setup);
    /* In every frame: carry messages between the session and what works beside it. True: it works,
       and frames keep coming. */
    bool (*follow)(WindowSetup *setup);
    /* Open the next (1) or previous (-1) lesson. */
    void (*open_lesson)(WindowSetup *setup, int direction);
    /* Open the library's lesson with that index, from 0; the open one too. */
    void (*open_nth)(WindowSetup *setup, int index);
    /* Open the lesson that shows a term of the glossary. */
    void (*open_term)(WindowSetup *setup, int term);
    /* Open a Tool in the lesson's place, as ACTION_OPEN_TOOL says; it can be left by going home. */
    void (*open_tool)(WindowSetup *setup, const Action *wish);
    /* The home screen is about to open: bring the catalogue up to date. */
    void (*go_home)(WindowSetup *setup);
    /* It is open: prepare more of its pictures, within a few milliseconds. True: there are more. */
    bool (*draw_more)(WindowSetup *setup);
    /* Save what the sandbox has recorded as a lesson: all, or what is in view. */
    void (*save_lesson)(WindowSetup *setup, bool view);
    /* Open what was saved last. */
    void (*open_saved)(WindowSetup *setup);
    /* Save what is on the screen. */
    void (*save_picture)(WindowSetup *setup, const SDL_Surface *picture);
    /* Where the window is, as a link (files/state/link.h). */
    void (*link)(WindowSetup *setup, char *text, size_t size);
    /* Go to where a link leads. */
    void (*go)(WindowSetup *setup, const char *link);
    /* The state as a text for the clipboard, or '#' and a link, which the window frees; NULL: there is
       none, and the session was told why. */
    char *(*copy_state)(WindowSetup *setup);
    /* Such a text, or any other, came from the clipboard. */
    void (*paste_state)(WindowSetup *setup, const char *text);
    /* The state of the lesson that was set aside when another was opened. */
    void (*other_state)(WindowSetup *setup);
    /* Files were let go over the window, or chosen. True: what is open now came of them. */
    bool (*drop_files)(WindowSetup *setup, char *const *paths, int count);
    /* The path of the model that came so and is on the screen; NULL: there is none. */
    const char *(*model)(WindowSetup *setup);
    /* What the host keeps of what was opened is another list now (own.h). */
    void (*list_own)(WindowSetup *setup);
};

/* Opens the window and runs until it is closed. False and an error where there is no display, no
 * font, or the display was lost. */
bool window_run(WindowSetup *setup, Error *error);

/* The pieces of window_run, for what calls the frames (ui/window/host.h). */
typedef struct Window Window;
Window *window_open(WindowSetup *setup, Error *error);
/* One frame: handles the events that wait, lets `seconds` pass, draws and shows what changed. Never
 * waits. False: the window was closed, or (error->what not empty) can no longer be drawn into. */
bool window_frame(Window *window, double seconds, Error *error);
/* Whether the next frame would show something new without any event. */
bool window_moving(const Window *window);
/* While something moves: when the frame is due that follows one which was due at `due` and began at
 * `start`, in seconds. Sixty a second on the average, though no wait ends at the very moment; after
 * a frame that came later than the next one was due, the pace starts again. */
double window_next_frame(double due, double start);
/* How long nothing will happen by itself while nothing moves. */
double window_idle_seconds(const Window *window);
bool window_save(Window *window);  /* false: what was done is not kept */
bool window_close(Window *window); /* saves, alike */
/* As if they had been let go over the window. True: what is open now came of them. */
bool window_drop(Window *window, char *const *paths, int count);
/* The host has another list of what it keeps (WindowSetup.list_own); it has something to say. */
void window_list_own(Window *window);
void window_tell(Window *window, const Error *notice);
/* What an assistive technology does to a region of the main pane: it presses it, gives it a value (as of
 * region_set), or goes there; id 0: away from where it was. */
void window_press(Window *window, unsigned id);
void window_set(Window *window, unsigned id, float value, long step);
void window_focus(Window *window, unsigned id);
WindowSetup *window_setup(const Window *window);
/* Goes to where a link leads; the host is told where that is before this returns. */
void window_go(Window *window, const char *link);
/* Copies the place, as the button that shares does. */
void window_share(Window *window);
/* The system's wishes are others now. */
void window_wish(Window *window);
/* Whether the key that goes down means something here and now. */
bool window_takes(const Window *window, const SDL_KeyboardEvent *event);
/* The focus comes in from what lies before the picture, by 1, or behind it, by -1. */
void window_enter(Window *window, int by);
/* Files of fonts have come: texts are measured and drawn anew. */
void window_take_fonts(Window *window);
/* What is on the main pane, and what that was drawn for. */
const DisplayList *window_picture(const Window *window);
Viewport window_viewport(const Window *window);

#endif
