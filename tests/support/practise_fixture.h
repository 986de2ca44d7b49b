/* practise_fixture.h: for tests: a session that asks, at a time that a test sets. */
#ifndef GATESCOPE_TESTS_PRACTISE_FIXTURE_H
#define GATESCOPE_TESTS_PRACTISE_FIXTURE_H

#include "session/kinds/practise.h"
#include "session/session.h"
#include "testing.h"

enum { FIXTURE_DAY = 24 * 60 * 60 };
static int64_t fixture_time = 1000 * (int64_t)FIXTURE_DAY;

static inline int64_t fixture_now(void) {
    return fixture_time;
}

/* Of one idea, -1: of those that the first lessons teach; nothing was answered before. */
static inline Session *fixture_practise(int idea) {
    static const char *const LESSONS[] = {"no-gates", "input-gate", "forget-gate", "memory-highway",
                                          "output-gate"};
    const PractiseSetup setup = {
        .lessons = LESSONS, .lesson_count = 5, .idea = idea, .seed = 40477, .now = fixture_now};
    Session *session = session_new_practise(&setup, NULL);
    assert_non_null(session);
    return session;
}

/* Its first question is drawn: the memory of an LSTM, three of five steps. */
static inline Session *fixture_practise_drawn(void) {
    const PractiseSetup setup = {.idea = idea_find("write"), .seed = 2, .now = fixture_now};
    Session *session = session_new_practise(&setup, NULL);
    assert_non_null(session);
    assert_true(session_practise(session)->item->drawn);
    return session;
}

/* Of one idea that was answered rightly so often that it is asked at the hardest level. */
static inline Session *fixture_practise_hard(int idea) {
    PractiseAnswer answers[12] = {{.level = 0}};
    for (int k = 0; k < 12; k++) {
        snprintf(answers[k].idea, sizeof answers[k].idea, "%s", idea_at(idea)->id);
        answers[k].when = fixture_time - 600 + k;
    }
    const PractiseSetup setup = {
        .answers = answers, .answer_count = 12, .idea = idea, .seed = 40477, .now = fixture_now};
    Session *session = session_new_practise(&setup, NULL);
    assert_non_null(session);
    return session;
}

static inline bool practise_do(Session *session, PractiseDeed deed, int unit) {
    return session_apply(session,
                         &(Action){.kind = ACTION_PRACTISE, .number = (int)deed, .unit = unit});
}

/* Draws each step as it is, and so much more. */
static inline void practise_draw_off(Session *session, float off) {
    const Item *item = session_practise(session)->item;
    for (int t = item_drawn_from(item); t < item->facts.steps; t++)
        session_apply(session,
                      &(Action){.kind = ACTION_GUESS, .step = t, .value = item->path[t] + off});
}

/* Answers what is asked, rightly or with the first choice that is wrong; draws it 0.3 off. */
static inline void practise_answer(Session *session, bool rightly) {
    const Item *item = session_practise(session)->item;
    if (item->drawn) {
        practise_draw_off(session, rightly                                 ? 0
                                   : item->path[item->facts.steps - 1] > 0 ? -0.3f
                                                                           : 0.3f);
        assert_true(practise_do(session, PRACTISE_ON, 0));
        return;
    }
    practise_do(session, PRACTISE_CHOOSE, rightly ? item->right : (item->right + 1) % ITEM_CHOICES);
    assert_true(practise_do(session, PRACTISE_ON, 0));
}

#endif
