/* font_store.h: the fonts that are open, and which of them has some letters. Private to ui/draw.
 *
 * A font is opened when a size of a face is first needed; its file is read once. Sizes are counted in half pixels. */
#ifndef GATESCOPE_UI_DRAW_FONT_STORE_H
#define GATESCOPE_UI_DRAW_FONT_STORE_H

#include <SDL_ttf.h>

#include "ui/draw/font_files.h"
#include "ui/draw/fonts.h"
#include "ui/draw/letters.h"

enum {
    OPEN_FONTS = 48,     /* sizes of faces kept open */
    SIZES_PER_PIXEL = 2, /* fonts are opened in half pixels */
};

typedef struct FileBytes {
    char *data; /* owned; NULL: it could not be read, or was not needed yet */
    size_t size;
    long font;  /* which of those in the file */
    bool tried; /* it was read, or memory lacked: that is not tried at every letter */
} FileBytes;

typedef struct OpenFont {
    TTF_Font *font; /* NULL: free slot */
    int file, size; /* size in 1/SIZES_PER_PIXEL pixels */
    unsigned used;
} OpenFont;

typedef struct FontStore {
    FontFiles files;
    FileBytes bytes[FONT_FILE_COUNT];
    OpenFont open[OPEN_FONTS];
    unsigned clock;
    unsigned version;             /* another one when files have come */
    FontsMissing missing;         /* NULL: nobody asks */
    unsigned told[LETTERS_COUNT]; /* the version at which letters were missing, from 1; 0: never */
} FontStore;

/* False where memory lacks. */
bool font_store_open(FontStore *store);
void font_store_close(FontStore *store);
/* Looks for files again. False where memory lacks: the store stays as it was. */
bool font_store_find_again(FontStore *store);

/* The open font of a file and size; NULL: there is no such file, or it cannot be read. */
TTF_Font *font_store_at(FontStore *store, int file, int size);
/* The font for some characters: the face's own, else the first other one that has them all, else that of
 * running text, and what is missing is told. */
TTF_Font *font_store_for(FontStore *store, Face face, int size, const char *text, size_t length);
/* Whether the font has them; what only changes the direction or the look of others counts as had. */
bool font_has_all(TTF_Font *font, const char *text, size_t length);
/* Whether letters of a font are made bold in a face: it has no bold ones of its own. Small ones would not be clear,
 * strokes run into each other. */
bool font_store_made_bold(const FontStore *store, const TTF_Font *font, Face face, int size);

#endif
