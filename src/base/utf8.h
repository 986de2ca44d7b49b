/* utf8.h: characters of UTF-8 text, and which of them are wide: Chinese and its like, which stand
 * in a square each and have no spaces between words. */
#ifndef GATESCOPE_BASE_UTF8_H
#define GATESCOPE_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { UTF8_BAD = 0xfffd /* stands for a byte that is no UTF-8 */ };

/* Decodes the character at the start of a text of at least one byte. Returns its length, which is 1
 * for a byte that is no UTF-8. */
size_t utf8_decode(const char *text, size_t length, uint32_t *character);
/* The character that ends the text; 0 for an empty one. */
uint32_t utf8_last(const char *text, size_t length);
/* The last place at or before `at` where a character begins. */
size_t utf8_start(const char *text, size_t at);

bool utf8_wide(uint32_t character);

#endif
