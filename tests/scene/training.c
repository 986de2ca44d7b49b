/* training.c: proves the training screen on its display list, without a window: what can be
 * pressed causes the right actions and only when it may; each racer has a curve of loss and one of
 * accuracy in its colour, with its letter, and a dot for every test; the numbers shown are those of
 * the report; the example stands there before and now; and it is told in sentences. */
#include "engine/kinds/lstm.h"
#include "scene_screen.h"
#include "training_sample.h"

#include <math.h>

#include "scene/display/theme.h"
#include "scene/words/answer.h"
#include "scene/words/describe_training.h"
#include "session/kinds/training.h"

static const Size SIZE = {1600, 900, 1};

static Play start(TrainingTask task, long batches) {
    Play play = {.session = training_begin(task, 3)};
    if (batches >= 0)
        training_report(play.session, batches);
    return play;
}

static const Region *press(Play *play, const char *name, int index) {
    const Region *region = play_region(play, name, index);
    if (!region)
        fail_msg("there is no \"%s\" %d", name, index);
    assert_false(region->disabled);
    session_apply(play->session, &region->action);
    return region;
}

/* ---- what can be pressed ---- */

static void test_buttons(void **state) {
    (void)state;
    Play play = start(TRAINING_RECALL, 0);
    const Training *training = session_training(play.session);
    screen_draw(&play, SIZE);
    assert_true(play_region(&play, "training.stop", 0)->disabled);
    press(&play, "training.kind", CELL_GRU);
    assert_false(training->order.setup.kinds[CELL_GRU]);
    press(&play, "training.task", TRAINING_COUNTING);
    assert_int_equal(training->order.task, TRAINING_COUNTING);
    training_report(play.session, 0);
    screen_draw(&play, SIZE);
    press(&play, "training.run", 0);
    assert_int_equal(training->state, TRAINING_RUNNING);
    screen_draw(&play, SIZE);
    assert_true(screen_says(&play, "Pause"));
    for (int task = 0; task < TRAINING_TASKS; task++)
        assert_true(play_region(&play, "training.task", task)->disabled);
    assert_true(play_region(&play, "training.set", TRAINING_SEED)->disabled);
    press(&play, "training.racer", CELL_RNN);
    assert_int_equal(training->chosen, CELL_RNN);
    press(&play, "training.example", 1);
    assert_int_equal(training->order.example, 1);
    press(&play, "training.stop", 0);
    assert_int_equal(training->state, TRAINING_OVER);
    assert_int_equal(play_region(&play, "training.save", 0)->action.kind, ACTION_SAVE_LESSON);
    play_stop(&play);
}

/* What was learnt reads digits: by a button that is there once there is something, and only for
 * that task; and what was saved can be opened. */
static void test_hands_over(void **state) {
    (void)state;
    Play play = start(TRAINING_DIGITS, -1);
    Error notice;
    screen_draw(&play, SIZE);
    assert_true(play_region(&play, "next", 0)->disabled);
    assert_int_equal(play_region(&play, "next", 0)->action.kind, ACTION_NONE);
    training_report(play.session, 0);
    press(&play, "training.run", 0);
    screen_draw(&play, SIZE);
    const Action action = play_region(&play, "next", 0)->action;
    assert_int_equal(action.kind, ACTION_OPEN_TOOL);
    assert_int_equal(action.number, SESSION_DIGITS);
    assert_true(action.flag);
    error_set(&notice, "Saved as some-file");
    session_tell(play.session, &notice);
    screen_draw(&play, SIZE);
    assert_null(play_region(&play, "saved.open", 0));
    session_tell_saved(play.session, &notice);
    screen_assert_whole(&play, SIZE);
    assert_int_equal(play_region(&play, "saved.open", 0)->action.kind, ACTION_OPEN_SAVED);
    session_apply(play.session, &(Action){.kind = ACTION_THEME, .number = -1});
    screen_draw(&play, SIZE);
    assert_null(play_region(&play, "saved.open", 0)); /* it goes with the notice */
    play_stop(&play);
    play = start(TRAINING_RECALL, 0);
    screen_draw(&play, SIZE);
    assert_null(play_region(&play, "next", 0));
    play_stop(&play);
    play = start(TRAINING_TEXT, 0);
    screen_draw(&play, SIZE);
    assert_true(play_region(&play, "next", 0)->disabled);
    press(&play, "training.run", 0);
    screen_draw(&play, SIZE);
    const Action text = play_region(&play, "next", 0)->action;
    assert_int_equal(text.kind, ACTION_OPEN_TOOL);
    assert_int_equal(text.number, SESSION_TEXT);
    assert_true(text.flag);
    play_stop(&play);
}

/* In an upright window the curves have the whole width, and the panel lies below them. */
static void test_upright(void **state) {
    (void)state;
    static const Size sizes[] = {{420, 900, 1}, {768, 1024, 1}};
    Play play = start(TRAINING_RECALL, 0);
    for (int k = 0; k < 2; k++) {
        screen_draw(&play, sizes[k]);
        const Region *racer = play_region(&play, "training.racer", CELL_LSTM);
        const Region *task = play_region(&play, "training.task", 0);
        assert_non_null(racer);
        assert_non_null(task);
        assert_true(racer->rect.x + racer->rect.w > 0.9f * (float)sizes[k].w);
        assert_true(task->rect.y > 0.5f * (float)sizes[k].h);
    }
    play_stop(&play);
}

/* Before a class it is the same without its panel, with the buttons under it. */
static void test_before_a_class(void **state) {
    (void)state;
    Play play = start(TRAINING_RECALL, 0);
    screen_draw(&play, SIZE);
    assert_non_null(play_region(&play, "training.task", 0));
    play_do(&play, (Action){.kind = ACTION_PRESENT, .number = -1});
    screen_assert_whole(&play, SIZE);
    assert_null(play_region(&play, "training.task", 0));
    assert_non_null(play_region(&play, "training.racer", CELL_LSTM));
    assert_int_equal(play_region(&play, "ways", 2)->action.kind, ACTION_PLAY);
    assert_int_equal(play_region(&play, "present", 0)->action.kind, ACTION_PRESENT);
    play_do(&play, play_region(&play, "present", 0)->action);
    screen_draw(&play, SIZE);
    assert_non_null(play_region(&play, "training.task", 0));
    play_stop(&play);
}

/* Sliders say what they set, in its units. */
static void test_sliders(void **state) {
    (void)state;
    Play play = start(TRAINING_ADDING, 0);
    screen_draw(&play, SIZE);
    const Region *rate = play_region(&play, "training.set", TRAINING_RATE);
    assert_true(play_label_has(&play, rate, "0.004"));
    Action action = region_nudge(rate, 1);
    assert_true(session_apply(play.session, &action));
    screen_draw(&play, SIZE);
    assert_true(screen_says(&play, "0.008"));
    play_stop(&play);
}

static void test_waiting(void **state) {
    (void)state;
    Play play = start(TRAINING_RECALL, -1);
    screen_draw(&play, SIZE);
    assert_true(screen_says(&play, "being made"));
    assert_null(play_region(&play, "training.example", 1));
    assert_true(play_region(&play, "training.save", 0)->disabled);
    play_stop(&play);
}

/* Why something was refused is said, the panel folded or not. */
static void test_notice(void **state) {
    (void)state;
    Play play = start(TRAINING_RECALL, 0);
    for (int folded = 0; folded < 2; folded++) {
        play.session->view.folded[PANEL_LESSON] = folded;
        error_set(&play.session->notice, "Saved as some-file");
        screen_draw(&play, SIZE);
        assert_true(screen_says(&play, "some-file"));
    }
    play_stop(&play);
}

/* ---- curves ---- */

static int count_shapes(const Play *play, ShapeKind kind, Color color) {
    int count = 0;
    for (int k = 0; k < play->list.shape_count; k++)
        count += play->list.shapes[k].kind == kind && play->list.shapes[k].color == color;
    return count;
}

static void test_curves(void **state) {
    (void)state;
    for (int theme = 0; theme < THEME_COUNT; theme++) {
        Play play = start(TRAINING_RECALL, 220); /* two epochs and a bit */
        play.session->view.theme = theme;
        screen_draw(&play, SIZE);
        for (int kind = 0; kind < CELL_KIND_COUNT; kind++) {
            Color color = theme_get(theme)->kind[kind];
            assert_int_equal(count_shapes(&play, SHAPE_CURVE, color), 2);
            assert_int_equal(count_shapes(&play, SHAPE_DISC, color), 2 * 2);
            assert_int_equal(count_shapes(&play, SHAPE_TEXT, color), 2); /* the letters */
        }
        play_stop(&play);
    }
}

/* The loss' last point lies where its value is on the logarithmic axis. */
static void test_axis(void **state) {
    (void)state;
    Play play = start(TRAINING_COUNTING, 40);
    screen_draw(&play, SIZE);
    const RaceCurve *curve = &session_training(play.session)->report.racers[CELL_GRU].curve;
    Color color = theme_get(0)->kind[CELL_GRU];
    for (int k = 0; k < play.list.shape_count; k++) {
        const Shape *shape = &play.list.shapes[k];
        if (shape->kind != SHAPE_CURVE || shape->color != color)
            continue;
        assert_int_equal(shape->columns, 40);
        float last = play.list.values[shape->values + 39];
        assert_float_equal(last, log10f(curve->loss[39]), 1e-5); /* the loss comes first */
        assert_true(last >= shape->low && last <= shape->high);
        break;
    }
    play_stop(&play);
}

/* Of 220 minibatches each three are a point: their mean, none left out but the last. */
static void test_points(void **state) {
    (void)state;
    enum { GROUP = 3, POINTS = 220 / GROUP };
    Play play = start(TRAINING_RECALL, 220);
    screen_draw(&play, SIZE);
    const RaceCurve *curve = &session_training(play.session)->report.racers[CELL_LSTM].curve;
    Color color = theme_get(0)->kind[CELL_LSTM];
    int found = 0;
    assert_int_equal(curve->count, 220);
    for (int k = 0; k < play.list.shape_count; k++) {
        const Shape *shape = &play.list.shapes[k];
        if (shape->kind != SHAPE_CURVE || shape->color != color)
            continue;
        const float *values = play.list.values + shape->values;
        const float *from = found ? curve->right : curve->loss; /* the loss comes first */
        assert_int_equal(shape->columns, POINTS);
        for (int point = 0; point < POINTS; point++) {
            float mean = (from[3 * point] + from[3 * point + 1] + from[3 * point + 2]) / 3;
            assert_float_equal(values[point], found ? mean : log10f(mean), 1e-5);
        }
        found++;
    }
    assert_int_equal(found, 2);
    play_stop(&play);
    play = start(TRAINING_RECALL, 199); /* just below two hundreds: pairs */
    screen_draw(&play, SIZE);
    for (int k = 0; k < play.list.shape_count; k++)
        if (play.list.shapes[k].kind == SHAPE_CURVE)
            assert_int_equal(play.list.shapes[k].columns, 99);
    play_stop(&play);
}

/* The colours can be read as text, and say which is which besides the letters. */
static void test_colours(void **state) {
    (void)state;
    for (int k = 0; k < THEME_COUNT; k++) {
        const Theme *theme = theme_get(k);
        for (int kind = 0; kind < CELL_KIND_COUNT; kind++) {
            assert_true(color_contrast(theme->kind[kind], theme->panel) >= 4.5f);
            assert_true(color_contrast(theme->kind[kind], theme->on_kind[kind]) >= 4.5f);
            for (int role = 0; role < ROLE_COUNT; role++)
                assert_true(theme->kind[kind] != theme->role[role]);
        }
    }
}

/* ---- numbers ---- */

static void test_numbers(void **state) {
    (void)state;
    Play play = start(TRAINING_RECALL, 150);
    const RaceReport *report = &session_training(play.session)->report;
    char text[64];
    screen_draw(&play, SIZE);
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++) {
        const RacerReport *racer = &report->racers[kind];
        snprintf(text, sizeof text, "%ld", racer->parameters);
        assert_true(screen_says(&play, text));
        snprintf(text, sizeof text, "%.3g", (double)racer->curve.loss[racer->curve.count - 1]);
        assert_true(screen_says(&play, text));
        snprintf(text, sizeof text, "%.1f %%", 100 * (double)racer->curve.test_right[0]);
        assert_true(screen_says(&play, text));
    }
    assert_true(screen_says(&play, "Epoch 2 of 3"));
    assert_true(screen_says(&play, "50 %"));
    assert_true(screen_says(&play, "left"));
    play_stop(&play);
}

/* ---- the example ---- */

static int count_heats(const Play *play) {
    int count = 0;
    for (int k = 0; k < play->list.shape_count; k++)
        count += play->list.shapes[k].kind == SHAPE_HEAT;
    return count;
}

/* Each gate once, memory and hidden state above and below nought, inputs, probabilities. */
static void test_example(void **state) {
    (void)state;
    static const int HEATS[CELL_KIND_COUNT] = {2 * (3 + 2 + 2 + 1) + 1, 2 * (2 + 2 + 1) + 1,
                                               2 * (2 + 1) + 1};
    Play play = start(TRAINING_RECALL, 100);
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++) {
        screen_draw(&play, SIZE);
        assert_int_equal(count_heats(&play), HEATS[kind]);
        assert_true(screen_says(&play, "before"));
        assert_true(screen_says(&play, "now"));
        assert_true(screen_says(&play, "target: "));
        play_do(&play, (Action){.kind = ACTION_CELL, .number = 1});
    }
    play_stop(&play);
}

/* Under each gate stands its mean over units and steps, before and now. */
static void test_means(void **state) {
    (void)state;
    static const int GATES[] = {LSTM_F, LSTM_I, LSTM_O};
    Play play = start(TRAINING_RECALL, 100);
    const RaceReport *report = &session_training(play.session)->report;
    screen_draw(&play, SIZE);
    int signals[RACE_SIGNALS], count = race_signals(CELL_LSTM, signals);
    for (int k = 0; k < count; k++)
        for (int gate = 0; gate < 3; gate++)
            for (int moment = 0; signals[k] == GATES[gate] && moment < RACE_MOMENTS; moment++) {
                const float *values = race_signal(report, CELL_LSTM, (RaceMoment)moment, k);
                double sum = 0;
                char text[32];
                for (long n = 0; n < report->steps * report->hidden; n++)
                    sum += (double)values[n];
                snprintf(text, sizeof text, "mean %.2f",
                         sum / (double)(report->steps * report->hidden));
                if (!screen_says(&play, text))
                    fail_msg("signal %d: no \"%s\"", signals[k], text);
            }
    play_stop(&play);
}

/* ---- the example of a text ---- */

static int count_fills(const Play *play, Color color, float h) {
    int count = 0;
    for (int k = 0; k < play->list.shape_count; k++) {
        const Shape *shape = &play->list.shapes[k];
        count +=
            shape->kind == SHAPE_FILL && shape->color == color && fabsf(shape->rect.h - h) < 0.01f;
    }
    return count;
}

/* Heights of the levels whose colour that is, added up. */
static float sum_levels(const Play *play, Color color) {
    float sum = 0;
    for (int k = 0; k < play->list.shape_count; k++)
        if (play->list.shapes[k].kind == SHAPE_FILL && play->list.shapes[k].color == color)
            sum += play->list.shapes[k].rect.h;
    return sum;
}

/* What the levels have to be, by the numbers of the report, where a cell is so high. */
static float wanted_levels(const RaceReport *report, CellKind kind, float h, bool right) {
    float sum = 0;
    for (int moment = 0; moment < RACE_MOMENTS; moment++)
        for (long step = 0; step < report->steps; step++) {
            const float *outputs =
                race_outputs(report, kind, (RaceMoment)moment) + step * report->outputs;
            int best = 0;
            for (int k = 1; k < report->outputs; k++)
                best = outputs[k] > outputs[best] ? k : best;
            if ((best == (int)race_targets(report)[step]) == right)
                sum += roundf(outputs[best] * h);
        }
    return sum;
}

/* Each character with what was expected there: levels as high as the shares, a line under what came
 * as it was expected, and both in numbers. */
static void test_text(void **state) {
    (void)state;
    Play play = {.session = training_begin(TRAINING_TEXT, 40)};
    training_report(play.session, 60);
    const RaceReport *report = &session_training(play.session)->report;
    const Theme *theme = theme_get(0);
    char text[96];
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++) {
        screen_draw(&play, SIZE);
        int cells = 0;
        float h = 0;
        for (int k = 0; k < play.list.shape_count; k++) {
            const Shape *shape = &play.list.shapes[k];
            bool cell = shape->kind == SHAPE_FILL && shape->color == theme->track &&
                        shape->rect.h > 10 && shape->rect.w < 20;
            cells += cell;
            h = cell ? shape->rect.h : h;
        }
        assert_int_equal(cells, RACE_MOMENTS * report->steps);
        Color right = color_mix(theme->track, theme->good, 0.35f);
        Color wrong = color_mix(theme->track, theme->dim, 0.35f);
        assert_float_equal(sum_levels(&play, right), wanted_levels(report, kind, h, true), 0.01);
        assert_float_equal(sum_levels(&play, wrong), wanted_levels(report, kind, h, false), 0.01);
        long count[RACE_MOMENTS];
        for (int moment = 0; moment < RACE_MOMENTS; moment++)
            count[moment] = answer_count(report, kind, (RaceMoment)moment);
        assert_true(count[RACE_NOW] > 20 && count[RACE_NOW] > count[RACE_BEFORE]);
        assert_int_equal(count_fills(&play, theme->good, 2), count[RACE_BEFORE] + count[RACE_NOW]);
        snprintf(text, sizeof text, "Now: %ld of 128 right, %.2f bits a character", count[RACE_NOW],
                 answer_bits(report, kind, RACE_NOW));
        assert_true(screen_says(&play, text));
        play_do(&play, (Action){.kind = ACTION_CELL, .number = 1});
    }
    play_stop(&play);
}

/* In bits, which a loss is none of: the numbers of the table, and the curve. */
static void test_bits(void **state) {
    (void)state;
    Play play = start(TRAINING_TEXT, 5);
    const RaceCurve *curve = &session_training(play.session)->report.racers[CELL_GRU].curve;
    char text[32];
    screen_draw(&play, SIZE);
    snprintf(text, sizeof text, "%.3g", (double)curve->test_loss[1] / log(2));
    assert_true(screen_says(&play, text));
    assert_true(screen_says(&play, "bits on tests") && screen_says(&play, "Bits a character"));
    Color color = theme_get(0)->kind[CELL_GRU];
    int k = 0;
    while (play.list.shapes[k].kind != SHAPE_CURVE || play.list.shapes[k].color != color)
        assert_true(++k < play.list.shape_count);
    float last = play.list.values[play.list.shapes[k].values + 4];
    assert_float_equal(last, log10((double)curve->loss[4] / log(2)), 1e-5);
    play_stop(&play);
}

/* A phone shows the end of the stretch, and no gates; what has room is whole. */
static void test_text_narrow(void **state) {
    (void)state;
    Play play = start(TRAINING_TEXT, 0);
    screen_assert_whole(&play, (Size){390, 844, 1});
    int cells = 0;
    for (int k = 0; k < play.list.shape_count; k++) {
        const Shape *shape = &play.list.shapes[k];
        assert_true(shape->kind != SHAPE_HEAT);
        cells += shape->kind == SHAPE_FILL && shape->color == theme_get(0)->track &&
                 shape->rect.h > 10 && shape->rect.w < 20;
    }
    assert_true(cells >= 2 * 40 && cells < 2 * 128);
    screen_assert_whole(&play, SIZE);
    assert_int_equal(count_heats(&play), 2 * (3 + 2 + 2)); /* gates; memory and state by sign */
    play_stop(&play);
}

static void test_text_told(void **state) {
    (void)state;
    static char text[8192];
    char wanted[160];
    Play play = start(TRAINING_TEXT, 60);
    const RaceReport *report = &session_training(play.session)->report;
    assert_true(describe_training(play.session, text, sizeof text) < sizeof text);
    assert_non_null(strstr(text, "task: Text"));
    assert_non_null(strstr(text, "what came: "));
    assert_non_null(strstr(text, "t h e (r a i n) \"c a m e\", a n d w e n t. t h e"));
    snprintf(wanted, sizeof wanted,
             "The GRU had %ld of 128 right before training, %.2f bits a character, and has %ld now",
             answer_count(report, CELL_GRU, RACE_BEFORE),
             answer_bits(report, CELL_GRU, RACE_BEFORE), answer_count(report, CELL_GRU, RACE_NOW));
    assert_non_null(strstr(text, wanted));
    float share;
    int guess = answer_guess(report, CELL_GRU, RACE_NOW, report->steps - 1, &share);
    int came = (int)race_targets(report)[report->steps - 1];
    snprintf(wanted, sizeof wanted, " %.0f %%, ", 100 * (double)share);
    assert_non_null(strstr(text, wanted));
    assert_true(guess != came || strstr(text, "%, right"));
    play_stop(&play);
}

static void test_told(void **state) {
    (void)state;
    char text[4096], wanted[64];
    Play play = start(TRAINING_RECALL, 100);
    const RaceReport *report = &session_training(play.session)->report;
    assert_true(describe_training(play.session, text, sizeof text) < sizeof text);
    snprintf(wanted, sizeof wanted, "its target is %d.", (int)race_targets(report)[0] + 1);
    assert_non_null(strstr(text, wanted));
    assert_non_null(strstr(text, "task: Recall"));
    assert_non_null(strstr(text, "LSTM: "));
    assert_non_null(strstr(text, "after epoch 1 of the tests"));
    assert_non_null(strstr(text, "before training and says"));
    play_stop(&play);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_buttons),   cmocka_unit_test(test_hands_over),
        cmocka_unit_test(test_upright),   cmocka_unit_test(test_before_a_class),
        cmocka_unit_test(test_sliders),   cmocka_unit_test(test_waiting),
        cmocka_unit_test(test_notice),    cmocka_unit_test(test_curves),
        cmocka_unit_test(test_points),    cmocka_unit_test(test_means),
        cmocka_unit_test(test_axis),      cmocka_unit_test(test_colours),
        cmocka_unit_test(test_numbers),   cmocka_unit_test(test_example),
        cmocka_unit_test(test_told),      cmocka_unit_test(test_text),
        cmocka_unit_test(test_bits),      cmocka_unit_test(test_text_narrow),
        cmocka_unit_test(test_text_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
