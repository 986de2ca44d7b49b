/* each_unit_back.h: what those equations turned round are written with (they stand in backward.h),
 * for as many units at once as a vector holds: from the derivatives by the new state to those by
 * the pre-activations and the state before. Only for engine/kernels/kernels.c. */
#ifndef GATESCOPE_ENGINE_KINDS_EACH_UNIT_BACK_H
#define GATESCOPE_ENGINE_KINDS_EACH_UNIT_BACK_H

#include "engine/back_step.h"
#include "engine/kinds/each_unit.h"

/* Units with the derivatives by their signals. */
typedef struct BackUnits {
    Units units; /* of the trace; nothing is written there */
    bool lean;   /* Trace.lean */
    const long *offset;
    float *before, *now, *gates; /* of the states before and now, and of the other signals */
} BackUnits;

INLINE Floats d_state(const BackUnits *b, int signal) {
    return load_first(b->now + b->offset[signal] + b->units.first, b->units.count);
}

INLINE Floats d_gate(const BackUnits *b, int signal) {
    return load_first(b->gates + b->offset[signal] + b->units.first, b->units.count);
}

INLINE void d_put_state(const BackUnits *b, int signal, Floats value) {
    store_first(b->now + b->offset[signal] + b->units.first, value, b->units.count);
}

INLINE void d_put(const BackUnits *b, int signal, Floats value) {
    if (b->offset[signal] != BACKWARD_LEFT_OUT)
        store_first(b->gates + b->offset[signal] + b->units.first, value, b->units.count);
}

INLINE void d_add_before(const BackUnits *b, int signal, Floats value) {
    float *into = b->before + b->offset[signal] + b->units.first;
    store_first(into, load_first(into, b->units.count) + value, b->units.count);
}

/* The value where the gate is free, 0 where it is held. */
INLINE Floats where_free(const Units *u, int gate, Floats value) {
    const float *levels = u->held[gate];
    if (!levels)
        return value;
    Floats level = load_first(levels + u->first, u->count);
    return choose(level == level, all(0), value); /* NOLINT: not a number: free */
}

/* Of an activation at a pre-activation, of which in a lean trace only the value is left. */
INLINE Floats slope_of(const BackUnits *b, ActivationSlot slot, int pre, int value) {
    const Curve curve = cell_curve(&b->units.spec, slot);
    if (b->lean)
        return slope_at_value(curve, now(&b->units, value));
    return slope(curve, now(&b->units, pre));
}

/* The same by the sum that was kept within the clip: 0 at its ends. */
INLINE Floats sum_slope(const BackUnits *b, ActivationSlot slot, int pre, int value) {
    const float clip = b->units.spec.clip;
    Floats found = slope_of(b, slot, pre, value);
    if (clip == 0)
        return found;
    Floats at = now(&b->units, pre);
    return choose((at >= clip) | (at <= -clip), all(0), found);
}

INLINE Floats gate_slope(const BackUnits *b, int gate, int pre) {
    return where_free(&b->units, gate, sum_slope(b, SLOT_GATE, pre, gate));
}

/* What a pre-activation passes on through its peephole, p.dA. */
INLINE Floats through_peephole(const Units *u, int peephole, Floats d_pre) {
    const float *p = u->cell->weights[peephole];
    if (!p)
        return all(0);
    return load_first(p + u->first, u->count) * d_pre;
}

/* ---- all units of a row ---- */

/* Fetches of the next row's record the same share as these units are of theirs, and the state
 * before: a whole batch's records do not stay in the cache from the way there to the way back. */
INLINE void fetch_ahead(const Units *u, size_t record, const int memory) {
    size_t share = record * WIDTH / (size_t)u->spec.hidden;
    const float *from = u->now + record + (size_t)u->first / WIDTH * share;
    for (size_t k = 0; k < share; k += LINE)
        __builtin_prefetch(from + k);
    __builtin_prefetch(u->before + record + u->offset[SIGNAL_H] + u->first);
    if (memory != SIGNAL_H)
        __builtin_prefetch(u->before + record + u->offset[memory] + u->first);
}

/* memory: the signal that remembers */
INLINE void each_unit_back(const BackStep *step, int row, const int memory,
                           void equations(const BackUnits *b)) {
    const Trace *trace = step->trace;
    const Backward *backward = step->backward;
    size_t record = (size_t)row * trace->record, d_record = (size_t)row * backward->record;
    BackUnits b = {.units = {.cell = step->cell,
                             .held = step->held,
                             .offset = trace->offset,
                             .before = step->before + record,
                             .now = (float *)step->now + record,
                             .spec = step->cell->spec,
                             .count = WIDTH},
                   .lean = trace->lean,
                   .offset = backward->offset,
                   .before = step->d_before + d_record,
                   .now = step->d_now + d_record,
                   .gates = step->d_gates + (size_t)row * backward->gates};
    Units *u = &b.units;
    for (; u->first + WIDTH <= u->spec.hidden; u->first += WIDTH) {
        if (b.lean)
            fetch_ahead(u, trace->record, memory);
        equations(&b);
    }
    u->count = u->spec.hidden - u->first;
    if (u->count > 0)
        equations(&b);
}

#endif
