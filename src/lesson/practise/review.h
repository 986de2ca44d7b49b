/* review.h: what a history of answers says of each idea: how far it is known, when it comes back, at
 * which level it is asked, and which one comes next.
 *
 * A Review is a plain value that takes the answers in one by one, oldest first; everything asked of
 * it afterwards costs no more than a look at each idea. Ideas are numbered as in practise/idea.h;
 * answers to ideas that are not known here are left out.
 *
 * The chance of a right answer is what the learner is able to while all is fresh, times R, which is
 * what FSRS-6 says is left of it today (practise/spacing.h). Able they are to the share of right
 * answers q, among those that R let expect; the last answer counts full and each one before it nine
 * tenths of the one behind:
 *
 *     q = sum w right / sum w,   r = sum w R / sum w,   n = (sum w)^2 / sum w^2
 *     able = min((q n + 1/2) / (n + 1) / r, 1)             the mean after Jeffreys' prior
 *     low, high: of Wilson's 95 % interval of q in n answers, with correction for continuity
 *     (Newcombe 1998, method 4), over r, and times R like the ability
 *
 * The level follows the learner by the weighted up-down method (Kaernbach 1991): a third of a level
 * up after a right answer, a whole one down after any other, so that it stays where three of four
 * are right. */
#ifndef GATESCOPE_LESSON_PRACTISE_REVIEW_H
#define GATESCOPE_LESSON_PRACTISE_REVIEW_H

#include "lesson/practise/answer.h"
#include "lesson/practise/idea.h"
#include "lesson/practise/spacing.h"

enum {
    REVIEW_IDEAS = 48, /* idea_count() is not more */
    REVIEW_SLOW = 60,  /* seconds from which a right answer was a hard one */
    REVIEW_AGAIN = 2,  /* so many other questions come before one that was not answered rightly */
};

typedef struct ReviewIdea {
    bool met; /* a lesson that teaches it was begun, or it was asked */
    bool wrong;
    int answers;
    int taken;  /* answers there had been of all ideas, with its last one */
    int ladder; /* thirds of a level, 0..3 * PRACTISE_LEVELS - 1 */
    double right, expected, weight, square;
    Spacing spacing;
} ReviewIdea;

typedef struct Review {
    int64_t exam; /* seconds since 1970, on its day; 0: none */
    int answers;
    ReviewIdea ideas[REVIEW_IDEAS];
} Review; /* all zero, but for exam: nothing was met */

/* The ideas that the lesson teaches are met. */
void review_meet(Review *review, const char *lesson);
/* Takes in the answer that followed on those before. */
void review_take(Review *review, const PractiseAnswer *answer);

typedef struct Mastery {
    int answers;
    bool met;
    double chance;    /* of a right answer now, 0..1; without answers 0 */
    double low, high; /* its 95 % interval, low <= chance <= high; without answers 0..1 */
    bool known;       /* even low is above a half */
} Mastery;
Mastery review_mastery(const Review *review, int idea, int64_t now);

/* At which level it is asked next, below PRACTISE_LEVELS. */
int review_level(const Review *review, int idea);

/* Whether it is to be asked again: it is met and was never asked, was not answered rightly, or recall
 * falls to 90 % today. With an exam ahead not later than when half the days to it are over, so that
 * all comes back more and more often, and once more on its eve. */
bool review_due(const Review *review, int idea, int64_t now);
/* Of the ideas that were asked before, how many are. */
int review_due_count(const Review *review, int64_t now);

/* Days to the exam, as they are counted: 0 on its day. -1: there is none, or it is over. */
int review_exam_days(const Review *review, int64_t now);

/* In how many days it comes back, 1 at least, if it is answered now, rightly (and not slowly) or not. */
int review_due_days(const Review *review, int idea, bool right, int64_t now);

/* What is asked next: what went wrong a little while ago; what is due, the least recalled first; what
 * was never asked, in the order of the course; else the least certain, or one
 * that has waited long. Never the idea that was asked
 * last where another is met. -1: none is met. */
int review_next(const Review *review, int64_t now);

#endif
