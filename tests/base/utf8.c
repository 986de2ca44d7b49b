/* utf8.c: proves that characters are decoded, encoded and found from the middle, that what RFC 3629
 * refuses is refused and taken one byte at a time, where texts may be cut, and which characters are
 * wide. */
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
        {"\xf7\xbf\xbf\xbf", 1, UTF8_BAD}, /* beyond the last: bytes, one by one */
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        uint32_t character;
        assert_int_equal(utf8_decode(cases[k].text, strlen(cases[k].text), &character),
                         cases[k].length);
        assert_int_equal(character, cases[k].character);
    }
}

/* The first and last character of every length and on both sides of every gap, and what lies just
 * outside: overlong forms, surrogates, above U+10FFFF, bytes that begin nothing. */
static void test_edges(void **state) {
    (void)state;
    static const struct {
        const char *text;
        uint32_t character; /* UTF8_BAD: refused */
    } cases[] = {
        {"\x01", 0x01},
        {"\x7f", 0x7f},
        {"\x80", UTF8_BAD},
        {"\xbf", UTF8_BAD},
        {"\xc0\x80", UTF8_BAD},
        {"\xc0\xbf", UTF8_BAD},
        {"\xc1\x80", UTF8_BAD},
        {"\xc1\xbf", UTF8_BAD},
        {"\xc2\x7f", UTF8_BAD},
        {"\xc2\x80", 0x80},
        {"\xc2\xbf", 0xbf},
        {"\xc2\xc0", UTF8_BAD},
        {"\xdf\x80", 0x7c0},
        {"\xdf\xbf", 0x7ff},
        {"\xdf\xc0", UTF8_BAD},
        {"\xe0\x80\x80", UTF8_BAD},
        {"\xe0\x9f\xbf", UTF8_BAD},
        {"\xe0\xa0\x80", 0x800},
        {"\xe0\xbf\xbf", 0xfff},
        {"\xe0\xa0\x7f", UTF8_BAD},
        {"\xe0\xa0\xc0", UTF8_BAD},
        {"\xe1\x80\x80", 0x1000},
        {"\xec\xbf\xbf", 0xcfff},
        {"\xed\x80\x80", 0xd000},
        {"\xed\x9f\xbf", 0xd7ff},
        {"\xed\xa0\x80", UTF8_BAD},
        {"\xed\xaf\xbf", UTF8_BAD},
        {"\xed\xb0\x80", UTF8_BAD},
        {"\xed\xbf\xbf", UTF8_BAD},
        {"\xee\x80\x80", 0xe000},
        {"\xef\xbf\xbf", 0xffff},
        {"\xf0\x80\x80\x80", UTF8_BAD},
        {"\xf0\x8f\xbf\xbf", UTF8_BAD},
        {"\xf0\x90\x80\x80", 0x10000},
        {"\xf0\xbf\xbf\xbf", 0x3ffff},
        {"\xf0\x90\x80\x7f", UTF8_BAD},
        {"\xf0\x90\x7f\x80", UTF8_BAD},
        {"\xf0\x90\xc0\x80", UTF8_BAD},
        {"\xf1\x80\x80\x80", 0x40000},
        {"\xf3\xbf\xbf\xbf", 0xfffff},
        {"\xf4\x80\x80\x80", 0x100000},
        {"\xf4\x8f\xbf\xbf", 0x10ffff},
        {"\xf4\x90\x80\x80", UTF8_BAD},
        {"\xf4\xbf\xbf\xbf", UTF8_BAD},
        {"\xf5\x80\x80\x80", UTF8_BAD},
        {"\xf7\xbf\xbf\xbf", UTF8_BAD},
        {"\xf8\x88\x80\x80\x80", UTF8_BAD},
        {"\xfe", UTF8_BAD},
        {"\xff", UTF8_BAD},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        uint32_t character;
        size_t length = strlen(cases[k].text);
        bool good = cases[k].character != UTF8_BAD;
        assert_int_equal(utf8_decode(cases[k].text, length, &character), good ? length : 1);
        assert_int_equal(character, cases[k].character);
        assert_int_equal(utf8_length(cases[k].text, length), good ? length : 0);
        for (size_t cut = 1; good && cut < length; cut++) {
            assert_int_equal(utf8_decode(cases[k].text, cut, &character), 1);
            assert_int_equal(character, UTF8_BAD);
            assert_int_equal(utf8_length(cases[k].text, cut), 0);
            assert_int_equal(utf8_promised(cases[k].text, cut), length);
        }
    }
    assert_int_equal(utf8_length("", 0), 0);
    assert_int_equal(utf8_promised("a", 0), 0);
}

/* How RFC 3629 writes a character, section 3, said once more in arithmetic. */
static size_t write_as_told(uint32_t c, unsigned char bytes[4]) {
    if (c < 0x80)
        return bytes[0] = (unsigned char)c, 1;
    size_t size = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    uint32_t lead = size == 2 ? 192 : size == 3 ? 224 : 240;
    for (size_t k = size - 1; k > 0; k--, c /= 64)
        bytes[k] = (unsigned char)(128 + c % 64);
    bytes[0] = (unsigned char)(lead + c);
    return size;
}

/* Every character that there is, written and read; and every pair of first bytes, which begins a
 * character if and only if one of those that were written begins so. */
static void test_all(void **state) {
    (void)state;
    static unsigned char sizes[1 << 16]; /* of the characters that begin with two bytes */
    uint32_t wrong = 0;
    for (uint32_t c = 0; c <= 0x10ffff; c++) {
        unsigned char told[4];
        char bytes[UTF8_MOST];
        uint32_t back = 0;
        if (c >= 0xd800 && c <= 0xdfff) {
            wrong += utf8_encode(c, bytes) != 0;
            continue;
        }
        size_t size = write_as_told(c, told);
        wrong += utf8_encode(c, bytes) != size || memcmp(bytes, told, size) != 0;
        wrong += utf8_decode((char *)told, size, &back) != size || back != c;
        if (size > 1)
            sizes[told[0] << 8 | told[1]] = (unsigned char)size;
        for (int second = 0; size == 1 && second < 256; second++)
            sizes[told[0] << 8 | second] = 1;
    }
    for (int pair = 0; pair < 1 << 16; pair++) {
        const char bytes[4] = {(char)(pair >> 8), (char)(pair & 0xff), '\x80', '\xbf'};
        uint32_t character;
        size_t size = sizes[pair];
        wrong += utf8_decode(bytes, 4, &character) != (size ? size : 1);
        wrong += (character == UTF8_BAD) != (size == 0) && pair != 0xefbf;
        for (size_t length = 2; length <= 4; length++) {
            wrong += utf8_length(bytes, length) != (size <= length ? size : 0);
            wrong += utf8_promised(bytes, length) != size;
        }
    }
    assert_int_equal(wrong, 0);
    char bytes[UTF8_MOST];
    assert_int_equal(utf8_encode(0x110000, bytes), 0);
    assert_int_equal(utf8_encode(UINT32_MAX, bytes), 0);
}

static void test_middles(void **state) {
    (void)state;
    const char *text = "a\u95e8b";
    static const size_t starts[] = {0, 1, 1, 1, 4, 5};
    for (size_t at = 0; at < 6; at++)
        assert_int_equal(utf8_start(text, 5, at), starts[at]);
    assert_int_equal(utf8_last(text, 5), 'b');
    assert_int_equal(utf8_last(text, 4), 0x95e8);
    assert_int_equal(utf8_last(text, 3), UTF8_BAD);
    assert_int_equal(utf8_last(text, 1), 'a');
    assert_int_equal(utf8_last(text, 0), 0);
}

/* Whatever the bytes are, a walk from the front and a look back from any byte see the same
 * characters. Words of five bytes, of those that are at the edges of the grammar. */
static void test_both_ways(void **state) {
    (void)state;
    static const unsigned char edges[] = {'a',  0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf,
                                          0xc1, 0xc2, 0xe0, 0xed, 0xf0, 0xf4, 0xf5};
    enum { EDGES = sizeof edges, WORD = 5 };
    int wrong = 0;
    for (int word = 0; word < EDGES * EDGES * EDGES * EDGES * EDGES; word++) {
        char text[WORD];
        for (int k = 0, left = word; k < WORD; k++, left /= EDGES)
            text[k] = (char)edges[left % EDGES];
        uint32_t character = 0;
        for (size_t at = 0, size; at < WORD; at += size) {
            size = utf8_decode(text + at, WORD - at, &character);
            for (size_t k = 0; k < size; k++)
                wrong += utf8_start(text, WORD, at + k) != at;
        }
        wrong += utf8_last(text, WORD) != character;
    }
    assert_int_equal(wrong, 0);
}

static void test_cut(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t whole;
    } cases[] = {
        {"", 0},
        {"ab", 2},
        {"a\xc3\xa9", 3},
        {"a\xc3", 1},
        {"a\xe9\x97\xa8", 4},
        {"a\xe9\x97", 1},
        {"a\xe9", 1},
        {"a\xf0\xa0\x80\x80", 5},
        {"a\xf0\xa0\x80", 1},
        {"a\xf0\xa0", 1},
        {"a\xf0", 1},
        {"\xf0", 0},
        {"a\xed\xa0", 3}, /* begins no character: nothing is cut off */
        {"a\xe0\x80", 3},
        {"a\xf4\x90\x80", 4},
        {"a\xa8", 2},
        {"\xff", 1},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++)
        assert_int_equal(utf8_whole(cases[k].text, strlen(cases[k].text)), cases[k].whole);
}

static void test_control(void **state) {
    (void)state;
    static const uint32_t control[] = {0, '\n', 0x1f, 0x7f, 0x80, 0x9b, 0x9f};
    static const uint32_t other[] = {' ', '~', 0xa0, 0xe9, 0x4e00, UTF8_BAD};
    for (size_t k = 0; k < sizeof control / sizeof *control; k++)
        assert_true(utf8_control(control[k]));
    for (size_t k = 0; k < sizeof other / sizeof *other; k++)
        assert_false(utf8_control(other[k]));
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
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_decode),    cmocka_unit_test(test_edges),
        cmocka_unit_test(test_all),       cmocka_unit_test(test_middles),
        cmocka_unit_test(test_both_ways), cmocka_unit_test(test_cut),
        cmocka_unit_test(test_control),   cmocka_unit_test(test_wide)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
