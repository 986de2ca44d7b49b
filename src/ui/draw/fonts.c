/* fonts.c: lines of text through SDL_ttf: cut into runs of one font (font_store.h) and one direction
 * each, measured and drawn run by run. */
#include "ui/draw/fonts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/clamp.h"
#include "base/utf8.h"
#include "scene/paint/bidi.h"
#include "ui/draw/font_store.h"
#include "ui/draw/hash.h"

enum {
    WIDTHS = 4096,          /* measured texts kept; a power of two */
    LINE_BYTES = BIDI_MOST, /* of a line; wider than any window */
    RUNS = 64,              /* of a line; what follows is not drawn */
};

typedef struct Measured {
    uint64_t hash; /* of face, size and text; 0: nothing kept */
    float width;
} Measured;

struct FontSet {
    FontStore store;
    Measured widths[WIDTHS];
    Fonts measure;
};

/* A part of a line that one font draws in one direction. */
typedef struct Run {
    TTF_Font *font;
    const char *text; /* in the line's */
    size_t length;
    bool mark; /* a combining mark that the letter's font lacks: set over the letter before */
    unsigned char level; /* odd: from right to left */
} Run;

/* A run as SDL_ttf takes it. */
typedef struct Words {
    char text[LINE_BYTES + 1];
} Words;

static int size_in_steps(float px) {
    float steps = roundf(px * SIZES_PER_PIXEL);
    return (int)clamp_float(steps, 4 * SIZES_PER_PIXEL, 400 * SIZES_PER_PIXEL);
}

float fonts_size(float px) {
    return (float)size_in_steps(px) / SIZES_PER_PIXEL;
}

/* ---- runs ---- */

/* Characters that are drawn onto the one before them. */
static bool is_mark(uint32_t character) {
    return (character >= 0x300 && character <= 0x36f) ||
           (character >= 0x20d0 && character <= 0x20ff) || character == 0xfe0e;
}

/* They must come from the same font, and so must what tells letters to join. */
static bool joins_previous(uint32_t character) {
    return is_mark(character) || character == 0x200c || character == 0x200d;
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
 * its marks alone. */
static Run next_piece(FontSet *fonts, Face face, int size, const char *text, size_t length) {
    uint32_t character;
    size_t first = utf8_decode(text, length, &character);
    size_t all = cluster_length(text, length);
    TTF_Font *own = font_store_at(&fonts->store, (int)face, size);
    bool split =
        all > first && own && font_has_all(own, text, first) && !font_has_all(own, text, all);
    size_t taken = split ? first : all;
    return (Run){.font = font_store_for(&fonts->store, face, size, text, taken),
                 .text = text,
                 .length = taken,
                 .mark = is_mark(character)};
}

/* Takes the next run off a text of one level; its length is 0 at the end. Spaces stay with the run that they
 * follow. */
static Run next_run(FontSet *fonts, Face face, int size, const char *text, size_t length) {
    Run run = {.text = text};
    if (plain_ascii(text, length)) {
        run.font = length ? font_store_at(&fonts->store, (int)face, size) : NULL;
        run.length = length;
    }
    while (run.length < length) {
        const char *rest = text + run.length;
        Run piece = next_piece(fonts, face, size, rest, length - run.length);
        bool follows = *rest == ' ' && !run.mark;
        if (run.length > 0 && !follows && (piece.font != run.font || piece.mark != run.mark))
            break;
        if (run.length == 0)
            run = piece;
        else
            run.length += piece.length;
    }
    return run;
}

/* How far a text goes on at the level that it begins with. */
static size_t level_length(const unsigned char *levels, size_t length) {
    size_t end = 1;
    while (end < length && levels[end] == levels[0])
        end++;
    return end < length ? end : length;
}

/* Cuts a line into runs, in the order of its text; returns how many. */
static int cut(FontSet *fonts, Face face, int size, const char *text, size_t length, Run *runs) {
    unsigned char levels[LINE_BYTES];
    int count = 0;
    bool mixed = bidi_needed(text, length) && bidi_levels(text, length, levels);
    for (size_t at = 0, taken; at < length && count < RUNS; at += taken) {
        size_t alike = mixed ? level_length(levels + at, length - at) : length - at;
        runs[count] = next_run(fonts, face, size, text + at, alike);
        runs[count].level = mixed ? levels[at] : 0;
        taken = runs[count++].length;
    }
    return count;
}

/* What only says how text runs has done so. */
static bool is_direction(uint32_t character) {
    return character == 0x200e || character == 0x200f ||
           (character >= 0x202a && character <= 0x202e) ||
           (character >= 0x2066 && character <= 0x2069);
}

static const char *words_of(const Run *run, Words *words) {
    size_t used = 0;
    for (size_t at = 0, bytes; at < run->length; at += bytes) {
        uint32_t character;
        bytes = utf8_decode(run->text + at, run->length - at, &character);
        if (is_direction(character))
            continue;
        memcpy(words->text + used, run->text + at, bytes);
        if (character < ' ')
            words->text[used] = ' ';
        used += bytes;
    }
    words->text[used] = '\0';
    return words->text;
}

/* Where letters are shaped by their neighbours the font must know which they are. A font keeps what it was told
 * last. */
static void tell_script(const Run *run) {
#if SDL_TTF_VERSION_ATLEAST(2, 20, 0)
    const char *script = NULL;
    for (size_t at = 0, bytes; at < run->length && !script; at += bytes) {
        uint32_t character;
        bytes = utf8_decode(run->text + at, run->length - at, &character);
        int group = letters_of(character, 0);
        script = group < LETTERS_COUNT ? letters_at(group)->script : NULL;
    }
    TTF_SetFontDirection(run->font, run->level % 2 ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
    TTF_SetFontScriptName(run->font, script ? script : "Zzzz");
#else
    (void)run;
#endif
}

static uint32_t first_letter(const Run *run) {
    uint32_t first = 0;
    if (run->length)
        utf8_decode(run->text, run->length, &first);
    return first;
}

/* How far the first glyph reaches to the left of the pen; SDL_ttf shifts a line by that. */
static int overhang(const Run *run) {
    int left = 0;
    uint32_t first = run->level % 2 ? utf8_last(run->text, run->length) : first_letter(run);
    if (TTF_GlyphMetrics32(run->font, first, &left, NULL, NULL, NULL, NULL) != 0)
        return 0;
    return left < 0 ? left : 0;
}

static int run_width(const Run *run) {
    Words words;
    int width = 0;
    if (!run->font || run->mark)
        return 0;
    tell_script(run);
    if (TTF_SizeUTF8(run->font, words_of(run, &words), &width, NULL) != 0)
        return 0;
    return words.text[0] ? width + overhang(run) : 0;
}

/* Where a mark is drawn so that it is centred over the last letter of the run before; seen from the
 * end of that run. */
static int mark_offset(const Run *mark, const Run *before) {
    uint32_t letter = utf8_last(before->text, before->length);
    int left = 0, right = 0, advance = 0;
    TTF_GlyphMetrics32(before->font, letter, NULL, NULL, NULL, NULL, &advance);
    TTF_GlyphMetrics32(mark->font, first_letter(mark), &left, &right, NULL, NULL, NULL);
    int middle = left < 0 ? (right - left) / 2 : (left + right) / 2;
    return -advance / 2 - middle;
}

/* ---- measuring ---- */

static size_t line_length(const char *text, size_t length) {
    return length <= LINE_BYTES ? length : utf8_start(text, length, LINE_BYTES);
}

static float measure_line(FontSet *fonts, Face face, float px, const char *text, size_t length) {
    Run runs[RUNS];
    int width = 0, size = size_in_steps(px);
    int count = cut(fonts, face, size, text, line_length(text, length), runs);
    for (int k = 0; k < count; k++)
        width += run_width(&runs[k]);
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
    TTF_Font *font = font_store_at(&((FontSet *)context)->store, (int)face, size_in_steps(px));
    return font ? (float)TTF_FontAscent(font) : 0;
}

static float measure_height(void *context, Face face, float px) {
    TTF_Font *font = font_store_at(&((FontSet *)context)->store, (int)face, size_in_steps(px));
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

/* Draws a run; before: the run that it follows, font NULL at the start of the line. */
static Piece draw_run(const Run *run, const Run *before, int pen, int ascent) {
    const SDL_Color white = {255, 255, 255, 255};
    Words words;
    bool drawable = run->font && words_of(run, &words)[0];
    if (drawable)
        tell_script(run);
    Piece piece = {drawable ? TTF_RenderUTF8_Blended(run->font, words.text, white) : NULL, pen, 0};
    if (!piece.surface)
        return piece;
    piece.x += run->mark && before->font ? mark_offset(run, before) : overhang(run);
    piece.y = ascent - TTF_FontAscent(run->font);
    return piece;
}

bool fonts_draw(FontSet *fonts, Face face, float px, const char *text, size_t length, Mask *mask) {
    Piece pieces[RUNS];
    Run runs[RUNS], none = {.font = NULL};
    unsigned char levels[RUNS];
    int order[RUNS], drawn = 0, pen = 0, size = size_in_steps(px);
    int ascent = (int)measure_ascent(fonts, face, px);
    int count = cut(fonts, face, size, text, line_length(text, length), runs);
    for (int k = 0; k < count; k++)
        levels[k] = runs[k].level;
    bidi_order(levels, count, order);
    for (int k = 0; k < count; k++) {
        const Run *run = &runs[order[k]];
        Piece piece = draw_run(run, order[k] ? run - 1 : &none, pen, ascent);
        if (piece.surface && font_store_made_bold(&fonts->store, run->font, face, size))
            embolden(piece.surface, px);
        if (piece.surface)
            pieces[drawn++] = piece;
        pen += run_width(run);
    }
    bool joined = join_pieces(mask, pieces, drawn);
    for (int k = 0; k < drawn; k++)
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
    FontFiles *files = &fonts->store.files;
    if (!font_store_open(&fonts->store))
        return error_memory(error, sizeof *files, "names of font files");
    if (!files->path[FACE_TEXT])
        return no_fonts(error);
    if (!font_store_at(&fonts->store, FACE_TEXT, size_in_steps(16))) {
        error_set(error, "cannot open the font: %s", TTF_GetError());
        if (error)
            SDL_strlcpy(error->file, files->path[FACE_TEXT], sizeof error->file);
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
    font_store_close(&fonts->store);
    free(fonts);
    TTF_Quit();
}

void fonts_tell_missing(FontSet *fonts, FontsMissing missing) {
    fonts->store.missing = missing;
}

unsigned fonts_version(const FontSet *fonts) {
    return fonts->store.version;
}

bool fonts_find_again(FontSet *fonts) {
    if (!font_store_find_again(&fonts->store))
        return false;
    memset(fonts->widths, 0, sizeof fonts->widths);
    return true;
}
