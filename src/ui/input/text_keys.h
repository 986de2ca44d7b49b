/* text_keys.h: keys where a text is read: those that mean something else there, and all while a
 * text is typed. */
#ifndef GATESCOPE_UI_INPUT_TEXT_KEYS_H
#define GATESCOPE_UI_INPUT_TEXT_KEYS_H

#include "ui/input/input.h"

/* While a text is typed: what the key means, ACTION_NONE for what comes as text. False: the key is
 * not the text's (Ctrl, F1). */
bool text_typing_key(const SDL_KeyboardEvent *event, const Session *session, Action *action);
/* What the key means there and nowhere else; ACTION_NONE: nothing. */
Action text_key(const SDL_Keysym *key, bool repeated, const Session *session);

#endif
