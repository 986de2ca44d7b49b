/* present.c: before a class: the stage, the gradients where they are shown, one line of text, the
 * choices of a question once they are asked for; a spotlight on what the beat highlights; strokes
 * of the pen; a blank screen. */
#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "scene/inspect/inspect.h"
#include "scene/lesson/lesson.h"
#include "scene/present.h"
#include "scene/stage/stage.h"
#include "scene/timeline/timeline.h"

enum { LINE_MOST = 400, EDGES_MOST = 40 };

/* ---- the line of text ---- */

/* A full stop is one where a space or the end follows it: not the one in 0.5. */
static bool ends_sentence(const char *c) {
    if (strncmp(c, "\u3002", 3) == 0)
        return true;
    return (*c == '.' || *c == '?' || *c == '!') && (c[1] == ' ' || c[1] == '\n' || c[1] == '\0');
}

static int count_stars(const char *text) {
    int count = 0;
    for (const char *c = strstr(text, "**"); c; c = strstr(c + 2, "**"))
        count++;
    return count;
}

/* The first sentence; bold that it leaves open is closed. */
static void first_sentence(const char *text, char *line, size_t size) {
    size_t length = 0, all = strlen(text);
    uint32_t character;
    while (length < all && length + 8 < size &&
           !(text[length] == '\n' && text[length + 1] == '\n')) {
        bool end = ends_sentence(text + length);
        length += utf8_decode(text + length, all - length, &character);
        if (end)
            break;
    }
    memcpy(line, text, length);
    line[length] = '\0';
    if (count_stars(line) % 2)
        memcpy(line + length, "**", 3);
}

static float draw_line_of_text(Painter *p, Rect rect) {
    const Beat *beat = session_beat(p->session);
    Language language = p->session->view.language;
    char line[LINE_MOST];
    const char *text = beat->question ? phrase_text(language, &beat->question->question)
                       : beat->task   ? phrase_text(language, &beat->task->text)
                                      : phrase_text(language, &beat->say);
    first_sentence(text, line, sizeof line);
    const RichStyle style = {
        .px = p->large, .color = p->theme->text, .bold = beat->question != NULL};
    return rich_text(p, rect.x, rect.y, rect.w, line, style);
}

/* The choices side by side, as many in a row as have room. */
static float draw_choices(Painter *p, Rect rect) {
    const Question *question = session_beat(p->session)->question;
    if (!question || !p->session->present.revealed)
        return 0;
    int across = question->choice_count < 4 ? question->choice_count : 2;
    float gap = 12 * p->u, w = (rect.w - gap * (float)(across - 1)) / (float)across, y = rect.y,
          low = y;
    for (int k = 0; k < question->choice_count; k++) {
        if (k % across == 0)
            y = k ? low + gap : y;
        Column column = {p, rect.x + (w + gap) * (float)(k % across), y, w};
        lesson_choice(&column, question, k);
        low = fmaxf(low, column.y);
    }
    return low - rect.y;
}

/* The foot, drawn at the top first, then moved down to where its height puts it; its height. */
static float draw_foot(Painter *p, Rect rect) {
    float pad = 24 * p->u;
    int shape = p->list->shape_count, region = p->list->region_count;
    Rect inner = {rect.x + pad, rect.y + 0.7f * pad, rect.w - 2 * pad, rect.h};
    float height = draw_line_of_text(p, inner);
    inner.y += height + 10 * p->u;
    float choices = draw_choices(p, inner);
    height += (choices > 0 ? choices + 10 * p->u : 0) + 1.4f * pad;
    float by = rect.y + rect.h - height - rect.y;
    for (; shape < p->list->shape_count; shape++)
        p->list->shapes[shape].rect.y += by;
    for (; region < p->list->region_count; region++)
        p->list->regions[region].whole.y = p->list->regions[region].rect.y += by;
    return height;
}

/* ---- the spotlight ---- */

static int add_edge(float *edges, int count, float value) {
    int at = count;
    while (at > 0 && edges[at - 1] > value) {
        edges[at] = edges[at - 1];
        at--;
    }
    edges[at] = value;
    return count + 1;
}

static bool in_light(const Painter *p, float x, float y) {
    for (int k = 0; k < p->spot_count; k++)
        if (rect_contains(p->spots[k], x, y))
            return true;
    return false;
}

/* A veil over all of rect but the spots: the spots' edges cut it into bands, and bands into pieces.
 */
static void draw_veil(Painter *p, Rect rect) {
    float xs[EDGES_MOST], ys[EDGES_MOST];
    int x_count = add_edge(xs, add_edge(xs, 0, rect.x), rect.x + rect.w);
    int y_count = add_edge(ys, add_edge(ys, 0, rect.y), rect.y + rect.h);
    for (int k = 0; k < p->spot_count; k++) {
        Rect r = p->spots[k];
        x_count = add_edge(xs, add_edge(xs, x_count, roundf(r.x)), roundf(r.x + r.w));
        y_count = add_edge(ys, add_edge(ys, y_count, roundf(r.y)), roundf(r.y + r.h));
    }
    Color veil = color_alpha(p->theme->background, p->theme->veil);
    for (int row = 0; row + 1 < y_count; row++)
        for (int from = 0, to; from + 1 < x_count; from = to) {
            float y = ys[row], h = ys[row + 1] - y;
            to = from + 1;
            bool light = in_light(p, (xs[from] + xs[to]) / 2, y + h / 2);
            while (to + 1 < x_count && in_light(p, (xs[to] + xs[to + 1]) / 2, y + h / 2) == light)
                to++;
            if (!light && h > 0 && xs[to] > xs[from])
                draw_fill(p->list, (Rect){xs[from], y, xs[to] - xs[from], h}, 0, veil);
        }
}

/* ---- the pen ---- */

static void draw_strokes(Painter *p, Rect rect) {
    const Present *present = &p->session->present;
    float width = fmaxf(4 * p->u, 2);
    for (int k = 1; k < present->point_count; k++) {
        PenPoint a = present->points[k - 1], b = present->points[k];
        if (!b.starts)
            draw_line(p->list, rect.x + a.x * rect.w, rect.y + (1 - a.y) * rect.h,
                      rect.x + b.x * rect.w, rect.y + (1 - b.y) * rect.h, width, p->theme->bad);
    }
    if (!present->pen)
        return;
    Region *region =
        region_add(p->list, REGION_PAD, rect, "pen", 0, paint_phrase(p, "Draw over the stage"));
    if (region)
        region->action = (Action){.kind = ACTION_PEN_POINT};
}

/* The keyboard is at something there: no veil lies over it. */
static bool focus_within(const Painter *p, Rect rect) {
    const View *view = &p->session->view;
    const Region *region = view->focus_visible ? region_find(p->list, view->focus) : NULL;
    return region && rect_contains(rect, region->rect.x, region->rect.y);
}

bool scene_presents(const Session *session, const Viewport *viewport) {
    return session->present.on && !viewport->lectern;
}

void scene_present(Painter *p, Rect rect) {
    if (p->session->present.blank) {
        draw_fill(p->list, rect, 0, 0x000000ff);
        return;
    }
    if (session_inspected(p->session)) { /* beside it, for as long as it is asked about */
        float wide = scene_inspect_width(p);
        scene_inspect(p, (Rect){rect.x + rect.w - wide, rect.y, wide, rect.h});
        rect.w -= wide;
    }
    float foot = draw_foot(p, rect), line = fmaxf(roundf(p->u), 1);
    Rect stage = {rect.x, rect.y, rect.w, roundf(rect.h - foot)};
    draw_fill(p->list, (Rect){rect.x, stage.h, rect.w, line}, 0, p->theme->line);
    float strip = scene_gradients_height(p, 0.4f * stage.h);
    stage.h -= strip;
    scene_stage(p, stage);
    if (strip > 0)
        scene_gradients(p, (Rect){rect.x, stage.y + stage.h, rect.w, strip});
    if (p->spot_count && !session_moving(p->session) && !focus_within(p, stage))
        draw_veil(p, stage);
    draw_strokes(p, stage);
}
