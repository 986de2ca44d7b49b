/* sound.c: the tone has the pitch that was set and no jump between two samples, whatever is set
 * when, and falls silent by itself; on SDL's dummy device the player runs while the picture moves
 * and is paused after it; without a device there is an error. */
#include "session_fixture.h"

#include <SDL.h>

#include "ui/window/sound.h"
#include "ui/window/tone.h"

enum { RATE = 48000 };
static const double TURN = 6.283185307179586;

/* The steepest that a sine of the highest pitch gets, and what loudness adds to it. */
static const float STEEPEST = 0.25f * 6.2831853f * 1760 / RATE + 0.001f;

static float largest_jump(Tone *tone, float *last, int count) {
    float largest = 0, sample;
    for (int k = 0; k < count; k++) {
        tone_fill(tone, &sample, 1);
        assert_true(fabsf(sample) <= 0.25f);
        largest = fmaxf(largest, fabsf(sample - *last));
        *last = sample;
    }
    return largest;
}

/* How strongly the samples swing at a frequency (one bin of a Fourier transform). */
static double strength(const float *samples, int count, double hertz) {
    double re = 0, im = 0;
    for (int k = 0; k < count; k++) {
        re += (double)samples[k] * cos(TURN * hertz * k / RATE);
        im += (double)samples[k] * sin(TURN * hertz * k / RATE);
    }
    return 2 * sqrt(re * re + im * im) / count;
}

static void the_pitch_is_right(void **unused) {
    (void)unused;
    static float samples[RATE];
    static const float pitches[] = {110, 220, 440, 987.77f, 1760};
    for (size_t k = 0; k < sizeof pitches / sizeof *pitches; k++) {
        Tone tone = tone_new(RATE);
        tone_set(&tone, pitches[k], 1, 10);
        tone_fill(&tone, samples, RATE / 2); /* the beginning */
        tone_fill(&tone, samples, RATE);
        double right = strength(samples, RATE, (double)pitches[k]);
        assert_true(fabs(right - 0.25) < 0.001);
        assert_true(strength(samples, RATE, (double)pitches[k] * 1.1) < 0.01);
        assert_true(strength(samples, RATE, (double)pitches[k] * 2) < 0.001);
    }
}

static void a_set_pitch_is_reached(void **unused) {
    (void)unused;
    static float samples[RATE];
    Tone tone = tone_new(RATE);
    tone_set(&tone, 220, 1, 10);
    tone_fill(&tone, samples, RATE);
    tone_set(&tone, 880, 0.5f, 10);
    tone_fill(&tone, samples, RATE / 5);
    tone_fill(&tone, samples, RATE);
    assert_true(fabs(strength(samples, RATE, 880) - 0.125) < 0.002);
}

static void no_change_clicks(void **unused) {
    (void)unused;
    Tone tone = tone_new(RATE);
    float last = 0;
    unsigned seed = 3;
    for (int round = 0; round < 500; round++) {
        seed = seed * 1664525u + 1013904223u;
        float hertz = 110 * exp2f((float)(seed >> 8) / (float)(1 << 22));
        float loudness = (float)(seed >> 4 & 0xff) / 255;
        tone_set(&tone, hertz, loudness, (seed & 15) * 0.003);
        assert_true(largest_jump(&tone, &last, (int)(seed >> 16 & 0xfff)) < STEEPEST);
    }
}

static void it_falls_silent_by_itself(void **unused) {
    (void)unused;
    Tone tone = tone_new(RATE);
    float last = 0;
    assert_true(tone_silent(&tone));
    tone_set(&tone, 440, 1, 0.25);
    assert_false(tone_silent(&tone));
    largest_jump(&tone, &last, RATE / 4);
    assert_false(tone_silent(&tone)); /* it fades now */
    assert_true(largest_jump(&tone, &last, RATE / 10) < STEEPEST);
    assert_true(tone_silent(&tone));
    assert_true(last == 0);
    assert_true(largest_jump(&tone, &last, RATE / 10) == 0);
}

static void what_has_no_number_is_silent(void **unused) {
    (void)unused;
    Tone tone = tone_new(RATE);
    float last = 0;
    tone_set(&tone, 440, 0, 1);
    assert_true(tone_silent(&tone));
    assert_true(largest_jump(&tone, &last, RATE) == 0);
}

/* ---- the device ---- */

/* Until the player runs or is idle as wished; false after minutes: it never does. */
static bool comes_to(SoundPlayer *player, const Session *session, bool running) {
    for (int k = 0; k < 15000; k++) {
        sound_follow(player, session);
        if (sound_running(player) == running)
            return true;
        SDL_Delay(20);
    }
    return false;
}

static void it_sounds_while_the_picture_moves(void **state) {
    Session *session = ((Stand *)*state)->session;
    Error error = {0};
    SDL_setenv("SDL_AUDIODRIVER", "dummy", 1);
    SoundPlayer *player = sound_open(&error);
    if (!player)
        fail_msg("%s", error.what);
    assert_false(sound_running(player));
    assert_true(comes_to(player, session, true)); /* that it is on is heard */
    assert_true(comes_to(player, session, false));
    go_to(session, 3, PHASE_SHOW); /* at once: a note */
    assert_true(comes_to(player, session, true));
    assert_true(comes_to(player, session, false));
    act_number(session, ACTION_STEP, 1);
    sound_follow(player, session);
    for (int k = 0; k < 40; k++) { /* longer than a note */
        SDL_Delay(10);
        assert_true(session_moving(session));
        sound_follow(player, session);
        assert_true(sound_running(player));
    }
    session_advance(session, 100);
    assert_true(comes_to(player, session, false));
    sound_close(player);
    assert_int_equal(SDL_WasInit(SDL_INIT_AUDIO), 0);
}

static void without_a_device_there_is_an_error(void **unused) {
    (void)unused;
    Error error = {0};
    SDL_setenv("SDL_AUDIODRIVER", "there-is-none", 1);
    assert_null(sound_open(&error));
    assert_true(error.what[0]);
    assert_int_equal(SDL_WasInit(SDL_INIT_AUDIO), 0);
    sound_close(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_pitch_is_right),
        cmocka_unit_test(a_set_pitch_is_reached),
        cmocka_unit_test(no_change_clicks),
        cmocka_unit_test(it_falls_silent_by_itself),
        cmocka_unit_test(what_has_no_number_is_silent),
        cmocka_unit_test_setup_teardown(it_sounds_while_the_picture_moves, stand_up, stand_down),
        cmocka_unit_test(without_a_device_there_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
