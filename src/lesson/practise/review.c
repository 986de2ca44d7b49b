/* review.c: see review.h; letters as in its formulas. */
#include "lesson/practise/review.h"

#include <assert.h>
#include <math.h>
#include <stddef.h>

enum { THIRDS = 3, UP = 1, DOWN = 3, EARLY = SPACING_DAY / 3 };

/* WAITING: what another question's waiting is worth as a chance to be wrong. */
static const double WAITING = 0.02, FADING = 0.9, RETENTION = 0.9, Z95 = 1.959964;

/* ---- taking in ---- */

void review_meet(Review *review, const char *lesson) {
    assert(idea_count() <= REVIEW_IDEAS);
    for (int k = 0; k < idea_count(); k++)
        review->ideas[k].met |= idea_is_taught_by(idea_at(k), lesson);
}

static int climb(int ladder, bool right) {
    int next = right ? ladder + UP : ladder - DOWN, top = THIRDS * PRACTISE_LEVELS - 1;
    return next < 0 ? 0 : next > top ? top : next;
}

static void count(ReviewIdea *idea, bool right, double recall) {
    idea->right = FADING * idea->right + right;
    idea->expected = FADING * idea->expected + recall;
    idea->weight = FADING * idea->weight + 1;
    idea->square = FADING * FADING * idea->square + 1;
}

void review_take(Review *review, const PractiseAnswer *answer) {
    int index = idea_find(answer->idea);
    bool right = answer->chosen == CHOSEN_RIGHT;
    if (index < 0)
        return;
    ReviewIdea *idea = &review->ideas[index];
    count(idea, right, idea->answers ? spacing_recall(&idea->spacing, answer->when) : 1);
    spacing_answer(&idea->spacing, spacing_rating(right, (double)answer->seconds, REVIEW_SLOW),
                   answer->when);
    idea->ladder = climb(idea->ladder, right);
    idea->met = true;
    idea->wrong = !right;
    idea->answers++;
    idea->taken = ++review->answers;
}

/* ---- how far it is known ---- */

/* The lower end of the interval; the upper one is what is left of that of the wrong answers. */
static double lower(double q, double n) {
    double root = Z95 * Z95 - 2 - 1 / n + 4 * q * (n * (1 - q) + 1);
    double low = (2 * n * q + Z95 * Z95 - 1 - Z95 * sqrt(root)) / (2 * (n + Z95 * Z95));
    return q <= 0 ? 0 : fmax(low, 0);
}

Mastery review_mastery(const Review *review, int index, int64_t now) {
    const ReviewIdea *idea = &review->ideas[index];
    if (!idea->answers)
        return (Mastery){.met = idea->met, .high = 1};
    double n = idea->weight * idea->weight / idea->square, q = idea->right / idea->weight;
    double r = idea->expected / idea->weight, R = spacing_recall(&idea->spacing, now);
    Mastery mastery = {.answers = idea->answers,
                       .met = true,
                       .chance = R * fmin((q * n + 0.5) / (n + 1) / r, 1),
                       .low = R * fmin(lower(q, n) / r, 1),
                       .high = R * fmin((1 - lower(1 - q, n)) / r, 1)};
    mastery.known = mastery.low > 0.5;
    return mastery;
}

int review_level(const Review *review, int idea) {
    return review->ideas[idea].ladder / THIRDS;
}

/* ---- when it comes back ---- */

/* Days from the last answer on. */
static int days_apart(const Spacing *spacing, int64_t exam) {
    int days = spacing_interval(spacing, RETENTION);
    int64_t left = exam > spacing->last ? (exam - spacing->last) / SPACING_DAY : 0;
    int half = left >= 2 * SPACING_MOST ? SPACING_MOST : (int)left / 2;
    return exam <= spacing->last || days <= half ? days : half > 1 ? half : 1;
}

bool review_due(const Review *review, int index, int64_t now) {
    const ReviewIdea *idea = &review->ideas[index];
    if (!idea->answers || idea->wrong)
        return idea->met;
    int64_t exam = now < review->exam ? review->exam : 0; /* one that is over asks for nothing */
    int64_t days = days_apart(&idea->spacing, exam);
    return now - idea->spacing.last >= days * SPACING_DAY - EARLY;
}

int review_due_count(const Review *review, int64_t now) {
    int due = 0;
    for (int k = 0; k < idea_count(); k++)
        due += review->ideas[k].answers && review_due(review, k, now);
    return due;
}

int review_exam_days(const Review *review, int64_t now) {
    int64_t left = review->exam - now;
    return review->exam && left > 0 ? (int)((left + SPACING_DAY / 2) / SPACING_DAY) : -1;
}

int review_due_days(const Review *review, int index, bool right, int64_t now) {
    Spacing spacing = review->ideas[index].spacing;
    spacing_answer(&spacing, right ? RATING_GOOD : RATING_AGAIN, now);
    return days_apart(&spacing, review->exam);
}

/* ---- what comes next ---- */

enum { URGENT_AGAIN, URGENT_DUE, URGENT_NEW, URGENT_MORE, URGENT_LAST, URGENT_NEVER };

typedef struct Urgency {
    int rank; /* the lowest comes first */
    double
        within; /* of those of the same rank, the lowest, and of those the one that waited longest */
    int waited;
} Urgency;

static bool before(const Urgency *a, const Urgency *b) {
    if (a->rank != b->rank)
        return a->rank < b->rank;
    return a->within != b->within ? a->within < b->within : a->waited > b->waited;
}

/* So many answers of other ideas have come since. */
static int since(const Review *review, const ReviewIdea *idea) {
    return review->answers - idea->taken;
}

static Urgency urgency(const Review *review, int index, int64_t now) {
    const ReviewIdea *idea = &review->ideas[index];
    int waited = since(review, idea);
    if (!idea->met)
        return (Urgency){URGENT_NEVER, 0, 0};
    if (!idea->answers)
        return (Urgency){URGENT_NEW, index, 0};
    if (waited < REVIEW_AGAIN)
        return (Urgency){URGENT_LAST, 0, waited};
    if (idea->wrong)
        return (Urgency){URGENT_AGAIN, 0, waited};
    if (review_due(review, index, now))
        return (Urgency){URGENT_DUE, spacing_recall(&idea->spacing, now), waited};
    return (Urgency){URGENT_MORE, review_mastery(review, index, now).chance - WAITING * waited,
                     waited};
}

int review_next(const Review *review, int64_t now) {
    Urgency most = {URGENT_NEVER, 0, 0};
    int next = -1;
    for (int k = 0; k < idea_count(); k++) {
        Urgency own = urgency(review, k, now);
        if (!before(&own, &most))
            continue;
        most = own;
        next = k;
    }
    return next;
}
