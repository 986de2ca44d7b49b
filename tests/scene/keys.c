/* keys.c: proves of the table of keys: what is told of a group is in one piece, each row that is
 * told is told somewhere, each that has keys holds somewhere, and no key means two things in one
 * layer or to one thing that has the focus; that the help of each screen tells the rows of that
 * screen and no others; and which keys are known everywhere. */
#include "scene_screen.h"
#include "text_session.h"

#include "scene/words/keys.h"

static void test_rows(void **state) {
    (void)state;
    int count, told = 0;
    const KeyRow *rows = key_rows(&count);
    bool seen[KEY_GROUP_COUNT] = {false};
    KeyGroup group = KEY_GROUP_COUNT;
    assert_in_range(count, 60, KEYS_MOST);
    for (int k = 0; k < count; k++) {
        assert_int_equal(rows[k].keys != NULL, rows[k].words != NULL);
        assert_int_equal(rows[k].words != NULL, rows[k].told != 0);
        assert_int_equal(rows[k].bindings != NULL, rows[k].where != 0);
        assert_true(rows[k].words || rows[k].bindings);
        if (!rows[k].words)
            continue;
        told++;
        if (rows[k].group != group)
            assert_false(seen[rows[k].group]); /* it does not come again */
        group = rows[k].group;
        seen[group] = true;
    }
    assert_int_equal(told, 81);
    for (int k = 0; k < KEY_GROUP_COUNT; k++)
        assert_true(seen[k] && key_group_name((KeyGroup)k)[0]);
}

static bool same_meaning(const KeyBinding *a, const KeyBinding *b) {
    return a->deed == b->deed && a->by == b->by && a->action.kind == b->action.kind &&
           a->action.number == b->action.number && a->action.unit == b->action.unit &&
           a->action.step == b->action.step;
}

/* Against all rows that follow. */
static void check_alone(const KeyRow *rows, int count, int row, const KeyBinding *binding) {
    for (int k = row + 1; k < count; k++) {
        if (!(rows[k].where & rows[row].where))
            continue;
        for (const KeyBinding *other = rows[k].bindings; other->key != KEY_NONE; other++)
            if (other->key == binding->key && other->with & binding->with &&
                !same_meaning(other, binding))
                fail_msg("key %d means two things: rows %d and %d", (int)other->key, row, k);
    }
}

static void test_one_meaning(void **state) {
    (void)state;
    int count;
    const KeyRow *rows = key_rows(&count);
    for (int k = 0; k < count; k++)
        for (const KeyBinding *b = rows[k].bindings; b && b->key != KEY_NONE; b++) {
            assert_in_range(b->with, 1, WITH_ANY);
            assert_true(b->action.kind != ACTION_NONE || b->deed != DEED_NONE);
            check_alone(rows, count, k, b);
            for (const KeyBinding *other = b + 1; other->key != KEY_NONE; other++)
                assert_false(other->key == b->key && other->with & b->with);
        }
}

static void test_known_everywhere(void **state) {
    (void)state;
    static const struct {
        Key key;
        KeyWith with;
        ActionKind kind;
    } KNOWN[] = {{KEY_F1, WITH_SHIFT, ACTION_HELP},
                 {KEY_F11, WITH_NONE, ACTION_FULL_SCREEN},
                 {(Key)'q', WITH_CONTROL, ACTION_QUIT},
                 {(Key)'s', WITH_CONTROL, ACTION_SAVE_PICTURE}};
    for (int layer = 0; layer < LAYER_COUNT; layer++) {
        for (size_t k = 0; k < sizeof KNOWN / sizeof *KNOWN; k++) {
            const KeyBinding *binding = key_find(KNOWN[k].key, KNOWN[k].with, 1u << layer);
            assert_non_null(binding);
            assert_int_equal(binding->action.kind, KNOWN[k].kind);
        }
        assert_non_null(key_find(KEY_ESCAPE, WITH_NONE, 1u << layer)); /* a way out */
        bool screen = layer >= LAYER_LESSON && layer != LAYER_OPENING && layer != LAYER_PRACTISE &&
                      layer != LAYER_LOOK; /* they change no run */
        assert_int_equal(key_find(KEY_RIGHT, WITH_SHIFT, 1u << layer) != NULL,
                         screen || layer == LAYER_HOME || layer == LAYER_LOOK ||
                             layer == LAYER_PRACTISE);
        assert_int_equal(key_find((Key)'r', WITH_NONE, 1u << layer) != NULL, screen);
    }
    assert_null(key_find(KEY_NONE, WITH_NONE, ~0u));
    assert_null(key_find(KEY_F1, WITH_NONE, FOCUS_ALL));
}

/* The opening goes on, back and away by keys, and knows none that changes a run. */
static void test_opening(void **state) {
    (void)state;
    const unsigned where = 1u << LAYER_OPENING;
    assert_int_equal(key_find(KEY_ENTER, WITH_NONE, where)->deed, DEED_ON);
    assert_int_equal(key_find(KEY_RIGHT, WITH_NONE, where)->deed, DEED_ON);
    assert_int_equal(key_find(KEY_LEFT, WITH_NONE, where)->action.kind, ACTION_BEAT);
    assert_int_equal(key_find(KEY_LEFT, WITH_NONE, where)->action.number, -1);
    assert_int_equal(key_find(KEY_SPACE, WITH_NONE, where)->action.kind, ACTION_PLAY);
    assert_int_equal(key_find(KEY_ESCAPE, WITH_NONE, where)->action.kind, ACTION_HOME);
    assert_int_equal(key_find(KEY_ESCAPE, WITH_NONE, where)->action.number, 1);
    assert_null(key_find((Key)'z', WITH_CONTROL, where));
    assert_int_equal(key_find(KEY_F5, WITH_NONE, where)->action.kind, ACTION_FULL_SCREEN);
}

/* ---- the help ---- */

/* Whether a row that is told there has these words, or longer ones. */
static bool is_told(const KeyRow *rows, int count, const char *words, KeyLayer screen) {
    for (int k = 0; k < count; k++)
        if (key_told(&rows[k], 1u << screen, false) && strstr(rows[k].words, words))
            return true;
    return false;
}

static void assert_told(Play *play, KeyLayer screen) {
    int count;
    const KeyRow *rows = key_rows(&count);
    assert_int_equal(key_screen(play->session), screen);
    play_do(play, (Action){.kind = ACTION_HELP, .number = 1});
    screen_draw(play, (Size){1600, 900, 1});
    for (int k = 0; k < count; k++) {
        if (!rows[k].words)
            continue;
        bool here = is_told(rows, count, rows[k].words, screen);
        assert_true(here || !key_told(&rows[k], 1u << screen, false));
        if (strlen(rows[k].words) > 6) /* not "answer", which is a word of the lesson */
            assert_int_equal(screen_says(play, rows[k].words), here);
    }
}

static void test_lesson_help(void **state) {
    (void)state;
    Play play;
    screen_start(&play, SCREEN_LESSON);
    assert_told(&play, LAYER_LESSON);
    assert_true(screen_says(&play, "on, off"));
    assert_false(screen_says(&play, "the model writes one character"));
    assert_false(screen_says(&play, "next digit"));
    play_stop(&play);
}

/* What is there in a browser only is told there only, and the other way round. */
static void test_page_help(void **state) {
    (void)state;
    Play play;
    screen_start(&play, SCREEN_LESSON);
    play_do(&play, (Action){.kind = ACTION_HELP, .number = 1});
    for (int page = 0; page < 2; page++) {
        play.viewport.page = page;
        screen_draw(&play, (Size){1600, 900, 1});
        assert_int_equal(screen_says(&play, "the same in words, and back"), page);
        assert_int_equal(screen_says(&play, "quit"), !page);
    }
    play_stop(&play);
}

static void test_text_help(void **state) {
    (void)state;
    PassageSet set = fixture_passages();
    Play play = {.session = fixture_text(CELL_LSTM, &set)};
    assert_told(&play, LAYER_TEXT);
    assert_true(screen_says(&play, "the model writes one character"));
    assert_false(screen_says(&play, "glossary: what it means"));
    assert_false(screen_says(&play, "next beat"));
    assert_false(screen_says(&play, "next digit"));
    session_free(play.session);
    display_free(&play.list);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),        cmocka_unit_test(test_one_meaning),
        cmocka_unit_test(test_opening),     cmocka_unit_test(test_known_everywhere),
        cmocka_unit_test(test_lesson_help), cmocka_unit_test(test_text_help),
        cmocka_unit_test(test_page_help)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
