/* text.c: the text screen: everything is whole at all sizes, in both languages and with large text;
 * what was not read has no value; the value of a character shows without colour too; what is
 * pressed does what it says; and it is told in sentences. */
#include "scene_screen.h"
#include "text_session.h"

#include <math.h>

#include "engine/kinds/lstm.h"
#include "scene/words/describe_text.h"
#include "session/kinds/text.h"

typedef struct Room {
    PassageSet set;
    Play play;
} Room;

static int begin(void **state) {
    Room *room = calloc(1, sizeof *room);
    assert_non_null(room);
    room->set = fixture_passages();
    room->play.session = fixture_text(CELL_LSTM, &room->set);
    *state = room;
    return 0;
}

static int end(void **state) {
    Room *room = *state;
    session_free(room->play.session);
    display_free(&room->play.list);
    free(room);
    return 0;
}

static void test_fits(void **state) {
    Room *room = *state;
    Play *play = &room->play;
    static const Size sizes[] = {
        {1280, 720, 1}, {1600, 900, 1}, {1920, 1080, 1.25f}, {2560, 1440, 2}, {1024, 768, 1}};
    static const float scales[] = {1, 1.3f, 2};
    for (size_t size = 0; size < sizeof sizes / sizeof *sizes; size++)
        for (int language = 0; language < languages_built_in.count; language++)
            for (long t = -1; t < 300; t += 100)
                for (int scale = 0; scale < 3; scale++) {
                    play->session->view.language = &languages_built_in.items[language];
                    play->session->view.text_scale = scales[scale];
                    screen_go_to(play, t);
                    screen_assert_whole(play, sizes[size]);
                }
}

/* An empty text, a typed one, one that the model wrote, the panel folded, the inspector. */
static void test_fits_otherwise(void **state) {
    Room *room = *state;
    Play *play = &room->play;
    const Size size = {1280, 720, 1};
    play_do(play, (Action){.kind = ACTION_TEXT_WRITE, .number = 200});
    screen_assert_whole(play, size);
    play_do(play, (Action){.kind = ACTION_PANEL, .number = PANEL_LESSON});
    screen_assert_whole(play, size);
    play_do(play, (Action){.kind = ACTION_PANEL, .number = PANEL_LESSON});
    play_do(play, (Action){.kind = ACTION_INSPECT,
                           .cell = CHARACTERS_CELL,
                           .number = LSTM_C,
                           .unit = 2,
                           .step = 30});
    assert_non_null(session_inspected(play->session));
    screen_assert_whole(play, size);
    play_do(play, (Action){.kind = ACTION_TRAIL, .number = -1});
    play_do(play, (Action){.kind = ACTION_TEXT_TYPE, .number = 1});
    screen_assert_whole(play, size);
    assert_true(screen_says(play, "Type, or paste"));
    play_do(play, (Action){.kind = ACTION_TEXT_KEY, .number = TYPE_CHARACTER, .unit = 'a'});
    play_do(play, (Action){.kind = ACTION_TEXT_KEY, .number = TYPE_CHARACTER, .unit = '\n'});
    screen_assert_whole(play, size);
}

/* In an upright window the text has the whole width, panel and ranks lie below it; where both have
 * no room, the panel folds away for the ranks. */
static void test_upright(void **state) {
    Room *room = *state;
    Play *play = &room->play;
    static const Size sizes[] = {{768, 1024, 1}, {420, 900, 1}, {360, 640, 1}, {780, 1688, 2}};
    screen_go_to(play, 20);
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
        Size size = sizes[k];
        for (int language = 0; language < languages_built_in.count; language++) {
            play->session->view.language = &languages_built_in.items[language];
            screen_assert_whole(play, size);
        }
        const Region *line = play_region(play, "text.line", 0);
        const Region *pick = play_region(play, "text.pick", 0);
        const Region *rank = play_region(play, "text.feature", 0);
        assert_non_null(line);
        assert_non_null(pick);
        assert_true(line->rect.x < 0.1f * (float)size.w);
        assert_true(pick->rect.y > line->rect.y + line->rect.h);
        assert_true(!rank || rank->rect.x > pick->rect.x + pick->rect.w);
        assert_int_equal(rank != NULL, (float)size.w / size.scale > 400);
        play_do(play, (Action){.kind = ACTION_PANEL, .number = PANEL_LESSON});
        screen_assert_whole(play, size);
        assert_null(play_region(play, "text.pick", 0));
        assert_non_null(play_region(play, "text.feature", 0));
        play_do(play, (Action){.kind = ACTION_PANEL, .number = PANEL_LESSON});
    }
}

/* Fills of that colour in a line's rect. */
static int fills_in(const DisplayList *list, Rect rect, Color color) {
    int count = 0;
    for (int k = 0; k < list->shape_count; k++) {
        const Shape *shape = &list->shapes[k];
        count += shape->kind == SHAPE_FILL && shape->color == color &&
                 rect_contains(rect, shape->rect.x + 0.5f, shape->rect.y + 0.5f);
    }
    return count;
}

/* What was read has a bar above or below its line, by its sign; what was not has none. */
static void test_values(void **state) {
    Room *room = *state;
    Play *play = &room->play;
    const Size size = {1600, 900, 1};
    long last = 40;
    screen_go_to(play, last);
    for (int theme = 0; theme < THEME_COUNT; theme++) {
        play->session->view.theme = theme;
        screen_draw(play, size);
        int above = 0, below = 0, bars = 0;
        const Theme *colors = theme_get(theme);
        for (long t = 0; t <= last; t++) {
            float value = text_scale_level(session_text_scale(play->session, play->session->unit),
                                           session_text_value(play->session, t));
            above += value > 0.3f;
            below += value < -0.3f;
        }
        for (int line = 0; line < 3; line++) {
            const Region *region = region_find(&play->list, region_id("text.line", line));
            assert_non_null(region);
            int found = fills_in(&play->list, region->rect, colors->role[ROLE_CELL]);
            if ((long)region->low > last)
                assert_int_equal(found, 0);
            bars += found;
        }
        assert_true(bars >= above);
        assert_true(above + below > 0);
    }
}

/* A line of the text is a scrub over its characters, which are all of one width. */
static void test_lines(void **state) {
    Room *room = *state;
    Play *play = &room->play;
    static const Size sizes[] = {{1600, 900, 1}, {1280, 720, 1}, {1024, 768, 1}};
    for (size_t size = 0; size < 3; size++) {
        long next = 0;
        screen_go_to(play, 0);
        screen_draw(play, sizes[size]);
        for (int line = 0; next < play->session->lesson->steps; line++) {
            const Region *region = region_find(&play->list, region_id("text.line", line));
            if (!region)
                break; /* on the next page */
            assert_int_equal(region->low, next);
            assert_true(region->high >= region->low);
            next = (long)region->high + 1;
            bool ends = session_text(play->session)->text[next - 1] == '\n' ||
                        session_text(play->session)->text[next - 1] == ' ' ||
                        next == play->session->lesson->steps;
            assert_true(ends); /* no word is torn where there is a space */
            float x = region->rect.x + region->rect.w * 0.999f;
            Action action = region_drag(region, x, region->rect.y + 2);
            assert_int_equal(action.kind, ACTION_GO);
            assert_int_equal(action.step, next - 1);
        }
        assert_true(next > 150);
    }
}

/* Larger text is larger in what is read too. */
static void test_type(void **state) {
    Room *room = *state;
    Play *play = &room->play;
    float px[2] = {0, 0};
    screen_go_to(play, -1);
    for (int k = 0; k < 2; k++) {
        play->session->view.text_scale = (float)(k + 1);
        screen_draw(play, (Size){1280, 720, 1});
        const Region *line = region_find(&play->list, region_id("text.line", 0));
        assert_non_null(line);
        for (int n = 0; n < play->list.shape_count; n++) {
            const Shape *shape = &play->list.shapes[n];
            if (shape->kind == SHAPE_TEXT && shape->face == FACE_NUMBER &&
                rect_contains(line->rect, shape->rect.x + 1, shape->rect.y + 4))
                px[k] = fmaxf(px[k], shape->px);
        }
    }
    assert_true(px[0] >= 11 && px[1] > 1.45f * px[0]);
}

/* The bars are the chances, the largest first. */
/* Before a class: whole at all sizes, without panels, and no number smaller than 24 pixels. */
static void test_presents(void **state) {
    Room *room = *state;
    Play *play = &room->play;
    static const Size sizes[] = {{1280, 720, 1}, {1920, 1080, 1}, {1024, 640, 1}};
    play_do(play, (Action){.kind = ACTION_PRESENT, .number = 1});
    for (int size = 0; size < 3; size++)
        for (int language = 0; language < languages_built_in.count; language++)
            for (long t = -1; t < 300; t += 100) {
                play->session->view.language = &languages_built_in.items[language];
                screen_go_to(play, t);
                screen_assert_whole(play, sizes[size]);
                assert_null(play_region(play, "text.pick", 0));
                assert_null(play_region(play, "text.feature", 0));
            }
    screen_draw(play, sizes[1]);
    assert_non_null(play_region(play, "text.gate", LSTM_F));
    for (int k = 0; k < play->list.shape_count; k++) {
        const Shape *shape = &play->list.shapes[k];
        if (shape->kind == SHAPE_TEXT &&
            (shape->face == FACE_NUMBER || shape->face == FACE_NUMBER_BOLD))
            assert_true(shape->px >= 24);
    }
    play_do(play, play_region(play, "present", 0)->action); /* out of it */
    screen_draw(play, sizes[1]);
    assert_non_null(play_region(play, "text.pick", 0));
}

/* The chosen unit's gates over the last characters: as high as they are, their numbers beside. */
static void test_gates(void **state) {
    Room *room = *state;
    Play *play = &room->play;
    const Session *session = play->session;
    const Trace *trace = session->run->traces[CHARACTERS_CELL];
    const long t = 40;
    screen_go_to(play, t);
    screen_draw(play, (Size){1600, 900, 1});
    static const int gates[] = {LSTM_F, LSTM_I, LSTM_O};
    for (int k = 0; k < 3; k++) {
        const Region *row = play_region(play, "text.gate", gates[k]);
        assert_non_null(row);
        assert_int_equal(row->high, t);
        float value = trace_at(trace, gates[k], t, 0)[session->unit], found = 0;
        float columns = row->high - row->low + 1, x = row->rect.x + row->rect.w;
        for (int n = 0; n < play->list.shape_count; n++) { /* the last bar, from the foot */
            const Shape *shape = &play->list.shapes[n];
            Rect r = shape->rect;
            if (shape->kind == SHAPE_FILL && fabsf(r.x + r.w + 1 - x) < 1.01f &&
                fabsf(r.y + r.h - row->rect.y - row->rect.h) < 0.01f && r.y >= row->rect.y &&
                r.w < 2 * row->rect.w / columns)
                found = r.h;
        }
        assert_float_equal(found, value * row->rect.h, 0.51);
        char number[16];
        snprintf(number, sizeof number, "%.2f", (double)value);
        assert_true(screen_says(play, number));
        assert_true(play_label_has(play, row, number));
        assert_int_equal(row->inspect.number, gates[k]);
    }
    assert_non_null(play_region(play, "text.gate", LSTM_C)); /* its memory */
    screen_go_to(play, -1);
    screen_draw(play, (Size){1600, 900, 1});
    assert_null(play_region(play, "text.gate", LSTM_F));
}

/* A press on the other model asks for it; which one reads is said. */
static void test_models(void **state) {
    Room *room = *state;
    Play *play = &room->play;
    char text[4096];
    screen_draw(play, (Size){1600, 900, 1});
    assert_true(screen_says(play, "MODEL: OUT OF A FILE"));
    session_text_is(play->session, TEXT_ENGLISH);
    screen_draw(play, (Size){1600, 900, 1});
    assert_false(screen_says(play, "OUT OF A FILE"));
    assert_int_equal(play_region(play, "text.model", TEXT_ENGLISH)->action.kind, ACTION_NONE);
    const Action other = play_region(play, "text.model", TEXT_LISP)->action;
    assert_int_equal(other.kind, ACTION_OPEN_TOOL);
    assert_int_equal(other.number, SESSION_TEXT);
    assert_int_equal(other.unit, TEXT_LISP);
    describe_text(play->session, text, sizeof text);
    assert_non_null(strstr(text, "It has read novels by Jane Austen."));
}

/* One that was just trained: which it is, and the way back to the training. */
static void test_trained(void **state) {
    Room *room = *state;
    Play *play = &room->play;
    char text[4096];
    screen_draw(play, (Size){1600, 900, 1});
    assert_null(play_region(play, "text.training", 0));
    session_text_is(play->session, TEXT_TRAINED);
    screen_assert_whole(play, (Size){1600, 900, 1});
    assert_true(screen_says(play, "trained") && screen_says(play, "LSTM"));
    assert_false(screen_says(play, "OUT OF A FILE"));
    const Action back = play_region(play, "text.training", 0)->action;
    assert_int_equal(back.kind, ACTION_OPEN_TOOL);
    assert_int_equal(back.number, SESSION_TRAINING);
    assert_int_equal(play_region(play, "text.model", TEXT_ENGLISH)->action.unit, TEXT_ENGLISH);
    describe_text(play->session, text, sizeof text);
    assert_non_null(strstr(text, "You have just trained it: LSTM."));
    screen_assert_whole(play, (Size){390, 844, 1});
}

static void test_next(void **state) {
    Room *room = *state;
    Play *play = &room->play;
    float chances[ALPHABET_MOST];
    char text[16];
    screen_go_to(play, 12);
    screen_draw(play, (Size){1600, 900, 1});
    session_text_chances(play->session, 12, chances);
    for (int told = 0; told < 8; told++) {
        int best = 0;
        for (int k = 1; k < session_text(play->session)->alphabet.count; k++)
            if (chances[k] > chances[best])
                best = k;
        snprintf(text, sizeof text, "%.1f %%", 100 * (double)chances[best]);
        assert_true(screen_says(play, text));
        chances[best] = -1;
    }
    screen_go_to(play, -1);
    screen_draw(play, (Size){1600, 900, 1});
    assert_true(screen_says(play, "nothing is read yet"));
}

static void press(Play *play, const char *name, int index) {
    const Region *region = region_find(&play->list, region_id(name, index));
    if (!region)
        fail_msg("there is no %s %d", name, index);
    assert_false(region->disabled);
    play_do(play, region->action);
    screen_draw(play, (Size){1600, 900, 1});
}

static void test_presses(void **state) {
    Room *room = *state;
    Play *play = &room->play;
    const Session *session = play->session;
    screen_draw(play, (Size){1600, 900, 1});
    press(play, "text.unit", 7);
    assert_int_equal(session->unit, 7);
    assert_true(screen_says(play, "WHAT UNIT 8 FOLLOWS"));
    press(play, "text.feature", FEATURE_COLUMN);
    assert_int_equal(session_text(session)->feature, FEATURE_COLUMN);
    assert_true(screen_says(play, "WHO FOLLOWS: place in line"));
    press(play, "text.rank", 0);
    assert_int_equal(session->unit, session_text(session)->order[0]);
    char r[16];
    snprintf(
        r, sizeof r, "%+.2f",
        (double)correlation_of(&session_text(session)->correlation, session->unit, FEATURE_COLUMN));
    assert_true(screen_says(play, r));
    press(play, "text.pick", 1);
    assert_int_equal(session_text(session)->passage, 1);
    press(play, "text.write", 0);
    assert_int_equal(session->lesson->steps, strlen(FIXTURE_SECOND) + 1);
    press(play, "text.write-on", 0);
    assert_true(session->playing && session_text(session)->writing);
    press(play, "text.write-on", 0);
    assert_false(session->playing);
    press(play, "text.type", 0);
    assert_true(session_text_typing(session));
    press(play, "text.type", 0);
    assert_false(session_text_typing(session));
}

static void test_told(void **state) {
    Room *room = *state;
    Session *session = room->play.session;
    static char text[8192];
    char wanted[96];
    screen_go_to(&room->play, 30);
    size_t length = describe_text(session, text, sizeof text);
    assert_int_equal(length, strlen(text));
    assert_int_equal(length, describe_text(session, NULL, 0));
    assert_non_null(strstr(text, "\u201cFirst\u201d"));
    snprintf(wanted, sizeof wanted, "Unit %d remembers %.2f", session->unit + 1,
             (double)session_text_value(session, 30));
    assert_non_null(strstr(text, wanted));
    snprintf(wanted, sizeof wanted, "unit %d %.2f", session_text(session)->order[0] + 1,
             (double)correlation_of(&session_text(session)->correlation,
                                    session_text(session)->order[0],
                                    session_text(session)->feature));
    assert_non_null(strstr(text, wanted));
    session->view.language = LANGUAGE_ZH;
    describe_text(session, text, sizeof text);
    assert_non_null(strstr(text, "\u7b2c\u4e00"));
    screen_go_to(&room->play, -1);
    session->view.language = LANGUAGE_EN;
    describe_text(session, text, sizeof text);
    assert_non_null(strstr(text, "No character is read yet"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_fits, begin, end),
        cmocka_unit_test_setup_teardown(test_fits_otherwise, begin, end),
        cmocka_unit_test_setup_teardown(test_upright, begin, end),
        cmocka_unit_test_setup_teardown(test_values, begin, end),
        cmocka_unit_test_setup_teardown(test_lines, begin, end),
        cmocka_unit_test_setup_teardown(test_type, begin, end),
        cmocka_unit_test_setup_teardown(test_presents, begin, end),
        cmocka_unit_test_setup_teardown(test_gates, begin, end),
        cmocka_unit_test_setup_teardown(test_models, begin, end),
        cmocka_unit_test_setup_teardown(test_trained, begin, end),
        cmocka_unit_test_setup_teardown(test_next, begin, end),
        cmocka_unit_test_setup_teardown(test_presses, begin, end),
        cmocka_unit_test_setup_teardown(test_told, begin, end)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
