/* spacing.h: when something that was learned is asked again: FSRS-6.
 *
 * Kept of each thing that is asked: how hard it is for this learner (difficulty D, 1..10), and in how many
 * days the chance to recall it falls to 90 % (stability S). The formulas are those that the authors
 * publish as "The Algorithm" of FSRS-6 (Ye and others, github.com/open-spaced-repetition, wiki;
 * first described in "A Stochastic Shortest Path Algorithm for Optimizing Spaced Repetition
 * Scheduling", KDD 2022), with the 21 weights w0..w20 that it ships as defaults. For a rating G and
 * recall R after t days:
 *
 *     R(t, S)  = (1 + factor t / S)^-w20,              factor = 0.9^(-1/w20) - 1, so R(S, S) = 0.9
 *     first    S = w[G-1],                             D = w4 - e^(w5 (G-1)) + 1
 *     later    D' = w7 D(4) + (1 - w7) (D - w6 (G-3) (10 - D) / 9)
 *     recalled S' = S (1 + e^w8 (11 - D) S^-w9 (e^(w10 (1-R)) - 1) [w15 if hard] [w16 if easy])
 *     forgot   S' = min(w11 D^-w12 ((S+1)^w13 - 1) e^(w14 (1-R)), S / e^(w17 w18))
 *     same day S' = S e^(w17 (G - 3 + w18)) S^-w19,    not less than S unless forgotten
 *
 * Days are whole ones since the last answer, as the authors count them; there are no steps within a
 * day besides the last formula, and nothing is random. tests/lesson/spacing.c compares it with
 * their program. */
#ifndef GATESCOPE_LESSON_PRACTISE_SPACING_H
#define GATESCOPE_LESSON_PRACTISE_SPACING_H

#include <stdbool.h>
#include <stdint.h>

typedef enum Rating { RATING_AGAIN = 1, RATING_HARD, RATING_GOOD, RATING_EASY } Rating;

enum { SPACING_DAY = 86400, /* seconds */ SPACING_MOST = 36500 /* days */ };

typedef struct Spacing {
    double difficulty, stability; /* 1..10; days, above 0 */
    int64_t last;                 /* answered, seconds since 1970 */
    int reps, lapses;             /* answers; of them forgotten */
} Spacing;                        /* all zero: never answered */

/* Right soon is good, right but slowly (`slow` seconds or more) is hard, all else is again. */
Rating spacing_rating(bool right, double seconds, double slow);

/* Takes in an answer. One that is older than the last counts as the same day's. */
void spacing_answer(Spacing *spacing, Rating rating, int64_t now);

/* The chance to recall it, 0..1; 0 where it was never answered. */
double spacing_recall(const Spacing *spacing, int64_t now);

/* Days after the last answer until recall has fallen to `retention` (0..1, both excluded): whole, the
 * even one of two that are equally near, 1..SPACING_MOST. It was answered. */
int spacing_interval(const Spacing *spacing, double retention);

#endif
