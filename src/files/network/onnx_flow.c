/* onnx_flow.c: values of a graph, their names, and the labels of their axes. See onnx_flow.h. */
#include "files/network/onnx_flow.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"

bool onnx_fail(Onnx *onnx, const char *format, ...) {
    if (onnx->failed)
        return false;
    char what[sizeof onnx->error->what];
    va_list list;
    va_start(list, format);
    vsnprintf(what, sizeof what, format, list);
    va_end(list);
    onnx->failed = true;
    error_set(onnx->error, "%s", what);
    return error_in_file(onnx->error, onnx->path);
}

bool onnx_fail_as(Onnx *onnx, const Error *error) {
    if (!onnx->failed)
        *onnx->error = *error;
    onnx->failed = true;
    return error_in_file(onnx->error, onnx->path);
}

static bool fail_memory(Onnx *onnx, size_t bytes) {
    if (!onnx->failed)
        error_memory(onnx->error, bytes, "a graph");
    onnx->failed = true;
    return false;
}

/* ---- flows ---- */

const OnnxNode *onnx_keep(Onnx *onnx, const OnnxNode *node) {
    OnnxNode **nodes =
        array_room(onnx->nodes, &onnx->node_capacity, onnx->node_count, 1, sizeof(OnnxNode *));
    OnnxNode *kept = nodes ? malloc(sizeof *kept) : NULL;
    if (nodes)
        onnx->nodes = nodes;
    if (!kept) {
        onnx_fail(onnx, "out of memory");
        return NULL;
    }
    *kept = *node;
    return onnx->nodes[onnx->node_count++] = kept;
}

Flow *flow_new(Onnx *onnx, FlowKind kind, const OnnxNode *node, Wire name) {
    if (onnx->flow_count == ONNX_VALUES) {
        onnx_fail(onnx, "the graph has more than %d values", ONNX_VALUES);
        return NULL;
    }
    Flow **flows =
        array_room(onnx->flows, &onnx->flow_capacity, onnx->flow_count, 1, sizeof(Flow *));
    if (flows)
        onnx->flows = flows;
    Flow *flow = flows ? calloc(1, sizeof *flow) : NULL;
    if (!flow) {
        fail_memory(onnx, sizeof *flow);
        return NULL;
    }
    onnx->flows[onnx->flow_count++] = flow;
    *flow = (Flow){.kind = kind, .name = name, .rank = -1, .across = -1, .major = -1, .made = -1};
    if (node)
        flow->op = node->op;
    return flow;
}

bool flow_add_piece(Onnx *onnx, Flow *flow, FlowPiece piece) {
    FlowPiece *last = flow->piece_count ? &flow->pieces[flow->piece_count - 1] : NULL;
    if (last && flow->major < 0 && last->layer == piece.layer && last->data == piece.data &&
        last->dense == piece.dense && last->last == piece.last && last->count >= 0 &&
        piece.from == last->from + last->count) {
        last->count += piece.count;
        return true;
    }
    if (flow->piece_count == NETWORK_SOURCES)
        return false;
    FlowPiece *pieces =
        array_room(flow->pieces, &flow->piece_capacity, flow->piece_count, 1, sizeof *pieces);
    if (!pieces)
        return fail_memory(onnx, sizeof *pieces);
    flow->pieces = pieces;
    flow->pieces[flow->piece_count++] = piece;
    return true;
}

/* The columns without their pieces. */
Flow *flow_like(Onnx *onnx, const OnnxNode *node, const Flow *flow) {
    Flow *like = flow_new(onnx, FLOW_COLUMNS, node, flow->name);
    if (!like)
        return NULL;
    like->after_layer = flow->after_layer;
    like->one_step = flow->one_step;
    like->rank = flow->rank;
    memcpy(like->axes, flow->axes, sizeof like->axes);
    like->across = flow->across;
    like->major = flow->major;
    return like;
}

bool flow_take_pieces(Onnx *onnx, Flow *flow, const Flow *from) {
    for (int k = 0; k < from->piece_count; k++)
        if (!flow_add_piece(onnx, flow, from->pieces[k]))
            return false;
    return true;
}

/* ---- data ---- */

static int add_data(Onnx *onnx, long width) {
    OnnxData *data =
        array_room(onnx->data, &onnx->data_capacity, onnx->data_count, 1, sizeof *data);
    if (!data) {
        fail_memory(onnx, sizeof *data);
        return -1;
    }
    onnx->data = data;
    onnx->data[onnx->data_count] = (OnnxData){width, -1};
    return onnx->data_count++;
}

static bool make_data(Onnx *onnx, Flow *flow, int rank, const long *sides, long width) {
    int data = add_data(onnx, width);
    if (data < 0)
        return false;
    flow->kind = FLOW_COLUMNS;
    flow->piece_count = 0;
    flow->rank = rank;
    flow->across = flow->major = -1;
    for (int k = 0; k < rank; k++) {
        flow->axes[k] = (FlowAxis){label_new(onnx), sides ? sides[k] : -1};
        if (flow->axes[k].label < 0)
            return false;
    }
    return flow_add_piece(onnx, flow, (FlowPiece){.layer = -1, .data = data, .count = -1});
}

Flow *flow_data(Onnx *onnx, Wire name, int rank, const long *sides) {
    Flow *flow = flow_new(onnx, FLOW_OTHER, NULL, name);
    if (!flow || rank < 0)
        return flow;
    return make_data(onnx, flow, rank, sides, -1) ? flow : NULL;
}

bool flow_as_data(Onnx *onnx, Flow *flow, long width) {
    const long sides[3] = {-1, -1, width};
    return make_data(onnx, flow, 3, sides, width);
}

long flow_width(const Onnx *onnx, const Flow *flow) {
    long width = 0;
    for (int k = 0; k < flow->piece_count; k++) {
        const FlowPiece *piece = &flow->pieces[k];
        long count = piece->count;
        if (count < 0 && flow->across >= 0)
            count = flow->axes[flow->across].size;
        if (count < 0 && piece->layer < 0 && !piece->dense)
            count = onnx->data[piece->data].width;
        if (count < 0)
            return -1;
        width += count;
    }
    return width;
}

/* Data is read in columns from where the last one ended. */
static int data_column(Onnx *onnx, int data, long width) {
    if (onnx->data[data].first < 0) {
        onnx->data[data].first = onnx->next_column;
        onnx->next_column += (int)width;
    }
    return onnx->data[data].first;
}

bool flow_read(Onnx *onnx, NetworkLayer *layer, const Flow *flow) {
    long width = layer->cell->spec.inputs;
    for (int k = 0; k < flow->piece_count; k++) {
        FlowPiece piece = flow->pieces[k];
        int from = (int)piece.from, count = (int)(piece.count < 0 ? width : piece.count);
        if (piece.layer < 0) {
            long whole = onnx->data[piece.data].width;
            from += data_column(onnx, piece.data, whole < from + count ? from + count : whole);
        }
        if (!network_reads(layer, piece.layer, from, count, onnx->error))
            return onnx->failed = true, false;
    }
    return true;
}

/* ---- labels ---- */

int label_new(Onnx *onnx) {
    if (onnx->label_count == ONNX_LABELS) {
        onnx_fail(onnx, "the graph has too many values");
        return -1;
    }
    int *labels =
        array_room(onnx->labels, &onnx->label_capacity, onnx->label_count, 1, sizeof *labels);
    if (!labels) {
        fail_memory(onnx, sizeof *labels);
        return -1;
    }
    onnx->labels = labels;
    onnx->labels[onnx->label_count] = onnx->label_count;
    return onnx->label_count++;
}

int label_of(const Onnx *onnx, int label) {
    while (label >= 0 && onnx->labels[label] != label)
        label = onnx->labels[label] = onnx->labels[onnx->labels[label]];
    return label;
}

const OnnxPart *label_is_part(const Onnx *onnx, int label) {
    label = label_of(onnx, label);
    for (int k = 0; k < onnx->part_count; k++)
        if (onnx->parts[k].label == label)
            return &onnx->parts[k];
    return NULL;
}

int label_part(Onnx *onnx, int of, long from, long count) {
    const OnnxPart *whole = label_is_part(onnx, of);
    of = label_of(onnx, of);
    if (whole && !whole->count && !count)
        return label_of(onnx, whole->of);
    for (int k = 0; k < onnx->part_count; k++)
        if (label_of(onnx, onnx->parts[k].of) == of && onnx->parts[k].from == from &&
            onnx->parts[k].count == count)
            return onnx->parts[k].label;
    OnnxPart *parts = onnx->part_count < ONNX_PARTS ? array_room(onnx->parts, &onnx->part_capacity,
                                                                 onnx->part_count, 1, sizeof *parts)
                                                    : NULL;
    int label = parts ? label_new(onnx) : -1;
    if (parts)
        onnx->parts = parts;
    if (label >= 0)
        onnx->parts[onnx->part_count++] = (OnnxPart){label, of, from, count};
    return label;
}

/* The older one stands for both, so that the way to it stays short. */
bool label_join(Onnx *onnx, int a, int b) {
    a = label_of(onnx, a);
    b = label_of(onnx, b);
    if (a == b || a < 0 || b < 0)
        return a == b;
    if (label_is_part(onnx, a) || label_is_part(onnx, b))
        return false;
    onnx->labels[a > b ? a : b] = a > b ? b : a;
    return true;
}

/* ---- scopes ---- */

/* Begun otherwise for each table, so that no file can have names that all fall together. */
static size_t hash_of(const Scope *scope, Wire name) {
    uint64_t seed = (uint64_t)(uintptr_t)scope->slots * 11400714819323198485u;
    uint64_t hash = 14695981039346656037u ^ seed >> 32; /* FNV-1a */
    for (size_t k = 0; k < name.length; k++)
        hash = (hash ^ name.bytes[k]) * 1099511628211u;
    return (size_t)(hash ^ hash >> 32);
}

static ScopeSlot *slot_of(const Scope *scope, Wire name) {
    size_t at = hash_of(scope, name) & (scope->slot_count - 1);
    while (scope->slots[at].flow && !wire_same(scope->slots[at].name, name))
        at = (at + 1) & (scope->slot_count - 1);
    return &scope->slots[at];
}

static bool grow(Scope *scope) {
    Scope larger = {.slot_count = scope->slot_count ? scope->slot_count * 2 : 64};
    larger.slots = calloc(larger.slot_count, sizeof *larger.slots);
    if (!larger.slots)
        return false;
    for (size_t k = 0; k < scope->slot_count; k++)
        if (scope->slots[k].flow)
            *slot_of(&larger, scope->slots[k].name) = scope->slots[k];
    free(scope->slots);
    scope->slots = larger.slots;
    scope->slot_count = larger.slot_count;
    return true;
}

bool scope_set(Onnx *onnx, Scope *scope, Wire name, Flow *flow) {
    if (!name.length)
        return true;
    if (!flow)
        return false;
    if (scope->used * 2 >= scope->slot_count && !grow(scope))
        return fail_memory(onnx, scope->slot_count * 2 * sizeof *scope->slots);
    ScopeSlot *slot = slot_of(scope, name);
    scope->used += !slot->flow;
    *slot = (ScopeSlot){name, flow};
    return true;
}

Flow *scope_find(const Scope *scope, Wire name) {
    for (; scope; scope = scope->around) {
        Flow *found = scope->slot_count ? slot_of(scope, name)->flow : NULL;
        if (found)
            return found;
    }
    return NULL;
}

void scope_free(Scope *scope) {
    free(scope->slots);
    scope->slots = NULL;
}
