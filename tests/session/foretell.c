/* foretell.c: what comes next in the sandbox is drawn before it is seen: eight steps are recorded unseen,
 * asked for as a lesson asks, and compared with what the sandbox's own cells did; and one comes back to
 * the sandbox as it was, those steps later. */
#include "testing.h"

#include <string.h>

#include "session/asked.h"
#include "session/kinds/sandbox.h"
#include "session/session.h"
#include "session/words/phrase.h"

enum { AHEAD = 8, BEHIND = 24 };

static bool go(Session *session, Action action) {
    return session_apply(session, &action);
}

static Session *begin(double seconds) {
    const SandboxSetup setup = {.kinds = {true, true, true}, .units = 4, .inputs = 2};
    Error error = {0};
    Session *session = session_new_sandbox(&setup, NULL, &error);
    assert_non_null(session);
    go(session, (Action){.kind = ACTION_LIVE_RATE, .value = 20});
    for (int k = 0; k < 60 * seconds; k++)
        session_advance(session, 1.0 / 60);
    return session;
}

static void change(Session *session, const char *text) {
    Action action = {.kind = ACTION_EDIT};
    Error error = {0};
    assert_true(edit_parse(&action.edit, session->lesson, text, &error) && go(session, action));
}

/* Each step of the question as the run has it, and so much more. */
static void draw(Session *session, float off) {
    const Question *question = asked_guess(session);
    const Trace *trace = session->run->traces[question->signal.cell];
    for (long t = question->from; t <= question->to; t++)
        assert_true(go(session, (Action){.kind = ACTION_GUESS,
                                         .step = t,
                                         .value = off + trace_at(trace, question->signal.index, t,
                                                                 0)[question->signal.row]}));
}

static void test_asked_and_answered(void **state) {
    (void)state;
    Session *session = begin(3);
    go(session, (Action){.kind = ACTION_SELECT, .cell = 1, .unit = 2});
    long steps = session->lesson->steps;
    assert_true(steps > BEHIND && session->playing);
    float newest = trace_at(session->run->traces[1], SIGNAL_H, steps - 1, 0)[2];
    assert_true(go(session, (Action){.kind = ACTION_FORETELL}));
    assert_true(session_guided(session) && !session->playing);
    assert_string_equal(session_leads_back(session), "To the sandbox");
    const Question *question = asked_guess(session);
    assert_non_null(question);
    assert_int_equal(session->lesson->steps, BEHIND + AHEAD);
    assert_string_equal(text_in(&question->question, NULL),
                        "Draw what the memory of unit 3 of the GRU will be.");
    Language zh = languages_find(phrase_languages(NULL), "zh");
    assert_string_equal(text_in(&question->question, zh), "画出 GRU 的单元 3 的记忆接下来的样子。");
    assert_true(question->form == QUESTION_DRAW && question->from == BEHIND &&
                question->to == BEHIND + AHEAD - 1);
    assert_true(question->signal.cell == 1 && question->signal.row == 2);
    assert_int_equal(session_moment(session).t, BEHIND - 1); /* what was newest stands on stage */
    assert_int_equal(session->seen, BEHIND - 1);
    assert_true(trace_at(session->run->traces[1], SIGNAL_H, BEHIND - 1, 0)[2] == newest);
    go(session, (Action){.kind = ACTION_GO, .step = BEHIND + 2, .phase = PHASE_SHOW});
    assert_int_equal(session_moment(session).t, BEHIND - 1);
    draw(session, 0);
    assert_true(go(session, (Action){.kind = ACTION_GIVE}));
    assert_int_equal(session_beat_state(session)->answer, ANSWER_RIGHT);
    assert_true(session->outcome.gap.gap == 0);
    session_free(session);
}

/* Farther off than is right: the gap, and what each gate has to do with it. */
static void test_gap(void **state) {
    (void)state;
    Session *session = begin(3);
    assert_true(go(session, (Action){.kind = ACTION_FORETELL}));
    float within = asked_guess(session)->within;
    assert_true(within >= 0.1f);
    draw(session, -within - 0.2f);
    assert_true(go(session, (Action){.kind = ACTION_GIVE}));
    assert_int_equal(session_beat_state(session)->answer, ANSWER_WRONG);
    assert_float_equal(session->outcome.gap.gap, within + 0.2f, 1e-4f);
    assert_int_equal(session->outcome.gap.cause_count, 2); /* f and i of an LSTM */
    session_free(session);                                 /* from there too */
}

static void test_back(void **state) {
    (void)state;
    Session *session = begin(3);
    go(session, (Action){.kind = ACTION_PLAY, .number = 0});
    change(session, "set lstm.b_f[1] 1.5");
    change(session, "input 4 0 0.75");
    long steps = session->lesson->steps;
    int undo = session->beats[0].undo_count;
    assert_false(go(session, (Action){.kind = ACTION_LEAD_BACK})); /* nowhere to */
    assert_true(go(session, (Action){.kind = ACTION_FORETELL}));
    float last = trace_at(session->run->traces[0], SIGNAL_H, session->lesson->steps - 1, 0)[1];
    assert_null(session_sandbox(session));
    assert_true(go(session, (Action){.kind = ACTION_LEAD_BACK}));
    assert_non_null(session_sandbox(session));
    assert_null(session_leads_back(session));
    assert_int_equal(session->lesson->steps, steps + AHEAD);
    assert_int_equal(session_moment(session).t, steps + AHEAD - 1);
    assert_true(trace_at(session->run->traces[0], SIGNAL_H, steps + AHEAD - 1, 0)[1] == last);
    assert_true(session->run->sequence[4 * session->lesson->inputs] == 0.75f);
    assert_int_equal(session->beats[0].edits.count, 2);
    assert_int_equal(session->beats[0].undo_count, undo);
    assert_true(go(session, (Action){.kind = ACTION_UNDO}) &&
                go(session, (Action){.kind = ACTION_UNDO}));
    assert_int_equal(session->beats[0].edits.count, 0);
    assert_true(go(session, (Action){.kind = ACTION_PLAY, .number = 1})); /* and on */
    session_advance(session, 0.5);
    assert_true(session->lesson->steps > steps + AHEAD);
    session_free(session);
}

/* A key that is held goes up unheard. */
static void test_held(void **state) {
    (void)state;
    Session *session = begin(1);
    assert_true(go(session, (Action){.kind = ACTION_LIVE_KEY, .number = 0, .value = 1}));
    assert_true(session_sandbox(session)->inputs[0].key == 1);
    assert_true(go(session, (Action){.kind = ACTION_FORETELL}));
    assert_true(go(session, (Action){.kind = ACTION_LEAD_BACK}));
    assert_true(session_sandbox(session)->inputs[0].key == 0);
    session_free(session);
}

/* With less behind it than is shown, and with nothing. */
static void test_early(void **state) {
    (void)state;
    Session *session = begin(0);
    assert_int_equal(session->lesson->steps, 0);
    assert_false(go(session, (Action){.kind = ACTION_FORETELL}));
    assert_string_equal(session->notice.what, "Nothing has happened here yet");
    assert_non_null(session_sandbox(session));
    session_advance(session, 0.06);
    long steps = session->lesson->steps;
    assert_in_range(steps, 1, 3);
    assert_true(go(session, (Action){.kind = ACTION_FORETELL}));
    assert_int_equal(asked_guess(session)->from, steps);
    assert_int_equal(session->lesson->steps, steps + AHEAD);
    session_free(session);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_asked_and_answered),
        cmocka_unit_test(test_gap),
        cmocka_unit_test(test_back),
        cmocka_unit_test(test_held),
        cmocka_unit_test(test_early),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
