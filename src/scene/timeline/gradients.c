/* gradients.c: in place of the values: how the newest step's memory depends on what it was at each
 * earlier step (lesson/run/lookback.h). A row a cell: bars of the derivative, on a logarithmic axis
 * that all rows share; under them, thinner, the product of the forget (update) gates since that
 * step, which says why. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/clamp.h"
#include "scene/timeline/parts.h"

/* The axis goes down to 1e-2, 1e-4 or 1e-8, as far as it is needed; what is smaller counts as 0.
 * Gradients that explode lift its top. */
enum { FOOT_LEAST = 2, FOOT_MOST = 8, TOP_MOST = 32, HOVERED_MOST = 512 };

static const Lookback *lookback_of(const Timeline *line, int row) {
    return session_lookback(line->p->session, line->rows[row].cell);
}

static bool has_step(const Lookback *lookback, long t) {
    return lookback && t >= lookback->from && t <= lookback->last;
}

static float derivative(const Lookback *lookback, long t) {
    return lookback->by_step[t - lookback->from];
}

static float kept(const Lookback *lookback, long t) {
    return lookback->kept[t - lookback->from];
}

/* ---- the axis ---- */

/* The least and the greatest size of the numbers in the window, in decades; 0 and infinity are left
 * out. */
typedef struct Span {
    float low, high;
} Span;

static void stretch(Span *span, float value) {
    float decades = log10f(fabsf(value));
    if (!isfinite(decades))
        return;
    span->low = fminf(span->low, decades);
    span->high = fmaxf(span->high, decades);
}

/* So many decades below 1 and above it as the numbers reach: 2, 4 or 8; 0, 2, 4, 8, 16 or 32. */
static void find_axis(Timeline *line) {
    const float ROUNDING = 1e-3f; /* is not worth decades */
    Span span = {0, 0};
    for (int row = 0; row < line->row_count; row++) {
        const Lookback *lookback = lookback_of(line, row);
        for (long t = line->from; t < line->from + line->count; t++)
            if (has_step(lookback, t)) {
                stretch(&span, derivative(lookback, t));
                stretch(&span, kept(lookback, t));
            }
    }
    line->foot = FOOT_LEAST;
    while ((float)line->foot < -span.low - ROUNDING && line->foot < FOOT_MOST)
        line->foot *= 2;
    line->top = 0;
    while ((float)line->top < span.high - ROUNDING && line->top < TOP_MOST)
        line->top = line->top ? 2 * line->top : 2;
}

/* How high in a tube a number's size stands, 0..1, above 1 where it leaves the axis. */
static float height_of(const Timeline *line, float value) {
    float size = fabsf(value);
    if (isnan(value))
        return NAN;
    return size <= 0
               ? 0
               : fmaxf((log10f(size) + (float)line->foot) / (float)(line->foot + line->top), 0);
}

/* "10" and a raised exponent; of 0: "1". */
static void decade_text(int exponent, char *text, size_t size) {
    static const char *const DIGITS[10] = {"\u2070", "\u00b9", "\u00b2", "\u00b3", "\u2074",
                                           "\u2075", "\u2076", "\u2077", "\u2078", "\u2079"};
    int digits = exponent < 0 ? -exponent : exponent;
    if (exponent == 0)
        snprintf(text, size, "1");
    else
        snprintf(text, size, "10%s%s%s", exponent < 0 ? "\u207b" : "",
                 digits > 9 ? DIGITS[digits / 10] : "", DIGITS[digits % 10]);
}

/* ---- which rows, and their heights ---- */

static float text_height(const Painter *p) {
    return paint_line_height(p, FACE_TEXT, p->small);
}

float timeline_caption_height(const Painter *p) {
    return roundf(text_height(p) + 5 * p->u);
}

static void add_row(Timeline *line, int cell) {
    Painter *p = line->p;
    const CellSpec *spec = &p->session->run->cells[cell]->spec;
    int signal = memory_signal(spec->kind);
    Role role = cell_kind(spec->kind)->signals[signal].role;
    TimelineRow row = {.cell = cell, .signal = signal, .rank = cell == p->session->cell ? 1 : 2};
    row.index = p->session->unit < signal_width(spec, signal) ? p->session->unit : 0;
    row.look =
        (Bars){.level = true, .color = p->theme->role[role], .on_color = p->theme->on_role[role]};
    line->rows[line->row_count++] = row;
}

/* Whether there are products to show: an RNN has no gates. */
static bool any_gate(const Timeline *line) {
    for (int row = 0; row < line->row_count; row++)
        if (memory_gate(line->p->session->run->cells[line->rows[row].cell]->spec.kind) >= 0)
            return true;
    return false;
}

/* As many rows as there is room for; the selected cell's is among them. */
void timeline_gradient_rows(Timeline *line, float room) {
    enum { CELLS_MOST = 8 };
    Painter *p = line->p;
    int cells[CELLS_MOST], count = session_shown_cells(p->session, cells, CELLS_MOST);
    int most = (int)fmaxf(room / (1.9f * text_height(p)), 1), selected = 0;
    for (int k = 0; k < count; k++)
        selected = cells[k] == p->session->cell ? k : selected;
    int from = selected < most ? 0 : selected - most + 1;
    line->row_count = 0;
    for (int k = from; k < count && line->row_count < most; k++)
        add_row(line, cells[k]);
    int rows = line->row_count > 0 ? line->row_count : 1;
    line->row_pitch = floorf(fminf(room / (float)rows, 110 * p->u));
    bool low = line->row_pitch < 2.5f * p->small; /* its letter has no room of its own */
    line->product_h = any_gate(line) && !low
                          ? roundf(clamp_float(0.18f * line->row_pitch, 4 * p->u, 12 * p->u))
                          : 0;
    float gap = roundf(clamp_float(0.16f * line->row_pitch, 4 * p->u, 10 * p->u));
    line->row_h = line->row_pitch - line->product_h - roundf(2 * p->u) - gap;
}

static Rect product_rect(const Timeline *line, int k, int row) {
    float y = timeline_row_y(line, row) + line->row_h + roundf(2 * line->p->u);
    return timeline_column(line, k, y, line->product_h);
}

/* ---- labels ---- */

/* Three digits: "0.93", "0.0187", "-3.2e-05". */
static void format_derivative(char *text, size_t size, float value) {
    float most = fabsf(value);
    if (!isfinite(value))
        snprintf(text, size, "%s", isnan(value) ? "NaN" : value > 0 ? "inf" : "\u2212inf");
    else if (most > 0 && (most < 9.995e-4f || most >= 9999.5f))
        snprintf(text, size, "%s%.1e", value < 0 ? "\u2212" : "", (double)most);
    else
        snprintf(text, size, "%s%.3g", value < 0 ? "\u2212" : "", (double)most);
}

static float numbers_width(const Painter *p) {
    return paint_text_width(p, FACE_NUMBER, p->small, "\u22121.2e-05");
}

static float decades_width(const Painter *p) {
    return paint_text_width(p, FACE_TEXT, p->small, "10\u207b\u2078");
}

static float titles_width(const Timeline *line) {
    float widest = 0;
    for (int k = 0; k < line->row_count; k++)
        widest = fmaxf(widest, paint_text_width(line->p, FACE_TEXT, line->p->small,
                                                timeline_row_title(line, &line->rows[k])));
    return widest;
}

float timeline_gradient_label_width(Timeline *line, float most) {
    Painter *p = line->p;
    float u = p->u, symbols = timeline_symbol_room(line);
    float ends = decades_width(p) + 12 * u, numbers = numbers_width(p) + 8 * u;
    line->title_w = fminf(titles_width(line), 0.4f * most);
    line->with_numbers = symbols + line->title_w + numbers + ends <= most;
    return roundf(symbols + line->title_w + (line->with_numbers ? numbers : 0) + ends);
}

/* Right-aligned before the decades' labels, about the middle of a line. */
static void draw_number(const Timeline *line, float middle, float value, Color color) {
    Painter *p = line->p;
    char text[32];
    if (!line->with_numbers)
        return;
    format_derivative(text, sizeof text, value);
    paint_text_right(p, line->rect.x - decades_width(p) - 16 * p->u,
                     text_top_for_centre(p, FACE_NUMBER, p->small, middle), FACE_NUMBER, p->small,
                     color, text);
}

static void draw_decade(const Timeline *line, int exponent, float middle) {
    Painter *p = line->p;
    char text[32];
    decade_text(exponent, text, sizeof text);
    paint_text_right(p, line->rect.x - 7 * p->u,
                     text_top_for_centre(p, FACE_TEXT, p->small, middle), FACE_TEXT, p->small,
                     p->theme->dim, text);
}

/* The ends of the axis, and 1 where that is neither; those that would run into each other are left
 * out. */
static void draw_decades(const Timeline *line, int row) {
    float y = timeline_row_y(line, row), need = 0.85f * line->p->small, h = line->row_h;
    float inset = 0.3f * line->p->small;
    float one = y + h * (1 - height_of(line, 1));
    draw_decade(line, line->top, y + inset);
    if (h - 2 * inset < need)
        return;
    draw_decade(line, -line->foot, y + h - inset);
    if (line->top > 0 && one - y - inset >= need && y + h - inset - one >= need)
        draw_decade(line, 0, one);
}

/* Letter and title of the memory, and what it is by the marked step; the same of the product. */
static void draw_labels(const Timeline *line, int row) {
    Painter *p = line->p;
    const TimelineRow *it = &line->rows[row];
    const Lookback *lookback = lookback_of(line, row);
    float middle = timeline_row_y(line, row) + line->row_h / 2;
    float x = line->label_x + timeline_symbol_room(line);
    bool selected = it->cell == p->session->cell, marked = has_step(lookback, line->marked);
    timeline_draw_symbol(line, it, middle);
    paint_text_fit(p, x, text_top_for_centre(p, FACE_TEXT, p->small, middle), line->title_w + 1,
                   FACE_TEXT, p->small, selected ? p->theme->text : p->theme->dim,
                   timeline_row_title(line, it));
    draw_decades(line, row);
    if (marked)
        draw_number(line, middle, derivative(lookback, line->marked), p->theme->text);
    if (!lookback || lookback->gate < 0 || line->product_h <= 0)
        return;
    CellKind kind = p->session->run->cells[it->cell]->spec.kind;
    float under = product_rect(line, 0, row).y + line->product_h / 2;
    float width = paint_text(p, x, text_top_for_centre(p, FACE_TEXT, p->small, under), FACE_TEXT,
                             p->small, p->theme->dim, "\u220f ");
    paint_symbol(p, x + width, roundf(under + 0.3f * p->small), p->small * 1.1f,
                 cell_kind(kind)->signals[lookback->gate].role,
                 paint_signal_symbol(p, kind, lookback->gate), NULL);
    if (marked)
        draw_number(line, under, kept(lookback, line->marked), p->theme->dim);
}

/* What there is to see, in a line: in as many words as there is room for. */
static void caption(const Timeline *line, int words, char *text, size_t size) {
    const Painter *p = line->p;
    long to = session_settled(p->session);
    if (to < 0)
        snprintf(
            text, size, "%s",
            words > 1
                ? paint_phrase(
                      p, "Step on: then this shows how the newest step depends on those before.")
                : paint_phrase(p, "Step on to see gradients."));
    else if (words > 2 && line->with_numbers)
        snprintf(
            text, size,
            paint_phrase(
                p, "How the state at t\u00a0=\u00a0%ld depends on the state at each step before "
                   "(numbers: t\u00a0=\u00a0%ld)%s"),
            to, line->marked,
            line->product_h > 0 ? paint_phrase(p, ". Thin: product of the gates since then.") : "");
    else if (words > 1)
        snprintf(text, size,
                 paint_phrase(
                     p, "How the state at t\u00a0=\u00a0%ld depends on that at each step before"),
                 to);
    else
        snprintf(text, size, paint_phrase(p, "t\u00a0=\u00a0%ld by each step before"), to);
}

static void draw_caption(const Timeline *line, float right) {
    Painter *p = line->p;
    char text[200];
    float room = right - line->label_x;
    for (int words = 3; words > 0; words--) {
        caption(line, words, text, sizeof text);
        if (paint_text_width(p, FACE_TEXT, p->small, text) <= room)
            break;
    }
    paint_text_fit(p, line->label_x, line->rect.y - timeline_caption_height(p), room, FACE_TEXT,
                   p->small, p->theme->dim, text);
}

/* ---- bars ---- */

typedef enum Piece { PIECE_NONE, PIECE_OPEN, PIECE_LATER } Piece;

/* A step with a number of its own; one without; one that was not stepped through yet. */
static Piece piece_at(const Timeline *line, const Lookback *lookback, long t) {
    if (session_hidden(line->p->session, t))
        return PIECE_LATER;
    return has_step(lookback, t) ? PIECE_NONE : PIECE_OPEN;
}

static void draw_empty(const Timeline *line, Rect rect, Piece piece) {
    Painter *p = line->p;
    float radius = line->wide ? fminf(3 * p->u, rect.h / 4) : 0, stroke = fmaxf(p->u, 1);
    if (piece == PIECE_NONE)
        draw_fill(p->list, rect, radius, p->theme->track);
    else if (piece == PIECE_OPEN)
        draw_frame(p->list, rect, radius, stroke, p->theme->line);
    else
        draw_dashed_frame(p->list, rect, radius, stroke, 3 * p->u, p->theme->line);
}

/* The tubes of a row, or of narrow columns one strip for all steps of a kind. */
static void draw_tubes(const Timeline *line, const Lookback *lookback, float y, float h) {
    for (int k = 0, run; k < line->count; k += run) {
        Piece piece = piece_at(line, lookback, line->from + k);
        for (run = 1; !line->wide && k + run < line->count; run++)
            if (piece_at(line, lookback, line->from + k + run) != piece)
                break;
        Rect first = timeline_column(line, k, y, h),
             last = timeline_column(line, k + run - 1, y, h);
        draw_empty(line, (Rect){first.x, y, last.x + last.w - first.x, h}, piece);
    }
}

/* The columns that have numbers: they are one piece; its width, and where it begins. */
static float numbers_from(const Timeline *line, const Lookback *lookback, float *x) {
    int first = -1, count = 0;
    for (int k = 0; k < line->count; k++)
        if (piece_at(line, lookback, line->from + k) == PIECE_NONE) {
            first = first < 0 ? k : first;
            count++;
        }
    Rect left = timeline_column(line, first < 0 ? 0 : first, 0, 0);
    Rect right = timeline_column(line, first + count - (count > 0), 0, 0);
    *x = left.x;
    return count ? right.x + right.w - left.x : 0;
}

/* A line every two decades; that of 1 stands out where the axis goes on above it. */
static void draw_grid(const Timeline *line, int row, const Lookback *lookback) {
    Painter *p = line->p;
    float x, w = numbers_from(line, lookback, &x), y = timeline_row_y(line, row);
    float all = (float)(line->foot + line->top), step = line->row_h * 2 / all;
    for (int decade = line->top - 2; decade > -line->foot && w > 0; decade -= 2) {
        float at = roundf(y + line->row_h * (float)(line->top - decade) / all);
        if (decade == 0 || step >= 6 * p->u)
            draw_fill(p->list, (Rect){x, at, w, fmaxf(roundf(p->u), 1)}, 0,
                      decade == 0 ? p->theme->faint : p->theme->line);
    }
}

static void draw_bar(const Timeline *line, Rect tube, float value, Bars look) {
    Painter *p = line->p;
    float part = height_of(line, value);
    look.ghost = value < 0;
    if (part <= 0) { /* nothing of it would be seen: it is said */
        float zero = paint_text_width(p, FACE_TEXT, p->small, "0");
        if (tube.w >= zero && tube.h >= 0.8f * p->small)
            paint_text_centre(
                p, tube.x + tube.w / 2,
                text_top_for_centre(p, FACE_TEXT, p->small, tube.y + tube.h - 0.42f * p->small),
                FACE_TEXT, p->small, p->theme->dim, "0");
    } else if (line->wide) {
        bar_draw(p, tube, part, &look);
    } else {
        bar_draw_thin(p, tube, part, &look);
    }
}

static void draw_product(const Timeline *line, int row, const Lookback *lookback) {
    Painter *p = line->p;
    if (!lookback || lookback->gate < 0)
        return;
    CellKind kind = p->session->run->cells[lookback->cell]->spec.kind;
    Role role = cell_kind(kind)->signals[lookback->gate].role;
    Bars look = {.level = true, .color = p->theme->role[role], .on_color = p->theme->on_role[role]};
    draw_tubes(line, lookback, product_rect(line, 0, row).y, line->product_h);
    for (int k = 0; k < line->count; k++)
        if (piece_at(line, lookback, line->from + k) == PIECE_NONE)
            draw_bar(line, product_rect(line, k, row), kept(lookback, line->from + k), look);
}

/* Where a large cell or a long run leaves no time to look back to the first steps, it says so. */
static void draw_not_computed(const Timeline *line, int row, const Lookback *lookback) {
    Painter *p = line->p;
    const char *words = paint_phrase(p, "not computed so far back");
    float end = line->rect.x + line->column * (float)(lookback->from - line->from);
    float room = end - line->rect.x - 16 * p->u, y = timeline_row_y(line, row);
    if (lookback->to < 0 || paint_text_width(p, FACE_TEXT, p->small, words) > room)
        return;
    float middle = y + line->row_h / 2, h = 1.2f * p->small;
    draw_fill(p->list, (Rect){line->rect.x + 6 * p->u, middle - h / 2, room, h}, 0,
              p->theme->panel);
    paint_text(p, line->rect.x + 8 * p->u, text_top_for_centre(p, FACE_TEXT, p->small, middle),
               FACE_TEXT, p->small, p->theme->dim, words);
}

static void draw_row(const Timeline *line, int row) {
    const Lookback *lookback = lookback_of(line, row);
    float y = timeline_row_y(line, row);
    draw_tubes(line, lookback, y, line->row_h);
    draw_grid(line, row, lookback);
    for (int k = 0; k < line->count; k++)
        if (piece_at(line, lookback, line->from + k) == PIECE_NONE)
            draw_bar(line, timeline_column(line, k, y, line->row_h),
                     derivative(lookback, line->from + k), line->rows[row].look);
    if (lookback && lookback->from > line->from)
        draw_not_computed(line, row, lookback);
    draw_product(line, row, lookback);
}

/* ---- the marked step ---- */

/* Under the pointer, else looked into, else the first there is a number of. */
static void find_marked(Timeline *line) {
    const Session *session = line->p->session;
    const Place *place = session_inspected(session);
    long first = line->from;
    line->pointed = false;
    for (int row = 0; row < line->row_count; row++) {
        const Lookback *lookback = lookback_of(line, row);
        first = lookback && lookback->from > first ? lookback->from : first;
    }
    line->marked = first;
    if (place && place->t >= line->from && place->t <= session_settled(session))
        line->marked = place->t;
    for (int k = 0; k < line->count && line->count <= HOVERED_MOST; k++)
        if (paint_hovered(line->p, region_id("gradients.step", (int)(line->from + k))) &&
            line->from + k <= session_settled(session)) {
            line->marked = line->from + k;
            line->pointed = true;
        }
}

static void draw_marked(const Timeline *line) {
    Painter *p = line->p;
    if (!line->pointed)
        return;
    float out = roundf((line->wide ? 2 : 1) * p->u), top = line->rect.y;
    Rect column = timeline_column(line, (int)(line->marked - line->from), top, 0);
    float bottom = product_rect(line, 0, line->row_count - 1).y + line->product_h;
    draw_frame(p->list,
               (Rect){column.x - out, top - out, column.w + 2 * out, bottom - top + 2 * out},
               3 * p->u, fmaxf(roundf(1.5f * p->u), 1), p->theme->text);
}

/* ---- regions ---- */

/* "t = 3: LSTM 0.93, gates 0.95; RNN 1.2e-05" */
static void step_label(const Timeline *line, long t, char *text, size_t size) {
    size_t length = (size_t)snprintf(text, size, "t = %ld:", t);
    for (int row = 0; row < line->row_count && length < size; row++) {
        const Lookback *lookback = lookback_of(line, row);
        char number[32], product[32];
        if (!has_step(lookback, t))
            continue;
        format_derivative(number, sizeof number, derivative(lookback, t));
        length += (size_t)snprintf(text + length, size - length, "%s %.24s %s", row ? ";" : "",
                                   timeline_row_title(line, &line->rows[row]), number);
        if (lookback->gate < 0 || length >= size)
            continue;
        format_derivative(product, sizeof product, kept(lookback, t));
        length += (size_t)snprintf(text + length, size - length,
                                   paint_phrase(line->p, ", its gates kept %s"), product);
    }
}

static void add_step(const Timeline *line, int k, float h) {
    Painter *p = line->p;
    long t = line->from + k;
    char label[240];
    if (line->wide || paint_hovered(p, region_id("gradients.step", (int)t)))
        step_label(line, t, label, sizeof label);
    else /* of many steps only the one whose label is read */
        snprintf(label, sizeof label, "t = %ld", t);
    Rect strip = {line->rect.x, line->rect.y, line->rect.w, h};
    float left = line->rect.x + line->column * (float)k;
    Region *region = region_add(p->list, REGION_SCRUB, (Rect){left, strip.y, line->column, h},
                                "gradients.step", (int)t, label);
    if (!region)
        return;
    region->whole = strip;
    region->action = (Action){.kind = ACTION_GO, .phase = PHASE_SHOW};
    region->inspect =
        (Action){.kind = ACTION_INSPECT,
                 .cell = p->session->cell,
                 .number = memory_signal(p->session->run->cells[p->session->cell]->spec.kind),
                 .unit = p->session->unit};
    region->low = (float)line->from;
    region->high = (float)(line->from + line->count - 1);
    region->step = 1;
    region->value = (float)p->moment.t;
}

void timeline_add_gradient_steps(const Timeline *line) {
    if (line->row_count == 0 || line->count > HOVERED_MOST)
        return;
    float h = product_rect(line, 0, line->row_count - 1).y + line->product_h - line->rect.y;
    for (int k = 0; k < line->count; k++)
        if (line->from + k <= session_settled(line->p->session))
            add_step(line, k, h);
}

void timeline_draw_gradients(Timeline *line, float right) {
    find_axis(line);
    find_marked(line);
    draw_caption(line, right);
    for (int row = 0; row < line->row_count; row++) {
        draw_labels(line, row);
        draw_row(line, row);
    }
    draw_marked(line);
}
