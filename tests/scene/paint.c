/* paint.c: the pencil and the curves in the heads of input rows: there for each, in their
 * place at every size, shut where a task is about something else; the pencil makes of its row a
 * canvas whose points are steps and values; what the learner has painted is seen before its step
 * was reached, and nothing else is; the open list offers every curve and of noise the next seed. */
#include "scene_screen.h"

#include "lesson/wave.h"

static const Size SIZES[] = {
    {1280, 720, 1}, {1600, 900, 1}, {2560, 1440, 1.5f}, {1280, 720, 1.25f}};
enum { SIZE_COUNT = sizeof SIZES / sizeof *SIZES, TASK_BEAT = 2 };

static int set_up(void **state) {
    static Play play;
    screen_start(&play, SCREEN_LESSON);
    screen_wait(&play);
    *state = &play;
    return 0;
}

static int tear_down(void **state) {
    play_stop(*state);
    return 0;
}

static void click(Play *play, const char *name, int index) {
    const Region *region = play_region(play, name, index);
    assert_non_null(region);
    assert_false(region->disabled);
    assert_true(play_do(play, region->action));
    screen_draw(play, SIZES[1]);
}

static float input(const Play *play, int column, long t) {
    const Edit target = {.kind = EDIT_INPUT, .column = column, .step = t};
    return run_value(play->session->run, &target);
}

static void test_tools(void **state) {
    Play *play = *state;
    for (int k = 0; k < SIZE_COUNT; k++) {
        screen_draw(play, SIZES[k]);
        Rect steps = play_region(play, "timeline.steps", 0)->rect;
        for (int input = 0; input < 2; input++) {
            const Region *pencil = play_region(play, "timeline.pencil", input);
            const Region *curves = play_region(play, "timeline.curves", input);
            Rect bar = play_region(play, "timeline.x0", 0)->rect;
            assert_true(pencil && curves && pencil->focusable && curves->focusable);
            assert_true(pencil->rect.w >= 20 && pencil->rect.h >= 12);
            assert_false(rects_meet(pencil->rect, curves->rect, 0));
            assert_true(curves->rect.x + curves->rect.w <= steps.x);
            if (input == 0)
                assert_true(pencil->rect.y >= bar.y - 1 &&
                            pencil->rect.y + pencil->rect.h <= bar.y + bar.h + 1);
            Seen seen[1024];
            int count = screen_texts(play, seen, 1024);
            for (int text = 0; text < count; text++)
                assert_false(rects_meet(seen[text].rect, pencil->rect, 1) ||
                             rects_meet(seen[text].rect, curves->rect, 1));
        }
        assert_null(play_region(play, "timeline.paint", 0));
    }
    screen_beat(play, TASK_BEAT); /* "may" names a bias only */
    screen_draw(play, SIZES[1]);
    assert_true(play_region(play, "timeline.pencil", 0)->disabled);
    assert_true(play_region(play, "timeline.curves", 1)->disabled);
}

static void test_canvas(void **state) {
    Play *play = *state;
    screen_draw(play, SIZES[1]);
    click(play, "timeline.pencil", 1);
    const Region *canvas = play_region(play, "timeline.paint", 1);
    assert_non_null(canvas);
    assert_null(play_region(play, "timeline.paint", 0));
    float column = canvas->rect.w / 3; /* three steps */
    for (int t = 0; t < 3; t++) {
        float x = canvas->rect.x + column * ((float)t + 0.5f);
        assert_ptr_equal(region_at(&play->list, x, canvas->rect.y + 1), canvas);
        Action top = region_drag(canvas, x, canvas->rect.y - 50);
        Action foot = region_drag(canvas, x, canvas->rect.y + 500);
        assert_int_equal(top.kind, ACTION_PAINT_INPUT);
        assert_int_equal(top.number, 1);
        assert_int_equal(top.step, t);
        assert_true(top.value == canvas->high && foot.value == canvas->low);
        assert_true(canvas->high >= 1 && canvas->low == -canvas->high);
        assert_true(play_do(play, top));
        assert_true(input(play, 1, t) == top.value);
        screen_draw(play, SIZES[1]);
        canvas = play_region(play, "timeline.paint", 1);
    }
    click(play, "timeline.pencil", 1);
    assert_null(play_region(play, "timeline.paint", 1));
}

/* Opaque shapes whose middle lies in the column of step t of an input's row. */
static int shapes_at(const Play *play, int column, long t) {
    Rect canvas = play_region(play, "timeline.paint", column)->rect;
    Rect tube = {canvas.x + canvas.w / 3 * (float)t, canvas.y, canvas.w / 3, canvas.h};
    int count = 0;
    for (int k = 0; k < play->list.shape_count; k++) {
        const Shape *shape = &play->list.shapes[k];
        count += shape->kind == SHAPE_FILL && shape->rect.w < tube.w &&
                 rect_contains(tube, shape->rect.x + shape->rect.w / 2,
                               shape->rect.y + shape->rect.h / 2);
    }
    return count;
}

static void test_own_future(void **state) {
    Play *play = *state; /* at step 1 of three */
    screen_draw(play, SIZES[1]);
    click(play, "timeline.pencil", 0);
    click(play, "timeline.pencil", 1);
    assert_int_equal(play->session->seen, 1);
    assert_true(shapes_at(play, 0, 1) > 0);
    assert_int_equal(shapes_at(play, 0, 2), 0);
    play_do(play, (Action){.kind = ACTION_PAINT_INPUT, .number = 0, .step = 2, .value = 0.75f});
    screen_draw(play, SIZES[1]);
    assert_true(shapes_at(play, 0, 2) > 0);
    assert_int_equal(shapes_at(play, 1, 2), 0); /* the lesson's own stays hidden */
    assert_int_equal(play->session->seen, 1);
    play_do(play, (Action){.kind = ACTION_UNDO});
    screen_draw(play, SIZES[1]);
    assert_int_equal(shapes_at(play, 0, 2), 0);
}

static void test_list(void **state) {
    Play *play = *state;
    for (int k = 0; k < SIZE_COUNT; k++) {
        screen_draw(play, SIZES[k]);
        assert_null(play_region(play, "timeline.curve", 0));
        play_do(play, play_region(play, "timeline.curves", 0)->action);
        screen_draw(play, SIZES[k]);
        Rect all = {0, 0, (float)SIZES[k].w, (float)SIZES[k].h};
        for (int wave = 0; wave < WAVE_COUNT; wave++) {
            const Region *entry = play_region(play, "timeline.curve", wave);
            assert_non_null(entry);
            assert_true(entry->focusable && rect_inside(all, entry->rect));
            assert_int_equal(entry->action.kind, ACTION_INPUT_PRESET);
            assert_true(screen_says(play, wave_name((Wave)wave)));
            Rect r = entry->rect;
            assert_ptr_equal(region_at(&play->list, r.x + r.w / 2, r.y + r.h / 2), entry);
        }
        play_do(play, (Action){.kind = ACTION_OPEN_MENU, .id = 0});
    }
}

static void test_noise_again(void **state) {
    Play *play = *state;
    for (int seed = 1; seed <= 3; seed++) {
        char text[48];
        screen_draw(play, SIZES[1]);
        click(play, "timeline.curves", 1);
        if (seed == 1)
            snprintf(text, sizeof text, "noise, seed 1");
        else
            snprintf(text, sizeof text, "noise, seed %d \u2192 %d", seed - 1, seed);
        assert_true(screen_says(play, text));
        click(play, "timeline.curve", WAVE_COUNT + WAVE_NOISE);
        assert_int_equal(play->session->view.menu, 0);
        assert_int_equal(session_input_wave(play->session, 1)->row, seed);
        assert_true(input(play, 1, 2) == noise_at((unsigned)seed, 2));
        snprintf(text, sizeof text, "noise of seed %d", seed);
        assert_true(play_label_has(play, play_region(play, "timeline.curves", 1), text));
    }
    play_do(play, play_region(play, "timeline.curves", 1)->reset);
    assert_null(session_input_wave(play->session, 1));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_tools, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_canvas, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_own_future, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_list, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_noise_again, set_up, tear_down)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
