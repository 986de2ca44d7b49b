/* condition.c: conditions mean what lesson/condition/condition.h says: their values against the
 * trace itself, their faults with column and name, and what they tell a learner. */
#include "lesson/condition/condition.h"
#include "lesson_sample.h"

#include <math.h>

#include "engine/kinds/gru.h"
#include "engine/kinds/lstm.h"
#include "lesson/run/run.h"

typedef struct World {
    Lesson *lesson;
    Run *run;
} World;

static int set_up(void **state) {
    World *world = calloc(1, sizeof *world);
    assert_non_null(world);
    world->lesson = sample_lesson();
    world->run = run_new(world->lesson, NULL);
    assert_non_null(world->run);
    *state = world;
    return 0;
}

static int tear_down(void **state) {
    World *world = *state;
    run_free(world->run);
    lesson_free(world->lesson);
    free(world);
    return 0;
}

/* Makes h and c of the LSTM known numbers: c = 10 t + unit, h = -c. */
static void set_known(World *world) {
    Trace *trace = world->run->traces[SAMPLE_LSTM];
    for (long t = -1; t < SAMPLE_STEPS; t++)
        for (int unit = 0; unit < 2; unit++) {
            ((float *)trace_at(trace, LSTM_C, t, 0))[unit] = (float)(10 * t + unit);
            ((float *)trace_at(trace, SIGNAL_H, t, 0))[unit] = -(float)(10 * t + unit);
        }
}

static bool holds(World *world, const char *text) {
    Error error;
    Condition *condition = condition_parse(text, world->lesson, &error);
    if (!condition)
        print_message("%s: %s at %d\n", text, error.what, error.column);
    assert_non_null(condition);
    bool result = condition_holds(condition, world->run);
    condition_free(condition);
    return result;
}

static void test_true_and_false(void **state) {
    static const char *const TRUE_ONES[] = {
        "lstm.c[0] @ 3 == 30",
        "lstm.c[1] @ 3 == 31",
        "lstm.c[1]@-1 == -9",
        "lstm.c[0] @ 3 - lstm.c[0] @ 2 == 10",
        "1 + 2 * 3 == 7",
        "(1 + 2) * 3 == 9",
        "8 / 2 / 2 == 2",
        "8 - 2 - 2 == 4",
        "--3 == 3",
        "-2 * -3 == 6",
        "abs(lstm.h[0] @ 5) == 50",
        "min(3, 1, 2) == 1",
        "max(3, 1, 2) == 3",
        "mean(3, 1, 2) == 2",
        "min(lstm.c[0] @ 2..5) == 20",
        "max(lstm.c[0] @ 2..5) == 50",
        "mean(lstm.c[0] @ 2..5) == 35",
        "max(lstm.c @ 2..5) == 51",
        "mean(lstm.c @ 3) == 30.5",
        "max(lstm.c[0] @ 2..5, 99) == 99",
        "max(abs(lstm.h @ -1..7)) == 71",
        "min(lstm.c @ 0..3 - 2 * lstm.c @ 0..3) == -31",
        "max(lstm.c @ 0..7 + lstm.h @ 0..7) == 0",
        "min(lstm.c[0] @ 1..2 * max(lstm.c[0] @ 1..3)) == 300",
        "product(2, 3, 4) == 24",
        "product(lstm.c[0] @ 1..4) == 240000",
        "product(lstm.c @ 1..2) == 10 * 11 * 20 * 21",
        "product(lstm.c[0] @ 1..2 - 5, -2) == -150",
        "argmax(1, 3, 2) == 1",
        "argmax(3, 3, 2) == 0",
        "argmax(lstm.c @ 3) == 1",
        "argmax(lstm.h @ 3) == 0",
        "argmax(lstm.c[0] @ 2..5) == 3",
        "argmax(lstm.c @ 2..3) == 3",
        "argmax(-lstm.c @ 2..3) == 0",
        "argmax(0, lstm.c @ 2..3) == 4",
        "exp(0) == 1",
        "abs(exp(1) - 2.718281828) < 1e-8",
        "log10(1000) == 3",
        "max(log10(lstm.c[0] @ 1..4 / 10)) == log10(4)",
        "parameters(lstm) == 4 * 2 * (2 + 2 + 1)",
        "parameters(gru) == 3 * 3 * (2 + 3 + 1)",
        "parameters( rnn ) == 3 + 1 + 1",
        "1 < 2 and 2 < 3 or 1 > 2",
        "1 > 2 or 1 < 2 and 2 < 3",
        "not 1 > 2",
        "not (1 > 2 or 2 > 3)",
        "(1 < 2) and not (2 < 1)",
        "1e-3 == 0.001",
        "1 == 1.0000005",
        "1 != 1.00001",
        "1 <= 1 and 1 >= 1",
        "max(gru.h @ 0..7) < 1 and min(rnn.x @ 0..7) > -1",
        "max(abs(rnn.x[2] @ 0..7 - gru.h[2] @ 0..7)) == 0",
        "rnn.h @ 3 == rnn.h[0] @ 3",
    };
    World *world = *state;
    set_known(world);
    for (size_t k = 0; k < sizeof TRUE_ONES / sizeof *TRUE_ONES; k++) {
        char negated[300];
        if (!holds(world, TRUE_ONES[k]))
            print_message("does not hold: %s\n", TRUE_ONES[k]);
        assert_true(holds(world, TRUE_ONES[k]));
        snprintf(negated, sizeof negated, "not (%s)", TRUE_ONES[k]);
        assert_false(holds(world, negated));
    }
}

/* Of every variant as its equations count: d inputs, h units. */
static void test_parameters(void **state) {
    World *world = *state;
    static const struct {
        bool coupled, reset_after;
        const char *text;
    } CASES[] = {{false, false, "parameters(lstm) == 40 and parameters(gru) == 54"},
                 {true, false, "parameters(lstm) == 30 and parameters(gru) == 54"},
                 {true, true, "parameters(lstm) == 30 and parameters(gru) == 57"}};
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
        Edit coupled = {.kind = EDIT_VARIANT,
                        .index = LSTM_COUPLED,
                        .cell = SAMPLE_LSTM,
                        .flag = CASES[k].coupled};
        Edit reset = {.kind = EDIT_VARIANT,
                      .index = GRU_RESET,
                      .cell = SAMPLE_GRU,
                      .flag = CASES[k].reset_after};
        assert_true(run_edit(world->run, &coupled, NULL));
        assert_true(run_edit(world->run, &reset, NULL));
        run_update(world->run);
        assert_true(holds(world, CASES[k].text));
    }
}

/* Against numbers worked out by hand: h = tanh(w h'), an LSTM whose forget gate alone is open, and
 * a central difference of the run itself. */
static void test_gradient(void **state) {
    World *world = *state;
    Run *run = world->run;
    const double by = 1e-2;
    float *h0 = &run->cells[SAMPLE_RNN]->h0[0];
    char text[200];
    double ends[2];
    for (int side = 0; side < 2; side++) {
        Edit edit = {.kind = EDIT_INITIAL,
                     .cell = SAMPLE_RNN,
                     .index = SIGNAL_H,
                     .value = (float)(side ? -by : by)};
        assert_true(run_edit(run, &edit, NULL));
        run_update(run);
        ends[side] = (double)*trace_at(run->traces[SAMPLE_RNN], SIGNAL_H, 1, 0);
    }
    Edit back = {.kind = EDIT_INITIAL, .cell = SAMPLE_RNN, .index = SIGNAL_H, .value = 0};
    assert_true(run_edit(run, &back, NULL) && *h0 == 0);
    run_update(run);
    snprintf(text, sizeof text, "abs(gradient(rnn.h @ 1, rnn.h @ -1) - %.9f) < 2e-4",
             (ends[0] - ends[1]) / (2 * by));
    assert_true(holds(world, text));
    assert_true(holds(world, "gradient(rnn.h[0] @ 3, rnn.h[0] @ 3) == 1"));
    assert_true(holds(world, "gradient(lstm.c[0] @ 3, lstm.h[1] @ 3) == 0"));
    /* by the chain rule, over two steps as over one and one */
    assert_true(holds(world, "abs(gradient(rnn.h @ 4, rnn.h @ 2) - gradient(rnn.h @ 4, rnn.h @ 3) "
                             "* gradient(rnn.h @ 3, rnn.h @ 2)) < 1e-6"));
    assert_true(holds(world, "abs(gradient(lstm.h[0] @ 2, lstm.c[0] @ 2) - lstm.o[0] @ 2 * (1 - "
                             "lstm.tanh_c[0] @ 2 * lstm.tanh_c[0] @ 2)) < 1e-6"));
    assert_true(holds(world, "max(gradient(gru.h[1] @ 5, gru.x[0] @ 2), -100) != 0"));
    assert_true(holds(world, "abs(gradient(gru.z_pre[1] @ 5, gru.x[0] @ 5)) > 0"));
}

/* What the learner changes changes the gradient: a weight of 0 lets nothing through. */
static void test_gradient_follows_the_run(void **state) {
    World *world = *state;
    Edit cut = {.kind = EDIT_WEIGHT,
                .cell = SAMPLE_RNN,
                .index = weight_find(CELL_RNN, "W_hh"),
                .value = 0};
    Condition *condition =
        condition_parse("gradient(rnn.h @ 6, rnn.h @ 2) == 0", world->lesson, NULL);
    assert_non_null(condition);
    assert_false(condition_holds(condition, world->run));
    assert_int_equal(condition_last_step(condition), 6);
    assert_true(run_edit(world->run, &cut, NULL));
    run_update(world->run);
    assert_true(condition_holds(condition, world->run));
    condition_free(condition);
}

static void test_no_number(void **state) {
    static const char *const FALSE_ONES[] = {"lstm.c[0] @ 2 < 1",
                                             "lstm.c[0] @ 2 >= 1",
                                             "lstm.c[0] @ 2 == lstm.c[0] @ 2",
                                             "lstm.c[0] @ 2 != 1",
                                             "min(lstm.c[0] @ 1..3) < 100",
                                             "max(lstm.c[0] @ 1..3) > -100",
                                             "mean(lstm.c[0] @ 1..3) > -100",
                                             "product(lstm.c[0] @ 1..3) > -100",
                                             "argmax(lstm.c[0] @ 1..3) >= 0",
                                             "argmax(lstm.c[0] @ 2..3) >= 0",
                                             "log10(-1) < 1",
                                             "0 / 0 == 0 / 0"};
    World *world = *state;
    set_known(world);
    ((float *)trace_at(world->run->traces[SAMPLE_LSTM], LSTM_C, 2, 0))[0] = NAN;
    for (size_t k = 0; k < sizeof FALSE_ONES / sizeof *FALSE_ONES; k++) {
        static const char *const ROUND[] = {
            "not (%s)",           "not (not (%s))",     "1 < 2 or %s",      "%s or 1 < 2",
            "not (%s and 1 < 2)", "not (2 < 1 and %s)", "not (%s or 2 < 1)"};
        assert_false(holds(world, FALSE_ONES[k]));
        for (size_t n = 0; n < sizeof ROUND / sizeof *ROUND; n++) {
            char text[200];
            snprintf(text, sizeof text, ROUND[n], FALSE_ONES[k]);
            if (holds(world, text))
                fail_msg("%s holds", text);
        }
    }
}

/* Infinity is larger than every number, and equal to none of them. */
static void test_infinity(void **state) {
    World *world = *state;
    set_known(world);
    ((float *)trace_at(world->run->traces[SAMPLE_LSTM], LSTM_C, 2, 0))[0] = INFINITY;
    assert_true(holds(world, "lstm.c[0] @ 2 > 1e30 and lstm.c[0] @ 2 == lstm.c[0] @ 2"));
    assert_true(holds(world, "lstm.c[0] @ 2 != 5 and not lstm.c[0] @ 2 == 5"));
    assert_true(holds(world, "lstm.c[0] @ 2 != -lstm.c[0] @ 2"));
    assert_false(holds(world, "lstm.c[0] @ 2 == 5"));
    assert_false(holds(world, "5 == lstm.c[0] @ 2"));
    assert_false(holds(world, "abs(lstm.c[0] @ 2 - lstm.c[0] @ 2) < 1"));
}

typedef struct Fault {
    const char *text;
    int column;
    const char *message; /* part of the formatted error */
} Fault;

static void test_faults(void **state) {
    static const Fault FAULTS[] = {
        {"", 1, "a value is missing"},
        {"lstm.c[0] @ 3", 1, "compares nothing"},
        {"1 + 2", 1, "compares nothing"},
        {"lsmt.c[0] @ 3 > 1", 1, "did you mean \"lstm\"?"},
        {"1 < lstm.k[0] @ 3", 10, "unknown signal \"k\""},
        {"gru.n_rec[0] @ 3 > 1", 5, "unknown signal \"n_rec\""},
        {"lstm > 1", 6, "the cell's signal is missing"},
        {"lstm.c[2] @ 3 > 1", 8, "there is no unit 2; expected 0 to 1"},
        {"lstm.c[-1] @ 3 > 1", 8, "there is no unit -1"},
        {"lstm.c[x] @ 3 > 1", 8, "a whole number is missing"},
        {"lstm.c[0 @ 3 > 1", 10, "a closing bracket is missing"},
        {"lstm.c @ 3 > 1", 8, "which one?; expected [0] to [1]"},
        {"rnn.x[3] @ 3 > 1", 7, "there is no input 3; expected 0 to 2"},
        {"lstm.c[0] > 1", 11, "the step is missing"},
        {"lstm.c[0] @ 8 > 1", 13, "c has no step 8; expected -1 to 7"},
        {"lstm.f[0] @ -1 > 1", 13, "f has no step -1; expected 0 to 7"},
        {"lstm.c[0] @ 99999999999999999999 > 1", 13, "too large"},
        {"lstm.c[0] @ 1..3 > 1", 1, "expected min, max, mean, product or argmax around it"},
        {"abs(lstm.c[0] @ 1..3) > 1", 5, "expected min, max, mean, product or argmax around it"},
        {"min(lstm.c[0] @ 5..3) > 1", 20, "the range ends before it begins"},
        {"min(lstm.c[0] @ 5..8) > 1", 20, "c has no step 8"},
        {"max(lstm.c[0] @ 1..3 - lstm.c[0] @ 1..4) > 1", 5, "ranges of 3 and 4 numbers"},
        {"1 < 2 < 3", 7, "a second comparison"},
        {"(1 < 2) + 1 > 2", 1, "a comparison stands where a number should"},
        {"1 and 2 > 1", 1, "compares nothing"},
        {"not 1", 5, "compares nothing"},
        {"foo(1) > 1", 1, "unknown function \"foo\""},
        {"mim(1) > 1", 1, "did you mean \"min\"?"},
        {"prodcut(1) > 1", 1, "did you mean \"product\"?"},
        {"exp(lstm.c[0] @ 1..3) > 1", 5, "product or argmax around it"},
        {"log10(1, 2) > 1", 8, "a closing parenthesis is missing"},
        {"gradient(lstm.c[0] @ 3) > 1", 23, "by what is missing"},
        {"gradient(lstm.c[0] @ 3, gru.h[0] @ 1) > 1", 25, "stays within one cell"},
        {"gradient(lstm.c[0] @ 3, lstm.f[0] @ 1) > 1", 25, "by a state or an input"},
        {"gradient(lstm.c[0] @ 3, lstm.c[0] @ 4) > 1", 25, "by an earlier number"},
        {"gradient(lstm.c @ 3, lstm.c[0] @ 1) > 1", 17, "which one?"},
        {"min(gradient(lstm.c[0] @ 1..3, lstm.c[0] @ 1)) > 1", 14, "many numbers"},
        {"gradient(3, lstm.c[0] @ 1) > 1", 10, "unknown cell"},
        {"gradient(lstm.c[0] @ 3, lstm.c[0] @ 1 > 1", 39, "a closing parenthesis is missing"},
        {"parameters(lsmt) > 1", 12, "did you mean \"lstm\"?"},
        {"parameters() > 1", 12, "name of a cell is missing"},
        {"parameters(lstm.c) > 1", 16, "a closing parenthesis is missing"},
        {"min() > 1", 5, "a value is missing"},
        {"min(1, ) > 1", 8, "a value is missing"},
        {"abs(1, 2) > 1", 6, "a closing parenthesis is missing"},
        {"(1 > 2", 7, "a closing parenthesis is missing"},
        {"1 > 2)", 6, "goes on where it should end"},
        {"1 > 2 xor 2 > 1", 7, "goes on where it should end"},
        {"1 = 2", 3, "goes on where it should end"},
        {"1 > 1e999", 5, "beyond the range"},
        {"1 > 2 and", 10, "a value is missing"},
        {"1 > $", 5, "the name of a cell is missing"},
    };
    World *world = *state;
    for (size_t k = 0; k < sizeof FAULTS / sizeof *FAULTS; k++) {
        Error error = {0};
        char message[1024];
        assert_null(condition_parse(FAULTS[k].text, world->lesson, &error));
        error_format(&error, message, sizeof message);
        if (error.column != FAULTS[k].column || !strstr(message, FAULTS[k].message))
            print_message("%s: column %d: %s\n", FAULTS[k].text, error.column, message);
        assert_int_equal(error.column, FAULTS[k].column);
        assert_non_null(strstr(message, FAULTS[k].message));
        assert_null(condition_parse(FAULTS[k].text, world->lesson, NULL));
    }
}

static void test_bounds(void **state) {
    enum { LENGTH = 6000 };
    World *world = *state;
    char text[LENGTH + 64];
    Error error;
    memset(text, '(', LENGTH);
    strcpy(text + 1000, "1 > 0");
    assert_null(condition_parse(text, world->lesson, &error)); /* nested too deep */
    assert_non_null(strstr(error.what, "nested too deep"));
    memset(text, '-', 1000);
    assert_null(condition_parse(text, world->lesson, &error));
    memset(text, ' ', LENGTH);
    strcpy(text + LENGTH, "1 > 0");
    assert_null(condition_parse(text, world->lesson, &error)); /* too long */
    assert_non_null(strstr(error.what, "too long"));
    for (int k = 0; k < 1990; k += 2)
        memcpy(text + k, "1+", 2);
    strcpy(text + 1990, "1>0");
    assert_true(holds(world, text));
    for (int k = 0; k < 3990; k += 2)
        memcpy(text + k, "1+", 2);
    strcpy(text + 3990, "1>0");
    assert_null(condition_parse(text, world->lesson, &error)); /* too many parts */
    assert_non_null(strstr(error.what, "too many parts"));
}

static void explain(World *world, const char *text, const char *expected) {
    char found[400], cut[10];
    Condition *condition = condition_parse(text, world->lesson, NULL);
    assert_non_null(condition);
    condition_explain(condition, world->run, found, sizeof found);
    assert_string_equal(found, expected);
    condition_explain(condition, world->run, cut, sizeof cut);
    assert_int_equal(strlen(cut), sizeof cut - 1);
    assert_memory_equal(cut, found, sizeof cut - 1);
    condition_free(condition);
}

static void test_explain_no_number(void **state) {
    World *world = *state;
    set_known(world);
    ((float *)trace_at(world->run->traces[SAMPLE_LSTM], LSTM_C, 2, 0))[0] = NAN;
    explain(world, "not (lstm.c[0] @ 2 < 1)", "lstm.c[0] @ 2 is not a number, not < 1");
    explain(world, "1 < 2 or lstm.c[0] @ 2 < 1", "lstm.c[0] @ 2 is not a number, not < 1");
    explain(world, "not (2 < 1 and lstm.c[0] @ 2 < 1)", "lstm.c[0] @ 2 is not a number, not < 1");
    Condition *condition = condition_parse("not (lstm.c[0] @ 2 < 1)", world->lesson, NULL);
    int done, total;
    assert_true(condition_progress(condition, world->run, &done, &total) < 1);
    condition_free(condition);
}

static void test_explain(void **state) {
    World *world = *state;
    set_known(world);
    explain(world, "lstm.c[0] @ 3 > 90", "lstm.c[0] @ 3 is 30, not > 90");
    explain(world, "90 < lstm.c[0] @ 3", "lstm.c[0] @ 3 is 30, not > 90");
    explain(world, "lstm.c[0] @ 3 < 90", "lstm.c[0] @ 3 is 30, which is < 90");
    explain(world, "lstm.c[0] @ 3 > lstm.c[1] @ 4",
            "lstm.c[0] @ 3 is 30, not > lstm.c[1] @ 4, which is 41");
    explain(world, "min(lstm.c[1] @ 2..5) > 30",
            "min(lstm.c[1] @ 2..5) is 21 (at step 2), not > 30");
    explain(world, "argmax(lstm.c @ 3) == 0", "argmax(lstm.c @ 3) is 1 (which has 31), not == 0");
    explain(world, "argmax(5, lstm.c @ 3) == 2",
            "argmax(5, lstm.c @ 3) is 2 (which has 31), which is == 2");
    explain(world, "product(lstm.c[0] @ 1..2) < 100",
            "product(lstm.c[0] @ 1..2) is 200, not < 100");
    explain(world, "gradient(lstm.c[0] @ 3, lstm.c[0] @ 3) > 2",
            "gradient(lstm.c[0] @ 3, lstm.c[0] @ 3) is 1, not > 2");
    explain(world, "parameters(lstm) > 50", "parameters(lstm) is 40, not > 50");
    explain(world, "1 < 2 and lstm.c[0] @ 3 > 90", "lstm.c[0] @ 3 is 30, not > 90");
    explain(world, "lstm.c[0] @ 1 > 90 or lstm.c[0] @ 2 > 90",
            "lstm.c[0] @ 1 is 10, not > 90; lstm.c[0] @ 2 is 20, not > 90");
    explain(world, "not lstm.c[0] @ 3 > 3", "lstm.c[0] @ 3 is 30, which is > 3");
    explain(world, "lstm.c[0] @ 3 + 0.00001 > 30.00002",
            "lstm.c[0] @ 3 + 0.00001 is 30.00001, not > 30.00002");
}

static float progress(World *world, const char *text, int *done, int *total) {
    Condition *condition = condition_parse(text, world->lesson, NULL);
    assert_non_null(condition);
    float share = condition_progress(condition, world->run, done, total);
    assert_true((share == 1) == condition_holds(condition, world->run));
    condition_free(condition);
    return share;
}

static void test_progress(void **state) {
    int done, total;
    World *world = *state;
    set_known(world);
    assert_float_equal(progress(world, "min(lstm.c[0] @ 0..7) > 35", &done, &total), 0.5, 1e-6);
    assert_int_equal(done, 4);
    assert_int_equal(total, 8);
    progress(world, "40 > max(lstm.c @ 0..7)", &done, &total);
    assert_int_equal(done, 4);
    assert_float_equal(progress(world, "min(lstm.c[0] @ 0..7) >= 0", &done, &total), 1, 0);
    assert_int_equal(done, 8);
    assert_float_equal(progress(world, "lstm.c[0] @ 2 > 40", &done, &total), 0.5, 1e-6);
    assert_int_equal(total, 0);
    assert_float_equal(progress(world, "lstm.c[0] @ 2 > 20", &done, &total), 0.99, 1e-6);
    progress(world, "min(lstm.c[0] @ 0..7) > 35 and max(lstm.c[0] @ 0..3) < 15", &done, &total);
    assert_int_equal(done, 6);
    assert_int_equal(total, 12);
    assert_true(progress(world, "not lstm.c[0] @ 2 > 4", &done, &total) < 1);
    assert_true(progress(world, "0 / 0 > 1", &done, &total) == 0);
}

static void test_last_step(void **state) {
    World *world = *state;
    Condition *condition =
        condition_parse("lstm.c[0] @ 2 > min(gru.h @ 1..6)", world->lesson, NULL);
    assert_int_equal(condition_last_step(condition), 6);
    condition_free(condition);
    condition = condition_parse("1 < 2", world->lesson, NULL);
    assert_int_equal(condition_last_step(condition), -1);
    condition_free(condition);
}

/* Where a task wants a number to come: from bounds that all have to be kept, and only from those. */
static void test_bands(void **state) {
    World *world = *state;
    static const struct {
        const char *text;
        int count;
        ConditionBand band; /* the first */
    } CASES[] = {{"lstm.c[0] @ 2 < -0.7", 1, {SAMPLE_LSTM, LSTM_C, 0, 2, 2, -INFINITY, -0.7f}},
                 {"0.25 <= gru.h[2] @ 4", 1, {SAMPLE_GRU, SIGNAL_H, 2, 4, 4, 0.25f, INFINITY}},
                 {"max(lstm.c[1] @ 0..3) < 0.5 and min(lstm.c[1] @ 0..3) > -1",
                  1,
                  {SAMPLE_LSTM, LSTM_C, 1, 0, 3, -1, 0.5f}},
                 {"lstm.c[0] @ 2 > 1 and lstm.f[1] @ 3 > 0.9",
                  2,
                  {SAMPLE_LSTM, LSTM_C, 0, 2, 2, 1, INFINITY}},
                 {"max(lstm.c[1] @ 0..3) > 0.5", 0, {0}}, /* one of them is enough */
                 {"lstm.c[0] @ 2 > 1 or lstm.f[1] @ 3 > 0.9", 0, {0}},
                 {"not lstm.c[0] @ 2 > 1", 0, {0}},
                 {"abs(lstm.c[0] @ 2) < 1", 0, {0}},
                 {"lstm.c[0] @ 2 > lstm.c[1] @ 2", 0, {0}},
                 {"lstm.c[0] @ 2 == 1", 0, {0}}};
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
        ConditionBand bands[4];
        Condition *condition = condition_parse(CASES[k].text, world->lesson, NULL);
        assert_non_null(condition);
        assert_int_equal(condition_bands(condition, bands, 4), CASES[k].count);
        condition_free(condition);
        const ConditionBand *is = bands, *wanted = &CASES[k].band;
        if (!CASES[k].count)
            continue;
        assert_int_equal(is->cell, wanted->cell);
        assert_int_equal(is->signal, wanted->signal);
        assert_int_equal(is->unit, wanted->unit);
        assert_int_equal(is->first, wanted->first);
        assert_int_equal(is->last, wanted->last);
        assert_true(is->low == wanted->low && is->high == wanted->high);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_true_and_false, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_parameters, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_gradient, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_gradient_follows_the_run, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_no_number, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_infinity, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_explain_no_number, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_faults, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_bounds, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_explain, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_progress, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_last_step, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_bands, set_up, tear_down)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
