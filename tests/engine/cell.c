/* cell.c: proves what a cell promises whatever its kind: sizes are checked before anything
 * is allocated, tables are consistent with themselves, numbers of parameters are those of the
 * equations, a clone shares nothing, variants come and go, and held gates are held for exactly the
 * units and steps that they were held for. */
#include "testing.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/cell.h"
#include "engine/kinds/gru.h"
#include "engine/kinds/lstm.h"

static Cell *new_cell(CellSpec spec) {
    Error error;
    Cell *cell = cell_new(&spec, &error);
    assert_non_null(cell);
    return cell;
}

/* ---- sizes ---- */

static void refuse(int inputs, int hidden) {
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++) {
        CellSpec spec = cell_spec((CellKind)kind, inputs, hidden);
        Error error = {0};
        assert_null(cell_new(&spec, &error));
        char text[512], wanted[128];
        error_format(&error, text, sizeof text);
        snprintf(wanted, sizeof wanted, "a cell cannot have %d inputs and %d hidden units", inputs,
                 hidden);
        assert_non_null(strstr(text, wanted));
        assert_non_null(strstr(text, "1 to 65536 of each"));
    }
}

static void test_sizes(void **state) {
    (void)state;
    refuse(0, 1);
    refuse(1, 0);
    refuse(-1, 4);
    refuse(4, INT_MIN);
    refuse(65537, 1);
    refuse(1, 65537);
    refuse(INT_MAX, INT_MAX);
    CellSpec huge = cell_spec(CELL_LSTM, 65536, 65536); /* allowed, on a machine that has 300 GB */
    Error error = {0};
    if (sysconf(_SC_PHYS_PAGES) < (400L << 30) / sysconf(_SC_PAGESIZE)) {
        assert_null(cell_new(&huge, &error));
        assert_string_equal(error.what,
                            "LSTM with 65536 inputs and 65536 hidden units needs 274.9 GB");
        assert_non_null(strstr(error.expected, "three quarters of this machine's memory"));
    }
    cell_free(new_cell(cell_spec(CELL_LSTM, 1, 1)));
    cell_free(new_cell(cell_spec(CELL_RNN, 65536, 1)));
    cell_free(new_cell(cell_spec(CELL_GRU, 3, 1000)));
    cell_free(NULL);
}

/* ---- tables ---- */

static void test_tables(void **state) {
    (void)state;
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++) {
        const CellKindInfo *info = cell_kind((CellKind)kind);
        CellKind found;
        assert_true(cell_kind_from_name(info->name, &found));
        assert_int_equal(found, kind);
        assert_true(info->signal_count <= MAX_SIGNALS && info->weight_count <= MAX_WEIGHTS);
        assert_string_equal(info->signals[SIGNAL_X].name, "x");
        assert_string_equal(info->signals[SIGNAL_H].name, "h");
        for (int s = 0; s < info->signal_count; s++) {
            const SignalInfo *signal = &info->signals[s];
            bool internal = kind == CELL_GRU && s == GRU_N_REC;
            assert_int_equal(signal_find((CellKind)kind, signal->name), internal ? -1 : s);
            assert_true(signal->pre < info->signal_count);
            if (signal->class == SIGNAL_GATE)
                assert_int_equal(info->signals[signal->pre].class, SIGNAL_PRE_ACTIVATION);
        }
        for (int w = 0; w < info->weight_count; w++) {
            assert_int_equal(weight_find((CellKind)kind, info->weights[w].name), w);
            bool projects = info->weights[w].shape == WEIGHT_HIDDEN_BY_PROJECTION;
            assert_int_equal(info->signals[info->weights[w].signal].class,
                             projects ? SIGNAL_VALUE : SIGNAL_PRE_ACTIVATION);
        }
        assert_int_equal(signal_find((CellKind)kind, "nothing"), -1);
        assert_int_equal(weight_find((CellKind)kind, "W"), -1);
    }
    CellKind kind;
    assert_false(cell_kind_from_name("LSTM", &kind)); /* names are as in a lesson file */
}

/* ---- parameters ---- */

static void check_count(CellSpec spec, long wanted) {
    Cell *cell = new_cell(spec);
    long there = 0;
    for (int w = 0; w < cell_kind(spec.kind)->weight_count; w++) {
        assert_true((cell->weights[w] != NULL) == weight_present(&spec, w));
        if (cell->weights[w])
            there += (long)weight_rows(&spec, w) * weight_columns(&spec, w);
    }
    assert_int_equal(cell_parameter_count(&spec), wanted);
    assert_int_equal(there, wanted);
    cell_free(cell);
}

static void test_parameters(void **state) {
    (void)state;
    static const int sizes[][2] = {{1, 1}, {2, 3}, {4, 8}, {28, 128}};
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
        int d = sizes[k][0], h = sizes[k][1];
        long gate = (long)d * h + (long)h * h + h;
        CellSpec lstm = cell_spec(CELL_LSTM, d, h), gru = cell_spec(CELL_GRU, d, h);
        check_count(lstm, 4 * gate);
        lstm.peepholes = true;
        check_count(lstm, 4 * gate + 3 * h);
        lstm.coupled = true;
        check_count(lstm, 3 * gate + 2 * h);
        lstm.peepholes = false;
        check_count(lstm, 3 * gate);
        check_count(gru, 3 * gate);
        gru.reset_after = true;
        check_count(gru, 3 * gate + h);
        check_count(cell_spec(CELL_RNN, d, h), gate);
    }
    CellSpec largest = cell_spec(CELL_LSTM, 65536, 65536);
    assert_int_equal(cell_parameter_count(&largest), 4 * (2 * 65536L * 65536 + 65536));
}

static void test_new_is_zero(void **state) {
    (void)state;
    Cell *cell = new_cell(cell_spec(CELL_LSTM, 2, 3));
    for (int w = 0; w < cell_kind(CELL_LSTM)->weight_count; w++)
        for (int k = 0; cell->weights[w] && k < weight_rows(&cell->spec, w) * 3; k++)
            assert_true(cell->weights[w][k] == 0);
    for (int k = 0; k < 3; k++)
        assert_true(cell->h0[k] == 0 && cell->c0[k] == 0);
    assert_true(cell->stale);
    assert_int_equal(cell->hold_count, 0);
    cell_free(cell);
}

static void test_set_weight(void **state) {
    (void)state;
    Cell *cell = new_cell(cell_spec(CELL_GRU, 2, 3));
    int w = weight_find(CELL_GRU, "W_hr");
    cell->stale = false;
    cell_set_weight(cell, w, 2, 1, 0.25f);
    assert_true(cell->stale);
    for (int k = 0; k < 9; k++)
        assert_true(cell->weights[w][k] == (k == 2 * 3 + 1 ? 0.25f : 0));
    cell->stale = false;
    cell_touch(cell);
    assert_true(cell->stale);
    cell_free(cell);
}

/* ---- clone and variants ---- */

static void refused(CellSpec spec, const char *why) {
    Error error = {0};
    assert_null(cell_new(&spec, &error));
    if (!strstr(error.what, why))
        fail_msg("\"%s\" does not say \"%s\"", error.what, why);
}

/* What a projection changes of the sizes, and which there can be. */
static void test_projection(void **state) {
    (void)state;
    CellSpec spec = cell_spec(CELL_LSTM, 5, 7);
    long plain = cell_parameter_count(&spec);
    assert_false(signal_present(&spec, LSTM_M));
    assert_false(weight_present(&spec, LSTM_W_HR));
    assert_int_equal(signal_width(&spec, LSTM_M), 0);
    spec.projection = 3;
    assert_true(signal_present(&spec, LSTM_M));
    assert_int_equal(signal_width(&spec, SIGNAL_H), 3);
    assert_int_equal(signal_width(&spec, LSTM_M), 7);
    assert_int_equal(weight_rows(&spec, weight_find(CELL_LSTM, "W_hf")), 3);
    assert_int_equal(weight_rows(&spec, LSTM_W_HR), 7);
    assert_int_equal(weight_columns(&spec, LSTM_W_HR), 3);
    assert_int_equal(cell_parameter_count(&spec), plain - 4L * 4 * 7 + 7 * 3);
    Cell *cell = new_cell(spec);
    cell_set_weight(cell, LSTM_W_HR, 2, 1, 5);
    assert_true(cell->weights[LSTM_W_HR][2 * 3 + 1] == 5);
    cell_free(cell);
    spec.projection = 7;
    refused(spec, "7 hidden units cannot be projected to 7");
    spec.projection = -1;
    refused(spec, "cannot be projected to -1");
    spec = cell_spec(CELL_GRU, 5, 7);
    spec.projection = 3;
    refused(spec, "a GRU has no projection");
    spec = cell_spec(CELL_RNN, 5, 7);
    spec.clip = -0.5f;
    refused(spec, "within -0.5");
    spec.clip = NAN;
    refused(spec, "within");
}

static void test_clone(void **state) {
    (void)state;
    CellSpec spec = cell_spec(CELL_LSTM, 2, 3);
    spec.peepholes = true;
    cell_set_activation(&spec, SLOT_GATE, ACTIVATION_HARD_SIGMOID);
    Cell *cell = new_cell(spec);
    Error error;
    for (int w = 0; w < cell_kind(CELL_LSTM)->weight_count; w++)
        for (int k = 0; cell->weights[w] && k < weight_rows(&spec, w) * 3; k++)
            cell->weights[w][k] = (float)(100 * w + k);
    cell->h0[1] = 5;
    cell->c0[2] = 6;
    const Hold hold = {LSTM_F, 1, 0.5f, 2, 4};
    assert_true(cell_hold(cell, &hold, &error));
    Cell *copy = cell_clone(cell, &error);
    assert_non_null(copy);
    assert_memory_equal(&copy->spec, &spec, sizeof spec);
    assert_true(copy->stale); /* packed is its own, and not yet filled */
    cell->weights[0][0] = -1;
    cell->h0[1] = -1;
    cell->c0[2] = -1;
    assert_true(cell_free_gate(cell, LSTM_F, -1, &error));
    cell_free(cell);
    for (int w = 0; w < cell_kind(CELL_LSTM)->weight_count; w++)
        for (int k = 0; copy->weights[w] && k < weight_rows(&spec, w) * 3; k++)
            assert_true(copy->weights[w][k] == (float)(100 * w + k));
    assert_true(copy->h0[1] == 5 && copy->c0[2] == 6);
    assert_non_null(cell_hold_at(copy, LSTM_F, 1, 3));
    cell_free(copy);
}

static void test_respec(void **state) {
    (void)state;
    Error error;
    Cell *cell = new_cell(cell_spec(CELL_LSTM, 2, 3));
    int w_xf = weight_find(CELL_LSTM, "W_xf"), w_xi = weight_find(CELL_LSTM, "W_xi"),
        p_o = weight_find(CELL_LSTM, "p_o");
    cell_set_weight(cell, w_xf, 1, 2, 0.5f);
    cell_set_weight(cell, w_xi, 1, 2, 0.5f);
    cell->stale = false;
    CellSpec spec = cell->spec;
    spec.peepholes = spec.coupled = true;
    assert_true(cell_respec(cell, &spec, &error));
    assert_true(cell->stale);
    assert_null(cell->weights[w_xi]);
    assert_true(cell->weights[w_xf][5] == 0.5f);
    for (int k = 0; k < 3; k++)
        assert_true(cell->weights[p_o][k] == 0);
    spec.peepholes = spec.coupled = false;
    assert_true(cell_respec(cell, &spec, &error));
    assert_null(cell->weights[p_o]);
    assert_true(cell->weights[w_xi][5] == 0); /* what went and came back begins at zero */
    assert_true(cell->weights[w_xf][5] == 0.5f);
    cell_free(cell);
}

/* ---- held gates ---- */

static void hold(Cell *cell, int unit, float value, long from, long to) {
    Error error;
    const Hold wanted = {LSTM_F, unit, value, from, to};
    assert_true(cell_hold(cell, &wanted, &error));
}

/* The value at which the forget gate of a unit is held, -1 where it is free. */
static float held(const Cell *cell, int unit, long t) {
    const Hold *found = cell_hold_at(cell, LSTM_F, unit, t);
    return found ? found->value : -1;
}

static void test_hold_refused(void **state) {
    (void)state;
    Cell *cell = new_cell(cell_spec(CELL_LSTM, 1, 3));
    static const struct {
        int signal, unit;
        const char *what;
    } cases[] = {
        {LSTM_G, 0, "only a gate can be held"}, {LSTM_F_PRE, 0, "only a gate can be held"},
        {-1, 0, "only a gate can be held"},     {LSTM_SIGNALS, 0, "only a gate can be held"},
        {LSTM_F, 3, "there is no unit 3"},      {LSTM_F, -2, "there is no unit -2"}};
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        const Hold bad = {cases[k].signal, cases[k].unit, 1, 0, LONG_MAX};
        Error error = {0};
        assert_false(cell_hold(cell, &bad, &error));
        assert_string_equal(error.what, cases[k].what);
        error = (Error){0};
        assert_false(cell_free_gate(cell, cases[k].signal, cases[k].unit, &error));
        assert_string_equal(error.what, cases[k].what);
    }
    static const float never[] = {NAN, INFINITY, -INFINITY};
    for (int k = 0; k < 3; k++) {
        const Hold bad = {LSTM_F, 0, never[k], 0, LONG_MAX};
        Error error = {0};
        assert_false(cell_hold(cell, &bad, &error));
        assert_non_null(strstr(error.what, "a gate cannot be held at "));
    }
    assert_int_equal(cell->hold_count, 0);
    cell_free(cell);
}

static void test_hold_span(void **state) {
    (void)state;
    Cell *cell = new_cell(cell_spec(CELL_LSTM, 1, 3));
    hold(cell, 1, 0.5f, 2, 4);
    hold(cell, 1, 0.75f, 6, LONG_MAX);
    static const float wanted[] = {-1, -1, 0.5f, 0.5f, 0.5f, -1, 0.75f, 0.75f};
    for (long t = 0; t < 8; t++) {
        assert_true(held(cell, 1, t) == wanted[t]);
        assert_true(held(cell, 0, t) == -1 && held(cell, 2, t) == -1);
    }
    assert_true(held(cell, 1, LONG_MAX) == 0.75f);
    assert_null(cell_hold_at(cell, LSTM_I, 1, 3)); /* another gate */
    cell_free(cell);
}

static void test_later_hold_wins(void **state) {
    (void)state;
    Cell *cell = new_cell(cell_spec(CELL_LSTM, 1, 3));
    hold(cell, 1, 0.25f, 0, LONG_MAX);
    hold(cell, -1, 0.5f, 0, LONG_MAX);
    assert_true(held(cell, 1, 0) == 0.5f);
    hold(cell, 1, 0.75f, 3, 3);
    assert_true(held(cell, 1, 2) == 0.5f && held(cell, 1, 3) == 0.75f && held(cell, 0, 3) == 0.5f);
    cell_free(cell);
}

/* For each number of units, and each unit of them: the one is freed, the others stay held, and what
 * was held before or after the freed hold keeps its place in the order. */
static void test_free_one_of_all(void **state) {
    (void)state;
    Error error;
    for (int hidden = 1; hidden <= 5; hidden++)
        for (int unit = 0; unit < hidden; unit++) {
            Cell *cell = new_cell(cell_spec(CELL_LSTM, 1, hidden));
            const Hold other = {LSTM_O, -1, 1, 0, LONG_MAX};
            assert_true(cell_hold(cell, &other, &error));
            hold(cell, -1, 0.5f, 1, 9);
            hold(cell, 0, 0.75f, 2, 2);
            assert_true(cell_free_gate(cell, LSTM_F, unit, &error));
            for (int k = 0; k < hidden; k++)
                for (long t = 0; t < 12; t++) {
                    float wanted = k == unit || t < 1 || t > 9 ? -1
                                   : k == 0 && t == 2          ? 0.75f
                                                               : 0.5f;
                    assert_true(held(cell, k, t) == wanted);
                    assert_non_null(cell_hold_at(cell, LSTM_O, k, t));
                }
            assert_true(cell_free_gate(cell, LSTM_F, -1, &error));
            assert_int_equal(cell->hold_count, 1); /* the output gate's alone */
            cell_free(cell);
        }
}

/* Several holds of all units are all split; what is free can be freed again. */
static void test_free_layers(void **state) {
    (void)state;
    Error error;
    Cell *cell = new_cell(cell_spec(CELL_LSTM, 1, 4));
    hold(cell, -1, 0.25f, 0, LONG_MAX);
    hold(cell, -1, 0.5f, 5, 9);
    assert_true(cell_free_gate(cell, LSTM_F, 2, &error));
    assert_true(cell_free_gate(cell, LSTM_F, 2, &error));
    for (int unit = 0; unit < 4; unit++) {
        assert_true(held(cell, unit, 0) == (unit == 2 ? -1 : 0.25f));
        assert_true(held(cell, unit, 7) == (unit == 2 ? -1 : 0.5f));
    }
    hold(cell, 2, 1, 0, LONG_MAX);
    assert_true(held(cell, 2, 7) == 1);
    cell_free(cell);
}

/* A kind that can be one, and nothing of the step before goes into it. */
static void test_reads_out(void **state) {
    (void)state;
    const CellKind kind = cell_kind_readout();
    Cell *cell = new_cell(cell_spec(kind, 3, 4)), *gated = new_cell(cell_spec(CELL_LSTM, 3, 4));
    int past = 0;
    while (cell_kind(kind)->weights[past].shape != WEIGHT_HIDDEN_BY_HIDDEN)
        past++;
    cell_set_weight(cell, 0, 2, 3, 1);
    assert_true(cell_reads_out(cell));
    cell_set_weight(cell, past, 3, 3, 1e-3f);
    assert_false(cell_reads_out(cell));
    assert_false(cell_reads_out(gated));
    cell_free(cell);
    cell_free(gated);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sizes),           cmocka_unit_test(test_projection),
        cmocka_unit_test(test_tables),          cmocka_unit_test(test_parameters),
        cmocka_unit_test(test_new_is_zero),     cmocka_unit_test(test_set_weight),
        cmocka_unit_test(test_clone),           cmocka_unit_test(test_respec),
        cmocka_unit_test(test_hold_refused),    cmocka_unit_test(test_hold_span),
        cmocka_unit_test(test_later_hold_wins), cmocka_unit_test(test_free_one_of_all),
        cmocka_unit_test(test_free_layers),     cmocka_unit_test(test_reads_out)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
