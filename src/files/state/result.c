/* result.c: reading results. See result.h; result_write.c writes them. */
#include "files/state/result.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/bytes.h"
#include "files/json/reader.h"
#include "files/json/syntax.h"
#include "files/state/answers.h"
#include "files/state/result_parts.h"

enum { RESULT_DEPTH = 8, TRIES_MOST = 1000000, MINUTES_MOST = 10000000 };

static const JsonKey ROOT[] = {
    {"gatescope", true}, {"format", true}, {"name", true}, {"lessons", true}, {"practised", false}};
static const JsonKey LESSON[] = {{"id", true},    {"version", true}, {"minutes", true},
                                 {"first", true}, {"last", true},    {"finished", true},
                                 {"beats", true}};
static const JsonKey BEAT[] = {{"visited", true}, {"question", false}, {"task", false}};
static const JsonKey QUESTION[] = {
    {"first", false}, {"answer", false}, {"tries", true}, {"right", false}};
static const JsonKey ANSWER[] = {{"idea", true},   {"item", true},   {"seed", true},
                                 {"level", true},  {"chosen", true}, {"date", true},
                                 {"seconds", true}};

#define KEYS(what, list)                                                                           \
    &(const JsonKeys) {                                                                            \
        what, list, sizeof(list) / sizeof *(list)                                                  \
    }

static void read_question(JsonReader *reader, const Node *node, SavedBeat *beat) {
    long number = 0;
    if (!node->json || !reader_object(reader, node, KEYS("a question", QUESTION)))
        return;
    Node first = node_member(node, "first"), answer = node_member(node, "answer");
    Node tries = node_member(node, "tries"), right = node_member(node, "right");
    beat->asked = true;
    if (!reader_integer(reader, &tries, 0, TRIES_MOST, &number))
        return;
    beat->tries = (int)number;
    if (reader_integer(reader, &first, 1, SAVED_CHOICES, &number))
        beat->first = (int)number - 1;
    if (reader_integer(reader, &answer, 1, SAVED_CHOICES, &number))
        beat->answer = (int)number - 1;
    reader_bool(reader, &right, &beat->right);
    if (!beat->tries != !answer.json)
        reader_fault(reader, answer.json ? &answer : node, NULL,
                     answer.json ? "there is an answer, but no try" : "tries without an answer");
    else if (!beat->tries && (first.json || beat->right))
        reader_fault(reader, node, NULL, "a question without a try has no answer");
}

/* In the order of what they mean: nothing, done, done by the solution. */
static void read_task(JsonReader *reader, const Node *node, SavedBeat *beat) {
    static const char *const WORDS[] = {"open", "hand", "shown"};
    if (!node->json)
        return;
    int word = reader_word(reader, node, "task", WORDS, 3);
    beat->tasked = true;
    beat->task_done = word > 0;
    beat->task_shown = word == 2;
}

static void read_beat(JsonReader *reader, const Node *node, SavedBeat *beat) {
    if (!reader_object(reader, node, KEYS("a beat", BEAT)))
        return;
    Node visited = node_member(node, "visited"), question = node_member(node, "question");
    Node task = node_member(node, "task");
    reader_bool(reader, &visited, &beat->visited);
    read_question(reader, &question, beat);
    read_task(reader, &task, beat);
}

static void read_beats(JsonReader *reader, const Node *list, SavedLesson *lesson) {
    if (!reader_array(reader, list, 0, STATE_BEATS, "beats"))
        return;
    if (!saved_lesson_beats(lesson, node_count(list))) {
        reader_memory(reader, list);
        return;
    }
    for (Node node = node_first(list); node.json; node = node_next(&node))
        read_beat(reader, &node, &lesson->beats[node.index]);
}

static void read_version(JsonReader *reader, const Node *node, uint64_t *version) {
    const char *text = reader_string(reader, node, "the version");
    if (!text)
        return;
    if (strlen(text) == 16 && strspn(text, "0123456789abcdef") == 16)
        *version = strtoull(text, NULL, 16);
    else
        reader_fault(reader, node, "16 hexadecimal digits", "this is no version of a lesson");
}

bool date_read(const char *text, int64_t *when) {
    int year, month, day, length = 0;
    if (strlen(text) != 10 || sscanf(text, "%4d-%2d-%2d%n", &year, &month, &day, &length) != 3 ||
        length != 10 || year < 1971)
        return false;
    struct tm date = {.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day, .tm_hour = 12};
    date.tm_isdst = -1;
    time_t seconds = mktime(&date);
    char back[DATE_SIZE];
    *when = (int64_t)seconds;
    return seconds > 0 && strcmp(date_text(*when, back), text) == 0;
}

/* A date, or "" where it is not known. */
static void read_date(JsonReader *reader, const Node *node, int64_t *when) {
    if (cJSON_IsString(node->json) && !node->json->valuestring[0])
        return;
    const char *text = reader_string(reader, node, "the date");
    if (text && !date_read(text, when))
        reader_fault(reader, node, "a date such as 2026-11-25", "this is no date");
}

static bool read_before(const Results *results, const char *id) {
    for (int k = 0; k < results->count; k++)
        if (results->lessons[k].id && strcmp(results->lessons[k].id, id) == 0)
            return true;
    return false;
}

static void read_lesson(JsonReader *reader, const Node *node, Results *results) {
    SavedLesson *lesson = &results->lessons[results->count];
    bool finished = false;
    float minutes = 0;
    if (!reader_object(reader, node, KEYS("a lesson's results", LESSON)))
        return;
    Node id = node_member(node, "id"), version = node_member(node, "version");
    Node spent = node_member(node, "minutes"), first = node_member(node, "first");
    Node last = node_member(node, "last"), end = node_member(node, "finished");
    Node beats = node_member(node, "beats");
    lesson->id = reader_id(reader, &id);
    if (lesson->id && read_before(results, lesson->id))
        reader_fault(reader, &id, "lessons that differ", "the lesson is listed twice");
    results->count++;
    read_version(reader, &version, &lesson->version);
    if (reader_number(reader, &spent, &minutes) && !(minutes >= 0 && minutes <= MINUTES_MOST))
        reader_fault(reader, &spent, "minutes, not below 0", "so long nobody takes");
    lesson->seconds = 60 * (double)minutes;
    read_date(reader, &first, &lesson->first);
    read_date(reader, &last, &lesson->last);
    reader_bool(reader, &end, &finished);
    lesson->finished = finished ? 1 : 0;
    read_beats(reader, &beats, lesson);
}

static void read_answer_id(JsonReader *reader, const Node *node, char *id, size_t size) {
    const char *text = reader_string(reader, node, "the id");
    if (!text)
        return;
    if (answer_id_fits(text, size))
        memcpy(id, text, strlen(text) + 1);
    else
        reader_fault(reader, node, "a-z, 0-9, - and _, and not many of them",
                     "this cannot be an id");
}

static void read_answer(JsonReader *reader, const Node *node, PractiseAnswer *answer) {
    long number = 0;
    if (!reader_object(reader, node, KEYS("an answer", ANSWER)))
        return;
    Node idea = node_member(node, "idea"), item = node_member(node, "item");
    Node seed = node_member(node, "seed"), level = node_member(node, "level");
    Node chosen = node_member(node, "chosen"), date = node_member(node, "date");
    Node seconds = node_member(node, "seconds");
    read_answer_id(reader, &idea, answer->idea, sizeof answer->idea);
    read_answer_id(reader, &item, answer->item, sizeof answer->item);
    if (reader_integer(reader, &seed, 0, UINT32_MAX, &number))
        answer->seed = (uint32_t)number;
    if (reader_integer(reader, &level, 0, PRACTISE_LEVELS - 1, &number))
        answer->level = (int)number;
    if (reader_integer(reader, &chosen, CHOSEN_UNSURE, CHOSEN_MOST, &number))
        answer->chosen = (int)number;
    read_date(reader, &date, &answer->when);
    if (reader_number(reader, &seconds, &answer->seconds) &&
        !(answer->seconds >= 0 && answer->seconds <= ANSWER_SECONDS))
        reader_fault(reader, &seconds, "seconds, not below 0", "so long nobody takes");
}

static void read_practised(JsonReader *reader, const Node *list, Results *results) {
    if (!list->json || !reader_array(reader, list, 0, STATE_ANSWERS, "answers"))
        return;
    results->answers =
        reader_allocate(reader, list, (size_t)node_count(list), sizeof *results->answers);
    for (Node node = node_first(list); node.json && results->answers; node = node_next(&node))
        read_answer(reader, &node, &results->answers[results->answer_count++]);
}

static void read_name(JsonReader *reader, const Node *node, Results *results) {
    const char *name = reader_string(reader, node, "the name");
    if (!name)
        return;
    if (result_name_fits(name))
        results->name = reader_copy(reader, node, "the name");
    else
        reader_fault(reader, node, RESULT_NAME_RULE, "this cannot be a name");
}

static void read_root(JsonReader *reader, const Node *root, Results *results) {
    static const char *const KIND[] = {RESULT_KIND};
    Node mark = node_member(root, "gatescope");
    long number;
    if (cJSON_IsObject(root->json) && !mark.json) { /* one error says it all */
        reader_fault(reader, root, "\"gatescope\": \"" RESULT_KIND "\" in it",
                     "this is no file of results");
        return;
    }
    if (!reader_object(reader, root, KEYS("the results", ROOT)))
        return;
    Node format = node_member(root, "format");
    Node name = node_member(root, "name"), list = node_member(root, "lessons");
    reader_word(reader, &mark, "kind of file", KIND, 1);
    reader_integer(reader, &format, RESULT_FORMAT, RESULT_FORMAT, &number);
    read_name(reader, &name, results);
    if (!reader_array(reader, &list, 0, RESULT_LESSONS, "lessons"))
        return;
    results->lessons =
        reader_allocate(reader, &list, (size_t)node_count(&list), sizeof *results->lessons);
    for (Node node = node_first(&list); node.json && results->lessons; node = node_next(&node))
        read_lesson(reader, &node, results);
    Node practised = node_member(root, "practised");
    read_practised(reader, &practised, results);
}

static bool add_plain(Errors *errors, Error *error, const char *path) {
    error_in_file(error, path);
    errors_add(errors, error);
    return false;
}

static bool parse(const char *text, size_t length, const char *path, Results *results,
                  Errors *errors) {
    Error error;
    if (!json_check(text, length, RESULT_DEPTH, &error))
        return add_plain(errors, &error, path);
    cJSON *document = cJSON_ParseWithLength(text, length);
    if (!document) {
        error_memory(&error, length, "the results");
        return add_plain(errors, &error, path);
    }
    JsonReader reader = {.text = text, .file = path, .errors = errors, .before = errors->count};
    Node root = node_root(document);
    read_root(&reader, &root, results);
    cJSON_Delete(document);
    reader_sort(&reader);
    return reader_good(&reader);
}

bool results_read(const char *path, Results *results, Errors *errors) {
    Error error;
    size_t length;
    *results = (Results){0};
    char *text = bytes_read(path, RESULT_BYTES, &length, &error);
    if (!text) {
        errors_add(errors, &error);
        return false;
    }
    bool good = parse(text, length, path, results, errors);
    free(text);
    if (!good)
        results_free(results);
    return good;
}

void results_free(Results *results) {
    for (int k = 0; k < results->count; k++)
        saved_lesson_free(&results->lessons[k]);
    free(results->lessons);
    free(results->answers);
    free(results->name);
    *results = (Results){0};
}
