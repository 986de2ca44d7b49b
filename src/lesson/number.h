/* number.h: a float as text and back.
 *
 * Written numbers are the shortest that read back as the same float, so that edits, traces and
 * saved states lose nothing and stay readable. */
#ifndef GATESCOPE_LESSON_NUMBER_H
#define GATESCOPE_LESSON_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

enum { NUMBER_SIZE = 32 }; /* bytes that hold any written float */

/* Writes 9 digits at most; "nan", "inf" and "-inf" for what is no number. Returns the length. */
int number_format(float value, char text[NUMBER_SIZE]);

/* The length of the decimal number at the start of text: [-]digits[.digits][e[+-]digits]; 0: none.
 */
size_t number_length(const char *text);

#endif
