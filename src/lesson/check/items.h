/* items.h: whether a question gives itself away: how often the right one among its choices is found
 * by rules that ignore what is asked. Counted over all questions with choices of a course, in one
 * language. */
#ifndef GATESCOPE_LESSON_CHECK_ITEMS_H
#define GATESCOPE_LESSON_CHECK_ITEMS_H

#include "lesson/lesson.h"

/* Each picks some of the choices, and guesses among them. */
typedef enum ItemRule {
    RULE_LONGEST,
    RULE_SHORTEST,
    RULE_FIRST, /* on the screen, on the average of some learners */
    RULE_SECOND,
    RULE_LAST,
    RULE_COLON, /* has one; has none */
    RULE_NO_COLON,
    RULE_MOST_MARKS, /* of punctuation */
    RULE_FEWEST_MARKS,
    RULE_NUMBER_TOLD, /* has a number that stands in the beat's text; has none of them */
    RULE_NO_NUMBER_TOLD,
    RULE_NOT_BELIEVED, /* the least like what many believe, once that was told */
    RULE_COUNT
} ItemRule;

typedef struct ItemCount {
    int forms[QUESTION_FORMS]; /* questions by how they are answered */
    int from_three;            /* choices, of which there are three */
    int items;                 /* with choices of which one is right, and more than one */
    double chance, variance;   /* sums over the items, of guessing */
    double hits[RULE_COUNT];
} ItemCount;

void items_count(ItemCount *count, const Lesson *lesson, const char *language);
const char *items_rule_name(ItemRule rule);
/* The share of right answers that the rule finds over all items, and that of guessing. */
double items_share(const ItemCount *count, ItemRule rule);
double items_chance(const ItemCount *count);
/* Whether it beats chance by more than a tenth, and by more than two standard errors. */
bool items_give_away(const ItemCount *count, ItemRule rule);
/* Whether more than a fifth of all questions are choices from three. */
bool items_too_many_choices(const ItemCount *count);

#endif
