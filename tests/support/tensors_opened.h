/* tensors_opened.h: files of arrays, opened, looked at and refused, for the tests of the doors. */
#ifndef GATESCOPE_TESTS_TENSORS_OPENED_H
#define GATESCOPE_TESTS_TENSORS_OPENED_H

#include "testing.h"

#include <string.h>

#include "files/tensors/tensors.h"

#define DOORS "tests/reference/doors/" /* made by tests/reference/doors.py */

static inline TensorSet *opened(const char *path) {
    Error error = {0};
    TensorSet *set = tensors_open(path, &error);
    if (!set)
        fail_msg("%s: %s (%s)", path, error.what, error.found);
    return set;
}

static inline void refuse(const char *path, const char *what, const char *found, const char *hint) {
    Error error = {0};
    assert_null(tensors_open(path, &error));
    if (!strstr(error.what, what) || !strstr(error.found, found) || !strstr(error.hint, hint))
        fail_msg("%s: %s; found %s (%s)", path, error.what, error.found, error.hint);
    assert_string_equal(error.file, path);
}

/* Loads what the set must have under the name, `count` numbers. */
static inline void load(TensorSet *set, const char *name, float *numbers, size_t count) {
    Error error = {0};
    int index = tensors_find(set, name);
    if (index < 0)
        fail_msg("no array \"%s\"", name);
    assert_true(set->tensors[index].numbers);
    assert_int_equal(set->tensors[index].count, count);
    if (!tensors_load(set, index, numbers, &error))
        fail_msg("%s: %s", name, error.what);
}

static inline void refuse_load(TensorSet *set, const char *name, const char *found) {
    Error error = {0};
    float numbers[64];
    int index = tensors_find(set, name);
    assert_true(index >= 0);
    assert_false(set->tensors[index].numbers);
    assert_false(tensors_load(set, index, numbers, &error));
    if (!strstr(error.what, name) || !strstr(error.found, found))
        fail_msg("%s: %s; found %s", name, error.what, error.found);
    assert_string_equal(error.file, set->path);
}

#endif
