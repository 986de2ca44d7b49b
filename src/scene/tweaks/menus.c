/* menus.c: activations as drop-down lists; variants as a choice of two. */
#include <math.h>
#include <stdio.h>

#include "base/clamp.h"
#include "scene/tweaks/parts.h"

/* "hard_sigmoid" as people read it, "hard sigmoid 0.2". */
static void readable(Curve curve, char text[ACTIVATION_TEXT]) {
    activation_text(curve, text);
    for (char *c = text; *c; c++)
        if (*c == '_')
            *c = ' ';
}

static Edit slot_edit(const Painter *p, int slot, Activation activation) {
    return (Edit){
        .kind = EDIT_ACTIVATION, .cell = p->session->cell, .index = slot, .activation = activation};
}

/* The function's curve over -3..3, between -1 and 1. */
static void draw_shape(Painter *p, Rect rect, Curve curve, Color color) {
    enum { POINTS = 25 };
    float values[POINTS];
    for (int k = 0; k < POINTS; k++)
        values[k] = -3 + 6 * (float)k / (POINTS - 1);
    activation_apply(curve, values, values, POINTS);
    for (int k = 0; k < POINTS; k++)
        values[k] = clamp_float(values[k], -1, 1);
    draw_curve(p->list, rect, values, POINTS, -1.15f, 1.15f, fmaxf(1.5f * p->u, 1), color);
}

static Rect shape_rect(const Painter *p, Rect box, float right) {
    float h = fminf(16 * p->u, box.h - 8 * p->u), w = 1.5f * h;
    return (Rect){roundf(right - w), roundf(box.y + (box.h - h) / 2), w, h};
}

static void draw_box(Painter *p, Rect box, unsigned id, Curve curve, bool may) {
    float u = p->u, arrow = 7 * u, middle = box.y + box.h / 2;
    Color fill = p->theme->track, ink = may ? p->theme->text : p->theme->dim;
    char text[ACTIVATION_TEXT];
    readable(curve, text);
    draw_fill(p->list, box, 6 * u,
              paint_hovered(p, id) && may ? color_mix(fill, p->theme->text, 0.12f) : fill);
    paint_edge(p, box, 6 * u);
    float right = box.x + box.w - arrow - 10 * u;
    draw_triangle(p->list,
                  (Rect){right, roundf(middle - 0.4f * arrow), arrow, roundf(0.85f * arrow)}, 1,
                  p->theme->dim);
    float word = paint_text_width(p, FACE_TEXT, p->small, text);
    Rect shape = shape_rect(p, box, right - 8 * u);
    bool room = box.x + 10 * u + word + 6 * u <= shape.x;
    if (room)
        draw_shape(p, shape, curve, p->theme->dim);
    paint_text_fit(p, box.x + 10 * u, text_top_for_centre(p, FACE_TEXT, p->small, middle),
                   right - 6 * u - box.x - 10 * u, FACE_TEXT, p->small, ink, text);
    paint_focus(p, box, id, 6 * u);
}

/* The words before the boxes stand in one column. */
static float words_width(const Painter *p) {
    return paint_text_width(p, FACE_TEXT, p->small, "candidate") + 12 * p->u;
}

static void row_word(Tweaks *t, const char *word, const Edit *edit, float middle) {
    Painter *p = t->p;
    paint_text(p, t->x, text_top_for_centre(p, FACE_TEXT, p->small, middle), FACE_TEXT, p->small,
               p->theme->text, word);
    tweaks_mark(t, edit, middle);
}

static void slot_row(Tweaks *t, int slot, const CellSpec *spec) {
    Painter *p = t->p;
    float row = tweaks_row_height(p), left = words_width(p), gap = 2 * p->u;
    Rect box = {t->x + left, t->y + gap, t->w - left, row - 2 * gap};
    Edit edit = slot_edit(p, slot, ACTIVATION_SIGMOID);
    bool may = session_may(p->session, &edit);
    const Curve now = cell_curve(spec, (ActivationSlot)slot);
    const char *word = paint_phrase(p, cell_kind(spec->kind)->slots[slot].word);
    char text[ACTIVATION_TEXT], label[128];
    row_word(t, word, &edit, t->y + row / 2);
    draw_box(p, box, region_id("menu", slot), now, may);
    readable(now, text);
    snprintf(label, sizeof label, paint_phrase(p, "Activation of %s: %s"), word, text);
    Region *region = region_add(p->list, REGION_BUTTON, box, "menu", slot, label);
    if (region) {
        region->action = (Action){.kind = ACTION_OPEN_MENU, .id = region->id};
        region->reset = (Action){.kind = ACTION_RESET_ONE, .edit = edit};
        region->focusable = true;
        region->disabled = !may;
    }
    t->y += row;
}

/* Two buttons, one of them chosen. */
static void variant_row(Tweaks *t, const CellSpec *spec, int variant) {
    Painter *p = t->p;
    const VariantInfo *info = &cell_kind(spec->kind)->variants[variant];
    const char *word = paint_phrase(p, info->label);
    bool now = variant_on(spec, variant);
    float row = tweaks_row_height(p), left = words_width(p), gap = 4 * p->u;
    float w = (t->w - left - gap) / 2;
    Edit edit = {.kind = EDIT_VARIANT, .cell = p->session->cell, .index = variant};
    bool may = session_may(p->session, &edit);
    row_word(t, word, &edit, t->y + row / 2);
    for (int k = 0; k < 2; k++) {
        char label[96];
        const char *choice = paint_phrase(p, info->choices[k]);
        snprintf(label, sizeof label, "%s: %s", word, choice);
        const PushButton button = {.name = "variant",
                                   .index = k,
                                   .word = choice,
                                   .label = label,
                                   .face = now == (k == 1) ? FACE_TEXT_BOLD : FACE_TEXT,
                                   .chosen = now == (k == 1),
                                   .disabled = !may,
                                   .color = p->theme->accent,
                                   .on_color = p->theme->on_accent};
        Rect box = {roundf(t->x + left + (float)k * (w + gap)), t->y + gap / 2, roundf(w),
                    row - gap};
        Region *region = paint_push(p, box, &button);
        edit.flag = k == 1;
        if (!region)
            continue;
        region->action = (Action){.kind = ACTION_EDIT, .edit = edit};
        region->reset = (Action){.kind = ACTION_RESET_ONE, .edit = edit};
    }
    t->y += row;
}

void tweaks_activations(Tweaks *t) {
    const Session *session = t->p->session;
    const CellSpec *spec = &session->run->cells[session->cell]->spec;
    const CellKindInfo *kind = cell_kind(spec->kind);
    char heading[128];
    snprintf(heading, sizeof heading, paint_phrase(t->p, "%s ACTIVATIONS"),
             paint_cell_name(t->p, session->cell));
    tweaks_heading(t, heading);
    for (int slot = 0; slot < SLOT_COUNT; slot++)
        if (kind->slots[slot].word)
            slot_row(t, slot, spec);
    for (int k = 0; k < kind->variant_count; k++)
        if (!kind->variants[k].fixed)
            variant_row(t, spec, k);
    tweaks_gap(t);
}

/* ---- the open list ---- */

/* The lesson's own, with its numbers, or the usual ones of the activation. */
static Curve entry_curve(const Session *session, int slot, Activation activation) {
    const Cell *cell = session->lesson->cells[session->cell].cell;
    Curve own = cell_curve(&cell->spec, (ActivationSlot)slot);
    return own.activation == activation ? own : activation_usual(activation);
}

/* Those that are taught, and what this cell has or had. */
static bool is_offered(const Session *session, int slot, Activation activation) {
    const Cell *own = session->lesson->cells[session->cell].cell;
    const Cell *now = session->run->cells[session->cell];
    return activation <= ACTIVATION_IDENTITY ||
           cell_activation(&own->spec, (ActivationSlot)slot) == activation ||
           cell_activation(&now->spec, (ActivationSlot)slot) == activation;
}

static void draw_entry(Painter *p, Rect row, int slot, Activation activation, bool now) {
    char text[ACTIVATION_TEXT];
    const Curve curve = entry_curve(p->session, slot, activation);
    readable(curve, text);
    int index = slot * ACTIVATION_COUNT + (int)activation;
    unsigned id = region_id("menu.entry", index);
    if (paint_hovered(p, id) || now)
        draw_fill(p->list, row, 5 * p->u, now ? p->theme->accent : p->theme->track);
    Rect shape = shape_rect(p, row, row.x + row.w - 10 * p->u);
    draw_shape(p, shape, curve, now ? p->theme->on_accent : p->theme->dim);
    paint_text_fit(p, row.x + 8 * p->u,
                   text_top_for_centre(p, FACE_TEXT, p->small, row.y + row.h / 2),
                   shape.x - row.x - 12 * p->u, FACE_TEXT, p->small,
                   now ? p->theme->on_accent : p->theme->text, text);
    paint_focus(p, row, id, 5 * p->u);
    Region *region = region_add(p->list, REGION_BUTTON, row, "menu.entry", index, text);
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_EDIT, .edit = slot_edit(p, slot, activation)};
    region->focusable = true;
    region->on = now;
}

/* Opens upwards, over the panel; where it does not fit there, as far down as it must. */
void tweaks_open_menu(Painter *p, Rect panel) {
    const Session *session = p->session;
    for (int slot = 0; slot < SLOT_COUNT; slot++) {
        const Region *box = region_find(p->list, region_id("menu", slot));
        if (!box || box->id != session->view.menu || box->rect.w <= 0)
            continue;
        float u = p->u, row = paint_tap(p, tweaks_row_height(p)), pad = 5 * u;
        float w = fmaxf(box->rect.w, fminf(11 * p->body, panel.w - 16 * u));
        int rows = 0;
        for (int k = 0; k < ACTIVATION_COUNT; k++)
            rows += is_offered(session, slot, (Activation)k);
        Rect list = {box->rect.x + box->rect.w - w, 0, w, row * (float)rows + 2 * pad};
        list.y = roundf(fmaxf(box->rect.y + box->rect.h - list.h, panel.y + 4 * u));
        draw_fill(p->list, list, 8 * u, p->theme->card);
        draw_frame(p->list, list, 8 * u, fmaxf(u, 1), p->theme->line);
        unsigned opened = box->id;
        paint_pass_over(p, p->list->region_count, list);
        paint_focus(p, list, opened, 8 * u);
        Activation now =
            cell_activation(&session->run->cells[session->cell]->spec, (ActivationSlot)slot);
        p->list->overlay = OVERLAY_MENU;
        Rect entry = {list.x + pad, list.y + pad, list.w - 2 * pad, row};
        for (int k = 0; k < ACTIVATION_COUNT; k++) {
            if (!is_offered(session, slot, (Activation)k))
                continue;
            draw_entry(p, entry, slot, (Activation)k, (int)now == k);
            entry.y += row;
        }
        p->list->overlay = OVERLAY_NONE;
        return;
    }
}
