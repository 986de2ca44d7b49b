/* input.h: SDL events to actions, by what lies under the pointer and what has the focus.
 *
 * Nothing is done here: an event and the picture it was meant for give the actions that it asks
 * for. Which key does what is one table (scene/words/keys.h). */
#ifndef GATESCOPE_UI_INPUT_INPUT_H
#define GATESCOPE_UI_INPUT_INPUT_H

#include "ui/input/context.h"

/* Fills actions, which has room for INPUT_ACTIONS, in the order in which to apply them; returns how
 * many. */
int input_event(Input *input, const SDL_Event *event, const InputContext *context, Action *actions);

/* Whether that key, which goes down, means anything against this picture. */
bool input_takes(const SDL_KeyboardEvent *event, const InputContext *context);
/* The focus comes in from outside: to the first of what it can come to, or the last, by -1. False:
 * there is nothing of that kind. */
bool input_enter(const InputContext *context, int by, Action *action);

/* From outside of the picture, by a region's id: a click on it, and a value that it gets (step: of what
 * is drawn on steps, as of region_set). Alike; nothing where there is no such region, or it is
 * disabled. */
int input_press(unsigned id, const InputContext *context, Action *actions);
int input_set(unsigned id, float value, long step, const InputContext *context, Action *actions);

/* After a new picture: what the pointer is on now lies over another region perhaps, or what had
 * the keyboard's focus has gone, and the nearest button takes it. Returns 1 and an ACTION_HOVER or
 * ACTION_FOCUS, or 0; to be asked again, with the next picture, until it is 0. */
int input_settle(Input *input, const InputContext *context, Action *action);

/* The panel that scrolls at that place of the picture; NULL: none does. */
const Region *input_panel_at(const DisplayList *list, float x, float y);
/* Whether what is held follows the pointer. */
bool input_drags(const Input *input);

#endif
