/* rich_text.c: md4c tells what the text is; words are set as they come, a line break where one
 * would not fit. A word is made of pieces of different looks ("**bold**," is two) that no break
 * separates. */
#include "scene/rich_text.h"

#include <math.h>
#include <md4c.h>
#include <stdio.h>
#include <string.h>

#include "scene/entity.h"

enum { PIECES_MOST = 24, LISTS_MOST = 6 };

typedef struct Piece {
    const char *text;
    size_t length;
    Face face;
    float px, width;
    Color color;
} Piece;

typedef struct ListLevel {
    bool ordered;
    unsigned number;
} ListLevel;

typedef struct Setter {
    Painter *p;
    RichStyle style;
    float left, right, x, y;   /* y: top of the line */
    float start;               /* left edge of the present block */
    float gap;                 /* space that the next block keeps to what is above */
    bool anything;             /* something stands on this line */
    bool space;                /* a space comes before the next word */
    Piece pieces[PIECES_MOST]; /* of the word that is being gathered */
    int count;
    float word_width;
    char entities[PIECES_MOST][ENTITY_BYTES]; /* characters that pieces of the word point to */
    int strong, emphasis, code, heading;
    bool code_block; /* line breaks count */
    ListLevel lists[LISTS_MOST];
    int depth;
} Setter;

static float line_height(const Setter *s) {
    return roundf(1.5f * s->style.px * (s->heading ? 1.15f : 1));
}

static Face face_now(const Setter *s) {
    if (s->code)
        return FACE_NUMBER;
    if (s->strong || s->heading || s->style.bold)
        return FACE_TEXT_BOLD;
    return s->emphasis ? FACE_TEXT_ITALIC : FACE_TEXT;
}

static float size_now(const Setter *s) {
    return s->heading ? 1.15f * s->style.px : s->code ? 0.92f * s->style.px : s->style.px;
}

static void new_line(Setter *s) {
    s->x = s->start;
    s->y += line_height(s);
    s->anything = false;
}

static float ascent(const Setter *s, Face face, float px) {
    return s->p->fonts->ascent(s->p->fonts->context, face, px);
}

/* All pieces of a line stand on one baseline. */
static float baseline(const Setter *s) {
    const Fonts *fonts = s->p->fonts;
    float px = size_now(s), height = fonts->height(fonts->context, FACE_TEXT, px);
    return s->y + (line_height(s) - height) / 2 + ascent(s, FACE_TEXT, px);
}

static void draw_piece(Setter *s, const Piece *piece) {
    draw_text_span(s->p->list, s->x, baseline(s) - ascent(s, piece->face, piece->px), piece->face,
                   piece->px, piece->color, piece->text, piece->length);
    s->x += piece->width;
    s->anything = true;
}

static float width_of(const Setter *s, const Piece *piece, size_t length) {
    return s->p->fonts->width(s->p->fonts->context, piece->face, piece->px, piece->text, length);
}

/* A piece that is wider than a whole line, a character at a time. */
static void draw_split(Setter *s, Piece piece) {
    while (piece.length) {
        size_t fit = 0, next = 0;
        do {
            fit = next;
            next++;
            while (next < piece.length && ((unsigned char)piece.text[next] & 0xc0) == 0x80)
                next++;
        } while (next <= piece.length && s->x + width_of(s, &piece, next) <= s->right);
        if (!fit && s->anything) {
            new_line(s);
            continue;
        }
        Piece head = piece;
        head.length = fit ? fit : next < piece.length ? next : piece.length;
        head.width = width_of(s, &head, head.length);
        draw_piece(s, &head);
        piece.text += head.length;
        piece.length -= head.length;
    }
}

/* Slanted letters reach over their left edge: they stand a little farther off. */
static float word_space(const Setter *s) {
    float px = size_now(s), space = roundf(0.3f * px);
    return s->pieces[0].face == FACE_SYMBOL ? space + roundf(0.08f * px) : space;
}

/* Sets the gathered word. */
static void end_word(Setter *s) {
    if (!s->count)
        return;
    float before = s->space && s->anything ? word_space(s) : 0;
    if (s->anything && s->x + before + s->word_width > s->right) {
        new_line(s);
        before = 0;
    }
    s->x += before;
    for (int k = 0; k < s->count; k++) {
        if (s->x + s->pieces[k].width > s->right + 0.5f)
            draw_split(s, s->pieces[k]);
        else
            draw_piece(s, &s->pieces[k]);
    }
    s->count = 0;
    s->word_width = 0;
    s->space = false;
}

static void add_piece(Setter *s, Piece piece) {
    if (!piece.length)
        return;
    if (s->count == PIECES_MOST)
        end_word(s);
    piece.width = width_of(s, &piece, piece.length);
    s->word_width += piece.width;
    s->pieces[s->count++] = piece;
}

/* Chinese and its like have no spaces: a line may break before any character, but not before the
 * signs U+3000 to U+303F, most of which close. */
static bool breaks_anywhere(const char *text) {
    unsigned char a = (unsigned char)text[0], b = (unsigned char)text[1];
    return a >= 0xe3 && a <= 0xe9 && !(a == 0xe3 && b == 0x80);
}

/* Words of plain text in a look. */
static void add_words(Setter *s, const char *text, size_t length, Face face, float px,
                      Color color) {
    Piece piece = {.face = face, .px = px, .color = color};
    size_t from = 0, at = 0;
    while (at < length) {
        bool space = text[at] == ' ' || text[at] == '\n' || text[at] == '\t';
        bool wide = !space && at + 2 < length && breaks_anywhere(text + at);
        if (space || wide) {
            piece.text = text + from;
            piece.length = at - from;
            add_piece(s, piece);
            end_word(s);
            s->space = s->space || space;
            from = space ? at + 1 : at;
        }
        at += wide ? 3 : 1;
    }
    piece.text = text + from;
    piece.length = length - from;
    add_piece(s, piece);
}

/* ---- symbols ---- */

/* The signal that a letter in braces means: the LSTM's, or the GRU's where only it has it. */
static const SignalInfo *signal_of(Setter *s, const char *letter, size_t length,
                                   const char **symbol) {
    static const CellKind kinds[] = {CELL_LSTM, CELL_GRU};
    char name[8];
    if (!length || length >= sizeof name)
        return NULL;
    memcpy(name, letter, length);
    name[length] = '\0';
    for (int k = 0; k < 2; k++) {
        int signal = signal_find(kinds[k], name);
        if (signal >= 0) {
            *symbol = paint_signal_symbol(s->p, kinds[k], signal);
            return &cell_kind(kinds[k])->signals[signal];
        }
    }
    return NULL;
}

/* text begins with a brace: sets what it stands for and returns how many bytes that was; 0:
 * nothing. */
static size_t add_symbol(Setter *s, const char *text, size_t length) {
    const char *end = memchr(text, '}', length);
    if (!end)
        return 0;
    const char *colon = memchr(text, ':', (size_t)(end - text)), *symbol;
    const char *stop = colon ? colon : end;
    const SignalInfo *signal = signal_of(s, text + 1, (size_t)(stop - text - 1), &symbol);
    if (!signal)
        return 0;
    Color color = s->p->theme->role[signal->role];
    if (colon)
        add_words(s, colon + 1, (size_t)(end - colon - 1), FACE_TEXT_BOLD, size_now(s), color);
    else
        add_piece(s, (Piece){.text = symbol,
                             .length = strlen(symbol),
                             .face = FACE_SYMBOL,
                             .px = roundf(1.12f * size_now(s)),
                             .color = color});
    return (size_t)(end - text) + 1;
}

static void add_text(Setter *s, const char *text, size_t length) {
    size_t from = 0, at = 0;
    while (at < length) {
        if (text[at] != '{' && text[at] != '}') {
            at++;
            continue;
        }
        add_words(s, text + from, at - from, face_now(s), size_now(s), s->style.color);
        size_t doubled = at + 1 < length && text[at + 1] == text[at] ? 1 : 0;
        size_t taken = doubled || text[at] == '}' ? 0 : add_symbol(s, text + at, length - at);
        from = at + doubled + taken;
        at = taken ? from : at + 1 + doubled;
    }
    add_words(s, text + from, length - from, face_now(s), size_now(s), s->style.color);
}

/* An entity that is not known stays as it was written. */
static void add_entity(Setter *s, const char *text, size_t length) {
    Piece piece = {.text = text,
                   .length = length,
                   .face = face_now(s),
                   .px = size_now(s),
                   .color = s->style.color};
    if (s->count == PIECES_MOST)
        end_word(s);
    size_t decoded = entity_text(text, length, s->entities[s->count]);
    if (decoded) {
        piece.text = s->entities[s->count];
        piece.length = decoded;
    }
    add_piece(s, piece);
}

/* ---- what md4c calls ---- */

static void begin_paragraph(Setter *s) {
    if (s->anything)
        new_line(s);
    s->y += s->gap;
    s->gap = 0;
    s->x = s->start;
}

static void end_paragraph(Setter *s) {
    end_word(s);
    if (s->anything)
        new_line(s);
    s->space = false;
    s->gap = roundf(0.5f * s->style.px);
}

static void begin_item(Setter *s) {
    ListLevel *level = &s->lists[s->depth - 1];
    static const char bullet[] = "\u2022";
    char mark[16];
    begin_paragraph(s);
    if (level->ordered)
        snprintf(mark, sizeof mark, "%u.", level->number++);
    else
        memcpy(mark, bullet, sizeof bullet);
    Piece piece = {.text = mark,
                   .length = strlen(mark),
                   .face = FACE_TEXT,
                   .px = s->style.px,
                   .color = s->style.color};
    piece.width = width_of(s, &piece, piece.length);
    s->x = s->start - 1.1f * s->style.px;
    draw_piece(s, &piece);
    s->x = s->start;
    s->anything = false;
}

static void change_depth(Setter *s, int by) {
    s->start += (float)by * 1.4f * s->style.px;
    s->x = s->start;
}

static int enter_list(Setter *s, bool ordered, unsigned start) {
    if (s->depth == LISTS_MOST)
        return 1;
    end_paragraph(s); /* a tight item's own text, before a list inside it */
    s->lists[s->depth++] = (ListLevel){ordered, start};
    change_depth(s, 1);
    return 0;
}

static void draw_rule(Setter *s) {
    float px = s->style.px, thick = fmaxf(s->p->u, 1);
    begin_paragraph(s);
    draw_fill(s->p->list, (Rect){s->start, roundf(s->y + 0.4f * px), s->right - s->start, thick}, 0,
              s->p->theme->line);
    s->y += roundf(0.8f * px);
    s->gap = roundf(0.5f * px);
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *context) {
    Setter *s = context;
    switch (type) {
    case MD_BLOCK_UL:
        return enter_list(s, false, 0);
    case MD_BLOCK_OL:
        return enter_list(s, true, ((MD_BLOCK_OL_DETAIL *)detail)->start);
    case MD_BLOCK_LI:
        begin_item(s);
        break;
    case MD_BLOCK_QUOTE:
        end_paragraph(s);
        change_depth(s, 1);
        break;
    case MD_BLOCK_HR:
        draw_rule(s);
        break;
    case MD_BLOCK_H:
    case MD_BLOCK_CODE:
        s->heading = type == MD_BLOCK_H;
        s->code_block = type == MD_BLOCK_CODE;
        s->code += s->code_block;
        begin_paragraph(s);
        break;
    case MD_BLOCK_P:
        if (s->anything || s->x <= s->start) /* an item's first paragraph stands by its mark */
            begin_paragraph(s);
        break;
    default:
        break;
    }
    return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *context) {
    Setter *s = context;
    (void)detail;
    switch (type) {
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        s->depth--;
        change_depth(s, -1);
        s->gap = roundf(0.5f * s->style.px);
        break;
    case MD_BLOCK_QUOTE:
        change_depth(s, -1);
        break;
    case MD_BLOCK_LI:
        end_paragraph(s);
        s->gap = roundf(0.15f * s->style.px);
        break;
    case MD_BLOCK_P:
    case MD_BLOCK_H:
    case MD_BLOCK_CODE:
        end_paragraph(s);
        s->code -= s->code_block;
        s->heading = s->code_block = false;
        break;
    default:
        break;
    }
    return 0;
}

static void change_span(Setter *s, MD_SPANTYPE type, int by) {
    if (type == MD_SPAN_STRONG)
        s->strong += by;
    else if (type == MD_SPAN_EM)
        s->emphasis += by;
    else if (type == MD_SPAN_CODE)
        s->code += by;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *context) {
    (void)detail;
    change_span(context, type, 1);
    return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *context) {
    (void)detail;
    change_span(context, type, -1);
    return 0;
}

/* A line of a code block: its spaces count. */
static void add_code_line(Setter *s, const char *text, size_t length) {
    bool ends = length > 0 && text[length - 1] == '\n';
    add_piece(s, (Piece){.text = text,
                         .length = length - ends,
                         .face = FACE_NUMBER,
                         .px = size_now(s),
                         .color = s->style.color});
    if (!ends)
        return;
    end_word(s);
    new_line(s);
}

static int take_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *context) {
    Setter *s = context;
    if (s->code_block) {
        add_code_line(s, text, size);
        return 0;
    }
    switch (type) {
    case MD_TEXT_BR:
        end_word(s);
        new_line(s);
        break;
    case MD_TEXT_SOFTBR:
        end_word(s);
        s->space = true;
        break;
    case MD_TEXT_NULLCHAR:
        add_words(s, "\ufffd", 3, face_now(s), size_now(s), s->style.color);
        break;
    case MD_TEXT_ENTITY:
        add_entity(s, text, size);
        break;
    case MD_TEXT_CODE:
        add_words(s, text, size, face_now(s), size_now(s), s->style.color);
        break;
    default:
        add_text(s, text, size);
    }
    return 0;
}

float rich_text(Painter *p, float x, float y, float width, const char *markdown, RichStyle style) {
    Setter s = {.p = p, .style = style, .left = x, .right = x + width, .x = x, .y = y, .start = x};
    MD_PARSER parser = {.abi_version = 0,
                        .flags = MD_FLAG_NOHTML | MD_FLAG_COLLAPSEWHITESPACE,
                        .enter_block = enter_block,
                        .leave_block = leave_block,
                        .enter_span = enter_span,
                        .leave_span = leave_span,
                        .text = take_text};
    size_t length = strlen(markdown);
    if (style.plain)
        add_words(&s, markdown, length, face_now(&s), style.px, style.color);
    else
        md_parse(markdown, (MD_SIZE)length, &parser, &s);
    end_paragraph(&s);
    return s.y - y;
}
