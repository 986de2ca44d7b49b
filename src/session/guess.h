/* guess.h: answering a question whose answer is computed: a number, a step, a bar that is dragged, a
 * curve that is drawn, runs in an order; giving the answer; and the learner's reason. Private to
 * src/session. */
#ifndef GATESCOPE_SESSION_GUESS_H
#define GATESCOPE_SESSION_GUESS_H

#include "session/state.h"

bool guess_apply(Session *session, const Action *action);
/* A number that was typed. */
bool guess_number(Session *session, float value);

#endif
