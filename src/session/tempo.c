/* tempo.c: see tempo.h. */
#include "session/tempo.h"

#include "session/state.h"

static float next_speed(float speed) {
    static const float SPEEDS[] = {0.25f, 0.5f, 1, 2, 4, 8};
    for (size_t k = 0; k < sizeof SPEEDS / sizeof *SPEEDS; k++)
        if (speed < SPEEDS[k] * 0.99f)
            return SPEEDS[k];
    return SPEEDS[0];
}

Tempo session_tempo(const Session *session) {
    if (session->kind->tempo)
        return session->kind->tempo(session);
    return (Tempo){.faster = {.kind = ACTION_SPEED, .value = next_speed(session->speed)}};
}

long session_window(const Session *session, long *from) {
    return session->kind->window ? session->kind->window(session, from) : 0;
}
