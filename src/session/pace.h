/* pace.h: how time goes by while a session plays, and which steps are in view, for those who show it:
 * the same questions for all kinds of sessions. */
#ifndef GATESCOPE_SESSION_PACE_H
#define GATESCOPE_SESSION_PACE_H

#include "session/action.h"

typedef struct Session Session;

typedef struct Pace {
    float rate;    /* steps a second; 0: session->speed counts */
    Action faster; /* the next faster; after the fastest the slowest */
} Pace;
Pace session_pace(const Session *session);

/* How many steps have been chosen to be in view, as on an oscilloscope, and the first of them; 0:
 * nobody has chosen, and *from is left as it is. */
long session_window(const Session *session, long *from);

#endif
