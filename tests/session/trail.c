/* trail.c: inspecting: a number that is asked for is shown and followed from, the way back
 * leads through the same places, what may not be seen cannot be looked into, nothing of it changes
 * a number of the run, and what follows keeps up with every change of it. */
#include "engine/kinds/gru.h"
#include "engine/kinds/lstm.h"
#include "engine/kinds/rnn.h"
#include "session_fixture.h"

static bool look(Session *session, Place place) {
    return act(session, (Action){.kind = ACTION_INSPECT,
                                 .cell = place.cell,
                                 .number = place.signal,
                                 .unit = place.unit,
                                 .step = place.t});
}

static void assert_end(const Session *session, int count, Place place) {
    assert_int_equal(session->view.trail.count, count);
    assert_non_null(session_inspected(session));
    assert_true(place_same(session_inspected(session), &place));
    assert_non_null(session->influence);
    assert_true(place_same(&session->influence->place, &place));
}

static void assert_closed(const Session *session) {
    assert_int_equal(session->view.trail.count, 0);
    assert_null(session_inspected(session));
    assert_null(session->influence);
}

static const Place H = {SAMPLE_GRU, GRU_H, 1, 3}, N = {SAMPLE_GRU, GRU_N, 1, 3},
                   Z = {SAMPLE_GRU, GRU_Z, 2, 3}, PAST = {SAMPLE_GRU, GRU_H, 0, 2},
                   START = {SAMPLE_LSTM, LSTM_C, 1, -1}, FUTURE = {SAMPLE_GRU, GRU_H, 1, 4};

static void test_there_and_back(void **state) {
    Session *session = ((Stand *)*state)->session;
    go_to(session, 3, PHASE_SHOW);
    assert_closed(session);
    assert_true(look(session, H));
    assert_end(session, 1, H);
    assert_int_equal(session->cell, SAMPLE_GRU);
    assert_int_equal(session->unit, 1);
    assert_false(look(session, H)); /* there already */
    assert_true(look(session, N));
    assert_true(look(session, PAST));
    assert_end(session, 3, PAST);
    assert_int_equal(session->unit, 0);
    assert_int_equal(session_moment(session).t, 3); /* the stage stays */
    assert_true(look(session, N));                  /* on the trail: it is cut there */
    assert_end(session, 2, N);
    assert_true(act_number(session, ACTION_TRAIL, -2));
    assert_end(session, 1, H);
    assert_false(act_number(session, ACTION_TRAIL, -2)); /* nothing before it */
    assert_true(look(session, Z));
    assert_true(look(session, START));
    assert_int_equal(session->cell, SAMPLE_LSTM);
    assert_false(act_number(session, ACTION_TRAIL, 2)); /* the end itself */
    assert_false(act_number(session, ACTION_TRAIL, 3));
    assert_false(act_number(session, ACTION_TRAIL, -3));
    assert_true(act_number(session, ACTION_TRAIL, 0));
    assert_end(session, 1, H);
    assert_true(act_number(session, ACTION_TRAIL, -1));
    assert_closed(session);
    assert_false(act_number(session, ACTION_TRAIL, -1));
    assert_false(act_number(session, ACTION_TRAIL, 0));
}

static void test_the_future_stays_hidden(void **state) {
    Session *session = ((Stand *)*state)->session;
    go_to(session, 3, PHASE_FORGET);
    assert_false(look(session, FUTURE));
    assert_true(session->notice.what[0] != '\0');
    assert_false(look(session, H)); /* of this step, but its phase has not come */
    assert_closed(session);
    assert_true(look(session, Z));
    go_to(session, 3, PHASE_SHOW);
    assert_true(look(session, H));
    go_to(session, 1, PHASE_GATES); /* seen before: still known */
    assert_true(session_known(session, &H));
    assert_true(look(session, N));
}

static void test_what_does_not_exist(void **state) {
    Session *session = ((Stand *)*state)->session;
    go_to(session, 3, PHASE_SHOW);
    const Place none[] = {{SAMPLE_CELLS, 0, 0, 0},         {-1, 0, 0, 0},
                          {SAMPLE_GRU, GRU_SIGNALS, 0, 0}, {SAMPLE_GRU, -7, 0, 0},
                          {SAMPLE_GRU, GRU_H, 3, 0},       {SAMPLE_GRU, GRU_Z, 0, -1},
                          {SAMPLE_GRU, GRU_H, 0, LONG_MAX}};
    for (size_t k = 0; k < sizeof none / sizeof *none; k++)
        assert_false(look(session, none[k]));
    assert_closed(session);
}

/* Longer than there is room for: the oldest places go. */
static void test_a_long_trail(void **state) {
    Session *session = ((Stand *)*state)->session;
    go_to(session, 7, PHASE_SHOW);
    int followed = 0;
    Place last = H;
    for (long t = 7; t >= 0; t--)
        for (int unit = 0; unit < 3; unit++)
            for (int signal = GRU_Z; signal <= GRU_R; signal++) {
                last = (Place){SAMPLE_GRU, signal, unit, t};
                assert_true(look(session, last));
                followed++;
            }
    assert_true(followed > TRAIL_MOST);
    assert_end(session, TRAIL_MOST, last);
    for (int k = TRAIL_MOST; k > 1; k--)
        assert_true(act_number(session, ACTION_TRAIL, -2));
    assert_int_equal(session->view.trail.count, 1);
    assert_false(act_number(session, ACTION_TRAIL, -2));
}

static void test_the_key(void **state) {
    Session *session = ((Stand *)*state)->session;
    static const struct {
        int cell;
        Phase phase;
        int signal;
    } CASES[] = {{SAMPLE_LSTM, PHASE_GATES, LSTM_O}, {SAMPLE_LSTM, PHASE_FORGET, LSTM_F},
                 {SAMPLE_LSTM, PHASE_WRITE, LSTM_C}, {SAMPLE_LSTM, PHASE_SHOW, LSTM_H},
                 {SAMPLE_GRU, PHASE_GATES, GRU_R},   {SAMPLE_GRU, PHASE_FORGET, GRU_Z},
                 {SAMPLE_GRU, PHASE_WRITE, GRU_N},   {SAMPLE_GRU, PHASE_SHOW, GRU_H}};
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
        act(session, (Action){.kind = ACTION_SELECT, .cell = CASES[k].cell, .unit = 1});
        go_to(session, 2, CASES[k].phase);
        assert_true(act_number(session, ACTION_INSPECT, -1));
        assert_end(session, 1, (Place){CASES[k].cell, CASES[k].signal, 1, 2});
        assert_true(act_number(session, ACTION_INSPECT, -1)); /* and away again */
        assert_closed(session);
    }
    go_to_beat(session, BEAT_RNN);
    go_to(session, 2, PHASE_GATES);
    assert_true(act_number(session, ACTION_INSPECT, -1)); /* nothing has come of it yet */
    const Place *place = session_inspected(session);
    assert_true(place->signal == RNN_H && session_known(session, place));
    assert_true(act_number(session, ACTION_INSPECT, -1));
    act(session, (Action){.kind = ACTION_GO, .step = -1, .phase = PHASE_SHOW});
    assert_true(act_number(session, ACTION_INSPECT, -1));
    assert_end(session, 1, (Place){SAMPLE_RNN, RNN_H, 0, -1});
}

/* A cell that is not on stage is followed into, but cannot be selected. */
static void test_into_a_hidden_cell(void **state) {
    Session *session = ((Stand *)*state)->session;
    go_to_beat(session, BEAT_RNN);
    go_to(session, 3, PHASE_SHOW);
    assert_true(look(session, (Place){SAMPLE_RNN, RNN_X, 2, 3}));
    assert_int_equal(session->unit, 0); /* an input is of no unit */
    assert_true(look(session, H));
    assert_end(session, 2, H);
    assert_int_equal(session->cell, SAMPLE_RNN);
}

static float follows(const Session *session, long t) {
    const Place place = {SAMPLE_GRU, GRU_H, 1, t};
    return influence_at(session->influence, &place);
}

static void test_it_keeps_up(void **state) {
    Session *session = ((Stand *)*state)->session;
    go_to(session, 5, PHASE_SHOW);
    assert_true(look(session, Z));
    Run *before = run_afresh(session);
    assert_true(same_traces(session->run, before)); /* looking changes nothing */
    assert_false(session_can_undo(session));
    const Place z = {SAMPLE_GRU, GRU_Z, 1, 3};
    assert_true(look(session, z));
    float was = follows(session, 3);
    assert_true(was != 0);
    assert_true(act_edit(session, "set gru.b_h[1] 2"));
    float is = follows(session, 3);
    assert_true(is != was);
    const float *h = trace_at(session->run->traces[SAMPLE_GRU], GRU_H, 2, 0);
    const float *n = trace_at(session->run->traces[SAMPLE_GRU], GRU_N, 3, 0);
    assert_true(fabsf(is - (h[1] - n[1])) < 1e-6f); /* dh = dz (h' - n) */
    assert_true(act_number(session, ACTION_UNDO, 0));
    assert_true(follows(session, 3) == was);
    run_free(before);
}

/* A number that a change takes away goes from the trail. */
static void test_places_that_go(void **state) {
    Session *session = ((Stand *)*state)->session;
    const Place pre = {SAMPLE_LSTM, LSTM_I_PRE, 0, 2}, f = {SAMPLE_LSTM, LSTM_F, 0, 2};
    go_to(session, 3, PHASE_SHOW);
    assert_true(look(session, f));
    assert_true(look(session, pre));
    assert_true(act_edit(session, "coupled lstm true"));
    assert_end(session, 1, f);
    assert_true(act_number(session, ACTION_UNDO, 0));
    act_number(session, ACTION_TRAIL, -1);
    assert_true(look(session, pre));
    assert_true(act_edit(session, "coupled lstm true"));
    assert_closed(session);
}

static void test_a_new_beat_closes_it(void **state) {
    Stand *stand = *state;
    go_to(stand->session, 3, PHASE_SHOW);
    assert_true(look(stand->session, H));
    go_to_beat(stand->session, BEAT_END);
    assert_closed(stand->session);
    assert_true(look(stand->session, H));
    assert_true(session_relesson(stand->session, stand->lesson, NULL));
    assert_closed(stand->session);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, stand_up, stand_down)

int main(void) {
    const struct CMUnitTest tests[] = {TEST(test_there_and_back),
                                       TEST(test_the_future_stays_hidden),
                                       TEST(test_what_does_not_exist),
                                       TEST(test_a_long_trail),
                                       TEST(test_the_key),
                                       TEST(test_into_a_hidden_cell),
                                       TEST(test_it_keeps_up),
                                       TEST(test_places_that_go),
                                       TEST(test_a_new_beat_closes_it)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
