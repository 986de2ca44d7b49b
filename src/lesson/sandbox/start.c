/* start.c: weights to begin with: made by hand as in a textbook, or random. */
#include <math.h>

#include "lesson/sandbox/sandbox.h"
#include "lesson/wave.h"

/* ---- textbook ---- */

/* How strongly a unit keeps what it has, as the bias of its forget or update gate: for long, for
 * some steps, for few, hardly. */
static const float KEEP[] = {3.5f, 2, 1, 0};
static const float ECHO[] = {0.95f, 0.8f, 0.5f, 0.2f}; /* the plain network's only means */
enum { RANKS = sizeof KEEP / sizeof *KEEP };

/* A unit and the one input that it listens to. */
typedef struct Unit {
    Cell *cell;
    int unit, input;
} Unit;

static void bias(const Unit *u, int weight, float value) {
    cell_set_weight(u->cell, weight, 0, u->unit, value);
}

static void from_input(const Unit *u, int weight, float value) {
    cell_set_weight(u->cell, weight, u->input, u->unit, value);
}

static void from_itself(const Unit *u, int weight, float value) {
    cell_set_weight(u->cell, weight, u->unit, u->unit, value);
}

static int weight_of(const Unit *u, const char *name) {
    return weight_find(u->cell->spec.kind, name);
}

/* A positive input opens i and is written; a negative one shuts f, which clears the memory. */
static void textbook_lstm(const Unit *u, float keep) {
    bias(u, weight_of(u, "b_f"), keep);
    from_input(u, weight_of(u, "W_xf"), keep + 3);
    bias(u, weight_of(u, "b_i"), -4);
    from_input(u, weight_of(u, "W_xi"), 8);
    bias(u, weight_of(u, "b_o"), 1.5f);
    from_input(u, weight_of(u, "W_xo"), 1);
    from_input(u, weight_of(u, "W_xc"), 1.5f);
}

/* A positive input shuts z, so that the candidate replaces what was kept. */
static void textbook_gru(const Unit *u, float keep) {
    bias(u, weight_of(u, "b_z"), keep);
    from_input(u, weight_of(u, "W_xz"), -keep - 4);
    bias(u, weight_of(u, "b_r"), 1);
    from_input(u, weight_of(u, "W_xr"), 2);
    from_input(u, weight_of(u, "W_xh"), 2);
    from_itself(u, weight_of(u, "W_hh"), 0.5f);
}

static void textbook_rnn(const Unit *u, float echo) {
    from_input(u, weight_of(u, "W_xh"), 1.2f);
    from_itself(u, weight_of(u, "W_hh"), echo);
}

/* Neighbours listen to different inputs; those of one input differ in how long they keep it. */
void sandbox_textbook(Cell *cell) {
    for (int unit = 0; unit < cell->spec.hidden; unit++) {
        Unit u = {cell, unit, unit % cell->spec.inputs};
        int rank = unit / cell->spec.inputs % RANKS;
        switch (cell->spec.kind) {
        case CELL_LSTM:
            textbook_lstm(&u, KEEP[rank]);
            break;
        case CELL_GRU:
            textbook_gru(&u, KEEP[rank]);
            break;
        default:
            textbook_rnn(&u, ECHO[rank]);
            break;
        }
    }
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
static float middle_of(const WeightInfo *info) {
    bool keeps = info->role == ROLE_FORGET || info->role == ROLE_UPDATE;
    return keeps && info->shape == WEIGHT_HIDDEN && !info->peephole ? 1 : 0;
}

void sandbox_random(Cell *cell, unsigned seed) {
    const CellKindInfo *kind = cell_kind(cell->spec.kind);
    unsigned long index = (unsigned long)cell->spec.kind << 24; /* kinds do not share numbers */
    for (int weight = 0; weight < kind->weight_count; weight++) {
        if (!cell->weights[weight])
            continue;
        long count = (long)weight_rows(&cell->spec, weight) * weight_columns(&cell->spec, weight);
        float spread = spread_of(&cell->spec, weight), middle = middle_of(&kind->weights[weight]);
        for (long k = 0; k < count; k++)
            cell->weights[weight][k] = middle + spread * noise_at(seed, index++);
    }
    cell_touch(cell);
}
