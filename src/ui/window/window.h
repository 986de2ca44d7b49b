/* window.h: the program's window: shows a session, takes input, draws only when something changed. */
#ifndef GATESCOPE_UI_WINDOW_WINDOW_H
#define GATESCOPE_UI_WINDOW_WINDOW_H

#include "ui/window/setup.h"

/* Opens the window and runs until it is closed. False and an error where there is no display, no
 * font, or the display was lost. */
bool window_run(WindowSetup *setup, Error *error);

/* The pieces of window_run, for what calls the frames (ui/window/host.h). */
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
