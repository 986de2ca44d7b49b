/* look.c: see look.h: the arrangement of the screen, the line about the file, the cursor. */
#include "scene/look/look.h"

#include <math.h>
#include <stdio.h>

#include "base/clamp.h"
#include "scene/look/page.h"
#include "scene/paint/rich_text.h"

enum { CELLS_NAMED = 3 };

float look_x(const LookPage *page, long t) {
    return page->x + page->w * ((float)t + 0.5f) / (float)page->steps;
}

float scene_look_width(const Painter *p) {
    return roundf(fmaxf(292 * p->u, 19.5f * p->small));
}

/* ---- where everything is ---- */

enum { LOW_MOST = 320 }; /* points that a low window has for them */

/* The map gets what is left of the height. */
static void arrange_rows(LookPage *page, Rect inner) {
    const Painter *p = page->p;
    float u = p->u, axis = roundf(1.5f * p->small), gap = roundf(7 * u), y = inner.y;
    float tap = inner.h < LOW_MOST * p->viewport->scale ? 0 : p->tap; /* the map needs room first */
    float thumbs = roundf(fmaxf(clamp_float(0.055f * inner.h, 28 * u, 48 * u), tap));
    float curve = roundf(clamp_float(0.042f * inner.h, look_curve_height(p), 36 * u));
    int lines = page->look->map_count;
    page->row = roundf(fmaxf(19 * u, 1.45f * p->small));
    int most = (int)fmaxf(floorf(0.15f * inner.h / page->row), 1);
    int inputs = page->p->session->lesson->inputs;
    page->inputs_shown = inputs <= most ? inputs : most;
    page->head = (Rect){inner.x, y, inner.w, roundf(fmaxf(1.9f * p->small, tap))};
    y += page->head.h + gap;
    page->inputs = (Rect){inner.x, y, inner.w, page->row * (float)page->inputs_shown};
    y += page->inputs.h;
    page->upper = (Rect){page->x, y, page->w, axis};
    y += axis + gap;
    page->thumbs = (Rect){page->x, y, page->w, thumbs};
    y += thumbs + roundf(1.6f * p->small);
    float low = inner.y + inner.h - axis, foot = curve * (float)lines;
    page->lower = (Rect){page->x, low, page->w, axis};
    page->curves = (Rect){inner.x, roundf(low - foot), inner.w, foot};
    page->area = (Rect){page->x, y, page->w, page->curves.y - gap - y};
}

static void arrange(LookPage *page, Rect rect) {
    const Painter *p = page->p;
    float u = p->u, pad = roundf(rect.w < 560 * u ? 10 * u : 18 * u);
    Rect inner = {rect.x + pad, roundf(rect.y + 8 * u), rect.w - 2 * pad, rect.h - 14 * u};
    bool wide = inner.w > 700 * u;
    float names = roundf(wide ? fmaxf(136 * u, 9.2f * p->small) : fmaxf(76 * u, 6 * p->small));
    float side = wide ? roundf(fmaxf(78 * u, 5.4f * p->small)) : roundf(2.6f * p->small);
    page->names = inner.x;
    page->x = inner.x + names;
    page->w = roundf(inner.w - names - side);
    arrange_rows(page, inner);
    page->side = (Rect){page->x + page->w, page->area.y, side, page->area.h};
}

/* ---- the file ---- */

static const char *direction_of(const Painter *p, const Cell *cell) {
    return paint_phrase(p, cell->spec.backward ? "backwards" : "forwards");
}

/* "LSTM 40 → 128, forwards; ..." */
static void say_cells(const Painter *p, const Look *look, char *text, size_t size) {
    const Lesson *lesson = p->session->lesson;
    size_t length = 0;
    for (int k = 0; k < lesson->cell_count && k < CELLS_NAMED && length < size; k++) {
        const Cell *cell = lesson->cells[k].cell;
        bool readout = look->cells[k].readout;
        length += (size_t)snprintf(text + length, size - length, "%s%s %d \u2192 %d", k ? "; " : "",
                                   readout ? paint_phrase(p, "readout")
                                           : cell_kind(cell->spec.kind)->title,
                                   cell->spec.inputs, cell->spec.hidden);
        if (cell->spec.backward && !readout && length < size)
            length += (size_t)snprintf(text + length, size - length, " %s", direction_of(p, cell));
    }
    if (lesson->cell_count > CELLS_NAMED && length < size)
        snprintf(text + length, size - length, paint_phrase(p, " and %d more"),
                 lesson->cell_count - CELLS_NAMED);
}

static void draw_question(LookPage *page, Rect rect) {
    Painter *p = page->p;
    const Look *look = page->look;
    char word[160];
    float u = p->u, h = rect.h;
    if (look->example)
        snprintf(word, sizeof word, "%s", paint_phrase(p, "How do I open my own?"));
    else if (look->left)
        snprintf(word, sizeof word, paint_phrase(p, "%s not shown: %d tensors \u2013 why?"),
                 look->left, look->left_count);
    else if (look->guesses)
        snprintf(word, sizeof word, paint_phrase(p, "%d guessed \u2013 what?"), look->guesses);
    else
        snprintf(word, sizeof word, "%s", paint_phrase(p, "What else is to be known?"));
    float w = fminf(paint_text_width(p, FACE_TEXT, p->small, word) + 40 * u, rect.w);
    Rect box = {roundf(rect.x + rect.w - w), rect.y, roundf(w), h};
    unsigned id = region_id("look.why", 0);
    draw_fill(p->list, box, h / 2, paint_hovered(p, id) ? p->theme->track : p->theme->panel);
    draw_frame(p->list, box, h / 2, fmaxf(1.5f * u, 1), p->theme->role[ROLE_CELL]);
    draw_disc(p->list, box.x + 16 * u, box.y + h / 2, 4 * u, p->theme->role[ROLE_CELL]);
    paint_text_fit(p, box.x + 27 * u, text_top_for_centre(p, FACE_TEXT, p->small, box.y + h / 2),
                   box.w - 38 * u, FACE_TEXT, p->small, p->theme->text, word);
    paint_focus(p, box, id, h / 2);
    Region *region = region_add(p->list, REGION_BUTTON, box, "look.why", 0, word);
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_LOOK, .number = LOOK_WHY, .unit = 1, .flag = true};
    region->focusable = true;
}

static void draw_head(LookPage *page) {
    Painter *p = page->p;
    const Look *look = page->look;
    char cells[256] = "", text[400];
    Rect rect = page->head, rest;
    float open = look_open(page, rect);
    rect.w -= open > 0 ? open + 10 * p->u : 0;
    rest = rect;
    say_cells(p, look, cells, sizeof cells);
    int length = snprintf(text, sizeof text, "%s%s%s%s%s", look->format ? look->format : "",
                          look->format ? ": " : "", cells, look->pulse ? "; " : "",
                          look->pulse ? paint_phrase(p, "no data: it reads a pulse") : "");
    if (look->beside && length < (int)sizeof text)
        snprintf(text + length, sizeof text - (size_t)length, paint_phrase(p, "; beside %s"),
                 look->beside);
    bool question = look->why || look->example;
    float room = question ? 0.55f * rect.w : rect.w;
    float w =
        paint_text_fit(p, rect.x, text_top_for_centre(p, FACE_TEXT, p->small, rect.y + rect.h / 2),
                       room, FACE_TEXT, p->small, p->theme->dim, text);
    rest.x += w + 16 * p->u;
    rest.w -= w + 16 * p->u;
    if (question)
        draw_question(page, rest);
}

/* What is not shown and why, or how one's own is opened, over the maps. */
static void draw_why(LookPage *page) {
    Painter *p = page->p;
    const Look *look = page->look;
    if (!look->telling || (!look->why && !look->example))
        return;
    float u = p->u, pad = 14 * u;
    Rect box = {page->x, page->head.y + page->head.h + 6 * u, page->w,
                page->curves.y - page->head.y - page->head.h - 6 * u};
    if (look->example) {
        look_how(page, box);
        return;
    }
    const RichStyle style = {.px = p->small, .color = p->theme->text, .plain = true};
    draw_fill(p->list, box, 8 * u, p->theme->card);
    draw_frame(p->list, box, 8 * u, fmaxf(roundf(u), 1), p->theme->dim);
    draw_clip(p->list, (Rect){box.x + pad, box.y + pad, box.w - 2 * pad, box.h - 2 * pad});
    rich_text(p, box.x + pad, box.y + pad, box.w - 2 * pad, look->why, style);
    draw_clip_end(p->list);
    Region *region = region_add(p->list, REGION_BUTTON, box, "look.told", 0,
                                paint_phrase(p, "What is not shown, and why; a press closes it"));
    if (region)
        region->action = (Action){.kind = ACTION_LOOK, .number = LOOK_WHY, .unit = 0};
}

/* ---- the cursor ---- */

static void draw_cursor(LookPage *page) {
    const Painter *p = page->p;
    float x = look_x(page, page->t), wide = fmaxf(roundf(2 * p->u), 1);
    const Rect parts[] = {page->inputs, page->area, page->curves};
    for (int k = 0; k < 3; k++)
        draw_line(p->list, x, parts[k].y, x, parts[k].y + parts[k].h, wide, p->theme->accent);
}

/* ---- while it is made ---- */

/* How much is there: in words, and as a bar. */
static void draw_share(LookPage *page, Rect rect) {
    Painter *p = page->p;
    char text[128];
    float u = p->u, share = (float)look_share(p->session), h = roundf(8 * u);
    Rect bar = {roundf(rect.x + rect.w / 2 - 160 * u), roundf(rect.y + rect.h / 2), 320 * u, h};
    bar.w = fminf(bar.w, rect.w - 32 * u);
    bar.x = roundf(rect.x + (rect.w - bar.w) / 2);
    if (page->look->work)
        snprintf(text, sizeof text, paint_phrase(p, "Computing %ld steps: %.0f %%"), page->steps,
                 floor(100 * (double)share));
    else
        snprintf(text, sizeof text, "%s", paint_phrase(p, "The maps could not be computed"));
    paint_text_centre(p, rect.x + rect.w / 2, bar.y - 2.2f * p->body, FACE_TEXT, p->body,
                      p->theme->text, text);
    draw_fill(p->list, bar, h / 2, p->theme->track);
    if (share > 0)
        draw_fill(p->list, (Rect){bar.x, bar.y, fmaxf(roundf(bar.w * share), h), h}, h / 2,
                  p->theme->accent);
}

/* ---- all of it ---- */

void scene_look(Painter *p, Rect rect) {
    const Session *session = p->session;
    const Look *look = session_look_into(session);
    LookPage page = {.p = p,
                     .look = look,
                     .spec = &session->run->cells[session->cell]->spec,
                     .map = look_map(look),
                     .steps = look->steps,
                     .t = look_step(session)};
    arrange(&page, rect);
    draw_head(&page);
    if (!look->made) {
        draw_share(&page, rect);
        draw_why(&page);
        return;
    }
    look_inputs(&page);
    look_axis(&page, page.upper, 0);
    look_thumbs(&page);
    look_area(&page);
    look_curves(&page);
    look_marks(&page);
    draw_cursor(&page);
    look_order_axis(&page);
    look_side(&page);
    look_axis(&page, page.lower, 1);
    draw_why(&page);
}
