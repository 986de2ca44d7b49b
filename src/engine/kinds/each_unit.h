/* each_unit.h: what the kinds' elementwise equations are written with, for as many units at once as
 * a vector holds: from the pre-activations, which the products left in the record, to the new
 * state. Only for vectors.c.
 *
 * A unit's values stay in registers from its gates to its hidden state: written to the record, they
 * are not read again. */
#ifndef GATESCOPE_ENGINE_KINDS_EACH_UNIT_H
#define GATESCOPE_ENGINE_KINDS_EACH_UNIT_H

#include "engine/kernels/vector.h"
#include "engine/step.h"

/* `count` units of one row, the first of them `first`. */
typedef struct Units {
    const Cell *cell;
    const float *const *held; /* as in Step */
    const size_t *offset;     /* of the signals in a record */
    const float *before;      /* the row's record of the step before */
    float *now;               /* and of this step */
    CellSpec spec;
    int first, count;
} Units;

INLINE Floats before(const Units *u, int signal) {
    return load_first(u->before + u->offset[signal] + u->first, u->count);
}

INLINE Floats now(const Units *u, int signal) {
    return load_first(u->now + u->offset[signal] + u->first, u->count);
}

INLINE void put(const Units *u, int signal, Floats value) {
    store_first(u->now + u->offset[signal] + u->first, value, u->count);
}

/* A slot's activation of a pre-activation. */
INLINE Floats activated(const Units *u, ActivationSlot slot, Floats pre) {
    return activate(cell_curve(&u->spec, slot), pre);
}

/* A gate's level where it is not held, else what it is held at. */
INLINE Floats held(const Units *u, int gate, Floats level) {
    const float *values = u->held[gate];
    if (!values)
        return level;
    Floats value = load_first(values + u->first, u->count);
    return choose(value == value, value, level); /* NOLINT: not a number: free */
}

/* A pre-activation as it is kept: within the cell's clip, where it has one. */
INLINE Floats kept_within(const Units *u, int pre, Floats value) {
    const float clip = u->spec.clip;
    if (clip == 0)
        return value;
    value = choose(value > clip, all(clip), value);
    value = choose(value < -clip, all(-clip), value);
    put(u, pre, value);
    return value;
}

INLINE Floats summed(const Units *u, int pre) {
    return kept_within(u, pre, now(u, pre));
}

/* The pre-activation with its peephole's share p.c, where there are peepholes. */
INLINE Floats peek(const Units *u, int peephole, Floats c, int pre) {
    Floats value = now(u, pre);
    const float *p = u->cell->weights[peephole];
    if (p) {
        value += load_first(p + u->first, u->count) * c;
        put(u, pre, value);
    }
    return kept_within(u, pre, value);
}

/* ---- all units of a row ---- */

/* The count of a whole vector is a constant, so that the compiler leaves the copying out there. */
INLINE void each_unit(const Step *step, int row, void equations(const Units *u)) {
    const Trace *trace = step->trace;
    Units u = {.cell = step->cell,
               .held = step->held,
               .offset = trace->offset,
               .before = step->before + (size_t)row * trace->record,
               .now = step->now + (size_t)row * trace->record,
               .spec = step->cell->spec,
               .count = WIDTH};
    int hidden = u.spec.hidden;
    for (; u.first + WIDTH <= hidden; u.first += WIDTH)
        equations(&u);
    u.count = hidden - u.first;
    if (u.count > 0)
        equations(&u);
}

#endif
