/* textbook.h: what the kinds' textbook weights are made of (CellKindInfo.textbook). */
#ifndef GATESCOPE_ENGINE_KINDS_TEXTBOOK_H
#define GATESCOPE_ENGINE_KINDS_TEXTBOOK_H

#include "engine/cell.h"

/* How strongly a unit keeps what it has, as the bias of the gate that keeps: for long, for some
 * steps, for few, hardly. */
static inline float textbook_keep(int rank) {
    static const float keep[TEXTBOOK_RANKS] = {3.5f, 2, 1, 0};
    return keep[rank];
}

/* A unit and the one input that it listens to. */
typedef struct TextbookUnit {
    Cell *cell;
    int unit, input;
} TextbookUnit;

static inline void textbook_bias(const TextbookUnit *u, int weight, float value) {
    cell_set_weight(u->cell, weight, 0, u->unit, value);
}

static inline void textbook_from_input(const TextbookUnit *u, int weight, float value) {
    cell_set_weight(u->cell, weight, u->input, u->unit, value);
}

static inline void textbook_from_itself(const TextbookUnit *u, int weight, float value) {
    cell_set_weight(u->cell, weight, u->unit, u->unit, value);
}

#endif
