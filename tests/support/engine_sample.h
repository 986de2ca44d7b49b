/* engine_sample.h: cells with numbers in them, for tests of the engine. */
#ifndef GATESCOPE_TESTS_ENGINE_SAMPLE_H
#define GATESCOPE_TESTS_ENGINE_SAMPLE_H

#include <math.h>
#include <stdlib.h>

#include "engine/trace.h"
#include "testing.h"

/* -1..1, the same each time for the same seed. */
static inline float sample_number(unsigned *seed) {
    *seed = *seed * 1664525u + 1013904223u;
    return (float)(*seed >> 8) / (float)(1u << 23) - 1;
}

static inline float *sample_numbers(size_t count, unsigned seed) {
    float *numbers = malloc(count * sizeof *numbers);
    assert_non_null(numbers);
    for (size_t k = 0; k < count; k++)
        numbers[k] = sample_number(&seed);
    return numbers;
}

/* A cell whose weights are such that its gates are neither all open nor all shut. */
static inline Cell *sample_cell(CellSpec spec) {
    Error error;
    Cell *cell = cell_new(&spec, &error);
    assert_non_null(cell);
    unsigned seed = 7;
    float scale = 2 / sqrtf((float)(spec.inputs + spec.hidden));
    for (int w = 0; w < cell_kind(spec.kind)->weight_count; w++)
        for (long k = 0;
             cell->weights[w] && k < (long)weight_rows(&spec, w) * weight_columns(&spec, w); k++)
            cell->weights[w][k] = (weight_rows(&spec, w) == 1 ? 1 : scale) * sample_number(&seed);
    for (int k = 0; k < signal_width(&spec, SIGNAL_H); k++)
        cell->h0[k] = sample_number(&seed);
    for (int k = 0; cell->c0 && k < spec.hidden; k++)
        cell->c0[k] = sample_number(&seed);
    cell_touch(cell);
    return cell;
}

static inline Trace *sample_trace(const CellSpec *spec, long steps, int batch) {
    Error error;
    Trace *trace = trace_new(spec, steps, batch, &error);
    assert_non_null(trace);
    return trace;
}

/* The variant-th spec of that size, all kinds, variants and some other activations; false past the
 * last. */
static inline bool sample_spec(int variant, int inputs, int hidden, CellSpec *spec) {
    static const CellKind kinds[] = {CELL_LSTM, CELL_LSTM, CELL_LSTM, CELL_LSTM, CELL_LSTM,
                                     CELL_GRU,  CELL_GRU,  CELL_GRU,  CELL_RNN,  CELL_RNN,
                                     CELL_LSTM, CELL_LSTM, CELL_GRU,  CELL_GRU,  CELL_RNN};
    if (variant >= (int)(sizeof kinds / sizeof *kinds))
        return false;
    *spec = cell_spec(kinds[variant], inputs, hidden);
    spec->peepholes = variant == 1 || variant == 3;
    spec->coupled = variant == 2 || variant == 3;
    spec->reset_after = variant == 6 || variant == 13;
    spec->backward = variant >= 11;
    if (variant >= 10)
        spec->clip = variant == 14 ? 0.25f : 0.75f;
    if ((variant == 10 || variant == 11) && hidden > 1)
        spec->projection = hidden / 2 + hidden % 2 * (hidden / 4);
    spec->peepholes |= variant == 10;
    if (variant == 4 || variant == 7 || variant == 12) {
        cell_set_activation(spec, SLOT_GATE, ACTIVATION_HARD_SIGMOID);
        cell_set_activation(spec, SLOT_CANDIDATE, ACTIVATION_SOFTSIGN);
        cell_set_activation(spec, SLOT_OUTPUT, ACTIVATION_IDENTITY);
    }
    if (variant == 9)
        cell_set_activation(spec, SLOT_CANDIDATE, ACTIVATION_RELU);
    return true;
}

#endif
