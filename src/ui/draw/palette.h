/* palette.h: the colours of a GIF, chosen from a theme and a first frame: 255, and a last index
 * that is left free, for transparent pixels. */
#ifndef GATESCOPE_UI_DRAW_PALETTE_H
#define GATESCOPE_UI_DRAW_PALETTE_H

#include <SDL.h>

#include "scene/display/theme.h"

enum { PALETTE_COLORS = 256, PALETTE_MOST = PALETTE_COLORS - 1, PALETTE_MEMORY = 1 << 14 };

typedef struct Palette {
    uint32_t colors[PALETTE_MOST]; /* 0xRRGGBB */
    int count;
    /* Pixels looked up lately, by a hash of the pixel: what it was, and its index. */
    uint32_t asked[PALETTE_MEMORY];
    uint8_t answer[PALETTE_MEMORY];
} Palette;

/* The theme's colours, the steps between each of them and the surfaces they stand on (what smooth
 * edges are made of), and what else the frame has most of. False where memory lacks. */
bool palette_choose(Palette *palette, const Theme *theme, const SDL_Surface *frame);

/* Index of the nearest colour to an xRGB pixel. */
uint8_t palette_index(Palette *palette, uint32_t pixel);

#endif
