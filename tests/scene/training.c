/* training.c: proves the training screen on its display list, without a window: what can be
 * pressed causes the right actions and only when it may; each racer has a curve of loss and one of
 * accuracy in its colour, with its letter, and a dot for every test; the numbers shown are those of
 * the report; the example stands there before and now; and it is told in sentences. */
#include "scene_screen.h"
#include "training_sample.h"

#include "scene/display/theme.h"
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
        cmocka_unit_test(test_buttons), cmocka_unit_test(test_hands_over),
        cmocka_unit_test(test_upright), cmocka_unit_test(test_sliders),
        cmocka_unit_test(test_waiting), cmocka_unit_test(test_notice),
        cmocka_unit_test(test_curves),  cmocka_unit_test(test_axis),
        cmocka_unit_test(test_colours), cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_example), cmocka_unit_test(test_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
