/* model.c: a model is read as it was written, with its moments, also what PyTorch would have
 * written; its readout can be shown as a cell; what is not sound in a file of digits or of a model
 * is refused. */
#include "testing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "engine/kinds/rnn.h"
#include "engine/trace.h"
#include "files/data/digits.h"
#include "files/network/network.h"
#include "files/tensors/safetensors.h"
#include "files/weights/model.h"

enum { PATH = 300 };

static char folder[] = "/tmp/gatescope-model-XXXXXX";
static char model_path[PATH], images_path[PATH], labels_path[PATH];

static int set_up(void **state) {
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(model_path, PATH, "%s/m.safetensors", folder);
    snprintf(images_path, PATH, "%s/test-images-idx3-ubyte.gz", folder);
    snprintf(labels_path, PATH, "%s/test-labels-idx1-ubyte.gz", folder);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    unlink(model_path);
    unlink(images_path);
    unlink(labels_path);
    return rmdir(folder);
}

static Model *make_model(CellKind kind, int layers, uint64_t seed) {
    const ModelSpec spec = {kind, 3, 5, layers, 2};
    Model *model = model_new(&spec, NULL);
    assert_non_null(model);
    model_begin(model, seed);
    return model;
}

static void assert_same(const Model *a, const Model *b) {
    ModelPart parts[MODEL_PARTS], others[MODEL_PARTS];
    int count = model_parts(a, parts);
    assert_int_equal(model_parts(b, others), count);
    for (int k = 0; k < count; k++)
        assert_memory_equal(parts[k].numbers, others[k].numbers,
                            (size_t)parts[k].rows * (size_t)parts[k].columns * sizeof(float));
}

static const ModelNotes NOTES = {.task = "adding",
                                 .settings = {.optimizer = OPTIMIZER_ADAM,
                                              .rate = 0.1f,
                                              .clip = 0,
                                              .batch = 34,
                                              .forget_bias = -0.25f,
                                              .epochs = 7,
                                              .seed = 18446744073709551615u},
                                 .steps = 301,
                                 .epoch = 3,
                                 .characters = 5,
                                 .character_of = {'\n', ' ', '"', 'z', 0xe4},
                                 .text = "5 bytes, crc32 01234567"};

static void assert_same_settings(const TrainSettings *found, const TrainSettings *should) {
    assert_int_equal(found->optimizer, should->optimizer);
    assert_true(found->rate == should->rate && found->clip == should->clip);
    assert_true(found->momentum == should->momentum);
    assert_int_equal(found->batch, should->batch);
    assert_true(found->forget_bias == should->forget_bias);
    assert_int_equal(found->epochs, should->epochs);
    assert_true(found->seed == should->seed);
}

static void test_written_and_read(void **state) {
    (void)state;
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++)
        for (int layers = 1; layers <= 3; layers += 2) {
            Model *model = make_model((CellKind)kind, layers, 5);
            Optimizer optimizer, found;
            ModelNotes notes;
            Error error;
            assert_true(optimizer_init(&optimizer, OPTIMIZER_ADAM, 0, model, NULL));
            assert_true(optimizer_init(&found, OPTIMIZER_ADAM, 0, model, NULL));
            for (size_t k = 0; k < optimizer.count; k++) {
                optimizer.first[k] = (float)k + 0.25f;
                optimizer.second[k] = (float)k + 0.5f;
            }
            assert_true(model_file_write(model_path, model, &NOTES, &optimizer, &error));
            Model *again = model_file_read(model_path, &notes, &error);
            assert_non_null(again);
            assert_int_equal(again->spec.kind, kind);
            assert_same(model, again);
            assert_string_equal(notes.task, "adding");
            assert_same_settings(&notes.settings, &NOTES.settings);
            assert_int_equal(notes.epoch, 3);
            assert_string_equal(notes.text, NOTES.text);
            assert_int_equal(notes.characters, NOTES.characters);
            assert_memory_equal(notes.character_of, NOTES.character_of, 5);
            assert_true(model_file_read_optimizer(model_path, again, &found, &error));
            assert_int_equal(found.steps, 301);
            assert_memory_equal(found.first, optimizer.first, found.count * sizeof(float));
            assert_memory_equal(found.second, optimizer.second, found.count * sizeof(float));
            assert_true(model_file_write(model_path, model, &NOTES, NULL, &error));
            assert_false(model_file_read_optimizer(model_path, again, &found, &error));
            assert_non_null(strstr(error.what, "adam.m.l0."));
            optimizer_free(&optimizer);
            optimizer_free(&found);
            model_free(model);
            model_free(again);
        }
}

/* Gradient descent with momentum keeps one number a weight, under another name. */
static void test_momentum(void **state) {
    (void)state;
    Model *model = make_model(CELL_GRU, 2, 5);
    Optimizer optimizer, found, adam;
    ModelNotes sent = NOTES, notes;
    Error error;
    sent.settings.optimizer = OPTIMIZER_MOMENTUM;
    sent.settings.momentum = 0.875f;
    assert_true(optimizer_init(&optimizer, OPTIMIZER_MOMENTUM, 0.875f, model, NULL));
    assert_true(optimizer_init(&found, OPTIMIZER_MOMENTUM, 0.875f, model, NULL));
    assert_true(optimizer_init(&adam, OPTIMIZER_ADAM, 0, model, NULL));
    for (size_t k = 0; k < optimizer.count; k++)
        optimizer.first[k] = (float)k - 0.75f;
    assert_true(model_file_write(model_path, model, &sent, &optimizer, &error));
    Model *again = model_file_read(model_path, &notes, &error);
    assert_non_null(again);
    assert_same_settings(&notes.settings, &sent.settings);
    assert_true(model_file_read_optimizer(model_path, again, &found, &error));
    assert_memory_equal(found.first, optimizer.first, found.count * sizeof(float));
    assert_int_equal(found.steps, 301);
    assert_false(model_file_read_optimizer(model_path, again, &adam, &error));
    assert_non_null(strstr(error.what, "adam.m.l0."));
    optimizer_free(&optimizer);
    optimizer_free(&found);
    optimizer_free(&adam);
    model_free(model);
    model_free(again);
}

/* A model of one layer as PyTorch would write it, with these notes. */
static void write_noted(const TensorNote *notes, int count, const float *in) {
    static const float zeros[25];
    const TensorData tensors[] = {{"weight_ih_l0", 2, {5, 3}, in ? in : zeros},
                                  {"weight_hh_l0", 2, {5, 5}, zeros},
                                  {"fc.weight", 2, {2, 5}, zeros}};
    assert_true(safetensors_write(model_path, tensors, 3, notes, count, NULL));
}

/* Files that were written before the settings were noted. */
static void test_old_notes(void **state) {
    (void)state;
    static const struct {
        TensorNote notes[2];
        int batch;
    } FILES[] = {{{{"task", "digits"}, {"epochs", "9"}}, 64},
                 {{{"task", "text"}, {"epochs", "9"}}, 32}};
    for (size_t k = 0; k < sizeof FILES / sizeof *FILES; k++) {
        ModelNotes notes;
        Error error;
        write_noted(FILES[k].notes, 2, NULL);
        Model *again = model_file_read(model_path, &notes, &error);
        assert_non_null(again);
        TrainSettings should = train_settings(9, 0);
        should.batch = FILES[k].batch;
        assert_same_settings(&notes.settings, &should);
        assert_true(notes.text[0] == '\0');
        model_free(again);
    }
}

static void refuse_note(const char *key, const char *value, const char *expected) {
    const TensorNote note = {key, value};
    ModelNotes notes;
    Error error;
    char member_path[64], found[128];
    write_noted(&note, 1, NULL);
    if (model_file_read(model_path, &notes, &error))
        fail_msg("%s: \"%s\" was taken", key, value);
    snprintf(member_path, sizeof member_path, "__metadata__.%s", key);
    snprintf(found, sizeof found, "\"%s\"", value);
    assert_string_equal(error.file, model_path);
    assert_string_equal(error.member_path, member_path);
    assert_string_equal(error.found, found);
    if (!strstr(error.expected, expected))
        fail_msg("%s: expected %s, not %s", key, error.expected, expected);
}

/* Every note by itself: what is no number, and the nearest that are out of range. */
static void test_wrong_notes(void **state) {
    (void)state;
    static const struct {
        const char *key, *expected, *low, *high;
    } RANGES[] = {{"epochs", "from 1 to 100000", "0", "100001"},
                  {"seed", "from 0 to 18446744073709551615", "-1", "18446744073709551616"},
                  {"momentum", "from 0 to 0.999", "-0.001", "0.9991"},
                  {"rate", "from 1e-06 to 10", "9e-7", "10.01"},
                  {"clip", "from 0 to 1e+06", "-1", "1000001"},
                  {"batch", "from 2 to 4096", "0", "4098"},
                  {"forget_bias", "from -20 to 20", "-20.01", "20.01"},
                  {"epoch", "from 0 to 100000", "-1", "100001"},
                  {"steps", "from 0 to 9223372036854775807", "-1", "9223372036854775808"},
                  {"hidden", "from 5 to 5", "4", "6"},
                  {"layers", "from 1 to 1", "0", "2"}};
    static const char *const NONE[] = {"", "nan", "inf", "-inf", "0x10", "1 ", " 1", "3x", "1e99"};
    for (size_t k = 0; k < sizeof RANGES / sizeof *RANGES; k++) {
        refuse_note(RANGES[k].key, RANGES[k].low, RANGES[k].expected);
        refuse_note(RANGES[k].key, RANGES[k].high, RANGES[k].expected);
        for (size_t n = 0; n < sizeof NONE / sizeof *NONE; n++)
            refuse_note(RANGES[k].key, NONE[n], RANGES[k].expected);
    }
    refuse_note("batch", "3", "an even number");
    refuse_note("optimizer", "rmsprop", "adam or sgd");
    refuse_note("kind", "gru", "rnn");
    refuse_note("task", "0123456789012345678901234567890123", "at most 31 bytes");
    refuse_note("text", "0123456789012345678901234567890123456789", "at most 39 bytes");
    const TensorNote both[] = {{"epochs", "3"}, {"epoch", "4"}};
    ModelNotes notes;
    Error error;
    write_noted(both, 2, NULL);
    assert_null(model_file_read(model_path, &notes, &error));
    assert_string_equal(error.expected, "a whole number from 0 to 3");
}

/* A model computes with numbers. */
static void test_no_numbers(void **state) {
    (void)state;
    static const float ODD[] = {NAN, INFINITY, -INFINITY};
    for (int k = 0; k < 3; k++) {
        ModelNotes notes;
        Error error;
        float in[15] = {[7] = ODD[k]};
        write_noted(NULL, 0, in);
        assert_null(model_file_read(model_path, &notes, &error));
        assert_string_equal(error.file, model_path);
        assert_non_null(strstr(error.what, k ? "is infinite" : "is not a number"));
    }
    Model *model = make_model(CELL_LSTM, 1, 1);
    Optimizer optimizer;
    assert_true(optimizer_init(&optimizer, OPTIMIZER_ADAM, 0, model, NULL));
    float *const wrong[] = {&optimizer.first[9], &optimizer.second[9], &optimizer.second[9]};
    static const float VALUES[] = {NAN, INFINITY, -1};
    static const char *const WHAT[] = {"not a number", "infinite", "below 0"};
    for (int k = 0; k < 3; k++) {
        Error error;
        *wrong[k] = VALUES[k];
        assert_true(model_file_write(model_path, model, &NOTES, &optimizer, NULL));
        assert_false(model_file_read_optimizer(model_path, model, &optimizer, &error));
        assert_non_null(strstr(error.what, WHAT[k]));
        *wrong[k] = 0;
    }
    optimizer_free(&optimizer);
    model_free(model);
}

static void test_text_mark(void **state) {
    (void)state;
    char mark[MODEL_TEXT];
    model_text_mark(mark, "123456789", 9); /* the check value that CRC-32 is published with */
    assert_string_equal(mark, "9 bytes, crc32 cbf43926");
}

/* Characters are a list of different bytes. */
static void test_wrong_characters(void **state) {
    (void)state;
    static const char GOOD[] = "0a20227ae4";
    static const char *const WRONG[] = {"0a20220ae4", "0a20227aeg", "0a20227aE4"};
    static char content[1 << 14];
    Model *model = make_model(CELL_LSTM, 1, 1);
    assert_true(model_file_write(model_path, model, &NOTES, NULL, NULL));
    FILE *file = fopen(model_path, "rb");
    size_t length = fread(content, 1, sizeof content, file), at = 0;
    fclose(file);
    while (memcmp(content + at, GOOD, sizeof GOOD - 1) != 0)
        at++;
    for (int k = 0; k < 3; k++) {
        ModelNotes notes = {0};
        memcpy(content + at, WRONG[k], sizeof GOOD - 1);
        file = fopen(model_path, "wb");
        assert_int_equal(fwrite(content, 1, length, file), length);
        fclose(file);
        Error error;
        assert_null(model_file_read(model_path, &notes, &error));
        assert_string_equal(error.member_path, "__metadata__.characters");
    }
    model_free(model);
}

/* As nn.GRU writes it: gates r, z, n below each other, a row a unit, two biases. */
static void test_order(void **state) {
    (void)state;
    Model *model = make_model(CELL_GRU, 1, 1);
    const Cell *cell = model->layers[0];
    float numbers[15 * 5];
    assert_true(model_file_write(model_path, model, &NOTES, NULL, NULL));
    TensorFile *file = safetensors_open(model_path, NULL);
    assert_non_null(file);
    assert_int_equal(safetensors_count(file), 6);
    assert_true(safetensors_load(file, safetensors_find(file, "weight_ih_l0"), numbers, NULL));
    assert_true(numbers[(0 * 5 + 4) * 3 + 1] == cell->weights[weight_find(CELL_GRU, "W_xr")][9]);
    assert_true(numbers[(1 * 5 + 2) * 3] == cell->weights[weight_find(CELL_GRU, "W_xz")][2]);
    assert_true(safetensors_load(file, safetensors_find(file, "bias_hh_l0"), numbers, NULL));
    assert_true(numbers[0] == 0 && numbers[12] == cell->weights[weight_find(CELL_GRU, "b_hh")][2]);
    assert_true(safetensors_load(file, safetensors_find(file, "fc.weight"), numbers, NULL));
    assert_true(numbers[1 * 5 + 3] == model->weight[3 * 2 + 1]);
    assert_string_equal(safetensors_note(file, "kind"), "gru");
    safetensors_close(file);
    model_free(model);
}

/* The readout as a cell gives h W + b, whatever came before. */
static void test_readout_cell(void **state) {
    (void)state;
    Model *model = make_model(CELL_LSTM, 1, 1);
    const float x[2][5] = {{9, 9, 9, 9, 9}, {1, -2, 3, 0.5f, 4}};
    Error error;
    assert_true(model_file_write(model_path, model, &NOTES, NULL, NULL));
    Network *network = network_open(model_path, NULL, &error);
    assert_non_null(network);
    int readout = network_layer(network, NULL, 1, false);
    assert_true(readout >= 0 && network->layers[readout].readout);
    const Cell *cell = network->layers[readout].cell;
    assert_int_equal(cell->spec.inputs, 5);
    assert_int_equal(cell->spec.hidden, 2);
    Trace *trace = trace_new(&cell->spec, 2, 1, NULL);
    trace_run(trace, network->layers[readout].cell, (Inputs){x[0], 5, 5}, 0, 2);
    for (int k = 0; k < 2; k++) {
        double should = (double)model->bias[k];
        for (int n = 0; n < 5; n++)
            should += (double)x[1][n] * (double)model->weight[n * 2 + k];
        assert_float_equal(trace_at(trace, RNN_H, 1, 0)[k], should, 1e-5);
    }
    assert_int_equal(network_layer(network, NULL, 2, false), -1);
    network_free(network);
    trace_free(trace);
    model_free(model);
}

static void write_some(const char *from, size_t bytes) {
    static char content[1 << 16];
    FILE *in = fopen(from, "rb");
    assert_non_null(in);
    size_t length = fread(content, 1, sizeof content, in);
    fclose(in);
    assert_true(length > bytes);
    FILE *out = fopen(from, "wb");
    assert_int_equal(fwrite(content, 1, bytes, out), bytes);
    fclose(out);
}

static void test_cut_off(void **state) {
    (void)state;
    static const size_t LENGTHS[] = {2000, 900, 100, 8, 0};
    Model *model = make_model(CELL_LSTM, 2, 1);
    ModelNotes notes;
    Error error;
    assert_true(model_file_write(model_path, model, &NOTES, NULL, NULL));
    for (size_t k = 0; k < sizeof LENGTHS / sizeof *LENGTHS; k++) {
        write_some(model_path, LENGTHS[k]);
        assert_null(model_file_read(model_path, &notes, &error));
        assert_string_equal(error.file, model_path);
        assert_true(error.what[0]);
    }
    model_free(model);
}

/* ---- digits ---- */

static void write_idx(const char *path, const unsigned char *bytes, unsigned length) {
    gzFile out = gzopen(path, "wb");
    assert_non_null(out);
    assert_int_equal(gzwrite(out, bytes, length), length);
    gzclose(out);
}

enum { PICTURES = 2, IMAGES_SIZE = 16 + PICTURES * DIGIT_PIXELS, LABELS_SIZE = 8 + PICTURES };

typedef struct Pair {
    unsigned char images[IMAGES_SIZE + 1], labels[LABELS_SIZE + 1];
    unsigned images_size, labels_size;
} Pair;

static Pair sound_pair(void) {
    Pair pair = {.images = {0, 0, 8, 3, 0, 0, 0, PICTURES, 0, 0, 0, 28, 0, 0, 0, 28},
                 .labels = {0, 0, 8, 1, 0, 0, 0, PICTURES, 7, 2},
                 .images_size = IMAGES_SIZE,
                 .labels_size = LABELS_SIZE};
    for (int k = 0; k < PICTURES * DIGIT_PIXELS; k++)
        pair.images[16 + k] = (unsigned char)(k % 251);
    return pair;
}

static bool read_pair(const Pair *pair, DigitSet *set, Error *error) {
    write_idx(images_path, pair->images, pair->images_size);
    write_idx(labels_path, pair->labels, pair->labels_size);
    return digit_set_read(set, images_path, labels_path, error);
}

static void test_digits(void **state) {
    (void)state;
    Pair pair = sound_pair();
    DigitSet set;
    Error error;
    assert_true(read_pair(&pair, &set, &error));
    assert_true(set.count == 2 && set.labels[0] == 7 && set.labels[1] == 2);
    assert_memory_equal(set.pixels, pair.images + 16, PICTURES * DIGIT_PIXELS);
    digit_set_free(&set);
    Digits *digits = digits_read("assets/mnist", &error);
    assert_non_null(digits);
    assert_true(digits->train.count == 8000 && digits->test.count == 2000);
    digits_free(digits);
}

static void refuse(const Pair *pair, const char *path, const char *what) {
    DigitSet set;
    Error error;
    assert_false(read_pair(pair, &set, &error));
    assert_string_equal(error.file, path);
    if (!strstr(error.what, what))
        fail_msg("\"%s\", not \"%s\"", error.what, what);
    assert_null(set.pixels);
}

static void test_digits_refused(void **state) {
    (void)state;
    Pair pair = sound_pair();
    pair.images_size--;
    refuse(&pair, images_path, "too early");
    pair.images_size = 9;
    refuse(&pair, images_path, "too early");
    pair.images_size = IMAGES_SIZE + 1;
    refuse(&pair, images_path, "longer");
    pair = sound_pair();
    pair.images[11] = 27;
    refuse(&pair, images_path, "28 pixels");
    pair = sound_pair();
    pair.images[4] = 255; /* four thousand million pictures */
    refuse(&pair, images_path, "100,000");
    pair = sound_pair();
    pair.images[3] = 1;
    refuse(&pair, images_path, "no IDX file of pictures");
    pair = sound_pair();
    pair.labels[7] = 1;
    pair.labels_size--;
    refuse(&pair, labels_path, "as many labels");
    pair = sound_pair();
    pair.labels[9] = 10;
    refuse(&pair, labels_path, "no digit");
    pair = sound_pair();
    DigitSet set;
    Error error;
    assert_true(read_pair(&pair, &set, &error));
    digit_set_free(&set);
    write_some(images_path, 40); /* the packed file itself */
    assert_false(digit_set_read(&set, images_path, labels_path, &error));
    assert_false(digit_set_read(&set, "/nowhere.gz", labels_path, &error));
    assert_string_equal(error.file, "/nowhere.gz");
}

/* A text model behind an embedding reads a one for each of its entries. */
static void test_embedded(void **state) {
    (void)state;
    ModelNotes notes;
    Error error = {0};
    Model *model = model_file_read("tests/models/torch/char-model.pt", &notes, &error);
    Network *network = network_open("tests/models/torch/char-model.pt", NULL, &error);
    assert_non_null(model);
    assert_int_equal(model->spec.inputs, 7);
    assert_int_equal(model->spec.outputs, 7);
    const float *row = network->embedding.rows + 4; /* entry 1 */
    int weight = cell_kind(CELL_LSTM)->torch[0].weights.from_x;
    const float *before = network->layers[0].cell->weights[weight];
    float sum = 0;
    for (int k = 0; k < 4; k++)
        sum += row[k] * before[k * 6 + 5];
    assert_float_equal(model->layers[0]->weights[weight][1 * 6 + 5], sum, 1e-6f);
    network_free(network);
    model_free(model);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_embedded),      cmocka_unit_test(test_written_and_read),
        cmocka_unit_test(test_momentum),      cmocka_unit_test(test_old_notes),
        cmocka_unit_test(test_wrong_notes),   cmocka_unit_test(test_no_numbers),
        cmocka_unit_test(test_text_mark),     cmocka_unit_test(test_wrong_characters),
        cmocka_unit_test(test_order),         cmocka_unit_test(test_readout_cell),
        cmocka_unit_test(test_cut_off),       cmocka_unit_test(test_digits),
        cmocka_unit_test(test_digits_refused)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
