/* tangent.c: proves the derivatives: for every kind, variant, activation and signal they are
 * the central differences of a run that is computed here afresh, in double precision and plain
 * loops; held gates stop them; a stack of cells hands them on; slopes are those of the functions,
 * also where they are small. The seeds are fixed. */
#include <limits.h>
#include <stdlib.h>

#include "engine/kinds/gru.h"
#include "engine/kinds/lstm.h"
#include "engine/kinds/rnn.h"
#include "engine_double.h"

static void check_seed(Cell *cell, const Trace *trace, Tangent *tangent, double x[STEPS][WIDEST],
                       TangentSeed seed) {
    static Table up, down;
    const CellKindInfo *info = cell_kind(cell->spec.kind);
    const double by = 1e-6;
    simulate(cell, x, &seed, by, &up);
    simulate(cell, x, &seed, -by, &down);
    tangent_run(tangent, trace, cell, &seed, NULL, 0);
    assert_int_equal(tangent->from, cell->spec.backward ? 0 : seed.t);
    assert_int_equal(tangent->to, cell->spec.backward ? seed.t + 1 : STEPS);
    for (long t = tangent->from; t < tangent->to; t++)
        for (int signal = 0; signal < info->signal_count; signal++)
            for (int unit = 0; unit < signal_width(&cell->spec, signal); unit++) {
                if (cell->spec.coupled && signal == LSTM_I_PRE)
                    continue; /* not there */
                double is = (double)tangent_at(tangent, signal, t)[unit];
                double should =
                    (up.at[t + 1][signal][unit] - down.at[t + 1][signal][unit]) / (2 * by);
                if (!(fabs(is - should) <= 3e-4 * fabs(should) + 3e-5))
                    fail_msg("%s: d %s[%d] @ %ld by %s[%d] @ %ld is %g, not %g", info->name,
                             info->signals[signal].name, unit, t, info->signals[seed.signal].name,
                             seed.unit, seed.t, is, should);
            }
}

/* A pre-activation at an end of its clip: what follows is by its sum. */
static bool is_clipped(const Cell *cell, const Trace *trace, int signal, int unit, long t) {
    return cell->spec.clip > 0 &&
           cell_kind(cell->spec.kind)->signals[signal].class == SIGNAL_PRE_ACTIVATION &&
           fabsf(trace_at(trace, signal, t, 0)[unit]) >= cell->spec.clip;
}

/* Every number of a first, a middle and the initial step. */
static void check_cell(Cell *cell, unsigned random) {
    double x[STEPS][WIDEST];
    float inputs[STEPS * INPUTS];
    for (int k = 0; k < STEPS * INPUTS; k++)
        x[k / INPUTS][k % INPUTS] = (double)(inputs[k] = dice(&random));
    Trace *trace = trace_new(&cell->spec, STEPS, 1, NULL);
    Tangent *tangent = tangent_new(&cell->spec, STEPS + 1, NULL);
    assert_non_null(trace);
    assert_non_null(tangent);
    trace_run(trace, cell, (Inputs){inputs, INPUTS, INPUTS}, 0, STEPS);
    const CellKindInfo *info = cell_kind(cell->spec.kind);
    long initial = trace_initial(trace), times[] = {initial, trace_first(trace), 3};
    for (int k = 0; k < 3; k++)
        for (int signal = 0; signal < info->signal_count; signal++) {
            const long t = times[k];
            bool there = signal_present(&cell->spec, signal) ||
                         (cell->spec.kind == CELL_GRU && signal == GRU_N_REC);
            if (!there || (t == initial && !info->signals[signal].has_initial))
                continue;
            for (int unit = 0; unit < signal_width(&cell->spec, signal); unit++)
                if (!is_clipped(cell, trace, signal, unit, t))
                    check_seed(cell, trace, tangent, x, (TangentSeed){signal, unit, t});
        }
    tangent_free(tangent);
    trace_free(trace);
}

static void check_spec(CellSpec spec, unsigned random) {
    Cell *cell = random_cell(&spec, random);
    check_cell(cell, random + 1);
    cell_free(cell);
}

/* ---- tests ---- */

static void kinds_and_variants(void **state) {
    (void)state;
    for (int variant = 0; variant < 4; variant++) {
        CellSpec spec = cell_spec(CELL_LSTM, INPUTS, UNITS);
        spec.coupled = variant & 1;
        spec.peepholes = variant & 2;
        check_spec(spec, 10 + (unsigned)variant);
    }
    for (int after = 0; after < 2; after++) {
        CellSpec spec = cell_spec(CELL_GRU, INPUTS, UNITS);
        spec.reset_after = after;
        check_spec(spec, 20 + (unsigned)after);
    }
    check_spec(cell_spec(CELL_RNN, INPUTS, UNITS), 30);
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++)
        for (int turn = 0; turn < 4; turn++) {
            CellSpec spec = cell_spec((CellKind)kind, INPUTS, UNITS);
            spec.backward = turn % 2;
            spec.clip = turn > 1 ? 0.4f : 0;
            spec.projection = kind == CELL_LSTM ? 2 : 0;
            check_spec(spec, 35 + (unsigned)turn);
        }
}

static void activations(void **state) {
    (void)state;
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++)
        for (int a = 0; a < ACTIVATION_COUNT; a++) {
            CellSpec spec = cell_spec((CellKind)kind, INPUTS, UNITS);
            cell_set_curve(&spec, SLOT_GATE, unusual_curve((Activation)a));
            check_spec(spec, 40);
            spec = cell_spec((CellKind)kind, INPUTS, UNITS);
            cell_set_curve(&spec, SLOT_CANDIDATE, unusual_curve((Activation)a));
            cell_set_curve(&spec, SLOT_OUTPUT, unusual_curve((Activation)a));
            check_spec(spec, 50);
        }
}

static void held_gates(void **state) {
    (void)state;
    static const Hold LSTM_HOLDS[] = {
        {LSTM_F, 1, 0.25f, 1, 3}, {LSTM_I, -1, 1, 2, 2}, {LSTM_O, 0, 0.5f, 0, LONG_MAX}};
    static const Hold GRU_HOLDS[] = {{GRU_Z, -1, 0.75f, 1, 2}, {GRU_R, 2, 0, 0, LONG_MAX}};
    for (int coupled = 0; coupled < 2; coupled++) {
        CellSpec spec = cell_spec(CELL_LSTM, INPUTS, UNITS);
        spec.coupled = coupled;
        Cell *cell = random_cell(&spec, 60);
        for (int k = 0; k < 3; k++)
            assert_true(cell_hold(cell, &LSTM_HOLDS[k], NULL));
        check_cell(cell, 61);
        cell_free(cell);
    }
    for (int after = 0; after < 2; after++) {
        CellSpec spec = cell_spec(CELL_GRU, INPUTS, UNITS);
        spec.reset_after = after;
        Cell *cell = random_cell(&spec, 62);
        for (int k = 0; k < 2; k++)
            assert_true(cell_hold(cell, &GRU_HOLDS[k], NULL));
        check_cell(cell, 63);
        cell_free(cell);
    }
}

/* What the lower cell shows is what the upper one reads: through both, as the lower one's inputs
 * are changed and all is computed again. */
static void stacked_cells(void **state) {
    (void)state;
    const CellSpec low_spec = cell_spec(CELL_GRU, INPUTS, INPUTS);
    const CellSpec high_spec = cell_spec(CELL_LSTM, INPUTS, UNITS);
    Cell *low = random_cell(&low_spec, 70), *high = random_cell(&high_spec, 71);
    float x[STEPS * INPUTS];
    unsigned random = 72;
    for (int k = 0; k < STEPS * INPUTS; k++)
        x[k] = dice(&random);
    Trace *below = trace_new(&low_spec, STEPS, 1, NULL);
    Trace *above[2] = {trace_new(&high_spec, STEPS, 1, NULL),
                       trace_new(&high_spec, STEPS, 1, NULL)};
    Tangent *d_low = tangent_new(&low_spec, STEPS, NULL);
    Tangent *d_high = tangent_new(&high_spec, STEPS, NULL);
    const TangentSeed seed = {GRU_X, 1, 1}, none = {-1, 0, 1};
    const float by = 1e-2f;
    assert_true(below && above[0] && above[1] && d_low && d_high);
    trace_run(below, low, (Inputs){x, INPUTS, INPUTS}, 0, STEPS);
    trace_run(above[0], high, inputs_from_trace(below, GRU_H), 0, STEPS);
    tangent_run(d_low, below, low, &seed, NULL, 0);
    tangent_run(d_high, above[0], high, &none, &(TangentSource){d_low, 0, 0, 0}, 1);
    for (int side = 0; side < 2; side++) {
        x[1 * INPUTS + 1] += side ? -2 * by : by;
        trace_run(below, low, (Inputs){x, INPUTS, INPUTS}, 0, STEPS);
        trace_run(above[side], high, inputs_from_trace(below, GRU_H), 0, STEPS);
    }
    double largest = 0;
    for (long t = 1; t < STEPS; t++)
        for (int unit = 0; unit < UNITS; unit++) {
            float should =
                (trace_at(above[0], LSTM_H, t, 0)[unit] - trace_at(above[1], LSTM_H, t, 0)[unit]) /
                (2 * by);
            assert_true(fabsf(tangent_at(d_high, LSTM_H, t)[unit] - should) < 2e-4f);
            largest = fmax(largest, fabs((double)should));
        }
    assert_true(largest > 0.01); /* there was something to hand on */
    tangent_free(d_low);
    tangent_free(d_high);
    trace_free(below);
    trace_free(above[0]);
    trace_free(above[1]);
    cell_free(low);
    cell_free(high);
}

/* Room for fewer steps than are left: those are computed, as many as fit. */
static void less_room_than_steps(void **state) {
    (void)state;
    const CellSpec spec = cell_spec(CELL_RNN, INPUTS, UNITS);
    Cell *cell = random_cell(&spec, 80);
    Trace *trace = trace_new(&spec, STEPS, 1, NULL);
    Tangent *few = tangent_new(&spec, 2, NULL), *all = tangent_new(&spec, STEPS, NULL);
    float x[STEPS * INPUTS] = {0.5f, 0.25f};
    const TangentSeed seed = {RNN_H, 0, 1}, last = {RNN_H, 0, STEPS - 1};
    assert_true(trace && few && all);
    trace_run(trace, cell, (Inputs){x, INPUTS, INPUTS}, 0, STEPS);
    tangent_run(few, trace, cell, &seed, NULL, 0);
    tangent_run(all, trace, cell, &seed, NULL, 0);
    assert_int_equal(few->to, 3);
    assert_memory_equal(tangent_at(few, RNN_H, 2), tangent_at(all, RNN_H, 2),
                        UNITS * sizeof(float));
    tangent_run(few, trace, cell, &last, NULL, 0);
    assert_int_equal(few->to, STEPS);
    assert_true(tangent_at(few, RNN_H, STEPS - 1)[0] == 1);
    tangent_free(few);
    tangent_free(all);
    trace_free(trace);
    cell_free(cell);
}

static double slope_of(Curve curve, double v) {
    double e = exp(-fabs(v)), e2 = exp(-2 * fabs(v));
    switch (curve.activation) {
    case ACTIVATION_SIGMOID:
        return e / ((1 + e) * (1 + e));
    case ACTIVATION_TANH:
        return 4 * e2 / ((1 + e2) * (1 + e2));
    default:
        return (exact_activation(curve, v + 1e-6) - exact_activation(curve, v - 1e-6)) / 2e-6;
    }
}

static void slopes(void **state) {
    (void)state;
    for (int a = 0; a < ACTIVATION_COUNT; a++)
        for (double v = -20.015; v < 20; v += 0.37) {
            const Curve curve = unusual_curve((Activation)a);
            double is = (double)activation_slope(curve, (float)v);
            double should = slope_of(curve, (double)(float)v);
            if (!(fabs(is - should) <= 2e-6 * fabs(should) + (a > ACTIVATION_TANH ? 1e-7 : 0)) &&
                !(a == ACTIVATION_HARD_SIGMOID && fabs(is - should) < 1e-6))
                fail_msg("the slope of %s at %g is %g, not %g", activation_name((Activation)a), v,
                         is, should);
        }
    for (int a = 0; a < ACTIVATION_COUNT; a++) {
        assert_true(activation_slope(activation_usual((Activation)a), INFINITY) >= 0);
        assert_true(activation_slope(activation_usual((Activation)a), -INFINITY) >= 0);
    }
    assert_true(isnan(activation_slope(activation_usual(ACTIVATION_SIGMOID), NAN)));
    assert_true(isnan(activation_slope(activation_usual(ACTIVATION_TANH), NAN)));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds_and_variants),
        cmocka_unit_test(activations),
        cmocka_unit_test(held_gates),
        cmocka_unit_test(stacked_cells),
        cmocka_unit_test(slopes),
        cmocka_unit_test(less_room_than_steps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
