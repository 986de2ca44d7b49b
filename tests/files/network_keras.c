/* network_keras.c: which layers an archive with Keras' names has, what they read and what fills
 * them; what it does not tell is a guess that is told; nothing is left without a reason. */
#include "tensor_double.h"

static void test_gates_and_readout(void **state) {
    (void)state;
    TensorDouble made;
    Error error = {0};
    double_begin(&made);
    double_add(&made, "dense/kernel", 2, 3, 0,
               1); /* stands before, and reads what the LSTM gives */
    double_add(&made, "dense/bias", 3, 0, 100, 1);
    double_add(&made, "lstm/kernel", 1, 8, 10, 1);
    double_add(&made, "lstm/recurrent_kernel", 2, 8, 20, 1);
    double_add(&made, "lstm/bias", 8, 0, 50, 1);
    Network *network = double_read(&made, network_read_keras, NULL, &error);
    if (!network)
        fail_msg("%s", error.what);
    assert_int_equal(network->layer_count, 2);
    assert_string_equal(network->layers[0].name, "layer0");
    assert_int_equal(network->warnings.count, 1); /* arrays do not tell what is usual */
    assert_non_null(strstr(network->warnings.items[0].what, "activations"));
    assert_null(strstr(network->warnings.items[0].what, "order of names"));
    assert_int_equal(network->layers[0].cell->spec.kind, CELL_LSTM);
    assert_int_equal(network->layers[0].sources[0].layer, -1);
    /* i, f, c, o beside each other, two units each */
    assert_float_equal(double_weight(network, 0, "W_xi", 0, 1), 11, 0);
    assert_float_equal(double_weight(network, 0, "W_xf", 0, 0), 12, 0);
    assert_float_equal(double_weight(network, 0, "W_hc", 1, 0), 32, 0);
    assert_float_equal(double_weight(network, 0, "b_o", 0, 1), 57, 0);
    assert_string_equal(network->layers[1].name, "dense");
    assert_true(network->layers[1].readout);
    assert_int_equal(network->layers[1].index, 1);
    assert_int_equal(network->layers[1].sources[0].layer, 0);
    assert_int_equal(network->layers[1].sources[0].count, 2);
    assert_float_equal(double_weight(network, 1, "W_xh", 1, 2), 5, 0);
    assert_float_equal(double_weight(network, 1, "W_hh", 1, 2), 0, 0);
    assert_float_equal(double_weight(network, 1, "b_h", 0, 1), 101, 0);
    assert_int_equal(network->layers[1].cell->spec.candidate, ACTIVATION_IDENTITY);
    for (int k = 0; k < network->tensor_count; k++)
        assert_true(network->tensors[k].used);
    assert_int_equal(network->guess_count, 0);
    network_free(network);
    double_end(&made);
}

static void test_stacked_and_apart(void **state) {
    (void)state;
    TensorDouble made;
    Error error = {0};
    double_begin(&made);
    double_add(&made, "a/kernel", 5, 12, 0, 1);
    double_add(&made, "a/recurrent_kernel", 3, 12, 0, 1);
    double_add(&made, "b/kernel", 3, 4, 0, 1);
    double_add(&made, "b/recurrent_kernel", 4, 4, 0, 1);
    double_add(&made, "c/kernel", 5, 4, 0, 1);
    double_add(&made, "c/recurrent_kernel", 4, 4, 0, 1);
    Network *network = double_read(&made, network_read_keras, NULL, &error);
    assert_non_null(network);
    assert_int_equal(network->layer_count, 3);
    assert_non_null(
        strstr(network->warnings.items[0].what,
               "in the order of names; a model with its configuration (model.save) tells them"));
    assert_int_equal(network->layers[1].sources[0].layer, 0);
    assert_int_equal(network->layers[1].sources[0].count, 3);
    assert_int_equal(network->layers[2].sources[0].layer, -1);
    assert_int_equal(network->layers[2].sources[0].count, 5);
    assert_int_equal(network_layer(network, NULL, 2, false), 2);
    assert_string_equal(network->guesses[0].option, "--nonlinearity relu");
    network_free(network);
    network = double_read(&made, network_read_keras, &(NetworkOptions){.module = "c"}, &error);
    assert_non_null(network);
    assert_int_equal(network->layer_count, 1);
    assert_non_null(strstr(double_fate(network, "a/kernel")->what, "another module"));
    network_free(network);
    double_end(&made);
}

static void test_reset(void **state) {
    (void)state;
    for (int bias = 0; bias < 3; bias++)
        for (NetworkChoice choice = CHOICE_FILE; choice <= CHOICE_SECOND; choice++) {
            TensorDouble made;
            Error error = {0};
            NetworkOptions options = {.reset = choice};
            double_begin(&made);
            double_add(&made, "kernel", 1, 6, 0, 1);
            double_add(&made, "recurrent_kernel", 2, 6, 0, 1);
            if (bias)
                double_add(&made, "bias", bias == 2 ? 2 : 6, bias == 2 ? 6 : 0, 1, 1);
            Network *network = double_read(&made, network_read_keras, &options, &error);
            assert_non_null(network);
            bool after = bias ? bias == 2 : choice != CHOICE_FIRST;
            assert_int_equal(network->layers[0].cell->spec.reset_after, after);
            assert_int_equal(network->guess_count, !bias && choice == CHOICE_FILE);
            if (network->guess_count)
                assert_string_equal(network->guesses[0].option, "--reset before");
            if (bias == 2) { /* z, r, h; rows for x and for h: added, but for the candidate's */
                assert_float_equal(double_weight(network, 0, "b_z", 0, 0), 1 + 7, 0);
                assert_float_equal(double_weight(network, 0, "b_h", 0, 1), 6, 0);
                assert_float_equal(double_weight(network, 0, "b_hh", 0, 1), 12, 0);
            }
            network_free(network);
            double_end(&made);
        }
}

static void refuse(size_t rows, size_t columns, size_t biases, const char *what,
                   const char *expected) {
    TensorDouble made;
    Error error = {0};
    double_begin(&made);
    double_add(&made, "x/kernel", 2, 8, 0, 1);
    double_add(&made, "x/recurrent_kernel", rows, columns, 0, 1);
    double_add(&made, "x/bias", biases, 0, 0, 1);
    assert_null(double_read(&made, network_read_keras, NULL, &error));
    if (!strstr(error.what, what) || strcmp(error.expected, expected) != 0)
        fail_msg("%s; expected %s", error.what, error.expected);
    assert_string_equal(error.file, "double.file");
    double_end(&made);
}

static void test_refused(void **state) {
    (void)state;
    refuse(2, 8, 64, "\"x/bias\" has the wrong shape", "8");
    refuse(3, 8, 8, "are no LSTM's, GRU's or SimpleRNN's",
           "4, 3 or 1 columns a unit, and a row a unit in the second");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_gates_and_readout), cmocka_unit_test(test_stacked_and_apart),
        cmocka_unit_test(test_reset), cmocka_unit_test(test_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
