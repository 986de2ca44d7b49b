/* onnx_run.c: a walk through a graph, node by node, each with what is known of what it reads. */
#include "files/network/onnx_run.h"

#include <stdlib.h>
#include <string.h>

#include "files/network/onnx_cell.h"
#include "files/network/onnx_dense.h"
#include "files/network/onnx_fold.h"
#include "files/network/onnx_list.h"
#include "files/network/onnx_names.h"
#include "files/network/onnx_sizes.h"

enum { GRAPH_NODE = 1, GRAPH_NAME, GRAPH_INITIALIZER = 5, GRAPH_INPUT = 11, GRAPH_OUTPUT };
enum { FUNCTION_INPUT = 4, FUNCTION_OUTPUT, FUNCTION_NODE = 7 };

typedef struct Running {
    Onnx *onnx;
    Scope *scope;
    const OnnxNode *call; /* of a function's nodes */
    Flow *inputs[ONNX_INPUTS];
    int count;
} Running;

/* ---- what a node reads and makes ---- */

static bool fail_missing(const Running *run, const OnnxNode *node, Wire name) {
    char text[64], op[32];
    wire_copy(name, text, sizeof text);
    wire_copy(node->op, op, sizeof op);
    return onnx_fail(run->onnx, "a node %s reads \"%s\", which none before it makes", op, text);
}

/* Of those beyond ONNX_INPUTS nothing is known: count is then -1. */
static bool find_inputs(Running *run, const OnnxNode *node) {
    Wire message = node->message;
    run->count = 0;
    for (WireField field; wire_next(&message, &field);) {
        if (field.number != 1 || field.type != WIRE_BYTES)
            continue;
        if (run->count == ONNX_INPUTS) {
            run->count = -1;
            return true;
        }
        Flow *flow = field.bytes.length ? scope_find(run->scope, field.bytes) : NULL;
        if (field.bytes.length && !flow)
            return fail_missing(run, node, field.bytes);
        run->inputs[run->count++] = flow;
    }
    return true;
}

static bool reads_layers(const Running *run) {
    for (int k = 0; k < run->count; k++)
        if (run->inputs[k] && run->inputs[k]->after_layer)
            return true;
    return run->count < 0;
}

static Flow *other(const Running *run, const OnnxNode *node, Wire name) {
    Flow *flow = flow_new(run->onnx, FLOW_OTHER, node, name);
    if (!flow)
        return NULL;
    flow->after_layer = reads_layers(run);
    for (int k = 0; k < run->count; k++)
        if (run->inputs[k] && run->inputs[k]->kind == FLOW_OTHER && run->inputs[k]->op.length) {
            flow->op = run->inputs[k]->op; /* the first that is not known */
            break;
        }
    return flow;
}

/* ---- constants ---- */

static bool is_constant(const Running *run, const OnnxNode *node) {
    for (int k = 0; k < run->count; k++)
        if (run->inputs[k] && run->inputs[k]->kind != FLOW_CONSTANT)
            return false;
    return fold_can(node) && run->count >= 0 && (run->count > 0 || wire_is(node->op, "Constant"));
}

static Flow *constant(const Running *run, const OnnxNode *kept, int output) {
    Flow *flow = flow_new(run->onnx, FLOW_CONSTANT, kept, onnx_output(kept, output));
    if (!flow)
        return NULL;
    flow->node = kept;
    flow->output = output;
    if (!run->count)
        return flow;
    flow->inputs = malloc((size_t)run->count * sizeof(Flow *));
    if (!flow->inputs) {
        onnx_fail(run->onnx, "out of memory");
        return NULL;
    }
    memcpy(flow->inputs, run->inputs, (size_t)run->count * sizeof(Flow *));
    flow->input_count = run->count;
    return flow;
}

static bool run_constant(const Running *run, const OnnxNode *node) {
    const OnnxNode *kept = onnx_keep(run->onnx, node);
    Wire name;
    if (!kept)
        return false;
    for (int k = 0; k < ONNX_INPUTS && (name = onnx_output(node, k)).length; k++)
        if (!scope_set(run->onnx, run->scope, name, constant(run, kept, k)))
            return false;
    return true;
}

/* ---- cells, readouts, and what lies between ---- */

static bool set_outputs(const Running *run, const OnnxNode *node, Flow **outputs, int count) {
    for (int k = 0; k < ONNX_INPUTS; k++) {
        Wire name = onnx_output(node, k);
        Flow *flow = k < count ? outputs[k] : NULL;
        if (!name.length && k >= count)
            return true;
        if (name.length && !flow)
            flow = other(run, node, name);
        if (!scope_set(run->onnx, run->scope, name, flow))
            return false;
    }
    return true;
}

static bool run_cell(const Running *run, const OnnxNode *node) {
    Flow *outputs[3] = {NULL};
    Flow *inputs[ONNX_INPUTS];
    memcpy(inputs, run->inputs, sizeof inputs);
    return cell_make(run->onnx, node, inputs, run->count, outputs) &&
           set_outputs(run, node, outputs, 3);
}

/* What is read by a node that does more than add to it becomes a layer now; in front of the first
 * recurrent layer only if that reads it in the end. */
static bool make_read(Running *run) {
    for (int k = 0; k < run->count; k++) {
        Flow *flow = run->inputs[k];
        if (!flow || flow->kind != FLOW_DENSE)
            continue;
        if (flow->after_layer ? !dense_make(run->onnx, flow)
                              : !(run->inputs[k] = dense_promise(run->onnx, flow)))
            return false;
    }
    return true;
}

static bool passes(const OnnxNode *node) {
    return wire_is(node->op, "Identity") || wire_is(node->op, "Cast") ||
           wire_is(node->op, "Dropout");
}

static bool run_other(Running *run, const OnnxNode *node) {
    Flow *outputs[ONNX_INPUTS] = {NULL};
    int count = run->count < 0 ? 0 : run->count;
    outputs[0] = flow_dense(run->onnx, node, run->inputs, count);
    if (!outputs[0] && count && run->inputs[0] && run->inputs[0]->kind == FLOW_DENSE &&
        passes(node))
        outputs[0] = run->inputs[0];
    if (outputs[0] || run->onnx->failed)
        return !run->onnx->failed && set_outputs(run, node, outputs, 1);
    if (!make_read(run))
        return false;
    for (int k = 0; k < ONNX_INPUTS && onnx_output(node, k).length; k++)
        outputs[k] = flow_through(run->onnx, node, run->inputs, count, k);
    return !run->onnx->failed && set_outputs(run, node, outputs, ONNX_INPUTS);
}

/* ---- functions ---- */

static const OnnxFunction *function_of(const Onnx *onnx, const OnnxNode *node) {
    for (int k = 0; k < onnx->function_count; k++)
        if (wire_same(onnx->functions[k].name, node->op) &&
            wire_same(onnx->functions[k].domain, node->domain))
            return &onnx->functions[k];
    return NULL;
}

static Wire text_at(Wire message, uint32_t number, int index) {
    for (WireField field; wire_next(&message, &field);)
        if (field.number == number && field.type == WIRE_BYTES && index-- == 0)
            return field.bytes;
    return wire_of(NULL, 0);
}

static bool run_nodes(Running *run, Wire message, uint32_t number);

static bool run_function(const Running *run, const OnnxNode *node, const OnnxFunction *function) {
    Scope scope = {0};
    Running inner = {.onnx = run->onnx, .scope = &scope, .call = onnx_keep(run->onnx, node)};
    bool good = inner.call != NULL;
    Wire name;
    for (int k = 0; good && k < ONNX_INPUTS; k++) {
        if (!(name = text_at(function->message, FUNCTION_INPUT, k)).length)
            break;
        Flow *flow = k < run->count ? run->inputs[k] : NULL;
        good = scope_set(run->onnx, &scope, name, flow ? flow : other(run, node, name));
    }
    good = good && run_nodes(&inner, function->message, FUNCTION_NODE);
    for (int k = 0; good && k < ONNX_INPUTS && (name = onnx_output(node, k)).length; k++) {
        Flow *flow = scope_find(&scope, text_at(function->message, FUNCTION_OUTPUT, k));
        good = scope_set(run->onnx, run->scope, name, flow ? flow : other(run, node, name));
    }
    scope_free(&scope);
    return good;
}

/* ---- graphs in nodes ---- */

static bool add_initializers(Running *run, Wire graph) {
    for (WireField field; wire_next(&graph, &field);) {
        if (field.number != GRAPH_INITIALIZER || field.type != WIRE_BYTES)
            continue;
        OnnxTensor tensor;
        Error error = {0};
        if (!onnx_tensor(field.bytes, &tensor, &error))
            return onnx_fail_as(run->onnx, &error);
        Flow *flow = flow_new(run->onnx, FLOW_CONSTANT, NULL, tensor.name);
        if (flow)
            flow->tensor = field.bytes;
        if (!scope_set(run->onnx, run->scope, tensor.name, flow))
            return false;
    }
    return true;
}

/* Its outputs, in the order in which it has them. */
static bool run_graph(const Running *run, Wire graph, Flow **inputs, int count, Flow **outputs,
                      const OnnxNode *node) {
    Scope scope = {.around = run->scope};
    Running inner = {.onnx = run->onnx, .scope = &scope, .call = run->call};
    Wire name;
    bool good = true;
    for (int k = 0; good && k < ONNX_INPUTS; k++) {
        name = text_at(text_at(graph, GRAPH_INPUT, k), 1, 0);
        if (!name.length)
            break;
        Flow *flow = k < count ? inputs[k] : NULL;
        good = scope_set(run->onnx, &scope, name, flow ? flow : other(run, node, name));
    }
    good = good && add_initializers(&inner, graph) && run_nodes(&inner, graph, GRAPH_NODE);
    for (int k = 0; good && k < ONNX_INPUTS; k++) {
        name = text_at(text_at(graph, GRAPH_OUTPUT, k), 1, 0);
        outputs[k] = name.length ? scope_find(&scope, name) : NULL;
    }
    scope_free(&scope);
    return good;
}

static bool asks_for(const Onnx *onnx, const char *module) {
    return onnx->options->module && strcmp(onnx->options->module, module) == 0;
}

/* The arrays of a branch that nobody goes through, and that nothing else uses. */
static void leave_branch(const Onnx *onnx, Wire graph, const char *branch) {
    Network *network = onnx->network;
    for (WireField field; wire_next(&graph, &field);) {
        OnnxTensor tensor;
        if (field.number != GRAPH_INITIALIZER || field.type != WIRE_BYTES ||
            !onnx_tensor(field.bytes, &tensor, NULL) || !onnx_listed(onnx, tensor.name))
            continue;
        char name[256];
        wire_copy(tensor.name, name, sizeof name);
        for (int k = 0; k < network->tensor_count; k++)
            if (!network->tensors[k].what && strcmp(network->tensors[k].info.name, name) == 0)
                network_left(network, name, "of the way \"%s\", which --module %s shows", branch,
                             branch);
    }
}

/* Of two branches one is walked through: the one with layers, where both have the one that was asked
 * for, else the first; a condition that is constant is not computed. */
static bool run_if(const Running *run, const OnnxNode *node) {
    Onnx *onnx = run->onnx;
    Wire branches[2] = {onnx_message(node, "then_branch", ONNX_ATTRIBUTE_GRAPH),
                        onnx_message(node, "else_branch", ONNX_ATTRIBUTE_GRAPH)};
    bool layers[2] = {onnx_graph_has_cells(branches[0]), onnx_graph_has_cells(branches[1])};
    bool both = layers[0] && layers[1];
    int first = both ? asks_for(onnx, "else") : layers[1];
    Flow *outputs[2][ONNX_INPUTS] = {{NULL}};
    Wire around = onnx->branch;
    if (both) {
        onnx->branch = wire_of((const unsigned char *)(first ? "else" : "then"), 4);
        network_warn(onnx->network, "the graph has two ways, \"then\" and \"else\": this is \"%s\"",
                     first ? "else" : "then");
        onnx->network->partial = true;
    }
    bool good = run_graph(run, branches[first], NULL, 0, outputs[first], node);
    onnx->branch = around;
    if (good && both)
        leave_branch(onnx, branches[1 - first], first ? "then" : "else");
    if (good && !layers[0] && !layers[1])
        good = run_graph(run, branches[1], NULL, 0, outputs[1], node);
    for (int k = 0; good && k < ONNX_INPUTS; k++)
        if (!outputs[first][k] || outputs[first][k]->kind == FLOW_OTHER)
            outputs[first][k] = outputs[1 - first][k] ? outputs[1 - first][k] : outputs[first][k];
    return good && set_outputs(run, node, outputs[first], ONNX_INPUTS);
}

/* What goes round in it is not known; a layer inside reads data of its own. */
static bool run_loop(const Running *run, const OnnxNode *node) {
    Flow *outputs[ONNX_INPUTS] = {NULL};
    Wire body = onnx_message(node, "body", ONNX_ATTRIBUTE_GRAPH);
    int before = run->onnx->recurrent;
    if (!run_graph(run, body, NULL, 0, outputs, node) || !set_outputs(run, node, outputs, 0))
        return false;
    for (int k = 0; k < ONNX_INPUTS && run->onnx->recurrent > before; k++) {
        Wire name = onnx_output(node, k);
        Flow *flow = name.length ? scope_find(run->scope, name) : NULL;
        if (flow)
            flow->after_layer = true;
    }
    return true;
}

/* ---- all nodes ---- */

static bool run_node(Running *run, const OnnxNode *node) {
    const OnnxFunction *function = function_of(run->onnx, node);
    CellKind kind;
    if (!find_inputs(run, node))
        return false;
    if (function)
        return run_function(run, node, function);
    if (onnx_is_cell(node, &kind) && run->count > 0)
        return run_cell(run, node);
    if (wire_is(node->op, "If"))
        return run_if(run, node);
    if (wire_is(node->op, "Loop") || wire_is(node->op, "Scan"))
        return run_loop(run, node);
    return is_constant(run, node) ? run_constant(run, node) : run_other(run, node);
}

static bool run_nodes(Running *run, Wire message, uint32_t number) {
    Onnx *onnx = run->onnx;
    if (++onnx->depth > ONNX_DEPTH)
        return onnx_fail(onnx, "the graph has graphs or functions in each other more than %d deep",
                         ONNX_DEPTH);
    for (WireField field; wire_next(&message, &field);) {
        if (field.number != number || field.type != WIRE_BYTES)
            continue;
        OnnxNode node = onnx_node(field.bytes, run->call);
        if (++onnx->steps > ONNX_STEPS)
            return onnx_fail(onnx, "the graph has more than %d nodes", ONNX_STEPS);
        if (!run_node(run, &node))
            return onnx->failed ? false : onnx_fail(onnx, "the graph is broken");
    }
    onnx->depth--;
    return !message.broken || onnx_fail(onnx, "the graph is broken: a length leads out of it");
}

/* The graph's inputs are data; those that are initializers too are constants. */
static bool add_inputs(Running *run, Wire graph) {
    Wire rest = graph;
    for (WireField field; wire_next(&rest, &field);) {
        Wire name;
        long sides[ONNX_SIDES];
        if (field.number != GRAPH_INPUT || field.type != WIRE_BYTES)
            continue;
        int rank = onnx_value_info(field.bytes, &name, sides);
        if (!scope_set(run->onnx, run->scope, name, flow_data(run->onnx, name, rank, sides)))
            return false;
    }
    return add_initializers(run, graph);
}

bool onnx_run(Onnx *onnx, Wire graph) {
    Scope scope = {0};
    Running run = {.onnx = onnx, .scope = &scope};
    bool good = add_inputs(&run, graph) && run_nodes(&run, graph, GRAPH_NODE);
    for (WireField field; good && wire_next(&graph, &field);) {
        if (field.number != GRAPH_OUTPUT || field.type != WIRE_BYTES)
            continue;
        Flow *flow = scope_find(&scope, text_at(field.bytes, 1, 0));
        if (flow && flow->kind == FLOW_DENSE && flow->after_layer)
            good = dense_make(onnx, flow);
    }
    scope_free(&scope);
    return good && !onnx->failed;
}
