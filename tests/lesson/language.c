/* language.c: proves that tags are told from what is none, that a text is found in the nearest
 * language (RFC 4647, section 3.4), that phrases are found by context and words, and that locales
 * lead to the languages that there are. */
#include "language_sample.h"
#include "testing.h"

#include <string.h>

static void tags_have_the_form_of_rfc_5646(void **state) {
    (void)state;
    static const char *const good[] = {"en",
                                       "zh",
                                       "pt-BR",
                                       "zh-Hant-TW",
                                       "sl-rozaj-biske-1994",
                                       "de-CH-1901",
                                       "es-419",
                                       "hy-Latn-IT-arevela",
                                       "x-whatever",
                                       "en-a-myext-b-another",
                                       "zh-cmn-Hans-CN",
                                       "de-x-a-b",
                                       "i-klingon",
                                       "EN-gb-OED",
                                       "ast",
                                       "qaa-Qaaa-QM-x-southern",
                                       "aaaaaaaa-bbbbbbbb-cccccccc-dddddddd",
                                       "en-1abc"};
    static const char *const bad[] = {"",
                                      "e",
                                      "-",
                                      "en-",
                                      "-en",
                                      "en--US",
                                      "en_US",
                                      "zh_CN.UTF-8",
                                      "a-DE",
                                      "x",
                                      "x-",
                                      "en-x",
                                      "en-a",
                                      "en-a-b",
                                      "abcdefghi",
                                      "en-abcdefghi",
                                      "de-419-DE",
                                      "ar-a-aaa-",
                                      "en-US-Latn-",
                                      "en US",
                                      "z\xc3\xbc",
                                      "1en",
                                      "en-abc-def-ghi-jkl",
                                      "abcd-efg",
                                      "aaaaaaaa-bbbbbbbb-cccccccc-ddddddddd",
                                      "aaaaaaaa-bbbbbbbb-cccccccc-dddddddd-eee"};
    for (size_t k = 0; k < sizeof good / sizeof *good; k++)
        if (!tag_well_formed(good[k]))
            fail_msg("\"%s\" is a tag", good[k]);
    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++)
        if (tag_well_formed(bad[k]))
            fail_msg("\"%s\" is no tag", bad[k]);
}

static void a_tag_is_compared_and_shortened(void **state) {
    (void)state;
    assert_true(tag_is("pt-BR", "PT-br", 5));
    assert_true(tag_is("pt", "pt-BR", 2));
    assert_false(tag_is("pt-BR", "pt-BR", 2));
    assert_false(tag_is("pt", "pt-BR", 5));
    assert_int_equal(tag_shorter("zh-Hant-TW", 10), 7);
    assert_int_equal(tag_shorter("zh-Hant-TW", 7), 2);
    assert_int_equal(tag_shorter("zh-Hant-TW", 2), 0);
    assert_int_equal(tag_shorter("zh-Hant-CN-x-private1", 21), 10);
    assert_int_equal(tag_shorter("x-mine", 6), 0);
}

static Language speaking(LanguageInfo *language, const char *tag) {
    *language = (LanguageInfo){.tag = tag};
    return language;
}

static void a_text_is_shown_in_the_nearest_language(void **state) {
    (void)state;
    LanguageInfo info;
    Text text = {0}, second = {0};
    assert_string_equal(text_in(&text, NULL), "");
    assert_true(text_set(&text, "pt", "ol\u00e1"));
    assert_string_equal(text_in(&text, NULL), "ol\u00e1"); /* any that there is */
    assert_true(text_set(&text, "en-GB", "hullo"));
    assert_string_equal(text_in(&text, NULL), "hullo"); /* English of a country before that */
    assert_true(text_set(&text, "en", "hello"));
    assert_string_equal(text_in(&text, NULL), "hello");
    assert_string_equal(text_in(&text, speaking(&info, "en-GB")), "hullo");
    assert_string_equal(text_in(&text, speaking(&info, "en-US")), "hello");
    assert_string_equal(text_in(&text, speaking(&info, "PT-BR-x-a")), "ol\u00e1");
    assert_string_equal(text_in(&text, speaking(&info, "zh")), "hello");
    assert_null(text_near(&text, speaking(&info, "zh")));
    assert_null(text_own(&text, "pt-BR"));
    assert_string_equal(text_own(&text, "PT"), "ol\u00e1");
    assert_true(text_copy(&second, &text) && text_same(&text, &second));
    assert_true(text_set(&second, "zh", "?"));
    assert_false(text_same(&text, &second) || text_same(&second, &text));
    text_free(&second);
    assert_true(text_set(&second, "en", "hello") && text_set(&second, "pt", "ol\u00e1") &&
                text_set(&second, "en-GB", "other"));
    assert_false(text_same(&text, &second));
    text_free(&text);
    text_free(&second);
    assert_int_equal(text.count, 0);
}

static void phrases_are_found_by_context_and_words(void **state) {
    (void)state;
    static const Phrase phrases[] = {{"curve\004step", "A"}, {"list\004step", "B"}, {"step", "C"}};
    const LanguageInfo info = {.tag = "fr", .phrases = phrases, .phrase_count = 3};
    assert_string_equal(language_find(&info, "curve", "step"), "A");
    assert_string_equal(language_find(&info, "list", "step"), "B");
    assert_string_equal(language_find(&info, NULL, "step"), "C");
    assert_null(language_find(&info, "else", "step"));
    assert_null(language_find(&info, NULL, "stem"));
    assert_null(language_find(NULL, NULL, "step"));
    char longest[3000];
    memset(longest, 'a', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    assert_null(language_find(&info, "curve", longest));
}

static void a_locale_leads_to_the_nearest_language(void **state) {
    (void)state;
    static const LanguageInfo items[] = {{.tag = "en"}, {.tag = "pt"}, {.tag = "pt-BR"}};
    const Languages all = {items, 3};
    assert_ptr_equal(languages_of_locale(&all, "pt_BR.UTF-8"), &items[2]);
    assert_ptr_equal(languages_of_locale(&all, "pt_PT@euro"), &items[1]);
    assert_ptr_equal(languages_of_locale(&all, "en"), &items[0]);
    assert_null(languages_of_locale(&all, "C"));
    assert_null(languages_of_locale(&all, "por"));
    assert_null(languages_of_locale(&all, ""));
    assert_null(languages_find(&all, "pt-PT"));
    assert_ptr_equal(languages_find(&all, "PT-br"), &items[2]);
    assert_ptr_equal(languages_near(&all, "pt-PT"), &items[1]);
    assert_true(language_same(NULL, &items[0]));
    assert_false(language_same(&items[1], &items[2]));
    assert_string_equal(language_tag(NULL), "en");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(tags_have_the_form_of_rfc_5646),
                                       cmocka_unit_test(a_tag_is_compared_and_shortened),
                                       cmocka_unit_test(a_text_is_shown_in_the_nearest_language),
                                       cmocka_unit_test(phrases_are_found_by_context_and_words),
                                       cmocka_unit_test(a_locale_leads_to_the_nearest_language)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
