/* pass.h: some rows of a minibatch through a model: forward, the loss, and back to the derivatives
 * of all its numbers. A pass has memory of its own, so that two threads can take two parts of one
 * minibatch through one model. */
#ifndef GATESCOPE_ENGINE_TRAINING_PASS_H
#define GATESCOPE_ENGINE_TRAINING_PASS_H

#include "engine/backward.h"
#include "engine/model.h"
#include "engine/training/loss.h"

/* What goes through. */
typedef struct PassSpec {
    long steps;
    int rows;
    bool every; /* the readout is of every step, else of the last */
    LossKind loss;
} PassSpec;

typedef struct Pass {
    const Model *model;
    PassSpec spec;
    float *inputs;  /* owned: steps x rows x d; written by the caller */
    float *targets; /* owned: readouts x rows x loss_target_width; written by the caller */
    float *outputs; /* owned: readouts x rows x outputs; after pass_run the derivatives by them */
    Trace *traces[MODEL_LAYERS];            /* owned, as all below */
    Backward *backwards[MODEL_LAYERS];      /* what training needs of them */
    Gradients *gradients[MODEL_LAYERS];     /* of the cells */
    float *weight_gradient, *bias_gradient; /* of the readout */
    float *transposed;                      /* the readout's weight, outputs x hidden */
} Pass;

Pass *pass_new(const Model *model, const PassSpec *spec, Error *error);
void pass_free(Pass *pass); /* NULL is allowed */

/* Outputs from inputs. Its cells are packed already, so that two threads only read
 * them. */
void pass_forward(Pass *pass);
/* Forward, loss and derivatives: of the loss of all rows, each counted with `share`. */
void pass_run(Pass *pass, float share, LossSum *sum);
/* The loss of the first `rows` rows after pass_forward; the outputs become derivatives. */
void pass_loss(Pass *pass, int rows, float share, LossSum *sum);

/* The derivatives by a part of the model (model_parts), shaped as the part is. */
float *pass_gradient(const Pass *pass, const ModelPart *part);

#endif
