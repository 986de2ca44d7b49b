/* clock.h: where in time the picture is, and how it moves there. Private to src/session. */
#ifndef GATESCOPE_SESSION_CLOCK_H
#define GATESCOPE_SESSION_CLOCK_H

#include "session/state.h"

void clock_jump(Session *session, long tick); /* at once; clamped to the run */
/* Forwards in motion, within `most` seconds; backwards, and without motion, at once. */
void clock_travel(Session *session, long tick, double most);
void clock_reveal(Session *session); /* seen follows shown */

bool clock_apply(Session *session, const Action *action);
/* Lets time pass in a session that moves: `shown` goes towards `tick`, and on while playing. Whether
 * the picture changed. */
bool clock_advance(Session *session, double seconds);
/* The picture changed as time went by: what hangs on the moment follows, and the change counts. */
void clock_moved(Session *session);

#endif
