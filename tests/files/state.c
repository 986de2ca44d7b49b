/* state.c: what is remembered of each lesson: it comes back as it was written, files of older
 * versions are still read, progress is counted from it, and the file stays within its bounds. */
#include "testing.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files/state/state.h"

enum { PATH = 64 };

static void temporary(char path[PATH], const char *text) {
    snprintf(path, PATH, "/tmp/gatescope-state-XXXXXX");
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, text, strlen(text)), strlen(text));
    close(file);
}

static SavedLesson *lesson_of(SavedState *state, const char *id, int beats) {
    SavedLesson *lesson = state_lesson(state, id, true);
    assert_non_null(lesson);
    assert_true(saved_lesson_beats(lesson, beats));
    return lesson;
}

/* Beat 0 has nothing to do, 1 a question, 2 a task, 3 a question and a task. */
static SavedLesson *played(SavedState *state) {
    SavedLesson *lesson = lesson_of(state, "played", 4);
    lesson->beats[1].asked = lesson->beats[3].asked = true;
    lesson->beats[2].tasked = lesson->beats[3].tasked = true;
    return lesson;
}

static void answer(SavedBeat *beat, int first, int last, int tries, bool right) {
    beat->first = first;
    beat->answer = last;
    beat->tries = tries;
    beat->right = right;
}

static SavedLesson kept_times(double seconds, double first) {
    char path[PATH], text[400];
    SavedState state = {0};
    snprintf(text, sizeof text,
             "{\"format\": 1, \"lessons\": {\"a\": {\"seconds\": %.17g, \"first\": %.17g, "
             "\"last\": %.17g,"
             " \"finished\": %.17g, \"beats\": []}}}",
             seconds, first, first, first);
    temporary(path, text);
    assert_true(state_read(path, &state, NULL));
    unlink(path);
    assert_int_equal(state.lesson_count, 1);
    SavedLesson lesson = state.lessons[0];
    state_free(&state);
    return lesson;
}

/* Times from the first second to the last one of the year 9999, and lengths up to 1e9 seconds, are
 * taken; what lies outside was never written by the program. */
static void test_bounds_of_times(void **unused) {
    (void)unused;
    const double last = 253402300799.0;
    static const double IN[] = {1, 1700000000};
    for (int k = 0; k < 2; k++)
        assert_true(kept_times(1, IN[k]).first == (int64_t)IN[k]);
    SavedLesson lesson = kept_times(1, last);
    assert_true(lesson.first == (int64_t)last && lesson.last == lesson.first &&
                lesson.finished == lesson.first);
    const double out[] = {0, -1, last + 1, 10 * last, 1e300};
    for (int k = 0; k < 5; k++) {
        lesson = kept_times(1, out[k]);
        assert_true(lesson.first == 0 && lesson.last == 0 && lesson.finished == 0);
    }
    assert_true(kept_times(0, 1).seconds == 0 && kept_times(0.5, 1).seconds == 0.5);
    assert_true(kept_times(1e9, 1).seconds == 1e9);
    assert_true(kept_times(1e9 + 1, 1).seconds == 0 && kept_times(-1, 1).seconds == 0);
}

static void test_counted(void **unused) {
    (void)unused;
    SavedState state = {0};
    SavedLesson *lesson = played(&state);
    SavedProgress sum = saved_progress(lesson);
    assert_true(sum.beats == 4 && sum.visited == 0 && sum.done == 0 && !sum.finished);
    assert_true(sum.questions == 2 && sum.first_try == 0 && sum.later == 0 && sum.tasks == 2);
    for (int k = 0; k < 4; k++)
        lesson->beats[k].visited = true;
    assert_int_equal(saved_progress(lesson).done, 1);
    answer(&lesson->beats[1], 0, 0, 1, true);
    answer(&lesson->beats[3], 2, 2, 1, false);
    lesson->beats[2].task_done = lesson->beats[3].task_done = true;
    lesson->beats[3].task_shown = true;
    sum = saved_progress(lesson);
    assert_true(sum.done == 3 && sum.first_try == 1 && sum.later == 0 && !sum.finished);
    assert_true(sum.by_hand == 1 && sum.shown == 1);
    answer(&lesson->beats[3], 2, 1, 2, true);
    sum = saved_progress(lesson);
    assert_true(sum.done == 4 && sum.first_try == 1 && sum.later == 1 && sum.finished);
    lesson->beats[0].visited = false; /* finished only by what was done */
    assert_false(saved_progress(lesson).finished);
    lesson->finished = 1700000000; /* it was once: the lesson has grown since */
    assert_true(saved_progress(lesson).finished);
    state_free(&state);
}

static void test_kept(void **unused) {
    (void)unused;
    char path[PATH];
    SavedState state, back;
    Error error = {0};
    temporary(path, "");
    unlink(path);
    assert_true(state_read(path, &state, &error));
    SavedLesson *lesson = played(&state);
    lesson->version = UINT64_C(0xfedcba9876543210);
    lesson->seconds = 754;
    state.seed = 0xfedcba98u;
    lesson->first = 1700000000;
    lesson->last = 1800000000;
    lesson->finished = 1750000000;
    answer(&lesson->beats[3], 2, 1, 3, true);
    Guess *guess = &lesson->beats[3].guess;
    guess_put(guess, 0, 0.1f);
    guess_put(guess, 2, -1.5f);
    guess->ordered = true;
    guess->order[0] = 2;
    snprintf(guess->reason, sizeof guess->reason, "because \xe9\x97\xa8");
    lesson->beats[2].task_done = lesson->beats[2].task_shown = true;
    if (!state_write(path, &state, &error) || !state_read(path, &back, &error))
        fail_msg("%s", error.what);
    const SavedLesson *same = state_lesson(&back, "played", false);
    assert_non_null(same);
    assert_true(same->version == lesson->version && same->seconds == 754);
    assert_true(same->first == 1700000000 && same->last == 1800000000);
    assert_true(same->finished == 1750000000 && back.seed == 0xfedcba98u);
    const SavedBeat *beat = &same->beats[3];
    assert_true(beat->asked && beat->first == 2 && beat->answer == 1 && beat->tries == 3);
    assert_true(beat->right && beat->tasked && !beat->task_done && !beat->task_shown);
    assert_int_equal(beat->guess.drawn, 5);
    assert_true(beat->guess.values[0] == 0.1f && beat->guess.values[2] == -1.5f);
    assert_true(beat->guess.ordered && beat->guess.order[0] == 2 && beat->guess.order[1] == 0);
    assert_string_equal(beat->guess.reason, "because \xe9\x97\xa8");
    beat = &same->beats[2];
    assert_true(beat->guess.drawn == 0 && !beat->guess.ordered && !beat->guess.reason[0]);
    assert_true(!beat->asked && beat->tasked && beat->task_done && beat->task_shown);
    assert_true(beat->first == -1 && beat->answer == -1);
    state_free(&state);
    state_free(&back);
    unlink(path);
}

/* As it was written before anything was counted. */
static void test_older(void **unused) {
    (void)unused;
    static const char TEXT[] =
        "{\"format\": 1, \"lessons\": {\"old\": {\"beats\": ["
        "{\"answer\": -1, \"tries\": 0, \"task_done\": true, \"visited\": true},"
        "{\"answer\": 1, \"tries\": 2, \"task_done\": false, \"visited\": true, \"tried\": [0, 1]}"
        "], \"beat\": 1, \"tick\": 9, \"seen\": 2}}}";
    char path[PATH];
    SavedState state;
    Error error = {0};
    temporary(path, TEXT);
    if (!state_read(path, &state, &error))
        fail_msg("%s", error.what);
    const SavedLesson *old = state_lesson(&state, "old", false);
    assert_non_null(old);
    assert_int_equal(state.seed, 0); /* none was drawn then */
    assert_true(old->beat == 1 && old->tick == 9 && old->version == 0 && old->first == 0);
    SavedProgress sum = saved_progress(old);
    assert_true(sum.beats == 2 && sum.visited == 2 && sum.done == 1);
    assert_true(sum.tasks == 1 && sum.by_hand == 1 && sum.questions == 1 && sum.first_try == 0);
    assert_true(old->beats[1].tries == 2 && old->beats[1].first == -1);
    state_free(&state);
    unlink(path);
}

static void test_strange(void **unused) {
    (void)unused;
    static const char TEXT[] =
        "{\"format\": 1, \"seed\": 4294967296, \"lessons\": {\"odd\": {\"version\": \"xyz\", "
        "\"seconds\": -5, \"first\": "
        "1e300, \"last\": \"now\", \"finished\": 0.5, \"beats\": [{\"first\": 16, \"right\": 1, "
        "\"asked\": \"yes\", \"tasked\": null, \"task_shown\": [], \"drawn\": [1e300, true, 2], "
        "\"order\": [9, 1], \"reason\": 7}]}}}";
    char path[PATH];
    SavedState state;
    temporary(path, TEXT);
    assert_true(state_read(path, &state, NULL));
    assert_int_equal(state.seed, 0);
    const SavedLesson *odd = state_lesson(&state, "odd", false);
    const Guess *guess = &odd->beats[0].guess;
    assert_true(guess->drawn == 4 && guess->values[2] == 2);
    assert_true(guess->order[0] == 0 && guess->order[1] == 1 && !guess->reason[0]);
    assert_non_null(odd);
    assert_true(odd->version == 0 && odd->seconds == 0 && odd->first == 0 && odd->last == 0);
    assert_true(odd->finished == 0 && odd->beat_count == 1);
    const SavedBeat *beat = &odd->beats[0];
    assert_true(beat->first == -1 && !beat->right && !beat->asked && !beat->tasked);
    state_free(&state);
    unlink(path);
}

/* The lesson that was opened longest ago makes room. */
static void test_room(void **unused) {
    (void)unused;
    SavedState state = {0};
    char id[32];
    for (int k = 0; k < STATE_LESSONS; k++) {
        snprintf(id, sizeof id, "lesson-%d", k);
        lesson_of(&state, id, 1)->last = k == 7 ? 5 : 1000 + k;
    }
    assert_non_null(state_lesson(&state, "one-more", true));
    assert_int_equal(state.lesson_count, STATE_LESSONS);
    assert_null(state_lesson(&state, "lesson-7", false));
    assert_non_null(state_lesson(&state, "lesson-0", false));
    assert_non_null(state_lesson(&state, "lesson-8", false));
    state_free(&state);
}

/* Tweaks beyond what the file may hold: those of the older lesson go, all answers stay. */
static void test_too_much(void **unused) {
    (void)unused;
    enum { EDITS = 9 << 12, SIZE = 256 };
    char path[PATH], text[SIZE];
    SavedState state = {0}, back;
    Error error = {0};
    struct stat status;
    temporary(path, "");
    memset(text, '1', sizeof text);
    text[SIZE - 1] = '\0';
    for (int k = 0; k < 2; k++) {
        SavedLesson *lesson = lesson_of(&state, k ? "newer" : "older", 1);
        lesson->last = 10 + k;
        answer(&lesson->beats[0], 0, 0, 1, true);
        for (int edit = 0; edit < EDITS; edit++)
            assert_true(saved_beat_edit(&lesson->beats[0], text));
    }
    if (!state_write(path, &state, &error) || !state_read(path, &back, &error))
        fail_msg("%s", error.what);
    assert_int_equal(stat(path, &status), 0);
    assert_true(status.st_size <= STATE_BYTES);
    assert_int_equal(state_lesson(&back, "older", false)->beats[0].edit_count, 0);
    assert_int_equal(state_lesson(&back, "newer", false)->beats[0].edit_count, EDITS);
    assert_int_equal(state_lesson(&back, "older", false)->beats[0].tries, 1);
    while (back.lesson_count)
        assert_true(state_shed(&back));
    assert_false(state_shed(&back));
    state_free(&state);
    state_free(&back);
    unlink(path);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bounds_of_times),
        cmocka_unit_test(test_counted),
        cmocka_unit_test(test_kept),
        cmocka_unit_test(test_older),
        cmocka_unit_test(test_strange),
        cmocka_unit_test(test_room),
        cmocka_unit_test(test_too_much),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
