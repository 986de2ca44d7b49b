/* reference.c: every signal of every reference case, read from its lesson file and run,
 * agrees with what an independent float64 implementation found, within the tolerance given there;
 * and so do the gradients that are written of it, within ten times that tolerance, where a tensor's
 * largest entry is above 1 relative to it. */
#include "testing.h"

#include <cJSON.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "files/data/trace.h"
#include "files/lesson/file.h"
#include "lesson/run/run.h"

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

/* ---- gradients ---- */

static double largest(const cJSON *tensor) {
    double size = 0;
    const cJSON *item;
    if (cJSON_IsNumber(tensor))
        return fabs(tensor->valuedouble);
    cJSON_ArrayForEach(item, tensor) size = fmax(size, largest(item));
    return size;
}

/* Entry by entry, of any shape; returns how many numbers were compared. */
static long compare_tensor(const char *name, const cJSON *found, const cJSON *expected,
                           double tolerance) {
    long compared = 0;
    if (cJSON_IsNumber(expected)) {
        double off = fabs(found->valuedouble - expected->valuedouble);
        if (!cJSON_IsNumber(found) || !(off <= tolerance))
            fail_msg("%s: off by %g, %g allowed", name, off, tolerance);
        return 1;
    }
    assert_int_equal(cJSON_GetArraySize(found), cJSON_GetArraySize(expected));
    for (const cJSON *f = found->child, *e = expected->child; f; f = f->next, e = e->next)
        compared += compare_tensor(name, f, e, tolerance);
    return compared;
}

static cJSON *written_gradients(const Run *run) {
    FILE *file = tmpfile();
    assert_non_null(file);
    assert_true(trace_write_json_gradients(file, run, NULL));
    long length = ftell(file);
    char *text = calloc(1, (size_t)length + 1);
    assert_non_null(text);
    rewind(file);
    assert_int_equal(fread(text, 1, (size_t)length, file), length);
    fclose(file);
    cJSON *json = cJSON_Parse(text);
    free(text);
    assert_non_null(json);
    return json;
}

static void compare_gradients(const Run *run, const cJSON *expected) {
    const cJSON *cell, *tensor, *tolerances = cJSON_GetObjectItem(expected, "tolerance");
    cJSON *written = written_gradients(run);
    const cJSON *all = cJSON_GetObjectItem(written, "gradients");
    long compared = 0, wanted = 0;
    assert_int_equal(cJSON_GetArraySize(cJSON_GetObjectItem(written, "cells")),
                     run->lesson->cell_count);
    cJSON_ArrayForEach(cell, cJSON_GetObjectItem(expected, "gradients")) {
        const cJSON *found = cJSON_GetObjectItemCaseSensitive(all, cell->string);
        double tolerance = 10 * cJSON_GetObjectItem(tolerances, cell->string)->valuedouble;
        const CellSpec *spec = &run->cells[lesson_cell_find(run->lesson, cell->string)]->spec;
        wanted += cell_parameter_count(spec);
        cJSON_ArrayForEach(tensor, cell) {
            long count = compare_tensor(tensor->string,
                                        cJSON_GetObjectItemCaseSensitive(found, tensor->string),
                                        tensor, tolerance * fmax(1, largest(tensor)));
            compared += strlen(tensor->string) > 1 ? count : 0;
        }
    }
    /* the reference leaves out what peepholes get; tests/engine/backward.c has it */
    assert_true(compared > 0 && compared <= wanted);
    cJSON_Delete(written);
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
    compare_gradients(run, expected);
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
