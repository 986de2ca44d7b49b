/* beats.c: each beat is told at its place with the future hidden; an open question asks
 * once before it lets on; answers count; a lesson read again, or kept and put back, leaves one
 * where one stood. */
#include "engine/kinds/lstm.h"
#include "session_fixture.h"

static void test_first_beat(void **state) {
    Session *session = ((Stand *)*state)->session;
    assert_int_equal(session->beat, BEAT_LOOK);
    assert_moment(session, 1, PHASE_SHOW, 1);
    assert_int_equal(session->seen, 1);
    assert_int_equal(session->cell, SAMPLE_GRU); /* what is highlighted is selected */
    assert_int_equal(session->unit, 2);
    assert_true(session->run->sequence[4] == 0.875f);
    assert_up_to_date(session);
}

static void test_first_beat_without_place(void **state) {
    Lesson *lesson = ((Stand *)*state)->lesson;
    lesson->beats[BEAT_LOOK].has_at = false;
    Session *session = session_new(lesson, NULL);
    assert_non_null(session);
    assert_moment(session, -1, PHASE_SHOW, 1);
    assert_int_equal(session->seen, -1);
    go_to_beat(session, BEAT_TASK);
    go_to_beat(session, BEAT_LOOK);
    assert_moment(session, -1, PHASE_SHOW, 1);
    assert_int_equal(session->seen, -1);
    session_free(session);
}

/* A place ahead and near is gone to in motion, others at once; what was seen is hidden again. */
static void test_places(void **state) {
    Session *session = ((Stand *)*state)->session;
    go_to(session, 2, PHASE_SHOW);
    go_to_beat(session, BEAT_ASK);
    assert_moment(session, 2, PHASE_SHOW, 1); /* no place of its own */
    assert_int_equal(session->seen, 2);
    session->nudged = true;
    assert_true(act_number(session, ACTION_BEAT, 1));
    assert_true(session_moving(session));
    assert_int_equal(session->seen, 2);
    session_advance(session, 4);
    assert_false(session_moving(session));
    assert_moment(session, 3, PHASE_FORGET, 1);
    assert_int_equal(session->seen, 3);
    go_to(session, 7, PHASE_SHOW);
    go_to_beat(session, BEAT_LOOK);
    assert_moment(session, 1, PHASE_SHOW, 1);
    assert_int_equal(session->seen, 1);
    session->nudged = true;
    act_number(session, ACTION_GO_BEAT, BEAT_TASK); /* known already: no waiting */
    assert_false(session_moving(session));
    assert_moment(session, 3, PHASE_FORGET, 1);
    assert_int_equal(session->seen, 3);
}

/* The moment at which a beat began is one key away, wherever one has gone. */
static void test_moment(void **state) {
    Session *session = ((Stand *)*state)->session;
    long t = -2;
    assert_false(session_away(session, &t));
    assert_false(act_number(session, ACTION_MOMENT, 0));
    go_to(session, 5, PHASE_WRITE);
    assert_true(session_away(session, &t));
    assert_int_equal(t, 1);
    assert_true(act_number(session, ACTION_MOMENT, 0));
    assert_moment(session, 1, PHASE_SHOW, 1);
    assert_false(session_away(session, &t));
    go_to(session, 2, PHASE_SHOW);
    go_to_beat(session, BEAT_ASK); /* which has no place of its own: it began here */
    assert_false(session_away(session, &t));
    assert_true(act_number(session, ACTION_STEP, -1));
    assert_true(session_away(session, &t));
    assert_int_equal(t, 2);
}

/* What the picture is near is selected, whatever is highlighted, and is lit. */
static void test_near(void **state) {
    Lesson *lesson = ((Stand *)*state)->lesson;
    lesson->beats[BEAT_LOOK].has_near = true;
    lesson->beats[BEAT_LOOK].near =
        (Target){.kind = TARGET_SIGNAL, .cell = SAMPLE_LSTM, .index = LSTM_F, .row = 1};
    Session *session = session_new(lesson, NULL);
    assert_non_null(session);
    assert_int_equal(session->cell, SAMPLE_LSTM);
    assert_int_equal(session->unit, 1);
    assert_true(session_highlighted(session, SAMPLE_LSTM, LSTM_F, 1));
    assert_false(session_highlighted(session, SAMPLE_LSTM, LSTM_F, 0));
    assert_true(session_highlighted(session, SAMPLE_GRU, SIGNAL_H, 2));
    session_free(session);
}

/* A task that does not hold is left at the second try. */
static void test_task_holds_back(void **state) {
    Session *session = ((Stand *)*state)->session;
    go_to_beat(session, BEAT_TASK);
    assert_true(session->lesson->beats[BEAT_TASK].task != NULL);
    assert_false(session_task_holds(session));
    assert_true(BEAT_TASK + 1 < session->lesson->beat_count);
    assert_false(act_number(session, ACTION_BEAT, 1));
    assert_non_null(strstr(session->notice.what, "Your turn first"));
    assert_int_equal(session->beat, BEAT_TASK);
    assert_true(act_number(session, ACTION_BEAT, 1));
    assert_int_equal(session->beat, BEAT_TASK + 1);
}

static void test_place_behind(void **state) {
    Session *session = ((Stand *)*state)->session;
    go_to(session, 6, PHASE_SHOW);
    session->nudged = true;
    act_number(session, ACTION_GO_BEAT, BEAT_TASK);
    assert_false(session_moving(session));
    assert_moment(session, 3, PHASE_FORGET, 1);
    assert_int_equal(session->seen, 3);
}

/* Over several beats the last place gone past counts; back, the last one told before. */
static void test_places_gone_past(void **state) {
    Session *session = ((Stand *)*state)->session;
    go_to_beat(session, BEAT_RNN);
    assert_moment(session, 3, PHASE_FORGET, 1);
    go_to_beat(session, BEAT_END);
    assert_moment(session, 7, PHASE_SHOW, 1);
    go_to_beat(session, BEAT_RNN);
    assert_moment(session, 3, PHASE_FORGET, 1);
    assert_int_equal(session->seen, 3);
}

/* A far place is jumped to: nobody watches a hundred steps pass. */
static void test_far_place(void **state) {
    Lesson *lesson = ((Stand *)*state)->lesson;
    float *sequence = calloc(2 * 20, sizeof *sequence);
    assert_non_null(sequence);
    free(lesson->sequence);
    lesson->sequence = sequence;
    lesson->steps = 20;
    fixture_at(lesson, BEAT_END, 14, PHASE_SHOW); /* 13 steps on */
    Session *session = session_new(lesson, NULL);
    assert_non_null(session);
    act_number(session, ACTION_GO_BEAT, BEAT_END);
    assert_false(session_moving(session));
    assert_moment(session, 14, PHASE_SHOW, 1);
    session_free(session);
    fixture_at(lesson, BEAT_END, 13, PHASE_SHOW);
    session = session_new(lesson, NULL);
    assert_non_null(session);
    act_number(session, ACTION_GO_BEAT, BEAT_END);
    assert_true(session_moving(session));
    session_free(session);
}

static void test_ends(void **state) {
    Session *session = ((Stand *)*state)->session;
    assert_false(act_number(session, ACTION_BEAT, -1));
    assert_false(act_number(session, ACTION_BEAT, INT_MIN));
    assert_false(act_number(session, ACTION_BEAT, INT_MAX));
    assert_false(act_number(session, ACTION_GO_BEAT, BEAT_COUNT));
    go_to_beat(session, BEAT_END);
    assert_false(act_number(session, ACTION_BEAT, 1));
    assert_false(act_number(session, ACTION_BEAT, INT_MAX));
}

/* ---- questions ---- */

static const Action AHEAD[] = {{.kind = ACTION_BEAT, .number = 1},
                               {.kind = ACTION_PLAY, .number = 1},
                               {.kind = ACTION_STEP, .number = 1},
                               {.kind = ACTION_PHASE, .number = 1},
                               {.kind = ACTION_GO, .step = 6, .phase = PHASE_SHOW}};
enum { AHEAD_COUNT = sizeof AHEAD / sizeof *AHEAD };

static void test_gate(void **state) {
    Session *session = ((Stand *)*state)->session;
    for (int k = 0; k < AHEAD_COUNT; k++) {
        go_to_beat(session, BEAT_LOOK);
        go_to_beat(session, BEAT_ASK);
        assert_true(session_question_open(session));
        Session before = *session;
        assert_false(act(session, AHEAD[k]));
        assert_non_null(strstr(session->notice.what, "Predict first"));
        assert_true(session->nudged);
        assert_true(session->version > before.version);
        assert_true(session->beat == before.beat && session->tick == before.tick &&
                    session->seen == before.seen && !session->playing);
        assert_true(act(session, AHEAD[k]));
        assert_int_equal(session->notice.what[0], '\0');
    }
}

/* Going back is free, and what goes on of itself never gets past the question. */
static void test_gate_only_ahead(void **state) {
    Session *session = ((Stand *)*state)->session;
    go_to_beat(session, BEAT_ASK);
    assert_true(act_number(session, ACTION_STEP, -1));
    assert_true(act(session, (Action){.kind = ACTION_GO, .step = 1, .phase = PHASE_SHOW}));
    assert_false(session->nudged);
    for (int k = 0; k < 5; k++) {
        assert_false(act(session, (Action){.kind = ACTION_GO, .step = 4 + k % 2, .flag = true}));
        assert_false(act(session, (Action){.kind = ACTION_STEP, .number = 1, .flag = true}));
    }
    assert_int_equal(session->seen, 1);
    assert_true(act_number(session, ACTION_BEAT, -1));
}

static void test_answers(void **state) {
    Session *session = ((Stand *)*state)->session;
    assert_false(act_number(session, ACTION_ANSWER, 8)); /* no question here, and no such lane */
    go_to_beat(session, BEAT_ASK);
    const BeatState *beat = session_beat_state(session);
    assert_false(act_number(session, ACTION_ANSWER, -1));
    assert_false(act_number(session, ACTION_ANSWER, 3));
    assert_int_equal(beat->answer, -1);
    assert_true(act_number(session, ACTION_ANSWER, 2));
    assert_int_equal(beat->answer, 2);
    assert_int_equal(beat->tries, 1);
    assert_true(beat->tried[2] && !beat->tried[1]);
    assert_true(session_question_open(session)); /* wrong: one may try again */
    assert_false(act_number(session, ACTION_ANSWER, 2));
    assert_true(act_number(session, ACTION_STEP, 1)); /* answered: the steps are free */
    assert_true(act_number(session, ACTION_ANSWER, RIGHT_CHOICE));
    assert_int_equal(beat->tries, 2);
    assert_true(beat->tried[2] && beat->tried[1]);
    assert_false(session_question_open(session));
    act_number(session, ACTION_ANSWER, 0); /* the right answer stands: the number is a lane's */
    assert_int_equal(beat->answer, RIGHT_CHOICE);
    int cells[2], count = session_shown_cells(session, cells, 2);
    assert_int_equal(session->cell, cells[0]);
    assert_int_equal(act_number(session, ACTION_ANSWER, 1), count > 1);
    assert_int_equal(session->cell, cells[count > 1]);
    assert_false(act_number(session, ACTION_ANSWER, 8)); /* there are not so many */
    assert_true(act_number(session, ACTION_BEAT, 1));
    assert_true(act_number(session, ACTION_BEAT, -1));
    assert_int_equal(session_beat_state(session)->answer, RIGHT_CHOICE);
}

/* ---- the lesson read again ---- */

static void test_relesson(void **state) {
    Session *session = ((Stand *)*state)->session;
    go_to_beat(session, BEAT_ASK);
    act_number(session, ACTION_ANSWER, 2);
    act_edit(session, "input 1 1 0.25");
    act_edit(session, "set gru.b_z[0] 2");
    go_to(session, 4, PHASE_WRITE);
    unsigned version = session->version;
    Lesson *again = fixture_lesson();
    again->beats[BEAT_ASK].edits[0].value = 0.5f; /* the teacher changed the script */
    assert_true(session_relesson(session, again, NULL));
    assert_true(session->version > version);
    assert_ptr_equal(session->lesson, again);
    assert_int_equal(session->beat, BEAT_ASK);
    assert_moment(session, 4, PHASE_WRITE, 1);
    assert_int_equal(session->seen, 4);
    assert_int_equal(session_beat_state(session)->answer, 2);
    assert_int_equal(session_beat_state(session)->edits.count, 2);
    assert_true(trace_at(session->run->traces[SAMPLE_LSTM], LSTM_F, 3, 0)[0] == 0.5f);
    assert_up_to_date(session);
    assert_true(session_relesson(session, ((Stand *)*state)->lesson, NULL));
    lesson_free(again);
    assert_up_to_date(session);
}

/* Cells that change places keep their tweaks; tweaks of what is gone go with it. */
static void test_relesson_with_other_cells(void **state) {
    Stand *stand = *state;
    Session *session = stand->session;
    act_edit(session, "set gru.b_z[0] 2");
    act_edit(session, "hold lstm.o 0.5");
    act_edit(session, "input 7 1 2");
    Lesson *other = fixture_lesson();
    LessonCell lstm = other->cells[SAMPLE_LSTM];
    other->cells[SAMPLE_LSTM] = other->cells[SAMPLE_GRU];
    other->cells[SAMPLE_GRU] = lstm;
    lesson_cell_read(&other->cells[SAMPLE_RNN], SAMPLE_LSTM); /* where the GRU is now */
    strcpy(other->cells[SAMPLE_GRU].id, "else");
    for (int beat = 0; beat < BEAT_COUNT; beat++) {
        other->beats[beat].edit_count = 0; /* they name cells by their place */
        other->beats[beat].highlight_count = 0;
    }
    other->steps = 7;
    assert_true(session_relesson(session, other, NULL));
    const EditList *edits = &session_beat_state(session)->edits;
    assert_int_equal(edits->count, 1);
    assert_int_equal(edits->items[0].cell, 0);
    assert_true(session->run->cells[0]->weights[weight_find(CELL_GRU, "b_z")][0] == 2);
    assert_up_to_date(session);
    session_free(session);
    lesson_free(other);
    stand->session = NULL;
}

static void test_relesson_shorter(void **state) {
    Stand *stand = *state;
    Session *session = stand->session;
    go_to_beat(session, BEAT_END);
    Lesson *shorter = fixture_lesson();
    int full = shorter->beat_count;
    shorter->beat_count = BEAT_TASK;
    shorter->steps = 3;
    shorter->beats[BEAT_ASK].edits[0].to = 2;
    assert_true(session_relesson(session, shorter, NULL));
    assert_int_equal(session->beat, BEAT_ASK);
    assert_moment(session, 2, PHASE_SHOW, 1);
    assert_int_equal(session->seen, 2);
    assert_up_to_date(session);
    session_free(session);
    stand->session = NULL;
    shorter->beat_count = full;
    lesson_free(shorter);
}

/* A lesson that cannot be played leaves the one that is. */
static void test_relesson_fails(void **state) {
    Session *session = ((Stand *)*state)->session;
    act_edit(session, "input 1 1 0.25");
    Session before = *session;
    Lesson *other = fixture_lesson();
    Lesson empty = *other, bare = *other;
    empty.beat_count = 0;
    bare.cell_count = 0;
    const Lesson *const WRONG[] = {&empty, &bare};
    for (int k = 0; k < 2; k++) {
        Error error = {0};
        assert_false(session_relesson(session, WRONG[k], &error));
        assert_true(error.what[0] != '\0');
        assert_memory_equal(&before, session, sizeof before);
        assert_null(session_new(WRONG[k], NULL));
    }
    lesson_free(other);
    assert_up_to_date(session);
}

/* ---- kept and put back ---- */

static void test_keep(void **state) {
    Stand *stand = *state;
    Session *session = stand->session;
    go_to_beat(session, BEAT_ASK);
    act_number(session, ACTION_ANSWER, 2);
    go_to_beat(session, BEAT_TASK);
    act_number(session, ACTION_SHOW_SOLUTION, 0);
    act_edit(session, "hold gru.z[1] 0.1");
    go_to(session, 5, PHASE_WRITE);
    Session *back = session_new(stand->lesson, NULL);
    assert_non_null(back);
    for (int beat = 0; beat < BEAT_COUNT; beat++) {
        const BeatState *from = &session->beats[beat];
        char text[128];
        for (int k = 0; session_keep_edit(session, beat, k, text, sizeof text) > 0; k++)
            assert_true(session_restore_edit(back, beat, text));
        if (from->answer >= 0)
            assert_true(session_restore_answer(back, beat, from->answer, from->tries, from->tried,
                                               (int)sizeof from->tried));
        assert_int_equal(session_restore_done(back, beat, from->task_done), beat == BEAT_TASK);
    }
    unsigned version = back->version;
    assert_true(session_restore_place(back, session->beat, session->tick, session->seen));
    assert_true(back->version > version);
    assert_moment(back, 5, PHASE_WRITE, 1);
    assert_int_equal(back->seen, session->seen);
    assert_true(same_traces(back->run, session->run));
    assert_up_to_date(back);
    assert_int_equal(back->beats[BEAT_ASK].answer, 2);
    assert_int_equal(back->beats[BEAT_ASK].tries, 1);
    assert_true(back->beats[BEAT_ASK].tried[2]);
    assert_true(back->beats[BEAT_TASK].task_done);
    session_free(back);
}

/* What a state file says of a lesson that is another one by now. */
static void test_keep_what_fits(void **state) {
    Session *session = ((Stand *)*state)->session;
    const bool tried[3] = {true, true, true};
    char text[8];
    assert_int_equal(session_keep_edit(session, 0, 0, text, sizeof text), -1);
    assert_int_equal(session_keep_edit(session, -1, 0, text, sizeof text), -1);
    assert_false(session_restore_edit(session, BEAT_COUNT, "input 0 0 1"));
    assert_false(session_restore_edit(session, -1, "input 0 0 1"));
    assert_false(session_restore_edit(session, 0, "input 99 0 1"));
    assert_false(session_restore_edit(session, 0, "hold gone.f 1"));
    assert_false(session_restore_edit(session, 0, ""));
    assert_true(session_restore_edit(session, 0, "set gru.b_hh[0] 1")); /* waits */
    assert_false(session_restore_answer(session, BEAT_LOOK, 0, 1, tried, 3));
    assert_false(session_restore_answer(session, BEAT_ASK, 3, 1, tried, 3));
    assert_false(session_restore_answer(session, BEAT_ASK, -1, 0, tried, 3));
    assert_false(session_restore_done(session, BEAT_ASK, true));
    assert_false(session_restore_place(session, BEAT_COUNT, 3, 3));
    assert_int_equal(session->beat, BEAT_END);
    assert_true(session_restore_place(session, 0, LONG_MAX, LONG_MAX));
    assert_moment(session, SAMPLE_STEPS - 1, PHASE_SHOW, 1);
    assert_int_equal(session->seen, SAMPLE_STEPS - 1);
    assert_true(session_restore_place(session, 0, LONG_MIN, LONG_MIN));
    assert_moment(session, -1, PHASE_SHOW, 1);
    assert_int_equal(session->seen, -1);
    assert_up_to_date(session);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, stand_up, stand_down)

int main(void) {
    const struct CMUnitTest tests[] = {TEST(test_first_beat),
                                       TEST(test_first_beat_without_place),
                                       TEST(test_places),
                                       TEST(test_place_behind),
                                       TEST(test_moment),
                                       TEST(test_near),
                                       TEST(test_task_holds_back),
                                       TEST(test_places_gone_past),
                                       TEST(test_far_place),
                                       TEST(test_ends),
                                       TEST(test_gate),
                                       TEST(test_gate_only_ahead),
                                       TEST(test_answers),
                                       TEST(test_relesson),
                                       TEST(test_relesson_with_other_cells),
                                       TEST(test_relesson_shorter),
                                       TEST(test_relesson_fails),
                                       TEST(test_keep),
                                       TEST(test_keep_what_fits)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
