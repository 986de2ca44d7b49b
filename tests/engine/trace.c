/* trace.c: proves of runs that each step follows from the record before it by the equations,
 * computed here afresh in double precision, at sizes on both sides of every width that the kernels
 * have; that a computation begun anew at any step gives the same bits; that the rows of a batch are
 * single runs; that layers stack; that held gates hold; and that no size is too large to be refused
 * clearly or, where it fits, to be run. */
#include "testing.h"

#include <float.h>
#include <limits.h>
#include <string.h>
#include <time.h>

#include "activation_double.h"
#include "engine/kinds/gru.h"
#include "engine/kinds/lstm.h"
#include "engine/kinds/rnn.h"
#include "engine_sample.h"

/* ---- each step by its equations ---- */

typedef struct OneStep {
    const Cell *cell;
    const Trace *trace;
    long t;
    int row;
} OneStep;

static const float *now(const OneStep *s, int signal) {
    return trace_at(s->trace, signal, s->t, s->row);
}

static const float *before(const OneStep *s, int signal) {
    return trace_at(s->trace, signal, trace_before(s->trace, s->t), s->row);
}

static const float *weights_of(const OneStep *s, const char *name) {
    int index = weight_find(s->cell->spec.kind, name);
    assert_true(index >= 0);
    return s->cell->weights[index];
}

/* A sum, and what rounding may have added to it. */
typedef struct Sum {
    double value, size;
} Sum;

static void add_products(Sum *sum, const float *vector, const float *matrix, int rows, int columns,
                         int unit) {
    for (int k = 0; matrix && k < rows; k++) {
        double term =
            (double)vector[k] * (double)matrix[(size_t)k * (size_t)columns + (size_t)unit];
        sum->value += term;
        sum->size += fabs(term);
    }
}

static void check(const OneStep *s, int signal, int unit, Sum wanted) {
    const CellSpec *spec = &s->cell->spec;
    double bound =
        3e-7 + (double)FLT_EPSILON * (2 + 0.1 * (spec->inputs + spec->hidden)) * wanted.size;
    double found = (double)now(s, signal)[unit], clip = (double)spec->clip;
    if (clip > 0 && cell_kind(spec->kind)->signals[signal].class == SIGNAL_PRE_ACTIVATION)
        wanted.value = fmin(fmax(wanted.value, -clip), clip);
    if (!(fabs(found - wanted.value) <= bound))
        fail_msg("%s %d %d, step %ld row %d: %s of unit %d is %.9g, should be %.9g",
                 cell_kind(spec->kind)->name, spec->inputs, spec->hidden, s->t, s->row,
                 cell_kind(spec->kind)->signals[signal].name, unit, found, wanted.value);
}

/* bias + x W_x + second W_h, as the names say; what is NULL is left out. */
static Sum pre_activation(const OneStep *s, int unit, const char *bias, const char *from_x,
                          const char *from_h, const float *second) {
    const CellSpec *spec = &s->cell->spec;
    Sum sum = {(double)weights_of(s, bias)[unit], fabs((double)weights_of(s, bias)[unit])};
    if (from_x)
        add_products(&sum, now(s, SIGNAL_X), weights_of(s, from_x), spec->inputs, spec->hidden,
                     unit);
    if (from_h)
        add_products(&sum, second, weights_of(s, from_h), signal_width(spec, SIGNAL_H),
                     spec->hidden, unit);
    return sum;
}

/* A gate's or candidate's value follows from the pre-activation that the trace has. */
static void check_activated(const OneStep *s, int signal, int pre, Curve curve, int unit) {
    check(s, signal, unit, (Sum){exact_activation(curve, (double)now(s, pre)[unit]), 1});
}

static void check_value(const OneStep *s, int signal, int unit, double value, double size) {
    check(s, signal, unit, (Sum){value, size});
}

static double at(const float *values, int unit) {
    return (double)values[unit];
}

static void add_peephole(const OneStep *s, Sum *sum, const char *name, const float *c, int unit) {
    if (s->cell->spec.peepholes)
        add_products(sum, c + unit, weights_of(s, name) + unit, 1, 1, 0);
}

static void check_lstm(const OneStep *s, int k) {
    const CellSpec *spec = &s->cell->spec;
    const float *h = before(s, LSTM_H), *c = before(s, LSTM_C);
    Sum f = pre_activation(s, k, "b_f", "W_xf", "W_hf", h);
    add_peephole(s, &f, "p_f", c, k);
    check(s, LSTM_F_PRE, k, f);
    check_activated(s, LSTM_F, LSTM_F_PRE, cell_curve(spec, SLOT_GATE), k);
    if (spec->coupled) {
        check_value(s, LSTM_I, k, 1 - at(now(s, LSTM_F), k), 1);
    } else {
        Sum i = pre_activation(s, k, "b_i", "W_xi", "W_hi", h);
        add_peephole(s, &i, "p_i", c, k);
        check(s, LSTM_I_PRE, k, i);
        check_activated(s, LSTM_I, LSTM_I_PRE, cell_curve(spec, SLOT_GATE), k);
    }
    check(s, LSTM_G_PRE, k, pre_activation(s, k, "b_c", "W_xc", "W_hc", h));
    check_activated(s, LSTM_G, LSTM_G_PRE, cell_curve(spec, SLOT_CANDIDATE), k);
    double kept = at(now(s, LSTM_F), k) * at(c, k);
    double written = at(now(s, LSTM_I), k) * at(now(s, LSTM_G), k);
    check_value(s, LSTM_C, k, kept + written, fabs(kept) + fabs(written));
    Sum o = pre_activation(s, k, "b_o", "W_xo", "W_ho", h);
    add_peephole(s, &o, "p_o", now(s, LSTM_C), k);
    check(s, LSTM_O_PRE, k, o);
    check_activated(s, LSTM_O, LSTM_O_PRE, cell_curve(spec, SLOT_GATE), k);
    check_activated(s, LSTM_TANH_C, LSTM_C, cell_curve(spec, SLOT_OUTPUT), k);
    check_value(s, spec->projection ? LSTM_M : LSTM_H, k,
                at(now(s, LSTM_O), k) * at(now(s, LSTM_TANH_C), k), 1);
    if (k < spec->projection) {
        Sum h_now = {0, 0};
        add_products(&h_now, now(s, LSTM_M), weights_of(s, "W_hr"), spec->hidden, spec->projection,
                     k);
        check(s, LSTM_H, k, h_now);
    }
}

static void check_gru(const OneStep *s, int k) {
    const CellSpec *spec = &s->cell->spec;
    const float *h = before(s, GRU_H);
    check(s, GRU_Z_PRE, k, pre_activation(s, k, "b_z", "W_xz", "W_hz", h));
    check(s, GRU_R_PRE, k, pre_activation(s, k, "b_r", "W_xr", "W_hr", h));
    check_activated(s, GRU_Z, GRU_Z_PRE, cell_curve(spec, SLOT_GATE), k);
    check_activated(s, GRU_R, GRU_R_PRE, cell_curve(spec, SLOT_GATE), k);
    if (spec->reset_after) {
        check(s, GRU_N_REC, k, pre_activation(s, k, "b_hh", NULL, "W_hh", h));
        Sum n = pre_activation(s, k, "b_h", "W_xh", NULL, NULL);
        add_products(&n, now(s, GRU_R) + k, now(s, GRU_N_REC) + k, 1, 1, 0);
        check(s, GRU_N_PRE, k, n);
    } else {
        check_value(s, GRU_N_REC, k, at(now(s, GRU_R), k) * at(h, k), 1);
        check(s, GRU_N_PRE, k, pre_activation(s, k, "b_h", "W_xh", "W_hh", now(s, GRU_N_REC)));
    }
    check_activated(s, GRU_N, GRU_N_PRE, cell_curve(spec, SLOT_CANDIDATE), k);
    double z = at(now(s, GRU_Z), k);
    check_value(s, GRU_H, k, z * at(h, k) + (1 - z) * at(now(s, GRU_N), k), 2);
}

static void check_rnn(const OneStep *s, int k) {
    check(s, RNN_H_PRE, k, pre_activation(s, k, "b_h", "W_xh", "W_hh", before(s, RNN_H)));
    check_activated(s, RNN_H, RNN_H_PRE, cell_curve(&s->cell->spec, SLOT_CANDIDATE), k);
}

static void check_steps(const Cell *cell, const Trace *trace, const float *inputs) {
    static void (*const checks[CELL_KIND_COUNT])(const OneStep *, int) = {
        [CELL_LSTM] = check_lstm, [CELL_GRU] = check_gru, [CELL_RNN] = check_rnn};
    size_t d = (size_t)cell->spec.inputs, bytes = (size_t)cell->spec.hidden * sizeof(float);
    long before_all = trace_initial(trace);
    assert_int_equal(before_all, cell->spec.backward ? trace->steps : -1);
    for (int row = 0; row < trace->batch; row++) {
        assert_memory_equal(trace_at(trace, SIGNAL_H, before_all, row), cell->h0,
                            (size_t)signal_width(&cell->spec, SIGNAL_H) * sizeof(float));
        if (cell->c0)
            assert_memory_equal(trace_at(trace, LSTM_C, before_all, row), cell->c0, bytes);
    }
    for (long t = 0; t < trace->steps; t++)
        for (int row = 0; row < trace->batch; row++) {
            const OneStep step = {cell, trace, t, row};
            size_t at = ((size_t)t * (size_t)trace->batch + (size_t)row) * d;
            assert_memory_equal(now(&step, SIGNAL_X), inputs + at, d * sizeof(float));
            for (int unit = 0; unit < cell->spec.hidden; unit++)
                checks[cell->spec.kind](&step, unit);
        }
}

static Inputs rows_of(const float *numbers, int inputs, int batch) {
    return (Inputs){numbers, (size_t)inputs * (size_t)batch, (size_t)inputs};
}

static void run_and_check(CellSpec spec, int batch) {
    enum { LENGTH = 4 };
    Cell *cell = sample_cell(spec);
    Trace *trace = sample_trace(&spec, LENGTH, batch);
    float *inputs = sample_numbers((size_t)LENGTH * (size_t)batch * (size_t)spec.inputs, 3);
    trace_run(trace, cell, rows_of(inputs, spec.inputs, batch), 0, LENGTH);
    check_steps(cell, trace, inputs);
    free(inputs);
    trace_free(trace);
    cell_free(cell);
}

static void test_equations(void **state) {
    (void)state;
    static const int sizes[] = {1,  2,  3,  4,  5,  7,  8,  9,   12, 15,
                                16, 17, 31, 33, 48, 64, 65, 100, 128};
    CellSpec spec;
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++)
        for (int variant = 0; sample_spec(variant, 1 + (int)k % 5, sizes[k], &spec); variant++)
            run_and_check(spec, 1);
}

static void test_equations_of_batch(void **state) {
    (void)state;
    static const int sizes[] = {1, 3, 8, 17, 70};
    CellSpec spec;
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++)
        for (int variant = 0; sample_spec(variant, 3, sizes[k], &spec); variant++)
            run_and_check(spec, 5);
}

/* ---- the same bits ---- */

static size_t trace_floats(const Trace *trace) {
    return trace_bytes(&trace->spec, trace->steps, trace->batch) / sizeof(float);
}

/* Computes steps from..to-1 into a copy in which those steps were destroyed. */
static void check_rerun(const Trace *whole, Cell *cell, Inputs inputs, long from, long to) {
    Trace *again = sample_trace(&whole->spec, whole->steps, whole->batch);
    memcpy(again->data, whole->data, trace_floats(whole) * sizeof(float));
    for (long t = from; t < to; t++)
        for (int row = 0; row < whole->batch; row++)
            for (int k = 0; k < cell_kind(whole->spec.kind)->signal_count; k++)
                memset((float *)trace_at(again, k, t, row), 0x7f,
                       (size_t)signal_width(&whole->spec, k) * sizeof(float));
    trace_run(again, cell, inputs, from, to);
    assert_memory_equal(again->data, whole->data, trace_floats(whole) * sizeof(float));
    trace_free(again);
}

static void test_from_any_step(void **state) {
    (void)state;
    enum { LENGTH = 9 };
    static const int sizes[] = {1, 5, 8, 16, 17, 70};
    CellSpec spec;
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++)
        for (int variant = 0; sample_spec(variant, 3, sizes[k], &spec); variant++)
            for (int batch = 1; batch <= 3; batch += 2) {
                Cell *cell = sample_cell(spec);
                Trace *trace = sample_trace(&spec, LENGTH, batch);
                float *numbers = sample_numbers((size_t)(LENGTH * batch * 3), 3);
                Inputs inputs = rows_of(numbers, 3, batch);
                trace_run(trace, cell, inputs, 0, LENGTH);
                for (long from = 0; from <= LENGTH; from++)
                    check_rerun(trace, cell, inputs, from, LENGTH);
                for (long t = 0; t < LENGTH; t++) /* one step touches no other */
                    check_rerun(trace, cell, inputs, t, t + 1);
                free(numbers);
                trace_free(trace);
                cell_free(cell);
            }
}

/* A hold from step 4 on leaves the bits of the steps before, and taken back, of all. */
static void test_hold_taken_back(void **state) {
    (void)state;
    enum { LENGTH = 8, AT = 4 };
    CellSpec spec;
    for (int variant = 0; sample_spec(variant, 2, 6, &spec) && spec.kind != CELL_RNN; variant++) {
        Error error;
        Cell *cell = sample_cell(spec);
        Trace *trace = sample_trace(&spec, LENGTH, 1), *held = sample_trace(&spec, LENGTH, 1);
        float *numbers = sample_numbers(LENGTH * 2, 3);
        Inputs inputs = rows_of(numbers, 2, 1);
        int gate = spec.kind == CELL_LSTM ? LSTM_F : GRU_Z;
        trace_run(trace, cell, inputs, 0, LENGTH);
        const Hold hold = {gate, -1, 0.25f, AT, LONG_MAX};
        assert_true(cell_hold(cell, &hold, &error));
        trace_run(held, cell, inputs, 0, LENGTH);
        size_t same = (AT + 1) * trace->record;
        assert_memory_equal(held->data, trace->data, same * sizeof(float));
        for (long t = AT; t < LENGTH; t++)
            for (int unit = 0; unit < 6; unit++)
                assert_true(trace_at(held, gate, t, 0)[unit] == 0.25f);
        assert_memory_not_equal(trace_at(held, SIGNAL_H, AT, 0), trace_at(trace, SIGNAL_H, AT, 0),
                                6 * sizeof(float));
        assert_true(cell_free_gate(cell, gate, -1, &error));
        trace_run(held, cell, inputs, AT, LENGTH);
        assert_memory_equal(held->data, trace->data, trace_floats(trace) * sizeof(float));
        free(numbers);
        trace_free(trace);
        trace_free(held);
        cell_free(cell);
    }
}

/* ---- held gates ---- */

/* Each gate of each kind, one unit and all, in a span of steps: the gate is what it is held at
 * there, its pre-activation and all that follows are what the equations make of it. */
static void check_hold(CellSpec spec, int gate, int unit) {
    enum { LENGTH = 6, FROM = 2, TO = 3 };
    Error error;
    Cell *cell = sample_cell(spec);
    Trace *trace = sample_trace(&spec, LENGTH, 2);
    float *inputs = sample_numbers((size_t)(LENGTH * 2 * spec.inputs), 3);
    const Hold hold = {gate, unit, 0.3f, FROM, TO};
    assert_true(cell_hold(cell, &hold, &error));
    trace_run(trace, cell, rows_of(inputs, spec.inputs, 2), 0, LENGTH);
    const SignalInfo *info = &cell_kind(spec.kind)->signals[gate];
    for (long t = 0; t < LENGTH; t++)
        for (int row = 0; row < 2; row++)
            for (int k = 0; k < spec.hidden; k++) {
                double found = at(trace_at(trace, gate, t, row), k);
                bool there = t >= FROM && t <= TO && (unit < 0 || unit == k);
                double pre = at(trace_at(trace, info->pre, t, row), k);
                bool coupled = spec.kind == CELL_LSTM && spec.coupled && gate == LSTM_I;
                double wanted = there     ? (double)0.3f
                                : coupled ? 1 - at(trace_at(trace, LSTM_F, t, row), k)
                                          : exact_activation(cell_curve(&spec, SLOT_GATE), pre);
                assert_true(fabs(found - wanted) <= (there ? 0 : 3e-7));
                if (spec.kind != CELL_LSTM)
                    continue;
                double kept = at(trace_at(trace, LSTM_F, t, row), k) *
                              at(trace_at(trace, LSTM_C, trace_before(trace, t), row), k);
                double written =
                    at(trace_at(trace, LSTM_I, t, row), k) * at(trace_at(trace, LSTM_G, t, row), k);
                assert_true(fabs(at(trace_at(trace, LSTM_C, t, row), k) - kept - written) <= 1e-6);
                assert_true(fabs(at(trace_at(trace, LSTM_M, t, row), k) -
                                 at(trace_at(trace, LSTM_O, t, row), k) *
                                     at(trace_at(trace, LSTM_TANH_C, t, row), k)) <= 1e-6);
            }
    free(inputs);
    trace_free(trace);
    cell_free(cell);
}

static void test_holds(void **state) {
    (void)state;
    static const int sizes[] = {3, 8, 16, 21};
    CellSpec spec;
    for (size_t n = 0; n < sizeof sizes / sizeof *sizes; n++)
        for (int variant = 0; sample_spec(variant, 2, sizes[n], &spec); variant++)
            for (int s = 0; s < cell_kind(spec.kind)->signal_count; s++)
                if (cell_kind(spec.kind)->signals[s].class == SIGNAL_GATE) {
                    check_hold(spec, s, -1);
                    check_hold(spec, s, 0);
                    check_hold(spec, s, sizes[n] - 1);
                }
}

/* ---- batches and stacks ---- */

/* A batch is computed by other products, so its rows agree with single runs within rounding: 2e-6
 * after 12 steps of values of size 1. */
static void test_batch_rows(void **state) {
    (void)state;
    enum { LENGTH = 12, BATCH = 7, D = 3 };
    static const int sizes[] = {4, 8, 33};
    CellSpec spec;
    for (size_t n = 0; n < sizeof sizes / sizeof *sizes; n++)
        for (int variant = 0; sample_spec(variant, D, sizes[n], &spec); variant++) {
            if (spec.candidate == ACTIVATION_RELU)
                continue; /* its values grow without bound */
            Cell *cell = sample_cell(spec);
            Trace *batch = sample_trace(&spec, LENGTH, BATCH),
                  *single = sample_trace(&spec, LENGTH, 1);
            float *numbers = sample_numbers(LENGTH * BATCH * D, 3);
            Inputs inputs = rows_of(numbers, D, BATCH);
            trace_run(batch, cell, inputs, 0, LENGTH);
            for (int row = 0; row < BATCH; row++) {
                Inputs of_row = {numbers + row * D, inputs.step, 0};
                trace_run(single, cell, of_row, 0, LENGTH);
                for (long t = -1; t < LENGTH; t++)
                    for (int unit = 0; unit < spec.hidden; unit++)
                        assert_float_equal(trace_at(batch, SIGNAL_H, t, row)[unit],
                                           trace_at(single, SIGNAL_H, t, 0)[unit], 2e-6f);
            }
            free(numbers);
            trace_free(batch);
            trace_free(single);
            cell_free(cell);
        }
}

/* The second layer reads the first's hidden states, with no copy in between. */
static void test_stack(void **state) {
    (void)state;
    enum { LENGTH = 6, D = 2, FIRST = 5, SECOND = 9 };
    for (int batch = 1; batch <= 3; batch++) {
        CellSpec below = cell_spec(CELL_LSTM, D, FIRST), above = cell_spec(CELL_GRU, FIRST, SECOND);
        Cell *first = sample_cell(below), *second = sample_cell(above);
        Trace *lower = sample_trace(&below, LENGTH, batch),
              *upper = sample_trace(&above, LENGTH, batch);
        float *numbers = sample_numbers((size_t)(LENGTH * batch * D), 3);
        float *between = sample_numbers((size_t)(LENGTH * batch * FIRST), 4);
        trace_run(lower, first, rows_of(numbers, D, batch), 0, LENGTH);
        trace_run(upper, second, inputs_from_trace(lower, LSTM_H), 0, LENGTH);
        for (long t = 0; t < LENGTH; t++)
            for (int row = 0; row < batch; row++)
                memcpy(between + ((size_t)t * (size_t)batch + (size_t)row) * FIRST,
                       trace_at(lower, LSTM_H, t, row), FIRST * sizeof(float));
        check_steps(second, upper, between);
        free(numbers);
        free(between);
        trace_free(lower);
        trace_free(upper);
        cell_free(first);
        cell_free(second);
    }
}

/* Weights changed after a run are those of the next. */
static void test_weight_change(void **state) {
    (void)state;
    enum { LENGTH = 3, D = 2 };
    CellSpec spec = cell_spec(CELL_LSTM, D, 8);
    Cell *cell = sample_cell(spec);
    Trace *trace = sample_trace(&spec, LENGTH, 1);
    float *numbers = sample_numbers(LENGTH * D, 3);
    trace_run(trace, cell, rows_of(numbers, D, 1), 0, LENGTH);
    cell_set_weight(cell, weight_find(CELL_LSTM, "W_hc"), 3, 7, 2);
    trace_run(trace, cell, rows_of(numbers, D, 1), 0, LENGTH);
    check_steps(cell, trace, numbers);
    spec.peepholes = spec.coupled = true;
    Error error;
    assert_true(cell_respec(cell, &spec, &error));
    cell_set_weight(cell, weight_find(CELL_LSTM, "p_o"), 0, 7, 1.5f);
    trace->spec = spec;
    trace_run(trace, cell, rows_of(numbers, D, 1), 0, LENGTH);
    check_steps(cell, trace, numbers);
    free(numbers);
    trace_free(trace);
    cell_free(cell);
}

/* ---- sizes ---- */

static void test_bytes(void **state) {
    (void)state;
    CellSpec lstm = cell_spec(CELL_LSTM, 4, 8), gru = cell_spec(CELL_GRU, 4, 8),
             rnn = cell_spec(CELL_RNN, 4, 8), huge = cell_spec(CELL_LSTM, 65536, 65536);
    assert_int_equal(trace_bytes(&lstm, 0, 1), (4 + 11 * 8) * 4);
    assert_int_equal(trace_bytes(&lstm, 9, 3), 10 * 3 * (4 + 11 * 8) * 4);
    assert_int_equal(trace_bytes(&gru, 0, 1), (4 + 8 * 8) * 4);
    assert_int_equal(trace_bytes(&rnn, 0, 1), (4 + 2 * 8) * 4);
    assert_true(trace_bytes(&lstm, -1, 1) == SIZE_MAX);
    assert_true(trace_bytes(&lstm, 1, 0) == SIZE_MAX);
    assert_true(trace_bytes(&lstm, 1, -1) == SIZE_MAX);
    assert_true(trace_bytes(&lstm, LONG_MAX, 1) == SIZE_MAX);
    assert_true(trace_bytes(&lstm, LONG_MAX - 1, 1) == SIZE_MAX);
    assert_true(trace_bytes(&huge, LONG_MAX / 2, INT_MAX) == SIZE_MAX);
    assert_true(trace_bytes(&huge, 1L << 40, 1) != SIZE_MAX);
    assert_true(trace_bytes(&huge, 1L << 43, 1) == SIZE_MAX);
}

static void test_refused(void **state) {
    (void)state;
    static const struct {
        long steps;
        int batch;
        const char *what;
    } cases[] = {
        {1L << 40, 1, "a trace of 1099511627776 steps of LSTM with 8 units needs 404.6 TB"},
        {1L << 40, 10,
         "a trace of 1099511627776 steps of 10 rows of LSTM with 8 units needs 4.0 PB"},
        {LONG_MAX, 1, "a trace of 9223372036854775807 steps of LSTM with 8 units needs 3394.2 EB"},
        {-1, 1, "a trace cannot have -1 steps of 1 rows"},
        {5, 0, "a trace cannot have 5 steps of 0 rows"}};
    CellSpec spec = cell_spec(CELL_LSTM, 4, 8);
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        Error error = {0};
        assert_null(trace_new(&spec, cases[k].steps, cases[k].batch, &error));
        assert_string_equal(error.what, cases[k].what);
        bool too_large = cases[k].steps > 5;
        assert_int_equal(strstr(error.expected, "three quarters of this machine's memory") != NULL,
                         too_large);
    }
    trace_free(NULL);
}

/* A run without steps has its initial state. */
static void test_no_steps(void **state) {
    (void)state;
    CellSpec spec = cell_spec(CELL_LSTM, 2, 3);
    Cell *cell = sample_cell(spec);
    Trace *trace = sample_trace(&spec, 0, 2);
    trace_run(trace, cell, (Inputs){0}, 0, 0);
    check_steps(cell, trace, NULL);
    trace_free(trace);
    cell_free(cell);
}

/* Of this program: what others take does not count. */
static double seconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* Long and wide runs go through, and end as a run of their last steps alone does. */
static void check_large(CellKind kind, int hidden, long steps) {
    enum { LAST = 3 };
    CellSpec spec = cell_spec(kind, 1, hidden);
    Cell *cell = sample_cell(spec);
    Trace *trace = sample_trace(&spec, steps, 1);
    float *numbers = sample_numbers((size_t)steps, 3);
    trace_run(trace, cell, (Inputs){numbers, 1, 0}, 0, steps);
    for (long t = steps - LAST; t < steps; t++) {
        const OneStep last = {cell, trace, t, 0};
        for (int unit = 0; unit < hidden; unit += 7)
            kind == CELL_LSTM ? check_lstm(&last, unit) : check_gru(&last, unit);
    }
    free(numbers);
    trace_free(trace);
    cell_free(cell);
}

static void test_long(void **state) {
    (void)state;
    check_large(CELL_LSTM, 8, 1000000);
    check_large(CELL_GRU, 8, 1000000);
}

static void test_wide(void **state) {
    (void)state;
    check_large(CELL_LSTM, 1024, 1000);
    check_large(CELL_GRU, 1024, 1000);
}

/* A run that goes on step by step, as a live one does, gives the same bits, and what a step costs
 * does not grow with the trace: one and a half steps of a whole run where this was written, far from
 * the thousands of one that looked at all before it. The best of some rounds, since other programs
 * and machines beside this one take of its time. */
static void test_step_by_step(void **state) {
    (void)state;
    enum { LENGTH = 20000, REPEATS = 10 };
    CellSpec spec = cell_spec(CELL_LSTM, 1, 8);
    Cell *cell = sample_cell(spec);
    Trace *whole = sample_trace(&spec, LENGTH, 1), *grown = sample_trace(&spec, LENGTH, 1);
    float *numbers = sample_numbers(LENGTH, 3);
    double at_once = 1e9, one_by_one = 1e9;
    for (int k = 0; k < REPEATS; k++) {
        double start = seconds();
        trace_run(whole, cell, (Inputs){numbers, 1, 0}, 0, LENGTH);
        double middle = seconds();
        for (long t = 0; t < LENGTH; t++)
            trace_run(grown, cell, (Inputs){numbers, 1, 0}, t, t + 1);
        at_once = fmin(at_once, middle - start);
        one_by_one = fmin(one_by_one, seconds() - middle);
    }
    print_message("a step of 8 units: %.0f ns in a run, %.0f ns alone\n", 1e9 / LENGTH * at_once,
                  1e9 / LENGTH * one_by_one);
    assert_memory_equal(grown->data, whole->data, trace_floats(whole) * sizeof(float));
    assert_true(one_by_one < 50 * at_once);
    free(numbers);
    trace_free(whole);
    trace_free(grown);
    cell_free(cell);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_equations),     cmocka_unit_test(test_equations_of_batch),
        cmocka_unit_test(test_from_any_step), cmocka_unit_test(test_hold_taken_back),
        cmocka_unit_test(test_holds),         cmocka_unit_test(test_batch_rows),
        cmocka_unit_test(test_stack),         cmocka_unit_test(test_weight_change),
        cmocka_unit_test(test_bytes),         cmocka_unit_test(test_refused),
        cmocka_unit_test(test_no_steps),      cmocka_unit_test(test_long),
        cmocka_unit_test(test_wide),          cmocka_unit_test(test_step_by_step)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
