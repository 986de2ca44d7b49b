/* setup.h: what a window has from who opens it.
 *
 * The host (commands/window/open.c) lends the session and is called for all that is not drawing or
 * input: files, other lessons, the saved state. A callback may change the setup's fields: they are
 * read again in every frame. Callbacks may be NULL. */
#ifndef GATESCOPE_UI_WINDOW_SETUP_H
#define GATESCOPE_UI_WINDOW_SETUP_H

#include <SDL.h>

#include "base/error.h"
#include "lesson/glossary.h"
#include "scene/paint/paint.h"
#include "session/catalogue.h"
#include "session/session.h"

typedef struct Window Window; /* window.h */
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
    Window *window;             /* that shows it; NULL: it is not open. The window's own */

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

#endif
