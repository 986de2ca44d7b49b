/* practise.h: exercises out of what is kept, and the answers back into it. */
#ifndef GATESCOPE_COMMANDS_TOOLS_PRACTISE_H
#define GATESCOPE_COMMANDS_TOOLS_PRACTISE_H

#include "files/state/state.h"
#include "session/session.h"

/* What is due of what was met, state NULL: nothing was. idea: -1, or that one alone; seed: of the
 * first question, 0: another one each time. NULL and an error where memory lacks. */
Session *practise_session(const SavedState *state, int idea, uint32_t seed, Error *error);

/* What was answered in the session, into the state; of another session nothing. May be called again and
 * again. False where memory lacks. */
bool practise_hand_out(SavedState *state, const Session *session);

#endif
