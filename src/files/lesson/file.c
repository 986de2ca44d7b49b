/* file.c: the whole of a lesson file; its cells and beats are read in cells.c and beats.c. See
 * file.h. */
#include "files/lesson/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "files/json/syntax.h"
#include "files/lesson/reader.h"

static void read_format(LessonReader *reader, const Node *node) {
    if (!node->json)
        return;
    if (!cJSON_IsNumber(node->json) || node->json->valuedouble != LESSON_FORMAT)
        reader_fault(&reader->json, node, "1", "unknown format");
}

static void read_minutes(LessonReader *reader, const Node *node) {
    float minutes;
    if (!reader_number(&reader->json, node, &minutes))
        return;
    if (!(node->json->valuedouble > 0))
        reader_fault(&reader->json, node, "a number above 0", "a lesson takes some time");
    reader->lesson->minutes = minutes;
}

static void read_head(LessonReader *reader, const Node *root) {
    Lesson *lesson = reader->lesson;
    JsonReader *json = &reader->json;
    Node schema = node_member(root, "$schema"), format = node_member(root, "format");
    Node id = node_member(root, "id"), title = node_member(root, "title");
    Node track = node_member(root, "track"), level = node_member(root, "level");
    Node minutes = node_member(root, "minutes"), goal = node_member(root, "goal");
    long number = 0;
    if (schema.json && !cJSON_IsString(schema.json))
        reader_fault(json, &schema, "a string", "the schema's name is no string");
    read_format(reader, &format);
    lesson->id = reader_id(json, &id);
    reader_text(&reader->json, &title, "the title", &lesson->title);
    lesson->track = reader_copy(json, &track, "the track");
    if (reader_integer(json, &level, 1, LESSON_LEVELS, &number))
        lesson->level = (int)number;
    read_minutes(reader, &minutes);
    reader_text(&reader->json, &goal, "the goal", &lesson->goal);
    Node misconception = node_member(root, "misconception"), next = node_member(root, "next");
    reader_text(&reader->json, &misconception, "the misconception", &lesson->misconception);
    reader_text(&reader->json, &next, "the closing line", &lesson->next);
}

/* Names differ, so that a picture's labels do. */
static void check_twice(LessonReader *reader, const Node *node, int index) {
    char **names = reader->lesson->input_names;
    for (int k = 0; k < index; k++)
        if (names[k] && names[index] && strcmp(names[k], names[index]) == 0) {
            reader_fault(&reader->json, node, "names that differ", "two inputs have one name");
            return;
        }
}

/* A string, or one for each language; in a trace and a recording the English one stands. */
static void read_name(LessonReader *reader, const Node *node, int index) {
    Lesson *lesson = reader->lesson;
    Text words = {0};
    if (!reader_text(&reader->json, node, "the input's name", &words)) {
        text_free(&words);
        return;
    }
    if (!lesson_copy(&lesson->input_names[index], text_in(&words, NULL)))
        reader_memory(&reader->json, node);
    if (cJSON_IsObject(node->json))
        lesson->input_words[index] = words;
    else
        text_free(&words);
    check_twice(reader, node, index);
}

static bool read_names(LessonReader *reader, const Node *names) {
    Lesson *lesson = reader->lesson;
    if (!reader_array(&reader->json, names, 1, LESSON_INPUTS, "names"))
        return false;
    int count = node_count(names);
    lesson->input_names = reader_allocate(&reader->json, names, (size_t)count, sizeof(char *));
    lesson->input_words =
        reader_allocate(&reader->json, names, (size_t)count, sizeof *lesson->input_words);
    if (!lesson->input_names || !lesson->input_words)
        return false;
    lesson->inputs = count;
    for (Node name = node_first(names); name.json; name = node_next(&name))
        read_name(reader, &name, name.index);
    return true;
}

static void read_row(LessonReader *reader, const Node *row) {
    Lesson *lesson = reader->lesson;
    char expected[80];
    snprintf(expected, sizeof expected, "%d number%s, one for each of inputs.names", lesson->inputs,
             lesson->inputs == 1 ? "" : "s");
    if (!cJSON_IsArray(row->json) || node_count(row) != lesson->inputs) {
        reader_fault(&reader->json, row, expected, "the inputs of step %d do not fit", row->index);
        return;
    }
    float *values = lesson->sequence + (size_t)row->index * (size_t)lesson->inputs;
    for (Node value = node_first(row); value.json; value = node_next(&value))
        reader_number(&reader->json, &value, &values[value.index]);
}

static bool read_sequence(LessonReader *reader, const Node *sequence) {
    Lesson *lesson = reader->lesson;
    if (!reader_array(&reader->json, sequence, 1, LESSON_STEPS, "steps"))
        return false;
    size_t steps = (size_t)node_count(sequence), inputs = (size_t)lesson->inputs;
    lesson->sequence = reader_allocate(&reader->json, sequence, steps * inputs, sizeof(float));
    if (!lesson->sequence)
        return false;
    lesson->steps = (long)steps;
    for (Node row = node_first(sequence); row.json; row = node_next(&row))
        read_row(reader, &row);
    return true;
}

static void read_inputs(LessonReader *reader, const Node *inputs) {
    if (!reader_object(&reader->json, inputs, lesson_keys(OBJECT_INPUTS)))
        return;
    Node names = node_member(inputs, "names"), sequence = node_member(inputs, "sequence");
    Node file = node_member(inputs, "file");
    bool named = !names.json || read_names(reader, &names);
    if (file.json && sequence.json)
        reader_fault(&reader->json, &file, "one of both", "inputs have a file or a sequence");
    else if (file.json)
        reader->names_known = named && read_inputs_file(reader, inputs);
    else if (!sequence.json || !names.json)
        reader_fault(&reader->json, inputs, "names and a sequence, or a file",
                     names.json ? "missing key \"sequence\" in the inputs"
                                : "missing key \"names\" in the inputs");
    else
        reader->names_known = named && read_sequence(reader, &sequence);
}

static void read_root(LessonReader *reader, const Node *root) {
    if (!reader_object(&reader->json, root, lesson_keys(OBJECT_LESSON)))
        return;
    Node inputs = node_member(root, "inputs"), cells = node_member(root, "cells");
    Node beats = node_member(root, "beats");
    read_head(reader, root);
    read_course(reader, root);
    read_inputs(reader, &inputs);
    read_cells(reader, &cells);
    read_beats(reader, &beats);
}

static void add_plain(Errors *errors, Error *error, const char *file) {
    if (file)
        error_in_file(error, file);
    errors_add(errors, error);
}

static Lesson *lesson_start(const char *file, Errors *errors) {
    Lesson *lesson = calloc(1, sizeof *lesson);
    Error error;
    if (lesson && file && (lesson->path = malloc(strlen(file) + 1)) != NULL)
        memcpy(lesson->path, file, strlen(file) + 1);
    if (lesson && (!file || lesson->path))
        return lesson;
    free(lesson);
    error_memory(&error, sizeof *lesson, "a lesson");
    add_plain(errors, &error, file);
    return NULL;
}

/* Reads a document whose text has been checked. */
static Lesson *read_document(const char *text, const cJSON *document, const char *file,
                             Errors *errors) {
    LessonReader reader = {
        .json = {.text = text, .file = file, .errors = errors, .before = errors->count},
        .lesson = lesson_start(file, errors),
        .ids_known = true,
        .variants_known = true};
    Node root = node_root(document);
    if (!reader.lesson)
        return NULL;
    read_root(&reader, &root);
    if (reader_good(&reader.json))
        return reader.lesson;
    reader_sort(&reader.json);
    lesson_free(reader.lesson);
    return NULL;
}

/* An editor's byte order mark before the text is no part of it. */
static size_t mark_length(const char *text, size_t length) {
    return length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}

Lesson *lesson_parse(const char *text, size_t length, const char *file, Errors *errors) {
    size_t mark = mark_length(text, length);
    Error error;
    if (length > LESSON_BYTES) {
        error_set(&error, "the lesson is too large");
        error_expected(&error, "at most %d MiB", LESSON_BYTES >> 20);
        add_plain(errors, &error, file);
        return NULL;
    }
    if (!json_check(text + mark, length - mark, LESSON_DEPTH, &error)) {
        add_plain(errors, &error, file);
        return NULL;
    }
    cJSON *document = cJSON_ParseWithLength(text + mark, length - mark);
    if (!document) {
        error_memory(&error, length, "a lesson file");
        add_plain(errors, &error, file);
        return NULL;
    }
    Lesson *lesson = read_document(text + mark, document, file, errors);
    cJSON_Delete(document);
    return lesson;
}

Lesson *lesson_read(const char *path, Errors *errors) {
    Error error;
    size_t length;
    char *text = bytes_read(path, LESSON_BYTES, &length, &error);
    if (!text) {
        errors_add(errors, &error);
        return NULL;
    }
    Lesson *lesson = lesson_parse(text, length, path, errors);
    free(text);
    return lesson;
}
