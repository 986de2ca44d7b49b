/* network.h: the recurrent layers of a file that somebody else wrote, ready to run: PyTorch's,
 * Keras', ONNX's, TensorFlow.js'.
 *
 * A file's arrays (files/tensors/) or its graph say which layers there are, what each reads, and
 * which numbers fill them. Nothing is dropped and nothing is guessed without a word: each array is
 * used or left with a reason, and what the file cannot tell (relu or tanh; reset before or after)
 * is a guess that is told with the option that changes it. */
#ifndef GATESCOPE_FILES_NETWORK_NETWORK_H
#define GATESCOPE_FILES_NETWORK_NETWORK_H

#include "engine/cell.h"
#include "files/tensors/tensors.h"

enum { NETWORK_LAYERS = 64, NETWORK_SOURCES = 8, NETWORK_NAME = 128 };

/* Columns of what a layer reads, in their order: of the data, or of another layer's hidden state. */
typedef struct NetworkSource {
    int layer;       /* an earlier index in the network's list; -1: the data */
    int from, count; /* its columns: from .. from + count - 1 */
} NetworkSource;

typedef struct NetworkLayer {
    char name[NETWORK_NAME];   /* "layer0", "layer0_reverse", "encoder.layer1", "fc" */
    char module[NETWORK_NAME]; /* what it belongs to: "encoder"; "" where there is no other */
    int index;                 /* within its module, from 0; both directions have the same */
    bool readout;              /* a linear readout, as a cell that remembers nothing */
    Cell *cell;                /* with its numbers, direction, projection; owned */
    NetworkSource sources[NETWORK_SOURCES];
    int source_count;
} NetworkLayer;

/* A table in front of the layers: data of one column are numbers of its rows, from 0. */
typedef struct NetworkEmbedding {
    char name[NETWORK_NAME]; /* of its array */
    int entries, width;      /* width: as many as the network's inputs */
    float *rows;             /* entries x width, row-major; owned; NULL: there is none */
} NetworkEmbedding;

/* What became of an array of the file. */
typedef struct NetworkTensor {
    TensorInfo info; /* its name is owned by this */
    bool used;
    char *what; /* what it was taken for, "layer0: W_x* of i, f, g, o"; or why it was left; owned */
} NetworkTensor;

/* What the file does not say. */
typedef struct NetworkGuess {
    char what[160];  /* "tanh, since a state dict does not tell tanh from relu" */
    char option[48]; /* "--nonlinearity relu" */
} NetworkGuess;

typedef struct Network {
    char *path;
    char format[64];      /* in words: "PyTorch checkpoint" */
    NetworkLayer *layers; /* each after those that it reads */
    int layer_count;
    int inputs; /* columns of the data that are read */
    NetworkEmbedding embedding;
    NetworkTensor *tensors;
    int tensor_count;
    NetworkGuess *guesses;
    int guess_count, guess_capacity;
    Errors warnings; /* NaN in weights, with the tensor and the place; and their like */
    bool partial;    /* it has parts that are no arrays and are not shown (nodes of a graph) */
    bool whole;      /* every array is used: what is shown is all that the file has */
    /* For its readers: indices of arrays in the order of their names, owned, NULL: they are not
     * sorted; and the one that was asked for last, since the next is near. */
    int *by_name;
    int asked;
} Network;

typedef enum NetworkChoice { CHOICE_FILE, CHOICE_FIRST, CHOICE_SECOND } NetworkChoice;

/* What the caller knows better than the file. All 0: nothing. */
typedef struct NetworkOptions {
    const char *module;         /* only the layers of that module; NULL: all */
    NetworkChoice nonlinearity; /* of an RNN: CHOICE_FIRST tanh, CHOICE_SECOND relu */
    NetworkChoice reset;        /* of a GRU: CHOICE_FIRST before, CHOICE_SECOND after */
} NetworkOptions;

/* NULL and an error where the file cannot be read, has no recurrent layer or none of that module
 * (the modules it has are said), or a layer that the engine cannot run (which, and why). */
Network *network_open(const char *path, const NetworkOptions *options, Error *error);
void network_free(Network *network); /* NULL is allowed */

/* Puts the embedding, which there is, into the weights: the network then reads a one among as many
 * inputs as there are entries. False and an error where memory lacks, or a layer reads more. */
bool network_fold_embedding(Network *network, Error *error);

/* The layer of that name, or of that module (NULL: the only one), number and direction; -1. */
int network_find(const Network *network, const char *name);
int network_layer(const Network *network, const char *module, int index, bool backward);

#endif
