/* digits.c: the digits screen: everything is whole at all sizes, in both languages and with large
 * text; rows that were not read show nothing; what is pressed does what it says; and it is told in
 * sentences. */
#include "digits_fixture.h"
#include "scene_screen.h"

#include "engine/kinds/lstm.h"
#include "scene/words/describe_digits.h"
#include "session/kinds/digits.h"

typedef struct Room {
    DigitSet set;
    Play play;
} Room;

static int begin(void **state) {
    Room *room = calloc(1, sizeof *room);
    assert_non_null(room);
    room->set = fixture_set();
    room->play.session = fixture_digits(&room->set);
    session_score_digits(room->play.session);
    *state = room;
    return 0;
}

static int end(void **state) {
    Room *room = *state;
    session_free(room->play.session);
    display_free(&room->play.list);
    fixture_set_free(&room->set);
    free(room);
    return 0;
}

static void test_fits(void **state) {
    Room *room = *state;
    Play *play = &room->play;
    static const Size sizes[] = {
        {1280, 720, 1}, {1600, 900, 1}, {1920, 1080, 1.25f}, {2560, 1440, 2}, {1024, 768, 1}};
    static const float scales[] = {1, 1.3f};
    for (size_t size = 0; size < sizeof sizes / sizeof *sizes; size++)
        for (int language = 0; language < languages_built_in.count; language++)
            for (int cell = 0; cell < CELL_KIND_COUNT; cell++)
                for (long t = -1; t < DIGIT_SIDE; t += 14)
                    for (int scale = 0; scale < 2; scale++) {
                        play->session->view.language = &languages_built_in.items[language];
                        play->session->view.text_scale = scales[scale];
                        play_do(play, (Action){.kind = ACTION_SELECT, .cell = cell, .unit = 3});
                        screen_go_to(play, t);
                        screen_assert_whole(play, sizes[size]);
                    }
}

/* In an upright window the table has the whole width and the list lies below it; on a phone the
 * table goes without the unit's signals. */
static void test_upright(void **state) {
    Room *room = *state;
    Play *play = &room->play;
    static const Size sizes[] = {{768, 1024, 1}, {420, 900, 1}, {840, 1800, 2}};
    screen_go_to(play, DIGIT_SIDE - 1);
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
        for (int language = 0; language < languages_built_in.count; language++) {
            play->session->view.language = &languages_built_in.items[language];
            screen_assert_whole(play, sizes[k]);
        }
        float half = 0.5f * (float)sizes[k].h;
        bool phone = (float)sizes[k].w / sizes[k].scale < 600;
        const Region *image = play_region(play, "digits.image", 0);
        const Region *pick = play_region(play, "digits.pick", 0);
        assert_non_null(image);
        assert_non_null(pick);
        assert_true(image->rect.y < half && pick->rect.y > half);
        assert_int_equal(play_region(play, "digits.signal", LSTM_F) == NULL, phone);
    }
}

/* The pad, the wrong ones, rows rubbed out, one network alone, the list folded. */
static void test_fits_otherwise(void **state) {
    Room *room = *state;
    Play *play = &room->play;
    const Size size = {1280, 720, 1};
    screen_go_to(play, DIGIT_SIDE - 1);
    play_do(play, (Action){.kind = ACTION_DIGIT_LIST, .number = DIGIT_LIST_WRONG});
    screen_assert_whole(play, size);
    play_do(play, (Action){.kind = ACTION_DIGIT_ERASE, .step = 12, .number = 1, .unit = 1});
    screen_assert_whole(play, size);
    play_do(play, (Action){.kind = ACTION_PANEL, .number = PANEL_LESSON});
    screen_assert_whole(play, size);
    play_do(play, (Action){.kind = ACTION_SHOW_KIND, .number = CELL_RNN});
    play_do(play, (Action){.kind = ACTION_SHOW_KIND, .number = CELL_GRU});
    screen_assert_whole(play, size);
    play_do(play, (Action){.kind = ACTION_PANEL, .number = PANEL_LESSON});
    play_do(play, (Action){.kind = ACTION_DIGIT_DRAW, .number = 1});
    screen_assert_whole(play, size);
    play_do(play, (Action){.kind = ACTION_DIGIT_INK, .value = 0.5f, .value_y = 0.5f});
    screen_assert_whole(play, size);
}

/* Heat that is drawn of the networks: rows, of ten columns. */
static int chance_rows(const Play *play) {
    int rows = 0;
    for (int k = 0; k < play->list.shape_count; k++)
        if (play->list.shapes[k].kind == SHAPE_HEAT &&
            play->list.shapes[k].columns == DIGIT_CLASSES)
            rows += play->list.shapes[k].rows;
    return rows;
}

static void test_future_is_hidden(void **state) {
    Room *room = *state;
    Play *play = &room->play;
    const Size size = {1600, 900, 1};
    for (long t = -1; t < DIGIT_SIDE; t += 4) {
        screen_go_to(play, t);
        screen_draw(play, size);
        assert_int_equal(chance_rows(play), CELL_KIND_COUNT * (t + 1));
    }
}

static const Region *region_named(const Play *play, const char *name, int index) {
    const Region *region = region_find(&play->list, region_id(name, index));
    if (!region)
        fail_msg("there is no region %s %d", name, index);
    return region;
}

/* The middle of a row, in a region whose steps go downwards. */
static Action at_row(const Region *region, long t) {
    return region_drag(region, region->rect.x + 1,
                       region->rect.y + ((float)t + 0.5f) * region->rect.h / (float)DIGIT_SIDE);
}

static void test_rows_go_down(void **state) {
    Room *room = *state;
    Play *play = &room->play;
    screen_draw(play, (Size){1600, 900, 1});
    for (long t = 0; t < DIGIT_SIDE; t += 9) {
        Action action = at_row(region_named(play, "digits.image", 0), t);
        assert_int_equal(action.kind, ACTION_GO);
        assert_int_equal(action.step, t);
        assert_int_equal(at_row(region_named(play, "digits.rows", CELL_GRU), t).step, t);
        action = at_row(region_named(play, "digits.erase", 0), t);
        assert_int_equal(action.kind, ACTION_DIGIT_ERASE);
        assert_int_equal(action.step, t);
    }
    play_do(play, at_row(region_named(play, "digits.erase", 0), 12));
    assert_true(session_row_erased(play->session, 12));
}

/* Everything of a row stands at its height: image, networks, gates. */
static void test_one_table(void **state) {
    Room *room = *state;
    Play *play = &room->play;
    screen_draw(play, (Size){1600, 900, 1});
    Rect image = region_named(play, "digits.image", 0)->rect;
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++) {
        Rect rows = region_named(play, "digits.rows", kind)->rect;
        assert_true(rows.y == image.y && rows.h == image.h);
    }
    for (int signal = LSTM_F; signal <= LSTM_C; signal++) {
        Rect rows = region_named(play, "digits.signal", signal)->rect;
        assert_true(rows.y == image.y && rows.h == image.h);
    }
}

static void test_presses(void **state) {
    Room *room = *state;
    Play *play = &room->play;
    const DigitReading *digits = session_digits(play->session);
    screen_go_to(play, 10);
    screen_draw(play, (Size){1600, 900, 1});
    play_do(play, region_named(play, "digits.pick", 5)->action);
    assert_int_equal(digits->index, 5);
    play_do(play, region_named(play, "digits.turn", 2)->action);
    assert_int_equal(digits->index, 6);
    play_do(play, region_named(play, "digits.net", CELL_RNN)->action);
    assert_int_equal(play->session->cell, CELL_RNN);
    screen_draw(play, (Size){1600, 900, 1});
    play_do(play, region_named(play, "digits.unit.h", 9)->action);
    assert_int_equal(play->session->unit, 9);
    Action ink = region_named(play, "digits.input", 3)->action;
    ink.edit.value = 1;
    play_do(play, ink);
    assert_float_equal(play->session->run->sequence[10 * DIGIT_SIDE + 3], 1, 0);
    play_do(play, region_named(play, "digits.draw", 0)->action);
    screen_draw(play, (Size){1600, 900, 1});
    const Region *pad = region_named(play, "digits.pad", 0);
    play_do(play, region_drag(pad, pad->rect.x + pad->rect.w / 4, pad->rect.y));
    assert_int_equal(digits->ink_count, 1);
    assert_float_equal(digits->ink[0].x, 0.25f, 0.01);
    assert_float_equal(digits->ink[0].y, 0, 0.01);
}

/* It says whether a network is right by a sign, not by colour alone. */
static void test_says(void **state) {
    Room *room = *state;
    Play *play = &room->play;
    screen_go_to(play, DIGIT_SIDE - 1);
    screen_draw(play, (Size){1600, 900, 1});
    char text[64];
    float chances[DIGIT_CLASSES];
    session_digit_chances(play->session, CELL_LSTM, DIGIT_SIDE - 1, chances);
    snprintf(text, sizeof text, "%.0f %%", 100 * (double)chances[digit_guess(chances)]);
    assert_true(screen_says(play, text));
    assert_true(screen_says(play, "A written 0"));
    snprintf(text, sizeof text, "The LSTM reads %d of %d wrong",
             session_digits(play->session)->wrong[0], FIXTURE_DIGITS);
    assert_true(screen_says(play, text));
}

/* Before a class: whole at all sizes, no panel, and no number smaller than 24 pixels at 1080p. */
static void test_presents(void **state) {
    Room *room = *state;
    Play *play = &room->play;
    static const Size sizes[] = {{1280, 720, 1}, {1920, 1080, 1}, {1024, 640, 1}};
    play_do(play, (Action){.kind = ACTION_PRESENT, .number = 1});
    for (int drawn = 0; drawn < 3; drawn++) {
        for (int size = 0; size < 3; size++)
            for (int language = 0; language < languages_built_in.count; language++)
                for (long t = -1; t < DIGIT_SIDE; t += 14) {
                    play->session->view.language = &languages_built_in.items[language];
                    screen_go_to(play, t);
                    screen_assert_whole(play, sizes[size]);
                }
        assert_null(play_region(play, "digits.pick", 0));
        assert_int_equal(play_region(play, "digits.pad", 0) != NULL, drawn > 0);
        play_do(play, drawn ? (Action){.kind = ACTION_DIGIT_INK, .value = 0.5f, .value_y = 0.5f}
                            : (Action){.kind = ACTION_DIGIT_DRAW, .number = 1});
    }
    screen_draw(play, sizes[1]);
    for (int k = 0; k < play->list.shape_count; k++) {
        const Shape *shape = &play->list.shapes[k];
        if (shape->kind == SHAPE_TEXT &&
            (shape->face == FACE_NUMBER || shape->face == FACE_NUMBER_BOLD))
            assert_true(shape->px >= 24);
    }
    play_do(play, region_named(play, "present", 0)->action); /* out of it */
    screen_draw(play, sizes[1]);
    assert_non_null(play_region(play, "digits.draw", 0));
}

/* Networks that were just trained are named, with ways back; those that came along are not. */
static void test_trained(void **state) {
    Room *room = *state;
    Play *play = &room->play;
    const bool trained[CELL_KIND_COUNT] = {[CELL_LSTM] = true, [CELL_RNN] = true};
    char text[16384];
    screen_draw(play, (Size){1280, 720, 1});
    assert_null(play_region(play, "digits.networks", 0));
    session_digits_trained(play->session, trained);
    screen_assert_whole(play, (Size){1280, 720, 1});
    assert_true(screen_says(play, "LSTM, RNN"));
    const Action back = region_named(play, "digits.networks", 0)->action;
    const Action shipped = region_named(play, "digits.networks", 1)->action;
    assert_int_equal(back.kind, ACTION_OPEN_TOOL);
    assert_int_equal(back.number, SESSION_TRAINING);
    assert_int_equal(shipped.number, SESSION_DIGITS);
    describe_digits(play->session, text, sizeof text);
    assert_non_null(strstr(text, "The LSTM was just trained.\nThe RNN was just trained.\n"));
}

/* Help tells the keys of this screen, not those of a lesson. */
static void test_help(void **state) {
    Room *room = *state;
    Play *play = &room->play;
    play->session->view.help = true;
    screen_draw(play, (Size){1600, 900, 1});
    assert_true(screen_says(play, "rub the row out, bring it back"));
    assert_true(screen_says(play, "glossary: what it means"));
    assert_false(screen_says(play, "next beat"));
    assert_false(screen_says(play, "values or gradients of the steps"));
    assert_true(screen_says(play, "F5"));
    assert_false(screen_says(play, "the list of changes"));
}

/* A word's meaning lies over the digits, whole, and takes what is pressed there; without lessons
 * around it leads to none. */
static void test_glossary(void **state) {
    Room *room = *state;
    Play *play = &room->play;
    static char id[] = "gate", lesson[] = "forget";
    GlossaryTerm term = {.id = id,
                         .lesson = lesson,
                         .term = sample_text("gate", NULL),
                         .means = sample_text("What lets through.", NULL)};
    const Glossary glossary = {.items = &term, .count = 1};
    const Size size = {1280, 720, 1};
    Error error = {0};
    static Seen seen[FIT_TEXTS_MOST];
    for (int opened = 0; opened < 2; opened++) {
        play_do(play, (Action){.kind = ACTION_GLOSSARY, .number = -2}); /* opens, closes */
        play->viewport = (Viewport){
            .width = size.w, .height = size.h, .scale = size.scale, .glossary = &glossary};
        scene_build(&play->list, play->session, &PLAY_FONTS, &play->viewport);
        assert_int_equal(screen_says(play, "What lets through."), !opened);
        assert_false(screen_says(play, "Open the lesson that shows it"));
        assert_true(fit_check(&play->list, &PLAY_FONTS, (Rect){0, 0, 1280, 720}, 1, seen, &error));
        const Region *card = play_region(play, "glossary", 0);
        assert_int_equal(card != NULL, !opened);
        if (!card)
            continue;
        assert_ptr_equal(region_at(&play->list, card->rect.x + 2, card->rect.y + card->rect.h - 2),
                         card);
        const Region *playing = play_region(play, "time.play", 0); /* can still be pressed */
        assert_non_null(playing);
        assert_true(card->rect.y + card->rect.h <= playing->rect.y);
    }
}

/* Nothing is taken for anything: no verdict, no bar, no row, in the picture and in sentences. */
static void test_blank(void **state) {
    Room *room = *state;
    Play *play = &room->play;
    char text[16384];
    play_do(play, (Action){.kind = ACTION_DIGIT_DRAW, .number = 1});
    screen_draw(play, (Size){1600, 900, 1});
    assert_int_equal(chance_rows(play), 0);
    assert_true(screen_says(play, "Nothing is drawn yet"));
    assert_false(screen_says(play, "100 %"));
    assert_null(play_region(play, "digits.input", 3));
    assert_null(play_region(play, "digits.image", 0));
    Rect pad = region_named(play, "digits.pad", 0)->rect, rows;
    rows = region_named(play, "digits.rows", CELL_LSTM)->rect;
    assert_true(pad.y == rows.y && pad.h == rows.h); /* one draws where rows are read */
    describe_digits(play->session, text, sizeof text);
    assert_int_equal(strncmp(text, "Nothing is drawn yet.\n", 22), 0);
    assert_null(strstr(text, "Row t"));
    assert_null(strstr(text, "Unit "));
    play_do(play, (Action){.kind = ACTION_DIGIT_INK, .value = 0.5f, .value_y = 0.5f});
    screen_draw(play, (Size){1600, 900, 1});
    assert_int_equal(chance_rows(play), CELL_KIND_COUNT * DIGIT_SIDE);
    assert_true(screen_says(play, "Your drawing"));
}

static void test_described(void **state) {
    Room *room = *state;
    Play *play = &room->play;
    char text[16384], part[64];
    float chances[DIGIT_CLASSES];
    screen_go_to(play, 5);
    size_t length = describe_digits(play->session, text, sizeof text);
    assert_true(length < sizeof text && strlen(text) == length);
    assert_int_equal(describe_digits(play->session, NULL, 0), length);
    assert_non_null(strstr(text, "Test digit 1 of 60, a written 0."));
    assert_non_null(strstr(text, "Row t = 0: no ink."));
    assert_non_null(strstr(text, "Row t = 5:"));
    assert_null(strstr(text, "Row t = 6:")); /* not read yet */
    session_digit_chances(play->session, CELL_GRU, 5, chances);
    int guess = digit_guess(chances);
    snprintf(part, sizeof part, "GRU %d, %.0f %%", guess, 100 * (double)chances[guess]);
    assert_non_null(strstr(strstr(text, "Row t = 5:"), part));
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {TEST(test_fits),         TEST(test_fits_otherwise),
                                       TEST(test_upright),      TEST(test_future_is_hidden),
                                       TEST(test_rows_go_down), TEST(test_one_table),
                                       TEST(test_presses),      TEST(test_says),
                                       TEST(test_help),         TEST(test_glossary),
                                       TEST(test_blank),        TEST(test_presents),
                                       TEST(test_trained),      TEST(test_described)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
