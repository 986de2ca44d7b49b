/* network_onnx.c: which layers an ONNX model has, what they read and what fills them; that what its
 * nodes make of weights is what onnxruntime makes (tests/reference/graphs.py), besides the files of
 * tests/files/corpus.c; and that a model that lies is refused with a reason, soon. */
#include "testing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/trace.h"
#include "files/network/network.h"
#include "files/network/wire.h"
#include "files/tensors/npz.h"

#define FOLDER "tests/reference/graphs/"

static Network *open_good(const char *path, const char *module) {
    Error error = {0};
    NetworkOptions options = {.module = module};
    Network *network = network_open(path, &options, &error);
    if (!network)
        fail_msg("%s: %s", path, error.what);
    return network;
}

/* ---- what onnxruntime computes ---- */

static float *load(NpzFile *file, const char *name, size_t *count) {
    Error error = {0};
    for (int k = 0; k < npz_count(file); k++) {
        const NpzArray *array = npz_at(file, k);
        if (strcmp(array->name, name) != 0)
            continue;
        float *numbers = calloc(array->count + 1, sizeof *numbers);
        assert_non_null(numbers);
        assert_true(npz_load(file, array, numbers, &error));
        *count = array->count;
        return numbers;
    }
    return NULL;
}

/* Steps x inputs of a layer: columns of the data, and of the layers before. */
static float *gather(const Network *network, int layer, Trace **traces, const float *x,
                     long steps) {
    const NetworkLayer *own = &network->layers[layer];
    int width = own->cell->spec.inputs, at = 0;
    float *inputs = calloc((size_t)steps * (size_t)width, sizeof *inputs);
    assert_non_null(inputs);
    for (int k = 0; k < own->source_count; k++) {
        const NetworkSource *source = &own->sources[k];
        for (long t = 0; t < steps; t++)
            for (int column = 0; column < source->count; column++)
                inputs[t * width + at + column] =
                    source->layer < 0
                        ? x[t * network->inputs + source->from + column]
                        : trace_at(traces[source->layer], SIGNAL_H, t, 0)[source->from + column];
        at += source->count;
    }
    assert_int_equal(at, width);
    return inputs;
}

static void compare(const Network *network, int layer, const Trace *trace, NpzFile *file,
                    long steps, int *compared) {
    size_t count, units = (size_t)network->layers[layer].cell->spec.hidden;
    float *expected = load(file, network->layers[layer].name, &count);
    if (!expected)
        return;
    assert_int_equal(count, (size_t)steps * units);
    for (size_t k = 0; k < count; k++) {
        float found = trace_at(trace, SIGNAL_H, (long)(k / units), 0)[k % units];
        if (!(fabsf(found - expected[k]) < 5e-6f))
            fail_msg("%s, %s, number %zu: %g, not %g", network->path, network->layers[layer].name,
                     k, (double)found, (double)expected[k]);
    }
    free(expected);
    ++*compared;
}

/* Runs the layers and compares those that the archive has; returns how many. */
static int check_numbers(const Network *network, const char *archive) {
    Error error = {0};
    NpzFile *file = npz_open(archive, &error);
    assert_non_null(file);
    size_t count;
    float *x = load(file, "x", &count);
    long steps = (long)count / network->inputs;
    Trace *traces[NETWORK_LAYERS];
    int compared = 0;
    for (int k = 0; k < network->layer_count; k++) {
        const NetworkLayer *layer = &network->layers[k];
        size_t width = (size_t)layer->cell->spec.inputs;
        float *inputs = gather(network, k, traces, x, steps);
        traces[k] = trace_new(&layer->cell->spec, steps, 1, &error);
        trace_run(traces[k], layer->cell, (Inputs){inputs, width, 0}, 0, steps);
        compare(network, k, traces[k], file, steps, &compared);
        free(inputs);
    }
    for (int k = 0; k < network->layer_count; k++)
        trace_free(traces[k]);
    free(x);
    npz_close(file);
    return compared;
}

static void test_weights_that_nodes_make(void **state) {
    (void)state;
    static const char *const names[] = {"made", "quantised"};
    for (int k = 0; k < 2; k++) {
        char path[64], archive[64];
        snprintf(path, sizeof path, FOLDER "%s.onnx", names[k]);
        snprintf(archive, sizeof archive, FOLDER "%s.npz", names[k]);
        Network *network = open_good(path, NULL);
        assert_int_equal(network->layer_count, 1);
        assert_true(network->whole);
        for (int tensor = 0; tensor < network->tensor_count; tensor++)
            assert_true(network->tensors[tensor].used);
        assert_int_equal(check_numbers(network, archive), 1);
        network_free(network);
    }
}

static void test_modules_and_dense_layers(void **state) {
    (void)state;
    static const char *const names[] = {FOLDER "two-script.onnx", FOLDER "two-dynamo.onnx"};
    static const char *const archives[] = {FOLDER "two-script.npz", FOLDER "two-dynamo.npz"};
    static const char *const layers[] = {"before", "first.layer0", "between", "second.layer0"};
    for (int k = 0; k < 2; k++) {
        Network *network = open_good(names[k], NULL);
        assert_int_equal(network->layer_count, 4);
        for (int layer = 0; layer < 4; layer++) {
            assert_string_equal(network->layers[layer].name, layers[layer]);
            assert_int_equal(network->layers[layer].readout, layer % 2 == 0);
            assert_int_equal(network->layers[layer].sources[0].layer, layer - 1);
        }
        assert_int_equal(network->layers[0].cell->spec.candidate, ACTIVATION_RELU);
        assert_int_equal(network->layers[2].cell->spec.candidate, ACTIVATION_TANH);
        assert_string_equal(network->layers[3].module, "second");
        assert_int_equal(network->inputs, 3);
        assert_true(network->whole);
        assert_int_equal(check_numbers(network, archives[k]), 2);
        network_free(network);
    }
}

static void test_steps_turned_over(void **state) {
    (void)state;
    Network *network = open_good(FOLDER "turned.onnx", NULL);
    assert_int_equal(network->layer_count, 3);
    assert_string_equal(network->layers[1].name, "layer1_reverse");
    assert_true(network->layers[1].cell->spec.backward);
    assert_int_equal(network->layers[0].sources[0].from, 1);
    assert_int_equal(network->layers[1].sources[0].from, 0);
    assert_int_equal(network->layers[2].source_count, 2);
    assert_int_equal(network->inputs, 3);
    assert_true(network->whole);
    assert_int_equal(check_numbers(network, FOLDER "turned.npz"), 3);
    network_free(network);
}

static void test_one_module_of_two(void **state) {
    (void)state;
    Error error = {0};
    NetworkOptions options = {.module = "third"};
    Network *network = open_good(FOLDER "two-script.onnx", "first");
    assert_int_equal(network_find(network, "first.layer0"), 1);
    assert_int_equal(network_find(network, "second.layer0"), -1);
    assert_false(network->whole);
    network_free(network);
    assert_null(network_open(FOLDER "two-script.onnx", &options, &error));
    assert_non_null(strstr(error.what, "no layer of a module \"third\""));
}

static void test_branches(void **state) {
    (void)state;
    Network *network = open_good(FOLDER "branches.onnx", NULL);
    assert_int_equal(network->layer_count, 1);
    assert_string_equal(network->layers[0].name, "then.layer0");
    assert_false(network->whole);
    assert_int_equal(network->warnings.count, 1);
    assert_string_equal(network->tensors[3].info.name, "elseW");
    assert_non_null(strstr(network->tensors[3].what, "--module else"));
    assert_int_equal(check_numbers(network, FOLDER "branches.npz"), 1);
    network_free(network);
    network = open_good(FOLDER "branches.onnx", "else");
    assert_string_equal(network->layers[0].name, "else.layer0");
    network_free(network);
}

static void test_functions(void **state) {
    (void)state;
    Network *network = open_good(FOLDER "function.onnx", NULL);
    assert_int_equal(network->layer_count, 2);
    assert_int_equal(network->layers[1].sources[0].layer, 0);
    assert_int_equal(check_numbers(network, FOLDER "function.npz"), 2);
    network_free(network);
}

/* ---- models that lie ---- */

/* A message that is being written. */
typedef struct Message {
    unsigned char *bytes;
    size_t length;
} Message;

static void put(Message *message, const void *bytes, size_t length) {
    message->bytes = realloc(message->bytes, message->length + length + 1);
    assert_non_null(message->bytes);
    memcpy(message->bytes + message->length, bytes, length);
    message->length += length;
}

static void put_varint(Message *message, unsigned long value) {
    for (; value > 127; value >>= 7)
        put(message, (unsigned char[]){(unsigned char)(value | 128)}, 1);
    put(message, (unsigned char[]){(unsigned char)value}, 1);
}

static void put_number(Message *message, int field, unsigned long value) {
    put_varint(message, (unsigned long)field << 3);
    put_varint(message, value);
}

static void put_text(Message *message, int field, const char *text) {
    put_varint(message, (unsigned long)field << 3 | 2);
    put_varint(message, strlen(text));
    put(message, text, strlen(text));
}

static void put_message(Message *message, int field, Message *part) {
    put_varint(message, (unsigned long)field << 3 | 2);
    put_varint(message, part->length);
    put(message, part->length ? part->bytes : (unsigned char *)"", part->length);
    free(part->bytes);
    *part = (Message){0};
}

/* A node with up to three inputs. */
static void put_node(Message *graph, const char *op, const char *a, const char *b, const char *c,
                     const char *output) {
    const char *inputs[] = {a, b, c};
    Message node = {0};
    for (int k = 0; k < 3; k++)
        if (inputs[k])
            put_text(&node, 1, inputs[k]);
    put_text(&node, 2, output);
    put_text(&node, 4, op);
    put_message(graph, 1, &node);
}

/* A tensor of float32, whose raw data have `bytes` bytes. */
static void put_tensor(Message *graph, const char *name, size_t a, size_t b, size_t c,
                       size_t bytes) {
    Message tensor = {0};
    char *zeros = calloc(bytes + 1, 1);
    put_number(&tensor, 1, a);
    put_number(&tensor, 1, b);
    put_number(&tensor, 1, c);
    put_number(&tensor, 2, 1);
    put_text(&tensor, 8, name);
    put_varint(&tensor, 9 << 3 | 2);
    put_varint(&tensor, bytes);
    put(&tensor, zeros, bytes);
    free(zeros);
    put_message(graph, 5, &tensor);
}

static void put_input(Message *graph, const char *name) {
    Message input = {0};
    put_text(&input, 1, name);
    put_message(graph, 11, &input);
}

/* Writes the model into a file of its own, whose name is in `path`; frees it. */
static void keep(Message *model, char path[32]) {
    snprintf(path, 32, "/tmp/gatescope-onnx-XXXXXX");
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, model->bytes, model->length), (ssize_t)model->length);
    close(file);
    free(model->bytes);
}

/* The error with which a model of that graph is refused; frees the graph. */
static Error refusal(Message *graph) {
    char path[32];
    Message model = {0};
    Error error = {0};
    put_number(&model, 1, 8);
    put_text(&model, 2, "test");
    put_message(&model, 7, graph);
    keep(&model, path);
    assert_null(network_open(path, NULL, &error));
    remove(path);
    return error;
}

static void assert_says(const Error *error, const char *piece) {
    if (!strstr(error->what, piece))
        fail_msg("\"%s\" instead of \"%s\"", error->what, piece);
    assert_true(error->file[0] != '\0');
}

static void test_circles(void **state) {
    (void)state;
    Message graph = {0};
    put_node(&graph, "Relu", "b", NULL, NULL, "a");
    put_node(&graph, "Relu", "a", NULL, NULL, "b");
    Error error = refusal(&graph);
    assert_says(&error, "a node Relu reads \"b\", which none before it makes");
}

static void test_lengths_that_lie(void **state) {
    (void)state;
    Message graph = {0};
    put_tensor(&graph, "W", 1, 4, 1, 12);
    Error error = refusal(&graph);
    assert_says(&error, "the tensor \"W\" is not as long as its shape says");
    assert_string_equal(error.expected, "16 bytes");
    put_tensor(&graph, "W", 1ul << 30, 1ul << 30, 1ul << 30, 12);
    error = refusal(&graph);
    assert_says(&error, "its shape or a length cannot be");
    put_varint(&graph, 1 << 3 | 2);
    put_varint(&graph, 1ul << 40);
    error = refusal(&graph);
    assert_says(&error, "a length leads out of it");
}

static void test_shapes_that_do_not_fit(void **state) {
    (void)state;
    Message graph = {0};
    put_input(&graph, "X");
    put_tensor(&graph, "W", 1, 8, 1, 32);
    put_tensor(&graph, "R", 1, 8, 3, 96);
    put_node(&graph, "LSTM", "X", "W", "R", "Y");
    Error error = refusal(&graph);
    assert_says(&error, "R of \"Y\" (\"R\") has the wrong shape");
    assert_string_equal(error.expected, "1 x 8 x 2");
}

static void test_layers_of_others_are_named(void **state) {
    (void)state;
    Message graph = {0}, node = {0};
    put_text(&node, 2, "Y");
    put_text(&node, 4, "DynamicQuantizeLSTM");
    put_text(&node, 7, "com.microsoft");
    put_message(&graph, 1, &node);
    Error error = refusal(&graph);
    assert_says(&error, "the recurrent layers are nodes DynamicQuantizeLSTM");
}

/* Each doubles the one before: forty make a terabyte of a number. */
static void test_bombs(void **state) {
    (void)state;
    Message graph = {0};
    char names[41][8];
    put_input(&graph, "X");
    put_tensor(&graph, "n0", 1, 4, 1, 16);
    for (int k = 0; k <= 40; k++)
        snprintf(names[k], sizeof names[k], "n%d", k);
    for (int k = 0; k < 40; k++)
        put_node(&graph, "Concat", names[k], names[k], NULL, names[k + 1]);
    put_node(&graph, "LSTM", "X", names[40], names[40], "Y");
    Error error = refusal(&graph);
    assert_says(&error, "is none that can be computed from the file's constants");
}

static void test_graphs_in_graphs(void **state) {
    (void)state;
    Message graph = {0};
    put_node(&graph, "Relu", "X", NULL, NULL, "Y");
    for (int k = 0; k < 100; k++) {
        Message attribute = {0}, node = {0}, around = {0};
        put_text(&attribute, 1, "then_branch");
        put_message(&attribute, 6, &graph);
        put_text(&node, 1, "X");
        put_text(&node, 2, "Y");
        put_text(&node, 4, "If");
        put_message(&node, 5, &attribute);
        put_message(&around, 1, &node);
        graph = around;
    }
    Error error = refusal(&graph);
    assert_says(&error, "graphs in each other more than 64 deep");
}

/* Functions that call each other twice, forty deep: a million million nodes. */
static void test_functions_that_call_each_other(void **state) {
    (void)state;
    char path[32], name[8], next[8];
    Message model = {0}, graph = {0};
    Error error = {0};
    put_number(&model, 1, 8);
    put_text(&model, 2, "test");
    for (int k = 0; k < 40; k++) {
        Message function = {0};
        snprintf(name, sizeof name, "f%d", k);
        snprintf(next, sizeof next, "f%d", k + 1);
        put_text(&function, 1, name);
        for (int twice = 0; twice < 2; twice++) {
            Message node = {0};
            put_text(&node, 4, next);
            put_message(&function, 7, &node);
        }
        put_message(&model, 25, &function);
    }
    put_node(&graph, "f0", NULL, NULL, NULL, "Y");
    put_message(&model, 7, &graph);
    keep(&model, path);
    assert_null(network_open(path, NULL, &error));
    assert_says(&error, "more than 65536 nodes");
    remove(path);
}

/* ---- the wire ---- */

static void test_wire(void **state) {
    (void)state;
    static const unsigned char good[] = {0x08, 0xac, 0x02, 0x12, 0x02, 'h', 'i', 0x1d, 1, 0, 0, 0};
    Wire wire = wire_of(good, sizeof good);
    WireField field;
    assert_true(wire_next(&wire, &field));
    assert_int_equal(field.number, 1);
    assert_int_equal(field.value, 300);
    assert_true(wire_next(&wire, &field));
    assert_true(wire_is(field.bytes, "hi"));
    assert_false(wire_is(field.bytes, "h"));
    assert_true(wire_next(&wire, &field));
    assert_int_equal(field.type, WIRE_32);
    assert_int_equal(field.value, 1);
    assert_false(wire_next(&wire, &field));
    assert_false(wire.broken);
    static const unsigned char bad[][12] = {
        {0x12, 0x05, 'h', 'i'},   /* a text longer than what is there */
        {0x0b, 0x01, 0x01, 0x01}, /* a group */
        {0x00, 0x01, 0x01, 0x01}, /* field 0 */
        {0x08, 0x80, 0x80, 0x80}, /* a number without an end */
        {0x1d, 1, 0, 0}};         /* four bytes that are three */
    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
        wire = wire_of(bad[k], 4);
        assert_false(wire_next(&wire, &field));
        assert_true(wire.broken);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_wire),
        cmocka_unit_test(test_weights_that_nodes_make),
        cmocka_unit_test(test_modules_and_dense_layers),
        cmocka_unit_test(test_steps_turned_over),
        cmocka_unit_test(test_one_module_of_two),
        cmocka_unit_test(test_branches),
        cmocka_unit_test(test_functions),
        cmocka_unit_test(test_circles),
        cmocka_unit_test(test_lengths_that_lie),
        cmocka_unit_test(test_shapes_that_do_not_fit),
        cmocka_unit_test(test_layers_of_others_are_named),
        cmocka_unit_test(test_bombs),
        cmocka_unit_test(test_graphs_in_graphs),
        cmocka_unit_test(test_functions_that_call_each_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
