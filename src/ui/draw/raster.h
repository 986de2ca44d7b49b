/* raster.h: fills and masks laid into pixels, cut to a rectangle. */
#ifndef GATESCOPE_UI_DRAW_RASTER_H
#define GATESCOPE_UI_DRAW_RASTER_H

#include <SDL.h>

#include "scene/display/display.h"
#include "ui/draw/mask.h"

typedef struct Raster {
    uint32_t *pixels; /* xRGB; not owned */
    int stride;       /* words a row */
    SDL_Rect clip;    /* inside the pixels */
} Raster;

void raster_fill(const Raster *raster, SDL_Rect rect, Color color);

/* Lays the part of a mask (in the mask's own pixels) so that the part's top left is at x, y. */
void raster_mask(const Raster *raster, const Mask *mask, SDL_Rect part, int x, int y, Color color);

/* Stripes of the width that rise to the right, `pitch` pixels from one to the next along a row; they
 * run through from one rectangle to another. */
void raster_hatch(const Raster *raster, SDL_Rect rect, float width, int pitch, Color color);

/* What a heat map shows: rows x columns values, row-major; NaN is drawn as a chequer of both
 * colours. */
typedef struct Heat {
    const float *values;
    int rows, columns;
    float low, high;
    Color low_color, high_color;
} Heat;

/* Where several values fall on one pixel, their mean is shown. */
void raster_heat(const Raster *raster, SDL_Rect rect, const Heat *heat);

/* A picture of rows x columns bytes, row-major, each the index of a pixel xRGB. Where several fall on one
 * pixel, the first of them is shown. */
typedef struct Levels {
    const unsigned char *levels;
    int rows, columns;
    const uint32_t *pixels;
} Levels;
void raster_levelled(const Raster *raster, SDL_Rect rect, const Levels *levels);

#endif
