/* optimizer.c: see optimizer.h. The loops over the numbers are in the kernels. */
#include "engine/training/optimizer.h"

#include <math.h>
#include <stdlib.h>

const char *optimizer_name(OptimizerKind kind) {
    return kind == OPTIMIZER_MOMENTUM ? "sgd" : "adam";
}

bool optimizer_init(Optimizer *optimizer, OptimizerKind kind, float momentum, const Model *model,
                    Error *error) {
    size_t count = (size_t)model_parameter_count(model);
    *optimizer = (Optimizer){.kind = kind, .momentum = momentum, .count = count};
    optimizer->first = calloc(count, sizeof(float));
    if (kind == OPTIMIZER_ADAM)
        optimizer->second = calloc(count, sizeof(float));
    if (optimizer->first && (optimizer->second || kind != OPTIMIZER_ADAM))
        return true;
    optimizer_free(optimizer);
    return error_memory(error, count * sizeof(float), "an optimizer");
}

void optimizer_free(Optimizer *optimizer) {
    free(optimizer->first);
    free(optimizer->second);
    *optimizer = (Optimizer){0};
}

void optimizer_step(Optimizer *optimizer, const ModelPart *parts, int part_count,
                    float *const *gradients, float scale, float rate) {
    const Kernels *kernels = kernels_get();
    double t = (double)++optimizer->steps;
    bool adam = optimizer->kind == OPTIMIZER_ADAM;
    OptimizerWork work = {.scale = scale, .rate = rate, .momentum = optimizer->momentum};
    if (adam) {
        work.rate = (float)((double)rate / (1 - pow((double)ADAM_FIRST, t)));
        work.bias = (float)(1 / sqrt(1 - pow((double)ADAM_SECOND, t)));
    }
    size_t at = 0;
    for (int k = 0; k < part_count; k++) {
        work.numbers = parts[k].numbers;
        work.gradient = gradients[k];
        work.first = optimizer->first + at;
        work.second = adam ? optimizer->second + at : NULL;
        work.count = (size_t)parts[k].rows * (size_t)parts[k].columns;
        (adam ? kernels->adam : kernels->momentum)(&work);
        at += work.count;
    }
}

double gradient_add(float *sum, const float *more, size_t count) {
    return kernels_get()->gradient_add(sum, more, count);
}
