/* home.c: proves the home screen on its display list, without a window: every lesson is a
 * card that opens it, the next thing is marked, what was done is said, the search shows what it
 * finds, nothing is cut off or lies on something else at any size, and what has the focus is in
 * view. */
#include "digits_fixture.h"
#include "languages.h"
#include "scene_lessons.h"

#include "scene/stage/portrait.h"
#include "scene/words/describe_home.h"
#include "session/catalogue.h"
#include "session/kinds/sandbox.h"

enum { CARDS = 12, TRACKS = 3 };

typedef struct Stand {
    Play play;
    Lesson lessons[CARDS];
    LessonTrack tracks[TRACKS];
    CatalogueTrack entries[TRACKS];
    CatalogueLesson items[CARDS];
    Session *opening;
    Catalogue catalogue;
} Stand;

static const Size SIZES[] = {{1280, 720, 1},     {1600, 900, 1}, {2560, 1440, 1},
                             {2560, 1440, 1.5f}, {1024, 640, 1}, {390, 844, 1}};
static const Size HIGH = {1600, 1800, 1}; /* all cards are in view */
static const float TEXTS[] = {1, 1.3f, 1.5f, 2};

/* Three tracks of 7, 4 and 1 lessons; the last one is in no list, the one before it cannot be read.
 */
static void fill(Stand *stand) {
    static const char *const titles[2][3] = {
        {"What stays?", "Add or replace?", "A rather long title that takes two lines of a card"},
        {"什么留下来？", "相加还是替换？", "一个很长很长的标题，长到在一张卡片里要占两行才放得下"}};
    static char *const names[TRACKS] = {"one-cell", "lstm-vs-gru", "my own"};
    static const int firsts[TRACKS + 1] = {0, 7, 11, CARDS};
    for (int k = 0; k < CARDS; k++) {
        stand->lessons[k] = *stand->play.lesson;
        stand->lessons[k].title = sample_text(titles[0][k % 3], titles[1][k % 3]);
        stand->items[k] = (CatalogueLesson){.lesson = &stand->lessons[k],
                                            .picture = stand->play.session,
                                            .path = "lessons/some-lesson.json",
                                            .index = k};
    }
    for (int k = 0; k < TRACKS; k++) {
        stand->tracks[k] =
            (LessonTrack){names[k], sample_text("One cell, one unit", "一个单元"),
                          sample_text("What each gate of an LSTM does, one after the other.",
                                      "逐个看清每个门。")};
        stand->entries[k] = (CatalogueTrack){k < 2 ? &stand->tracks[k] : NULL, names[k], firsts[k],
                                             firsts[k + 1] - firsts[k]};
        for (int lesson = firsts[k]; lesson < firsts[k + 1]; lesson++)
            stand->items[lesson].track = k;
    }
    stand->items[10].lesson = NULL;
    stand->items[10].picture = NULL;
    stand->items[10].fault = "line 3: a bracket is missing";
    stand->items[0].progress = (LessonProgress){
        .at = 3, .visited = 4, .questions = 3, .first_try = 2, .begun = true, .finished = true};
    stand->items[1].progress = (LessonProgress){.at = 1, .visited = 2, .begun = true};
    stand->opening = fixture_opening();
    stand->catalogue = (Catalogue){.tracks = stand->entries,
                                   .track_count = TRACKS,
                                   .lessons = stand->items,
                                   .lesson_count = CARDS,
                                   .here = 1,
                                   .version = 1,
                                   .tools = true,
                                   .opening = stand->opening};
}

enum { NOW = 1800000000 };

/* A model of today, a lesson of yesterday that was just removed, one of last week with a long name. */
static void open_own(Stand *stand) {
    static const CatalogueOwn own[] = {
        {"a1", "model.pt", OWN_MODEL, NOW - 3600, false},
        {"b2", "mine.json", OWN_LESSON, NOW - 30 * 3600, true},
        {"c3", "a lesson that has a long name, \u4e2d\u6587\u540d\u5b57 and more.json", OWN_LESSON,
         NOW - (int64_t)7 * 24 * 3600, false}};
    stand->catalogue.now = NOW;
    stand->catalogue.own = own;
    stand->catalogue.own_count = 3;
    stand->catalogue.keeps = true;
}

/* Two ideas were practised, of one more a lesson was begun; the second lesson here teaches keeping. */
static void practise(Stand *stand) {
    static char forget_gate[] = "forget-gate";
    PractiseAnswer answer = {.item = "bars", .seconds = 9};
    Catalogue *catalogue = &stand->catalogue;
    stand->lessons[1].id = forget_gate;
    catalogue->now = NOW;
    catalogue->review.exam = NOW + 12 * (int64_t)SPACING_DAY;
    review_meet(&catalogue->review, "no-gates");
    for (int k = 0; k < 11; k++) {
        snprintf(answer.idea, sizeof answer.idea, "%s", k < 8 ? "keep" : "gate-sum");
        answer.chosen = k == 2;
        answer.when = NOW - (20 - k) * (int64_t)SPACING_DAY;
        review_take(&catalogue->review, &answer);
    }
}

static int stand_up(void **state) {
    Stand *stand = calloc(1, sizeof *stand);
    assert_non_null(stand);
    screen_start(&stand->play, SCREEN_LESSON);
    fill(stand);
    play_do(&stand->play, (Action){.kind = ACTION_HOME, .number = 1});
    *state = stand;
    return 0;
}

static int stand_down(void **state) {
    Stand *stand = *state;
    session_free(stand->opening);
    play_stop(&stand->play);
    free(stand);
    return 0;
}

static void draw(Stand *stand, Size size) {
    stand->play.viewport = (Viewport){
        .width = size.w, .height = size.h, .scale = size.scale, .catalogue = &stand->catalogue};
    scene_build(&stand->play.list, stand->play.session, &PLAY_FONTS, &stand->play.viewport);
    assert_false(stand->play.list.full);
}

static const Region *card(const Stand *stand, int lesson) {
    return play_region(&stand->play, "home.card", lesson);
}

static void type(Stand *stand, const char *text) {
    play_do(&stand->play, (Action){.kind = ACTION_SEARCH, .number = 1});
    for (const char *c = text; *c; c++)
        play_do(&stand->play, (Action){.kind = ACTION_SEARCH_KEY,
                                       .number = TYPE_CHARACTER,
                                       .unit = (unsigned char)*c});
}

/* ---- what is there ---- */

static void test_cards(void **state) {
    Stand *stand = *state;
    draw(stand, HIGH);
    for (int k = 0; k < CARDS; k++) {
        const Region *region = card(stand, k);
        assert_non_null(region);
        assert_int_equal(region->action.kind, ACTION_OPEN_LESSON);
        assert_int_equal(region->action.number, k);
        assert_true(region->action.flag);
        assert_int_equal(region->disabled, k == 10);
    }
    assert_true(play_label_has(&stand->play, card(stand, 10), "a bracket is missing"));
    assert_true(play_label_has(&stand->play, card(stand, 0), "done"));
    assert_true(screen_says(&stand->play, "2 of 3 right at first try"));
    assert_true(screen_says(&stand->play, "at beat 2 of 4"));
    assert_true(screen_says(&stand->play, "1 of 12 lessons done"));
    assert_true(screen_says(&stand->play, "1 of 7 done"));
}

/* Sandbox and digits can be opened where the host has them, but are not found as lessons. */
static void test_tools(void **state) {
    Stand *stand = *state;
    draw(stand, SIZES[1]);
    for (int tool = SESSION_LESSON + 1; tool < SESSION_OPENING; tool++) {
        const Region *region = play_region(&stand->play, "home.tool", tool);
        assert_non_null(region);
        assert_int_equal(region->action.kind, ACTION_OPEN_TOOL);
        assert_int_equal(region->action.number, tool);
        assert_true(region->focusable);
    }
    assert_true(play_label_has(&stand->play, play_region(&stand->play, "home.tool", SESSION_DIGITS),
                               "draw your own"));
    Rect digits = play_region(&stand->play, "home.tool", SESSION_DIGITS)->rect;
    for (int tool = SESSION_LESSON + 1; tool < SESSION_OPENING; tool++) {
        const Rect rect = play_region(&stand->play, "home.tool", tool)->rect;
        assert_true(tool == SESSION_DIGITS || rect.x > digits.x ||
                    rect.y > digits.y); /* it comes first */
    }
    type(stand, "e");
    draw(stand, SIZES[1]);
    assert_null(play_region(&stand->play, "home.tool", SESSION_DIGITS));
    play_do(&stand->play, (Action){.kind = ACTION_SEARCH, .number = 0, .flag = true});
    stand->catalogue.tools = false;
    draw(stand, SIZES[1]);
    assert_null(play_region(&stand->play, "home.tool", SESSION_SANDBOX));
}

static void assert_own(const Stand *stand, const char *name, int index, OwnDeed deed,
                       const char *label) {
    const Region *region = play_region(&stand->play, name, index);
    assert_non_null(region);
    assert_int_equal(region->action.kind, ACTION_OWN);
    assert_int_equal(region->action.number, index);
    assert_int_equal(region->action.unit, deed);
    assert_true(region->focusable && region->rect.h >= 44);
    if (!play_label_has(&stand->play, region, label))
        fail_msg("%s %d does not say \"%s\"", name, index, label);
}

/* What was opened of one's own stands under the tools with what it is and how old: it can be opened and
 * removed, and what was removed comes back. */
static void test_own(void **state) {
    Stand *stand = *state;
    open_own(stand);
    draw(stand, HIGH);
    assert_own(stand, "own.open", 0, OWN_OPEN, "model.pt: Model \u00b7 opened within a day");
    assert_own(stand, "own.remove", 0, OWN_REMOVE, "Remove model.pt");
    assert_own(stand, "own.restore", 1, OWN_RESTORE, "Keep mine.json after all");
    assert_null(play_region(&stand->play, "own.open", 1));
    assert_null(play_region(&stand->play, "own.remove", 1));
    assert_own(stand, "own.open", 2, OWN_OPEN, "Lesson \u00b7 opened 7 days ago");
    const Region *file = play_region(&stand->play, "home.file", 0),
                 *tool = play_region(&stand->play, "home.tool", SESSION_DIGITS);
    assert_int_equal(file->action.kind, ACTION_OPEN_FILE);
    assert_true(file->focusable && file->rect.h >= 44 && file->rect.y > tool->rect.y);
    assert_true(play_region(&stand->play, "own.open", 0)->rect.y > file->rect.y);
    assert_true(play_region(&stand->play, "own.open", 2)->rect.y >
                play_region(&stand->play, "own.open", 0)->rect.y + 44);
    assert_true(card(stand, 0)->rect.y > play_region(&stand->play, "own.open", 2)->rect.y);
}

/* Where files lie where they are there is nothing of the kind. */
static void test_nothing_of_own(void **state) {
    Stand *stand = *state;
    open_own(stand);
    stand->catalogue.keeps = false;
    draw(stand, HIGH);
    assert_null(play_region(&stand->play, "home.file", 0));
    assert_null(play_region(&stand->play, "own.open", 0));
    assert_false(screen_says(&stand->play, "It stays in this browser"));
    open_own(stand);
    stand->catalogue.own_count = 0;
    draw(stand, HIGH);
    assert_non_null(play_region(&stand->play, "home.file", 0));
    assert_null(play_region(&stand->play, "own.open", 0));
}

/* Names and words have room at every size, the name more than what is said of it. */
static void test_own_narrow(void **state) {
    Stand *stand = *state;
    open_own(stand);
    for (int w = 360; w <= 1600; w += 155)
        for (float text = 1; text <= 2; text += 0.5f) {
            stand->play.session->view.text_scale = text;
            draw(stand, (Size){w, 9000, 1});
            Rect open = play_region(&stand->play, "own.open", 0)->rect,
                 away = play_region(&stand->play, "own.remove", 0)->rect;
            assert_true(open.x + open.w <= away.x && away.x + away.w <= (float)w);
            assert_true(screen_says(&stand->play, "model.pt") || text > 1);
        }
}

/* The same in sentences, without what was removed. */
static void test_own_told(void **state) {
    Stand *stand = *state;
    char text[8192];
    open_own(stand);
    describe_home(&stand->catalogue, LANGUAGE_EN, text, sizeof text);
    const char *own = strstr(text, "\nYour own:\nModel: model.pt.\nLesson: a lesson that");
    assert_non_null(own);
    assert_null(strstr(own, "mine.json"));
    stand->catalogue.own_count = 0;
    describe_home(&stand->catalogue, LANGUAGE_EN, text, sizeof text);
    assert_null(strstr(text, "Your own:"));
}

/* The next thing to do is on top, opens with one press, and is the first that arrows come to. */
static void test_next(void **state) {
    Stand *stand = *state;
    draw(stand, SIZES[1]);
    const Region *next = play_region(&stand->play, "home.next", 0);
    assert_non_null(next);
    assert_int_equal(next->action.number, 1);
    assert_true(screen_says(&stand->play, "CONTINUE"));
    stand->items[1].progress.begun = false;
    stand->catalogue.here = -1;
    draw(stand, SIZES[1]);
    assert_true(screen_says(&stand->play, "NEXT"));
    stand->items[0].progress = (LessonProgress){.begun = false};
    draw(stand, SIZES[1]);
    assert_true(screen_says(&stand->play, "BEGIN HERE \u00b7 1 min"));
    assert_int_equal(play_region(&stand->play, "home.next", 0)->action.number, 0);
    for (int k = 0; k < CARDS; k++)
        stand->items[k].progress.finished = true;
    draw(stand, SIZES[1]);
    assert_null(play_region(&stand->play, "home.next", 0));
    assert_true(screen_says(&stand->play, "All lessons are done"));
}

/* Whether it is filled with the accent: of both ways on, only one is. */
static bool is_blue(const Stand *stand, const char *name) {
    const Region *button = play_region(&stand->play, name, 0);
    assert_non_null(button);
    for (int k = 0; k < stand->play.list.shape_count; k++) {
        const Shape *shape = &stand->play.list.shapes[k];
        if (shape->kind == SHAPE_FILL && shape->rect.x == button->rect.x &&
            shape->rect.y == button->rect.y && shape->rect.h == button->rect.h)
            return shape->color == theme_get(THEME_DARK)->accent;
    }
    return false;
}

/* The opening until a lesson was begun, then the lesson; the other one can be reached all the same,
 * and the blue one is what Enter comes to first. */
static void test_blue(void **state) {
    Stand *stand = *state;
    for (int begun = 1; begun >= 0; begun--) {
        if (!begun)
            stand->items[0].progress = stand->items[1].progress = (LessonProgress){.begun = false};
        draw(stand, SIZES[1]);
        assert_int_equal(is_blue(stand, "home.next"), begun);
        assert_int_equal(is_blue(stand, "home.opening"), !begun);
        const Region *next = play_region(&stand->play, "home.next", 0);
        const Region *opening = play_region(&stand->play, "home.opening", 0);
        assert_int_equal(next < opening, begun);
        assert_int_equal(opening->action.kind, ACTION_OPEN_TOOL);
        assert_int_equal(opening->action.number, SESSION_OPENING);
        assert_true(next->focusable && opening->focusable);
    }
}

/* ---- the puzzle ---- */

static void say(char *text, size_t size, const Stand *stand, int kind, long t) {
    float chances[DIGIT_CLASSES];
    int digit = session_opening_says(stand->opening, kind, t, chances);
    const char *how = t + 1 < DIGIT_SIDE                                ? "says %d so far"
                      : digit == session_opening(stand->opening)->label ? "says %d: right"
                                                                        : "says %d: wrong";
    snprintf(text, size, how, digit);
}

/* What stands there is what the networks make of the rows so far; a frame on it is a row on. */
static void test_puzzle(void **state) {
    Stand *stand = *state;
    char text[64];
    draw(stand, SIZES[1]);
    assert_true(screen_says(&stand->play, "How can it know what it saw?"));
    assert_true(screen_says(&stand->play, "what it still has: 12 numbers"));
    const long rows[] = {0, 1, 9, DIGIT_SIDE - 1};
    for (int k = 0; k < 4; k++) {
        stand->play.session->view.home.seconds = (double)rows[k] / HOME_FRAMES;
        draw(stand, SIZES[1]);
        for (int kind = 0; kind < CELL_KIND_COUNT; kind++) {
            say(text, sizeof text, stand, kind, rows[k]);
            if (kind != CELL_GRU && !screen_says(&stand->play, text))
                fail_msg("row %ld: \"%s\" is not said", rows[k], text);
        }
    }
    const Region *picture = play_region(&stand->play, "home.puzzle", 0);
    assert_int_equal(picture->action.kind, ACTION_OPEN_TOOL);
    assert_int_equal(picture->action.number, SESSION_OPENING);
    assert_false(picture->focusable);
}

/* Between two frames the picture is the same; without motion it stands at the end. */
static void test_puzzle_moves(void **state) {
    Stand *stand = *state;
    double *seconds = &stand->play.session->view.home.seconds;
    draw(stand, SIZES[1]);
    int heat = stand->play.list.shape_count;
    *seconds = 0.24;
    draw(stand, SIZES[1]);
    assert_int_equal(stand->play.list.shape_count, heat);
    stand->play.session->view.reduced_motion = true;
    draw(stand, SIZES[1]);
    char text[64];
    say(text, sizeof text, stand, CELL_LSTM, DIGIT_SIDE - 1);
    assert_true(screen_says(&stand->play, text));
}

/* In a narrow window both readers are there, too, in large letters under the digit. */
static void test_puzzle_narrow(void **state) {
    Stand *stand = *state;
    char text[64];
    stand->play.session->view.reduced_motion = true;
    for (float scale = 1; scale <= 2; scale += 0.5f) {
        stand->play.session->view.text_scale = scale;
        draw(stand, (Size){390, 844, 1});
        say(text, sizeof text, stand, CELL_LSTM, DIGIT_SIDE - 1);
        assert_true(screen_says(&stand->play, text));
        say(text, sizeof text, stand, CELL_RNN, DIGIT_SIDE - 1);
        assert_true(screen_says(&stand->play, text));
        assert_true(screen_says(&stand->play, "guards what") &&
                    screen_says(&stand->play, "writes over"));
    }
}

/* It has its place before it is there, and there is none where no tool can be opened. */
static void test_no_puzzle(void **state) {
    Stand *stand = *state;
    stand->catalogue.opening = NULL;
    draw(stand, SIZES[1]);
    assert_non_null(play_region(&stand->play, "home.puzzle", 0));
    assert_false(screen_says(&stand->play, "says"));
    stand->catalogue.tools = false;
    draw(stand, SIZES[1]);
    assert_null(play_region(&stand->play, "home.puzzle", 0));
    assert_null(play_region(&stand->play, "home.opening", 0));
    assert_true(is_blue(stand, "home.next"));
}

/* ---- what is known ---- */

/* Each idea says how many answers that rests on, at every width. */
static void test_answers_told(void **state) {
    Stand *stand = *state;
    PractiseAnswer answer = {.idea = "gradient", .item = "bars", .when = NOW, .seconds = 9};
    practise(stand);
    review_take(&stand->catalogue.review, &answer);
    for (int w = 800; w <= 2600; w += 60) {
        draw(stand, (Size){w, 4000, 1});
        if (!screen_says(&stand->play, "1 answer") || !screen_says(&stand->play, "8 answers") ||
            !screen_says(&stand->play, "3 answers"))
            fail_msg("at %d it is not told how many answers there are", w);
    }
}

/* Nothing until an idea was met; then all of the track, each with its chance or why it has none; one
 * that a lesson here teaches leads there. */
static void test_known(void **state) {
    Stand *stand = *state;
    Catalogue *catalogue = &stand->catalogue;
    char text[64];
    draw(stand, HIGH);
    assert_false(screen_says(&stand->play, "What you still know"));
    practise(stand);
    draw(stand, HIGH);
    assert_true(screen_says(&stand->play, "What you still know"));
    int keep = idea_find("keep"), due = review_due_count(&catalogue->review, NOW);
    snprintf(text, sizeof text, "due today: %d \u00b7 days to the exam: 12", due);
    assert_true(due > 0 && screen_says(&stand->play, text));
    Mastery mastery = review_mastery(&catalogue->review, keep, NOW);
    snprintf(text, sizeof text, "%.0f %%", 100 * mastery.chance);
    assert_true(screen_says(&stand->play, text) && screen_says(&stand->play, "8 answers"));
    assert_true(screen_says(&stand->play, "a gate is a sum"));
    assert_true(screen_says(&stand->play, "not asked yet")); /* the loop */
    assert_true(screen_says(&stand->play, "not met yet"));   /* the others of the track */
    assert_false(screen_says(&stand->play, "peepholes"));
    assert_true(screen_says(&stand->play, "Ideas of other tracks, not met yet: 16"));
    const Region *way = play_region(&stand->play, "home.idea", keep);
    assert_non_null(way);
    assert_true(way->action.kind == ACTION_OPEN_LESSON && way->action.number == 1);
    snprintf(text, sizeof text, "keep: %.0f %%, between", 100 * mastery.chance);
    assert_true(play_label_has(&stand->play, way, text) && way->rect.h >= 44);
    assert_null(play_region(&stand->play, "home.idea", idea_find("loop")));
    type(stand, "e");
    draw(stand, HIGH);
    assert_false(screen_says(&stand->play, "What you still know"));
}

static void test_known_described(void **state) {
    Stand *stand = *state;
    char text[8192], told[96];
    describe_home(&stand->catalogue, LANGUAGE_EN, text, sizeof text);
    assert_null(strstr(text, "still know"));
    practise(stand);
    Mastery mastery = review_mastery(&stand->catalogue.review, idea_find("keep"), NOW);
    snprintf(told, sizeof told,
             "\n\nWhat you still know:\nkeep: %.0f %%, between %.0f and %.0f; answers: 8.\n",
             100 * mastery.chance, 100 * mastery.low, 100 * mastery.high);
    describe_home(&stand->catalogue, LANGUAGE_EN, text, sizeof text);
    assert_non_null(strstr(text, told));
    describe_home(&stand->catalogue, LANGUAGE_ZH, text, sizeof text);
    assert_non_null(strstr(text, "你现在还会什么"));
}

/* ---- what is open ---- */

static void test_open_ones(void **state) {
    Stand *stand = *state;
    draw(stand, SIZES[1]);
    assert_null(play_region(&stand->play, "home.open", 0));
    stand->items[2].progress = (LessonProgress){.at = 3,
                                                .visited = 4,
                                                .begun = true,
                                                .played = true,
                                                .questions_open = 2,
                                                .tasks_open = 1,
                                                .open_at = 1};
    stand->items[4].progress = (LessonProgress){
        .at = 3, .visited = 4, .begun = true, .played = true, .questions_open = 1, .open_at = 2};
    draw(stand, HIGH);
    assert_true(screen_says(&stand->play, "3 played: 3 questions open \u00b7 1 task open"));
    assert_true(screen_says(&stand->play, "3 of 12 lessons played"));
    assert_true(screen_says(&stand->play, "3 of 7 played"));
    assert_true(play_label_has(&stand->play, card(stand, 2), "played \u00b7 3 open"));
    const Region *way = play_region(&stand->play, "home.open", 0);
    assert_int_equal(way->action.kind, ACTION_OPEN_LESSON);
    assert_int_equal(way->action.number, 2);
    assert_int_equal(way->action.unit, 2); /* the second beat */
    assert_true(way->action.flag);
    char text[8192];
    describe_home(&stand->catalogue, LANGUAGE_EN, text, sizeof text);
    assert_non_null(strstr(text, "3 of 12 played to the end. Questions open: 3, tasks open: 1, the "
                                 "first of them in lesson 3.\n"));
    assert_non_null(strstr(text, "Played, questions open: 2, tasks open: 1"));
}

static void test_languages(void **state) {
    Stand *stand = *state;
    stand->play.session->view.language = LANGUAGE_ZH;
    draw(stand, HIGH);
    assert_true(screen_says(&stand->play, "一个单元"));
    assert_true(screen_says(&stand->play, "什么留下来？"));
    assert_true(screen_says(&stand->play, "继续"));
    assert_false(screen_says(&stand->play, "done"));
    assert_false(screen_says(&stand->play, "Search"));
    play_do(&stand->play, play_region(&stand->play, "language", 0)->action);
    draw(stand, HIGH);
    assert_true(screen_says(&stand->play, "Search"));
}

/* No library: the lesson stays in sight, and nothing leads to what is not there. */
static void test_without_library(void **state) {
    Stand *stand = *state;
    screen_draw(&stand->play, SIZES[1]);
    assert_null(card(stand, 0));
    assert_non_null(play_region(&stand->play, "next", 0));
    assert_null(play_region(&stand->play, "home", 0));
}

/* What the last action says, and what the pointer is at, is seen here too. */
static void test_notice_and_status(void **state) {
    Stand *stand = *state;
    error_set(&stand->play.session->notice, "The picture is saved as a.png");
    stand->play.session->view.hover = region_id("theme", 0);
    draw(stand, SIZES[1]);
    assert_true(screen_says(&stand->play, "The picture is saved as a.png"));
    assert_true(screen_says(&stand->play, "high contrast (T)"));
}

/* That nothing is kept is said here and over a lesson, as long as it is so; what was just done says
 * its own first. */
static void test_unkept(void **state) {
    Stand *stand = *state;
    const Error unkept = {.what = "What you do is not kept: the disk is full"};
    Viewport *viewport = &stand->play.viewport;
    for (int home = 0; home < 2; home++)
        for (int full = 0; full < 2; full++) {
            draw(stand, SIZES[1]);
            viewport->catalogue = home ? &stand->catalogue : NULL;
            viewport->unkept = full ? &unkept : NULL;
            scene_build(&stand->play.list, stand->play.session, &PLAY_FONTS, viewport);
            assert_int_equal(screen_says(&stand->play, "the disk is full"), full);
        }
    error_set(&stand->play.session->notice, "The picture is saved as a.png");
    scene_build(&stand->play.list, stand->play.session, &PLAY_FONTS, viewport);
    assert_true(screen_says(&stand->play, "The picture is saved as a.png"));
}

/* ---- the search ---- */

static void test_search(void **state) {
    Stand *stand = *state;
    type(stand, "replace");
    draw(stand, SIZES[1]);
    for (int k = 0; k < CARDS; k++)
        if (k != 10)
            assert_int_equal(card(stand, k) != NULL, k % 3 == 1);
    assert_true(screen_says(&stand->play, "replace"));
    assert_null(play_region(&stand->play, "home.next", 0));
    assert_non_null(play_region(&stand->play, "home.clear", 0));
    type(stand, "zzz");
    draw(stand, SIZES[1]);
    assert_true(screen_says(&stand->play, "No lesson for"));
    play_do(&stand->play, play_region(&stand->play, "home.clear", 0)->action);
    draw(stand, SIZES[1]);
    assert_non_null(card(stand, 0));
    assert_false(stand->play.session->view.home.typing);
}

/* ---- nothing cut off, nothing on something else ---- */

static void assert_screen_tidy(Stand *stand, Size size, const char *what) {
    static Seen seen[2048];
    const DisplayList *list = &stand->play.list;
    int count = screen_texts(&stand->play, seen, 2048);
    for (int a = 0; a < count; a++) {
        const Shape *text = seen[a].shape;
        if (text->face == FACE_SYMBOL)
            continue; /* letters inside of pictures */
        const char *words = list->texts + text->text;
        if (seen[a].whole.x < 0 || seen[a].whole.x + seen[a].whole.w > (float)size.w + 1)
            fail_msg("%s: \"%.*s\" stands out", what, (int)text->length, words);
        if (text->px < 11 * size.scale - 1e-3f)
            fail_msg("%s: \"%.*s\" is too small", what, (int)text->length, words);
        for (int b = 0; b < a; b++)
            if (seen[b].shape->face != FACE_SYMBOL && rects_meet(seen[a].rect, seen[b].rect, 2))
                fail_msg("%s: \"%.*s\" lies on \"%.*s\"", what, (int)text->length, words,
                         (int)seen[b].shape->length, list->texts + seen[b].shape->text);
    }
    for (int a = 0; a < CARDS; a++) {
        const Region *one = card(stand, a);
        for (int b = 0; one && b < a; b++)
            if (card(stand, b) && rects_meet(one->rect, card(stand, b)->rect, 1))
                fail_msg("%s: cards %d and %d meet", what, a, b);
    }
}

static void test_tidy(void **state) {
    Stand *stand = *state;
    practise(stand);
    open_own(stand);
    for (size_t size = 0; size < sizeof SIZES / sizeof *SIZES; size++)
        for (size_t text = 0; text < sizeof TEXTS / sizeof *TEXTS; text++)
            for (int variant = 0; variant < 4; variant++) {
                char what[80];
                snprintf(what, sizeof what, "%dx%d x%g, text %g, variant %d", SIZES[size].w,
                         SIZES[size].h, (double)SIZES[size].scale, (double)TEXTS[text], variant);
                stand->play.session->view.text_scale = TEXTS[text];
                stand->play.session->view.language = variant & 1 ? LANGUAGE_ZH : LANGUAGE_EN;
                if (variant & 2)
                    type(stand, "e");
                for (float to = 0; to < 5000; to += 450) {
                    play_do(&stand->play, (Action){.kind = ACTION_SCROLL,
                                                   .number = PANEL_HOME,
                                                   .value = to,
                                                   .flag = true});
                    draw(stand, SIZES[size]);
                    assert_screen_tidy(stand, SIZES[size], what);
                }
                play_do(&stand->play, (Action){.kind = ACTION_SEARCH, .number = 0, .flag = true});
            }
}

/* ---- scrolling ---- */

static const Region *panel(const Stand *stand) {
    return play_region(&stand->play, "scroll", PANEL_HOME);
}

static void test_focus_is_in_view(void **state) {
    Stand *stand = *state;
    open_own(stand);
    draw(stand, SIZES[0]);
    assert_true(card(stand, CARDS - 1)->rect.w == 0); /* far below */
    play_do(&stand->play,
            (Action){.kind = ACTION_FOCUS, .id = region_id("home.card", CARDS - 1), .flag = true});
    draw(stand, SIZES[0]);
    Rect rect = card(stand, CARDS - 1)->rect, whole = card(stand, CARDS - 1)->whole;
    assert_true(rect.h == whole.h && rect.y >= panel(stand)->rect.y);
    /* the wheel goes on from there */
    float by = panel(stand)->value;
    assert_true(by > 0);
    play_do(&stand->play, region_scroll(panel(stand), -48));
    draw(stand, SIZES[0]);
    assert_true(fabsf(panel(stand)->value - (by - 48)) < 1.5f);
}

/* Pictures are drawn only where they can be seen. */
static void test_only_what_is_seen(void **state) {
    Stand *stand = *state;
    draw(stand, (Size){1280, 720, 1});
    int few = stand->play.list.shape_count;
    draw(stand, (Size){1280, 2400, 1});
    assert_true(stand->play.list.shape_count > few + 200);
}

/* ---- pictures of lessons ---- */

static void test_portrait(void **state) {
    Stand *stand = *state;
    const Rect rect = {100, 50, 280, 128};
    Viewport viewport = {.width = 1600, .height = 900, .scale = 1};
    Painter painter = {.list = &stand->play.list,
                       .session = stand->play.session,
                       .theme = theme_get(THEME_DARK),
                       .fonts = &PLAY_FONTS,
                       .viewport = &viewport,
                       .u = 1,
                       .small = 13,
                       .body = 16,
                       .large = 20};
    display_clear(&stand->play.list);
    scene_portrait(&painter, rect, stand->play.session);
    const DisplayList *list = &stand->play.list;
    int fills = 0, words = 0;
    for (int k = 0; k < list->shape_count; k++) {
        const Shape *shape = &list->shapes[k];
        fills += shape->kind == SHAPE_FILL;
        words += shape->kind == SHAPE_TEXT && shape->face != FACE_SYMBOL;
        if (!rect_inside(rect, play_bounds(&stand->play, shape)))
            fail_msg("shape %d of kind %d stands out", k, (int)shape->kind);
    }
    assert_true(fills > 30); /* cards and bars of two cells */
    assert_int_equal(words, 0);
    assert_int_equal(list->region_count, 0); /* nothing in it can be pressed */
}

/* ---- ways there and back ---- */

/* Back where a lesson was begun: its first beat alone is none. */
static void test_ways(void **state) {
    Stand *stand = *state;
    draw(stand, SIZES[1]);
    assert_null(play_region(&stand->play, "home", 0));
    screen_beat(&stand->play, 3);
    play_do(&stand->play, (Action){.kind = ACTION_HOME, .number = 1});
    draw(stand, SIZES[1]);
    const Region *back = play_region(&stand->play, "home", 0);
    assert_non_null(back);
    play_do(&stand->play, back->action);
    assert_false(stand->play.session->view.home.open);
    Viewport *viewport = &stand->play.viewport;
    *viewport = (Viewport){.width = 1600,
                           .height = 900,
                           .scale = 1,
                           .lesson_number = 2,
                           .lesson_total = 3,
                           .catalogue = &stand->catalogue};
    for (int end = 0; end < 2; end++) {
        viewport->path_end = end;
        scene_build(&stand->play.list, stand->play.session, &PLAY_FONTS, viewport);
        Action on = play_region(&stand->play, "next", 0)->action;
        assert_int_equal(on.kind, end ? ACTION_HOME : ACTION_OPEN_LESSON);
        assert_int_equal(on.number, 1);
    }
    const Region *home = play_region(&stand->play, "home", 0);
    assert_non_null(home);
    assert_true(play_do(&stand->play, home->action));
    assert_true(stand->play.session->view.home.open);
}

/* ---- in sentences ---- */

static void test_described(void **state) {
    static const char *const TOLD[] = {
        "and what it has read is gone. How can it know what it saw?\nAll lessons: ",
        "1 of 12 done",
        "Continue with lesson 2, Add or replace?",
        "Track: One cell, one unit. What each gate of an LSTM does, one after the other. 1 of 7 "
        "done.",
        "Lesson 1. What stays? 1 minute, level 1.",
        "Done, 2 of 3 questions right at first try.",
        "At beat 2 of 4",
        "Not begun.",
        "Lesson 11. It cannot be read: line 3: a bracket is missing.",
        "Track: my own."};
    Stand *stand = *state;
    char text[8192], cut[64];
    size_t length = describe_home(&stand->catalogue, LANGUAGE_EN, text, sizeof text);
    for (int k = 0; k < CARDS; k++) /* what each is for */
        if (stand->items[k].lesson && text_in(&stand->items[k].lesson->goal, LANGUAGE_EN)[0])
            assert_non_null(strstr(text, text_in(&stand->items[k].lesson->goal, LANGUAGE_EN)));
    assert_int_equal(length, strlen(text));
    for (size_t k = 0; k < sizeof TOLD / sizeof *TOLD; k++)
        if (!strstr(text, TOLD[k]))
            fail_msg("\"%s\" is not told in: %s", TOLD[k], text);
    assert_int_equal(describe_home(&stand->catalogue, LANGUAGE_EN, cut, sizeof cut), length);
    assert_int_equal(strlen(cut), sizeof cut - 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, stand_up, stand_down)

int main(void) {
    const struct CMUnitTest tests[] = {TEST(test_cards),
                                       TEST(test_next),
                                       TEST(test_blue),
                                       TEST(test_puzzle),
                                       TEST(test_puzzle_moves),
                                       TEST(test_puzzle_narrow),
                                       TEST(test_no_puzzle),
                                       TEST(test_answers_told),
                                       TEST(test_known),
                                       TEST(test_known_described),
                                       TEST(test_open_ones),
                                       TEST(test_tools),
                                       TEST(test_own),
                                       TEST(test_nothing_of_own),
                                       TEST(test_own_narrow),
                                       TEST(test_own_told),
                                       TEST(test_languages),
                                       TEST(test_without_library),
                                       TEST(test_search),
                                       TEST(test_tidy),
                                       TEST(test_focus_is_in_view),
                                       TEST(test_only_what_is_seen),
                                       TEST(test_portrait),
                                       TEST(test_ways),
                                       TEST(test_described),
                                       TEST(test_notice_and_status),
                                       TEST(test_unkept)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
