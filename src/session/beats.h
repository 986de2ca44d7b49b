/* beats.h: going through the lesson from beat to beat. Private to src/session. */
#ifndef GATESCOPE_SESSION_BEATS_H
#define GATESCOPE_SESSION_BEATS_H

#include "session/state.h"

/* The beat is one of the lesson's; the one that the session stands at is entered anew. */
void beats_enter(Session *session, int beat);
bool beats_apply(Session *session, const Action *action);

#endif
