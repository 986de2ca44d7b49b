/* scene.c: the main screen: its parts, each in the place that layout.h gives it. */
#include "scene/scene.h"

#include <math.h>
#include <stdio.h>

#include "base/clamp.h"
#include "scene/digits/digits.h"
#include "scene/help.h"
#include "scene/home/home.h"
#include "scene/inspect/inspect.h"
#include "scene/layout.h"
#include "scene/lesson/lesson.h"
#include "scene/paint/rich_text.h"
#include "scene/paint/typing.h"
#include "scene/present.h"
#include "scene/sandbox/sandbox.h"
#include "scene/stage/stage.h"
#include "scene/text/text.h"
#include "scene/timeline/timeline.h"
#include "scene/topbar.h"
#include "scene/training/training.h"
#include "scene/tweaks/tweaks.h"

static const float PRESENT_SCALE = 1.6f; /* of type, before a class */

enum { DESIGN_WIDTH = 1600, DESIGN_HEIGHT = 900 };

/* In an upright window: the part of the height of what is above the panel, and the least width of
 * the text's panel beside the ranks, in points. */
static const float UPRIGHT_PART = 0.58f, UPRIGHT_PANEL = 250;

static bool presents_here(const Session *session, const Viewport *viewport) {
    return session->present.on && !viewport->lectern;
}

static Painter make_painter(DisplayList *list, const Session *session, const Fonts *fonts,
                            const Viewport *viewport) {
    float scale = viewport->scale > 0 ? viewport->scale : 1;
    float fit =
        fminf((float)viewport->width / DESIGN_WIDTH, (float)viewport->height / DESIGN_HEIGHT) /
        scale;
    float u = scale * clamp_float(fit, 0.75f, 1.75f),
          text = session->view.text_scale * (presents_here(session, viewport) ? PRESENT_SCALE : 1);
    return (Painter){.list = list,
                     .session = session,
                     .theme = theme_get(session->view.theme),
                     .fonts = fonts,
                     .viewport = viewport,
                     .moment = session_moment(session),
                     .u = u,
                     .small = fmaxf(13 * u * text, 11 * scale),
                     .body = fmaxf(16 * u * text, 12 * scale),
                     .large = fmaxf(20 * u * text, 15 * scale)};
}

/* What a folded panel's strip does: it unfolds it. The tweaks may have made way for the stage: then
 * it is the lesson that gives them its room. The lesson may have made way for the inspector. */
static Action strip_action(const Painter *p, Panel panel, const char **label) {
    bool folded = p->session->view.folded[panel];
    if (!folded && panel == PANEL_LESSON) {
        *label = paint_phrase(p, "Close the inspector: back to the lesson (I)");
        return (Action){.kind = ACTION_TRAIL, .number = -1};
    }
    *label = paint_phrase(p, panel == PANEL_LESSON ? "Unfold the lesson (L)"
                             : folded              ? "Unfold the tweaks (K)"
                                                   : "Show the tweaks instead of the lesson (L)");
    return (Action){.kind = ACTION_PANEL, .number = folded ? (int)panel : (int)PANEL_LESSON};
}

/* A folded panel. */
static void draw_strip(Painter *p, Rect rect, Panel panel, bool left) {
    float u = p->u, line = fmaxf(roundf(u), 1), size = roundf(10 * u);
    unsigned id = region_id("unfold", (int)panel);
    bool folded = p->session->view.folded[panel], lesson = p->session->view.folded[PANEL_LESSON];
    draw_fill(p->list, rect, 0, paint_hovered(p, id) ? p->theme->track : p->theme->panel);
    draw_fill(p->list, (Rect){left ? rect.x + rect.w - line : rect.x, rect.y, line, rect.h}, 0,
              p->theme->line);
    Rect arrow = {roundf(rect.x + (rect.w - size) / 2), roundf(rect.y + 24 * u), size, size};
    draw_triangle(p->list, arrow, left ? 0 : 2, p->theme->dim);
    paint_focus(p, (Rect){rect.x + 4 * u, arrow.y - 6 * u, rect.w - 8 * u, size + 12 * u}, id,
                4 * u);
    const char *label;
    Action action = strip_action(p, panel, &label);
    Region *region = region_add(p->list, REGION_BUTTON, rect, "unfold", (int)panel, label);
    if (!region)
        return;
    region->action = action;
    region->focusable = true;
    region->disabled = !left && !folded && lesson;
}

static void draw_lesson(Painter *p, const Layout *layout) {
    if (layout->lesson_folded)
        draw_strip(p, layout->lesson, PANEL_LESSON, true);
    else if (p->session->sandbox)
        scene_sandbox(p, layout->lesson);
    else if (p->session->digits)
        scene_digits_panel(p, layout->lesson);
    else if (p->session->training)
        scene_training_panel(p, layout->lesson);
    else if (p->session->text)
        scene_text_panel(p, layout->lesson);
    else
        scene_lesson_panel(p, layout->lesson);
}

static void draw_tweaks(Painter *p, const Layout *layout) {
    if (layout->inspect)
        scene_inspect(p, layout->tweaks);
    else if (layout->tweaks_folded)
        draw_strip(p, layout->tweaks, PANEL_TWEAKS, false);
    else
        scene_tweaks(p, layout->tweaks);
}

/* A message at the top of rect. Its text is set first and the box drawn round it. Returns the
 * height that it takes from rect. */
static float draw_message(Painter *p, Rect rect, const char *text, Color edge) {
    float u = p->u, pad = 12 * u;
    Rect box = {rect.x + 16 * u, rect.y + 12 * u, rect.w - 32 * u, 0};
    const RichStyle style = {.px = p->small, .color = p->theme->text, .plain = true};
    int first = p->list->shape_count;
    draw_fill(p->list, box, 8 * u, p->theme->card);
    draw_frame(p->list, box, 8 * u, fmaxf(2 * u, 1.5f), edge);
    float h = rich_text(p, box.x + pad, box.y + pad, box.w - 2 * pad, text, style);
    box.h = roundf(h + 2 * pad);
    if (p->list->shape_count >= first + 2)
        p->list->shapes[first].rect = p->list->shapes[first + 1].rect = box;
    return box.h + 12 * u;
}

/* What is wrong with the lesson's file: how much, and the first of it; or, where the lesson panel
 * is folded, what it would say. */
static float draw_banner(Painter *p, Rect rect) {
    const Error *reading = p->viewport->reading;
    char text[1024];
    if (reading && reading->what[0]) {
        int count = p->viewport->reading_count, length = 0;
        if (count > 1)
            length = snprintf(text, sizeof text, paint_phrase(p, "%d errors. "), count);
        error_format(reading, text + length, sizeof text - (size_t)length);
        return draw_message(p, rect, text, p->theme->bad);
    }
    if (p->session->notice.what[0] && p->session->view.folded[PANEL_LESSON])
        return draw_message(p, rect, p->session->notice.what, p->theme->accent);
    return 0;
}

/* What lies under the keys cannot be reached: neither by Tab nor by a key that was meant for it. */
static void set_aside(DisplayList *list) {
    for (int k = 0; k < list->region_count; k++) {
        list->regions[k].disabled = true;
        list->regions[k].focusable = false;
    }
}

/* What the pointer or the keyboard is at, in words, in the room that the top bar leaves. It lies
 * over nothing, so it needs no delay to be calm. */
static void draw_status(Painter *p) {
    const View *view = &p->session->view;
    const Region *region = region_find(p->list, view->hover);
    if (!region && view->focus_visible)
        region = region_find(p->list, view->focus);
    if (!region || p->spare.w < 160 * p->u)
        return;
    char text[256]; /* a copy: the list's store may move while it takes the text */
    size_t length;
    const char *label = region_label(p->list, region, &length);
    snprintf(text, sizeof text, "%.*s", (int)length, label);
    float width = fminf(paint_text_width(p, FACE_TEXT, p->small, text), p->spare.w);
    float top = text_top_for_centre(p, FACE_TEXT, p->small, p->spare.y + p->spare.h / 2);
    paint_text_fit(p, p->spare.x + p->spare.w - width, top, width + 0.5f, FACE_TEXT, p->small,
                   p->theme->dim, text);
}

static void draw_keys(Painter *p, Rect all) {
    if (!p->session->view.help)
        return;
    set_aside(p->list);
    scene_help(p, all);
}

static void begins(const Painter *p, ScenePart part) {
    const SceneProbe *probe = p->viewport->probe;
    if (probe)
        probe->begins(probe->context, part, p->list->shape_count);
}

/* In the order in which Tab goes. */
static void draw_main_screen(Painter *p, Rect all) {
    Layout layout = layout_make(p);
    draw_fill(p->list, layout.timeline, 0, p->theme->panel);
    begins(p, SCENE_TOPBAR);
    scene_topbar(p, layout.topbar);
    begins(p, SCENE_LESSON);
    draw_lesson(p, &layout);
    begins(p, SCENE_STAGE);
    float banner = draw_banner(p, layout.stage);
    layout.stage.y += banner;
    layout.stage.h -= banner;
    scene_stage(p, layout.stage);
    begins(p, SCENE_TIMELINE);
    scene_timeline(p, layout.timeline);
    begins(p, SCENE_GROUND);
    if (layout.lesson.y > layout.timeline.y)
        draw_fill(p->list, (Rect){0, layout.lesson.y, all.w, fmaxf(roundf(p->u), 1)}, 0,
                  p->theme->line);
    scene_glossary(p, layout.stage);
    begins(p, SCENE_TWEAKS);
    draw_tweaks(p, &layout);
    begins(p, SCENE_GROUND);
    scene_curves(p);
    scene_typing(p);
    draw_status(p);
    draw_keys(p, all);
}

/* A panel of that width with what it is for beside it, or in an upright window above it, where a
 * folded panel is a strip beside all. Returns the place of what it is for. */
static Rect place_panel(const Painter *p, Layout *layout, Rect all, float panel) {
    float top = layout->topbar.h, h = all.h - top, upper = roundf(UPRIGHT_PART * h);
    if (layout_upright(p) && (!layout->lesson_folded || layout->inspect)) {
        layout->lesson = (Rect){0, top + upper, all.w, h - upper};
        return (Rect){0, top, all.w, upper};
    }
    layout->lesson = (Rect){0, top, layout_upright(p) ? layout_strip(p) : panel, h};
    return (Rect){layout->lesson.w, top, all.w - layout->lesson.w, h};
}

/* Digits take the place of stage, timeline and tweaks; the inspector that of the list. */
static void draw_digits_screen(Painter *p, Rect all) {
    Layout layout = layout_make(p);
    float panel = roundf(0.9f * layout.lesson.w);
    if (layout.inspect)
        panel = layout.tweaks.w;
    else if (layout.lesson_folded)
        panel = layout.lesson.w;
    Rect rest = place_panel(p, &layout, all, panel);
    scene_topbar(p, layout.topbar);
    if (layout.inspect)
        scene_inspect(p, layout.lesson);
    else
        draw_lesson(p, &layout);
    float banner = draw_banner(p, rest);
    rest.y += banner;
    rest.h -= banner;
    scene_glossary(p, scene_digits(p, rest));
    scene_typing(p);
    draw_status(p);
    draw_keys(p, all);
}

/* Where cells learn there is neither stage nor timeline, and nothing to tweak. */
static void draw_training_screen(Painter *p, Rect all) {
    Layout layout = layout_make(p);
    Rect rest = place_panel(p, &layout, all, layout.lesson.w);
    scene_topbar(p, layout.topbar);
    draw_lesson(p, &layout);
    float banner = layout.lesson_folded ? draw_banner(p, rest) : 0; /* the panel says it, if open */
    scene_training(p, (Rect){rest.x, rest.y + banner, rest.w, rest.h - banner});
    draw_status(p);
    draw_keys(p, all);
}

/* Beside the text, or in an upright window below it, the panel on the left, and the ranks or the
 * inspector on the right. */
typedef struct TextPlaces {
    Rect text, ranks;
} TextPlaces;

static TextPlaces place_text_wide(Layout *layout, Rect all, float ranks) {
    layout->lesson.w = roundf(layout->lesson.w * (layout->lesson_folded ? 1 : 0.86f));
    float x = layout->lesson.w, y = layout->lesson.y, right = all.w - ranks;
    return (TextPlaces){.text = {x, y, right - x, layout->lesson.h},
                        .ranks = {right, y, ranks, layout->lesson.h}};
}

/* Where the panel and what is on the right have no room side by side, the panel has it all; folded,
 * it leaves it. */
static TextPlaces place_text_upright(const Painter *p, Layout *layout, Rect all, float ranks) {
    float top = layout->topbar.h, text = roundf(UPRIGHT_PART * (all.h - top)), y = top + text;
    bool both = all.w - ranks >= UPRIGHT_PANEL * p->u;
    layout->lesson_folded |= layout->inspect && !both;
    float panel = layout->lesson_folded ? layout_strip(p) : both ? all.w - ranks : all.w;
    layout->lesson = (Rect){0, y, panel, all.h - y};
    return (TextPlaces){.text = {0, top, all.w, text},
                        .ranks = {panel, y, all.w - panel, all.h - y}};
}

/* A text takes the place of stage and timeline, what its units follow that of the tweaks; the
 * inspector stands there too. */
static void draw_text_screen(Painter *p, Rect all) {
    Layout layout = layout_make(p);
    float ranks = layout.inspect ? layout.tweaks.w : scene_text_width(p);
    TextPlaces places = layout_upright(p) ? place_text_upright(p, &layout, all, ranks)
                                          : place_text_wide(&layout, all, ranks);
    scene_topbar(p, layout.topbar);
    draw_lesson(p, &layout);
    float banner = draw_banner(p, places.text);
    places.text.y += banner;
    places.text.h -= banner;
    scene_text(p, places.text);
    if (layout.inspect)
        scene_inspect(p, places.ranks);
    else if (places.ranks.w > 0)
        scene_text_ranks(p, places.ranks);
    draw_status(p);
    draw_keys(p, all);
}

static void draw_home(Painter *p, Rect all) {
    begins(p, SCENE_HOME);
    scene_home(p, all);
    begins(p, SCENE_GROUND);
    draw_status(p);
    draw_keys(p, all);
}

/* The keys are for who presents: not on a display that only the class looks at. */
static void draw_presentation(Painter *p, Rect all) {
    scene_present(p, all);
    if (!p->viewport->class_only)
        draw_keys(p, all);
}

/* Where the theme wants wider strokes: those of all parts at once, none is forgotten. They grow to
 * both sides. */
static void widen_strokes(DisplayList *list, float times) {
    for (int k = 0; times != 1 && k < list->shape_count; k++) {
        Shape *shape = &list->shapes[k];
        if (shape->kind != SHAPE_FRAME && shape->kind != SHAPE_RING)
            continue;
        float width = roundf(shape->width * times), out = floorf((width - shape->width) / 2);
        Rect r = shape->rect;
        shape->rect = (Rect){r.x - out, r.y - out, r.w + 2 * out, r.h + 2 * out};
        shape->width = width;
    }
}

void scene_build(DisplayList *list, const Session *session, const Fonts *fonts,
                 const Viewport *viewport) {
    display_clear(list);
    Painter painter = make_painter(list, session, fonts, viewport);
    Rect all = {0, 0, (float)viewport->width, (float)viewport->height};
    begins(&painter, SCENE_GROUND);
    draw_fill(list, all, 0, painter.theme->background);
    if (session->view.home.open && viewport->catalogue)
        draw_home(&painter, all);
    else if (session->digits)
        draw_digits_screen(&painter, all);
    else if (session->training)
        draw_training_screen(&painter, all);
    else if (session->text)
        draw_text_screen(&painter, all);
    else if (presents_here(session, viewport))
        draw_presentation(&painter, all);
    else
        draw_main_screen(&painter, all);
    widen_strokes(list, painter.theme->stroke);
}
