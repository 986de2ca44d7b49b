/* onnx.c: the recurrent layers of an ONNX model; onnx_flow.h says how they are found. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/bytes.h"
#include "files/network/onnx_list.h"
#include "files/network/onnx_run.h"

enum { MODEL_GRAPH = 7, MODEL_FUNCTION = 25 };
enum { FUNCTION_DOMAIN = 10 };
enum { FREE_NUMBERS = 12 << 20 }; /* of constants, beside a half of the file's bytes */

static Wire message_of(Wire message, uint32_t number) {
    for (WireField field; wire_next(&message, &field);)
        if (field.number == number && field.type == WIRE_BYTES)
            return field.bytes;
    return wire_of(NULL, 0);
}

/* ---- the model ---- */

static bool read_function(Onnx *onnx, Wire message) {
    OnnxFunction *functions = array_room(onnx->functions, &onnx->function_capacity,
                                         onnx->function_count, 1, sizeof *functions);
    if (!functions)
        return onnx_fail(onnx, "out of memory");
    onnx->functions = functions;
    onnx->functions[onnx->function_count++] =
        (OnnxFunction){message, message_of(message, 1), message_of(message, FUNCTION_DOMAIN)};
    return onnx->function_count <= ONNX_FUNCTIONS ||
           onnx_fail(onnx, "the model has more than %d functions", ONNX_FUNCTIONS);
}

static bool read_model(Onnx *onnx, Wire *graph) {
    Wire model = wire_of(onnx->bytes, onnx->length);
    *graph = wire_of(NULL, 0);
    for (WireField field; wire_next(&model, &field);) {
        if (field.number == MODEL_GRAPH && field.type == WIRE_BYTES)
            *graph = field.bytes;
        if (field.number == MODEL_FUNCTION && field.type == WIRE_BYTES &&
            !read_function(onnx, field.bytes))
            return false;
    }
    if (model.broken)
        return onnx_fail(onnx, "the model is broken: a length leads out of the file");
    return graph->length || onnx_fail(onnx, "the model has no graph");
}

/* ---- what is told in the end ---- */

static void leave_rest(Onnx *onnx) {
    Network *network = onnx->network;
    for (int k = 0; k < network->tensor_count; k++) {
        const NetworkTensor *tensor = &network->tensors[k];
        if (tensor->what)
            continue;
        if (!tensor->info.numbers && tensor->info.count <= ARRAY_WHOLES)
            network_used(network, tensor->info.name,
                         "sizes or indices, by which the graph is wired");
        else
            network_left(network, tensor->info.name,
                         "no part of a recurrent layer, nor of a linear readout");
    }
    if (onnx->other[0])
        network_warn(network, "the model has nodes %s besides, which are not shown", onnx->other);
    network->partial = network->partial || onnx->other[0];
    if (onnx->rounds)
        network_warn(network, "values are rounded to few levels between layers: here they are not");
}

static bool fail_empty(Onnx *onnx) {
    if (onnx->options->module && onnx->cells)
        onnx_fail(onnx, "the model has no layer of a module \"%.60s\"", onnx->options->module);
    else if (onnx->other[0])
        onnx_fail(onnx, "the recurrent layers are nodes %s, which cannot be shown", onnx->other);
    else if (onnx->cells)
        onnx_fail(onnx, "none of the model's recurrent layers can be shown");
    else
        onnx_fail(onnx, "the graph has no node LSTM, GRU or RNN");
    if (onnx->other[0])
        error_hint(onnx->error, "open the model that this one was made of");
    else if (!onnx->cells)
        error_hint(onnx->error, "exported step by step? torch.onnx.export(..., dynamo=False) keeps "
                                "the layer whole");
    return false;
}

static void end(Onnx *onnx) {
    for (int k = 0; k < onnx->flow_count; k++) {
        free(onnx->flows[k]->pieces);
        free(onnx->flows[k]->inputs);
        free(onnx->flows[k]);
    }
    for (int k = 0; k < onnx->node_count; k++)
        free(onnx->nodes[k]);
    scope_free(&onnx->listed);
    free(onnx->flows);
    free(onnx->nodes);
    free(onnx->functions);
    free(onnx->labels);
    free(onnx->parts);
    free(onnx->data);
    free(onnx->bytes);
}

bool network_read_onnx(Network *network, const NetworkOptions *options, Error *error) {
    Error none;
    Onnx onnx = {.network = network,
                 .options = options,
                 .error = error ? error : &none,
                 .path = network->path};
    Wire graph;
    onnx.bytes = (unsigned char *)bytes_read(network->path, (size_t)INT32_MAX, &onnx.length, error);
    onnx.most = onnx.length / 2 + FREE_NUMBERS;
    bool good = onnx.bytes && read_model(&onnx, &graph) && onnx_list(&onnx, graph) &&
                onnx_run(&onnx, graph) && (onnx.recurrent || fail_empty(&onnx));
    if (good)
        leave_rest(&onnx);
    end(&onnx);
    return good;
}
