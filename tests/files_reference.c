/* files_reference.c: every signal of every reference case, read from its lesson file and run,
 * agrees with what an independent float64 implementation found, within the tolerance given there.
 */
#include "testing.h"

#include <cJSON.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "files/bytes.h"
#include "files/lesson_file.h"
#include "lesson/run.h"

static cJSON *read_json(const char *path) {
    size_t length;
    Error error;
    char *text = bytes_read(path, 64 << 20, &length, &error);
    assert_non_null(text);
    cJSON *json = cJSON_ParseWithLength(text, length);
    free(text);
    assert_non_null(json);
    return json;
}

static Lesson *read_lesson(const char *path) {
    Errors errors = {0};
    Lesson *lesson = lesson_read(path, &errors);
    for (size_t k = 0; k < errors.count; k++) {
        char text[1024];
        error_format(&errors.items[k], text, sizeof text);
        print_message("%s\n", text);
    }
    assert_int_equal(errors.count, 0);
    assert_non_null(lesson);
    errors_free(&errors);
    return lesson;
}

/* Compares one signal in all steps; returns how many numbers were compared. */
static long compare_signal(const Trace *trace, const cJSON *expected, double tolerance) {
    long compared = 0, t = 0;
    const cJSON *row, *value;
    int signal = signal_find(trace->spec.kind, expected->string);
    assert_true(signal >= 0);
    cJSON_ArrayForEach(row, expected) {
        const float *found = trace_at(trace, signal, t++, 0);
        int unit = 0;
        cJSON_ArrayForEach(value, row) {
            double off = fabs((double)found[unit++] - value->valuedouble);
            if (!(off <= tolerance))
                print_message("%s step %ld unit %d: off by %g\n", expected->string, t - 1, unit - 1,
                              off);
            assert_true(off <= tolerance);
            compared++;
        }
        assert_int_equal(unit, signal_width(&trace->spec, signal));
    }
    assert_int_equal(t, trace->steps);
    return compared;
}

static void compare_case(int number) {
    char path[64];
    long compared = 0;
    Error error;
    snprintf(path, sizeof path, "tests/reference/%02d.lesson.json", number);
    Lesson *lesson = read_lesson(path);
    snprintf(path, sizeof path, "tests/reference/%02d.expected.json", number);
    cJSON *expected = read_json(path);
    Run *run = run_new(lesson, &error);
    assert_non_null(run);
    const cJSON *cell, *signal, *tolerances = cJSON_GetObjectItem(expected, "tolerance");
    cJSON_ArrayForEach(cell, cJSON_GetObjectItem(expected, "cells")) {
        int index = lesson_cell_find(lesson, cell->string);
        assert_true(index >= 0);
        double tolerance = cJSON_GetObjectItem(tolerances, cell->string)->valuedouble;
        cJSON_ArrayForEach(signal, cell) compared +=
            compare_signal(run->traces[index], signal, tolerance);
    }
    assert_true(compared >= 8 * lesson->steps);
    run_free(run);
    cJSON_Delete(expected);
    lesson_free(lesson);
}

static void test_cases(void **state) {
    (void)state;
    for (int number = 0; number < 4; number++)
        compare_case(number);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_cases)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
