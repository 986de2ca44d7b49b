/* guess.c: questions whose answer is computed: what comes is hidden until they are answered, they are
 * answered by strokes, keys, numbers, steps and an order, and what was answered is judged, kept, and
 * taken over when the lesson is read again. */
#include "testing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/kinds/lstm.h"
#include "files/lesson/file.h"
#include "session/asked.h"
#include "session/keep.h"
#include "session/left.h"
#include "session/session.h"

enum { DRAW, DRAG, NUMBER, STEP, ORDER, LAST };

typedef struct Stand {
    Lesson *lesson;
    Session *session;
} Stand;

static Lesson *read_sample(void) {
    Errors errors = {0};
    Lesson *lesson = lesson_read("tests/samples/questions.json", &errors);
    errors_free(&errors);
    assert_non_null(lesson);
    return lesson;
}

static int stand_up(void **state) {
    Stand *stand = calloc(1, sizeof *stand);
    assert_non_null(stand);
    stand->lesson = read_sample();
    stand->session = session_new(stand->lesson, NULL);
    assert_non_null(stand->session);
    stand->session->view.reduced_motion = true;
    *state = stand;
    return 0;
}

static int stand_down(void **state) {
    Stand *stand = *state;
    session_free(stand->session);
    lesson_free(stand->lesson);
    free(stand);
    return 0;
}

static Session *at_beat(void **state, int beat) {
    Session *session = ((Stand *)*state)->session;
    if (beat != session->beat) {
        session_skip_question(session);
        assert_true(session_apply(session, &(Action){.kind = ACTION_GO_BEAT, .number = beat}));
    }
    return session;
}

static bool act(Session *session, Action action) {
    return session_apply(session, &action);
}

static bool point(Session *session, long step, float value, bool on) {
    return act(session, (Action){.kind = ACTION_GUESS, .step = step, .value = value, .flag = on});
}

static bool key(Session *session, int right, long up) {
    return act(session, (Action){.kind = ACTION_GUESS_KEY, .unit = right, .step = up});
}

static bool give(Session *session, int number) {
    return act(session, (Action){.kind = ACTION_GIVE, .number = number});
}

static const Guess *guess_of(const Session *session) {
    return &session_beat_state(session)->guess;
}

/* ---- what is hidden ---- */

static void test_limits(void **state) {
    static const long LIMITS[] = {
        [DRAW] = 1, [DRAG] = 4, [NUMBER] = 5, [STEP] = 2, [ORDER] = 3, [LAST] = 7};
    for (int beat = DRAW; beat <= LAST; beat++)
        assert_int_equal(asked_limit(at_beat(state, beat)), tick_of(LIMITS[beat], PHASE_SHOW));
}

/* Told inside the step that answers: its gates may be seen, and nothing behind them. */
static void test_inside_a_step(void **state) {
    Stand *stand = *state;
    Beat *beat = &stand->lesson->beats[DRAG];
    beat->at_t = 5;
    beat->at_phase = PHASE_GATES;
    Session *session = at_beat(state, DRAG);
    assert_int_equal(asked_limit(session), tick_of(5, PHASE_GATES));
    assert_int_equal(session->tick, tick_of(5, PHASE_GATES));
    Place gate = {0, LSTM_F, 0, 5}, shown = {0, LSTM_H, 0, 5};
    assert_true(session_known(session, &gate));
    assert_false(session_known(session, &shown));
    assert_false(act(session, (Action){.kind = ACTION_PHASE, .number = 1}));
    assert_false(act(session, (Action){.kind = ACTION_STEP, .number = 1}));
    assert_false(act(session, (Action){.kind = ACTION_GO, .step = 5, .phase = PHASE_SHOW}));
    assert_false(act(session, (Action){.kind = ACTION_PLAY, .number = 1}));
    assert_false(session_known(session, &shown));
    assert_true(point(session, 5, 0, false) && give(session, 0));
    assert_true(session_known(session, &shown));
}

/* It is in focus, whatever was before. */
static void test_selected(void **state) {
    Stand *stand = *state;
    Session *session = at_beat(state, LAST);
    stand->lesson->beats[DRAG].question->signal = (Target){TARGET_SIGNAL, 1, SIGNAL_H, 0, 0};
    stand->lesson->beats[DRAG].show_count = 0;
    at_beat(state, DRAG);
    assert_int_equal(session->cell, 0); /* the GRU is not shown here */
    stand->lesson->beats[DRAW].show_count = 0;
    at_beat(state, LAST);
    at_beat(state, DRAG);
    assert_int_equal(session->cell, 1);
    stand->lesson->beats[DRAW].show_count = 1;
}

/* However often it is tried, and whichever way. */
static void test_nothing_shows(void **state) {
    Session *session = at_beat(state, DRAW);
    for (int k = 0; k < 3; k++) {
        assert_false(act(session, (Action){.kind = ACTION_STEP, .number = 1}));
        assert_non_null(strstr(session->notice.what, "hidden until you answer"));
        assert_false(act(session, (Action){.kind = ACTION_PHASE, .number = 1}));
        assert_false(act(session, (Action){.kind = ACTION_GO, .step = 5, .phase = PHASE_SHOW}));
        assert_false(act(session, (Action){.kind = ACTION_PLAY, .number = 1}));
        assert_int_equal(session->seen, 1);
    }
    assert_true(act(session, (Action){.kind = ACTION_STEP, .number = -1}));
    assert_true(act(session, (Action){.kind = ACTION_STEP, .number = 1})); /* up to it one may */
    Place place = {0, LSTM_C, 0, 2};
    assert_false(session_known(session, &place));
}

static void test_playing_stops_before(void **state) {
    for (int reduced = 0; reduced < 2; reduced++) {
        Session *session = at_beat(state, NUMBER);
        session->view.reduced_motion = reduced;
        assert_true(act(session, (Action){.kind = ACTION_PLAY, .number = 1}));
        for (int k = 0; k < 400 && session_moving(session); k++)
            session_advance(session, 0.1);
        assert_false(session->playing);
        assert_int_equal(session->tick, tick_of(5, PHASE_SHOW));
        assert_int_equal(session->seen, 5);
        assert_non_null(strstr(session->notice.what, "hidden until you answer"));
        at_beat(state, LAST);
    }
}

/* Seen before, in another beat: it is hidden again. */
static void test_hidden_again(void **state) {
    Session *session = at_beat(state, LAST);
    assert_int_equal(session->seen, 7);
    at_beat(state, STEP);
    assert_int_equal(session->seen, 2);
    session_restore_place(session, DRAW, tick_of(6, PHASE_SHOW), 6);
    assert_int_equal(session->beat, DRAW);
    assert_int_equal(session->seen, 1);
    assert_int_equal(session->tick, tick_of(1, PHASE_SHOW));
}

static void test_left_at_the_second_try(void **state) {
    Session *session = at_beat(state, DRAW);
    assert_false(act(session, (Action){.kind = ACTION_BEAT, .number = 1}));
    assert_true(session->nudged);
    assert_false(act(session, (Action){.kind = ACTION_STEP, .number = 1})); /* it stays hidden */
    assert_true(act(session, (Action){.kind = ACTION_BEAT, .number = 1}));
    assert_true(session_question_left(session, DRAW));
}

/* ---- drawing ---- */

static void test_stroke(void **state) {
    Session *session = at_beat(state, DRAW);
    assert_true(point(session, 2, 0.2f, false));
    assert_true(point(session, 6, 1, true)); /* the steps between lie on a line */
    for (int k = 0; k < 5; k++) {
        assert_true(guess_has(guess_of(session), k));
        assert_float_equal(guess_of(session)->values[k], 0.2f * (float)(k + 1), 1e-5f);
    }
    assert_int_equal(session->cursor, 4);
    assert_true(point(session, 4, 0, false)); /* a new stroke: that step alone */
    assert_float_equal(guess_of(session)->values[2], 0, 0);
    assert_float_equal(guess_of(session)->values[3], 0.8f, 1e-5f);
    assert_true(point(session, 3, 0.5f, true)); /* and back */
    assert_float_equal(guess_of(session)->values[1], 0.5f, 0);
    assert_true(point(session, -3, 99, false)); /* what is beyond ends at the edge */
    assert_float_equal(guess_of(session)->values[0], asked_range(session).high, 0);
    assert_false(point(session, 2, NAN, false));
    assert_int_equal(session_beat_state(session)->answer, -1);
}

static void test_by_keys(void **state) {
    Session *session = at_beat(state, DRAW);
    assert_float_equal(asked_range(session).step, 0.05f, 1e-6f);
    assert_true(key(session, 0, -2)); /* from what was seen last, 0.96, on a notch */
    assert_float_equal(guess_of(session)->values[0], 0.85f, 1e-5f);
    for (int k = 1; k < 5; k++) {
        assert_true(key(session, 1, 0)); /* as high */
        assert_float_equal(guess_of(session)->values[k], 0.85f, 1e-5f);
        assert_int_equal(session->cursor, k);
    }
    assert_false(key(session, 1, 0)); /* there is no further one */
    assert_true(key(session, 0, -17));
    assert_float_equal(guess_of(session)->values[4], 0, 1e-5f);
    assert_true(key(session, -1, 0));
    assert_int_equal(session->cursor, 3);
    assert_true(guess_complete(session->lesson->beats[DRAW].question, guess_of(session)));
}

static void draw_flat(Session *session) {
    point(session, 2, 0.95f, false);
    point(session, 6, 0.95f, true);
}

static void test_drawn_and_given(void **state) {
    Session *session = at_beat(state, DRAW);
    point(session, 2, 0.95f, false);
    assert_false(give(session, 0)); /* four steps lack */
    assert_non_null(strstr(session->notice.what, "Draw all of the steps"));
    assert_false(asked_given(session));
    draw_flat(session);
    assert_true(give(session, 0));
    const BeatState *beat = session_beat_state(session);
    assert_true(beat->answer == ANSWER_WRONG && beat->first == ANSWER_WRONG && beat->tries == 1);
    const Gap *gap = &session->outcome.gap;
    assert_int_equal(gap->step, 5);
    assert_float_equal(gap->gap, 0.95f - 0.00237f, 1e-3f);
    assert_int_equal(gap->causes[gap->made_by].signal, LSTM_F);
    assert_int_equal(session->tick, tick_of(5, PHASE_SHOW)); /* where it is farthest off */
    assert_int_equal(session->seen, 6);
    assert_true(session_question_open(session));
    assert_true(act(session, (Action){.kind = ACTION_GO, .step = 7, .phase = PHASE_SHOW}));
    assert_true(point(session, 5, 0, false));
    assert_true(point(session, 6, 0.4f, false));
    assert_true(give(session, 0));
    assert_true(beat->answer == ANSWER_RIGHT && beat->first == ANSWER_WRONG && beat->tries == 2);
    assert_int_equal(session->seen, 7); /* the picture stays where one is */
    assert_false(session_question_open(session));
    assert_false(point(session, 5, 1, false)); /* the right answer stands */
    assert_false(key(session, 0, 1));
    assert_false(give(session, 0));
}

/* ---- the others ---- */

static void test_drag(void **state) {
    Session *session = at_beat(state, DRAG);
    assert_true(point(session, 3, 0.1f, false)); /* its step, wherever the pointer is */
    assert_true(key(session, 0, -1));
    assert_float_equal(guess_of(session)->values[0], 0.05f, 1e-5f);
    assert_true(key(session, 1, 0)); /* right is more, as of every bar */
    assert_float_equal(guess_of(session)->values[0], 0.1f, 1e-5f);
    assert_true(give(session, 0));
    assert_int_equal(session_beat_state(session)->answer, ANSWER_RIGHT); /* 0.1 from 0.0024 */
    assert_int_equal(session->tick, tick_of(5, PHASE_SHOW));
}

static void test_number(void **state) {
    Session *session = at_beat(state, NUMBER);
    assert_false(give(session, 0));
    assert_true(act(session, (Action){.kind = ACTION_TYPE_OPEN, .id = 7, .flag = true}));
    for (const char *c = "0.45"; *c; c++)
        act(session, (Action){.kind = ACTION_TYPE_KEY, .unit = *c});
    assert_true(act(session, (Action){.kind = ACTION_TYPE_KEY, .number = TYPE_TAKE}));
    assert_float_equal(guess_of(session)->values[0], 0.45f, 1e-6f);
    assert_true(give(session, 0));
    assert_int_equal(session_beat_state(session)->answer, ANSWER_WRONG); /* 0.07 away */
    assert_true(point(session, 0, 0.42f, false));
    assert_true(give(session, 0));
    assert_int_equal(session_beat_state(session)->answer, ANSWER_RIGHT);
    assert_int_equal(session_beat_state(session)->edits.count, 0); /* nothing of the run changed */
}

static void test_step(void **state) {
    Session *session = at_beat(state, STEP);
    assert_true(key(session, 1, 0)); /* behind the one that is seen */
    assert_float_equal(guess_of(session)->values[0], 3, 0);
    assert_true(point(session, 99, 0, false));
    assert_float_equal(guess_of(session)->values[0], 7, 0);
    assert_true(give(session, 0));
    assert_int_equal(session_beat_state(session)->answer, ANSWER_WRONG);
    assert_true(session->seen == 5 && session->tick == tick_of(5, PHASE_SHOW));
    assert_true(point(session, 5, 0, false));
    assert_true(give(session, 0));
    assert_int_equal(session_beat_state(session)->answer, ANSWER_RIGHT);
}

static int place_of_run(const Session *session, int run) {
    for (int at = 0; at < 4; at++)
        if (asked_run(session, at) == run)
            return at;
    return -1;
}

static void test_order(void **state) {
    static const int RIGHT[] = {2, 1, 3, 0};
    Session *session = at_beat(state, ORDER);
    session_set_seed(session, 3);
    bool shuffled = false;
    for (int at = 0; at < 4; at++)
        shuffled |= asked_run(session, at) != at;
    assert_true(shuffled);
    assert_int_equal(asked_run(session, 4), -1);
    for (int at = 0; at < 4; at++)
        act(session, (Action){.kind = ACTION_GUESS_ORDER,
                              .number = place_of_run(session, RIGHT[3 - at]),
                              .unit = 3 - at - place_of_run(session, RIGHT[3 - at])});
    for (int at = 0; at < 4; at++)
        assert_int_equal(asked_run(session, at), RIGHT[at]);
    assert_true(act(session, (Action){.kind = ACTION_GUESS_ORDER, .number = 0, .unit = 1}));
    assert_int_equal(asked_run(session, 1), 2);
    assert_true(give(session, 0));
    assert_int_equal(session_beat_state(session)->answer, ANSWER_WRONG);
    assert_float_equal((float)session->outcome.numbers[2], 0, 1e-3f);
    assert_true(act(session, (Action){.kind = ACTION_GUESS_ORDER, .number = 1, .unit = -9}));
    assert_true(give(session, 0));
    assert_int_equal(session_beat_state(session)->answer, ANSWER_RIGHT);
    assert_false(act(session, (Action){.kind = ACTION_GUESS_ORDER, .number = 1, .unit = 1}));
}

static void test_shown_and_right(void **state) {
    for (int beat = DRAW; beat <= ORDER; beat++) {
        Session *session = at_beat(state, beat);
        assert_true(give(session, 1));
        assert_true(session->outcome.known && asked_given(session));
        assert_int_equal(session_beat_state(session)->answer, ANSWER_WRONG);
        assert_true(session_question_left(session, beat)); /* it was not answered */
        assert_false(give(session, 1));
        assert_true(give(session, 2));
        assert_int_equal(session_beat_state(session)->answer, ANSWER_RIGHT);
        assert_int_equal(session_beat_state(session)->tries, 2);
        assert_false(session_question_left(session, beat));
    }
}

static void test_not_this_form(void **state) {
    Session *session = at_beat(state, ORDER);
    assert_false(point(session, 3, 0.5f, false));
    assert_false(key(session, 1, 0));
    session = at_beat(state, DRAW);
    assert_false(act(session, (Action){.kind = ACTION_GUESS_ORDER, .number = 0, .unit = 1}));
    assert_false(act(session, (Action){.kind = ACTION_ANSWER, .number = 0, .flag = true}));
    session = at_beat(state, LAST);
    assert_false(give(session, 0));
    assert_false(point(session, 3, 0.5f, false));
}

/* ---- one's own words ---- */

static void type(Session *session, const char *text) {
    for (const char *c = text; *c; c++)
        act(session, (Action){.kind = ACTION_REASON_KEY, .unit = (unsigned char)*c});
}

static void test_reason(void **state) {
    Session *session = at_beat(state, DRAW);
    assert_false(act(session, (Action){.kind = ACTION_REASON, .number = 1})); /* first the answer */
    draw_flat(session);
    give(session, 0);
    assert_true(act(session, (Action){.kind = ACTION_REASON, .number = 1}));
    type(session, "shut \xe9\x97\xa8");
    assert_string_equal(guess_of(session)->reason, "shut \xe9\x97\xa8");
    assert_true(act(session, (Action){.kind = ACTION_REASON_KEY, .number = TYPE_BACKSPACE}));
    assert_string_equal(guess_of(session)->reason, "shut ");
    for (int k = 0; k < 400; k++)
        type(session, "x");
    assert_int_equal(strlen(guess_of(session)->reason), REASON_MOST - 1);
    assert_true(act(session, (Action){.kind = ACTION_REASON_KEY, .number = TYPE_TAKE}));
    assert_false(session->view.reasoning);
    type(session, "y");
    assert_int_equal(strlen(guess_of(session)->reason), REASON_MOST - 1);
}

/* ---- kept ---- */

static void test_kept(void **state) {
    Stand *stand = *state;
    Session *session = at_beat(state, DRAW);
    draw_flat(session);
    give(session, 0);
    Session *back = session_new(stand->lesson, NULL);
    assert_non_null(back);
    const bool tried[2] = {true, false};
    assert_true(session_restore_guess(back, DRAW, guess_of(session)));
    assert_true(session_restore_answer(back, DRAW, ANSWER_WRONG, 1, tried, 2));
    assert_false(session_restore_answer(back, DRAW, ANSWERS, 1, tried, 2));
    session_restore_place(back, DRAW, tick_of(3, PHASE_SHOW), 6);
    assert_int_equal(back->seen, 6); /* it was answered */
    assert_true(back->outcome.known);
    assert_int_equal(back->outcome.gap.step, 5);
    session_free(back);
}

static void test_what_fits_no_longer(void **state) {
    Session *session = at_beat(state, DRAW);
    Guess guess = {0};
    guess_put(&guess, 5, 1); /* it has five steps */
    assert_false(session_restore_guess(session, DRAW, &guess));
    guess = (Guess){0};
    guess_put(&guess, 0, NAN);
    assert_false(session_restore_guess(session, NUMBER, &guess));
    guess_put(&guess, 0, 8);
    assert_false(session_restore_guess(session, STEP, &guess));
    guess = (Guess){.ordered = true, .order = {0, 1, 1, 3}};
    assert_false(session_restore_guess(session, ORDER, &guess));
    guess.order[2] = 2;
    assert_true(session_restore_guess(session, ORDER, &guess));
    assert_false(session_restore_guess(session, NUMBER, &guess));
    assert_false(session_restore_guess(session, LAST, &guess));
    assert_false(session_restore_guess(session, LAST + 1, &guess));
}

static void test_read_again(void **state) {
    Stand *stand = *state;
    Session *session = at_beat(state, DRAW);
    Lesson *again = read_sample();
    draw_flat(session);
    give(session, 0);
    again->beats[NUMBER].question->form = QUESTION_STEP;
    assert_true(session_relesson(session, again, NULL));
    assert_float_equal(guess_of(session)->values[3], 0.95f, 0);
    assert_true(session->outcome.known);
    Lesson *shorter = read_sample();
    shorter->beats[DRAW].question->to = 5;
    assert_true(session_relesson(session, shorter, NULL));
    assert_int_equal(session_beat_state(session)->answer, -1); /* it is another curve */
    assert_int_equal(guess_of(session)->drawn, 0);
    assert_int_equal(session->seen, 1);
    assert_true(session_relesson(session, stand->lesson, NULL));
    lesson_free(again);
    lesson_free(shorter);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, stand_up, stand_down)

/* What was answered by hand waits to be compared, once; the same again is no other try, and what is
 * changed waits again. Coming back, it waits still. */
static void test_waits_to_be_compared(void **state) {
    Session *session = at_beat(state, NUMBER);
    assert_false(asked_waits(session));
    assert_true(point(session, 0, 40, false));
    assert_true(asked_waits(session));
    at_beat(state, ORDER);
    assert_false(asked_waits(session));
    at_beat(state, NUMBER);
    assert_true(asked_waits(session));
    assert_true(give(session, 0));
    assert_false(asked_waits(session) || give(session, 0));
    assert_int_equal(session_beat_state(session)->tries, 1);
    assert_true(point(session, 0, 41, false));
    assert_true(asked_waits(session) && give(session, 0));
    assert_int_equal(session_beat_state(session)->tries, 2);
    at_beat(state, ORDER);
    assert_true(act(session, (Action){.kind = ACTION_GUESS_ORDER, .number = 0, .unit = 1}));
    assert_true(asked_waits(session));
    at_beat(state, DRAG);
    session->view.focus = 7;
    assert_true(give(session, 2)); /* the right one */
    assert_false(asked_waits(session));
    assert_int_equal(session->view.focus, 0); /* keys go on */
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(test_limits),
                                       TEST(test_selected),
                                       TEST(test_nothing_shows),
                                       TEST(test_inside_a_step),
                                       TEST(test_playing_stops_before),
                                       TEST(test_hidden_again),
                                       TEST(test_left_at_the_second_try),
                                       TEST(test_stroke),
                                       TEST(test_by_keys),
                                       TEST(test_drawn_and_given),
                                       TEST(test_drag),
                                       TEST(test_number),
                                       TEST(test_step),
                                       TEST(test_order),
                                       TEST(test_shown_and_right),
                                       TEST(test_not_this_form),
                                       TEST(test_reason),
                                       TEST(test_waits_to_be_compared),
                                       TEST(test_kept),
                                       TEST(test_what_fits_no_longer),
                                       TEST(test_read_again)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
