/* practise_draw.c: exercises that are drawn: by pointer and by keys, what is compared, the gap and what
 * made it, what is kept of it, one's own reason, on stage and back; and when it is a drawing. */
#include "practise_fixture.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lesson/practise/idea.h"
#include "session/asked.h"

static const Practise *of(const Session *session) {
    return session_practise(session);
}

static int begin(void **state) {
    fixture_time = 1000 * (int64_t)FIXTURE_DAY;
    *state = fixture_practise_drawn();
    return 0;
}

static int end(void **state) {
    session_free(*state);
    return 0;
}

static bool act(Session *session, Action action) {
    return session_apply(session, &action);
}

static void type(Session *session, const char *text) {
    for (const char *c = text; *c; c++)
        assert_true(act(session, (Action){.kind = ACTION_REASON_KEY,
                                          .number = TYPE_CHARACTER,
                                          .unit = (unsigned char)*c}));
}

static void test_asked(void **state) {
    Session *session = *state;
    const Item *item = of(session)->item;
    assert_true(item->drawn);
    assert_string_equal(item_generator(item), "write-curve");
    const Question *question = asked_guess(session);
    assert_true(question && question->from == 2 && question->to == 4);
    assert_false(practise_do(session, PRACTISE_CHOOSE, 0));
    assert_false(practise_do(session, PRACTISE_ON, 0));
    assert_string_equal(session->notice.what, "Draw all of the steps first");
    assert_int_equal(of(session)->stand, PRACTISE_ASKED);
    assert_false(practise_do(session, PRACTISE_PLAY, 1));
    assert_false(act(session, (Action){.kind = ACTION_GIVE})); /* only as the answer */
    assert_false(act(session, (Action){.kind = ACTION_REASON, .number = 1}));
}

/* Every other curve is drawn, and none of another form. */
static void test_every_other(void **state) {
    (void)state;
    int curves = 0, drawings = 0;
    for (uint32_t seed = 1; seed <= 400; seed++) {
        const PractiseSetup setup = {
            .idea = (int)seed % idea_count(), .seed = seed, .now = fixture_now};
        Session *session = session_new_practise(&setup, NULL);
        const Item *item = of(session)->item;
        curves += item_can_be_drawn(item);
        drawings += item->drawn;
        assert_true(!item->drawn || item->form == ITEM_CURVE);
        session_free(session);
    }
    assert_true(curves > 60);
    assert_true(abs(2 * drawings - curves) < curves / 2);
}

static void test_right(void **state) {
    Session *session = *state;
    fixture_time += 12;
    practise_draw_off(session, 0.09f);
    assert_true(practise_do(session, PRACTISE_ON, 0));
    assert_int_equal(of(session)->stand, PRACTISE_TOLD);
    const PractiseAnswer *answer = &of(session)->answers[0];
    assert_int_equal(answer->chosen, CHOSEN_RIGHT);
    assert_string_equal(answer->item, "write-curve-drawn");
    assert_string_equal(answer->idea, "write");
    assert_true(answer->seed == 2 && answer->level == 0 && answer->seconds == 12);
    assert_int_equal(answer->drawn, 3);
    for (int k = 0; k < 3; k++)
        assert_float_equal(answer->values[k], of(session)->item->path[2 + k] + 0.09f, 1e-6f);
    assert_int_equal(session_practise_right(session), 1);
    assert_int_equal(session_practise_belief(session), BELIEF_NONE);
    assert_true(of(session)->review.ideas[idea_find("write")].right == 1); /* it is recalled */
    assert_false(act(session, (Action){.kind = ACTION_GUESS, .step = 3, .value = 0}));
    assert_true(practise_do(session, PRACTISE_ON, 0));
}

/* The gap, and the gate that made it: the input gate went from 0.14 to 0.66. */
static void test_wrong(void **state) {
    Session *session = *state;
    static const float DRAWN[] = {0.9f, 0.4f, 0.3f};
    for (int k = 0; k < 3; k++)
        assert_true(act(session, (Action){.kind = ACTION_GUESS, .step = 2 + k, .value = DRAWN[k]}));
    assert_true(practise_do(session, PRACTISE_ON, 0));
    const Gap *gap = &session->outcome.gap;
    assert_true(session->outcome.known && !session->outcome.right);
    assert_int_equal(gap->step, 4);
    assert_float_equal(gap->drawn, 0.3f, 1e-6f);
    assert_float_equal(gap->gap, of(session)->item->path[4] - 0.3f, 1e-6f);
    assert_int_equal(gap->cause_count, 2); /* what is shown does not change the memory */
    assert_float_equal(gap->causes[gap->made_by].held, 0.14f, 0.005f);
    assert_float_equal(gap->causes[gap->made_by].was, 0.66f, 0.005f);
    assert_int_equal(of(session)->answers[0].chosen, CHOSEN_OTHER);
    assert_int_equal(session_practise_belief(session), BELIEF_NONE);
    assert_int_equal(of(session)->sitting[0].chosen, CHOSEN_OTHER);
    assert_true(of(session)->review.ideas[idea_find("write")].wrong); /* it comes back */
}

/* Drawn as if the memory were lost: i times g alone. */
static void test_belief(void **state) {
    Session *session = *state;
    const Facts *facts = &of(session)->item->facts;
    for (int t = 2; t < 5; t++)
        act(session, (Action){.kind = ACTION_GUESS,
                              .step = t,
                              .value = facts->row[1][t] * facts->row[2][t]});
    assert_true(practise_do(session, PRACTISE_ON, 0));
    assert_int_equal(session_practise_belief(session), BELIEF_FORGETS_MEMORY);
    assert_int_equal(of(session)->answers[0].chosen, 1);
}

/* Right of a point lies the next one, as high; a notch is a twentieth of the scale. */
static void test_keys(void **state) {
    Session *session = *state;
    const Guess *guess = &session_beat_state(session)->guess;
    float shown = of(session)->item->path[1];
    assert_true(act(session, (Action){.kind = ACTION_GUESS_KEY, .step = 1}));
    assert_float_equal(guess->values[0], roundf(shown / 0.05f) * 0.05f + 0.05f, 1e-6f);
    for (int k = 0; k < 2; k++)
        assert_true(act(session, (Action){.kind = ACTION_GUESS_KEY, .unit = 1}));
    assert_true(guess_complete(asked_guess(session), guess));
    assert_true(guess->values[2] == guess->values[0]);
    assert_true(practise_do(session, PRACTISE_ON, 0));
    assert_false(act(session, (Action){.kind = ACTION_GUESS_KEY, .step = 1}));
}

static void test_unsure(void **state) {
    Session *session = *state;
    act(session, (Action){.kind = ACTION_GUESS, .step = 2, .value = 0.5f});
    assert_true(practise_do(session, PRACTISE_UNSURE, 0));
    const PractiseAnswer *answer = &of(session)->answers[0];
    assert_int_equal(answer->chosen, CHOSEN_UNSURE);
    assert_int_equal(answer->drawn, 0);
    assert_true(session->outcome.known);
    assert_true(session->outcome.truth.values[0] == of(session)->item->path[2]);
    assert_false(session_beat_state(session)->guess.drawn);
}

/* In the learner's own words, kept with the answer; the next question has none. */
static void test_reason(void **state) {
    Session *session = *state;
    practise_answer(session, false);
    unsigned kept = session->kept;
    assert_true(act(session, (Action){.kind = ACTION_REASON, .number = 1}));
    type(session, "f shut");
    assert_true(act(session, (Action){.kind = ACTION_REASON_KEY, .number = TYPE_TAKE}));
    assert_true(session->kept > kept); /* worth saving */
    assert_string_equal(of(session)->answers[0].why, "f shut");
    assert_true(practise_do(session, PRACTISE_ON, 0));
    assert_string_equal(session_beat_state(session)->guess.reason, "");
    practise_answer(session, true);
    assert_string_equal(of(session)->answers[0].why, "f shut");
    assert_string_equal(of(session)->answers[1].why, "");
}

/* On stage one may try again; back at the question there is what was answered. */
static void test_on_stage(void **state) {
    Session *session = *state;
    practise_answer(session, false);
    PractiseAnswer given = of(session)->answers[0];
    float gap = session->outcome.gap.gap;
    assert_true(practise_do(session, PRACTISE_PLAY, 1));
    assert_int_equal(session_kind(session), SESSION_LESSON);
    practise_draw_off(session, 0);
    assert_true(act(session, (Action){.kind = ACTION_GIVE}));
    assert_true(session->outcome.right);
    assert_true(act(session, (Action){.kind = ACTION_REASON, .number = 1}));
    type(session, "so");
    assert_true(act(session, (Action){.kind = ACTION_REASON_KEY, .number = TYPE_TAKE}));
    assert_true(act(session, (Action){.kind = ACTION_LEAD_BACK}));
    assert_true(session->outcome.known && !session->outcome.right);
    assert_true(session->outcome.gap.gap == gap);
    assert_string_equal(of(session)->answers[0].why, "so");
    assert_int_equal(of(session)->answers[0].chosen, given.chosen);
    assert_memory_equal(of(session)->answers[0].values, given.values, sizeof given.values);
    assert_memory_equal(session_beat_state(session)->guess.values, given.values,
                        3 * sizeof *given.values);
}

/* Another one like it is drawn, too, and begins with nothing drawn. */
static void test_another(void **state) {
    Session *session = *state;
    act(session, (Action){.kind = ACTION_GUESS, .step = 2, .value = 0.5f});
    for (int k = 0; k < 4; k++) {
        assert_true(practise_do(session, PRACTISE_ANOTHER, 0));
        assert_true(of(session)->item->drawn);
        assert_string_equal(item_generator(of(session)->item), "write-curve");
        assert_false(session_beat_state(session)->guess.drawn);
        assert_int_equal(session_beat_state(session)->answer, -1);
        assert_false(session->outcome.known);
        practise_answer(session, k % 2 == 0);
        assert_int_equal(of(session)->answers[k].chosen == CHOSEN_RIGHT, k % 2 == 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_asked, begin, end),
        cmocka_unit_test(test_every_other),
        cmocka_unit_test_setup_teardown(test_right, begin, end),
        cmocka_unit_test_setup_teardown(test_wrong, begin, end),
        cmocka_unit_test_setup_teardown(test_belief, begin, end),
        cmocka_unit_test_setup_teardown(test_keys, begin, end),
        cmocka_unit_test_setup_teardown(test_unsure, begin, end),
        cmocka_unit_test_setup_teardown(test_reason, begin, end),
        cmocka_unit_test_setup_teardown(test_on_stage, begin, end),
        cmocka_unit_test_setup_teardown(test_another, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
