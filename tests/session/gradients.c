/* gradients.c: the gradients in the timeline's place: opened and closed by hand and by
 * beats, each leaving the other's alone; they end at the newest complete step on stage, follow
 * every change, and are gone when they are not shown. */
#include "session_fixture.h"

#include <math.h>

static const Lookback *lookback(const Session *session, int cell) {
    return session_lookback(session, cell);
}

/* What is kept is what would be computed now. */
static void assert_fresh(const Session *session) {
    for (int cell = 0; cell < session->lesson->cell_count; cell++) {
        const Lookback *found = lookback(session, cell);
        assert_true(!found == !(session->view.gradients && session_cell_shown(session, cell)));
        if (!found)
            continue;
        Lookback *wanted = lookback_new(session->run, cell, NULL);
        assert_non_null(wanted);
        int hidden = session->run->cells[cell]->spec.hidden;
        lookback_update(wanted, session->run, session->unit < hidden ? session->unit : 0,
                        session_settled(session));
        assert_int_equal(found->unit, wanted->unit);
        assert_int_equal(found->to, wanted->to);
        for (long t = wanted->from; t <= wanted->to; t++) {
            assert_true(found->by_step[t - wanted->from] == wanted->by_step[t - wanted->from]);
            assert_true(found->kept[t - wanted->from] == wanted->kept[t - wanted->from]);
        }
        lookback_free(wanted);
    }
}

static void by_hand(void **state) {
    Session *session = ((Stand *)*state)->session;
    assert_null(lookback(session, 0));
    assert_true(act_number(session, ACTION_GRADIENTS, -1));
    assert_true(session->view.gradients && !session->view.gradients_by_beat);
    assert_fresh(session);
    assert_false(act_number(session, ACTION_GRADIENTS, 1));
    assert_true(act_number(session, ACTION_GRADIENTS, 0));
    assert_null(lookback(session, 0));
    assert_null(session->lookbacks);
    assert_false(act_number(session, ACTION_GRADIENTS, 0));
    assert_false(session_can_undo(session)); /* it is no change of the run */
}

static void nothing_of_the_future(void **state) {
    Session *session = ((Stand *)*state)->session;
    act_number(session, ACTION_GRADIENTS, 1);
    for (long t = 0; t < session->lesson->steps; t++)
        for (int phase = 0; phase < PHASE_COUNT; phase++) {
            go_to(session, t, (Phase)phase);
            assert_int_equal(session_settled(session), phase == PHASE_SHOW ? t : t - 1);
            assert_fresh(session);
        }
    go_to(session, -1, PHASE_SHOW);
    assert_int_equal(session_settled(session), -1);
    assert_fresh(session);
}

/* While time passes too: they come with the step, not before it is complete. */
static void in_motion(void **state) {
    Session *session = ((Stand *)*state)->session;
    act_number(session, ACTION_GRADIENTS, 1);
    go_to(session, 0, PHASE_SHOW);
    act_number(session, ACTION_STEP, 1);
    assert_int_equal(lookback(session, session->cell)->to, 0);
    while (session_moving(session)) {
        session_advance(session, 0.02);
        assert_fresh(session);
    }
    assert_int_equal(lookback(session, session->cell)->to, 1);
}

static void they_follow_changes(void **state) {
    Session *session = ((Stand *)*state)->session;
    act_number(session, ACTION_GRADIENTS, 1);
    go_to(session, 4, PHASE_SHOW);
    float was = lookback(session, 0)->by_step[0];
    for (int k = 0; k < 5; k++) {
        char text[64];
        snprintf(text, sizeof text, "set lstm.b_f[0] %d", k - 3);
        act_drag(session, text);
        assert_fresh(session);
    }
    assert_true(lookback(session, 0)->by_step[0] != was);
    assert_true(act_number(session, ACTION_UNDO, 0));
    assert_fresh(session);
    assert_true(lookback(session, 0)->by_step[0] == was);
    act_number(session, ACTION_UNIT, 1);
    assert_fresh(session);
    act_number(session, ACTION_CELL, 1);
    assert_fresh(session);
    act_number(session, ACTION_SHOW_KIND, CELL_LSTM);
    assert_null(lookback(session, 0));
    assert_fresh(session);
}

/* Only the second beat asks for them. */
static void a_beat_opens_them(void **state) {
    Session *session = ((Stand *)*state)->session;
    Lesson *lesson = (Lesson *)session->lesson;
    lesson->beats[1].open_gradients = true;
    go_to_beat(session, 1);
    assert_true(session->view.gradients && session->view.gradients_by_beat);
    assert_fresh(session);
    go_to_beat(session, 0);
    assert_false(session->view.gradients || session->view.gradients_by_beat);
    assert_null(session->lookbacks);
    /* closed by hand, it opens them again when it is entered again */
    go_to_beat(session, 1);
    assert_true(act_number(session, ACTION_GRADIENTS, 0));
    go_to_beat(session, 0);
    go_to_beat(session, 1);
    assert_true(session->view.gradients);
    /* opened by hand before: they stay */
    go_to_beat(session, 0);
    act_number(session, ACTION_GRADIENTS, 1);
    go_to_beat(session, 1);
    assert_false(session->view.gradients_by_beat);
    go_to_beat(session, 0);
    assert_true(session->view.gradients);
    assert_fresh(session);
    lesson->beats[1].open_gradients = false;
}

static void a_first_beat_opens_them(void **state) {
    Session *session = ((Stand *)*state)->session;
    Lesson *lesson = (Lesson *)session->lesson;
    lesson->beats[0].open_gradients = true;
    Session *fresh = session_new(lesson, NULL);
    assert_non_null(fresh);
    assert_true(fresh->view.gradients);
    assert_fresh(fresh);
    assert_true(session_relesson(fresh, lesson, NULL));
    assert_fresh(fresh);
    session_free(fresh);
    lesson->beats[0].open_gradients = false;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(by_hand, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(nothing_of_the_future, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(in_motion, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(they_follow_changes, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(a_beat_opens_them, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(a_first_beat_opens_them, stand_up, stand_down)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
