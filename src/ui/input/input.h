/* input.h: SDL events to actions, by what lies under the pointer and what has the focus.
 *
 * Nothing is done here: an event and the picture it was meant for give the actions that it asks
 * for. Which key does what is one table (scene/words/keys.h). */
#ifndef GATESCOPE_UI_INPUT_INPUT_H
#define GATESCOPE_UI_INPUT_INPUT_H

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
    float x, y;       /* the pointer, in the picture's pixels */
    bool inside;      /* the pointer is over the window */
    Region held;      /* pressed: kind and actions as they were then; id 0: nothing */
    bool dragging;    /* the held region has given its first action */
    unsigned pressed; /* the region of the last press, its value before, and how many changes the
                         session could undo then */
    float value;
    int undo_count;
    float wheel;       /* part of a notch that has not had an effect yet */
    unsigned wheel_id; /* the region that it was turned over */
    unsigned focus;    /* what had the keyboard's focus when it was last seen, and where */
    Rect focus_place;
    Touch touch;
} Input;

/* What an event is read against. */
typedef struct InputContext {
    const DisplayList *list; /* the picture that is on the screen */
    const Session *session;
    float ratio;  /* the picture's pixels for one of the window's coordinates */
    bool control; /* Ctrl is down */
    bool lectern; /* what is presented is on another display */
} InputContext;

/* Fills actions, which has room for INPUT_ACTIONS, in the order in which to apply them; returns how
 * many. */
int input_event(Input *input, const SDL_Event *event, const InputContext *context, Action *actions);

/* After a new picture: where the pointer rests now lies over another region perhaps, or what had
 * the keyboard's focus has gone, and the nearest button takes it. Returns 1 and an ACTION_HOVER or
 * ACTION_FOCUS, or 0; to be asked again, with the next picture, until it is 0. */
int input_rest(Input *input, const InputContext *context, Action *action);

/* The panel that scrolls at that place of the picture; NULL: none does. */
const Region *input_panel_at(const DisplayList *list, float x, float y);
/* Whether what is held follows the pointer. */
bool input_drags(const Input *input);

#endif
