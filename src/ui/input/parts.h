/* parts.h: what the files of the input share. Private to src/ui/input. */
#ifndef GATESCOPE_UI_INPUT_PARTS_H
#define GATESCOPE_UI_INPUT_PARTS_H

#include "scene/words/keys.h"
#include "ui/input/context.h"

/* ---- answer.c: the actions that one event has given so far ---- */

typedef struct Answer {
    Action *actions; /* room for INPUT_ACTIONS */
    int count;
} Answer;

void answer_give(Answer *answer, Action action); /* ACTION_NONE: nothing */
/* What a click on the region or Enter upon it means; NULL: beside all. An open menu closes,
 * whatever it was. */
void answer_press(Answer *answer, const Region *region, const Session *session);
bool answer_has_value(const Region *region); /* a slider, a bar */
bool answer_can_type(const Region *region);
void answer_open_field(Answer *answer, const Region *region); /* its number is typed */
void answer_type(Answer *answer, TypeKey key, int character);

/* ---- press.c: a key, decoded ---- */

typedef struct Press {
    Key key;
    Key hold; /* KEY_HOLD_1 and its like by the key's place on the keyboard; KEY_NONE: another */
    KeyWith with;
    bool repeated;
} Press;

/* KEY_NONE where Alt is down: that is the window manager's, or a third level of the keyboard. */
Press press_read(const SDL_KeyboardEvent *event);

/* ---- layer.c: who takes the keys ---- */

KeyLayer layer_top(const InputContext *context);
/* Whether the region lies in the layer, so that Tab comes to it. */
bool layer_has(KeyLayer layer, const Region *region);
/* Whether what has the focus is asked before the layer. */
bool layer_asks_focus(KeyLayer layer);

/* ---- focus.c ---- */

/* What shows that it has the focus, in the layer; NULL: nothing does. An open list's box counts. */
const Region *focus_in(const InputContext *context, KeyLayer layer);
unsigned focus_takes(const Region *region); /* bits: KeyFocus */
/* To what comes next, or before: by -1. `leaves`: not from one end to the other, but there the focus is
 * given up, and this is false. */
bool focus_move(const InputContext *context, KeyLayer layer, int by, bool leaves, Answer *answer);
/* The first that the focus comes to in the layer, or the last, by -1; NULL: there is none. */
const Region *focus_end(const InputContext *context, KeyLayer layer, int by);
/* What had the focus at `rect` has gone: a button near it; NULL: there is none. */
const Region *focus_near(const InputContext *context, Rect rect);

/* ---- cards.c: among the cards of the home screen ---- */

Action card_move(const InputContext *context, int right, int down);
Action card_first(const InputContext *context);
Action card_open(const InputContext *context); /* what has the focus, else the first */
Action card_scroll(const InputContext *context, int notches);

/* ---- keys.c: the table of keys (scene/words/keys.h), carried out ---- */

/* Whether the key means something there. */
bool keys_press(const SDL_KeyboardEvent *event, const InputContext *context, Answer *answer);
void keys_release(const SDL_KeyboardEvent *event, const InputContext *context, Answer *answer);
void keys_text(const SDL_TextInputEvent *event, const InputContext *context, Answer *answer);

#endif
