/* known.c: how far an idea is known, as a bar: its lengths in pixels, and the words beside it. */
#include "scene_screen.h"

#include "scene/paint/known.h"

enum { X = 100, Y = 50, WIDE = 400 };

typedef struct Stand {
    Play play;
    Painter painter;
    Viewport viewport;
} Stand;

static int stand_up(void **state) {
    Stand *stand = calloc(1, sizeof *stand);
    assert_non_null(stand);
    screen_start(&stand->play, SCREEN_LESSON);
    stand->viewport = (Viewport){.width = 1280, .height = 720, .scale = 1};
    stand->painter = (Painter){.list = &stand->play.list,
                               .session = stand->play.session,
                               .theme = theme_get(THEME_DARK),
                               .fonts = &PLAY_FONTS,
                               .viewport = &stand->viewport,
                               .u = 1,
                               .small = 13,
                               .body = 16,
                               .large = 20};
    *state = stand;
    return 0;
}

static int stand_down(void **state) {
    Stand *stand = *state;
    play_stop(&stand->play);
    free(stand);
    return 0;
}

static void draw(Stand *stand, float wide, const Mastery *mastery) {
    Painter *p = &stand->painter;
    display_clear(p->list);
    paint_known(p, (Rect){X, Y, wide, paint_known_height(p)}, idea_at(idea_find("keep")), mastery);
    for (int k = 0; k < p->list->shape_count; k++) {
        Rect bounds = play_bounds(&stand->play, &p->list->shapes[k]);
        assert_true(bounds.x >= X && bounds.x + bounds.w <= X + wide + 1);
        assert_true(bounds.y >= Y && bounds.y + bounds.h <= Y + paint_known_height(p) + 1);
    }
}

/* The k-th shape of that kind and colour. */
static Rect shape(const Stand *stand, ShapeKind kind, Color color) {
    const DisplayList *list = &stand->play.list;
    for (int k = 0; k < list->shape_count; k++)
        if (list->shapes[k].kind == kind && list->shapes[k].color == color)
            return list->shapes[k].rect;
    return (Rect){0};
}

static void test_lengths(void **state) {
    Stand *stand = *state;
    const Theme *theme = theme_get(THEME_DARK);
    const Mastery mastery = {.answers = 11, .met = true, .chance = 0.96, .low = 0.75, .high = 0.99};
    draw(stand, WIDE, &mastery);
    Rect ground = shape(stand, SHAPE_FILL, theme->hollow),
         sure = shape(stand, SHAPE_FILL, theme->accent);
    Rect maybe = shape(stand, SHAPE_HATCH, theme->accent),
         mark = shape(stand, SHAPE_FILL, theme->text);
    assert_true(ground.x == X && ground.w == WIDE && ground.h == 8);
    assert_true(sure.x == X && sure.w == 300 && sure.y == ground.y && sure.h == 8);
    assert_true(maybe.x == X + 300 && maybe.w == 96 && maybe.y == ground.y && maybe.h == 8);
    assert_true(mark.x == X + 383 && mark.w == 2 && mark.h == 12); /* 384 is its middle */
    assert_true(screen_says(&stand->play, "keep") && screen_says(&stand->play, "11 answers"));
    assert_true(screen_says(&stand->play, "96 %"));
}

/* Nothing sure, all sure, and the ends of the scale. */
static void test_ends(void **state) {
    Stand *stand = *state;
    const Theme *theme = theme_get(THEME_DARK);
    draw(stand, WIDE, &(Mastery){.answers = 1, .met = true, .chance = 0, .low = 0, .high = 0.5});
    assert_true(shape(stand, SHAPE_FILL, theme->accent).w == 0);
    assert_true(shape(stand, SHAPE_HATCH, theme->accent).w == 200);
    assert_true(shape(stand, SHAPE_FILL, theme->text).x == X);
    assert_true(screen_says(&stand->play, "1 answer") && screen_says(&stand->play, "0 %"));
    draw(stand, WIDE, &(Mastery){.answers = 400, .met = true, .chance = 1, .low = 1, .high = 1});
    assert_true(shape(stand, SHAPE_FILL, theme->accent).w == WIDE);
    assert_true(shape(stand, SHAPE_HATCH, theme->accent).w == 0);
    assert_true(shape(stand, SHAPE_FILL, theme->text).x == X + WIDE - 2);
}

static void test_none(void **state) {
    Stand *stand = *state;
    const Theme *theme = theme_get(THEME_DARK);
    for (int met = 0; met < 2; met++) {
        draw(stand, WIDE, &(Mastery){.met = met, .high = 1});
        assert_true(shape(stand, SHAPE_FRAME, theme->faint).w == WIDE);
        assert_true(shape(stand, SHAPE_FILL, theme->text).w == 0);
        assert_true(screen_says(&stand->play, met ? "not asked yet" : "not met yet"));
    }
}

/* The number of answers gives way, then the name is cut. */
static void test_narrow(void **state) {
    Stand *stand = *state;
    const Mastery mastery = {.answers = 11, .met = true, .chance = 0.96, .low = 0.75, .high = 0.99};
    draw(stand, 120, &mastery);
    assert_false(screen_says(&stand->play, "answers"));
    assert_true(screen_says(&stand->play, "keep") && screen_says(&stand->play, "96 %"));
}

static void test_label(void **state) {
    Stand *stand = *state;
    char text[128];
    const Idea *idea = idea_at(idea_find("keep"));
    paint_known_label(&stand->painter, idea,
                      &(Mastery){.answers = 11, .chance = 0.96, .low = 0.746, .high = 1}, text,
                      sizeof text);
    assert_string_equal(text, "keep: 96 %, between 75 and 100; answers: 11");
    paint_known_label(&stand->painter, idea, &(Mastery){.met = true}, text, sizeof text);
    assert_string_equal(text, "keep: not asked yet");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, stand_up, stand_down)

int main(void) {
    const struct CMUnitTest tests[] = {TEST(test_lengths), TEST(test_ends), TEST(test_none),
                                       TEST(test_narrow), TEST(test_label)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
