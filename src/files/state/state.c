/* state.c: the saved state as JSON. See state.h.
 *
 * Reading is strict about the file as a whole and lenient about its parts: a value out of its range
 * is left at what it is in the empty state. */
#include "files/state/state.h"

#include <cJSON.h>
#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/bytes.h"
#include "base/new_file.h"
#include "files/json/syntax.h"
#include "files/json/write.h"
#include "files/state/answers.h"
#include "files/state/parts.h"

enum { STATE_FORMAT = 1, STATE_DEPTH = 16 };

static const char *const PANELS[SAVED_PANELS] = {"lesson", "tweaks", "equation"};

static const cJSON *member(const cJSON *object, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

/* A whole number within low..high, else what it was. */
static void read_long(const cJSON *object, const char *key, long low, long high, long *value) {
    const cJSON *json = member(object, key);
    if (cJSON_IsNumber(json) && json->valuedouble == floor(json->valuedouble) &&
        json->valuedouble >= (double)low && json->valuedouble <= (double)high)
        *value = (long)json->valuedouble;
}

/* Seconds since 1970, from 1 to the year 9999. */
static void read_time(const cJSON *object, const char *key, int64_t *value) {
    const cJSON *json = member(object, key);
    if (cJSON_IsNumber(json) && json->valuedouble >= 1 && json->valuedouble <= (double)STATE_LATEST)
        *value = (int64_t)json->valuedouble;
}

static void read_seconds(const cJSON *object, const char *key, double *value) {
    const cJSON *json = member(object, key);
    if (cJSON_IsNumber(json) && json->valuedouble >= 0 && json->valuedouble <= 1e9)
        *value = json->valuedouble;
}

/* The 16 hexadecimal digits of a lesson's version. */
static void read_version(const cJSON *object, const char *key, uint64_t *value) {
    const cJSON *json = member(object, key);
    if (cJSON_IsString(json) && strlen(json->valuestring) == 16 &&
        strspn(json->valuestring, "0123456789abcdef") == 16)
        *value = strtoull(json->valuestring, NULL, 16);
}

static void read_int(const cJSON *object, const char *key, int low, int high, int *value) {
    long number = *value;
    read_long(object, key, low, high, &number);
    *value = (int)number;
}

static void read_bool(const cJSON *object, const char *key, bool *value) {
    const cJSON *json = member(object, key);
    if (cJSON_IsBool(json))
        *value = cJSON_IsTrue(json);
}

static bool read_edits(const cJSON *list, SavedBeat *beat) {
    const cJSON *edit;
    cJSON_ArrayForEach(edit, list) {
        if (cJSON_IsString(edit) && !saved_beat_edit(beat, edit->valuestring))
            return false;
    }
    return true;
}

/* What fits no question of the lesson goes when the lesson is there (session_restore_guess). */
static void read_guess(const cJSON *json, Guess *guess) {
    const cJSON *value, *reason = member(json, "reason");
    int k = 0;
    cJSON_ArrayForEach(value, member(json, "drawn")) {
        if (k < QUESTION_STEPS && cJSON_IsNumber(value) && fabs(value->valuedouble) < 3e38)
            guess_put(guess, k, (float)value->valuedouble);
        k++;
    }
    k = 0;
    cJSON_ArrayForEach(value, member(json, "order")) {
        if (k < QUESTION_RUNS && cJSON_IsNumber(value) && value->valuedouble >= 0 &&
            value->valuedouble < QUESTION_RUNS)
            guess->order[k] = (int)value->valuedouble;
        guess->ordered = true;
        k++;
    }
    if (cJSON_IsString(reason) && strlen(reason->valuestring) < REASON_MOST)
        memcpy(guess->reason, reason->valuestring, strlen(reason->valuestring) + 1);
}

static bool read_beat(const cJSON *json, SavedBeat *beat) {
    const cJSON *choice;
    read_int(json, "answer", -1, SAVED_CHOICES - 1, &beat->answer);
    read_int(json, "first", -1, SAVED_CHOICES - 1, &beat->first);
    read_int(json, "tries", 0, 1000000, &beat->tries);
    beat->asked = beat->answer >= 0; /* older files do not say it */
    read_bool(json, "asked", &beat->asked);
    read_bool(json, "right", &beat->right);
    read_bool(json, "task_done", &beat->task_done);
    beat->tasked = beat->task_done;
    read_bool(json, "tasked", &beat->tasked);
    read_bool(json, "task_shown", &beat->task_shown);
    read_bool(json, "visited", &beat->visited);
    cJSON_ArrayForEach(choice, member(json, "tried")) {
        if (cJSON_IsNumber(choice) && choice->valuedouble >= 0 &&
            choice->valuedouble < SAVED_CHOICES)
            beat->tried[(int)choice->valuedouble] = true;
    }
    read_guess(json, &beat->guess);
    return read_edits(member(json, "edits"), beat);
}

static bool read_asides(const cJSON *list, SavedLesson *lesson) {
    const cJSON *text;
    cJSON_ArrayForEach(text, list) {
        if (cJSON_IsString(text) && !saved_lesson_aside(lesson, text->valuestring, false))
            return false;
    }
    return true;
}

static bool read_lesson(const cJSON *json, SavedState *state) {
    if (state->lesson_count == STATE_LESSONS)
        return true;
    SavedLesson *lesson = state_lesson(state, json->string, true);
    const cJSON *beats = member(json, "beats"), *beat;
    int count = cJSON_IsArray(beats) ? cJSON_GetArraySize(beats) : 0, k = 0;
    if (!lesson || !saved_lesson_beats(lesson, count < STATE_BEATS ? count : STATE_BEATS))
        return false;
    read_int(json, "beat", 0, STATE_BEATS, &lesson->beat);
    read_long(json, "tick", 0, 1L << 30, &lesson->tick);
    lesson->seen = -1;
    read_long(json, "seen", -1, 1L << 30, &lesson->seen);
    read_version(json, "version", &lesson->version);
    read_seconds(json, "seconds", &lesson->seconds);
    read_time(json, "first", &lesson->first);
    read_time(json, "last", &lesson->last);
    read_time(json, "finished", &lesson->finished);
    cJSON_ArrayForEach(beat, beats) {
        if (k < lesson->beat_count && !read_beat(beat, &lesson->beats[k++]))
            return false;
    }
    return read_asides(member(json, "aside"), lesson);
}

static void read_settings(const cJSON *root, SavedState *state) {
    const cJSON *scale = member(root, "text_scale"), *folded = member(root, "folded");
    const cJSON *language = member(root, "language");
    long seed = 0;
    read_long(root, "seed", 0, UINT32_MAX, &seed);
    state->seed = (uint32_t)seed;
    read_int(root, "theme", 0, SAVED_THEMES - 1, &state->theme);
    read_int(root, "notation", 0, 1, &state->notation);
    read_bool(root, "reduced_motion", &state->reduced_motion);
    read_bool(root, "sound", &state->sound);
    /* Before it was known who had chosen, all that was kept counts as chosen. */
    state->theme_chosen = member(root, "theme") != NULL;
    state->motion_chosen = member(root, "reduced_motion") != NULL;
    read_bool(root, "theme_chosen", &state->theme_chosen);
    read_bool(root, "motion_chosen", &state->motion_chosen);
    read_bool(root, "gradients", &state->gradients);
    if (cJSON_IsNumber(scale) && scale->valuedouble >= 1 && scale->valuedouble <= 2)
        state->text_scale = (float)scale->valuedouble;
    for (int panel = 0; panel < SAVED_PANELS; panel++)
        read_bool(folded, PANELS[panel], &state->folded[panel]);
    if (cJSON_IsString(language) && tag_well_formed(language->valuestring))
        memcpy(state->language, language->valuestring, strlen(language->valuestring) + 1);
}

static StateFound lacks_memory(size_t size, Error *error) {
    error_memory(error, size, "the saved state");
    return STATE_UNREADABLE;
}

static StateFound read_root(const cJSON *root, SavedState *state, Error *error) {
    const cJSON *last = member(root, "last_lesson"), *format = member(root, "format"), *lesson;
    if (!cJSON_IsNumber(format) || format->valuedouble != STATE_FORMAT) {
        error_set(error, "the saved state is of another format");
        return STATE_STRANGE;
    }
    read_settings(root, state);
    if (cJSON_IsString(last) && !(state->last_lesson = state_copy(last->valuestring)))
        return lacks_memory(strlen(last->valuestring), error);
    cJSON_ArrayForEach(lesson, member(root, "lessons")) {
        if (lesson->string && !read_lesson(lesson, state))
            return lacks_memory(sizeof *state, error);
    }
    read_time(root, "exam", &state->exam);
    return answers_read(member(root, "practised"), state) ? STATE_READ
                                                          : lacks_memory(sizeof *state, error);
}

static StateFound parse(const char *text, size_t length, SavedState *state, Error *error) {
    if (!json_check(text, length, STATE_DEPTH, error))
        return STATE_STRANGE;
    cJSON *root = cJSON_ParseWithLength(text, length);
    StateFound found = root ? read_root(root, state, error) : lacks_memory(length, error);
    cJSON_Delete(root);
    return found;
}

static StateFound read_file(const char *path, SavedState *state, Error *error) {
    size_t length;
    char *text = bytes_read(path, STATE_BYTES, &length, error);
    if (!text)
        return STATE_UNREADABLE;
    StateFound found = parse(text, length, state, error);
    free(text);
    if (found != STATE_READ)
        state_free(state);
    return found;
}

/* Only a file is read, so that nothing is waited for. */
static StateFound look(const char *path, SavedState *state, Error *error) {
    struct stat status;
    if (stat(path, &status) != 0) {
        if (errno == ENOENT || errno == ENOTDIR)
            return STATE_NONE;
        error_set(error, "cannot read the file: %s", strerror(errno));
        return STATE_UNREADABLE;
    }
    if (!S_ISREG(status.st_mode)) {
        error_set(error, "this is no file that could be read");
        return STATE_UNREADABLE;
    }
    if (status.st_size <= STATE_BYTES)
        return read_file(path, state, error);
    error_set(error, "the file is too large");
    return STATE_STRANGE;
}

StateFound state_find(const char *path, SavedState *state, Error *error) {
    *state = state_empty();
    StateFound found = look(path, state, error);
    if (found > STATE_READ)
        error_in_file(error, path);
    return found;
}

bool state_read(const char *path, SavedState *state, Error *error) {
    return state_find(path, state, error) <= STATE_READ;
}

/* cJSON adds to NULL by doing nothing and returning NULL, so a lack of memory shows at one place:
 * every function here returns whether all was added. */
static bool add_edits(cJSON *json, const SavedBeat *beat) {
    cJSON *list = beat->edit_count ? cJSON_AddArrayToObject(json, "edits") : NULL;
    for (int k = 0; k < beat->edit_count; k++)
        if (!json_append(list, cJSON_CreateString(beat->edits[k])))
            return false;
    return true;
}

static bool add_tried(cJSON *json, const SavedBeat *beat) {
    cJSON *list = beat->tries ? cJSON_AddArrayToObject(json, "tried") : NULL;
    for (int k = 0; k < SAVED_CHOICES && beat->tries; k++)
        if (beat->tried[k] && !json_append(list, cJSON_CreateNumber(k)))
            return false;
    return true;
}

static bool add_drawn(cJSON *json, const Guess *guess) {
    cJSON *list = guess->drawn ? cJSON_AddArrayToObject(json, "drawn") : NULL;
    for (int k = 0; k < QUESTION_STEPS && guess->drawn >> k; k++)
        if (!json_append(list, guess_has(guess, k) ? cJSON_CreateNumber((double)guess->values[k])
                                                   : cJSON_CreateNull()))
            return false;
    return true;
}

static bool add_order(cJSON *json, const Guess *guess) {
    cJSON *list = guess->ordered ? cJSON_AddArrayToObject(json, "order") : NULL;
    for (int k = 0; k < QUESTION_RUNS && guess->ordered; k++)
        if (!json_append(list, cJSON_CreateNumber(guess->order[k])))
            return false;
    return true;
}

static bool add_guess(cJSON *json, const Guess *guess) {
    return add_drawn(json, guess) && add_order(json, guess) &&
           (!guess->reason[0] || cJSON_AddStringToObject(json, "reason", guess->reason));
}

static bool add_beat(cJSON *list, const SavedBeat *beat) {
    cJSON *json = cJSON_CreateObject();
    return json_append(list, json) && cJSON_AddBoolToObject(json, "visited", beat->visited) &&
           cJSON_AddBoolToObject(json, "asked", beat->asked) &&
           cJSON_AddNumberToObject(json, "answer", beat->answer) &&
           cJSON_AddNumberToObject(json, "first", beat->first) &&
           cJSON_AddNumberToObject(json, "tries", beat->tries) && add_tried(json, beat) &&
           cJSON_AddBoolToObject(json, "right", beat->right) &&
           cJSON_AddBoolToObject(json, "tasked", beat->tasked) &&
           cJSON_AddBoolToObject(json, "task_done", beat->task_done) &&
           cJSON_AddBoolToObject(json, "task_shown", beat->task_shown) &&
           add_guess(json, &beat->guess) && add_edits(json, beat);
}

static bool add_history(cJSON *json, const SavedLesson *lesson) {
    char version[20];
    snprintf(version, sizeof version, "%016" PRIx64, lesson->version);
    return cJSON_AddStringToObject(json, "version", version) &&
           cJSON_AddNumberToObject(json, "seconds", round(lesson->seconds)) &&
           cJSON_AddNumberToObject(json, "first", (double)lesson->first) &&
           cJSON_AddNumberToObject(json, "last", (double)lesson->last) &&
           cJSON_AddNumberToObject(json, "finished", (double)lesson->finished);
}

static bool add_asides(cJSON *json, const SavedLesson *lesson) {
    cJSON *list = lesson->aside_count ? cJSON_AddArrayToObject(json, "aside") : NULL;
    for (int k = 0; k < lesson->aside_count; k++)
        if (!json_append(list, cJSON_CreateString(lesson->aside[k])))
            return false;
    return true;
}

static bool add_lesson(cJSON *lessons, const SavedLesson *lesson) {
    cJSON *json = cJSON_AddObjectToObject(lessons, lesson->id);
    cJSON *beats = cJSON_AddArrayToObject(json, "beats");
    bool good = beats && cJSON_AddNumberToObject(json, "beat", lesson->beat) &&
                cJSON_AddNumberToObject(json, "tick", (double)lesson->tick) &&
                cJSON_AddNumberToObject(json, "seen", (double)lesson->seen) &&
                add_history(json, lesson);
    for (int k = 0; k < lesson->beat_count && good; k++)
        good = add_beat(beats, &lesson->beats[k]);
    return good && add_asides(json, lesson);
}

static bool add_settings(cJSON *root, const SavedState *state) {
    bool good =
        cJSON_AddNumberToObject(root, "format", STATE_FORMAT) &&
        cJSON_AddNumberToObject(root, "seed", (double)state->seed) &&
        cJSON_AddNumberToObject(root, "theme", state->theme) &&
        cJSON_AddNumberToObject(root, "text_scale", (double)state->text_scale) &&
        cJSON_AddNumberToObject(root, "notation", state->notation) &&
        cJSON_AddBoolToObject(root, "reduced_motion", state->reduced_motion) &&
        cJSON_AddBoolToObject(root, "theme_chosen", state->theme_chosen) &&
        cJSON_AddBoolToObject(root, "motion_chosen", state->motion_chosen) &&
        cJSON_AddBoolToObject(root, "sound", state->sound) &&
        cJSON_AddBoolToObject(root, "gradients", state->gradients) &&
        cJSON_AddStringToObject(root, "language", state->language[0] ? state->language : "en") &&
        (!state->last_lesson || cJSON_AddStringToObject(root, "last_lesson", state->last_lesson));
    cJSON *folded = cJSON_AddObjectToObject(root, "folded");
    for (int panel = 0; panel < SAVED_PANELS && good; panel++)
        good = cJSON_AddBoolToObject(folded, PANELS[panel], state->folded[panel]);
    return good;
}

/* The file's text, the caller's (cJSON_free); NULL where memory lacks. */
static char *state_text(const SavedState *state) {
    cJSON *root = cJSON_CreateObject();
    bool good = root && add_settings(root, state);
    good = good && (!state->exam || cJSON_AddNumberToObject(root, "exam", (double)state->exam)) &&
           answers_add(root, state);
    cJSON *lessons = cJSON_AddObjectToObject(root, "lessons");
    for (int k = 0; k < state->lesson_count && good; k++)
        good = lessons && add_lesson(lessons, &state->lessons[k]);
    char *text = good ? cJSON_Print(root) : NULL;
    cJSON_Delete(root);
    return text;
}

/* The same, short enough to be read again. */
static char *state_text_within(SavedState *state) {
    char *text = state_text(state);
    while (text && strlen(text) > STATE_BYTES - 2 && state_shed(state)) {
        cJSON_free(text);
        text = state_text(state);
    }
    return text;
}

bool state_write(const char *path, SavedState *state, Error *error) {
    NewFile file;
    char *text = state_text_within(state);
    if (!text)
        return error_memory(error, sizeof *state, "the saved state");
    bool good = folder_create_for(path, error) && new_file_open(&file, path, error);
    if (good) {
        new_file_put(&file, text, strlen(text));
        new_file_put(&file, "\n", 1);
        good = new_file_close(&file, true, error);
    }
    cJSON_free(text);
    return good;
}
