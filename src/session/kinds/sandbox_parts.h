/* sandbox_parts.h: what the files of the sandbox share. Private to them. */
#ifndef GATESCOPE_SESSION_KINDS_SANDBOX_PARTS_H
#define GATESCOPE_SESSION_KINDS_SANDBOX_PARTS_H

#include <assert.h>

#include "session/kinds/sandbox.h"

/* What the session has besides, which is a sandbox. */
static inline Sandbox *sandbox_of(const Session *session) {
    assert(session->kind->id == SESSION_SANDBOX);
    return session->own;
}

/* sandbox.c */
void sandbox_free(Sandbox *sandbox);         /* NULL is allowed */
void sandbox_keep_window(Session *session);  /* the step on stage is in view */
bool sandbox_release_keys(Sandbox *sandbox); /* no input is held; whether one was */

/* live.c */
bool live_advance(Session *session, double seconds);
bool live_play(Session *session, int number); /* 1: go on, 0: pause, -1: the other */
bool live_speed(Session *session, const Action *action);
/* Where the newest step is on stage and a step on is asked for: records it with the inputs of now.
 */
void live_record(Session *session);
/* Records so many steps of what comes, without going to them. */
void live_record_unseen(Session *session, int steps);

/* foretell.c */
bool foretell_begin(Session *session);
void foretell_free(Foretelling *foretelling);

#endif
