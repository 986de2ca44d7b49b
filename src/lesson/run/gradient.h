/* gradient.h: backpropagation (engine/backward.h) through the cells of a run. */
#ifndef GATESCOPE_LESSON_RUN_GRADIENT_H
#define GATESCOPE_LESSON_RUN_GRADIENT_H

#include "engine/backward.h"
#include "lesson/run/run.h"

/* Derivatives of a loss by all numbers of a cell's run and by its weights. */
typedef struct CellGradients {
    Backward *backward; /* steps 0..T-1, every signal */
    Gradients *weights;
} CellGradients;

/* Of the loss "sum of the cell's last hidden state", within the cell alone: of a stacked cell, by
 * its inputs, which are the hidden state below. Without steps all are 0. False and an error where
 * memory lacks; else cell_gradients_free frees what is in it. The run is up to date. */
bool gradients_of_last(const Run *run, int cell, CellGradients *gradients, Error *error);
void cell_gradients_free(CellGradients *gradients);

#endif
