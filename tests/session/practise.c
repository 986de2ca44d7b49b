/* practise.c: sittings of questions: choosing and answering, what is told after it, what comes next and
 * comes again, another one like it, the cell on stage and back; what was answered is handed out. */
#include "practise_fixture.h"

#include <stdlib.h>
#include <string.h>

#include "lesson/practise/idea.h"

static int begin(void **state) {
    fixture_time = 1000 * (int64_t)FIXTURE_DAY;
    *state = fixture_practise(-1);
    return 0;
}

static int end(void **state) {
    session_free(*state);
    return 0;
}

static const Practise *of(const Session *session) {
    return session_practise(session);
}

static void test_begins(void **state) {
    const Session *session = *state;
    const Practise *practise = of(session);
    assert_int_equal(session_kind(session), SESSION_PRACTISE);
    assert_int_equal(practise->stand, PRACTISE_ASKED);
    assert_int_equal(practise->at, 0);
    assert_int_equal(practise->picked, -1);
    assert_ptr_equal(session->lesson, practise->item->lesson);
    assert_string_equal(practise->item->idea, idea_at(practise->sitting[0].idea)->id);
    assert_int_equal(practise->item->seed, 40477);
    for (int k = 1; k < SITTING; k++) /* mixed */
        assert_int_not_equal(practise->sitting[k].idea, practise->sitting[k - 1].idea);
    assert_false(session_leads_back(session));
}

static void test_choosing(void **state) {
    Session *session = *state;
    assert_false(practise_do(session, PRACTISE_ON, 0));
    assert_true(strstr(session->notice.what, "Choose one"));
    assert_int_equal(of(session)->stand, PRACTISE_ASKED);
    assert_true(practise_do(session, PRACTISE_CHOOSE, 2));
    assert_int_equal(of(session)->picked, 2);
    assert_string_equal(session->notice.what, "");
    assert_false(practise_do(session, PRACTISE_CHOOSE, 2));
    assert_false(practise_do(session, PRACTISE_CHOOSE, ITEM_CHOICES));
    assert_false(practise_do(session, PRACTISE_CHOOSE, -1));
    assert_true(practise_do(session, PRACTISE_CHOOSE, 0));
    assert_int_equal(of(session)->picked, 0);
}

static void test_answers(void **state) {
    Session *session = *state;
    fixture_time += 12;
    practise_answer(session, true);
    const Practise *practise = of(session);
    assert_int_equal(practise->stand, PRACTISE_TOLD);
    assert_int_equal(session_practise_belief(session), BELIEF_NONE);
    assert_int_equal(practise->answer_count, 1);
    const PractiseAnswer *answer = &practise->answers[0];
    assert_string_equal(answer->idea, practise->item->idea);
    assert_string_equal(answer->item, item_generator(practise->item));
    assert_int_equal(answer->seed, 40477);
    assert_int_equal(answer->chosen, CHOSEN_RIGHT);
    assert_int_equal(answer->when, fixture_time);
    assert_true(answer->seconds == 12);
    assert_false(practise_do(session, PRACTISE_CHOOSE, 0)); /* it is answered */
    assert_false(practise_do(session, PRACTISE_UNSURE, 0));
}

/* A wrong answer is the belief's that made it. */
static void test_wrong(void **state) {
    Session *session = *state;
    practise_answer(session, false);
    const Practise *practise = of(session);
    const ItemChoice *choice = &practise->item->choices[practise->picked];
    assert_int_equal(session_practise_belief(session), choice->belief);
    assert_int_not_equal(choice->belief, BELIEF_NONE);
    assert_int_equal(practise->answers[0].chosen, choice->chosen);
    assert_int_equal(item_beliefs(practise->item)[choice->chosen - 1], choice->belief);
    int idea = practise->sitting[0].idea, again = 0;
    for (int k = 1; k < SITTING; k++)
        again += practise->sitting[k].idea == idea;
    assert_true(again > 0); /* in the same sitting */
}

static void test_unsure(void **state) {
    Session *session = *state;
    practise_do(session, PRACTISE_CHOOSE, of(session)->item->right);
    assert_true(practise_do(session, PRACTISE_UNSURE, 0));
    assert_int_equal(of(session)->answers[0].chosen, CHOSEN_UNSURE);
    assert_int_equal(of(session)->stand, PRACTISE_TOLD);
    assert_int_equal(of(session)->picked, -1);
    assert_int_equal(session_practise_right(session), 0);
}

/* Five, the summary, and five more. */
static void test_sitting(void **state) {
    Session *session = *state;
    for (int k = 0; k < SITTING; k++) {
        uint32_t seed = of(session)->item->seed;
        assert_int_equal(of(session)->at, k);
        practise_answer(session, k != 1);
        assert_true(practise_do(session, PRACTISE_ON, 0));
        if (k + 1 < SITTING)
            assert_int_not_equal(of(session)->item->seed, seed);
    }
    assert_int_equal(of(session)->stand, PRACTISE_DONE);
    assert_int_equal(session_practise_right(session), SITTING - 1);
    assert_int_equal(of(session)->answer_count, SITTING);
    assert_false(practise_do(session, PRACTISE_ANOTHER, 0));
    assert_true(practise_do(session, PRACTISE_ON, 0));
    assert_int_equal(of(session)->stand, PRACTISE_ASKED);
    assert_int_equal(of(session)->at, 0);
    assert_int_equal(session_practise_right(session), 0);
    assert_int_equal(of(session)->answer_count, SITTING);
}

/* The same generator and level, other numbers; the place in the sitting is the same. */
static void test_another(void **state) {
    Session *session = *state;
    char generator[ITEM_NAME];
    const Facts facts = of(session)->item->facts;
    snprintf(generator, sizeof generator, "%s", item_generator(of(session)->item));
    assert_true(practise_do(session, PRACTISE_ANOTHER, 0));
    assert_string_equal(item_generator(of(session)->item), generator);
    assert_memory_not_equal(&of(session)->item->facts, &facts, sizeof facts);
    assert_int_equal(of(session)->at, 0);
    practise_answer(session, true);
    assert_true(practise_do(session, PRACTISE_ANOTHER, 0));
    assert_int_equal(of(session)->stand, PRACTISE_ASKED);
    assert_int_equal(of(session)->at, 0);
    assert_int_equal(of(session)->answer_count, 1);
}

/* On stage it is a lesson that can be changed; the next question has none of it. */
static void test_on_stage(void **state) {
    Session *session = *state;
    assert_false(practise_do(session, PRACTISE_PLAY, 1)); /* it would tell the answer */
    practise_answer(session, true);
    assert_true(practise_do(session, PRACTISE_PLAY, 1));
    assert_int_equal(session_kind(session), SESSION_LESSON);
    assert_string_equal(session_leads_back(session), "To the question");
    assert_non_null(session_practise(session));
    const Edit edit = {.kind = EDIT_INPUT, .value = 0.5f};
    assert_true(session_apply(session, &(Action){.kind = ACTION_EDIT, .edit = edit}));
    assert_true(session_apply(session, &(Action){.kind = ACTION_STEP, .number = 1}));
    assert_false(practise_do(session, PRACTISE_ON, 0));
    assert_true(session_apply(session, &(Action){.kind = ACTION_LEAD_BACK}));
    assert_int_equal(session_kind(session), SESSION_PRACTISE);
    assert_int_equal(of(session)->stand, PRACTISE_TOLD);
    assert_true(practise_do(session, PRACTISE_ON, 0));
    assert_ptr_equal(session->lesson, of(session)->item->lesson);
    assert_int_equal(session_beat_state(session)->edits.count, 0);
    assert_false(session_can_undo(session));
    assert_int_equal(session->tick, 0);
}

/* While it is asked nothing of the run is changed or looked at. */
static void test_closed(void **state) {
    Session *session = *state;
    static const ActionKind REFUSED[] = {ACTION_STEP,    ACTION_PLAY,    ACTION_EDIT, ACTION_BEAT,
                                         ACTION_PRESENT, ACTION_INSPECT, ACTION_UNDO};
    for (size_t k = 0; k < sizeof REFUSED / sizeof *REFUSED; k++)
        assert_false(session_apply(session, &(Action){.kind = REFUSED[k], .number = 1}));
    assert_true(session_apply(session, &(Action){.kind = ACTION_THEME, .number = 1}));
    assert_true(session_apply(session, &(Action){.kind = ACTION_MOTION, .number = 0}));
}

static void test_one_idea(void **state) {
    (void)state;
    for (int idea = 0; idea < idea_count(); idea++) {
        Session *session = fixture_practise(idea);
        for (int k = 0; k < 2; k++) {
            assert_string_equal(of(session)->item->idea, idea_at(idea)->id);
            practise_answer(session, k == 0);
            assert_true(practise_do(session, PRACTISE_ON, 0));
        }
        session_free(session);
    }
}

/* Where no lesson was begun the first ideas of the course come in their order. */
static void test_nothing_met(void **state) {
    const PractiseSetup setup = {.idea = -1, .seed = 3, .now = fixture_now};
    Session *session = session_new_practise(&setup, NULL);
    (void)state;
    for (int k = 0; k < SITTING; k++)
        assert_int_equal(of(session)->sitting[k].idea, k);
    session_free(session);
}

/* What was answered before counts: a level that was risen to, and what is known. */
static void test_history(void **state) {
    PractiseAnswer answers[12];
    (void)state;
    for (int k = 0; k < 12; k++)
        answers[k] = (PractiseAnswer){
            .idea = "keep", .item = "keep-number", .seed = 1, .when = fixture_time - 600 + k};
    const PractiseSetup setup = {.answers = answers,
                                 .answer_count = 12,
                                 .idea = idea_find("keep"),
                                 .seed = 3,
                                 .now = fixture_now};
    Session *session = session_new_practise(&setup, NULL);
    assert_int_equal(of(session)->item->level, 3);
    assert_int_equal(of(session)->answer_count, 0); /* only what is given here is handed out */
    session_free(session);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_begins, begin, end),
        cmocka_unit_test_setup_teardown(test_choosing, begin, end),
        cmocka_unit_test_setup_teardown(test_answers, begin, end),
        cmocka_unit_test_setup_teardown(test_wrong, begin, end),
        cmocka_unit_test_setup_teardown(test_unsure, begin, end),
        cmocka_unit_test_setup_teardown(test_sitting, begin, end),
        cmocka_unit_test_setup_teardown(test_another, begin, end),
        cmocka_unit_test_setup_teardown(test_on_stage, begin, end),
        cmocka_unit_test_setup_teardown(test_closed, begin, end),
        cmocka_unit_test(test_one_idea),
        cmocka_unit_test(test_nothing_met),
        cmocka_unit_test(test_history),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
