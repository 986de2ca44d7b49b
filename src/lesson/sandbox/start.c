/* start.c: weights to begin with: made by hand as in a textbook, or random. */
#include <math.h>

#include "lesson/sandbox/sandbox.h"
#include "lesson/wave.h"

/* ---- textbook ---- */

/* Neighbours listen to different inputs; those of one input differ in how long they keep it. */
void sandbox_textbook(Cell *cell) {
    for (int unit = 0; unit < cell->spec.hidden; unit++)
        cell_kind(cell->spec.kind)
            ->textbook(cell, unit, unit % cell->spec.inputs,
                       unit / cell->spec.inputs % TEXTBOOK_RANKS);
}

/* ---- random ---- */

static const float GAIN = 1.7f; /* lively, but mostly within the gates' bend */

/* Sums keep their size whatever the number of their terms. */
static float spread_of(const CellSpec *spec, int weight) {
    switch (cell_kind(spec->kind)->weights[weight].shape) {
    case WEIGHT_INPUTS_BY_HIDDEN:
        return GAIN / sqrtf((float)spec->inputs);
    case WEIGHT_HIDDEN_BY_HIDDEN:
        return GAIN / sqrtf((float)spec->hidden);
    default:
        return 0.5f;
    }
}

/* Gates that keep begin rather open, as is usual (Jozefowicz et al. 2015), else nothing lasts. */
static float middle_of(const CellKindInfo *kind, const WeightInfo *info) {
    bool keeps = kind->keeps >= 0 && info->signal == kind->signals[kind->keeps].pre;
    return keeps && info->shape == WEIGHT_HIDDEN && !info->looks_at ? 1 : 0;
}

void sandbox_random(Cell *cell, unsigned seed) {
    const CellKindInfo *kind = cell_kind(cell->spec.kind);
    unsigned long index = (unsigned long)cell->spec.kind << 24; /* kinds do not share numbers */
    for (int weight = 0; weight < kind->weight_count; weight++) {
        if (!cell->weights[weight])
            continue;
        long count = (long)weight_rows(&cell->spec, weight) * weight_columns(&cell->spec, weight);
        float spread = spread_of(&cell->spec, weight),
              middle = middle_of(kind, &kind->weights[weight]);
        for (long k = 0; k < count; k++)
            cell->weights[weight][k] = middle + spread * noise_at(seed, index++);
    }
    cell_touch(cell);
}
