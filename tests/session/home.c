/* home.c: proves the home screen's actions: open and away, what is typed into the search,
 * which lessons are found in which order, and what is next on the path. */
#include "languages.h"
#include "session_fixture.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "session/catalogue.h"
#include "session/search.h"

/* ---- actions ---- */

static void type(Session *session, const char *text) {
    for (const char *c = text; *c; c++)
        act(session, (Action){.kind = ACTION_SEARCH_KEY,
                              .number = TYPE_CHARACTER,
                              .unit = (unsigned char)*c});
}

static void test_open(void **state) {
    Session *session = ((Stand *)*state)->session;
    go_to(session, 0, PHASE_SHOW);
    act_number(session, ACTION_PLAY, 1);
    unsigned kept = session->kept;
    assert_true(act_number(session, ACTION_HOME, -1));
    assert_true(session->view.home.open);
    assert_false(session->playing);
    assert_false(session_moving(session)); /* nothing goes on behind it */
    assert_false(act_number(session, ACTION_HOME, 1));
    assert_int_equal(session->beat, BEAT_LOOK);
    assert_true(act_number(session, ACTION_HOME, 0));
    assert_false(session->view.home.open);
    assert_int_equal(session->kept, kept); /* nothing that would be worth saving */
}

static void test_presenting_ends(void **state) {
    Session *session = ((Stand *)*state)->session;
    act_number(session, ACTION_PRESENT, 1);
    assert_true(act_number(session, ACTION_HOME, 1));
    assert_false(session->present.on);
}

static void test_typing(void **state) {
    Session *session = ((Stand *)*state)->session;
    const Home *home = &session->view.home;
    type(session, "a");
    assert_int_equal(home->length, 0); /* it is not open */
    act_number(session, ACTION_HOME, 1);
    type(session, "a");
    assert_int_equal(home->length, 0); /* the field is not */
    assert_true(act_number(session, ACTION_SEARCH, 1));
    session->view.scroll[PANEL_HOME] = 100;
    type(session, "gate 门");
    assert_string_equal(home->search, "gate 门");
    assert_true(session->view.scroll[PANEL_HOME] == 0);
    act(session, (Action){.kind = ACTION_SEARCH_KEY, .number = TYPE_BACKSPACE});
    assert_string_equal(home->search, "gate ");
    type(session, "\x9a\n\x7f"); /* a byte without its beginning, a line's end, Delete */
    assert_string_equal(home->search, "gate ");
    /* no character: an overlong form and half a surrogate stop where they cannot become one */
    type(session, "\xc0\xe0\x80\xa4");
    assert_string_equal(home->search, "gate \xe0\xa4");
    type(session, "a\x84");
    assert_string_equal(home->search, "gate \xe0\xa4\x84");
    type(session, "\xed\xa0");
    assert_string_equal(home->search, "gate \xe0\xa4\x84\xed");
    act(session, (Action){.kind = ACTION_SEARCH_KEY, .number = TYPE_BACKSPACE});
    assert_string_equal(home->search, "gate \xe0\xa4\x84");
    type(session, "\xe9\x97");
    act(session, (Action){.kind = ACTION_SEARCH_KEY, .number = TYPE_BACKSPACE});
    act(session, (Action){.kind = ACTION_SEARCH_KEY, .number = TYPE_BACKSPACE});
    assert_string_equal(home->search, "gate ");
    assert_true(act(session, (Action){.kind = ACTION_SEARCH_KEY, .number = TYPE_TAKE}));
    assert_false(home->typing);
    assert_string_equal(home->search, "gate ");
    assert_true(act(session, (Action){.kind = ACTION_SEARCH, .number = 0, .flag = true}));
    assert_string_equal(home->search, "");
    act_number(session, ACTION_SEARCH, 1);
    type(session, "x");
    assert_true(act(session, (Action){.kind = ACTION_SEARCH_KEY, .number = TYPE_DROP}));
    assert_false(home->typing);
    assert_int_equal(home->length, 0);
}

/* A full field takes no part of a character. */
static void test_full(void **state) {
    Session *session = ((Stand *)*state)->session;
    const Home *home = &session->view.home;
    act_number(session, ACTION_HOME, 1);
    act_number(session, ACTION_SEARCH, 1);
    for (int k = 0; k < SEARCH_MOST; k++)
        type(session, "门");
    assert_true(home->length < SEARCH_MOST);
    assert_int_equal(home->length % (int)strlen("门"), 0);
    assert_int_equal(strlen(home->search), home->length);
}

static void test_scroll_to(void **state) {
    Session *session = ((Stand *)*state)->session;
    act_number(session, ACTION_HOME, 1);
    session->view.focus = 7;
    session->view.focus_visible = true;
    Action to = {.kind = ACTION_SCROLL, .number = PANEL_HOME, .value = 300, .flag = true};
    assert_true(act(session, to));
    assert_true(session->view.scroll[PANEL_HOME] == 300);
    assert_false(session->view.focus_visible);
    assert_false(act(session, to));
}

/* ---- the catalogue ---- */

enum { LESSONS = 5 };

typedef struct Shelf {
    Lesson lessons[LESSONS];
    LessonTrack tracks[2];
    CatalogueTrack entries[2];
    CatalogueLesson items[LESSONS];
    Catalogue catalogue;
} Shelf;

static Text english(char *text) {
    return sample_text(text, NULL);
}

static Shelf shelf_new(void) {
    Shelf shelf = {
        .lessons = {{.id = "input-gate", .title = english("The input gate")},
                    {.id = "forget-gate",
                     .title = sample_text("The forget gate", "遗忘门"),
                     .goal = english("See what is left of a memory.")},
                    {.id = "memory", .title = english("A memory cell")},
                    {.id = "replace",
                     .title = english("Add or replace?"),
                     .misconception = english("A gate of the GRU forgets as the LSTM does.")},
                    {.id = "reset", .title = english("The reset gate")}},
        .tracks = {{.id = "one",
                    .title = sample_text("One cell", "一个单元"),
                    .about = english("x")},
                   {.id = "two", .title = english("Against the GRU"), .about = english("y")}},
    };
    for (int k = 0; k < LESSONS; k++) {
        shelf.lessons[k].beat_count = 5;
        shelf.lessons[k].minutes = (float)k + 1;
        shelf.items[k] = (CatalogueLesson){.index = k, .track = k / 3, .path = "broken.json"};
    }
    return shelf;
}

/* Where the shelf lies now. */
static Catalogue *shelf_open(Shelf *shelf) {
    for (int k = 0; k < LESSONS; k++)
        shelf->items[k].lesson = &shelf->lessons[k];
    shelf->entries[0] = (CatalogueTrack){&shelf->tracks[0], "one", 0, 3};
    shelf->entries[1] = (CatalogueTrack){&shelf->tracks[1], "two", 3, 2};
    shelf->catalogue = (Catalogue){.tracks = shelf->entries,
                                   .track_count = 2,
                                   .lessons = shelf->items,
                                   .lesson_count = LESSONS,
                                   .here = -1};
    return &shelf->catalogue;
}

static void assert_found(const Catalogue *catalogue, const char *words, const char *expected) {
    int found[LESSONS], count = catalogue_search(catalogue, words, found);
    char text[2 * LESSONS + 1] = "";
    for (int k = 0; k < count; k++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "%d", found[k]);
    if (strcmp(text, expected) != 0)
        fail_msg("\"%s\": found %s, expected %s", words, text, expected);
}

static void test_search(void **state) {
    Shelf shelf = shelf_new();
    Catalogue *catalogue = shelf_open(&shelf);
    (void)state;
    assert_found(catalogue, "", "");
    assert_found(catalogue, "   ", "");
    assert_found(catalogue, "gate", "0143"); /* in titles first, then what is only believed */
    assert_found(catalogue, "FORGET", "13");
    assert_found(catalogue, "memory", "21"); /* a title before a goal */
    assert_found(catalogue, "gru", "34");    /* the track's title */
    assert_found(catalogue, "gate gru", "43");
    assert_found(catalogue, "gate nothing", "");
    assert_found(catalogue, "遗忘", "1");
    assert_found(catalogue, "门", "1");
    assert_found(catalogue, "单元\u3000memory", "21");
    assert_found(catalogue, "on", "012"); /* "One cell"; not inside "misconception" or the like */
    assert_found(catalogue, "at", "");
    assert_found(catalogue, "5", "4"); /* lesson 5 */
}

/* A lesson that cannot be read is found by its file's name. */
static void test_search_broken(void **state) {
    Shelf shelf = shelf_new();
    Catalogue *catalogue = shelf_open(&shelf);
    (void)state;
    shelf.items[2].lesson = NULL;
    assert_found(catalogue, "broken", "2");
    assert_found(catalogue, "memory", "1");
}

static void test_next(void **state) {
    Shelf shelf = shelf_new();
    Catalogue *catalogue = shelf_open(&shelf);
    (void)state;
    assert_int_equal(catalogue_next(catalogue), 0);
    catalogue->here = 2; /* open, but nothing was done there */
    assert_int_equal(catalogue_next(catalogue), 0);
    shelf.items[2].progress.begun = true;
    assert_int_equal(catalogue_next(catalogue), 2);
    shelf.items[2].progress.at = 4; /* gone through, though not all of it was answered */
    assert_int_equal(catalogue_next(catalogue), 3);
    shelf.items[2].progress.at = 0;
    shelf.items[2].progress.finished = true;
    assert_int_equal(catalogue_next(catalogue), 3);
    shelf.items[3].lesson = NULL; /* cannot be read */
    assert_int_equal(catalogue_next(catalogue), 4);
    shelf.items[4].progress.finished = true;
    assert_int_equal(catalogue_next(catalogue), 0); /* what was left out before */
    shelf.items[0].progress.finished = shelf.items[1].progress.finished = true;
    assert_int_equal(catalogue_next(catalogue), -1);
    assert_int_equal(catalogue_finished(catalogue, -1), 4);
    assert_int_equal(catalogue_finished(catalogue, 1), 1);
    *catalogue = (Catalogue){.here = -1};
    assert_int_equal(catalogue_next(catalogue), -1);
}

/* Lessons that were played to their end count, and what they have left open is counted. */
static void test_played(void **state) {
    Shelf shelf = shelf_new();
    Catalogue *catalogue = shelf_open(&shelf);
    (void)state;
    CatalogueLeft left = catalogue_left(catalogue);
    assert_int_equal(left.first, -1);
    assert_int_equal(left.lessons, 0);
    shelf.items[0].progress = (LessonProgress){
        .at = 4, .visited = 5, .begun = true, .played = true, .questions_open = 2, .tasks_open = 1};
    shelf.items[1].progress =
        (LessonProgress){.at = 4, .visited = 5, .begun = true, .played = true, .questions_open = 1};
    shelf.items[3].progress =
        (LessonProgress){.at = 1, .visited = 2, .begun = true, .questions_open = 7};
    assert_int_equal(catalogue_finished(catalogue, -1), 0);
    assert_int_equal(catalogue_played(catalogue, -1), 2);
    assert_int_equal(catalogue_played(catalogue, 0), 2);
    assert_int_equal(catalogue_played(catalogue, 1), 0);
    left = catalogue_left(catalogue);
    assert_int_equal(left.lessons, 2);
    assert_int_equal(left.questions, 3);
    assert_int_equal(left.tasks, 1);
    assert_int_equal(left.first, 0);
    assert_true(catalogue_minutes_left(catalogue, -1) == 12);
    assert_int_equal(catalogue_next(catalogue), 2); /* what was not played comes first */
    for (int k = 2; k < LESSONS; k++)
        shelf.items[k].progress = (LessonProgress){.played = true, .finished = true};
    assert_int_equal(catalogue_next(catalogue), 0); /* then what is open */
    shelf.items[0].progress.finished = shelf.items[1].progress.finished = true;
    assert_int_equal(catalogue_left(catalogue).lessons, 0);
    assert_int_equal(catalogue_next(catalogue), -1);
}

/* Its picture moves four times a second while it is open, to the end of the fifth round, and never
 * with reduced motion; that is no change of the session. */
static void test_watch(void **state) {
    Session *session = ((Stand *)*state)->session;
    assert_true(isinf(session_home_wait(session)));
    assert_false(session_watch(session, 1));
    act_number(session, ACTION_HOME, 1);
    unsigned version = session->version;
    assert_int_equal(session_home_frame(session), 0);
    assert_true(session_home_wait(session) == 0.25);
    assert_false(session_watch(session, 0.125));
    assert_true(session_home_wait(session) == 0.125);
    assert_true(session_watch(session, 0.125));
    assert_int_equal(session_home_frame(session), 1);
    for (int k = 0; k < HOME_ROUND - 1; k++)
        assert_true(session_watch(session, 0.25));
    assert_int_equal(session_home_frame(session), 0);
    assert_false(session_moving(session));
    assert_int_equal(session->version, version);
    for (int k = 0; k < HOME_ROUND * (HOME_ROUNDS - 1) - 1; k++)
        assert_true(session_watch(session, 0.25));
    assert_int_equal(session_home_frame(session), HOME_ROUND - 1);
    assert_false(session_watch(session, 0.25));
    assert_true(isinf(session_home_wait(session)));
    act_number(session, ACTION_HOME, 0);
    act_number(session, ACTION_HOME, 1);
    assert_int_equal(session_home_frame(session), 0);
    act_number(session, ACTION_MOTION, 0);
    assert_int_equal(session_home_frame(session), HOME_ROUND - 1);
    assert_false(session_watch(session, 0.25));
    assert_true(isinf(session_home_wait(session)));
}

static void test_minutes(void **state) {
    Shelf shelf = shelf_new();
    Catalogue *catalogue = shelf_open(&shelf);
    (void)state;
    assert_true(catalogue_minutes_left(catalogue, -1) == 15);
    shelf.items[1].progress.finished = true;
    assert_true(catalogue_minutes_left(catalogue, -1) == 13);
    assert_true(catalogue_minutes_left(catalogue, 1) == 9);
}

static void test_track_title(void **state) {
    Shelf shelf = shelf_new();
    Catalogue *catalogue = shelf_open(&shelf);
    (void)state;
    assert_string_equal(catalogue_track_title(catalogue, 0, LANGUAGE_ZH), "一个单元");
    assert_string_equal(catalogue_track_title(catalogue, 1, LANGUAGE_ZH), "Against the GRU");
    shelf.entries[1].track = NULL;
    assert_string_equal(catalogue_track_title(catalogue, 1, LANGUAGE_EN), "two");
}

/* The beat behind the first question, at the end of a step; without one the latest moment. */
static void test_telling_beat(void **state) {
    Lesson *lesson = ((Stand *)*state)->lesson;
    assert_int_equal(catalogue_telling_beat(lesson),
                     BEAT_END); /* inside a step behind the question */
    lesson->beats[BEAT_TASK].at_phase = PHASE_SHOW;
    assert_int_equal(catalogue_telling_beat(lesson), BEAT_ASK + 1);
    Lesson calm = *lesson;
    calm.beat_count = 1;
    assert_int_equal(catalogue_telling_beat(&calm), 0);
    calm = *lesson;
    calm.beats += BEAT_TASK;
    calm.beat_count -= BEAT_TASK;
    assert_int_equal(catalogue_telling_beat(&calm), BEAT_END - BEAT_TASK);
}

/* Its own key leads to no lesson of which nothing was seen, such as the one behind a tool; the host can
 * still leave. */
static void test_nothing_behind(void **state) {
    Session *session = ((Stand *)*state)->session;
    act_number(session, ACTION_HOME, 1);
    assert_false(session_begun(session));
    assert_false(act_number(session, ACTION_HOME, -1));
    assert_true(session->view.home.open);
    assert_true(act_number(session, ACTION_HOME, 0));
    assert_false(session->view.home.open);
    const Edit edit = {.kind = EDIT_INPUT, .value = 0.5f};
    assert_true(session_apply(session, &(Action){.kind = ACTION_EDIT, .edit = edit}));
    assert_true(session_begun(session));
    act_number(session, ACTION_HOME, 1);
    assert_true(act_number(session, ACTION_HOME, -1));
    assert_false(session->view.home.open);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_open, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_nothing_behind, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_presenting_ends, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_typing, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_full, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_scroll_to, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(test_telling_beat, stand_up, stand_down),
        cmocka_unit_test(test_search),
        cmocka_unit_test(test_search_broken),
        cmocka_unit_test(test_next),
        cmocka_unit_test(test_played),
        cmocka_unit_test_setup_teardown(test_watch, stand_up, stand_down),
        cmocka_unit_test(test_minutes),
        cmocka_unit_test(test_track_title)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
