/* practise.c: questions that are made from a seed. Of each generator a thousand, over its levels: one
 * answer is right and is what the engine computes, no two choices look alike, who holds a mistaken
 * belief and sees what is shown picks the choice that is its own, and no rule that knows nothing of
 * cells finds the right one much more often than chance. */
#include "testing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lesson/practise/idea.h"
#include "lesson/practise/item.h"
#include "lesson/run/run.h"

enum { SEEDS = 1000 };

/* ---- rules that ignore what is asked ---- */

typedef enum Rule {
    LARGEST,
    SECOND,
    THIRD,
    SMALLEST,
    LARGEST_END,
    SMALLEST_END,
    STEEPEST,
    FLATTEST,
    NEAREST_OTHERS,
    FURTHEST_OTHERS,
    FIRST,
    LAST_CHOICE = FIRST + ITEM_CHOICES - 1,
    LONGEST,
    SHORTEST,
    RULES
} Rule;

static const char *const RULE_NAMES[RULES] = {
    "largest",    "second",     "third",   "smallest", "largest end", "smallest end",
    "steepest",   "flattest",   "nearest", "furthest", "position 1",  "position 2",
    "position 3", "position 4", "longest", "shortest"};

static float mean_of(const Item *item, int choice) {
    float sum = 0;
    for (int k = 0; k < item->length; k++)
        sum += item->choices[choice].values[k];
    return sum / (float)item->length;
}

static float end_of(const Item *item, int choice) {
    return item->choices[choice].values[item->length - 1];
}

static float turns_of(const Item *item, int choice) {
    float sum = 0;
    for (int k = 1; k < item->length; k++)
        sum += fabsf(item->choices[choice].values[k] - item->choices[choice].values[k - 1]);
    return sum;
}

static float others_of(const Item *item, int choice) {
    float sum = 0;
    for (int k = 0; k < ITEM_CHOICES; k++)
        sum += item_distance(item, item->choices[choice].values, item->choices[k].values);
    return sum;
}

/* Of numbers; a curve has no length. */
static float text_of(const Item *item, int choice) {
    char text[40];
    if (item->form == ITEM_CURVE)
        return 0;
    return (float)snprintf(text, sizeof text, "%.*f", item->decimals,
                           (double)item->choices[choice].values[0]);
}

/* The choice that is `rank`-th by the measure, from the largest on. */
static int ranked(const Item *item, float (*measure)(const Item *, int), int rank) {
    for (int k = 0; k < ITEM_CHOICES; k++) {
        int above = 0;
        for (int other = 0; other < ITEM_CHOICES; other++)
            above += measure(item, other) > measure(item, k) ||
                     (measure(item, other) == measure(item, k) && other < k);
        if (above == rank)
            return k;
    }
    return 0;
}

static int picked(const Item *item, Rule rule) {
    switch (rule) {
    case LARGEST:
    case SECOND:
    case THIRD:
    case SMALLEST:
        return ranked(item, mean_of, (int)rule);
    case LARGEST_END:
        return ranked(item, end_of, 0);
    case SMALLEST_END:
        return ranked(item, end_of, 3);
    case STEEPEST:
        return ranked(item, turns_of, 0);
    case FLATTEST:
        return ranked(item, turns_of, 3);
    case NEAREST_OTHERS:
        return ranked(item, others_of, 3);
    case FURTHEST_OTHERS:
        return ranked(item, others_of, 0);
    case LONGEST:
        return ranked(item, text_of, 0);
    case SHORTEST:
        return ranked(item, text_of, 3);
    default:
        return (int)rule - FIRST;
    }
}

/* ---- a thousand of each ---- */

typedef struct Tally {
    long items, rules[RULES], right_seen;
    long held[BELIEF_KINDS],
        own[BELIEF_KINDS]; /* wrong choices, and those picked by who holds it */
} Tally;

static void assert_one_right(const Item *item, const char *what) {
    int right = 0;
    for (int k = 0; k < ITEM_CHOICES; k++) {
        const ItemChoice *choice = &item->choices[k];
        right += choice->belief == BELIEF_NONE;
        assert_int_equal(choice->belief == BELIEF_NONE, choice->chosen == CHOSEN_RIGHT);
        if (choice->chosen)
            assert_int_equal(item_beliefs(item)[choice->chosen - 1], choice->belief);
        for (int step = 0; step < item->length; step++)
            assert_true(isfinite(choice->values[step]));
        for (int other = 0; other < k; other++)
            if (item_distance(item, choice->values, item->choices[other].values) < item->tolerance)
                fail_msg("%s: choices %d and %d look alike", what, other, k);
    }
    assert_int_equal(right, 1);
    assert_int_equal(item->choices[item->right].belief, BELIEF_NONE);
}

/* The right choice is the engine's, and what the equation gives. */
static void assert_computed(const Item *item, const char *what) {
    float values[ITEM_STEPS];
    int from = item->form == ITEM_CURVE || !item->facts.steps ? 0 : item->facts.steps - 1;
    const float *right = item->choices[item->right].values;
    assert_true(item_believe(item, BELIEF_NONE, &item->facts, values));
    for (int k = 0; k < item->length; k++) {
        assert_true(right[k] == item->path[from + k]);
        if (fabsf(values[k] - right[k]) > 2e-3f)
            fail_msg("%s: the engine has %g, the equation %g", what, (double)right[k],
                     (double)values[k]);
    }
}

static void tally_item(const Item *item, Tally *tally) {
    Facts shown = item_shown(item);
    float values[ITEM_STEPS];
    tally->items++;
    for (int rule = 0; rule < RULES; rule++)
        tally->rules[rule] += picked(item, (Rule)rule) == item->right;
    for (int k = 0; k < ITEM_CHOICES; k++) {
        Belief belief = item->choices[k].belief;
        assert_true(item_believe(item, belief, &shown, values));
        tally->held[belief]++;
        tally->own[belief] += item_nearest(item, values) == k;
    }
}

static void assert_tally(const char *what, const Tally *tally) {
    for (int belief = 0; belief < BELIEF_KINDS; belief++)
        if ((double)tally->own[belief] < 0.95 * (double)tally->held[belief])
            fail_msg("%s: belief %d picks its own %ld times of %ld", what, belief,
                     tally->own[belief], tally->held[belief]);
    for (int rule = 0; rule < RULES; rule++)
        if ((double)tally->rules[rule] > 0.35 * (double)tally->items)
            fail_msg("%s: \"%s\" is right %ld times of %ld", what, RULE_NAMES[rule],
                     tally->rules[rule], tally->items);
}

static void add_tally(Tally *all, const Tally *one) {
    all->items += one->items;
    for (int rule = 0; rule < RULES; rule++)
        all->rules[rule] += one->rules[rule];
    for (int belief = 0; belief < BELIEF_KINDS; belief++) {
        all->held[belief] += one->held[belief];
        all->own[belief] += one->own[belief];
    }
}

/* A generator's, over its levels. */
static Tally tally_of(int generator) {
    Tally tally = {0};
    char what[80];
    for (int k = 0; k < SEEDS; k++) {
        Error error;
        int level = k % PRACTISE_LEVELS;
        Item *item = item_make(generator, (uint32_t)k + 1, level, &error);
        if (!item)
            fail_msg("%s", error.what);
        snprintf(what, sizeof what, "%s, level %d, seed %d", generator_id(generator), level, k + 1);
        assert_one_right(item, what);
        assert_computed(item, what);
        tally_item(item, &tally);
        item_free(item);
    }
    return tally;
}

static void test_thousand(void **state) {
    Tally all = {0};
    (void)state;
    for (int generator = 0; generator < generator_count(); generator++) {
        Tally one = tally_of(generator);
        assert_tally(generator_id(generator), &one);
        add_tally(&all, &one);
    }
    assert_tally("all", &all);
    for (int belief = BELIEF_NONE + 1; belief < BELIEF_KINDS; belief++)
        assert_true(all.held[belief] > 0);
}

/* ---- the table ---- */

static void test_table(void **state) {
    (void)state;
    assert_true(generator_count() >= 24);
    for (int k = 0; k < generator_count(); k++) {
        assert_in_range(strlen(generator_id(k)), 1, ITEM_NAME - 1);
        assert_int_equal(generator_find(generator_id(k)), k);
        assert_true(idea_find(generator_idea(k)) >= 0);
        assert_true(generator_beliefs(k)[2] != BELIEF_NONE);
    }
    assert_int_equal(generator_find("nothing of the kind"), -1);
    for (int k = 0; k < idea_count(); k++) {
        int count = generator_count_of(idea_at(k)->id);
        assert_true(count > 0);
        assert_string_equal(generator_idea(generator_of(idea_at(k)->id, count - 1)),
                            idea_at(k)->id);
        assert_int_equal(generator_of(idea_at(k)->id, count), -1);
    }
    for (int belief = 0; belief < BELIEF_KINDS; belief++)
        assert_true(strlen(belief_said((Belief)belief)) > 10);
}

/* The same seed and level make the same question, others another: of few there are only some. */
static void test_again(void **state) {
    (void)state;
    for (int k = 0; k < generator_count(); k++) {
        Item *one = item_make(k, 40477, 1, NULL), *again = item_make(k, 40477, 1, NULL);
        int others = 0;
        assert_memory_equal(&one->facts, &again->facts, sizeof one->facts);
        assert_memory_equal(one->choices, again->choices, sizeof one->choices);
        for (int other = 0; other < 12; other++) {
            Item *item = item_make(k, 40478 + (uint32_t)other / 4, other % 4, NULL);
            others += memcmp(&one->facts, &item->facts, sizeof one->facts) != 0;
            item_free(item);
        }
        assert_true(others >= 9);
        item_free(one);
        item_free(again);
    }
}

/* Played, the lesson ends with the right answer: its own run has the number. */
static void test_played(void **state) {
    (void)state;
    Item *item = item_make(generator_find("write-curve"), 7, 2, NULL);
    Run *run = run_new(item->lesson, NULL);
    int c = signal_find(run->cells[0]->spec.kind, "c");
    assert_int_equal(item->lesson->steps, item->length);
    for (long t = 0; t < item->lesson->steps; t++)
        assert_true(trace_at(run->traces[0], c, t, 0)[0] == item->choices[item->right].values[t]);
    run_free(run);
    item_free(item);
}

/* ---- computed once more, here ---- */

static float logistic(float v) {
    return 1 / (1 + expf(-v));
}

static void assert_right(const char *generator, float (*by_hand)(const Facts *)) {
    for (uint32_t seed = 1; seed <= 50; seed++) {
        Item *item = item_make(generator_find(generator), seed, (int)seed % 4, NULL);
        assert_float_equal(item->choices[item->right].values[item->length - 1],
                           by_hand(&item->facts), 1e-4);
        item_free(item);
    }
}

static float memory(const Facts *facts) {
    float c = facts->start;
    for (int t = 0; t < facts->steps; t++)
        c = facts->row[0][t] * c + facts->row[1][t] * facts->row[2][t];
    return c;
}
static float shown_memory(const Facts *facts) {
    return facts->row[3][facts->steps - 1] * tanhf(memory(facts));
}
static float gate(const Facts *facts) {
    const float *n = facts->number;
    return logistic(n[0] * n[2] + n[1] * n[3] + n[4]);
}
static float hidden(const Facts *facts) {
    float h = facts->start;
    for (int t = 0; t < facts->steps; t++)
        h += (1 - facts->row[0][t]) * (facts->row[1][t] - h);
    return h;
}
static float candidate_before(const Facts *facts) {
    const float *n = facts->number;
    return tanhf(n[3] * n[0] + n[4] * (n[2] * n[1]) + n[5]);
}
static float candidate_after(const Facts *facts) {
    const float *n = facts->number;
    return tanhf(n[3] * n[0] + n[5] + n[2] * (n[1] * n[4] + n[6]));
}
static float faded(const Facts *facts) {
    float left = 1;
    for (int t = 0; t < facts->steps; t++)
        left *= facts->number[0] * (1 - powf(facts->row[0][t], 2));
    return left;
}
static float steepness(const Facts *facts) {
    double v = (double)facts->number[0];
    return (float)((tanh(v + 1e-4) - tanh(v - 1e-4)) / 2e-4);
}

static void test_by_hand(void **state) {
    (void)state;
    assert_right("write-curve", memory);
    assert_right("write-number", memory);
    assert_right("recall", memory);
    assert_right("whole-step", shown_memory);
    assert_right("gate-sum", gate);
    assert_right("update-curve", hidden);
    assert_right("latch", hidden);
    assert_right("reset-before", candidate_before);
    assert_right("reset-after", candidate_after);
    assert_right("fading", faded);
    assert_right("slope-tanh", steepness);
}

/* Of an LSTM of 3 inputs and 5 units: 4 (3 . 5 + 5 . 5 + 5); of a GRU three, of an RNN one. */
static void test_counted(void **state) {
    (void)state;
    for (uint32_t seed = 1; seed <= 200; seed++) {
        Item *item = item_make(generator_find("parameters"), seed, 2, NULL);
        int d = (int)item->facts.number[0], h = (int)item->facts.number[1];
        int blocks = strcmp(item->title, "LSTM") == 0 ? 4 : strcmp(item->title, "GRU") == 0 ? 3 : 1;
        assert_true(item->choices[item->right].values[0] == (float)(blocks * (d * h + h * h + h)));
        item_free(item);
    }
}

/* ---- worked steps ---- */

static int blanks(const ItemToken *tokens, int count) {
    int blank = 0;
    for (int k = 0; k < count; k++)
        blank += tokens[k].blank;
    return blank;
}

static void test_worked(void **state) {
    (void)state;
    static const char *const words[] = {"", "×", "", "+", "", "×", "", "=", ""};
    ItemToken tokens[ITEM_TOKENS];
    Item *item = item_make(generator_find("write-curve"), 3, 1, NULL);
    int count = item_worked(item, 0, tokens);
    assert_int_equal(count, 9);
    for (int k = 0; k < count; k++)
        assert_string_equal(tokens[k].word, words[k]);
    assert_true(tokens[0].value == item->facts.row[0][0] && tokens[2].value == item->facts.start);
    assert_true(tokens[8].value == item->path[0]);
    assert_int_equal(blanks(tokens, item_worked(item, 0, tokens)), 0);
    assert_int_equal(blanks(tokens, item_worked(item, 1, tokens)), 1); /* the answer first */
    assert_true(tokens[8].blank);
    assert_int_equal(blanks(tokens, item_worked(item, 2, tokens)), 3);
    assert_true(!tokens[2].blank && tokens[4].blank && tokens[6].blank);
    assert_int_equal(blanks(tokens, item_worked(item, 3, tokens)), 5);
    assert_int_equal(item_blank(item), 2);
    item_free(item);
}

/* A negative number is taken away rather than added, but only where it is shown. */
static void test_sign(void **state) {
    (void)state;
    int taken = 0, added = 0;
    for (uint32_t seed = 0; seed < 8; seed++) {
        ItemToken tokens[ITEM_TOKENS];
        Item *item = item_make(generator_find("candidate"), seed, 1, NULL);
        float bias = item->facts.number[4];
        assert_int_equal(item_worked(item, 0, tokens), 13);
        assert_string_equal(tokens[8].word, bias < 0 ? "−" : "+");
        assert_true(tokens[9].value == fabsf(bias));
        assert_true(tokens[7].value == item->facts.number[3]); /* a factor keeps its sign */
        assert_string_equal(tokens[4].word, item->facts.number[1] < 0 ? "−" : "+");
        item_worked(item, 2, tokens);
        assert_true(tokens[9].blank && tokens[9].value == bias);
        assert_string_equal(tokens[8].word, "+");
        taken += bias < 0;
        added += bias > 0;
        item_free(item);
    }
    assert_true(taken && added);
}

/* Of every generator: no more tokens than there is room for, and an example with other numbers. */
static void test_examples(void **state) {
    (void)state;
    ItemToken tokens[ITEM_TOKENS], others[ITEM_TOKENS];
    for (int k = 0; k < generator_count(); k++) {
        Item *item = item_make(k, 5, 3, NULL), *example = item_example(item, NULL);
        int count = item_worked(item, item_blank(item), tokens);
        assert_in_range(count, 3, ITEM_TOKENS - 1);
        assert_int_equal(item_worked(example, 0, others), count);
        assert_memory_not_equal(&item->facts, &example->facts, sizeof item->facts);
        assert_true(blanks(tokens, count) > 0);
        item_free(item);
        item_free(example);
    }
}

/* Of a cell of any kind the example is of the same kind. */
static void test_example_kind(void **state) {
    static const char *const IDS[] = {"parameters", "state-size", "loop-size"};
    (void)state;
    for (int k = 0; k < 3; k++)
        for (uint32_t seed = 1; seed <= 40; seed++) {
            Item *item = item_make(generator_find(IDS[k]), seed, 1, NULL);
            Item *example = item_example(item, NULL);
            assert_string_equal(example->title, item->title);
            item_free(item);
            item_free(example);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_example_kind), cmocka_unit_test(test_table),
        cmocka_unit_test(test_again),        cmocka_unit_test(test_played),
        cmocka_unit_test(test_by_hand),      cmocka_unit_test(test_counted),
        cmocka_unit_test(test_worked),       cmocka_unit_test(test_sign),
        cmocka_unit_test(test_examples),     cmocka_unit_test(test_thousand)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
