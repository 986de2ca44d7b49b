/* po.c: proves that a language's file is read as translators' tools write it, that what has no
 * translation or a doubtful one is left out, that a translation which takes other values than its
 * English is refused, and that every fault is named with its line. */
#include "testing.h"

#include <string.h>

#include "files/language/po.h"

#define HEAD                                                                                       \
    "msgid \"\"\nmsgstr \"\"\n\"Language: pt-BR\\n\"\n"                                            \
    "\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"X-Language-Name: Portugu\u00eas\\n\"\n\n"
#define ENTRY "msgid \"a\"\nmsgstr \"b\"\n"

static void a_file_is_read_whole(void **state) {
    (void)state;
    static const char text[] =
        "# a remark\n#, fuzzy-not-this-one\n\n" HEAD "#. about it\n#: where.c:1\n#, c-format\n"
        "msgid \"Beat %d of %d\"\nmsgstr \"De %2$d a %1$d\"\r\n\n"
        "msgctxt \"curve\"\nmsgid \"st\"\n  \"ep\\n\"\nmsgstr \"\"\n\"de\"\n\"grau \\\"\\\\\\t\"\n"
        "msgid \"last\"\nmsgstr \"\u00faltimo\"\n"
        "#, fuzzy, c-format\nmsgid \"doubtful\"\nmsgstr \"?\"\n"
        "#~ msgid \"old\"\n#~ msgstr \"velho\"\n"
        "msgid \"not yet\"\nmsgstr \"\"\nmsgctxt \"z\"\nmsgid \"50 % off\"\nmsgstr \"% 50\"";
    PoFile po;
    Error error = {0};
    if (!po_parse(text, "pt.po", &po, &error))
        fail_msg("%d: %s", error.line, error.what);
    const LanguageInfo *language = &po.language;
    assert_string_equal(language->tag, "pt-BR");
    assert_string_equal(language->name, "Portugu\u00eas");
    assert_false(language->unspaced);
    assert_int_equal(language->phrase_count, 4);
    assert_string_equal(language_find(language, NULL, "Beat %d of %d"), "De %2$d a %1$d");
    assert_string_equal(language_find(language, "curve", "step\n"), "degrau \"\\\t");
    assert_string_equal(language_find(language, NULL, "last"), "\u00faltimo");
    assert_string_equal(language_find(language, "z", "50 % off"), "% 50");
    for (int k = 1; k < language->phrase_count; k++)
        assert_true(strcmp(po.phrases[k - 1].english, po.phrases[k].english) < 0);
    po_free(&po);
    assert_null(po.text);
}

static void sentences_may_stand_without_a_space(void **state) {
    (void)state;
    static const char text[] =
        "msgid \"\"\nmsgstr \"Language: ja\\nContent-Type: text/plain; charset=UTF-8\\n\"\n"
        "\"X-Language-Name: \u65e5\u672c\u8a9e\\nX-Sentences: unspaced\\n\"\n" ENTRY;
    PoFile po;
    assert_true(po_parse(text, "ja.po", &po, NULL));
    assert_true(po.language.unspaced);
    assert_string_equal(po.language.name, "\u65e5\u672c\u8a9e");
    po_free(&po);
}

static void faults_are_named_with_their_line(void **state) {
    (void)state;
    static const struct {
        const char *text, *what;
        int line;
    } FAULTS[] = {
        {"", "no header", 1},
        {ENTRY, "does not begin with its header", 3},
        {HEAD, "nothing is translated", 7},
        {HEAD HEAD ENTRY, "two headers", 13},
        {HEAD ENTRY "\n" ENTRY, "there twice", 0},
        {HEAD "msgid \"a\n\"", "does not end in its line", 7},
        {HEAD "msgid a\n", "string in quotation marks is missing", 7},
        {HEAD "msgid \"a\" b\n", "stands behind the string", 7},
        {HEAD "msgid \"\\q\"\n", "backslash", 7},
        {HEAD "msgid \"\\", "backslash", 7},
        {HEAD "msgid \"a\"\nmsgid \"b\"\nmsgstr \"c\"\n", "something twice", 8},
        {HEAD "msgid \"a\"\n", "lacks its msgid or msgstr", 8},
        {HEAD "msgstr \"a\"\n", "something twice", 7},
        {HEAD "# r\n\"a\"\n", "belongs to nothing", 8},
        {HEAD "msgid \"a\"\nmsgid_plural \"b\"\n", "no plural forms", 8},
        {HEAD "msgid \"a %d\"\nmsgstr \"b %s\"\n", "same values", 7},
        {HEAD "msgid \"\xff\"\nmsgstr \"b\"\n", "not UTF-8", 0},
        {"msgid \"\"\nmsgstr \"Language: de\\nX-Language-Name: D\\n\"\n" ENTRY, "UTF-8", 3},
        {"msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\nLanguage: d\\n"
         "X-Language-Name: D\\n\"\n" ENTRY,
         "no language", 3},
        {"msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\nLanguage: de\\n\"\n" ENTRY,
         "no X-Language-Name", 3},
    };
    for (size_t k = 0; k < sizeof FAULTS / sizeof *FAULTS; k++) {
        PoFile po;
        Error error = {0};
        if (po_parse(FAULTS[k].text, "x.po", &po, &error))
            fail_msg("fault %zu was not found: %s", k, FAULTS[k].what);
        if (!strstr(error.what, FAULTS[k].what) || error.line != FAULTS[k].line)
            fail_msg("fault %zu: %d: %s", k, error.line, error.what);
        assert_string_equal(error.file, "x.po");
        assert_null(po.text);
    }
    PoFile po;
    Error error = {0};
    assert_false(po_read("tests/samples/there-is-none.po", &po, &error));
    assert_non_null(strstr(error.file, "there-is-none"));
}

static void formats_take_the_same_values(void **state) {
    (void)state;
    static const char *const same[][2] = {{"a", "b"},
                                          {"%d of %s", "%2$s: %1$d"},
                                          {"%.2f%%", "%% %.2f"},
                                          {"%ld, %-5.1g, %.200s", "%3$.200s %2$-5.1g %1$ld"}};
    static const char *const other[][2] = {
        {"%d", "%s"},         {"%d", ""},          {"", "%d"},
        {"%d", "%d %d"},      {"%d", "%ld"},       {"%.1f", "%.2f"},
        {"%d %d", "%1$d %d"}, {"%s", "%n"},        {"%s", "%2$s"},
        {"%d", "%0$d"},       {"%d", "%1$d %1$d"}, {"a", "100 %"},
        {"a", "%17$d"},       {"%s", "%1000$s"},   {"%d", "%          d"}};
    for (size_t k = 0; k < sizeof same / sizeof *same; k++)
        if (!po_same_values(same[k][0], same[k][1]))
            fail_msg("\"%s\" takes what \"%s\" takes", same[k][1], same[k][0]);
    for (size_t k = 0; k < sizeof other / sizeof *other; k++)
        if (po_same_values(other[k][0], other[k][1]))
            fail_msg("\"%s\" takes something else than \"%s\"", other[k][1], other[k][0]);
}

/* What is cut off anywhere is read or refused, and nothing worse. */
static void a_file_that_is_cut_off_does_no_harm(void **state) {
    (void)state;
    static const char text[] =
        HEAD "#, fuzzy\nmsgctxt \"c\"\nmsgid \"a\\n\"\n\"b %d\"\nmsgstr \"%d\"\n" ENTRY;
    char part[sizeof text];
    for (size_t length = 0; length < sizeof text; length++) {
        PoFile po;
        memcpy(part, text, length);
        part[length] = '\0';
        if (po_parse(part, "x.po", &po, NULL))
            po_free(&po);
        assert_null(po.text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_file_is_read_whole),
                                       cmocka_unit_test(sentences_may_stand_without_a_space),
                                       cmocka_unit_test(faults_are_named_with_their_line),
                                       cmocka_unit_test(formats_take_the_same_values),
                                       cmocka_unit_test(a_file_that_is_cut_off_does_no_harm)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
