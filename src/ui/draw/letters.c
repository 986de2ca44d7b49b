/* letters.c: see letters.h. */
#include "ui/draw/letters.h"

#include <stddef.h>

#include "ui/draw/font_files.h"

/* Chinese comes twice: the commonest ideographs, and where those do not do, the rest. What is in no
 * other group counts as a symbol. */
static const Letters GROUPS[LETTERS_COUNT] = {
    {"cyrillic-latin",
     NULL,
     FACE_TEXT,
     {{0x180, 0x24f}, {0x400, 0x52f}, {0x1e00, 0x1eff}, {0x2c60, 0x2c7f}}},
    {"hebrew", "Hebr", SPARE_HEBREW, {{0x590, 0x5ff}, {0xfb1d, 0xfb4f}}},
    {"arabic",
     "Arab",
     SPARE_ARABIC,
     {{0x600, 0x6ff}, {0x750, 0x77f}, {0x8a0, 0x8ff}, {0xfb50, 0xfdff}, {0xfe70, 0xfefc}}},
    {"devanagari", "Deva", SPARE_DEVANAGARI, {{0x900, 0x97f}, {0xa8e0, 0xa8ff}}},
    {"kana", NULL, SPARE_KANA, {{0x3041, 0x30ff}, {0x31f0, 0x31ff}, {0xff66, 0xff9f}}},
    {"hangul", NULL, SPARE_HANGUL, {{0x1100, 0x11ff}, {0x3130, 0x318f}, {0xac00, 0xd7a3}}},
    {"chinese",
     NULL,
     SPARE_CJK,
     {{0x2e80, 0x3040},
      {0x3400, 0x4dbf},
      {0x4e00, 0x9fff},
      {0xf900, 0xfaff},
      {0xfe30, 0xfe4f},
      {0xff01, 0xff65},
      {0xffe0, 0xffe6}}},
    {"han",
     NULL,
     SPARE_HAN,
     {{0x2e80, 0x2fdf}, {0x3400, 0x4dbf}, {0x4e00, 0x9fff}, {0xf900, 0xfaff}}},
    {"symbols", NULL, FACE_TEXT, {{0x80, 0x10ffff}}},
};

const Letters *letters_at(int number) {
    return &GROUPS[number];
}

int letters_of(uint32_t character, int from) {
    for (int k = from; k < LETTERS_COUNT; k++)
        for (int b = 0; GROUPS[k].blocks[b].last; b++)
            if (character >= GROUPS[k].blocks[b].first && character <= GROUPS[k].blocks[b].last)
                return k;
    return LETTERS_COUNT;
}
