/* onnx_cell_spec.h: a node LSTM, GRU or RNN, and which cell it is. Private to this folder. */
#ifndef GATESCOPE_FILES_NETWORK_ONNX_CELL_SPEC_H
#define GATESCOPE_FILES_NETWORK_ONNX_CELL_SPEC_H

#include "files/network/onnx_flow.h"

enum { INPUT_X, INPUT_W, INPUT_R, INPUT_B, INPUT_LENGTHS, INPUT_H, INPUT_C, INPUT_P, INPUT_COUNT };
enum { DIRECTIONS = 2 };

typedef struct Recurrent {
    Onnx *onnx;
    const OnnxNode *node;
    Flow *inputs[INPUT_COUNT];
    CellKind kind;
    const char *gates; /* in ONNX's order, by the ends of the weights' names */
    int hidden, width, directions;
    bool first_backward, batch_first;
    bool turned;   /* what it reads has its last step first */
    char name[64]; /* of the node, for messages */
    Array arrays[INPUT_COUNT];
    int layers[DIRECTIONS];
} Recurrent;

/* An error of one of the inputs; false. */
bool recurrent_fails(const Recurrent *r, int input, const char *what);
/* Direction, constants and their shapes: false and an error where it is none. */
bool recurrent_read(Recurrent *r);
bool recurrent_spec(const Recurrent *r, int direction, CellSpec *spec);

#endif
