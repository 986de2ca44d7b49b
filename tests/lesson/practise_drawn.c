/* practise_drawn.c: exercises whose last steps are drawn: which can be, how many steps, what the answer
 * is, and that who draws as a mistaken belief has it is found to hold it. */
#include "testing.h"

#include <math.h>
#include <string.h>

#include "lesson/check/answer.h"
#include "lesson/practise/idea.h"
#include "lesson/practise/parts.h"

enum { SEEDS = 100 };

static const char *const DRAWN[] = {"write-curve",  "keep-curve",   "let-in-curve",  "show-curve",
                                    "gate-curve",   "update-curve", "leaky-average", "loop-curve",
                                    "hard-sigmoid", "relu"};
enum { DRAWN_COUNT = sizeof DRAWN / sizeof *DRAWN };

static Item *make(const char *id, uint32_t seed, int level) {
    Error error = {0};
    Item *item = item_make(generator_find(id), seed, level, &error);
    if (!item)
        fail_msg("%s: %s", id, error.what);
    return item;
}

static Item *drawn(const char *id, uint32_t seed, int level) {
    Item *item = make(id, seed, level);
    assert_true(item_can_be_drawn(item) && item_draw(item));
    return item;
}

/* The truth from the first drawn step on; returns how many. */
static int truth_of(const Item *item, float values[ITEM_STEPS]) {
    int from = item_drawn_from(item), count = item->facts.steps - from;
    memcpy(values, item->path + from, (size_t)count * sizeof *values);
    return count;
}

static void test_which(void **state) {
    (void)state;
    int count = 0;
    for (int k = 0; k < generator_count(); k++) {
        Item *item = item_make(k, 7, 0, NULL);
        bool can = item_can_be_drawn(item), listed = false;
        for (int n = 0; n < DRAWN_COUNT; n++)
            listed |= strcmp(DRAWN[n], generator_id(k)) == 0;
        assert_int_equal(can, listed);
        assert_int_equal(item->drawn, false);
        count += can;
        item_free(item);
    }
    assert_int_equal(count, DRAWN_COUNT);
}

/* Three steps at first, four from level 2 on; at least one is shown. */
static void test_steps(void **state) {
    (void)state;
    static const int COUNTS[PRACTISE_LEVELS] = {3, 3, 4, 4};
    for (int k = 0; k < DRAWN_COUNT; k++)
        for (int level = 0; level < PRACTISE_LEVELS; level++) {
            Item *item = drawn(DRAWN[k], 11, level);
            const Question *question = item->lesson->beats[0].question;
            int from = item_drawn_from(item);
            assert_true(from >= 1);
            assert_int_equal(item->facts.steps - from, COUNTS[level]);
            assert_int_equal(question->form, QUESTION_DRAW);
            assert_int_equal(question->from, from);
            assert_int_equal(question->to, item->facts.steps - 1);
            assert_true(question->within == item->tolerance && item->tolerance == 0.1f);
            assert_non_null(strstr(item->question, "Draw how the "));
            item_free(item);
        }
}

/* The lesson's run has the same curve, and judges the same. */
static void test_answer(void **state) {
    (void)state;
    for (int k = 0; k < DRAWN_COUNT; k++)
        for (uint32_t seed = 1; seed <= 8; seed++) {
            Item *item = drawn(DRAWN[k], seed, (int)(seed % PRACTISE_LEVELS));
            float values[ITEM_STEPS];
            int count = truth_of(item, values);
            for (int step = 0; step < 3; step++) {
                Guess guess = {0};
                Outcome outcome;
                for (int n = 0; n < count; n++)
                    guess_put(&guess, n, values[n] + (n == 1 ? 0.099f * (float)step : 0));
                assert_true(answer_compute(item->lesson, 0, &guess, &outcome, NULL));
                for (int n = 0; n < count; n++)
                    assert_true(outcome.truth.values[n] == values[n]);
                assert_int_equal(outcome.right, step < 2);
                assert_int_equal(item_drawn_chosen(item, guess.values) == CHOSEN_RIGHT, step < 2);
            }
            item_free(item);
        }
}

/* Who goes on from what is shown as a belief has it is found to hold it, or one that draws the same. */
static void test_beliefs(void **state) {
    (void)state;
    int tried = 0, found = 0;
    for (int k = 0; k < DRAWN_COUNT; k++)
        for (uint32_t seed = 1; seed <= SEEDS; seed++) {
            Item *item = drawn(DRAWN[k], seed, (int)(seed % PRACTISE_LEVELS));
            int from = item_drawn_from(item), count = item->facts.steps - from;
            Facts facts = item->facts;
            facts.steps = count;
            facts.start = item->path[from - 1];
            for (int row = 0; row < ITEM_ROWS; row++)
                for (int t = 0; t < count; t++)
                    facts.row[row][t] = item->facts.row[row][from + t];
            const Belief *beliefs = item_beliefs(item);
            for (int b = 0; b < ITEM_BELIEFS && beliefs[b] != BELIEF_NONE; b++) {
                float path[ITEM_STEPS] = {0}, off = 0;
                if (!item->generator->solve(&facts, beliefs[b], path))
                    continue;
                for (int t = 0; t < count; t++)
                    off = fmaxf(off, fabsf(path[t] - item->path[from + t]));
                int chosen = item_drawn_chosen(item, path);
                if (off <= item->tolerance * 1.00001f) {
                    assert_int_equal(chosen, CHOSEN_RIGHT);
                    continue;
                }
                assert_true(chosen > 0 && chosen != CHOSEN_OTHER);
                tried++;
                found += chosen == b + 1;
            }
            item_free(item);
        }
    assert_true(tried > 3000);
    if (found < 0.95 * tried)
        fail_msg("%d of %d", found, tried);
}

static void test_nobodys(void **state) {
    (void)state;
    Item *item = drawn("write-curve", 5, 0);
    const float far[ITEM_STEPS] = {9, -9, 9, -9};
    assert_int_equal(item_drawn_chosen(item, far), CHOSEN_OTHER);
    item_free(item);
}

/* What is worked is the first step that is drawn. */
static void test_worked(void **state) {
    (void)state;
    ItemToken tokens[ITEM_TOKENS];
    Item *item = drawn("write-curve", 5, 1);
    int from = item_drawn_from(item), count = item_worked(item, 0, tokens);
    assert_true(count > 8);
    assert_true(tokens[0].value == item->facts.row[0][from]);
    assert_true(tokens[2].value == item->path[from - 1]);
    assert_true(tokens[count - 1].value == item->path[from]);
    item_free(item);
}

/* What is drawn is an item of its own in what is kept, of the same generator. */
static void test_ids(void **state) {
    (void)state;
    char id[ITEM_NAME];
    for (int k = 0; k < generator_count(); k++) {
        char known[64];
        assert_int_equal(generator_find(generator_id(k)), k);
        snprintf(known, sizeof known, "%s-drawn", generator_id(k));
        assert_true(strlen(known) < ITEM_NAME || !generator_at(k)->drawing);
        assert_int_equal(generator_find(known), generator_at(k)->drawing ? k : -1);
    }
    Item *item = make("keep-curve", 3, 0);
    item_answer_id(item, id);
    assert_string_equal(id, "keep-curve");
    assert_true(item_draw(item));
    item_answer_id(item, id);
    assert_string_equal(id, "keep-curve-drawn");
    assert_int_equal(generator_find("keep-curve-"), -1);
    item_free(item);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_which),   cmocka_unit_test(test_steps),
        cmocka_unit_test(test_answer),  cmocka_unit_test(test_beliefs),
        cmocka_unit_test(test_nobodys), cmocka_unit_test(test_worked),
        cmocka_unit_test(test_ids)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
