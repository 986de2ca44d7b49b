/* next.c: under the text: what the model thinks comes next, and all units. */
#include <math.h>
#include <stdio.h>

#include "scene/paint/bars.h"
#include "scene/text/page.h"

enum { CHANCES_SHOWN = 8, TEXT_UNITS_SHOWN = 1024 };

/* ---- what comes next ---- */

/* The likeliest symbols, the first of equals first. */
static int likeliest(const float *chances, int count, int best[CHANCES_SHOWN]) {
    int found = 0;
    for (int k = 0; k < count; k++) {
        int at = found < CHANCES_SHOWN ? found++ : CHANCES_SHOWN;
        if (at == CHANCES_SHOWN && !(chances[k] > chances[best[at - 1]]))
            continue;
        if (at == CHANCES_SHOWN)
            at--;
        for (; at > 0 && chances[k] > chances[best[at - 1]]; at--)
            best[at] = best[at - 1];
        best[at] = k;
    }
    return found;
}

/* A character, its chance as a bar and in words; a triangle where the text goes on with it. */
static void draw_chance(TextPage *page, Rect row, int symbol, float chance) {
    Painter *p = page->p;
    const Theme *theme = p->theme;
    unsigned char c = page->reading->alphabet.character_of[symbol];
    float px = p->small, middle = row.y + row.h / 2, u = p->u;
    float word = fmaxf(paint_text_width(p, FACE_TEXT, px, paint_phrase(p, "line end")), 4 * px);
    float number = paint_text_width(p, FACE_NUMBER, px, "100.0 %");
    bool comes = page->t + 1 < page->length && page->reading->text[page->t + 1] == c;
    char name[16], text[16];
    bool plain = c > ' ' && c < 0x7f;
    float side = roundf(0.6f * px);
    if (comes)
        draw_triangle(p->list, (Rect){row.x, roundf(middle - side / 2), side, side}, 0,
                      theme->text);
    float x = row.x + side + 6 * u;
    Face face = plain ? FACE_NUMBER_BOLD : FACE_TEXT;
    paint_text_fit(p, x, text_top_for_centre(p, face, px, middle), word, face, px, theme->text,
                   text_character_name(p, c, name));
    Rect bar = {x + word + 8 * u, roundf(row.y + 0.2f * row.h), 0, roundf(0.6f * row.h)};
    bar.w = row.x + row.w - number - 10 * u - bar.x;
    draw_fill(p->list, bar, 2 * u, theme->track);
    if (chance * bar.w >= 0.5f)
        draw_fill(p->list, (Rect){bar.x, bar.y, fmaxf(roundf(chance * bar.w), 1), bar.h}, 2 * u,
                  theme->role[ROLE_HIDDEN]);
    snprintf(text, sizeof text, "%.1f %%", 100 * (double)chance);
    paint_text_right(p, row.x + row.w, text_top_for_centre(p, FACE_NUMBER, px, middle), FACE_NUMBER,
                     px, theme->text, text);
}

void text_next(TextPage *page) {
    Painter *p = page->p;
    float chances[ALPHABET_MOST];
    int best[CHANCES_SHOWN];
    char title[96];
    snprintf(title, sizeof title, paint_phrase(p, "NEXT, AT TEMPERATURE %.2f"),
             (double)page->reading->temperature);
    Rect rect = page->next;
    float head = text_heading(p, rect, p->theme->dim, title);
    if (page->t < 0) {
        paint_text_fit(p, rect.x, rect.y + head, rect.w, FACE_TEXT, p->small, p->theme->dim,
                       paint_phrase(p, "nothing is read yet"));
        return;
    }
    session_text_chances(p->session, page->t, chances);
    int count = likeliest(chances, page->reading->alphabet.count, best);
    float h = floorf((rect.h - head) / CHANCES_SHOWN);
    for (int k = 0; k < count; k++)
        draw_chance(page, (Rect){rect.x, rect.y + head + (float)k * h, rect.w, h}, best[k],
                    chances[best[k]]);
}

/* ---- all units ---- */

static void add_unit(TextPage *page, const BarsPlan *plan, int unit, float value) {
    Painter *p = page->p;
    Rect rect = bars_rect(plan, unit);
    char label[96];
    snprintf(label, sizeof label, paint_phrase(p, "Unit %d: %.2f; press to see what it counts"),
             unit + 1, (double)value);
    Region *region = region_add(p->list, REGION_BUTTON, rect, "text.unit", unit, label);
    if (region)
        region->action = (Action){.kind = ACTION_SELECT, .cell = CHARACTERS_CELL, .unit = unit};
}

/* What the colours mean, and the bars under the characters. */
static void draw_legend(TextPage *page, Rect rect, Color above) {
    Painter *p = page->p;
    const Color colors[2] = {above, bars_below(p, above)};
    const char *words[2] = {paint_phrase(p, "above its mean"), paint_phrase(p, "below")};
    float side = roundf(0.7f * p->small), x = rect.x, h = roundf(1.5f * p->small);
    for (int k = 0; k < 2; k++) {
        float zero = rect.y + h / 2;
        draw_fill(p->list, (Rect){x, roundf(k ? zero : zero - side / 2), side, roundf(side / 2)}, 0,
                  colors[k]);
        draw_fill(p->list, (Rect){x, roundf(zero), side, fmaxf(roundf(p->u), 1)}, 0, p->theme->dim);
        x += side + 6 * p->u;
        float room = rect.x + rect.w - x;
        if (room > 0)
            x += paint_text_fit(p, x, text_top_for_centre(p, FACE_TEXT, p->small, zero), room,
                                FACE_TEXT, p->small, p->theme->dim, words[k]) +
                 16 * p->u;
    }
}

void text_units(TextPage *page) {
    Painter *p = page->p;
    const Trace *trace = p->session->run->traces[CHARACTERS_CELL];
    int signal = session_text_signal(p->session), count = trace->spec.hidden;
    bool lstm = signal != SIGNAL_H;
    Color color = p->theme->role[lstm ? ROLE_CELL : ROLE_HIDDEN];
    char title[96];
    snprintf(title, sizeof title,
             lstm ? paint_phrase(p, "MEMORY OF ALL %d UNITS, c")
                  : paint_phrase(p, "STATE OF ALL %d UNITS, h"),
             count);
    Rect rect = page->units;
    float head = text_heading(p, rect, p->theme->dim, title);
    rect.y += head;
    rect.h -= head + roundf(1.7f * p->small);
    BarsPlan plan = bars_plan(p, rect, count);
    const float *values = trace_at(trace, signal, page->t, 0);
    float levels[TEXT_UNITS_SHOWN];
    if (count > TEXT_UNITS_SHOWN)
        count = TEXT_UNITS_SHOWN;
    for (int k = 0; k < count; k++)
        levels[k] = text_scale_level(session_text_scale(p->session, k), values[k]);
    const Bars bars = {.count = count,
                       .to = levels,
                       .part = 1,
                       .hidden = page->t < 0,
                       .limit = 1,
                       .color = color,
                       .on_color = p->theme->on_role[lstm ? ROLE_CELL : ROLE_HIDDEN]};
    bars_draw(p, &plan, &bars);
    for (int k = 0; k < count && plan.group <= 1; k++)
        add_unit(page, &plan, k, values[k]);
    bars_frame(p, &plan, p->session->unit, p->theme->select);
    draw_legend(page, (Rect){rect.x, rect.y + rect.h + 6 * p->u, rect.w, 0}, color);
}
