/* guess.c: see guess.h. */
#include "lesson/guess.h"

#include <math.h>

int guess_values(const Question *question) {
    switch (question->form) {
    case QUESTION_CHOICES:
    case QUESTION_ORDER:
        return 0;
    case QUESTION_DRAW:
        return (int)(question->to - question->from + 1);
    default:
        return 1;
    }
}

bool guess_complete(const Question *question, const Guess *guess) {
    int count = guess_values(question);
    for (int k = 0; k < count; k++)
        if (!guess_has(guess, k))
            return false;
    return question->form != QUESTION_ORDER || guess->ordered;
}

static bool order_fits(const Guess *guess, int runs) {
    unsigned there = 0;
    for (int k = 0; k < runs; k++) {
        if (guess->order[k] < 0 || guess->order[k] >= runs)
            return false;
        there |= 1u << guess->order[k];
    }
    return there == (1u << runs) - 1;
}

bool guess_fits(const Guess *guess, const Lesson *lesson, const Question *question) {
    int count = guess_values(question);
    if (count < QUESTION_STEPS && guess->drawn >> count)
        return false;
    for (int k = 0; k < count; k++)
        if (guess_has(guess, k) && !isfinite(guess->values[k]))
            return false;
    if (question->form == QUESTION_STEP && guess_has(guess, 0) &&
        (guess->values[0] < 0 || guess->values[0] >= (float)lesson->steps))
        return false;
    return !guess->ordered ||
           (question->form == QUESTION_ORDER && order_fits(guess, question->run_count));
}
