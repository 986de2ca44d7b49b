/* predict.c: questions whose answer is computed, as they are drawn: where one draws is where the
 * number is, nothing that answers can be seen before, what came of it stands in sentences and
 * lengths, and nothing lies on anything at any size, in both languages. */
#include "scene_lessons.h"

#include "engine/kinds/lstm.h"
#include "scene/words/answer_told.h"
#include "scene/words/describe.h"
#include "session/asked.h"

enum { DRAW, DRAG, NUMBER, STEP, ORDER, LAST };

static const Size SIZES[] = {
    {1600, 900, 1}, {1280, 720, 1}, {1024, 640, 1}, {2560, 1440, 1}, {390, 844, 1}};
enum { SIZE_COUNT = sizeof SIZES / sizeof *SIZES };
static const Size WIDE = {1600, 900, 1};

static void start(Play *play, int beat) {
    lesson_start(play, "tests/samples/questions.json");
    play->session->view.reduced_motion = true;
    session_apply(play->session, &(Action){.kind = ACTION_EXPLORE, .number = 0});
    screen_beat(play, beat);
}

static bool give(Play *play, int number) {
    bool given = play_do(play, (Action){.kind = ACTION_GIVE, .number = number});
    screen_wait(play);
    return given;
}

static void draw_flat(Play *play, float value) {
    play_do(play, (Action){.kind = ACTION_GUESS, .step = 2, .value = value});
    play_do(play, (Action){.kind = ACTION_GUESS, .step = 6, .value = value, .flag = true});
}

static const Region *ground(Play *play, Size size) {
    screen_draw(play, size);
    const Region *region = play_region(play, "predict", 0);
    assert_non_null(region);
    assert_int_equal(region->kind, REGION_PAINT);
    return region;
}

static int count_shapes(const Play *play, ShapeKind kind, Color color) {
    int count = 0;
    for (int k = 0; k < play->list.shape_count; k++)
        count += play->list.shapes[k].kind == kind && play->list.shapes[k].color == color;
    return count;
}

/* ---- where one draws ---- */

/* A press at a point of a column gives its step, and the value of that height. */
static void pressed_where_it_is(void **state) {
    (void)state;
    for (int k = 0; k < SIZE_COUNT; k++) {
        Play play;
        start(&play, DRAW);
        const Region *region = ground(&play, SIZES[k]);
        AskedRange range = asked_range(play.session);
        assert_true(region->from == 2 && region->to == 6);
        assert_true(region->low == range.low && region->high == range.high);
        float column = region->rect.w / 5;
        Action action = region_drag(region, region->rect.x + 2.5f * column,
                                    region->rect.y + region->rect.h / 2);
        assert_true(action.kind == ACTION_GUESS && action.step == 4);
        assert_float_equal(action.value, (range.low + range.high) / 2, 0.02f);
        assert_true(region->rect.h >= 40 && column >= 17);
        play_stop(&play);
    }
}

/* The ring of a drawn step stands at that value's height in the ground. */
static void rings_stand_at_their_values(void **state) {
    (void)state;
    Play play;
    start(&play, DRAW);
    play_do(&play, (Action){.kind = ACTION_GUESS, .step = 3, .value = 0.5f});
    const Region *region = ground(&play, WIDE);
    Rect r = region->rect;
    float wanted = r.y + r.h * (region->high - 0.5f) / (region->high - region->low);
    int found = 0;
    for (int k = 0; k < play.list.shape_count; k++) {
        const Shape *shape = &play.list.shapes[k];
        if (shape->kind != SHAPE_RING || !rect_inside(r, shape->rect))
            continue;
        found++;
        assert_float_equal(shape->rect.y + shape->rect.h / 2, wanted, 2);
        assert_float_equal(shape->rect.x + shape->rect.w / 2, r.x + 1.5f * r.w / 5, 6);
    }
    assert_int_equal(found, 1);
    play_stop(&play);
}

static void one_bar_and_all_steps(void **state) {
    (void)state;
    Play play;
    start(&play, DRAG);
    const Region *region = ground(&play, WIDE);
    assert_true(region->from == 5 && region->to == 5);
    assert_true(play_label_has(&play, region, "at t = 5"));
    screen_beat(&play, STEP);
    region = ground(&play, WIDE);
    assert_true(region->from == 0 && region->to == 7);
    Action action = region_drag(region, region->rect.x + region->rect.w - 2, region->rect.y + 2);
    assert_true(action.kind == ACTION_GUESS && action.step == 7);
    play_stop(&play);
}

/* ---- what is hidden ---- */

static void nothing_answers(void **state) {
    (void)state;
    Play play;
    start(&play, DRAW);
    screen_draw(&play, WIDE);
    assert_false(screen_says(&play, "0.00237"));
    assert_int_equal(count_shapes(&play, SHAPE_DISC, theme_get(THEME_DARK)->role[ROLE_CELL]), 0);
    for (int t = 0; t < 8; t++) { /* the inputs to come are there, and cannot be changed yet */
        const Region *bar = play_region(&play, "time.x0", t);
        assert_int_equal(bar != NULL, t <= 1);
    }
    assert_null(play_region(&play, "reason", 0));
    play_stop(&play);
}

/* ---- what came of it ---- */

static void the_gap_is_told(void **state) {
    (void)state;
    Play play;
    start(&play, DRAW);
    draw_flat(&play, 0.95f);
    screen_draw(&play, WIDE);
    const Region *compare = play_region(&play, "give", 0);
    assert_true(compare && compare->action.kind == ACTION_GIVE);
    assert_true(give(&play, 0));
    screen_draw(&play, WIDE);
    assert_true(screen_says(&play, "Farthest off at t = 5: you drew"));
    assert_true(screen_says(&play, "forget gate"));
    assert_true(play_says(&play, "f held") && play_says(&play, "gap"));
    assert_true(screen_says(&play, "shuts the")); /* the lesson's own reason */
    const Theme *theme = theme_get(THEME_DARK);
    Color shade = color_alpha(theme->bad, 0.28f);
    assert_true(count_shapes(&play, SHAPE_FILL, shade) > 20);
    assert_true(count_shapes(&play, SHAPE_DISC, theme->role[ROLE_CELL]) >= 5);
    assert_true(play_says(&play, "you") && play_says(&play, "true"));
    assert_non_null(play_region(&play, "reason", 0));
    play_stop(&play);
}

/* Cut to any size, it ends there, and writes nothing behind. */
static void the_gap_is_told_in_any_room(void **state) {
    (void)state;
    enum { MOST = 640 };
    Play play;
    char whole[MOST], part[MOST];
    start(&play, DRAW);
    draw_flat(&play, 0.95f);
    assert_true(give(&play, 0));
    answer_told(play.session, whole, sizeof whole);
    size_t length = strlen(whole);
    assert_in_range(length, 60, MOST - 1);
    for (size_t size = 1; size <= length + 1; size++) {
        memset(part, '#', sizeof part);
        answer_told(play.session, part, size);
        assert_int_equal(strlen(part), size - 1);
        assert_memory_equal(part, whole, size - 1);
        assert_int_equal(part[size], '#');
    }
    play_stop(&play);
}

/* As long as what it leaves: the forget gate's bar is short, the others are whole. */
static void gaps_are_lengths(void **state) {
    (void)state;
    Play play;
    start(&play, DRAW);
    draw_flat(&play, 0.95f);
    give(&play, 0);
    screen_draw(&play, WIDE);
    const Theme *theme = theme_get(THEME_DARK);
    const Gap *gap = &play.session->outcome.gap;
    float whole = 0, made = 0;
    for (int k = 0; k < play.list.shape_count; k++) {
        const Shape *shape = &play.list.shapes[k];
        if (shape->kind == SHAPE_FILL && shape->color == theme->bad && shape->radius > 0)
            whole = shape->rect.w;
        if (shape->kind == SHAPE_FILL && shape->color == theme->good && shape->radius > 0)
            made = shape->rect.w;
    }
    assert_true(whole > 60);
    assert_float_equal(made / whole, gap->causes[gap->made_by].gap / gap->gap, 0.03f);
    play_stop(&play);
}

static void right_closes_it(void **state) {
    (void)state;
    for (int beat = DRAW; beat <= ORDER; beat++) {
        Play play;
        start(&play, beat);
        screen_draw(&play, WIDE);
        assert_non_null(play_region(&play, "give", 0));
        assert_non_null(play_region(&play, "giveup", 0));
        assert_true(give(&play, 2));
        screen_draw(&play, WIDE);
        assert_true(screen_says(&play, "Right:"));
        assert_null(play_region(&play, "give", 0));
        assert_null(play_region(&play, "predict", 0));
        assert_null(play_region(&play, "order.up", 1));
        play_stop(&play);
    }
}

static void numbers_of_an_order(void **state) {
    (void)state;
    Play play;
    start(&play, ORDER);
    screen_draw(&play, WIDE);
    assert_null(play_region(&play, "order.up", 0)); /* there is nothing above the first */
    assert_null(play_region(&play, "order.down", 3));
    const Region *down = play_region(&play, "order.down", 0);
    assert_non_null(down);
    int first = asked_run(play.session, 0);
    assert_true(play_do(&play, down->action));
    assert_int_equal(asked_run(play.session, 1), first);
    assert_false(play_says(&play, "0.12")); /* of the gate held at a half */
    give(&play, 0);
    screen_draw(&play, WIDE);
    assert_true(play_says(&play, "0.12"));
    play_stop(&play);
}

static void number_is_a_slider(void **state) {
    (void)state;
    Play play;
    start(&play, NUMBER);
    screen_draw(&play, WIDE);
    const Region *slider = play_region(&play, "guess", 0);
    assert_true(slider && slider->kind == REGION_SLIDER);
    assert_true(slider->low == -1 && slider->high == 1);
    Action action =
        region_drag(slider, slider->rect.x + 0.75f * slider->rect.w, slider->rect.y + 3);
    assert_true(action.kind == ACTION_GUESS);
    assert_float_equal(action.value, 0.5f, 0.03f);
    assert_false(play_says(&play, "0.50"));
    play_do(&play, action);
    screen_draw(&play, WIDE);
    assert_true(play_says(&play, "0.50"));
    const Region *more = play_region(&play, "guess.more", 0);
    assert_true(more && more->action.value > play.session->beats[NUMBER].guess.values[0]);
    play_stop(&play);
}

/* ---- elsewhere ---- */

static void workbench_says_where(void **state) {
    (void)state;
    Play play;
    start(&play, DRAW);
    session_apply(play.session, &(Action){.kind = ACTION_EXPLORE, .number = 1});
    screen_draw(&play, WIDE);
    assert_true(screen_says(&play, "on the guided stage"));
    assert_null(play_region(&play, "predict", 0));
    play_stop(&play);
}

static void before_a_class(void **state) {
    (void)state;
    Play play;
    start(&play, DRAW);
    play_do(&play, (Action){.kind = ACTION_PRESENT, .number = 1});
    for (int k = 0; k < SIZE_COUNT; k++) {
        const Region *region = ground(&play, SIZES[k]);
        assert_true(region->from == 2 && region->to == 6 && region->rect.h >= 24);
    }
    draw_flat(&play, 0.95f);
    assert_true(give(&play, 0));
    screen_draw(&play, WIDE);
    assert_true(screen_says(&play, "Farthest off at t = 5"));
    play_stop(&play);
}

static void described(void **state) {
    (void)state;
    static char text[8192];
    Play play;
    start(&play, DRAW);
    describe_beat(play.session, NULL, text, sizeof text);
    assert_non_null(strstr(text, "Draw the memory cell"));
    assert_null(strstr(text, "forget gate fell"));
    draw_flat(&play, 0.95f);
    describe_beat(play.session, NULL, text, sizeof text);
    assert_non_null(strstr(text, "At step 4 you have 0.95."));
    assert_null(strstr(text, "Farthest"));
    give(&play, 0);
    play_do(&play, (Action){.kind = ACTION_REASON, .number = 1});
    play_do(&play, (Action){.kind = ACTION_REASON_KEY, .unit = 'z'});
    describe_beat(play.session, NULL, text, sizeof text);
    assert_non_null(strstr(text, "Farthest off at t = 5: you drew 0.95, it is 0.00."));
    assert_non_null(strstr(text, "The forget gate made it: it went from 1.00 to 0.00."));
    assert_non_null(strstr(text, "In your own words. z"));
    screen_beat(&play, ORDER);
    describe_beat(play.session, NULL, text, sizeof text);
    assert_non_null(strstr(text, "Run 4. "));
    assert_null(strstr(text, "Its number is"));
    give(&play, 1);
    describe_beat(play.session, NULL, text, sizeof text);
    assert_non_null(strstr(text, "Its number is 0.12."));
    play_stop(&play);
}

/* ---- nothing lies on anything ---- */

static void look(Play *play) {
    for (int present = 0; present < 2; present++) {
        play_do(play, (Action){.kind = ACTION_PRESENT, .number = present});
        for (int k = 0; k < SIZE_COUNT; k++)
            screen_assert_whole(play, SIZES[k]);
    }
    play_do(play, (Action){.kind = ACTION_PRESENT, .number = 0});
}

static void all_is_whole(void **state) {
    (void)state;
    for (int pass = 0; pass < 6; pass++) {
        for (int beat = DRAW; beat <= LAST; beat++) {
            Play play;
            start(&play, beat);
            play.session->view.language = pass % 2 ? LANGUAGE_ZH : NULL;
            play.session->view.text_scale = pass >= 4 ? 1.6f : 1;
            play.session->view.theme = pass % 3;
            look(&play);
            if (beat == DRAW)
                draw_flat(&play, pass < 2 ? 0.95f : 0);
            else
                play_do(&play, (Action){.kind = ACTION_GUESS, .step = 6, .value = 0.7f});
            look(&play);
            give(&play, 0);
            look(&play);
            give(&play, 2);
            look(&play);
            play_stop(&play);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(pressed_where_it_is),
                                       cmocka_unit_test(rings_stand_at_their_values),
                                       cmocka_unit_test(one_bar_and_all_steps),
                                       cmocka_unit_test(nothing_answers),
                                       cmocka_unit_test(the_gap_is_told),
                                       cmocka_unit_test(the_gap_is_told_in_any_room),
                                       cmocka_unit_test(gaps_are_lengths),
                                       cmocka_unit_test(right_closes_it),
                                       cmocka_unit_test(numbers_of_an_order),
                                       cmocka_unit_test(number_is_a_slider),
                                       cmocka_unit_test(workbench_says_where),
                                       cmocka_unit_test(before_a_class),
                                       cmocka_unit_test(described),
                                       cmocka_unit_test(all_is_whole)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
