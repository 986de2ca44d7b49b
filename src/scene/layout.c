/* layout.c: see layout.h. */
#include "scene/layout.h"
#include "scene/inspect/inspect.h"
#include "scene/lesson/lesson.h"
#include "scene/timeline/ribbon.h"
#include "session/asked.h"

#include <math.h>

enum { STAGE_LEAST = 520, LESSON_LEAST = 330, STRIP = 26 }; /* widths in points */

/* Points: a window that is wider has room for its panels side by side, however high it is. */
enum { UPRIGHT_MOST = 1280 };

/* Points below the top bar: a wide window that has more is high enough for words under the stage. */
enum { LOW_MOST = 440 };

static const float UPRIGHT_STAGE = 0.4f; /* of the height below the top bar, and the timeline's */
static const float UPRIGHT_TIMELINE = 0.24f;

/* Where there is neither: the part of that height of what is above the panel, and the least width
 * of a panel that has something beside it, in points. */
static const float UPRIGHT_PART = 0.58f, UPRIGHT_PANEL = 250;

/* What the panels would like to have. */
typedef struct Wish {
    float lesson, tweaks, strip, top, timeline;
} Wish;

float layout_strip(const Painter *p) {
    return paint_tap(p, STRIP * p->u);
}

/* Panels grow with the text, but less. */
static Wish wishes(const Painter *p) {
    float u = p->u, grown = p->body / (16 * u), wide = 1 + 0.6f * (grown - 1);
    return (Wish){.lesson = roundf(330 * u * wide),
                  .tweaks = session_inspected(p->session)
                                ? scene_inspect_width(p)
                                : roundf(264 * u * (1 + 0.7f * (grown - 1))),
                  .strip = layout_strip(p),
                  .top = roundf(paint_tap(p, fmaxf(48 * u, 2.4f * p->body))),
                  .timeline = roundf(228 * u * (1 + 0.45f * (grown - 1)))};
}

/* Where two panels and something of `least` width do not fit, the tweaks make way. The inspector
 * was asked for: the lesson makes way for it. */
static void fold(Layout *layout, const Wish *wish, float width, float lesson, float least) {
    bool narrow = width - lesson - wish->tweaks < least;
    if (layout->inspect)
        layout->tweaks_folded = false;
    layout->lesson_folded |= layout->inspect && narrow;
    if (layout->lesson_folded)
        narrow = width - wish->strip - wish->tweaks < least;
    layout->tweaks_folded |= !layout->inspect && narrow;
}

static void lay_wide(Layout *layout, const Painter *p, const Wish *wish) {
    float w = (float)p->viewport->width, h = (float)p->viewport->height, top = wish->top;
    float lesson = fminf(wish->lesson, 0.42f * w);
    fold(layout, wish, w, lesson, STAGE_LEAST * p->u);
    if (layout->lesson_folded)
        lesson = wish->strip;
    float tweaks = layout->tweaks_folded ? wish->strip : wish->tweaks;
    float timeline = roundf(fminf(wish->timeline, 0.34f * h));
    layout->lesson = (Rect){0, top, lesson, h - top};
    layout->tweaks = (Rect){w - tweaks, top, tweaks, h - top};
    layout->stage = (Rect){lesson, top, w - lesson - tweaks, h - top - timeline};
    layout->timeline = (Rect){lesson, h - timeline, w - lesson - tweaks, timeline};
}

/* One panel at least is open. */
static void lay_upright(Layout *layout, const Painter *p, const Wish *wish) {
    float w = (float)p->viewport->width, h = (float)p->viewport->height, top = wish->top;
    fold(layout, wish, w, 0, LESSON_LEAST * p->u);
    if (layout->lesson_folded)
        layout->tweaks_folded = p->session->view.folded[PANEL_TWEAKS] && !layout->inspect;
    float tweaks = layout->tweaks_folded   ? wish->strip
                   : layout->lesson_folded ? w - wish->strip
                                           : wish->tweaks;
    float stage = roundf(UPRIGHT_STAGE * (h - top));
    float timeline = roundf(fminf(wish->timeline, UPRIGHT_TIMELINE * (h - top)));
    float below = top + stage + timeline;
    layout->stage = (Rect){0, top, w, stage};
    layout->timeline = (Rect){0, top + stage, w, timeline};
    layout->lesson = (Rect){0, below, w - tweaks, h - below};
    layout->tweaks = (Rect){w - tweaks, below, tweaks, h - below};
}

bool layout_upright(const Painter *p) {
    float w = (float)p->viewport->width, h = (float)p->viewport->height;
    return h > w && w < UPRIGHT_MOST * p->viewport->scale;
}

Layout layout_run(const Painter *p) {
    const View *view = &p->session->view;
    Wish wish = wishes(p);
    Layout layout = {.topbar = {0, 0, (float)p->viewport->width, wish.top},
                     .lesson_folded = view->folded[PANEL_LESSON],
                     .tweaks_folded = view->folded[PANEL_TWEAKS],
                     .inspect = session_inspected(p->session) != NULL};
    bool open = !layout.lesson_folded || !layout.tweaks_folded || layout.inspect;
    if (layout_upright(p) && open)
        lay_upright(&layout, p, &wish);
    else
        lay_wide(&layout, p, &wish);
    return layout;
}

/* ---- screens without stage, timeline and tweaks ---- */

static float pair_width(const Layout *layout, float part) {
    if (layout->inspect)
        return layout->tweaks.w;
    if (layout->lesson_folded || part == 1)
        return layout->lesson.w;
    return roundf(part * layout->lesson.w);
}

/* Side by side, or in an upright window one below the other, where a folded panel is a strip beside
 * all. */
Layout layout_pair(const Painter *p, float part) {
    Layout layout = layout_run(p);
    float top = layout.topbar.h, w = layout.topbar.w, h = (float)p->viewport->height - top;
    float panel = pair_width(&layout, part), upper = roundf(UPRIGHT_PART * h);
    bool upright = layout_upright(p);
    layout.lesson = (Rect){0, top, upright ? layout_strip(p) : panel, h};
    layout.stage = (Rect){layout.lesson.w, top, w - layout.lesson.w, h};
    if (upright && (!layout.lesson_folded || layout.inspect)) {
        layout.lesson = (Rect){0, top + upper, w, h - upper};
        layout.stage = (Rect){0, top, w, upper};
    }
    layout.timeline = layout.tweaks = (Rect){0};
    layout.inspect_as_left = layout.inspect;
    layout.inspect = layout.tweaks_folded = false;
    return layout;
}

/* Beside the panel there is room only where the stage keeps its least. */
static void lay_trio_wide(Layout *layout, float part, float beside, float least) {
    layout->lesson.w = roundf(layout->lesson.w * (layout->lesson_folded ? 1 : part));
    bool narrow = layout->topbar.w - layout->lesson.w - beside < least;
    layout->lesson_folded |= narrow && layout->inspect;
    beside = narrow && !layout->inspect && !layout->lesson_folded ? 0 : beside;
    float x = layout->lesson.w, y = layout->lesson.y, right = layout->topbar.w - beside;
    layout->stage = (Rect){x, y, right - x, layout->lesson.h};
    layout->tweaks = (Rect){right, y, beside, layout->lesson.h};
}

/* Where the panel and what is on the right have no room side by side, the panel has it all; folded,
 * it leaves it. */
static void lay_trio_upright(Layout *layout, const Painter *p, float beside) {
    float top = layout->topbar.h, w = layout->topbar.w, h = (float)p->viewport->height;
    float upper = roundf(UPRIGHT_PART * (h - top)), y = top + upper;
    bool both = w - beside >= UPRIGHT_PANEL * p->u;
    layout->lesson_folded |= layout->inspect && !both;
    float panel = layout->lesson_folded ? layout_strip(p) : both ? w - beside : w;
    layout->lesson = (Rect){0, y, panel, h - y};
    layout->stage = (Rect){0, top, w, upper};
    layout->tweaks = (Rect){panel, y, w - panel, h - y};
}

Layout layout_trio(const Painter *p, float part, float beside) {
    Layout layout = layout_run(p);
    if (layout.inspect)
        beside = layout.tweaks.w;
    if (layout_upright(p))
        lay_trio_upright(&layout, p, beside);
    else
        lay_trio_wide(&layout, part, beside, UPRIGHT_PANEL * p->u);
    layout.timeline = (Rect){0};
    layout.tweaks_folded = false;
    return layout;
}

/* ---- the guided stage ---- */

/* Words of a large type are set wider, at the cost of time's columns, before they take more height from
 * the stage than `good`; where that is not to be had, as wide as makes them lower. Returns their width,
 * and what height they want in it. */
static float words_width(const Painter *p, float room, int narrowest, float good, float *wanted) {
    static const float SHARES[] = {0.37f, 0.42f, 0.5f, 0.58f};
    Painter own = *p; /* to measure with: what is set is taken back */
    float least = INFINITY, width = 0;
    for (int k = narrowest; k < (int)(sizeof SHARES / sizeof *SHARES) && least > good; k++) {
        float height = lesson_words_height(&own, roundf(SHARES[k] * room));
        if (height > least - 1)
            continue;
        least = height;
        width = roundf(SHARES[k] * room);
    }
    *wanted = least;
    return width;
}

/* A part of the height, or what the labels of time need, but never all. */
static float time_height(const Painter *p, float height, float part) {
    float most = 0.6f * height;
    return roundf(fminf(fmaxf(part * height, scene_ribbon_least(p)), fmaxf(most, part * height)));
}

/* Too low for words under the stage: they stand beside it, above the ribbon of time. */
static void lay_guided_low(Layout *layout, Rect rect, float time) {
    float beside = roundf(0.44f * rect.w), x = rect.x + rect.w - beside;
    layout->stage = (Rect){rect.x, rect.y, rect.w - beside, rect.h};
    layout->lesson = (Rect){x, rect.y, beside, rect.h - time};
    layout->timeline = (Rect){x, rect.y + rect.h - time, beside, time};
}

bool layout_low(const Painter *p, Rect rect) {
    return rect.w > 1.3f * rect.h && rect.h < LOW_MOST * p->viewport->scale;
}

/* Words at the left and time at the right, or in an upright window one above the other: as high as
 * the words want to be, within bounds. */
static void lay_guided(const Painter *p, Layout *layout, Rect rect) {
    const Beat *beat = session_beat(p->session);
    bool upright = rect.h > 1.1f * rect.w, asks = beat->question || beat->task;
    bool draws = asked_on_ribbon(p->session); /* it takes room to be drawn on */
    if (layout_low(p, rect)) {
        lay_guided_low(layout, rect, time_height(p, rect.h, draws ? 0.52f : 0.45f));
        return;
    }
    float least = fmaxf((draws ? 0.44f : 0.30f) * rect.h, 170 * p->u),
          most = (upright ? 0.60f : 0.57f) * rect.h;
    float wanted = (draws ? 0.6f : 0.55f) * rect.h, words = rect.w;
    if (!upright)
        words = words_width(p, rect.w, asks ? 1 : 0, 0.45f * rect.h, &wanted);
    float foot = roundf(fminf(fmaxf(wanted, least), most)), y = rect.y + rect.h - foot;
    float time = upright ? time_height(p, foot, draws ? 0.52f : 0.42f) : foot;
    layout->stage = (Rect){rect.x, rect.y, rect.w, rect.h - foot};
    layout->lesson = (Rect){rect.x, y, words, upright ? foot - time : foot};
    layout->timeline = (Rect){upright ? rect.x : rect.x + words, rect.y + rect.h - time,
                              upright ? rect.w : rect.w - words, time};
}

/* The inspector lies over it and takes no room. */
Layout layout_guided(const Painter *p) {
    Layout layout = layout_run(p);
    float top = layout.topbar.h, w = (float)p->viewport->width;
    layout.tweaks = (Rect){w, top, 0, (float)p->viewport->height - top};
    layout.lesson_folded = layout.tweaks_folded = false;
    layout.inspect = layout.inspect_as_left = false;
    lay_guided(p, &layout, (Rect){0, top, w, layout.tweaks.h});
    return layout;
}

/* ---- a screen that asks ---- */

/* Words stand under the buttons where they have no room beside them. */
static float asked_foot(const Painter *p) {
    float button = roundf(fmaxf(44 * p->viewport->scale, 2.4f * p->body));
    return button + (layout_upright(p) ? roundf(2.2f * p->small) : 0) + roundf(22 * p->u);
}

static float asked_beside(const Painter *p, float w) {
    float wanted = roundf(fmaxf(300 * p->u, 19 * p->body));
    return layout_upright(p) || w - wanted < 30 * p->body ? 0 : wanted;
}

Layout layout_asked(const Painter *p) {
    float w = (float)p->viewport->width, h = (float)p->viewport->height, top = wishes(p).top;
    float beside = asked_beside(p, w), foot = asked_foot(p);
    float head = roundf(fmaxf(38 * p->u, 2.2f * p->small) + 22 * p->u);
    return (Layout){.topbar = {0, 0, w, top},
                    .lesson = {0, top, w - beside, head},
                    .stage = {0, top + head, w - beside, h - top - head - foot},
                    .timeline = {0, h - foot, w, foot},
                    .tweaks = {w - beside, top, beside, h - top - foot}};
}

/* ---- something beside ---- */

Layout layout_beside(const Painter *p, float beside) {
    float w = (float)p->viewport->width, h = (float)p->viewport->height, top = wishes(p).top;
    float upper = roundf(0.66f * (h - top));
    if (layout_upright(p))
        return (Layout){.topbar = {0, 0, w, top},
                        .stage = {0, top, w, upper},
                        .tweaks = {0, top + upper, w, h - top - upper}};
    return (Layout){.topbar = {0, 0, w, top},
                    .stage = {0, top, w - beside, h - top},
                    .tweaks = {w - beside, top, beside, h - top}};
}
