/* host.h: what the program asks of the place it runs in: a desktop (host_desktop.c), where SDL does
 * it, or a browser (host_web.c), where the page round the canvas does. One of the two is linked;
 * nothing outside of them knows which. */
#ifndef GATESCOPE_UI_WINDOW_HOST_H
#define GATESCOPE_UI_WINDOW_HOST_H

#include <SDL.h>

#include "base/error.h"
#include "ui/window/field.h"
#include "ui/window/setup.h"

/* Calls window_frame whenever something moves or an event has come, until it returns false; closes
 * the window then. A browser calls frames itself: there this does not return. */
void host_run(Window *window, Error *error);

/* The window's pixels as they are now, the host's until the next call or the window's end; NULL:
 * SDL_GetError says why. Drawn pixels show when host_show is called. */
SDL_Surface *host_surface(SDL_Window *window);
bool host_show(SDL_Window *window, const SDL_Rect *rects, int count);

/* Whether it is a page, beside other things: Tab leads out of the window at both ends, and nothing
 * quits. */
extern const bool HOST_IS_PAGE;

/* Whether fingers point here, as far as is known before the first one does. */
bool host_touch(void);

/* What is typed into, NULL: nothing is; told with every frame, ratio: the picture's pixels for one of
 * the window's coordinates. A host whose keyboard is on the screen lays a field of its own there; what is
 * typed in it comes as keys and text. */
void host_field(const Field *field, float ratio);

/* Puts a session's state (files/state/share_text.h), or '#' and a link (files/state/link.h), on the
 * clipboard: as it is, or as an address that opens it. The session is told when it is there, which may
 * be later, or why it is not. */
void host_copy(Window *window, const char *text);
/* How to go on with what was copied. */
extern const char HOST_COPIED[];
/* The clipboard's text, the caller's (SDL_free); NULL: none. */
char *host_paste(void);

/* The window has come to another place: its link, and whether the colours were chosen by somebody. */
void host_link(const char *link, bool chosen);

/* How the system wishes things to look, as long as nobody has chosen. */
typedef struct HostWishes {
    bool any;  /* it has wishes */
    int theme; /* -1: none for that */
    bool reduced_motion;
} HostWishes;
HostWishes host_wishes(void);

/* The program is about to save its state: what another window has kept meanwhile lies in the file
 * when this returns. */
void host_fetch(void);
/* The program has written the state that it finds again when it starts. False where it will not,
 * and why. */
bool host_keep(Error *error);
/* The program has written a file for its user into the current folder. */
void host_give(void);
/* A text has letters of a group (ui/draw/letters.h) that no font here has: whoever can get such fonts calls
 * window_take_fonts when they have come. */
void host_letters(const char *letters);

#endif
