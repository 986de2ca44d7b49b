/* shown.c: proves that what acts on a terminal is shown as an escape and all else as it is, that
 * new lines stay only where they may, and how many columns a text takes. */
#include "testing.h"

#include <stdlib.h>
#include <string.h>

#include "base/shown.h"

static char *written(const char *text, size_t length, bool lines) {
    char *whole = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&whole, &size);
    assert_non_null(out);
    shown_write(out, text, length, lines);
    fclose(out);
    return whole;
}

static void assert_shown(const char *text, const char *expected) {
    char *found = written(text, strlen(text), false);
    assert_string_equal(found, expected);
    free(found);
    assert_int_equal(shown_columns(expected), shown_columns(text));
}

static void test_escapes(void **state) {
    (void)state;
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {"", ""},
        {"plain \\ \"text\" ~", "plain \\ \"text\" ~"},
        {"\u00e9\u4e2d\U0001f600\u200d", "\u00e9\u4e2d\U0001f600\u200d"},
        {"\x1b[31m", "\\x1b[31m"},
        {"\x01\x7f", "\\x01\\x7f"},
        {"a\nb\rc\td", "a\\nb\\rc\\td"},
        {"\xc2\x80\xc2\x9f\u00a0", "\\u0080\\u009f\u00a0"},
        {"\u061c\u200e\u200f\u200d", "\\u061c\\u200e\\u200f\u200d"},
        {"\u2027\u2028\u2029\u202a\u202e\u202f", "\u2027\\u2028\\u2029\\u202a\\u202e\u202f"},
        {"\u2065\u2066\u2069\u206a", "\u2065\\u2066\\u2069\u206a"},
        {"\ufeff\U000e0001\U000e007f\U000e0080", "\\ufeff\\U000e0001\\U000e007f\U000e0080"},
        {"\xff\xc3", "\\xff\\xc3"},
        {"\xe4\xb8x", "\\xe4\\xb8x"},
        {"\xed\xa0\x80", "\\xed\\xa0\\x80"},
        {"\ufffd", "\ufffd"},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++)
        assert_shown(cases[k].text, cases[k].expected);
}

/* Every byte by itself, and NUL, which a text with a length may have. */
static void test_bytes(void **state) {
    (void)state;
    for (int byte = 0; byte < 256; byte++) {
        char text = (char)byte, expected[8];
        bool plain = byte >= 0x20 && byte < 0x7f;
        snprintf(expected, sizeof expected, plain ? "%c" : "\\x%02x", byte);
        if (byte == '\n' || byte == '\r' || byte == '\t')
            snprintf(expected, sizeof expected, "\\%c",
                     byte == '\n'   ? 'n'
                     : byte == '\r' ? 'r'
                                    : 't');
        char *found = written(&text, 1, false);
        assert_string_equal(found, expected);
        free(found);
    }
}

static void test_lines(void **state) {
    (void)state;
    char *found = written("a\n\r\nb\x1b", 6, true);
    assert_string_equal(found, "a\n\\r\nb\\x1b");
    free(found);
}

static void test_columns(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int columns;
    } cases[] = {{"", 0},           {"abc", 3},    {"caf\u00e9", 4}, {"\u4e2d\u6587", 4},
                 {"\U0001f600", 2}, {"\ufffd", 1}, {"\x1b", 4},      {"\xff", 4},
                 {"\n", 2},         {"\u202e", 6}, {"\u2fff", 1},    {"\u3000", 2}};
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++)
        assert_int_equal(shown_columns(cases[k].text), cases[k].columns);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_escapes), cmocka_unit_test(test_bytes),
                                       cmocka_unit_test(test_lines),
                                       cmocka_unit_test(test_columns)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
