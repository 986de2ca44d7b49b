/* tweaks_menus.c: activations as drop-down lists; variants as a choice of two. */
#include <math.h>
#include <stdio.h>

#include "scene/tweaks.h"

static const char *const SLOT_WORDS[SLOT_COUNT] = {"gates", "candidate", "output"};

static bool has_slot(CellKind kind, ActivationSlot slot) {
    switch (slot) {
    case SLOT_GATE:
        return kind != CELL_RNN;
    case SLOT_OUTPUT:
        return kind == CELL_LSTM;
    default:
        return true;
    }
}

static Activation activation_in(const CellSpec *spec, ActivationSlot slot) {
    return slot == SLOT_GATE ? spec->gate : slot == SLOT_CANDIDATE ? spec->candidate : spec->output;
}

/* "hard_sigmoid" as people read it. */
static void readable(Activation activation, char *text, size_t size) {
    snprintf(text, size, "%s", activation_name(activation));
    for (char *c = text; *c; c++)
        if (*c == '_')
            *c = ' ';
}

static Edit slot_edit(const Painter *p, int slot, Activation activation) {
    return (Edit){
        .kind = EDIT_ACTIVATION, .cell = p->session->cell, .index = slot, .activation = activation};
}

static void draw_box(Painter *p, Rect box, unsigned id, const char *text, bool may) {
    float u = p->u, arrow = 7 * u, middle = box.y + box.h / 2;
    Color fill = p->theme->track;
    draw_fill(p->list, box, 6 * u,
              paint_hovered(p, id) && may ? color_mix(fill, p->theme->text, 0.12f) : fill);
    paint_text_fit(p, box.x + 10 * u, text_top_for_centre(p, FACE_TEXT, p->small, middle),
                   box.w - 32 * u, FACE_TEXT, p->small, may ? p->theme->text : p->theme->dim, text);
    draw_triangle(
        p->list, (Rect){box.x + box.w - arrow - 9 * u, middle - 0.4f * arrow, arrow, 0.85f * arrow},
        1, p->theme->dim);
    paint_focus(p, box, id, 6 * u);
}

static void slot_row(Tweaks *t, int slot, const CellSpec *spec) {
    Painter *p = t->p;
    float u = p->u, row = tweaks_row_height(p), middle = t->y + row / 2;
    float label_w = paint_text_width(p, FACE_TEXT, p->small, SLOT_WORDS[SLOT_CANDIDATE]) + 14 * u;
    Rect box = {t->x + label_w, t->y + 2 * u, t->w - label_w, row - 4 * u};
    Edit edit = slot_edit(p, slot, ACTIVATION_SIGMOID);
    bool may = session_may(p->session, &edit);
    char text[32], label[64];
    readable(activation_in(spec, (ActivationSlot)slot), text, sizeof text);
    const char *word = spec->kind == CELL_RNN ? "hidden" : SLOT_WORDS[slot];
    paint_text(p, t->x, text_top_for_centre(p, FACE_TEXT, p->small, middle), FACE_TEXT, p->small,
               p->theme->text, word);
    tweaks_mark(t, &edit, middle);
    draw_box(p, box, region_id("menu", slot), text, may);
    snprintf(label, sizeof label, "Activation of %s: %s", word, text);
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
static void variant_row(Tweaks *t, const char *word, EditKind kind, bool now, const char *no,
                        const char *yes) {
    Painter *p = t->p;
    float u = p->u, row = tweaks_row_height(p), middle = t->y + row / 2;
    float label_w = paint_text_width(p, FACE_TEXT, p->small, SLOT_WORDS[SLOT_CANDIDATE]) + 14 * u;
    float w = (t->w - label_w - 5 * u) / 2;
    Edit edit = {.kind = kind, .cell = p->session->cell};
    bool may = session_may(p->session, &edit);
    paint_text(p, t->x, text_top_for_centre(p, FACE_TEXT, p->small, middle), FACE_TEXT, p->small,
               p->theme->text, word);
    tweaks_mark(t, &edit, middle);
    for (int k = 0; k < 2; k++) {
        Rect box = {roundf(t->x + label_w + (float)k * (w + 5 * u)), t->y + 2 * u, roundf(w),
                    row - 4 * u};
        Region *region = paint_button(p, box, "variant", k, k ? yes : no, FACE_TEXT,
                                      now == (k == 1), p->theme->accent, p->theme->on_accent);
        edit.flag = k == 1;
        if (!region)
            continue;
        region->action = (Action){.kind = ACTION_EDIT, .edit = edit};
        region->reset = (Action){.kind = ACTION_RESET_ONE, .edit = edit};
        region->disabled = !may;
    }
    t->y += row;
}

void tweaks_activations(Tweaks *t) {
    const Session *session = t->p->session;
    const CellSpec *spec = &session->run->cells[session->cell]->spec;
    tweaks_heading(t, "ACTIVATIONS");
    for (int slot = 0; slot < SLOT_COUNT; slot++)
        if (has_slot(spec->kind, (ActivationSlot)slot))
            slot_row(t, slot, spec);
    if (spec->kind == CELL_LSTM)
        variant_row(t, "i and f", EDIT_COUPLED, spec->coupled, "apart", "i = 1\u2212f");
    if (spec->kind == CELL_GRU)
        variant_row(t, "reset", EDIT_RESET, spec->reset_after, "before", "after");
    t->y += 12 * t->p->u;
}

/* ---- the open list ---- */

static void draw_entry(Painter *p, Rect row, int slot, Activation activation, bool now) {
    char text[32];
    readable(activation, text, sizeof text);
    int index = slot * ACTIVATION_COUNT + (int)activation;
    unsigned id = region_id("menu.entry", index);
    if (paint_hovered(p, id) || now)
        draw_fill(p->list, row, 5 * p->u, now ? p->theme->accent : p->theme->track);
    paint_text(p, row.x + 10 * p->u, text_top_for_centre(p, FACE_TEXT, p->small, row.y + row.h / 2),
               FACE_TEXT, p->small, now ? p->theme->on_accent : p->theme->text, text);
    paint_focus(p, row, id, 5 * p->u);
    Region *region = region_add(p->list, REGION_BUTTON, row, "menu.entry", index, text);
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_EDIT, .edit = slot_edit(p, slot, activation)};
    region->focusable = true;
}

/* Opens upwards, over the panel; where it does not fit there, as far down as it must. */
void tweaks_open_menu(Painter *p, Rect panel) {
    const Session *session = p->session;
    for (int slot = 0; slot < SLOT_COUNT; slot++) {
        const Region *box = region_find(p->list, region_id("menu", slot));
        if (!box || box->id != session->view.menu || box->rect.w <= 0)
            continue;
        float u = p->u, row = tweaks_row_height(p), pad = 5 * u;
        Rect list = {box->rect.x, 0, box->rect.w, row * ACTIVATION_COUNT + 2 * pad};
        list.y = fmaxf(box->rect.y + box->rect.h - list.h, panel.y + 4 * u);
        draw_fill(p->list, list, 8 * u, p->theme->card);
        draw_frame(p->list, list, 8 * u, fmaxf(u, 1), p->theme->line);
        Activation now =
            activation_in(&session->run->cells[session->cell]->spec, (ActivationSlot)slot);
        for (int k = 0; k < ACTIVATION_COUNT; k++)
            draw_entry(p,
                       (Rect){list.x + pad, list.y + pad + row * (float)k, list.w - 2 * pad, row},
                       slot, (Activation)k, (int)now == k);
        return;
    }
}
