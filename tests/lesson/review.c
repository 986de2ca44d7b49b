/* review.c: mastery, spacing, levels and order, by their numbers and with simulated learners. */
#include "testing.h"

#include <math.h>
#include <string.h>

#include "engine/random.h"
#include "lesson/practise/review.h"

enum { NOW = 1800000000, DAY = SPACING_DAY };

static void give(Review *review, const char *idea, int chosen, int64_t when) {
    PractiseAnswer answer = {.item = "any", .chosen = chosen, .when = when, .seconds = 20};
    snprintf(answer.idea, sizeof answer.idea, "%s", idea);
    review_take(review, &answer);
}

static void assert_near(double found, double expected) {
    if (!(fabs(found - expected) <= 1e-4))
        fail_msg("%.6f, expected %.6f", found, expected);
}

/* ---- mastery ---- */

/* The ends of the intervals were computed by Newcombe's formulas as he prints them, both of them. */
static void test_mastery(void **unused) {
    (void)unused;
    Review review = {0};
    int keep = idea_find("keep");
    Mastery none = review_mastery(&review, keep, NOW);
    assert_true(!none.met && none.answers == 0 && none.chance == 0 && none.low == 0);
    assert_true(none.high == 1 && !none.known);
    give(&review, "keep", CHOSEN_RIGHT, NOW);
    give(&review, "keep", CHOSEN_RIGHT, NOW);
    give(&review, "no-such-idea", 1, NOW);
    Mastery two = review_mastery(&review, keep, NOW);
    double n = 1.9 * 1.9 / 1.81;
    assert_true(two.met && two.answers == 2 && !two.known && review.answers == 2);
    assert_near(two.chance, (n + 0.5) / (n + 1));
    assert_near(two.low, 0.197158);
    assert_near(two.high, 1);
    give(&review, "keep", 2, NOW);
    Mastery three = review_mastery(&review, keep, NOW);
    double q = 1.71 / 2.71; /* 0.9 + 0.81 of 1 + 0.9 + 0.81 */
    n = 2.71 * 2.71 / (1 + 0.81 + 0.6561);
    assert_near(three.chance, (q * n + 0.5) / (n + 1));
    assert_near(three.low, 0.109064);
    assert_near(three.high, 0.975272);
    Mastery later = review_mastery(&review, keep, NOW + (int64_t)30 * DAY);
    double recall = spacing_recall(&review.ideas[keep].spacing, NOW + (int64_t)30 * DAY);
    assert_true(recall < 0.9);
    assert_near(later.chance, three.chance * recall);
    assert_near(later.low, three.low * recall);
    assert_near(later.high, three.high * recall);
    for (int k = 0; k < 20; k++)
        give(&review, "keep", CHOSEN_RIGHT, NOW);
    assert_true(review_mastery(&review, keep, NOW).known);
}

/* Of learners who are right with a chance that stays, how many have it within their interval. */
static void test_interval_covers(void **unused) {
    (void)unused;
    static const int ANSWERS[] = {2, 5, 11, 40};
    static const double CHANCE[] = {0.5, 0.75, 0.9};
    enum { LEARNERS = 4000 };
    Random random = {1};
    int keep = idea_find("keep");
    for (int a = 0; a < 4; a++)
        for (int c = 0; c < 3; c++) {
            int within = 0;
            for (int k = 0; k < LEARNERS; k++) {
                Review review = {0};
                for (int answer = 0; answer < ANSWERS[a]; answer++)
                    give(&review, "keep", (double)random_share(&random) >= CHANCE[c], NOW + answer);
                Mastery found = review_mastery(&review, keep, NOW + 100);
                within += found.low <= CHANCE[c] && CHANCE[c] <= found.high;
            }
            print_message("%2d answers, right %.2f: %.3f within\n", ANSWERS[a], CHANCE[c],
                          (double)within / LEARNERS);
            assert_true(within >= 0.92 * LEARNERS);
        }
}

/* The same where what was known fades as FSRS-6 says, over half a year. */
static void test_interval_covers_fading(void **unused) {
    (void)unused;
    enum { LEARNERS = 2000, ANSWERS = 12 };
    const double able = 0.85;
    Random random = {2};
    int keep = idea_find("keep"), within = 0;
    for (int k = 0; k < LEARNERS; k++) {
        Review review = {0};
        const Spacing *spacing = &review.ideas[keep].spacing;
        int64_t when = NOW;
        for (int answer = 0; answer < ANSWERS;
             answer++, when += (1 + random_below(&random, 30)) * DAY) {
            double recall = answer ? spacing_recall(spacing, when) : 1;
            give(&review, "keep", (double)random_share(&random) >= able * recall, when);
        }
        Mastery found = review_mastery(&review, keep, when);
        double truth = able * spacing_recall(spacing, when);
        within += found.low <= truth && truth <= found.high;
    }
    print_message("fading: %.3f within\n", (double)within / LEARNERS);
    assert_true(within >= 0.92 * LEARNERS);
}

/* ---- level ---- */

static void test_ladder(void **unused) {
    (void)unused;
    Review review = {0};
    int keep = idea_find("keep");
    static const int CHOSEN[] = {0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1};
    static const int LEVEL[] = {0, 0, 1, 1, 1, 2, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 2};
    assert_int_equal(review_level(&review, keep), 0);
    for (size_t k = 0; k < sizeof LEVEL / sizeof *LEVEL; k++) {
        give(&review, "keep", CHOSEN[k], NOW);
        assert_int_equal(review_level(&review, keep), LEVEL[k]);
    }
    assert_int_equal(review_level(&review, idea_find("show")), 0);
    for (int k = 0; k < 9; k++)
        give(&review, "keep", 1, NOW);
    assert_int_equal(review_level(&review, keep), 0);
}

/* Learners for whom a level is as hard as the logistic of ability - 1.4 level says: the level at which
 * they are right in three of four lies between the levels, and so often they are right. */
static void test_level_follows(void **unused) {
    (void)unused;
    enum { ANSWERS = 4000, BEFORE = 60 };
    Random random = {3};
    int keep = idea_find("keep");
    for (double able = 2.2; able < 4.4; able += 0.4) {
        Review review = {0};
        int right = 0;
        for (int k = 0; k < ANSWERS + BEFORE; k++) {
            double chance = 1 / (1 + exp(1.4 * review_level(&review, keep) - able));
            bool is = (double)random_share(&random) < chance;
            give(&review, "keep", !is, NOW + k);
            right += is && k >= BEFORE;
        }
        print_message("able %.1f: right in %.3f\n", able, (double)right / ANSWERS);
        assert_true(fabs((double)right / ANSWERS - 0.75) < 0.03);
    }
}

/* ---- spacing and the exam ---- */

static void test_due(void **unused) {
    (void)unused;
    Review review = {0};
    int show = idea_find("show");
    assert_false(review_due(&review, show, NOW));
    review_meet(&review, "output-gate");
    assert_true(review_due(&review, show, NOW));
    assert_int_equal(review_due_count(&review, NOW), 0);            /* it was never asked */
    assert_int_equal(review_due_days(&review, show, true, NOW), 2); /* w2 = 2.3065 */
    assert_int_equal(review_due_days(&review, show, false, NOW), 1);
    give(&review, "show", CHOSEN_RIGHT, NOW);
    assert_false(review_due(&review, show, NOW + 2 * DAY - DAY / 3 - 1));
    assert_int_equal(review_due_count(&review, NOW + 2 * DAY - DAY / 3 - 1), 0);
    assert_int_equal(review_due_count(&review, NOW + 2 * DAY - DAY / 3), 1);
    assert_true(
        review_due(&review, show, NOW + 2 * DAY - DAY / 3)); /* earlier in the day than then */
    assert_int_equal(review_due_days(&review, show, true, NOW + 2 * DAY), 11);
    give(&review, "loop", 1, NOW); /* met by being asked, and due at once as it went wrong */
    assert_true(review.ideas[idea_find("loop")].met);
    assert_int_equal(review_due_count(&review, NOW), 1);
    assert_int_equal(review_due_count(&review, NOW + 2 * DAY), 2);
    give(&review, "show", CHOSEN_UNSURE, NOW + 2 * DAY);
    assert_true(review_due(&review, show, NOW + 2 * DAY + 1));
}

/* Half of what is left to the exam, at most; never shorter than a day; after it as without one. */
static void test_exam(void **unused) {
    (void)unused;
    static const int LEFT[] = {400, 30, 22, 21, 10, 3, 2, 1, 0, -1};
    static const int DAYS[] = {11, 11, 11, 10, 5, 1, 1, 1, 11, 11};
    Review review = {0};
    int show = idea_find("show");
    give(&review, "show", CHOSEN_RIGHT, NOW - 2 * DAY);
    for (size_t k = 0; k < sizeof LEFT / sizeof *LEFT; k++) {
        review.exam = NOW + (int64_t)LEFT[k] * DAY;
        assert_int_equal(review_due_days(&review, show, true, NOW), DAYS[k]);
    }
    give(&review, "show", CHOSEN_RIGHT, NOW);
    review.exam = NOW + 10 * DAY;
    assert_false(review_due(&review, show, NOW + 4 * DAY));
    assert_true(review_due(&review, show, NOW + 5 * DAY));
    assert_true(review_due(&review, show, NOW + 10 * DAY - 1));
    assert_false(review_due(&review, show, NOW + 10 * DAY)); /* it is over */
    assert_int_equal(review_exam_days(&review, NOW), 10);
    assert_int_equal(review_exam_days(&review, NOW + DAY - 3600), 9);
    assert_int_equal(review_exam_days(&review, NOW + 10 * DAY - 3600), 0);
    assert_int_equal(review_exam_days(&review, NOW + 10 * DAY), -1);
    review.exam = 0;
    assert_int_equal(review_exam_days(&review, NOW), -1);
    assert_false(review_due(&review, show, NOW + 10 * DAY));
    assert_true(review_due(&review, show, NOW + 11 * DAY));
}

/* Recall on a day, of eight ideas that a learner who forgets as FSRS-6 says has practised for so many
 * days before, each whenever it was due. */
static double recall_after(int days, int64_t exam, uint64_t seed, int *answers, double *least) {
    static const char *const IDEAS[] = {"loop",  "let-in", "keep",  "candidate",
                                        "write", "show",   "reset", "fading"};
    Review review = {.exam = exam};
    Random random = {seed};
    double sum = 0;
    *answers = 0;
    *least = 1;
    for (int day = 0; day <= days; day++)
        for (int k = 0; k < 8; k++) {
            int64_t now = NOW + (int64_t)day * DAY;
            int idea = idea_find(IDEAS[k]);
            review.ideas[idea].met = true;
            double recall = spacing_recall(&review.ideas[idea].spacing, now);
            if (day == days)
                *least = fmin(*least, recall);
            if (day == days)
                sum += recall;
            for (bool right = false; day < days && !right && review_due(&review, idea, now);
                 ++*answers) {
                right = (double)random_share(&random) < (review.ideas[idea].answers ? recall : 0.7);
                give(&review, IDEAS[k], !right, now);
                recall = 1;
            }
        }
    return sum / 8;
}

static void test_exam_helps(void **unused) {
    (void)unused;
    for (uint64_t seed = 1; seed <= 10; seed++) {
        int plain_answers, answers;
        double plain_least, least, plain = recall_after(60, 0, seed, &plain_answers, &plain_least);
        double aimed = recall_after(60, NOW + (int64_t)60 * DAY, seed, &answers, &least);
        print_message(
            "recall %.3f, least %.3f, of %d answers; for an exam %.3f, least %.3f, of %d\n", plain,
            plain_least, plain_answers, aimed, least, answers);
        assert_true(aimed > plain && aimed > 0.97 && least > 0.94 && least > plain_least);
        assert_true(answers < 3 * plain_answers);
    }
}

/* ---- what comes next ---- */

static void assert_next(const Review *review, int64_t now, const char *idea) {
    int next = review_next(review, now);
    if (next < 0 || strcmp(idea_at(next)->id, idea) != 0)
        fail_msg("%s comes next, not %s", next < 0 ? "none" : idea_at(next)->id, idea);
}

static void test_next(void **unused) {
    (void)unused;
    Review review = {0};
    assert_int_equal(review_next(&review, NOW), -1);
    review_meet(&review, "output-gate");
    assert_next(&review, NOW, "show");
    give(&review, "show", CHOSEN_RIGHT, NOW);
    assert_next(&review, NOW, "show"); /* there is no other */
    review_meet(&review, "forget-gate");
    review_meet(&review, "input-gate");
    review_meet(&review, "no-gates");
    assert_next(&review, NOW, "loop"); /* what was never asked, in the order of the course */
    give(&review, "loop", 1, NOW + 1);
    assert_next(&review, NOW, "let-in");
    give(&review, "let-in", CHOSEN_RIGHT, NOW + 2);
    assert_next(&review, NOW, "keep");
    give(&review, "keep", CHOSEN_RIGHT, NOW + 3);
    assert_next(&review, NOW, "loop"); /* again */
    give(&review, "loop", CHOSEN_RIGHT, NOW + 4);
    /* nothing is due: the least certain one that was not asked just now */
    give(&review, "let-in", CHOSEN_RIGHT, NOW + 5);
    assert_next(&review, NOW + 6, "show");
    /* days later the least recalled one that is due */
    give(&review, "keep", CHOSEN_RIGHT, NOW + 7);
    give(&review, "let-in", CHOSEN_RIGHT, NOW + 8);
    assert_next(&review, NOW + 9 * DAY, "loop");
}

/* In a long session of a learner who is right in three of four: never the same twice in a row, and all
 * are asked. */
static void test_mixed(void **unused) {
    (void)unused;
    Review review = {0};
    Random random = {4};
    int asked[REVIEW_IDEAS] = {0}, last = -1;
    review_meet(&review, "output-gate");
    review_meet(&review, "forget-gate");
    review_meet(&review, "input-gate");
    review_meet(&review, "no-gates");
    for (int k = 0; k < 200; k++) {
        int next = review_next(&review, NOW + k * 30);
        assert_true(next >= 0 && next != last && review.ideas[next].met);
        give(&review, idea_at(next)->id, random_below(&random, 4) == 0, NOW + k * 30);
        asked[next]++;
        last = next;
    }
    for (int k = 0; k < idea_count(); k++)
        assert_true((asked[k] >= 20) == review.ideas[k].met);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mastery),
        cmocka_unit_test(test_interval_covers),
        cmocka_unit_test(test_interval_covers_fading),
        cmocka_unit_test(test_ladder),
        cmocka_unit_test(test_level_follows),
        cmocka_unit_test(test_due),
        cmocka_unit_test(test_exam),
        cmocka_unit_test(test_exam_helps),
        cmocka_unit_test(test_next),
        cmocka_unit_test(test_mixed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
