/* trained.h: a file of trained weights, by the ending of its name: Keras' layout from
 * .npz (keras.h), PyTorch's from any other (torch.h). */
#ifndef GATESCOPE_FILES_WEIGHTS_TRAINED_H
#define GATESCOPE_FILES_WEIGHTS_TRAINED_H

#include <stdio.h>

#include "engine/cell.h"

bool trained_weights_read(Cell *cell, const char *path, int layer, Error *error);

/* What the layers of a file are, from the first on, at most `most`; returns how many. 0 and an
 * error where the first cannot be told. */
int trained_weights_specs(const char *path, CellSpec *specs, int most, Error *error);

/* Writes a lesson that looks into a file beside it: its layers on each other, on a pulse in the
 * first input, to begin from. `name`: of the file. */
void trained_weights_lesson(FILE *out, const char *id, const char *name, const CellSpec *specs,
                            int count);

#endif
