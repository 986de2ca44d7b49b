/* present.h: presentation: what a teacher at a projector needs besides the lesson itself. Private to
 * src/session. */
#ifndef GATESCOPE_SESSION_PRESENT_H
#define GATESCOPE_SESSION_PRESENT_H

#include "session/state.h"

bool present_apply(Session *session, const Action *action);
/* A question waits for its choices to be shown: shows them, true. */
bool present_hold_back(Session *session);
void present_new_beat(Session *session);
void present_free(Session *session);

#endif
