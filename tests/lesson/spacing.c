/* spacing.c: FSRS-6 as its authors' own program computes it, in a thousand random histories
 * (tests/reference/spacing.txt, made by spacing.py beside it), and what is asked of it beyond. */
#include "testing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lesson/practise/spacing.h"

enum { LINE_SIZE = 512, HISTORIES = 1000 };

static void assert_near(double found, double expected, int line, const char *what) {
    if (!(fabs(found - expected) <= 1e-6 * fabs(expected)))
        fail_msg("line %d: %s is %.10g, expected %.10g", line, what, found, expected);
}

/* "3+0 1+1440 = ...": the answers up to the sign. */
static Spacing played(const char *line, const char **after) {
    Spacing spacing = {0};
    int64_t now = 1767225600;
    int rating, minutes, length = 0;
    for (; sscanf(line, "%d+%d %n", &rating, &minutes, &length) == 2; line += length) {
        now += (int64_t)minutes * 60;
        spacing_answer(&spacing, (Rating)rating, now);
    }
    *after = line + 1;
    return spacing;
}

static void compare(const char *line, int number) {
    static const double RETENTION[] = {0.9, 0.8, 0.7};
    double difficulty, stability, recall;
    int days, intervals[3];
    const char *expected;
    Spacing spacing = played(line, &expected);
    int read = sscanf(expected, "%lf %lf %d %lf %d %d %d", &difficulty, &stability, &days, &recall,
                      &intervals[0], &intervals[1], &intervals[2]);
    assert_int_equal(read, 7);
    assert_near(spacing.difficulty, difficulty, number, "difficulty");
    assert_near(spacing.stability, stability, number, "stability");
    int64_t then = spacing.last + (int64_t)days * SPACING_DAY + SPACING_DAY - 1;
    assert_near(spacing_recall(&spacing, then), recall, number, "recall");
    for (int k = 0; k < 3; k++)
        assert_int_equal(spacing_interval(&spacing, RETENTION[k]), intervals[k]);
}

static void test_as_its_authors(void **unused) {
    (void)unused;
    char line[LINE_SIZE];
    int number = 0;
    FILE *file = fopen("tests/reference/spacing.txt", "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file))
        compare(line, ++number);
    fclose(file);
    assert_int_equal(number, HISTORIES);
}

static void test_counts(void **unused) {
    (void)unused;
    Spacing spacing = {0};
    assert_true(spacing_recall(&spacing, 1800000000) == 0);
    spacing_answer(&spacing, RATING_GOOD, 1800000000);
    spacing_answer(&spacing, RATING_AGAIN, 1800000600);
    spacing_answer(&spacing, RATING_HARD, 1800000000); /* a clock that was set back */
    assert_true(spacing.reps == 3 && spacing.lapses == 1 && spacing.last == 1800000000);
    assert_true(spacing_recall(&spacing, 1700000000) == 1);
    assert_true(spacing_recall(&spacing, 1800000000 + SPACING_DAY - 1) == 1);
    assert_true(spacing_recall(&spacing, 1800000000 + SPACING_DAY) < 1);
}

/* Never beyond a hundred years, nor below what is left of a thing forgotten a hundred times. */
static void test_bounds(void **unused) {
    (void)unused;
    Spacing known = {0}, forgotten = {0};
    for (int k = 0; k < 100; k++) {
        spacing_answer(&known, RATING_EASY, INT64_C(1800000000) + k * INT64_C(1000) * SPACING_DAY);
        spacing_answer(&forgotten, RATING_AGAIN, 1800000000 + k);
    }
    assert_int_equal(spacing_interval(&known, 0.1), SPACING_MOST);
    assert_int_equal(spacing_interval(&forgotten, 0.99), 1);
    assert_true(known.difficulty >= 1 && forgotten.difficulty <= 10 &&
                forgotten.stability >= 0.001);
}

static void test_rating(void **unused) {
    (void)unused;
    assert_int_equal(spacing_rating(true, 59.9, 60), RATING_GOOD);
    assert_int_equal(spacing_rating(true, 60, 60), RATING_HARD);
    assert_int_equal(spacing_rating(false, 1, 60), RATING_AGAIN);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_as_its_authors),
        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_bounds),
        cmocka_unit_test(test_rating),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
