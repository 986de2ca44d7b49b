/* rich_text.c: md4c tells what the text is, setter.c sets it. */
#include "scene/paint/rich_text.h"

#include <math.h>
#include <md4c.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "scene/paint/setter.h"
#include "scene/words/braces.h"

/* ---- words and symbols ---- */

static void add_look(Setter *s, const char *text, size_t length) {
    setter_add_words(s, text, length, setter_face(s), setter_size(s), s->style.color);
}

static size_t add_signal(void *context, const Braces *braces, const char *rest,
                         size_t rest_length) {
    Setter *s = context;
    (void)rest, (void)rest_length;
    Color color = s->p->theme->role[cell_kind(braces->kind)->signals[braces->signal].role];
    if (s->style.terms)
        s->term =
            1 + glossary_signal(s->p->viewport->glossary, braces->letter, braces->letter_length);
    const char *symbol = paint_signal_symbol(s->p, braces->kind, braces->signal);
    if (braces->words)
        setter_add_words(s, braces->words, braces->words_length, FACE_TEXT_BOLD, setter_size(s),
                         color);
    else
        setter_add(s, (Piece){.text = symbol,
                              .length = strlen(symbol),
                              .face = FACE_SYMBOL,
                              .px = roundf(1.12f * setter_size(s)),
                              .color = color});
    s->term = 0;
    return 0;
}

/* Words without symbols; those of the glossary are links. */
static void add_plain(void *context, const char *text, size_t length) {
    Setter *s = context;
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
    braces_read(&(BracesReader){s, add_plain, add_signal}, text, length);
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
    s->way = DIRECTION_OPEN;
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
    s->marking = true;
    setter_put(s, &piece, false);
    setter_flush(s); /* the mark is not kept */
    s->marking = false;
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
    Setter s = {.p = p, .style = style, .right = x + width, .x = x, .y = y, .start = x, .left = x};
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

typedef struct Plain {
    const Painter *p;
    char *text;
    size_t size, used;
    bool full;
} Plain;

static void keep(Plain *plain, const char *words, size_t length) {
    plain->full = plain->full || plain->used + length >= plain->size;
    if (plain->full)
        return;
    memcpy(plain->text + plain->used, words, length);
    plain->used += length;
}

static void keep_plain(void *context, const char *text, size_t length) {
    uint32_t character;
    for (size_t at = 0, bytes; at < length; at += bytes) {
        bytes = utf8_decode(text + at, length - at, &character);
        if (text[at] != '*' && text[at] != '`')
            keep(context, text + at, bytes);
    }
}

static size_t keep_signal(void *context, const Braces *braces, const char *rest,
                          size_t rest_length) {
    Plain *plain = context;
    (void)rest, (void)rest_length;
    const char *symbol = paint_signal_symbol(plain->p, braces->kind, braces->signal);
    if (braces->words)
        keep(plain, braces->words, braces->words_length);
    else
        keep(plain, symbol, strlen(symbol));
    return 0;
}

void rich_plain(const Painter *p, const char *markdown, char *text, size_t size) {
    Plain plain = {.p = p, .text = text, .size = size};
    braces_read(&(BracesReader){&plain, keep_plain, keep_signal}, markdown, strlen(markdown));
    text[plain.used] = '\0';
}
