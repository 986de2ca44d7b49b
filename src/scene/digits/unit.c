/* unit.c: what the selected unit did at every row, and all units of its cell at this one. */
#include <math.h>
#include <stdio.h>

#include "base/clamp.h"
#include "lesson/curve.h"
#include "scene/digits/page.h"
#include "scene/paint/bars.h"
#include "scene/paint/rich_text.h"
#include "scene/words/number.h"
#include "session/words/phrase.h"

/* ---- which signals ---- */

/* Gates and values without the squashed memory: what o and h show already. */
static bool is_told(const CellSpec *spec, int signal) {
    const SignalInfo *info = &cell_kind(spec->kind)->signals[signal];
    return signal_present(spec, signal) && !info->repeats && signal != SIGNAL_H &&
           (info->class == SIGNAL_GATE || info->class == SIGNAL_VALUE);
}

static const CellSpec *selected_spec(const DigitsPage *page) {
    const Session *session = page->p->session;
    return &session->run->cells[session->cell]->spec;
}

int digits_unit_signals(const DigitsPage *page, int signals[MAX_SIGNALS]) {
    const CellSpec *spec = selected_spec(page);
    int count = 0;
    for (int k = 0; k < cell_kind(spec->kind)->signal_count; k++)
        if (is_told(spec, k))
            signals[count++] = k;
    signals[count++] = SIGNAL_H;
    return count;
}

static const SignalInfo *info_of(const DigitsPage *page, int signal) {
    return &cell_kind(selected_spec(page)->kind)->signals[signal];
}

static float value_at(const DigitsPage *page, int signal, long t) {
    const Session *session = page->p->session;
    return trace_at(session->run->traces[session->cell], signal, t, 0)[session->unit];
}

/* The columns share the width. */
static Rect signal_column(const DigitsPage *page, int k, int count) {
    float gap = roundf(8 * page->p->u), w = page->unit.w - gap * (float)(count - 1);
    w = floorf(fminf(w / (float)count, 90 * page->p->u));
    return (Rect){page->unit.x + (w + gap) * (float)k, page->unit.y, w, page->unit.h};
}

/* ---- beside the rows ---- */

void digits_unit_head(DigitsPage *page) {
    Painter *p = page->p;
    int signals[MAX_SIGNALS], count = digits_unit_signals(page, signals);
    const CellSpec *spec = selected_spec(page);
    char text[64];
    snprintf(text, sizeof text, paint_phrase(p, "%s UNIT %d"), cell_kind(spec->kind)->title,
             p->session->unit + 1);
    paint_text_fit(p, page->unit.x, page->head_y, page->unit.w, FACE_TEXT_BOLD, paint_caption(p),
                   p->theme->accent, text);
    paint_text_fit(p, page->unit.x, page->head_y + 1.6f * paint_caption(p), page->unit.w, FACE_TEXT,
                   p->small, p->theme->dim, paint_phrase(p, "what it did at every row"));
    for (int k = 0; k < count; k++) {
        Rect column = signal_column(page, k, count);
        paint_symbol(p, column.x, page->head_y + page->head_h - 0.35f * p->body, 1.15f * p->body,
                     info_of(page, signals[k])->role,
                     paint_signal_symbol(p, spec->kind, signals[k]), NULL);
    }
}

/* A level grows from the left, a signed value from the middle. */
static Rect row_bar(Rect row, float value, bool level, float limit) {
    if (level)
        return (Rect){row.x, row.y, row.w * clamp_float(value, 0, 1), row.h};
    float middle = row.x + row.w / 2;
    float way = clamp_float(value / limit, -1, 1) * row.w / 2;
    return way > 0 ? (Rect){middle, row.y, way, row.h} : (Rect){middle + way, row.y, -way, row.h};
}

/* The axis of a signed value: that of the rows that were read. */
static float unit_limit(const DigitsPage *page, int signal) {
    float most = 0;
    for (long t = 0; t <= page->p->session->seen && t < DIGIT_SIDE; t++)
        most = fmaxf(most, fabsf(value_at(page, signal, t))); /* fmaxf leaves NaN out */
    return axis_limit(most);
}

static void draw_signal(DigitsPage *page, Rect column, int signal) {
    Painter *p = page->p;
    const SignalInfo *info = info_of(page, signal);
    bool level = info->class == SIGNAL_GATE;
    float limit = level ? 1 : unit_limit(page, signal);
    float gap = fmaxf(roundf(0.14f * page->pitch), 1);
    draw_fill(p->list, column, 0, p->theme->card);
    for (long t = 0; t <= page->t; t++) {
        float value = value_at(page, signal, t) * (t == page->t ? page->part : 1);
        Rect row = digits_row(page, column, t);
        row.h -= gap;
        Color color = p->theme->role[info->role];
        if (isnan(value))
            draw_fill(p->list, row, 0, p->theme->bad);
        else
            draw_fill(p->list, row_bar(row, value, level, limit), 0,
                      !level && value < 0 ? color_mix(color, p->theme->card, p->theme->pale)
                                          : color);
    }
    float line = fmaxf(roundf(p->u), 1);
    if (!level)
        draw_fill(p->list, (Rect){roundf(column.x + column.w / 2), column.y, line, column.h}, 0,
                  p->theme->faint);
}

static void signal_label(const DigitsPage *page, int signal, char *text, size_t size) {
    const Painter *p = page->p;
    const Session *session = p->session;
    CellKind kind = selected_spec(page)->kind;
    const char *name = phrase_signal(session->view.language, kind, signal);
    if (page->t < 0)
        snprintf(text, size, paint_phrase(p, "%s of unit %d"), name, session->unit + 1);
    else
        snprintf(text, size, paint_phrase(p, "%s of unit %d at row t = %ld: %.2f"), name,
                 session->unit + 1, page->t, (double)value_at(page, signal, page->t));
}

void digits_unit_rows(DigitsPage *page) {
    int signals[MAX_SIGNALS], count = digits_unit_signals(page, signals);
    const Session *session = page->p->session;
    for (int k = 0; k < count; k++) {
        Rect column = signal_column(page, k, count);
        char label[160];
        draw_signal(page, column, signals[k]);
        signal_label(page, signals[k], label, sizeof label);
        digits_add_scrub(page, column, "digits.signal", signals[k], label,
                         (Action){.kind = ACTION_INSPECT,
                                  .cell = session->cell,
                                  .number = signals[k],
                                  .unit = session->unit});
    }
}

/* The numbers of this row, under their columns. */
void digits_unit_foot(DigitsPage *page) {
    Painter *p = page->p;
    int signals[MAX_SIGNALS], count = digits_unit_signals(page, signals);
    float px = fmaxf((page->for_class ? 1 : 0.92f) * p->small, 11 * p->viewport->scale);
    for (int k = 0; k < count && page->t >= 0; k++) {
        Rect column = signal_column(page, k, count);
        char text[16];
        format_value(text, sizeof text, value_at(page, signals[k], page->t),
                     page->for_class ? 1 : 2);
        paint_text_fit(p, column.x, page->foot_y + 2 * p->u, column.w + 8 * p->u, FACE_NUMBER, px,
                       p->theme->text, text);
    }
    CellKind kind = selected_spec(page)->kind;
    const RichStyle style = {.px = p->small, .color = p->theme->dim, .plain = true};
    rich_text(p, page->unit.x, page->foot_y + 2 * p->small, page->unit.w,
              paint_phrase(p, cell_kind(kind)->hint), style);
}

/* ---- all units ---- */

static void add_units(DigitsPage *page, const BarsPlan *plan, int signal) {
    Painter *p = page->p;
    const Session *session = p->session;
    CellKind kind = selected_spec(page)->kind;
    const char *name = phrase_signal(session->view.language, kind, signal);
    for (int k = 0; k < plan->count; k++) {
        Rect bar = bars_rect(plan, k);
        char label[128];
        if (page->t < 0)
            snprintf(label, sizeof label, paint_phrase(p, "%s of unit %d"), name, k + 1);
        else
            snprintf(label, sizeof label, paint_phrase(p, "%s of unit %d at row t = %ld: %.2f"),
                     name, k + 1, page->t,
                     (double)trace_at(session->run->traces[session->cell], signal, page->t, 0)[k]);
        bar.w = plan->form == BARS_HEAT ? bar.w : plan->pitch;
        Region *region =
            region_add(p->list, REGION_BUTTON, bar,
                       signal == SIGNAL_H ? "digits.unit.h" : "digits.unit.c", k, label);
        if (!region)
            return;
        region->action = (Action){.kind = ACTION_SELECT, .cell = session->cell, .unit = k};
        region->inspect = (Action){.kind = ACTION_INSPECT,
                                   .cell = session->cell,
                                   .number = signal,
                                   .unit = k,
                                   .step = page->t};
        bool pointed = paint_hovered(p, region->id);
        if (pointed || k == session->unit)
            bars_frame(p, plan, k, pointed ? p->theme->text : p->theme->select);
    }
}

static void draw_units(DigitsPage *page, Rect rect, int signal) {
    Painter *p = page->p;
    const Session *session = p->session;
    const Trace *trace = session->run->traces[session->cell];
    const SignalInfo *info = info_of(page, signal);
    float label = 26 * p->u;
    long t = page->t;
    paint_symbol(p, rect.x, rect.y + rect.h / 2 + 0.35f * p->body, 1.15f * p->body, info->role,
                 paint_signal_symbol(p, trace->spec.kind, signal), NULL);
    Rect area = {rect.x + label, rect.y, rect.w - label, rect.h};
    BarsPlan plan = bars_plan(p, area, trace->spec.hidden);
    const Bars bars = {.count = trace->spec.hidden,
                       .from = t < 0 ? NULL : trace_at(trace, signal, t - 1, 0),
                       .to = trace_at(trace, signal, t, 0),
                       .part = t < 0 ? 1 : page->part,
                       .limit = signal_limit(p, session->cell, signal),
                       .color = p->theme->role[info->role],
                       .on_color = p->theme->on_role[info->role]};
    bars_draw(p, &plan, &bars);
    add_units(page, &plan, signal);
}

void digits_units(DigitsPage *page) {
    Painter *p = page->p;
    const CellSpec *spec = selected_spec(page);
    char text[96];
    float head = roundf(1.7f * p->small), gap = 8 * p->u;
    snprintf(text, sizeof text, paint_phrase(p, "ALL %d UNITS OF THE %s"), spec->hidden,
             cell_kind(spec->kind)->title);
    float x = page->units.x;
    x += paint_text_fit(p, x, page->units.y, page->units.w, FACE_TEXT_BOLD, paint_caption(p),
                        p->theme->dim, text);
    paint_text_fit(p, x + 12 * p->u, page->units.y, page->units.x + page->units.w - x - 12 * p->u,
                   FACE_TEXT, paint_caption(p), p->theme->dim,
                   paint_phrase(p, "press one, or Up and Down, to see what it did at every row"));
    Rect rect = {page->units.x, page->units.y + head, page->units.w, page->units.h - head};
    int memory = cell_kind(spec->kind)->memory;
    if (memory == SIGNAL_H) {
        draw_units(page, rect, SIGNAL_H);
        return;
    }
    rect.h = (rect.h - gap) / 2;
    draw_units(page, rect, memory);
    rect.y += rect.h + gap;
    draw_units(page, rect, SIGNAL_H);
}
