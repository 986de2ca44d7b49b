/* gradients.c: proves that the gradients in the timeline's place are those of the engine: as
 * bars on the axis that is labelled, as numbers, in words; that nothing of the future is in them;
 * that a step under the pointer gives its numbers and can be dragged from; and that all of it fits
 * at every size. */
#include "scene_screen.h"

#include "scene/timeline/timeline.h"
#include "scene/words/describe.h"

static const char CELLS[] =
    "[{\"id\":\"rnn\",\"kind\":\"rnn\",\"hidden\":1,\"weights\":{\"W_hh\":[[-0.5]],"
    "\"W_xh\":[[0.25],[0]]}},"
    "{\"id\":\"gru\",\"kind\":\"gru\",\"hidden\":1,\"weights\":{\"b_z\":[1],\"W_xh\":[[1],[1]]}},"
    "{\"id\":\"lstm\",\"kind\":\"lstm\",\"hidden\":1,\"weights\":{\"b_f\":[3],"
    "\"W_xc\":[[1],[0]]}}]";
static const char INPUTS[] = "[[0,0],[1,0.5],[0,-1],[0.5,0],[0,0],[1,1],[0,0],[0,0]]";
enum { RNN, GRU, LSTM, CELLS_COUNT, STEPS = 8 };
static const Rect STRIP = {300, 670, 1006, 230};

static void start(Play *play, const char *cells, const char *inputs, long t) {
    play_start(play, cells, inputs);
    assert_true(play_do(play, (Action){.kind = ACTION_GRADIENTS, .number = 1}));
    if (t >= 0)
        play_go(play, t, PHASE_SHOW);
}

static void draw(Play *play) {
    play_draw(play, scene_timeline, STRIP, 1, 1);
}

static float derivative(const Play *play, int cell, long t) {
    const Lookback *lookback = session_lookback(play->session, cell);
    assert_non_null(lookback);
    return lookback->by_step[t - lookback->from];
}

/* The fill of that colour in the column of step t, the n-th from above; NULL: none. */
static const Shape *bar_of(const Play *play, Color color, long t, int n) {
    const Region *column = play_region(play, "gradients.step", (int)t);
    assert_non_null(column);
    for (int k = 0; k < play->list.shape_count; k++) {
        const Shape *s = &play->list.shapes[k];
        if (s->kind == SHAPE_FILL && s->color == color && s->rect.x >= column->rect.x - 1 &&
            s->rect.x + s->rect.w <= column->rect.x + column->rect.w + 1 &&
            s->rect.y >= column->rect.y - 1 && s->rect.y < column->rect.y + column->rect.h &&
            n-- == 0)
            return s;
    }
    return NULL;
}

/* The tubes of a step: rows and the thin rows under them, from above. */
static Rect tube_of(const Play *play, long t, int n) {
    const Shape *tube = bar_of(play, play->painter.theme->track, t, n);
    assert_non_null(tube);
    return tube->rect;
}

static void assert_height(Rect tube, Rect bar, float value, int foot) {
    float part = 1 + log10f(fabsf(value)) / (float)foot;
    assert_float_equal(bar.y + bar.h, tube.y + tube.h, 0.01);
    assert_float_equal(bar.h, part * tube.h, 0.01);
}

static void bars_are_the_engines_numbers(void **state) {
    (void)state;
    Play play;
    start(&play, CELLS, INPUTS, 5);
    draw(&play);
    const Theme *theme = play.painter.theme;
    const int FOOT = 2; /* the least of all is 0.5^5 or above */
    assert_true(play_says(&play, "10\u207b\u00b2"));
    assert_true(play_says(&play, "1"));
    for (long t = 0; t < 5; t++) {
        float gru = derivative(&play, GRU, t), lstm = derivative(&play, LSTM, t);
        Color hidden = theme->role[ROLE_HIDDEN];
        bool negative = derivative(&play, RNN, t) < 0;
        assert_true(negative == (t % 2 == 0));
        assert_height(
            tube_of(&play, t, 0),
            bar_of(&play, negative ? color_mix(hidden, theme->card, theme->pale) : hidden, t, 0)
                ->rect,
            derivative(&play, RNN, t), FOOT);
        assert_height(tube_of(&play, t, 1), bar_of(&play, hidden, t, !negative)->rect, gru, FOOT);
        assert_height(tube_of(&play, t, 3), bar_of(&play, theme->role[ROLE_CELL], t, 0)->rect, lstm,
                      FOOT);
        /* the products of the gates, in one colour: an update gate forgets */
        for (int cell = GRU; cell <= LSTM; cell++) {
            const Lookback *lookback = session_lookback(play.session, cell);
            assert_height(tube_of(&play, t, 2 * cell),
                          bar_of(&play, theme->role[ROLE_FORGET], t, cell - GRU)->rect,
                          lookback->kept[t], FOOT);
        }
    }
    play_stop(&play);
}

/* A forget gate that is nearly shut: what is below the axis is said to be 0, and not drawn. */
static void below_the_axis_is_nought(void **state) {
    (void)state;
    Play play;
    start(&play, "[{\"id\":\"lstm\",\"kind\":\"lstm\",\"hidden\":1,\"weights\":{\"b_f\":[-9]}}]",
          INPUTS, 5);
    draw(&play);
    assert_true(play_says(&play, "10\u207b\u2078"));
    assert_true(fabsf(derivative(&play, LSTM - 2, 0)) < 1e-8f);
    assert_true(play_says(&play, "0"));
    assert_null(bar_of(&play, play.painter.theme->role[ROLE_CELL], 0, 0));
    assert_non_null(bar_of(&play, play.painter.theme->role[ROLE_CELL], 4, 0));
    play_stop(&play);
}

/* Gradients that explode lift the axis, and are not cut off. */
static void above_one_the_axis_goes_on(void **state) {
    (void)state;
    Play play;
    start(&play,
          "[{\"id\":\"rnn\",\"kind\":\"rnn\",\"hidden\":1,\"activations\":{\"candidate\":\"relu\"},"
          "\"h0\":[1],\"weights\":{\"W_hh\":[[4]]}}]",
          INPUTS, 7);
    draw(&play);
    assert_true(derivative(&play, 0, 0) == 16384);
    assert_true(play_says(&play, "10\u2078")); /* 4^7 is beyond 10^4 */
    Rect tube = tube_of(&play, 0, 0);
    Rect bar = bar_of(&play, play.painter.theme->role[ROLE_HIDDEN], 0, 0)->rect;
    assert_float_equal(bar.h / tube.h, (2 + log10(16384)) / 10, 0.001);
    play_stop(&play);
}

static void nothing_unseen_is_drawn(void **state) {
    (void)state;
    Play one, other;
    start(&one, CELLS, INPUTS, -1);
    start(&other, CELLS, "[[0,0],[1,0.5],[0,-1],[-9,9],[9,9],[0,-5],[7,7],[0,8]]", -1);
    draw(&one);
    assert_true(play_says(&one, "Step on: then this shows how the newest step depends on those "
                                "before."));
    for (int phase = 0; phase < PHASE_COUNT; phase++) {
        play_go(&one, 2, (Phase)phase);
        play_go(&other, 2, (Phase)phase);
        draw(&one);
        draw(&other);
        assert_same_list(&one.list, &other.list);
        /* columns of steps that are complete */
        assert_int_equal(play_region(&one, "gradients.step", 2) != NULL, phase == PHASE_SHOW);
    }
    play_stop(&one);
    play_stop(&other);
}

static void the_pointer_gives_the_numbers(void **state) {
    (void)state;
    Play play;
    start(&play, CELLS, INPUTS, 5);
    for (long t = 0; t < 5; t++) {
        char number[32], label[64];
        play_do(&play, (Action){.kind = ACTION_HOVER, .id = region_id("gradients.step", (int)t)});
        draw(&play);
        snprintf(number, sizeof number, "%.3g", (double)derivative(&play, LSTM, t));
        assert_true(play_says(&play, number));
        snprintf(label, sizeof label, "LSTM %s", number);
        assert_true(play_label_has(&play, play_region(&play, "gradients.step", (int)t), label));
        assert_true(play_label_has(&play, play_region(&play, "gradients.step", (int)t), "RNN"));
    }
    play_stop(&play);
}

/* A drag that begins on one step goes over all of them; with Ctrl it looks into the memory there.
 */
static void steps_can_be_dragged_from(void **state) {
    (void)state;
    Play play;
    start(&play, CELLS, INPUTS, 5);
    draw(&play);
    const Region *region = play_region(&play, "gradients.step", 1);
    for (long t = 0; t < STEPS; t++) {
        Rect all = region->whole;
        float x = all.x + all.w * ((float)t + 0.5f) / STEPS;
        Action action = region_drag(region, x, all.y + 3);
        assert_int_equal(action.kind, ACTION_GO);
        assert_int_equal(action.step, t);
    }
    assert_int_equal(region->inspect.kind, ACTION_INSPECT);
    play_stop(&play);
}

static void the_switch_goes_both_ways(void **state) {
    (void)state;
    Play play;
    play_start(&play, CELLS, INPUTS);
    for (int view = 1; view >= 0; view--) {
        draw(&play);
        const Region *region = play_region(&play, "timeline.view", view);
        assert_non_null(region);
        assert_true(region->focusable);
        assert_true(play_do(&play, region->action));
        assert_int_equal(play.session->view.gradients, view == 1);
    }
    play_stop(&play);
}

static void all_of_it_fits(void **state) {
    (void)state;
    static const Size SIZES[] = {{1600, 900, 1}, {1280, 720, 1}, {2048, 1280, 2}};
    static Seen seen[FIT_TEXTS_MOST];
    Play play;
    screen_start(&play, SCREEN_LESSON);
    play_do(&play, (Action){.kind = ACTION_GRADIENTS, .number = 1});
    screen_beat(&play, 3); /* three cells of two units */
    for (int k = 0; k < 3; k++)
        for (int text = 0; text < 6; text++) {
            Error error = {0};
            play_do(&play, (Action){.kind = ACTION_TEXT_SIZE, .number = text ? 1 : 0});
            screen_draw(&play, SIZES[k]);
            Rect window = {0, 0, (float)SIZES[k].w, (float)SIZES[k].h};
            if (!fit_check(&play.list, &PLAY_FONTS, window, SIZES[k].scale, seen, &error))
                fail_msg("%dx%d, text %d: %s", SIZES[k].w, SIZES[k].h, text, error.what);
        }
    play_stop(&play);
}

static void a_class_sees_them_too(void **state) {
    (void)state;
    Play play;
    screen_start(&play, SCREEN_LESSON);
    screen_beat(&play, 3);
    play_do(&play, (Action){.kind = ACTION_PRESENT, .number = 1});
    screen_draw(&play, (Size){1600, 900, 1});
    assert_false(screen_says(&play, "depends on"));
    play_do(&play, (Action){.kind = ACTION_GRADIENTS, .number = 1});
    screen_draw(&play, (Size){1600, 900, 1});
    assert_true(screen_says(&play, "depends on"));
    assert_null(play_region(&play, "timeline.view", 0));
    play_stop(&play);
}

static void they_are_told_in_words(void **state) {
    (void)state;
    static char text[8192];
    char wanted[128];
    Play play;
    start(&play, CELLS, INPUTS, 5);
    describe_beat(play.session, NULL, text, sizeof text);
    snprintf(wanted, sizeof wanted,
             "The memory cell of unit 1 of the LSTM at step 5 depends by %.3g",
             (double)derivative(&play, LSTM, 4));
    assert_non_null(strstr(text, wanted));
    snprintf(wanted, sizeof wanted, "by %.3g on step 0.", (double)derivative(&play, RNN, 0));
    assert_non_null(strstr(text, wanted));
    play_do(&play, (Action){.kind = ACTION_GRADIENTS, .number = 0});
    describe_beat(play.session, NULL, text, sizeof text);
    assert_null(strstr(text, "Gradients"));
    play_stop(&play);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(bars_are_the_engines_numbers),
                                       cmocka_unit_test(below_the_axis_is_nought),
                                       cmocka_unit_test(above_one_the_axis_goes_on),
                                       cmocka_unit_test(nothing_unseen_is_drawn),
                                       cmocka_unit_test(the_pointer_gives_the_numbers),
                                       cmocka_unit_test(steps_can_be_dragged_from),
                                       cmocka_unit_test(the_switch_goes_both_ways),
                                       cmocka_unit_test(all_of_it_fits),
                                       cmocka_unit_test(a_class_sees_them_too),
                                       cmocka_unit_test(they_are_told_in_words)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
