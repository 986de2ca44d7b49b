/* check_items.h: what `check --strict` tells of all lessons together: how their questions are asked,
 * whether rules that ignore what is asked answer them, and which tasks are done by dragging to an
 * end. */
#ifndef GATESCOPE_COMMANDS_LESSON_CHECK_ITEMS_H
#define GATESCOPE_COMMANDS_LESSON_CHECK_ITEMS_H

#include "lesson/check/items.h"
#include "lesson/language.h"

enum { ITEM_LANGUAGES = 8 };
typedef struct ItemTally {
    ItemCount counts[ITEM_LANGUAGES]; /* of each language that is here */
    int tasks, at_ends;
} ItemTally;

/* Counts a lesson's; says of each of its tasks that is done at an end where it stands. */
void check_items_add(ItemTally *tally, const Lesson *lesson, const Languages *languages);
/* How many rules that ignore the question find too many right choices: that is wrong. How many of
 * the questions are choices, and which tasks an end does, is only told, on standard output. */
int check_items_broken(const ItemTally *tally, const Languages *languages);
void check_items_tell(const ItemTally *tally, const Languages *languages);

#endif
