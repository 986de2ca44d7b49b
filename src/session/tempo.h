/* tempo.h: how time goes by while a session plays, and which steps are in view, for who shows it:
 * the same questions for all kinds of sessions. */
#ifndef GATESCOPE_SESSION_TEMPO_H
#define GATESCOPE_SESSION_TEMPO_H

#include "session/action.h"

typedef struct Session Session;

typedef struct Tempo {
    float rate;    /* steps a second; 0: session->speed counts */
    Action faster; /* the next faster; after the fastest the slowest */
} Tempo;
Tempo session_tempo(const Session *session);

/* How many steps have been chosen to be in view, as on an oscilloscope, and the first of them; 0:
 * nobody has chosen, and *from is left as it is. */
long session_window(const Session *session, long *from);

#endif
