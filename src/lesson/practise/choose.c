/* choose.c: which wrong choices stand beside the right one. See parts.h.
 *
 * All beliefs of the generator compute their answer; three are taken that differ from each other and
 * from the right one as far as is shown. Of wrong answers that each differ from the right one in one
 * thing, the right one tends to lie in the middle; so it is drawn beforehand which of the four it is
 * by size, by how much it moves and by nearness to the others, and the three are chosen to fit. */
#include <stdlib.h>
#include <string.h>

#include "lesson/practise/parts.h"

enum { WRONG = ITEM_CHOICES - 1, TRIPLES = 56 };

static const float MOST_CURVE = 2.5f, MOST_NUMBER = 60;

typedef struct Candidates {
    ItemChoice items[ITEM_BELIEFS];
    int count;
} Candidates;

static bool can_be_shown(const Item *item, const float *values) {
    float most = item->form == ITEM_CURVE ? MOST_CURVE : MOST_NUMBER;
    for (int k = 0; k < item->length; k++)
        if (!isfinite(values[k]) || (item->form != ITEM_COUNT && fabsf(values[k]) > most))
            return false;
    return true;
}

static bool differ(const Item *item, const ItemChoice *a, const ItemChoice *b) {
    return item_distance(item, a->values, b->values) >= item->tolerance;
}

static void find_candidates(const Item *item, const ItemChoice *right, Candidates *found) {
    const Belief *beliefs = item->generator->beliefs;
    for (int k = 0; k < ITEM_BELIEFS && beliefs[k] != BELIEF_NONE; k++) {
        ItemChoice *next = &found->items[found->count];
        *next = (ItemChoice){.belief = beliefs[k], .chosen = k + 1};
        if (item_believe(item, beliefs[k], &item->facts, next->values) &&
            can_be_shown(item, next->values) && differ(item, next, right))
            found->count++;
    }
}

/* ---- where the right one lies among four ---- */

typedef float (*Measure)(const Item *item, const ItemChoice four[ITEM_CHOICES], int which);

static float size_of(const Item *item, const ItemChoice four[ITEM_CHOICES], int which) {
    float sum = 0;
    for (int k = 0; k < item->length; k++)
        sum += four[which].values[k];
    return sum;
}

static float moves_of(const Item *item, const ItemChoice four[ITEM_CHOICES], int which) {
    float sum = 0;
    for (int k = 1; k < item->length; k++)
        sum += fabsf(four[which].values[k] - four[which].values[k - 1]);
    return sum;
}

static float spread_of(const Item *item, const ItemChoice four[ITEM_CHOICES], int which) {
    float sum = 0;
    for (int k = 0; k < ITEM_CHOICES; k++)
        sum += item_distance(item, four[which].values, four[k].values);
    return sum;
}

/* Whether so many of the wrong ones are below the right one, which is the first of the four. */
static bool has_rank(const Item *item, const ItemChoice four[ITEM_CHOICES], Measure measure,
                     int rank) {
    int below = 0;
    if (rank < 0)
        return true;
    float right = measure(item, four, 0);
    for (int k = 1; k < ITEM_CHOICES; k++)
        below += measure(item, four, k) < right;
    return below == rank;
}

static bool fits(const Item *item, const ItemChoice four[ITEM_CHOICES], const Aim *aim) {
    return has_rank(item, four, size_of, aim->size) &&
           (item->length < 2 || has_rank(item, four, moves_of, aim->moves)) &&
           has_rank(item, four, spread_of, aim->centre);
}

/* ---- three of them ---- */

static bool all_differ(const Item *item, const ItemChoice four[ITEM_CHOICES]) {
    for (int a = 1; a < ITEM_CHOICES; a++)
        for (int b = a + 1; b < ITEM_CHOICES; b++)
            if (!differ(item, &four[a], &four[b]))
                return false;
    return true;
}

/* All triples that fit, one after the other; returns how many. */
static int find_triples(const Item *item, const Candidates *found, ItemChoice four[ITEM_CHOICES],
                        const Aim *aim, int triples[TRIPLES][WRONG]) {
    int count = 0;
    for (int a = 0; a < found->count; a++)
        for (int b = a + 1; b < found->count; b++)
            for (int c = b + 1; c < found->count; c++) {
                four[1] = found->items[a];
                four[2] = found->items[b];
                four[3] = found->items[c];
                if (all_differ(item, four) && fits(item, four, aim))
                    memcpy(triples[count++], (int[]){a, b, c}, sizeof *triples);
            }
    return count;
}

static void shuffle(Random *random, Item *item) {
    for (int k = ITEM_CHOICES - 1; k > 0; k--) {
        int other = (int)random_below(random, k + 1);
        ItemChoice kept = item->choices[k];
        item->choices[k] = item->choices[other];
        item->choices[other] = kept;
    }
    for (int k = 0; k < ITEM_CHOICES; k++)
        if (item->choices[k].belief == BELIEF_NONE)
            item->right = k;
}

bool draft_choose(Draft *draft, const Aim *aim) {
    Item *item = draft->item;
    ItemChoice *four = item->choices;
    Candidates found = {.count = 0};
    int triples[TRIPLES][WRONG];
    four[0] = (ItemChoice){.belief = BELIEF_NONE, .chosen = CHOSEN_RIGHT};
    int from = item->form == ITEM_CURVE || !item->facts.steps ? 0 : item->facts.steps - 1;
    memcpy(four[0].values, item->path + from, (size_t)item->length * sizeof *item->path);
    if (!can_be_shown(item, four[0].values))
        return false;
    find_candidates(item, &four[0], &found);
    int count = find_triples(item, &found, four, aim, triples);
    if (!count)
        return false;
    const int *taken = triples[random_below(&draft->random, count)];
    for (int k = 0; k < WRONG; k++)
        four[k + 1] = found.items[taken[k]];
    shuffle(&draft->random, item);
    return true;
}
