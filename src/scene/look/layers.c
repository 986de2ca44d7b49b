/* layers.c: the column at the right: a card for each layer of the network, what is said of the selected
 * unit, the orders, and what the colours mean. */
#include <math.h>
#include <stdio.h>

#include "scene/look/look.h"
#include "scene/look/page.h"
#include "scene/paint/panel.h"
#include "scene/paint/scroll.h"

/* ---- a card ---- */

static float line_of(const Painter *p) {
    return roundf(fmaxf(18 * p->u, 1.5f * p->small));
}

static float card_height(const Painter *p, const LookCell *cell) {
    bool beside = session_look_into(p->session)->beside != NULL;
    int lines = cell->figures.gate_count + 1 + (cell->lost.by != LOST_NOT) + beside;
    return roundf(1.9f * p->small + line_of(p) * (float)lines + 8 * p->u);
}

static const char *letter_of(const Painter *p, int cell, int signal) {
    return paint_signal_symbol(p, p->session->lesson->cells[cell].cell->spec.kind, signal);
}

static Role role_of(const Painter *p, int cell, int signal) {
    return cell_kind(p->session->lesson->cells[cell].cell->spec.kind)->signals[signal].role;
}

/* Shut from the left, open from the right, what lies between left free. */
static void draw_gate(Painter *p, Rect row, int cell, const CellFigures *figures, int at) {
    float u = p->u, middle = row.y + row.h / 2, bar = roundf(0.56f * row.h);
    int signal = figures->gates[at];
    Color color = p->theme->role[role_of(p, cell, signal)];
    char text[32];
    snprintf(text, sizeof text, "%.0f \u00b7 %.0f %%", 100 * (double)figures->shut[at],
             100 * (double)figures->open[at]);
    float number = paint_text_width(p, FACE_NUMBER, p->small, "00 \u00b7 100 %");
    paint_symbol(p, row.x, middle + 0.3f * p->small, p->small, role_of(p, cell, signal),
                 letter_of(p, cell, signal), NULL);
    Rect track = {row.x + 22 * u, roundf(middle - bar / 2), row.w - number - 32 * u, bar};
    draw_fill(p->list, track, 2 * u, p->theme->track);
    float shut = roundf(track.w * figures->shut[at]), open = roundf(track.w * figures->open[at]);
    if (shut > 0)
        draw_fill(p->list, (Rect){track.x, track.y, shut, bar}, 2 * u, p->theme->faint);
    if (open > 0)
        draw_fill(p->list, (Rect){track.x + track.w - open, track.y, open, bar}, 2 * u, color);
    paint_text_right(p, row.x + row.w, text_top_for_centre(p, FACE_NUMBER, p->small, middle),
                     FACE_NUMBER, p->small, p->theme->dim, text);
}

/* What is remembered reaches from low to high; all cards have one axis. */
static void draw_memory(Painter *p, Rect row, int cell, const CellFigures *figures, float reach) {
    float u = p->u, middle = row.y + row.h / 2, bar = roundf(0.4f * row.h);
    int memory = cell_kind(p->session->lesson->cells[cell].cell->spec.kind)->memory;
    char low[24], high[24], text[64];
    snprintf(text, sizeof text, "%s \u2026 %s", look_number(figures->low, low),
             look_number(figures->high, high));
    float number = paint_text_width(p, FACE_NUMBER, p->small, text);
    paint_symbol(p, row.x, middle + 0.3f * p->small, p->small, role_of(p, cell, memory),
                 letter_of(p, cell, memory), NULL);
    paint_text_right(p, row.x + row.w, text_top_for_centre(p, FACE_NUMBER, p->small, middle),
                     FACE_NUMBER, p->small, p->theme->dim, text);
    Rect track = {row.x + 22 * u, roundf(middle - bar / 2), row.w - number - 32 * u, bar};
    if (track.w < 24 * u)
        return;
    draw_fill(p->list, track, 2 * u, p->theme->track);
    float zero = track.x + track.w / 2, scale = track.w / 2 / reach;
    if (isfinite(figures->low))
        draw_fill(p->list,
                  (Rect){zero + figures->low * scale, track.y,
                         fmaxf((figures->high - figures->low) * scale, 1), bar},
                  2 * u, p->theme->role[role_of(p, cell, memory)]);
    draw_line(p->list, zero, track.y - 2 * u, zero, track.y + bar + 2 * u, fmaxf(u, 1),
              p->theme->text);
}

static void say_lost(const Painter *p, int cell, const Lost *lost, char *text, size_t size) {
    const Lesson *lesson = p->session->lesson;
    const CellKindInfo *kind = cell_kind(lesson->cells[cell].cell->spec.kind);
    switch (lost->by) {
    case LOST_INPUT:
        snprintf(text, size, paint_phrase(p, "t = %ld: the input %s is no number"), lost->t,
                 paint_input_name(p, lost->unit));
        break;
    case LOST_CELL:
        snprintf(text, size, paint_phrase(p, "t = %ld: no number from the layer below"), lost->t);
        break;
    case LOST_WEIGHT:
        snprintf(text, size, paint_phrase(p, "t = %ld: the weight %s[%d,%d] is no number"), lost->t,
                 kind->weights[lost->weight].name, lost->row, lost->column);
        break;
    default:
        snprintf(text, size, paint_phrase(p, "t = %ld: %s of unit %d grew too large"), lost->t,
                 kind->signals[lost->signal].name, lost->unit + 1);
    }
}

/* The same layer of the other export; whether it is the same. */
static bool say_beside(const Painter *p, const LookBeside *beside, char *text, size_t size) {
    const Parting *parting = &beside->parting;
    if (!beside->there)
        snprintf(text, size, "%s", paint_phrase(p, "the other has no such layer"));
    else if (parting->there)
        snprintf(text, size, paint_phrase(p, "differs from t = %ld, up to %.1g"), parting->t,
                 (double)parting->most);
    else
        snprintf(text, size, paint_phrase(p, "the same in both, to %.1g"), (double)parting->most);
    return beside->there && !parting->there;
}

/* From where on, in the direction of time that the cell has, rounding decides. */
static void say_trust(const Painter *p, const LookCell *cell, bool backward, char *text,
                      size_t size) {
    if (!cell->horizon.known)
        snprintf(text, size, "%s", paint_phrase(p, "not known"));
    else if (cell->horizon.from < 0)
        snprintf(text, size, "%s", paint_phrase(p, "trust all"));
    else
        snprintf(text, size, backward ? "t \u2264 %ld" : "t \u2265 %ld", cell->horizon.from);
}

static void draw_title(Painter *p, Rect row, int cell, const LookCell *about) {
    char trust[48], text[160];
    const Cell *of = p->session->lesson->cells[cell].cell;
    Color color = !about->horizon.known     ? p->theme->dim
                  : about->horizon.from < 0 ? p->theme->good
                                            : p->theme->bad;
    float middle = row.y + row.h / 2;
    say_trust(p, about, of->spec.backward, trust, sizeof trust);
    float number = paint_text_width(p, FACE_NUMBER_BOLD, p->small, trust);
    paint_text_right(p, row.x + row.w, text_top_for_centre(p, FACE_NUMBER_BOLD, p->small, middle),
                     FACE_NUMBER_BOLD, p->small, color, trust);
    float room = row.w - number - 10 * p->u;
    float w =
        paint_text_fit(p, row.x, text_top_for_centre(p, FACE_TEXT_BOLD, p->small, middle), room,
                       FACE_TEXT_BOLD, p->small, p->theme->text, paint_cell_title(p, cell));
    if (about->readout) /* reads each step alone */
        return;
    snprintf(text, sizeof text, "%s %s", of->spec.backward ? "\u2190" : "\u2192",
             paint_phrase(p, of->spec.backward ? "backwards" : "forwards"));
    if (room - w > 5 * p->small)
        paint_text_fit(p, row.x + w + 8 * p->u, text_top_for_centre(p, FACE_TEXT, p->small, middle),
                       room - w - 8 * p->u, FACE_TEXT, p->small, p->theme->dim, text);
}

static void draw_card(Column *c, int cell, const LookCell *about, float reach) {
    Painter *p = c->p;
    const CellFigures *figures = &about->figures;
    bool chosen = cell == p->session->cell;
    unsigned id = region_id("look.layer", cell);
    float u = p->u, line = line_of(p), pad = 10 * u;
    Rect box = {c->x, c->y, c->w, card_height(p, about)};
    draw_fill(p->list, box, 8 * u,
              paint_hovered(p, id) ? color_mix(p->theme->card, p->theme->text, 0.05f)
                                   : p->theme->card);
    draw_frame(p->list, box, 8 * u, fmaxf(roundf((chosen ? 2 : 1) * u), 1),
               chosen ? p->theme->accent : p->theme->line);
    Rect row = {box.x + pad, box.y + 4 * u, box.w - 2 * pad, roundf(1.9f * p->small)};
    draw_title(p, row, cell, about);
    row.y += row.h;
    row.h = line;
    for (int k = 0; k < figures->gate_count; k++, row.y += line)
        draw_gate(p, row, cell, figures, k);
    draw_memory(p, row, cell, figures, reach);
    char text[192], label[256];
    if (about->lost.by != LOST_NOT) {
        say_lost(p, cell, &about->lost, text, sizeof text);
        row.y += line;
        paint_text_fit(p, row.x, text_top_for_centre(p, FACE_TEXT, p->small, row.y + line / 2),
                       row.w, FACE_TEXT, p->small, p->theme->bad, text);
    }
    if (session_look_into(p->session)->beside) {
        bool same = say_beside(p, &about->beside, text, sizeof text);
        row.y += line;
        paint_text_fit(p, row.x, text_top_for_centre(p, FACE_TEXT, p->small, row.y + line / 2),
                       row.w, FACE_TEXT, p->small, same ? p->theme->good : p->theme->bad, text);
    }
    paint_focus(p, box, id, 8 * u);
    snprintf(label, sizeof label, paint_phrase(p, "%s: %d units, %d of them dead, %d saturated"),
             paint_cell_title(p, cell), figures->unit_count, figures->dead, figures->saturated);
    Region *region = region_add(p->list, REGION_BUTTON, box, "look.layer", cell, label);
    if (region) {
        region->action = (Action){.kind = ACTION_SELECT, .cell = cell, .unit = p->session->unit};
        region->focusable = true;
    }
    c->y += box.h + 6 * u;
}

static float reach_of(const Look *look, int cells) {
    float reach = 1e-6f;
    for (int k = 0; k < cells; k++) {
        const CellFigures *figures = &look->cells[k].figures;
        reach = fmaxf(reach, fmaxf(fabsf(figures->low), fabsf(figures->high)));
    }
    return reach;
}

static void draw_layers(Column *c, const Look *look) {
    Painter *p = c->p;
    int cells = p->session->lesson->cell_count;
    float reach = reach_of(look, cells);
    const char *share = paint_phrase(p, "share shut \u00b7 open");
    float room = paint_text_width(p, FACE_TEXT, p->small, share);
    paint_text_right(p, c->x + c->w, c->y + 0.3f * p->small, FACE_TEXT, p->small, p->theme->dim,
                     share);
    paint_text_fit(p, c->x, c->y, c->w - room - 10 * p->u, FACE_TEXT_BOLD, p->large, p->theme->text,
                   paint_phrase(p, "Layers"));
    c->y += roundf(1.6f * p->large);
    for (int k = 0; k < cells; k++)
        draw_card(c, k, &look->cells[k], reach);
}

/* ---- all of it ---- */

void scene_look_layers(Painter *p, Rect rect) {
    float u = p->u, pad = 16 * u, line = fmaxf(roundf(u), 1);
    draw_fill(p->list, rect, 0, p->theme->panel);
    draw_fill(p->list, (Rect){rect.x, rect.y, rect.w, line}, 0, p->theme->line);
    draw_fill(p->list, (Rect){rect.x, rect.y, line, rect.h}, 0, p->theme->line);
    Rect room = {rect.x + line, rect.y + line, rect.w - line, rect.h - line};
    Scroll scroll = scroll_begin(p, PANEL_TWEAKS, room);
    Column c = {p, rect.x + pad, rect.y + 12 * u, rect.w - 2 * pad};
    const Look *look = session_look_into(p->session);
    if (look->made) {
        draw_layers(&c, look);
        look_facts(&c, look);
    }
    scroll_end(p, &scroll, c.y + 10 * u - room.y);
}
