/* time.c: ticks and moments; stepping, scrubbing and playing arrive where and when they
 * should; the future is hidden until it was on stage; whoever waits changes nothing. */
#include "session_fixture.h"

static const double FRAME = 1.0 / 64; /* exact in binary, so that sums of it are */

/* Seconds until nothing moves; fails after a minute. */
static double settle(Session *session) {
    double seconds = 0;
    for (; session_moving(session); seconds += FRAME) {
        session_advance(session, FRAME);
        assert_true(seconds < 60);
    }
    return seconds;
}

static void test_ticks(void **state) {
    Session *session = ((Stand *)*state)->session;
    assert_int_equal(tick_of(-1, PHASE_SHOW), 0);
    assert_int_equal(tick_of(0, PHASE_GATES), 1);
    for (long t = 0; t < SAMPLE_STEPS; t++) {
        assert_int_equal(tick_of(t, PHASE_SHOW), 4 * (t + 1));
        for (int phase = 0; phase < PHASE_COUNT; phase++) {
            go_to(session, t, (Phase)phase);
            assert_moment(session, t, (Phase)phase, 1);
        }
    }
    act(session, (Action){.kind = ACTION_GO, .step = -1, .phase = PHASE_FORGET});
    assert_moment(session, -1, PHASE_SHOW, 1);
    act(session, (Action){.kind = ACTION_GO, .step = LONG_MAX, .phase = PHASE_SHOW});
    assert_moment(session, SAMPLE_STEPS - 1, PHASE_SHOW, 1);
    act(session, (Action){.kind = ACTION_GO, .step = LONG_MIN, .phase = PHASE_SHOW});
    assert_moment(session, -1, PHASE_SHOW, 1);
}

static void test_step_takes_its_time(void **state) {
    Session *session = ((Stand *)*state)->session;
    assert_moment(session, 1, PHASE_SHOW, 1);
    assert_true(act_number(session, ACTION_STEP, 1));
    assert_int_equal(session->tick, tick_of(2, PHASE_SHOW));
    assert_true(session->shown == (double)tick_of(1, PHASE_SHOW));
    session_advance(session, 0.15); /* half a phase */
    assert_moment(session, 2, PHASE_GATES, 0.5f);
    session_advance(session, 0.3);
    assert_moment(session, 2, PHASE_FORGET, 0.5f);
    session_advance(session, 0.3);
    assert_moment(session, 2, PHASE_WRITE, 0.5f);
    session_advance(session, 0.3);
    assert_moment(session, 2, PHASE_SHOW, 0.5f);
    assert_true(session_moving(session));
    session_advance(session, 0.3);
    assert_moment(session, 2, PHASE_SHOW, 1);
    assert_false(session_moving(session));
}

static void test_step_seconds(void **state) {
    Session *session = ((Stand *)*state)->session;
    act_number(session, ACTION_STEP, 1);
    assert_true(fabs(settle(session) - 1.2) < 2 * FRAME);
    act(session, (Action){.kind = ACTION_SPEED, .value = 2});
    act_number(session, ACTION_STEP, 1);
    assert_true(fabs(settle(session) - 0.6) < 2 * FRAME);
}

/* Six keys in quick succession: the picture is never more than 1.5 seconds behind. */
static void test_queued_steps(void **state) {
    Session *session = ((Stand *)*state)->session;
    for (int k = 0; k < 6; k++) {
        assert_true(act_number(session, ACTION_STEP, 1));
        assert_true(((double)session->tick - session->shown) / session->rate <= 1.5 + 1e-9);
        session_advance(session, FRAME);
    }
    assert_int_equal(session->tick, tick_of(7, PHASE_SHOW));
    assert_true(settle(session) <= 1.5 + FRAME);
    assert_moment(session, 7, PHASE_SHOW, 1);
    assert_false(act_number(session, ACTION_STEP, 1)); /* there is no further step */
}

static void test_back_at_once(void **state) {
    Session *session = ((Stand *)*state)->session;
    go_to(session, 5, PHASE_SHOW);
    assert_true(act_number(session, ACTION_STEP, -2));
    assert_moment(session, 3, PHASE_SHOW, 1);
    assert_false(session_moving(session));
    go_to(session, 5, PHASE_FORGET); /* from the middle: back to the step before, complete */
    assert_true(act_number(session, ACTION_STEP, -1));
    assert_moment(session, 4, PHASE_SHOW, 1);
    assert_true(act_number(session, ACTION_STEP, INT_MIN));
    assert_moment(session, -1, PHASE_SHOW, 1);
    assert_false(act_number(session, ACTION_STEP, -1));
}

static void test_step_completes(void **state) {
    Session *session = ((Stand *)*state)->session;
    go_to(session, 5, PHASE_FORGET);
    assert_true(act_number(session, ACTION_STEP, 1));
    settle(session);
    assert_moment(session, 5, PHASE_SHOW, 1);
}

static void test_phases(void **state) {
    Session *session = ((Stand *)*state)->session;
    assert_true(act_number(session, ACTION_PHASE, 1));
    assert_true(fabs(settle(session) - 0.3) < 2 * FRAME);
    assert_moment(session, 2, PHASE_GATES, 1);
    assert_true(act_number(session, ACTION_SHOW_PHASE, PHASE_WRITE));
    settle(session);
    assert_moment(session, 2, PHASE_WRITE, 1);
    assert_true(act_number(session, ACTION_PHASE, -1));
    assert_moment(session, 2, PHASE_FORGET, 1);
    assert_false(act_number(session, ACTION_SHOW_PHASE, PHASE_FORGET));
    assert_false(act_number(session, ACTION_SHOW_PHASE, PHASE_COUNT));
    assert_false(act_number(session, ACTION_SHOW_PHASE, -1));
    go_to(session, -1, PHASE_SHOW); /* before all steps: the first step's phase */
    assert_true(act_number(session, ACTION_SHOW_PHASE, PHASE_GATES));
    settle(session);
    assert_moment(session, 0, PHASE_GATES, 1);
}

static void test_play(void **state) {
    Session *session = ((Stand *)*state)->session;
    go_to(session, 1, PHASE_SHOW);
    assert_true(act_number(session, ACTION_PLAY, 1));
    assert_false(act_number(session, ACTION_PLAY, 1));
    session_advance(session, 0.25);
    assert_moment(session, 2, PHASE_GATES, 0.5f);
    session_advance(session, 2);
    assert_moment(session, 3, PHASE_GATES, 0.5f);
    double left = settle(session);
    assert_true(fabs(left - (6 * 2 - 2.25)) < 2 * FRAME);
    assert_false(session->playing);
    assert_moment(session, SAMPLE_STEPS - 1, PHASE_SHOW, 1);
    assert_true(act_number(session, ACTION_PLAY, -1)); /* from the end: once more */
    assert_moment(session, -1, PHASE_SHOW, 1);
    assert_true(session_advance(session, INFINITY));
    assert_moment(session, SAMPLE_STEPS - 1, PHASE_SHOW, 1);
    assert_false(session->playing);
}

/* A pause finishes the phase that is under way, no more. */
static void test_pause(void **state) {
    Session *session = ((Stand *)*state)->session;
    act_number(session, ACTION_PLAY, 1);
    session_advance(session, 0.75);
    assert_moment(session, 2, PHASE_FORGET, 0.5f);
    assert_true(act_number(session, ACTION_PLAY, 0));
    assert_true(fabs(settle(session) - 0.25) < 2 * FRAME);
    assert_moment(session, 2, PHASE_FORGET, 1);
}

static void test_reduced_motion(void **state) {
    Session *session = ((Stand *)*state)->session;
    assert_true(act_number(session, ACTION_MOTION, 0));
    assert_true(act_number(session, ACTION_STEP, 1));
    assert_false(session_moving(session));
    assert_moment(session, 2, PHASE_SHOW, 1);
    act_number(session, ACTION_PLAY, 1);
    assert_false(session_advance(session, 1)); /* nothing to be seen meanwhile */
    assert_moment(session, 2, PHASE_SHOW, 1);
    assert_true(session_advance(session, 1));
    assert_moment(session, 3, PHASE_SHOW, 1);
    assert_true(fabs(settle(session) - 8) < 2 * FRAME);
    assert_moment(session, SAMPLE_STEPS - 1, PHASE_SHOW, 1);
}

/* Motion switched off in the middle of a move leaves nothing half done. */
static void test_motion_off_under_way(void **state) {
    Session *session = ((Stand *)*state)->session;
    act_number(session, ACTION_STEP, 1);
    session_advance(session, 0.5);
    assert_true(act_number(session, ACTION_MOTION, -1));
    assert_moment(session, 2, PHASE_SHOW, 1);
    assert_true(act_number(session, ACTION_MOTION, -1));
    act_number(session, ACTION_PLAY, 1);
    session_advance(session, 0.25);
    assert_true(act_number(session, ACTION_MOTION, -1));
    assert_moment(session, 3, PHASE_GATES, 1);
}

static void test_speeds(void **state) {
    Session *session = ((Stand *)*state)->session;
    float before = session->speed;
    while (act_number(session, ACTION_SPEED, 1)) {
        assert_true(session->speed > before);
        before = session->speed;
    }
    assert_true(session->speed == 8);
    while (act_number(session, ACTION_SPEED, -1)) {
        assert_true(session->speed < before);
        before = session->speed;
    }
    assert_true(session->speed == 0.25f);
    assert_true(act(session, (Action){.kind = ACTION_SPEED, .value = 1e9f}));
    assert_true(session->speed == 8);
    assert_false(act(session, (Action){.kind = ACTION_SPEED, .value = NAN}));
}

/* A step is revealed when it begins to show, and stays so. */
static void test_future(void **state) {
    Session *session = ((Stand *)*state)->session;
    assert_false(session_hidden(session, 1));
    assert_true(session_hidden(session, 2));
    act_number(session, ACTION_STEP, 1);
    assert_true(session_hidden(session, 2)); /* not a moment has passed */
    session_advance(session, FRAME);
    assert_false(session_hidden(session, 2));
    assert_true(session_hidden(session, 3));
    settle(session);
    go_to(session, -1, PHASE_SHOW);
    assert_false(session_hidden(session, 2));
    go_to(session, 6, PHASE_GATES); /* a scrub reveals */
    assert_false(session_hidden(session, 6));
    assert_true(session_hidden(session, 7));
}

static void test_idle(void **state) {
    Session *session = ((Stand *)*state)->session;
    act_number(session, ACTION_STEP, 1);
    unsigned before = session->version;
    assert_true(session_advance(session, FRAME));
    assert_true(session->version > before);
    settle(session);
    Session idle = *session;
    for (int k = 0; k < 1000; k++)
        assert_false(session_advance(session, 1));
    assert_false(session_moving(session));
    assert_memory_equal(&idle, session, sizeof idle);
    act_number(session, ACTION_PLAY, 1);
    before = session->version;
    assert_false(session_advance(session, 0));
    assert_false(session_advance(session, -1));
    assert_false(session_advance(session, NAN));
    assert_int_equal(session->version, before);
}

/* An RNN alone adds up and squashes: the two other phases of the clock take no time. */
static void test_empty_phases(void **state) {
    Session *session = ((Stand *)*state)->session;
    go_to_beat(session, BEAT_RNN);
    go_to(session, 2, PHASE_SHOW);
    assert_true(act_number(session, ACTION_PHASE, 1));
    settle(session);
    assert_moment(session, 3, PHASE_GATES, 1);
    assert_true(act_number(session, ACTION_PHASE, 1));
    assert_int_equal(session->tick, tick_of(3, PHASE_SHOW));
    settle(session);
    assert_true(act_number(session, ACTION_PHASE, -1));
    assert_moment(session, 3, PHASE_GATES, 1);
    go_to(session, 2, PHASE_SHOW);
    assert_true(act_number(session, ACTION_STEP, 1));
    assert_float_equal(settle(session), 0.6, 3 * FRAME); /* half of a whole step's */
    assert_moment(session, 3, PHASE_SHOW, 1);
    go_to_beat(session, BEAT_LOOK); /* others have something to do in all four */
    assert_true(act_number(session, ACTION_PHASE, 1));
    assert_true(act_number(session, ACTION_PHASE, 1));
    assert_int_equal(session->tick, tick_of(2, PHASE_FORGET));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, stand_up, stand_down)

int main(void) {
    const struct CMUnitTest tests[] = {TEST(test_ticks),
                                       TEST(test_step_takes_its_time),
                                       TEST(test_step_seconds),
                                       TEST(test_queued_steps),
                                       TEST(test_back_at_once),
                                       TEST(test_step_completes),
                                       TEST(test_phases),
                                       TEST(test_play),
                                       TEST(test_pause),
                                       TEST(test_reduced_motion),
                                       TEST(test_motion_off_under_way),
                                       TEST(test_speeds),
                                       TEST(test_future),
                                       TEST(test_idle),
                                       TEST(test_empty_phases)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
