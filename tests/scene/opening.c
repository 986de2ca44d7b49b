/* opening.c: proves the opening's screen on its display list: each scene shows what it speaks of,
 * with the numbers of the run, and the same in sentences; its ways back, on and away are there by
 * name; nothing is cut or lies on something else at any size, in any language, theme or size of
 * type; and what stands on the home screen of it moves. */
#include "digits_fixture.h"
#include "scene_screen.h"

#include <math.h>

#include "scene/words/describe_opening.h"

static int begin(void **state) {
    Play *play = calloc(1, sizeof *play);
    assert_non_null(play);
    play->session = fixture_opening();
    *state = play;
    return 0;
}

static int end(void **state) {
    Play *play = *state;
    play_stop(play);
    free(play);
    return 0;
}

static const Size WIDE = {1600, 900, 1};

/* The scene as it ends. */
static void show(Play *play, OpeningScene scene) {
    play_do(play, (Action){.kind = ACTION_GO_BEAT, .number = (int)scene});
    play->session->view.reduced_motion = true;
    screen_draw(play, WIDE);
}

static void assert_says(Play *play, int kind) {
    float chances[DIGIT_CLASSES];
    char text[64];
    const Opening *opening = session_opening(play->session);
    int digit = session_opening_says(play->session, kind, DIGIT_SIDE - 1, chances);
    bool right = digit == opening->label;
    snprintf(text, sizeof text, right ? "says %d: right" : "says %d: wrong", digit);
    assert_true(screen_says(play, text));
    snprintf(text, sizeof text, "%.0f %%", 100 * (double)chances[digit]);
    assert_true(screen_says(play, text));
}

/* ---- what it shows ---- */

static void test_readers(void **state) {
    Play *play = *state;
    show(play, OPENING_READERS);
    assert_says(play, CELL_LSTM);
    assert_says(play, CELL_RNN);
    play->session->view.reduced_motion = false;
    screen_draw(play, WIDE); /* at its beginning: not all is read */
    assert_true(screen_says(play, "so far"));
    assert_false(screen_says(play, ": right") || screen_says(play, ": wrong"));
    show(play, OPENING_SHUT);
    assert_says(play, CELL_LSTM);
}

static void test_number(void **state) {
    Play *play = *state;
    char text[64];
    show(play, OPENING_NUMBER);
    snprintf(text, sizeof text, "row 28: %.2f",
             (double)session_opening_number(play->session, DIGIT_SIDE - 1));
    assert_true(screen_says(play, text));
    show(play, OPENING_DOOR);
    snprintf(text, sizeof text, "keeps %.0f %% of %.2f",
             (double)roundf(100 * session_opening_gate(play->session, DIGIT_SIDE - 1)),
             (double)session_opening_number(play->session, DIGIT_SIDE - 2));
    assert_true(screen_says(play, text));
}

/* No word of the field before the last scene. */
static void test_words(void **state) {
    static const char *const WORDS[] = {"gate", "LSTM", "RNN", "memory", "network", "unit"};
    Play *play = *state;
    for (int scene = 0; scene < OPENING_NAMES; scene++) {
        show(play, (OpeningScene)scene);
        for (size_t k = 0; k < sizeof WORDS / sizeof *WORDS; k++)
            if (screen_says(play, WORDS[k]))
                fail_msg("scene %d says %s", scene, WORDS[k]);
    }
    show(play, OPENING_NAMES);
    assert_true(screen_says(play, "gate"));
    assert_true(screen_says(play, "LSTM"));
    assert_true(screen_says(play, "RNN"));
}

static void test_ways(void **state) {
    Play *play = *state;
    show(play, OPENING_ROWS);
    assert_int_equal(play_region(play, "skip", 0)->action.kind, ACTION_HOME);
    assert_int_equal(play_region(play, "skip", 0)->action.number, 1);
    assert_true(play_region(play, "back", 0)->disabled);
    assert_null(play_region(play, "play", 0)); /* without motion nothing plays */
    play->session->view.reduced_motion = false;
    screen_draw(play, WIDE);
    assert_int_equal(play_region(play, "play", 0)->action.kind, ACTION_PLAY);
    for (int scene = 0; scene < OPENING_NAMES; scene++) {
        assert_int_equal(session_opening(play->session)->scene, scene);
        assert_true(play_do(play, play_region(play, "next", 0)->action));
        screen_draw(play, WIDE);
        assert_false(play_region(play, "back", 0)->disabled);
    }
    const Action on = play_region(play, "next", 0)->action;
    assert_int_equal(on.kind, ACTION_OPEN_LESSON);
    assert_int_equal(on.number, 0);
    assert_true(on.flag);
    assert_true(play_do(play, play_region(play, "scene", 3)->action));
    assert_int_equal(session_opening(play->session)->scene, 3);
}

/* ---- in sentences ---- */

static void test_described(void **state) {
    Play *play = *state;
    char text[2048], words[512], part[64];
    for (int scene = 0; scene < OPENING_SCENES; scene++) {
        show(play, (OpeningScene)scene);
        size_t length = describe_opening(play->session, text, sizeof text);
        assert_int_equal(length, strlen(text));
        assert_int_equal(describe_opening(play->session, NULL, 0), length);
        snprintf(part, sizeof part, "The opening, part %d of 8.\n", scene + 1);
        assert_non_null(strstr(text, part));
        opening_words(play->session, (OpeningScene)scene, words, sizeof words);
        assert_non_null(strstr(text, words));
        assert_int_equal(strstr(text, "After all rows it says") != NULL,
                         scene == OPENING_READERS || scene == OPENING_SHUT);
    }
}

/* ---- it fits ---- */

/* No text ends in three dots. */
static void assert_uncut(const Play *play, Size size) {
    for (int k = 0; k < play->list.shape_count; k++) {
        const Shape *shape = &play->list.shapes[k];
        const char *text = play->list.texts + shape->text;
        if (shape->kind == SHAPE_TEXT && shape->length >= 3 &&
            memcmp(text + shape->length - 3, "\u2026", 3) == 0)
            fail_msg("%dx%d, text %g: \"%.*s\" is cut", size.w, size.h,
                     (double)play->session->view.text_scale, (int)shape->length, text);
    }
}

static void test_fits(void **state) {
    static const Size SIZES[] = {{1024, 640, 1},  {1280, 720, 1}, {1600, 900, 1},
                                 {2560, 1440, 1}, {390, 844, 1},  {844, 390, 1}};
    static const float TEXTS[] = {1, 1.5f};
    static const float PARTS[] = {0, 0.4f, 1};
    Play *play = *state;
    View *view = &play->session->view;
    for (int scene = 0; scene < OPENING_SCENES; scene++)
        for (size_t size = 0; size < sizeof SIZES / sizeof *SIZES; size++)
            for (int variant = 0; variant < 2 * 2 * THEME_CHOICES * 3; variant++) {
                view->language = variant & 1 ? LANGUAGE_ZH : LANGUAGE_EN;
                view->text_scale = TEXTS[variant / 2 % 2];
                view->theme = variant / 4 % THEME_CHOICES;
                play_do(play, (Action){.kind = ACTION_GO_BEAT, .number = scene});
                ((Opening *)play->session->own)->seconds =
                    (double)PARTS[variant / 12] * opening_seconds((OpeningScene)scene);
                if (SIZES[size].h < 500 && view->text_scale > 1)
                    continue; /* a phone that lies, with large type: the picture gives way */
                screen_assert_whole(play, SIZES[size]);
                if (SIZES[size].h >= 500)
                    assert_uncut(play, SIZES[size]);
            }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void) {
    const struct CMUnitTest tests[] = {TEST(test_readers), TEST(test_number),    TEST(test_words),
                                       TEST(test_ways),    TEST(test_described), TEST(test_fits)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
