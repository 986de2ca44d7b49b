/* font_files.h: which font files this machine has for the program's faces. */
#ifndef GATESCOPE_UI_DRAW_FONT_FILES_H
#define GATESCOPE_UI_DRAW_FONT_FILES_H

#include "scene/display/display.h"

/* Beside the faces: fonts that only stand in for characters which a face lacks. */
enum {
    SPARE_SANS = FACE_COUNT,
    SPARE_SYMBOLS,
    SPARE_CJK,
    /* letters that those lack, where one font has not all of them (letters.h) */
    SPARE_HAN,
    SPARE_KANA,
    SPARE_HANGUL,
    SPARE_HEBREW,
    SPARE_ARABIC,
    SPARE_DEVANAGARI,
    FONT_FILE_COUNT
};

typedef struct FontFiles {
    char *path[FONT_FILE_COUNT]; /* owned; NULL: none found */
} FontFiles;

/* Walks the font folders. False where memory lacks; finding nothing is no failure. */
bool font_files_find(FontFiles *files);
void font_files_free(FontFiles *files);

#endif
