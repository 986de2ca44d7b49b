/* focus.c: proves that the keyboard never loses its way: whatever Tab comes to shows a frame
 * that stands out from what it lies on and is not drawn over; Tab goes through the parts of the
 * screen in the order in which they are read; an overlay keeps it inside. */
#include "engine/kinds/lstm.h"
#include "scene_lessons.h"

static const Size SIZES[] = {{1600, 900, 1}, {1280, 720, 1}, {2560, 1440, 1.5f}};
static const Size WIDE = {1600, 900, 1};

enum { SIZES_COUNT = sizeof SIZES / sizeof *SIZES };

static void set_focus(Play *play, unsigned id) {
    play_do(play, (Action){.kind = ACTION_FOCUS, .id = id, .flag = id != 0});
}

/* ---- the frame ---- */

static bool holds(Rect outer, Rect inner) {
    return outer.x <= inner.x && outer.y <= inner.y && outer.x + outer.w >= inner.x + inner.w &&
           outer.y + outer.h >= inner.y + inner.h;
}

static bool same_shape(const Shape *a, const Shape *b) {
    return a->kind == b->kind && memcmp(&a->rect, &b->rect, sizeof(Rect)) == 0 &&
           a->color == b->color && a->width == b->width;
}

/* Of the frames in the colour of the focus, one that the picture without the focus has not; -1. */
static int focus_frame(const Play *play, const DisplayList *before, Color color) {
    const DisplayList *list = &play->list;
    for (int k = 1; k < list->shape_count; k++) {
        const Shape *shape = &list->shapes[k];
        bool known = shape->kind != SHAPE_FRAME || shape->color != color;
        for (int b = 0; b < before->shape_count && !known; b++)
            known = same_shape(shape, &before->shapes[b]);
        if (!known)
            return k;
    }
    return -1;
}

/* Lies on a halo that is wider on both sides, and no fill hides its left or its right edge. */
static void check_frame(const Play *play, int frame, const Region *region, const char *what) {
    const DisplayList *list = &play->list;
    const Theme *theme = theme_get(play->session->view.theme);
    const Shape *shape = &list->shapes[frame], *halo = shape - 1;
    assert_int_equal(halo->kind, SHAPE_FRAME);
    assert_int_equal(halo->color, theme->background);
    assert_true(holds(halo->rect, shape->rect));
    assert_true(halo->rect.x + halo->width > shape->rect.x + shape->width);
    assert_true(color_contrast(shape->color, halo->color) >= 3);
    assert_true(shape->width >= 2);
    float slack = 12 * play->viewport.scale;
    Rect near = {region->rect.x - slack, region->rect.y - slack, region->rect.w + 2 * slack,
                 region->rect.h + 2 * slack};
    if (!rects_meet(shape->rect, near, 0))
        fail_msg("%s: the frame of \"%s\" is elsewhere", what, list->texts + region->label);
    Rect left = {shape->rect.x, shape->rect.y, shape->width, shape->rect.h};
    Rect right = left;
    right.x += shape->rect.w - shape->width;
    if (fit_covered(list, frame, left) || fit_covered(list, frame, right))
        fail_msg("%s: the frame of \"%s\" is covered", what, list->texts + region->label);
}

/* Every stop of Tab on the screen as it is. Returns how many there are. */
static int check_stops(Play *play, Size size, const char *what) {
    static unsigned ids[4096];
    const Theme *theme = theme_get(play->session->view.theme);
    DisplayList before = {0};
    int count = 0;
    set_focus(play, 0);
    screen_draw(play, size);
    for (int k = 0; k < play->list.region_count && count < 4096; k++)
        if (play->list.regions[k].focusable && !play->list.regions[k].disabled)
            ids[count++] = play->list.regions[k].id;
    scene_build(&before, play->session, &PLAY_FONTS, &play->viewport);
    for (int k = 0; k < count; k++) {
        set_focus(play, ids[k]);
        screen_draw(play, size);
        const Region *region = region_find(&play->list, ids[k]);
        assert_non_null(region); /* the focus does not make it vanish */
        if (region->rect.w <= 0)
            fail_msg("%s: \"%s\" is out of sight", what, play->list.texts + region->label);
        int frame = focus_frame(play, &before, theme->select);
        if (frame < 0)
            fail_msg("%s: no frame at \"%s\"", what, play->list.texts + region->label);
        check_frame(play, frame, region, what);
    }
    display_free(&before);
    return count;
}

static void test_main_screen(void **state) {
    (void)state;
    Play play;
    screen_start(&play, SCREEN_LESSON);
    for (int beat = 0; beat < play.lesson->beat_count; beat++) {
        screen_beat(&play, beat);
        for (int s = 0; s < SIZES_COUNT; s++) {
            play_do(&play, (Action){.kind = ACTION_THEME, .number = s});
            assert_true(check_stops(&play, SIZES[s], "main screen") > 25);
        }
    }
    play_stop(&play);
}

static void test_guided_stage(void **state) {
    (void)state;
    Play play;
    screen_start(&play, SCREEN_LESSON);
    play_do(&play, (Action){.kind = ACTION_EXPLORE, .number = 0});
    for (int beat = 0; beat < play.lesson->beat_count; beat++) {
        screen_beat(&play, beat);
        for (int s = 0; s < SIZES_COUNT; s++) {
            play_do(&play, (Action){.kind = ACTION_THEME, .number = s});
            assert_true(check_stops(&play, SIZES[s], "guided stage") > 25);
        }
    }
    play_stop(&play);
}

static void test_lessons(void **state) {
    (void)state;
    static char paths[LESSONS_MOST][300];
    int count = lesson_paths(paths);
    for (int k = 0; k < count; k++) {
        Play play;
        lesson_start(&play, paths[k]);
        screen_beat(&play, play.lesson->beat_count / 2);
        play_do(&play, (Action){.kind = ACTION_THEME, .number = k % THEME_COUNT});
        check_stops(&play, WIDE, paths[k]);
        play_stop(&play);
    }
}

/* Folded panels, an open list, sums unfolded. */
static void test_panels(void **state) {
    (void)state;
    Play play;
    screen_start(&play, SCREEN_LESSON);
    screen_beat(&play, 3);
    play_do(&play, (Action){.kind = ACTION_OPEN_MENU, .id = region_id("menu", 0)});
    check_stops(&play, SIZES[2], "open list");
    for (int panel = 0; panel < PANEL_COUNT; panel++) {
        play_do(&play, (Action){.kind = ACTION_PANEL, .number = panel});
        check_stops(&play, WIDE, "folded panel");
    }
    play_stop(&play);
}

/* Where a number came from, in place of the tweaks. */
static void test_inspector(void **state) {
    (void)state;
    static const int SIGNALS[] = {LSTM_F, LSTM_G, LSTM_C, LSTM_H};
    Play play;
    screen_start(&play, SCREEN_LESSON);
    screen_beat(&play, 3);
    for (size_t k = 0; k < sizeof SIGNALS / sizeof *SIGNALS; k++) {
        play_do(&play, (Action){.kind = ACTION_INSPECT, .number = SIGNALS[k], .step = 2});
        assert_non_null(session_inspected(play.session));
        check_stops(&play, WIDE, "inspector");
    }
    play_stop(&play);
}

static void test_presentation(void **state) {
    (void)state;
    Play play;
    screen_start(&play, SCREEN_LESSON);
    play_do(&play, (Action){.kind = ACTION_PRESENT, .number = 1});
    for (int beat = 0; beat < play.lesson->beat_count; beat++) {
        screen_beat(&play, beat);
        play_do(&play, (Action){.kind = ACTION_REVEAL});
        check_stops(&play, WIDE, "presentation");
    }
    play_stop(&play);
}

/* ---- what it is ---- */

/* The top bar says what the pointer or else the keyboard is at. */
static void test_status(void **state) {
    (void)state;
    const Size wide = {3200, 900, 1};
    Play play;
    screen_start(&play, SCREEN_LESSON);
    screen_draw(&play, wide);
    assert_false(screen_says(&play, "One step on"));
    set_focus(&play, region_id("time.step", 0));
    screen_draw(&play, wide);
    assert_true(screen_says(&play, "One step on"));
    play_do(&play, (Action){.kind = ACTION_HOVER, .id = region_id("time.first", 0)});
    screen_draw(&play, wide);
    assert_true(screen_says(&play, "To the initial state"));
    assert_false(screen_says(&play, "One step on"));
    screen_draw(&play, (Size){900, 600, 1}); /* no room: the controls stay as they are */
    assert_false(screen_says(&play, "To the initial state"));
    play_stop(&play);
}

/* ---- the help ---- */

static void test_help_keeps_the_focus(void **state) {
    (void)state;
    Play play;
    screen_start(&play, SCREEN_LESSON);
    screen_draw(&play, WIDE);
    unsigned next = region_id("next", 0);
    play_do(&play, (Action){.kind = ACTION_HELP, .number = 1});
    assert_int_equal(check_stops(&play, WIDE, "help"), 1);
    const Region *only = region_next(&play.list, next, 1);
    assert_non_null(only);
    assert_int_equal(only->id, region_id("help.close", 0));
    assert_ptr_equal(region_next(&play.list, only->id, 1), only);
    assert_true(region_find(&play.list, next)->disabled); /* no key presses what lies below */
    play_stop(&play);
}

/* ---- the order ---- */

typedef enum Part { PART_TOPBAR, PART_LESSON, PART_STAGE, PART_TIMELINE, PART_TWEAKS } Part;

static Rect panel_rect(const Play *play, Panel panel) {
    const Region *region = play_region(play, "scroll", (int)panel);
    assert_non_null(region);
    return region->rect;
}

static Part part_of(const Play *play, const Region *region) {
    Rect lesson = panel_rect(play, PANEL_LESSON), tweaks = panel_rect(play, PANEL_TWEAKS);
    const Region *steps = play_region(play, "timeline.steps", 0);
    assert_non_null(steps);
    float x = region->rect.x + region->rect.w / 2;
    if (region->rect.y + region->rect.h < 48)
        return PART_TOPBAR;
    if (x < lesson.x + lesson.w)
        return PART_LESSON;
    if (x > tweaks.x - 8)
        return PART_TWEAKS;
    return region->rect.y < steps->rect.y ? PART_STAGE : PART_TIMELINE;
}

static void test_order(void **state) {
    (void)state;
    Play play;
    screen_start(&play, SCREEN_LESSON);
    for (int beat = 0; beat < play.lesson->beat_count; beat++) {
        screen_beat(&play, beat);
        screen_draw(&play, WIDE);
        bool met[PART_TWEAKS + 1] = {false};
        Part last = PART_TOPBAR;
        for (int k = 0; k < play.list.region_count; k++) {
            const Region *region = &play.list.regions[k];
            if (!region->focusable || region->rect.w <= 0)
                continue;
            Part part = part_of(&play, region);
            if (part < last)
                fail_msg("beat %d: \"%s\" is of part %d, after part %d", beat,
                         play.list.texts + region->label, (int)part, (int)last);
            met[last = part] = true;
        }
        for (int part = 0; part <= PART_TWEAKS; part++)
            assert_true(met[part]);
    }
    play_stop(&play);
}

/* Tab meets everything once and comes round; Shift+Tab goes the same way back. */
static void test_round(void **state) {
    (void)state;
    Play play;
    screen_start(&play, SCREEN_LESSON);
    screen_draw(&play, WIDE);
    int stops = 0, met = 0;
    for (int k = 0; k < play.list.region_count; k++)
        stops += play.list.regions[k].focusable && !play.list.regions[k].disabled;
    const Region *first = region_next(&play.list, 0, 1), *at = first;
    do {
        const Region *next = region_next(&play.list, at->id, 1);
        assert_ptr_equal(region_next(&play.list, next->id, -1), at);
        at = next;
        met++;
    } while (at != first && met <= stops);
    assert_int_equal(met, stops);
    play_stop(&play);
}

/* ---- what is asked for comes first ---- */

static bool asks(const Play *play) {
    const Beat *beat = session_beat(play->session);
    bool given = beat->task && beat->task->may_count > 0;
    return given || (beat->question && session_question_open(play->session));
}

/* One press of Tab comes to a task's handle or to an open question's first choice; Tab goes through all
 * of them, and then through all else, and back again. */
static void check_first(const Play *play, const char *path) {
    const DisplayList *list = &play->list;
    int asked = 0, all = 0, seen = 0;
    for (int k = 0; k < list->region_count; k++) {
        bool stop = list->regions[k].focusable && !list->regions[k].disabled;
        all += stop;
        asked += stop && list->regions[k].asked;
    }
    if (asked == 0)
        fail_msg("%s, beat %d: nothing that is asked for can be reached", path,
                 play->session->beat);
    const Region *region = region_next(list, 0, 1), *first = region;
    for (int k = 0; k < all; k++) {
        assert_true(region->asked == (k < asked));
        const Region *next = region_next(list, region->id, 1);
        assert_ptr_equal(region_next(list, next->id, -1), region);
        region = next;
        seen++;
    }
    assert_int_equal(seen, all);
    assert_ptr_equal(region, first);
}

static void test_asked_comes_first(void **state) {
    static char paths[LESSONS_MOST][300];
    (void)state;
    int count = lesson_paths(paths), beats = 0;
    for (int k = 0; k < count; k++) {
        Play play;
        lesson_start(&play, paths[k]);
        play_do(&play, (Action){.kind = ACTION_EXPLORE, .number = 0});
        for (int beat = 0; beat < play.lesson->beat_count; beat++) {
            screen_beat(&play, beat);
            screen_draw(&play, WIDE);
            if (!asks(&play))
                continue;
            check_first(&play, paths[k]);
            beats++;
        }
        play_stop(&play);
    }
    assert_true(beats > 60);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_main_screen),
                                       cmocka_unit_test(test_guided_stage),
                                       cmocka_unit_test(test_asked_comes_first),
                                       cmocka_unit_test(test_lessons),
                                       cmocka_unit_test(test_panels),
                                       cmocka_unit_test(test_inspector),
                                       cmocka_unit_test(test_presentation),
                                       cmocka_unit_test(test_status),
                                       cmocka_unit_test(test_help_keeps_the_focus),
                                       cmocka_unit_test(test_order),
                                       cmocka_unit_test(test_round)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
