/* scan.h: reads the small languages of this room (conditions, edits, targets) from left to right.
 *
 * A fault carries the column of the byte at fault (from 1) and what was found there. */
#ifndef GATESCOPE_LESSON_SCAN_H
#define GATESCOPE_LESSON_SCAN_H

#include "base/error.h"
#include "lesson/edit.h"

typedef struct Scan {
    const char *text;
    size_t at; /* the next byte to read */
    const struct Lesson *lesson;
    Error *error; /* may be NULL */
} Scan;

enum { SCAN_WORD = 64 }; /* bytes of the longest word kept, with its end; longer ones are cut */

void scan_space(Scan *scan);
/* Whether the sign comes next, after spaces; if so it is read. */
bool scan_sign(Scan *scan, const char *sign);
/* Like scan_sign for a word: it must not go on with a letter, digit or underscore. */
bool scan_keyword(Scan *scan, const char *word);
/* A run of letters, digits and underscores (and hyphens, where dashes is true); false where none.
 */
bool scan_word(Scan *scan, bool dashes, char word[SCAN_WORD]);
/* A whole number, with a minus where it is negative. */
bool scan_integer(Scan *scan, long *value);
/* A decimal number within the range of a float. A fault names what was found. */
bool scan_number(Scan *scan, double *value);
bool scan_end(Scan *scan); /* only spaces are left */

/* Sets the error: what, the column of byte `at`, and the word or sign found there. Returns false.
 */
bool scan_fault(const Scan *scan, size_t at, const char *format, ...) ERROR_FORMAT(3, 4);
/* scan_fault for a name, with the nearest of the known names as its hint. */
bool scan_unknown(const Scan *scan, size_t at, const char *kind, const char *name,
                  const char *const *known, size_t count);

/* A cell's id; its index, or -1 and a fault. */
int scan_cell(Scan *scan);
/* A signal's name of that cell, present in it; its index, or -1 and a fault. */
int scan_signal(Scan *scan, int cell);
/* "[" index "]" with 0 <= index < count; `of` says what is counted ("unit"). */
bool scan_index(Scan *scan, const char *of, long count, int *index);
/* The rest of a target after its cell: nothing, or "." name and indices. */
bool scan_target(Scan *scan, Target *target);

#endif
