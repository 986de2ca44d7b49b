/* gradient.c: see gradient.h. */
#include "lesson/run/gradient.h"

#include <assert.h>

bool gradients_of_last(const Run *run, int cell, CellGradients *gradients, Error *error) {
    assert(run->dirty[cell] == run->lesson->steps);
    const CellSpec *spec = &run->cells[cell]->spec;
    long steps = run->traces[cell]->steps;
    gradients->backward = backward_new(spec, steps, 1, BACKWARD_ALL, error);
    gradients->weights = gradients->backward ? gradients_new(spec, error) : NULL;
    if (!gradients->weights) {
        cell_gradients_free(gradients);
        return false;
    }
    backward_begin(gradients->backward, 0, steps);
    long last = spec->backward ? 0 : steps - 1; /* that is computed */
    for (int unit = 0; steps > 0 && unit < signal_width(spec, SIGNAL_H); unit++)
        backward_at(gradients->backward, SIGNAL_H, last, 0)[unit] = 1;
    backward_run(gradients->backward, run->traces[cell], run->cells[cell], gradients->weights);
    return true;
}

void cell_gradients_free(CellGradients *gradients) {
    backward_free(gradients->backward);
    gradients_free(gradients->weights);
    *gradients = (CellGradients){0};
}
