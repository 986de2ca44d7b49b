/* model.h: trained models in safetensors files with PyTorch's names: those of an nn.LSTM, GRU
 * or RNN, of one layer or several, and fc.weight and fc.bias of a linear readout. The metadata say
 * what was trained, how, and how far.
 *
 * A model whose training is not over also has what its optimizer keeps of its parts (ModelPart's
 * names), in the order in which they lie in memory: adam.m.* and adam.v.*, or sgd.v.*; with them
 * training goes on as if it had never stopped. */
#ifndef GATESCOPE_FILES_WEIGHTS_MODEL_H
#define GATESCOPE_FILES_WEIGHTS_MODEL_H

#include "engine/training/train.h"

enum { MODEL_TASK = 32, MODEL_TEXT = 40 };

/* What the metadata say of the training. Of the settings all but the threads, which change nothing
 * in the result; what a file does not say is as it was when files did not say it: Adam, 4e-3,
 * clipped at 1, batches of 64, of a text 32. What it says out of range is an error. */
typedef struct ModelNotes {
    char task[MODEL_TASK];  /* "" where the file does not say */
    TrainSettings settings; /* epochs 0: the file does not say */
    long steps;             /* minibatches so far */
    long epoch;             /* epochs so far */
    /* Of a model of text: the character (a byte) that each input and output stands for, and what
     * the text was, as model_text_mark says it. */
    int characters; /* 0: the file does not say */
    unsigned char character_of[256];
    char text[MODEL_TEXT]; /* "" where the file does not say */
} ModelNotes;

/* What a trainer's model is written with, but for what is of a text. */
ModelNotes model_notes(Trainer *trainer, const char *task);
/* A text's length and check sum: whether a training goes on with the text that it began with. */
void model_text_mark(char mark[MODEL_TEXT], const char *text, size_t length);

/* Writes the model, whole or not at all; optimizer NULL: its training is over. */
bool model_file_write(const char *path, const Model *model, const ModelNotes *notes,
                      const Optimizer *optimizer, Error *error);

/* Kind and sizes are found from the tensors (files/network/), so that what PyTorch wrote can be read
 * too: layers of one kind and size on each other, a readout behind the last, under any names, in any
 * file that is read there. NULL and an error for what is no such model, for one with weights that are no
 * numbers, and where the metadata say of the training what cannot be. */
Model *model_file_read(const char *path, ModelNotes *notes, Error *error);
/* What the optimizer keeps, into one of the model and of the notes' kind; steps too. False where
 * the file has none. */
bool model_file_read_optimizer(const char *path, const Model *model, Optimizer *optimizer,
                               Error *error);

#endif
