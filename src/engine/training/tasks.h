/* tasks.h: what the shipped trainings learn. Three are made up as they go, from the example's seed:
 *
 *     adding    two inputs: a number 0..1 and a mark; the sum of the two marked numbers, at the end
 *               (Hochreiter and Schmidhuber 1997, experiment 4)
 *     recall    five inputs, one of them 1: at the first step one of four symbols, then the fifth,
 *               which says nothing; which symbol it was, at the end (the same, experiment 2)
 *     counting  one input, a pulse or none: how many pulses so far, at every step, in units of the
 *               sequence's length
 *
 * Two come from data that the caller has read: digits, row by row, and the characters of a text. */
#ifndef GATESCOPE_ENGINE_TRAINING_TASKS_H
#define GATESCOPE_ENGINE_TRAINING_TASKS_H

#include "engine/training/train.h"

TrainTask task_adding(void);
TrainTask task_recall(void);
TrainTask task_counting(void);

enum { DIGIT_SIDE = 28, DIGIT_CLASSES = 10, DIGIT_PIXELS = DIGIT_SIDE * DIGIT_SIDE };

/* Pictures of digits, dark 0 to bright 255, row by row from above, and which digit each is. */
typedef struct DigitSet {
    long count;
    unsigned char *pixels; /* count x 28 x 28 */
    unsigned char *labels; /* 0..9 */
} DigitSet;

typedef struct Digits {
    DigitSet train, test;
} Digits;

/* A step is a row of 28 pixels, 0..1; the class after the last. In training a picture is moved by
 * up to a pixel each way, made narrower or wider, lower or higher, slanted and turned a little,
 * otherwise in every epoch. */
TrainTask task_digits(const Digits *digits);

/* Characters (bytes) of a text; a class is one of those that occur. */
typedef struct TextData {
    const unsigned char *text; /* not owned */
    long length;
    long split; /* training reads what is before it, testing what follows */
    long steps; /* of an example: TEXT_STEPS, if nobody changes it */
    int symbols;
    int symbol_of[256]; /* -1: does not occur */
    unsigned char character_of[256];
} TextData;

/* Long enough for a quotation or some lines: what has to be remembered longer is not learnt, and a
 * memory that never had to stay within bounds for longer drifts off in a long text. */
enum { TEXT_STEPS = 128 };

/* False and an error for a text that is too short to learn from (the tenth that is kept for testing
 * holds no sequence). The text is kept by the caller. */
bool text_data(TextData *data, const unsigned char *text, long length, Error *error);
/* At every step: which character comes next. */
TrainTask task_text(const TextData *data);

#endif
