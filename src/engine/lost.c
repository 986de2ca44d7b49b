/* lost.c: see lost.h. */
#include "engine/lost.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

static int first_lost(const Trace *trace, int signal, long t) {
    const float *values = trace_at(trace, signal, t, 0);
    for (int unit = 0; unit < signal_width(&trace->spec, signal); unit++)
        if (!isfinite(values[unit]))
            return unit;
    return -1;
}

/* A weight of that unit that is none. */
static void find_weight(const Cell *cell, Lost *lost) {
    int unit = lost->unit;
    for (int weight = 0; weight < cell_kind(cell->spec.kind)->weight_count; weight++) {
        if (!cell->weights[weight])
            continue;
        int columns = weight_columns(&cell->spec, weight);
        for (int row = 0; row < weight_rows(&cell->spec, weight) && unit < columns; row++)
            if (!isfinite(cell->weights[weight][(size_t)row * (size_t)columns + (size_t)unit])) {
                lost->by = LOST_WEIGHT;
                lost->weight = weight;
                lost->row = row;
                lost->column = unit;
                return;
            }
    }
}

/* Whether a record has one at all: all exponents are looked at, a line at a time. */
static bool seems_lost(const Trace *trace, long t) {
    const float *record = trace_at(trace, SIGNAL_X, t, 0) - trace->offset[SIGNAL_X];
    uint32_t found = 0;
    size_t k = 0;
    for (; k + LINE <= trace->record; k += LINE) {
        uint32_t bits[LINE];
        memcpy(bits, record + k, sizeof bits);
        for (int n = 0; n < LINE; n++)
            found |= (bits[n] & 0x7f800000u) + 0x00800000u;
    }
    for (; k < trace->record; k++)
        if (!isfinite(record[k]))
            return true;
    return found >> 31;
}

/* In the order in which they are computed: the inputs, what comes of them, the hidden state. */
static bool lost_in_step(const Trace *trace, long t, Lost *lost) {
    const CellKindInfo *kind = cell_kind(trace->spec.kind);
    for (int k = 0; k < kind->signal_count; k++) {
        int signal = k == 0 ? SIGNAL_X : k + 1 < kind->signal_count ? k + 1 : SIGNAL_H;
        int unit = kind->signals[signal].inner ? -1 : first_lost(trace, signal, t);
        if (unit < 0)
            continue;
        *lost = (Lost){.by = LOST_OVERFLOW, .signal = signal, .unit = unit, .t = t};
        return true;
    }
    return false;
}

Lost lost_find(const Cell *cell, const Trace *trace, long count) {
    Lost lost = {.by = LOST_NOT};
    for (long k = 0; k < count; k++) {
        long t = trace->spec.backward ? count - 1 - k : k;
        if (!seems_lost(trace, t) || !lost_in_step(trace, t, &lost))
            continue;
        if (lost.signal == SIGNAL_X)
            lost.by = LOST_INPUT;
        else
            find_weight(cell, &lost);
        return lost;
    }
    return lost;
}
