/* origin.c: proves that the terms a number is said to come from add up to it: for random
 * cells of every kind and variant, every signal, unit and step, the sum is the trace's own
 * pre-activation (or value) to the accuracy of floats, however few terms are kept; every factor is
 * the number that it names; and what a number takes part in are terms of the other's origin. */
#include "testing.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>

#include "engine/kinds/gru.h"
#include "engine/kinds/lstm.h"
#include "engine/kinds/rnn.h"
#include "engine/origin.h"

enum { STEPS = 4 };

static float dice(unsigned *seed) {
    *seed = *seed * 1664525u + 1013904223u;
    return (float)(*seed >> 8) / 8388608.0f - 1.0f;
}

typedef struct Ran {
    Cell *cell;
    Trace *trace;
} Ran;

static Ran ran(CellSpec spec, const Hold *hold, unsigned seed) {
    Ran ran = {cell_new(&spec, NULL), trace_new(&spec, STEPS, 1, NULL)};
    float *x = calloc((size_t)(STEPS * spec.inputs), sizeof *x);
    assert_true(ran.cell && ran.trace && x);
    for (int w = 0; w < cell_kind(spec.kind)->weight_count; w++)
        for (int k = 0; ran.cell->weights[w] && k < weight_rows(&spec, w) * spec.hidden; k++)
            ran.cell->weights[w][k] = dice(&seed);
    for (int k = 0; k < spec.hidden; k++) {
        ran.cell->h0[k] = dice(&seed);
        if (ran.cell->c0)
            ran.cell->c0[k] = dice(&seed);
    }
    if (hold)
        assert_true(cell_hold(ran.cell, hold, NULL));
    cell_touch(ran.cell);
    for (int k = 0; k < STEPS * spec.inputs; k++)
        x[k] = dice(&seed);
    size_t row = (size_t)spec.inputs;
    trace_run(ran.trace, ran.cell, (Inputs){x, row, row}, 0, STEPS);
    free(x);
    return ran;
}

static void end(Ran *ran) {
    cell_free(ran->cell);
    trace_free(ran->trace);
}

static void assert_near(double is, double should, double scale, const char *what) {
    if (!(fabs(is - should) <= 2e-6 * (fabs(should) + scale)))
        fail_msg("%s is %.9g, not %.9g", what, is, should);
}

static void check_factor(const Ran *ran, const Factor *factor) {
    if (factor->signal < 0) {
        assert_true(factor->weight >= 0 && factor->value != 0);
        return;
    }
    float value = trace_at(ran->trace, factor->signal, factor->t, 0)[factor->unit];
    assert_true(factor->value == (factor->complement ? 1 - value : value));
}

/* The number that the terms add up to. */
static float made(const Ran *ran, const Origin *origin, int signal, int unit, long t) {
    const SignalInfo *info = &cell_kind(ran->cell->spec.kind)->signals[signal];
    if (signal == LSTM_TANH_C && ran->cell->spec.kind == CELL_LSTM)
        return trace_at(ran->trace, LSTM_C, t, 0)[unit];
    if (origin->activated)
        return trace_at(ran->trace, info->pre, t, 0)[unit];
    return origin->held ? origin->free : origin->value;
}

static void check_number(const Ran *ran, int signal, int unit, long t, int most) {
    Origin origin;
    const char *name = cell_kind(ran->cell->spec.kind)->signals[signal].name;
    origin_of(ran->cell, ran->trace, signal, unit, t, most, &origin);
    assert_true(origin.value == trace_at(ran->trace, signal, t, 0)[unit]);
    assert_true(origin.count <= most);
    if (origin.given) {
        assert_true(signal == SIGNAL_X || t < 0);
        assert_int_equal(origin.count, 0);
        return;
    }
    double sum = origin.rest, scale = fabs(origin.rest) + 1;
    for (int k = 0; k < origin.count; k++) {
        const Term *term = &origin.terms[k];
        float product = term->factors[0].value;
        for (int f = 0; f < term->factor_count; f++)
            check_factor(ran, &term->factors[f]);
        if (term->factor_count == 2)
            product *= term->factors[1].value;
        assert_true(product == term->share);
        sum += (double)term->share;
        scale += fabs((double)term->share);
        if (origin.left_out && k)
            assert_true(fabsf(term->share) <= fabsf(origin.terms[k - 1].share));
    }
    assert_near(sum, origin.sum, scale, name);
    assert_near(origin.sum, (double)made(ran, &origin, signal, unit, t), scale, name);
    if (origin.activated) {
        float value;
        activation_apply(origin.curve, &origin.pre, &value, 1);
        assert_near((double)origin.free, (double)value, 1, name);
    }
    if (!origin.held)
        assert_true(origin.free == origin.value);
}

static void check_uses(const Ran *ran, int signal, int unit, long t) {
    Term uses[2];
    Origin whole;
    int used_by = origin_used_by(&ran->cell->spec, signal);
    int count = origin_uses(ran->cell, ran->trace, signal, unit, t, uses);
    assert_int_equal(count > 0, used_by >= 0 && t >= 0);
    if (!count)
        return;
    origin_of(ran->cell, ran->trace, used_by, unit, t, ORIGIN_TERMS, &whole);
    for (int k = 0; k < count; k++) {
        bool named = false;
        for (int f = 0; f < uses[k].factor_count; f++)
            named = named || (uses[k].factors[f].signal == signal && uses[k].factors[f].t == t);
        assert_true(named);
    }
}

static void check_all(CellSpec spec, const Hold *hold, unsigned seed) {
    static const int MOST[] = {ORIGIN_TERMS, 5, 1};
    Ran it = ran(spec, hold, seed);
    const CellKindInfo *info = cell_kind(spec.kind);
    for (int signal = 0; signal < info->signal_count; signal++) {
        if (!signal_present(&spec, signal) && !(spec.kind == CELL_GRU && signal == GRU_N_REC))
            continue;
        for (long t = info->signals[signal].has_initial ? -1 : 0; t < STEPS; t++)
            for (int unit = 0; unit < signal_width(&spec, signal); unit++) {
                for (int k = 0; k < 3; k++)
                    check_number(&it, signal, unit, t, MOST[k]);
                check_uses(&it, signal, unit, t);
            }
    }
    end(&it);
}

static void sums_are_the_traces_own(void **state) {
    (void)state;
    static const int SIZES[][2] = {{1, 1}, {2, 3}, {28, 32}};
    for (int size = 0; size < 3; size++)
        for (int variant = 0; variant < 4; variant++) {
            CellSpec spec = cell_spec(CELL_LSTM, SIZES[size][0], SIZES[size][1]);
            spec.coupled = variant & 1;
            spec.peepholes = variant & 2;
            check_all(spec, NULL, 7 + (unsigned)variant);
            spec = cell_spec(CELL_GRU, SIZES[size][0], SIZES[size][1]);
            spec.reset_after = variant & 1;
            check_all(spec, NULL, 17 + (unsigned)variant);
            spec = cell_spec(CELL_RNN, SIZES[size][0], SIZES[size][1]);
            cell_set_activation(&spec, SLOT_CANDIDATE,
                                variant & 1 ? ACTIVATION_RELU : ACTIVATION_TANH);
            check_all(spec, NULL, 27 + (unsigned)variant);
        }
}

static void held_gates_say_what_they_would_have_been(void **state) {
    (void)state;
    const Hold hold = {LSTM_F, -1, 0.25f, 1, 2}, coupled = {LSTM_I, 0, 0.5f, 0, LONG_MAX};
    CellSpec spec = cell_spec(CELL_LSTM, 2, 2);
    check_all(spec, &hold, 3);
    Ran it = ran(spec, &hold, 3);
    Origin origin;
    origin_of(it.cell, it.trace, LSTM_F, 1, 1, ORIGIN_TERMS, &origin);
    assert_true(origin.held && origin.value == 0.25f);
    assert_near((double)origin.free, 1 / (1 + exp(-(double)origin.pre)), 1, "f");
    origin_of(it.cell, it.trace, LSTM_F, 1, 3, ORIGIN_TERMS, &origin);
    assert_false(origin.held);
    end(&it);
    spec.coupled = true;
    check_all(spec, &coupled, 4);
}

static void weights_of_nought_are_not_counted(void **state) {
    (void)state;
    CellSpec spec = cell_spec(CELL_RNN, 3, 2);
    Cell *cell = cell_new(&spec, NULL);
    Trace *trace = trace_new(&spec, 1, 1, NULL);
    const float x[3] = {1, 2, 3};
    assert_true(cell && trace);
    cell_set_weight(cell, weight_find(CELL_RNN, "W_xh"), 1, 0, 0.5f);
    cell_set_weight(cell, weight_find(CELL_RNN, "b_h"), 0, 0, -0.25f);
    trace_run(trace, cell, (Inputs){x, 3, 3}, 0, 1);
    Origin origin;
    origin_of(cell, trace, RNN_H, 0, 0, ORIGIN_TERMS, &origin);
    assert_int_equal(origin.count, 2);
    assert_int_equal(origin.terms[0].factors[0].unit, 1);
    assert_true(origin.terms[0].share == 1 && origin.terms[1].share == -0.25f);
    assert_true(origin.pre == 0.75f && origin.sum == 0.75);
    origin_of(cell, trace, RNN_H, 1, 0, ORIGIN_TERMS, &origin);
    assert_true(origin.count == 0 && !origin.given && origin.sum == 0);
    cell_free(cell);
    trace_free(trace);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_are_the_traces_own),
        cmocka_unit_test(held_gates_say_what_they_would_have_been),
        cmocka_unit_test(weights_of_nought_are_not_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
