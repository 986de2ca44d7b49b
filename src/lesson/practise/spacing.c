/* spacing.c: see spacing.h; letters as in its formulas. */
#include "lesson/practise/spacing.h"

#include <assert.h>
#include <math.h>

static const double W[21] = {0.212,  1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194,
                             0.001,  1.8722, 0.1666, 0.796,  1.4835, 0.0614, 0.2629,
                             1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542};

static const double STABILITY_LEAST = 0.001, DIFFICULTY_LEAST = 1, DIFFICULTY_MOST = 10;

static double factor(void) {
    return pow(0.9, -1 / W[20]) - 1;
}

/* Before it is kept within its bounds. */
static double first_difficulty(double rating) {
    return W[4] - exp(W[5] * (rating - 1)) + 1;
}

static double bounded(double difficulty) {
    return fmin(fmax(difficulty, DIFFICULTY_LEAST), DIFFICULTY_MOST);
}

static double next_difficulty(double difficulty, double rating) {
    double moved = difficulty - W[6] * (rating - RATING_GOOD) * (10 - difficulty) / 9;
    return bounded(W[7] * first_difficulty(RATING_EASY) + (1 - W[7]) * moved);
}

static double same_day(double stability, Rating rating) {
    double grown = exp(W[17] * ((double)rating - RATING_GOOD + W[18])) * pow(stability, -W[19]);
    return stability * (rating == RATING_AGAIN ? grown : fmax(grown, 1));
}

static double forgotten(const Spacing *spacing, double recall) {
    double S = spacing->stability;
    double fallen = W[11] * pow(spacing->difficulty, -W[12]) * (pow(S + 1, W[13]) - 1) *
                    exp((1 - recall) * W[14]);
    return fmin(fallen, S / exp(W[17] * W[18]));
}

static double recalled(const Spacing *spacing, double recall, Rating rating) {
    double S = spacing->stability;
    double rated = rating == RATING_HARD ? W[15] : rating == RATING_EASY ? W[16] : 1;
    return S * (1 + exp(W[8]) * (11 - spacing->difficulty) * pow(S, -W[9]) *
                        (exp((1 - recall) * W[10]) - 1) * rated);
}

/* Whole days since the last answer, not below 0. */
static double elapsed(const Spacing *spacing, int64_t now) {
    return now > spacing->last ? (double)((now - spacing->last) / SPACING_DAY) : 0;
}

static double next_stability(const Spacing *spacing, Rating rating, int64_t now) {
    if (elapsed(spacing, now) < 1)
        return same_day(spacing->stability, rating);
    double recall = spacing_recall(spacing, now);
    return rating == RATING_AGAIN ? forgotten(spacing, recall) : recalled(spacing, recall, rating);
}

Rating spacing_rating(bool right, double seconds, double slow) {
    return !right ? RATING_AGAIN : seconds < slow ? RATING_GOOD : RATING_HARD;
}

void spacing_answer(Spacing *spacing, Rating rating, int64_t now) {
    assert(rating >= RATING_AGAIN && rating <= RATING_EASY);
    double stability =
        spacing->reps ? next_stability(spacing, rating, now) : W[rating - RATING_AGAIN];
    spacing->difficulty = spacing->reps ? next_difficulty(spacing->difficulty, rating)
                                        : bounded(first_difficulty(rating));
    spacing->stability = fmax(stability, STABILITY_LEAST);
    spacing->last = now;
    spacing->reps++;
    spacing->lapses += rating == RATING_AGAIN;
}

double spacing_recall(const Spacing *spacing, int64_t now) {
    return spacing->reps ? pow(1 + factor() * elapsed(spacing, now) / spacing->stability, -W[20])
                         : 0;
}

int spacing_interval(const Spacing *spacing, double retention) {
    assert(spacing->reps && retention > 0 && retention < 1);
    double days = spacing->stability / factor() * (pow(retention, -1 / W[20]) - 1);
    return (int)fmin(fmax(rint(days), 1), SPACING_MOST);
}
