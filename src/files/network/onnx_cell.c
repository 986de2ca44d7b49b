/* onnx_cell.c: the nodes LSTM, GRU and RNN as layers: what they read, and what is known of what they
 * give. */
#include "files/network/onnx_cell.h"

#include <stdio.h>
#include <string.h>

#include "files/network/onnx_cell_fill.h"
#include "files/network/onnx_dense.h"
#include "files/network/onnx_fold.h"
#include "files/network/onnx_names.h"

/* ---- what became of its arrays ---- */

static void look(const Recurrent *r, int input) {
    char name[128];
    TensorInfo info = {.rank = r->arrays[input].rank, .count = r->arrays[input].count};
    memcpy(info.shape, r->arrays[input].shape, sizeof info.shape);
    wire_copy(r->inputs[input]->name, name, sizeof name);
    network_look(r->onnx->network, name, r->arrays[input].numbers, &info);
}

static void say_used(const Recurrent *r) {
    static const char *const WHAT[INPUT_COUNT] = {[INPUT_W] = "W_x*",
                                                  [INPUT_R] = "W_h*",
                                                  [INPUT_B] = "biases",
                                                  [INPUT_H] =
                                                      "the hidden state that it begins with",
                                                  [INPUT_C] = "the cell state that it begins with",
                                                  [INPUT_P] = "peepholes"};
    const NetworkLayer *layers = r->onnx->network->layers;
    for (int k = 0; k < INPUT_COUNT; k++) {
        if (!r->arrays[k].numbers || !WHAT[k])
            continue;
        look(r, k);
        bool state = k == INPUT_H || k == INPUT_C;
        fold_used(r->onnx, r->inputs[k], "%s%s%s: %s%s%s", layers[r->layers[0]].name,
                  r->directions == 2 ? ", " : "",
                  r->directions == 2 ? layers[r->layers[1]].name : "", WHAT[k], state ? "" : " of ",
                  state ? "" : r->gates);
    }
}

/* ---- names ---- */

static int next_index(const Onnx *onnx, const char *module) {
    int index = 0;
    for (int k = 0; k < onnx->network->layer_count; k++) {
        const NetworkLayer *layer = &onnx->network->layers[k];
        if (!layer->readout && strcmp(layer->module, module) == 0 && layer->index >= index)
            index = layer->index + 1;
    }
    return index;
}

static bool is_asked(const Onnx *onnx, const char *module) {
    const char *asked = onnx->options->module;
    size_t length = asked ? strlen(asked) : 0;
    return !asked || strcmp(module, asked) == 0 ||
           (strncmp(module, asked, length) == 0 && module[length] == '.');
}

/* ---- what it reads ---- */

/* X: steps x sequences x columns, or with layout 1 sequences x steps x columns. */
static bool fits(const Recurrent *r, const Flow *flow) {
    int time = r->batch_first ? 1 : 0;
    if (flow->kind != FLOW_COLUMNS || flow->rank != 3 || flow->major >= 0 ||
        (flow->across >= 0 && flow->across != 2))
        return false;
    int steps = label_of(r->onnx, flow->axes[time].label);
    const OnnxPart *part = label_is_part(r->onnx, steps);
    if (part && part->count) /* some of the steps only */
        return false;
    steps = part ? label_of(r->onnx, part->of) : steps;
    long width = flow_width(r->onnx, flow);
    if (width >= 0 && width != r->width)
        return false;
    for (int k = 0; k < flow->piece_count; k++) {
        const FlowPiece *piece = &flow->pieces[k];
        int own = piece->layer >= 0 ? label_of(r->onnx, r->onnx->time[piece->layer]) : -1;
        if (piece->last || (own >= 0 && own != steps))
            return false;
    }
    return true;
}

/* The label of its steps, in their order. */
static int time_of(const Recurrent *r, const Flow *flow) {
    int label = flow->axes[r->batch_first ? 1 : 0].label;
    const OnnxPart *part = label_is_part(r->onnx, label);
    return part ? part->of : label;
}

/* What is known of it now that a layer has read it. */
static void settle(Recurrent *r, Flow *flow) {
    flow->across = 2;
    r->turned = label_is_part(r->onnx, flow->axes[r->batch_first ? 1 : 0].label) != NULL;
    for (int k = 0; k < flow->piece_count; k++) {
        const FlowPiece *piece = &flow->pieces[k];
        if (piece->layer >= 0 && r->onnx->time[piece->layer] < 0)
            r->onnx->time[piece->layer] = time_of(r, flow);
        if (piece->layer < 0 && piece->count < 0)
            r->onnx->data[piece->data].width = r->width;
    }
}

static void say_left(const Recurrent *r, const char *why) {
    for (int k = INPUT_W; k < INPUT_COUNT; k++)
        if (r->inputs[k])
            fold_left(r->onnx, r->inputs[k], "\"%s\": %s", r->name, why);
}

/* What it reads, or what it shall read where that is not known: data of its own. */
static bool find_source(Recurrent *r, bool *left) {
    Flow *flow = r->inputs[INPUT_X];
    char op[48], why[128];
    *left = false;
    if (flow->kind == FLOW_DENSE && !dense_make(r->onnx, flow))
        return false;
    if (fits(r, flow) && dense_keep(r->onnx, flow)) {
        settle(r, flow);
        return true;
    }
    if (r->onnx->failed)
        return false;
    wire_copy(flow->op, op, sizeof op);
    snprintf(why, sizeof why, "what it reads of the layers before it (by %s) cannot be shown", op);
    if (flow->after_layer) {
        *left = true;
        say_left(r, why);
        return true;
    }
    r->onnx->network->partial = true;
    network_warn(r->onnx->network,
                 "\"%s\" reads what %s makes, which cannot be shown: its data are those %d columns",
                 r->name, *op ? op : "the graph", r->width);
    return flow_as_data(r->onnx, flow, r->width);
}

/* ---- what is known of its outputs ---- */

static Flow *output_flow(const Recurrent *r, int output, int rank, const FlowAxis *axes,
                         int major) {
    Flow *flow = flow_new(r->onnx, FLOW_COLUMNS, r->node, onnx_output(r->node, output));
    if (!flow)
        return NULL;
    flow->after_layer = true;
    flow->one_step = output > 0;
    flow->rank = rank;
    memcpy(flow->axes, axes, (size_t)rank * sizeof *axes);
    flow->across = rank - 1;
    flow->major = r->directions > 1 ? major : -1;
    for (int k = 0; k < r->directions; k++)
        if (!flow_add_piece(
                r->onnx, flow,
                (FlowPiece){.layer = r->layers[k], .count = r->hidden, .last = output > 0}))
            return NULL;
    return flow;
}

static bool make_outputs(const Recurrent *r, Flow *outputs[3]) {
    const Flow *x = r->inputs[INPUT_X];
    FlowAxis time = x->axes[r->batch_first ? 1 : 0], batch = x->axes[r->batch_first ? 0 : 1];
    FlowAxis directions = {label_new(r->onnx), r->directions};
    FlowAxis units = {label_new(r->onnx), r->hidden};
    const FlowAxis each[] = {time, directions, batch, units},
                   first[] = {batch, time, directions, units};
    const FlowAxis last[] = {directions, batch, units}, last_first[] = {batch, directions, units};
    outputs[0] = r->batch_first ? output_flow(r, 0, 4, first, 2) : output_flow(r, 0, 4, each, 1);
    outputs[1] =
        r->batch_first ? output_flow(r, 1, 3, last_first, 1) : output_flow(r, 1, 3, last, 0);
    return outputs[0] && outputs[1];
}

static bool add_layer(Recurrent *r, int direction, const char *module, int index) {
    Onnx *onnx = r->onnx;
    char name[32];
    CellSpec spec;
    if (!recurrent_spec(r, direction, &spec))
        return false;
    snprintf(name, sizeof name, "layer%d%s", index, spec.backward ? "_reverse" : "");
    NetworkLayer *layer = network_add(onnx->network, module, name, index, &spec, onnx->error);
    if (!layer)
        return onnx->failed = true, false;
    r->layers[direction] = onnx->network->layer_count - 1;
    if (!recurrent_fill(r, layer->cell, direction))
        return false;
    const Flow *x = r->inputs[INPUT_X];
    onnx->time[r->layers[direction]] = time_of(r, x);
    onnx->recurrent++;
    return flow_read(onnx, layer, x);
}

static void say_states(const Recurrent *r) {
    static const int STATES[] = {INPUT_H, INPUT_C};
    bool told = false;
    for (int k = 0; k < 2; k++) {
        const Flow *flow = r->inputs[STATES[k]];
        bool given = flow && flow->kind != FLOW_SAME && !r->arrays[STATES[k]].numbers;
        if (given && flow->after_layer)
            r->onnx->network->partial = true;
        if (given && !told)
            network_warn(r->onnx->network,
                         "\"%s\" begins with a state that it is given: here it begins with zeros",
                         r->name);
        told = told || given;
    }
    if (r->inputs[INPUT_LENGTHS])
        network_warn(
            r->onnx->network,
            "\"%s\" is given the lengths of its sequences: here each is as long as the data",
            r->name);
}

static bool make_layers(Recurrent *r, Flow *outputs[3]) {
    char module[NETWORK_NAME];
    bool left;
    onnx_module(r->node, module);
    if (r->onnx->branch.length)
        wire_copy(r->onnx->branch, module, NETWORK_NAME);
    if (!is_asked(r->onnx, module)) {
        say_left(r, "of another module than that asked for");
        return true;
    }
    if (!find_source(r, &left))
        return false;
    if (left)
        return true;
    if (!r->onnx->several && !r->onnx->branch.length)
        module[0] = '\0'; /* the only one has no name */
    int index = next_index(r->onnx, module);
    for (int k = 0; k < r->directions; k++)
        if (!add_layer(r, k, module, index))
            return false;
    say_used(r);
    say_states(r);
    return make_outputs(r, outputs);
}

bool cell_make(Onnx *onnx, const OnnxNode *node, Flow **inputs, int count, Flow *outputs[3]) {
    Recurrent r = {.onnx = onnx, .node = node};
    if (!onnx_is_cell(node, &r.kind))
        return false;
    r.gates = cell_kind(r.kind)->onnx;
    wire_copy(onnx_node_name(node), r.name, sizeof r.name);
    if (!r.name[0])
        wire_copy(onnx_output(node, 0), r.name, sizeof r.name);
    r.batch_first = onnx_whole(node, "layout", 0) == 1;
    for (int k = 0; k < count && k < INPUT_COUNT; k++)
        r.inputs[k] = inputs[k];
    bool good = recurrent_read(&r) && make_layers(&r, outputs);
    for (int k = 0; k < INPUT_COUNT; k++)
        fold_free(onnx, &r.arrays[k]);
    return good && !onnx->failed;
}
