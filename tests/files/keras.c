/* keras.c: proves that a cell filled from Keras' layout computes what Keras' equations do
 * (tests/reference/keras.py, float64) and what TensorFlow.js, which has Keras' layers, did
 * (tests/reference/tfjs.py), that a lesson may name such a file, and that an .npz which
 * is cut off, changed or of another shape is refused with a reason and harms nothing. */
#include "testing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "engine/trace.h"
#include "files/lesson/file.h"
#include "files/network/network.h"
#include "files/tensors/npz.h"

#define REFERENCE "tests/reference/keras.npz"
#define TFJS      "tests/reference/tfjs.npz"

enum { D = 2, H = 3, T = 6 };

static void load(NpzFile *file, const char *name, float *numbers, size_t count) {
    for (int k = 0; k < npz_count(file); k++)
        if (strcmp(npz_at(file, k)->name, name) == 0) {
            Error error;
            assert_int_equal(npz_at(file, k)->count, count);
            assert_true(npz_load(file, npz_at(file, k), numbers, &error));
            return;
        }
    fail_msg("no array \"%s\"", name);
}

typedef struct Layer {
    CellKind kind;
    bool after;
    const char *expected;
} Layer;

/* In the order of the files. */
static const Layer LAYERS[] = {{CELL_LSTM, false, "lstm/h"},
                               {CELL_GRU, true, "gru_after/h"},
                               {CELL_GRU, false, "gru_before/h"},
                               {CELL_RNN, false, "rnn/h"}};
static const Layer TFJS_LAYERS[] = {
    {CELL_LSTM, false, "lstm/h"}, {CELL_GRU, false, "gru_before/h"}, {CELL_RNN, false, "rnn/h"}};

static CellSpec spec_of(const Layer *layer) {
    CellSpec spec = cell_spec(layer->kind, D, H);
    spec.reset_after = layer->after;
    return spec;
}

static void check_layer(NpzFile *file, const char *path, const Layer *layer, int number) {
    CellSpec spec = spec_of(layer);
    float x[T * D], expected[T * H];
    Error error = {0};
    Network *network = network_open(path, NULL, &error);
    if (!network)
        fail_msg("%s: %s", path, error.what);
    Cell *cell = network->layers[network_layer(network, NULL, number, false)].cell;
    assert_true(cell_spec_same(&cell->spec, &spec));
    Trace *trace = trace_new(&spec, T, 1, &error);
    load(file, "x", x, T * D);
    load(file, layer->expected, expected, T * H);
    trace_run(trace, cell, (Inputs){x, D, 0}, 0, T);
    for (int t = 0; t < T; t++)
        for (int unit = 0; unit < H; unit++) {
            float found = trace_at(trace, SIGNAL_H, t, 0)[unit];
            if (!(fabsf(found - expected[t * H + unit]) < 1e-6f))
                fail_msg("%s, %s at step %d, unit %d: %g, not %g", path, layer->expected, t, unit,
                         (double)found, (double)expected[t * H + unit]);
        }
    trace_free(trace);
    network_free(network);
}

static void check_file(const char *path, const Layer *layers, int count) {
    Error error = {0};
    NpzFile *file = npz_open(path, &error);
    assert_non_null(file);
    for (int k = 0; k < count; k++)
        check_layer(file, path, &layers[k], k);
    npz_close(file);
}

static void layers_compute_what_keras_does(void **state) {
    (void)state;
    check_file(REFERENCE, LAYERS, 4);
}

static void layers_compute_what_tensorflow_did(void **state) {
    (void)state;
    check_file(TFJS, TFJS_LAYERS, 3);
}

static void a_lesson_may_name_such_a_file(void **state) {
    (void)state;
    static const char text[] =
        "{\"format\":1,\"id\":\"k\",\"title\":\"K\",\"track\":\"tests\",\"level\":1,\"minutes\":1,"
        "\"goal\":\"G\",\"inputs\":{\"names\":[\"a\",\"b\"],\"sequence\":[[0,0]]},\"cells\":[{"
        "\"id\":"
        "\"gru\",\"kind\":\"gru\",\"hidden\":3,\"reset\":\"after\",\"layer\":1,\"weights\":"
        "\"" REFERENCE "\"}],\"beats\":[{\"say\":\"S\"}]}";
    Errors errors = {0};
    Error error;
    Lesson *lesson = lesson_parse(text, strlen(text), NULL, &errors);
    assert_non_null(lesson);
    Network *network = network_open(REFERENCE, NULL, &error);
    int weight = weight_find(CELL_GRU, "b_hh");
    assert_memory_equal(lesson->cells[0].cell->weights[weight],
                        network->layers[1].cell->weights[weight], H * sizeof(float));
    network_free(network);
    lesson_free(lesson);
    errors_free(&errors);
}

/* Every file that is cut off, and one with a byte changed, is read without harm: refused, or (a
 * byte among the weights) other numbers, which the archive's checksum catches. */
static void broken_archives_are_refused(void **state) {
    (void)state;
    static const char path[] = "build/tests/broken.npz";
    Error error;
    size_t length;
    char *good = bytes_read(REFERENCE, 1 << 20, &length, &error);
    assert_non_null(good);
    for (size_t k = 0; k < 2 * length; k += k < length ? 7 : 13) {
        bool cut = k < length;
        char *bytes = malloc(length);
        assert_non_null(bytes);
        memcpy(bytes, good, length);
        if (!cut)
            bytes[k - length] = (char)(bytes[k - length] ^ 0x5a);
        FILE *out = fopen(path, "wb");
        assert_non_null(out);
        assert_int_equal(fwrite(bytes, 1, cut ? k : length, out), cut ? k : length);
        fclose(out);
        error = (Error){0};
        Network *network = network_open(path, NULL, &error);
        bool read = network != NULL;
        if (cut && read)
            fail_msg("cut off at %zu, and read", k);
        if (!read && !error.what[0])
            fail_msg("refused without a reason: %zu", k);
        network_free(network);
        free(bytes);
    }
    remove(path);
    free(good);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(layers_compute_what_keras_does),
        cmocka_unit_test(layers_compute_what_tensorflow_did),
        cmocka_unit_test(a_lesson_may_name_such_a_file),
        cmocka_unit_test(broken_archives_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
