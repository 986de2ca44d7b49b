/* units.c: units side by side, each of which can be hit. */
#include <math.h>
#include <stdio.h>

#include "scene/strip/parts.h"

enum { BLOCK = 13 /* points of a block of cells that can be hit */ };

FlowBox strip_box(const Strip *strip, float x, float w) {
    FlowBox box = flow_box(strip->p, x, w, strip->count, strip->unit);
    box.place = strip->crowd && strip->ordered != NO_SIGNAL ? strip->place : NULL;
    return box;
}

/* "unit 3: 0.84", of the only one "0.84". */
static void say_unit(const Strip *strip, int unit, const float *values, char text[64]) {
    char number[24];
    flow_number_text(values ? values[unit] : 0, false, number);
    const char *said = values ? number : paint_phrase(strip->p, "not known yet");
    if (strip->count > 1)
        snprintf(text, 64, paint_phrase(strip->p, "unit %d: %s"), unit + 1, said);
    else
        snprintf(text, 64, "%s", said);
}

/* To select the unit; of the selected one, where its number came from. */
static void fill_unit_region(const Strip *strip, Region *region, const Place *place) {
    bool selected = strip->p->session->cell == strip->cell && strip->unit == place->unit;
    region->action = (Action){.kind = ACTION_SELECT, .cell = strip->cell, .unit = place->unit};
    if (!session_known(strip->p->session, place))
        return;
    region->inspect = (Action){.kind = ACTION_INSPECT,
                               .cell = place->cell,
                               .number = place->signal,
                               .unit = place->unit,
                               .step = place->t};
    if (selected)
        region->action = region->inspect;
}

void strip_unit_region(Strip *strip, Rect rect, const UnitNumbers *of, int unit) {
    Painter *p = strip->p;
    char name[96], label[160], said[64];
    Place place = {strip->cell, of->signal, unit, strip_step(strip, of->before)};
    snprintf(name, sizeof name, "guided.%s.%s", strip->entry->id, of->name);
    say_unit(strip, unit, of->values, said);
    snprintf(label, sizeof label,
             of->before ? paint_phrase(p, "%s %s before this step, %s")
                        : paint_phrase(p, "%s %s, %s"),
             strip->kind->title, of->word ? of->word : operation_name(strip, of->signal), said);
    Region *region = region_add(p->list, REGION_BUTTON, rect, name, unit, label);
    if (!region)
        return;
    fill_unit_region(strip, region, &place);
    region->focusable =
        !strip->crowd || (unit == strip->unit && strip->focus); /* Up, Down: others */
    unsigned id = region->id;
    if (paint_hovered(p, id))
        draw_frame(p->list, rect, 3 * p->u, fmaxf(p->u, 1), p->theme->dim);
    paint_focus(p, rect, id, 4 * p->u);
}

/* Cells in blocks that a pointer can hit; a block selects its first unit. */
static void add_block_regions(Strip *strip, const FlowBox *box, const Yard *yard,
                              const UnitNumbers *of) {
    Rect first = flow_cell(box, yard, strip->order[0]);
    float least = BLOCK * strip->p->u;
    if (first.w <= 0 || first.h <= 0)
        return;
    int columns = flow_across(box, yard), span = (int)ceilf(least / first.w),
        tall = (int)ceilf(least / first.h);
    for (int row = 0; row * columns < box->count; row += tall)
        for (int at = row * columns; at < (row + 1) * columns && at < box->count; at += span) {
            bool here = strip->order[at] == strip->unit && at + 1 < box->count;
            int unit = strip->order[here ? at + 1 : at]; /* once more: the next one of the block */
            Rect rect = flow_cell(box, yard, strip->order[at]);
            rect.w = fminf(rect.w * (float)span, box->x + box->w - box->wide - rect.x);
            rect.h = fminf(rect.h * (float)tall, yard_y(yard, -yard->down) - rect.y);
            strip_unit_region(strip, rect, of, unit);
        }
}

void strip_unit_regions(Strip *strip, const FlowBox *box, const Yard *yard, const UnitNumbers *of) {
    if (flow_heats(box) && strip->crowd)
        add_block_regions(strip, box, yard, of);
    for (int k = 0; k < box->count; k++)
        if (!flow_heats(box) || k == box->selected)
            strip_unit_region(strip, flow_column(box, yard, k), of, k);
}
