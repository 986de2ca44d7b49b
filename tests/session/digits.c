/* A session that reads digits, by actions: which image is read, the lists, the pen, the rubber, and
 * undo over all of them. */
#include "digits_fixture.h"

#include <math.h>

#include "engine/trace.h"
#include "session/kinds/digits.h"
#include "session/session.h"

typedef struct Room {
    DigitSet set;
    Session *session;
} Room;

static int begin(void **state) {
    Room *room = calloc(1, sizeof *room);
    assert_non_null(room);
    room->set = fixture_set();
    room->session = fixture_digits(&room->set);
    *state = room;
    return 0;
}

static int end(void **state) {
    Room *room = *state;
    session_free(room->session);
    fixture_set_free(&room->set);
    free(room);
    return 0;
}

static bool go(Session *session, Action action) {
    return session_apply(session, &action);
}

static bool go_number(Session *session, ActionKind kind, int number) {
    return go(session, (Action){.kind = kind, .number = number});
}

static bool erase(Session *session, long row, bool flag) {
    return go(session,
              (Action){.kind = ACTION_DIGIT_ERASE, .number = -1, .step = row, .flag = flag});
}

static void ink(Session *session, float x, float y, bool goes_on) {
    assert_true(
        go(session,
           (Action){.kind = ACTION_DIGIT_INK, .value = x, .value_y = 1 - y, .flag = goes_on}));
}

static void read_all(Session *session) {
    go(session, (Action){.kind = ACTION_GO, .step = DIGIT_SIDE - 1, .phase = PHASE_SHOW});
}

static void assert_reads(const Session *session, const unsigned char *image) {
    for (int k = 0; k < DIGIT_PIXELS; k++)
        assert_float_equal(session->run->sequence[k], (float)image[k] / 255, 1e-6f);
}

static void test_pick(void **state) {
    const Room *room = *state;
    Session *session = room->session;
    assert_int_equal(session_digit_label(session), 0);
    assert_reads(session, digit_image(&room->set, 0));
    assert_true(go_number(session, ACTION_DIGIT_PICK, 7));
    assert_reads(session, digit_image(&room->set, 7));
    assert_int_equal(session_digit_label(session), 7);
    assert_false(go_number(session, ACTION_DIGIT_PICK, 7));
    assert_false(go_number(session, ACTION_DIGIT_PICK, FIXTURE_DIGITS));
    assert_false(go_number(session, ACTION_DIGIT_PICK, -1));
    assert_true(go_number(session, ACTION_DIGIT_TURN, 1));
    assert_int_equal(session_digits(session)->index, 8);
    assert_true(go_number(session, ACTION_DIGIT_TURN, -100));
    assert_int_equal(session_digits(session)->index, 0);
}

/* Ten probabilities: those of the readout's numbers, as anyone would compute them. */
static void test_chances(void **state) {
    const Room *room = *state;
    Session *session = room->session;
    float chances[DIGIT_CLASSES];
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++)
        for (long t = 0; t < DIGIT_SIDE; t += 9) {
            const Cell *readout = session->run->cells[digit_readout_of(kind)];
            const float *h = trace_at(session->run->traces[kind], SIGNAL_H, t, 0);
            double wanted[DIGIT_CLASSES], sum = 0;
            for (int k = 0; k < DIGIT_CLASSES; k++) {
                double v = readout->weights[weight_find(CELL_RNN, "b_h")][k];
                for (int j = 0; j < FIXTURE_UNITS; j++)
                    v += (double)h[j] *
                         readout->weights[weight_find(CELL_RNN, "W_xh")][j * DIGIT_CLASSES + k];
                sum += wanted[k] = exp(v);
            }
            session_digit_chances(session, kind, t, chances);
            for (int k = 0; k < DIGIT_CLASSES; k++)
                assert_float_equal(chances[k], wanted[k] / sum, 1e-5);
        }
}

/* What is listed as wrong is what reading it alone, row by row, gets wrong; nothing else is. */
static void test_wrong_are_wrong(void **state) {
    const Room *room = *state;
    Session *session = room->session;
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++) {
        int wrong = 0;
        float last = -INFINITY;
        go(session, (Action){.kind = ACTION_SELECT, .cell = kind});
        go_number(session, ACTION_DIGIT_LIST, DIGIT_LIST_ALL);
        go_number(session, ACTION_DIGIT_LIST, DIGIT_LIST_WRONG);
        int listed = session_digits(session)->shown_count;
        bool in_list[FIXTURE_DIGITS] = {false};
        for (int k = 0; k < listed; k++)
            in_list[session_digits(session)->shown[k]] = true;
        for (int k = 0; k < FIXTURE_DIGITS; k++) {
            float chances[DIGIT_CLASSES];
            go_number(session, ACTION_DIGIT_PICK, k);
            session_digit_chances(session, kind, DIGIT_SIDE - 1, chances);
            bool is_wrong = digit_guess(chances) != session_digit_label(session);
            assert_int_equal(in_list[k], is_wrong);
            wrong += is_wrong;
        }
        assert_int_equal(listed, wrong);
        assert_true(wrong > 0 && wrong < FIXTURE_DIGITS);
        assert_int_equal(session_digits(session)->wrong[kind], wrong);
        for (int k = 0; k < listed; k++) { /* the worst first */
            float margin =
                session_digits(session)->scores[kind][session_digits(session)->shown[k]].margin;
            assert_true(margin >= last && margin < 0);
            last = margin;
        }
    }
}

static void test_hardest_and_labels(void **state) {
    const Room *room = *state;
    Session *session = room->session;
    const DigitReading *digits = session_digits(session);
    assert_true(go_number(session, ACTION_DIGIT_LIST, DIGIT_LIST_HARDEST));
    assert_int_equal(digits->shown_count, FIXTURE_DIGITS);
    assert_int_equal(digits->index, digits->shown[0]);
    for (int k = 1; k < digits->shown_count; k++)
        assert_true(digits->scores[0][digits->shown[k - 1]].margin <=
                    digits->scores[0][digits->shown[k]].margin);
    assert_true(go_number(session, ACTION_DIGIT_LIST, DIGIT_LIST_HARDEST)); /* the next */
    assert_int_equal(digits->index, digits->shown[1]);
    assert_true(go_number(session, ACTION_DIGIT_LABEL, 4));
    assert_int_equal(digits->shown_count, FIXTURE_DIGITS / DIGIT_CLASSES);
    assert_int_equal(session_digit_label(session), 4);
    assert_true(go_number(session, ACTION_DIGIT_LABEL, 4));
    assert_int_equal(digits->shown_count, FIXTURE_DIGITS);
    assert_false(go_number(session, ACTION_DIGIT_LABEL, 10));
}

/* A few in every frame, and the same as all at once. */
static void test_scores_in_slices(void **state) {
    const Room *room = *state;
    Session *other = fixture_digits(&room->set);
    session_score_digits(other);
    assert_true(session_moving(room->session));
    session_advance(room->session, 0.01);
    assert_true(session_digits(room->session)->scored < FIXTURE_DIGITS);
    for (int k = 0; k < 100 && session_moving(room->session); k++)
        session_advance(room->session, 0.01);
    assert_false(session_moving(room->session));
    assert_int_equal(room->session->tick, 0);
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++)
        assert_memory_equal(session_digits(room->session)->order[kind],
                            session_digits(other)->order[kind], FIXTURE_DIGITS * sizeof(int));
    session_free(other);
}

static void test_rubber(void **state) {
    const Room *room = *state;
    Session *session = room->session;
    float before[DIGIT_CLASSES], after[DIGIT_CLASSES], was[DIGIT_CLASSES];
    read_all(session);
    session_digit_chances(session, CELL_LSTM, DIGIT_SIDE - 1, before);
    assert_false(erase(session, 2, false)); /* a blank row */
    assert_true(erase(session, 10, false));
    assert_true(erase(session, 11, true)); /* a drag: one undo */
    assert_true(erase(session, 12, true));
    assert_false(erase(session, 12, true));
    assert_true(session_row_erased(session, 11));
    assert_false(session_row_erased(session, 13));
    session_digit_chances(session, CELL_LSTM, DIGIT_SIDE - 1, after);
    assert_memory_not_equal(before, after, sizeof before);
    assert_true(session_digit_chances_before(session, CELL_LSTM, DIGIT_SIDE - 1, was));
    assert_memory_equal(was, before, sizeof was);
    assert_true(erase(session, 11, false)); /* back */
    assert_false(session_row_erased(session, 11));
    assert_true(session_row_erased(session, 10));
    assert_true(go_number(session, ACTION_UNDO, 0));
    assert_true(session_row_erased(session, 11));
    assert_true(go_number(session, ACTION_UNDO, 0));
    assert_reads(session, digit_image(&room->set, 0));
    session_digit_chances(session, CELL_LSTM, DIGIT_SIDE - 1, after);
    assert_memory_equal(before, after, sizeof before);
    assert_false(session_can_undo(session));
    assert_true(go_number(session, ACTION_REDO, 0));
    assert_true(session_row_erased(session, 12));
}

/* A drag that begins on a blank row, and is faster than the rows, is one undo and leaves none out.
 */
static void test_fast_rubber(void **state) {
    const Room *room = *state;
    Session *session = room->session;
    const Edit pixel = {.kind = EDIT_INPUT, .step = 20, .column = 0, .value = 0.5f};
    assert_true(go(session, (Action){.kind = ACTION_EDIT, .edit = pixel}));
    assert_false(erase(session, 1, false));
    assert_true(erase(session, 9, true));
    assert_true(erase(session, 15, true));
    assert_true(erase(session, 12, true) || session_row_erased(session, 12));
    for (long t = 4; t < DIGIT_SIDE; t++)
        assert_int_equal(session_row_erased(session, t), t <= 15);
    assert_true(go_number(session, ACTION_UNDO, 0));
    for (long t = 4; t < DIGIT_SIDE; t++)
        assert_false(session_row_erased(session, t));
    assert_float_equal(session->run->sequence[20 * DIGIT_SIDE], 0.5f, 0);
}

/* The row on stage, and all below it. */
static void test_rubber_below(void **state) {
    const Room *room = *state;
    Session *session = room->session;
    const Action below = {.kind = ACTION_DIGIT_ERASE, .number = -1, .step = -1, .unit = 1};
    assert_false(go(session, below)); /* none is read */
    go(session, (Action){.kind = ACTION_GO, .step = 20, .phase = PHASE_SHOW});
    assert_true(go(session, below));
    for (long t = 4; t < DIGIT_SIDE; t++)
        assert_int_equal(session_row_erased(session, t), t >= 20);
    assert_true(go(session, below));
    assert_reads(session, digit_image(&room->set, 0));
}

static void test_pen(void **state) {
    const Room *room = *state;
    Session *session = room->session;
    unsigned char image[DIGIT_PIXELS];
    const InkPoint points[] = {
        {0.25f, 0.125f, true}, {0.75f, 0.125f, false}, {0.5f, 0.875f, false}};
    assert_false(go(session, (Action){.kind = ACTION_DIGIT_INK, .value = 0.5f, .value_y = 0.5f}));
    assert_true(go_number(session, ACTION_DIGIT_DRAW, 1));
    assert_int_equal(session_digit_label(session), -1);
    assert_int_equal(session_moment(session).t, DIGIT_SIDE - 1);
    for (int k = 0; k < 3; k++)
        ink(session, points[k].x, points[k].y, k > 0);
    ink_image(points, 3, image);
    assert_reads(session, image);
    ink(session, 0.3f, 0.5f, false); /* a second stroke */
    ink(session, 0.7f, 0.5f, true);
    assert_true(go_number(session, ACTION_UNDO, 0));
    assert_reads(session, image);
    assert_true(go_number(session, ACTION_REDO, 0));
    assert_int_equal(session_digits(session)->ink_count, 5);
    assert_true(go_number(session, ACTION_DIGIT_CLEAR, 0));
    assert_int_equal(session_digits(session)->ink_count, 0);
    assert_false(go_number(session, ACTION_DIGIT_CLEAR, 0));
    assert_true(go_number(session, ACTION_DIGIT_DRAW, -1));
    assert_reads(session, digit_image(&room->set, 0));
    for (int k = 0; k < 5; k++) /* all the way back */
        assert_true(go_number(session, ACTION_UNDO, 0));
    assert_false(session_can_undo(session));
    assert_reads(session, digit_image(&room->set, 0));
}

/* By keys: pixel by pixel, a line while it is down, one undo for a stroke. */
static void test_pen_by_keys(void **state) {
    const Room *room = *state;
    Session *session = room->session;
    const DigitReading *digits = session_digits(session);
    const Action on = {.kind = ACTION_DIGIT_PEN, .number = 1};
    const Action down = {.kind = ACTION_DIGIT_PEN, .step = 1};
    assert_false(go(session, on)); /* an image of the set is read */
    assert_false(session_digit_blank(session));
    go_number(session, ACTION_DIGIT_DRAW, 1);
    assert_true(session_digit_blank(session));
    assert_true(go(session, down)); /* it moves, and draws nothing */
    assert_int_equal(digits->ink_count, 0);
    int row = digits->pen_row;
    assert_true(go(session, on));
    assert_false(session_digit_blank(session));
    for (int k = 0; k < 3; k++)
        assert_true(go(session, down));
    assert_true(go(session, on)); /* lifted */
    assert_true(go(session, (Action){.kind = ACTION_DIGIT_PEN, .unit = 4}));
    assert_int_equal(digits->ink_count, 4);
    for (int k = 0; k < 4; k++) {
        assert_int_equal(digits->ink[k].starts, k == 0);
        assert_float_equal(digits->ink[k].x, 14.5 / DIGIT_SIDE, 1e-6);
        assert_float_equal(digits->ink[k].y, (row + k + 0.5) / DIGIT_SIDE, 1e-6);
    }
    assert_int_equal(digits->pen_column, 18);
    assert_true(go_number(session, ACTION_UNDO, 0));
    assert_true(session_digit_blank(session));
    assert_true(go(session, (Action){.kind = ACTION_DIGIT_PEN, .step = -100}));
    assert_int_equal(digits->pen_row, 0);
    assert_false(go(session, (Action){.kind = ACTION_DIGIT_PEN, .step = -1}));
}

/* What is done in between lifts it: no line leads from one stroke to another. */
static void test_pen_is_lifted(void **state) {
    const Room *room = *state;
    Session *session = room->session;
    go_number(session, ACTION_DIGIT_DRAW, 1);
    go(session, (Action){.kind = ACTION_DIGIT_PEN, .number = 1});
    assert_true(session_digits(session)->pen_down);
    go(session, (Action){.kind = ACTION_HOVER, .id = 1});
    assert_true(session_digits(session)->pen_down);
    go_number(session, ACTION_UNDO, 0);
    assert_false(session_digits(session)->pen_down);
}

static void test_pen_is_bounded(void **state) {
    const Room *room = *state;
    Session *session = room->session;
    go_number(session, ACTION_DIGIT_DRAW, 1);
    const Action lost = {.kind = ACTION_DIGIT_INK, .value = NAN, .value_y = 0.5f};
    assert_false(go(session, lost));
    for (int k = 0; k < DIGIT_INK_MOST + 10; k++)
        go(session, (Action){.kind = ACTION_DIGIT_INK,
                             .value = k % 50 ? 0.5f : 3,
                             .value_y = 0.25f,
                             .flag = k > 0});
    assert_int_equal(session_digits(session)->ink_count, DIGIT_INK_MOST);
    for (int k = 0; k < DIGIT_INK_MOST; k++)
        assert_true(session_digits(session)->ink[k].x >= 0 &&
                    session_digits(session)->ink[k].x <= 1);
}

/* Tweaks of an image come back with it. */
static void test_undo_over_images(void **state) {
    const Room *room = *state;
    Session *session = room->session;
    const Edit pixel = {.kind = EDIT_INPUT, .step = 9, .column = 4, .value = 0.5f};
    assert_true(go(session, (Action){.kind = ACTION_EDIT, .edit = pixel}));
    assert_true(go_number(session, ACTION_DIGIT_PICK, 5));
    assert_reads(session, digit_image(&room->set, 5));
    assert_true(erase(session, 9, false));
    assert_true(go_number(session, ACTION_UNDO, 0)); /* the rubber */
    assert_reads(session, digit_image(&room->set, 5));
    assert_true(go_number(session, ACTION_UNDO, 0)); /* the pick */
    assert_int_equal(session_digits(session)->index, 0);
    assert_float_equal(session->run->sequence[9 * DIGIT_SIDE + 4], 0.5f, 0);
    assert_true(go_number(session, ACTION_RESET_EDITS, 0));
    assert_reads(session, digit_image(&room->set, 0));
    assert_false(session_can_redo(session)); /* another change was made since */
}

/* Rows that were not read stay hidden when another image is picked. */
static void test_future_is_hidden(void **state) {
    const Room *room = *state;
    Session *session = room->session;
    read_all(session);
    go(session, (Action){.kind = ACTION_GO, .step = 8, .phase = PHASE_SHOW});
    assert_int_equal(session->seen, DIGIT_SIDE - 1);
    go_number(session, ACTION_DIGIT_PICK, 3);
    assert_int_equal(session->seen, 8);
}

static void test_plays_to_the_end(void **state) {
    const Room *room = *state;
    Session *session = room->session;
    assert_true(go_number(session, ACTION_PLAY, 1));
    for (int k = 0; k < 2000 && session_moving(session); k++)
        session_advance(session, 1.0 / 60);
    assert_int_equal(session_moment(session).t, DIGIT_SIDE - 1);
    assert_false(session->playing);
}

/* A model that does not fit is refused, and nothing of it is lost or left. */
static void test_misfits(void **state) {
    const Room *room = *state;
    DigitModel model = fixture_model();
    DigitSet none = {0};
    Error error = {0};
    cell_free(model.readouts[CELL_GRU]);
    model.readouts[CELL_GRU] = NULL;
    assert_null(session_new_digits(&model, &room->set, &error));
    assert_string_equal(error.what, "the GRU does not read digits");
    assert_null(model.cells[0]);
    model = fixture_model();
    assert_null(session_new_digits(&model, &none, &error));
    assert_non_null(strstr(error.what, "no images"));
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {TEST(test_pick),
                                       TEST(test_chances),
                                       TEST(test_wrong_are_wrong),
                                       TEST(test_hardest_and_labels),
                                       TEST(test_scores_in_slices),
                                       TEST(test_rubber),
                                       TEST(test_rubber_below),
                                       TEST(test_fast_rubber),
                                       TEST(test_pen),
                                       TEST(test_pen_by_keys),
                                       TEST(test_pen_is_lifted),
                                       TEST(test_pen_is_bounded),
                                       TEST(test_undo_over_images),
                                       TEST(test_future_is_hidden),
                                       TEST(test_plays_to_the_end),
                                       TEST(test_misfits)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
