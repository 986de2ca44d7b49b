/* exact.c: a run in float64 is that of plain loops over the equations, for each kind and variant,
 * clipped, projected, backward and held; a run in float32 is near it. */
#include "engine_double.h"

#include "engine/exact.h"
#include "engine/trace.h"

static void inputs_of(double x[STEPS][WIDEST], float *numbers) {
    unsigned seed = 3;
    for (int t = 0; t < STEPS; t++)
        for (int k = 0; k < INPUTS; k++) {
            numbers[t * INPUTS + k] = dice(&seed);
            x[t][k] = (double)numbers[t * INPUTS + k];
        }
}

static void check_step(const Exact *exact, const Table *table, long t) {
    const CellSpec *spec = &exact->cell->spec;
    for (int unit = 0; unit < signal_width(spec, SIGNAL_H); unit++)
        assert_true(fabs(exact->now[SIGNAL_H][unit] - table->at[t + 1][SIGNAL_H][unit]) < 1e-14);
    for (int unit = 0; unit < spec->hidden && cell_kind(spec->kind)->memory != SIGNAL_H; unit++)
        assert_true(fabs(exact->now[LSTM_C][unit] - table->at[t + 1][LSTM_C][unit]) < 1e-14);
}

static void check_single(Cell *cell, const float *numbers, const Table *table) {
    Trace *trace = trace_new(&cell->spec, STEPS, 1, NULL);
    assert_non_null(trace);
    trace_run(trace, cell, (Inputs){.data = numbers, .step = INPUTS, .row = INPUTS}, 0, STEPS);
    for (long t = 0; t < STEPS; t++)
        for (int unit = 0; unit < signal_width(&cell->spec, SIGNAL_H); unit++)
            assert_float_equal(trace_at(trace, SIGNAL_H, t, 0)[unit],
                               table->at[t + 1][SIGNAL_H][unit], 2e-6);
    trace_free(trace);
}

static void check_cell(Cell *cell) {
    static Table table;
    double x[STEPS][WIDEST] = {0};
    float numbers[STEPS * INPUTS];
    const TangentSeed nothing = {.t = -9};
    inputs_of(x, numbers);
    simulate(cell, x, &nothing, 0, &table);
    Exact *exact = exact_new(cell, NULL);
    assert_non_null(exact);
    for (long k = 0; k < STEPS; k++) {
        long t = cell->spec.backward ? STEPS - 1 - k : k;
        exact_step(exact, t, x[t]);
        check_step(exact, &table, t);
    }
    exact_free(exact);
    check_single(cell, numbers, &table);
}

static void check_spec(const CellSpec *spec) {
    Cell *cell = random_cell(spec, 5 + (unsigned)spec->kind);
    check_cell(cell);
    cell_free(cell);
}

static void kinds(void **state) {
    (void)state;
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++) {
        CellSpec spec = cell_spec((CellKind)kind, INPUTS, UNITS);
        check_spec(&spec);
        for (int variant = 0; variant < cell_kind(spec.kind)->variant_count; variant++) {
            CellSpec with = spec;
            variant_set(&with, variant, !variant_on(&spec, variant));
            check_spec(&with);
        }
        spec.backward = true;
        check_spec(&spec);
        spec.clip = 0.3f;
        check_spec(&spec);
    }
}

static void projected(void **state) {
    (void)state;
    CellSpec spec = cell_spec(CELL_LSTM, INPUTS, UNITS);
    spec.projection = 2;
    spec.peepholes = true;
    check_spec(&spec);
}

static void activations(void **state) {
    (void)state;
    for (int k = 0; k < ACTIVATION_COUNT; k++) {
        CellSpec spec = cell_spec(CELL_RNN, INPUTS, UNITS);
        cell_set_activation(&spec, SLOT_CANDIDATE, (Activation)k);
        check_spec(&spec);
    }
}

static void held_gates(void **state) {
    (void)state;
    for (int kind = 0; kind < 2; kind++) {
        CellSpec spec = cell_spec((CellKind)kind, INPUTS, UNITS);
        Cell *cell = random_cell(&spec, 8);
        int gate = cell_kind(spec.kind)->keeps;
        const Hold hold = {.signal = gate, .unit = 1, .value = 0.9f, .from = 2, .to = 3};
        assert_true(cell_hold(cell, &hold, NULL));
        check_cell(cell);
        cell_free(cell);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds),
        cmocka_unit_test(projected),
        cmocka_unit_test(activations),
        cmocka_unit_test(held_gates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
