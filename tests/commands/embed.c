/* embed.c: data of one column behind an embedding, beside what PyTorch computed for the same characters; and data that
 * name no entry. */
#include "model_data.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "commands/models/embed.h"
#include "commands/models/lesson.h"
#include "files/tensors/tensors.h"
#include "lesson/run/run.h"

static const char MODEL[] = "tests/models/torch/char-model.pt";
static const char COMPUTED[] = "tests/models/torch/char-model.ids.npz";
enum { STEPS = 6, ENTRIES = 7, WIDTH = 4, UNITS = 6 };

static float *computed(const char *name, size_t count) {
    Error error = {0};
    TensorSet *set = tensors_open(COMPUTED, &error);
    assert_non_null(set);
    int index = tensors_find(set, name);
    assert_true(index >= 0);
    assert_int_equal(set->tensors[index].count, count);
    float *numbers = calloc(count, sizeof *numbers);
    assert_true(tensors_load(set, index, numbers, &error));
    tensors_close(set);
    return numbers;
}

static void test_entries(void **state) {
    (void)state;
    Error error = {0};
    Network *network = model_of(MODEL);
    assert_string_equal(network->embedding.name, "encoder.weight");
    assert_int_equal(network->embedding.entries, ENTRIES);
    assert_int_equal(network->embedding.width, WIDTH);
    assert_true(network->whole);
    InputData *data = data_of("id\n3\n0\n6\n6\n1\n5\n");
    assert_true(data_fit(network, data, "data.csv", &error));
    assert_int_equal(data->inputs, WIDTH);
    assert_null(data->columns);
    assert_memory_equal(data->sequences[0].numbers + 2 * WIDTH, network->embedding.rows + 6 * WIDTH,
                        WIDTH * sizeof(float));
    Lesson *lesson = model_lesson(network, data, 0, &error);
    Run *run = run_new(lesson, &error);
    float *h = computed("layer0.h", STEPS * UNITS), *fc = computed("fc.h", STEPS * ENTRIES);
    for (int t = 0; t < STEPS; t++) {
        for (int unit = 0; unit < UNITS; unit++)
            assert_true(fabsf(trace_at(run->traces[0], SIGNAL_H, t, 0)[unit] -
                              h[t * UNITS + unit]) < 1e-6f);
        for (int k = 0; k < ENTRIES; k++)
            assert_true(fabsf(trace_at(run->traces[1], SIGNAL_H, t, 0)[k] - fc[t * ENTRIES + k]) <
                        1e-5f);
    }
    free(h);
    free(fc);
    run_free(run);
    lesson_free(lesson);
    inputs_free(data);
    network_free(network);
}

static void test_sequences(void **state) {
    (void)state;
    Error error = {0};
    Network *network = model_of(MODEL);
    char *bytes = strdup("who,id\na,3\na,1\nb,2\n");
    InputData *data = inputs_of_bytes(bytes, strlen(bytes), "data.csv",
                                      &(InputOptions){.sequence = "who"}, &error);
    free(bytes);
    assert_non_null(data);
    assert_true(data_fit(network, data, "data.csv", &error));
    assert_int_equal(data->count, 2);
    assert_memory_equal(data->sequences[0].numbers + WIDTH, network->embedding.rows + WIDTH,
                        WIDTH * sizeof(float));
    assert_memory_equal(data->sequences[1].numbers, network->embedding.rows + 2 * WIDTH,
                        WIDTH * sizeof(float));
    inputs_free(data);
    network_free(network);
}

/* Each is refused, and stays as it was. */
static void test_refused(void **state) {
    (void)state;
    static const struct {
        const char *text, *what, *found;
    } CASES[] = {
        {"id\n3\n7\n", "step 1 names no entry of the embedding \"encoder.weight\"", "7"},
        {"id\n-1\n", "step 0 names no entry of the embedding \"encoder.weight\"", "-1"},
        {"id\n1\n2\n2.5\n", "step 2 names no entry of the embedding \"encoder.weight\"", "2.5"},
        {"a,b\n1,2\n", "the model reads another number of columns", "2"}};
    Network *network = model_of(MODEL);
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
        Error error = {0};
        InputData *data = data_of(CASES[k].text);
        assert_false(data_fit(network, data, "data.csv", &error));
        assert_string_equal(error.what, CASES[k].what);
        assert_string_equal(error.found, CASES[k].found);
        assert_string_equal(error.file, "data.csv");
        assert_true(data->inputs < WIDTH);
        inputs_free(data);
    }
    network_free(network);
}

/* What the network is given as a whole row is what it reads. */
static void test_rows(void **state) {
    (void)state;
    Error error = {0};
    Network *network = model_of(MODEL);
    InputData *data = data_of("a,b,c,d\n1,2,3,4\n");
    assert_true(data_fit(network, data, "data.csv", &error));
    assert_memory_equal(data->sequences[0].numbers, ((float[]){1, 2, 3, 4}), WIDTH * sizeof(float));
    assert_string_equal(data->columns[3], "d");
    inputs_free(data);
    network_free(network);
}

/* In the weights: a one for an entry gives what the entry gave. */
static void test_folded(void **state) {
    (void)state;
    Error error = {0};
    Network *network = model_of(MODEL);
    assert_true(network_fold_embedding(network, &error));
    assert_null(network->embedding.rows);
    assert_int_equal(network->inputs, ENTRIES);
    InputData *data = data_of("0,0,0,1,0,0,0\n1,0,0,0,0,0,0\n0,0,0,0,0,0,1\n0,0,0,0,0,0,1\n"
                              "0,1,0,0,0,0,0\n0,0,0,0,0,1,0\n");
    Lesson *lesson = model_lesson(network, data, 0, &error);
    Run *run = run_new(lesson, &error);
    float *fc = computed("fc.h", STEPS * ENTRIES);
    for (int k = 0; k < STEPS * ENTRIES; k++)
        assert_true(fabsf(trace_at(run->traces[1], SIGNAL_H, k / ENTRIES, 0)[k % ENTRIES] - fc[k]) <
                    1e-5f);
    free(fc);
    run_free(run);
    lesson_free(lesson);
    inputs_free(data);
    network_free(network);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_entries), cmocka_unit_test(test_sequences),
        cmocka_unit_test(test_refused), cmocka_unit_test(test_rows), cmocka_unit_test(test_folded)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
