/* A session that reads a text, by actions: what is read, what is typed, what the model writes; the
 * numbers are those of a fresh run of the model. */
#include "text_session.h"

#include <math.h>
#include <stdlib.h>

#include "engine/kinds/lstm.h"
#include "engine/trace.h"
#include "lesson/wave.h"
#include "session/kinds/text.h"
#include "session/session.h"

typedef struct Room {
    PassageSet set;
    Session *session;
} Room;

static int begin_with(void **state, CellKind kind) {
    Room *room = calloc(1, sizeof *room);
    assert_non_null(room);
    room->set = fixture_passages();
    room->session = fixture_text(kind, &room->set);
    *state = room;
    return 0;
}

static int begin(void **state) {
    return begin_with(state, CELL_LSTM);
}

static int end(void **state) {
    Room *room = *state;
    session_free(room->session);
    free(room);
    return 0;
}

static bool go(Session *session, ActionKind kind, int number) {
    return session_apply(session, &(Action){.kind = kind, .number = number});
}

static bool type(Session *session, const char *text) {
    bool all = true;
    for (; *text; text++)
        all = session_apply(session, &(Action){.kind = ACTION_TEXT_KEY,
                                               .number = TYPE_CHARACTER,
                                               .unit = (unsigned char)*text}) &&
              all;
    return all;
}

static long here(const Session *session) {
    return session_moment(session).t;
}

static void assert_reads(const Session *session, const char *text) {
    assert_int_equal(session->lesson->steps, strlen(text));
    assert_memory_equal(session_text(session)->text, text, strlen(text));
}

/* The run is what the cells make of the text from the beginning, the correlations those of all of
 * it, and the order is by them. */
static void assert_fresh(const Session *session) {
    const TextReading *reading = session_text(session);
    Run *run = run_new(session->lesson, NULL);
    Correlation fresh;
    int units = reading->correlation.units;
    assert_non_null(run);
    assert_true(correlation_init(&fresh, units, NULL));
    float *inputs = calloc((size_t)(session->lesson->steps + 1) * (size_t)reading->alphabet.count,
                           sizeof(float));
    characters_inputs(&reading->alphabet, reading->text, session->lesson->steps, inputs);
    assert_memory_equal(run->sequence, inputs,
                        (size_t)session->lesson->steps * (size_t)reading->alphabet.count *
                            sizeof(float));
    int signal = session_text_signal(session);
    double surprise = 0;
    for (long t = 0; t < session->lesson->steps; t++) {
        const float *values = trace_at(run->traces[CHARACTERS_CELL], signal, t, 0);
        const float *readout = trace_at(run->traces[CHARACTERS_READOUT], SIGNAL_H, t, 0);
        assert_memory_equal(values, trace_at(session->run->traces[CHARACTERS_CELL], signal, t, 0),
                            (size_t)units * sizeof(float));
        assert_memory_equal(readout,
                            trace_at(session->run->traces[CHARACTERS_READOUT], SIGNAL_H, t, 0),
                            (size_t)reading->alphabet.count * sizeof(float));
        assert_true(session_text_value(session, t) == values[session->unit]);
        correlation_add(&fresh, reading->text[t], values);
        if (t + 1 < session->lesson->steps)
            surprise += characters_surprise(readout, reading->alphabet.count,
                                            reading->alphabet.symbol_of[reading->text[t + 1]]);
    }
    assert_int_equal(reading->correlation.count, session->lesson->steps);
    for (int k = 0; k < units; k++) {
        float r = correlation_of(&fresh, k, reading->feature);
        float now = correlation_of(&reading->correlation, k, reading->feature);
        assert_true(r == now || (isnan(r) && isnan(now)));
        if (k > 0 && !isnan(r)) {
            float one = correlation_of(&fresh, reading->order[k - 1], reading->feature);
            float other = correlation_of(&fresh, reading->order[k], reading->feature);
            assert_true(isnan(other) || fabsf(one) >= fabsf(other));
        }
    }
    if (session->lesson->steps > 1)
        assert_float_equal(session_text_bits(session),
                           surprise / (double)(session->lesson->steps - 1), 1e-4);
    correlation_free(&fresh);
    run_free(run);
    free(inputs);
}

static void test_begins(void **state) {
    const Room *room = *state;
    assert_reads(room->session, FIXTURE_FIRST);
    assert_int_equal(here(room->session), strlen(FIXTURE_FIRST) - 1);
    assert_int_equal(room->session->unit, session_text(room->session)->order[0]);
    assert_int_equal(session_text_signal(room->session), LSTM_C);
    assert_fresh(room->session);
}

static void test_pick(void **state) {
    const Room *room = *state;
    Session *session = room->session;
    assert_true(go(session, ACTION_TEXT_PICK, 1));
    assert_reads(session, FIXTURE_SECOND);
    assert_fresh(session);
    assert_false(go(session, ACTION_TEXT_PICK, 1));
    assert_false(go(session, ACTION_TEXT_PICK, 2));
    assert_false(go(session, ACTION_TEXT_PICK, -2));
    assert_true(go(session, ACTION_TEXT_PICK, TEXT_OWN));
    assert_reads(session, "");
    assert_int_equal(here(session), -1);
    assert_true(isnan(session_text_bits(session)));
    assert_true(go(session, ACTION_TEXT_PICK, 0));
    assert_fresh(session);
}

static void test_time(void **state) {
    const Room *room = *state;
    Session *session = room->session;
    long last = session->lesson->steps - 1;
    assert_false(go(session, ACTION_STEP, 1));
    assert_true(go(session, ACTION_STEP, -3));
    assert_int_equal(here(session), last - 3);
    assert_true(session_apply(session, &(Action){.kind = ACTION_GO, .step = 5}));
    assert_int_equal(here(session), 5);
    assert_true(session_apply(session, &(Action){.kind = ACTION_GO, .step = 100000}));
    assert_int_equal(here(session), last);
    assert_true(go(session, ACTION_PLAY, -1)); /* from the beginning again */
    assert_int_equal(here(session), -1);
    session_advance(session, 4.5 / (double)session_text(session)->rate);
    assert_int_equal(here(session), 3);
    assert_true(go(session, ACTION_SPEED, 1));
    float rate = session_text(session)->rate;
    session_advance(session, 0.1 / (double)rate);
    assert_int_equal(here(session), 3);
    assert_true(session_moving(session));
    for (int k = 0; k < 1000 && session_moving(session); k++)
        session_advance(session, 1);
    assert_int_equal(here(session), last);
    assert_false(session_moving(session));
    assert_reads(session, FIXTURE_FIRST);
}

static void test_typing(void **state) {
    const Room *room = *state;
    Session *session = room->session;
    assert_false(type(session, "a")); /* not into a passage */
    assert_true(go(session, ACTION_TEXT_TYPE, 1));
    assert_true(session_text_typing(session));
    assert_int_equal(session_text(session)->passage, TEXT_OWN);
    assert_true(type(session, "say \"it\""));
    assert_reads(session, "say \"it\"");
    assert_fresh(session);
    assert_true(go(session, ACTION_TEXT_KEY, TYPE_BACKSPACE));
    assert_reads(session, "say \"it");
    assert_fresh(session);
    assert_false(type(session, "Q"));
    assert_non_null(strstr(session->notice.what, "does not know"));
    assert_true(go(session, ACTION_TEXT_KEY, TYPE_TAKE));
    assert_false(session_text_typing(session));
    assert_true(go(session, ACTION_TEXT_PICK, 1));
    assert_true(go(session, ACTION_TEXT_PICK, TEXT_OWN)); /* it is kept */
    assert_reads(session, "say \"it");
    assert_true(go(session, ACTION_TEXT_CLEAR, 0));
    assert_reads(session, "");
    assert_false(go(session, ACTION_TEXT_CLEAR, 0));
    assert_false(go(session, ACTION_TEXT_KEY, TYPE_BACKSPACE));
}

/* The text is full: no more is taken, and that is said. */
static void test_full(void **state) {
    const Room *room = *state;
    Session *session = room->session;
    go(session, ACTION_TEXT_PICK, TEXT_OWN);
    for (int k = 0; k < CHARACTERS_MOST; k++)
        assert_true(type(session, k % 9 ? "a" : " "));
    assert_false(type(session, "a"));
    assert_non_null(strstr(session->notice.what, "at most"));
    assert_false(go(session, ACTION_TEXT_WRITE, 1));
    assert_non_null(strstr(session->notice.what, "at most"));
    assert_int_equal(session->lesson->steps, CHARACTERS_MOST);
    assert_fresh(session);
}

static void set_float(Session *session, ActionKind kind, float value) {
    session_apply(session, &(Action){.kind = kind, .value = value});
}

/* Each character that the model writes is the one that its chances and the seed give. */
static void test_writing(void **state) {
    const Room *room = *state;
    Session *session = room->session;
    const TextReading *reading = session_text(session);
    enum { COUNT = 40 };
    char first[COUNT + 1] = {0}, again[COUNT + 1] = {0};
    long from = 20;
    set_float(session, ACTION_TEXT_TEMPERATURE, 0.9f);
    for (int round = 0; round < 3; round++) {
        go(session, ACTION_TEXT_PICK, 0);
        session_apply(session, &(Action){.kind = ACTION_GO, .step = from});
        set_float(session, ACTION_TEXT_SEED, round == 2 ? 6 : 5);
        for (int k = 0; k < COUNT; k++) {
            float chances[ALPHABET_MOST];
            session_text_chances(session, from + k, chances);
            int symbol =
                characters_draw(chances, reading->alphabet.count, reading->seed, from + k + 1);
            assert_true(go(session, ACTION_TEXT_WRITE, 1));
            assert_int_equal(reading->text[from + k + 1], reading->alphabet.character_of[symbol]);
        }
        assert_int_equal(session->lesson->steps, from + 1 + COUNT);
        assert_int_equal(reading->written, from + 1);
        assert_memory_equal(reading->text, FIXTURE_FIRST, (size_t)from + 1);
        assert_fresh(session);
        if (round == 0)
            memcpy(first, reading->text + from + 1, COUNT);
        else
            memcpy(again, reading->text + from + 1, COUNT);
        if (round == 1)
            assert_string_equal(first, again);
    }
    assert_string_not_equal(first, again);
    assert_true(go(session, ACTION_TEXT_PICK, 0)); /* whole again */
    assert_reads(session, FIXTURE_FIRST);
}

/* At temperature 0 it is always the likeliest, whatever the seed. */
static void test_cold(void **state) {
    const Room *room = *state;
    Session *session = room->session;
    const TextReading *reading = session_text(session);
    set_float(session, ACTION_TEXT_TEMPERATURE, 0);
    for (int k = 0; k < 30; k++) {
        long t = here(session);
        const float *readout = trace_at(session->run->traces[CHARACTERS_READOUT], SIGNAL_H, t, 0);
        int best = 0;
        for (int n = 1; n < reading->alphabet.count; n++)
            if (readout[n] > readout[best])
                best = n;
        set_float(session, ACTION_TEXT_SEED, (float)(k + 1));
        assert_true(go(session, ACTION_TEXT_WRITE, 1));
        assert_int_equal(reading->text[t + 1], reading->alphabet.character_of[best]);
    }
}

/* On and on, at its rate, until it is stopped; the same characters as one by one. */
static void test_writing_on(void **state) {
    const Room *room = *state;
    Session *session = room->session;
    char one_by_one[21] = {0}, by_itself[21] = {0};
    long from = session->lesson->steps;
    go(session, ACTION_TEXT_WRITE, 20);
    memcpy(one_by_one, session_text(session)->text + from, 20);
    go(session, ACTION_TEXT_PICK, 1);
    go(session, ACTION_TEXT_PICK, 0);
    assert_true(go(session, ACTION_TEXT_WRITE_ON, -1));
    assert_true(session_moving(session));
    for (int k = 0; k < 19; k++)
        session_advance(session, 1.0001 / (double)session_text(session)->rate);
    assert_true(go(session, ACTION_TEXT_WRITE_ON, -1));
    assert_false(session_moving(session));
    assert_int_equal(session->lesson->steps, from + 20);
    memcpy(by_itself, session_text(session)->text + from, 20);
    assert_string_equal(by_itself, one_by_one);
    assert_fresh(session);
    go(session, ACTION_TEXT_WRITE_ON, 1);
    assert_true(go(session, ACTION_STEP, -1)); /* any step stops it */
    assert_false(session_moving(session));
    go(session, ACTION_TEXT_PICK, TEXT_OWN);
    assert_false(go(session, ACTION_TEXT_WRITE_ON, 1)); /* from nothing */
    assert_true(session->notice.what[0]);
}

/* What is shown of a memory: against its mean and spread by their definitions. */
static void test_scale(void **state) {
    const Room *room = *state;
    Session *session = room->session;
    long steps = session->lesson->steps;
    double mean = 0, square = 0;
    for (long t = 0; t < steps; t++)
        mean += (double)session_text_value(session, t) / (double)steps;
    for (long t = 0; t < steps; t++) {
        double way = (double)session_text_value(session, t) - mean;
        square += way * way / (double)steps;
    }
    TextScale scale = session_text_scale(session, session->unit);
    assert_float_equal(scale.mean, mean, 1e-5);
    assert_float_equal(scale.reach, 2 * sqrt(square), 1e-4);
    assert_float_equal(text_scale_level(scale, scale.mean), 0, 1e-6);
    assert_float_equal(text_scale_level(scale, scale.mean + scale.reach / 2), 0.5, 1e-5);
    assert_true(text_scale_level(scale, scale.mean - 3 * scale.reach) == -1);
    assert_true(text_scale_level((TextScale){2, 0}, 5) == 0);
}

static void test_feature(void **state) {
    const Room *room = *state;
    Session *session = room->session;
    for (int k = 0; k < FEATURE_COUNT; k++) {
        go(session, ACTION_TEXT_FEATURE, k);
        assert_fresh(session);
        assert_int_equal(session_text(session)->feature, k);
        assert_int_equal(session->unit, session_text(session)->order[0]);
    }
    assert_false(go(session, ACTION_TEXT_FEATURE, FEATURE_COUNT));
    assert_false(go(session, ACTION_TEXT_FEATURE, -1));
}

/* What has no place here does nothing. */
static void test_other_actions(void **state) {
    const Room *room = *state;
    Session *session = room->session;
    static const ActionKind KINDS[] = {ACTION_GRADIENTS, ACTION_BLANK, ACTION_PEN,
                                       ACTION_EDIT,      ACTION_UNDO,  ACTION_SOUND};
    for (size_t k = 0; k < sizeof KINDS / sizeof *KINDS; k++)
        assert_false(go(session, KINDS[k], -1));
    assert_reads(session, FIXTURE_FIRST);
    set_float(session, ACTION_TEXT_TEMPERATURE, NAN);
    set_float(session, ACTION_TEXT_SEED, INFINITY);
    assert_true(session_text(session)->temperature > 0 && session_text(session)->seed == 1);
}

/* Inputs are the text's characters and nothing else: a tweak of a step could not be made anew when
 * the text has become too short for it. */
static void test_inputs_are_the_text(void **state) {
    Session *session = ((const Room *)*state)->session;
    Action paint = {.kind = ACTION_PAINT_INPUT, .step = 2, .value = 0.5f};
    Action preset = {.kind = ACTION_INPUT_PRESET, .unit = WAVE_SINE};
    go(session, ACTION_TEXT_PICK, 1);
    assert_false(session_apply(session, &paint));
    assert_false(session_apply(session, &preset));
    assert_fresh(session);
    go(session, ACTION_TEXT_PICK, TEXT_OWN);
    go(session, ACTION_TEXT_CLEAR, 0);
    assert_false(session->stale);
}

/* Of a GRU and an RNN the state is the memory. */
static void test_other_kinds(void **state) {
    (void)state;
    for (int kind = CELL_GRU; kind < CELL_KIND_COUNT; kind++) {
        void *other;
        begin_with(&other, (CellKind)kind);
        const Room *room = other;
        assert_int_equal(session_text_signal(room->session), SIGNAL_H);
        assert_fresh(room->session);
        end(&other);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_begins, begin, end),
        cmocka_unit_test_setup_teardown(test_pick, begin, end),
        cmocka_unit_test_setup_teardown(test_time, begin, end),
        cmocka_unit_test_setup_teardown(test_typing, begin, end),
        cmocka_unit_test_setup_teardown(test_full, begin, end),
        cmocka_unit_test_setup_teardown(test_writing, begin, end),
        cmocka_unit_test_setup_teardown(test_cold, begin, end),
        cmocka_unit_test_setup_teardown(test_writing_on, begin, end),
        cmocka_unit_test_setup_teardown(test_scale, begin, end),
        cmocka_unit_test_setup_teardown(test_feature, begin, end),
        cmocka_unit_test_setup_teardown(test_other_actions, begin, end),
        cmocka_unit_test_setup_teardown(test_inputs_are_the_text, begin, end),
        cmocka_unit_test(test_other_kinds)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
