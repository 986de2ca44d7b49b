/* marks.c: how deep a point lies inside each shape; mask_draw makes smooth edges of it. */
#include "ui/draw/marks.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/clamp.h"

enum {
    QUARTERS = 4,
    FAR = 1 << 20,  /* pixels; nothing beyond is drawn */
    MOST = 1 << 24, /* pixels of a mask: twice a 4K screen; larger shapes are not drawn */
    MOST_STROKE = 256 * QUARTERS,
    KEY_MARK = 1, /* first word of every key here; text keys begin with another */
    KEY_LINE,
    KEY_CURVE,
};

/* What mark masks are kept under. All lengths in quarters of a pixel, from the mask's top left. */
typedef struct MarkKey {
    int type, kind;
    int x, y, width, height;
    int stroke, turn;
} MarkKey;

typedef struct LineKey {
    int type;
    int x1, y1, x2, y2;
    int stroke, dash;
} LineKey;

int whole(float v) {
    return isnan(v) ? 0 : (int)lrintf(clamp_float(v, -FAR, FAR));
}

static int quarters(float v) {
    return whole(v * QUARTERS);
}

static int floor_pixel(int quarter) {
    return (quarter >= 0 ? quarter : quarter - (QUARTERS - 1)) / QUARTERS;
}

static int ceil_pixel(int quarter) {
    return -floor_pixel(-quarter);
}

static bool drawable(int width, int height) {
    return width > 0 && height > 0 && (int64_t)width * height <= MOST;
}

/* Lines are at least a pixel wide. */
static int stroke_of(const Shape *shape) {
    return clamp_int(quarters(shape->width), QUARTERS, MOST_STROKE);
}

static float pixels(int quarter) {
    return (float)quarter / QUARTERS;
}

/* ---- depths: signed distance to the edge, inside positive ---- */

/* An ellipse's f = 1 - |p / r| divided by the length of its gradient; exact for circles. */
static float disc_depth(const MarkKey *mark, float x, float y) {
    float rx = pixels(mark->width) / 2, ry = pixels(mark->height) / 2;
    float dx = x - pixels(mark->x) - rx, dy = y - pixels(mark->y) - ry;
    float k = hypotf(dx / rx, dy / ry);
    float gradient = k > 0 ? hypotf(dx / (rx * rx), dy / (ry * ry)) / k : 0;
    return gradient > 0 ? (1 - k) / gradient : fminf(rx, ry);
}

static float ring_depth(const MarkKey *mark, float x, float y) {
    float depth = disc_depth(mark, x, y);
    return fminf(depth, pixels(mark->stroke) - depth);
}

static float segment_distance(float x, float y, float x1, float y1, float x2, float y2) {
    float dx = x2 - x1, dy = y2 - y1, square = dx * dx + dy * dy;
    float along = square > 0 ? ((x - x1) * dx + (y - y1) * dy) / square : 0;
    along = clamp_float(along, 0, 1);
    return hypotf(x - x1 - along * dx, y - y1 - along * dy);
}

/* Two round-ended strokes from corner to corner, their ends inside the box. */
static float cross_depth(const MarkKey *mark, float x, float y) {
    float half = pixels(mark->stroke) / 2;
    float left = pixels(mark->x) + half, right = pixels(mark->x + mark->width) - half;
    float top = pixels(mark->y) + half, bottom = pixels(mark->y + mark->height) - half;
    float falling = segment_distance(x, y, left, top, right, bottom);
    float rising = segment_distance(x, y, left, bottom, right, top);
    return half - fminf(falling, rising);
}

static float plus_depth(const MarkKey *mark, float x, float y) {
    float half = pixels(mark->stroke) / 2;
    float middle_x = pixels(mark->x) + pixels(mark->width) / 2;
    float middle_y = pixels(mark->y) + pixels(mark->height) / 2;
    float left = pixels(mark->x) + half, right = pixels(mark->x + mark->width) - half;
    float top = pixels(mark->y) + half, bottom = pixels(mark->y + mark->height) - half;
    float level = segment_distance(x, y, left, middle_y, right, middle_y);
    float upright = segment_distance(x, y, middle_x, top, middle_x, bottom);
    return half - fminf(level, upright);
}

/* How far a point lies to the right of the way from 1 to 2 (y points down). */
static float right_of(float x, float y, float x1, float y1, float x2, float y2) {
    float dx = x2 - x1, dy = y2 - y1, length = hypotf(dx, dy);
    return length > 0 ? (dx * (y - y1) - dy * (x - x1)) / length : 0;
}

/* A point of the box: along the way the triangle points, and across it to the right, both 0..1. */
static void triangle_corner(const MarkKey *mark, float along, float across, float *x, float *y) {
    float part_x = mark->turn == 0   ? along
                   : mark->turn == 1 ? 1 - across
                   : mark->turn == 2 ? 1 - along
                                     : across;
    float part_y = mark->turn == 0   ? across
                   : mark->turn == 1 ? along
                   : mark->turn == 2 ? 1 - across
                                     : 1 - along;
    *x = pixels(mark->x) + part_x * pixels(mark->width);
    *y = pixels(mark->y) + part_y * pixels(mark->height);
}

static float triangle_depth(const MarkKey *mark, float x, float y) {
    float cx[3], cy[3], depth = INFINITY;
    triangle_corner(mark, 0, 0, &cx[0], &cy[0]);
    triangle_corner(mark, 1, 0.5f, &cx[1], &cy[1]);
    triangle_corner(mark, 0, 1, &cx[2], &cy[2]);
    for (int k = 0; k < 3; k++) {
        int next = (k + 1) % 3;
        depth = fminf(depth, right_of(x, y, cx[k], cy[k], cx[next], cy[next]));
    }
    return depth;
}

static float mark_depth(const void *shape, float x, float y) {
    const MarkKey *mark = shape;
    switch (mark->kind) {
    case SHAPE_RING:
        return ring_depth(mark, x, y);
    case SHAPE_CROSS:
        return cross_depth(mark, x, y);
    case SHAPE_PLUS:
        return plus_depth(mark, x, y);
    case SHAPE_TRIANGLE:
        return triangle_depth(mark, x, y);
    default:
        return disc_depth(mark, x, y);
    }
}

/* ---- marks ---- */

static const Mask *find_mark(MaskCache *cache, const MarkKey *key) {
    const Mask *kept = mask_cache_find(cache, key, sizeof *key);
    int width = ceil_pixel(key->x + key->width), height = ceil_pixel(key->y + key->height);
    Mask mask;
    if (kept || !drawable(width, height))
        return kept;
    return mask_draw(&mask, width, height, mark_depth, key)
               ? mask_cache_add(cache, key, sizeof *key, mask)
               : NULL;
}

Placed mark_place(MaskCache *cache, const Shape *shape) {
    int left = quarters(shape->rect.x), top = quarters(shape->rect.y);
    Placed placed = {.x = floor_pixel(left), .y = floor_pixel(top)};
    MarkKey key = {KEY_MARK,
                   (int)shape->kind,
                   left - QUARTERS * placed.x,
                   top - QUARTERS * placed.y,
                   quarters(shape->rect.w),
                   quarters(shape->rect.h),
                   quarters(shape->width),
                   shape->turn & 3};
    if (key.width > 0 && key.height > 0)
        placed.mask = find_mark(cache, &key);
    return placed;
}

const Mask *mark_corner(MaskCache *cache, int radius, int stroke) {
    assert(radius > 0 && stroke >= 0);
    int side = 2 * radius * QUARTERS;
    MarkKey key = {
        KEY_MARK, stroke > 0 ? SHAPE_RING : SHAPE_DISC, 0, 0, side, side, stroke * QUARTERS, 0};
    return find_mark(cache, &key);
}

/* ---- lines ---- */

/* A butt-ended stroke: within half its width of the line, between its ends, on a dash. */
static float line_depth(const void *shape, float x, float y) {
    const LineKey *line = shape;
    float x1 = pixels(line->x1), y1 = pixels(line->y1);
    float dx = pixels(line->x2) - x1, dy = pixels(line->y2) - y1, length = hypotf(dx, dy);
    float along = ((x - x1) * dx + (y - y1) * dy) / length;
    float across = fabsf((x - x1) * dy - (y - y1) * dx) / length;
    float depth = fminf(pixels(line->stroke) / 2 - across, fminf(along, length - along));
    if (line->dash > 0) {
        float dash = pixels(line->dash), phase = fmodf(fmaxf(along, 0), 2 * dash);
        depth = fminf(depth, fmaxf(fminf(phase, dash - phase), phase - 2 * dash));
    }
    return depth;
}

Placed mark_line(MaskCache *cache, const Shape *shape) {
    int x1 = quarters(shape->rect.x), y1 = quarters(shape->rect.y);
    int x2 = quarters(shape->rect.x + shape->rect.w), y2 = quarters(shape->rect.y + shape->rect.h);
    int stroke = stroke_of(shape), reach = stroke / 2 + QUARTERS;
    Placed placed = {.x = floor_pixel((x1 < x2 ? x1 : x2) - reach),
                     .y = floor_pixel((y1 < y2 ? y1 : y2) - reach)};
    int width = ceil_pixel((x1 < x2 ? x2 : x1) + reach) - placed.x;
    int height = ceil_pixel((y1 < y2 ? y2 : y1) + reach) - placed.y;
    int left = QUARTERS * placed.x, top = QUARTERS * placed.y;
    LineKey key = {
        KEY_LINE, x1 - left, y1 - top, x2 - left, y2 - top, stroke, quarters(shape->dash)};
    Mask mask;
    placed.mask = mask_cache_find(cache, &key, sizeof key);
    bool has_length = x1 != x2 || y1 != y2;
    if (!placed.mask && has_length && drawable(width, height) &&
        mask_draw(&mask, width, height, line_depth, &key))
        placed.mask = mask_cache_add(cache, &key, sizeof key, mask);
    return placed;
}

/* ---- curves ---- */

/* A curve's points in quarters of a pixel from the mask's top left, and what it is kept under. */
typedef struct CurveKey {
    int type;
    int width, height; /* of the mask, pixels */
    int stroke, count;
    struct {
        int x, y; /* y = GAP: nothing here */
    } points[];
} CurveKey;

enum { GAP = -(FAR * QUARTERS) - 1 };

static int curve_y(const Shape *shape, float value, int reach) {
    float range = shape->high - shape->low;
    float part = range > 0 ? (value - shape->low) / range : 0.5f;
    if (isnan(value))
        return GAP;
    return quarters((1 - clamp_float(part, 0, 1)) * shape->rect.h) + reach;
}

/* Lays one stroke into the mask; the denser coverage counts, so that joints do not show. */
static void stroke_curve(Mask *mask, const CurveKey *key, int from, int to) {
    float x1 = pixels(key->points[from].x), y1 = pixels(key->points[from].y);
    float x2 = pixels(key->points[to].x), y2 = pixels(key->points[to].y);
    float half = pixels(key->stroke) / 2;
    int left = (int)fmaxf(fminf(x1, x2) - half - 1, 0);
    int top = (int)fmaxf(fminf(y1, y2) - half - 1, 0);
    int right = (int)fminf(fmaxf(x1, x2) + half + 2, (float)mask->width);
    int bottom = (int)fminf(fmaxf(y1, y2) + half + 2, (float)mask->height);
    for (int y = top; y < bottom; y++) {
        for (int x = left; x < right; x++) {
            float away = segment_distance((float)x + 0.5f, (float)y + 0.5f, x1, y1, x2, y2);
            float inside = clamp_float(half - away + 0.5f, 0, 1);
            uint8_t *to_pixel = &mask->coverage[(size_t)y * (size_t)mask->width + (size_t)x];
            uint8_t coverage = (uint8_t)lrintf(255 * inside);
            *to_pixel = coverage > *to_pixel ? coverage : *to_pixel;
        }
    }
}

static bool draw_curve_mask(Mask *mask, const CurveKey *key) {
    *mask = (Mask){.width = key->width, .height = key->height};
    mask->coverage = calloc((size_t)key->width, (size_t)key->height);
    for (int k = 0; mask->coverage && k < key->count; k++) {
        int before = k > 0 && key->points[k - 1].y != GAP ? k - 1 : k;
        if (key->points[k].y != GAP)
            stroke_curve(mask, key, before, k);
    }
    return mask->coverage;
}

/* Of more values than two a pixel, the lowest and the highest of each pixel's are kept. */
static int thin_out(CurveKey *key, const Shape *shape, const float *values, int slots, int reach) {
    int count = 0;
    for (int slot = 0; slot < slots; slot++) {
        int from = (int)((int64_t)slot * shape->columns / slots);
        int to = (int)((int64_t)(slot + 1) * shape->columns / slots);
        float low = NAN, high = NAN;
        for (int k = from; k < to; k++) {
            low = fminf(low, values[k]);
            high = fmaxf(high, values[k]);
        }
        int x = reach + quarters(shape->rect.w * (float)slot / (float)slots);
        key->points[count].x = key->points[count + 1].x = x;
        key->points[count++].y = curve_y(shape, low, reach);
        key->points[count++].y = curve_y(shape, high, reach);
    }
    return count;
}

static int place_points(CurveKey *key, const Shape *shape, const float *values, int reach) {
    float gap = shape->columns > 1 ? shape->rect.w / (float)(shape->columns - 1) : 0;
    for (int k = 0; k < shape->columns; k++) {
        key->points[k].x = reach + quarters(gap * (float)k);
        key->points[k].y = curve_y(shape, values[k], reach);
    }
    return shape->columns;
}

static const Mask *find_curve(MaskCache *cache, const CurveKey *key) {
    size_t size = sizeof *key + (size_t)key->count * sizeof key->points[0];
    const Mask *kept = mask_cache_find(cache, key, size);
    Mask mask;
    if (kept)
        return kept;
    return draw_curve_mask(&mask, key) ? mask_cache_add(cache, key, size, mask) : NULL;
}

Placed mark_curve(MaskCache *cache, const Shape *shape, const float *values) {
    int stroke = stroke_of(shape);
    int margin = ceil_pixel(stroke / 2) + 1, reach = margin * QUARTERS;
    Placed placed = {.x = whole(shape->rect.x) - margin, .y = whole(shape->rect.y) - margin};
    int slots = whole(shape->rect.w), height = whole(shape->rect.h);
    bool visible = slots > 0 && height > 0 && shape->columns > 0;
    if (!visible || !drawable(slots + 2 * margin, height + 2 * margin))
        return placed;
    bool thin = shape->columns > 2 * slots;
    size_t points = thin ? 2 * (size_t)slots : (size_t)shape->columns;
    CurveKey *key = malloc(sizeof *key + points * sizeof key->points[0]);
    if (!key)
        return placed;
    key->type = KEY_CURVE;
    key->width = slots + 2 * margin;
    key->height = height + 2 * margin;
    key->stroke = stroke;
    key->count =
        thin ? thin_out(key, shape, values, slots, reach) : place_points(key, shape, values, reach);
    placed.mask = find_curve(cache, key);
    free(key);
    return placed;
}
