/* without_colour.c: proves that no state of the screen is told by colour alone, and that
 * without motion nothing moves.
 *
 * What says what, beside the colour:
 *     role of a bar or wire      its letter on its card, row or dial; its place in the lane
 *     f and z (one colour)       their letters; they never share a lane
 *     positive, negative         rises from the zero line, hangs below it
 *     selected unit              a frame round it, its number in bold
 *     highlight                  a second frame round the card
 *     phase that happens         a wider frame; bold word, filled button
 *     held gate                  dashed tube with a pin, a lock; bold word in the tweaks
 *     changed value              a dot; the number of changes
 *     hidden, not yet known      dashed outline, outline
 *     right, wrong               check mark, cross; a reason in words
 *     task done                  "done" and a check mark
 *     not to be changed now      hollow knob
 *     beats behind, here, ahead  discs, a large disc, rings
 *     cells on, off the stage    bold and filled, outlined
 *
 * The pictures of two states are compared with every colour taken away: kind, place, size, stroke,
 * dash, face and text of each shape. A change of fill's colour alone leaves them equal. */
#include "engine/kinds/lstm.h"
#include "scene_screen.h"

#include <limits.h>

static const Size HIGH = {1600, 2600, 1}, WIDE = {2400, 900, 1};

/* ---- pictures without colour ---- */

typedef struct Print {
    DisplayList list;
} Print;

/* A picture of the play as it is, to be freed with display_free. */
static Print print_of(Play *play, Size size) {
    Print print = {{0}};
    screen_draw(play, size);
    scene_build(&print.list, play->session, &PLAY_FONTS, &play->viewport);
    return print;
}

static bool same_but_colour(const DisplayList *a, const Shape *s, const DisplayList *b,
                            const Shape *t) {
    return s->kind == t->kind && memcmp(&s->rect, &t->rect, sizeof(Rect)) == 0 &&
           s->width == t->width && s->dash == t->dash && s->face == t->face && s->px == t->px &&
           s->turn == t->turn && s->length == t->length &&
           memcmp(a->texts + s->text, b->texts + t->text, s->length) == 0;
}

static bool differ_without_colour(const DisplayList *a, const DisplayList *b) {
    if (a->shape_count != b->shape_count)
        return true;
    for (int k = 0; k < a->shape_count; k++)
        if (!same_but_colour(a, &a->shapes[k], b, &b->shapes[k]))
            return true;
    return false;
}

/* Does the action and asks whether the picture is another one, colours apart. */
static void assert_shows(Play *play, Action action, const char *what) {
    Print before = print_of(play, HIGH);
    if (!play_do(play, action))
        fail_msg("%s: the action did nothing", what);
    screen_wait(play);
    Print after = print_of(play, HIGH);
    if (!differ_without_colour(&before.list, &after.list))
        fail_msg("%s: only colours differ", what);
    display_free(&before.list);
    display_free(&after.list);
}

/* ---- the comparison itself can tell ---- */

static void test_theme_is_only_colour(void **state) {
    (void)state;
    Play play;
    screen_start(&play, SCREEN_LESSON);
    Print dark = print_of(&play, WIDE);
    play_do(&play, (Action){.kind = ACTION_THEME, .number = THEME_LIGHT});
    Print light = print_of(&play, WIDE);
    play_do(&play, (Action){.kind = ACTION_THEME, .number = THEME_CONTRAST});
    Print contrast = print_of(&play, WIDE);
    assert_false(differ_without_colour(&dark.list, &light.list));
    assert_true(differ_without_colour(&dark.list, &contrast.list)); /* wider frames */
    display_free(&dark.list);
    display_free(&light.list);
    display_free(&contrast.list);
    play_stop(&play);
}

/* ---- states ---- */

static Action hold(int signal, float value) {
    return (Action){.kind = ACTION_EDIT,
                    .edit = {.kind = EDIT_HOLD,
                             .index = signal,
                             .row = -1,
                             .from = 0,
                             .to = LONG_MAX,
                             .value = value}};
}

static void test_states(void **state) {
    (void)state;
    Play play;
    screen_start(&play, SCREEN_LESSON);
    assert_shows(&play, (Action){.kind = ACTION_SELECT, .cell = 0, .unit = 1}, "selected unit");
    assert_shows(&play, (Action){.kind = ACTION_SELECT, .cell = 1, .unit = 1}, "selected cell");
    assert_shows(&play, (Action){.kind = ACTION_SHOW_KIND, .number = CELL_GRU}, "hidden cell");
    assert_shows(&play, (Action){.kind = ACTION_SHOW_PHASE, .number = PHASE_GATES}, "phase");
    assert_shows(&play, (Action){.kind = ACTION_PLAY, .number = 1}, "playing");
    assert_shows(&play, (Action){.kind = ACTION_MOTION, .number = 0}, "reduced motion");
    assert_shows(&play, (Action){.kind = ACTION_GO_BEAT, .number = 3}, "beat");
    play_stop(&play);
}

/* The value that the gate has anyway: nothing but the hold is new. */
static void test_hold(void **state) {
    (void)state;
    Play play;
    screen_start(&play, SCREEN_LESSON);
    screen_wait(&play);
    long t = session_moment(play.session).t;
    float value = trace_at(play.session->run->traces[0], LSTM_O, t, 0)[0];
    assert_shows(&play, hold(LSTM_O, value), "held gate");
    assert_shows(&play, hold(LSTM_O, 1), "gate held open");
    assert_shows(&play, hold(LSTM_O, 0), "gate held shut");
    play_stop(&play);
}

static int count_discs(const Play *play) {
    int count = 0;
    for (int k = 0; k < play->list.shape_count; k++)
        count += play->list.shapes[k].kind == SHAPE_DISC;
    return count;
}

/* Bars are fills: a disc more is the mark. */
static void test_changed_value(void **state) {
    (void)state;
    Play play;
    screen_start(&play, SCREEN_LESSON);
    screen_wait(&play);
    screen_draw(&play, HIGH);
    int discs = count_discs(&play);
    Action edit = {.kind = ACTION_EDIT, .edit = {.kind = EDIT_INPUT, .step = 1, .value = 0.9f}};
    assert_true(play_do(&play, edit));
    screen_draw(&play, HIGH);
    assert_true(count_discs(&play) > discs);
    assert_true(screen_says(&play, "1 change"));
    play_stop(&play);
}

static void test_verdicts(void **state) {
    (void)state;
    for (int choice = 0; choice < 3; choice++) {
        Play play;
        screen_start(&play, SCREEN_LESSON);
        screen_beat(&play, 1);
        play_do(&play, (Action){.kind = ACTION_ANSWER, .number = choice});
        int crosses = 0, lines = 0;
        screen_draw(&play, HIGH);
        const Region *box = play_region(&play, "choice", choice);
        assert_non_null(box);
        for (int k = 0; k < play.list.shape_count; k++) {
            const Shape *shape = &play.list.shapes[k];
            Rect r = play_bounds(&play, shape);
            bool inside = rect_contains(box->rect, r.x, r.y);
            crosses += inside && shape->kind == SHAPE_CROSS;
            lines += inside && shape->kind == SHAPE_LINE;
        }
        bool right = session_beat(play.session)->question->choices[choice].right;
        assert_int_equal(crosses, right ? 0 : 1);
        assert_true(right == (lines > 0)); /* a check mark is two strokes */
        assert_true(screen_says(&play, right ? "forget" : choice == 1 ? "mix" : "know"));
        play_stop(&play);
    }
}

static void test_task(void **state) {
    (void)state;
    Play play;
    screen_start(&play, SCREEN_LESSON);
    screen_beat(&play, 2);
    assert_false(session_task_holds(play.session));
    assert_shows(&play, (Action){.kind = ACTION_SHOW_SOLUTION}, "task done");
    assert_true(session_task_holds(play.session) && screen_says(&play, "done"));
    play_stop(&play);
}

/* What the task does not allow to change has a hollow knob. */
static void test_fixed_dials(void **state) {
    (void)state;
    Play play;
    screen_start(&play, SCREEN_LESSON);
    screen_beat(&play, 2);
    screen_draw(&play, HIGH);
    int fixed = 0;
    for (int k = 0; k < play.list.region_count; k++) {
        const Region *region = &play.list.regions[k];
        if (region->kind != REGION_SLIDER || region->rect.w <= 0)
            continue;
        int rings = 0, discs = 0;
        for (int s = 0; s < play.list.shape_count; s++) {
            const Shape *shape = &play.list.shapes[s];
            float x = shape->rect.x + shape->rect.w / 2, y = shape->rect.y + shape->rect.h / 2;
            bool inside = x >= region->rect.x - 1 && x <= region->rect.x + region->rect.w + 1 &&
                          y >= region->rect.y && y <= region->rect.y + region->rect.h;
            rings += inside && shape->kind == SHAPE_RING;
            discs += inside && shape->kind == SHAPE_DISC;
        }
        assert_int_equal(rings, region->disabled ? 1 : 0);
        assert_int_equal(discs, region->disabled ? 0 : 1);
        fixed += region->disabled;
    }
    assert_true(fixed > 0);
    play_stop(&play);
}

/* ---- letters ---- */

/* Every row of the timeline begins with the letter of its signal. */
static void test_rows_have_letters(void **state) {
    (void)state;
    Play play;
    screen_start(&play, SCREEN_LESSON);
    screen_beat(&play, 3);
    screen_draw(&play, WIDE);
    const Region *steps = play_region(&play, "timeline.steps", 0);
    assert_non_null(steps);
    int letters = 0, rows = 0;
    for (int k = 0; k < play.list.shape_count; k++) {
        const Shape *shape = &play.list.shapes[k];
        float y = shape->rect.y;
        bool beside = y > steps->rect.y - 8 && y < steps->rect.y + steps->rect.h;
        if (shape->kind == SHAPE_TEXT && shape->face == FACE_SYMBOL && beside &&
            shape->rect.x < steps->rect.x && shape->rect.x > 200)
            letters += strchr("xch", play.list.texts[shape->text]) != NULL;
        rows += shape->kind == SHAPE_FILL && beside && shape->rect.x == steps->rect.x &&
                shape->color == theme_get(THEME_DARK)->track;
    }
    assert_int_equal(letters, rows);
    assert_true(rows >= 5);
    play_stop(&play);
}

/* ---- without motion ---- */

static void test_nothing_moves(void **state) {
    (void)state;
    Play play;
    screen_start(&play, SCREEN_LESSON);
    play_do(&play, (Action){.kind = ACTION_MOTION, .number = 0});
    screen_draw(&play, WIDE);
    assert_true(screen_says(&play, "motion off"));
    for (int k = 0; k < 12; k++) {
        play_do(&play,
                (Action){.kind = k % 2 ? ACTION_PHASE : ACTION_STEP, .number = k < 6 ? 1 : -1});
        assert_false(session_moving(play.session));
        Print at_once = print_of(&play, WIDE);
        session_advance(play.session, 0.3);
        Print later = print_of(&play, WIDE);
        assert_same_list(&at_once.list, &later.list);
        display_free(&at_once.list);
        display_free(&later.list);
    }
    const Region *motion = play_region(&play, "time.motion", 0);
    assert_non_null(motion);
    play_do(&play, motion->action);
    screen_draw(&play, WIDE);
    assert_true(screen_says(&play, "motion on"));
    play_stop(&play);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_theme_is_only_colour),
                                       cmocka_unit_test(test_states),
                                       cmocka_unit_test(test_hold),
                                       cmocka_unit_test(test_changed_value),
                                       cmocka_unit_test(test_verdicts),
                                       cmocka_unit_test(test_task),
                                       cmocka_unit_test(test_fixed_dials),
                                       cmocka_unit_test(test_rows_have_letters),
                                       cmocka_unit_test(test_nothing_moves)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
