/* onnx_dense.c: products with a matrix, MatMul or Gemm, with their bias and activation: a linear
 * readout, or a dense layer between others. Each becomes a layer when somebody reads it, and not
 * before: then its bias and its activation are known. */
#include "files/network/onnx_dense.h"

#include <stdio.h>
#include <string.h>

#include "files/network/onnx_fold.h"
#include "files/network/onnx_names.h"

static bool is_columns(const Flow *flow) {
    return flow && (flow->kind == FLOW_COLUMNS || flow->kind == FLOW_DENSE);
}

static bool is_constant(const Flow *flow) {
    return flow && flow->kind == FLOW_CONSTANT;
}

/* ---- putting one together ---- */

static Flow *new_dense(Onnx *onnx, const OnnxNode *node, Flow *read, Flow *weights) {
    Flow *flow = flow_new(onnx, FLOW_DENSE, node, onnx_output(node, 0));
    if (!flow || !(flow->node = onnx_keep(onnx, node)))
        return NULL;
    flow->read = read;
    flow->weights = weights;
    flow->after_layer = read->after_layer;
    flow->one_step = read->one_step;
    flow->activation = ACTIVATION_IDENTITY;
    return flow;
}

static Flow *matmul(Onnx *onnx, const OnnxNode *node, Flow **inputs, int count) {
    if (count != 2 || !is_columns(inputs[0]) || !is_constant(inputs[1]))
        return NULL;
    return new_dense(onnx, node, inputs[0], inputs[1]);
}

static const struct {
    const char *op;
    Activation activation;
} ACTIVATIONS[] = {{"Relu", ACTIVATION_RELU},
                   {"Tanh", ACTIVATION_TANH},
                   {"Sigmoid", ACTIVATION_SIGMOID},
                   {"Softsign", ACTIVATION_SOFTSIGN}};

static Flow *gemm(Onnx *onnx, const OnnxNode *node, Flow **inputs, int count) {
    bool plain = onnx_float(node, "alpha", 1) == 1 && onnx_float(node, "beta", 1) == 1 &&
                 !onnx_whole(node, "transA", 0);
    if (count < 2 || !plain || !is_columns(inputs[0]) || !is_constant(inputs[1]) ||
        (count > 2 && inputs[2] && !is_constant(inputs[2])))
        return NULL;
    Flow *flow = new_dense(onnx, node, inputs[0], inputs[1]);
    if (!flow)
        return NULL;
    flow->transposed = onnx_whole(node, "transB", 0) != 0;
    flow->bias = count > 2 ? inputs[2] : NULL;
    /* onnxruntime's FusedGemm has its activation in it. */
    Wire activation = onnx_text(node, "activation");
    for (size_t k = 0; k < sizeof ACTIVATIONS / sizeof *ACTIVATIONS; k++)
        if (wire_is(activation, ACTIVATIONS[k].op))
            flow->activation = ACTIVATIONS[k].activation;
    return !activation.length || flow->activation != ACTIVATION_IDENTITY ? flow : NULL;
}

/* Another one with something more: the first stays as it is for whoever reads that too. */
static Flow *more_of(Onnx *onnx, const OnnxNode *node, const Flow *flow) {
    Flow *more = new_dense(onnx, flow->node, flow->read, flow->weights);
    if (!more)
        return NULL;
    more->op = node->op;
    more->transposed = flow->transposed;
    more->bias = flow->bias;
    return more;
}

static bool is_open(const Flow *flow) {
    return flow && flow->kind == FLOW_DENSE && flow->made < 0 &&
           flow->activation == ACTIVATION_IDENTITY;
}

static Flow *add_bias(Onnx *onnx, const OnnxNode *node, Flow **inputs, int count) {
    for (int k = 0; count == 2 && k < 2; k++)
        if (is_open(inputs[k]) && !inputs[k]->bias && is_constant(inputs[1 - k])) {
            Flow *more = more_of(onnx, node, inputs[k]);
            if (more)
                more->bias = inputs[1 - k];
            return more;
        }
    return NULL;
}

static Flow *add_activation(Onnx *onnx, const OnnxNode *node, const Flow *flow) {
    for (size_t k = 0; is_open(flow) && k < sizeof ACTIVATIONS / sizeof *ACTIVATIONS; k++)
        if (wire_is(node->op, ACTIVATIONS[k].op)) {
            Flow *more = more_of(onnx, node, flow);
            if (more)
                more->activation = ACTIVATIONS[k].activation;
            return more;
        }
    return NULL;
}

Flow *flow_dense(Onnx *onnx, const OnnxNode *node, Flow **inputs, int count) {
    if (wire_is(node->op, "MatMul"))
        return matmul(onnx, node, inputs, count);
    if (wire_is(node->op, "Gemm") || wire_is(node->op, "FusedGemm"))
        return gemm(onnx, node, inputs, count);
    if (wire_is(node->op, "Add"))
        return add_bias(onnx, node, inputs, count);
    return count ? add_activation(onnx, node, inputs[0]) : NULL;
}

/* ---- its name ---- */

/* "decoder.fc" of a tensor "decoder.fc.weight". */
static void name_by_weights(const Flow *flow, char name[NETWORK_NAME]) {
    static const char END[] = ".weight";
    wire_copy(flow->weights->name, name, NETWORK_NAME);
    size_t length = strlen(name), end = sizeof END - 1;
    bool ends = length > end && strcmp(name + length - end, END) == 0;
    name[ends ? length - end : 0] = '\0';
}

static void find_name(const Onnx *onnx, const Flow *flow, char name[NETWORK_NAME]) {
    char stem[NETWORK_NAME];
    onnx_module(flow->node, stem);
    if (!stem[0])
        name_by_weights(flow, stem);
    if (!stem[0])
        snprintf(stem, sizeof stem, "readout");
    snprintf(name, NETWORK_NAME, "%.100s", stem);
    for (int k = 1; network_find(onnx->network, name) >= 0; k++)
        snprintf(name, NETWORK_NAME, "%.100s%d", stem, k);
}

/* ---- its layer ---- */

/* Why it cannot be shown; NULL: it can. */
static const char *why_not(const Onnx *onnx, const Flow *read, const Array *weights,
                           bool transposed) {
    bool forward = false, backward = false;
    if (read->kind != FLOW_COLUMNS || read->major >= 0 ||
        (read->across >= 0 && read->across != read->rank - 1))
        return "what it reads cannot be shown";
    for (int k = 0; k < read->piece_count; k++) {
        const FlowPiece *piece = &read->pieces[k];
        if (piece->dense)
            return "what it reads cannot be shown";
        bool back = piece->layer >= 0 && onnx->network->layers[piece->layer].cell->spec.backward;
        forward = forward || (piece->last && !back);
        backward = backward || (piece->last && back);
    }
    if (forward && backward)
        return "it reads the last step of one direction beside the first of the other";
    long width = flow_width(onnx, read);
    if (weights->rank != 2 || (width >= 0 && (size_t)width != weights->shape[transposed]))
        return "its matrix does not fit what it reads";
    if (!network_readout_fits(onnx->network, weights->shape[!transposed]))
        return "it has too many outputs to be shown as a cell";
    return NULL;
}

static void fill(NetworkLayer *layer, const Array *weights, const Array *bias, bool transposed) {
    Cell *cell = layer->cell;
    size_t d = (size_t)cell->spec.inputs, h = (size_t)cell->spec.hidden;
    float *matrix = cell->weights[weight_find(cell->spec.kind, "W_xh")];
    float *to = cell->weights[weight_find(cell->spec.kind, "b_h")];
    for (size_t source = 0; source < d; source++)
        for (size_t unit = 0; unit < h; unit++)
            matrix[source * h + unit] =
                weights->numbers[transposed ? unit * d + source : source * h + unit];
    for (size_t unit = 0; bias->numbers && unit < h; unit++)
        to[unit] = bias->numbers[bias->count == 1 ? 0 : unit];
    cell_touch(cell);
}

/* The readout's label of time is that of the layers it reads; of data it is not known so far. */
static int time_of(const Onnx *onnx, const Flow *read) {
    for (int k = 0; k < read->piece_count; k++)
        if (read->pieces[k].layer >= 0)
            return onnx->time[read->pieces[k].layer];
    return -1;
}

static void become_columns(Onnx *onnx, Flow *flow, int layer, long width) {
    const Flow *read = flow->read;
    flow->kind = FLOW_COLUMNS;
    flow->made = layer;
    flow->rank = read->rank;
    memcpy(flow->axes, read->axes, sizeof flow->axes);
    flow->across = read->rank - 1;
    flow->axes[flow->across] = (FlowAxis){label_new(onnx), width};
    flow_add_piece(onnx, flow, (FlowPiece){.layer = layer, .count = width});
}

Flow *dense_promise(Onnx *onnx, Flow *flow) {
    Array weights;
    Flow *read = flow->read;
    if (++onnx->depth > ONNX_DEPTH) {
        onnx_fail(onnx, "more than %d dense layers in a row", ONNX_DEPTH);
        return NULL;
    }
    if (read->kind == FLOW_DENSE)
        read = dense_promise(onnx, read);
    onnx->depth--;
    if (!read || read->kind != FLOW_COLUMNS || !fold_flow(onnx, flow->weights, &weights))
        return flow;
    long width = weights.rank == 2 ? (long)weights.shape[!flow->transposed] : 0;
    fold_free(onnx, &weights);
    if (width < 1 || read->rank < 1)
        return flow;
    Flow *result = flow_new(onnx, FLOW_COLUMNS, flow->node, flow->name);
    if (!result)
        return NULL;
    result->rank = read->rank;
    memcpy(result->axes, read->axes, sizeof result->axes);
    result->across = read->rank - 1;
    result->axes[result->across] = (FlowAxis){label_new(onnx), width};
    FlowPiece piece = {.layer = -1, .data = -1, .count = width, .dense = flow};
    return flow_add_piece(onnx, result, piece) ? result : NULL;
}

bool dense_keep(Onnx *onnx, Flow *flow) {
    for (int k = 0; k < flow->piece_count; k++) {
        FlowPiece *piece = &flow->pieces[k];
        if (!piece->dense)
            continue;
        if (piece->dense->kind == FLOW_DENSE && !dense_make(onnx, piece->dense))
            return false;
        if (piece->dense->made < 0)
            return false;
        piece->layer = piece->dense->made;
        piece->dense = NULL;
    }
    return true;
}

static bool add_layer(Onnx *onnx, Flow *flow, const Array *weights, const Array *bias) {
    char name[NETWORK_NAME];
    int inputs = (int)weights->shape[flow->transposed],
        outputs = (int)weights->shape[!flow->transposed];
    find_name(onnx, flow, name);
    NetworkLayer *layer =
        network_readout(onnx->network, "", name, onnx->recurrent, inputs, outputs, onnx->error);
    if (!layer)
        return onnx->failed = true, false;
    int index = onnx->network->layer_count - 1;
    cell_set_activation(&layer->cell->spec, SLOT_CANDIDATE, flow->activation);
    fill(layer, weights, bias, flow->transposed);
    onnx->time[index] = time_of(onnx, flow->read);
    if (!flow_read(onnx, layer, flow->read))
        return false;
    const char *once = flow->one_step ? "; the graph reads it of one step" : "";
    fold_used(onnx, flow->weights, "%s: W%s", layer->name, once);
    fold_used(onnx, flow->bias, "%s: b", layer->name);
    become_columns(onnx, flow, index, outputs);
    return !onnx->failed;
}

static void leave(Onnx *onnx, Flow *flow, const char *why) {
    fold_left(onnx, flow->weights, "a linear layer: %s", why);
    fold_left(onnx, flow->bias, "a linear layer's bias: %s", why);
    flow->kind = FLOW_OTHER;
}

bool dense_make(Onnx *onnx, Flow *flow) {
    Array weights, bias = {0};
    Flow *read = flow->read;
    if (read->kind == FLOW_DENSE) {
        if (++onnx->depth > ONNX_DEPTH)
            return onnx_fail(onnx, "more than %d dense layers in a row", ONNX_DEPTH);
        if (!dense_make(onnx, read))
            return false;
        onnx->depth--;
    }
    if (read->kind == FLOW_COLUMNS && !dense_keep(onnx, read) && onnx->failed)
        return false;
    bool folded = fold_flow(onnx, flow->weights, &weights);
    const char *why =
        folded ? why_not(onnx, read, &weights, flow->transposed) : "its matrix cannot be computed";
    if (!why && flow->bias &&
        (!fold_flow(onnx, flow->bias, &bias) ||
         (bias.count != 1 && bias.count != weights.shape[!flow->transposed])))
        why = "its bias does not fit";
    bool good = true;
    if (why)
        leave(onnx, flow, why);
    else
        good = add_layer(onnx, flow, &weights, &bias);
    fold_free(onnx, &weights);
    fold_free(onnx, &bias);
    return good && !onnx->failed;
}
