/* look.c: a model of somebody else as a lesson in memory: its cells, what each reads, its inputs and
 * their names; a pulse without data; files that are dropped while a model is looked into. */
#include "model_data.h"

#include <stdlib.h>
#include <string.h>

#include "commands/models/lesson.h"
#include "commands/tools/look_files.h"
#include "files/inputs/inputs.h"
#include "lesson/run/run.h"
#include "session/kinds/look.h"

static const char MODEL[] = "tests/models/torch/gru-3-layers.pth";

static void test_data(void **state) {
    (void)state;
    Network *network = model_of(MODEL);
    InputData *data = data_of("valve,load,flow\n1,2,3\n4,5,6\n");
    Error error = {0};
    Lesson *lesson = model_lesson(network, data, 0, &error);
    assert_non_null(lesson);
    assert_string_equal(text_in(&lesson->title, NULL), "gru-3-layers.pth");
    assert_int_equal(lesson->steps, 2);
    assert_int_equal(lesson->inputs, 3);
    assert_string_equal(lesson->input_names[2], "flow");
    assert_memory_equal(lesson->sequence, ((float[]){1, 2, 3, 4, 5, 6}), 6 * sizeof(float));
    assert_int_equal(lesson->cell_count, 3);
    assert_string_equal(lesson->cells[2].id, "layer2");
    assert_int_equal(lesson->beat_count, 3);
    for (int k = 0; k < 3; k++) {
        assert_int_equal(lesson->beats[k].show_count, 1);
        assert_int_equal(lesson->beats[k].show[0], k);
        assert_ptr_not_equal(lesson->cells[k].cell, network->layers[k].cell);
        assert_memory_equal(lesson->cells[k].cell->weights[0], network->layers[k].cell->weights[0],
                            6 * sizeof(float));
    }
    Run *run = run_new(lesson, &error);
    assert_non_null(run);
    assert_memory_equal(trace_at(run->traces[1], SIGNAL_X, 1, 0),
                        trace_at(run->traces[0], SIGNAL_H, 1, 0), 6 * sizeof(float));
    run_free(run);
    lesson_free(lesson);
    inputs_free(data);
    network_free(network);
}

static void test_pulse(void **state) {
    (void)state;
    Network *network = model_of(MODEL);
    Lesson *lesson = model_lesson(network, NULL, 0, NULL);
    assert_non_null(lesson);
    assert_int_equal(lesson->steps, PULSE_ALL);
    for (long t = 0; t < PULSE_ALL; t++)
        assert_true(lesson->sequence[3 * t + 2] ==
                    (float)(t >= PULSE_FROM && t < PULSE_FROM + PULSE_STEPS));
    assert_string_equal(lesson->input_names[0], "x1");
    lesson_free(lesson);
    network_free(network);
}

static void test_what_a_file_is(void **state) {
    (void)state;
    assert_true(look_files_lesson("lessons/11-no-gates.json", false));
    assert_false(look_files_lesson(MODEL, false));
    assert_false(look_files_lesson("tests/models/safetensors/lstm.safetensors", false));
    assert_false(
        look_files_lesson("tests/models/safetensors/sharded.safetensors.index.json", false));
    assert_false(look_files_lesson("tests/models/no such file.json", false));
    assert_true(look_files_lesson("lessons/11-no-gates.json", true));
    assert_true(look_files_lesson("lessons/tracks.json", false)); /* any text of that form */
    assert_false(look_files_lesson("lessons/tracks.json", true));
}

static void test_session(void **state) {
    (void)state;
    Error error = {0};
    Errors said = {0};
    LookWish wish = {.path = "tests/models/torch/encoder-decoder.pt",
                     .network = {.module = "decoder"}};
    Session *session = look_files_session(&wish, &said, &error);
    assert_non_null(session);
    const Look *look = session_look_into(session);
    assert_string_equal(look->format, "PyTorch state dict");
    assert_string_equal(look->left, "encoder.*");
    assert_int_equal(look->left_count, 4);
    assert_non_null(strstr(look->why, "encoder.weight_ih_l0: "));
    assert_true(look->pulse);
    session_free(session);
    errors_free(&said);
    wish.network.module = "middle";
    assert_null(look_files_session(&wish, &said, &error));
    assert_non_null(error.what);
    errors_free(&said);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_data),
        cmocka_unit_test(test_pulse),
        cmocka_unit_test(test_what_a_file_is),
        cmocka_unit_test(test_session),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
