/* theme.c: the colours. One role has one hue in all themes; the tests hold the contrasts (4.5:1 for
 * text, 3:1 for bars on a card; 7:1 and 4.5:1 in the theme of high contrast) and how far the roles
 * stay apart for eyes that lack one kind of cone. */
#include "scene/display/theme.h"

#include <math.h>
#include <string.h>

#include "base/clamp.h"
#include "session/state.h"

_Static_assert((int)THEME_COUNT == (int)THEME_CHOICES, "the session turns through all themes");

static const Theme themes[THEME_COUNT] = {
    [THEME_DARK] =
        {
            .name = "dark",
            .role = {[ROLE_INPUT] = 0xc9d3e0ff,
                     [ROLE_FORGET] = 0xf0803cff,
                     [ROLE_WRITE] = 0x35c08eff,
                     [ROLE_OUTPUT] = 0x0992edff,
                     [ROLE_CANDIDATE] = 0xd68bd0ff,
                     [ROLE_CELL] = 0xf2c14bff,
                     [ROLE_HIDDEN] = 0x87d7ffff,
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
            .hollow = 0x263041ff,
            .text = 0xe8edf4ff,
            .dim = 0x9aa8bbff,
            .faint = 0x66748aff,
            .accent = 0x7cc4ffff,
            .on_accent = 0x10141bff,
            .good = 0x4fd1a5ff,
            .bad = 0xff8d85ff,
            .kind = {0x8fa8ffff, 0xff8fb5ff, 0xb5d95fff},
            .on_kind = {0x10141bff, 0x10141bff, 0x10141bff},
            .select = 0xffffffff,
            .stroke = 1,
            .unlit = 0.38f,
            .pale = 0.5f,
            .veil = 0.28f,
        },
    [THEME_LIGHT] =
        {
            .name = "light",
            .role = {[ROLE_INPUT] = 0x4b5868ff,
                     [ROLE_FORGET] = 0xba4a08ff,
                     [ROLE_WRITE] = 0x006d48ff,
                     [ROLE_OUTPUT] = 0x054785ff,
                     [ROLE_CANDIDATE] = 0xa0458fff,
                     [ROLE_CELL] = 0x704700ff,
                     [ROLE_HIDDEN] = 0x0a72a6ff,
                     [ROLE_UPDATE] = 0xba4a08ff,
                     [ROLE_RESET] = 0x6c4fcdff},
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
            .hollow = 0xe6ebf2ff,
            .text = 0x17202cff,
            .dim = 0x556274ff,
            .faint = 0x8894a6ff,
            .accent = 0x0b66c3ff,
            .on_accent = 0xffffffff,
            .good = 0x0a7a55ff,
            .bad = 0xb3261eff,
            .kind = {0x2f50c8ff, 0xb81d5cff, 0x4a6f00ff},
            .on_kind = {0xffffffff, 0xffffffff, 0xffffffff},
            .select = 0x17202cff,
            .stroke = 1,
            .unlit = 0.38f,
            .pale = 0.5f,
            .veil = 0.28f,
        },
    [THEME_CONTRAST] =
        {
            .name = "contrast",
            .role = {[ROLE_INPUT] = 0xffffffff,
                     [ROLE_FORGET] = 0xff9a3cff,
                     [ROLE_WRITE] = 0x3bdb96ff,
                     [ROLE_OUTPUT] = 0x53a5ffff,
                     [ROLE_CANDIDATE] = 0xe496d4ff,
                     [ROLE_CELL] = 0xffd84dff,
                     [ROLE_HIDDEN] = 0xa2e9ffff,
                     [ROLE_UPDATE] = 0xff9a3cff,
                     [ROLE_RESET] = 0xcbb7ffff},
            .on_role = {[ROLE_INPUT] = 0x000000ff,
                        [ROLE_FORGET] = 0x000000ff,
                        [ROLE_WRITE] = 0x000000ff,
                        [ROLE_OUTPUT] = 0x000000ff,
                        [ROLE_CANDIDATE] = 0x000000ff,
                        [ROLE_CELL] = 0x000000ff,
                        [ROLE_HIDDEN] = 0x000000ff,
                        [ROLE_UPDATE] = 0x000000ff,
                        [ROLE_RESET] = 0x000000ff},
            .background = 0x000000ff,
            .panel = 0x080808ff,
            .card = 0x0c0c0cff,
            .line = 0xa0a0a0ff,
            .track = 0x262626ff,
            .hollow = 0x8a8a8aff,
            .text = 0xffffffff,
            .dim = 0xe0e0e0ff,
            .faint = 0xb8b8b8ff,
            .accent = 0x8fd0ffff,
            .on_accent = 0x000000ff,
            .good = 0x5ff0b8ff,
            .bad = 0xffa79fff,
            .kind = {0xa9bcffff, 0xffa3c4ff, 0xcdf06aff},
            .on_kind = {0x000000ff, 0x000000ff, 0x000000ff},
            .select = 0xffffffff,
            .stroke = 1.7f,
            .unlit = 0.72f,
            .pale = 0.25f,
            .veil = 0.18f,
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
    return (a & 0xffffff00u) | (Color)(255 * clamp_float(alpha, 0, 1) + 0.5f);
}
