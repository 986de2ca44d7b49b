/* mask.h: coverage masks, one byte a pixel, and a bounded cache of them.
 *
 * Whatever has smooth edges (discs, rings, signs, lines of text) is drawn once as a mask and laid
 * into the picture in any colour. The cache keeps masks by a key of bytes and drops those that were
 * not used for longest; what was used since mask_cache_frame stays, so that a frame may hold on to
 * its masks. */
#ifndef GATESCOPE_UI_DRAW_MASK_H
#define GATESCOPE_UI_DRAW_MASK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Mask {
    int x, y;          /* where its top left lies, seen from the shape's own place */
    int width, height; /* pixels; 0: empty */
    uint8_t *coverage; /* width * height, row-major; owned; NULL where empty */
} Mask;

typedef struct MaskCache MaskCache;

/* bytes: how much it may hold besides what the current frame uses. NULL where memory lacks. */
MaskCache *mask_cache_new(size_t bytes);
void mask_cache_free(MaskCache *cache);

/* A new frame begins: masks used before it may be dropped. */
void mask_cache_frame(MaskCache *cache);

/* The mask kept under the key, or NULL. Valid until mask_cache_frame. */
const Mask *mask_cache_find(MaskCache *cache, const void *key, size_t size);

/* Keeps the mask, which the cache then owns, and returns it; frees it and returns NULL where memory
 * lacks. The key must not be there yet. */
const Mask *mask_cache_add(MaskCache *cache, const void *key, size_t size, Mask mask);

/* How much is kept (for tests and for judging the bound). */
size_t mask_cache_bytes(const MaskCache *cache);
int mask_cache_count(const MaskCache *cache);

/* A shape whose edges are computed: how far inside it a point is, in pixels, negative outside. */
typedef float (*MaskDepth)(const void *shape, float x, float y);

/* The mask of a shape within a box of width x height pixels; coverage = clamp(depth + 1/2, 0, 1) at
 * the pixel's centre. False where memory lacks. */
bool mask_draw(Mask *mask, int width, int height, MaskDepth depth, const void *shape);

#endif
