/* palette.c: colours that a theme is known to make come first, so that one role keeps one colour in
 * every frame; giflib's quantizer finds the rest. */
#include "ui/draw/palette.h"

#include <gif_lib.h>
#include <stdlib.h>
#include <string.h>

enum { REST = 64, REST_BITS = 6 /* colours left to the quantizer, and their power of two */ };

static uint32_t channel(uint32_t color, int index) {
    return color >> (8 * index) & 0xff;
}

static uint32_t distance(uint32_t a, uint32_t b) {
    static const uint32_t WEIGHT[] = {2, 4,
                                      3}; /* blue, green, red: how well an eye tells them apart */
    uint32_t sum = 0;
    for (int k = 0; k < 3; k++) {
        int difference = (int)channel(a, k) - (int)channel(b, k);
        sum += WEIGHT[k] * (uint32_t)(difference * difference);
    }
    return sum;
}

static uint8_t nearest(const Palette *palette, uint32_t color) {
    int best = 0;
    for (int k = 1; k < palette->count; k++)
        if (distance(palette->colors[k], color) < distance(palette->colors[best], color))
            best = k;
    return (uint8_t)best;
}

static void add(Palette *palette, uint32_t color, int most) {
    for (int k = 0; k < palette->count; k++)
        if (palette->colors[k] == color)
            return;
    if (palette->count < most)
        palette->colors[palette->count++] = color;
}

static void add_steps(Palette *palette, Color from, Color to, int steps, int most) {
    for (int k = 1; k < steps; k++)
        add(palette, color_mix(from, to, (float)k / (float)steps) >> 8, most);
}

static void add_theme(Palette *palette, const Theme *theme) {
    const int most = PALETTE_MOST - REST;
    const Color plain[] = {theme->background, theme->panel, theme->card, theme->line,
                           theme->track,      theme->text,  theme->dim,  theme->faint,
                           theme->accent,     theme->good,  theme->bad,  theme->select,
                           theme->on_accent};
    for (size_t k = 0; k < sizeof plain / sizeof *plain; k++)
        add(palette, plain[k] >> 8, most);
    for (int role = 0; role < ROLE_COUNT; role++) {
        add(palette, theme->role[role] >> 8, most);
        add(palette, theme->on_role[role] >> 8, most);
    }
    add_steps(palette, theme->text, theme->panel, 8, most);
    add_steps(palette, theme->dim, theme->panel, 6, most);
    add_steps(palette, theme->accent, theme->on_accent, 6, most);
    for (int role = 0; role < ROLE_COUNT; role++) {
        add_steps(palette, theme->role[role], theme->track, 5, most);
        add_steps(palette, theme->role[role], theme->on_role[role], 3, most);
    }
}

/* One plane a channel, as giflib's quantizer wants it: red, green, blue. */
static void split_planes(const SDL_Surface *frame, GifByteType *planes) {
    size_t count = (size_t)frame->w * (size_t)frame->h, at = 0;
    for (int y = 0; y < frame->h; y++) {
        const uint32_t *row = (const uint32_t *)((const uint8_t *)frame->pixels + y * frame->pitch);
        for (int x = 0; x < frame->w; x++, at++)
            for (int k = 0; k < 3; k++)
                planes[(size_t)k * count + at] = (GifByteType)channel(row[x], 2 - k);
    }
}

static bool add_rest(Palette *palette, const SDL_Surface *frame) {
    size_t count = (size_t)frame->w * (size_t)frame->h;
    GifByteType *planes = malloc(4 * count);
    GifColorType found[1 << REST_BITS] = {0};
    int size = 1 << REST_BITS;
    if (!planes)
        return false;
    split_planes(frame, planes);
    bool quantized =
        GifQuantizeBuffer((unsigned)frame->w, (unsigned)frame->h, &size, planes, planes + count,
                          planes + 2 * count, planes + 3 * count, found) == GIF_OK;
    for (int k = 0; quantized && k < size; k++)
        add(palette, (uint32_t)found[k].Red << 16 | (uint32_t)found[k].Green << 8 | found[k].Blue,
            PALETTE_MOST);
    free(planes);
    return true;
}

bool palette_choose(Palette *palette, const Theme *theme, const SDL_Surface *frame) {
    memset(palette, 0, sizeof *palette);
    add_theme(palette, theme);
    bool chosen = add_rest(palette, frame);
    memset(palette->asked, 0xff, sizeof palette->asked); /* no pixel has that value */
    return chosen;
}

uint8_t palette_index(Palette *palette, uint32_t pixel) {
    uint32_t color = pixel & 0xffffff;
    uint32_t slot = (color * 0x9e3779b1u) >> 18 & (PALETTE_MEMORY - 1);
    if (palette->asked[slot] != color) {
        palette->asked[slot] = color;
        palette->answer[slot] = nearest(palette, color);
    }
    return palette->answer[slot];
}
