/* output.c: traces are written with every number and read back as the same floats, and a full
 * disk is noticed; the saved state comes back as it was written, a broken one does no harm; a
 * folder's lessons are found in order. */
#include "lesson_text.h"

#include <cJSON.h>
#include <math.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/kinds/lstm.h"
#include "files/data/trace.h"
#include "files/lesson/folder.h"
#include "files/state/state.h"

enum { PATH = 300 };

static Lesson *good_lesson(void) {
    Errors errors = {0};
    Lesson *lesson = lesson_read("tests/samples/good.json", &errors);
    assert_non_null(lesson);
    errors_free(&errors);
    return lesson;
}

/* What a writer wrote, NUL-terminated. */
static char *written(bool (*write)(FILE *, const Run *, Error *), const Run *run) {
    FILE *file = tmpfile();
    assert_non_null(file);
    assert_true(write(file, run, NULL));
    long length = ftell(file);
    char *text = calloc(1, (size_t)length + 1);
    assert_non_null(text);
    rewind(file);
    assert_int_equal(fread(text, 1, (size_t)length, file), length);
    fclose(file);
    return text;
}

static int exported_signals(const CellSpec *spec) {
    int count = 0;
    for (int signal = 0; signal < cell_kind(spec->kind)->signal_count; signal++)
        count += signal_present(spec, signal);
    return count;
}

static void compare_signal(const Trace *trace, const cJSON *rows) {
    int signal = signal_find(trace->spec.kind, rows->string);
    assert_int_equal(cJSON_GetArraySize(rows), trace->steps);
    for (long t = 0; t < trace->steps; t++) {
        const cJSON *row = cJSON_GetArrayItem(rows, (int)t);
        assert_int_equal(cJSON_GetArraySize(row), signal_width(&trace->spec, signal));
        for (int unit = 0; unit < cJSON_GetArraySize(row); unit++) {
            const cJSON *number = cJSON_GetArrayItem(row, unit);
            float value = trace_at(trace, signal, t, 0)[unit];
            if (isfinite(value))
                assert_true((float)number->valuedouble == value);
            else
                assert_true(cJSON_IsNull(number));
        }
    }
}

static void test_json(void **state) {
    (void)state;
    Lesson *lesson = good_lesson();
    Run *run = run_new(lesson, NULL);
    assert_non_null(run);
    ((float *)trace_at(run->traces[0], LSTM_C, 2, 0))[1] = NAN;
    ((float *)trace_at(run->traces[0], LSTM_C, 3, 0))[1] = -INFINITY;
    char *text = written(trace_write_json, run);
    cJSON *json = cJSON_Parse(text);
    assert_non_null(json);
    assert_string_equal(cJSON_GetObjectItem(json, "lesson")->valuestring, "good-lesson");
    assert_int_equal(cJSON_GetObjectItem(json, "steps")->valueint, 5);
    assert_int_equal(cJSON_GetArraySize(json), 3);
    const cJSON *cells = cJSON_GetObjectItem(json, "cells"), *signal;
    assert_int_equal(cJSON_GetArraySize(cells), lesson->cell_count);
    for (int k = 0; k < lesson->cell_count; k++) {
        const cJSON *cell = cJSON_GetObjectItemCaseSensitive(cells, lesson->cells[k].id);
        assert_int_equal(cJSON_GetArraySize(cell), exported_signals(&run->traces[k]->spec));
        cJSON_ArrayForEach(signal, cell) compare_signal(run->traces[k], signal);
    }
    assert_null(cJSON_GetObjectItem(cJSON_GetObjectItem(cells, "gru"), "n_rec"));
    assert_null(cJSON_GetObjectItem(cJSON_GetObjectItem(cells, "pair"), "i_pre"));
    cJSON_Delete(json);
    free(text);
    run_free(run);
    lesson_free(lesson);
}

static void test_csv(void **state) {
    long lines = 0, wanted = 0;
    (void)state;
    Lesson *lesson = good_lesson();
    Run *run = run_new(lesson, NULL);
    assert_non_null(run);
    ((float *)trace_at(run->traces[0], LSTM_C, 2, 0))[1] = NAN;
    char *text = written(trace_write_csv, run);
    char *line = strtok(text, "\n");
    assert_string_equal(line, "t,cell,signal,unit,value");
    while ((line = strtok(NULL, "\n")) != NULL) {
        long t;
        int unit;
        char id[64], name[32], number[32];
        assert_int_equal(sscanf(line, "%ld,%63[^,],%31[^,],%d,%31s", &t, id, name, &unit, number),
                         5);
        const Trace *trace = run->traces[lesson_cell_find(lesson, id)];
        float value = trace_at(trace, signal_find(trace->spec.kind, name), t, 0)[unit];
        assert_true(isnan(value) ? strcmp(number, "nan") == 0 : strtof(number, NULL) == value);
        lines++;
    }
    for (int k = 0; k < lesson->cell_count; k++)
        for (int signal = 0; signal < cell_kind(run->traces[k]->spec.kind)->signal_count; signal++)
            if (signal_present(&run->traces[k]->spec, signal))
                wanted += lesson->steps * signal_width(&run->traces[k]->spec, signal);
    assert_int_equal(lines, wanted);
    free(text);
    run_free(run);
    lesson_free(lesson);
}

static void test_full_disk(void **state) {
    (void)state;
    Lesson *lesson = good_lesson();
    Run *run = run_new(lesson, NULL);
    assert_non_null(run);
    bool (*const writers[])(FILE *, const Run *, Error *) = {trace_write_csv, trace_write_json};
    for (int k = 0; k < 2; k++) {
        Error error = {0};
        FILE *full = fopen("/dev/full", "w");
        if (!full)
            skip();
        assert_false(writers[k](full, run, &error));
        assert_non_null(strstr(error.what, "No space left"));
        fclose(full);
    }
    run_free(run);
    lesson_free(lesson);
}

static void fill_state(SavedState *saved) {
    assert_true(state_read("/tmp/gatescope-there-is-none/state.json", saved, NULL));
    saved->theme = 1;
    saved->text_scale = 1.3f;
    saved->folded[2] = true;
    saved->notation = 1;
    saved->reduced_motion = saved->sound = saved->gradients = true;
    strcpy(saved->language, "zh-Hant-TW");
    saved->last_lesson = malloc(32);
    assert_non_null(saved->last_lesson);
    strcpy(saved->last_lesson, "lessons/\"ä\" 1.json");
    SavedLesson *lesson = state_lesson(saved, "forget-gate", true);
    assert_non_null(lesson);
    assert_true(saved_lesson_beats(lesson, 2));
    lesson->beat = 1;
    lesson->tick = 37;
    lesson->seen = 8;
    lesson->beats[1].answer = 2;
    lesson->beats[1].tries = 3;
    lesson->beats[1].tried[0] = lesson->beats[1].tried[2] = true;
    lesson->beats[1].task_done = lesson->beats[1].visited = true;
    assert_true(saved_beat_edit(&lesson->beats[1], "hold lstm.f 1"));
    assert_true(saved_beat_edit(&lesson->beats[1], "set lstm.b_f[0] 6"));
    assert_non_null(state_lesson(saved, "other", true));
}

static void assert_state(SavedState *saved) {
    assert_int_equal(saved->theme, 1);
    assert_true(saved->text_scale == 1.3f);
    assert_true(!saved->folded[0] && saved->folded[2]);
    assert_true(saved->notation == 1 && saved->reduced_motion && saved->sound && saved->gradients &&
                strcmp(saved->language, "zh-Hant-TW") == 0);
    assert_string_equal(saved->last_lesson, "lessons/\"ä\" 1.json");
    assert_int_equal(saved->lesson_count, 2);
    const SavedLesson *lesson = state_lesson(saved, "forget-gate", false);
    assert_non_null(lesson);
    assert_true(lesson->beat == 1 && lesson->tick == 37 && lesson->seen == 8);
    assert_int_equal(lesson->beat_count, 2);
    assert_int_equal(lesson->beats[0].answer, -1);
    const SavedBeat *beat = &lesson->beats[1];
    assert_true(beat->answer == 2 && beat->tries == 3 && beat->task_done && beat->visited);
    assert_true(beat->tried[0] && !beat->tried[1] && beat->tried[2]);
    assert_int_equal(beat->edit_count, 2);
    assert_string_equal(beat->edits[1], "set lstm.b_f[0] 6");
    assert_null(state_lesson(saved, "third", false));
}

static void assert_empty(const SavedState *saved) {
    assert_true(saved->theme == 0 && saved->text_scale == 1 && saved->lesson_count == 0);
    assert_null(saved->last_lesson);
}

static void test_state(void **state) {
    char folder[] = "/tmp/gatescope-state-XXXXXX", path[PATH];
    SavedState saved, back;
    Error error = {0};
    struct stat status;
    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/deeper/still/state.json", folder);
    fill_state(&saved);
    for (int again = 0; again < 2; again++) { /* also over an older file */
        if (!state_write(path, &saved, &error))
            fail_msg("%s", error.what);
        assert_true(state_read(path, &back, &error));
        assert_state(&back);
        state_free(&back);
    }
    size_t length;
    char *text = bytes_read(path, 1 << 20, &length, NULL);
    assert_non_null(text);
    for (size_t cut = 0; cut + 2 < length; cut++) { /* a file that was cut off */
        FILE *file = fopen(path, "wb");
        assert_non_null(file);
        fwrite(text, 1, cut, file);
        fclose(file);
        assert_false(state_read(path, &back, &error));
        assert_string_equal(error.file, path);
        assert_empty(&back);
        assert_true(state_read(path, &back, NULL) == false);
    }
    free(text);
    unlink(path);
    snprintf(path, sizeof path, "%s/deeper/still", folder);
    assert_false(state_write(path, &saved, &error)); /* a folder is in its place */
    assert_int_equal(rmdir(path), 0);                /* and nothing was left in it */
    snprintf(path, sizeof path, "%s/deeper", folder);
    assert_int_equal(rmdir(path), 0);
    assert_int_equal(rmdir(folder), 0);
    assert_false(stat(folder, &status) == 0);
    state_free(&saved);
}

/* Values that make no sense are passed over, and what does is kept. */
static void test_strange_state(void **state) {
    static const char TEXT[] =
        "{\"format\": 1, \"theme\": 77, \"text_scale\": -3, \"folded\": [1], \"notation\": \"x\", "
        "\"language\": \"x_x\", \"last_lesson\": 5, \"lessons\": {\"a\": 5, \"b\": {\"beat\": -1, "
        "\"tick\": 1e300, \"seen\": 2.5, \"beats\": [null, {\"answer\": 99, \"tries\": -4, "
        "\"tried\": [1e9, -1, \"x\", 3], \"edits\": [1, \"free lstm.f\"]}]}}}";
    char path[] = "/tmp/gatescope-state-XXXXXX";
    SavedState saved;
    Error error = {0};
    (void)state;
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, TEXT, sizeof TEXT - 1), sizeof TEXT - 1);
    close(descriptor);
    assert_true(state_read(path, &saved, &error));
    assert_true(saved.theme == 0 && saved.text_scale == 1 && saved.notation == 0);
    assert_string_equal(saved.language, "");
    const SavedLesson *lesson = state_lesson(&saved, "b", false);
    assert_true(lesson->beat == 0 && lesson->tick == 0 && lesson->seen == -1);
    assert_int_equal(lesson->beat_count, 2);
    assert_true(lesson->beats[1].answer == -1 && lesson->beats[1].tries == 0);
    assert_true(lesson->beats[1].tried[3] && !lesson->beats[1].tried[0]);
    assert_int_equal(lesson->beats[1].edit_count, 1);
    state_free(&saved);
    unlink(path);
}

static void touch(const char *folder, const char *name) {
    char path[PATH];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fclose(file);
}

static void test_folder(void **state) {
    static const char *const NAMES[] = {
        "10-a.json",    "2-b.json",  "02-c.json", "lesson.schema.json",
        ".hidden.json", "notes.txt", "x.json",    "tracks.json"};
    static const char *const FOUND[] = {"2-b.json", "02-c.json", "10-a.json", "x.json"};
    char folder[] = "/tmp/gatescope-folder-XXXXXX", path[PATH];
    char **paths;
    int count;
    Error error = {0};
    (void)state;
    assert_non_null(mkdtemp(folder));
    for (size_t k = 0; k < sizeof NAMES / sizeof *NAMES; k++)
        touch(folder, NAMES[k]);
    snprintf(path, sizeof path, "%s/folder.json", folder);
    assert_int_equal(mkdir(path, 0777), 0);
    assert_true(folder_lessons(folder, &paths, &count, &error));
    assert_int_equal(count, 4);
    for (int k = 0; k < count; k++) {
        snprintf(path, sizeof path, "%s/%s", folder, FOUND[k]);
        assert_string_equal(paths[k], path);
    }
    folder_free(paths, count);
    for (size_t k = 0; k < sizeof NAMES / sizeof *NAMES; k++) {
        snprintf(path, sizeof path, "%s/%s", folder, NAMES[k]);
        unlink(path);
    }
    snprintf(path, sizeof path, "%s/folder.json", folder);
    rmdir(path);
    assert_true(folder_lessons(folder, &paths, &count, &error));
    assert_int_equal(count, 0);
    folder_free(paths, count);
    assert_int_equal(rmdir(folder), 0);
    assert_false(folder_lessons(folder, &paths, &count, &error));
    assert_string_equal(error.file, folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_json),          cmocka_unit_test(test_csv),
        cmocka_unit_test(test_full_disk),     cmocka_unit_test(test_state),
        cmocka_unit_test(test_strange_state), cmocka_unit_test(test_folder)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
