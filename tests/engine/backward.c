/* backward.c: proves backpropagation: for every kind, variant and activation the derivatives
 * of a loss by states, inputs and weights are the central differences of a run computed afresh in
 * double precision, and those of forward mode; held gates stop them; rows of a batch and parts of
 * it add up; a stack hands them down; every instruction set finds the same. The seeds are fixed. */
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>

#include "engine/back_step.h"
#include "engine/backward.h"
#include "engine/kinds/gru.h"
#include "engine/kinds/lstm.h"
#include "engine/pack.h"
#include "engine/step.h"
#include "engine_double.h"

/* What the loss takes from the states at each step: random numbers, some of them 0. */
typedef struct Loss {
    float h[STEPS][UNITS], c[STEPS][UNITS];
} Loss;

static Loss random_loss(unsigned seed) {
    Loss loss;
    for (int t = 0; t < STEPS; t++)
        for (int unit = 0; unit < UNITS; unit++) {
            loss.h[t][unit] = t % 2 ? dice(&seed) : 0;
            loss.c[t][unit] = t > 3 ? dice(&seed) : 0;
        }
    return loss;
}

static double loss_of(const Loss *loss, const CellSpec *spec, Table *table) {
    double sum = 0;
    for (int t = 0; t < STEPS; t++)
        for (int unit = 0; unit < UNITS; unit++) {
            if (unit < signal_width(spec, SIGNAL_H))
                sum += (double)loss->h[t][unit] * table->at[t + 1][SIGNAL_H][unit];
            if (spec->kind == CELL_LSTM)
                sum += (double)loss->c[t][unit] * table->at[t + 1][LSTM_C][unit];
        }
    return sum;
}

static void plant(Backward *backward, const Loss *loss, int row) {
    for (long t = backward->from; t < backward->to; t++)
        for (int unit = 0; unit < UNITS; unit++) {
            if (unit < signal_width(&backward->spec, SIGNAL_H))
                backward_at(backward, SIGNAL_H, t, row)[unit] += loss->h[t][unit];
            if (backward->spec.kind == CELL_LSTM)
                backward_at(backward, LSTM_C, t, row)[unit] += loss->c[t][unit];
        }
}

/* One run with its derivatives. */
typedef struct World {
    Cell *cell;
    Loss loss;
    float inputs[STEPS * INPUTS];
    double x[STEPS][WIDEST];
    Trace *trace;
    Backward *backward;
    Gradients *gradients;
} World;

static World begin(Cell *cell, unsigned random, BackwardKeep keep) {
    World w = {.cell = cell, .loss = random_loss(random + 1)};
    for (int k = 0; k < STEPS * INPUTS; k++)
        w.x[k / INPUTS][k % INPUTS] = (double)(w.inputs[k] = dice(&random));
    w.trace = trace_new(&cell->spec, STEPS, 1, NULL);
    w.backward = backward_new(&cell->spec, STEPS, 1, keep, NULL);
    w.gradients = gradients_new(&cell->spec, NULL);
    assert_true(w.trace && w.backward && w.gradients);
    trace_run(w.trace, cell, (Inputs){w.inputs, INPUTS, INPUTS}, 0, STEPS);
    backward_begin(w.backward, 0, STEPS);
    plant(w.backward, &w.loss, 0);
    backward_run(w.backward, w.trace, cell, w.gradients);
    return w;
}

static void end(World *w) {
    trace_free(w->trace);
    backward_free(w->backward);
    gradients_free(w->gradients);
}

static void check(const char *what, const char *name, long t, int unit, double is, double should) {
    if (!(fabs(is - should) <= 3e-4 * fabs(should) + 3e-5))
        fail_msg("by %s %s[%d] @ %ld: %g, not %g", what, name, unit, t, is, should);
}

/* By each number that can be changed in the double run: where it is a state or an input, or where
 * what comes after it in its own step follows from it. */
static void check_signals(World *w) {
    static Table up, down;
    const CellKindInfo *info = cell_kind(w->cell->spec.kind);
    const double by = 1e-6;
    const float clip = w->cell->spec.clip;
    for (long t = -1; t <= STEPS; t++)
        for (int signal = 0; trace_has(w->trace, t) && signal < info->signal_count; signal++) {
            bool there = signal_present(&w->cell->spec, signal) ||
                         (w->cell->spec.kind == CELL_GRU && signal == GRU_N_REC);
            if (!there || (t == trace_initial(w->trace) && !info->signals[signal].has_initial))
                continue;
            for (int unit = 0; unit < signal_width(&w->cell->spec, signal); unit++) {
                if (info->signals[signal].class == SIGNAL_PRE_ACTIVATION && clip > 0 &&
                    fabsf(trace_at(w->trace, signal, t, 0)[unit]) >= clip) {
                    assert_true(backward_at(w->backward, signal, t, 0)[unit] == 0);
                    continue; /* by its sum */
                }
                TangentSeed seed = {signal, unit, t};
                simulate(w->cell, w->x, &seed, by, &up);
                simulate(w->cell, w->x, &seed, -by, &down);
                double should = (loss_of(&w->loss, &w->cell->spec, &up) -
                                 loss_of(&w->loss, &w->cell->spec, &down)) /
                                (2 * by);
                check(info->name, info->signals[signal].name, t, unit,
                      (double)backward_at(w->backward, signal, t, 0)[unit], should);
            }
        }
}

static void check_weights(World *w) {
    static Table up, down;
    const CellSpec *spec = &w->cell->spec;
    const CellKindInfo *info = cell_kind(spec->kind);
    const double by = 1e-6;
    for (int weight = 0; weight < info->weight_count; weight++) {
        assert_true(!w->gradients->weights[weight] == !weight_present(spec, weight));
        const int columns = weight_present(spec, weight) ? weight_columns(spec, weight) : 0;
        for (int k = 0; k < weight_rows(spec, weight) * columns; k++) {
            simulate_weight(w->cell, w->x, weight, k / columns, k % columns, by, &up);
            simulate_weight(w->cell, w->x, weight, k / columns, k % columns, -by, &down);
            double should =
                (loss_of(&w->loss, spec, &up) - loss_of(&w->loss, spec, &down)) / (2 * by);
            check(info->name, info->weights[weight].name, k / columns, k % columns,
                  (double)w->gradients->weights[weight][k], should);
        }
    }
}

static void check_cell(Cell *cell, unsigned random) {
    World w = begin(cell, random, BACKWARD_ALL);
    check_signals(&w);
    check_weights(&w);
    end(&w);
}

static void check_spec(CellSpec spec, unsigned random) {
    Cell *cell = random_cell(&spec, random);
    check_cell(cell, random + 1);
    cell_free(cell);
}

/* ---- tests ---- */

/* The variant-th spec; false past the last. */
static bool variant_spec(int variant, CellSpec *spec) {
    static const CellKind kinds[] = {CELL_LSTM, CELL_LSTM, CELL_LSTM, CELL_LSTM,
                                     CELL_GRU,  CELL_GRU,  CELL_RNN,  CELL_LSTM,
                                     CELL_LSTM, CELL_GRU,  CELL_GRU,  CELL_RNN};
    if (variant >= (int)(sizeof kinds / sizeof *kinds))
        return false;
    *spec = cell_spec(kinds[variant], INPUTS, UNITS);
    spec->backward = variant >= 8;
    spec->projection = variant == 7 || variant == 8 ? 2 : 0;
    spec->clip = variant == 8 || variant > 9 ? 0.4f : 0;
    spec->coupled = variant == 1 || variant == 3;
    spec->peepholes = variant == 2 || variant == 3 || variant == 7;
    spec->reset_after = variant == 5 || variant == 10;
    return true;
}

static void kinds_and_variants(void **state) {
    CellSpec spec;
    (void)state;
    for (int variant = 0; variant_spec(variant, &spec); variant++)
        check_spec(spec, 100 + (unsigned)variant);
}

static void activations(void **state) {
    (void)state;
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++)
        for (int a = 0; a < ACTIVATION_COUNT; a++) {
            CellSpec spec = cell_spec((CellKind)kind, INPUTS, UNITS);
            cell_set_curve(&spec, SLOT_GATE, unusual_curve((Activation)a));
            check_spec(spec, 140);
            spec = cell_spec((CellKind)kind, INPUTS, UNITS);
            cell_set_curve(&spec, SLOT_CANDIDATE, unusual_curve((Activation)a));
            cell_set_curve(&spec, SLOT_OUTPUT, unusual_curve((Activation)a));
            check_spec(spec, 150);
        }
}

static const Hold LSTM_HOLDS[] = {
    {LSTM_F, 1, 0.25f, 1, 3}, {LSTM_I, -1, 1, 2, 2}, {LSTM_O, 0, 0.5f, 0, LONG_MAX}};
static const Hold GRU_HOLDS[] = {{GRU_Z, -1, 0.75f, 1, 2}, {GRU_R, 2, 0, 0, LONG_MAX}};

static void held_gates(void **state) {
    CellSpec spec;
    (void)state;
    for (int variant = 0; variant_spec(variant, &spec); variant++) {
        Cell *cell = random_cell(&spec, 160);
        for (int k = 0; spec.kind == CELL_LSTM && k < 3; k++)
            assert_true(cell_hold(cell, &LSTM_HOLDS[k], NULL));
        for (int k = 0; spec.kind == CELL_GRU && k < 2; k++)
            assert_true(cell_hold(cell, &GRU_HOLDS[k], NULL));
        check_cell(cell, 161);
        cell_free(cell);
    }
}

/* Of one last number by all before it, what forward mode finds of it by each of them. */
static void as_forward_mode(void **state) {
    CellSpec spec;
    (void)state;
    for (int variant = 0; variant_spec(variant, &spec); variant++) {
        Cell *cell = random_cell(&spec, 170);
        World w = begin(cell, 171, BACKWARD_ALL);
        Tangent *tangent = tangent_new(&spec, STEPS + 1, NULL);
        assert_non_null(tangent);
        backward_begin(w.backward, 0, STEPS);
        const long last = spec.backward ? 0 : STEPS - 1;
        backward_at(w.backward, SIGNAL_H, last, 0)[1] = 1;
        backward_run(w.backward, w.trace, cell, NULL);
        for (long t = trace_initial(w.trace); t != last; t = trace_after(w.trace, t))
            for (int unit = 0; unit < signal_width(&spec, SIGNAL_H); unit++) {
                TangentSeed seed = {SIGNAL_H, unit, t};
                tangent_run(tangent, w.trace, cell, &seed, NULL, 0);
                assert_float_equal(backward_at(w.backward, SIGNAL_H, t, 0)[unit],
                                   tangent_at(tangent, SIGNAL_H, last)[1], 2e-6);
            }
        tangent_free(tangent);
        end(&w);
        cell_free(cell);
    }
}

/* What is kept besides changes nothing of what is kept always. */
static void kept_or_not(void **state) {
    CellSpec spec;
    (void)state;
    for (int variant = 0; variant_spec(variant, &spec); variant++) {
        Cell *cell = random_cell(&spec, 180);
        World all = begin(cell, 181, BACKWARD_ALL), few = begin(cell, 181, BACKWARD_BEFORE);
        assert_true(few.backward->record < all.backward->record);
        assert_int_equal(few.backward->offset[SIGNAL_X], BACKWARD_LEFT_OUT);
        for (long t = -1; t <= STEPS; t++)
            if (trace_has(all.trace, t))
                assert_memory_equal(backward_at(all.backward, SIGNAL_H, t, 0),
                                    backward_at(few.backward, SIGNAL_H, t, 0),
                                    (size_t)signal_width(&spec, SIGNAL_H) * sizeof(float));
        assert_memory_equal(all.gradients->data, few.gradients->data,
                            all.gradients->count * sizeof(float));
        end(&all);
        end(&few);
        cell_free(cell);
    }
}

/* Rows of a batch are runs of their own; what they give to the weights is added. A second run adds
 * to it again. */
static void batches(void **state) {
    enum { ROWS = 5 };
    CellSpec spec;
    (void)state;
    for (int variant = 0; variant_spec(variant, &spec); variant++) {
        Cell *cell = random_cell(&spec, 190);
        Trace *trace = trace_new(&spec, STEPS, ROWS, NULL);
        Backward *backward = backward_new(&spec, STEPS, ROWS, BACKWARD_INPUTS, NULL);
        Gradients *found = gradients_new(&spec, NULL), *sum = gradients_new(&spec, NULL);
        World rows[ROWS];
        static float inputs[STEPS][ROWS][INPUTS];
        assert_true(trace && backward && found && sum);
        for (int row = 0; row < ROWS; row++) {
            rows[row] = begin(cell, 200 + (unsigned)row, BACKWARD_INPUTS);
            for (int t = 0; t < STEPS; t++)
                memcpy(inputs[t][row], rows[row].inputs + t * INPUTS, sizeof inputs[t][row]);
            for (size_t k = 0; k < sum->count; k++)
                sum->data[k] += 2 * rows[row].gradients->data[k];
        }
        trace_run(trace, cell, (Inputs){inputs[0][0], ROWS * INPUTS, INPUTS}, 0, STEPS);
        for (int pass = 0; pass < 2; pass++) {
            backward_begin(backward, 0, STEPS);
            for (int row = 0; row < ROWS; row++)
                plant(backward, &rows[row].loss, row);
            backward_run(backward, trace, cell, found);
        }
        for (int row = 0; row < ROWS; row++)
            for (long t = 0; t < STEPS; t++)
                for (int k = 0; k < INPUTS; k++)
                    assert_float_equal(backward_at(backward, SIGNAL_X, t, row)[k],
                                       backward_at(rows[row].backward, SIGNAL_X, t, 0)[k], 1e-5);
        for (size_t k = 0; k < sum->count; k++)
            assert_float_equal(found->data[k], sum->data[k], 2e-5);
        gradients_clear(found);
        for (size_t k = 0; k < found->count; k++)
            assert_true(found->data[k] == 0);
        for (int row = 0; row < ROWS; row++)
            end(&rows[row]);
        trace_free(trace);
        backward_free(backward);
        gradients_free(found);
        gradients_free(sum);
        cell_free(cell);
    }
}

/* A part of the steps: as the whole, where the loss lies within the part. */
static void part_of_the_steps(void **state) {
    CellSpec spec;
    (void)state;
    for (int variant = 0; variant_spec(variant, &spec); variant++) {
        Cell *cell = random_cell(&spec, 210);
        World w = begin(cell, 211, BACKWARD_STATES);
        Backward *part = backward_new(&spec, 3, 1, BACKWARD_BEFORE, NULL);
        assert_non_null(part);
        backward_begin(w.backward, 0, STEPS);
        const long own = spec.backward ? 2 : 4;
        backward_at(w.backward, SIGNAL_H, own, 0)[1] = 1;
        backward_run(w.backward, w.trace, cell, NULL);
        backward_begin(part, 2, 5);
        backward_at(part, SIGNAL_H, own, 0)[1] = 1;
        backward_run(part, w.trace, cell, NULL);
        for (long t = 2; t < 5; t++)
            assert_memory_equal(backward_at(part, SIGNAL_H, t, 0),
                                backward_at(w.backward, SIGNAL_H, t, 0),
                                (size_t)signal_width(&spec, SIGNAL_H) * sizeof(float));
        backward_free(part);
        end(&w);
        cell_free(cell);
    }
}

/* Two layers: what the lower one gets is the central difference of a run of both. */
static void stacked_layers(void **state) {
    const CellSpec low_spec = cell_spec(CELL_GRU, INPUTS, INPUTS);
    const CellSpec high_spec = cell_spec(CELL_LSTM, INPUTS, UNITS);
    Cell *low = random_cell(&low_spec, 220), *high = random_cell(&high_spec, 221);
    Trace *below = trace_new(&low_spec, STEPS, 1, NULL);
    Trace *above = trace_new(&high_spec, STEPS, 1, NULL);
    Backward *d_low = backward_new(&low_spec, STEPS, 1, BACKWARD_INPUTS, NULL);
    Backward *d_high = backward_new(&high_spec, STEPS, 1, BACKWARD_INPUTS, NULL);
    float x[STEPS * INPUTS];
    double largest = 0;
    const float by = 1e-2f;
    unsigned random = 222;
    (void)state;
    for (int k = 0; k < STEPS * INPUTS; k++)
        x[k] = dice(&random);
    trace_run(below, low, (Inputs){x, INPUTS, INPUTS}, 0, STEPS);
    trace_run(above, high, inputs_from_trace(below, SIGNAL_H), 0, STEPS);
    backward_begin(d_high, 0, STEPS);
    backward_at(d_high, SIGNAL_H, STEPS - 1, 0)[1] = 1;
    backward_run(d_high, above, high, NULL);
    backward_begin(d_low, 0, STEPS);
    backward_feed(d_low, d_high, 0);
    backward_run(d_low, below, low, NULL);
    for (int k = 0; k < STEPS * INPUTS; k++) {
        float after[2], was = x[k];
        for (int side = 0; side < 2; side++) {
            x[k] = side ? was - by : was + by;
            trace_run(below, low, (Inputs){x, INPUTS, INPUTS}, 0, STEPS);
            trace_run(above, high, inputs_from_trace(below, SIGNAL_H), 0, STEPS);
            after[side] = trace_at(above, SIGNAL_H, STEPS - 1, 0)[1];
        }
        x[k] = was;
        float is = backward_at(d_low, SIGNAL_X, k / INPUTS, 0)[k % INPUTS];
        assert_float_equal(is, (after[0] - after[1]) / (2 * by), 2e-4);
        largest = fmax(largest, fabs((double)is));
    }
    assert_true(largest > 0.01); /* there was something to hand down */
    trace_free(below);
    trace_free(above);
    backward_free(d_low);
    backward_free(d_high);
    cell_free(low);
    cell_free(high);
}

/* ---- lean traces ---- */

typedef struct Side {
    Trace *trace;
    Backward *backward;
    Gradients *gradients;
} Side;

enum { LEAN_ROWS = 7, LEAN_INPUTS = 3 };

static Side run_side(Cell *cell, Trace *trace, const float *x) {
    Side side = {trace, backward_new(&cell->spec, STEPS, LEAN_ROWS, BACKWARD_ALL, NULL),
                 gradients_new(&cell->spec, NULL)};
    unsigned random = 251;
    assert_true(side.trace && side.backward && side.gradients);
    trace_run(trace, cell, (Inputs){x, (size_t)LEAN_ROWS * LEAN_INPUTS, LEAN_INPUTS}, 0, STEPS);
    backward_begin(side.backward, 0, STEPS);
    for (int row = 0; row < LEAN_ROWS; row++)
        for (int unit = 0; unit < signal_width(&cell->spec, SIGNAL_H); unit++)
            backward_at(side.backward, SIGNAL_H, STEPS - 1, row)[unit] = dice(&random);
    backward_run(side.backward, trace, cell, side.gradients);
    return side;
}

static bool is_kept(const Trace *trace, int signal, long t) {
    const SignalInfo *info = &cell_kind(trace->spec.kind)->signals[signal];
    return trace_has(trace, t) && (info->has_initial || t != trace_initial(trace));
}

/* All that both keep is the same going forward; going back there are fewer digits of the slopes. */
static void compare_sides(const CellSpec *spec, const Side *full, const Side *lean) {
    const CellKindInfo *info = cell_kind(spec->kind);
    for (int signal = 0; signal < info->signal_count; signal++) {
        size_t width = (size_t)signal_width(spec, signal);
        bool pre = info->signals[signal].class == SIGNAL_PRE_ACTIVATION;
        for (long t = 0; t < STEPS; t++)
            for (int row = 0; !pre && row < LEAN_ROWS; row++)
                assert_memory_equal(trace_at(lean->trace, signal, t, row),
                                    trace_at(full->trace, signal, t, row), width * sizeof(float));
        for (long t = -1; t <= STEPS; t++)
            for (size_t k = 0; is_kept(full->trace, signal, t) && k < width * LEAN_ROWS; k++) {
                int row = (int)(k / width), unit = (int)(k % width);
                double should = (double)backward_at(full->backward, signal, t, row)[unit];
                assert_float_equal(backward_at(lean->backward, signal, t, row)[unit], should,
                                   1e-5 * (1 + fabs(should)));
            }
    }
    for (size_t k = 0; k < full->gradients->count; k++)
        assert_float_equal(lean->gradients->data[k], full->gradients->data[k],
                           1e-5 * (1 + fabs((double)full->gradients->data[k])));
}

static void free_side(Side *side) {
    trace_free(side->trace);
    backward_free(side->backward);
    gradients_free(side->gradients);
}

/* Without pre-activations, with units that fill cache lines and with others, from a state of zeros
 * and from another: the same run, the same derivatives, in less memory. */
static void lean_traces(void **state) {
    static const int units[] = {5, 16, 21, 48};
    static float x[STEPS * LEAN_ROWS * LEAN_INPUTS];
    unsigned random = 250;
    CellSpec spec;
    (void)state;
    for (size_t k = 0; k < sizeof x / sizeof *x; k++)
        x[k] = dice(&random);
    for (int turn = 0; variant_spec(turn / 8, &spec); turn++) {
        spec.inputs = LEAN_INPUTS;
        spec.hidden = units[turn % 4];
        if (turn % 3 == 0)
            cell_set_activation(&spec, SLOT_CANDIDATE, ACTIVATION_SOFTSIGN);
        Cell *cell = random_cell(&spec, 252);
        for (int unit = 0; turn / 4 % 2 && unit < signal_width(&spec, SIGNAL_H); unit++)
            cell->h0[unit] = 0;
        if (spec.kind == CELL_LSTM && turn % 3 == 1)
            assert_true(cell_hold(cell, &LSTM_HOLDS[0], NULL));
        Side full = run_side(cell, trace_new(&spec, STEPS, LEAN_ROWS, NULL), x);
        Side lean = run_side(cell, trace_new_lean(&spec, STEPS, LEAN_ROWS, NULL), x);
        assert_true(lean.trace->record < full.trace->record || spec.clip > 0);
        for (int k = 0; spec.hidden % LINE == 0 && k < cell_kind(spec.kind)->signal_count; k++)
            assert_int_equal((uintptr_t)trace_at(lean.trace, k, 1, 2) % (LINE * sizeof(float)), 0);
        compare_sides(&spec, &full, &lean);
        free_side(&full);
        free_side(&lean);
        cell_free(cell);
    }
}

/* Wider cells than a vector, with a rest: every instruction set within a little of each other. */
static void instruction_sets(void **state) {
    enum { WIDE = 21, LONG = 9 };
    const Kernels *kernels;
    CellSpec spec;
    (void)state;
    for (int variant = 0; variant_spec(variant, &spec); variant++) {
        spec.inputs = 2;
        spec.hidden = WIDE;
        Cell *cell = random_cell(&spec, 230);
        Trace *trace = trace_new(&spec, LONG, 1, NULL);
        Backward *backward[2] = {backward_new(&spec, LONG, 1, BACKWARD_ALL, NULL),
                                 backward_new(&spec, LONG, 1, BACKWARD_ALL, NULL)};
        float x[LONG * 2];
        unsigned random = 231;
        for (int k = 0; k < LONG * 2; k++)
            x[k] = dice(&random);
        trace_run(trace, cell, (Inputs){x, 2, 2}, 0, LONG);
        for (int n = 0; (kernels = kernels_nth(n)); n++) {
            Backward *b = backward[n > 0];
            backward_begin(b, 0, LONG);
            backward_at(b, SIGNAL_H, spec.backward ? 0 : LONG - 1,
                        0)[signal_width(&spec, SIGNAL_H) - 1] = 1;
            backward_run_by(kernels, b, trace, cell, NULL);
            for (size_t k = 0; k < (LONG + 1) * b->record; k++)
                assert_float_equal(b->data[k], backward[0]->data[k],
                                   1e-5 * (1 + fabs((double)b->data[k])));
            for (size_t k = 0; k < LONG * b->gates; k++)
                assert_float_equal(b->gate_data[k], backward[0]->gate_data[k],
                                   1e-5 * (1 + fabs((double)b->gate_data[k])));
        }
        backward_free(backward[0]);
        backward_free(backward[1]);
        trace_free(trace);
        cell_free(cell);
    }
}

/* The slope of an activation, read from a cell of one unit: h = activation(x). Also where it is
 * small it is that of double precision. */
static void slopes(void **state) {
    enum { COUNT = 81 };
    const Kernels *kernels;
    (void)state;
    for (int a = 0; a < ACTIVATION_COUNT; a++) {
        CellSpec spec = cell_spec(CELL_RNN, 1, 1);
        cell_set_curve(&spec, SLOT_CANDIDATE, unusual_curve((Activation)a));
        Cell *cell = cell_new(&spec, NULL);
        Trace *trace = trace_new(&spec, COUNT, 1, NULL);
        Backward *backward = backward_new(&spec, COUNT, 1, BACKWARD_ALL, NULL);
        float x[COUNT];
        cell_set_weight(cell, weight_find(CELL_RNN, "W_xh"), 0, 0, 1);
        for (int k = 0; k < COUNT; k++)
            x[k] = (float)(k - COUNT / 2) + 0.25f;
        trace_run(trace, cell, (Inputs){x, 1, 1}, 0, COUNT);
        for (int n = 0; (kernels = kernels_nth(n)); n++) {
            backward_begin(backward, 0, COUNT);
            for (int t = 0; t < COUNT; t++)
                *backward_at(backward, SIGNAL_H, t, 0) = 1;
            backward_run_by(kernels, backward, trace, cell, NULL);
            for (int t = 0; t < COUNT; t++) {
                double should = (double)activation_slope(unusual_curve((Activation)a), x[t]);
                double is = (double)*backward_at(backward, SIGNAL_X, t, 0);
                if (!(fabs(is - should) <= 3e-6 * should))
                    fail_msg("the slope of %s at %g is %g, not %g", activation_name((Activation)a),
                             (double)x[t], is, should);
            }
        }
        backward_free(backward);
        trace_free(trace);
        cell_free(cell);
    }
}

static void no_steps_and_too_many(void **state) {
    const CellSpec spec = cell_spec(CELL_LSTM, INPUTS, UNITS);
    Cell *cell = random_cell(&spec, 240);
    Trace *trace = trace_new(&spec, 0, 1, NULL);
    Backward *backward = backward_new(&spec, 0, 1, BACKWARD_ALL, NULL);
    Gradients *gradients = gradients_new(&spec, NULL);
    Error error = {0};
    (void)state;
    assert_true(trace && backward && gradients);
    trace_run(trace, cell, (Inputs){0}, 0, 0);
    backward_begin(backward, 0, 0);
    backward_run(backward, trace, cell, gradients);
    for (size_t k = 0; k < gradients->count; k++)
        assert_true(gradients->data[k] == 0);
    assert_null(backward_new(&spec, LONG_MAX, 1, BACKWARD_ALL, &error));
    assert_true(error.what[0]);
    error = (Error){0};
    assert_null(backward_new(&spec, INT_MAX, 2, BACKWARD_ALL, &error));
    assert_true(error.what[0]);
    gradients_free(gradients);
    backward_free(backward);
    trace_free(trace);
    cell_free(cell);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(kinds_and_variants),
                                       cmocka_unit_test(activations),
                                       cmocka_unit_test(held_gates),
                                       cmocka_unit_test(as_forward_mode),
                                       cmocka_unit_test(kept_or_not),
                                       cmocka_unit_test(batches),
                                       cmocka_unit_test(part_of_the_steps),
                                       cmocka_unit_test(stacked_layers),
                                       cmocka_unit_test(lean_traces),
                                       cmocka_unit_test(instruction_sets),
                                       cmocka_unit_test(slopes),
                                       cmocka_unit_test(no_steps_and_too_many)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
