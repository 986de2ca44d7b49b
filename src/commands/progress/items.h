/* items.h: of a class's results, each item: how hard it was, how well it tells learners apart, and
 * what was chosen.
 *
 * An item is a question of a lesson, as it is in one version of it, or a generator of exercises at
 * one level. What counts is what each learner answered first.
 *
 *     share right  p = right / n, with Wilson's 95 % interval (Wilson 1927)
 *     discrimination r: the correlation of an item's 0 or 1 with the learner's share right in all
 *         the other items that they answered (corrected item-rest correlation, point-biserial), with
 *         Fisher's interval: tanh(atanh r -+ 1.96 / sqrt(n - 3)) (Fisher 1915)
 *
 * Without an interval: where all were right, or all wrong, or fewer than 4 answered something else
 * too, there is no correlation. */
#ifndef GATESCOPE_COMMANDS_PROGRESS_ITEMS_H
#define GATESCOPE_COMMANDS_PROGRESS_ITEMS_H

#include <stdio.h>

#include "files/state/result.h"

typedef struct Estimate {
    bool known;
    double value, low, high;
} Estimate;

enum { CLASS_CHOICES = CHOSEN_MOST + 2 };

typedef struct ClassItem {
    const char *id;   /* of the lesson or the generator; the results' */
    uint64_t version; /* of the lesson */
    int beat;         /* of the lesson, from 0; -1: a generator's */
    int level;        /* of the generator; -1: a lesson's */
    int learners;
    Estimate right, discrimination;
    int right_choice; /* as it is in a lesson's file, or CHOSEN_RIGHT; -1: nobody found it */
    int chosen
        [CLASS_CHOICES]; /* how many learners, from CHOSEN_UNSURE on, which also is not known */
} ClassItem;

typedef struct ClassItems {
    ClassItem *items; /* lessons by id, beat and version, then generators by id and level; owned */
    int count, capacity;
} ClassItems;

/* False where memory lacks; what there is is to be freed all the same. The list uses the results'
 * ids. */
bool class_items(ClassItems *list, const Results *class, int count);
void class_items_free(ClassItems *list);

/* A share of n learners, at least one, with Wilson's interval. */
Estimate class_share(int part, int n);

/* Whether a lesson's version is "same", "other" or "unknown". */
typedef const char *ItemVersion(const void *known, const char *id, uint64_t version);

/* As a table to read, or as CSV:
 *
 *  item,beat,level,version,learners,right,right_low,right_high,discrimination,discrimination_low,
 *  discrimination_high,choices
 *
 * Beats, levels and choices count from 1. Choices are "1:0.1000:0.0400:0.2100 2*:0.9000:...", the
 * shares of the learners with their intervals, * for the right one; of a generator "right", its
 * misconceptions by number, and "not-sure". What is not known is empty. False where memory lacks. */
bool class_items_print(FILE *out, const ClassItems *list, bool csv, ItemVersion *version,
                       const void *known);

#endif
