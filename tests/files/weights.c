/* weights.c: safetensors files are read as they were written, and what is not sound in one is
 * an error; weights in PyTorch's order give the numbers that PyTorch's equations give; a lesson
 * reaches no file outside its folder. */
#include "testing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/trace.h"
#include "files/lesson/file.h"
#include "files/network/network.h"
#include "files/tensors/safetensors.h"

enum { PATH = 300 };

typedef struct Folder {
    char path[PATH - 100];
} Folder;

static int set_up(void **state) {
    Folder *folder = calloc(1, sizeof *folder);
    assert_non_null(folder);
    strcpy(folder->path, "/tmp/gatescope-weights-XXXXXX");
    assert_non_null(mkdtemp(folder->path));
    *state = folder;
    return 0;
}

static int tear_down(void **state) {
    static const char *const FILES[] = {"w.safetensors", "lesson.json", "link.safetensors",
                                        "inside.safetensors", "sub/w.safetensors"};
    Folder *folder = *state;
    char path[PATH];
    for (size_t k = 0; k < sizeof FILES / sizeof *FILES; k++) {
        snprintf(path, sizeof path, "%s/%s", folder->path, FILES[k]);
        unlink(path);
    }
    snprintf(path, sizeof path, "%s/sub", folder->path);
    rmdir(path);
    rmdir(folder->path);
    free(folder);
    return 0;
}

static void path_in(const Folder *folder, const char *name, char path[PATH]) {
    snprintf(path, PATH, "%s/%s", folder->path, name);
}

static void write_bytes(const char *path, const void *bytes, size_t length) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    fclose(file);
}

/* A file with this header and `data` bytes of zeros behind it. */
static void write_header(const char *path, const char *header, size_t data) {
    unsigned char bytes[4096] = {0};
    size_t length = strlen(header);
    assert_true(8 + length + data <= sizeof bytes);
    bytes[0] = (unsigned char)length;
    bytes[1] = (unsigned char)(length >> 8);
    memcpy(bytes + 8, header, length);
    write_bytes(path, bytes, 8 + length + data);
}

static void test_written_and_read(void **state) {
    static const float MATRIX[6] = {1, -2.5f, 3e-30f, 4, INFINITY, 0.1f}, VECTOR[2] = {7, 8};
    const TensorData TENSORS[] = {{"b", 1, {2}, VECTOR}, {"a.matrix", 2, {2, 3}, MATRIX}};
    char path[PATH];
    float found[6];
    Error error;
    path_in(*state, "w.safetensors", path);
    assert_true(safetensors_write(path, TENSORS, 2, NULL, 0, &error));
    TensorFile *file = safetensors_open(path, &error);
    assert_non_null(file);
    assert_int_equal(safetensors_count(file), 2);
    const Tensor *matrix = safetensors_find(file, "a.matrix"),
                 *vector = safetensors_find(file, "b");
    assert_int_equal(matrix->rank, 2);
    assert_int_equal(matrix->shape[1], 3);
    assert_true(safetensors_load(file, matrix, found, &error));
    assert_memory_equal(found, MATRIX, sizeof MATRIX);
    assert_true(safetensors_load(file, vector, found, &error));
    assert_memory_equal(found, VECTOR, sizeof VECTOR);
    assert_null(safetensors_find(file, "c"));
    safetensors_close(file);
}

static void test_types(void **state) {
    static const char HEADER[] =
        "{\"h\":{\"dtype\":\"F16\",\"shape\":[6],\"data_offsets\":[0,12]},"
        "\"b\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[12,16]},"
        "\"d\":{\"dtype\":\"F64\",\"shape\":[],\"data_offsets\":[16,24]},"
        "\"i\":{\"dtype\":\"I64\",\"shape\":[0],\"data_offsets\":[24,24]}}";
    static const unsigned char DATA[24] = {0x00, 0x3c, 0x00, 0xc0, 0x01, 0x00, 0x00, 0x7c,
                                           0x55, 0x35, 0x01, 0x7c, 0x80, 0x3f, 0x49, 0xc0,
                                           0,    0,    0,    0,    0,    0,    0xe0, 0xbf};
    unsigned char bytes[8 + sizeof HEADER - 1 + sizeof DATA] = {sizeof HEADER - 1};
    char path[PATH];
    float found[6];
    Error error;
    path_in(*state, "w.safetensors", path);
    memcpy(bytes + 8, HEADER, sizeof HEADER - 1);
    memcpy(bytes + 8 + sizeof HEADER - 1, DATA, sizeof DATA);
    bytes[1] = (sizeof HEADER - 1) >> 8;
    write_bytes(path, bytes, sizeof bytes);
    TensorFile *file = safetensors_open(path, &error);
    assert_non_null(file);
    assert_true(safetensors_load(file, safetensors_find(file, "h"), found, &error));
    assert_true(found[0] == 1 && found[1] == -2 && found[2] == 0x1p-24f && isinf(found[3]));
    assert_float_equal(found[4], 0.333251953f, 1e-9);
    assert_true(isnan(found[5]));
    assert_true(safetensors_load(file, safetensors_find(file, "b"), found, &error));
    assert_true(found[0] == 1 && found[1] == -3.140625f);
    assert_true(safetensors_load(file, safetensors_find(file, "d"), found, &error));
    assert_true(found[0] == -0.5f);
    assert_false(safetensors_load(file, safetensors_find(file, "i"), found, &error));
    assert_non_null(strstr(error.what, "type cannot be used"));
    safetensors_close(file);
}

static void test_unsound(void **state) {
    static const struct {
        const char *header;
        size_t data;
        const char *message;
    } CASES[] = {
        {"[]", 0, "no JSON object"},
        {"{", 0, "not JSON"},
        {"{\"a\":1}", 0, "no object"},
        {"{\"a\":{\"shape\":[1],\"data_offsets\":[0,4]}}", 4, "no dtype"},
        {"{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,4]}}", 4, "shape cannot be used"},
        {"{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}", 4, "shape"},
        {"{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}}", 4, "shape"},
        {"{\"a\":{\"dtype\":\"F32\",\"shape\":[1,1,1,1,1,1,1,1,1],\"data_offsets\":[0,4]}}", 4,
         "shape"},
        {"{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,4]}}", 4,
         "shape"},
        {"{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904],\"data_offsets\":[0,0]}}", 4,
         "shape"},
        {"{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}", 4, "data_offsets cannot be used"},
        {"{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0]}}", 4, "data_offsets"},
        {"{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}", 4, "outside the file"},
        {"{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[1,5]}}", 4, "outside the file"},
        {"{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}", 4,
         "that of its shape"},
        {"{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
         "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[2,6]}}",
         8, "overlaps another"},
        {"{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
         "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
         8, "stands twice"},
    };
    char path[PATH];
    path_in(*state, "w.safetensors", path);
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
        Error error = {0};
        write_header(path, CASES[k].header, CASES[k].data);
        TensorFile *file = safetensors_open(path, &error);
        if (file || !strstr(error.what, CASES[k].message))
            print_message("%s: %s\n", CASES[k].header, error.what);
        assert_null(file);
        assert_non_null(strstr(error.what, CASES[k].message));
        assert_string_equal(error.file, path);
    }
}

static void test_cut_off(void **state) {
    static const float VECTOR[3] = {1, 2, 3};
    const TensorData TENSOR = {"v", 1, {3}, VECTOR};
    char path[PATH];
    unsigned char bytes[400];
    path_in(*state, "w.safetensors", path);
    assert_true(safetensors_write(path, &TENSOR, 1, NULL, 0, NULL));
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t length = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    for (size_t cut = 0; cut < length; cut++) {
        Error error = {0};
        write_bytes(path, bytes, cut);
        assert_null(safetensors_open(path, &error));
        assert_true(error.what[0] != '\0');
    }
    memset(bytes, 0xff, 8); /* a header larger than anything */
    write_bytes(path, bytes, length);
    assert_null(safetensors_open(path, NULL));
    unlink(path);
    assert_null(safetensors_open(path, NULL));
}

/* A layer as PyTorch keeps it: every gate's rows below each other. */
enum { D = 3, H = 4, STEPS = 6, GATES = 4 };

typedef struct Layer {
    int gates;
    float ih[GATES * H * D], hh[GATES * H * H], bias_ih[GATES * H], bias_hh[GATES * H];
} Layer;

static void fill(float *numbers, int count, unsigned *seed) {
    for (int k = 0; k < count; k++) {
        *seed = *seed * 1664525u + 1013904223u;
        numbers[k] = (float)(*seed >> 8) / 8388608.0f - 1;
    }
}

static Layer make_layer(int gates, unsigned seed) {
    Layer layer = {.gates = gates};
    fill(layer.ih, gates * H * D, &seed);
    fill(layer.hh, gates * H * H, &seed);
    fill(layer.bias_ih, gates * H, &seed);
    fill(layer.bias_hh, gates * H, &seed);
    return layer;
}

static void write_layer(const char *path, const Layer *layer, const char *prefix, int number,
                        int inputs) {
    char names[4][64];
    static const char *const STEMS[] = {"weight_ih", "weight_hh", "bias_ih", "bias_hh"};
    size_t rows = (size_t)layer->gates * H;
    for (int k = 0; k < 4; k++)
        snprintf(names[k], sizeof names[k], "%s%s_l%d", prefix, STEMS[k], number);
    const TensorData TENSORS[] = {{names[0], 2, {rows, (size_t)inputs}, layer->ih},
                                  {names[1], 2, {rows, H}, layer->hh},
                                  {names[2], 1, {rows}, layer->bias_ih},
                                  {names[3], 1, {rows}, layer->bias_hh}};
    assert_true(safetensors_write(path, TENSORS, 4, NULL, 0, NULL));
}

static double sigmoid(double v) {
    return 1 / (1 + exp(-v));
}

/* One row of W_ih x + b_ih, or of W_hh h + b_hh. */
static double row_of(const float *weights, const float *bias, const double *from, int count,
                     int row) {
    double sum = (double)bias[row];
    for (int k = 0; k < count; k++)
        sum += (double)weights[row * count + k] * from[k];
    return sum;
}

/* One step of the equations in PyTorch's documentation of nn.LSTM, nn.GRU and nn.RNN. */
static void torch_step(const Layer *layer, const double *x, double *h, double *c) {
    double in[GATES * H], re[GATES * H];
    for (int row = 0; row < layer->gates * H; row++) {
        in[row] = row_of(layer->ih, layer->bias_ih, x, D, row);
        re[row] = row_of(layer->hh, layer->bias_hh, h, H, row);
    }
    for (int k = 0; k < H; k++) {
        if (layer->gates == 4) { /* i, f, g, o */
            c[k] = sigmoid(in[H + k] + re[H + k]) * c[k] +
                   sigmoid(in[k] + re[k]) * tanh(in[2 * H + k] + re[2 * H + k]);
            h[k] = sigmoid(in[3 * H + k] + re[3 * H + k]) * tanh(c[k]);
        } else if (layer->gates == 3) { /* r, z, n */
            double z = sigmoid(in[H + k] + re[H + k]), r = sigmoid(in[k] + re[k]);
            h[k] = (1 - z) * tanh(in[2 * H + k] + r * re[2 * H + k]) + z * h[k];
        } else {
            h[k] = tanh(in[k] + re[k]);
        }
    }
}

static void compare_with_torch(const char *path, CellKind kind, const char *prefix) {
    Layer layer = make_layer(kind == CELL_LSTM ? 4 : kind == CELL_GRU ? 3 : 1, 7u + (unsigned)kind);
    float inputs[STEPS * D];
    unsigned seed = 99;
    double h[H] = {0}, c[H] = {0}, x[D];
    Error error = {0};
    write_layer(path, &layer, prefix, 0, D);
    Network *network = network_open(path, NULL, &error);
    if (!network)
        fail_msg("%s", error.what);
    Cell *cell = network->layers[0].cell;
    assert_int_equal(cell->spec.kind, kind);
    Trace *trace = trace_new(&cell->spec, STEPS, 1, NULL);
    assert_non_null(trace);
    fill(inputs, STEPS * D, &seed);
    trace_run(trace, cell, (Inputs){inputs, D, D}, 0, STEPS);
    for (int t = 0; t < STEPS; t++) {
        for (int k = 0; k < D; k++)
            x[k] = (double)inputs[t * D + k];
        torch_step(&layer, x, h, c);
        for (int k = 0; k < H; k++)
            assert_true(fabs((double)trace_at(trace, SIGNAL_H, t, 0)[k] - h[k]) < 2e-6);
    }
    trace_free(trace);
    network_free(network);
}

static void test_torch(void **state) {
    char path[PATH];
    path_in(*state, "w.safetensors", path);
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++) {
        compare_with_torch(path, (CellKind)kind, "");
        compare_with_torch(path, (CellKind)kind, "model.rnn.");
    }
}

static void write_lesson(const Folder *folder, const char *weights) {
    char path[PATH];
    path_in(folder, "lesson.json", path);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file,
            "{\"format\": 1, \"id\": \"w\", \"title\": \"W\", \"track\": \"t\", \"level\": 1,\n"
            "\"minutes\": 1, \"goal\": \"g\",\n"
            "\"inputs\": {\"names\": [\"a\", \"b\", \"c\"], \"sequence\": [[1, 2, 3]]},\n"
            "\"cells\": [{\"id\": \"x\", \"kind\": \"lstm\", \"hidden\": 4,\n"
            "\"weights\": \"%s\"}],\n\"beats\": [{\"say\": \"s\"}]}",
            weights);
    fclose(file);
}

static Lesson *read_lesson(const Folder *folder, const char *weights, const char *message) {
    char path[PATH];
    Errors errors = {0};
    write_lesson(folder, weights);
    path_in(folder, "lesson.json", path);
    Lesson *lesson = lesson_read(path, &errors);
    assert_int_equal(errors.count, message ? 1 : 0);
    if (message) {
        assert_non_null(strstr(errors.items[0].what, message));
        assert_int_equal(errors.items[0].line, 5);
        assert_int_equal(errors.items[0].column, 12);
    }
    errors_free(&errors);
    return lesson;
}

static void test_in_a_lesson(void **state) {
    const Folder *folder = *state;
    Layer layer = make_layer(4, 5);
    char path[PATH], link[PATH];
    path_in(folder, "w.safetensors", path);
    write_layer(path, &layer, "", 0, D);
    Lesson *lesson = read_lesson(folder, "w.safetensors", NULL);
    assert_non_null(lesson);
    assert_non_null(strstr(lesson->cells[0].weights_file, "/w.safetensors"));
    assert_float_equal(lesson->cells[0].cell->weights[weight_find(CELL_LSTM, "W_xf")][0],
                       layer.ih[H * D], 0);
    lesson_free(lesson);
    path_in(folder, "inside.safetensors", link);
    assert_int_equal(symlink("w.safetensors", link), 0);
    lesson_free(read_lesson(folder, "inside.safetensors", NULL));
    path_in(folder, "sub", path);
    assert_int_equal(mkdir(path, 0777), 0);
    path_in(folder, "sub/w.safetensors", path);
    write_layer(path, &layer, "", 0, D);
    lesson_free(read_lesson(folder, "sub/w.safetensors", NULL));
    path_in(folder, "link.safetensors", link);
    assert_int_equal(symlink("/etc/passwd", link), 0);
    assert_null(read_lesson(folder, "link.safetensors", "outside the lesson's folder"));
    assert_null(read_lesson(folder, "sub/../../w.safetensors", "must lie in the lesson's folder"));
    assert_null(read_lesson(folder, "lesson.json", "no weights that can be read"));
    assert_null(read_lesson(folder, "none.safetensors", "No such file"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_written_and_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_types, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_unsound, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_cut_off, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_torch, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_in_a_lesson, set_up, tear_down)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
