/* weights_file.c: which layer of a file a lesson's cell is: module, layer, direction; the file and the
 * lesson must say the same, what the lesson does not say comes from the file, and what in the file is
 * no number is warned of by its name. */
#include "testing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "files/lesson/file.h"
#include "files/network/network.h"
#include "files/tensors/safetensors.h"
#include "lesson/check/check.h"

enum { MOST = 12 };

static char folder[] = "/tmp/gatescope-weights-file-XXXXXX";
static char path[100];

static int set_up(void **state) {
    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/w.safetensors", folder);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    unlink(path);
    rmdir(folder);
    return 0;
}

typedef struct Made {
    TensorData tensors[MOST];
    char names[MOST][40];
    float numbers[MOST][256];
    int count;
} Made;

static void add(Made *made, const char *name, size_t rows, size_t columns, float value) {
    int k = made->count++;
    assert_true(k < MOST);
    snprintf(made->names[k], sizeof made->names[k], "%s", name);
    for (size_t n = 0; n < 256; n++)
        made->numbers[k][n] = value;
    made->tensors[k] = (TensorData){.name = made->names[k],
                                    .rank = columns ? 2 : 1,
                                    .shape = {rows, columns},
                                    .numbers = made->numbers[k]};
}

static void add_layer(Made *made, const char *prefix, size_t rows, size_t inputs, size_t units,
                      float value) {
    static const char *const STEMS[] = {"weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0"};
    for (int k = 0; k < 4; k++) {
        char name[40];
        snprintf(name, sizeof name, "%s%s", prefix, STEMS[k]);
        add(made, name, rows, k == 0 ? inputs : k == 1 ? units : 0, value);
    }
}

static void write_made(const Made *made) {
    Error error;
    if (!safetensors_write(path, made->tensors, made->count, NULL, 0, &error))
        fail_msg("%s", error.what);
}

/* A lesson of one cell on two inputs. */
static Lesson *read_cell(const char *cell, Errors *errors) {
    char text[1024], file[120];
    snprintf(file, sizeof file, "%s/lesson.json", folder);
    snprintf(text, sizeof text,
             "{\"format\":1,\"id\":\"w\",\"title\":\"W\",\"track\":\"t\",\"level\":1,\"minutes\":1,"
             "\"goal\":\"G\",\"inputs\":{\"names\":[\"a\",\"b\"],\"sequence\":[[0,0]]},\"cells\":[{"
             "\"id\":\"x\",\"weights\":\"w.safetensors\",%s}],\"beats\":[{\"say\":\"S\"}]}",
             cell);
    return lesson_parse(text, strlen(text), file, errors);
}

static Lesson *read_good(const char *cell) {
    Errors errors = {0};
    Lesson *lesson = read_cell(cell, &errors);
    if (!lesson)
        fail_msg("%s: %s", cell, errors.items[0].what);
    errors_free(&errors);
    return lesson;
}

static void refuse(const char *cell, const char *wanted) {
    Errors errors = {0};
    char text[1024];
    assert_null(read_cell(cell, &errors));
    assert_int_equal(errors.count, 1);
    error_format(&errors.items[0], text, sizeof text);
    if (!strstr(text, wanted))
        fail_msg("%s", text);
    errors_free(&errors);
}

static float weight_of(const Lesson *lesson, const char *name) {
    const Cell *cell = lesson->cells[0].cell;
    return cell->weights[weight_find(cell->spec.kind, name)][0];
}

static void test_module(void **state) {
    (void)state;
    Made made = {.count = 0};
    add_layer(&made, "encoder.", 12, 2, 3, 1);
    add_layer(&made, "decoder.", 9, 2, 3, 2);
    write_made(&made);
    Lesson *lesson = read_good("\"kind\":\"lstm\",\"hidden\":3,\"module\":\"encoder\"");
    assert_float_equal(weight_of(lesson, "W_xf"), 1, 0);
    lesson_free(lesson);
    lesson = read_good("\"kind\":\"gru\",\"hidden\":3,\"reset\":\"after\",\"module\":\"decoder\"");
    assert_float_equal(weight_of(lesson, "W_xz"), 2, 0);
    lesson_free(lesson);
    refuse("\"kind\":\"lstm\",\"hidden\":3", "expected one of \"encoder\", \"decoder\"");
    refuse("\"kind\":\"lstm\",\"hidden\":3,\"module\":\"coder\"", "no module \"coder\"");
    refuse("\"kind\":\"lstm\",\"hidden\":3,\"module\":7", "a module of the file is no string");
}

static void test_both_must_say_the_same(void **state) {
    (void)state;
    Made made = {.count = 0};
    add_layer(&made, "", 9, 2, 3, 1);
    write_made(&made);
    refuse("\"kind\":\"lstm\",\"hidden\":3",
           "\"layer0\" of the file is a GRU; found a cell of the");
    refuse("\"kind\":\"gru\",\"hidden\":4,\"reset\":\"after\"",
           "expected hidden 3, found hidden 4");
    refuse("\"kind\":\"gru\",\"hidden\":3", "set \"reset\": \"after\"");
    refuse("\"kind\":\"gru\",\"hidden\":3,\"reset\":\"before\"", "set \"reset\": \"after\"");
    refuse("\"kind\":\"gru\",\"hidden\":3,\"reset\":\"after\",\"layer\":9",
           "the file has 1 layer, not a layer 9");
    refuse("\"kind\":\"gru\",\"hidden\":3,\"reset\":\"after\",\"direction\":\"backward\"",
           "layer 0 of the file has no backward direction");
    refuse("\"kind\":\"gru\",\"hidden\":3,\"reset\":\"after\",\"direction\":\"up\"", "direction");
    Made wide = {.count = 0};
    add_layer(&wide, "", 9, 4, 3, 1);
    write_made(&wide);
    refuse("\"kind\":\"gru\",\"hidden\":3,\"reset\":\"after\"",
           "expected inputs: 4, found inputs: 2");
    Made lstm = {.count = 0};
    add_layer(&lstm, "", 12, 2, 3, 1);
    write_made(&lstm);
    refuse("\"kind\":\"lstm\",\"hidden\":3,\"coupled\":true", "set \"coupled\": false");
}

/* Activations are the file's where the lesson does not say them. */
static void test_activations(void **state) {
    (void)state;
    Made made = {.count = 0};
    add_layer(&made, "", 2, 2, 2, 1);
    add(&made, "head.weight", 3, 2, 5);
    write_made(&made);
    Lesson *lesson = read_good("\"kind\":\"rnn\",\"hidden\":3,\"layer\":1");
    assert_int_equal(lesson->cells[0].cell->spec.candidate, ACTIVATION_IDENTITY);
    assert_float_equal(weight_of(lesson, "W_xh"), 5, 0);
    lesson_free(lesson);
    lesson = read_good(
        "\"kind\":\"rnn\",\"hidden\":3,\"layer\":1,\"activations\":{\"candidate\":\"softsign\"}");
    assert_int_equal(lesson->cells[0].cell->spec.candidate, ACTIVATION_SOFTSIGN);
    lesson_free(lesson);
    lesson = read_good("\"kind\":\"rnn\",\"hidden\":2");
    assert_int_equal(lesson->cells[0].cell->spec.candidate, ACTIVATION_TANH);
    lesson_free(lesson);
}

static void test_warned_by_name(void **state) {
    (void)state;
    Made made = {.count = 0};
    add_layer(&made, "", 12, 2, 3, 0);
    made.numbers[1][3 * 3 + 2] = NAN;
    write_made(&made);
    Lesson *lesson = read_good("\"kind\":\"lstm\",\"hidden\":3");
    Errors errors = {0};
    CheckCount count = {0};
    lesson_check(lesson, &count, &errors);
    assert_true(errors.count >= 1);
    assert_string_equal(errors.items[0].what, "w.safetensors: weight_hh_l0[3][2] is NaN");
    assert_string_equal(errors.items[0].member_path, "cells[0]");
    assert_true(errors.items[0].warning);
    int said = 0;
    for (size_t k = 0; k < errors.count; k++)
        said += strstr(errors.items[k].what, "W_h") != NULL;
    assert_int_equal(said, 0);
    errors_free(&errors);
    lesson_free(lesson);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_module), cmocka_unit_test(test_both_must_say_the_same),
        cmocka_unit_test(test_activations), cmocka_unit_test(test_warned_by_name)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
