/* portrait.c: see portrait.h.
 *
 * The stage is drawn in place, as for a window of its own; then what was added to the list is cut
 * of what would be too small to read, and moved and shrunk to where it is wanted. So a
 * picture costs nothing but its shapes, is sharp at each size, and changes with the theme. */
#include "scene/stage/portrait.h"
#include "scene/stage/stage.h"

#include <math.h>

static const float LEAST_WIDTH = 600, LANE_HEIGHT = 236; /* points, of one lane */
static const float LEAST_LINE = 1, LEAST_LETTER = 7;     /* pixels, of what is shrunk */

static Painter small_painter(const Painter *p, const Session *session, const Viewport *viewport) {
    Painter small = *p;
    small.session = session;
    small.viewport = viewport;
    small.moment = session_moment(session);
    small.spot_count = 0;
    small.u = 1;
    small.small = 13;
    small.body = 16;
    small.large = 20;
    return small;
}

/* Takes texts from the shapes added since `first`: all, or those that are too small at that size,
 * and words at any, which say nothing once a part of them is gone. */
static void drop_words(DisplayList *list, int first, float by) {
    int kept = first;
    for (int k = first; k < list->shape_count; k++) {
        const Shape *shape = &list->shapes[k];
        bool letter = shape->kind == SHAPE_TEXT && shape->face == FACE_SYMBOL;
        if (shape->kind == SHAPE_CLIP ||
            (shape->kind == SHAPE_TEXT && !(letter && shape->px * by >= LEAST_LETTER)))
            continue;
        list->shapes[kept++] = list->shapes[k];
    }
    list->shape_count = kept;
}

/* The rectangle that all shapes since `first` lie in. */
static Rect bounds_since(const DisplayList *list, int first) {
    float left = INFINITY, top = INFINITY, right = -INFINITY, low = -INFINITY;
    for (int k = first; k < list->shape_count; k++) {
        Rect r = list->shapes[k].rect;
        if (list->shapes[k].kind == SHAPE_TEXT)
            continue; /* stands inside of something */
        left = fminf(left, fminf(r.x, r.x + r.w));
        right = fmaxf(right, fmaxf(r.x, r.x + r.w));
        top = fminf(top, fminf(r.y, r.y + r.h));
        low = fmaxf(low, fmaxf(r.y, r.y + r.h));
    }
    return (Rect){left, top, right - left, low - top};
}

static void shrink(Shape *shape, Rect from, float x, float y, float by) {
    shape->rect = (Rect){x + (shape->rect.x - from.x) * by, y + (shape->rect.y - from.y) * by,
                         shape->rect.w * by, shape->rect.h * by};
    shape->radius *= by;
    shape->px *= by;
    shape->dash *= by;
    if (shape->width > 0)
        shape->width = fmaxf(shape->width * by, LEAST_LINE);
}

void scene_portrait(Painter *p, Rect rect, const Session *session) {
    int cells[8], lanes = session_shown_cells(session, cells, 8);
    int shapes = p->list->shape_count, regions = p->list->region_count;
    float height = LANE_HEIGHT * (float)(lanes > 0 ? lanes : 1);
    Rect stage = {0, 0, roundf(fmaxf(LEAST_WIDTH, height * rect.w / rect.h)), height};
    Viewport viewport = {.width = (int)stage.w, .height = (int)stage.h, .scale = 1};
    const Session still = session_unselected(session);
    Painter small = small_painter(p, &still, &viewport);
    scene_stage(&small, stage);
    p->list->region_count = regions;
    drop_words(p->list, shapes, 1);
    if (p->list->shape_count == shapes)
        return;
    Rect from = bounds_since(p->list, shapes);
    float by = fminf(rect.w / fmaxf(from.w, 1), rect.h / fmaxf(from.h, 1));
    drop_words(p->list, shapes, by);
    float x = rect.x + (rect.w - from.w * by) / 2, y = rect.y + (rect.h - from.h * by) / 2;
    for (int k = shapes; k < p->list->shape_count; k++)
        shrink(&p->list->shapes[k], from, x, y, by);
}
