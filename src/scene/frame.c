/* frame.c: see frame.h. */
#include "scene/frame.h"

#include <math.h>
#include <stdio.h>

#include "base/clamp.h"
#include "scene/display/fit.h"
#include "scene/help.h"
#include "scene/inspect/inspect.h"
#include "scene/lesson/lesson.h"
#include "scene/more.h"
#include "scene/paint/rich_text.h"
#include "scene/paint/typing.h"
#include "scene/timeline/timeline.h"

static void begins(const Painter *p, ScenePart part) {
    const SceneProbe *probe = p->viewport->probe;
    display_part(p->list, (int)part);
    if (probe)
        probe->begins(probe->context, part, p->list->shape_count);
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

static void draw_left(Painter *p, const Screen *screen, const Layout *layout) {
    if (layout->inspect_as_left)
        scene_inspect(p, layout->lesson);
    else if (layout->lesson_folded)
        draw_strip(p, layout->lesson, PANEL_LESSON, true);
    else if (screen->panel)
        screen->panel(p, layout->lesson);
}

static void draw_right(Painter *p, const Screen *screen, const Layout *layout) {
    if (layout->inspect)
        scene_inspect(p, layout->tweaks);
    else if (layout->tweaks_folded)
        draw_strip(p, layout->tweaks, PANEL_TWEAKS, false);
    else if (screen->beside && layout->tweaks.w > 0)
        screen->beside(p, layout->tweaks);
}

/* A message at the top of rect. Its text is set first and the box drawn round it, which is
 * returned. */
static Rect draw_message(Painter *p, Rect rect, const char *text, Color edge) {
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
    return box;
}

/* That numbers are not there yet: a press stops their coming. */
static Rect draw_behind(Painter *p, Rect rect, const char *text) {
    bool computing = session_computing(p->session);
    Rect box = draw_message(p, rect, text, computing ? p->theme->accent : p->theme->bad);
    Region *region =
        computing ? region_add(p->list, REGION_BUTTON, box, "computing", 0, text) : NULL;
    if (region) {
        region->action = (Action){.kind = ACTION_STOP};
        region->focusable = true;
    }
    return box;
}

bool frame_tell_reading(const Viewport *viewport, Language language, char *text, size_t size) {
    const Error *reading = viewport->reading;
    int count = viewport->reading_count, length = 0;
    if (!reading || !reading->what[0])
        return false;
    if (count > 1)
        length = snprintf(text, size, phrase_in(language, "%d errors. "), count);
    error_format(reading, text + length, size - (size_t)length);
    return true;
}

/* What is wrong with the lesson's file: how much, and the first of it; or that nothing is kept; or
 * that numbers are old; or, where no panel of the lesson's says it, the notice. Of height 0: nothing is. */
static Rect draw_banner(Painter *p, const Screen *screen, Rect rect) {
    char text[1024];
    if (frame_tell_reading(p->viewport, p->session->view.language, text, sizeof text))
        return draw_message(p, rect, text, p->theme->bad);
    if (p->viewport->unkept)
        return draw_message(p, rect, p->viewport->unkept->what, p->theme->bad);
    if (session_tell_behind(p->session, text, sizeof text))
        return draw_behind(p, rect, text);
    if (p->session->notice.what[0] && (!screen->panel || p->session->view.folded[PANEL_LESSON]))
        return draw_message(p, rect, p->session->notice.what, p->theme->accent);
    return (Rect){0};
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

/* Of two rectangles, what both cover. */
static float rects_common(Rect a, Rect b) {
    float w = fminf(a.x + a.w, b.x + b.w) - fmaxf(a.x, b.x),
          h = fminf(a.y + a.h, b.y + b.h) - fmaxf(a.y, b.y);
    return w > 0 && h > 0 ? w * h : 0;
}

/* How much of the page's words and numbers, and of the thing itself, would lie under it. */
static float covered(const Painter *p, Rect box, Rect thing) {
    const DisplayList *list = p->list;
    float out = 7 * p->u; /* the frame round it */
    Rect framed = {thing.x - out, thing.y - out, thing.w + 2 * out, thing.h + 2 * out};
    float area = 1000 * rects_common(box, framed);
    for (int k = 0; k < list->shape_count; k++)
        if (list->shapes[k].kind == SHAPE_TEXT && list->shapes[k].rect.y < box.y + box.h &&
            list->shapes[k].rect.y + 2 * list->shapes[k].px > box.y)
            area += rects_common(box, fit_text_rect(list, p->fonts, &list->shapes[k]));
    return area;
}

/* Above it or under it, or farther away, or beside it: where it lies on the least. */
static Rect place_hint(const Painter *p, Rect thing, float w, float h) {
    float u = p->u, gap = 8 * u, x = thing.x + thing.w / 2 - w / 2, under = thing.y + thing.h + gap,
          over = thing.y - h - gap, middle = thing.y + (thing.h - h) / 2;
    float all_w = (float)p->viewport->width, all_h = (float)p->viewport->height,
          top = p->spare.y + p->spare.h, least = INFINITY;
    const Rect places[] = {{x, over, w, h},
                           {x, under, w, h},
                           {x, over - h, w, h},
                           {x, under + h, w, h},
                           {thing.x + thing.w + gap, middle, w, h},
                           {thing.x - w - gap, middle, w, h},
                           {thing.x + thing.w + gap, over, w, h},
                           {thing.x - w - gap, over, w, h}};
    Rect best = places[0];
    for (size_t k = 0; k < sizeof places / sizeof *places; k++) {
        Rect box = places[k];
        box.x = roundf(clamp_float(box.x, 4 * u, fmaxf(all_w - w - 4 * u, 4 * u)));
        box.y = roundf(clamp_float(box.y, top, fmaxf(all_h - h - 4 * u, top)));
        float area = covered(p, box, thing);
        if (area < least - 1)
            best = box;
        least = fminf(least, area);
    }
    return best;
}

/* The same beside the thing itself, where the eye is. */
static void draw_hint(Painter *p) {
    const View *view = &p->session->view;
    const Region *region = region_find(p->list, view->hover);
    if (!region && view->focus_visible)
        region = region_find(p->list, view->focus);
    if (!region || region->rect.y < p->spare.y + p->spare.h)
        return;
    char text[256];
    size_t length;
    const char *label = region_label(p->list, region, &length);
    snprintf(text, sizeof text, "%.*s", (int)length, label);
    float u = p->u, h = roundf(2 * p->small),
          w = paint_text_width(p, FACE_TEXT, p->small, text) + 20 * u;
    Rect box = place_hint(p, region->rect, fminf(w, (float)p->viewport->width - 8 * u), h);
    draw_fill(p->list, box, 6 * u, p->theme->text);
    paint_text_fit(p, box.x + 10 * u, text_top_for_centre(p, FACE_TEXT, p->small, box.y + h / 2),
                   box.w - 20 * u + 1, FACE_TEXT, p->small, p->theme->background, text);
}

/* The line about what is pointed at, and over all the keys: those are for who presents, not on a
 * display that only the class looks at. */
static void draw_last(Painter *p, const Screen *screen) {
    scene_more(p, &screen->topbar);
    if (screen->hint)
        draw_hint(p);
    else
        draw_status(p);
    if (!p->session->view.help || (screen->for_class && p->viewport->class_only))
        return;
    set_aside(p->list);
    scene_help(p, (Rect){0, 0, (float)p->viewport->width, (float)p->viewport->height});
}

/* ---- all parts ---- */

/* What a message leaves of the place that it lies at the top of; of height 0: all. */
static Rect below(Rect place, Rect message) {
    float taken = message.h > 0 ? message.y + message.h - place.y : 0;
    return (Rect){place.x, place.y + taken, place.w, place.h - taken};
}

/* What is left of it for the class under the word that numbers are not there yet. */
static Rect under_behind(Painter *p, Rect all) {
    char text[256];
    if (p->session->present.blank || !session_tell_behind(p->session, text, sizeof text))
        return all;
    return below(all, draw_behind(p, all, text));
}

static void draw_whole(Painter *p, Rect all, const Screen *screen) {
    if (screen->library)
        begins(p, SCENE_HOME);
    screen->whole(p, screen->for_class ? under_behind(p, all) : all);
    begins(p, SCENE_GROUND);
    draw_last(p, screen);
}

/* What a message leaves of the stage's place. */
static Rect draw_stage(Painter *p, const Screen *screen, Rect place) {
    place = below(place, draw_banner(p, screen, place));
    screen->stage(p, place);
    return place;
}

static void draw_timeline(Painter *p, const Screen *screen, const Layout *layout, Rect all) {
    begins(p, SCENE_TIMELINE);
    screen->timeline(p, layout->timeline);
    begins(p, SCENE_GROUND);
    if (layout->lesson.y > layout->timeline.y)
        draw_fill(p->list, (Rect){0, layout->lesson.y, all.w, fmaxf(roundf(p->u), 1)}, 0,
                  p->theme->line);
}

/* In the order in which Tab goes. */
static void draw_parts(Painter *p, Rect all, const Screen *screen) {
    Layout layout = screen->layout(p);
    if (screen->timeline)
        draw_fill(p->list, layout.timeline, 0, p->theme->panel);
    begins(p, SCENE_TOPBAR);
    scene_topbar(p, layout.topbar, &screen->topbar);
    begins(p, SCENE_LESSON);
    draw_left(p, screen, &layout);
    begins(p, SCENE_STAGE);
    Rect stage = draw_stage(p, screen, layout.stage);
    if (screen->timeline)
        draw_timeline(p, screen, &layout, all);
    begins(p, SCENE_GROUND);
    if (screen->clear)
        scene_glossary(p, screen->clear(p, stage), screen->topbar.course || p->viewport->catalogue);
    begins(p, SCENE_TWEAKS);
    draw_right(p, screen, &layout);
    if (screen->over)
        screen->over(p, stage);
    begins(p, SCENE_GROUND);
    scene_curves(p);
    scene_typing(p);
    draw_last(p, screen);
}

void frame_draw(Painter *p, Rect all, const Screen *screen) {
    if (screen->whole)
        draw_whole(p, all, screen);
    else
        draw_parts(p, all, screen);
}
