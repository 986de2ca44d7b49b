/* tweaks_gates.c: the inputs of the step on stage; gates free, or held at 0, at 1, at a value. */
#include <limits.h>
#include <math.h>
#include <stdio.h>

#include "scene/tweaks.h"

enum { INPUTS_MOST = 8 };

static float nice_limit(float value) {
    float limit = 1;
    while (limit < fabsf(value) && limit < 1e6f)
        limit *= 2;
    return limit;
}

void tweaks_inputs(Tweaks *t) {
    Painter *p = t->p;
    const Lesson *lesson = p->session->lesson;
    long step = p->moment.t < 0 ? 0 : p->moment.t;
    int count = lesson->inputs < INPUTS_MOST ? lesson->inputs : INPUTS_MOST;
    char text[64];
    if (session_hidden(p->session, step) && p->moment.t >= 0)
        return;
    snprintf(text, sizeof text, "INPUT AT t = %ld", step);
    tweaks_heading(t, text);
    for (int k = 0; k < count; k++) {
        char subscript[16];
        snprintf(subscript, sizeof subscript, "%d", k + 1);
        float value = p->session->run->sequence[step * lesson->inputs + k],
              limit = nice_limit(value);
        const Dial dial = {.name = "dial.input",
                           .index = k,
                           .role = ROLE_INPUT,
                           .symbol = "x",
                           .subscript = lesson->inputs > 1 ? subscript : NULL,
                           .label = lesson->input_names[k],
                           .edit = {.kind = EDIT_INPUT, .step = step, .column = k},
                           .value = value,
                           .low = -limit,
                           .high = limit,
                           .step = limit / 20};
        tweaks_dial(t, &dial);
    }
    if (lesson->inputs > count) {
        snprintf(text, sizeof text, "and %d more", lesson->inputs - count);
        paint_text(p, t->x, t->y, FACE_TEXT, p->small, p->theme->dim, text);
        t->y += 1.5f * p->small;
    }
    t->y += 12 * p->u;
}

/* ---- gates ---- */

typedef enum GateState { GATE_FREE, GATE_SHUT, GATE_OPEN, GATE_SET, GATE_STATES } GateState;

static GateState state_of(const Hold *hold) {
    if (!hold)
        return GATE_FREE;
    return hold->value == 0 ? GATE_SHUT : hold->value == 1 ? GATE_OPEN : GATE_SET;
}

/* Where "set" begins: at what the gate is now. */
static float present_value(const Painter *p, int cell, int signal, int unit) {
    long t = p->moment.t < 0 ? -1 : p->moment.t;
    float value = t < 0 ? 0.5f : trace_at(p->session->run->traces[cell], signal, t, 0)[unit];
    value = roundf(20 * value) / 20;
    return value > 0 && value < 1 ? value : 0.5f;
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

static void gate_row(Tweaks *t, int cell, int signal) {
    static const char *const words[GATE_STATES] = {"free", "0", "1", "set"};
    Painter *p = t->p;
    const Cell *model = p->session->run->cells[cell];
    const SignalInfo *info = &cell_kind(model->spec.kind)->signals[signal];
    int unit = p->session->cell == cell ? p->session->unit : 0;
    const Hold *hold = cell_hold_at(model, signal, unit, p->moment.t < 0 ? 0 : p->moment.t);
    GateState now = state_of(hold);
    float u = p->u, row = tweaks_row_height(p), middle = t->y + row / 2, px = 1.3f * p->body;
    float symbol_w = 30 * u * fmaxf(1, p->body / (17 * u)), gap = 5 * u;
    float w = (t->w - symbol_w - 3 * gap) / GATE_STATES, h = row - 4 * u;
    Edit free_edit = gate_edit(EDIT_FREE, cell, signal, 0);
    bool may = session_may(p->session, &free_edit);
    paint_symbol(p, t->x, middle + 0.3f * px, px, info->role, info->symbol, NULL);
    tweaks_mark(t, &free_edit, middle);
    for (int k = 0; k < GATE_STATES; k++) {
        Rect box = {roundf(t->x + symbol_w + (float)k * (w + gap)), roundf(middle - h / 2),
                    roundf(w), roundf(h)};
        char label[96];
        snprintf(label, sizeof label, "%s %s: %s", cell_kind(model->spec.kind)->title, info->label,
                 words[k]);
        Region *region = paint_button(
            p, box, "gate", (cell * MAX_SIGNALS + signal) * GATE_STATES + k, words[k], FACE_TEXT,
            (int)now == k, p->theme->role[info->role], p->theme->on_role[info->role]);
        if (!region)
            continue;
        float value = k == GATE_OPEN ? 1 : k == GATE_SET ? present_value(p, cell, signal, unit) : 0;
        region->action = (Action){
            .kind = ACTION_EDIT,
            .edit = k == GATE_FREE ? free_edit : gate_edit(EDIT_HOLD, cell, signal, value)};
        region->reset = (Action){.kind = ACTION_RESET_ONE, .edit = free_edit};
        region->disabled = !may;
    }
    t->y += row;
    if (now != GATE_SET)
        return;
    const Dial dial = {.name = "dial.gate",
                       .index = cell * MAX_SIGNALS + signal,
                       .role = info->role,
                       .symbol = "",
                       .label = info->label,
                       .edit = gate_edit(EDIT_HOLD, cell, signal, 0),
                       .value = hold->value,
                       .low = 0,
                       .high = 1,
                       .step = 0.05f};
    tweaks_dial(t, &dial);
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

void tweaks_gates(Tweaks *t) {
    const Session *session = t->p->session;
    bool begun = false;
    for (int cell = 0; cell < session->lesson->cell_count; cell++) {
        if (!session_cell_shown(session, cell) || !stands_for_kind(t->p, cell))
            continue;
        const CellKindInfo *kind = cell_kind(session->lesson->cells[cell].cell->spec.kind);
        for (int signal = 0; signal < kind->signal_count; signal++) {
            if (kind->signals[signal].class != SIGNAL_GATE)
                continue;
            if (!begun)
                tweaks_heading(t, "GATES: FREE, OR HELD");
            begun = true;
            gate_row(t, cell, signal);
        }
    }
    if (begun)
        t->y += 12 * t->p->u;
}
