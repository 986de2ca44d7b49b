/* digits.c: see digits.h: the arrangement; the image, the row that is read and its inputs. */
#include "scene/digits/page.h"

#include <math.h>
#include <stdio.h>

#include "scene/digits/digits.h"
#include "scene/paint/bars.h"
#include "scene/paint/ways.h"
#include "scene/timeline/transport.h"
#include "session/kinds/digits.h"

/* The height of a row, and the width of a class; where a window is narrower or lower than that allows. */
enum { PITCH_LEAST = 6, PITCH_NARROW = 4, COLUMN_LEAST = 4, COLUMN_NARROW = 3 };

/* ---- what the files share ---- */

Rect digits_row(const DigitsPage *page, Rect part, long t) {
    return (Rect){part.x, part.y + (float)t * page->pitch, part.w, page->pitch};
}

float digits_read_height(const DigitsPage *page) {
    return (float)(page->t + 1) * page->pitch;
}

bool digits_now(const DigitsPage *page, int kind, float chances[DIGIT_CLASSES]) {
    const Session *session = page->p->session;
    float before[DIGIT_CLASSES] = {0};
    if (page->t < 0)
        return false;
    if (page->t > 0)
        session_digit_chances(session, kind, page->t - 1, before);
    session_digit_chances(session, kind, page->t, chances);
    for (int k = 0; k < DIGIT_CLASSES; k++)
        chances[k] = before[k] + (chances[k] - before[k]) * page->part;
    return true;
}

void digits_add_scrub(const DigitsPage *page, Rect part, const char *name, int index,
                      const char *label, Action inspect) {
    Region *region = region_add(page->p->list, REGION_SCRUB, part, name, index, label);
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_GO, .phase = PHASE_SHOW};
    region->inspect = inspect;
    region->down = true;
    region->low = 0;
    region->high = DIGIT_SIDE - 1;
    region->value = (float)page->t;
}

/* ---- the image ---- */

/* Paper and ink of what was read, and paler of what is to come. */
static void draw_pixels(DigitsPage *page, long from, long to, bool read) {
    Painter *p = page->p;
    const Theme *theme = p->theme;
    Color paper = theme->card, ink = read ? theme->text : color_mix(theme->card, theme->text, 0.3f);
    if (to <= from)
        return;
    Rect rows = digits_row(page, page->image, from);
    rows.h = (float)(to - from) * page->pitch;
    draw_heat(p->list, rows, p->session->run->sequence + from * DIGIT_SIDE, (int)(to - from),
              DIGIT_SIDE, 0, 1, paper, ink);
}

/* A row that was rubbed out: what stood there, faintly, under a line. */
static void draw_erased(DigitsPage *page, long t) {
    Painter *p = page->p;
    Rect row = digits_row(page, page->image, t);
    float line = fmaxf(roundf(1.5f * p->u), 1);
    draw_heat(p->list, row, p->session->lesson->sequence + t * DIGIT_SIDE, 1, DIGIT_SIDE, 0, 1,
              p->theme->card, color_mix(p->theme->card, p->theme->bad, 0.4f));
    draw_fill(p->list, (Rect){row.x, roundf(row.y + row.h / 2 - line / 2), row.w, line}, 0,
              p->theme->bad);
}

/* Where the pen went: what is read is that, scaled and centred, so it lies elsewhere. */
static void draw_strokes(DigitsPage *page) {
    Painter *p = page->p;
    const DigitReading *digits = page->digits;
    Rect image = page->image;
    float width = fmaxf(roundf(0.3f * page->pitch), 2);
    draw_clip(p->list, image);
    for (int k = 0; k < digits->ink_count; k++) {
        const InkPoint *to = &digits->ink[k];
        float x = image.x + to->x * image.w, y = image.y + to->y * image.h;
        draw_disc(p->list, x, y, width / 2, p->theme->accent);
        if (k > 0 && !to->starts)
            draw_line(p->list, image.x + to[-1].x * image.w, image.y + to[-1].y * image.h, x, y,
                      width, p->theme->accent);
    }
    draw_clip_end(p->list);
}

/* The pen that keys move: full where it is down. */
static void draw_pen(DigitsPage *page, unsigned id) {
    Painter *p = page->p;
    const View *view = &p->session->view;
    float pitch = page->pitch, line = fmaxf(roundf(2 * p->u), 2);
    float x = page->image.x + ((float)page->digits->pen_column + 0.5f) * pitch;
    float y = page->image.y + ((float)page->digits->pen_row + 0.5f) * pitch;
    if (view->focus != id || !view->focus_visible)
        return;
    if (page->digits->pen_down)
        draw_disc(p->list, x, y, 0.6f * pitch, p->theme->select);
    draw_ring(p->list, x, y, 0.8f * pitch, line, p->theme->select);
}

/* The image is what one draws on. */
static void draw_pad(DigitsPage *page) {
    Painter *p = page->p;
    Rect image = page->image;
    draw_strokes(page);
    draw_frame(p->list, image, 0, fmaxf(roundf(2 * p->u), 2), p->theme->accent);
    if (session_digit_blank(p->session))
        paint_text_centre(p, image.x + image.w / 2,
                          text_top_for_centre(p, FACE_TEXT, p->large, image.y + image.h / 2),
                          FACE_TEXT, p->large, p->theme->dim, paint_phrase(p, "Draw here"));
    Region *region = region_add(
        p->list, REGION_PAD, image, "digits.pad", 0,
        paint_phrase(p, "Draw a digit: mouse or finger; arrow keys, Space puts the pen down"));
    if (!region)
        return;
    unsigned id = region->id;
    region->action = (Action){.kind = ACTION_DIGIT_INK};
    region->low = 0;
    region->high = 1;
    region->focusable = true;
    draw_pen(page, id);
    paint_focus(p, image, id, 0);
}

static void draw_image(DigitsPage *page) {
    Painter *p = page->p;
    long read = page->t + 1;
    draw_pixels(page, 0, read, true);
    draw_pixels(page, read, DIGIT_SIDE, false);
    for (long t = 0; t < DIGIT_SIDE; t++)
        if (session_row_erased(p->session, t))
            draw_erased(page, t);
    if (page->digits->index < 0) {
        draw_pad(page);
        return;
    }
    draw_frame(p->list, page->image, 0, fmaxf(roundf(p->u), 1), p->theme->line);
    digits_add_scrub(page, page->image, "digits.image", 0,
                     paint_phrase(p, "The image, a row a step: press or drag to go to a row"),
                     (Action){.kind = ACTION_NONE});
}

/* Row numbers; a press rubs the row out or brings it back. */
static void draw_gutter(DigitsPage *page) {
    Painter *p = page->p;
    float px = fmaxf(fminf(0.9f * p->small, 0.8f * page->pitch), 11 * p->viewport->scale);
    px = page->for_class ? p->small : px;
    int every = page->pitch < 1.25f * px ? 3 : 1;
    bool pointed = paint_hovered(p, region_id("digits.erase", 0));
    if (pointed)
        draw_fill(p->list, page->gutter, 4 * p->u, p->theme->track);
    for (long t = 0; t < DIGIT_SIDE; t++) {
        Rect row = digits_row(page, page->gutter, t);
        bool erased = session_row_erased(p->session, t), here = t == page->t;
        float middle = row.y + row.h / 2;
        char text[8];
        snprintf(text, sizeof text, "%ld", t);
        if (erased)
            draw_cross(p->list, row.x + row.w - 8 * p->u, middle, 9 * p->u, fmaxf(2 * p->u, 1),
                       p->theme->bad);
        else if (t % every == 0 || here)
            paint_text_right(p, row.x + row.w - 4 * p->u,
                             text_top_for_centre(p, FACE_NUMBER, px, middle),
                             here ? FACE_NUMBER_BOLD : FACE_NUMBER, px,
                             here ? p->theme->text : p->theme->dim, text);
    }
    Region *region =
        region_add(p->list, REGION_SCRUB, page->gutter, "digits.erase", 0,
                   paint_phrase(p, "Press or drag: rub rows out, or bring them back (Delete)"));
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_DIGIT_ERASE, .number = -1};
    region->down = true;
    region->low = 0;
    region->high = DIGIT_SIDE - 1;
    region->value = (float)page->t;
}

static void image_title(const DigitsPage *page, char *caption, char *title, size_t size) {
    const Painter *p = page->p;
    int label = session_digit_label(p->session);
    if (label < 0) {
        snprintf(caption, size, "%s", paint_phrase(p, "DRAWN BY HAND"));
        snprintf(title, size, "%s",
                 page->digits->ink_count ? paint_phrase(p, "Your drawing")
                                         : paint_phrase(p, "Nothing is drawn yet"));
        return;
    }
    snprintf(caption, size, paint_phrase(p, "TEST DIGIT %d OF %d"), page->digits->index + 1,
             (int)page->digits->set->count);
    snprintf(title, size, paint_phrase(p, "A written %d"), label);
}

static void draw_image_head(DigitsPage *page) {
    Painter *p = page->p;
    char caption[96], title[96], row[64];
    float px = paint_caption(p), large = 1.25f * p->large, y = page->head_y;
    float w = page->image.w;
    image_title(page, caption, title, sizeof title);
    paint_text_fit(p, page->image.x, y, w, FACE_TEXT_BOLD, px, p->theme->dim, caption);
    y += paint_line_height(p, FACE_TEXT_BOLD, px) + 2 * p->u;
    paint_text_fit(p, page->image.x, y, w, FACE_TEXT_BOLD, large, p->theme->text, title);
    if (page->t < 0)
        snprintf(row, sizeof row, "%s", paint_phrase(p, "no row read yet"));
    else
        snprintf(row, sizeof row, paint_phrase(p, "reading row t = %ld"), page->t);
    float middle = page->head_y + page->head_h - 0.8f * p->small;
    paint_text_fit(p, page->image.x, text_top_for_centre(p, FACE_TEXT, p->small, middle), w,
                   FACE_TEXT, p->small, p->theme->dim, row);
}

/* ---- the inputs of the row ---- */

static void add_input(DigitsPage *page, Rect tube, int k) {
    Painter *p = page->p;
    char label[96];
    Edit edit = {.kind = EDIT_INPUT, .step = page->t, .column = k};
    edit.value = p->session->run->sequence[page->t * DIGIT_SIDE + k];
    snprintf(label, sizeof label, paint_phrase(p, "Pixel %d of row t = %ld: %.2f"), k + 1, page->t,
             (double)edit.value);
    Region *region = region_add(p->list, REGION_BAR, tube, "digits.input", k, label);
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_EDIT, .edit = edit};
    region->reset = (Action){.kind = ACTION_RESET_ONE, .edit = edit};
    region->low = 0;
    region->high = 1;
    region->step = 0.05f;
    region->value = edit.value;
    unsigned id = region->id;
    if (paint_hovered(p, id))
        draw_frame(p->list, tube, 0, fmaxf(roundf(p->u), 1), p->theme->text);
    if (session_edited(p->session, &edit))
        draw_fill(p->list, (Rect){tube.x, tube.y + tube.h, tube.w, fmaxf(2 * p->u, 1)}, 0,
                  p->theme->accent);
}

/* Under the pixels that they are, each in its column. */
static void draw_inputs(DigitsPage *page) {
    Painter *p = page->p;
    const Bars look = {.level = true,
                       .limit = 1,
                       .color = p->theme->role[ROLE_INPUT],
                       .on_color = p->theme->on_role[ROLE_INPUT]};
    float words = 1.4f * p->small, gap = fmaxf(roundf(0.12f * page->pitch), 1);
    Rect area = {page->image.x, page->foot_y, page->image.w, page->foot_h - words};
    for (int k = 0; k < DIGIT_SIDE; k++) {
        Rect tube = {area.x + (float)k * page->pitch, area.y, page->pitch - gap, area.h};
        draw_fill(p->list, tube, 0, p->theme->track);
        if (page->t < 0)
            continue;
        bar_draw_thin(p, tube, p->session->run->sequence[page->t * DIGIT_SIDE + k], &look);
        add_input(page, tube, k);
    }
    paint_text_fit(p, area.x, area.y + area.h + 4 * p->u, area.w, FACE_TEXT, p->small,
                   p->theme->dim, paint_phrase(p, "the 28 inputs of this row; drag to change one"));
}

/* ---- the arrangement ---- */

static void find_nets(DigitsPage *page) {
    int cells[CELL_KIND_COUNT];
    page->net_count = session_shown_cells(page->p->session, cells, CELL_KIND_COUNT);
    for (int k = 0; k < page->net_count; k++)
        page->kinds[k] = cells[k];
}

/* The rows get what height is left, and the width that all beside them needs. On a phone the unit's
 * signals have no room beside them: all units stay, below. */
static void find_pitch(DigitsPage *page, Rect rect, float height) {
    const Painter *p = page->p;
    float u = p->u, nets = (float)page->net_count, px = fmaxf(0.9f * p->small, 11);
    px = page->for_class ? p->small : px;
    float label = 1.1f * paint_text_width(p, FACE_NUMBER_BOLD, px, "0");
    float gutter = roundf(2.6f * label + 10 * u), unit = roundf(fmaxf(258 * u, 17.5f * p->small));
    float across = DIGIT_SIDE + nets * DIGIT_CLASSES * 0.72f; /* in rows' heights */
    float least = PITCH_LEAST * p->viewport->scale, room = rect.w - gutter - 24 * u;
    bool narrow = room - nets * 20 * u < least * across, low = height < DIGIT_SIDE * least;
    page->gap = roundf((narrow ? 6 : 20) * u);
    room -= nets * page->gap;
    page->unit_hidden = room - unit < least * across;
    least = narrow || low ? PITCH_NARROW * p->viewport->scale : least;
    unit = page->unit_hidden ? 0 : unit;
    page->pitch = fmaxf(floorf(fminf(height / DIGIT_SIDE, (room - unit) / across)), least);
    page->gutter.w = gutter;
    float left = room - DIGIT_SIDE * page->pitch;
    page->column = floorf(fminf((left - unit) / (nets * DIGIT_CLASSES), 1.15f * page->pitch));
    page->column = fmaxf(page->column, narrow ? COLUMN_NARROW : COLUMN_LEAST);
}

static void place_table(DigitsPage *page, Rect rect, float top) {
    const Painter *p = page->p;
    float u = p->u, h = DIGIT_SIDE * page->pitch, w = page->column * DIGIT_CLASSES;
    page->gutter = (Rect){rect.x, top, page->gutter.w, h};
    page->image = (Rect){rect.x + page->gutter.w + 4 * u, top, h, h};
    float x = page->image.x + page->image.w + page->gap;
    for (int k = 0; k < page->net_count; k++) {
        page->nets[k] = (Rect){roundf(x), top, w, h};
        x += w + page->gap;
    }
    page->unit = (Rect){roundf(x), top, rect.x + rect.w - roundf(x), h};
}

static float units_height(const DigitsPage *page) {
    const Painter *p = page->p;
    if (page->for_class)
        return 0;
    CellKind kind = p->session->run->cells[p->session->cell]->spec.kind;
    bool has_memory = cell_kind(kind)->memory != SIGNAL_H;
    return roundf(1.7f * p->small + (has_memory ? 92 : 72) * p->u);
}

/* What all parts share, within the margins. */
static Rect inside(const Painter *p, Rect rect) {
    float u = p->u, pad = 16 * u;
    return (Rect){rect.x + pad, rect.y + 10 * u, rect.w - 2 * pad, rect.h - 18 * u};
}

/* The buttons of time, at the foot, or those before a class. */
static Rect place_transport(const Painter *p, Rect inner, bool for_class) {
    float h = for_class ? paint_ways_height(p) : transport_height(p);
    return (Rect){inner.x, roundf(inner.y + inner.h - h), inner.w, h};
}

/* In a low window rows of a readable height come before all units, and before what is under them. Returns
 * the height of all but the rows. */
static float lay_heights(DigitsPage *page, float height, float *units) {
    const Painter *p = page->p;
    float rows = DIGIT_SIDE * PITCH_LEAST * p->viewport->scale, fixed = page->head_h + 28 * p->u;
    page->foot_h = roundf(58 * p->u + 2.8f * p->small);
    *units = units_height(page);
    if (fixed + page->foot_h + *units + 10 * p->u + rows > height)
        *units = 0;
    if (fixed + page->foot_h + *units + 10 * p->u + rows > height)
        page->foot_h = 0;
    return fixed + page->foot_h + *units + 10 * p->u;
}

/* Head, rows, foot, all units, transport; what is left over goes between them. */
static Rect arrange(DigitsPage *page, Rect rect) {
    const Painter *p = page->p;
    float u = p->u, units;
    Rect inner = inside(p, rect), transport = place_transport(p, inner, page->for_class);
    page->head_h = roundf(1.5f * paint_caption(p) + 1.7f * p->large + 1.5f * p->small + 6 * u);
    float fixed = transport.h + lay_heights(page, inner.h - transport.h, &units);
    find_pitch(page, inner, inner.h - fixed);
    float spare = fmaxf(inner.h - fixed - DIGIT_SIDE * page->pitch, 0), gap = spare / 4;
    page->head_y = roundf(inner.y + gap / 2);
    place_table(page, inner, roundf(page->head_y + page->head_h + 6 * u));
    page->foot_y = roundf(page->image.y + page->image.h + 6 * u);
    float y = roundf(page->foot_y + page->foot_h + 10 * u + gap);
    page->units = (Rect){inner.x, y, inner.w, units};
    return transport;
}

/* One frame through everything that belongs to the row. */
static void draw_cursor(DigitsPage *page) {
    Painter *p = page->p;
    if (page->t < 0)
        return;
    Rect row = digits_row(page, page->image, page->t);
    float line = fmaxf(roundf(1.5f * p->u), 1), right = page->unit.x + page->unit.w;
    row = (Rect){page->gutter.x, row.y - line, right - page->gutter.x, row.h + 2 * line};
    draw_frame(p->list, row, 3 * p->u, line, p->theme->select);
}

static void draw_foot(DigitsPage *page) {
    if (!page->unit_hidden)
        digits_unit_foot(page);
    draw_inputs(page);
    for (int k = 0; k < page->net_count; k++)
        digits_net_foot(page, k);
}

/* Returns where the buttons at the foot stand. */
static Rect draw_page(Painter *p, Rect rect, bool for_class) {
    DigitsPage page = {.p = p,
                       .for_class = for_class,
                       .digits = session_digits(p->session),
                       .t = session_digit_blank(p->session) ? -1 : p->moment.t,
                       .part = ((float)p->moment.phase + p->moment.part) / PHASE_COUNT};
    find_nets(&page);
    Rect transport = arrange(&page, rect);
    draw_image_head(&page);
    draw_gutter(&page);
    draw_image(&page);
    for (int k = 0; k < page.net_count; k++) {
        digits_net_head(&page, k);
        digits_net_rows(&page, k);
    }
    if (!page.unit_hidden) {
        digits_unit_head(&page);
        digits_unit_rows(&page);
    }
    draw_cursor(&page);
    if (page.foot_h > 0)
        draw_foot(&page);
    if (page.units.h > 0)
        digits_units(&page);
    return transport;
}

void scene_digits(Painter *p, Rect rect) {
    transport_draw(p, draw_page(p, rect, false), TRANSPORT_PHASES);
}

bool scene_digits_presents(const Session *session, const Viewport *viewport) {
    return paint_presents(session, viewport, SESSION_DIGITS);
}

void scene_digits_present(Painter *p, Rect rect) {
    bool drawn = session_digits(p->session)->index < 0, playing = p->session->playing;
    const Way ways[] = {
        {"\u2039 Before",
         "The digit before (P)",
         {.kind = ACTION_DIGIT_TURN, .number = -1},
         false,
         drawn},
        {"Next \u203a",
         "The next digit (N)",
         {.kind = ACTION_DIGIT_TURN, .number = 1},
         false,
         drawn},
        {playing ? "Pause" : "Play",
         "Rows are read one after the other (Space)",
         {.kind = ACTION_PLAY, .number = -1},
         true,
         session_digit_blank(p->session)},
        {drawn ? "Test digits" : "Draw",
         drawn ? "Read a test digit again (D)" : "Draw a digit on the large grid (D)",
         {.kind = ACTION_DIGIT_DRAW, .number = -1},
         false,
         false},
        {"Clear",
         "An empty grid (Ctrl+Z: a stroke back)",
         {.kind = ACTION_DIGIT_CLEAR},
         false,
         session_digit_blank(p->session)},
    };
    paint_ways(p, draw_page(p, rect, true), ways, drawn ? 5 : 4);
}

Rect scene_digits_above(const Painter *p, Rect rect) {
    return (Rect){rect.x, rect.y, rect.w, place_transport(p, inside(p, rect), false).y - rect.y};
}
