/* utf8.h: characters of UTF-8 text, and which of them are wide: Chinese and its like, which stand
 * in a square each and have no spaces between words.
 *
 * The only place where bytes become characters. It takes what RFC 3629 takes and nothing else: no
 * overlong forms, no surrogates, nothing above U+10FFFF. A byte that begins no such character is a
 * bad one by itself, and the next byte is looked at afresh; so what is no UTF-8 can be walked
 * through, shown and cut, and none of it is ever taken for another character. */
#ifndef GATESCOPE_BASE_UTF8_H
#define GATESCOPE_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    UTF8_BAD = 0xfffd, /* stands for a byte that is no UTF-8 */
    UTF8_MOST = 4      /* bytes of the longest character */
};

/* The bytes that the character at the start of the text has, judged by those of them that are
 * there: more than length where the text ends before the character does. 0 where none begins. */
size_t utf8_promised(const char *text, size_t length);

/* The bytes of the character at the start of the text; 0 where none is there as a whole. */
size_t utf8_length(const char *text, size_t length);

/* Decodes the character at the start of a text of at least one byte. Returns its length; for a byte
 * that is no UTF-8 that is 1, and *character is UTF8_BAD. */
size_t utf8_decode(const char *text, size_t length, uint32_t *character);

/* Writes a character, without an end; returns its bytes, 0 for a surrogate or what is above
 * U+10FFFF. */
size_t utf8_encode(uint32_t character, char text[UTF8_MOST]);

/* The character that ends the text; 0 for an empty one. */
uint32_t utf8_last(const char *text, size_t length);

/* Where the character begins that holds the byte at `at`; at most length, where it stays. */
size_t utf8_start(const char *text, size_t length, size_t at);

/* The length of the text without a character that its end cuts off. */
size_t utf8_whole(const char *text, size_t length);

/* A control character, also those above ASCII: none is handed to a terminal. */
bool utf8_control(uint32_t character);

bool utf8_wide(uint32_t character);

#endif
