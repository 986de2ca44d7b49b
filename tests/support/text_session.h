/* text_session.h: a session on the fixture's texts. */
#ifndef GATESCOPE_TESTS_TEXT_SESSION_H
#define GATESCOPE_TESTS_TEXT_SESSION_H

#include "text_fixture.h"

#include "session/kinds/text.h"

static inline Session *fixture_text(CellKind kind, const PassageSet *set) {
    Alphabet alphabet = fixture_alphabet();
    Error error = {0};
    Session *session = session_new_text(fixture_text_model(kind), &alphabet, set, &error);
    if (!session)
        fail_msg("%s", error.what);
    return session;
}

#endif
