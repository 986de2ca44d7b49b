/* practise_said.c: what is said of a wrong choice is what it was computed by. */
#include "testing.h"

#include "lesson/practise/item.h"

static const ItemChoice *choice_of(const Item *item, Belief belief) {
    for (int k = 0; k < ITEM_CHOICES; k++)
        if (item->choices[k].belief == belief)
            return &item->choices[k];
    return NULL;
}

static float last_candidate(const Item *item) {
    return item->facts.row[1][item->facts.steps - 1];
}
static float last_marked(const Item *item) {
    int t = item->facts.steps - 1;
    while (item->facts.row[0][t] < 0.5f)
        t--;
    return item->facts.row[1][t];
}
static float what_was(const Item *item) {
    return item->facts.start;
}
static float line_is_as_steep_as(const Item *item) {
    (void)item;
    return 1;
}
static float state_has(const Item *item) {
    return item->facts.number[1] * item->facts.number[2];
}
static float input_has(const Item *item) {
    return item->facts.number[0] * item->facts.number[1];
}
static float ones(const Item *item) {
    float kept = 0;
    for (int t = 0; t < item->facts.steps; t++)
        kept = item->facts.number[0] * kept + item->facts.row[0][t];
    return kept;
}

static void assert_said(const char *id, Belief belief, float (*meant)(const Item *item)) {
    int generator = generator_find(id), seen = 0;
    for (uint32_t seed = 1; seed <= 60; seed++) {
        Item *item = item_make(generator, seed, (int)seed % PRACTISE_LEVELS, NULL);
        const ItemChoice *choice = choice_of(item, belief);
        seen += choice != NULL;
        if (choice)
            assert_float_equal(choice->values[item->length - 1], meant(item), 1e-3);
        item_free(item);
    }
    assert_true(seen > 0);
}

static void test_said(void **state) {
    (void)state;
    assert_said("adding", BELIEF_ONLY_LAST, last_candidate);
    assert_said("adding", BELIEF_REPLACES, last_marked);
    assert_said("let-in-number", BELIEF_LETS_NOTHING_IN, what_was);
    assert_said("let-in-curve", BELIEF_LETS_NOTHING_IN, what_was);
    assert_said("recall", BELIEF_LETS_NOTHING_IN, what_was);
    assert_said("latch", BELIEF_LETS_NOTHING_IN, what_was);
    assert_said("counting", BELIEF_ADDS_ONES, ones);
    assert_said("slope-tanh", BELIEF_STRAIGHT, line_is_as_steep_as);
    assert_said("loop-size", BELIEF_COUNTS_STATE, state_has);
    assert_said("loop-size", BELIEF_COUNTS_FROM_INPUT, input_has);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_said)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
