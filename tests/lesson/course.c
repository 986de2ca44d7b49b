/* course.c: proves that a lesson which cannot be followed where it stands is said, with its place: what
 * it requires comes later, its level falls, a term is used before it is taught; and that the closing
 * line may look forward. */
#include "language_sample.h"
#include "lesson_sample.h"

#include "lesson/check/course.h"

enum { LESSONS = 3 };

typedef struct Bench {
    Lesson *lessons[LESSONS];
    GlossaryTerm terms[2];
    Glossary glossary;
    Course course;
    Errors errors;
} Bench;

static char **list_of(const char *one, int *count) {
    char **list = calloc(1, sizeof *list);
    assert_non_null(list);
    list[(*count)++] = sample_string(one);
    return list;
}

static void set_text(Text *text, const char *tag, const char *said) {
    assert_true(text_set(text, tag, said));
}

/* Three lessons, levels 1, 1, 2: the second teaches "gate", the third "leak", and requires the second. */
static void bench_start(Bench *bench) {
    static const char *const IDS[] = {"one", "two", "three"};
    *bench = (Bench){.glossary = {bench->terms, 2}};
    for (int k = 0; k < LESSONS; k++) {
        Lesson *lesson = bench->lessons[k] = sample_lesson();
        free(lesson->id);
        lesson->id = sample_string(IDS[k]);
        lesson->level = k < 2 ? 1 : 2;
        lesson->beats = calloc(1, sizeof *lesson->beats);
        lesson->beat_count = 1;
        lesson->beats[0].line = 10 * (k + 1);
    }
    bench->lessons[1]->teaches = list_of("gate", &bench->lessons[1]->teach_count);
    bench->lessons[2]->teaches = list_of("leak", &bench->lessons[2]->teach_count);
    bench->lessons[2]->requires = list_of("two", &bench->lessons[2]->require_count);
    set_text(&bench->terms[0].term, "en", "gate");
    set_text(&bench->terms[0].term, "zh", "门");
    set_text(&bench->terms[1].term, "en", "leak");
    set_text(&bench->terms[1].term, "zh", "泄漏");
    bench->course = (Course){bench->lessons, LESSONS, &bench->glossary};
}

static void bench_stop(Bench *bench) {
    for (int k = 0; k < LESSONS; k++)
        lesson_free(bench->lessons[k]);
    for (int k = 0; k < 2; k++)
        text_free(&bench->terms[k].term);
    errors_free(&bench->errors);
}

static void check_all(Bench *bench) {
    const LanguageInfo both[] = {{.tag = "en", .name = "English"}, SAMPLE_CHINESE};
    const Languages languages = {both, 2};
    errors_free(&bench->errors);
    bench->errors = (Errors){0};
    for (int k = 0; k < LESSONS; k++)
        if (bench->lessons[k])
            course_check(&bench->course, k, bench->lessons[k], &languages, &bench->errors);
}

static void assert_one(Bench *bench, int line, const char *member_path, const char *part) {
    check_all(bench);
    assert_int_equal(bench->errors.count, 1);
    const Error *error = &bench->errors.items[0];
    assert_string_equal(error->member_path, member_path);
    assert_int_equal(error->line, line);
    if (!strstr(error->what, part))
        fail_msg("\"%s\" is not in \"%s\"", part, error->what);
}

static void a_course_in_order_is_left_alone(void **state) {
    (void)state;
    Bench bench;
    bench_start(&bench);
    set_text(&bench.lessons[1]->beats[0].say, "en", "A gate.");
    set_text(&bench.lessons[2]->beats[0].say, "zh", "门在泄漏。");
    set_text(&bench.lessons[0]->next, "en", "Next: the gate.");
    set_text(&bench.lessons[0]->goal, "en", "A frigate sails.");
    check_all(&bench);
    assert_int_equal(bench.errors.count, 0);
    bench_stop(&bench);
}

static void what_is_required_comes_before(void **state) {
    (void)state;
    Bench bench;
    bench_start(&bench);
    bench.lessons[0]->requires = list_of("three", &bench.lessons[0]->require_count);
    assert_one(&bench, 0, "requires[0]", "\"three\" comes later");
    free(bench.lessons[0]->requires[0]);
    bench.lessons[0]->requires[0] = sample_string("four");
    assert_one(&bench, 0, "requires[0]", "there is no lesson \"four\"");
    bench_stop(&bench);
}

/* A lesson that cannot be read stands between them. */
static void levels_do_not_fall(void **state) {
    (void)state;
    Bench bench;
    bench_start(&bench);
    bench.lessons[0]->level = 3;
    bench.lessons[1]->level = 3;
    assert_one(&bench, 0, "level", "falls after \"two\"");
    assert_string_equal(bench.errors.items[0].found, "2");
    lesson_free(bench.lessons[1]);
    bench.lessons[1] = NULL;
    free(bench.lessons[2]->requires[0]);
    bench.lessons[2]->requires[0] = sample_string("one");
    assert_one(&bench, 0, "level", "falls after \"one\"");
    bench_stop(&bench);
}

static void a_term_is_taught_before_it_is_used(void **state) {
    (void)state;
    Bench bench;
    bench_start(&bench);
    Lesson *first = bench.lessons[0];
    set_text(&first->beats[0].say, "en", "Gates, a Gate and a gate."); /* once is enough */
    assert_one(&bench, 10, "beats[0].say", "\"gate\" is used before \"two\" teaches it");
    text_free(&first->beats[0].say);
    first->beats[0].say = (Text){0};
    set_text(&first->beats[0].say, "zh", "会泄漏。");
    assert_one(&bench, 10, "beats[0].say", "\"leak\" is used before \"three\" teaches it");
    text_free(&first->beats[0].say);
    first->beats[0].say = (Text){0};
    Question *question = first->beats[0].question = calloc(1, sizeof *question);
    question->choices = calloc(1, sizeof *question->choices);
    question->choice_count = 1;
    set_text(&question->choices[0].why, "en", "The leak.");
    assert_one(&bench, 10, "beats[0].ask.choices[0].why", "\"leak\"");
    text_free(&question->choices[0].why);
    question->choices[0].why = (Text){0};
    set_text(&first->misconception, "en", "A gate is shut.");
    assert_one(&bench, 0, "misconception", "\"gate\"");
    bench_stop(&bench);
}

static void what_is_taught_is_in_the_glossary(void **state) {
    (void)state;
    Bench bench;
    bench_start(&bench);
    bench.lessons[0]->teaches = list_of("Gate", &bench.lessons[0]->teach_count);
    assert_one(&bench, 0, "teaches[0]", "the glossary has no \"Gate\"");
    bench_stop(&bench);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_course_in_order_is_left_alone),
        cmocka_unit_test(what_is_required_comes_before),
        cmocka_unit_test(levels_do_not_fall),
        cmocka_unit_test(a_term_is_taught_before_it_is_used),
        cmocka_unit_test(what_is_taught_is_in_the_glossary),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
