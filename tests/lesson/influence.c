/* influence.c: proves that the influence of a place is what an edit of it would do, in its
 * cell and in the cells above; that it follows the run when that changes; and which places exist.
 */
#include "lesson_sample.h"

#include <math.h>

#include "engine/kinds/gru.h"
#include "engine/kinds/lstm.h"
#include "engine/kinds/rnn.h"
#include "lesson/run/influence.h"

static void edit(Run *run, const Lesson *lesson, const char *text) {
    Edit change;
    assert_true(edit_parse(&change, lesson, text, NULL));
    assert_true(run_edit(run, &change, NULL));
    run_update(run);
}

static void assert_change(const Influence *influence, const Run *up, const Run *down, int cell,
                          int signal, double by) {
    for (long t = influence->place.t; t < influence->to; t++) {
        const Place place = {cell, signal, 0, t};
        double should = ((double)trace_at(up->traces[cell], signal, t, 0)[0] -
                         (double)trace_at(down->traces[cell], signal, t, 0)[0]) /
                        (2 * by);
        assert_true(fabs((double)influence_at(influence, &place) - should) < 2e-3);
    }
}

/* By an initial state of the lower cell, which the edits of a lesson reach. */
static void it_is_what_an_edit_does(void **state) {
    (void)state;
    Lesson *lesson = sample_lesson();
    Run *run = run_new(lesson, NULL), *up = run_new(lesson, NULL), *down = run_new(lesson, NULL);
    const Place place = {SAMPLE_GRU, GRU_H, 1, -1};
    assert_true(run && up && down);
    Influence *influence = influence_new(run, &place, NULL);
    assert_non_null(influence);
    assert_int_equal(influence->to, SAMPLE_STEPS);
    edit(up, lesson, "set gru.h0[1] 0.01");
    edit(down, lesson, "set gru.h0[1] -0.01");
    assert_change(influence, up, down, SAMPLE_GRU, GRU_H, 0.01);
    assert_change(influence, up, down, SAMPLE_RNN, RNN_H, 0.01);
    const Place apart = {SAMPLE_LSTM, LSTM_H, 0, 3}, first = {SAMPLE_RNN, RNN_H, 0, 0};
    assert_true(influence_at(influence, &apart) == 0);
    float was = influence_at(influence, &first);
    assert_true(fabsf(was) > 1e-4f);
    /* the run changes: so does it, and not before it is asked to */
    edit(run, lesson, "set rnn.W_xh[0][0] 3");
    assert_true(influence_at(influence, &first) == was);
    influence_update(influence, run);
    assert_true(influence_at(influence, &first) != was);
    influence_free(influence);
    run_free(run);
    run_free(up);
    run_free(down);
    lesson_free(lesson);
}

/* The upper cell's number says nothing of the lower one, and the past is as it was. */
static void it_goes_up_and_on_only(void **state) {
    (void)state;
    Lesson *lesson = sample_lesson();
    Run *run = run_new(lesson, NULL);
    const Place place = {SAMPLE_RNN, RNN_H_PRE, 0, 4};
    Influence *influence = influence_new(run, &place, NULL);
    assert_non_null(influence);
    for (long t = 0; t < SAMPLE_STEPS; t++) {
        const Place below = {SAMPLE_GRU, GRU_H, 0, t}, own = {SAMPLE_RNN, RNN_H, 0, t};
        assert_true(influence_at(influence, &below) == 0);
        assert_int_equal(influence_at(influence, &own) != 0, t >= 4);
    }
    assert_true(influence_at(influence, &place) == 1);
    const Place beyond = {SAMPLE_RNN, RNN_H, 0, SAMPLE_STEPS};
    assert_true(isnan(influence_at(influence, &beyond)));
    influence_free(influence);
    run_free(run);
    lesson_free(lesson);
}

static void places_that_exist(void **state) {
    (void)state;
    Lesson *lesson = sample_lesson();
    Run *run = run_new(lesson, NULL);
    static const struct {
        Place place;
        bool exists;
    } CASES[] = {
        {{SAMPLE_LSTM, LSTM_F, 1, 0}, true},
        {{SAMPLE_LSTM, LSTM_F, 2, 0}, false},
        {{SAMPLE_LSTM, LSTM_F, -1, 0}, false},
        {{SAMPLE_LSTM, LSTM_F, 0, -1}, false},
        {{SAMPLE_LSTM, LSTM_C, 0, -1}, true},
        {{SAMPLE_LSTM, LSTM_C, 0, -2}, false},
        {{SAMPLE_LSTM, LSTM_C, 0, 7}, true},
        {{SAMPLE_LSTM, LSTM_C, 0, 8}, false},
        {{SAMPLE_LSTM, LSTM_SIGNALS, 0, 0}, false},
        {{SAMPLE_LSTM, -1, 0, 0}, false},
        {{SAMPLE_GRU, GRU_N_REC, 2, 3}, true},
        {{SAMPLE_GRU, GRU_X, 2, 3}, false},
        {{SAMPLE_RNN, RNN_X, 2, 3}, true},
        {{SAMPLE_CELLS, 0, 0, 0}, false},
        {{-1, 0, 0, 0}, false},
        {{SAMPLE_LSTM, LSTM_I_PRE, 0, 0}, true},
    };
    assert_non_null(run);
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++)
        if (place_exists(run, &CASES[k].place) != CASES[k].exists)
            fail_msg("case %zu", k);
    edit(run, lesson, "coupled lstm true");
    const Place gone = {SAMPLE_LSTM, LSTM_I_PRE, 0, 0};
    assert_false(place_exists(run, &gone));
    run_free(run);
    lesson_free(lesson);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_what_an_edit_does),
        cmocka_unit_test(it_goes_up_and_on_only),
        cmocka_unit_test(places_that_exist),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
