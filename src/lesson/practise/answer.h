/* answer.h: one answer given while practising: a plain value, which the saved state keeps.
 *
 * What was asked is not kept: seed, level and generator make the same question again
 * (practise/item.h). Ids of ideas and generators are ASCII and stay what they are for ever; an id
 * that is not known here, from a newer program, is kept and left out of what is told. */
#ifndef GATESCOPE_LESSON_PRACTISE_ANSWER_H
#define GATESCOPE_LESSON_PRACTISE_ANSWER_H

#include <stdint.h>

enum {
    IDEA_NAME = 24,     /* bytes of an id, with its end, at most */
    ITEM_NAME = 32,     /* the same, of a generator's */
    PRACTISE_LEVELS = 4 /* 0 is the easiest */
};

/* What was chosen, where it was none of a misconception's; and of these the last. */
enum { CHOSEN_RIGHT = 0, CHOSEN_UNSURE = -1, CHOSEN_MOST = 99 };

typedef struct PractiseAnswer {
    char idea[IDEA_NAME]; /* "keep", "let-in", ... */
    char item[ITEM_NAME]; /* id of the generator that made the question */
    uint32_t seed;        /* it was made from */
    int level;            /* below PRACTISE_LEVELS */
    int chosen;           /* CHOSEN_*, or k > 0: the k-th misconception's of the item */
    int64_t when;         /* it was given: seconds since 1970 */
    float seconds;        /* that it took */
} PractiseAnswer;

#endif
