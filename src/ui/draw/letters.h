/* letters.h: groups of letters that the program's faces lack, and the fonts that have them. */
#ifndef GATESCOPE_UI_DRAW_LETTERS_H
#define GATESCOPE_UI_DRAW_LETTERS_H

#include <stdint.h>

typedef struct Letters {
    const char *name;   /* what a host knows them by (ui/window/host.h) */
    const char *script; /* of ISO 15924, where letters are shaped by their neighbours; else NULL */
    int font;           /* that has them, as FontFiles counts */
    struct {
        uint32_t first, last;
    } blocks[8]; /* those that are not used are empty: last is 0 */
} Letters;

enum { LETTERS_COUNT = 9 };

/* The group with that number, from 0. */
const Letters *letters_at(int number);
/* The first group from `from` on that the character belongs to; LETTERS_COUNT: none. */
int letters_of(uint32_t character, int from);

#endif
