/* touch.h: what fingers do beyond a mouse. SDL makes a mouse of the first one, which clicks and
 * drags as usual; here a finger that moves on something that is not dragged scrolls the panel below
 * it, and two fingers that part or meet change the size of text. */
#ifndef GATESCOPE_UI_INPUT_TOUCH_H
#define GATESCOPE_UI_INPUT_TOUCH_H

#include "ui/input/context.h"

/* True: the event is no mouse's any more, and *action, perhaps of kind ACTION_NONE, is what it asks
 * for. Else the input goes on with the event. */
bool touch_event(Input *input, const SDL_Event *event, const InputContext *context, Action *action);

#endif
