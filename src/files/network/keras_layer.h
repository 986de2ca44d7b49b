/* keras_layer.h: a layer of Keras, by its arrays: kernel (d x gates h), recurrent_kernel (h x gates h)
 * and bias. Private to this folder.
 *
 * Keras keeps the gates of a layer beside each other (LSTM i, f, c, o; GRU z, r, h) and a row for
 * each source, as matrices are here. A GRU with reset_after=True, Keras' default, has a bias of two
 * rows, for inputs and for the hidden state; one with reset_after=False has one row. The update
 * gate means the same in both: z keeps the old state. */
#ifndef GATESCOPE_FILES_NETWORK_KERAS_LAYER_H
#define GATESCOPE_FILES_NETWORK_KERAS_LAYER_H

#include "files/network/build.h"

typedef struct KerasLayer {
    char path[NETWORK_NAME]; /* of its arrays: "" or "lstm_1/" */
    int kernel, recurrent;   /* arrays; kernel -1: there is none */
    int bias;                /* -1: use_bias=False */
} KerasLayer;

typedef struct Keras {
    Network *network;
    TensorSet *set;
    const NetworkOptions *options;
    Error *error;
} Keras;

/* The variant with which a layer's bias has two rows; -1: the kind has none. */
int keras_two_biases(CellKind kind);
/* Kind and sizes, by the shapes of its arrays; nothing else is set. False and an error. */
bool keras_spec(const Keras *keras, const KerasLayer *layer, CellSpec *spec);
/* A layer behind those there are, with its numbers; it reads nothing yet. NULL and an error. */
NetworkLayer *keras_add(const Keras *keras, const KerasLayer *from, const CellSpec *spec,
                        int index);

#endif
