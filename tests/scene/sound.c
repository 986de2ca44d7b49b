/* sound.c: the tone of a value is right, monotone and without steps, and never silent unless
 * there is no number; a session sounds like its selected unit where the picture is: the memory
 * falls while the gate forgets and rises while it is written. */
#include "session_fixture.h"

#include "engine/kinds/gru.h"
#include "engine/kinds/lstm.h"
#include "scene/stage/sound.h"

static float cents(float a, float b) {
    return 1200 * log2f(a / b);
}

static void assert_hertz(float value, float hertz) {
    float found = sound_of_value(value, 1).hertz;
    if (!(fabsf(cents(found, hertz)) < 1))
        fail_msg("%g sounds at %g hertz, not %g", (double)value, (double)found, (double)hertz);
}

static void values_have_their_pitch(void **unused) {
    (void)unused;
    assert_hertz(0, 440);
    assert_hertz(1, 880);
    assert_hertz(-1, 220);
    assert_hertz(0.5f, 622.254f);
    assert_hertz(2, 1244.51f);
    assert_hertz(-2, 155.563f);
    assert_hertz(INFINITY, 1760);
    assert_hertz(-INFINITY, 110);
    assert_hertz(3e38f, 1760);
}

static void pitch_rises_without_steps(void **unused) {
    (void)unused;
    float before = sound_of_value(-20, 1).hertz;
    for (int k = -1999; k <= 2000; k++) {
        float now = sound_of_value((float)k / 100, 1).hertz;
        assert_true(now > before && cents(now, before) < 13);
        assert_true(now > 110 && now < 1760);
        before = now;
    }
}

static void loudness_is_the_gate(void **unused) {
    (void)unused;
    float before = sound_of_value(0, 0).loudness;
    assert_true(before > 0.1f); /* silence is something else */
    for (int k = 1; k <= 10; k++) {
        float now = sound_of_value(0, (float)k / 10).loudness;
        assert_true(now > before);
        before = now;
    }
    assert_true(before == 1);
    assert_true(sound_of_value(0, 7).loudness == 1); /* a gate with another activation */
    assert_true(sound_of_value(0, -7).loudness == sound_of_value(0, 0).loudness);
    float none = sound_of_value(0, NAN).loudness;
    assert_true(none > sound_of_value(0, 0).loudness && none < 1);
    assert_true(sound_of_value(NAN, 1).loudness == 0);
    assert_true(isfinite(sound_of_value(NAN, NAN).hertz));
}

/* ---- in a session ---- */

static float at(const Session *session, int cell, int signal, long t, int unit) {
    return trace_at(session->run->traces[cell], signal, t, 0)[unit];
}

static void assert_sound(const Session *session, float value, float gate_level) {
    Sound is = sound_of(session), should = sound_of_value(value, gate_level);
    assert_true(fabsf(cents(is.hertz, should.hertz)) < 1);
    assert_true(fabsf(is.loudness - should.loudness) < 1e-5f);
}

static void select_unit(Session *session, int cell, int unit) {
    session->cell = cell;
    session->unit = unit;
}

static void complete_steps_sound_like_their_numbers(void **state) {
    Session *session = ((Stand *)*state)->session;
    for (long t = 0; t < SAMPLE_STEPS; t++) {
        go_to(session, t, PHASE_SHOW);
        select_unit(session, SAMPLE_LSTM, 1);
        assert_sound(session, at(session, SAMPLE_LSTM, LSTM_C, t, 1),
                     at(session, SAMPLE_LSTM, LSTM_F, t, 1));
        select_unit(session, SAMPLE_GRU, 2);
        assert_sound(session, at(session, SAMPLE_GRU, SIGNAL_H, t, 2),
                     at(session, SAMPLE_GRU, GRU_Z, t, 2));
        select_unit(session, SAMPLE_RNN, 0);
        assert_sound(session, at(session, SAMPLE_RNN, SIGNAL_H, t, 0), NAN);
    }
}

static void the_initial_state_sounds(void **state) {
    Session *session = ((Stand *)*state)->session;
    go_to(session, -1, PHASE_SHOW);
    for (int cell = 0; cell < SAMPLE_CELLS; cell++) {
        select_unit(session, cell, 0);
        assert_sound(session, 0, NAN);
    }
}

static void memory_is_forgotten_then_written(void **state) {
    Session *session = ((Stand *)*state)->session;
    long t = 4;
    select_unit(session, SAMPLE_LSTM, 0);
    float before = at(session, SAMPLE_LSTM, LSTM_C, t - 1, 0);
    float gate = at(session, SAMPLE_LSTM, LSTM_F, t, 0);
    float now = at(session, SAMPLE_LSTM, LSTM_C, t, 0);
    go_to(session, t, PHASE_GATES);
    assert_sound(session, before, gate);
    go_to(session, t, PHASE_FORGET);
    assert_sound(session, before * gate, gate);
    go_to(session, t, PHASE_WRITE);
    assert_sound(session, now, gate);
    session->shown -= 0.5;
    assert_sound(session, (before * gate + now) / 2, gate);
}

/* Through a whole run, in small parts of a phase. */
static void a_run_glides(void **state) {
    Session *session = ((Stand *)*state)->session;
    for (int cell = 0; cell < SAMPLE_CELLS; cell++) {
        select_unit(session, cell, 0);
        go_to(session, 0, PHASE_SHOW);
        Sound before = sound_of(session);
        for (double shown = session->shown; shown < 4 * SAMPLE_STEPS; shown += 1.0 / 256) {
            session->shown = shown;
            Sound now = sound_of(session);
            assert_true(fabsf(cents(now.hertz, before.hertz)) < 20);
            assert_true(fabsf(now.loudness - before.loudness) < 0.01f);
            before = now;
        }
    }
}

static void it_is_off_at_first(void **state) {
    Session *session = ((Stand *)*state)->session;
    assert_false(session->view.sound);
    assert_true(act_number(session, ACTION_SOUND, -1));
    assert_true(session->view.sound);
    assert_false(act_number(session, ACTION_SOUND, 1));
    assert_true(act_number(session, ACTION_SOUND, 0));
    assert_false(session->view.sound);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_have_their_pitch),
        cmocka_unit_test(pitch_rises_without_steps),
        cmocka_unit_test(loudness_is_the_gate),
        cmocka_unit_test_setup_teardown(complete_steps_sound_like_their_numbers, stand_up,
                                        stand_down),
        cmocka_unit_test_setup_teardown(the_initial_state_sounds, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(memory_is_forgotten_then_written, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(a_run_glides, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(it_is_off_at_first, stand_up, stand_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
