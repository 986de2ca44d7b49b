/* items.c: rules that ignore what is asked are scored as one would play them: a rule that always
 * finds the right choice has all of them, one that cannot tell choices apart has chance; and a course
 * gives itself away only where a rule is better by more than a tenth and by more than two standard
 * errors. */
#include "testing.h"

#include <stdlib.h>
#include <string.h>

#include "lesson/check/items.h"

enum { BEATS = 40, CHOICES = 3 };

static void set(Text *text, const char *words) {
    assert_true(text_set(text, "en", words));
}

/* A lesson of so many questions, of three choices each, the right one of which is `right`. */
static Lesson *make(int beats, const char *const texts[CHOICES], int right) {
    Lesson *lesson = calloc(1, sizeof *lesson);
    assert_non_null(lesson);
    assert_true(lesson_head(lesson, "items", "tests", "T", "G"));
    lesson->beats = calloc((size_t)beats, sizeof *lesson->beats);
    assert_non_null(lesson->beats);
    lesson->beat_count = beats;
    for (int k = 0; k < beats; k++) {
        Question *question = calloc(1, sizeof *question);
        assert_non_null(question);
        lesson->beats[k].question = question;
        set(&lesson->beats[k].say, "At t = 4 it stands at 0.92.");
        set(&question->question, "What now?");
        question->choices = calloc(CHOICES, sizeof *question->choices);
        assert_non_null(question->choices);
        question->choice_count = CHOICES;
        for (int choice = 0; choice < CHOICES; choice++)
            set(&question->choices[choice].text, texts[choice]);
        question->choices[right].right = true;
    }
    return lesson;
}

static ItemCount counted(const Lesson *lesson) {
    ItemCount count = {0};
    items_count(&count, lesson, "en");
    return count;
}

static void share(const char *const texts[CHOICES], int right, ItemRule rule, double wanted) {
    Lesson *lesson = make(1, texts, right);
    ItemCount count = counted(lesson);
    assert_int_equal(count.items, 1);
    if (items_share(&count, rule) < wanted - 1e-6 || items_share(&count, rule) > wanted + 1e-6)
        fail_msg("%s: %g, not %g", items_rule_name(rule), items_share(&count, rule), wanted);
    lesson_free(lesson);
}

static void test_each_rule(void **state) {
    static const char *const LENGTHS[] = {"two words", "a longer choice", "one"};
    static const char *const COLONS[] = {"it stays: nothing comes", "it goes", "{f:forget} it"};
    static const char *const MARKS[] = {"so, and so", "so", "so-so, or so"};
    static const char *const NUMBERS[] = {"0.92", "0.95 at t = 5", "0.9"};
    (void)state;
    share(LENGTHS, 1, RULE_LONGEST, 1);
    share(LENGTHS, 0, RULE_LONGEST, 0);
    share(LENGTHS, 2, RULE_SHORTEST, 1);
    share(COLONS, 0, RULE_COLON, 1);
    share(COLONS, 1, RULE_NO_COLON, 0.5); /* the third one's is a symbol's */
    share(COLONS, 2, RULE_NO_COLON, 0.5);
    share(LENGTHS, 0, RULE_COLON, 1.0 / 3); /* it tells nothing apart */
    share(MARKS, 1, RULE_FEWEST_MARKS, 1);
    share(MARKS, 2, RULE_MOST_MARKS, 1);
    share(NUMBERS, 0, RULE_NUMBER_TOLD, 1); /* 0.9 is another number than 0.92 */
    share(NUMBERS, 1, RULE_NO_NUMBER_TOLD, 0.5);
}

/* Each learner has an order of their own: no place helps. */
static void test_places(void **state) {
    static const char *const TEXTS[] = {"a", "b", "c"};
    (void)state;
    Lesson *lesson = make(BEATS, TEXTS, 1);
    ItemCount count = counted(lesson);
    for (int rule = RULE_FIRST; rule <= RULE_LAST; rule++)
        assert_float_equal((float)items_share(&count, (ItemRule)rule), 1.0f / 3, 0.05f);
    assert_float_equal((float)(items_share(&count, RULE_FIRST) + items_share(&count, RULE_SECOND) +
                               items_share(&count, RULE_LAST)),
                       1, 1e-5f);
    lesson_free(lesson);
}

static void test_believed(void **state) {
    static const char *const TEXTS[] = {"the gate opens wide", "zzzz", "the gate opens"};
    (void)state;
    Lesson *lesson = make(2, TEXTS, 1);
    set(&lesson->misconception, "The gate opens wide when it should shut.");
    ItemCount count = counted(lesson);
    assert_float_equal((float)items_share(&count, RULE_NOT_BELIEVED), (1 + 1.0f / 3) / 2, 1e-5f);
    lesson_free(lesson); /* at the first beat it is not told yet */
}

/* Nine of forty by chance and a rule that finds them all: it gives them away only where there are
 * enough of them. */
static void test_when_it_counts(void **state) {
    static const char *const TEXTS[] = {"the longest of the three", "short", "brief"};
    (void)state;
    Lesson *few = make(2, TEXTS, 0), *many = make(BEATS, TEXTS, 0), *other = make(BEATS, TEXTS, 1);
    ItemCount count = counted(few);
    assert_true(items_share(&count, RULE_LONGEST) == 1);
    count.hits[RULE_LONGEST] = 1.2; /* more than a tenth over chance, but within two errors */
    assert_false(items_give_away(&count, RULE_LONGEST));
    count = counted(many);
    assert_true(items_give_away(&count, RULE_LONGEST));
    assert_false(items_give_away(&count, RULE_SHORTEST));
    count = counted(other);
    assert_false(items_give_away(&count, RULE_LONGEST));
    count.hits[RULE_LONGEST] = BEATS * (1.0 / 3 + 0.09);
    assert_false(items_give_away(&count, RULE_LONGEST)); /* less than a tenth */
    lesson_free(few);
    lesson_free(many);
    lesson_free(other);
}

static void test_forms(void **state) {
    static const char *const TEXTS[] = {"a", "b", "c"};
    (void)state;
    Lesson *lesson = make(10, TEXTS, 0);
    for (int k = 2; k < 10; k++)
        lesson->beats[k].question->form = k % 2 ? QUESTION_DRAW : QUESTION_NUMBER;
    ItemCount count = counted(lesson);
    assert_true(count.forms[QUESTION_CHOICES] == 2 && count.forms[QUESTION_DRAW] == 4);
    assert_int_equal(count.from_three, 2);
    assert_int_equal(count.items, 2);
    assert_false(items_too_many_choices(&count)); /* a fifth */
    lesson->beats[2].question->form = QUESTION_CHOICES;
    count = counted(lesson);
    assert_true(items_too_many_choices(&count));
    lesson_free(lesson);
    count = (ItemCount){0};
    assert_true(items_share(&count, RULE_LONGEST) == 0 && items_chance(&count) == 0);
    assert_false(items_give_away(&count, RULE_LONGEST));
}

/* Two right ones, or a text that lacks in the language: no item. */
static void test_no_items(void **state) {
    static const char *const TEXTS[] = {"a", "b", "c"};
    (void)state;
    Lesson *lesson = make(1, TEXTS, 0);
    ItemCount count = {0};
    items_count(&count, lesson, "zh");
    assert_int_equal(count.items, 0);
    lesson->beats[0].question->choices[1].right = true;
    count = counted(lesson);
    assert_int_equal(count.items, 0);
    lesson_free(lesson);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_rule), cmocka_unit_test(test_places),
        cmocka_unit_test(test_believed),  cmocka_unit_test(test_when_it_counts),
        cmocka_unit_test(test_forms),     cmocka_unit_test(test_no_items)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
