/* error.c: proves of errors that every field is written, cut at whole UTF-8 characters and
 * never overrun; that a message is put together as it is read by people; that lists of errors keep
 * what is added; and that near names are found and far ones are not. */
#include "testing.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"

static const char *formatted(const Error *error) {
    static char text[2048];
    size_t length = error_format(error, text, sizeof text);
    assert_int_equal(length, strlen(text));
    return text;
}

static void test_set(void **state) {
    (void)state;
    Error error = {0};
    assert_false(error_set(&error, "row %d is empty", 3));
    error_expected(&error, "%d numbers", 4);
    error_found(&error, "none");
    error_hint(&error, "add \"%s\"", "0");
    assert_string_equal(formatted(&error),
                        "row 3 is empty; expected 4 numbers, found none (add \"0\")");
    error_set(&error, "again");
    assert_string_equal(formatted(&error), "again"); /* the other fields are emptied */
}

/* Who does not want to know why passes NULL. */
static void test_no_error(void **state) {
    (void)state;
    assert_false(error_set(NULL, "x"));
    error_expected(NULL, "x");
    error_found(NULL, "x");
    error_hint(NULL, "x");
    assert_false(error_memory(NULL, 1, "x"));
}

/* An error can be told anew with its own old text. */
static void test_set_from_itself(void **state) {
    (void)state;
    Error error;
    error_set(&error, "size 0");
    error_set(&error, "cell \"a\": %s", error.what);
    assert_string_equal(error.what, "cell \"a\": size 0");
}

static void test_format_member_path(void **state) {
    (void)state;
    Error error;
    error_set(&error, "unknown key");
    error.line = 12;
    error.column = 7;
    assert_string_equal(formatted(&error), "12:7: unknown key");
    strcpy(error.file, "a.json");
    strcpy(error.member_path, "beats[2]");
    assert_string_equal(formatted(&error), "a.json:12:7: beats[2]: unknown key");
    error.line = 0;
    assert_string_equal(formatted(&error), "a.json: beats[2]: unknown key");
    error_found(&error, "\"x\"");
    assert_string_equal(formatted(&error), "a.json: beats[2]: unknown key; found \"x\"");
}

/* At every length at which a field can be cut, no half of a character stays. */
static void test_cut_in_characters(void **state) {
    (void)state;
    static const char *const letters[] = {"\u00e9", "\u2192", "\U0001f600"}; /* 2, 3, 4 bytes */
    for (int k = 0; k < 3; k++)
        for (int shift = 0; shift < 4; shift++) {
            char text[600] = "";
            for (int n = 0; n < shift; n++)
                strcat(text, "x");
            while (strlen(text) + strlen(letters[k]) < 500)
                strcat(text, letters[k]);
            Error error;
            error_set(&error, "%s", text);
            size_t length = strlen(error.what), size = strlen(letters[k]);
            assert_int_equal((length - (size_t)shift) % size, 0);
            assert_true(length + size >
                        sizeof error.what - 1); /* and not cut by more than it must */
            assert_memory_equal(error.what, text, length);
        }
}

/* A file's name too; and that of the error itself may be set again. */
static void test_file_cut(void **state) {
    (void)state;
    Error error;
    char path[400] = "x";
    while (strlen(path) + 3 < sizeof path)
        strcat(path, "\u2192");
    error_set(&error, "closed");
    assert_false(error_in_file(&error, path));
    assert_int_equal(strlen(error.file), 253); /* 1, and 84 times 3: one more has no room */
    assert_memory_equal(error.file, path, 253);
    error_in_file(&error, error.file + 1);
    assert_int_equal(strlen(error.file), 252);
    assert_memory_equal(error.file, path + 1, 252);
    path[255] = '\0'; /* just fits: 255, and its end */
    memset(path, 'y', 255);
    error_in_file(&error, path);
    assert_string_equal(error.file, path);
    assert_false(error_in_file(NULL, path));
}

static void test_format_cut(void **state) {
    (void)state;
    Error error;
    error_set(&error, "caf\u00e9 %s", "closed");
    const size_t whole = strlen("caf\u00e9 closed");
    for (size_t size = 1; size <= whole + 1; size++) {
        char text[64];
        memset(text, '#', sizeof text);
        assert_int_equal(error_format(&error, text, size), whole);
        size_t kept = size == 5 ? 3 : size - 1; /* 5: only half of the e with its accent */
        assert_int_equal(strlen(text), kept);
        assert_memory_equal(text, "caf\u00e9 closed", kept);
        for (size_t k = size; k < sizeof text; k++)
            assert_int_equal(text[k], '#');
    }
    assert_int_equal(error_format(&error, NULL, 0), whole);
}

static void test_memory(void **state) {
    (void)state;
    static const struct {
        size_t bytes;
        const char *text;
    } cases[] = {{0, "out of memory: 0 bytes for a test"},
                 {999, "out of memory: 999 bytes for a test"},
                 {1000, "out of memory: 1.0 kB for a test"},
                 {3250000000, "out of memory: 3.2 GB for a test"},
                 {SIZE_MAX, "out of memory: 18.4 EB for a test"}};
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        Error error;
        assert_false(error_memory(&error, cases[k].bytes, "a test"));
        assert_string_equal(error.what, cases[k].text);
    }
}

static void test_list(void **state) {
    (void)state;
    Errors errors = {0};
    for (int k = 0; k < 100; k++) {
        Error error;
        error_set(&error, "error %d", k);
        errors_add(&errors, &error);
        error_set(&error, "changed afterwards");
    }
    assert_int_equal(errors.count, 100);
    assert_false(errors.out_of_memory);
    for (int k = 0; k < 100; k++) {
        char text[32];
        snprintf(text, sizeof text, "error %d", k);
        assert_string_equal(errors.items[k].what, text);
    }
    errors_free(&errors);
    assert_null(errors.items);
    assert_int_equal(errors.count, 0);
    errors_free(&errors); /* twice is allowed */
}

static void test_nearest_name(void **state) {
    (void)state;
    static const char *const names[] = {"W_xf", "W_hf", "b_f", "sequence", "hold"};
    const size_t count = sizeof names / sizeof *names;
    assert_string_equal(nearest_name("W_fx", names, count), "W_xf");
    assert_string_equal(nearest_name("sequense", names, count), "sequence");
    assert_string_equal(nearest_name("hold", names, count), "hold");
    assert_string_equal(nearest_name("seqence", names, count), "sequence");
    assert_null(nearest_name("zzzzzzzz", names, count));
    assert_null(nearest_name("xy", names, count)); /* every letter of "b_f" would have to change */
    assert_null(nearest_name("", names, count));
    assert_null(nearest_name("hold", names, 0));
    char endless[200];
    memset(endless, 'a', sizeof endless - 1);
    endless[sizeof endless - 1] = '\0';
    assert_null(nearest_name(endless, names, count));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_set),
                                       cmocka_unit_test(test_no_error),
                                       cmocka_unit_test(test_set_from_itself),
                                       cmocka_unit_test(test_format_member_path),
                                       cmocka_unit_test(test_cut_in_characters),
                                       cmocka_unit_test(test_file_cut),
                                       cmocka_unit_test(test_format_cut),
                                       cmocka_unit_test(test_memory),
                                       cmocka_unit_test(test_list),
                                       cmocka_unit_test(test_nearest_name)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
