/* fonts.c: fonts through SDL_ttf. A font is opened when a size of a face is first needed; its file
 * is read once. Lines are cut into runs of one font each, measured and drawn run by run. */
#include "ui/draw/fonts.h"

#include <SDL_ttf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/clamp.h"
#include "base/utf8.h"
#include "ui/draw/font_files.h"
#include "ui/draw/hash.h"

enum {
    OPEN_FONTS = 48,      /* sizes of faces kept open */
    WIDTHS = 4096,        /* measured texts kept; a power of two */
    LINE_BYTES = 2048,    /* of a line; wider than any window */
    RUNS = 64,            /* of a line; what follows is not drawn */
    SIZES_PER_PIXEL = 2,  /* fonts are opened in half pixels */
    MADE_BOLD_LEAST = 14, /* pixels */
    POINTS_DPI = 72,      /* at 72 dpi a point is a pixel */
    FONT_BYTES = 256 << 20,
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

typedef struct Measured {
    uint64_t hash; /* of face, size and text; 0: nothing kept */
    float width;
} Measured;

struct FontSet {
    FontFiles files;
    FileBytes bytes[FONT_FILE_COUNT];
    OpenFont open[OPEN_FONTS];
    unsigned clock;
    Measured widths[WIDTHS];
    Fonts measure;
};

/* A part of a line that one font draws. */
typedef struct Run {
    TTF_Font *font;
    bool mark; /* a combining mark that the letter's font lacks: set over the letter before */
    char text[LINE_BYTES + 1];
} Run;

static int size_in_steps(float px) {
    float steps = roundf(px * SIZES_PER_PIXEL);
    return (int)clamp_float(steps, 4 * SIZES_PER_PIXEL, 400 * SIZES_PER_PIXEL);
}

float fonts_size(float px) {
    return (float)size_in_steps(px) / SIZES_PER_PIXEL;
}

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
static const FileBytes *file_bytes(FontSet *fonts, int file) {
    FileBytes *bytes = &fonts->bytes[file];
    if (!bytes->tried && fonts->files.path[file]) {
        bytes->tried = true;
        bytes->data = bytes_read(fonts->files.path[file], FONT_BYTES, &bytes->size, NULL);
        bytes->font = bytes->data && file == SPARE_CJK ? wanted_font(bytes) : 0;
    }
    return bytes->data ? bytes : NULL;
}

static TTF_Font *open_file(FontSet *fonts, int file, int size) {
    const FileBytes *bytes = file_bytes(fonts, file);
    if (!bytes)
        return NULL;
    SDL_RWops *stream = SDL_RWFromConstMem(bytes->data, (int)bytes->size);
    const unsigned dpi = POINTS_DPI / SIZES_PER_PIXEL;
    TTF_Font *font = stream ? TTF_OpenFontIndexDPIRW(stream, 1, size, bytes->font, dpi, dpi) : NULL;
    if (font)
        TTF_SetFontHinting(font, TTF_HINTING_LIGHT_SUBPIXEL);
    return font;
}

/* The open font of a file and size; opens it in a free slot or that of the one unused for longest.
 */
static TTF_Font *font_of(FontSet *fonts, int file, int size) {
    OpenFont *slot = &fonts->open[0];
    fonts->clock++;
    for (int k = 0; k < OPEN_FONTS; k++) {
        OpenFont *open = &fonts->open[k];
        if (open->font && open->file == file && open->size == size) {
            open->used = fonts->clock;
            return open->font;
        }
        if (slot->font && (!open->font || open->used < slot->used))
            slot = open;
    }
    TTF_Font *font = open_file(fonts, file, size);
    if (!font)
        return NULL;
    if (slot->font)
        TTF_CloseFont(slot->font);
    *slot = (OpenFont){font, file, size, fonts->clock};
    return font;
}

/* Characters that are drawn onto the one before them, and must come from the same font. */
static bool joins_previous(uint32_t character) {
    return (character >= 0x300 && character <= 0x36f) ||
           (character >= 0x20d0 && character <= 0x20ff) || character == 0xfe0e;
}

static bool has_all(TTF_Font *font, const char *text, size_t length) {
    uint32_t character;
    for (size_t at = 0; at < length;) {
        at += utf8_decode(text + at, length - at, &character);
        if (character != 0xfe0e && !TTF_GlyphIsProvided32(font, character))
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

/* The font for some characters: the face's own, else the first spare one that has them all. Chinese
 * and its signs come from one font, though another may have a few of them. */
static TTF_Font *font_for(FontSet *fonts, Face face, int size, const char *text, size_t length) {
    const int kin = KIN[face].face;
    const int narrow_first[] = {(int)face, kin, FACE_TEXT, SPARE_SANS, SPARE_SYMBOLS, SPARE_CJK};
    const int wide_first[] = {SPARE_CJK, (int)face, kin, FACE_TEXT, SPARE_SANS, SPARE_SYMBOLS};
    uint32_t first;
    utf8_decode(text, length, &first);
    const int *order = utf8_wide(first) ? wide_first : narrow_first;
    for (size_t k = 0; k < sizeof wide_first / sizeof *wide_first; k++) {
        TTF_Font *font = font_of(fonts, order[k], size);
        if (font && has_all(font, text, length))
            return font;
    }
    return font_of(fonts, (int)face, size);
}

static size_t cluster_length(const char *text, size_t length) {
    uint32_t character;
    size_t end = utf8_decode(text, length, &character);
    while (end < length) {
        size_t more = utf8_decode(text + end, length - end, &character);
        if (!joins_previous(character))
            break;
        end += more;
    }
    return end;
}

static bool plain_ascii(const char *text, size_t length) {
    for (size_t k = 0; k < length; k++)
        if ((unsigned char)text[k] >= 0x80)
            return false;
    return true;
}

/* A letter and the marks upon it, if one font of the face has both; else the letter alone, and then
 * its marks alone. Returns the length in bytes. */
static size_t next_piece(FontSet *fonts, Face face, int size, const char *text, size_t length,
                         Run *piece) {
    uint32_t character;
    size_t first = utf8_decode(text, length, &character);
    size_t all = cluster_length(text, length);
    TTF_Font *own = font_of(fonts, (int)face, size);
    piece->mark = joins_previous(character);
    bool split = all > first && own && has_all(own, text, first) && !has_all(own, text, all);
    size_t taken = split ? first : all;
    piece->font = font_for(fonts, face, size, text, taken);
    return taken;
}

static void copy_text(Run *run, const char *text, size_t length) {
    for (size_t k = 0; k < length; k++)
        run->text[k] = (unsigned char)text[k] < ' ' ? ' ' : text[k];
    run->text[length] = '\0';
}

/* Takes the next run off the text; returns its length in bytes, 0 at the end. Spaces stay with the
 * run that they follow. */
static size_t next_run(FontSet *fonts, Face face, int size, const char *text, size_t length,
                       Run *run) {
    size_t end = 0;
    run->mark = false;
    if (plain_ascii(text, length)) {
        run->font = length ? font_of(fonts, (int)face, size) : NULL;
        end = length;
    }
    while (end < length) {
        Run piece;
        size_t taken = next_piece(fonts, face, size, text + end, length - end, &piece);
        bool follows = text[end] == ' ' && !run->mark;
        if (end > 0 && !follows && (piece.font != run->font || piece.mark != run->mark))
            break;
        if (end == 0) {
            run->font = piece.font;
            run->mark = piece.mark;
        }
        end += taken;
    }
    copy_text(run, text, end);
    return end;
}

/* How far the first glyph reaches to the left of the pen; SDL_ttf shifts a line by that. */
static int overhang(const Run *run) {
    uint32_t first;
    int left = 0;
    utf8_decode(run->text, strlen(run->text), &first);
    if (TTF_GlyphMetrics32(run->font, first, &left, NULL, NULL, NULL, NULL) != 0)
        return 0;
    return left < 0 ? left : 0;
}

static int run_width(const Run *run) {
    int width = 0;
    if (!run->font || run->mark || TTF_SizeUTF8(run->font, run->text, &width, NULL) != 0)
        return 0;
    return width + overhang(run);
}

/* Where a mark is drawn so that it is centred over the last letter of the run before; seen from the
 * end of that run. */
static int mark_offset(const Run *mark, const Run *before) {
    uint32_t letter = 0, first;
    int left = 0, right = 0, advance = 0;
    for (size_t at = 0, length = strlen(before->text); at < length;)
        at += utf8_decode(before->text + at, length - at, &letter);
    utf8_decode(mark->text, strlen(mark->text), &first);
    TTF_GlyphMetrics32(before->font, letter, NULL, NULL, NULL, NULL, &advance);
    TTF_GlyphMetrics32(mark->font, first, &left, &right, NULL, NULL, NULL);
    int middle = left < 0 ? (right - left) / 2 : (left + right) / 2;
    return -advance / 2 - middle;
}

static size_t line_length(const char *text, size_t length) {
    return length <= LINE_BYTES ? length : utf8_start(text, length, LINE_BYTES);
}

static float measure_line(FontSet *fonts, Face face, float px, const char *text, size_t length) {
    Run run;
    int width = 0, size = size_in_steps(px);
    length = line_length(text, length);
    for (size_t at = 0, taken; at < length; at += taken) {
        taken = next_run(fonts, face, size, text + at, length - at, &run);
        width += run_width(&run);
    }
    return (float)width;
}

static float measure_width(void *context, Face face, float px, const char *text, size_t length) {
    FontSet *fonts = context;
    uint64_t key = (uint64_t)face << 32 | (uint64_t)size_in_steps(px);
    uint64_t hash = hash_bytes(hash_word(0, key), text, length);
    Measured *kept = &fonts->widths[hash % WIDTHS];
    if (kept->hash != hash)
        *kept = (Measured){hash, measure_line(fonts, face, px, text, length)};
    return kept->width;
}

static float measure_ascent(void *context, Face face, float px) {
    TTF_Font *font = font_of(context, (int)face, size_in_steps(px));
    return font ? (float)TTF_FontAscent(font) : 0;
}

static float measure_height(void *context, Face face, float px) {
    TTF_Font *font = font_of(context, (int)face, size_in_steps(px));
    return font ? (float)TTF_FontHeight(font) : 0;
}

const Fonts *fonts_measure(FontSet *fonts) {
    return &fonts->measure;
}

/* ---- drawing ---- */

/* A run as SDL_ttf drew it, and its place in the line. */
typedef struct Piece {
    SDL_Surface *surface; /* white, with coverage as alpha */
    int x, y;
} Piece;

static void grow_to(Mask *mask, const Piece *piece) {
    int right = mask->x + mask->width, bottom = mask->y + mask->height;
    int piece_right = piece->x + piece->surface->w, piece_bottom = piece->y + piece->surface->h;
    if (mask->width == 0) {
        mask->x = piece->x;
        mask->y = piece->y;
        right = bottom = INT32_MIN;
    }
    mask->x = piece->x < mask->x ? piece->x : mask->x;
    mask->y = piece->y < mask->y ? piece->y : mask->y;
    mask->width = (piece_right > right ? piece_right : right) - mask->x;
    mask->height = (piece_bottom > bottom ? piece_bottom : bottom) - mask->y;
}

/* Lays the piece's alpha into the mask; where two overlap, the denser one counts. */
static void lay_piece(Mask *mask, const Piece *piece) {
    const SDL_Surface *surface = piece->surface;
    for (int y = 0; y < surface->h; y++) {
        const uint32_t *from =
            (const uint32_t *)((const uint8_t *)surface->pixels + y * surface->pitch);
        uint8_t *to = mask->coverage + (size_t)(piece->y - mask->y + y) * (size_t)mask->width +
                      (piece->x - mask->x);
        for (int x = 0; x < surface->w; x++) {
            uint8_t alpha = (uint8_t)(from[x] >> 24);
            to[x] = alpha > to[x] ? alpha : to[x];
        }
    }
}

static bool join_pieces(Mask *mask, const Piece *pieces, int count) {
    *mask = (Mask){0};
    for (int k = 0; k < count; k++)
        grow_to(mask, &pieces[k]);
    if (count == 0)
        return true;
    mask->coverage = calloc((size_t)mask->width, (size_t)mask->height);
    for (int k = 0; k < count && mask->coverage; k++)
        lay_piece(mask, &pieces[k]);
    return mask->coverage;
}

/* Makes strokes a pixel wider (two where they are large) for a font that has no bold letters:
 * SDL_ttf's own way makes large ones into blots. Wide characters have the room for it. */
static void embolden(const SDL_Surface *surface, float px) {
    int by = px < 36 ? 1 : 2;
    for (int y = 0; y < surface->h; y++) {
        uint32_t *row = (uint32_t *)((uint8_t *)surface->pixels + y * surface->pitch);
        for (int x = surface->w - 1; x >= by; x--)
            for (int k = 1; k <= by; k++)
                row[x] = row[x - k] >> 24 > row[x] >> 24 ? row[x - k] : row[x];
    }
}

/* Whether letters of Chinese are made bold in a face: small ones would not be clear, strokes run
 * into each other. */
static bool is_made_bold(Face face, int size) {
    return KIN[face].bold && size >= MADE_BOLD_LEAST * SIZES_PER_PIXEL;
}

/* Draws a run; before: the run that it follows, font NULL at the start of the line. */
static Piece draw_run(const Run *run, const Run *before, int pen, int ascent) {
    const SDL_Color white = {255, 255, 255, 255};
    bool drawable = run->font && run->text[0];
    Piece piece = {drawable ? TTF_RenderUTF8_Blended(run->font, run->text, white) : NULL, pen, 0};
    if (!piece.surface)
        return piece;
    piece.x += run->mark && before->font ? mark_offset(run, before) : overhang(run);
    piece.y = ascent - TTF_FontAscent(run->font);
    return piece;
}

bool fonts_draw(FontSet *fonts, Face face, float px, const char *text, size_t length, Mask *mask) {
    Piece pieces[RUNS];
    Run run, before = {0};
    int count = 0, pen = 0, size = size_in_steps(px);
    int ascent = (int)measure_ascent(fonts, face, px);
    length = line_length(text, length);
    for (size_t at = 0, taken; at < length && count < RUNS; at += taken) {
        taken = next_run(fonts, face, size, text + at, length - at, &run);
        pieces[count] = draw_run(&run, &before, pen, ascent);
        if (pieces[count].surface && is_made_bold(face, size) &&
            run.font == font_of(fonts, SPARE_CJK, size))
            embolden(pieces[count].surface, px);
        count += pieces[count].surface ? 1 : 0;
        pen += run_width(&run);
        before = run;
    }
    bool joined = join_pieces(mask, pieces, count);
    for (int k = 0; k < count; k++)
        SDL_FreeSurface(pieces[k].surface);
    return joined;
}

/* ---- life ---- */

static bool no_fonts(Error *error) {
    error_set(error, "no fonts were found");
    error_expected(error, "Inter, STIX and DejaVu Sans Mono in the system's font folders or in the "
                          "folder that GATESCOPE_FONTS names");
    error_hint(error, "Debian, Ubuntu: apt install fonts-inter fonts-stix fonts-dejavu-core "
                      "fonts-wqy-microhei");
    return false;
}

static bool find_faces(FontSet *fonts, Error *error) {
    if (!font_files_find(&fonts->files))
        return error_memory(error, sizeof fonts->files, "names of font files");
    if (!fonts->files.path[FACE_TEXT])
        return no_fonts(error);
    if (!font_of(fonts, FACE_TEXT, size_in_steps(16))) {
        error_set(error, "cannot open the font: %s", TTF_GetError());
        if (error)
            SDL_strlcpy(error->file, fonts->files.path[FACE_TEXT], sizeof error->file);
        return false;
    }
    return true;
}

FontSet *fonts_new(Error *error) {
    if (TTF_Init() != 0) {
        error_set(error, "cannot start SDL_ttf: %s", TTF_GetError());
        return NULL;
    }
    FontSet *fonts = calloc(1, sizeof *fonts);
    if (!fonts) {
        error_memory(error, sizeof *fonts, "fonts");
        TTF_Quit();
        return NULL;
    }
    fonts->measure = (Fonts){fonts, measure_width, measure_ascent, measure_height};
    if (!find_faces(fonts, error)) {
        fonts_free(fonts);
        return NULL;
    }
    return fonts;
}

void fonts_free(FontSet *fonts) {
    if (!fonts)
        return;
    for (int k = 0; k < OPEN_FONTS; k++)
        if (fonts->open[k].font)
            TTF_CloseFont(fonts->open[k].font);
    for (int file = 0; file < FONT_FILE_COUNT; file++)
        free(fonts->bytes[file].data);
    font_files_free(&fonts->files);
    free(fonts);
    TTF_Quit();
}
