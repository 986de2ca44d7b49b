/* optimizer.h: what a step of training does with the derivatives: Adam (Kingma and Ba 2015,
 * algorithm 1 there) and gradient descent with momentum (as PyTorch's SGD: v = momentum v + g, then
 * the number gets -rate v), and clipping by the global norm (Pascanu, Mikolov and Bengio 2013,
 * algorithm 1 there). */
#ifndef GATESCOPE_ENGINE_TRAINING_OPTIMIZER_H
#define GATESCOPE_ENGINE_TRAINING_OPTIMIZER_H

#include "engine/kernels/kernels.h"
#include "engine/model.h"

typedef enum OptimizerKind { OPTIMIZER_ADAM, OPTIMIZER_MOMENTUM, OPTIMIZER_COUNT } OptimizerKind;

/* As the field calls them: "adam", "sgd". */
const char *optimizer_name(OptimizerKind kind);

typedef struct Optimizer {
    OptimizerKind kind;
    float momentum; /* OPTIMIZER_MOMENTUM */
    size_t count;   /* numbers of the model */
    float *first;   /* owned: m of Adam, v of momentum; in the order of the model's parts */
    float *second;  /* owned: v of Adam; else NULL */
    long steps;     /* taken so far */
} Optimizer;

bool optimizer_init(Optimizer *optimizer, OptimizerKind kind, float momentum, const Model *model,
                    Error *error);
void optimizer_free(Optimizer *optimizer); /* what is in it */

/* One step. gradients[k]: the derivatives by parts[k] of the model; each is multiplied with
 * `scale`. The model has to be packed anew afterwards. */
void optimizer_step(Optimizer *optimizer, const ModelPart *parts, int part_count,
                    float *const *gradients, float scale, float rate);

/* sum += more; returns the sum of the squares of what came out. In a fixed order. */
double gradient_add(float *sum, const float *more, size_t count);

#endif
