/* model_file.h: trained models in safetensors files with PyTorch's names: those of an nn.LSTM, GRU
 * or RNN, of one layer or several, and fc.weight and fc.bias of a linear readout. The metadata say
 * what was trained and how far.
 *
 * A model whose training is not over also has adam.m.* and adam.v.*, the moments of its parts
 * (ModelPart's names), in the order in which they lie in memory; with them training goes on as if
 * it had never stopped. */
#ifndef GATESCOPE_FILES_MODEL_FILE_H
#define GATESCOPE_FILES_MODEL_FILE_H

#include "engine/optimizer.h"

enum { MODEL_TASK = 32 };

/* What the metadata say of the training. */
typedef struct ModelNotes {
    char task[MODEL_TASK]; /* "" where the file does not say */
    uint64_t seed;
    long epochs; /* of the whole training */
    long steps;  /* minibatches so far */
    long epoch;  /* epochs so far */
    float rate;  /* the learning rate it began with; 0: the file does not say */
    /* Of a model of text: the character (a byte) that each input and output stands for. */
    int characters; /* 0: the file does not say */
    unsigned char character_of[256];
} ModelNotes;

/* Writes the model, whole or not at all; optimizer NULL: its training is over. Only Adam's. */
bool model_file_write(const char *path, const Model *model, const ModelNotes *notes,
                      const Optimizer *optimizer, Error *error);

/* Kind and sizes are found from the tensors, so that what PyTorch wrote can be read too. The names
 * have no prefix. NULL and an error for what is no such model. */
Model *model_file_read(const char *path, ModelNotes *notes, Error *error);
/* The moments, into an optimizer of the model; steps too. False where the file has none. */
bool model_file_read_optimizer(const char *path, const Model *model, Optimizer *optimizer,
                               Error *error);

#endif
