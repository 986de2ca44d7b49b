/* digits_score.c: how well the networks read all images: a few of them at a time. */
#include <math.h>
#include <stdlib.h>

#include "session/kinds/digits_parts.h"

bool digits_scoring(const Session *session) {
    const DigitReading *digits = digits_of(session);
    return !digits->unscored && digits->scored < digits->set->count;
}

/* qsort has no word for whose scores it sorts by. */
typedef struct Ranked {
    float margin;
    int index;
} Ranked;

static int by_margin(const void *a, const void *b) {
    const Ranked *one = a, *other = b;
    if (one->margin != other->margin)
        return one->margin < other->margin ? -1 : 1;
    return one->index - other->index;
}

/* What is no number is worse than anything. */
static float rank_of(float margin) {
    return isnan(margin) ? -INFINITY : margin;
}

static bool put_in_order(DigitReading *digits, int kind) {
    int count = (int)digits->set->count;
    Ranked *ranked = malloc((size_t)count * sizeof *ranked);
    if (!ranked)
        return false;
    for (int k = 0; k < count; k++)
        ranked[k] = (Ranked){rank_of(digits->scores[kind][k].margin), k};
    qsort(ranked, (size_t)count, sizeof *ranked, by_margin);
    for (int k = 0; k < count; k++)
        digits->order[kind][k] = ranked[k].index;
    free(ranked);
    return true;
}

static bool score(DigitReading *digits, int kind, int to, Error *error) {
    return digits_score(digits->lesson, kind, digits->set, digits->scored, to,
                        digits->scores[kind] + digits->scored, error) &&
           (to < digits->set->count || put_in_order(digits, kind));
}

static void count_wrong(DigitReading *digits, int to) {
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++)
        for (int k = digits->scored; k < to; k++)
            digits->wrong[kind] += digits->scores[kind][k].guess != digits->set->labels[k];
    digits->scored = to;
}

/* Where memory lacks it is said once, and what is known stays. */
void digits_score_some(Session *session, int images) {
    DigitReading *digits = digits_of(session);
    int all = (int)digits->set->count;
    int to = all - digits->scored > images ? digits->scored + images : all;
    bool whole = true;
    for (int kind = 0; whole && kind < CELL_KIND_COUNT; kind++)
        whole = score(digits, kind, to, &session->notice);
    digits->unscored = !whole;
    if (whole)
        count_wrong(digits, to);
    if (digits->scored == all)
        digits_keep(session);
}

void session_score_digits(Session *session) {
    if (digits_scoring(session))
        digits_score_some(session, (int)digits_of(session)->set->count);
}
