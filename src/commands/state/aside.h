/* aside.h: states of a lesson that another one has taken the place of. A shared state that is opened
 * does not replace one's own work: that is set aside as a text, kept with the lesson, and comes back
 * when it is asked for; what was there then is set aside in its turn, so that nothing is lost. */
#ifndef GATESCOPE_COMMANDS_STATE_ASIDE_H
#define GATESCOPE_COMMANDS_STATE_ASIDE_H

#include "commands/state/keeping.h"
#include "commands/state/share.h"

/* Brings a session of the state's lesson there (share_restore), and sets aside what was done in it
 * so far, where that is anything; the notice says so. False and an error where it cannot be, or where
 * what was done cannot be kept: the session is then as before. */
bool aside_open(Keeping *keeping, Session *session, const SharedState *state, Error *error);

/* Brings the session to what was set aside last; called again and again, to all of it in turn. False
 * and an error where nothing was, or it cannot be. */
bool aside_turn(Keeping *keeping, Session *session, Error *error);

#endif
