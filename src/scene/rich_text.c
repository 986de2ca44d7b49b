/* rich_text.c: md4c tells what the text is, setter.c sets it. */
#include "scene/rich_text.h"

#include <math.h>
#include <md4c.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "scene/setter.h"

/* ---- symbols ---- */

/* The signal that a letter in braces means: the LSTM's, or the GRU's where only it has it. */
static const SignalInfo *signal_of(const Painter *p, const char *letter, size_t length,
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
            *symbol = paint_signal_symbol(p, kinds[k], signal);
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
    const SignalInfo *signal = signal_of(s->p, text + 1, (size_t)(stop - text - 1), &symbol);
    if (!signal)
        return 0;
    Color color = s->p->theme->role[signal->role];
    if (s->style.terms)
        s->term =
            1 + glossary_signal(s->p->viewport->glossary, text + 1, (size_t)(stop - text - 1));
    if (colon)
        setter_add_words(s, colon + 1, (size_t)(end - colon - 1), FACE_TEXT_BOLD, setter_size(s),
                         color);
    else
        setter_add(s, (Piece){.text = symbol,
                              .length = strlen(symbol),
                              .face = FACE_SYMBOL,
                              .px = roundf(1.12f * setter_size(s)),
                              .color = color});
    s->term = 0;
    return (size_t)(end - text) + 1;
}

static void add_look(Setter *s, const char *text, size_t length) {
    setter_add_words(s, text, length, setter_face(s), setter_size(s), s->style.color);
}

/* Words without symbols; those of the glossary are links. */
static void add_plain(Setter *s, const char *text, size_t length) {
    Language language = s->p->session->view.language;
    size_t from = 0, at = 0, matched = 0;
    while (s->style.terms && !s->code && at < length) {
        int term = glossary_match(s->p->viewport->glossary, language, text, length, at, &matched);
        if (term >= 0) {
            add_look(s, text + from, at - from);
            s->term = term + 1;
            add_look(s, text + at, matched);
            s->term = 0;
            from = at + matched;
        }
        at += term < 0 ? 1 : matched;
    }
    add_look(s, text + from, length - from);
}

static void add_text(Setter *s, const char *text, size_t length) {
    size_t from = 0, at = 0;
    while (at < length) {
        if (text[at] != '{' && text[at] != '}') {
            at++;
            continue;
        }
        add_plain(s, text + from, at - from);
        size_t doubled = at + 1 < length && text[at + 1] == text[at] ? 1 : 0;
        size_t taken = doubled || text[at] == '}' ? 0 : add_symbol(s, text + at, length - at);
        from = at + doubled + taken;
        at = taken ? from : at + 1 + doubled;
    }
    add_plain(s, text + from, length - from);
}

/* An entity that is not known stays as it was written. */
static void add_entity(Setter *s, const char *text, size_t length) {
    Piece piece = {.text = text,
                   .length = length,
                   .face = setter_face(s),
                   .px = setter_size(s),
                   .color = s->style.color};
    char character[ENTITY_BYTES];
    size_t decoded = entity_text(text, length, character);
    if (!decoded) {
        setter_add(s, piece);
        return;
    }
    piece.length = decoded;
    setter_add_character(s, character, piece);
}

/* ---- what md4c calls ---- */

static void begin_paragraph(Setter *s) {
    if (s->anything)
        setter_new_line(s);
    s->y += s->gap;
    s->gap = 0;
    s->x = s->start;
}

static void end_paragraph(Setter *s) {
    setter_end_word(s);
    if (s->anything)
        setter_new_line(s);
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
    piece.width = setter_width(s, &piece, piece.length);
    s->x = s->start - 1.1f * s->style.px;
    setter_put(s, &piece, false);
    setter_flush(s); /* the mark is not kept */
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
    setter_add(s, (Piece){.text = text,
                          .length = length - ends,
                          .face = FACE_NUMBER,
                          .px = setter_size(s),
                          .color = s->style.color});
    if (!ends)
        return;
    setter_end_word(s);
    setter_new_line(s);
}

static int take_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *context) {
    Setter *s = context;
    if (s->code_block) {
        add_code_line(s, text, size);
        return 0;
    }
    switch (type) {
    case MD_TEXT_BR:
        setter_end_word(s);
        setter_new_line(s);
        break;
    case MD_TEXT_SOFTBR:
        setter_end_word(s);
        s->space = !utf8_wide(s->last);
        break;
    case MD_TEXT_NULLCHAR:
        setter_add_words(s, "\ufffd", 3, setter_face(s), setter_size(s), s->style.color);
        break;
    case MD_TEXT_ENTITY:
        add_entity(s, text, size);
        break;
    case MD_TEXT_CODE:
        setter_add_words(s, text, size, setter_face(s), setter_size(s), s->style.color);
        break;
    default:
        add_text(s, text, size);
    }
    return 0;
}

float rich_text(Painter *p, float x, float y, float width, const char *markdown, RichStyle style) {
    Setter s = {.p = p, .style = style, .right = x + width, .x = x, .y = y, .start = x};
    MD_PARSER parser = {.abi_version = 0,
                        .flags = MD_FLAG_NOHTML | MD_FLAG_COLLAPSEWHITESPACE,
                        .enter_block = enter_block,
                        .leave_block = leave_block,
                        .enter_span = enter_span,
                        .leave_span = leave_span,
                        .text = take_text};
    size_t length = strlen(markdown);
    s.style.terms = style.terms && p->viewport->glossary;
    if (style.plain)
        setter_add_words(&s, markdown, length, setter_face(&s), style.px, style.color);
    else
        md_parse(markdown, (MD_SIZE)length, &parser, &s);
    end_paragraph(&s);
    setter_flush(&s);
    return s.y - y;
}

/* ---- without looks ---- */

/* A piece of the text: how many bytes it takes there, and the words that it becomes. */
typedef struct Plain {
    size_t taken, length;
    const char *words;
} Plain;

static Plain plain_character(const char *text) {
    uint32_t character;
    size_t bytes = utf8_decode(text, strlen(text), &character);
    bool mark = *text == '*' || *text == '`';
    bool doubled = (*text == '{' || *text == '}') && text[1] == *text;
    return (Plain){bytes + (doubled ? 1 : 0), mark ? 0 : bytes, text};
}

static Plain plain_piece(const Painter *p, const char *text) {
    const char *end = *text == '{' ? strchr(text, '}') : NULL, *symbol;
    const char *colon = end ? memchr(text, ':', (size_t)(end - text)) : NULL;
    const char *stop = colon ? colon : end;
    if (!end || !signal_of(p, text + 1, (size_t)(stop - text - 1), &symbol))
        return plain_character(text);
    size_t taken = (size_t)(end - text) + 1;
    if (colon)
        return (Plain){taken, (size_t)(end - colon - 1), colon + 1};
    return (Plain){taken, strlen(symbol), symbol};
}

void rich_plain(const Painter *p, const char *markdown, char *text, size_t size) {
    size_t used = 0;
    for (const char *at = markdown; *at;) {
        Plain piece = plain_piece(p, at);
        if (used + piece.length >= size)
            break;
        memcpy(text + used, piece.words, piece.length);
        used += piece.length;
        at += piece.taken;
    }
    text[used] = '\0';
}
