/* font_store.c: see font_store.h. */
#include "ui/draw/font_store.h"

#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/utf8.h"

enum {
    MADE_BOLD_LEAST = 14, /* pixels */
    POINTS_DPI = 72,      /* at 72 dpi a point is a pixel */
    FONT_BYTES = 256 << 20,
};

/* ---- files ---- */

/* A file may hold several fonts: of those for East Asia the one with the letters of mainland China.
 */
static long wanted_font(const FileBytes *bytes) {
    for (long k = 0, count = 1; k < count; k++) {
        SDL_RWops *stream = SDL_RWFromConstMem(bytes->data, (int)bytes->size);
        TTF_Font *font = stream ? TTF_OpenFontIndexRW(stream, 1, 16, k) : NULL;
        const char *name = font ? TTF_FontFaceFamilyName(font) : NULL;
        bool found = name && strstr(name, "CJK SC");
        count = font ? TTF_FontFaces(font) : 0;
        if (font)
            TTF_CloseFont(font);
        if (found)
            return k;
    }
    return 0;
}

/* The bytes of a font file, read once; two faces may share a file and read it twice. */
static const FileBytes *file_bytes(FontStore *store, int file) {
    FileBytes *bytes = &store->bytes[file];
    if (!bytes->tried && store->files.path[file]) {
        bytes->tried = true;
        bytes->data = bytes_read(store->files.path[file], FONT_BYTES, &bytes->size, NULL);
        bytes->font = bytes->data && file == SPARE_CJK ? wanted_font(bytes) : 0;
    }
    return bytes->data ? bytes : NULL;
}

static TTF_Font *open_file(FontStore *store, int file, int size) {
    const FileBytes *bytes = file_bytes(store, file);
    if (!bytes)
        return NULL;
    SDL_RWops *stream = SDL_RWFromConstMem(bytes->data, (int)bytes->size);
    const unsigned dpi = POINTS_DPI / SIZES_PER_PIXEL;
    TTF_Font *font = stream ? TTF_OpenFontIndexDPIRW(stream, 1, size, bytes->font, dpi, dpi) : NULL;
    if (font)
        TTF_SetFontHinting(font, TTF_HINTING_LIGHT_SUBPIXEL);
    return font;
}

/* Opens it in a free slot or that of the one unused for longest. */
TTF_Font *font_store_at(FontStore *store, int file, int size) {
    OpenFont *slot = &store->open[0];
    store->clock++;
    for (int k = 0; k < OPEN_FONTS; k++) {
        OpenFont *open = &store->open[k];
        if (open->font && open->file == file && open->size == size) {
            open->used = store->clock;
            return open->font;
        }
        if (slot->font && (!open->font || open->used < slot->used))
            slot = open;
    }
    TTF_Font *font = open_file(store, file, size);
    if (!font)
        return NULL;
    if (slot->font)
        TTF_CloseFont(slot->font);
    *slot = (OpenFont){font, file, size, store->clock};
    return font;
}

/* ---- life ---- */

bool font_store_open(FontStore *store) {
    store->version = 1;
    return font_files_find(&store->files);
}

static void close_fonts(FontStore *store) {
    for (int k = 0; k < OPEN_FONTS; k++)
        if (store->open[k].font)
            TTF_CloseFont(store->open[k].font);
    for (int file = 0; file < FONT_FILE_COUNT; file++)
        free(store->bytes[file].data);
    memset(store->open, 0, sizeof store->open);
    memset(store->bytes, 0, sizeof store->bytes);
    font_files_free(&store->files);
}

void font_store_close(FontStore *store) {
    close_fonts(store);
}

bool font_store_find_again(FontStore *store) {
    FontFiles files;
    if (!font_files_find(&files))
        return false;
    close_fonts(store);
    store->files = files;
    store->version++;
    return true;
}

/* ---- who has which letters ---- */

static bool is_without_shape(uint32_t character) {
    return character == 0xfe0e || (character >= 0x200b && character <= 0x200f) ||
           (character >= 0x202a && character <= 0x202e) ||
           (character >= 0x2066 && character <= 0x2069);
}

bool font_has_all(TTF_Font *font, const char *text, size_t length) {
    uint32_t character;
    for (size_t at = 0; at < length;) {
        at += utf8_decode(text + at, length - at, &character);
        if (!is_without_shape(character) && !TTF_GlyphIsProvided32(font, character))
            return false;
    }
    return true;
}

/* Where a character that a face lacks is looked for; bold: Chinese is made bold there. So is what
 * would slant, which Chinese does not. */
typedef struct Kin {
    int face;
    bool bold;
} Kin;

static const Kin KIN[FACE_COUNT] = {[FACE_TEXT] = {FACE_TEXT, false},
                                    [FACE_TEXT_BOLD] = {FACE_TEXT_BOLD, true},
                                    [FACE_TEXT_ITALIC] = {FACE_TEXT_ITALIC, true},
                                    [FACE_SYMBOL] = {FACE_TEXT_BOLD, true},
                                    [FACE_SYMBOL_LIGHT] = {FACE_TEXT_ITALIC, false},
                                    [FACE_NUMBER] = {FACE_TEXT, false},
                                    [FACE_NUMBER_BOLD] = {FACE_TEXT_BOLD, true}};

bool font_store_made_bold(const FontStore *store, const TTF_Font *font, Face face, int size) {
    if (!KIN[face].bold || size < MADE_BOLD_LEAST * SIZES_PER_PIXEL)
        return false;
    for (int k = 0; k < OPEN_FONTS; k++)
        if (store->open[k].font == font)
            return store->open[k].file >= SPARE_CJK;
    return false;
}

/* Letters that no font here has are told of once, and so are those that what came for them still lacks. */
static void tell_missing(FontStore *store, uint32_t character) {
    for (int k = letters_of(character, 0); store->missing && k < LETTERS_COUNT;
         k = letters_of(character, k + 1)) {
        if (store->told[k] == store->version)
            return;
        if (!store->told[k]) {
            store->told[k] = store->version;
            store->missing(letters_at(k)->name);
            return;
        }
    }
}

/* Chinese and its signs come from one font, though another may have a few of them, and so do letters that are
 * shaped by their neighbours. */
TTF_Font *font_store_for(FontStore *store, Face face, int size, const char *text, size_t length) {
    enum { TRIED = 7 };
    const int kin = KIN[face].face;
    const int narrow_first[TRIED] = {(int)face,     kin,       FACE_TEXT, SPARE_SANS,
                                     SPARE_SYMBOLS, SPARE_CJK, SPARE_HAN};
    const int wide_first[TRIED] = {SPARE_CJK, SPARE_HAN,  (int)face,    kin,
                                   FACE_TEXT, SPARE_SANS, SPARE_SYMBOLS};
    uint32_t first;
    utf8_decode(text, length, &first);
    int group = letters_of(first, 0);
    int own = group < LETTERS_COUNT ? letters_at(group)->font : FACE_TEXT;
    const int *order = utf8_wide(first) ? wide_first : narrow_first;
    for (int k = own == FACE_TEXT ? 0 : -1; k < TRIED; k++) {
        TTF_Font *font = font_store_at(store, k < 0 ? own : order[k], size);
        if (font && font_has_all(font, text, length))
            return font;
    }
    tell_missing(store, first);
    return font_store_at(store, FACE_TEXT, size); /* not each face has a box */
}
