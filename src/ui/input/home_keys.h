/* home_keys.h: keys while the home screen is open: to and fro among its cards, and the search. */
#ifndef GATESCOPE_UI_INPUT_HOME_KEYS_H
#define GATESCOPE_UI_INPUT_HOME_KEYS_H

#include "ui/input/input.h"

/* Fills actions (room for INPUT_ACTIONS), returns how many. Keys that mean the lesson below mean
 * nothing here. */
int home_key(const SDL_KeyboardEvent *event, const InputContext *context, Action *actions);

#endif
