/* keras_stream.c: what flows from layer to layer in a configuration. See keras_walk.h. */
#include <stdio.h>
#include <string.h>

#include "files/network/keras_walk.h"

KerasStream stream_other(const char *op, bool after) {
    KerasStream stream = {.after = after};
    snprintf(stream.op, sizeof stream.op, "%.40s", op);
    return stream;
}

KerasStream stream_data(KerasWalk *walk, int width) {
    if (walk->data_count == KERAS_DATA)
        return stream_other("too many inputs", false);
    walk->widths[walk->data_count] = width;
    walk->firsts[walk->data_count] = -1;
    KerasStream stream = {.known = true, .count = 1};
    stream.pieces[0] = (KerasPiece){-1, walk->data_count++, 0, width};
    return stream;
}

int stream_width(const KerasWalk *walk, const KerasStream *stream) {
    int width = 0;
    for (int k = 0; k < stream->count; k++) {
        int count = stream->pieces[k].count;
        if (count < 0)
            count = walk->widths[stream->pieces[k].data];
        if (count < 0)
            return -1;
        width += count;
    }
    return width;
}

/* Data is read in columns from where the last one ended. */
static int data_column(KerasWalk *walk, int data, int width) {
    if (walk->widths[data] < 0)
        walk->widths[data] = width;
    if (walk->firsts[data] < 0) {
        walk->firsts[data] = walk->next_column;
        walk->next_column += walk->widths[data];
    }
    return walk->firsts[data];
}

bool stream_read(KerasWalk *walk, NetworkLayer *layer, const KerasStream *stream) {
    for (int k = 0; k < stream->count; k++) {
        KerasPiece piece = stream->pieces[k];
        if (piece.layer < 0) {
            if (piece.count < 0) /* all of one data whose columns nobody has counted */
                piece.count = walk->widths[piece.data] < 0 ? layer->cell->spec.inputs
                                                           : walk->widths[piece.data];
            piece.from += data_column(walk, piece.data, piece.count);
        }
        if (!network_reads(layer, piece.layer, piece.from, piece.count, walk->keras->error))
            return error_in_file(walk->keras->error, walk->keras->network->path);
    }
    return true;
}

KerasStream stream_concat(const KerasWalk *walk, const KerasStream *streams, int count) {
    KerasStream all = streams[0];
    bool good = all.known;
    for (int k = 1; k < count; k++) {
        const KerasStream *other = &streams[k];
        all.after = all.after || other->after;
        good = good && other->known && other->reversed == all.reversed &&
               other->one_step == all.one_step && all.count + other->count <= NETWORK_SOURCES &&
               stream_width(walk, other) > 0;
        for (int n = 0; good && n < other->count; n++)
            all.pieces[all.count++] = other->pieces[n];
    }
    if (count > 1 && good)
        good = stream_width(walk, &streams[0]) > 0;
    return good ? all : stream_other("Concatenate", all.after);
}
