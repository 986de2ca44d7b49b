/* answer.h: one answer given while practising: a plain value, which the saved state keeps.
 *
 * What was asked is not kept: seed, level and generator make the same question again
 * (practise/item.h). Of an answer that was drawn the drawing is, and the learner's reason. Ids of ideas and generators are ASCII and stay what they are for ever; an id
 * that is not known here, from a newer program, is kept and left out of what is told. */
#ifndef GATESCOPE_LESSON_PRACTISE_ANSWER_H
#define GATESCOPE_LESSON_PRACTISE_ANSWER_H

#include <stdbool.h>
#include <stdint.h>

enum {
    IDEA_NAME = 24,      /* bytes of an id, with its end, at most */
    ITEM_NAME = 32,      /* the same, of a generator's */
    PRACTISE_LEVELS = 4, /* 0 is the easiest */
    DRAWN_STEPS = 8,     /* values of a drawing, at most */
    WHY_MOST = 240       /* bytes of a reason, with its end */
};

/* What was chosen, where it was none of a misconception's; and of these the last. */
enum { CHOSEN_RIGHT = 0, CHOSEN_UNSURE = -1, CHOSEN_MOST = 99 };
/* What was drawn is wrong, and as no misconception has it. */
enum { CHOSEN_OTHER = CHOSEN_MOST };

typedef struct PractiseAnswer {
    char idea[IDEA_NAME]; /* "keep", "let-in", ... */
    char item[ITEM_NAME]; /* id of the generator that made the question */
    uint32_t seed;        /* it was made from */
    int level;            /* below PRACTISE_LEVELS */
    int chosen;           /* CHOSEN_*, or k > 0: the k-th misconception's of the item */
    int64_t when;         /* it was given: seconds since 1970 */
    float seconds;        /* that it took */
    int drawn;            /* values that were drawn, from item_drawn_from on; 0: it was chosen */
    float values[DRAWN_STEPS];
    char why[WHY_MOST]; /* UTF-8: why it came so, in the learner's own words; not marked */
} PractiseAnswer;

#endif
