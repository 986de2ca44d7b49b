/* guess.h: what a learner answers where the answer is computed (lesson.h, QuestionForm): plain data
 * that is shown, judged (check/answer.h) and kept. */
#ifndef GATESCOPE_LESSON_GUESS_H
#define GATESCOPE_LESSON_GUESS_H

#include <stdint.h>

#include "lesson/lesson.h"

enum { REASON_MOST = 240 }; /* bytes of a reason, with its end */

typedef struct Guess {
    uint64_t drawn; /* which of the values there are: a bit each */
    /* a number, a dragged bar: the first; a picked step: the first too; of a drawing one a step */
    float values[QUESTION_STEPS];
    bool ordered;
    int order[QUESTION_RUNS]; /* the runs, that with the least number first */
    char reason[REASON_MOST]; /* why, in the learner's own words; it is not marked */
} Guess;

_Static_assert(QUESTION_STEPS <= 64, "a bit for each step");

/* How many values it takes to answer; and whether all of them are there. */
int guess_values(const Question *question);
bool guess_complete(const Question *question, const Guess *guess);
/* Whether it can be an answer of the question: numbers that are finite, steps that there are, each
 * run once. */
bool guess_fits(const Guess *guess, const Lesson *lesson, const Question *question);

static inline bool guess_has(const Guess *guess, int value) {
    return guess->drawn >> value & 1;
}

static inline void guess_put(Guess *guess, int at, float value) {
    guess->values[at] = value;
    guess->drawn |= UINT64_C(1) << at;
}

#endif
