/* tweaks_weights.c: biases of the selected unit, then the weights that lead into it. */
#include <math.h>
#include <stdio.h>

#include "scene/tweaks.h"

enum { ROWS_MOST = 4 /* of W_h*: more are left to the file */, INPUT_ROWS_MOST = 8 };

static float limit_for(float value) {
    float limit = 10;
    while (limit < fabsf(value) && limit < 1e6f)
        limit *= 2;
    return limit;
}

static void weight_dial(Tweaks *t, int weight, int row, const char *subscript) {
    const Session *session = t->p->session;
    const Cell *cell = session->run->cells[session->cell];
    const WeightInfo *info = &cell_kind(cell->spec.kind)->weights[weight];
    int unit = session->unit;
    float value = cell->weights[weight][(long)row * cell->spec.hidden + unit],
          limit = limit_for(value);
    char label[96], letter[2] = {info->name[0], '\0'};
    snprintf(label, sizeof label, "%s, row %d, unit %d", info->name, row + 1, unit + 1);
    const Dial dial = {.name = "dial.weight",
                       .index = weight * 64 + row,
                       .role = info->role,
                       .symbol = letter,
                       .subscript = subscript,
                       .label = label,
                       .edit = {.kind = EDIT_WEIGHT,
                                .cell = session->cell,
                                .index = weight,
                                .row = row,
                                .column = unit},
                       .value = value,
                       .low = -limit,
                       .high = limit,
                       .step = 0.2f};
    tweaks_dial(t, &dial);
}

static void vectors(Tweaks *t, bool peepholes) {
    const Session *session = t->p->session;
    const Cell *cell = session->run->cells[session->cell];
    const CellKindInfo *kind = cell_kind(cell->spec.kind);
    for (int k = 0; k < kind->weight_count; k++)
        if (kind->weights[k].shape == WEIGHT_HIDDEN && kind->weights[k].peephole == peepholes &&
            cell->weights[k])
            weight_dial(t, k, 0, kind->weights[k].name + 2);
}

static void matrices(Tweaks *t, WeightShape shape, int rows) {
    const Session *session = t->p->session;
    const Cell *cell = session->run->cells[session->cell];
    const CellKindInfo *kind = cell_kind(cell->spec.kind);
    for (int k = 0; k < kind->weight_count; k++)
        for (int row = 0; kind->weights[k].shape == shape && cell->weights[k] && row < rows;
             row++) {
            char subscript[16];
            if (rows > 1)
                snprintf(subscript, sizeof subscript, "%s,%d", kind->weights[k].name + 2, row + 1);
            else
                snprintf(subscript, sizeof subscript, "%s", kind->weights[k].name + 2);
            weight_dial(t, k, row, subscript);
        }
}

void tweaks_weights(Tweaks *t) {
    const Session *session = t->p->session;
    const CellSpec *spec = &session->run->cells[session->cell]->spec;
    char text[64];
    snprintf(text, sizeof text, "%s: BIASES OF UNIT %d", cell_kind(spec->kind)->title,
             session->unit + 1);
    tweaks_heading(t, text);
    vectors(t, false);
    vectors(t, true);
    t->y += 12 * t->p->u;
    bool inputs = spec->inputs <= INPUT_ROWS_MOST, hidden = spec->hidden <= ROWS_MOST;
    if (inputs || hidden) {
        snprintf(text, sizeof text, "WEIGHTS INTO UNIT %d", session->unit + 1);
        tweaks_heading(t, text);
    }
    if (inputs)
        matrices(t, WEIGHT_INPUTS_BY_HIDDEN, spec->inputs);
    if (hidden)
        matrices(t, WEIGHT_HIDDEN_BY_HIDDEN, spec->hidden);
    if (inputs || hidden)
        t->y += 12 * t->p->u;
}
