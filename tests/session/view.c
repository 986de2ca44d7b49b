/* view.c: what is looked at: the stage is never empty, the selection is always on it,
 * settings stay within their ends; none of it changes a number. */
#include "engine/kinds/gru.h"
#include "languages.h"
#include "session_fixture.h"

static void assert_selected(const Session *session, int cell, int unit) {
    assert_int_equal(session->cell, cell);
    assert_int_equal(session->unit, unit);
}

static void test_shown_cells(void **state) {
    Session *session = ((Stand *)*state)->session;
    int cells[SAMPLE_CELLS];
    assert_int_equal(session_shown_cells(session, cells, SAMPLE_CELLS), 2);
    assert_true(cells[0] == SAMPLE_LSTM && cells[1] == SAMPLE_GRU);
    go_to_beat(session, BEAT_TASK); /* says nothing: as before */
    assert_int_equal(session_shown_cells(session, cells, SAMPLE_CELLS), 2);
    assert_int_equal(session_shown_cells(session, cells, 1), 1);
    go_to_beat(session, BEAT_RNN);
    assert_int_equal(session_shown_cells(session, cells, SAMPLE_CELLS), 1);
    assert_selected(session, SAMPLE_RNN, 0);
    go_to_beat(session, BEAT_END);
    assert_false(session_cell_shown(session, SAMPLE_LSTM));
    go_to_beat(session, BEAT_LOOK);
    assert_true(session_cell_shown(session, SAMPLE_LSTM));
}

static void test_all_cells(void **state) {
    Lesson *lesson = ((Stand *)*state)->lesson;
    lesson->beats[BEAT_LOOK].show_count = 0;
    int cells[SAMPLE_CELLS];
    assert_int_equal(session_shown_cells(((Stand *)*state)->session, cells, SAMPLE_CELLS), 3);
}

static void test_kinds(void **state) {
    Session *session = ((Stand *)*state)->session;
    assert_selected(session, SAMPLE_GRU, 2);
    assert_true(act_number(session, ACTION_SHOW_KIND, CELL_GRU));
    assert_selected(session, SAMPLE_LSTM, 1); /* the LSTM has two units */
    assert_false(act_number(session, ACTION_SHOW_KIND, CELL_LSTM));
    assert_true(session->notice.what[0] != '\0');
    assert_true(session_cell_shown(session, SAMPLE_LSTM));
    assert_true(act_number(session, ACTION_SHOW_KIND, CELL_GRU));
    assert_true(session_cell_shown(session, SAMPLE_GRU));
    assert_false(act_number(session, ACTION_SHOW_KIND, CELL_KIND_COUNT));
    assert_false(act_number(session, ACTION_SHOW_KIND, -1));
}

/* A kind switched off earlier does not leave a beat that shows only it with an empty stage. */
static void test_stage_is_never_empty(void **state) {
    Session *session = ((Stand *)*state)->session;
    assert_true(act_number(session, ACTION_SHOW_KIND, CELL_RNN));
    assert_true(act_number(session, ACTION_SHOW_KIND, CELL_LSTM));
    go_to_beat(session, BEAT_TASK);
    assert_false(session_cell_shown(session, SAMPLE_LSTM)); /* stays off while others are on */
    go_to_beat(session, BEAT_RNN);
    assert_true(session_cell_shown(session, SAMPLE_RNN));
    assert_selected(session, SAMPLE_RNN, 0);
}

static void test_selection(void **state) {
    Session *session = ((Stand *)*state)->session;
    assert_true(act(session, (Action){.kind = ACTION_SELECT, .cell = SAMPLE_LSTM, .unit = 1}));
    assert_selected(session, SAMPLE_LSTM, 1);
    assert_false(act(session, (Action){.kind = ACTION_SELECT, .cell = SAMPLE_LSTM, .unit = 99}));
    assert_selected(session, SAMPLE_LSTM, 1);
    assert_true(act(session, (Action){.kind = ACTION_SELECT, .cell = -5, .unit = INT_MIN}));
    assert_selected(session, SAMPLE_LSTM, 0);
    act(session, (Action){.kind = ACTION_SELECT, .cell = INT_MAX, .unit = 1});
    assert_true(session_cell_shown(session, session->cell)); /* the last cell is not on stage */
    act(session, (Action){.kind = ACTION_SELECT, .cell = SAMPLE_GRU, .unit = 2});
    assert_true(act_number(session, ACTION_UNIT, 1));
    assert_selected(session, SAMPLE_GRU, 0);
    assert_true(act_number(session, ACTION_UNIT, -1));
    assert_selected(session, SAMPLE_GRU, 2);
    assert_false(act_number(session, ACTION_UNIT, 3));
    assert_true(act_number(session, ACTION_UNIT, INT_MIN)); /* -2147483648 % 3 = -2 */
    assert_selected(session, SAMPLE_GRU, 0);
    assert_true(act_number(session, ACTION_CELL, 1)); /* the RNN is not on stage */
    assert_selected(session, SAMPLE_LSTM, 0);
    assert_true(act_number(session, ACTION_CELL, -1));
    assert_selected(session, SAMPLE_GRU, 0);
    assert_false(act_number(session, ACTION_CELL, 0));
    go_to_beat(session, BEAT_RNN);
    assert_false(act_number(session, ACTION_CELL, 1));
}

static void test_highlights(void **state) {
    Session *session = ((Stand *)*state)->session;
    assert_true(session_highlighted(session, SAMPLE_GRU, SIGNAL_H, 2));
    assert_true(session_highlighted(session, SAMPLE_GRU, SIGNAL_H, -1));
    assert_false(session_highlighted(session, SAMPLE_GRU, SIGNAL_H, 1));
    assert_false(session_highlighted(session, SAMPLE_GRU, GRU_Z, 2));
    assert_false(session_highlighted(session, SAMPLE_LSTM, SIGNAL_H, 2));
    go_to_beat(session, BEAT_ASK);
    assert_false(session_highlighted(session, SAMPLE_GRU, SIGNAL_H, 2));
}

static void test_text_sizes(void **state) {
    static const float SIZES[] = {1, 1.15f, 1.3f, 1.5f, 1.75f, 2};
    Session *session = ((Stand *)*state)->session;
    for (int k = 1; k < 6; k++) {
        assert_true(act_number(session, ACTION_TEXT_SIZE, 1));
        assert_true(session->view.text_scale == SIZES[k]);
    }
    assert_false(act_number(session, ACTION_TEXT_SIZE, 1));
    assert_true(act_number(session, ACTION_TEXT_SIZE, -1));
    assert_true(session->view.text_scale == SIZES[4]);
    assert_true(act_number(session, ACTION_TEXT_SIZE, 0));
    assert_false(act_number(session, ACTION_TEXT_SIZE, -1));
    assert_true(session->view.text_scale == 1);
}

static void test_scroll(void **state) {
    Session *session = ((Stand *)*state)->session;
    const float *scrolled = &session->view.scroll[PANEL_TWEAKS];
    Action down = {.kind = ACTION_SCROLL, .number = PANEL_TWEAKS, .value = 40};
    Action up = {.kind = ACTION_SCROLL, .number = PANEL_TWEAKS, .value = -60};
    Action wrong = {.kind = ACTION_SCROLL, .number = PANEL_COUNT, .value = 1};
    Action nowhere = {.kind = ACTION_SCROLL, .number = PANEL_TWEAKS, .value = NAN};
    assert_true(act(session, down) && *scrolled == 40);
    assert_true(act(session, up) && *scrolled == 0);
    assert_false(act(session, up));
    assert_false(act(session, wrong));
    assert_false(act(session, nowhere));
}

static void test_switches(void **state) {
    Session *session = ((Stand *)*state)->session;
    View *view = &session->view;
    assert_true(act_number(session, ACTION_THEME, -1) && view->theme == 1);
    assert_true(act_number(session, ACTION_THEME, -1) && view->theme == 2);
    assert_true(act_number(session, ACTION_THEME, -1) && view->theme == 0);
    assert_false(act_number(session, ACTION_THEME, 0));
    assert_true(act_number(session, ACTION_HELP, -1) && view->help);
    assert_false(act_number(session, ACTION_HELP, 1));
    assert_true(act_number(session, ACTION_HELP, 0) && !view->help);
    assert_true(act_number(session, ACTION_NOTATION, -1) && view->notation == 1);
    assert_true(act_number(session, ACTION_NOTATION, 0) && view->notation == 0);
    assert_true(act_number(session, ACTION_LANGUAGE, -1) &&
                language_same(view->language, LANGUAGE_ZH));
    assert_true(act_number(session, ACTION_LANGUAGE, -1) &&
                language_same(view->language, LANGUAGE_EN));
    assert_false(act_number(session, ACTION_LANGUAGE, 0));
    assert_true(act_number(session, ACTION_LANGUAGE, CHINESE) &&
                language_same(view->language, LANGUAGE_ZH));
    assert_false(act_number(session, ACTION_LANGUAGE, CHINESE));
    bool folded = view->folded[PANEL_LESSON];
    assert_true(act_number(session, ACTION_PANEL, PANEL_LESSON));
    assert_true(view->folded[PANEL_LESSON] != folded);
    assert_false(act_number(session, ACTION_PANEL, PANEL_COUNT));
    assert_false(act_number(session, ACTION_PANEL, -1));
}

/* A menu closes with whatever else is done, but not by pointing or by moving the focus in it. */
static void test_menu(void **state) {
    Session *session = ((Stand *)*state)->session;
    Action open = {.kind = ACTION_OPEN_MENU, .id = 7};
    assert_true(act(session, open) && session->view.menu == 7);
    assert_true(act(session, (Action){.kind = ACTION_HOVER, .id = 3}));
    assert_true(act(session, (Action){.kind = ACTION_FOCUS, .id = 3, .flag = true}));
    assert_true(session->view.focus_visible);
    assert_int_equal(session->view.menu, 7);
    unsigned version = session->version;
    assert_false(act_number(session, ACTION_UNDO, 0)); /* nothing to undo, but the menu goes */
    assert_int_equal(session->view.menu, 0);
    assert_true(session->version > version);
    assert_true(act(session, open));
    assert_true(act(session, open) && session->view.menu == 0); /* a second click closes */
    version = session->version;
    assert_false(act(session, (Action){.kind = ACTION_HOVER, .id = 3}));
    assert_false(act(session, (Action){.kind = ACTION_NONE}));
    for (int kind = ACTION_QUIT; kind < ACTION_KIND_COUNT; kind++)
        assert_false(act_number(session, (ActionKind)kind, 1)); /* the host's */
    assert_int_equal(session->version, version);
}

/* Pointing leaves a notice to be read, and does not count as a change of it. */
static void test_notice_stays(void **state) {
    Session *session = ((Stand *)*state)->session;
    go_to_beat(session, BEAT_ASK);
    assert_false(act_number(session, ACTION_STEP, 1));
    unsigned version = session->version;
    assert_false(act(session, (Action){.kind = ACTION_HOVER, .id = 0}));
    assert_int_equal(session->version, version);
    assert_true(session->notice.what[0] != '\0');
}

static void test_numbers_stay(void **state) {
    Session *session = ((Stand *)*state)->session;
    Run *before = run_afresh(session);
    for (int kind = ACTION_SELECT; kind < ACTION_KIND_COUNT; kind++)
        act_number(session, (ActionKind)kind, 1);
    assert_true(same_traces(session->run, before));
    assert_false(session_can_undo(session));
    run_free(before);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, stand_up, stand_down)

int main(void) {
    const struct CMUnitTest tests[] = {TEST(test_shown_cells),  TEST(test_all_cells),
                                       TEST(test_kinds),        TEST(test_stage_is_never_empty),
                                       TEST(test_selection),    TEST(test_highlights),
                                       TEST(test_text_sizes),   TEST(test_scroll),
                                       TEST(test_switches),     TEST(test_menu),
                                       TEST(test_notice_stays), TEST(test_numbers_stay)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
