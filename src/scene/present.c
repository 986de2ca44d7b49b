/* present.c: before a class: the guided stage, the gradients where they are shown, the words, the
 * choices of a question once they are asked for, the ribbon of time; a spotlight on what the beat
 * highlights; strokes of the pen; a blank screen. A film is the same without what one presses. */
#include <math.h>
#include <stdio.h>

#include "scene/guided/guided.h"
#include "scene/inspect/inspect.h"
#include "scene/layout.h"
#include "scene/lesson/lesson.h"
#include "scene/paint/more.h"
#include "scene/paint/veil.h"
#include "scene/paint/way_home.h"
#include "scene/present.h"
#include "scene/timeline/ribbon.h"
#include "scene/timeline/timeline.h"
#include "scene/timeline/transport.h"
#include "session/asked.h"

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

/* ---- what is under the stage: words and the ribbon of time, with the ways under them ---- */

typedef struct Board {
    Rect stage, words, time, ways, buttons; /* ways, buttons of time: h 0: none */
} Board;

/* Words and time beside the stage, where it has all the height. */
static void lay_low(Board *board, Rect rect, float pad, float row) {
    float beside = roundf(0.45f * rect.w), x = rect.x + rect.w - beside;
    float h = rect.h - row, time = roundf(0.42f * h);
    board->stage = (Rect){rect.x, rect.y, rect.w - beside, h};
    board->words = (Rect){x + 0.5f * pad, rect.y + 0.3f * pad, beside - pad, h - time - 0.5f * pad};
    board->time = (Rect){x, rect.y + h - time, beside, time};
    board->ways = (Rect){rect.x + pad, rect.y + h, rect.w - 2 * pad, fmaxf(row - 0.5f * pad, 0)};
}

static Board lay_board(Painter *p, Rect rect, bool ways) {
    bool upright = rect.h > 1.1f * rect.w, low = layout_low(p, rect);
    float pad = 28 * p->u,
          row = ways ? roundf(paint_tap(p, fmaxf(44 * p->u, 2 * p->body))) + pad : 0;
    float w = upright ? rect.w - 2 * pad : roundf(0.5f * rect.w - 1.5f * pad);
    float share = upright ? 0.34f : 0.38f, most = (upright ? 0.62f : 0.58f) * rect.h;
    float wanted = lesson_captions_height(p, w) + 8 * p->u,
          strip = upright ? roundf((asked_on_ribbon(p->session) ? 0.24f : 0.16f) * rect.h) : 0;
    strip = upright ? fmaxf(strip, scene_ribbon_least(p) - transport_height(p)) : 0;
    float foot = roundf(fminf(fmaxf(wanted + row + strip + pad, share * rect.h), most));
    float y = roundf(rect.y + rect.h - foot), bottom = rect.y + rect.h;
    Board board = {.stage = {rect.x, rect.y, rect.w, y - rect.y}};
    board.words = (Rect){rect.x + pad, y + 0.6f * pad, w, foot - row - strip - 0.6f * pad};
    board.time = upright ? (Rect){rect.x, bottom - row - strip, rect.w, strip}
                         : (Rect){rect.x + 2 * pad + w, y, rect.w - w - 2 * pad, foot - 0.5f * pad};
    board.ways = (Rect){rect.x + pad, bottom - row, w, fmaxf(row - 0.5f * pad, 0)};
    if (low)
        lay_low(&board, rect, pad, row);
    if (ways && !upright && !low) { /* beside them, under the ribbon of time */
        float h = transport_height(p);
        board.buttons = (Rect){board.time.x + pad, roundf(bottom - 0.5f * pad - h),
                               board.time.w - 1.5f * pad, h};
        board.time.h -= h + 0.3f * pad;
    }
    return board;
}

/* The house, back and on, and how far the lesson is. */
static void draw_ways(Painter *p, Rect rect) {
    const Session *session = p->session;
    char text[32];
    float u = p->u, home = p->viewport->catalogue ? rect.h : 0, more = paint_more_width(p);
    paint_more(p, (Rect){rect.x + rect.w - more, rect.y, more, rect.h});
    rect.w -= more;
    snprintf(text, sizeof text, "%d / %d", session->beat + 1, session->lesson->beat_count);
    float count = paint_text_width(p, FACE_TEXT, p->small, text) + 24 * u;
    paint_way_home(p, (Rect){rect.x, rect.y, home, rect.h});
    lesson_ways(p, (Rect){rect.x + home + (home > 0 ? 12 * u : 0), rect.y,
                          fminf(rect.w - home - count - 12 * u, 22 * p->body), rect.h});
    paint_text_right(p, rect.x + rect.w,
                     text_top_for_centre(p, FACE_TEXT, p->small, rect.y + rect.h / 2), FACE_TEXT,
                     p->small, p->theme->dim, text);
}

static void draw_board(Painter *p, const Board *board) {
    float line = fmaxf(roundf(p->u), 1);
    const Rect stage = board->stage;
    bool beside = board->words.y < stage.y + stage.h;
    float w = (float)p->viewport->width, h = (float)p->viewport->height;
    Rect foot = {stage.x, stage.y + stage.h, w, h};
    draw_fill(p->list, foot, 0, p->theme->panel);
    draw_fill(p->list, (Rect){foot.x, foot.y, foot.w, line}, 0, p->theme->line);
    if (beside)
        draw_fill(p->list, (Rect){stage.x + stage.w, 0, w, h}, 0, p->theme->panel);
    scene_lesson_captions(p, board->words);
    if (p->session->view.gradients &&
        !asked_on_ribbon(p->session)) /* what the newest step depends on, in the ribbon's place */
        scene_gradients(p, board->time);
    else
        scene_ribbon_alone(p, board->time);
    if (board->ways.h > 0)
        draw_ways(p, board->ways);
    if (board->buttons.h > 0)
        transport_draw(p, board->buttons, 0);
}

/* A press brings the picture back. */
static void draw_blank(Painter *p, Rect rect) {
    draw_fill(p->list, rect, 0, 0x000000ff);
    Region *region = p->viewport->class_only
                         ? NULL
                         : region_add(p->list, REGION_BUTTON, rect, "blank", 0,
                                      paint_phrase(p, "Show the picture again (B, Escape)"));
    if (region)
        region->action = (Action){.kind = ACTION_BLANK, .number = 0};
}

void scene_present(Painter *p, Rect rect) {
    if (p->session->present.blank) {
        draw_blank(p, rect);
        return;
    }
    Board board = lay_board(p, rect, !p->viewport->class_only);
    guided_stage(p, board.stage);
    if (p->spot_count && !session_moving(p->session) && !focus_within(p, board.stage))
        paint_veil(p, board.stage, p->theme->veil);
    draw_board(p, &board);
    scene_inspect_over(p, board.stage);
    draw_strokes(p, board.stage);
}

bool scene_films(const Session *session, const Viewport *viewport) {
    (void)session;
    return viewport->film;
}

void scene_film(Painter *p, Rect rect) {
    Board board = lay_board(p, rect, false);
    guided_stage(p, board.stage);
    draw_board(p, &board);
}
