/* setter.c: see setter.h. */
#include "scene/paint/setter.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "scene/paint/line_break.h"

static float line_height(const Setter *s) {
    return roundf(1.5f * s->style.px * (s->heading ? 1.15f : 1));
}

Face setter_face(const Setter *s) {
    if (s->code)
        return FACE_NUMBER;
    if (s->strong || s->heading || s->style.bold)
        return FACE_TEXT_BOLD;
    return s->emphasis ? FACE_TEXT_ITALIC : FACE_TEXT;
}

float setter_size(const Setter *s) {
    return s->heading ? 1.15f * s->style.px : s->code ? 0.92f * s->style.px : s->style.px;
}

static float ascent(const Setter *s, Face face, float px) {
    return s->p->fonts->ascent(s->p->fonts->context, face, px);
}

float setter_width(const Setter *s, const Piece *piece, size_t length) {
    return s->p->fonts->width(s->p->fonts->context, piece->face, piece->px, piece->text, length);
}

/* All pieces of a line stand on one baseline. */
static float baseline(const Setter *s) {
    const Fonts *fonts = s->p->fonts;
    float px = s->style.px * (s->heading ? 1.15f : 1);
    float height = fonts->height(fonts->context, FACE_TEXT, px);
    return s->y + (line_height(s) - height) / 2 + ascent(s, FACE_TEXT, px);
}

/* ---- runs ---- */

/* The first time that a text names a term the words are underlined; a click on any of them opens
 * its meaning. */
static void link_term(Setter *s, const Piece *run, float foot) {
    Painter *p = s->p;
    int term = run->term - 1;
    uint64_t bit = UINT64_C(1) << (term % 64),
             *linked = &s->linked[term / 64 % (TERMS_LINKED / 64)];
    Rect words = {s->run_x, s->y, run->width, line_height(s)};
    char label[160];
    bool hovered = paint_hovered(p, region_id("term", p->list->region_count));
    if (run->face != FACE_SYMBOL && (hovered || !(*linked & bit)))
        draw_fill(p->list,
                  (Rect){words.x, roundf(foot + 2 * p->u), words.w, fmaxf(roundf(p->u), 1)}, 0,
                  color_alpha(run->color, hovered ? 1 : 0.4f));
    *linked |= bit;
    snprintf(label, sizeof label, paint_phrase(p, "What is meant by \u201c%s\u201d"),
             text_in(&p->viewport->glossary->items[term].term, p->session->view.language));
    Region *region =
        region_add(p->list, REGION_BUTTON, words, "term", p->list->region_count, label);
    if (region)
        region->action = (Action){.kind = ACTION_GLOSSARY, .number = term};
}

/* A run is drawn as the paragraph runs, even where its own first letter runs otherwise. */
static void draw_run(Setter *s, const Piece *run, Direction own) {
    char line[BIDI_MOST];
    const char *text = run->text;
    size_t length = run->length, said = sizeof BIDI_LEFTWARDS - 1;
    bool leftwards = s->way == DIRECTION_LEFT;
    if (s->turns && (own == DIRECTION_LEFT) != leftwards && length + said <= sizeof line) {
        memcpy(line, leftwards ? BIDI_LEFTWARDS : BIDI_RIGHTWARDS, said);
        memcpy(line + said, text, length);
        text = line;
        length += said;
    }
    draw_text_span(s->p->list, s->run_x, roundf(baseline(s) - ascent(s, run->face, run->px)),
                   run->face, run->px, run->color, text, length);
}

void setter_flush(Setter *s) {
    const Piece *run = &s->run;
    const DisplayList *list = s->p->list;
    LinePart part = {.x = s->run_x,
                     .width = run->width,
                     .shape = list->shape_count,
                     .region = list->region_count};
    if (!run->length)
        return;
    Direction own = bidi_direction(run->text, run->length);
    s->turns = s->turns || s->way == DIRECTION_LEFT || bidi_needed(run->text, run->length);
    if (run->term)
        link_term(s, run, baseline(s));
    draw_run(s, run, own);
    part.shapes = list->shape_count - part.shape;
    part.regions = list->region_count - part.region;
    part.leftwards = s->way == DIRECTION_LEFT ? own != DIRECTION_RIGHT : own == DIRECTION_LEFT;
    part.mark = s->marking;
    if (s->part_count < LINE_PARTS)
        s->parts[s->part_count++] = part;
    s->run.length = 0;
}

static void order_line(Setter *s) {
    float indent = s->way == DIRECTION_LEFT ? s->start - s->left : 0;
    if (s->turns)
        line_order(s->p->list, s->parts, s->part_count, s->way, s->start, s->right - indent);
    s->turns = false;
    s->part_count = 0;
}

void setter_new_line(Setter *s) {
    setter_flush(s);
    order_line(s);
    s->x = s->start;
    s->y += line_height(s);
    s->last = 0;
    s->anything = false;
}

/* Whether the piece goes on where the run ends in the source, with one space between or none. */
static bool continues_run(const Setter *s, const Piece *piece, bool space) {
    const Piece *run = &s->run;
    return run->length && run->face == piece->face && run->px == piece->px &&
           run->color == piece->color && run->term == piece->term &&
           piece->text == run->text + run->length + space &&
           (!space || run->text[run->length] == ' ');
}

static Piece longer_run(const Setter *s, const Piece *piece) {
    Piece run = s->run;
    run.length = (size_t)(piece->text + piece->length - run.text);
    run.width = setter_width(s, &run, run.length);
    return run;
}

void setter_put(Setter *s, const Piece *piece, bool space) {
    if (continues_run(s, piece, space)) {
        s->run = longer_run(s, piece);
    } else {
        setter_flush(s);
        s->run = *piece;
        s->run_x = roundf(s->x);
    }
    s->x = s->run_x + s->run.width;
    s->anything = true;
    bool lasts =
        piece->text < s->entities[0] || piece->text >= (const char *)(s->entities + PIECES_MOST);
    if (!lasts) /* the next word's entities are written there */
        setter_flush(s);
}

/* A piece that is wider than a whole line, a character at a time. */
static void put_split(Setter *s, Piece piece) {
    while (piece.length) {
        size_t fit = 0, next = 0;
        do {
            uint32_t character;
            fit = next;
            next += next < piece.length
                        ? utf8_decode(piece.text + next, piece.length - next, &character)
                        : 1;
        } while (next <= piece.length && s->x + setter_width(s, &piece, next) <= s->right);
        if (!fit && s->anything) {
            setter_new_line(s);
            continue;
        }
        Piece head = piece;
        head.length = fit ? fit : next < piece.length ? next : piece.length;
        head.width = setter_width(s, &head, head.length);
        setter_put(s, &head, false);
        piece.text += head.length;
        piece.length -= head.length;
    }
}

/* ---- words ---- */

/* Slanted letters reach over their left edge: they stand a little farther off. */
static float word_space(const Setter *s) {
    float px = setter_size(s), space = roundf(0.3f * px);
    return s->pieces[0].face == FACE_SYMBOL ? space + roundf(0.08f * px) : space;
}

/* Where the gathered word would end on this line. */
static float word_end(const Setter *s, bool space) {
    const Piece *first = &s->pieces[0];
    if (continues_run(s, first, space))
        return s->run_x + longer_run(s, first).width + s->word_width - first->width;
    return s->x + (space ? word_space(s) : 0) + s->word_width;
}

/* Sets the gathered word. */
void setter_end_word(Setter *s) {
    if (!s->count)
        return;
    bool space = s->space && s->anything;
    if (s->anything && word_end(s, space) > s->right) {
        setter_new_line(s);
        space = false;
    }
    if (space && !continues_run(s, &s->pieces[0], true))
        s->x += word_space(s);
    for (int k = 0; k < s->count; k++) {
        float slack = k ? 2 : 0.5f; /* a word that was found to fit is not torn by rounding */
        if (s->x + s->pieces[k].width > s->right + slack && !space)
            put_split(s, s->pieces[k]);
        else
            setter_put(s, &s->pieces[k], space);
        space = false;
    }
    s->count = 0;
    s->word_width = 0;
    s->space = false;
}

/* Adds a piece to the word that is being gathered. */
static void gather(Setter *s, Piece piece) {
    if (!piece.length)
        return;
    if (s->count == PIECES_MOST)
        setter_end_word(s);
    piece.width = setter_width(s, &piece, piece.length);
    piece.term = s->term;
    if (s->way == DIRECTION_OPEN && piece.face != FACE_SYMBOL && !s->code)
        s->way = bidi_direction(piece.text, piece.length);
    s->word_width += piece.width;
    s->pieces[s->count++] = piece;
}

/* Ends the gathered word where a line may break between it and the next character. */
static void break_before(Setter *s, uint32_t next) {
    if (line_may_break(s->last, next))
        setter_end_word(s);
    s->last = next;
}

void setter_add(Setter *s, Piece piece) {
    uint32_t first;
    if (!piece.length)
        return;
    utf8_decode(piece.text, piece.length, &first);
    break_before(s, first);
    gather(s, piece);
    s->last = utf8_last(piece.text, piece.length);
}

void setter_add_character(Setter *s, const char *character, Piece look) {
    uint32_t next;
    utf8_decode(character, look.length, &next);
    break_before(s, next);
    if (s->count == PIECES_MOST)
        setter_end_word(s);
    look.text = memcpy(s->entities[s->count], character, look.length);
    gather(s, look);
}

static bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\t';
}

/* Words of plain text in a look. */
void setter_add_words(Setter *s, const char *text, size_t length, Face face, float px,
                      Color color) {
    Piece piece = {.text = text, .face = face, .px = px, .color = color};
    for (size_t at = 0, taken; at < length; at += taken) {
        uint32_t next;
        taken = utf8_decode(text + at, length - at, &next);
        bool space = is_space(text[at]), breaks = !space && line_may_break(s->last, next);
        if (space || breaks) {
            piece.length = (size_t)(text + at - piece.text);
            gather(s, piece);
            setter_end_word(s);
            s->space = s->space || space;
            piece.text = text + at + space;
        }
        s->last = space ? 0 : next;
    }
    piece.length = (size_t)(text + length - piece.text);
    gather(s, piece);
}
