/* raster.c: the only code that writes pixels. Colours are mixed per channel in 8 bits:
 *
 *     pixel = (color * weight + pixel * (256 - weight)) / 256
 *
 * with a weight of 0..256 from alpha and coverage,
 * two channels at once in one word; weight 256 stores the colour itself. */
#include "ui/draw/raster.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "base/clamp.h"

enum { OPAQUE = 256 };

static uint32_t pixel_of(Color color) {
    return color >> 8;
}

/* 0..255 to 0..256, ends exact. */
static uint32_t weight_of(uint32_t byte) {
    return byte + (byte >> 7);
}

static uint32_t mix(uint32_t under, uint32_t over, uint32_t weight) {
    const uint32_t odd = 0x00ff00ff, even = 0x0000ff00, rest = OPAQUE - weight;
    uint32_t red_blue = ((over & odd) * weight + (under & odd) * rest) >> 8 & odd;
    uint32_t green = ((over & even) * weight + (under & even) * rest) >> 8 & even;
    return red_blue | green;
}

static uint32_t *row_at(const Raster *raster, int x, int y) {
    return raster->pixels + (ptrdiff_t)y * raster->stride + x;
}

static void fill_opaque(const Raster *raster, SDL_Rect rect, uint32_t pixel) {
    uint32_t *first = row_at(raster, rect.x, rect.y);
    for (int x = 0; x < rect.w; x++)
        first[x] = pixel;
    for (int y = 1; y < rect.h; y++)
        memcpy(row_at(raster, rect.x, rect.y + y), first, (size_t)rect.w * sizeof *first);
}

void raster_fill(const Raster *raster, SDL_Rect rect, Color color) {
    uint32_t pixel = pixel_of(color), weight = weight_of(color & 0xff);
    if (weight == 0 || !SDL_IntersectRect(&rect, &raster->clip, &rect))
        return;
    if (weight == OPAQUE) {
        fill_opaque(raster, rect, pixel);
        return;
    }
    for (int y = 0; y < rect.h; y++) {
        uint32_t *to = row_at(raster, rect.x, rect.y + y);
        for (int x = 0; x < rect.w; x++)
            to[x] = mix(to[x], pixel, weight);
    }
}

static void mask_pixel(uint32_t *to, uint8_t coverage, uint32_t pixel, uint32_t alpha) {
    if (coverage == 255 && alpha == OPAQUE)
        *to = pixel;
    else if (coverage)
        *to = mix(*to, pixel, weight_of(coverage) * alpha >> 8);
}

/* Masks are empty for the most part: eight empty pixels are passed over at once. */
static void mask_row(uint32_t *to, const uint8_t *coverage, int width, uint32_t pixel,
                     uint32_t alpha) {
    int x = 0;
    uint64_t eight;
    for (; x + 8 <= width; x += 8) {
        memcpy(&eight, coverage + x, sizeof eight);
        for (int k = 0; eight && k < 8; k++)
            mask_pixel(to + x + k, coverage[x + k], pixel, alpha);
    }
    for (; x < width; x++)
        mask_pixel(to + x, coverage[x], pixel, alpha);
}

void raster_mask(const Raster *raster, const Mask *mask, SDL_Rect part, int x, int y, Color color) {
    assert(part.x >= 0 && part.y >= 0);
    assert(part.x + part.w <= mask->width && part.y + part.h <= mask->height);
    SDL_Rect rect = {x, y, part.w, part.h};
    uint32_t alpha = weight_of(color & 0xff);
    if (alpha == 0 || !SDL_IntersectRect(&rect, &raster->clip, &rect))
        return;
    for (int row = 0; row < rect.h; row++) {
        size_t from = (size_t)(part.y + rect.y - y + row) * (size_t)mask->width;
        mask_row(row_at(raster, rect.x, rect.y + row),
                 mask->coverage + from + (part.x + rect.x - x), rect.w, pixel_of(color), alpha);
    }
}

/* ---- heat maps ---- */

typedef struct Span {
    int from, to; /* values that fall on a pixel; at least one */
} Span;

static Span span_of(int pixel, int pixels, int values) {
    int from = (int)((int64_t)pixel * values / pixels);
    int to = (int)((int64_t)(pixel + 1) * values / pixels);
    return (Span){from, to > from ? to : from + 1};
}

static float mean_of(const Heat *heat, Span rows, Span columns) {
    double sum = 0;
    for (int r = rows.from; r < rows.to; r++)
        for (int c = columns.from; c < columns.to; c++)
            sum += heat->values[(size_t)r * (size_t)heat->columns + (size_t)c];
    return (float)(sum / ((double)(rows.to - rows.from) * (columns.to - columns.from)));
}

static Color heat_color(const Heat *heat, float value, int x, int y) {
    if (isnan(value))
        return (x / 2 + y / 2) % 2 ? heat->high_color : heat->low_color;
    float range = heat->high - heat->low;
    float part = range > 0 ? (value - heat->low) / range : (value > heat->low);
    uint32_t weight = (uint32_t)lrintf(OPAQUE * clamp_float(part, 0, 1));
    uint32_t alpha =
        ((heat->high_color & 0xff) * weight + (heat->low_color & 0xff) * (OPAQUE - weight)) >> 8;
    return mix(pixel_of(heat->low_color), pixel_of(heat->high_color), weight) << 8 | alpha;
}

/* True: the next row of pixels, where it shows the same values, is the same again. */
static bool heat_row(const Raster *raster, SDL_Rect rect, SDL_Rect cut, int y, const Heat *heat) {
    uint32_t *to = row_at(raster, cut.x, y);
    Span rows = span_of(y - rect.y, rect.h, heat->rows);
    bool plain = (heat->low_color & heat->high_color & 0xff) == 0xff;
    Span last = {-1, -1};
    float value = 0;
    Color color = 0;
    for (int x = cut.x; x < cut.x + cut.w; x++, to++) {
        Span columns = span_of(x - rect.x, rect.w, heat->columns);
        bool another = columns.from != last.from || columns.to != last.to;
        if (another)
            value = mean_of(heat, rows, columns);
        last = columns;
        plain = plain && !isnan(value); /* a chequer is another in each row */
        if (another || isnan(value))
            color = heat_color(heat, value, x - rect.x, y - rect.y);
        *to = mix(*to, pixel_of(color), weight_of(color & 0xff));
    }
    return plain;
}

enum { PITCH_MOST = 64 };

/* How much of a pixel a stripe covers that begins at 0, where the pixel lies `at` along the row: the
 * stripe's edges are slanted, so that they are soft over one pixel. */
static uint8_t stripe_coverage(float at, float width, float pitch) {
    float middle = fabsf(at - width / 2);
    middle = fminf(middle, pitch - middle);
    float depth = (width / 2 - middle) / sqrtf(2) + 0.5f;
    return (uint8_t)lrintf(255 * fminf(fmaxf(depth, 0), 1));
}

void raster_hatch(const Raster *raster, SDL_Rect rect, float width, int pitch, Color color) {
    uint32_t pixel = pixel_of(color), alpha = weight_of(color & 0xff);
    uint8_t stripes[PITCH_MOST];
    pitch = pitch < 2 ? 2 : pitch > PITCH_MOST ? PITCH_MOST : pitch;
    if (!SDL_IntersectRect(&rect, &raster->clip, &rect))
        return;
    for (int k = 0; k < pitch; k++)
        stripes[k] = stripe_coverage((float)k, width, (float)pitch);
    for (int y = rect.y; y < rect.y + rect.h; y++) {
        uint32_t *to = row_at(raster, rect.x, y);
        int at = (rect.x + y) % pitch;
        for (int x = 0; x < rect.w; x++) {
            mask_pixel(to + x, stripes[at], pixel, alpha);
            at = at + 1 == pitch ? 0 : at + 1;
        }
    }
}

void raster_heat(const Raster *raster, SDL_Rect rect, const Heat *heat) {
    assert(heat->rows >= 1 && heat->columns >= 1);
    SDL_Rect cut;
    if (heat->rows < 1 || heat->columns < 1 || !SDL_IntersectRect(&rect, &raster->clip, &cut))
        return;
    Span last = {-1, -1};
    bool again = false;
    for (int y = cut.y; y < cut.y + cut.h; y++) {
        Span rows = span_of(y - rect.y, rect.h, heat->rows);
        if (again && rows.from == last.from && rows.to == last.to)
            memcpy(row_at(raster, cut.x, y), row_at(raster, cut.x, y - 1),
                   (size_t)cut.w * sizeof(uint32_t));
        else
            again = heat_row(raster, rect, cut, y, heat);
        last = rows;
    }
}

/* ---- levels ---- */

/* Wide pictures are drawn in slices, so that where each column lies is found once. */
enum { SLICE = 512 };

static void levelled_slice(const Raster *raster, SDL_Rect rect, SDL_Rect cut,
                           const Levels *picture) {
    int at[SLICE];
    Span last = {-1, -1};
    for (int x = 0; x < cut.w; x++)
        at[x] = span_of(cut.x + x - rect.x, rect.w, picture->columns).from;
    for (int y = cut.y; y < cut.y + cut.h; y++) {
        Span rows = span_of(y - rect.y, rect.h, picture->rows);
        uint32_t *to = row_at(raster, cut.x, y);
        const unsigned char *row = picture->levels + (size_t)rows.from * (size_t)picture->columns;
        if (rows.from == last.from)
            memcpy(to, row_at(raster, cut.x, y - 1), (size_t)cut.w * sizeof *to);
        else
            for (int x = 0; x < cut.w; x++)
                to[x] = picture->pixels[row[at[x]]];
        last = rows;
    }
}

void raster_levelled(const Raster *raster, SDL_Rect rect, const Levels *picture) {
    assert(picture->rows >= 1 && picture->columns >= 1);
    SDL_Rect cut;
    if (picture->rows < 1 || picture->columns < 1 || !SDL_IntersectRect(&rect, &raster->clip, &cut))
        return;
    for (int right = cut.x + cut.w; cut.x < right; cut.x += SLICE) {
        cut.w = right - cut.x < SLICE ? right - cut.x : SLICE;
        levelled_slice(raster, rect, cut, picture);
    }
}
