/* items.c: what is computed of a class's answers: small classes by hand, and simulated classes whose
 * parameters are known, which must lie within the intervals. */
#include "testing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "commands/progress/items.h"
#include "engine/random.h"

static char LESSON[] = "simulated";

static void assert_near(double found, double expected) {
    if (!(fabs(found - expected) <= 1e-4))
        fail_msg("%.6f, expected %.6f", found, expected);
}

/* ---- a class without a name ---- */

static Results *class_of(int learners, int beats) {
    Results *class = calloc((size_t)learners, sizeof *class);
    assert_non_null(class);
    for (int k = 0; k < learners; k++) {
        class[k].lessons = calloc(1, sizeof *class[k].lessons);
        assert_non_null(class[k].lessons);
        class[k].count = 1;
        class[k].lessons[0].id = strdup(LESSON);
        assert_true(saved_lesson_beats(&class[k].lessons[0], beats));
    }
    return class;
}

static void class_free(Results *class, int learners) {
    for (int k = 0; k < learners; k++)
        results_free(&class[k]);
    free(class);
}

/* Chose these one after the other, of which the last may be right. */
static void answered(Results *results, int beat, int first, int last, bool right) {
    SavedBeat *saved = &results->lessons[0].beats[beat];
    saved->asked = true;
    saved->first = first;
    saved->answer = last;
    saved->tries = first == last ? 1 : 2;
    saved->right = right;
}

static void practised(Results *results, const PractiseAnswer *answers, int count) {
    results->answers = malloc((size_t)count * sizeof *answers);
    assert_non_null(results->answers);
    memcpy(results->answers, answers, (size_t)count * sizeof *answers);
    results->answer_count = count;
}

/* ---- by hand ---- */

/* Six learners, three questions, of which the first one alone is looked at: 1 1 1 0 0 0, and the
 * shares right of the two others 1 1 1/2 1/2 0 0, so that r = sqrt(2/3). */
static void test_by_hand(void **unused) {
    (void)unused;
    static const int RIGHT[6][3] = {{1, 1, 1}, {1, 1, 1}, {1, 1, 0},
                                    {0, 0, 1}, {0, 0, 0}, {0, 0, 0}};
    Results *class = class_of(6, 4);
    ClassItems list;
    for (int k = 0; k < 6; k++)
        for (int beat = 0; beat < 3; beat++)
            answered(&class[k], beat, RIGHT[k][beat] ? 2 : k % 2, 2, true); /* in the end all are */
    class[0].lessons[0].beats[3].asked = true;                              /* and not answered */
    assert_true(class_items(&list, class, 6));
    assert_int_equal(list.count, 3);
    const ClassItem *item = &list.items[0];
    assert_string_equal(item->id, LESSON);
    assert_true(item->beat == 0 && item->level == -1 && item->learners == 6);
    assert_near(item->right.value, 0.5);
    assert_near(item->right.low, 0.187621);
    assert_near(item->right.high, 0.812379);
    assert_true(item->discrimination.known);
    assert_near(item->discrimination.value, sqrt(2.0 / 3));
    assert_near(item->discrimination.low, tanh(atanh(sqrt(2.0 / 3)) - 1.959964 / sqrt(3)));
    assert_near(item->discrimination.high, tanh(atanh(sqrt(2.0 / 3)) + 1.959964 / sqrt(3)));
    assert_int_equal(item->right_choice, 2);
    assert_true(item->chosen[1] == 1 && item->chosen[2] == 2 && item->chosen[3] == 3);
    assert_int_equal(item->chosen[0], 0);
    class_items_free(&list);
    class_free(class, 6);
}

/* Who answered less is not taken to know less: the rest is a share. Of four learners two were right
 * here; elsewhere 2 of 2, 1 of 3, 0 of 1 and 1 of 2 were, so that r = 1 / sqrt(3). */
static void test_shares(void **unused) {
    (void)unused;
    static const char *const RIGHT[4] = {"111--", "1100-", "00---", "010--"};
    Results *class = class_of(4, 5);
    ClassItems list;
    for (int k = 0; k < 4; k++)
        for (int beat = 0; beat < 5; beat++)
            if (RIGHT[k][beat] != '-')
                answered(&class[k], beat, 0, 0, RIGHT[k][beat] == '1');
    assert_true(class_items(&list, class, 4));
    assert_near(list.items[0].discrimination.value, 1 / sqrt(3));
    assert_int_equal(list.items[2].learners, 3);
    assert_int_equal(list.items[3].learners, 1);
    class_items_free(&list);
    class_free(class, 4);
}

static PractiseAnswer answer_of(const char *idea, const char *item, int level, int chosen,
                                int64_t when) {
    PractiseAnswer answer = {
        .seed = 5, .level = level, .chosen = chosen, .when = when, .seconds = 1};
    snprintf(answer.idea, sizeof answer.idea, "%s", idea);
    snprintf(answer.item, sizeof answer.item, "%s", item);
    return answer;
}

/* The first answer to a generator counts, at each level for itself; lessons come first. */
static void test_practised(void **unused) {
    (void)unused;
    Results *class = class_of(2, 1);
    ClassItems list;
    const PractiseAnswer one[] = {answer_of("keep", "bars", 0, 3, 1),
                                  answer_of("keep", "bars", 0, CHOSEN_RIGHT, 2),
                                  answer_of("keep", "bars", 1, CHOSEN_UNSURE, 3),
                                  answer_of("show", "a-sum", 0, CHOSEN_MOST, 3)};
    const PractiseAnswer two[] = {answer_of("keep", "bars", 0, CHOSEN_RIGHT, 1)};
    practised(&class[0], one, 4);
    practised(&class[1], two, 1);
    answered(&class[1], 0, 0, 0, true);
    class[0].lessons[0].version = 7; /* another version is another item */
    answered(&class[0], 0, 1, 1, false);
    assert_true(class_items(&list, class, 2));
    assert_int_equal(list.count, 5);
    assert_true(list.items[0].version == 0 && list.items[0].right.value == 1);
    assert_true(list.items[1].version == 7 && list.items[1].right.value == 0);
    assert_true(list.items[1].right_choice == -1 && list.items[1].beat == 0);
    assert_string_equal(list.items[2].id, "a-sum");
    assert_int_equal(list.items[2].chosen[CLASS_CHOICES - 1], 1);
    const ClassItem *bars = &list.items[3];
    assert_true(bars->beat == -1 && bars->level == 0 && bars->learners == 2);
    assert_true(bars->chosen[4] == 1 && bars->chosen[1] == 1 && bars->right.value == 0.5);
    assert_false(bars->discrimination.known);
    assert_true(list.items[4].level == 1 && list.items[4].chosen[0] == 1);
    class_items_free(&list);
    class_free(class, 2);
}

/* All right, all wrong, all alike elsewhere, nobody, nothing. */
static void test_not_known(void **unused) {
    (void)unused;
    Results *class = class_of(8, 3);
    ClassItems list;
    assert_true(class_items(&list, class, 8) && list.count == 0);
    class_items_free(&list);
    assert_true(class_items(&list, NULL, 0) && list.count == 0);
    class_items_free(&list);
    for (int k = 0; k < 8; k++) {
        answered(&class[k], 0, 0, 0, true);
        answered(&class[k], 1, 1, 1, false);
        answered(&class[k], 2, k % 2, k % 2, k % 2);
    }
    assert_true(class_items(&list, class, 8));
    assert_int_equal(list.count, 3);
    for (int k = 0; k < 3; k++)
        assert_false(list.items[k].discrimination.known);
    assert_true(list.items[0].right.value == 1 && list.items[0].right.high == 1);
    assert_near(list.items[0].right.low, 8 / (8 + 1.959964 * 1.959964));
    assert_true(list.items[1].right.value == 0 && list.items[1].right.low == 0);
    class_items_free(&list);
    class_free(class, 8);
}

/* ---- simulated classes ---- */

enum { ITEMS = 24, GRID = 201 };

/* A learner of ability t is right with 1 / (1 + e^-(a (t - b))): the two-parameter logistic model
 * (Birnbaum 1968), abilities normal with mean 0 and deviation 1. */
typedef struct Model {
    double a[ITEMS], b[ITEMS];
    double share[ITEMS], rest[ITEMS]; /* what follows in an endless class */
} Model;

static double chance(const Model *model, int item, double ability) {
    return 1 / (1 + exp(-model->a[item] * (ability - model->b[item])));
}

/* By summing over abilities: shares, and how each two items vary together. */
static void expect(Model *model, double together[ITEMS][ITEMS]) {
    double weights = 0;
    for (int g = 0; g < GRID; g++) {
        double t = -6 + 12.0 * g / (GRID - 1), weight = exp(-t * t / 2);
        weights += weight;
        for (int i = 0; i < ITEMS; i++) {
            model->share[i] += weight * chance(model, i, t);
            for (int j = 0; j < ITEMS; j++)
                together[i][j] += weight * chance(model, i, t) * chance(model, j, t);
        }
    }
    for (int i = 0; i < ITEMS; i++)
        model->share[i] /= weights;
    for (int i = 0; i < ITEMS; i++)
        for (int j = 0; j < ITEMS; j++)
            together[i][j] = i == j ? model->share[i] * (1 - model->share[i])
                                    : together[i][j] / weights - model->share[i] * model->share[j];
}

static Model model_of(void) {
    static double together[ITEMS][ITEMS];
    Model model = {0};
    memset(together, 0, sizeof together);
    for (int k = 0; k < ITEMS; k++) {
        model.a[k] = 0.4 + 0.4 * (k % 5);
        model.b[k] = -1.6 + 0.4 * (k % 9);
    }
    expect(&model, together);
    for (int k = 0; k < ITEMS; k++) {
        double with = 0, rest = 0;
        for (int i = 0; i < ITEMS; i++)
            for (int j = 0; j < ITEMS && i != k; j++) {
                with += j == k ? together[i][j] : 0;
                rest += j == k ? 0 : together[i][j];
            }
        model.rest[k] = with / sqrt(rest * together[k][k]);
    }
    return model;
}

/* Normal, by Box and Muller (1958). */
static double normal(Random *random) {
    double u = 1 - (double)random_share(random), v = (double)random_share(random);
    return sqrt(-2 * log(u)) * cos(6.283185307179586 * v);
}

static Results *simulated(const Model *model, int learners, Random *random) {
    Results *class = class_of(learners, ITEMS);
    for (int k = 0; k < learners; k++) {
        double ability = normal(random);
        for (int item = 0; item < ITEMS; item++) {
            bool right = (double)random_share(random) < chance(model, item, ability);
            int chosen = right ? 3 : (int)random_below(random, 3);
            answered(&class[k], item, chosen, chosen, right);
        }
    }
    return class;
}

typedef struct Cover {
    int items, share, known, rest, choices;
} Cover;

static void look(Cover *cover, const Model *model, int learners, uint64_t seed) {
    Random random = {seed};
    ClassItems list;
    Results *class = simulated(model, learners, &random);
    assert_true(class_items(&list, class, learners));
    assert_int_equal(list.count, ITEMS);
    for (int k = 0; k < ITEMS; k++) {
        const ClassItem *item = &list.items[k];
        const Estimate *right = &item->right, *rest = &item->discrimination;
        assert_true(item->beat == k && item->learners == learners);
        cover->items++;
        cover->share += right->low <= model->share[k] && model->share[k] <= right->high;
        for (int choice = 0; choice < 3; choice++) {
            Estimate chosen = class_share(item->chosen[choice + 1], learners);
            double truth = (1 - model->share[k]) / 3;
            cover->choices += chosen.low <= truth && truth <= chosen.high;
        }
        cover->known += rest->known;
        cover->rest += rest->known && rest->low <= model->rest[k] && model->rest[k] <= rest->high;
    }
    class_items_free(&list);
    class_free(class, learners);
}

static void test_recovered(void **unused) {
    (void)unused;
    static const int LEARNERS[] = {20, 50, 200};
    Model model = model_of();
    for (int k = 0; k < 3; k++) {
        Cover cover = {0};
        for (uint64_t seed = 1; seed <= 60; seed++)
            look(&cover, &model, LEARNERS[k], seed);
        double share = (double)cover.share / cover.items, rest = (double)cover.rest / cover.known;
        double choices = cover.choices / (3.0 * cover.items);
        print_message("%3d learners: of %d items %.3f have the share, %.3f of %d the "
                      "discrimination, %.3f the shares of wrong choices within their interval\n",
                      LEARNERS[k], cover.items, share, rest, cover.known, choices);
        assert_true(choices >= 0.93);
        assert_true(share >= 0.93 && rest >= 0.93 && cover.known >= 0.97 * cover.items);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by_hand),   cmocka_unit_test(test_shares),
        cmocka_unit_test(test_practised), cmocka_unit_test(test_not_known),
        cmocka_unit_test(test_recovered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
