/* lines.c: the text that is read, a unit's memory under each of its characters. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/clamp.h"
#include "scene/paint/bars.h"
#include "scene/text/page.h"
#include "session/kinds/text.h"

enum { COLUMNS_LEAST = 16, COLUMNS_MOST = 80, COLUMNS_WANTED = 73, LEVELS = 8 };

static const float SMALLEST = 0.75f; /* type of the text, in that of running text */
static const float TINT = 0.5f;      /* of a character whose memory is 1: how much of the colour */

/* One line on screen: characters from..from+count-1, a line's end among them. */
typedef struct Line {
    long from;
    int count;
} Line;

typedef struct Lines {
    TextPage *page;
    Line items[CHARACTERS_MOST + 1];
    int count, here; /* here: the line of the character on stage */
    int first, rows; /* in view */
    float x, y, width, pitch, px;
    int columns;
    Color tint[2 * LEVELS + 1]; /* of -1..1 */
    Color above, below;         /* bars */
    TextScale scale;            /* of the selected unit */
} Lines;

/* A line ends with its end, at a space where it would be too long, else where it is full. */
static int line_length(const TextReading *reading, long from, long length, int columns) {
    int most = length - from < columns ? (int)(length - from) : columns, space = 0;
    for (int k = 0; k < most; k++) {
        if (reading->text[from + k] == '\n')
            return k + 1;
        if (reading->text[from + k] == ' ')
            space = k + 1;
    }
    if (most < columns || from + most >= length)
        return most;
    if (reading->text[from + most] == '\n') /* the end stands in the margin */
        return most + 1;
    return space ? space : most;
}

static void break_lines(Lines *lines) {
    const TextPage *page = lines->page;
    for (long from = 0; from < page->length;) {
        Line *line = &lines->items[lines->count];
        *line = (Line){from, line_length(page->reading, from, page->length, lines->columns)};
        if (page->t >= from && page->t < from + line->count)
            lines->here = lines->count;
        from += line->count;
        lines->count++;
    }
}

/* Page by page, so that a press on a line leaves it where it is. */
static void find_view(Lines *lines) {
    int step = lines->rows > 3 ? lines->rows - 2 : 1;
    if (lines->count <= lines->rows)
        return;
    lines->first = lines->here / step * step;
    if (lines->here < lines->first + 1 && lines->first > 0)
        lines->first--;
    if (lines->first > lines->count - lines->rows)
        lines->first = lines->count - lines->rows;
}

static float margin_of(const Painter *p) {
    return 14 * p->u;
}

static float largest_type(const Painter *p) {
    return roundf(0.94f * p->body);
}

static float letter_width(const Painter *p, float px) {
    return paint_text_width(p, FACE_NUMBER, px, "0000000000") / 10;
}

float text_width_wanted(const Painter *p) {
    return 2 * margin_of(p) + (COLUMNS_WANTED + 1) * letter_width(p, largest_type(p));
}

/* Type as large as the wanted columns fit, but no larger than running text and not much smaller:
 * then lines are broken. */
static void measure(Lines *lines, Rect rect) {
    const Painter *p = lines->page->p;
    float margin = margin_of(p), room = rect.w - 2 * margin,
          least = fmaxf(11 * p->viewport->scale, SMALLEST * p->body);
    lines->px = largest_type(p);
    while (lines->px - 1 >= least && letter_width(p, lines->px) * (COLUMNS_WANTED + 1) > room)
        lines->px--;
    lines->width = letter_width(p, lines->px);
    lines->columns = (int)(room / lines->width) - 1;
    if (lines->columns > COLUMNS_MOST)
        lines->columns = COLUMNS_MOST;
    if (lines->columns < COLUMNS_LEAST)
        lines->columns = COLUMNS_LEAST;
    lines->pitch = paint_line_pitch(lines->px);
    lines->rows = (int)((rect.h - 16 * p->u) / lines->pitch);
    if (lines->rows < 1)
        lines->rows = 1;
    lines->x = rect.x + margin;
    lines->y = roundf(rect.y + 8 * p->u);
}

static void choose_colors(Lines *lines) {
    const Painter *p = lines->page->p;
    const Theme *theme = p->theme;
    bool lstm = session_text_signal(p->session) != SIGNAL_H;
    lines->above = theme->role[lstm ? ROLE_CELL : ROLE_HIDDEN];
    lines->below = bars_below(p, lines->above);
    for (int k = -LEVELS; k <= LEVELS; k++)
        lines->tint[k + LEVELS] = color_mix(theme->card, k < 0 ? lines->below : lines->above,
                                            TINT * fabsf((float)k) / LEVELS);
}

/* ---- drawing ---- */

static Rect box_of(const Lines *lines, int line, int column) {
    float left = roundf(lines->x + (float)column * lines->width);
    return (Rect){left, lines->y + (float)(line - lines->first) * lines->pitch,
                  roundf(lines->x + (float)(column + 1) * lines->width) - left, lines->pitch};
}

/* What is shown of the memory after a character, -1..1. */
static float value_at(const Lines *lines, long t) {
    return text_scale_level(lines->scale, session_text_value(lines->page->p->session, t));
}

static int level_of(float value) {
    return clamp_int((int)lroundf(value * LEVELS), -LEVELS, LEVELS);
}

/* Neighbours of one level share a fill. */
static void draw_tints(Lines *lines, int index) {
    const TextPage *page = lines->page;
    const Line *line = &lines->items[index];
    for (int k = 0, next; k < line->count && line->from + k <= page->t; k = next) {
        int level = level_of(value_at(lines, line->from + k));
        for (next = k + 1; next < line->count && line->from + next <= page->t; next++)
            if (level_of(value_at(lines, line->from + next)) != level)
                break;
        Rect first = box_of(lines, index, k), last = box_of(lines, index, next - 1);
        first.w = last.x + last.w - first.x;
        if (level)
            draw_fill(page->p->list, first, 0, lines->tint[level + LEVELS]);
    }
}

/* Above the line at the foot of a character, or below it. */
static void draw_value(Lines *lines, int index, int column, float value) {
    Painter *p = lines->page->p;
    Rect box = box_of(lines, index, column);
    float most = floorf(0.16f * lines->pitch), zero = box.y + box.h - most - 1;
    float h = roundf(fminf(fabsf(value), 1) * most);
    if (h < 1)
        return;
    draw_fill(p->list, (Rect){box.x, value > 0 ? zero - h : zero, fmaxf(box.w - 1, 1), h}, 0,
              value > 0 ? lines->above : lines->below);
}

static void draw_values(Lines *lines, int index) {
    const TextPage *page = lines->page;
    const Line *line = &lines->items[index];
    for (int k = 0; k < line->count && line->from + k <= page->t; k++)
        draw_value(lines, index, k, value_at(lines, line->from + k));
}

/* A run of characters in one look; the line's end shows as a sign. */
static void draw_span(Lines *lines, int index, int from, int to, Face face, Color color) {
    Painter *p = lines->page->p;
    const Line *line = &lines->items[index];
    const unsigned char *text = lines->page->reading->text + line->from;
    bool ends = to > from && text[to - 1] == '\n';
    int last = ends ? to - 1 : to;
    char shown[2 * COLUMNS_MOST + 4];
    int length = 0;
    for (int k = from; k < last && length < (int)sizeof shown - 4; k++)
        shown[length++] = text[k] >= ' ' && text[k] < 0x7f ? (char)text[k] : '?';
    Rect box = box_of(lines, index, from);
    float top = text_top_for_centre(p, face, lines->px, box.y + 0.42f * box.h);
    if (length)
        draw_text_span(p->list, lines->x + (float)from * lines->width, top, face, lines->px, color,
                       shown, (size_t)length);
    if (ends)
        draw_text(p->list, lines->x + (float)last * lines->width, top, FACE_NUMBER, lines->px,
                  p->theme->faint, "\u21b5");
}

/* What was read, what the model wrote, what is to come. */
static void draw_letters(Lines *lines, int index) {
    const TextPage *page = lines->page;
    const Theme *theme = page->p->theme;
    const Line *line = &lines->items[index];
    for (int k = 0, next; k < line->count; k = next) {
        bool read = line->from + k <= page->t, own = line->from + k >= page->reading->written;
        for (next = k + 1; next < line->count; next++)
            if ((line->from + next <= page->t) != read ||
                (line->from + next >= page->reading->written) != own)
                break;
        draw_span(lines, index, k, next, own ? FACE_NUMBER_BOLD : FACE_NUMBER,
                  read ? theme->text : theme->dim);
    }
}

static void add_scrub(Lines *lines, int index) {
    const TextPage *page = lines->page;
    Painter *p = page->p;
    const Line *line = &lines->items[index];
    Rect first = box_of(lines, index, 0), last = box_of(lines, index, line->count - 1);
    char label[128];
    snprintf(label, sizeof label,
             paint_phrase(p, "Line %d: press or drag to go to a character; Ctrl: where its memory "
                             "came from"),
             index + 1);
    first.w = last.x + last.w - first.x;
    Region *region = region_add(p->list, REGION_SCRUB, first, "text.line", index, label);
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_GO, .phase = PHASE_SHOW};
    region->inspect = (Action){.kind = ACTION_INSPECT,
                               .cell = CHARACTERS_CELL,
                               .number = session_text_signal(p->session),
                               .unit = p->session->unit};
    region->low = (float)line->from;
    region->high = (float)(line->from + line->count - 1);
    region->value = (float)page->t;
}

static void draw_cursor(Lines *lines) {
    const TextPage *page = lines->page;
    Painter *p = page->p;
    float width = fmaxf(roundf(2 * p->u), 2);
    if (page->t >= 0 && page->length) {
        Rect box = box_of(lines, lines->here, (int)(page->t - lines->items[lines->here].from));
        draw_frame(p->list, (Rect){box.x - width, box.y - 1, box.w + 2 * width, box.h + 2},
                   2 * p->u, width, p->theme->select);
    }
    if (page->reading->typing) { /* where the next one goes */
        int last = lines->count ? lines->count - 1 : 0;
        int column = lines->count ? lines->items[last].count : 0;
        if (lines->count && page->reading->text[page->length - 1] == '\n') {
            last++;
            column = 0;
        }
        Rect box = box_of(lines, last, column);
        draw_fill(p->list, (Rect){box.x + width, box.y + 2, width, box.h - 4}, 0, p->theme->accent);
    }
}

static void draw_empty(Painter *p, Rect rect) {
    const char *text = session_text(p->session)->typing
                           ? paint_phrase(p, "Type, or paste with Ctrl+V: it is read at once")
                           : paint_phrase(p, "There is no text yet: press E and type, or paste");
    float w = fminf(paint_text_width(p, FACE_TEXT, p->body, text), rect.w - 32 * p->u);
    paint_text_fit(p, rect.x + (rect.w - w) / 2,
                   text_top_for_centre(p, FACE_TEXT, p->body, rect.y + rect.h / 2), w + 1,
                   FACE_TEXT, p->body, p->theme->dim, text);
}

void text_lines(TextPage *page) {
    Painter *p = page->p;
    static const float RADIUS = 8;
    Lines lines = {.page = page};
    draw_fill(p->list, page->text, RADIUS * p->u, p->theme->card);
    paint_edge(p, page->text, RADIUS * p->u);
    measure(&lines, page->text);
    choose_colors(&lines);
    lines.scale = session_text_scale(p->session, p->session->unit);
    break_lines(&lines);
    find_view(&lines);
    if (!page->length)
        draw_empty(p, page->text);
    for (int k = lines.first; k < lines.count && k < lines.first + lines.rows; k++) {
        draw_tints(&lines, k);
        draw_values(&lines, k);
        draw_letters(&lines, k);
        add_scrub(&lines, k);
    }
    draw_cursor(&lines);
}
