/* digits.h: handwritten digits that three trained cells read row by row.
 *
 * A digit is an image of 28 rows of 28 pixels, 0 (paper) to 255 (ink). At step t a cell is given
 * row t, each pixel divided by 255. A readout makes ten numbers of its hidden state after every
 * row, whose softmax (engine/training/loss.h) are the probabilities of the classes 0 to 9. The
 * readout is a cell too, an RNN without memory and with the identity as its activation, which
 * reads the cell's h: so traces, edits and the origin of a number work on it as on any other. */
#ifndef GATESCOPE_LESSON_READING_DIGITS_H
#define GATESCOPE_LESSON_READING_DIGITS_H

#include "engine/training/tasks.h"
#include "lesson/lesson.h"
#include "lesson/reading/ink.h"

const unsigned char *digit_image(const DigitSet *set, int index);
void digit_inputs(const unsigned char *image, float *sequence); /* DIGIT_PIXELS numbers, 0..1 */

/* A cell and its readout for each kind. */
typedef struct DigitModel {
    Cell *cells[CELL_KIND_COUNT];    /* DIGIT_SIDE inputs; owned */
    Cell *readouts[CELL_KIND_COUNT]; /* as many inputs as the cell has units; owned */
} DigitModel;

/* Takes the layer and the readout out of a trained model of one layer, as those of its kind; false
 * and an error where it does not read digits. The trained model is given back in any case. */
bool digit_model_take(DigitModel *model, Model *trained, Error *error);
void digit_model_free(DigitModel *model); /* what it owns */

/* A lesson whose sequence is one image (at first blank) and whose cells are the model's, taken out
 * of it: cell k is that of kind k, cell digit_readout_of(k) its readout. Its one beat shows the
 * three. NULL and an error where the sizes do not fit or memory lacks; the model then keeps what it
 * has. The caller's. */
Lesson *digits_lesson(DigitModel *model, Error *error);
static inline int digit_readout_of(int kind) {
    return CELL_KIND_COUNT + kind;
}

/* The class with the largest of ten numbers, the first of equals. */
int digit_guess(const float *classes);

/* What a network makes of a whole image. */
typedef struct DigitScore {
    unsigned char guess; /* the class of the largest probability */
    float margin; /* readout of the label less the largest of the others; below 0: it is wrong */
} DigitScore;

/* Runs images from..to-1 through cell `kind` of the lesson, as its file gives it, all at once.
 * scores: of image `from` on. False and an error where memory lacks. */
bool digits_score(const Lesson *lesson, int kind, const DigitSet *set, int from, int to,
                  DigitScore *scores, Error *error);

#endif
