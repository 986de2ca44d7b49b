/* loss.h: how far a readout is from what it should be, and the derivative by it. */
#ifndef GATESCOPE_ENGINE_TRAINING_LOSS_H
#define GATESCOPE_ENGINE_TRAINING_LOSS_H

#include "engine/matmul.h"

typedef enum LossKind {
    LOSS_CLASSES, /* softmax and cross-entropy: -log(exp(y_k) / sum of exp(y_j)); a target is k */
    LOSS_SQUARES  /* the mean of (y - target)^2 over the outputs; a target is as many numbers */
} LossKind;

/* Added up over rows. */
typedef struct LossSum {
    double loss;
    long right; /* rows whose largest output is that of the class; whose outputs are all near */
    long rows;
} LossSum;

/* An output counts as right within this much of its target (LOSS_SQUARES). */
#define LOSS_NEAR 0.1f

int loss_target_width(LossKind kind, int outputs); /* numbers of one row's target */

/* Adds the rows' loss to the sum and puts `share` times its derivative in the place of the outputs;
 * the targets of the rows follow each other. For classes the derivative is softmax(y) minus 1 at k.
 */
void loss_rows(LossKind kind, Matrix outputs, const float *targets, float share, LossSum *sum);

/* probabilities[k] = exp(y_k) / sum of exp(y_j); both may be the same. */
void loss_softmax(const float *outputs, int count, float *probabilities);

#endif
