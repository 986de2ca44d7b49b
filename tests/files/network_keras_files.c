/* network_keras_files.c: that HDF5 files and TensorFlow.js' models which lie are refused with a reason,
 * soon and without much memory, and that layers are wired as a configuration says. What sound files
 * compute is in tests/files/corpus.c. */
#include "testing.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/bytes.h"
#include "files/network/network.h"

static char folder[] = "/tmp/gatescope-keras-XXXXXX";

static void name_of(char path[64], const char *name) {
    snprintf(path, 64, "%s/%s", folder, name);
}

static void write_file(const char *name, const void *bytes, size_t length) {
    char path[64];
    name_of(path, name);
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    assert_int_equal(fwrite(bytes, 1, length, out), length);
    fclose(out);
}

static Network *open_file(const char *name, Error *error) {
    char path[64];
    name_of(path, name);
    *error = (Error){0};
    return network_open(path, NULL, error);
}

static void assert_refused(const char *name, const char *piece) {
    Error error;
    assert_null(open_file(name, &error));
    if (!strstr(error.what, piece))
        fail_msg("\"%s\" instead of \"%s\"", error.what, piece);
    assert_true(error.file[0] != '\0');
}

/* ---- HDF5 ---- */

enum { ROOT = 96 }; /* as h5py writes: where the header of the root is */

static unsigned char *read_sample(size_t *length) {
    Error error = {0};
    char *bytes = bytes_read("tests/models/keras/lstm.weights.h5", 1 << 20, length, &error);
    assert_non_null(bytes);
    return (unsigned char *)bytes;
}

static size_t find_bytes(const unsigned char *bytes, size_t length, const char *mark, int number) {
    for (size_t k = 0; k + 4 <= length; k++)
        if (memcmp(bytes + k, mark, 4) == 0 && number-- == 0)
            return k;
    fail_msg("no %s", mark);
    return 0;
}

static void put_number(unsigned char *bytes, unsigned long value, int size) {
    for (int k = 0; k < size; k++)
        bytes[k] = (unsigned char)(value >> 8 * k);
}

static void test_files_cut_off(void **state) {
    (void)state;
    size_t length;
    unsigned char *bytes = read_sample(&length);
    for (size_t cut = 8; cut < length; cut += length / 37) {
        Error error;
        write_file("cut.h5", bytes, cut);
        Network *network = open_file("cut.h5", &error);
        assert_true(network || error.what[0]);
        network_free(network);
    }
    free(bytes);
}

/* The tree of the root group leads to itself; then to the end of the file. */
static void test_circles_of_nodes(void **state) {
    (void)state;
    size_t length;
    unsigned char *bytes = read_sample(&length);
    size_t tree = find_bytes(bytes, length, "TREE", 0);
    bytes[tree + 5] = 1; /* its level */
    put_number(bytes + tree + 32, tree, 8);
    write_file("circle.h5", bytes, length);
    assert_refused("circle.h5", "a group is broken");
    put_number(bytes + tree + 32, length - 4, 8);
    write_file("circle.h5", bytes, length);
    assert_refused("circle.h5", "a group is broken");
    free(bytes);
}

/* Each of the root's members is the root. */
static void test_circles_of_groups(void **state) {
    (void)state;
    size_t length;
    unsigned char *bytes = read_sample(&length);
    size_t symbols = find_bytes(bytes, length, "SNOD", 0);
    put_number(bytes + symbols + 8 + 8, ROOT, 8);
    write_file("groups.h5", bytes, length);
    assert_refused("groups.h5", "too deep, or in a circle");
    free(bytes);
}

/* The kernel claims to have four thousand million rows, then four million. */
static void test_sizes_that_lie(void **state) {
    (void)state;
    size_t length, sides = 0;
    unsigned char *bytes = read_sample(&length);
    static const unsigned char SHAPE[] = {3, 0, 0, 0, 0, 0, 0, 0, 20, 0, 0, 0, 0, 0, 0, 0};
    for (size_t k = 0; !sides && k + sizeof SHAPE <= length; k++)
        if (memcmp(bytes + k, SHAPE, sizeof SHAPE) == 0)
            sides = k;
    assert_true(sides > 0);
    put_number(bytes + sides, 4000000000ul, 8);
    write_file("sizes.h5", bytes, length);
    assert_refused("sizes.h5", "the header of an array or group is broken");
    put_number(bytes + sides, 4000000ul, 8);
    write_file("sizes.h5", bytes, length);
    assert_refused("sizes.h5", "an array is larger than the file can make it");
    put_number(bytes + sides, 4, 8);
    write_file("sizes.h5", bytes, length);
    assert_refused("sizes.h5", "it is shorter than its shape says");
    free(bytes);
}

/* ---- TensorFlow.js ---- */

#define LAYER(CLASS, NAME, MORE)                                                                   \
    "{\"class_name\":\"" CLASS "\",\"config\":{\"name\":\"" NAME "\"" MORE "}}"
#define ARRAY(NAME, SHAPE) "{\"name\":\"" NAME "\",\"shape\":[" SHAPE "],\"dtype\":\"float32\"}"
#define RNN(NAME, MORE)                                                                            \
    LAYER("SimpleRNN", NAME, ",\"return_sequences\":true,\"use_bias\":false" MORE)
#define ARRAYS(NAME, D) ARRAY(NAME "/kernel", D ",2") "," ARRAY(NAME "/recurrent_kernel", "2,2")

/* A model of these layers with these arrays, in a row. */
static Network *open_row(const char *layers, const char *arrays, Error *error) {
    static const float numbers[256];
    char text[4000];
    int length =
        snprintf(text, sizeof text,
                 "{\"format\":\"layers-model\",\"modelTopology\":{\"class_name\":\"Sequential\","
                 "\"config\":{\"name\":\"s\",\"layers\":[%s]}},\"weightsManifest\":[{\"paths\":"
                 "[\"w.bin\"],\"weights\":[%s]}]}",
                 layers, arrays);
    assert_in_range(length, 1, sizeof text - 1);
    write_file("w.bin", numbers, sizeof numbers);
    write_file("model.json", text, (size_t)length);
    return open_file("model.json", error);
}

static void test_directions_in_a_row(void **state) {
    (void)state;
    Error error;
    Network *network = open_row(
        RNN("a", ",\"go_backwards\":true") "," RNN("b", "") "," RNN("c", ",\"go_backwards\":true"),
        ARRAYS("a", "3") "," ARRAYS("b", "2") "," ARRAYS("c", "2"), &error);
    if (!network)
        fail_msg("%s", error.what);
    assert_int_equal(network->layer_count, 3);
    assert_string_equal(network->layers[0].name, "layer0_reverse");
    assert_string_equal(network->layers[1].name, "layer1_reverse");
    assert_string_equal(network->layers[2].name, "layer2");
    assert_int_equal(network->layers[2].sources[0].layer, 1);
    assert_true(network->whole);
    network_free(network);
}

static void test_what_lies_between(void **state) {
    (void)state;
    Error error;
    Network *network =
        open_row(RNN("a", "") "," LAYER("BatchNormalization", "n", "") "," RNN("b", ""),
                 ARRAYS("a", "3") "," ARRAYS("b", "2"), &error);
    assert_non_null(network);
    assert_int_equal(network->layer_count, 1);
    assert_false(network->whole);
    assert_non_null(strstr(network->tensors[2].what, "by BatchNormalization"));
    network_free(network);
    network = open_row(LAYER("Conv1D", "n", "") "," RNN("b", ""), ARRAYS("b", "2"), &error);
    assert_non_null(network);
    assert_int_equal(network->inputs, 2);
    assert_false(network->whole);
    assert_int_equal(network->warnings.count, 1);
    network_free(network);
}

static void test_slope_of_the_hard_sigmoid(void **state) {
    (void)state;
    Error error;
    Network *network =
        open_row(RNN("a", ",\"activation\":\"hard_sigmoid\""), ARRAYS("a", "3"), &error);
    assert_non_null(network);
    assert_float_equal(network->layers[0].cell->spec.alpha[SLOT_CANDIDATE], 0.2, 1e-7);
    network_free(network);
    assert_null(open_row(RNN("a", ",\"activation\":\"silu\""), ARRAYS("a", "3"), &error));
    assert_non_null(strstr(error.what, "the activation \"silu\""));
}

static void test_models_that_lie(void **state) {
    (void)state;
    Error error;
    assert_null(open_row(RNN("a", ""), ARRAYS("a", "300"), &error));
    assert_non_null(strstr(error.what, "\"w.bin\", which holds its numbers: it is shorter"));
    assert_null(open_row(RNN("a", ""), ARRAY("b/kernel", "3,2"), &error));
    assert_non_null(strstr(error.what, "the arrays of the layer \"a\" are not in the file"));
    assert_null(open_row(LAYER("ConvLSTM2D", "a", ""), "", &error));
    assert_non_null(strstr(error.what, "ConvLSTM2D"));
    assert_null(open_row(LAYER("Dense", "a", ""), "", &error));
    assert_non_null(strstr(error.what, "no recurrent layer"));
}

/* A model that consists of itself cannot be written down; one in one in one can. */
static void test_models_in_models(void **state) {
    (void)state;
    Error error;
    char layers[3000] = RNN("a", ""), around[3000];
    for (int k = 0; k < 30; k++) {
        snprintf(around, sizeof around,
                 "{\"class_name\":\"Sequential\",\"config\":{\"layers\":[%.2900s]}}", layers);
        memcpy(layers, around, sizeof layers);
    }
    assert_null(open_row(layers, ARRAYS("a", "3"), &error));
    assert_non_null(strstr(error.what, "models in each other"));
}

static int set_up(void **state) {
    (void)state;
    return mkdtemp(folder) ? 0 : 1;
}

static int tear_down(void **state) {
    (void)state;
    static const char *const NAMES[] = {"cut.h5",   "circle.h5", "groups.h5",
                                        "sizes.h5", "w.bin",     "model.json"};
    for (size_t k = 0; k < sizeof NAMES / sizeof *NAMES; k++) {
        char path[64];
        name_of(path, NAMES[k]);
        remove(path);
    }
    return rmdir(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_files_cut_off),
        cmocka_unit_test(test_circles_of_nodes),
        cmocka_unit_test(test_circles_of_groups),
        cmocka_unit_test(test_sizes_that_lie),
        cmocka_unit_test(test_directions_in_a_row),
        cmocka_unit_test(test_what_lies_between),
        cmocka_unit_test(test_slope_of_the_hard_sigmoid),
        cmocka_unit_test(test_models_that_lie),
        cmocka_unit_test(test_models_in_models),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
