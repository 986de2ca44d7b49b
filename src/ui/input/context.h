/* context.h: what an event is read against, and what lasts from one to the next. */
#ifndef GATESCOPE_UI_INPUT_CONTEXT_H
#define GATESCOPE_UI_INPUT_CONTEXT_H

#include <SDL.h>

#include "scene/display/display.h"
#include "session/session.h"

enum { INPUT_ACTIONS = 40 }; /* of one event, at most: a text has up to 31 bytes */

/* Fingers on the screen (touch.h). */
typedef struct Touch {
    bool down, pans, two; /* the first one is down; it scrolls; there is a second one */
    float x, y, start_y;  /* in the window's coordinates */
    float apart;          /* that two have moved apart without effect yet, in parts of the window */
} Touch;

/* What lasts from one event to the next. All zero at first. */
typedef struct Input {
    float x, y;    /* the pointer, in the picture's pixels */
    bool inside;   /* the pointer is over the window */
    Region held;   /* pressed: kind and actions as they were then; id 0: nothing */
    bool dragging; /* the held region has given its first action */
    bool fine;     /* it is dragged finely, since the pointer was at fine_x, fine_y */
    float fine_x, fine_y, fine_value;
    unsigned pressed; /* the region of the last press, its value before, and how many changes the
                         session could undo then */
    float value;
    int undo_count;
    float wheel;       /* part of a notch that has not had an effect yet */
    unsigned wheel_id; /* the region that it was turned over */
    unsigned focus;    /* what had the keyboard's focus when it was last seen, and where */
    Rect focus_rect;
    Touch touch;
    bool finger; /* what points is a finger */
    bool coarse; /* and the picture is drawn for fingers */
} Input;

/* What an event is read against. */
typedef struct InputContext {
    const DisplayList *list; /* the picture that is on the screen */
    const Session *session;
    float ratio;  /* the picture's pixels for one of the window's coordinates */
    bool control; /* Ctrl is down */
    bool lectern; /* what is presented is on another display */
    bool shift;   /* Shift is down */
    bool page;    /* it lies in a page: Tab leads out of it at both ends, and nothing quits */
    float around; /* pixels that a finger covers to each side */
} InputContext;

#endif
