/* train.c: proves training: the derivatives of the whole loss, readout and stacked layers
 * too, are its central differences; the losses are what their formulas give; the loss falls on each
 * task; the same seed gives the same numbers with one thread or two, stopped and resumed or not.
 * The seeds are fixed. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/back_step.h"
#include "engine/pack.h"
#include "engine/random.h"
#include "engine/step.h"
#include "engine/training/pass.h"
#include "engine/training/tasks.h"
#include "testing.h"

static Model *make_model(CellKind kind, int inputs, int hidden, int layers, int outputs) {
    const ModelSpec spec = {kind, inputs, hidden, layers, outputs};
    Error error;
    Model *model = model_new(&spec, &error);
    assert_non_null(model);
    model_begin(model, 3);
    return model;
}

/* An LSTM's forget gates begin where it is said; all else is drawn as before. */
static void test_forget_bias(void **state) {
    (void)state;
    Model *usual = make_model(CELL_LSTM, 2, 3, 2, 1), *same = make_model(CELL_LSTM, 2, 3, 2, 1);
    ModelPart parts[MODEL_PARTS], others[MODEL_PARTS];
    int count = model_parts(usual, parts), biases = 0;
    model_parts(same, others);
    model_begin_from(same, 3, TRAIN_FORGET_BIAS);
    for (int k = 0; k < count; k++)
        assert_memory_equal(parts[k].numbers, others[k].numbers,
                            (size_t)parts[k].rows * (size_t)parts[k].columns * sizeof(float));
    model_begin_from(same, 3, -2);
    for (int k = 0; k < count; k++) {
        bool bias = strstr(parts[k].name, "b_f") != NULL;
        biases += bias;
        for (int n = 0; n < parts[k].rows * parts[k].columns; n++)
            assert_float_equal(others[k].numbers[n], parts[k].numbers[n] - (bias ? 3 : 0), 1e-6);
    }
    assert_int_equal(biases, 2);
    assert_true(model_has_begins(CELL_LSTM));
    assert_false(model_has_begins(CELL_GRU));
    model_free(usual);
    model_free(same);
}

/* ---- derivatives ---- */

enum { ROWS = 3, STEPS = 4, INPUTS = 2, UNITS = 3, OUTPUTS = 2 };

static void fill(Pass *pass) {
    Random random = {5};
    size_t readouts = pass->spec.every ? STEPS : 1;
    size_t width = (size_t)loss_target_width(pass->spec.loss, OUTPUTS);
    for (size_t k = 0; k < (size_t)STEPS * ROWS * INPUTS; k++)
        pass->inputs[k] = 2 * random_share(&random) - 1;
    for (size_t k = 0; k < readouts * ROWS * width; k++)
        pass->targets[k] = pass->spec.loss == LOSS_CLASSES ? (float)random_below(&random, OUTPUTS)
                                                           : random_share(&random);
}

static double loss_with(Pass *pass, Model *model, float *number, float value) {
    float kept = *number;
    LossSum sum = {0};
    *number = value;
    model_touch(model);
    pass_forward(pass);
    pass_loss(pass, ROWS, 1, &sum);
    *number = kept;
    return sum.loss;
}

/* Every 1/3 of the derivatives is compared, which reaches all parts. */
static void check_derivatives(CellKind kind, int layers, bool every, LossKind loss) {
    const PassSpec spec = {STEPS, ROWS, every, loss};
    const float by = 2e-3f;
    Model *model = make_model(kind, INPUTS, UNITS, layers, OUTPUTS);
    Pass *pass = pass_new(model, &spec, NULL);
    ModelPart parts[MODEL_PARTS];
    LossSum sum = {0};
    int part_count = model_parts(model, parts);
    assert_non_null(pass);
    fill(pass);
    pass_run(pass, 1, &sum);
    assert_int_equal(sum.rows, every ? STEPS * ROWS : ROWS);
    for (int k = 0; k < part_count; k++)
        for (int n = 0; n < parts[k].rows * parts[k].columns; n += n % 3 + 1) {
            float *number = &parts[k].numbers[n];
            double up = loss_with(pass, model, number, *number + by);
            double down = loss_with(pass, model, number, *number - by);
            double should = (up - down) / (2 * (double)by);
            double is = (double)pass_gradient(pass, &parts[k])[n];
            if (!(fabs(is - should) <= 2e-3 * fabs(should) + 1e-3))
                fail_msg("%s, %d layers, by %s[%d]: %g, not %g", cell_kind(kind)->name, layers,
                         parts[k].name, n, is, should);
        }
    pass_free(pass);
    model_free(model);
}

static void test_derivatives(void **state) {
    (void)state;
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++)
        for (int layers = 1; layers <= 2; layers++) {
            check_derivatives((CellKind)kind, layers, false, LOSS_CLASSES);
            check_derivatives((CellKind)kind, layers, true, LOSS_CLASSES);
            check_derivatives((CellKind)kind, layers, false, LOSS_SQUARES);
            check_derivatives((CellKind)kind, layers, true, LOSS_SQUARES);
        }
}

/* ---- losses ---- */

static void test_losses(void **state) {
    (void)state;
    float classes[2][3] = {{1, 2, 3}, {1000, -1000, 0}}, squares[2] = {0.5f, 3};
    const float which[2] = {2, 0}, targets[2] = {0.45f, 1};
    LossSum sum = {0};
    loss_rows(LOSS_CLASSES, (Matrix){classes[0], 2, 3, 3}, which, 1, &sum);
    assert_float_equal(sum.loss, log(1 + exp(-1) + exp(-2)), 1e-6);
    assert_true(sum.right == 2 && sum.rows == 2);
    assert_float_equal(classes[0][0], exp(-2) / (1 + exp(-1) + exp(-2)), 1e-6);
    assert_float_equal(classes[0][2], 1 / (1 + exp(-1) + exp(-2)) - 1, 1e-6);
    assert_true(classes[1][0] == 0 && classes[1][1] == 0);
    sum = (LossSum){0};
    loss_rows(LOSS_SQUARES, (Matrix){squares, 2, 1, 1}, targets, 0.5f, &sum);
    assert_float_equal(sum.loss, 0.0025 + 4, 1e-6);
    assert_true(sum.right == 1 && sum.rows == 2);
    assert_float_equal(squares[0], 0.05, 1e-6);
    assert_float_equal(squares[1], 2, 1e-6);
}

/* ---- optimizers ---- */

/* Against the formulas in double precision, with every instruction set's kernels. */
static void test_optimizers(void **state) {
    (void)state;
    enum { COUNT = 37, TURNS = 3 };
    for (int table = 0; kernels_nth(table); table++) {
        float w[COUNT], m[COUNT] = {0}, v[COUNT] = {0}, s[COUNT], u[COUNT] = {0}, g[COUNT];
        double dw[COUNT], dm[COUNT] = {0}, dv[COUNT] = {0}, ds[COUNT], du[COUNT] = {0};
        Random random = {9};
        for (int k = 0; k < COUNT; k++)
            ds[k] = dw[k] = (double)(s[k] = w[k] = random_share(&random));
        for (int t = 1; t <= TURNS; t++) {
            double first = 1 - pow((double)ADAM_FIRST, t), second = 1 - pow((double)ADAM_SECOND, t);
            for (int k = 0; k < COUNT; k++) {
                g[k] = random_share(&random) - 0.5f;
                double by = 0.5 * (double)g[k];
                dm[k] = (double)ADAM_FIRST * dm[k] + (1 - (double)ADAM_FIRST) * by;
                dv[k] = (double)ADAM_SECOND * dv[k] + (1 - (double)ADAM_SECOND) * by * by;
                dw[k] -= 0.01 * (dm[k] / first) / (sqrt(dv[k] / second) + 1e-8);
                du[k] = 0.9 * du[k] + by;
                ds[k] -= 0.01 * du[k];
            }
            const OptimizerWork adam = {.numbers = w,
                                        .first = m,
                                        .second = v,
                                        .gradient = g,
                                        .count = COUNT,
                                        .scale = 0.5f,
                                        .rate = (float)(0.01 / first),
                                        .bias = (float)(1 / sqrt(second))};
            const OptimizerWork momentum = {.numbers = s,
                                            .first = u,
                                            .gradient = g,
                                            .count = COUNT,
                                            .scale = 0.5f,
                                            .rate = 0.01f,
                                            .momentum = 0.9f};
            kernels_nth(table)->adam(&adam);
            kernels_nth(table)->momentum(&momentum);
        }
        for (int k = 0; k < COUNT; k++) {
            assert_float_equal(w[k], dw[k], 1e-5);
            assert_float_equal(s[k], ds[k], 1e-6);
        }
    }
}

static void test_gradient_add(void **state) {
    (void)state;
    enum { COUNT = 3001 };
    for (int table = 0; kernels_nth(table); table++) {
        float sum[COUNT], more[COUNT];
        double squares = 0;
        for (int k = 0; k < COUNT; k++) {
            sum[k] = (float)(k % 7) - 3;
            more[k] = (float)(k % 5);
            double both = (double)sum[k] + (double)more[k];
            squares += both * both;
        }
        double found = kernels_nth(table)->gradient_add(sum, more, COUNT);
        assert_float_equal(found, squares, 1e-9 * squares);
        for (int k = 0; k < COUNT; k++)
            assert_true(sum[k] == (float)(k % 7) - 3 + more[k]);
    }
}

/* ---- training ---- */

static Digits make_digits(unsigned char *pixels, unsigned char *labels, long count) {
    Random random = {11};
    for (long k = 0; k < count; k++) {
        labels[k] = (unsigned char)random_below(&random, DIGIT_CLASSES);
        for (int n = 0; n < DIGIT_PIXELS; n++) /* a bar whose place tells the class */
            pixels[k * DIGIT_PIXELS + n] =
                n % DIGIT_SIDE / 2 == labels[k] + 2 ? 200 : (unsigned char)(n % 3);
    }
    return (Digits){{count, pixels, labels}, {count, pixels, labels}};
}

enum { PICTURES = 128 };
static unsigned char pixels[PICTURES * DIGIT_PIXELS], labels[PICTURES];
static const char TEXT[] = "the gate opens, the gate shuts; ";

/* The k-th of all tasks; what it reads from is kept in the two. */
static TrainTask task_nth(int k, Digits *digits, TextData *text) {
    static unsigned char copies[10000];
    TrainTask tasks[] = {task_adding(), task_recall(), task_counting()};
    if (k < 3)
        return tasks[k];
    if (k == 3) {
        *digits = make_digits(pixels, labels, PICTURES);
        return task_digits(digits);
    }
    for (size_t n = 0; n < sizeof copies; n++)
        copies[n] = (unsigned char)TEXT[n % (sizeof TEXT - 1)];
    assert_true(text_data(text, copies, sizeof copies, NULL));
    return task_text(text);
}

/* How wide and how high the ink of an example is, between the rows and columns where it is half. */
static void ink_of(const float *x, int *wide, int *high) {
    int left = DIGIT_SIDE, right = -1, top = DIGIT_SIDE, bottom = -1;
    for (int k = 0; k < DIGIT_PIXELS; k++) {
        int row = k / DIGIT_SIDE, column = k % DIGIT_SIDE;
        assert_true(x[k] >= 0 && x[k] <= 1);
        if (x[k] < 0.5f)
            continue;
        left = column < left ? column : left;
        right = column > right ? column : right;
        top = row < top ? row : top;
        bottom = row > bottom ? row : bottom;
    }
    *wide = right - left + 1;
    *high = bottom - top + 1;
}

/* A digit to test with is its pixels; to learn from it is otherwise in every epoch, at most as
 * much wider, lower and slanted as hands write, and no two epochs have the same. */
static void test_digits_vary(void **state) {
    (void)state;
    enum { EPOCHS = 200, SIDE = 16 };
    static unsigned char block[DIGIT_PIXELS];
    unsigned char label = 7;
    float x[DIGIT_PIXELS], before[DIGIT_PIXELS] = {0}, target;
    int narrowest = DIGIT_SIDE, widest = 0, lowest = DIGIT_SIDE, highest = 0;
    for (int k = 0; k < SIDE * SIDE; k++)
        block[(6 + k / SIDE) * DIGIT_SIDE + 6 + k % SIDE] = 255;
    const Digits digits = {{1, block, &label}, {1, block, &label}};
    const TrainTask task = task_digits(&digits);
    Example example = {.inputs = x, .targets = &target, .step = DIGIT_SIDE, .target = 1};
    example.test = true;
    task.example(task.data, &example);
    for (int k = 0; k < DIGIT_PIXELS; k++)
        assert_true(x[k] == (float)block[k] * (1 / 255.0f));
    example.test = false;
    for (unsigned epoch = 1; epoch <= EPOCHS; epoch++) {
        int wide, high;
        example.random = epoch * 7919;
        task.example(task.data, &example);
        assert_true(target == 7 && memcmp(x, before, sizeof x) != 0);
        memcpy(before, x, sizeof x);
        ink_of(x, &wide, &high);
        narrowest = wide < narrowest ? wide : narrowest;
        widest = wide > widest ? wide : widest;
        lowest = high < lowest ? high : lowest;
        highest = high > highest ? high : highest;
    }
    assert_in_range(narrowest, SIDE * 3 / 4 - 1, SIDE - 2);
    assert_in_range(widest, SIDE + 3, DIGIT_SIDE - 4);
    assert_in_range(lowest, SIDE * 9 / 10 - 1, SIDE - 1);
    assert_in_range(highest, SIDE + 1, SIDE + 5);
}

/* The loss of the first minibatches, and of the last, of a short training. */
static void test_loss_falls(void **state) {
    (void)state;
    enum { TASKS = 5, SOME = 8 };
    static const long EPOCHS[TASKS] = {8, 4, 2, 40, 100};
    static const CellKind KINDS[TASKS] = {CELL_LSTM, CELL_GRU, CELL_RNN, CELL_LSTM, CELL_GRU};
    for (int k = 0; k < TASKS; k++) {
        Digits digits;
        TextData text;
        TrainTask task = task_nth(k, &digits, &text);
        Model *model = make_model(KINDS[k], task.inputs, 16, 1, task.outputs);
        TrainSettings settings = train_settings(EPOCHS[k], 2);
        settings.rate = 1e-2f;
        Trainer *trainer = trainer_new(model, &task, &settings, NULL);
        assert_non_null(trainer);
        const TrainProgress *progress = trainer_progress(trainer);
        LossSum before = trainer_test(trainer);
        while (trainer_step(trainer))
            ;
        LossSum after = trainer_test(trainer);
        assert_int_equal(progress->epoch, EPOCHS[k]);
        assert_int_equal(before.rows, after.rows);
        assert_int_equal(after.rows, task.test_count * (task.every ? task.steps : 1));
        if (!(after.loss < 0.5 * before.loss) || after.right <= before.right)
            fail_msg("%s: loss %g, then %g; right %ld, then %ld", task.name, before.loss,
                     after.loss, before.right, after.right);
        trainer_free(trainer);
        model_free(model);
    }
}

/* So many minibatches of `counting`, on from an older trainer's optimizer where there is one. */
static Trainer *train_some(Model *model, const TrainSettings *settings, const Optimizer *older,
                           long count) {
    const TrainTask task = task_counting();
    Trainer *trainer = trainer_new(model, &task, settings, NULL);
    assert_non_null(trainer);
    if (older) {
        Optimizer *optimizer = trainer_optimizer(trainer);
        memcpy(optimizer->first, older->first, older->count * sizeof(float));
        if (older->second)
            memcpy(optimizer->second, older->second, older->count * sizeof(float));
        optimizer->steps = older->steps;
        assert_true(trainer_resume(trainer));
    }
    for (long k = 0; k < count; k++)
        assert_true(trainer_step(trainer));
    return trainer;
}

/* How far the first weight goes in minibatch `at` of 300 when its momentum is 1000, beside which its
 * gradient is nothing. */
static double step_at(long at) {
    TrainSettings settings = train_settings(3, 4);
    settings.optimizer = OPTIMIZER_MOMENTUM;
    settings.momentum = TRAIN_MOMENTUM;
    settings.rate = 0.01f;
    settings.clip = 0;
    const TrainTask task = task_counting();
    Model *model = make_model(CELL_RNN, task.inputs, 4, 1, task.outputs);
    Trainer *fresh = trainer_new(model, &task, &settings, NULL);
    assert_non_null(fresh);
    Optimizer *older = trainer_optimizer(fresh);
    for (size_t k = 0; k < older->count; k++)
        older->first[k] = 1000;
    older->steps = at;
    ModelPart parts[MODEL_PARTS];
    assert_true(model_parts(model, parts) > 0);
    double before = (double)parts[0].numbers[0];
    Trainer *trainer = train_some(model, &settings, older, 1);
    double by = before - (double)parts[0].numbers[0];
    trainer_free(trainer);
    trainer_free(fresh);
    model_free(model);
    return by;
}

/* The learning rate falls from all of it to nothing, along half a cosine over all minibatches. */
static void test_rate(void **state) {
    (void)state;
    static const long AT[] = {0, 50, 75, 150, 200, 225, 299};
    for (int k = 0; k < 7; k++) {
        double share = 0.5 + 0.5 * cos(3.14159265358979 * (double)AT[k] / 300);
        assert_float_equal(step_at(AT[k]), 0.01 * 900 * share, 0.01);
    }
}

static void assert_same(const Model *a, const Model *b) {
    ModelPart parts[MODEL_PARTS], others[MODEL_PARTS];
    int count = model_parts(a, parts);
    assert_int_equal(model_parts(b, others), count);
    for (int k = 0; k < count; k++)
        assert_memory_equal(parts[k].numbers, others[k].numbers,
                            (size_t)parts[k].rows * (size_t)parts[k].columns * sizeof(float));
}

/* 130 minibatches: over the end of an epoch of 100. By Adam, and once by momentum. */
static void test_same_numbers(void **state) {
    (void)state;
    for (int turn = 0; turn < CELL_KIND_COUNT + 1; turn++) {
        int kind = turn % CELL_KIND_COUNT;
        TrainSettings settings = train_settings(3, 4);
        if (turn >= CELL_KIND_COUNT) {
            settings.optimizer = OPTIMIZER_MOMENTUM;
            settings.momentum = TRAIN_MOMENTUM;
            settings.rate = TRAIN_MOMENTUM_RATE;
        }
        Model *whole = make_model((CellKind)kind, 1, 9, 2, 1);
        Model *alone = make_model((CellKind)kind, 1, 9, 2, 1);
        Model *parted = make_model((CellKind)kind, 1, 9, 2, 1);
        Trainer *first = train_some(whole, &settings, NULL, 130);
        settings.threads = 1;
        Trainer *second = train_some(alone, &settings, NULL, 130);
        Trainer *third = train_some(parted, &settings, NULL, 47);
        Trainer *fourth = train_some(parted, &settings, trainer_optimizer(third), 83);
        assert_same(whole, alone);
        assert_same(whole, parted);
        assert_int_equal(trainer_progress(fourth)->epoch, 1);
        assert_int_equal(trainer_progress(fourth)->batch, 30);
        settings.seed = 5;
        Model *other = make_model((CellKind)kind, 1, 9, 2, 1);
        Trainer *fifth = train_some(other, &settings, NULL, 130);
        assert_memory_not_equal(other->weight, whole->weight, 9 * sizeof(float));
        Trainer *const trainers[] = {first, second, third, fourth, fifth};
        Model *const models[] = {whole, alone, parted, other};
        for (int k = 0; k < 5; k++)
            trainer_free(trainers[k]);
        for (int k = 0; k < 4; k++)
            model_free(models[k]);
    }
}

static void refuse_rates(Model *model, const TrainSettings good) {
    const TrainTask task = task_counting();
    const struct {
        float rate, momentum, clip;
        const char *what;
    } WRONG[] = {{0, 0, 1, "learning rate"},     {11, 0, 1, "learning rate"},
                 {NAN, 0, 1, "learning rate"},   {0.1f, -0.1f, 1, "momentum"},
                 {0.1f, 1, 1, "momentum"},       {0.1f, NAN, 1, "momentum"},
                 {0.1f, 0.5f, -1, "clipped at"}, {0.1f, 0.5f, NAN, "clipped at"}};
    for (size_t k = 0; k < sizeof WRONG / sizeof *WRONG; k++) {
        TrainSettings settings = good;
        Error error = {0};
        settings.rate = WRONG[k].rate;
        settings.momentum = WRONG[k].momentum;
        settings.clip = WRONG[k].clip;
        assert_null(trainer_new(model, &task, &settings, &error));
        if (!strstr(error.what, WRONG[k].what))
            fail_msg("%zu: \"%s\"", k, error.what);
    }
}

static void test_refused(void **state) {
    (void)state;
    const TrainTask task = task_counting();
    TrainSettings settings = train_settings(1, 1);
    ModelSpec spec = {CELL_RNN, 1, 4, 1, 1};
    TextData text;
    Error error;
    Model *model = make_model(CELL_RNN, 2, 4, 1, 1);
    assert_null(trainer_new(model, &task, &settings, &error));
    assert_non_null(strstr(error.what, "counting"));
    model_free(model);
    model = make_model(CELL_RNN, 1, 4, 1, 1);
    settings.batch = 63;
    assert_null(trainer_new(model, &task, &settings, &error));
    settings.batch = 64;
    settings.epochs = 0;
    assert_null(trainer_new(model, &task, &settings, &error));
    settings.epochs = 1;
    refuse_rates(model, settings);
    Trainer *trainer = trainer_new(model, &task, &settings, &error);
    assert_non_null(trainer);
    trainer_optimizer(trainer)->steps = 101;
    assert_false(trainer_resume(trainer));
    trainer_free(trainer);
    model_free(model);
    spec.layers = 0;
    assert_null(model_new(&spec, &error));
    spec.layers = MODEL_LAYERS + 1;
    assert_null(model_new(&spec, &error));
    assert_false(text_data(&text, (const unsigned char *)TEXT, sizeof TEXT - 1, &error));
}

/* The order of an epoch has each example once,
 * and all of them where the batches hold them. */
static void note_example(const void *data, const Example *example) {
    ((long *)data)[example->index]++;
    for (long t = 0; t < 2; t++)
        example->inputs[(size_t)t * example->step] = 0;
    *example->targets = 0;
}

static void test_each_example_once(void **state) {
    (void)state;
    static long seen[96];
    const TrainTask task = {.name = "noting",
                            .inputs = 1,
                            .outputs = 1,
                            .steps = 2,
                            .loss = LOSS_SQUARES,
                            .train_count = 96,
                            .test_count = 96,
                            .data = seen,
                            .example = note_example};
    TrainSettings settings = train_settings(3, 1);
    settings.batch = 32;
    settings.threads = 1;
    Model *model = make_model(CELL_GRU, 1, 2, 1, 1);
    Trainer *trainer = trainer_new(model, &task, &settings, NULL);
    assert_non_null(trainer);
    for (int epoch = 1; epoch <= 3; epoch++) {
        for (int batch = 0; batch < 3; batch++)
            assert_true(trainer_step(trainer));
        for (int k = 0; k < 96; k++)
            assert_int_equal(seen[k], epoch);
    }
    assert_false(trainer_step(trainer));
    trainer_free(trainer);
    model_free(model);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forget_bias),  cmocka_unit_test(test_derivatives),
        cmocka_unit_test(test_losses),       cmocka_unit_test(test_optimizers),
        cmocka_unit_test(test_gradient_add), cmocka_unit_test(test_digits_vary),
        cmocka_unit_test(test_rate),         cmocka_unit_test(test_loss_falls),
        cmocka_unit_test(test_same_numbers), cmocka_unit_test(test_each_example_once),
        cmocka_unit_test(test_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
