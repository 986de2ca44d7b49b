/* bare_session.h: for tests that need no more of a session than where it is: one on the stack, by
 * hand, which knows of what kind it is and can do nothing; its run, of no cell, has been computed. */
#ifndef GATESCOPE_TESTS_BARE_SESSION_H
#define GATESCOPE_TESTS_BARE_SESSION_H

#include "session/kinds/sandbox.h"

static inline void bare_session(Session *session, const Lesson *lesson, BeatState *beats) {
    static const SessionKind LESSON = {.id = SESSION_LESSON};
    static Run run;
    run.lesson = lesson;
    *session = (Session){.kind = &LESSON, .lesson = lesson, .run = &run, .beats = beats};
}

static inline void bare_session_sandbox(Session *session, Sandbox *sandbox) {
    static const SessionKind SANDBOX = {.id = SESSION_SANDBOX};
    session->kind = &SANDBOX;
    session->own = sandbox;
}

#endif
