/* result_write.c: writing results. See result.h. */
#include <cJSON.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/new_file.h"
#include "base/utf8.h"
#include "files/json/write.h"
#include "files/state/result_parts.h"

/* Control characters could make a terminal do what it should not; also those above ASCII. */
bool result_name_fits(const char *name) {
    size_t length = strlen(name);
    uint32_t character;
    for (size_t at = 0, size; at < length; at += size) {
        size = utf8_length(name + at, length - at);
        if (!size || utf8_decode(name + at, length - at, &character) != size ||
            utf8_control(character))
            return false;
    }
    return length > 0 && length <= RESULT_NAME;
}

const char *date_text(int64_t when, char text[DATE_SIZE]) {
    time_t seconds = (time_t)when;
    struct tm date;
    text[0] = '\0';
    if (when > 0 && localtime_r(&seconds, &date))
        strftime(text, DATE_SIZE, "%Y-%m-%d", &date);
    return text;
}

/* cJSON adds to NULL by doing nothing and returning NULL: every function here returns whether all
 * was added. */
static bool add_question(cJSON *json, const SavedBeat *beat) {
    cJSON *question = cJSON_AddObjectToObject(json, "question");
    bool tried = beat->tries > 0;
    return question &&
           (!tried || beat->first < 0 ||
            cJSON_AddNumberToObject(question, "first", beat->first + 1)) &&
           (!tried || cJSON_AddNumberToObject(question, "answer", beat->answer + 1)) &&
           cJSON_AddNumberToObject(question, "tries", beat->tries) &&
           (!tried || cJSON_AddBoolToObject(question, "right", beat->right));
}

static bool add_beat(cJSON *list, const SavedBeat *beat) {
    const char *task = !beat->task_done ? "open" : beat->task_shown ? "shown" : "hand";
    cJSON *json = cJSON_CreateObject();
    return json_append(list, json) && cJSON_AddBoolToObject(json, "visited", beat->visited) &&
           (!beat->asked || add_question(json, beat)) &&
           (!beat->tasked || cJSON_AddStringToObject(json, "task", task));
}

static bool add_lesson(cJSON *list, const SavedLesson *lesson) {
    char version[20], first[DATE_SIZE], last[DATE_SIZE];
    cJSON *json = cJSON_CreateObject();
    snprintf(version, sizeof version, "%016" PRIx64, lesson->version);
    bool good = json_append(list, json) && cJSON_AddStringToObject(json, "id", lesson->id) &&
                cJSON_AddStringToObject(json, "version", version) &&
                cJSON_AddNumberToObject(json, "minutes", round(lesson->seconds / 6) / 10) &&
                cJSON_AddStringToObject(json, "first", date_text(lesson->first, first)) &&
                cJSON_AddStringToObject(json, "last", date_text(lesson->last, last)) &&
                cJSON_AddBoolToObject(json, "finished", saved_progress(lesson).finished);
    cJSON *beats = cJSON_AddArrayToObject(json, "beats");
    for (int k = 0; k < lesson->beat_count && good; k++)
        good = beats && add_beat(beats, &lesson->beats[k]);
    return good && beats;
}

static bool add_answer(cJSON *list, const PractiseAnswer *answer) {
    char date[DATE_SIZE];
    cJSON *json = cJSON_CreateObject();
    return json_append(list, json) && cJSON_AddStringToObject(json, "idea", answer->idea) &&
           cJSON_AddStringToObject(json, "item", answer->item) &&
           cJSON_AddNumberToObject(json, "seed", answer->seed) &&
           cJSON_AddNumberToObject(json, "level", answer->level) &&
           cJSON_AddNumberToObject(json, "chosen", answer->chosen) &&
           cJSON_AddStringToObject(json, "date", date_text(answer->when, date)) &&
           cJSON_AddNumberToObject(json, "seconds", round((double)answer->seconds * 10) / 10);
}

static bool add_practised(cJSON *root, const Practised *practised) {
    if (!practised || !practised->count)
        return true;
    cJSON *list = cJSON_AddArrayToObject(root, "practised");
    for (int k = 0; k < practised->count; k++)
        if (!add_answer(list, &practised->answers[k]))
            return false;
    return true;
}

/* The file's text, the caller's (cJSON_free); NULL where memory lacks. */
static char *results_text(const char *name, const SavedLesson *const *lessons, int count,
                          const Practised *practised) {
    cJSON *root = cJSON_CreateObject();
    bool good = root && cJSON_AddStringToObject(root, "gatescope", RESULT_KIND) &&
                cJSON_AddNumberToObject(root, "format", RESULT_FORMAT) &&
                cJSON_AddStringToObject(root, "name", name);
    cJSON *list = cJSON_AddArrayToObject(root, "lessons");
    for (int k = 0; k < count && good; k++)
        good = list && add_lesson(list, lessons[k]);
    good = good && list && add_practised(root, practised);
    char *text = good ? cJSON_Print(root) : NULL;
    cJSON_Delete(root);
    return text;
}

bool results_write(const char *path, const char *name, const SavedLesson *const *lessons, int count,
                   const Practised *practised, Error *error) {
    NewFile file;
    if (!result_name_fits(name)) {
        error_set(error, "this cannot be a name");
        error_expected(error, RESULT_NAME_RULE);
        return false;
    }
    if (count > RESULT_LESSONS)
        return error_set(error, "too many lessons for one file: %d, of at most %d", count,
                         RESULT_LESSONS);
    char *text = results_text(name, lessons, count, practised);
    if (!text)
        return error_memory(error, (size_t)count * sizeof **lessons, "the results");
    bool good = new_file_open(&file, path, error);
    if (good) {
        new_file_put(&file, text, strlen(text));
        new_file_put(&file, "\n", 1);
        good = new_file_close(&file, true, error);
    }
    cJSON_free(text);
    return good;
}
