/* practise_draw.c: proves an exercise that is drawn on its display list: what is shown and what is drawn
 * stand on one scale, a pointer's height gives the value, a press or a finger draws; afterwards the true
 * curve, the gap where it is largest, what made it, and the learner's own words; the same in sentences
 * and in Chinese; and nothing is cut or lies on something else at any size. */
#include "practise_fixture.h"
#include "scene_screen.h"

#include <math.h>

#include "scene/words/describe_practise.h"
#include "scene/words/keys.h"
#include "session/asked.h"

static const Size WIDE = {1600, 900, 1}, PHONE = {390, 844, 1};

static const Practise *of(const Play *play) {
    return session_practise(play->session);
}

static void begin(Play *play, Size size) {
    *play = (Play){0};
    play->session = fixture_practise_drawn();
    screen_draw(play, size);
}

static const Region *pad_of(const Play *play) {
    return play_region(play, "practise.draw", 0);
}

static int count_of(const Play *play, ShapeKind kind, Color color) {
    int count = 0;
    for (int k = 0; k < play->list.shape_count; k++)
        count += play->list.shapes[k].kind == kind && play->list.shapes[k].color == color;
    return count;
}

/* ---- asked ---- */

static void test_asked(void **state) {
    Play play;
    (void)state;
    begin(&play, WIDE);
    const Region *pad = pad_of(&play);
    AskedRange range = asked_range(play.session);
    assert_non_null(pad);
    assert_int_equal(pad->kind, REGION_PAINT);
    assert_true(pad->from == 2 && pad->to == 4 && pad->focusable && pad->asked);
    assert_true(pad->low == range.low && pad->high == range.high);
    assert_true(range.low <= -0.95f); /* what it starts with is seen, too */
    assert_true(screen_says(&play, "Draw how") || screen_says(&play, "goes on."));
    assert_true(screen_says(&play, "Draw it here: drag, or the arrow keys."));
    assert_true(screen_says(&play, "Arrow keys draw."));
    assert_true(screen_says(&play, "Five on one idea, as asked."));
    assert_true(screen_says(&play, "Compare"));
    assert_null(play_region(&play, "practise.choice", 0));
    assert_false(screen_says(&play, "true"));
    play_stop(&play);
}

/* By pointer or finger: in the middle of each column, at a height. */
static void test_drawn_by_hand(void **state) {
    Play play;
    (void)state;
    for (int phone = 0; phone < 2; phone++) {
        begin(&play, phone ? PHONE : WIDE);
        const Region *pad = pad_of(&play);
        Rect whole = pad->whole;
        for (int k = 0; k < 3; k++) {
            float y = whole.y + whole.h * (0.2f + 0.1f * (float)k);
            Action action = region_drag(pad, whole.x + whole.w * ((float)k + 0.5f) / 3, y);
            assert_int_equal(action.kind, ACTION_GUESS);
            assert_int_equal(action.step, 2 + k);
            float value = pad->high - (0.2f + 0.1f * (float)k) * (pad->high - pad->low);
            assert_float_equal(action.value, value, pad->step);
            assert_true(session_apply(play.session, &action));
        }
        screen_draw(&play, phone ? PHONE : WIDE);
        const Theme *theme = theme_get(play.session->view.theme);
        assert_int_equal(count_of(&play, SHAPE_RING, theme->text), 3 + 1); /* and the legend's */
        play_do(&play, play_region(&play, "practise.on", 0)->action);
        assert_int_equal(of(&play)->stand, PRACTISE_TOLD);
        play_stop(&play);
    }
}

/* A point stands as high as the pointer that drew it. */
static void test_one_scale(void **state) {
    Play play;
    (void)state;
    begin(&play, WIDE);
    const Region *pad = pad_of(&play);
    float x = pad->rect.x + pad->rect.w / 6, y = pad->rect.y + pad->rect.h / 3;
    Action action = region_drag(pad, x, y);
    session_apply(play.session, &action);
    screen_draw(&play, WIDE);
    const Theme *theme = theme_get(play.session->view.theme);
    int found = 0;
    for (int k = 0; k < play.list.shape_count; k++) {
        const Shape *shape = &play.list.shapes[k];
        Rect rect = shape->rect;
        bool ring = shape->kind == SHAPE_RING && shape->color == theme->text;
        float middle = rect.y + rect.h / 2;
        found += ring && fabsf(rect.x + rect.w / 2 - x) < 2 && fabsf(middle - y) < 4;
    }
    assert_int_equal(found, 1);
    play_stop(&play);
}

static void test_keys(void **state) {
    (void)state;
    const unsigned where = 1u << LAYER_PRACTISE;
    const KeyBinding *right = key_find(KEY_RIGHT, WITH_NONE, where);
    const KeyBinding *up = key_find(KEY_UP, WITH_SHIFT, where);
    assert_true(right->action.kind == ACTION_GUESS_KEY && right->action.unit == 1 &&
                right->repeats);
    assert_true(up->action.kind == ACTION_GUESS_KEY && up->action.step == 5);
    assert_int_equal(key_find(KEY_DOWN, WITH_NONE, where)->action.step, -1);
    assert_int_equal(key_find(KEY_LEFT, WITH_NONE, where)->action.unit, -1);
}

/* ---- told ---- */

static void answer_wrong(Play *play) {
    static const float DRAWN[] = {0.9f, 0.4f, 0.3f};
    for (int k = 0; k < 3; k++)
        session_apply(play->session,
                      &(Action){.kind = ACTION_GUESS, .step = 2 + k, .value = DRAWN[k]});
    assert_true(practise_do(play->session, PRACTISE_ON, 0));
}

static void test_told(void **state) {
    Play play;
    (void)state;
    begin(&play, WIDE);
    answer_wrong(&play);
    screen_draw(&play, WIDE);
    assert_true(screen_says(&play, "Farthest off at t = 4: you drew"));
    assert_true(screen_says(&play, "input gate"));
    assert_true(screen_says(&play, "i held") && screen_says(&play, "f held"));
    assert_false(screen_says(&play, "o held")); /* it does not reach the memory */
    assert_true(screen_says(&play, "0.35") && screen_says(&play, "0.12"));
    assert_true(screen_says(&play, "true") && screen_says(&play, "comes again"));
    assert_true(screen_says(&play, "Why? In your own words (kept, not marked)"));
    assert_null(pad_of(&play));
    const Theme *theme = theme_get(play.session->view.theme);
    assert_true(count_of(&play, SHAPE_FILL, color_alpha(theme->bad, 0.28f)) > 20); /* the gap */
    play_do(&play, play_region(&play, "reason", 0)->action);
    assert_true(play.session->view.reasoning);
    for (const char *c = "i let more in"; *c; c++)
        play_do(&play, (Action){.kind = ACTION_REASON_KEY, .number = TYPE_CHARACTER, .unit = *c});
    screen_draw(&play, WIDE);
    assert_true(screen_says(&play, "i let more in"));
    play_stop(&play);
}

static void test_belief_told(void **state) {
    Play play;
    char text[64];
    (void)state;
    begin(&play, WIDE);
    const Facts *facts = &of(&play)->item->facts;
    for (int t = 2; t < 5; t++)
        session_apply(play.session, &(Action){.kind = ACTION_GUESS,
                                              .step = t,
                                              .value = facts->row[1][t] * facts->row[2][t]});
    practise_do(play.session, PRACTISE_ON, 0);
    screen_draw(&play, WIDE);
    snprintf(text, sizeof text, "%.30s", belief_said(BELIEF_FORGETS_MEMORY));
    assert_true(screen_says(&play, text));
    play_stop(&play);
}

static void test_unsure(void **state) {
    Play play;
    (void)state;
    begin(&play, WIDE);
    practise_do(play.session, PRACTISE_UNSURE, 0);
    screen_draw(&play, WIDE);
    assert_true(screen_says(&play, "This is the run."));
    assert_true(screen_says(&play, "Your step above now shows how it comes out."));
    play_stop(&play);
}

/* ---- in sentences ---- */

static void test_described(void **state) {
    static char text[8192];
    Play play;
    (void)state;
    begin(&play, WIDE);
    assert_int_equal(describe_practise(play.session, NULL, 0),
                     describe_practise(play.session, text, sizeof text));
    assert_non_null(strstr(text, "Draw how the memory goes on.\n"));
    assert_non_null(strstr(text, "Shown, step by step: 0.37, 0.69\n"));
    assert_non_null(strstr(text, "To be drawn: t = 2 to 4.\n"));
    assert_null(strstr(text, "Choice"));
    assert_null(strstr(text, "The true curve"));
    answer_wrong(&play);
    describe_practise(play.session, text, sizeof text);
    assert_non_null(strstr(text, "Drawn at t = 3: 0.40\n"));
    assert_non_null(strstr(text, "The true curve there: 0.73, 0.56, 0.65\n"));
    assert_non_null(strstr(text, "The input gate made it: it went from 0.14 to 0.66."));
    play.session->view.language = LANGUAGE_ZH;
    describe_practise(play.session, text, sizeof text);
    assert_non_null(strstr(text, "画出记忆元接下来怎样变化。"));
    assert_non_null(strstr(text, "t = 3 处画的：0.40"));
    play_stop(&play);
}

/* ---- it fits ---- */

static void test_fits(void **state) {
    static const Size SIZES[] = {{1024, 640, 1}, {1600, 900, 1}, {390, 844, 1}, {2560, 1440, 1.5f}};
    static const float TEXTS[] = {1, 1.3f, 2};
    Play play;
    (void)state;
    begin(&play, WIDE);
    for (int stage = 0; stage < 3; stage++) { /* the stage has tests of its own */
        for (size_t size = 0; size < sizeof SIZES / sizeof *SIZES; size++)
            for (int variant = 0; variant < 6; variant++) {
                play.session->view.language = variant & 1 ? LANGUAGE_ZH : LANGUAGE_EN;
                play.session->view.text_scale = TEXTS[variant / 2];
                play.session->view.theme = variant % THEME_CHOICES;
                screen_assert_whole(&play, SIZES[size]);
            }
        if (stage == 0)
            session_apply(play.session, &(Action){.kind = ACTION_GUESS, .step = 2, .value = 0.5f});
        else if (stage == 1)
            answer_wrong(&play);
    }
    play_stop(&play);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_asked),     cmocka_unit_test(test_drawn_by_hand),
        cmocka_unit_test(test_one_scale), cmocka_unit_test(test_keys),
        cmocka_unit_test(test_told),      cmocka_unit_test(test_belief_told),
        cmocka_unit_test(test_unsure),    cmocka_unit_test(test_described),
        cmocka_unit_test(test_fits)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
