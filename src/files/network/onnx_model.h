/* onnx_model.h: what an ONNX file consists of: graphs, nodes, attributes, tensors (onnx.proto of the
 * format's version 13). Private to this folder.
 *
 * Nothing is taken apart before it is asked for: a node is its message, and an attribute is searched
 * in it. So a file that claims to have a million of something takes no more memory than its bytes. */
#ifndef GATESCOPE_FILES_NETWORK_ONNX_MODEL_H
#define GATESCOPE_FILES_NETWORK_ONNX_MODEL_H

#include "base/error.h"
#include "files/network/wire.h"

enum { ONNX_SIDES = 8 };

/* TensorProto.DataType */
typedef enum OnnxType {
    ONNX_FLOAT = 1,
    ONNX_UINT8,
    ONNX_INT8,
    ONNX_UINT16,
    ONNX_INT16,
    ONNX_INT32,
    ONNX_INT64,
    ONNX_STRING,
    ONNX_BOOL,
    ONNX_FLOAT16,
    ONNX_DOUBLE,
    ONNX_UINT32,
    ONNX_UINT64,
    ONNX_BFLOAT16 = 16
} OnnxType;

typedef struct OnnxNode {
    Wire message, op, domain;
    const struct OnnxNode *call; /* of a node in a function: who calls it; NULL: nobody */
} OnnxNode;

OnnxNode onnx_node(Wire message, const OnnxNode *call);
/* The name of that input or output; empty where there is none. */
Wire onnx_input(const OnnxNode *node, int index);
Wire onnx_output(const OnnxNode *node, int index);
int onnx_input_count(const OnnxNode *node);
int onnx_output_count(const OnnxNode *node);
Wire onnx_node_name(const OnnxNode *node);
/* What the metadata say under the key; empty: nothing. */
Wire onnx_node_note(const OnnxNode *node, const char *key);

/* Attributes. Those that are not there are as `otherwise`, empty, or 0 of them. */
bool onnx_has(const OnnxNode *node, const char *name);
int64_t onnx_whole(const OnnxNode *node, const char *name, int64_t otherwise);
float onnx_float(const OnnxNode *node, const char *name, float otherwise);
Wire onnx_text(const OnnxNode *node, const char *name);
Wire onnx_message(const OnnxNode *node, const char *name, uint32_t field); /* a tensor, a graph */
/* The first `most` of a list; how many there are at all. */
int onnx_wholes(const OnnxNode *node, const char *name, int64_t *list, int most);
int onnx_floats(const OnnxNode *node, const char *name, float *list, int most);
int onnx_texts(const OnnxNode *node, const char *name, Wire *list, int most);
enum { ONNX_ATTRIBUTE_TENSOR = 5, ONNX_ATTRIBUTE_GRAPH = 6 };

typedef struct OnnxTensor {
    Wire name;
    OnnxType type;
    int rank;
    size_t shape[ONNX_SIDES];
    size_t count;
    Wire raw;            /* the bytes, where they stand in one piece */
    Wire message;        /* else the numbers stand in fields of it */
    bool external;       /* in another file: */
    Wire location;       /* its name, */
    uint64_t from, size; /* and where in it; size 0: up to its end */
} OnnxTensor;

/* False and an error that names the tensor where its shape cannot be. */
bool onnx_tensor(Wire message, OnnxTensor *tensor, Error *error);
size_t onnx_type_size(OnnxType type); /* bytes in raw data; 0: none that are read here */
const char *onnx_type_name(OnnxType type);
bool onnx_is_float(OnnxType type);

/* A ValueInfoProto: name and sides of the shape (-1: not said). -1: its rank is not said. */
int onnx_value_info(Wire message, Wire *name, long sides[ONNX_SIDES]);

#endif
