/* ranks.c: the column on the right: how closely the selected unit follows each property of the
 * text, which units follow the chosen property most closely, and the selected unit's gates. */
#include <math.h>
#include <stdio.h>

#include "scene/paint/control.h"
#include "scene/text/page.h"
#include "session/kinds/text.h"

/* A row of a ranking: a name, a bar from nought to the right or left, a number. */
typedef struct Rank {
    const char *name; /* of its region */
    int index;
    const char *word, *label;
    float r; /* NAN: there is none */
    bool chosen;
    Action action;
} Rank;

static void draw_bar(Painter *p, Rect track, float r) {
    const Theme *theme = p->theme;
    float middle = roundf(track.x + track.w / 2), line = fmaxf(roundf(p->u), 1);
    float length = roundf(fabsf(r) * track.w / 2);
    draw_fill(p->list, track, 2 * p->u, theme->track);
    if (!isnan(r))
        draw_fill(p->list,
                  (Rect){r < 0 ? middle - length : middle, track.y + 2 * p->u, fmaxf(length, 1),
                         track.h - 4 * p->u},
                  0, theme->accent);
    draw_fill(p->list, (Rect){middle, track.y, line, track.h}, 0, theme->dim);
}

static void draw_rank(Column *c, float h, const Rank *rank) {
    Painter *p = c->p;
    float u = p->u, px = p->small, middle = c->y + h / 2;
    unsigned id = region_id(rank->name, rank->index);
    Rect row = {c->x - 8 * u, c->y, c->w + 16 * u, h};
    float number = paint_text_width(p, FACE_NUMBER, px, "-0.00"), bar = roundf(0.26f * c->w);
    float word = c->w - number - bar - 16 * u;
    char text[16] = "\u2013";
    if (rank->chosen)
        draw_fill(p->list, row, 6 * u, color_mix(p->theme->panel, p->theme->accent, 0.22f));
    else if (paint_hovered(p, id))
        draw_fill(p->list, row, 6 * u, p->theme->track);
    if (!isnan(rank->r))
        snprintf(text, sizeof text, "%+.2f", (double)rank->r);
    Face face = rank->chosen ? FACE_TEXT_BOLD : FACE_TEXT;
    paint_text_fit(p, c->x, text_top_for_centre(p, face, px, middle), word, face, px,
                   p->theme->text, rank->word);
    draw_bar(p,
             (Rect){roundf(c->x + word + 8 * u), roundf(c->y + 0.22f * h), bar, roundf(0.56f * h)},
             rank->r);
    paint_text_right(p, c->x + c->w, text_top_for_centre(p, FACE_NUMBER, px, middle), FACE_NUMBER,
                     px, p->theme->text, text);
    paint_focus(p, row, id, 6 * u);
    Region *region = region_add(p->list, REGION_BUTTON, row, rank->name, rank->index, rank->label);
    if (region) {
        region->action = rank->action;
        region->on = rank->chosen;
        region->focusable = true;
    }
    c->y += h;
}

static void draw_features(Column *c, float h, float low) {
    Painter *p = c->p;
    const TextReading *reading = session_text(p->session);
    int unit = p->session->unit;
    for (int k = 0; k < FEATURE_COUNT && c->y + h <= low; k++) {
        const char *word = paint_phrase(p, feature_name((Feature)k));
        float r = correlation_of(&reading->correlation, unit, (Feature)k);
        char label[192];
        if (isnan(r))
            snprintf(label, sizeof label,
                     paint_phrase(p, "\u201c%s\u201d does not change in this text"), word);
        else
            snprintf(label, sizeof label,
                     paint_phrase(p, "Unit %d and \u201c%s\u201d: correlation %+.2f; press to rank "
                                     "all units by it"),
                     unit + 1, word, (double)r);
        draw_rank(c, h,
                  &(Rank){.name = "text.feature",
                          .index = k,
                          .word = word,
                          .label = label,
                          .r = r,
                          .chosen = k == (int)reading->feature,
                          .action = {.kind = ACTION_TEXT_FEATURE, .number = k}});
    }
}

static void draw_units(Column *c, float h, float low) {
    Painter *p = c->p;
    const TextReading *reading = session_text(p->session);
    for (int k = 0; k < reading->correlation.units && c->y + h <= low; k++) {
        int unit = reading->order[k];
        char word[48], label[96];
        snprintf(word, sizeof word, paint_phrase(p, "unit %d"), unit + 1);
        snprintf(label, sizeof label,
                 paint_phrase(p, "Select unit %d, number %d of %d in this list"), unit + 1, k + 1,
                 reading->correlation.units);
        draw_rank(
            c, h,
            &(Rank){.name = "text.rank",
                    .index = k,
                    .word = word,
                    .label = label,
                    .r = correlation_of(&reading->correlation, unit, reading->feature),
                    .chosen = unit == p->session->unit,
                    .action = {.kind = ACTION_SELECT, .cell = CHARACTERS_CELL, .unit = unit}});
    }
}

void text_ranks(Painter *p, Rect rect) {
    const TextReading *reading = session_text(p->session);
    float u = p->u, pad = 18 * u, line = fmaxf(roundf(u), 1);
    float h = roundf(fmaxf(22 * u, 1.62f * p->small));
    char title[128];
    draw_fill(p->list, rect, 0, p->theme->panel);
    draw_fill(p->list, (Rect){rect.x, rect.y, line, rect.h}, 0, p->theme->line);
    Column column = {p, rect.x + pad, rect.y + 14 * u, rect.w - 2 * pad};
    snprintf(title, sizeof title, paint_phrase(p, "WHAT UNIT %d FOLLOWS"), p->session->unit + 1);
    column_heading(&column, p->theme->accent, title);
    float gates = text_gates_height(p), note = roundf(rect.y + rect.h - 1.9f * p->small);
    float low = note - 6 * u;
    if (column.y + (FEATURE_COUNT + 1) * h + gates <= low) { /* under what it follows */
        low = roundf(low - gates - 8 * u);
        text_gates(p, (Rect){column.x, low + 8 * u, column.w, gates});
    }
    draw_features(&column, h, low);
    column.y += 14 * u;
    if (column.y + 3 * h <= low) {
        snprintf(title, sizeof title, paint_phrase(p, "WHO FOLLOWS: %s"),
                 paint_phrase(p, feature_name(reading->feature)));
        column_heading(&column, p->theme->accent, title);
        draw_units(&column, h, low);
    }
    snprintf(title, sizeof title, paint_phrase(p, "Correlation over %ld characters"),
             reading->correlation.count);
    paint_text_fit(p, column.x, note, column.w, FACE_TEXT, p->small, p->theme->dim, title);
}
