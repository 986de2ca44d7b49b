/* shown.h: a text that came from a file, a name or an argument, as a terminal and a log may have it.
 *
 * What would do something instead of being seen is written as an escape: control characters and
 * those above ASCII (\n, \x1b, \u009b), what turns the direction of writing (\u202e), separators of
 * lines, invisible tags, and bytes that are no UTF-8 (\xff). All else stays as it is, so that a
 * text without such things is the same before and after. A line that is printed through here is
 * one line, whatever it holds. */
#ifndef GATESCOPE_BASE_SHOWN_H
#define GATESCOPE_BASE_SHOWN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { SHOWN_SIZE = 12 }; /* one character as it is shown, with its end */

/* What stands for the character at the start of a text of at least one byte; returns the bytes of
 * the text that it stands for. */
size_t shown_character(const char *text, size_t length, char shown[SHOWN_SIZE]);

/* Writes a text. `lines`: it is one of several lines, and \n stays. */
void shown_write(FILE *out, const char *text, size_t length, bool lines);

/* How many columns of a terminal the text takes as it is shown: wide characters and what comes
 * after them take two. */
int shown_columns(const char *text);

#endif
