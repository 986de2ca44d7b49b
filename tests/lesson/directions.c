/* directions.c: proves of cells that read each other in both directions and from several sources: what
 * each gets is what those show at the same step; an edited run is, bit for bit, the run computed from
 * nothing; influence, lookback and gradients are what edits do; claims know which steps there are. */
#include "lesson_sample.h"

#include <math.h>

#include "engine/backward.h"
#include "engine/kinds/gru.h"
#include "engine/kinds/lstm.h"
#include "engine/kinds/rnn.h"
#include "lesson/condition/condition.h"
#include "lesson/run/gradient.h"
#include "lesson/run/influence.h"
#include "lesson/run/lookback.h"

enum { FORTH, BACK, JOIN, LAST, CELLS, END = SAMPLE_STEPS };

/* A GRU forward and a projected, clipped LSTM backward on the inputs; an RNN that reads both and the
 * inputs; a GRU that reads it backward. */
static Lesson *both_ways(void) {
    Lesson *lesson = sample_lesson();
    for (int k = 0; k < SAMPLE_CELLS; k++) {
        free(lesson->cells[k].id);
        cell_free(lesson->cells[k].cell);
    }
    free(lesson->cells);
    lesson->cells = calloc(CELLS, sizeof *lesson->cells);
    assert_non_null(lesson->cells);
    lesson->cell_count = CELLS;
    CellSpec back = cell_spec(CELL_LSTM, 2, 4), last = cell_spec(CELL_GRU, 2, 3);
    back.backward = last.backward = true;
    back.projection = 2;
    back.clip = 0.8f;
    sample_cell(lesson, FORTH, "forth", cell_spec(CELL_GRU, 2, 3), CELL_READS_INPUTS);
    sample_cell(lesson, BACK, "back", back, CELL_READS_INPUTS);
    sample_cell(lesson, JOIN, "join", cell_spec(CELL_RNN, 7, 2), CELL_READS_INPUTS);
    sample_cell(lesson, LAST, "last", last, JOIN);
    LessonCell *join = &lesson->cells[JOIN];
    join->source_count = 3;
    join->sources[0] = (CellSource){FORTH, 0, 3, 0};
    join->sources[1] = (CellSource){CELL_READS_INPUTS, 3, 2, 0};
    join->sources[2] = (CellSource){BACK, 5, 2, 0};
    return lesson;
}

static Run *new_run(const Lesson *lesson) {
    Run *run = run_new(lesson, NULL);
    assert_non_null(run);
    return run;
}

static void apply(Run *run, const char *text) {
    Edit edit;
    Error error = {0};
    if (!edit_parse(&edit, run->lesson, text, &error) || !run_edit(run, &edit, &error))
        fail_msg("%s: %s", text, error.what);
}

static void what_is_read(void **state) {
    (void)state;
    Lesson *lesson = both_ways();
    Run *run = new_run(lesson);
    for (long t = 0; t < END; t++) {
        const float *x = trace_at(run->traces[JOIN], SIGNAL_X, t, 0);
        assert_memory_equal(x, trace_at(run->traces[FORTH], SIGNAL_H, t, 0), 3 * sizeof(float));
        assert_memory_equal(x + 3, lesson->sequence + 2 * t, 2 * sizeof(float));
        assert_memory_equal(x + 5, trace_at(run->traces[BACK], SIGNAL_H, t, 0), 2 * sizeof(float));
        assert_memory_equal(trace_at(run->traces[LAST], SIGNAL_X, t, 0),
                            trace_at(run->traces[JOIN], SIGNAL_H, t, 0), 2 * sizeof(float));
    }
    const LessonCell *join = &lesson->cells[JOIN];
    assert_int_equal(lesson_cell_input(join, 4).cell, CELL_READS_INPUTS);
    assert_int_equal(lesson_cell_input(join, 4).column, 1);
    assert_int_equal(lesson_cell_input(join, 6).cell, BACK);
    assert_int_equal(lesson_cell_input(join, 6).column, 1);
    assert_true(lesson_cell_reads_inputs(join) && !lesson_cell_reads_only_inputs(join));
    assert_true(lesson_cell_depends(lesson, LAST, BACK) &&
                !lesson_cell_depends(lesson, BACK, LAST));
    run_free(run);
    lesson_free(lesson);
}

/* Marks everything as old and computes it again. */
static void assert_up_to_date(const Run *run) {
    Run *fresh = new_run(run->lesson);
    memcpy(fresh->sequence, run->sequence, 2 * SAMPLE_STEPS * sizeof(float));
    for (int k = 0; k < CELLS; k++) {
        cell_free(fresh->cells[k]);
        fresh->cells[k] = cell_clone(run->cells[k], NULL);
        assert_non_null(fresh->cells[k]);
        fresh->dirty[k] = 0;
    }
    run_update(fresh);
    for (int k = 0; k < CELLS; k++)
        assert_memory_equal(run->traces[k]->data, fresh->traces[k]->data,
                            trace_bytes(&run->traces[k]->spec, SAMPLE_STEPS, 1));
    run_free(fresh);
}

static const struct {
    const char *edit;
    long from;
    int back, join; /* steps that stay as they are, in each cell's own order */
} EDITS[] = {
    {"input 5 1 0.125", 0, END - 1 - 5, 0}, /* the backward cell from step 5 down, so all above it */
    {"hold back.f 1 @ 3..4", 0, END - 1 - 4, 0}, {"hold back.o[1] 0.5 @ 6..", 0, 0, 0},
    {"free back.f[0]", 0, END - 1 - 4, 0},       {"set back.h0[1] 0.5", 0, 0, 0},
    {"set back.W_hr[3][1] 2", 0, 0, 0},          {"set back.W_hf[1][3] 2", 0, 0, 0},
    {"hold forth.z 0 @ 6..", 0, END, 6}, /* the backward cell at the top begins anew */
    {"hold last.z 0.5 @ 2..3", 0, END, END},     {"set join.b_h[0] 3", 0, END, 0},
};

static void edits(void **state) {
    (void)state;
    Lesson *lesson = both_ways();
    Run *run = new_run(lesson), *untouched = new_run(lesson);
    assert_int_equal(run_update(run), SAMPLE_STEPS);
    for (size_t k = 0; k < sizeof EDITS / sizeof *EDITS; k++) {
        apply(run, EDITS[k].edit);
        unsigned versions[CELLS];
        memcpy(versions, run->versions, sizeof versions);
        assert_int_equal(run->dirty[BACK], EDITS[k].back);
        assert_int_equal(run_update(run), EDITS[k].from);
        assert_int_equal(run->versions[BACK] != versions[BACK], EDITS[k].back < END);
        assert_int_equal(run->versions[JOIN] != versions[JOIN], EDITS[k].join < END);
        assert_int_equal(run_done(run), SAMPLE_STEPS);
        assert_true(run_share(run) == 1);
        assert_up_to_date(run);
    }
    assert_true(run_reset(run, NULL));
    run_update(run);
    for (int k = 0; k < CELLS; k++)
        assert_memory_equal(run->traces[k]->data, untouched->traces[k]->data,
                            trace_bytes(&run->traces[k]->spec, SAMPLE_STEPS, 1));
    run_free(run);
    run_free(untouched);
    lesson_free(lesson);
}

/* As long as a backward cell is not whole, none of its steps from the first on is. */
static void partly(void **state) {
    (void)state;
    Lesson *lesson = both_ways();
    Run *run = new_run(lesson);
    run->dirty[BACK] = 6;
    assert_int_equal(run_done(run), 0);
    assert_int_equal(run_update(run), 0);
    assert_up_to_date(run);
    run->dirty[FORTH] = 6;
    assert_int_equal(run_done(run), 6);
    assert_int_equal(run_update(run), 0); /* the last cell reads what changed backward */
    assert_up_to_date(run);
    run_free(run);
    lesson_free(lesson);
}

/* ---- derivatives ---- */

static void assert_influence(const Influence *influence, const Run *up, const Run *down,
                             double by) {
    const Lesson *lesson = up->lesson;
    for (int cell = 0; cell < CELLS; cell++)
        for (long t = 0; t < SAMPLE_STEPS; t++)
            for (int unit = 0; unit < signal_width(&up->cells[cell]->spec, SIGNAL_H); unit++) {
                const Place place = {cell, SIGNAL_H, unit, t};
                double should = ((double)trace_at(up->traces[cell], SIGNAL_H, t, 0)[unit] -
                                 (double)trace_at(down->traces[cell], SIGNAL_H, t, 0)[unit]) /
                                (2 * by);
                double is = (double)influence_at(influence, &place);
                if (!(fabs(is - should) < 2e-3))
                    fail_msg("%s.h[%d] @ %ld: %g, not %g", lesson->cells[cell].id, unit, t, is,
                             should);
            }
}

static void check_influence(const Lesson *lesson, Place place, const char *more, const char *less) {
    Run *run = new_run(lesson), *up = new_run(lesson), *down = new_run(lesson);
    Influence *influence = influence_new(run, &place, NULL);
    assert_non_null(influence);
    apply(up, more);
    apply(down, less);
    run_update(up);
    run_update(down);
    assert_influence(influence, up, down, 0.01);
    assert_true(influence_at(influence, &place) == 1);
    influence_free(influence);
    run_free(run);
    run_free(up);
    run_free(down);
}

static void influence_both_ways(void **state) {
    (void)state;
    Lesson *lesson = both_ways();
    check_influence(lesson, (Place){BACK, SIGNAL_H, 1, END}, "set back.h0[1] 0.01",
                    "set back.h0[1] -0.01");
    check_influence(lesson, (Place){FORTH, SIGNAL_H, 2, -1}, "set forth.h0[2] 0.01",
                    "set forth.h0[2] -0.01");
    check_influence(lesson, (Place){LAST, SIGNAL_H, 0, END}, "set last.h0[0] 0.01",
                    "set last.h0[0] -0.01");
    Run *run = new_run(lesson);
    const Place none = {BACK, SIGNAL_H, 0, -1}, initial = {BACK, LSTM_C, 3, END};
    assert_false(place_exists(run, &none));
    assert_true(place_exists(run, &initial));
    run_free(run);
    lesson_free(lesson);
}

/* Of the memory at a step by that of each later one, which the cell has computed before it. */
static void lookback_backward(void **state) {
    (void)state;
    enum { TO = 1 };
    Lesson *lesson = both_ways();
    Run *run = new_run(lesson);
    Lookback *lookback = lookback_new(run, BACK, NULL);
    Tangent *tangent = tangent_new(&run->cells[BACK]->spec, SAMPLE_STEPS, NULL);
    assert_true(lookback && tangent);
    lookback_update(lookback, run, 2, TO);
    assert_int_equal(lookback->from, TO);
    assert_int_equal(lookback->last, SAMPLE_STEPS - 1);
    float kept = 1;
    for (long t = TO; t < SAMPLE_STEPS; t++) {
        const TangentSeed seed = {LSTM_C, 2, t};
        tangent_run(tangent, run->traces[BACK], run->cells[BACK], &seed, NULL, 0);
        assert_float_equal(lookback->by_step[t - TO], tangent_at(tangent, LSTM_C, TO)[2], 2e-6);
        assert_float_equal(lookback->kept[t - TO], kept, 1e-7);
        kept *= trace_at(run->traces[BACK], LSTM_F, t, 0)[2];
    }
    tangent_free(tangent);
    lookback_free(lookback);
    run_free(run);
    lesson_free(lesson);
}

/* The loss: what the last cell shows at the first step, through all cells, by the weights of the two
 * at the bottom: derivatives handed down by columns, beside central differences of runs. */
static void gradients_both_ways(void **state) {
    (void)state;
    Lesson *lesson = both_ways();
    Run *run = new_run(lesson);
    Backward *d[CELLS];
    Gradients *weights[CELLS];
    for (int k = 0; k < CELLS; k++) {
        d[k] = backward_new(&run->cells[k]->spec, SAMPLE_STEPS, 1, BACKWARD_ALL, NULL);
        weights[k] = gradients_new(&run->cells[k]->spec, NULL);
        assert_true(d[k] && weights[k]);
        backward_begin(d[k], 0, SAMPLE_STEPS);
    }
    backward_at(d[LAST], SIGNAL_H, 0, 0)[1] = 1;
    backward_run(d[LAST], run->traces[LAST], run->cells[LAST], weights[LAST]);
    backward_feed(d[JOIN], d[LAST], 0);
    backward_run(d[JOIN], run->traces[JOIN], run->cells[JOIN], weights[JOIN]);
    backward_feed(d[FORTH], d[JOIN], 0);
    backward_feed(d[BACK], d[JOIN], 5);
    for (int k = FORTH; k <= BACK; k++)
        backward_run(d[k], run->traces[k], run->cells[k], weights[k]);
    for (int cell = 0; cell < CELLS; cell++)
        for (int weight = 0; weight < cell_kind(run->cells[cell]->spec.kind)->weight_count;
             weight++) {
            float *numbers = run->cells[cell]->weights[weight], h[2];
            if (!numbers)
                continue;
            const float was = numbers[1], by = 0.004f;
            for (int side = 0; side < 2; side++) {
                numbers[1] = side ? was - by : was + by;
                cell_touch(run->cells[cell]);
                run->dirty[cell] = 0;
                run_update(run);
                h[side] = trace_at(run->traces[LAST], SIGNAL_H, 0, 0)[1];
            }
            numbers[1] = was;
            cell_touch(run->cells[cell]);
            run->dirty[cell] = 0;
            run_update(run);
            assert_float_equal(weights[cell]->weights[weight][1], (h[0] - h[1]) / (2 * by), 1e-3);
        }
    for (int k = 0; k < CELLS; k++) {
        backward_free(d[k]);
        gradients_free(weights[k]);
    }
    run_free(run);
    lesson_free(lesson);
}

/* The loss of trace --gradients is what the cell shows where it ends: a backward one at step 0. */
static void gradients_of_last_step(void **state) {
    (void)state;
    Lesson *lesson = both_ways();
    Run *run = new_run(lesson);
    CellGradients gradients = {0};
    assert_true(gradients_of_last(run, BACK, &gradients, NULL));
    for (int unit = 0; unit < 2; unit++)
        assert_true(backward_at(gradients.backward, SIGNAL_H, 0, 0)[unit] == 1);
    assert_true(backward_at(gradients.backward, SIGNAL_X, END - 1, 0)[0] != 0);
    cell_gradients_free(&gradients);
    run_free(run);
    lesson_free(lesson);
}

/* ---- claims ---- */

static bool parses(const Lesson *lesson, const char *text) {
    Error error = {0};
    Condition *condition = condition_parse(text, lesson, &error);
    condition_free(condition);
    return condition != NULL;
}

static void claims(void **state) {
    (void)state;
    Lesson *lesson = both_ways();
    Run *run = new_run(lesson);
    assert_true(parses(lesson, "back.c[0] @ 8 == 0") && !parses(lesson, "back.c[0] @ -1 == 0"));
    assert_true(parses(lesson, "forth.h[0] @ -1 == 0") && !parses(lesson, "forth.h[0] @ 8 == 0"));
    assert_true(parses(lesson, "back.m[3] @ 2 < 1") && !parses(lesson, "back.h[2] @ 2 < 1"));
    assert_true(parses(lesson, "abs(gradient(back.h[0] @ 1, back.x[0] @ 4)) > 0"));
    assert_false(parses(lesson, "abs(gradient(back.h[0] @ 4, back.x[0] @ 1)) > 0"));
    Error error = {0};
    Condition *holds = condition_parse("back.c[1] @ 8 == 0 and abs(gradient(back.h[0] @ 1, "
                                       "back.x[0] @ 4)) > 1e-6 and back.h[1] @ 3 != 0",
                                       lesson, &error);
    assert_non_null(holds);
    assert_true(condition_holds(holds, run));
    condition_free(holds);
    run_free(run);
    lesson_free(lesson);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_read),
                                       cmocka_unit_test(edits),
                                       cmocka_unit_test(partly),
                                       cmocka_unit_test(influence_both_ways),
                                       cmocka_unit_test(lookback_backward),
                                       cmocka_unit_test(gradients_both_ways),
                                       cmocka_unit_test(gradients_of_last_step),
                                       cmocka_unit_test(claims)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
