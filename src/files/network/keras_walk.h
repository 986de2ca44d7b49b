/* keras_walk.h: a walk through a configuration of Keras, and what flows from layer to layer. Private to
 * keras_*.c. */
#ifndef GATESCOPE_FILES_NETWORK_KERAS_WALK_H
#define GATESCOPE_FILES_NETWORK_KERAS_WALK_H

#include <cJSON.h>

#include "files/network/keras_layer.h"

enum { KERAS_DATA = 64, KERAS_LAYERS = 4096, KERAS_DEPTH = 16, KERAS_PATH = 256 };

typedef struct KerasPiece {
    int layer, data; /* of the network; -1: columns of that data */
    int from, count; /* count -1: all of the data, not known how many */
} KerasPiece;

/* What a layer gives. */
typedef struct KerasStream {
    bool known; /* else it is what `op` makes, which cannot be shown */
    char op[48];
    bool after;    /* a recurrent layer has a part in it */
    bool reversed; /* the last step stands first */
    bool one_step; /* it is the last step only */
    KerasPiece pieces[NETWORK_SOURCES];
    int count;
} KerasStream;

typedef struct KerasWalk {
    const Keras *keras;
    bool third; /* Keras 3 */
    bool asked; /* inside of the module that was asked for */
    int index;  /* of the next recurrent layer */
    int depth;
    int widths[KERAS_DATA], firsts[KERAS_DATA], data_count; /* firsts -1: nothing reads it so far */
    int next_column;
} KerasWalk;

/* Where a layer's arrays are: by its way through Keras 3's file, and by its name. */
typedef struct KerasWay {
    const char *name;
    char path[KERAS_PATH]; /* "layers/bidirectional" */
} KerasWay;

/* keras_way.c: of a layer's entry; `around`: the way of the model that it is in, or empty. */
const char *keras_class(const cJSON *entry);
const char *keras_name(const cJSON *entry);
void keras_way(const cJSON *entry, const char *around, KerasWay *way);

/* keras_stream.c. */
KerasStream stream_other(const char *op, bool after);
KerasStream stream_data(KerasWalk *walk, int width);
int stream_width(const KerasWalk *walk, const KerasStream *stream); /* -1: not known */
/* Lets the layer read the stream. False and an error. */
bool stream_read(KerasWalk *walk, NetworkLayer *layer, const KerasStream *stream);
/* One behind the other. */
KerasStream stream_concat(const KerasWalk *walk, const KerasStream *streams, int count);

/* keras_cells.c: layers with arrays. False and an error. */
bool keras_recurrent_class(const char *class, CellKind *kind);
bool keras_recurrent(KerasWalk *walk, const cJSON *config, CellKind kind, const KerasWay *way,
                     const KerasStream *in, KerasStream *out);
bool keras_bidirectional(KerasWalk *walk, const cJSON *config, const KerasWay *way,
                         const KerasStream *in, KerasStream *out);
bool keras_dense(KerasWalk *walk, const cJSON *config, const KerasWay *way, const KerasStream *in,
                 KerasStream *out);

const char *keras_text(const cJSON *object, const char *key); /* NULL: there is none */

#endif
