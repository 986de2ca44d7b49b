/* trail.h: inspecting: which number is looked into, and the way that led to it. Private to
 * src/session. */
#ifndef GATESCOPE_SESSION_TRAIL_H
#define GATESCOPE_SESSION_TRAIL_H

#include "session/state.h"

bool trail_apply(Session *session, const Action *action);
void trail_close(Session *session);
void trail_keep(Session *session); /* what is shown of a trail fits the run as it is now */

#endif
