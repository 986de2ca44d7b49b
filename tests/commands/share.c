/* share.c: a state that was copied here gives, in another process, the same trace number
 * by number; in a session, the same place and look too, without the answers; what does not fit
 * stays away with a notice; an undo brings back what was there before. */
#include "languages.h"
#include "session_fixture.h"

#include <stdio.h>

#include "commands/state/share.h"
#include "files/data/trace.h"
#include "files/lesson/file.h"
#include "lesson/run/version.h"

static const char FILE_NAME[] = "tests/samples/good.json";

static Lesson *read_good(void) {
    Errors errors = {0};
    Lesson *lesson = lesson_read(FILE_NAME, &errors);
    assert_non_null(lesson);
    errors_free(&errors);
    return lesson;
}

static Session *session_on(const Lesson *lesson) {
    Error error = {0};
    Session *session = session_new(lesson, &error);
    assert_non_null(session);
    return session;
}

static SharedState shared_by(const Session *session) {
    Error error = {0};
    SharedState state;
    char *text = share_text(session, &error);
    if (!text || !share_read(&state, text, &error))
        fail_msg("%s", error.what);
    free(text);
    return state;
}

static void bring(Session *session, SharedState *state) {
    Error error = {0};
    if (!share_restore(session, state, &error))
        fail_msg("%s", error.what);
    share_free(state);
}

/* The first weight and the first input of a lesson, changed. */
static void tweak(Session *session, unsigned seed) {
    const Lesson *lesson = session->lesson;
    Edit edit = {.kind = EDIT_INPUT, .step = seed % lesson->steps, .value = (float)seed / 7 - 3};
    act(session, (Action){.kind = ACTION_EDIT, .edit = edit});
    edit = (Edit){.kind = EDIT_WEIGHT,
                  .cell = (int)seed % lesson->cell_count,
                  .value = (float)seed / -13 + 1};
    act(session, (Action){.kind = ACTION_EDIT, .edit = edit});
}

/* ---- two processes ---- */

static char *read_all(FILE *file) {
    size_t length = 0, capacity = 1 << 16, got;
    char *text = malloc(capacity);
    assert_non_null(text);
    while ((got = fread(text + length, 1, capacity - length - 1, file)) > 0) {
        length += got;
        if (capacity - length < 1024)
            assert_non_null(text = realloc(text, capacity *= 2));
    }
    text[length] = '\0';
    return text;
}

static char *trace_elsewhere(const char *state) {
    const char *program = getenv("GATESCOPE");
    size_t size = strlen(state) + 512;
    char *command = malloc(size);
    assert_non_null(command);
    snprintf(command, size, "%s trace --state %s %s", program ? program : "build/gatescope", state,
             FILE_NAME);
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    char *text = read_all(pipe);
    assert_int_equal(pclose(pipe), 0);
    free(command);
    return text;
}

static char *trace_here(const Session *session) {
    FILE *file = tmpfile();
    assert_non_null(file);
    assert_true(trace_write_csv(file, session->run, NULL));
    rewind(file);
    char *text = read_all(file);
    fclose(file);
    return text;
}

/* Its digits are the fewest that read back as the same float: equal texts are equal bits. */
static void another_process_computes_the_same(void **unused) {
    (void)unused;
    Lesson *lesson = read_good();
    Session *session = session_on(lesson);
    char *before = trace_here(session);
    for (int beat = 0; beat < lesson->beat_count; beat++) {
        session->nudged = true;
        act_number(session, ACTION_GO_BEAT, beat);
        if (!session_beat(session)->task)
            tweak(session, 3u + (unsigned)beat);
        char *state = share_text(session, NULL), *here = trace_here(session);
        assert_non_null(state);
        char *there = trace_elsewhere(state);
        assert_string_equal(here, there);
        if (beat == 0)
            assert_string_not_equal(here, before); /* the tweaks do count */
        free(state);
        free(here);
        free(there);
    }
    free(before);
    session_free(session);
    lesson_free(lesson);
}

/* ---- sessions ---- */

static void all_is_there_again(void **state) {
    Stand *stand = *state;
    Session *from = stand->session, *to = session_on(stand->lesson);
    act_edit(from, "input 3 1 -0.125");
    act_edit(from, "hold gru.z[1] 0.3 @ 1..4");
    act_edit(from, "coupled lstm true");
    act_edit(from, "activation gru.candidate relu");
    go_to_beat(from, BEAT_ASK);
    act_number(from, ACTION_ANSWER, 2);
    act_edit(from, "set lstm.h0[1] 0.7");
    go_to(from, 5, PHASE_WRITE);
    act(from, (Action){.kind = ACTION_SELECT, .cell = SAMPLE_GRU, .unit = 1});
    act_number(from, ACTION_NOTATION, 1);
    from->view.language = LANGUAGE_ZH;
    SharedState shared = shared_by(from);
    bring(to, &shared);
    assert_string_equal(to->notice.what, "");
    assert_int_equal(to->beat, BEAT_ASK);
    assert_moment(to, 5, PHASE_WRITE, 1);
    assert_int_equal(to->seen, from->seen);
    assert_int_equal(to->cell, SAMPLE_GRU);
    assert_int_equal(to->unit, 1);
    assert_int_equal(to->view.notation, 1);
    assert_true(language_same(to->view.language, LANGUAGE_ZH));
    assert_int_equal(to->beats[BEAT_ASK].answer, -1); /* that was another's */
    assert_true(same_traces(from->run, to->run));
    go_to_beat(from, BEAT_LOOK);
    go_to_beat(to, BEAT_LOOK);
    assert_true(same_traces(from->run, to->run));
    assert_up_to_date(to);
    session_free(to);
}

static void undo_brings_back_ones_own(void **state) {
    Stand *stand = *state;
    Session *from = stand->session, *to = session_on(stand->lesson);
    act_edit(from, "set lstm.b_f[0] 5");
    act_edit(to, "set lstm.b_f[0] -5");
    act_edit(to, "input 0 0 2");
    Session *own = session_on(stand->lesson);
    act_edit(own, "set lstm.b_f[0] -5");
    act_edit(own, "input 0 0 2");
    SharedState shared = shared_by(from);
    bring(to, &shared);
    assert_true(same_traces(from->run, to->run));
    assert_true(act_number(to, ACTION_UNDO, 0));
    assert_true(same_traces(own->run, to->run));
    assert_true(act_number(to, ACTION_REDO, 0));
    assert_true(same_traces(from->run, to->run));
    session_free(own);
    session_free(to);
}

static void another_version(void **state) {
    Stand *stand = *state;
    act_edit(stand->session, "input 7 1 0.5");
    act_edit(stand->session, "set gru.b_z[2] 0.25");
    SharedState shared = shared_by(stand->session);
    Lesson *shorter = fixture_lesson();
    shorter->steps = SAMPLE_STEPS - 1;
    shorter->beats[BEAT_END].at_t = 6;
    Session *session = session_on(shorter);
    bring(session, &shared);
    assert_non_null(strstr(session->notice.what, "another version"));
    assert_non_null(strstr(session->notice.what, "1 of 2 changes"));
    assert_int_equal(session->beats[0].edits.count, 1);
    assert_up_to_date(session);
    session_free(session);
    lesson_free(shorter);
}

static void another_lesson(void **state) {
    Stand *stand = *state;
    SharedState shared = shared_by(stand->session);
    Lesson *good = read_good();
    Session *session = session_on(good);
    Error error = {0};
    unsigned version = session->version;
    assert_false(share_restore(session, &shared, &error));
    assert_non_null(strstr(error.what, "\"sample\""));
    assert_non_null(strstr(error.what, good->id));
    assert_int_equal(session->version, version);
    Library none = {0};
    assert_null(share_lesson(&shared, &none, &error));
    assert_non_null(strstr(error.what, "\"sample\""));
    share_free(&shared);
    session_free(session);
    lesson_free(good);
}

/* Tweaks that no lesson can have, in a text whose checksum is right. */
static void forged_tweaks(void **state) {
    Stand *stand = *state;
    static const char *const forged[] = {"set lstm.b_f[99999999999] 1",
                                         "set lstm.b_f[2] 1",
                                         "set lstm.b_f[0] nan",
                                         "set lstm.b_f[0] 1e999",
                                         "input 8 0 1",
                                         "input -1 0 1",
                                         "hold lstm.c 1",
                                         "coupled gru true",
                                         "do what you want",
                                         "set nobody.b_f[0] 1",
                                         "",
                                         "hold lstm.f[0] 1 @ 5..2"};
    SharedState shared = shared_by(stand->session);
    for (size_t k = 0; k < sizeof forged / sizeof *forged; k++)
        assert_true(saved_beat_edit(&shared.lesson.beats[0], forged[k]));
    shared.lesson.beat = 9999;
    shared.lesson.tick = 1L << 30;
    shared.unit = 60000;
    snprintf(shared.cell, sizeof shared.cell, "nobody");
    bring(stand->session, &shared);
    assert_non_null(strstr(stand->session->notice.what, "12 of 12"));
    assert_int_equal(stand->session->beat, BEAT_END);
    assert_int_equal(stand->session->beats[0].edits.count, 0);
    assert_up_to_date(stand->session);
}

/* ---- versions ---- */

static void version_sees_every_part(void **state) {
    Stand *stand = *state;
    Lesson *lesson = fixture_lesson();
    uint64_t plain = lesson_version(lesson);
    assert_true(plain == lesson_version(stand->lesson));
    float *const numbers[] = {&lesson->sequence[3], &lesson->cells[SAMPLE_GRU].cell->weights[2][1],
                              &lesson->cells[SAMPLE_LSTM].cell->c0[1],
                              &lesson->beats[BEAT_LOOK].edits[0].value,
                              &lesson->beats[BEAT_TASK].task->solution[0].value};
    for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++) {
        float was = *numbers[k];
        *numbers[k] = was + 0.5f;
        assert_true(lesson_version(lesson) != plain);
        *numbers[k] = was;
    }
    lesson->beats[BEAT_ASK].question->choices[0].right = true;
    assert_true(lesson_version(lesson) != plain);
    lesson->beats[BEAT_ASK].question->choices[0].right = false;
    assert_true(text_set(&lesson->beats[BEAT_END].say, "zh", "?"));
    assert_true(lesson_version(lesson) != plain);
    lesson_free(lesson);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(another_process_computes_the_same),
        cmocka_unit_test_setup_teardown(all_is_there_again, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(undo_brings_back_ones_own, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(another_version, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(another_lesson, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(forged_tweaks, stand_up, stand_down),
        cmocka_unit_test_setup_teardown(version_sees_every_part, stand_up, stand_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
