/* asked.c: choices stand in an order that the session's seed decides; what is stored is a choice as
 * the lesson's file numbers it. */
#include "session_fixture.h"

#include "session/asked.h"

enum { CHOICES = 3, SEEDS = 3000 };

static void test_permutation(void **state) {
    Session *session = ((Stand *)*state)->session;
    int changed = 0;
    for (uint32_t seed = 1; seed <= 50; seed++) {
        bool there[CHOICES] = {false};
        session_set_seed(session, seed);
        for (int place = 0; place < CHOICES; place++) {
            int choice = asked_choice(session, BEAT_ASK, place);
            assert_in_range(choice, 0, CHOICES - 1);
            assert_false(there[choice]);
            there[choice] = true;
            assert_int_equal(asked_place(session, BEAT_ASK, choice), place);
            assert_int_equal(asked_choice(session, BEAT_ASK, place), choice); /* and again */
            changed += choice != place;
        }
    }
    assert_true(changed > 50);
}

/* Each choice stands at each place as often as at another one, give or take four standard errors. */
static void test_no_place_is_better(void **state) {
    Session *session = ((Stand *)*state)->session;
    int times[CHOICES][CHOICES] = {{0}};
    for (uint32_t seed = 1; seed <= SEEDS; seed++) {
        session_set_seed(session, seed);
        for (int place = 0; place < CHOICES; place++)
            times[place][asked_choice(session, BEAT_ASK, place)]++;
    }
    for (int place = 0; place < CHOICES; place++)
        for (int choice = 0; choice < CHOICES; choice++)
            assert_in_range(times[place][choice], 1000 - 104, 1000 + 104);
}

/* Another lesson and another beat have another order under the same seed. */
static void test_each_its_own(void **state) {
    Stand *stand = *state;
    Session *session = stand->session;
    Lesson other = *stand->lesson;
    Session same = *session;
    int differ = 0;
    other.id = "another";
    same.lesson = &other;
    for (uint32_t seed = 1; seed <= 50; seed++) {
        session->seed = same.seed = seed;
        differ += asked_choice(session, BEAT_ASK, 0) != asked_choice(&same, BEAT_ASK, 0);
    }
    assert_true(differ > 10);
}

static void test_what_is_not_there(void **state) {
    Session *session = ((Stand *)*state)->session;
    assert_int_equal(asked_choice(session, BEAT_ASK, CHOICES), -1);
    assert_int_equal(asked_choice(session, BEAT_ASK, -1), -1);
    assert_int_equal(asked_place(session, BEAT_ASK, CHOICES), -1);
    assert_int_equal(asked_choice(session, BEAT_LOOK, 0), -1); /* it asks nothing */
    session_set_seed(session, 7);
    session_set_seed(session, 0);
    assert_int_equal(session->seed, 7);
}

/* A key means what stands there; a script, a test and the state mean the file's number. */
static void test_answered_by_place(void **state) {
    Session *session = ((Stand *)*state)->session;
    uint32_t seed = 1;
    go_to_beat(session, BEAT_ASK);
    do
        session_set_seed(session, seed++);
    while (asked_place(session, BEAT_ASK, 2) != 0);
    assert_true(act(session, (Action){.kind = ACTION_ANSWER, .number = 0, .flag = true}));
    assert_int_equal(session_beat_state(session)->answer, 2);
    assert_true(session_beat_state(session)->tried[2]);
    assert_false(act(session, (Action){.kind = ACTION_ANSWER, .number = 3, .flag = true}));
    assert_true(act_number(session, ACTION_ANSWER, 0));
    assert_int_equal(session_beat_state(session)->answer, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_permutation, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_no_place_is_better, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_each_its_own, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_what_is_not_there, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_answered_by_place, stand_up, stand_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
