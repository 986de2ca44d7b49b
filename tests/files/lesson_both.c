/* lesson_both.c: a cell that reads in both directions is two: ID and ID-backward. They have their own
 * numbers, stand in one lesson as if both were written out, and claims, gradients and what reads
 * them go through. */
#include "testing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "files/lesson/file.h"
#include "files/tensors/safetensors.h"
#include "language_sample.h"
#include "lesson/check/check.h"
#include "lesson/run/run.h"

enum { TEXT = 4096, STEPS = 4 };

static const char FORWARD[] = "\"weights\":{\"W_xh\":[[1,-0.5]],\"W_hh\":[[0.3,0.2],[0.1,-0.4]],"
                              "\"b_h\":[0.1,0]}";
static const char OTHER[] = "\"weights\":{\"W_xh\":[[-1,0.25]],\"W_hh\":[[0.2,0],[0.5,0.6]],"
                            "\"b_h\":[0,-0.2]},\"h0\":[0.5,-0.5]";
static const char ABOVE[] = "\"weights\":{\"W_xh\":[[1],[2],[3],[4]],\"W_hh\":[[0.5]]}";

static char folder[] = "/tmp/gatescope-both-XXXXXX";

static void compose(char text[TEXT], const char *cells, const char *claims) {
    int length = snprintf(text, TEXT,
                          "{\"format\":1,\"id\":\"b\",\"title\":\"B\",\"track\":\"t\",\"level\":1,"
                          "\"minutes\":1,\"goal\":\"G\",\"inputs\":{\"names\":[\"a\"],"
                          "\"sequence\":[[0.5],[-1],[0.25],[2]]},\"cells\":[%s],"
                          "\"beats\":[{\"say\":\"S\"%s%s%s}]}",
                          cells, claims[0] ? ",\"claims\":[" : "", claims, claims[0] ? "]" : "");
    assert_in_range(length, 1, TEXT - 1);
}

static Lesson *read_good(const char *cells, const char *claims) {
    char text[TEXT], path[120];
    Errors errors = {0};
    compose(text, cells, claims);
    snprintf(path, sizeof path, "%s/lesson.json", folder);
    Lesson *lesson = lesson_parse(text, strlen(text), path, &errors);
    if (!lesson)
        fail_msg("%s: %s", errors.items[0].member_path, errors.items[0].what);
    errors_free(&errors);
    return lesson;
}

/* Whether just one error is said of it, at the place and with the piece of a sentence. */
static void refuse(const char *cells, const char *place, const char *piece) {
    char text[TEXT], path[120], said[1024];
    Errors errors = {0};
    compose(text, cells, "");
    snprintf(path, sizeof path, "%s/lesson.json", folder);
    if (lesson_parse(text, strlen(text), path, &errors))
        fail_msg("it is read: %s", cells);
    error_format(&errors.items[0], said, sizeof said);
    if (errors.count != 1 || strcmp(errors.items[0].member_path, place) != 0 ||
        !strstr(said, piece))
        fail_msg("%zu errors: %s: %s", errors.count, errors.items[0].member_path, said);
    errors_free(&errors);
}

/* "enc" in both directions, and what reads it. */
static const char *cells_of(const char *reader, char text[TEXT]) {
    snprintf(text, TEXT,
             "{\"id\":\"enc\",\"kind\":\"rnn\",\"hidden\":2,\"direction\":\"both\",\"title\":\"E\","
             "%s,\"backward\":{%s}}%s",
             FORWARD, OTHER, reader);
    return text;
}

/* ---- numbers in the lesson ---- */

static void two_cells_with_their_own_numbers(void **state) {
    (void)state;
    char cells[TEXT];
    Lesson *lesson = read_good(cells_of("", cells), "");
    assert_int_equal(lesson->cell_count, 2);
    const LessonCell *enc = &lesson->cells[0], *back = &lesson->cells[1];
    assert_string_equal(enc->id, "enc");
    assert_string_equal(back->id, "enc-backward");
    assert_string_equal(text_in(&back->title, LANGUAGE_EN), "E");
    assert_true(!enc->cell->spec.backward && back->cell->spec.backward);
    int x = weight_find(CELL_RNN, "W_xh"), b = weight_find(CELL_RNN, "b_h");
    assert_float_equal(enc->cell->weights[x][1], -0.5f, 0);
    assert_float_equal(back->cell->weights[x][1], 0.25f, 0);
    assert_float_equal(enc->cell->weights[b][0], 0.1f, 0);
    assert_float_equal(back->cell->weights[b][1], -0.2f, 0);
    assert_float_equal(cell_initial(enc->cell, SIGNAL_H)[0], 0, 0);
    assert_float_equal(cell_initial(back->cell, SIGNAL_H)[1], -0.5f, 0);
    assert_int_equal(back->source_count, 0);
    assert_int_equal(back->entry, 0);
    lesson_free(lesson);
}

static Run *run_of(const Lesson *lesson) {
    Error error;
    Run *run = run_new(lesson, &error);
    assert_non_null(run);
    return run;
}

/* Bit for bit the run of the lesson that has both written out. */
static void as_if_both_were_written(void **state) {
    (void)state;
    char cells[TEXT], written[TEXT];
    char reader[512], list[512];
    snprintf(reader, sizeof reader,
             ",{\"id\":\"top\",\"kind\":\"rnn\",\"hidden\":1,\"input\":\"enc\",%s}", ABOVE);
    snprintf(list, sizeof list,
             "{\"id\":\"top\",\"kind\":\"rnn\",\"hidden\":1,\"input\":[\"f\",\"g\"],%s}", ABOVE);
    snprintf(written, sizeof written,
             "{\"id\":\"f\",\"kind\":\"rnn\",\"hidden\":2,%s},"
             "{\"id\":\"g\",\"kind\":\"rnn\",\"hidden\":2,\"direction\":\"backward\",%s},%s",
             FORWARD, OTHER, list);
    Lesson *both = read_good(cells_of(reader, cells), ""), *out = read_good(written, "");
    Run *one = run_of(both), *two = run_of(out);
    assert_int_equal(both->cell_count, 3);
    assert_int_equal(both->cells[2].source_count, 2);
    assert_int_equal(both->cells[2].entry, 1);
    for (int cell = 0; cell < 3; cell++)
        for (long t = 0; t < STEPS; t++)
            assert_memory_equal(trace_at(one->traces[cell], SIGNAL_H, t, 0),
                                trace_at(two->traces[cell], SIGNAL_H, t, 0),
                                (cell < 2 ? 2 : 1) * sizeof(float));
    assert_true(trace_at(one->traces[1], SIGNAL_H, 0, 0)[0] !=
                trace_at(one->traces[0], SIGNAL_H, 0, 0)[0]);
    run_free(one);
    run_free(two);
    lesson_free(both);
    lesson_free(out);
}

/* A cell may be read before it stands in the file, in one direction or in both, among others. */
static void sources_in_any_order(void **state) {
    (void)state;
    char cells[2 * TEXT], back[TEXT];
    snprintf(cells, sizeof cells,
             "{\"id\":\"one\",\"kind\":\"rnn\",\"hidden\":1,\"input\":\"enc-backward\","
             "\"weights\":{\"W_xh\":[[1],[2]]}},"
             "{\"id\":\"all\",\"kind\":\"rnn\",\"hidden\":1,\"input\":[\"inputs\",\"enc\",\"one\"],"
             "\"weights\":{}},%s",
             cells_of("", back));
    Lesson *lesson = read_good(cells, "");
    assert_int_equal(lesson->cell_count, 4);
    assert_int_equal(lesson->cells[0].sources[0].cell, 3);
    assert_int_equal(lesson->cells[0].cell->spec.inputs, 2);
    const LessonCell *all = &lesson->cells[1];
    assert_int_equal(all->source_count, 4);
    assert_int_equal(all->sources[1].cell, 2);
    assert_int_equal(all->sources[2].cell, 3);
    assert_int_equal(all->sources[2].column, 3);
    assert_int_equal(all->cell->spec.inputs, 6);
    lesson_free(lesson);
}

/* Both read what both of a layer below give. */
static void stacked(void **state) {
    (void)state;
    char cells[TEXT], reader[512];
    snprintf(
        reader, sizeof reader,
        ",{\"id\":\"top\",\"kind\":\"rnn\",\"hidden\":1,\"input\":\"enc\",\"direction\":\"both\","
        "%s,\"backward\":{%s}}",
        ABOVE, ABOVE);
    Lesson *lesson = read_good(cells_of(reader, cells), "");
    assert_int_equal(lesson->cell_count, 4);
    for (int k = 2; k < 4; k++) {
        assert_int_equal(lesson->cells[k].source_count, 2);
        assert_int_equal(lesson->cells[k].sources[1].cell, 1);
        assert_int_equal(lesson->cells[k].sources[1].column, 2);
        assert_int_equal(lesson->cells[k].cell->spec.inputs, 4);
    }
    lesson_free(lesson);
}

/* What the last step of the one, and the first of the other, have of a step far away. */
static void claims_and_gradients(void **state) {
    (void)state;
    char cells[TEXT];
    Lesson *lesson =
        read_good(cells_of("", cells),
                  "\"enc.h[0] @ 0 > 0.5\", \"enc-backward.h[0] @ 4 == 0.5\","
                  "\"enc-backward.h[0] @ 0 < enc.h[0] @ 0\","
                  "\"abs(gradient(enc.h[0] @ 3, enc.h[0] @ 1)) > 0.001\","
                  "\"abs(gradient(enc-backward.h[0] @ 0, enc-backward.h[0] @ 3)) > 0.001\"");
    Errors errors = {0};
    CheckCount count = {0};
    lesson_check(lesson, &count, &errors);
    for (size_t k = 0; k < errors.count; k++)
        fail_msg("%s", errors.items[k].what);
    assert_int_equal(count.claims, 5);
    errors_free(&errors);
    lesson_free(lesson);
}

/* ---- numbers in a file ---- */

static void write_file(const char *name, bool both) {
    static float numbers[8][16];
    static char names[8][40];
    static const char *const STEMS[] = {"weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0"};
    TensorData tensors[8];
    char path[160];
    Error error;
    for (int k = 0; k < 8; k++) {
        snprintf(names[k], sizeof names[k], "%s%s", STEMS[k % 4], k < 4 ? "" : "_reverse");
        for (int n = 0; n < 16; n++)
            numbers[k][n] = (float)(k + 1);
        tensors[k] = (TensorData){.name = names[k],
                                  .rank = k % 4 < 2 ? 2 : 1,
                                  .shape = {2, k % 4 == 0   ? 1
                                               : k % 4 == 1 ? 2
                                                            : 0},
                                  .numbers = numbers[k]};
    }
    snprintf(path, sizeof path, "%s/%s", folder, name);
    assert_true(safetensors_write(path, tensors, both ? 8 : 4, NULL, 0, &error));
}

static void both_of_a_file(void **state) {
    (void)state;
    static const char CELL[] = "{\"id\":\"m\",\"kind\":\"rnn\",\"hidden\":2,\"direction\":\"both\","
                               "\"weights\":\"two.safetensors\"%s}";
    char cell[512];
    write_file("two.safetensors", true);
    snprintf(cell, sizeof cell, CELL, ",\"backward\":{\"h0\":[1,2],\"title\":\"B\"}");
    Lesson *lesson = read_good(cell, "");
    int h = weight_find(CELL_RNN, "W_hh"), b = weight_find(CELL_RNN, "b_h");
    assert_int_equal(lesson->cell_count, 2);
    assert_float_equal(lesson->cells[0].cell->weights[h][0], 2, 0);
    assert_float_equal(lesson->cells[1].cell->weights[h][0], 6, 0);
    assert_float_equal(lesson->cells[0].cell->weights[b][0], 3 + 4, 0);
    assert_float_equal(lesson->cells[1].cell->weights[b][0], 7 + 8, 0);
    assert_float_equal(cell_initial(lesson->cells[1].cell, SIGNAL_H)[1], 2, 0);
    assert_float_equal(cell_initial(lesson->cells[0].cell, SIGNAL_H)[1], 0, 0);
    assert_string_equal(text_in(&lesson->cells[1].title, LANGUAGE_EN), "B");
    lesson_free(lesson);
    snprintf(cell, sizeof cell, CELL, ",\"backward\":{\"weights\":{}}");
    refuse(cell, "cells[0].backward.weights", "unknown key \"weights\" in the other direction");
}

static void what_a_file_lacks_is_said_once(void **state) {
    (void)state;
    write_file("one.safetensors", false);
    refuse("{\"id\":\"m\",\"kind\":\"rnn\",\"hidden\":2,\"direction\":\"both\","
           "\"weights\":\"one.safetensors\"}",
           "cells[0].weights", "layer 0 of the file has no backward direction");
    refuse("{\"id\":\"m\",\"kind\":\"rnn\",\"hidden\":3,\"direction\":\"both\","
           "\"weights\":\"one.safetensors\"}",
           "cells[0].weights", "expected hidden 2, found hidden 3");
    refuse("{\"id\":\"m\",\"kind\":\"rnn\",\"hidden\":2,\"direction\":\"both\","
           "\"weights\":\"none.safetensors\"}",
           "cells[0].weights", "No such file");
}

/* ---- what is wrong ---- */

static void what_is_wrong_is_said_once(void **state) {
    (void)state;
    static const struct {
        const char *cells, *place, *piece;
    } FAULTS[] = {
        {"{\"id\":\"m\",\"kind\":\"rnn\",\"hidden\":1,\"direction\":\"both\",\"weights\":{}}",
         "cells[0]", "missing key \"backward\""},
        {"{\"id\":\"m\",\"kind\":\"rnn\",\"hidden\":1,\"direction\":\"both\",\"weights\":{},"
         "\"backward\":{}}",
         "cells[0].backward", "missing key \"weights\""},
        {"{\"id\":\"m\",\"kind\":\"rnn\",\"hidden\":1,\"weights\":{},\"backward\":{\"weights\":{}}"
         "}",
         "cells[0].backward", "this cell has one direction"},
        {"{\"id\":\"m\",\"kind\":\"rnn\",\"hidden\":1,\"direction\":\"both\",\"weights\":{},"
         "\"backward\":{\"weights\":{},\"hidden\":1}}",
         "cells[0].backward.hidden", "unknown key \"hidden\" in the other direction"},
        {"{\"id\":\"m\",\"kind\":\"rnn\",\"hidden\":1,\"direction\":\"both\",\"weights\":{},"
         "\"backward\":{\"weights\":{\"W_xh\":[[1,2]]}}}",
         "cells[0].backward.weights.W_xh[0]", "expected 1 number"},
        {"{\"id\":\"m\",\"kind\":\"lstm\",\"hidden\":1,\"direction\":\"both\",\"weights\":{},"
         "\"backward\":{\"weights\":{},\"peepholes\":{\"p_i\":[1]}}}",
         "cells[0].backward.peepholes.p_i", "unknown key \"p_i\""},
        {"{\"id\":\"m\",\"kind\":\"rnn\",\"hidden\":1,\"clip\":-1,\"direction\":\"both\","
         "\"weights\":{},\"backward\":{\"weights\":{}}}",
         "cells[0].clip", "within it"},
        {"{\"id\":\"m\",\"kind\":\"rnn\",\"hidden\":1,\"direction\":\"both\",\"weights\":{},"
         "\"backward\":{\"weights\":{}}},"
         "{\"id\":\"m-backward\",\"kind\":\"rnn\",\"hidden\":1,\"weights\":{}}",
         "cells[1].id", "the other direction of a cell is called so"},
        {"{\"id\":\"m-backward\",\"kind\":\"rnn\",\"hidden\":1,\"weights\":{}},"
         "{\"id\":\"m\",\"kind\":\"rnn\",\"hidden\":1,\"direction\":\"both\",\"weights\":{},"
         "\"backward\":{\"weights\":{}}}",
         "cells[1].id", "its other direction is \"m-backward\", as another cell is called"},
        {"{\"id\":\"m\",\"kind\":\"rnn\",\"hidden\":1,\"direction\":\"both\",\"input\":"
         "\"m-backward\",\"weights\":{},\"backward\":{\"weights\":{}}}",
         "cells[0].input", "its own input"},
        {"{\"id\":\"a0123456789012345678901234567890123456789012345678901\",\"kind\":\"rnn\","
         "\"hidden\":1,\"direction\":\"both\",\"weights\":{},\"backward\":{\"weights\":{}}}",
         "cells[0].id", "this id is too long"},
    };
    for (size_t k = 0; k < sizeof FAULTS / sizeof *FAULTS; k++)
        refuse(FAULTS[k].cells, FAULTS[k].place, FAULTS[k].piece);
}

/* Two cells each: more than eight are too many, as cells and as what one reads. */
static void eight_at_most(void **state) {
    (void)state;
    char cells[TEXT] = "";
    for (int k = 0; k < 4; k++)
        snprintf(cells + strlen(cells), sizeof cells - strlen(cells),
                 "%s{\"id\":\"c%d\",\"kind\":\"rnn\",\"hidden\":1,\"direction\":\"both\","
                 "\"weights\":{},\"backward\":{\"weights\":{}}}",
                 k ? "," : "", k);
    Lesson *lesson = read_good(cells, "");
    assert_int_equal(lesson->cell_count, 8);
    lesson_free(lesson);
    strcat(cells, ",{\"id\":\"last\",\"kind\":\"rnn\",\"hidden\":1,\"weights\":{}}");
    refuse(cells, "cells[4]", "too many cells; expected at most 8");
}

static int set_up(void **state) {
    (void)state;
    assert_non_null(mkdtemp(folder));
    return 0;
}

static int tear_down(void **state) {
    static const char *const NAMES[] = {"one.safetensors", "two.safetensors"};
    char path[160];
    (void)state;
    for (int k = 0; k < 2; k++) {
        snprintf(path, sizeof path, "%s/%s", folder, NAMES[k]);
        unlink(path);
    }
    rmdir(folder);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_cells_with_their_own_numbers),
        cmocka_unit_test(as_if_both_were_written),
        cmocka_unit_test(sources_in_any_order),
        cmocka_unit_test(stacked),
        cmocka_unit_test(claims_and_gradients),
        cmocka_unit_test(both_of_a_file),
        cmocka_unit_test(what_a_file_lacks_is_said_once),
        cmocka_unit_test(what_is_wrong_is_said_once),
        cmocka_unit_test(eight_at_most),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
