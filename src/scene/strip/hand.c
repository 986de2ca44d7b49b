/* hand.c: a bar of an input or a gate that can be taken hold of. */
#include <limits.h>
#include <math.h>
#include <stdio.h>

#include "lesson/curve.h"
#include "scene/strip/parts.h"

/* The beat's task names it, or leaves everything free while it asks for something. */
bool gate_given(const Strip *strip, const Edit *edit) {
    const Beat *beat = session_beat(strip->p->session);
    if (!beat->task)
        return false;
    for (int k = 0; k < beat->task->may_count; k++)
        if (target_covers(&beat->task->may[k], edit))
            return true;
    return false;
}

float gate_hand_reach(const Painter *p, float least, const Edit *edit) {
    float value = session_scale_value(p->session, edit);
    float size = isfinite(value) ? fabsf(value) : 0;
    return fmaxf(fmaxf(least, axis_limit(size)), size);
}

/* What the beat gives into the learner's hands stands out: a knob on the bar's edge with the two
 * ways it goes. */
static void draw_grip(Painter *p, Rect tube, const Yard *yard, float value) {
    float x = tube.x + tube.w / 2, y = yard_y(yard, value), r = fmaxf(9 * p->u, 7), tip = 0.8f * r;
    draw_disc(p->list, x, y, r, p->theme->background);
    draw_ring(p->list, x, y, r, fmaxf(roundf(2 * p->u), 1.5f), p->theme->select);
    draw_triangle(p->list, (Rect){x - tip / 2, y - 0.7f * tip - 1, tip, 0.7f * tip}, 3,
                  p->theme->select);
    draw_triangle(p->list, (Rect){x - tip / 2, y + 1, tip, 0.7f * tip}, 1, p->theme->select);
}

void gate_handle(Strip *strip, Rect tube, int signal, const Yard *on, int unit, float value,
                 const char *name, const char *terms) {
    Painter *p = strip->p;
    bool input = signal == SIGNAL_X, gate = strip->kind->signals[signal].class == SIGNAL_GATE;
    if (strip->initial || strip->hidden || (!input && !gate) ||
        (input && !lesson_cell_reads_only_inputs(strip->entry)))
        return;
    Edit edit = {
        .kind = EDIT_HOLD, .cell = strip->cell, .index = signal, .row = unit, .to = LONG_MAX};
    if (input)
        edit = (Edit){.kind = EDIT_INPUT, .cell = strip->cell, .step = strip->t, .column = unit};
    edit.value = isnan(value) ? 0 : value;
    char label[160], number[24];
    flow_number_text(value, false, number);
    if (input)
        snprintf(label, sizeof label, paint_phrase(p, "Input \u201c%s\u201d, %s"),
                 paint_input_name(p, unit), number);
    else
        snprintf(label, sizeof label, paint_phrase(p, "%s %s, %s"), strip->kind->title,
                 phrase_signal(p->session->view.language, strip->model->spec.kind, signal),
                 terms ? terms : number);
    Region *region = region_add(p->list, REGION_BAR, tube, name, unit, label);
    if (!region)
        return;
    Yard yard = gate ? (Yard){.zero = tube.y + tube.h, .unit = tube.h, .up = 1} : *on;
    region->low = yard.down > 0.1f ? -yard.down : 0; /* a hairline's room is none to drag in */
    region->high = yard.up;
    region->whole =
        (Rect){tube.x, yard_y(&yard, yard.up), tube.w, (region->high - region->low) * yard.unit};
    region->step = 0.05f;
    region->value = edit.value;
    region->action = (Action){.kind = ACTION_EDIT, .cell = strip->cell, .unit = unit, .edit = edit};
    Edit freed = edit;
    freed.kind = EDIT_FREE;
    region->reset = input ? (Action){.kind = ACTION_RESET_ONE, .edit = edit}
                          : (Action){.kind = ACTION_EDIT, .edit = freed};
    region->inspect = (Action){.kind = ACTION_INSPECT,
                               .cell = strip->cell,
                               .number = signal,
                               .unit = unit,
                               .step = strip->t};
    region->focusable = true;
    region->disabled = !session_may(p->session, &edit);
    region->asked = gate_given(strip, &edit);
    unsigned id = region->id;
    bool live = !region->disabled;
    paint_focus(p, tube, id, 4 * p->u);
    if (live && paint_hovered(p, id))
        draw_frame(p->list, tube, 3 * p->u, fmaxf(roundf(1.5f * p->u), 1), p->theme->text);
    if (live && (gate_given(strip, &edit) || paint_hovered(p, id)))
        draw_grip(p, tube, &yard, edit.value);
}
