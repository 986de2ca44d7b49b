/* idea.c: the table of ideas: ids that can be kept, each once, found again. */
#include "testing.h"

#include <ctype.h>
#include <string.h>

#include "lesson/practise/idea.h"

static void test_ids(void **state) {
    (void)state;
    assert_true(idea_count() >= 20);
    for (int k = 0; k < idea_count(); k++) {
        const Idea *idea = idea_at(k);
        assert_in_range(strlen(idea->id), 1, IDEA_NAME - 1);
        for (const char *c = idea->id; *c; c++)
            assert_true(islower((unsigned char)*c) || *c == '-');
        assert_int_equal(idea_find(idea->id), k);
        assert_true(idea->name[0] && idea->track[0] && idea->lessons[0]);
    }
    assert_int_equal(idea_find("nothing of the kind"), -1);
}

static void test_lessons(void **state) {
    const Idea *show = idea_at(idea_find("show"));
    (void)state;
    assert_true(idea_is_taught_by(show, "output-gate"));
    assert_true(idea_is_taught_by(show, "hidden-state"));
    assert_false(idea_is_taught_by(show, "latch"));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_ids), cmocka_unit_test(test_lessons)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
