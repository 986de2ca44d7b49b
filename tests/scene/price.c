/* price.c: proves that the stage says what each cell costs: its parameters, counted, and how
 * long a step takes, where the host has measured it; and that the beat's wish comes before the
 * cell's description where only one has room. */
#include "engine/kinds/lstm.h"
#include "scene_screen.h"

static void parameters_are_counted(void **state) {
    (void)state;
    Play play;
    screen_start(&play, SCREEN_LESSON);
    screen_draw(&play, (Size){1600, 900, 1});
    assert_true(screen_says(&play, "two gates decide"));
    assert_true(screen_says(&play, "40 parameters")); /* 4 (2 x 2 + 2 x 2 + 2) */
    assert_true(screen_says(&play, "30 parameters")); /* 3 (2 x 2 + 2 x 2 + 2) */
    assert_false(screen_says(&play, "a step \u00b7") || screen_says(&play, "ns a step"));
    play_do(
        &play,
        (Action){.kind = ACTION_EDIT,
                 .edit = {.kind = EDIT_VARIANT, .index = LSTM_COUPLED, .cell = 0, .flag = true}});
    screen_draw(&play, (Size){1600, 900, 1});
    assert_true(screen_says(&play, "30 parameters") && !screen_says(&play, "40 parameters"));
    play_stop(&play);
}

static void a_measured_step_stands_beside_them(void **state) {
    (void)state;
    static const float ns[] = {63.4f, 1234.5f, 0};
    Play play;
    screen_start(&play, SCREEN_LESSON);
    play.viewport = (Viewport){.width = 1600, .height = 900, .scale = 1, .step_ns = ns};
    scene_build(&play.list, play.session, &PLAY_FONTS, &play.viewport);
    assert_true(screen_says(&play, "40 parameters \u00b7 63 ns a step"));
    assert_true(screen_says(&play, "30 parameters \u00b7 1.2 \u00b5s a step"));
    static const float slow[][3] = {{0, 600100.0f, 0}, {0, 99960.0f, 0}};
    static const char *const told[] = {"600", "100"};
    for (int k = 0; k < 2; k++) {
        char words[64];
        snprintf(words, sizeof words, "30 parameters \u00b7 %s \u00b5s a step", told[k]);
        play.viewport.step_ns = slow[k];
        scene_build(&play.list, play.session, &PLAY_FONTS, &play.viewport);
        assert_true(screen_says(&play, words));
    }
    play_stop(&play);
}

/* In a narrow stage the description stands alone, unless the beat points at the cell. */
static void the_beat_decides_where_room_is_scarce(void **state) {
    (void)state;
    Play play;
    screen_start(&play, SCREEN_LESSON);
    screen_draw(&play, (Size){1024, 640, 1});
    assert_true(screen_says(&play, "two gates decide"));
    assert_false(screen_says(&play, "40 parameters"));
    Beat *beat = &play.lesson->beats[0];
    beat->highlights[0].target = (Target){.kind = TARGET_CELL, .cell = 0, .row = -1, .column = -1};
    screen_draw(&play, (Size){1024, 640, 1});
    assert_true(screen_says(&play, "40 parameters"));
    assert_false(screen_says(&play, "two gates decide"));
    play_stop(&play);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parameters_are_counted),
        cmocka_unit_test(a_measured_step_stands_beside_them),
        cmocka_unit_test(the_beat_decides_where_room_is_scarce),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
