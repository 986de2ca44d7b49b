/* gates.c: the inputs of the step on stage; gates free, or held at 0, at 1, at a value. */
#include <limits.h>
#include <math.h>
#include <stdio.h>

#include "base/clamp.h"
#include "scene/tweaks/parts.h"

enum { INPUTS_MOST = 8 };

/* Names of inputs stand beside their symbols, as far as there is room. */
static float names_width(const Painter *p, int count) {
    const Lesson *lesson = p->session->lesson;
    float widest = 0;
    for (int k = 0; k < count && lesson->input_names; k++)
        widest = fmaxf(widest,
                       paint_text_width(p, FACE_TEXT, p->small, paint_input_name(p, k)) + 6 * p->u);
    return fminf(widest, 4.6f * p->body);
}

static void input_dial(Tweaks *t, long step, int k) {
    Painter *p = t->p;
    const Lesson *lesson = p->session->lesson;
    size_t index = (size_t)step * (size_t)lesson->inputs + (size_t)k;
    const Edit edit = {.kind = EDIT_INPUT, .step = step, .column = k};
    float value = p->session->run->sequence[index],
          limit = tweaks_limit(p, &edit, lesson->sequence[index], value, 1);
    const char *name = lesson->input_names ? paint_input_name(p, k) : NULL;
    char subscript[16], label[96];
    snprintf(subscript, sizeof subscript, "%d", k + 1);
    snprintf(label, sizeof label, paint_phrase(t->p, "Input %d%s%s at t = %ld"), k + 1,
             name ? ", " : "", name ? name : "", step);
    const Dial dial = {.name = "dial.input",
                       .index = k,
                       .role = ROLE_INPUT,
                       .symbol = "x",
                       .subscript = lesson->inputs > 1 ? subscript : NULL,
                       .word = name,
                       .label = label,
                       .edit = edit,
                       .value = value,
                       .low = -limit,
                       .high = limit,
                       .step = limit / 20};
    tweaks_dial(t, &dial);
}

/* Before the first step the inputs that it will take. */
void tweaks_inputs(Tweaks *t) {
    if (session_live(t->p->session)) /* they come from elsewhere, and are over in a moment */
        return;
    Painter *p = t->p;
    const Lesson *lesson = p->session->lesson;
    bool coming = p->moment.t < 0;
    long step = coming ? 0 : p->moment.t;
    int count = lesson->inputs < INPUTS_MOST ? lesson->inputs : INPUTS_MOST;
    char text[64];
    if (lesson->steps == 0 || (session_hidden(p->session, step) && !coming))
        return;
    snprintf(text, sizeof text,
             coming ? paint_phrase(p, "INPUT OF THE FIRST STEP")
                    : paint_phrase(p, "INPUT AT THIS STEP, t = %ld"),
             step);
    tweaks_heading(t, text);
    tweaks_column(t, "x", lesson->inputs > 1 ? "1" : NULL, names_width(p, count));
    for (int k = 0; k < count; k++)
        input_dial(t, step, k);
    if (lesson->inputs > count) {
        snprintf(text, sizeof text, paint_phrase(p, "and %d more"), lesson->inputs - count);
        tweaks_note(t, text);
    }
    tweaks_gap(t);
}

/* ---- gates ---- */

typedef enum GateState { GATE_FREE, GATE_SHUT, GATE_OPEN, GATE_SET, GATE_STATES } GateState;

static GateState state_of(const Hold *hold) {
    if (!hold)
        return GATE_FREE;
    return hold->value == 0 ? GATE_SHUT : hold->value == 1 ? GATE_OPEN : GATE_SET;
}

/* Where "set" begins: at what the gate is now, off the ends, which have buttons of their own. */
static float present_value(const Painter *p, int cell, int signal, int unit) {
    long t = p->moment.t;
    float value = t < 0 ? 0.5f : trace_at(p->session->run->traces[cell], signal, t, 0)[unit];
    value = roundf(20 * value) / 20;
    return isnan(value) ? 0.5f : clamp_float(value, 0.05f, 0.95f);
}

static Edit gate_edit(EditKind kind, int cell, int signal, float value) {
    return (Edit){.kind = kind,
                  .cell = cell,
                  .index = signal,
                  .row = -1,
                  .from = 0,
                  .to = LONG_MAX,
                  .value = value};
}

typedef struct GateRow {
    int cell, signal;
    const CellKindInfo *kind;
    const SignalInfo *info;
    GateState now;
    float held; /* at that value, where it is */
    int unit;
    bool follows; /* from another gate: not to be held */
    bool may;
} GateRow;

static GateRow gate_row_of(const Painter *p, int cell, int signal) {
    const Session *session = p->session;
    const Cell *model = session->run->cells[cell];
    GateRow row = {.cell = cell, .signal = signal, .kind = cell_kind(model->spec.kind)};
    row.info = &row.kind->signals[signal];
    row.unit = session->cell == cell ? session->unit : 0;
    const Hold *hold = cell_hold_at(model, signal, row.unit, p->moment.t < 0 ? 0 : p->moment.t);
    row.now = state_of(hold);
    row.held = hold ? hold->value : 0;
    row.follows = signal_follows(&model->spec, signal);
    Edit edit = gate_edit(EDIT_FREE, cell, signal, 0);
    row.may = !row.follows && session_may(session, &edit);
    return row;
}

static const char *gate_name(const Painter *p, const GateRow *row) {
    CellKind kind = p->session->run->cells[row->cell]->spec.kind;
    return phrase_signal(p->session->view.language, kind, row->signal);
}

static void gate_button(Painter *p, Rect box, const GateRow *row, GateState state) {
    static const char *const WORDS[GATE_STATES] = {"free", "0", "1", "set"};
    static const char *const MEANS[GATE_STATES] = {"free", "held at 0", "held at 1",
                                                   "held at a value"};
    char label[96];
    snprintf(label, sizeof label, paint_phrase(p, "%s, %s: %s"), row->kind->title,
             gate_name(p, row), paint_phrase(p, MEANS[state]));
    const PushButton button = {.name = "gate",
                               .index = (row->cell * MAX_SIGNALS + row->signal) * GATE_STATES +
                                        (int)state,
                               .word = paint_phrase(p, WORDS[state]),
                               .label = label,
                               .face = row->now == state ? FACE_TEXT_BOLD : FACE_TEXT,
                               .chosen = row->now == state,
                               .disabled = !row->may,
                               .color = p->theme->role[row->info->role],
                               .on_color = p->theme->on_role[row->info->role]};
    Region *region = paint_push(p, box, &button);
    if (!region)
        return;
    Edit free_edit = gate_edit(EDIT_FREE, row->cell, row->signal, 0);
    float value = state == GATE_OPEN  ? 1
                  : state == GATE_SET ? present_value(p, row->cell, row->signal, row->unit)
                                      : 0;
    Edit hold = gate_edit(EDIT_HOLD, row->cell, row->signal, value);
    region->action = (Action){.kind = ACTION_EDIT, .edit = state == GATE_FREE ? free_edit : hold};
    region->reset = (Action){.kind = ACTION_RESET_ONE, .edit = free_edit};
}

/* The value of "set"; its ends lie inside 0 and 1, so that the slider does not vanish there. */
static void gate_dial(Tweaks *t, const GateRow *row) {
    const Dial dial = {.name = "dial.gate",
                       .index = row->cell * MAX_SIGNALS + row->signal,
                       .role = row->info->role,
                       .symbol = "",
                       .label = gate_name(t->p, row),
                       .edit = gate_edit(EDIT_HOLD, row->cell, row->signal, 0),
                       .value = row->held,
                       .low = 0.05f,
                       .high = 0.95f,
                       .step = 0.05f};
    tweaks_dial(t, &dial);
}

static void draw_gate(Tweaks *t, int cell, int signal) {
    Painter *p = t->p;
    GateRow row = gate_row_of(p, cell, signal);
    float u = p->u, height = tweaks_row_height(p), middle = t->y + height / 2, gap = 4 * u;
    float px = tweaks_symbol_size(p), left = t->label_w, h = roundf(height - 4 * u);
    float w = (t->w - left - (GATE_STATES - 1) * gap) / GATE_STATES;
    paint_symbol(p, t->x, roundf(middle + 0.3f * px), px, row.info->role,
                 paint_signal_symbol(p, p->session->run->cells[cell]->spec.kind, signal), NULL);
    Edit edit = gate_edit(EDIT_FREE, cell, signal, 0);
    tweaks_mark(t, &edit, middle);
    for (int k = 0; k < GATE_STATES && !row.follows; k++) {
        float from = roundf(t->x + left + (float)k * (w + gap));
        gate_button(p, (Rect){from, roundf(middle - h / 2), roundf(w), h}, &row, (GateState)k);
    }
    if (row.follows)
        paint_text_fit(p, t->x + left, text_top_for_centre(p, FACE_TEXT, p->small, middle),
                       t->w - left, FACE_TEXT, p->small, p->theme->dim,
                       paint_phrase(p, "follows f: 1 \u2212 f"));
    t->y += height;
    if (row.now == GATE_SET && !row.follows)
        gate_dial(t, &row);
}

/* Of several cells of one kind the selected one stands for all. */
static bool stands_for_kind(const Painter *p, int cell) {
    const Lesson *lesson = p->session->lesson;
    CellKind kind = lesson->cells[cell].cell->spec.kind;
    if (lesson->cells[p->session->cell].cell->spec.kind == kind)
        return cell == p->session->cell;
    for (int k = 0; k < cell; k++)
        if (session_cell_shown(p->session, k) && lesson->cells[k].cell->spec.kind == kind)
            return false;
    return true;
}

static void cell_gates(Tweaks *t, int cell, const char *heading) {
    const CellKindInfo *kind = cell_kind(t->p->session->lesson->cells[cell].cell->spec.kind);
    bool begun = false;
    for (int signal = 0; signal < kind->signal_count; signal++) {
        if (kind->signals[signal].class != SIGNAL_GATE)
            continue;
        if (!begun)
            tweaks_heading(t, heading);
        begun = true;
        draw_gate(t, cell, signal);
    }
    if (begun)
        tweaks_gap(t);
}

void tweaks_gates(Tweaks *t) {
    const Session *session = t->p->session;
    int cells[64], count = session_shown_cells(session, cells, 64);
    tweaks_column(t, "m", NULL, 0);
    for (int k = 0; k < count; k++) {
        if (!stands_for_kind(t->p, cells[k]))
            continue;
        char heading[128];
        snprintf(heading, sizeof heading, paint_phrase(t->p, "%s GATES: FREE, OR HELD"),
                 paint_cell_name(t->p, cells[k]));
        cell_gates(t, cells[k], count > 1 ? heading : paint_phrase(t->p, "GATES: FREE, OR HELD"));
    }
}
