/* canvas.c: prepares every shape (bounds, mask, hash), then draws the shapes of each changed
 * rectangle. */
#include "ui/draw/canvas.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/clamp.h"
#include "ui/draw/changes.h"
#include "ui/draw/hash.h"
#include "ui/draw/marks.h"
#include "ui/draw/raster.h"

enum { MASK_BYTES = 24 << 20, KEY_TEXT = 16, LINE_KEY = 256 };

static const Color NOTHING = 0x000000ff; /* under everything */

/* A shape made ready: what it touches after clipping, and its mask. */
typedef struct Ready {
    SDL_Rect bounds; /* empty: not drawn */
    Placed placed;   /* of shapes that are a mask */
    SDL_Rect clip;   /* in force */
} Ready;

struct Canvas {
    FontSet *fonts;
    MaskCache *masks;
    SDL_Surface *surface; /* not owned */
    Changes changes;
    Ready *ready;
    int ready_capacity;
    unsigned fonts_version; /* of the last picture's */
};

Canvas *canvas_new(FontSet *fonts, Error *error) {
    Canvas *canvas = calloc(1, sizeof *canvas);
    MaskCache *masks = mask_cache_new(MASK_BYTES);
    if (!canvas || !masks) {
        error_memory(error, sizeof *canvas, "a canvas");
        free(canvas);
        mask_cache_free(masks);
        return NULL;
    }
    canvas->fonts = fonts;
    canvas->masks = masks;
    return canvas;
}

void canvas_free(Canvas *canvas) {
    if (!canvas)
        return;
    mask_cache_free(canvas->masks);
    changes_free(&canvas->changes);
    free(canvas->ready);
    free(canvas);
}

bool canvas_target(Canvas *canvas, SDL_Surface *surface, Error *error) {
    uint32_t format = surface->format->format;
    canvas->surface = NULL;
    if (format != SDL_PIXELFORMAT_RGB888 && format != SDL_PIXELFORMAT_ARGB8888)
        return error_set(error, "cannot draw into pixels of the format %s",
                         SDL_GetPixelFormatName(format));
    if (!changes_resize(&canvas->changes, surface->w, surface->h))
        return error_memory(error, (size_t)surface->w * (size_t)surface->h / 256, "a canvas");
    canvas->surface = surface;
    return true;
}

void canvas_invalidate(Canvas *canvas) {
    changes_all(&canvas->changes);
}

const MaskCache *canvas_masks(const Canvas *canvas) {
    return canvas->masks;
}

/* ---- preparing ---- */

/* Edges lie on whole pixels; a rectangle that is there at all is at least one pixel wide and high.
 */
static SDL_Rect snapped(Rect r) {
    if (!(r.w > 0 && r.h > 0))
        return (SDL_Rect){0};
    int left = whole(r.x), top = whole(r.y);
    int right = whole(r.x + r.w), bottom = whole(r.y + r.h);
    return (SDL_Rect){left, top, right > left ? right - left : 1, bottom > top ? bottom - top : 1};
}

static int stroke_of(const Shape *shape) {
    int stroke = whole(shape->width);
    return stroke < 1 ? 1 : stroke;
}

static bool is_level(const Shape *shape) {
    return whole(4 * shape->rect.h) == 0;
}

static bool is_straight(const Shape *shape) {
    return is_level(shape) || whole(4 * shape->rect.w) == 0;
}

/* A level or upright line as a rectangle, centred on the line. */
static SDL_Rect line_rect(const Shape *shape) {
    int stroke = stroke_of(shape);
    float x1 = fminf(shape->rect.x, shape->rect.x + shape->rect.w);
    float y1 = fminf(shape->rect.y, shape->rect.y + shape->rect.h);
    int x = whole(x1), y = whole(y1);
    if (is_level(shape))
        return (SDL_Rect){x, whole(y1 - (float)stroke / 2), whole(x1 + fabsf(shape->rect.w)) - x,
                          stroke};
    return (SDL_Rect){whole(x1 - (float)stroke / 2), y, stroke,
                      whole(y1 + fabsf(shape->rect.h)) - y};
}

/* The mask of a line of text, by face, size and letters; the colour comes later. */
static const Mask *text_mask(Canvas *canvas, const Shape *shape, const char *text) {
    unsigned char small[LINE_KEY], *key = small;
    const int head[4] = {KEY_TEXT, (int)shape->face, whole(2 * fonts_size(shape->px)),
                         (int)fonts_version(canvas->fonts)};
    size_t size = sizeof head + shape->length;
    if (size > sizeof small && !(key = malloc(size)))
        return NULL;
    memcpy(key, head, sizeof head);
    memcpy(key + sizeof head, text, shape->length);
    const Mask *found = mask_cache_find(canvas->masks, key, size);
    Mask mask;
    if (!found && fonts_draw(canvas->fonts, shape->face, shape->px, text, shape->length, &mask))
        found = mask_cache_add(canvas->masks, key, size, mask);
    if (key != small)
        free(key);
    return found;
}

static Placed place_text(Canvas *canvas, const Shape *shape, const char *text) {
    const Mask *mask = text_mask(canvas, shape, text);
    if (!mask)
        return (Placed){0};
    return (Placed){mask, whole(shape->rect.x) + mask->x, whole(shape->rect.y) + mask->y};
}

static Placed place(Canvas *canvas, const DisplayList *list, const Shape *shape) {
    switch (shape->kind) {
    case SHAPE_TEXT:
        return place_text(canvas, shape, list->texts + shape->text);
    case SHAPE_CURVE:
        return mark_curve(canvas->masks, shape, list->values + shape->values);
    case SHAPE_LINE:
        return is_straight(shape) ? (Placed){0} : mark_line(canvas->masks, shape);
    case SHAPE_DISC:
    case SHAPE_RING:
    case SHAPE_TRIANGLE:
    case SHAPE_CROSS:
    case SHAPE_PLUS:
        return mark_place(canvas->masks, shape);
    default:
        return (Placed){0};
    }
}

static SDL_Rect bounds_of(const Shape *shape, const Placed *placed) {
    if (placed->mask)
        return (SDL_Rect){placed->x, placed->y, placed->mask->width, placed->mask->height};
    if (shape->kind == SHAPE_LINE && is_straight(shape))
        return line_rect(shape);
    if (shape->kind == SHAPE_FILL || shape->kind == SHAPE_FRAME || shape->kind == SHAPE_HEAT ||
        shape->kind == SHAPE_HATCH || shape->kind == SHAPE_RASTER)
        return snapped(shape->rect);
    return (SDL_Rect){0};
}

/* Everything that the shape's pixels depend on, but for the place of its text in the list. */
static uint64_t hash_shape(const DisplayList *list, const Shape *shape, SDL_Rect clip) {
    Shape bare = *shape;
    bare.text = bare.values = 0;
    uint64_t hash = hash_bytes(hash_bytes(0, &clip, sizeof clip), &bare, sizeof bare);
    if (shape->kind == SHAPE_TEXT)
        hash = hash_bytes(hash, list->texts + shape->text, shape->length);
    if (shape->kind == SHAPE_HEAT || shape->kind == SHAPE_CURVE) {
        size_t count = (size_t)shape->rows * (size_t)shape->columns;
        hash = hash_bytes(hash, list->values + shape->values, count * sizeof *list->values);
    }
    if (shape->kind == SHAPE_RASTER) {
        size_t count = (size_t)shape->rows * (size_t)shape->columns;
        hash =
            hash_bytes(hash, list->levels + shape->values, RASTER_COLORS * sizeof(Color) + count);
    }
    return hash;
}

static bool grow_ready(Canvas *canvas, int count) {
    if (!count)
        return true;
    Ready *ready = array_room(canvas->ready, &canvas->ready_capacity, 0, count, sizeof *ready);
    if (ready)
        canvas->ready = ready;
    return ready != NULL;
}

static void prepare(Canvas *canvas, const DisplayList *list) {
    const SDL_Rect everything = {0, 0, canvas->surface->w, canvas->surface->h};
    SDL_Rect clip = everything;
    mask_cache_frame(canvas->masks);
    unsigned version = canvas->fonts ? fonts_version(canvas->fonts) : 0;
    if (canvas->fonts_version != version)
        changes_all(&canvas->changes);
    canvas->fonts_version = version;
    changes_begin(&canvas->changes);
    for (int k = 0; k < list->shape_count; k++) {
        const Shape *shape = &list->shapes[k];
        Ready *ready = &canvas->ready[k];
        *ready = (Ready){.clip = clip};
        if (shape->kind == SHAPE_CLIP) {
            SDL_Rect cut = snapped(shape->rect);
            clip = everything;
            if (shape->rect.w >= 0 && !SDL_IntersectRect(&cut, &everything, &clip))
                clip = (SDL_Rect){0};
            continue;
        }
        ready->placed = place(canvas, list, shape);
        SDL_Rect bounds = bounds_of(shape, &ready->placed);
        if (SDL_IntersectRect(&bounds, &clip, &ready->bounds))
            changes_add(&canvas->changes, ready->bounds, hash_shape(list, shape, clip));
        else
            ready->bounds = (SDL_Rect){0};
    }
}

/* ---- drawing ---- */

static int corner_radius(const Shape *shape, SDL_Rect r) {
    return clamp_int(whole(shape->radius), 0, (r.w < r.h ? r.w : r.h) / 2);
}

/* The four quarters of a disc or ring, as corners of the rectangle. */
static void draw_corners(const Raster *raster, const Mask *mask, SDL_Rect r, int radius,
                         Color color) {
    for (int k = 0; mask && k < 4; k++) {
        int right = k & 1, low = k >> 1;
        SDL_Rect part = {right * radius, low * radius, radius, radius};
        raster_mask(raster, mask, part, right ? r.x + r.w - radius : r.x,
                    low ? r.y + r.h - radius : r.y, color);
    }
}

static void draw_rounded(Canvas *canvas, const Raster *raster, const Shape *shape) {
    SDL_Rect r = snapped(shape->rect);
    int radius = corner_radius(shape, r);
    if (radius > 0)
        draw_corners(raster, mark_corner(canvas->masks, radius, 0), r, radius, shape->color);
    raster_fill(raster, (SDL_Rect){r.x + radius, r.y, r.w - 2 * radius, radius}, shape->color);
    raster_fill(raster, (SDL_Rect){r.x, r.y + radius, r.w, r.h - 2 * radius}, shape->color);
    raster_fill(raster, (SDL_Rect){r.x + radius, r.y + r.h - radius, r.w - 2 * radius, radius},
                shape->color);
}

/* A straight stroke in dashes; both ends are dashes, so that gaps are stretched a little to fit. */
static void draw_dashes(const Raster *raster, SDL_Rect r, float dash, Color color) {
    bool level = r.w >= r.h;
    int length = level ? r.w : r.h;
    int parts = dash > 0 ? 2 * (int)((float)length / dash / 2) + 1 : 1;
    for (int k = 0; k < parts; k += 2) {
        int from = (int)((int64_t)k * length / parts);
        int to = (int)((int64_t)(k + 1) * length / parts);
        SDL_Rect piece = level ? (SDL_Rect){r.x + from, r.y, to - from, r.h}
                               : (SDL_Rect){r.x, r.y + from, r.w, to - from};
        raster_fill(raster, piece, color);
    }
}

static void draw_frame_shape(Canvas *canvas, const Raster *raster, const Shape *shape) {
    SDL_Rect r = snapped(shape->rect);
    int radius = corner_radius(shape, r), stroke = stroke_of(shape);
    if (2 * stroke >= r.w || 2 * stroke >= r.h) {
        draw_rounded(canvas, raster, shape); /* nothing is left inside */
        return;
    }
    if (radius > 0)
        draw_corners(raster, mark_corner(canvas->masks, radius, stroke), r, radius, shape->color);
    int side = radius > 0 ? radius : stroke; /* upright sides leave the corners to the level ones */
    int start = radius > 0 ? radius : 0;
    SDL_Rect sides[4] = {{r.x + start, r.y, r.w - 2 * start, stroke},
                         {r.x + start, r.y + r.h - stroke, r.w - 2 * start, stroke},
                         {r.x, r.y + side, stroke, r.h - 2 * side},
                         {r.x + r.w - stroke, r.y + side, stroke, r.h - 2 * side}};
    for (int k = 0; k < 4; k++)
        draw_dashes(raster, sides[k], shape->dash, shape->color);
}

static void draw_heat_shape(const Raster *raster, const DisplayList *list, const Shape *shape) {
    const Heat heat = {list->values + shape->values,
                       shape->rows,
                       shape->columns,
                       shape->low,
                       shape->high,
                       shape->color2,
                       shape->color};
    raster_heat(raster, snapped(shape->rect), &heat);
}

static void draw_raster_shape(const Raster *raster, const DisplayList *list, const Shape *shape) {
    uint32_t pixels[RASTER_COLORS];
    for (int k = 0; k < RASTER_COLORS; k++)
        pixels[k] = raster_color(list, shape, k) >> 8;
    raster_levelled(raster, snapped(shape->rect),
                    &(Levels){raster_levels(list, shape), shape->rows, shape->columns, pixels});
}

static void draw_shape(Canvas *canvas, const Raster *raster, const DisplayList *list,
                       const Shape *shape, const Placed *placed) {
    const Mask *mask = placed->mask;
    if (mask) {
        SDL_Rect all = {0, 0, mask->width, mask->height};
        raster_mask(raster, mask, all, placed->x, placed->y, shape->color);
    } else if (shape->kind == SHAPE_FILL) {
        draw_rounded(canvas, raster, shape);
    } else if (shape->kind == SHAPE_FRAME) {
        draw_frame_shape(canvas, raster, shape);
    } else if (shape->kind == SHAPE_LINE) {
        draw_dashes(raster, line_rect(shape), shape->dash, shape->color);
    } else if (shape->kind == SHAPE_HATCH) {
        raster_hatch(raster, snapped(shape->rect), shape->width, whole(shape->dash), shape->color);
    } else if (shape->kind == SHAPE_HEAT) {
        draw_heat_shape(raster, list, shape);
    } else if (shape->kind == SHAPE_RASTER) {
        draw_raster_shape(raster, list, shape);
    }
}

static bool holds(SDL_Rect outer, SDL_Rect inner) {
    return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.w <= outer.x + outer.w &&
           inner.y + inner.h <= outer.y + outer.h;
}

/* The last shape that hides all of the rectangle: what lies under it need not be drawn. -1: none.
 */
static int last_cover(const Canvas *canvas, const DisplayList *list, SDL_Rect rect) {
    for (int k = list->shape_count - 1; k >= 0; k--) {
        const Shape *shape = &list->shapes[k];
        if (shape->kind == SHAPE_FILL && (shape->color & 0xff) == 0xff &&
            holds(canvas->ready[k].bounds, rect)) {
            SDL_Rect r = snapped(shape->rect);
            int radius = corner_radius(shape, r);
            if (holds((SDL_Rect){r.x, r.y + radius, r.w, r.h - 2 * radius}, rect))
                return k;
        }
    }
    return -1;
}

static void draw_rect(Canvas *canvas, const DisplayList *list, SDL_Rect rect) {
    Raster raster = {canvas->surface->pixels, canvas->surface->pitch / 4, rect};
    int first = last_cover(canvas, list, rect);
    if (first < 0)
        raster_fill(&raster, rect, NOTHING);
    for (int k = first < 0 ? 0 : first; k < list->shape_count; k++) {
        const Ready *ready = &canvas->ready[k];
        if (!SDL_HasIntersection(&ready->bounds, &rect))
            continue;
        SDL_IntersectRect(&ready->clip, &rect, &raster.clip);
        draw_shape(canvas, &raster, list, &list->shapes[k], &ready->placed);
    }
}

int canvas_draw(Canvas *canvas, const DisplayList *list, SDL_Rect changed[CANVAS_RECTS]) {
    assert(canvas->surface);
    SDL_Rect rects[CANVAS_RECTS];
    if (!canvas->surface || !grow_ready(canvas, list->shape_count))
        return 0;
    prepare(canvas, list);
    int count = changes_rects(&canvas->changes, canvas->surface->w, canvas->surface->h, rects,
                              CANVAS_RECTS);
    if (SDL_MUSTLOCK(canvas->surface) && SDL_LockSurface(canvas->surface) != 0)
        return 0;
    for (int k = 0; k < count; k++)
        draw_rect(canvas, list, rects[k]);
    if (SDL_MUSTLOCK(canvas->surface))
        SDL_UnlockSurface(canvas->surface);
    if (changed)
        memcpy(changed, rects, (size_t)count * sizeof *changed);
    return count;
}
