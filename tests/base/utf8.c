/* utf8.c: proves that characters are decoded and found from the middle, that bytes which are
 * no UTF-8 are taken one at a time, and which characters are wide. */
#include "testing.h"

#include <string.h>

#include "base/utf8.h"

static void test_decode(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t length;
        uint32_t character;
    } cases[] = {
        {"a", 1, 'a'},
        {"\u00e9x", 2, 0xe9},
        {"\u95e8x", 3, 0x95e8},
        {"\U00020000x", 4, 0x20000},
        {"\xff", 1, UTF8_BAD},
        {"\x97\xa8", 1, UTF8_BAD},
        {"\xe9\x97", 1, UTF8_BAD}, /* cut off */
        {"\xe9x\xa8", 1, UTF8_BAD},
        {"\xc0\x80", 1, UTF8_BAD},
        {"\xf7\xbf\xbf\xbf", 4, UTF8_BAD}, /* beyond the last */
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        uint32_t character;
        assert_int_equal(utf8_decode(cases[k].text, strlen(cases[k].text), &character),
                         cases[k].length);
        assert_int_equal(character, cases[k].character);
    }
}

static void test_places(void **state) {
    (void)state;
    const char *text = "a\u95e8b";
    static const size_t starts[] = {0, 1, 1, 1, 4, 5};
    for (size_t at = 0; at < 6; at++)
        assert_int_equal(utf8_start(text, at), starts[at]);
    assert_int_equal(utf8_last(text, 5), 'b');
    assert_int_equal(utf8_last(text, 4), 0x95e8);
    assert_int_equal(utf8_last(text, 1), 'a');
    assert_int_equal(utf8_last(text, 0), 0);
}

static void test_wide(void **state) {
    (void)state;
    static const uint32_t wide[] = {0x4e00, 0x95e8, 0x9fff, 0x3002,
                                    0xff0c, 0xff08, 0x300a, 0x20000};
    static const uint32_t narrow[] = {'a',    '1',    0xe9,   0x3b1, 0x2014,
                                      0x201c, 0x2192, 0x221e, 0xffff};
    for (size_t k = 0; k < sizeof wide / sizeof *wide; k++)
        assert_true(utf8_wide(wide[k]));
    for (size_t k = 0; k < sizeof narrow / sizeof *narrow; k++)
        assert_false(utf8_wide(narrow[k]));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_decode), cmocka_unit_test(test_places),
                                       cmocka_unit_test(test_wide)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
