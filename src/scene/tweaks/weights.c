/* weights.c: biases of the selected unit, and the weights that lead into it. */
#include <stdio.h>
#include <string.h>

#include "scene/tweaks/parts.h"
#include "session/words/notation.h"

enum { ROWS_MOST = 4 /* of W_h*: more are left to the file */, INPUT_ROWS_MOST = 8 };

static const Cell *model_of(const Tweaks *t) {
    const Session *session = t->p->session;
    return session->run->cells[session->cell];
}

/* symbol: "W" or "b". */
void tweaks_weight_dial(Tweaks *t, const char *name, int index, Pick at, const char *subscript) {
    const Session *session = t->p->session;
    const Cell *cell = model_of(t), *given = session->lesson->cells[session->cell].cell;
    const WeightInfo *info = &cell_kind(cell->spec.kind)->weights[at.weight];
    size_t number = (size_t)at.row * (size_t)cell->spec.hidden + (size_t)at.column;
    const Edit edit = {.kind = EDIT_WEIGHT,
                       .cell = session->cell,
                       .index = at.weight,
                       .row = at.row,
                       .column = at.column};
    float value = cell->weights[at.weight][number];
    float original = given->weights[at.weight] ? given->weights[at.weight][number] : 0;
    float limit = tweaks_limit(t->p, &edit, original, value, 10);
    char label[96], shown[NOTATION_NAME], letter[2] = {info->name[0], '\0'};
    notation_weight(session->view.notation, cell->spec.kind, at.weight, shown);
    snprintf(label, sizeof label, paint_phrase(t->p, "%s, row %d, unit %d"), shown, at.row + 1,
             at.column + 1);
    const Dial dial = {.name = name,
                       .index = index,
                       .role = info->role,
                       .symbol = letter,
                       .subscript = subscript,
                       .label = label,
                       .edit = edit,
                       .value = value,
                       .low = -limit,
                       .high = limit,
                       .step = 0.2f};
    tweaks_dial(t, &dial);
}

/* Into the selected unit. The index of a region is that of its number in the weight's column. */
static void weight_dial(Tweaks *t, int weight, int row, const char *subscript) {
    tweaks_weight_dial(t, "dial.weight", weight * INPUT_ROWS_MOST + row,
                       (Pick){weight, row, t->p->session->unit}, subscript);
}

/* What stands below the letter of a weight: "xf", from x to f. */
static const char *subscript_of(const Tweaks *t, int weight, char name[NOTATION_NAME]) {
    notation_weight(t->p->session->view.notation, model_of(t)->spec.kind, weight, name);
    return strchr(name, '_') + 1;
}

static void vectors(Tweaks *t, bool peepholes) {
    const Cell *cell = model_of(t);
    const CellKindInfo *kind = cell_kind(cell->spec.kind);
    char name[NOTATION_NAME];
    for (int k = 0; k < kind->weight_count; k++)
        if (kind->weights[k].shape == WEIGHT_HIDDEN &&
            (kind->weights[k].looks_at != 0) == peepholes && cell->weights[k])
            weight_dial(t, k, 0, subscript_of(t, k, name));
}

/* "xf,2": from input 2 to f. A little space after each gate. */
static void matrices(Tweaks *t, WeightShape shape, int rows) {
    const Cell *cell = model_of(t);
    const CellKindInfo *kind = cell_kind(cell->spec.kind);
    for (int k = 0; k < kind->weight_count; k++) {
        char name[NOTATION_NAME];
        const char *from_to = subscript_of(t, k, name);
        if (kind->weights[k].shape != shape || !cell->weights[k])
            continue;
        for (int row = 0; row < rows; row++) {
            char subscript[16];
            if (rows > 1)
                snprintf(subscript, sizeof subscript, "%s,%d", from_to, row + 1);
            else
                snprintf(subscript, sizeof subscript, "%s", from_to);
            weight_dial(t, k, row, subscript);
        }
        t->y += 6 * t->p->u;
    }
}

/* What a bias's letter may have below it: "hh" where one is kept apart. */
static const char *widest_bias(const Cell *cell) {
    const CellKindInfo *kind = cell_kind(cell->spec.kind);
    for (int k = 0; k < kind->variant_count; k++)
        if (kind->variants[k].two_biases && variant_on(&cell->spec, k))
            return "hh";
    return "o";
}

void tweaks_biases(Tweaks *t) {
    const Cell *cell = model_of(t);
    char text[128];
    snprintf(text, sizeof text, paint_phrase(t->p, "%s BIASES OF UNIT %d"),
             paint_cell_name(t->p, t->p->session->cell), t->p->session->unit + 1);
    tweaks_heading(t, text);
    tweaks_column(t, "b", widest_bias(cell), 0);
    vectors(t, false);
    vectors(t, true);
    tweaks_gap(t);
}

static void left_out(Tweaks *t, const char *from, int count) {
    char text[128];
    snprintf(text, sizeof text, paint_phrase(t->p, "%s, %d a gate: in the matrix"), from, count);
    tweaks_note(t, text);
}

void tweaks_weights(Tweaks *t) {
    const CellSpec *spec = &model_of(t)->spec;
    bool inputs = spec->inputs <= INPUT_ROWS_MOST, hidden = spec->hidden <= ROWS_MOST;
    char text[128];
    snprintf(text, sizeof text, paint_phrase(t->p, "%s WEIGHTS INTO UNIT %d"),
             paint_cell_name(t->p, t->p->session->cell), t->p->session->unit + 1);
    tweaks_heading(t, text);
    tweaks_column(t, "W", spec->inputs > 1 || spec->hidden > 1 ? "ho,4" : "ho", 0);
    if (inputs)
        matrices(t, WEIGHT_INPUTS_BY_HIDDEN, spec->inputs);
    else
        left_out(t, paint_phrase(t->p, "From x"), spec->inputs);
    if (hidden)
        matrices(t, WEIGHT_HIDDEN_BY_HIDDEN, spec->hidden);
    else
        left_out(t, paint_phrase(t->p, "From h"), spec->hidden);
    tweaks_gap(t);
}

/* ---- the initial state ---- */

static void initial_dial(Tweaks *t, int signal, Role role, const char *symbol) {
    const Session *session = t->p->session;
    const Cell *cell = model_of(t), *given = session->lesson->cells[session->cell].cell;
    const float *now = cell_initial(cell, signal), *file = cell_initial(given, signal);
    const Edit edit = {
        .kind = EDIT_INITIAL, .cell = session->cell, .index = signal, .row = session->unit};
    float value = now[session->unit];
    float limit = tweaks_limit(t->p, &edit, file[session->unit], value, 1);
    char label[96];
    snprintf(label, sizeof label, paint_phrase(t->p, "%s before the first step, unit %d"), symbol,
             session->unit + 1);
    const Dial dial = {.name = "dial.initial",
                       .index = signal,
                       .role = role,
                       .symbol = symbol,
                       .subscript = "0",
                       .label = label,
                       .edit = edit,
                       .value = value,
                       .low = -limit,
                       .high = limit,
                       .step = limit / 20};
    tweaks_dial(t, &dial);
}

void tweaks_initial(Tweaks *t) {
    const Cell *cell = model_of(t);
    char text[128];
    snprintf(text, sizeof text, paint_phrase(t->p, "%s INITIAL STATE OF UNIT %d"),
             paint_cell_name(t->p, t->p->session->cell), t->p->session->unit + 1);
    tweaks_heading(t, text);
    tweaks_column(t, "h", "0", 0);
    const CellKindInfo *kind = cell_kind(cell->spec.kind);
    if (kind->memory != SIGNAL_H)
        initial_dial(t, kind->memory, kind->signals[kind->memory].role,
                     kind->signals[kind->memory].symbol);
    initial_dial(t, SIGNAL_H, ROLE_HIDDEN, "h");
    tweaks_gap(t);
}
