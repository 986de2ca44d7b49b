/* theme.c: the colours. One role has one hue in both themes; the tests hold the contrasts (4.5:1
 * for text, 3:1 for bars on a card). */
#include "scene/theme.h"

#include <math.h>
#include <string.h>

static const Theme themes[THEME_COUNT] = {
    [THEME_DARK] =
        {
            .name = "dark",
            .role = {[ROLE_INPUT] = 0xc9d3e0ff,
                     [ROLE_FORGET] = 0xf0803cff,
                     [ROLE_WRITE] = 0x35c08eff,
                     [ROLE_OUTPUT] = 0x4aa3e8ff,
                     [ROLE_CANDIDATE] = 0xd68bd0ff,
                     [ROLE_CELL] = 0xf2c14bff,
                     [ROLE_HIDDEN] = 0x7fd4ffff,
                     [ROLE_UPDATE] = 0xf0803cff,
                     [ROLE_RESET] = 0xb7a3ffff},
            .on_role = {[ROLE_INPUT] = 0x10141bff,
                        [ROLE_FORGET] = 0x10141bff,
                        [ROLE_WRITE] = 0x10141bff,
                        [ROLE_OUTPUT] = 0x10141bff,
                        [ROLE_CANDIDATE] = 0x10141bff,
                        [ROLE_CELL] = 0x10141bff,
                        [ROLE_HIDDEN] = 0x10141bff,
                        [ROLE_UPDATE] = 0x10141bff,
                        [ROLE_RESET] = 0x10141bff},
            .background = 0x10141bff,
            .panel = 0x171d27ff,
            .card = 0x1d2531ff,
            .line = 0x2c3747ff,
            .track = 0x263041ff,
            .text = 0xe8edf4ff,
            .dim = 0x9aa8bbff,
            .faint = 0x66748aff,
            .accent = 0x7cc4ffff,
            .on_accent = 0x10141bff,
            .good = 0x4fd1a5ff,
            .bad = 0xff8d85ff,
            .select = 0xffffffff,
        },
    [THEME_LIGHT] =
        {
            .name = "light",
            .role = {[ROLE_INPUT] = 0x4b5868ff,
                     [ROLE_FORGET] = 0xb84705ff,
                     [ROLE_WRITE] = 0x00704dff,
                     [ROLE_OUTPUT] = 0x0a5fb0ff,
                     [ROLE_CANDIDATE] = 0xa0458fff,
                     [ROLE_CELL] = 0x8a5f00ff,
                     [ROLE_HIDDEN] = 0x0a72a6ff,
                     [ROLE_UPDATE] = 0xb84705ff,
                     [ROLE_RESET] = 0x6a4fd0ff},
            .on_role = {[ROLE_INPUT] = 0xffffffff,
                        [ROLE_FORGET] = 0xffffffff,
                        [ROLE_WRITE] = 0xffffffff,
                        [ROLE_OUTPUT] = 0xffffffff,
                        [ROLE_CANDIDATE] = 0xffffffff,
                        [ROLE_CELL] = 0xffffffff,
                        [ROLE_HIDDEN] = 0xffffffff,
                        [ROLE_UPDATE] = 0xffffffff,
                        [ROLE_RESET] = 0xffffffff},
            .background = 0xf4f6f9ff,
            .panel = 0xffffffff,
            .card = 0xffffffff,
            .line = 0xd5dce6ff,
            .track = 0xe6ebf2ff,
            .text = 0x17202cff,
            .dim = 0x556274ff,
            .faint = 0x8894a6ff,
            .accent = 0x0b66c3ff,
            .on_accent = 0xffffffff,
            .good = 0x0a7a55ff,
            .bad = 0xb3261eff,
            .select = 0x17202cff,
        },
};

const Theme *theme_get(int index) {
    return &themes[index >= 0 && index < THEME_COUNT ? index : THEME_DARK];
}

int theme_from_name(const char *name) {
    for (int k = 0; k < THEME_COUNT; k++)
        if (strcmp(themes[k].name, name) == 0)
            return k;
    return -1;
}

static float channel(Color color, int shift) {
    return (float)(color >> shift & 0xff) / 255;
}

static float linear(float value) {
    return value <= 0.04045f ? value / 12.92f : powf((value + 0.055f) / 1.055f, 2.4f);
}

/* WCAG 2.1, "relative luminance". */
static float luminance(Color color) {
    return 0.2126f * linear(channel(color, 24)) + 0.7152f * linear(channel(color, 16)) +
           0.0722f * linear(channel(color, 8));
}

float color_contrast(Color a, Color b) {
    float la = luminance(a), lb = luminance(b);
    return (fmaxf(la, lb) + 0.05f) / (fminf(la, lb) + 0.05f);
}

Color color_mix(Color a, Color b, float part) {
    Color mixed = 0xff;
    for (int shift = 8; shift <= 24; shift += 8) {
        float from = (float)(a >> shift & 0xff), to = (float)(b >> shift & 0xff);
        mixed |= (Color)(from + (to - from) * part + 0.5f) << shift;
    }
    return mixed;
}

Color color_alpha(Color a, float alpha) {
    return (a & 0xffffff00u) | (Color)(255 * fminf(fmaxf(alpha, 0), 1) + 0.5f);
}
