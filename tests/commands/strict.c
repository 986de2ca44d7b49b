/* strict.c: proves that `check --strict` says each rule of the course that a lesson
 * breaks, and where, and each beat that does not fit on the screen, and nothing of a good one. */
#include "languages.h"
#include "testing.h"

#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "commands/lesson/check_layout.h"
#include "files/lesson/file.h"
#include "lesson/check/rules.h"

/* The lesson that keeps every rule, with the first `from` replaced by `to`. */
static Lesson *strict_lesson(const char *from, const char *to) {
    size_t length;
    Error error;
    Errors errors = {0};
    char *good = bytes_read("tests/samples/strict.json", 1 << 20, &length, &error);
    assert_non_null(good);
    const char *at = strstr(good, from);
    assert_non_null(at);
    size_t size = length + strlen(to) + 1;
    char *text = malloc(size);
    assert_non_null(text);
    snprintf(text, size, "%.*s%s%s", (int)(at - good), good, to, at + strlen(from));
    Lesson *lesson = lesson_parse(text, strlen(text), "strict.json", &errors);
    for (size_t k = 0; k < errors.count; k++)
        print_message("%s: %s\n", errors.items[k].member_path, errors.items[k].what);
    assert_non_null(lesson);
    free(text);
    free(good);
    return lesson;
}

static Errors rules_of(const char *from, const char *to) {
    Errors errors = {0};
    Lesson *lesson = strict_lesson(from, to);
    rules_check(lesson, &languages_built_in, &errors);
    lesson_free(lesson);
    return errors;
}

static void a_good_lesson_breaks_no_rule(void **state) {
    (void)state;
    Errors errors = rules_of("Then", "Then");
    assert_int_equal(errors.count, 0);
    Error error;
    Lesson *lesson = strict_lesson("Then", "Then");
    assert_true(layout_check(lesson, &languages_built_in, &errors, &error));
    assert_int_equal(errors.count, 0);
    lesson_free(lesson);
    errors_free(&errors);
}

#define TEN "a b c d e f g h i j "

static void each_rule_is_said_where_it_is_broken(void **state) {
    (void)state;
    static const struct {
        const char *from, *to, *member_path, *part;
    } BROKEN[] = {
        {"\"misconception\": { \"en\": \"That rules are dull.\", \"zh\"",
         "\"misconception\": { \"zh\"", "misconception", "missing in \"en\""},
        {"{ \"en\": \"It stays.\", \"zh\": \"它留下了。\" }", "\"It stays.\"", "beats[2].say",
         "missing in \"zh\""},
        {"Then nothing.", TEN TEN TEN TEN TEN "k", "beats[1].say", "too long"},
        {"Nearly all", TEN "k l m", "beats[1].ask.choices[0].text", "too long"},
        {"\"why\": { \"en\": \"The gate is open.\", \"zh\": \"门开着。\" }",
         "\"why\": { \"en\": \"The gate is open.\" }", "beats[1].ask.choices[0].why",
         "missing in \"zh\""},
        {",\n               \"because\": \"lstm.c @ 2 > 0.7\"", "", "beats[1].ask", "makes"},
        {", \"claims\": [ \"lstm.c @ 0 > 0.7\" ]", "", "beats", "no claims"},
        {"{ \"say\": { \"en\": \"It stays.\", \"zh\": \"它留下了。\" }, \"at\": { \"t\": 2 } },",
         "", "beats", "5 to 9 beats"},
    };
    for (size_t k = 0; k < sizeof BROKEN / sizeof *BROKEN; k++) {
        Errors errors = rules_of(BROKEN[k].from, BROKEN[k].to);
        if (errors.count != 1 || strcmp(errors.items[0].member_path, BROKEN[k].member_path) != 0 ||
            !strstr(errors.items[0].what, BROKEN[k].part))
            fail_msg("%s: %zu errors, the first at %s: %s", BROKEN[k].member_path, errors.count,
                     errors.count ? errors.items[0].member_path : "", errors.items[0].what);
        errors_free(&errors);
    }
}

static void questions_and_tasks_are_asked_for(void **state) {
    (void)state;
    Errors errors = rules_of("\"ask\": {", "\"ask\": {");
    Lesson *lesson = strict_lesson("Then", "Then");
    Question *question = lesson->beats[1].question;
    Task *task = lesson->beats[3].task;
    lesson->beats[1].question = NULL;
    lesson->beats[3].task = NULL;
    rules_check(lesson, &languages_built_in, &errors);
    assert_int_equal(errors.count, 2);
    assert_non_null(strstr(errors.items[0].what, "no question"));
    assert_non_null(strstr(errors.items[1].what, "no task"));
    lesson->beats[1].question = question;
    lesson->beats[3].task = task;
    lesson_free(lesson);
    errors_free(&errors);
}

static void words_are_counted_as_people_do(void **state) {
    (void)state;
    assert_int_equal(rules_words(""), 0);
    assert_int_equal(rules_words("The {f:forget gate} {f} is **open** \u2013 at t\u00a0= 3."), 9);
    assert_int_equal(rules_words("遗忘门开着。"), 3);
    assert_int_equal(rules_words("{f:遗忘门}，{c} 是 0.92"), 5);
}

/* A text that keeps its limit in words may still be too wide and too tall for its panel. */
static void a_beat_that_does_not_fit_is_said(void **state) {
    (void)state;
    Errors errors = {0};
    Error error;
    Lesson *lesson =
        strict_lesson("Then nothing.", "a\\n\\nb\\n\\nc\\n\\nd\\n\\ne\\n\\nf\\n\\ng\\n\\nh\\n\\ni"
                                       "\\n\\nj\\n\\nk\\n\\nl\\n\\nm\\n\\nn\\n\\no\\n\\np\\n\\nq");
    rules_check(lesson, &languages_built_in, &errors);
    assert_int_equal(errors.count, 0);
    assert_true(layout_check(lesson, &languages_built_in, &errors, &error));
    assert_true(errors.count > 0);
    assert_string_equal(errors.items[0].member_path, "beats[1]");
    assert_non_null(strstr(errors.items[0].what, "does not fit"));
    assert_non_null(strstr(errors.items[0].hint, "1280x720 in \"en\""));
    assert_int_equal(errors.items[0].line, 12);
    lesson_free(lesson);
    errors_free(&errors);
}

/* Chinese has no space between a full stop and the next word, and CommonMark ends no emphasis
 * there. */
static void asterisks_that_would_show_are_said(void **state) {
    (void)state;
    static const struct {
        const char *zh;
        bool shows;
    } WRITTEN[] = {{"**它。**留下了。", true}, {"**它**。留下了。", false}};
    for (size_t k = 0; k < sizeof WRITTEN / sizeof *WRITTEN; k++) {
        Errors errors = {0};
        Error error;
        Lesson *lesson = strict_lesson("它留下了。", WRITTEN[k].zh);
        assert_true(layout_check(lesson, &languages_built_in, &errors, &error));
        assert_int_equal(errors.count > 0, WRITTEN[k].shows);
        if (errors.count > 0) {
            assert_string_equal(errors.items[0].member_path, "beats[2]");
            assert_non_null(strstr(errors.items[0].what, "asterisks show"));
        }
        lesson_free(lesson);
        errors_free(&errors);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_lesson_breaks_no_rule),
        cmocka_unit_test(each_rule_is_said_where_it_is_broken),
        cmocka_unit_test(questions_and_tasks_are_asked_for),
        cmocka_unit_test(words_are_counted_as_people_do),
        cmocka_unit_test(a_beat_that_does_not_fit_is_said),
        cmocka_unit_test(asterisks_that_would_show_are_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
