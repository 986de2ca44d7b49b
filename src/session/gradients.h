/* gradients.h: the gradients in the timeline's place: opened by hand or by a beat, and kept as the
 * run, the selection and the step on stage are. Private to src/session. */
#ifndef GATESCOPE_SESSION_GRADIENTS_H
#define GATESCOPE_SESSION_GRADIENTS_H

#include "session/state.h"

bool gradients_apply(Session *session, int number); /* 1: shown, 0: not, -1: the other way */
void gradients_enter(Session *session);             /* a beat */
void gradients_keep(Session *session); /* what is shown of them fits the session as it is now */
void gradients_forget(Session *session);

#endif
