/* state_file.c: the saved state as JSON. See state_file.h.
 *
 * Reading is strict about the file as a whole and lenient about its parts: a value out of its range
 * is left at what it is in the empty state. */
#include "files/state_file.h"

#include <cJSON.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "files/bytes.h"
#include "files/json_syntax.h"

enum {
    STATE_FORMAT = 1,
    STATE_BYTES = 16 << 20,
    STATE_DEPTH = 16,
    STATE_BEATS = 10000, /* of a lesson: more than any has */
};

static const char *const PANELS[SAVED_PANELS] = {"lesson", "tweaks", "equation"};

static char *copy(const char *string) {
    size_t size = strlen(string) + 1;
    char *same = malloc(size);
    return same ? memcpy(same, string, size) : NULL;
}

static void beats_free(SavedLesson *lesson) {
    for (int k = 0; k < lesson->beat_count; k++) {
        for (int edit = 0; edit < lesson->beats[k].edit_count; edit++)
            free(lesson->beats[k].edits[edit]);
        free(lesson->beats[k].edits);
    }
    free(lesson->beats);
    lesson->beats = NULL;
    lesson->beat_count = 0;
}

void saved_lesson_free(SavedLesson *lesson) {
    free(lesson->id);
    lesson->id = NULL;
    beats_free(lesson);
}

static void state_empty(SavedState *state) {
    *state = (SavedState){.text_scale = 1, .folded = {false, false, true}};
}

void state_free(SavedState *state) {
    for (int k = 0; k < state->lesson_count; k++)
        saved_lesson_free(&state->lessons[k]);
    free(state->lessons);
    free(state->last_lesson);
    state_empty(state);
}

static bool make_room(SavedState *state) {
    if (state->lesson_count < state->lesson_capacity)
        return true;
    int capacity = state->lesson_capacity ? 2 * state->lesson_capacity : 16;
    SavedLesson *lessons = realloc(state->lessons, (size_t)capacity * sizeof *lessons);
    if (!lessons)
        return false;
    state->lessons = lessons;
    state->lesson_capacity = capacity;
    return true;
}

SavedLesson *state_lesson(SavedState *state, const char *id, bool create) {
    for (int k = 0; k < state->lesson_count; k++)
        if (strcmp(state->lessons[k].id, id) == 0)
            return &state->lessons[k];
    char *name = create && make_room(state) ? copy(id) : NULL;
    if (!name)
        return NULL;
    SavedLesson *lesson = &state->lessons[state->lesson_count++];
    *lesson = (SavedLesson){.id = name};
    return lesson;
}

bool saved_lesson_beats(SavedLesson *lesson, int count) {
    SavedBeat *beats = calloc((size_t)count + 1, sizeof *beats);
    if (!beats)
        return false;
    beats_free(lesson);
    for (int k = 0; k < count; k++)
        beats[k].answer = -1;
    lesson->beats = beats;
    lesson->beat_count = count;
    return true;
}

bool saved_beat_edit(SavedBeat *beat, const char *text) {
    char **edits = realloc(beat->edits, ((size_t)beat->edit_count + 1) * sizeof *edits);
    if (!edits)
        return false;
    beat->edits = edits;
    edits[beat->edit_count] = copy(text);
    return edits[beat->edit_count] && ++beat->edit_count;
}

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

static bool read_beat(const cJSON *json, SavedBeat *beat) {
    const cJSON *choice;
    read_int(json, "answer", -1, SAVED_CHOICES - 1, &beat->answer);
    read_int(json, "tries", 0, 1000000, &beat->tries);
    read_bool(json, "task_done", &beat->task_done);
    read_bool(json, "visited", &beat->visited);
    cJSON_ArrayForEach(choice, member(json, "tried")) {
        if (cJSON_IsNumber(choice) && choice->valuedouble >= 0 &&
            choice->valuedouble < SAVED_CHOICES)
            beat->tried[(int)choice->valuedouble] = true;
    }
    return read_edits(member(json, "edits"), beat);
}

static bool read_lesson(const cJSON *json, SavedState *state) {
    SavedLesson *lesson = state_lesson(state, json->string, true);
    const cJSON *beats = member(json, "beats"), *beat;
    int count = cJSON_IsArray(beats) ? cJSON_GetArraySize(beats) : 0, k = 0;
    if (!lesson || !saved_lesson_beats(lesson, count < STATE_BEATS ? count : STATE_BEATS))
        return false;
    read_int(json, "beat", 0, STATE_BEATS, &lesson->beat);
    read_long(json, "tick", 0, 1L << 30, &lesson->tick);
    lesson->seen = -1;
    read_long(json, "seen", -1, 1L << 30, &lesson->seen);
    cJSON_ArrayForEach(beat, beats) {
        if (k < lesson->beat_count && !read_beat(beat, &lesson->beats[k++]))
            return false;
    }
    return true;
}

static void read_settings(const cJSON *root, SavedState *state) {
    const cJSON *scale = member(root, "text_scale"), *folded = member(root, "folded");
    const cJSON *language = member(root, "language");
    read_int(root, "theme", 0, SAVED_THEMES - 1, &state->theme);
    read_int(root, "notation", 0, 1, &state->notation);
    read_bool(root, "reduced_motion", &state->reduced_motion);
    read_bool(root, "sound", &state->sound);
    if (cJSON_IsNumber(scale) && scale->valuedouble >= 1 && scale->valuedouble <= 2)
        state->text_scale = (float)scale->valuedouble;
    for (int panel = 0; panel < SAVED_PANELS; panel++)
        read_bool(folded, PANELS[panel], &state->folded[panel]);
    for (int k = 0; k < LANGUAGE_COUNT; k++)
        if (cJSON_IsString(language) &&
            strcmp(language->valuestring, language_code((Language)k)) == 0)
            state->language = (Language)k;
}

static bool read_root(const cJSON *root, SavedState *state, Error *error) {
    const cJSON *last = member(root, "last_lesson"), *format = member(root, "format"), *lesson;
    if (!cJSON_IsNumber(format) || format->valuedouble != STATE_FORMAT)
        return error_set(error, "the saved state is of another format");
    read_settings(root, state);
    if (cJSON_IsString(last) && !(state->last_lesson = copy(last->valuestring)))
        return error_memory(error, strlen(last->valuestring), "the saved state");
    cJSON_ArrayForEach(lesson, member(root, "lessons")) {
        if (lesson->string && !read_lesson(lesson, state))
            return error_memory(error, sizeof *state, "the saved state");
    }
    return true;
}

static bool parse(const char *text, size_t length, SavedState *state, Error *error) {
    if (!json_check(text, length, STATE_DEPTH, error))
        return false;
    cJSON *root = cJSON_ParseWithLength(text, length);
    bool good =
        root ? read_root(root, state, error) : error_memory(error, length, "the saved state");
    cJSON_Delete(root);
    return good;
}

bool state_read(const char *path, SavedState *state, Error *error) {
    struct stat status;
    size_t length;
    state_empty(state);
    if (stat(path, &status) != 0 && (errno == ENOENT || errno == ENOTDIR))
        return true;
    char *text = bytes_read(path, STATE_BYTES, &length, error);
    if (!text)
        return false;
    bool good = parse(text, length, state, error);
    free(text);
    if (good)
        return true;
    if (error)
        snprintf(error->file, sizeof error->file, "%s", path);
    state_free(state);
    return false;
}

/* cJSON adds to NULL by doing nothing and returning NULL, so a lack of memory shows at one place:
 * every function here returns whether all was added. */
static bool add_edits(cJSON *json, const SavedBeat *beat) {
    cJSON *list = beat->edit_count ? cJSON_AddArrayToObject(json, "edits") : NULL;
    for (int k = 0; k < beat->edit_count; k++)
        if (!cJSON_AddItemToArray(list, cJSON_CreateString(beat->edits[k])))
            return false;
    return true;
}

static bool add_tried(cJSON *json, const SavedBeat *beat) {
    cJSON *list = beat->tries ? cJSON_AddArrayToObject(json, "tried") : NULL;
    for (int k = 0; k < SAVED_CHOICES && beat->tries; k++)
        if (beat->tried[k] && !cJSON_AddItemToArray(list, cJSON_CreateNumber(k)))
            return false;
    return true;
}

static bool add_beat(cJSON *list, const SavedBeat *beat) {
    cJSON *json = cJSON_CreateObject();
    return cJSON_AddItemToArray(list, json) &&
           cJSON_AddNumberToObject(json, "answer", beat->answer) &&
           cJSON_AddNumberToObject(json, "tries", beat->tries) &&
           cJSON_AddBoolToObject(json, "task_done", beat->task_done) &&
           cJSON_AddBoolToObject(json, "visited", beat->visited) && add_tried(json, beat) &&
           add_edits(json, beat);
}

static bool add_lesson(cJSON *lessons, const SavedLesson *lesson) {
    cJSON *json = cJSON_AddObjectToObject(lessons, lesson->id);
    cJSON *beats = cJSON_AddArrayToObject(json, "beats");
    bool good = beats && cJSON_AddNumberToObject(json, "beat", lesson->beat) &&
                cJSON_AddNumberToObject(json, "tick", (double)lesson->tick) &&
                cJSON_AddNumberToObject(json, "seen", (double)lesson->seen);
    for (int k = 0; k < lesson->beat_count && good; k++)
        good = add_beat(beats, &lesson->beats[k]);
    return good;
}

static bool add_settings(cJSON *root, const SavedState *state) {
    bool good =
        cJSON_AddNumberToObject(root, "format", STATE_FORMAT) &&
        cJSON_AddNumberToObject(root, "theme", state->theme) &&
        cJSON_AddNumberToObject(root, "text_scale", (double)state->text_scale) &&
        cJSON_AddNumberToObject(root, "notation", state->notation) &&
        cJSON_AddBoolToObject(root, "reduced_motion", state->reduced_motion) &&
        cJSON_AddBoolToObject(root, "sound", state->sound) &&
        cJSON_AddStringToObject(root, "language", language_code(state->language)) &&
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
    cJSON *lessons = cJSON_AddObjectToObject(root, "lessons");
    for (int k = 0; k < state->lesson_count && good; k++)
        good = lessons && add_lesson(lessons, &state->lessons[k]);
    char *text = good ? cJSON_Print(root) : NULL;
    cJSON_Delete(root);
    return text;
}

bool state_write(const char *path, const SavedState *state, Error *error) {
    NewFile file;
    char *text = state_text(state);
    if (!text)
        return error_memory(error, sizeof *state, "the saved state");
    bool good = folder_create_for(path, error) && new_file_open(&file, path, error);
    if (good) {
        fprintf(file.out, "%s\n", text);
        good = new_file_close(&file, true, error);
    }
    cJSON_free(text);
    return good;
}
