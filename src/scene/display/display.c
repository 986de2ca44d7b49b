/* display.c: writing shapes and regions down, and finding regions again. */
#include "scene/display/display.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/clamp.h"

void display_free(DisplayList *list) {
    free(list->shapes);
    free(list->regions);
    free(list->texts);
    free(list->values);
    free(list->levels);
    *list = (DisplayList){0};
}

void display_clear(DisplayList *list) {
    list->shape_count = 0;
    list->region_count = 0;
    list->text_length = 0;
    list->value_count = 0;
    list->level_count = 0;
    list->overlay = OVERLAY_NONE;
    display_part(list, 0);
    list->full = false;
}

/* Makes room for `more` items behind `count`; false (and full) where memory lacks. */
static bool reserve(DisplayList *list, void **items, size_t *capacity, size_t count, size_t more,
                    size_t size) {
    if (!more)
        return true;
    bool told = count + more < UINT32_MAX / 2; /* so that twice as many can be told, too */
    void *grown = told ? array_room_large(*items, capacity, count, more, size) : NULL;
    if (grown)
        *items = grown;
    list->full = list->full || !grown;
    return grown != NULL;
}

/* ---- shapes ---- */

static Shape *add_shape(DisplayList *list, ShapeKind kind, Rect rect, Color color) {
    size_t capacity = (size_t)list->shape_capacity;
    void *items = list->shapes;
    bool fits =
        reserve(list, &items, &capacity, (size_t)list->shape_count, 1, sizeof *list->shapes);
    list->shapes = items;
    list->shape_capacity = (int)capacity;
    if (!fits)
        return NULL;
    Shape *shape = &list->shapes[list->shape_count++];
    memset(shape, 0, sizeof *shape); /* padding too: shapes are compared by their bytes */
    shape->kind = kind;
    shape->rect = rect;
    shape->color = color;
    return shape;
}

static bool keep_text(DisplayList *list, const char *text, size_t length, uint32_t *offset) {
    size_t capacity = list->text_capacity;
    void *items = list->texts;
    bool fits = reserve(list, &items, &capacity, list->text_length, length + 1, 1);
    list->texts = items;
    list->text_capacity = (uint32_t)capacity;
    if (!fits)
        return false;
    *offset = list->text_length;
    memcpy(list->texts + list->text_length, text, length);
    list->texts[list->text_length + length] = '\0';
    list->text_length += (uint32_t)length + 1;
    return true;
}

static bool keep_values(DisplayList *list, const float *values, size_t count, uint32_t *offset) {
    size_t capacity = list->value_capacity;
    void *items = list->values;
    bool fits = reserve(list, &items, &capacity, list->value_count, count, sizeof *list->values);
    list->values = items;
    list->value_capacity = (uint32_t)capacity;
    if (!fits)
        return false;
    *offset = list->value_count;
    memcpy(list->values + list->value_count, values, count * sizeof *values);
    list->value_count += (uint32_t)count;
    return true;
}

void draw_fill(DisplayList *list, Rect rect, float radius, Color color) {
    Shape *shape = add_shape(list, SHAPE_FILL, rect, color);
    if (shape)
        shape->radius = radius;
}

void draw_frame(DisplayList *list, Rect rect, float radius, float width, Color color) {
    draw_dashed_frame(list, rect, radius, width, 0, color);
}

void draw_dashed_frame(DisplayList *list, Rect rect, float radius, float width, float dash,
                       Color color) {
    Shape *shape = add_shape(list, SHAPE_FRAME, rect, color);
    if (!shape)
        return;
    shape->radius = radius;
    shape->width = width;
    shape->dash = dash;
}

void draw_line(DisplayList *list, float x1, float y1, float x2, float y2, float width,
               Color color) {
    Shape *shape = add_shape(list, SHAPE_LINE, (Rect){x1, y1, x2 - x1, y2 - y1}, color);
    if (shape)
        shape->width = width;
}

void draw_dashed_line(DisplayList *list, float x1, float y1, float x2, float y2, float width,
                      float dash, Color color) {
    int before = list->shape_count;
    draw_line(list, x1, y1, x2, y2, width, color);
    if (list->shape_count > before)
        list->shapes[before].dash = dash;
}

static Rect square_around(float x, float y, float half) {
    return (Rect){x - half, y - half, 2 * half, 2 * half};
}

void draw_disc(DisplayList *list, float x, float y, float radius, Color color) {
    add_shape(list, SHAPE_DISC, square_around(x, y, radius), color);
}

static void add_stroked(DisplayList *list, ShapeKind kind, Rect rect, float width, Color color) {
    Shape *shape = add_shape(list, kind, rect, color);
    if (shape)
        shape->width = width;
}

void draw_ring(DisplayList *list, float x, float y, float radius, float width, Color color) {
    add_stroked(list, SHAPE_RING, square_around(x, y, radius), width, color);
}

void draw_hatch(DisplayList *list, Rect rect, float width, float pitch, Color color) {
    Shape *shape = add_shape(list, SHAPE_HATCH, rect, color);
    if (!shape)
        return;
    shape->width = width;
    shape->dash = pitch;
}

void draw_triangle(DisplayList *list, Rect rect, int turn, Color color) {
    Shape *shape = add_shape(list, SHAPE_TRIANGLE, rect, color);
    if (shape)
        shape->turn = turn;
}

void draw_cross(DisplayList *list, float x, float y, float size, float width, Color color) {
    add_stroked(list, SHAPE_CROSS, square_around(x, y, size / 2), width, color);
}

void draw_plus(DisplayList *list, float x, float y, float size, float width, Color color) {
    add_stroked(list, SHAPE_PLUS, square_around(x, y, size / 2), width, color);
}

void draw_text(DisplayList *list, float x, float y, Face face, float px, Color color,
               const char *text) {
    draw_text_span(list, x, y, face, px, color, text, strlen(text));
}

void draw_text_span(DisplayList *list, float x, float y, Face face, float px, Color color,
                    const char *text, size_t length) {
    uint32_t offset;
    if (!length || !keep_text(list, text, length, &offset))
        return;
    Shape *shape = add_shape(list, SHAPE_TEXT, (Rect){x, y, 0, 0}, color);
    if (!shape)
        return;
    shape->face = face;
    shape->px = px;
    shape->text = offset;
    shape->length = (uint32_t)length;
}

void draw_clip(DisplayList *list, Rect rect) {
    add_shape(list, SHAPE_CLIP, rect, 0);
}

void draw_clip_end(DisplayList *list) {
    add_shape(list, SHAPE_CLIP, (Rect){0, 0, -1, 0}, 0);
}

void draw_heat(DisplayList *list, Rect rect, const float *values, int rows, int columns, float low,
               float high, Color low_color, Color high_color) {
    uint32_t offset;
    if (rows < 1 || columns < 1 ||
        !keep_values(list, values, (size_t)rows * (size_t)columns, &offset))
        return;
    Shape *shape = add_shape(list, SHAPE_HEAT, rect, high_color);
    if (!shape)
        return;
    shape->color2 = low_color;
    shape->values = offset;
    shape->rows = rows;
    shape->columns = columns;
    shape->low = low;
    shape->high = high;
}

/* So many bytes behind those there are; NULL: there is no memory. */
static unsigned char *room_for_levels(DisplayList *list, size_t count) {
    size_t capacity = list->level_capacity;
    void *items = list->levels;
    bool fits = reserve(list, &items, &capacity, list->level_count, count, 1);
    list->levels = items;
    list->level_capacity = (uint32_t)capacity;
    return fits ? list->levels + list->level_count : NULL;
}

enum { PALETTE_BYTES = RASTER_COLORS * sizeof(Color) };

unsigned char *draw_raster(DisplayList *list, Rect rect, int rows, int columns,
                           const Color palette[RASTER_COLORS]) {
    size_t count = rows > 0 && columns > 0 ? (size_t)rows * (size_t)columns : 0;
    unsigned char *to = count ? room_for_levels(list, PALETTE_BYTES + count) : NULL;
    Shape *shape = to ? add_shape(list, SHAPE_RASTER, rect, 0) : NULL;
    if (!shape)
        return NULL;
    memcpy(to, palette, PALETTE_BYTES);
    memset(to + PALETTE_BYTES, 0, count);
    shape->values = list->level_count;
    shape->rows = rows;
    shape->columns = columns;
    list->level_count += (uint32_t)(PALETTE_BYTES + count);
    return to + PALETTE_BYTES;
}

Color raster_color(const DisplayList *list, const Shape *shape, int level) {
    Color color;
    memcpy(&color, list->levels + shape->values + (size_t)level * sizeof color, sizeof color);
    return color;
}

const unsigned char *raster_levels(const DisplayList *list, const Shape *shape) {
    return list->levels + shape->values + PALETTE_BYTES;
}

void draw_curve(DisplayList *list, Rect rect, const float *values, int count, float low, float high,
                float width, Color color) {
    uint32_t offset;
    if (count < 2 || !keep_values(list, values, (size_t)count, &offset))
        return;
    Shape *shape = add_shape(list, SHAPE_CURVE, rect, color);
    if (!shape)
        return;
    shape->values = offset;
    shape->rows = 1;
    shape->columns = count;
    shape->low = low;
    shape->high = high;
    shape->width = width;
}

/* ---- regions ---- */

/* FNV-1a, 32 bits. */
unsigned region_id(const char *name, int index) {
    uint32_t hash = 2166136261u;
    for (const char *c = name; *c; c++)
        hash = (hash ^ (unsigned char)*c) * 16777619u;
    for (int shift = 0; shift < 32; shift += 8)
        hash = (hash ^ ((uint32_t)index >> shift & 0xff)) * 16777619u;
    return hash ? hash : 1;
}

Region *region_add(DisplayList *list, RegionKind kind, Rect rect, const char *name, int index,
                   const char *label) {
    size_t capacity = (size_t)list->region_capacity, length = strlen(label);
    void *items = list->regions;
    bool fits =
        reserve(list, &items, &capacity, (size_t)list->region_count, 1, sizeof *list->regions);
    list->regions = items;
    list->region_capacity = (int)capacity;
    uint32_t offset;
    if (!fits || !keep_text(list, label, length, &offset))
        return NULL;
    Region *region = &list->regions[list->region_count++];
    *region = (Region){.kind = kind,
                       .overlay = list->overlay,
                       .part = list->part,
                       .heading = list->heading,
                       .heading_length = list->heading_length,
                       .family = region_id(name, -1),
                       .rect = rect,
                       .whole = rect,
                       .id = region_id(name, index),
                       .low = 0,
                       .high = 1,
                       .label = offset,
                       .label_length = (uint32_t)length};
    return region;
}

void display_part(DisplayList *list, int part) {
    list->part = part;
    list->heading_length = 0;
}

void display_heading(DisplayList *list, const char *text) {
    size_t length = strlen(text);
    list->heading_length = keep_text(list, text, length, &list->heading) ? (uint32_t)length : 0;
}

void region_tell(DisplayList *list, Region *region, const char *value) {
    size_t length = strlen(value);
    region->told_length = keep_text(list, value, length, &region->told) ? (uint32_t)length : 0;
}

void region_values(DisplayList *list, Region *region, const float *values, int count) {
    bool kept = count > 0 && keep_values(list, values, (size_t)count, &region->values);
    region->value_count = kept ? count : 0;
}

const Region *region_at(const DisplayList *list, float x, float y) {
    for (int k = list->region_count - 1; k >= 0; k--)
        if (rect_contains(list->regions[k].rect, x, y))
            return &list->regions[k];
    return NULL;
}

/* How far `at` is from what a finger must cover of a length to mean it: its middle, or all but half a
 * finger at both ends where it is longer than one. */
static float off_core(float at, float from, float length, float around) {
    float margin = fminf(around, length / 2);
    return fmaxf(fmaxf(from + margin - at, at - from - length + margin), 0);
}

static bool has_middle_of(const Region *region, const Region *other) {
    const Rect r = other->rect;
    return rect_contains(region->rect, r.x + r.w / 2, r.y + r.h / 2);
}

/* What the edge of a panel cuts through does not reach out over that edge. */
static bool reaches_out(const Region *region) {
    bool cut = region->kind != REGION_SCRUB && region->rect.h < region->whole.h - 0.5f;
    return !region->disabled && !cut;
}

/* How far the finger is from its core; none within what is as large as the finger itself; INFINITY: it is
 * not meant. */
static float finger_off(const Region *region, float x, float y, float around) {
    const Rect r = region->rect;
    bool inside = rect_contains(r, x, y);
    if (r.w <= 0 || r.h <= 0 || (!inside && !reaches_out(region)))
        return INFINITY;
    if (inside && fminf(r.w, r.h) >= 2 * around - 1)
        return 0;
    float across = off_core(x, r.x, r.w, around), down = off_core(y, r.y, r.h, around);
    return inside || fmaxf(across, down) <= around ? hypotf(across, down) : INFINITY;
}

/* From the top down: what is on top of something else, or lies over the screen, keeps its place. */
static bool gives_way(const Region *region, const Region *best, bool inside) {
    return region->overlay < best->overlay || has_middle_of(region, best) ||
           (!inside && has_middle_of(best, region));
}

const Region *region_near(const DisplayList *list, float x, float y, float around) {
    const Region *best = NULL, *panel = NULL;
    float least = INFINITY;
    for (int k = list->region_count - 1; k >= 0; k--) {
        const Region *region = &list->regions[k];
        bool inside = rect_contains(region->rect, x, y);
        if (region->kind == REGION_PANEL) {
            panel = !panel && inside ? region : panel;
            continue;
        }
        float off = finger_off(region, x, y, around);
        if (!(off < least) || (best && gives_way(region, best, inside)))
            continue;
        best = region;
        least = off;
    }
    return best ? best : panel;
}

const Region *region_find(const DisplayList *list, unsigned id) {
    for (int k = list->region_count - 1; id && k >= 0; k--)
        if (list->regions[k].id == id)
            return &list->regions[k];
    return NULL;
}

static bool can_focus(const Region *region) {
    return region->focusable && !region->disabled;
}

/* The list is gone through twice: for what is asked for, then for all else. */
const Region *region_next(const DisplayList *list, unsigned id, int direction) {
    int count = list->region_count, all = 2 * count, at = direction > 0 ? -1 : all;
    for (int k = 0; id && k < count; k++)
        if (list->regions[k].id == id)
            at = list->regions[k].asked ? k : count + k;
    for (int tried = 0; tried < all; tried++) {
        at = (at + (direction > 0 ? 1 : all - 1)) % all;
        const Region *region = &list->regions[at % count];
        if (can_focus(region) && region->asked == (at < count))
            return region;
    }
    return NULL;
}

/* 0.3, not the 0.29999998 that a sum of steps gives: steps are not finer than a millionth. */
static float tidy(double value) {
    return (float)(round(value * 1e6) / 1e6);
}

/* To the region's step, but never beyond its ends. */
static float rounded(const Region *region, float value) {
    double low = region->low, step = region->step;
    if (step > 0)
        value = tidy(low + round((value - low) / step) * step);
    return clamp_float(value, region->low, region->high);
}

static Action with_value(const Region *region, float value) {
    Action action = region->action;
    action.value = value;
    action.edit.value = value;
    return action;
}

/* The step of from..to that is so far across: all have columns of equal width. */
static long step_at(float across, long from, long to) {
    long columns = to - from + 1, column = (long)(across * (float)columns);
    return from + (column < columns ? column : columns - 1);
}

Action region_drag(const Region *region, float x, float y) {
    float across =
        region->rect.w > 0 ? clamp_float((x - region->rect.x) / region->rect.w, 0, 1) : 0;
    const Rect *whole = region->whole.h > 0 ? &region->whole : &region->rect;
    float up = whole->h > 0 ? 1 - clamp_float((y - whole->y) / whole->h, 0, 1) : 0;
    float span = region->high - region->low;
    switch (region->kind) {
    case REGION_SLIDER:
        return with_value(region, rounded(region, region->low + across * span));
    case REGION_BAR:
        return with_value(region, rounded(region, region->low + up * span));
    case REGION_PAD: {
        Action action = region->action;
        action.value = region->low + across * span;
        action.value_y = region->low + up * span;
        return action;
    }
    case REGION_SCRUB: {
        Action action = region->action;
        across = whole->w > 0 ? clamp_float((x - whole->x) / whole->w, 0, 1) : across;
        across = region->down ? 1 - up : across;
        action.step = step_at(across, (long)region->low, (long)region->low + (long)span);
        return action;
    }
    case REGION_PAINT: {
        Action action = region->action;
        action.step = step_at(across, region->from, region->to);
        action.value = rounded(region, region->low + up * span);
        return action;
    }
    default:
        return region->action;
    }
}

Action region_drag_finely(const Region *region, float value, float x, float y) {
    enum { FINER = 5 };
    const Rect *whole = region->whole.h > 0 ? &region->whole : &region->rect;
    float span = region->high - region->low;
    float way = region->kind == REGION_BAR ? (whole->h > 0 ? -y / whole->h : 0)
                                           : (region->rect.w > 0 ? x / region->rect.w : 0);
    Region fine = *region;
    fine.step /= FINER;
    return with_value(region, rounded(&fine, value + way * span / FINER));
}

Action region_scroll(const Region *region, float points) {
    Action action = region->action;
    float from = clamp_float(region->value, region->low, region->high);
    float to = clamp_float(from + points, region->low, region->high);
    action.value = action.flag ? to : to - region->value;
    return action;
}

Action region_set(const Region *region, float value, long step) {
    Action action = region->action;
    switch (region->kind) {
    case REGION_SLIDER:
    case REGION_BAR:
        return with_value(region, rounded(region, value));
    case REGION_SCRUB:
        action.step = (long)clamp_float(value, region->low, region->high);
        return action;
    case REGION_PAINT:
        action.step = step < region->from ? region->from : step > region->to ? region->to : step;
        action.value = rounded(region, value);
        return action;
    default:
        return (Action){.kind = ACTION_NONE};
    }
}

Action region_nudge(const Region *region, int notches) {
    if (region->kind == REGION_SCRUB) {
        Action action = region->action;
        action.step = (long)clamp_float(region->value + (float)notches, region->low, region->high);
        return action;
    }
    if (region->kind == REGION_PANEL)
        return region_scroll(region, (float)notches * region->step);
    float step = region->step > 0 ? region->step : (region->high - region->low) / 20;
    float value = clamp_float(region->value, region->low, region->high);
    return with_value(region, clamp_float(tidy((double)value + (double)notches * step), region->low,
                                          region->high));
}

const char *region_label(const DisplayList *list, const Region *region, size_t *length) {
    if (length)
        *length = region->label_length;
    return list->texts + region->label;
}
