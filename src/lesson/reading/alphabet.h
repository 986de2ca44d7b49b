/* alphabet.h: the characters that a model of text knows. A character is a byte; the model's input k
 * and output k stand for the same one. */
#ifndef GATESCOPE_LESSON_READING_ALPHABET_H
#define GATESCOPE_LESSON_READING_ALPHABET_H

#include <stdbool.h>
#include <stddef.h>

enum { ALPHABET_MOST = 256 };

typedef struct Alphabet {
    int count;
    unsigned char character_of[ALPHABET_MOST];
    short symbol_of[ALPHABET_MOST]; /* -1: not known */
} Alphabet;

/* Of `count` characters; false where there is none, or one stands there twice. */
bool alphabet_make(Alphabet *alphabet, const unsigned char *characters, int count);

/* Writes a UTF-8 text in characters that are known, at most `most`; returns how many. Typographic
 * quotes, dashes, dots and spaces become plain ones, a tab four spaces, a line's end "\n". *lost
 * (may be NULL): characters that had to be left out, not those beyond `most`. */
int alphabet_write(const Alphabet *alphabet, const char *text, size_t length, unsigned char *to,
                   int most, int *lost);

#endif
