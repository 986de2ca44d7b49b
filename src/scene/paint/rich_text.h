/* rich_text.h: CommonMark (read by md4c) set into lines, with the symbols of the cells.
 *
 * {f} {i} {o} {g} {c} {h} {z} {r} {n} {x} become that signal's letter in its role's colour;
 * {f:forget gate} sets the words "forget gate" in f's colour; {{ and }} are braces. Paragraphs,
 * headings, lists, quotations, rules, emphasis, code; links are shown as their text, pictures as
 * their description; HTML is text like any other. */
#ifndef GATESCOPE_SCENE_PAINT_RICH_TEXT_H
#define GATESCOPE_SCENE_PAINT_RICH_TEXT_H

#include "scene/paint/paint.h"

typedef struct RichStyle {
    float px; /* size of running text */
    Color color;
    bool bold;  /* all of it */
    bool terms; /* words of the glossary are links, each the first time */
    bool plain; /* no CommonMark and no symbols: a message */
} RichStyle;

/* Draws the text with its top left at x, y, in lines of the width; returns the height it took. */
float rich_text(Painter *p, float x, float y, float width, const char *markdown, RichStyle style);

/* The same as words without looks, for labels: symbols as letters, marks of emphasis left out; cut
 * at a whole character where it does not fit. */
void rich_plain(const Painter *p, const char *markdown, char *text, size_t size);

#endif
