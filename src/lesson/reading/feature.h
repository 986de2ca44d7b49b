/* feature.h: simple properties of a text, a number for each of its characters, and how closely a
 * unit's memory follows each: what does it count?
 *
 * A property at character t is made of the characters up to t alone, as the memory after reading it
 * is. Quotes and brackets that were never closed end with the paragraph. Where a semicolon begins a
 * line or follows a space, outside quotes, it begins a comment of Lisp's, to the end of the line.
 */
#ifndef GATESCOPE_LESSON_READING_FEATURE_H
#define GATESCOPE_LESSON_READING_FEATURE_H

#include <stdbool.h>

#include "base/error.h"

typedef enum Feature {
    FEATURE_QUOTED,      /* 1 from the opening quote on, 0 from the closing one on */
    FEATURE_BRACKETS,    /* how many of ( [ { are open */
    FEATURE_COMMENT,     /* 1 from its sign on, 0 from its end on: C's, or Lisp's (below) */
    FEATURE_COLUMN,      /* characters of this line so far, 0 after its end */
    FEATURE_INDENTED,    /* 1 in a line that begins with a space, from that space on */
    FEATURE_PARAGRAPH,   /* characters since the last empty line */
    FEATURE_WORD,        /* letters of this word so far, 0 between words */
    FEATURE_SPACE,       /* 1: a space */
    FEATURE_LINE_END,    /* 1: the end of a line */
    FEATURE_CAPITAL,     /* 1: a capital letter */
    FEATURE_VOWEL,       /* 1: a, e, i, o, u, small or capital */
    FEATURE_PUNCTUATION, /* 1: none of letter, digit, space, line's end */
    FEATURE_COUNT
} Feature;

const char *feature_name(Feature feature); /* "inside quotes" */

/* Where in the text one is. All 0: before its first character. */
typedef struct FeatureState {
    bool quoted, indented, comment, remark; /* remark: Lisp's comment */
    unsigned char last;
    int brackets, column, paragraph, word;
} FeatureState;

/* Goes on by a character; values: the properties there. */
void feature_next(FeatureState *state, unsigned char character, float values[FEATURE_COUNT]);

/* Sums over the characters so far, of which correlations are made. */
typedef struct Correlation {
    int units;
    long count;           /* characters */
    FeatureState state;   /* after them */
    double *unit, *unit2; /* sums of a unit's values, of their squares: units each; owned */
    double *both;         /* of value times property: FEATURE_COUNT x units; owned */
    double feature[FEATURE_COUNT], feature2[FEATURE_COUNT];
} Correlation;

bool correlation_init(Correlation *correlation, int units, Error *error);
void correlation_free(Correlation *correlation); /* what is in it */
void correlation_clear(Correlation *correlation);
/* One character more, with the units' values after it. */
void correlation_add(Correlation *correlation, unsigned char character, const float *values);
/* Pearson's coefficient of a unit and a property, -1..1; NAN where one of them never changes. */
float correlation_of(const Correlation *correlation, int unit, Feature feature);

#endif
