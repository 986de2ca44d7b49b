/* item.h: a question that is made from a seed: a cell with weights and inputs drawn anew, run by the
 * engine; what is given of it and what is asked; four choices, one right.
 *
 * The right choice is read from the engine's run. Each wrong one is what a learner with one mistaken
 * belief (misconception.h) computes from the same numbers. The same generator, seed and level make
 * the same item on every machine. */
#ifndef GATESCOPE_LESSON_PRACTISE_ITEM_H
#define GATESCOPE_LESSON_PRACTISE_ITEM_H

#include "base/error.h"
#include "engine/spec.h"
#include "lesson/lesson.h"
#include "lesson/practise/answer.h"
#include "lesson/practise/misconception.h"

enum {
    ITEM_STEPS = 8,
    ITEM_ROWS = 4,
    ITEM_NUMBERS = 8,
    ITEM_CHOICES = 4,
    ITEM_BELIEFS = 8, /* a generator's, at most */
    ITEM_TOKENS = 40, /* of a worked step */
    ITEM_WORD = 16    /* bytes of a token that is no number, with its end */
};

/* How the choices look. */
typedef enum ItemForm {
    ITEM_CURVE,  /* a value a step */
    ITEM_NUMBER, /* one number, with decimals */
    ITEM_COUNT   /* one whole number */
} ItemForm;

/* What is told before the question is asked, and what a learner computes with. */
typedef struct Facts {
    int steps;                        /* 0: nothing is told step by step */
    float row[ITEM_ROWS][ITEM_STEPS]; /* by item->rows */
    float number[ITEM_NUMBERS];       /* by item->numbers, then some that are not told */
    float start;                      /* of what is asked, before the first step */
} Facts;

/* A signal of the cell over the steps. */
typedef struct ItemRow {
    const char *label; /* a phrase: "forget gate" */
    const char *among; /* its context (phrase_among): the kind's title */
    Role role;
    bool is_signed; /* below 0 too */
} ItemRow;

/* A single number that is told: a weight, a size, a state. */
typedef struct ItemNumber {
    const char *label; /* "W_xf", or a phrase: "units" */
    Role role;
    int decimals;
} ItemNumber;

typedef struct ItemChoice {
    float values[ITEM_STEPS]; /* item->length of them */
    Belief belief;            /* BELIEF_NONE: it is right */
    int chosen;               /* of an answer that takes it (answer.h): the belief's number */
} ItemChoice;

struct Generator;

typedef struct Item {
    const struct Generator *generator;
    uint32_t seed;
    int level;
    Lesson *lesson;                      /* owned: the cell and its inputs, to be played */
    const char *idea, *question, *title; /* question: a phrase, in which %s is the kind's
                                            title and {c:words} are in a signal's colour */
    ItemForm form;
    Facts facts;
    ItemRow rows[ITEM_ROWS];
    int row_count;
    ItemNumber numbers[ITEM_NUMBERS];
    int number_count;
    bool has_start;
    Role asked;             /* the role, and so the colour, of what is asked */
    float path[ITEM_STEPS]; /* what is asked, step by step, as the engine has it */
    int length;             /* values in a choice: of a curve the steps, else 1 */
    int decimals;           /* shown of each value of a choice */
    float tolerance;        /* choices are at least so far apart, a curve in one of its steps */
    ItemChoice choices[ITEM_CHOICES];
    int right;
    int signal; /* what is asked, of the cell's signals; NO_SIGNAL: it is none of them */
    bool drawn; /* its last steps are drawn, in place of the choices (item_draw) */
} Item;

/* ---- generators ---- */

int generator_count(void);
int generator_find(const char *id); /* -1; also by the id of its drawn items (item_answer_id) */
const char *generator_id(int generator);
const char *generator_idea(int generator); /* the id of the idea that it asks for */
/* Of an idea: how many generators ask for it, and the k-th of them. */
int generator_count_of(const char *idea);
int generator_of(const char *idea, int k);
/* Its beliefs, BELIEF_NONE behind the last. */
const Belief *generator_beliefs(int generator);

/* ---- items ---- */

/* Makes the item; NULL and an error where memory lacks. The caller's: item_free. */
Item *item_make(int generator, uint32_t seed, int level, Error *error);
void item_free(Item *item); /* NULL is allowed */

/* The facts as they are shown, rounded. */
Facts item_shown(const Item *item);
/* What somebody who holds the belief answers from the facts: item->length values. False: the belief
 * has nothing to say here. */
bool item_believe(const Item *item, Belief belief, const Facts *facts, float *values);
/* The choice that is nearest to these values. */
int item_nearest(const Item *item, const float *values);
/* How far apart two answers are: the largest gap of a step. */
float item_distance(const Item *item, const float *a, const float *b);

/* ---- drawn, in place of the choices ---- */

/* Whether it is a curve of a signal, whose last steps can be drawn. */
bool item_can_be_drawn(const Item *item);
/* From now on it is: the lesson's only beat asks for it (QUESTION_DRAW), within the item's tolerance,
 * and the question is the phrase for that. False where memory lacks: all is as before. */
bool item_draw(Item *item);
/* The first step that is drawn: those before it are shown. More are drawn at higher levels. */
int item_drawn_from(const Item *item);
/* What an answer has as `chosen` that draws these values, of each step from there on: CHOSEN_RIGHT
 * within the tolerance; else the misconception that goes on like that from what is shown, the nearest
 * within the tolerance; else CHOSEN_OTHER. */
int item_drawn_chosen(const Item *item, const float *values);
/* An answer's id of the item: that of the generator, and of what is drawn one of its own, as it is
 * not as hard as the choices. Such an id is a generator's for generator_find too. */
void item_answer_id(const Item *item, char id[ITEM_NAME]);

/* The id of its generator. */
const char *item_generator(const Item *item);
/* The generator's beliefs: an answer's `chosen` counts them, from 1. */
const Belief *item_beliefs(const Item *item);

/* ---- worked steps ---- */

/* A piece of the equation of the first step. */
typedef struct ItemToken {
    bool is_number;
    char word[ITEM_WORD]; /* where it is none: "+", "tanh(" */
    float value;
    Role role;
    int decimals;
    bool blank; /* left for the learner */
} ItemToken;

/* The first step that is asked, worked. From its end on phases are blank, as many as `blank` says: 0 shows all. What
 * is negative after a plus is positive after a minus, where it is shown.
 * Returns how many tokens there are, at most ITEM_TOKENS. */
int item_worked(const Item *item, int blank, ItemToken tokens[ITEM_TOKENS]);
/* How many phases are blank at the item's level: help fades. */
int item_blank(const Item *item);
/* The same kind of question on the same kind of cell with other numbers, easy: an example that is
 * worked in full. */
Item *item_example(const Item *item, Error *error);

#endif
