/* network_torch.c: which layers a file with PyTorch's names has, what they read and what fills them;
 * what it does not tell is a guess that is told, nothing is left without a reason, and what does not
 * fit is refused by name. */
#include "tensor_double.h"

#include <math.h>

/* The arrays of one direction of a layer: weight_ih from 0, weight_hh from 1000, the biases from 1
 * and 2 by tens of thousands, each number one more. */
static char names[DOUBLE_ARRAYS * 2][80];
static int name_count;

static const char *name_of(const char *prefix, const char *stem, const char *end) {
    char *name = names[name_count++];
    assert_true(name_count <= DOUBLE_ARRAYS * 2);
    snprintf(name, sizeof names[0], "%s%s%s", prefix, stem, end);
    return name;
}

static void add_weights(TensorDouble *made, const char *prefix, const char *end, size_t rows,
                        size_t inputs, size_t out) {
    double_add(made, name_of(prefix, "weight_ih", end), rows, inputs, 0, 1);
    double_add(made, name_of(prefix, "weight_hh", end), rows, out, 1000, 1);
}

static void add_layer(TensorDouble *made, const char *prefix, const char *end, size_t rows,
                      size_t inputs, size_t out) {
    add_weights(made, prefix, end, rows, inputs, out);
    double_add(made, name_of(prefix, "bias_ih", end), rows, 0, 10000, 1);
    double_add(made, name_of(prefix, "bias_hh", end), rows, 0, 20000, 1);
}

static void begin(TensorDouble *made) {
    name_count = 0;
    double_begin(made);
}

static Network *read_as(TensorDouble *made, NetworkOptions options) {
    Error error = {0};
    Network *network = double_read(made, network_read_torch, &options, &error);
    if (!network)
        fail_msg("%s; expected %s; found %s", error.what, error.expected, error.found);
    return network;
}

static Network *read_plain(TensorDouble *made) {
    return read_as(made, (NetworkOptions){0});
}

static void expect_source(const Network *network, int layer, int index, int from, int count) {
    assert_true(index < network->layers[layer].source_count);
    assert_int_equal(network->layers[layer].sources[index].layer, from);
    assert_int_equal(network->layers[layer].sources[index].from, 0);
    assert_int_equal(network->layers[layer].sources[index].count, count);
}

static void test_numbers(void **state) {
    (void)state;
    TensorDouble made;
    begin(&made);
    add_layer(&made, "rnn.", "_l0", 8, 3, 2); /* i, f, g, o below each other, two units each */
    Network *network = read_plain(&made);
    assert_int_equal(network->layer_count, 1);
    assert_string_equal(network->layers[0].name, "layer0");
    assert_string_equal(network->layers[0].module, "");
    assert_int_equal(network->layers[0].cell->spec.kind, CELL_LSTM);
    assert_int_equal(network->layers[0].cell->spec.inputs, 3);
    assert_float_equal(double_weight(network, 0, "W_xi", 2, 1), 1 * 3 + 2, 0);
    assert_float_equal(double_weight(network, 0, "W_xf", 1, 0), 2 * 3 + 1, 0);
    assert_float_equal(double_weight(network, 0, "W_xc", 0, 1), 5 * 3, 0);
    assert_float_equal(double_weight(network, 0, "W_ho", 1, 1), 1000 + 7 * 2 + 1, 0);
    assert_float_equal(double_weight(network, 0, "b_f", 0, 1), 10003 + 20003, 0);
    expect_source(network, 0, 0, -1, 3);
    assert_string_equal(double_fate(network, "rnn.weight_ih_l0")->what,
                        "layer0: W_xi, W_xf, W_xc, W_xo");
    assert_int_equal(network->guess_count, 0);
    assert_int_equal(network->warnings.count, 0);
    network_free(network);
    double_end(&made);
}

static void test_gru_and_rnn(void **state) {
    (void)state;
    TensorDouble made;
    begin(&made);
    add_layer(&made, "", "_l0", 6, 1, 2); /* r, z, n */
    Network *network = read_plain(&made);
    assert_true(network->layers[0].cell->spec.reset_after);
    assert_float_equal(double_weight(network, 0, "W_xz", 0, 1), 3, 0);
    assert_float_equal(double_weight(network, 0, "b_r", 0, 0), 10000 + 20000, 0);
    assert_float_equal(double_weight(network, 0, "b_h", 0, 1), 10005, 0);
    assert_float_equal(double_weight(network, 0, "b_hh", 0, 1), 20005, 0);
    assert_int_equal(network->guess_count, 0);
    network_free(network);
    network = read_as(&made, (NetworkOptions){.reset = CHOICE_FIRST});
    assert_true(network->layers[0].cell->spec.reset_after);
    assert_non_null(strstr(network->warnings.items[0].what, "resets after"));
    network_free(network);
    double_end(&made);

    begin(&made);
    add_layer(&made, "", "_l0", 8, 4, 8);
    network = read_plain(&made);
    assert_int_equal(network->layers[0].cell->spec.candidate, ACTIVATION_TANH);
    assert_int_equal(network->guess_count, 1);
    assert_string_equal(network->guesses[0].option, "--nonlinearity relu");
    network_free(network);
    network = read_as(&made, (NetworkOptions){.nonlinearity = CHOICE_SECOND});
    assert_int_equal(network->layers[0].cell->spec.candidate, ACTIVATION_RELU);
    assert_int_equal(network->guess_count, 0);
    network_free(network);
    network = read_as(&made, (NetworkOptions){.nonlinearity = CHOICE_FIRST});
    assert_int_equal(network->layers[0].cell->spec.candidate, ACTIVATION_TANH);
    assert_int_equal(network->guess_count, 0);
    network_free(network);
    double_end(&made);
}

/* torch.nn.LSTM(6, 16, 2, bidirectional=True), with a readout. */
static void test_both_directions(void **state) {
    (void)state;
    static const char *const NAMES[] = {"layer0", "layer0_reverse", "layer1", "layer1_reverse"};
    TensorDouble made;
    begin(&made);
    add_layer(&made, "lstm.", "_l0", 64, 6, 16);
    add_layer(&made, "lstm.", "_l0_reverse", 64, 6, 16);
    add_layer(&made, "lstm.", "_l1", 64, 32, 16);
    add_layer(&made, "lstm.", "_l1_reverse", 64, 32, 16);
    double_add(&made, "head.weight", 5, 32, 0, 1);
    double_add(&made, "head.bias", 5, 0, 7, 1);
    Network *network = read_plain(&made);
    assert_int_equal(network->layer_count, 5);
    for (int k = 0; k < 4; k++) {
        assert_string_equal(network->layers[k].name, NAMES[k]);
        assert_int_equal(network->layers[k].index, k / 2);
        assert_int_equal(network->layers[k].cell->spec.backward, k % 2);
        assert_int_equal(network_layer(network, NULL, k / 2, k % 2), k);
    }
    expect_source(network, 1, 0, -1, 6);
    for (int k = 2; k < 5; k++) {
        int below = k < 4 ? 0 : 2;
        assert_int_equal(network->layers[k].source_count, 2);
        expect_source(network, k, 0, below, 16);
        expect_source(network, k, 1, below + 1, 16);
    }
    assert_string_equal(network->layers[4].name, "head");
    assert_true(network->layers[4].readout);
    assert_int_equal(network->layers[4].index, 2);
    assert_float_equal(double_weight(network, 4, "W_xh", 3, 2), 2 * 32 + 3, 0);
    assert_float_equal(double_weight(network, 4, "b_h", 0, 4), 11, 0);
    assert_int_equal(network_find(network, "layer1_reverse"), 3);
    assert_int_equal(network_find(network, "layer2"), -1);
    network_free(network);
    double_end(&made);
}

/* torch.nn.LSTM(8, 16, proj_size=4): W_h reads the 4, W_hr makes them of 16. */
static void test_projection(void **state) {
    (void)state;
    TensorDouble made;
    begin(&made);
    for (int k = 0; k < 2; k++) {
        add_layer(&made, "", k ? "_l1" : "_l0", 64, k ? 4 : 8, 4);
        double_add(&made, name_of("", "weight_hr", k ? "_l1" : "_l0"), 4, 16, 5000, 1);
    }
    double_add(&made, "fc.weight", 3, 4, 0, 1);
    Network *network = read_plain(&made);
    assert_int_equal(network->layer_count, 3);
    assert_int_equal(network->layers[0].cell->spec.hidden, 16);
    assert_int_equal(network->layers[0].cell->spec.projection, 4);
    assert_float_equal(double_weight(network, 0, "W_hf", 3, 2), 1000 + 18 * 4 + 3, 0);
    assert_float_equal(double_weight(network, 0, "W_hr", 15, 1), 5000 + 16 + 15, 0);
    expect_source(network, 1, 0, 0, 4);
    expect_source(network, 2, 0, 1, 4);
    assert_string_equal(double_fate(network, "weight_hr_l1")->what, "layer1: W_hr");
    network_free(network);
    double_end(&made);
}

/* torch.nn.LSTM(3, 8, 9) */
static void test_many_layers(void **state) {
    (void)state;
    TensorDouble made;
    begin(&made);
    for (int k = 0; k < 9; k++) {
        char end[8];
        snprintf(end, sizeof end, "_l%d", k);
        add_layer(&made, "", end, 32, k ? 8 : 3, 8);
    }
    Network *network = read_plain(&made);
    assert_int_equal(network->layer_count, 9);
    assert_string_equal(network->layers[8].name, "layer8");
    expect_source(network, 8, 0, 7, 8);
    network_free(network);
    double_end(&made);
}

static void test_modules(void **state) {
    (void)state;
    TensorDouble made;
    begin(&made);
    add_layer(&made, "encoder.", "_l0", 8, 3, 2);
    add_layer(&made, "decoder.rnn.", "_l0", 6, 3, 2);
    double_add(&made, "decoder.out.weight", 4, 2, 0, 1);
    Network *network = read_plain(&made);
    assert_int_equal(network->layer_count, 3);
    assert_string_equal(network->layers[0].name, "encoder.layer0");
    assert_string_equal(network->layers[1].name, "decoder.rnn.layer0");
    assert_string_equal(network->layers[1].module, "decoder.rnn");
    assert_string_equal(network->layers[2].name, "decoder.out");
    expect_source(network, 2, 0, 1, 2);
    assert_int_equal(network_layer(network, "decoder.rnn", 0, false), 1);
    assert_int_equal(network_layer(network, NULL, 0, false), -1);
    assert_string_equal(network->guesses[0].option, "--module decoder.rnn");
    assert_non_null(strstr(network->guesses[0].what, "stand apart"));
    network_free(network);
    network = read_as(&made, (NetworkOptions){.module = "decoder"});
    assert_int_equal(network->layer_count, 2);
    assert_string_equal(network->layers[0].name, "layer0");
    assert_string_equal(network->layers[0].module, "");
    assert_string_equal(network->layers[1].name, "out");
    assert_int_equal(network_layer(network, NULL, 0, false), 0);
    assert_false(double_fate(network, "encoder.bias_hh_l0")->used);
    assert_non_null(strstr(double_fate(network, "encoder.bias_hh_l0")->what, "\"encoder\""));
    assert_int_equal(network->guess_count, 0);
    network_free(network);
    Error error = {0};
    assert_null(
        double_read(&made, network_read_torch, &(NetworkOptions){.module = "coder"}, &error));
    assert_string_equal(error.expected, "encoder (LSTM, 3 inputs, 2 units); decoder.rnn (GRU, 3 "
                                        "inputs, 2 units)");
    double_end(&made);
}

static void test_modules_of_other_widths(void **state) {
    (void)state;
    TensorDouble made;
    Error error = {0};
    begin(&made);
    add_layer(&made, "encoder.", "_l0", 8, 3, 2);
    add_layer(&made, "decoder.", "_l0", 8, 5, 2);
    assert_null(double_read(&made, network_read_torch, NULL, &error));
    assert_string_equal(error.expected,
                        "encoder (LSTM, 3 inputs, 2 units); decoder (LSTM, 5 inputs, 2 units)");
    assert_string_equal(error.hint, "--module encoder");
    Network *network = read_as(&made, (NetworkOptions){.module = "decoder"});
    expect_source(network, 0, 0, -1, 5);
    network_free(network);
    double_end(&made);

    begin(&made); /* numbered, and each as wide as the one before gives */
    add_layer(&made, "cells.0.", "", 8, 5, 2);
    add_layer(&made, "cells.1.", "", 12, 2, 3);
    double_add(&made, "fc.weight", 4, 3, 0, 1);
    network = read_plain(&made);
    assert_int_equal(network->layer_count, 3);
    assert_string_equal(network->layers[1].name, "cells.1.layer0");
    expect_source(network, 1, 0, 0, 2);
    expect_source(network, 2, 0, 1, 3);
    assert_non_null(strstr(network->guesses[0].what, "\"cells.1\" reads \"cells.0\""));
    network_free(network);
    double_end(&made);
}

static void test_weight_norm(void **state) {
    (void)state;
    for (int way = 0; way < 2; way++) {
        TensorDouble made;
        begin(&made);
        const char *g = way ? "x.parametrizations.weight_ih_l0.original0" : "x.weight_ih_l0_g";
        const char *v = way ? "x.parametrizations.weight_ih_l0.original1" : "x.weight_ih_l0_v";
        double_add(&made, g, 2, 1, 10, 10);
        int index = double_add(&made, v, 2, 2, 0, 1);
        memcpy(made.numbers[index], (float[]){3, 4, 6, -8}, 4 * sizeof(float));
        double_add(&made, "x.weight_hh_l0", 2, 2, 1, 1);
        Network *network = read_plain(&made);
        assert_float_equal(double_weight(network, 0, "W_xh", 0, 0), 6, 1e-6);
        assert_float_equal(double_weight(network, 0, "W_xh", 1, 0), 8, 1e-6);
        assert_float_equal(double_weight(network, 0, "W_xh", 0, 1), 12, 1e-6);
        assert_float_equal(double_weight(network, 0, "W_xh", 1, 1), -16, 1e-6);
        assert_true(double_fate(network, g)->used && double_fate(network, v)->used);
        network_free(network);
        double_end(&made);
    }
}

/* A length of the whole matrix, and of each column. */
static void test_weight_norm_of_other_sides(void **state) {
    (void)state;
    for (int way = 0; way < 2; way++) {
        TensorDouble made;
        begin(&made);
        int g = double_add(&made, "weight_ih_l0_g", 1, way ? 2 : 0, 10, 10);
        if (!way)
            made.infos[g].rank = 0;
        int v = double_add(&made, "weight_ih_l0_v", 2, 2, 0, 1);
        memcpy(made.numbers[v], (float[]){3, 6, 4, 8}, 4 * sizeof(float));
        double_add(&made, "weight_hh_l0", 2, 2, 1, 1);
        Network *network = read_plain(&made);
        float scale = way ? 2 : (float)(10 / sqrt(125));
        assert_float_equal(double_weight(network, 0, "W_xh", 0, 0), 3 * scale, 1e-5);
        assert_float_equal(double_weight(network, 0, "W_xh", 0, 1), 4 * scale, 1e-5);
        assert_float_equal(double_weight(network, 0, "W_xh", 1, 1), way ? 16 : 8 * scale, 1e-5);
        network_free(network);
        double_end(&made);
    }
}

static void test_dropped_weights(void **state) {
    (void)state;
    for (int apart = 0; apart < 2; apart++) {
        TensorDouble made;
        begin(&made);
        const char *raw = apart ? "rnn.weight_hh_l0_raw" : "rnn.module.weight_hh_l0_raw";
        add_layer(&made, "rnn.module.", "_l0", 8, 3, 2);
        double_add(&made, raw, 8, 2, 500, 1);
        Network *network = read_plain(&made);
        assert_int_equal(network->layer_count, 1);
        assert_float_equal(double_weight(network, 0, "W_hi", 1, 0), 501, 0);
        assert_true(double_fate(network, raw)->used);
        assert_false(double_fate(network, "rnn.module.weight_hh_l0")->used);
        network_free(network);
        double_end(&made);
    }
}

static void test_biases(void **state) {
    (void)state;
    TensorDouble made;
    begin(&made);
    add_weights(&made, "", "_l0", 8, 3, 2);
    Network *network = read_plain(&made);
    assert_int_equal(network->warnings.count, 1);
    assert_non_null(strstr(network->warnings.items[0].what, "there is no \"bias_ih_l0\""));
    network_free(network);
    add_layer(&made, "", "_l1", 8, 2, 2);
    Error error = {0};
    assert_null(double_read(&made, network_read_torch, NULL, &error));
    assert_string_equal(error.what, "the file has no array \"bias_ih_l0\"");
    double_end(&made);
}

static void test_what_is_left(void **state) {
    (void)state;
    static const char *const LEFT[][2] = {
        {"embedding.weight", "an embedding of 50 entries"},
        {"table.weight", "an embedding of 40 entries"},
        {"conv.weight", "a convolution"},
        {"bn.running_mean", "a batch norm's mean"},
        {"wide.weight", "a linear layer of 9 inputs: layer0 gives 4"},
        {"head.2.weight", "reads what \"head.0\" gives"},
        {"pre.weight", "stands before the recurrent ones"},
        {"pre.bias", "left with \"pre.weight\""},
        {"huge.weight", "more than there is room for"},
        {"steps", "no floating-point numbers"}};
    TensorDouble made;
    begin(&made);
    double_add(&made, "embedding.weight", 50, 4, 0, 0);
    double_add(&made, "table.weight", 40, 4, 0, 0);
    double_add(&made, "pre.weight", 4, 4, 0, 0);
    double_add(&made, "pre.bias", 4, 0, 0, 0);
    add_layer(&made, "lstm.", "_l0", 16, 4, 4);
    int conv = double_add(&made, "conv.weight", 2, 3, 0, 0);
    made.infos[conv].rank = 3;
    made.infos[conv].shape[2] = 1;
    double_add(&made, "bn.running_mean", 4, 0, 0, 0);
    double_add(&made, "wide.weight", 3, 9, 0, 0);
    double_add(&made, "head.0.weight", 6, 4, 0, 0);
    double_add(&made, "head.2.weight", 2, 6, 0, 0);
    double_add(&made, "huge.weight", 2049, 4, 0, 0);
    double_add(&made, "out.weight", 5, 4, 0, 0);
    made.infos[double_add(&made, "steps", 1, 0, 0, 0)].numbers = false;
    Network *network = read_plain(&made);
    assert_int_equal(network->layer_count, 3);
    assert_string_equal(network->layers[1].name, "head.0");
    assert_string_equal(network->layers[2].name, "out");
    for (size_t k = 0; k < sizeof LEFT / sizeof *LEFT; k++) {
        const NetworkTensor *tensor = double_fate(network, LEFT[k][0]);
        if (tensor->used || !strstr(tensor->what, LEFT[k][1]))
            fail_msg("%s: %s", LEFT[k][0], tensor->what);
    }
    for (int k = 0; k < network->tensor_count; k++)
        assert_non_null(network->tensors[k].what);
    network_free(network);
    double_end(&made);
}

static void test_no_numbers(void **state) {
    (void)state;
    TensorDouble made;
    begin(&made);
    add_layer(&made, "", "_l0", 16, 4, 4);
    made.numbers[1][3 * 4 + 2] = NAN;
    made.numbers[1][3 * 4 + 3] = NAN;
    made.numbers[2][5] = -INFINITY;
    Network *network = read_plain(&made);
    assert_int_equal(network->warnings.count, 2);
    assert_string_equal(network->warnings.items[0].what, "weight_hh_l0[3][2] is NaN");
    assert_string_equal(network->warnings.items[1].what, "bias_ih_l0[5] is minus infinity");
    assert_true(network->warnings.items[1].warning);
    network_free(network);
    double_end(&made);
}

static void refuse(TensorDouble *made, const char *what, const char *expected, const char *found) {
    Error error = {0};
    assert_null(double_read(made, network_read_torch, NULL, &error));
    if (!strstr(error.what, what) || !strstr(error.expected, expected) ||
        !strstr(error.found, found))
        fail_msg("%s; expected %s; found %s", error.what, error.expected, error.found);
    assert_string_equal(error.file, "double.file");
    double_end(made);
}

static void test_refused(void **state) {
    (void)state;
    TensorDouble made;
    begin(&made); /* a bias of 64 numbers for 8 units */
    add_layer(&made, "", "_l0", 32, 3, 8);
    made.infos[3].shape[0] = made.infos[3].count = 64;
    refuse(&made, "\"bias_hh_l0\" has the wrong shape", "32", "64");
    begin(&made);
    add_layer(&made, "", "_l0", 32, 3, 8);
    made.infos[0].numbers = false;
    strcpy(made.infos[0].dtype, "torch.int8");
    refuse(&made, "\"weight_ih_l0\" holds no floating-point numbers", "float32", "torch.int8");
    begin(&made);
    add_layer(&made, "", "_l0", 40, 3, 8);
    refuse(&made, "no LSTM's, GRU's or RNN's", "4, 3 or 1 rows", "40 x 3 and 40 x 8");
    begin(&made);
    add_layer(&made, "", "_l0", 32, 3, 8);
    add_layer(&made, "", "_l1", 32, 16, 8);
    refuse(&made, "\"weight_ih_l1\" has the wrong shape", "32 x 8", "32 x 16");
    begin(&made);
    add_layer(&made, "a.", "_l1", 32, 8, 8);
    refuse(&made, "no array \"a.weight_ih_l0\"", "", "\"a.weight_ih_l1\" without it");
    begin(&made);
    add_layer(&made, "", "_l0", 32, 3, 8);
    add_layer(&made, "", "_l0_reverse", 32, 3, 8);
    add_layer(&made, "", "_l1", 32, 16, 8);
    refuse(&made, "no array \"weight_ih_l1_reverse\"", "", "\"weight_ih_l1\" without it");
    begin(&made);
    double_add(&made, "weight_ih_l0", 32, 3, 0, 1);
    refuse(&made, "no array \"weight_hh_l0\"", "", "\"weight_ih_l0\" without it");
    begin(&made);
    double_add(&made, "conv.weight", 32, 3, 0, 1);
    refuse(&made, "the file has no recurrent layer", "\"weight_ih_l0\"",
           "1 array, \"conv.weight\"");
    begin(&made);
    double_add(&made, "rnn._all_weight_values.0.param", 32, 3, 0, 1);
    refuse(&made, "its weights are quantised", "", "");
    begin(&made);
    double_add(&made, "weight_ih_l0_v", 32, 3, 0, 1);
    double_add(&made, "weight_hh_l0", 32, 8, 0, 1);
    refuse(&made, "\"weight_ih_l0_v\" is half of a weight norm", "", "");
    begin(&made);
    add_layer(&made, "", "_l0", 32, 3, 8);
    add_layer(&made, "", "", 32, 3, 8);
    refuse(&made, "two arrays could be meant: \"weight_ih_l0\" and \"weight_ih\"", "", "");
    begin(&made);
    add_layer(&made, "", "_l0", 32, 3, 4);
    double_add(&made, "weight_hr_l0", 5, 8, 0, 1);
    refuse(&made, "\"weight_hr_l0\" has the wrong shape", "4 rows", "5 x 8");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_numbers),
                                       cmocka_unit_test(test_gru_and_rnn),
                                       cmocka_unit_test(test_both_directions),
                                       cmocka_unit_test(test_projection),
                                       cmocka_unit_test(test_many_layers),
                                       cmocka_unit_test(test_modules),
                                       cmocka_unit_test(test_modules_of_other_widths),
                                       cmocka_unit_test(test_weight_norm),
                                       cmocka_unit_test(test_weight_norm_of_other_sides),
                                       cmocka_unit_test(test_dropped_weights),
                                       cmocka_unit_test(test_biases),
                                       cmocka_unit_test(test_what_is_left),
                                       cmocka_unit_test(test_no_numbers),
                                       cmocka_unit_test(test_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
