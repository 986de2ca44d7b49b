/* fit.c: see fit.h. */
#include "scene/display/fit.h"

#include <math.h>

static const float SMALLEST = 11; /* points; letters of symbols are read by their shape */

bool rect_inside(Rect outer, Rect inner) {
    const float slack = 1;
    return inner.x >= outer.x - slack && inner.y >= outer.y - slack &&
           inner.x + inner.w <= outer.x + outer.w + slack &&
           inner.y + inner.h <= outer.y + outer.h + slack;
}

bool rects_meet(Rect a, Rect b, float slack) {
    return a.x + slack < b.x + b.w && b.x + slack < a.x + a.w && a.y + slack < b.y + b.h &&
           b.y + slack < a.y + a.h;
}

static Rect common(Rect a, Rect b) {
    float x = fmaxf(a.x, b.x), y = fmaxf(a.y, b.y);
    float w = fminf(a.x + a.w, b.x + b.w) - x, h = fminf(a.y + a.h, b.y + b.h) - y;
    return w > 0 && h > 0 ? (Rect){x, y, w, h} : (Rect){0, 0, 0, 0};
}

Rect fit_text_rect(const DisplayList *list, const Fonts *fonts, const Shape *shape) {
    float width = fonts->width(fonts->context, shape->face, shape->px, list->texts + shape->text,
                               shape->length);
    return (Rect){shape->rect.x, shape->rect.y + 0.2f * shape->px, width, 0.85f * shape->px};
}

/* Of 255: through a thinner veil what lies below is still read. */
enum { HIDES = 191 };

bool fit_covered(const DisplayList *list, int index, Rect rect) {
    float x = rect.x + rect.w / 2, y = rect.y + rect.h / 2;
    Rect clip = {0, 0, -1, 0};
    for (int k = 0; k < list->shape_count; k++) {
        const Shape *shape = &list->shapes[k];
        if (shape->kind == SHAPE_CLIP)
            clip = shape->rect;
        else if (k > index && shape->kind == SHAPE_FILL && (shape->color & 0xff) >= HIDES &&
                 rect_contains(shape->rect, x, y) && (clip.w < 0 || rect_contains(clip, x, y)))
            return true;
    }
    return false;
}

int fit_texts(const DisplayList *list, const Fonts *fonts, Seen *seen, int most) {
    Rect clip = {0, 0, -1, 0};
    int count = 0;
    for (int k = 0; k < list->shape_count; k++) {
        const Shape *shape = &list->shapes[k];
        if (shape->kind == SHAPE_CLIP)
            clip = shape->rect;
        if (shape->kind != SHAPE_TEXT)
            continue;
        Rect whole = fit_text_rect(list, fonts, shape);
        Rect rect = clip.w < 0 ? whole : common(whole, clip);
        if (rect.w <= 0 || rect.h <= 0 || fit_covered(list, k, rect))
            continue;
        if (count < most)
            seen[count] = (Seen){shape, k, whole, rect, clip};
        count++;
    }
    return count;
}

static bool fault(const DisplayList *list, const Shape *shape, const char *how, Error *error) {
    return error_set(error, "\"%.*s\" %s", (int)(shape->length < 80 ? shape->length : 80),
                     list->texts + shape->text, how);
}

bool fit_check(const DisplayList *list, const Fonts *fonts, Rect window, float scale, Seen *seen,
               Error *error) {
    int count = fit_texts(list, fonts, seen, FIT_TEXTS_MOST);
    if (count > FIT_TEXTS_MOST)
        return error_set(error, "the picture has too many texts to be measured: %d", count);
    for (int k = 0; k < count; k++) {
        const Shape *shape = seen[k].shape;
        if (!rect_inside(window, seen[k].rect))
            return fault(list, shape, "leaves the window", error);
        if (seen[k].clip.w >= 0 && seen[k].rect.w < seen[k].whole.w - 1)
            return fault(list, shape, "is cut at its side", error);
        if (shape->px < SMALLEST * scale - 0.01f && shape->face != FACE_SYMBOL)
            return fault(list, shape, "is set too small to be read", error);
        for (int j = 0; j < k; j++) {
            const Shape *other = seen[j].shape;
            if (!rects_meet(seen[k].rect, seen[j].rect, 2))
                continue;
            fault(list, shape, "lies on another text", error);
            error_found(error, "\"%.*s\" below it", (int)(other->length < 80 ? other->length : 80),
                        list->texts + other->text);
            return false;
        }
    }
    return true;
}
