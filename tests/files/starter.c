/* starter.c: the lesson that one begins from is right whatever its cells: it is read without
 * an error, what it says is true, it keeps to the rules of the course; its id comes from the name
 * of its file. */
#include "lesson_text.h"

#include "files/lesson/starter.h"
#include "lesson/check/check.h"
#include "lesson/check/rules.h"

static Lesson *started(const CellKind *kinds, int count) {
    static char text[1 << 15];
    Errors errors = {0};
    FILE *file = tmpfile();
    assert_non_null(file);
    starter_write(file, "my-lesson", kinds, count);
    rewind(file);
    size_t length = fread(text, 1, sizeof text, file);
    fclose(file);
    assert_true(length < sizeof text);
    Lesson *lesson = lesson_parse(text, length, NULL, &errors);
    print_errors(&errors);
    assert_non_null(lesson);
    return lesson;
}

static void assert_starter(const CellKind *kinds, int count) {
    const LanguageInfo languages[] = {{.tag = "en"}, {.tag = "zh"}};
    const Languages both = {languages, 2};
    Errors errors = {0};
    CheckCount sum = {0};
    Lesson *lesson = started(kinds, count);
    assert_string_equal(lesson->id, "my-lesson");
    assert_int_equal(lesson->cell_count, count);
    for (int k = 0; k < count; k++)
        assert_int_equal(lesson->cells[k].cell->spec.kind, kinds[k]);
    assert_true(lesson_check(lesson, &sum, &errors));
    rules_check(lesson, &both, &errors);
    print_errors(&errors);
    assert_int_equal(errors.count, 0);
    assert_true(sum.claims >= 4 && sum.questions == 2 && sum.tasks == 1);
    errors_free(&errors);
    lesson_free(lesson);
}

/* Every choice of kinds, in every order. */
static void test_all(void **state) {
    (void)state;
    for (int a = 0; a < CELL_KIND_COUNT; a++) {
        assert_starter((CellKind[]){(CellKind)a}, 1);
        for (int b = 0; b < CELL_KIND_COUNT; b++) {
            if (a == b)
                continue;
            assert_starter((CellKind[]){(CellKind)a, (CellKind)b}, 2);
            assert_starter((CellKind[]){(CellKind)a, (CellKind)b, (CellKind)(3 - a - b)}, 3);
        }
    }
}

/* Its claims are no decoration: with another weight they fail. */
static void test_claims_bite(void **state) {
    (void)state;
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++) {
        Errors errors = {0};
        CheckCount sum = {0};
        Lesson *lesson = started((CellKind[]){(CellKind)kind}, 1);
        lesson->sequence[2] = 0.5f; /* "set" at t = 1 comes half */
        assert_true(lesson_check(lesson, &sum, &errors));
        assert_true(errors.count > 0);
        errors_free(&errors);
        lesson_free(lesson);
    }
}

static void test_id(void **state) {
    (void)state;
    static const char *const NAMES[][2] = {{"latch.json", "latch"},
                                           {"/a.b/12-Input Gate.json", "input-gate"},
                                           {"7-latch.gatescope.json", "latch"},
                                           {".gatescope.json", "gatescope"},
                                           {"x", "x"},
                                           {"12.json", "12"},
                                           {"Schöne  Reihe.json", "sch-ne-reihe"},
                                           {"_a_b-.json", "a_b"},
                                           {"two.parts.json", "two-parts"},
                                           {"12-.json", NULL},
                                           {"门.json", NULL},
                                           {"dir/.json", "json"},
                                           {"", NULL}};
    char id[STARTER_ID + 1], path[200];
    for (size_t k = 0; k < sizeof NAMES / sizeof *NAMES; k++) {
        assert_int_equal(starter_id(NAMES[k][0], id), NAMES[k][1] != NULL);
        if (NAMES[k][1])
            assert_string_equal(id, NAMES[k][1]);
    }
    memset(path, 'a', sizeof path - 1);
    path[sizeof path - 1] = '\0';
    assert_true(starter_id(path, id));
    assert_int_equal(strlen(id), STARTER_ID);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all), cmocka_unit_test(test_claims_bite), cmocka_unit_test(test_id)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
