/* link.c: proves what is read of a link: every part by itself, whatever the others are; that what is too
 * long is cut and what is no number said to be none; and that what is written is read again. */
#include "testing.h"

#include <stdlib.h>
#include <string.h>

#include "files/state/link.h"

static const char *const SCREENS[] = {"home", "digits", "text", NULL};

static Link read(const char *text) {
    Link link;
    assert_true(link_read(&link, text, SCREENS));
    return link;
}

static void test_parts(void **state) {
    (void)state;
    Link link = read("lesson=forget-gate&beat=3&step=-1&lang=zh&theme=dark");
    assert_string_equal(link.lesson, "forget-gate");
    assert_true(link.has_beat && link.beat == 3);
    assert_true(link.has_step && link.step == -1);
    assert_string_equal(link.language, "zh");
    assert_string_equal(link.theme, "dark");
    assert_string_equal(link.screen, "");
    assert_null(link.state);
    link = read("&&text=lisp&&lesson=a&lesson=b");
    assert_string_equal(link.screen, "text");
    assert_string_equal(link.which, "lisp");
    assert_string_equal(link.lesson, "a"); /* the first counts */
    assert_false(link.has_beat);
    link = read("digits&home");
    assert_string_equal(link.screen, "digits");
    assert_string_equal(link.which, "");
    link = read("utm_source=x&digit&home=");
    assert_string_equal(link.strange, "digit");
    assert_string_equal(link.screen, "home");
    link = read("");
    assert_string_equal(link.strange, "");
}

static void test_numbers(void **state) {
    (void)state;
    static const char *const NONE[] = {"two", "1e9", "3x", "-", "", " 3", "0x10"};
    for (size_t k = 0; k < sizeof NONE / sizeof *NONE; k++) {
        char text[64];
        snprintf(text, sizeof text, "beat=%s&step=4", NONE[k]);
        Link link = read(text);
        assert_false(link.has_beat);
        assert_string_equal(link.beat_text, NONE[k]);
        assert_true(link.has_step && link.step == 4);
    }
    assert_int_equal(read("beat=99999999999999999999").beat, LINK_LONGEST);
    assert_int_equal(read("step=-99999999999999999999").step, -LINK_LONGEST);
    assert_int_equal(read("beat=9999999").beat, LINK_LONGEST);
}

static void test_escapes(void **state) {
    (void)state;
    assert_string_equal(read("lesson=a%20b%2Fc").lesson, "a b/c");
    assert_string_equal(read("lesson=%E4%B8%AD%e6%96%87").lesson, "中文");
    assert_string_equal(read("lesson=100%&theme=%4").lesson, "100%");
    assert_string_equal(read("lesson=100%&theme=%4").theme, "%4");
    assert_string_equal(read("lesson=a%00%0A%7Fb").lesson, "a\x7f"
                                                           "b"); /* no control characters */
}

static void test_bounds(void **state) {
    (void)state;
    size_t size = LINK_STATE + 100;
    char *text = malloc(size + 8);
    assert_non_null(text);
    memset(text, 'x', size);
    text[size] = '\0';
    memcpy(text, "lesson=", 7);
    assert_int_equal(strlen(read(text).lesson), LINK_NAME - 1);
    memcpy(text, "state=x", 7);
    assert_null(read(text).state); /* no text of that length is one */
    text[LINK_STATE] = '\0';
    Link link = read(text);
    assert_int_equal(strlen(link.state), LINK_STATE - 6);
    link_free(&link);
    assert_null(link.state);
    free(text);
}

static void test_within_a_text(void **state) {
    (void)state;
    const char *text = "see https://x.org/a/#beat=2&text";
    assert_ptr_equal(link_in(text, SCREENS), strchr(text, '#') + 1);
    assert_non_null(link_in("#state=a", SCREENS));
    assert_non_null(link_in("#lesson=a", SCREENS));
    assert_null(link_in("lesson=a", SCREENS));
    assert_null(link_in("#lesson", SCREENS));
    assert_null(link_in("a # b", SCREENS));
    assert_null(link_in("", SCREENS));
}

static void test_writing(void **state) {
    (void)state;
    char text[40] = "";
    link_add(text, sizeof text, "home", NULL);
    link_add(text, sizeof text, "lesson", "a b&c=d%");
    assert_string_equal(text, "home&lesson=a%20b%26c%3Dd%25");
    assert_string_equal(read(text).lesson, "a b&c=d%");
    link_add(text, sizeof text, "much-too-long", "for-that");
    assert_string_equal(text, "home&lesson=a%20b%26c%3Dd%25"); /* left out */
    link_add(text, sizeof text, "beat", "12345");
    assert_string_equal(text, "home&lesson=a%20b%26c%3Dd%25&beat=12345");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parts),         cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_escapes),       cmocka_unit_test(test_bounds),
        cmocka_unit_test(test_within_a_text), cmocka_unit_test(test_writing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
