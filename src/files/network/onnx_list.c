/* onnx_list.c: see onnx_list.h. */
#include "files/network/onnx_list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "files/network/onnx_names.h"

enum { GRAPH_NODE = 1, GRAPH_INITIALIZER = 5, FUNCTION_NODE = 7 };
enum { TENSORS_MOST = 1 << 16 };

typedef struct Listing {
    Onnx *onnx;
    TensorSet set;
    int capacity;
    Scope names;
    int depth;
} Listing;

static bool list_tensor(Listing *listing, const OnnxTensor *tensor, Wire name) {
    Onnx *onnx = listing->onnx;
    if (!name.length || scope_find(&listing->names, name))
        return true;
    if (listing->set.count == TENSORS_MOST)
        return onnx_fail(onnx, "the model has more than %d arrays", TENSORS_MOST);
    TensorInfo *infos =
        array_room(listing->set.tensors, &listing->capacity, listing->set.count, 1, sizeof *infos);
    char *text = infos ? malloc(name.length + 1) : NULL;
    if (infos)
        listing->set.tensors = infos;
    if (!text)
        return onnx_fail(onnx, "out of memory");
    TensorInfo *info = &infos[listing->set.count++];
    *info = (TensorInfo){.name = text, .rank = tensor->rank, .count = tensor->count};
    wire_copy(name, text, name.length + 1);
    snprintf(info->dtype, sizeof info->dtype, "%s", onnx_type_name(tensor->type));
    memcpy(info->shape, tensor->shape, sizeof info->shape);
    info->numbers = onnx_is_float(tensor->type);
    static Flow listed;
    return scope_set(onnx, &listing->names, name, &listed);
}

static bool list_graph(Listing *listing, Wire graph, uint32_t number);

/* Recurrent layers that another program than the format's own knows: "DynamicQuantizeLSTM". */
static void look_for_other(Onnx *onnx, const OnnxNode *node) {
    char op[48];
    wire_copy(node->op, op, sizeof op);
    for (int k = 0; k < cell_kind_count() && node->domain.length; k++)
        if (cell_kind((CellKind)k)->onnx && strstr(op, cell_kind((CellKind)k)->title))
            snprintf(onnx->other, sizeof onnx->other, "%s", op);
}

static bool list_node(Listing *listing, const OnnxNode *node) {
    static const char *const GRAPHS[] = {"then_branch", "else_branch", "body"};
    OnnxTensor tensor;
    Wire value = wire_is(node->op, "Constant") ? onnx_message(node, "value", ONNX_ATTRIBUTE_TENSOR)
                                               : wire_of(NULL, 0);
    if (value.length && onnx_tensor(value, &tensor, NULL) && tensor.count > 1 &&
        onnx_is_float(tensor.type) && !list_tensor(listing, &tensor, onnx_output(node, 0)))
        return false;
    for (int k = 0; k < 3; k++) {
        Wire graph = onnx_message(node, GRAPHS[k], ONNX_ATTRIBUTE_GRAPH);
        if (graph.length && !list_graph(listing, graph, GRAPH_NODE))
            return false;
    }
    char module[NETWORK_NAME];
    CellKind kind;
    if (!onnx_is_cell(node, &kind)) {
        look_for_other(listing->onnx, node);
        return true;
    }
    onnx_module(node, module);
    if (!listing->onnx->cells++)
        snprintf(listing->onnx->module, NETWORK_NAME, "%s", module);
    else if (strcmp(module, listing->onnx->module) != 0)
        listing->onnx->several = true;
    return true;
}

static bool list_graph(Listing *listing, Wire graph, uint32_t number) {
    Onnx *onnx = listing->onnx;
    if (++listing->depth > ONNX_DEPTH)
        return onnx_fail(onnx, "the model has graphs in each other more than %d deep", ONNX_DEPTH);
    for (WireField field; wire_next(&graph, &field);) {
        if (field.type != WIRE_BYTES)
            continue;
        if (field.number == number) {
            OnnxNode node = onnx_node(field.bytes, NULL);
            if (!list_node(listing, &node))
                return false;
        } else if (field.number == GRAPH_INITIALIZER && number == GRAPH_NODE) {
            OnnxTensor tensor;
            Error error = {0};
            if (!onnx_tensor(field.bytes, &tensor, &error))
                return onnx_fail_as(onnx, &error);
            if (!list_tensor(listing, &tensor, tensor.name))
                return false;
        }
    }
    listing->depth--;
    return !graph.broken || onnx_fail(onnx, "the graph is broken: a length leads out of it");
}

bool onnx_list(Onnx *onnx, Wire graph) {
    Listing listing = {.onnx = onnx};
    bool good = list_graph(&listing, graph, GRAPH_NODE);
    for (int k = 0; good && k < onnx->function_count; k++)
        good = list_graph(&listing, onnx->functions[k].message, FUNCTION_NODE);
    good = good && (network_list(onnx->network, &listing.set, onnx->error) ||
                    onnx_fail(onnx, "out of memory"));
    for (int k = 0; k < listing.set.count; k++)
        free(listing.set.tensors[k].name);
    free(listing.set.tensors);
    onnx->listed = listing.names;
    return good;
}

static bool has_cells(Wire graph, int depth) {
    static const char *const GRAPHS[] = {"then_branch", "else_branch", "body"};
    for (WireField field; depth < ONNX_DEPTH && wire_next(&graph, &field);) {
        if (field.number != GRAPH_NODE || field.type != WIRE_BYTES)
            continue;
        OnnxNode node = onnx_node(field.bytes, NULL);
        CellKind kind;
        if (onnx_is_cell(&node, &kind))
            return true;
        for (int k = 0; k < 3; k++)
            if (has_cells(onnx_message(&node, GRAPHS[k], ONNX_ATTRIBUTE_GRAPH), depth + 1))
                return true;
    }
    return false;
}

bool onnx_graph_has_cells(Wire graph) {
    return has_cells(graph, 0);
}
