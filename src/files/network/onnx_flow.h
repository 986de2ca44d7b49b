/* onnx_flow.h: what flows through a graph, as far as its recurrent layers need it known. Private to
 * this folder.
 *
 * The nodes are walked through in their order, once, with what each value is instead of its numbers:
 *   - a constant, which is computed when a cell asks for it (onnx_fold.c);
 *   - all the same number, in a size that is not known: states that begin from zeros;
 *   - sizes of another value, out of which graphs put shapes together;
 *   - columns: of the data, or of a layer's hidden state, together with what each axis is;
 *   - a product with a matrix, which becomes a readout when somebody reads it (onnx_dense.c);
 *   - anything else: what a node makes that is not known here.
 *
 * Axes have labels. Two that have the same one (label_of) are the same: so it is seen that a layer
 * reads another along the same time, however often the axes were exchanged in between. */
#ifndef GATESCOPE_FILES_NETWORK_ONNX_FLOW_H
#define GATESCOPE_FILES_NETWORK_ONNX_FLOW_H

#include "files/network/build.h"
#include "files/network/onnx_array.h"
#include "files/network/onnx_model.h"

enum {
    ONNX_INPUTS = 64,      /* of a node; of those that have more nothing is known */
    ONNX_DEPTH = 64,       /* of graphs in each other, and of constants that are made of others */
    ONNX_VALUES = 1 << 16, /* in all graphs */
    ONNX_STEPS = 1 << 16,  /* nodes that are walked through */
    ONNX_FUNCTIONS = 1 << 10,
    ONNX_PARTS = 1 << 10,
    ONNX_FOLDS = 1 << 16, /* nodes that are computed */
    ONNX_LABELS = 1 << 18
};

typedef enum FlowKind {
    FLOW_OTHER,
    FLOW_CONSTANT,
    FLOW_SAME,
    FLOW_SIZES,
    FLOW_COLUMNS,
    FLOW_DENSE
} FlowKind;

typedef struct FlowAxis {
    int label;
    long size; /* -1: not known */
} FlowAxis;

/* Columns of one origin. */
typedef struct FlowPiece {
    int layer;          /* of the network; -1: the data */
    int data;           /* which data, of layer -1 */
    long from, count;   /* count -1: all that there are, not known how many */
    struct Flow *dense; /* a dense layer that is none so far: then layer is -1; NULL: no such */
    bool last;          /* of a state after the last step, not of each */
} FlowPiece;

typedef struct Flow {
    FlowKind kind;
    Wire name, op;    /* of the value; of what made it */
    bool after_layer; /* a recurrent layer has a part in it */
    bool one_step;    /* the graph goes on with one step of it only */
    int rank;         /* -1: not known */
    FlowAxis axes[ONNX_SIDES];
    /* FLOW_COLUMNS */
    int across; /* the axis that the columns lie along; -1: not known so far, it is one whole data */
    int major;  /* the axis of directions, whose blocks lie before each other in pieces; -1: none */
    FlowPiece *pieces; /* owned */
    int piece_count, piece_capacity;
    /* FLOW_CONSTANT: a tensor, or a node with its inputs */
    Wire tensor;
    const OnnxNode *node; /* NULL: a tensor */
    int output;           /* of the node */
    struct Flow **inputs; /* owned; what they point to is not */
    int input_count;
    float same; /* FLOW_SAME */
    /* FLOW_SIZES: rank is 1, or 0 for one */
    FlowAxis sizes[ONNX_SIDES]; /* label -1: `size` alone; both -1: not known */
    int size_count;
    /* FLOW_DENSE */
    struct Flow *read, *weights, *bias;
    bool transposed;   /* the weights have a row for each output */
    float alpha, beta; /* Gemm's */
    Activation activation;
    float activation_alpha, activation_beta;
    int made; /* the layer that it became; -1: none so far */
} Flow;

/* The names of a graph; those of the graph around it are seen in it. */
typedef struct ScopeSlot {
    Wire name;
    Flow *flow; /* NULL: the slot is free */
} ScopeSlot;

typedef struct Scope {
    struct Scope *around; /* NULL: none */
    ScopeSlot *slots;     /* hashed by name; owned */
    size_t slot_count, used;
} Scope;

typedef struct OnnxFunction {
    Wire message, name, domain;
} OnnxFunction;

/* What is known of data that is read: a graph's input, or what a node makes. */
typedef struct OnnxData {
    long width; /* columns; -1: not known so far */
    int first;  /* its first column in the network's inputs; -1: nothing reads it so far */
} OnnxData;

/* A label that is a part of another one's steps, or these from the last to the first. */
typedef struct OnnxPart {
    int label, of;
    long from, count; /* count 0: all of them, turned over */
} OnnxPart;

typedef struct Onnx {
    Network *network;
    const NetworkOptions *options;
    Error *error;
    const char *path;
    unsigned char *bytes; /* the file; owned */
    size_t length;
    bool failed;
    Flow **flows; /* all of them, each owned */
    int flow_count, flow_capacity;
    OnnxNode **nodes; /* likewise */
    int node_count, node_capacity;
    OnnxFunction *functions; /* owned */
    int function_count, function_capacity;
    int *labels;     /* each another one's, or its own; owned */
    OnnxPart *parts; /* labels of parts of others; owned */
    int part_count, part_capacity;
    int label_count, label_capacity;
    OnnxData *data; /* owned */
    int data_count, data_capacity;
    int time[NETWORK_LAYERS], batch[NETWORK_LAYERS]; /* labels of each layer's axes */
    size_t held, most;                               /* numbers of constants, now and at most */
    int folds;
    bool rounds;               /* values are rounded to few levels on their way */
    int next_column;           /* of the data, that nothing reads yet */
    Wire branch;               /* the module that a branch's layers are of; empty: none */
    int recurrent;             /* layers, without readouts */
    int cells;                 /* nodes that are such, in all graphs */
    char module[NETWORK_NAME]; /* of the first of them; */
    bool several;              /* and whether others are of another one */
    char other[48];            /* a recurrent layer in another form; empty: there is none */
    Scope listed;              /* names of the network's arrays */
    int depth, steps;
} Onnx;

/* Sets the error, once, with the file. Returns false. */
bool onnx_fail(Onnx *onnx, const char *format, ...) ERROR_FORMAT(2, 3);
bool onnx_fail_as(Onnx *onnx, const Error *error); /* the same with an error of this file */

/* A copy of the node that stays until the end. NULL where memory lacks. */
const OnnxNode *onnx_keep(Onnx *onnx, const OnnxNode *node);

/* Flows, scopes and labels. NULL where memory lacks or there are too many. */
Flow *flow_new(Onnx *onnx, FlowKind kind, const OnnxNode *node, Wire name);
/* The columns without their pieces. */
Flow *flow_like(Onnx *onnx, const OnnxNode *node, const Flow *flow);
bool flow_take_pieces(Onnx *onnx, Flow *flow, const Flow *from); /* false also: too many */
bool flow_add_piece(Onnx *onnx, Flow *flow, FlowPiece piece);
Flow *flow_data(Onnx *onnx, Wire name, int rank, const long *sides);
/* Makes columns of one data out of what is not known: as a layer reads it. */
bool flow_as_data(Onnx *onnx, Flow *flow, long width);
long flow_width(const Onnx *onnx, const Flow *flow); /* of its columns; -1: not known */
/* Lets the layer read the columns, data from where the last one ended. */
bool flow_read(Onnx *onnx, NetworkLayer *layer, const Flow *flow);
int label_new(Onnx *onnx);
int label_of(const Onnx *onnx, int label);
/* False where they cannot be the same: one is a part of something, or that turned over. */
bool label_join(Onnx *onnx, int a, int b);
/* The label of a part of another one's steps (count 0: of all of them, turned over): the same one for
 * the same part, and turned over twice it is what it was. -1: there are too many. */
int label_part(Onnx *onnx, int of, long from, long count);
const OnnxPart *label_is_part(const Onnx *onnx, int label); /* NULL: it is none */
bool scope_set(Onnx *onnx, Scope *scope, Wire name, Flow *flow);
Flow *scope_find(const Scope *scope, Wire name); /* NULL: nothing has made it */
void scope_free(Scope *scope);

#endif
