/* model.h: what is trained: layers of recurrent cells of one kind, each reading the hidden state of
 * the one below, and a linear readout Y = H W + b of the last layer's hidden state, at the last
 * step or at every one. Cells have their usual variants, as PyTorch does: a GRU resets after its
 * product. */
#ifndef GATESCOPE_ENGINE_MODEL_H
#define GATESCOPE_ENGINE_MODEL_H

#include <stdint.h>

#include "engine/cell.h"

enum { MODEL_LAYERS = 4, MODEL_PARTS = MODEL_LAYERS * MAX_WEIGHTS + 2, MODEL_PART_NAME = 24 };

typedef struct ModelSpec {
    CellKind kind;
    int inputs, hidden;
    int layers;  /* 1..MODEL_LAYERS */
    int outputs; /* at least 1 */
} ModelSpec;

typedef struct Model {
    ModelSpec spec;
    Cell *layers[MODEL_LAYERS]; /* owned; [0] reads the inputs */
    float *weight;              /* owned: hidden x outputs, the row is the source */
    float *bias;                /* owned: outputs */
} Model;

/* One matrix or vector of a model's numbers. */
typedef struct ModelPart {
    char name[MODEL_PART_NAME]; /* "l0.W_xf", "fc.weight" */
    int layer, weight;          /* of layers[layer]; layer -1: the readout's weight 0, bias 1 */
    float *numbers;             /* rows x columns */
    int rows, columns;
} ModelPart;

/* All zero; NULL and an error for sizes out of range and where memory lacks. */
Model *model_new(const ModelSpec *spec, Error *error);
/* The same model once more; NULL and an error where memory lacks. */
Model *model_copy(const Model *model, Error *error);
void model_free(Model *model); /* NULL is allowed */

/* Numbers to begin training with: even within 1/sqrt(hidden) on both sides of 0, as PyTorch does,
 * and what the kind says beside it (WeightInfo.begins: 1 more in the LSTM's forget bias). */
void model_begin(Model *model, uint64_t seed);
/* The same with `begins` in the place of what the kind says. */
void model_begin_from(Model *model, uint64_t seed, float begins);
/* Whether the kind says anything: an LSTM does. */
bool model_has_begins(CellKind kind);

/* Fills the list of all parts, layer by layer in the table's order, the readout last; returns how
 * many. */
int model_parts(const Model *model, ModelPart parts[MODEL_PARTS]);
long model_parameter_count(const Model *model);

/* After numbers were written through parts. */
void model_touch(Model *model);

#endif
