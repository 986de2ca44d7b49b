/* facts.c: under the layers' cards: what is said of the selected unit, the orders that units can stand
 * in, and what the colours mean. */
#include <math.h>
#include <stdio.h>

#include "scene/look/page.h"
#include "scene/paint/control.h"

static void draw_fact(Column *c, const char *name, const char *value) {
    Painter *p = c->p;
    float line = roundf(1.6f * p->small), middle = c->y + line / 2;
    float w = paint_text_width(p, FACE_NUMBER_BOLD, p->small, value);
    paint_text_right(p, c->x + c->w, text_top_for_centre(p, FACE_NUMBER_BOLD, p->small, middle),
                     FACE_NUMBER_BOLD, p->small, p->theme->text, value);
    paint_text_fit(p, c->x, text_top_for_centre(p, FACE_TEXT, p->small, middle),
                   c->w - w - 10 * p->u, FACE_TEXT, p->small, p->theme->dim, name);
    c->y += line;
}

static void say_keeps(const Painter *p, float keeps, char *text, size_t size) {
    if (isinf(keeps))
        snprintf(text, size, "%s", paint_phrase(p, "for ever"));
    else
        snprintf(text, size, paint_phrase(p, "%.3g steps"), (double)keeps);
}

/* ---- the unit ---- */

static void draw_unit(Column *c, const Look *look) {
    Painter *p = c->p;
    const Session *session = p->session;
    const UnitFigures *unit = &look->cells[session->cell].figures.units[session->unit];
    CellKind of = session->lesson->cells[session->cell].cell->spec.kind;
    const CellKindInfo *kind = cell_kind(of);
    char text[128], number[24], other[24];
    const char *letter =
        paint_signal_symbol(p, of, kind->keeps == NO_SIGNAL ? SIGNAL_H : kind->keeps);
    snprintf(text, sizeof text, paint_phrase(p, "Unit %d"), session->unit + 1);
    c->y += 8 * p->u;
    float w = paint_text_fit(p, c->x, c->y, c->w, FACE_TEXT_BOLD, p->large, p->theme->text, text);
    paint_text_fit(p, c->x + w + 10 * p->u, c->y + 0.3f * p->small, c->w - w - 10 * p->u, FACE_TEXT,
                   p->small, p->theme->dim, paint_cell_title(p, session->cell));
    c->y += roundf(1.5f * p->large);
    if (kind->keeps != NO_SIGNAL) {
        say_keeps(p, unit->keeps, text, sizeof text);
        draw_fact(c, paint_phrase(p, "keeps a value"), text);
    }
    if (session->unit < look_map(look)->rows) {
        snprintf(text, sizeof text, paint_phrase(p, "r with %s"), paint_input_name(p, look->input));
        draw_fact(c, text, look_number(look->r[session->unit], number));
    }
    snprintf(text, sizeof text, paint_phrase(p, "%s at an end"), letter);
    snprintf(number, sizeof number, "%.0f %%", 100 * (double)unit->saturated);
    draw_fact(c, text, number);
    snprintf(text, sizeof text, paint_phrase(p, "%s reaches"),
             paint_signal_symbol(p, of, kind->memory));
    float reach = fmaxf(fabsf(unit->low), fabsf(unit->high));
    draw_fact(c, text, look_number(reach, other));
}

/* Its cell, its unit, its step, in the lesson that all this is. */
static void draw_way(Column *c) {
    Painter *p = c->p;
    const PushButton button = {.name = "look.stage",
                               .word = paint_phrase(p, "To the stage"),
                               .label = paint_phrase(p, "This unit on stage, step by step (Enter)"),
                               .face = FACE_TEXT_BOLD,
                               .chosen = true,
                               .color = p->theme->accent,
                               .on_color = p->theme->on_accent};
    c->y += 8 * p->u;
    Region *region = paint_push(p, control_share(c, control_row_height(p), 1, 0), &button);
    if (region)
        region->action = (Action){.kind = ACTION_LOOK, .number = LOOK_ON_STAGE, .unit = 1};
    c->y += control_row_height(p) + 12 * p->u;
}

/* ---- the orders ---- */

static void draw_orders(Column *c) {
    static const char *const WORDS[LOOK_ORDERS] = {"memory", "saturation", "r", "unit number"};
    Painter *p = c->p;
    LookOrder order = look_order(p->session);
    float h = control_row_height(p);
    paint_text_fit(p, c->x, c->y, c->w, FACE_TEXT, p->small, p->theme->dim,
                   paint_phrase(p, "Sort by"));
    c->y += roundf(1.6f * p->small);
    for (int k = 0; k < LOOK_ORDERS; k++) {
        char label[128];
        snprintf(label, sizeof label, paint_phrase(p, "Units in the order of: %s (O)"),
                 look_order_name(p, (LookOrder)k));
        const PushButton button = {.name = "look.order",
                                   .index = k,
                                   .word = paint_phrase(p, WORDS[k]),
                                   .label = label,
                                   .face = FACE_TEXT,
                                   .chosen = k == (int)order,
                                   .color = p->theme->accent,
                                   .on_color = p->theme->on_accent};
        Rect rect = control_share(c, h, 2, k % 2);
        Region *region = paint_push(p, rect, &button);
        if (region)
            region->action = (Action){.kind = ACTION_LOOK, .number = LOOK_ORDER, .unit = k};
        c->y += k % 2 ? h + 6 * p->u : 0;
    }
}

/* ---- what the colours mean ---- */

static void draw_ramp(Column *c, float x, float w, const Color palette[RASTER_COLORS],
                      const char *const words[3]) {
    enum { STEPS = LEVEL_HIGH - LEVEL_LOW + 1 };
    Painter *p = c->p;
    float u = p->u, y = c->y + 11 * u;
    unsigned char *levels = draw_raster(p->list, (Rect){x, c->y, w, 8 * u}, 1, STEPS, palette);
    for (int k = 0; levels && k < STEPS; k++)
        levels[k] = (unsigned char)(LEVEL_LOW + k);
    paint_text(p, x, y, FACE_NUMBER, p->small, p->theme->dim, words[0]);
    paint_text_centre(p, x + w / 2, y, FACE_NUMBER, p->small, p->theme->dim, words[1]);
    paint_text_right(p, x + w, y, FACE_NUMBER, p->small, p->theme->dim, words[2]);
}

static void draw_legend(Column *c, const Look *look) {
    Painter *p = c->p;
    const CellFigures *figures = &look->cells[p->session->cell].figures;
    const LookMap *map = look_map(look);
    Color palette[RASTER_COLORS];
    char text[96], low[24], high[24];
    const char *words[3] = {".001", ".5", ".999"}, *const R[3] = {"r\u22121", "0", "+1"};
    snprintf(text, sizeof text, paint_phrase(p, "%d saturated, %d dead"), figures->saturated,
             figures->dead);
    paint_text_fit(p, c->x, c->y, c->w, FACE_TEXT, p->small, p->theme->dim, text);
    c->y += roundf(1.7f * p->small);
    if (!map->gate) {
        words[0] = look_number(-map->reach, low);
        words[1] = "0";
        words[2] = look_number(map->reach, high);
    }
    float wide = roundf(0.58f * c->w);
    look_palette(p,
                 &cell_kind(p->session->lesson->cells[p->session->cell].cell->spec.kind)
                      ->signals[map->signal],
                 palette);
    draw_ramp(c, c->x, wide, palette, words);
    look_r_palette(p, palette);
    draw_ramp(c, c->x + wide + 14 * p->u, c->w - wide - 14 * p->u, palette, R);
    c->y += 11 * p->u + roundf(1.6f * p->small);
}

static void draw_terms(Column *c) {
    const RichStyle style = {.px = c->p->small, .color = c->p->theme->dim, .plain = true};
    c->y += rich_text(c->p, c->x, c->y, c->w,
                      paint_phrase(c->p, "Shut is below 0.1, open above 0.9, at an end within 0.01 "
                                         "of it; saturated is at an end in half of the steps; dead "
                                         "is a hidden state that moves by less than 0.001."),
                      style);
    c->y += 8 * c->p->u;
}

/* What is beyond the axis and what is no number, where there is such. */
static void draw_marks(Column *c, const Look *look) {
    static const char *const WORDS[3] = {"below the axis", "beyond the axis", "no number"};
    Painter *p = c->p;
    const Color colors[3] = {p->theme->accent, p->theme->text, p->theme->bad};
    const LookMap *map = look_map(look);
    bool shown[3] = {map->beyond > 0, map->beyond > 0, map->none > 0};
    for (int k = 0; k < 3; k++) {
        if (!shown[k])
            continue;
        draw_fill(p->list, (Rect){c->x, c->y + 0.3f * p->small, p->small, p->small}, 2 * p->u,
                  colors[k]);
        paint_text_fit(p, c->x + 1.6f * p->small, c->y, c->w - 1.6f * p->small, FACE_TEXT, p->small,
                       p->theme->dim, paint_phrase(p, WORDS[k]));
        c->y += roundf(1.6f * p->small);
    }
}

void look_facts(Column *c, const Look *look) {
    draw_unit(c, look);
    draw_way(c);
    draw_orders(c);
    draw_legend(c, look);
    draw_marks(c, look);
    draw_terms(c);
}
