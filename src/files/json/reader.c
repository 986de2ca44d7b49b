/* reader.c: see reader.h. */
#include "files/json/reader.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files/json/syntax.h"

static void set_where(const JsonReader *reader, const Node *node, size_t offset, Error *error) {
    if (reader->file)
        error_in_file(error, reader->file);
    node_member_path(node, error->member_path, sizeof error->member_path);
    json_line_column(reader->text, offset, &error->line, &error->column);
}

Error reader_error(const JsonReader *reader, const Node *node, const char *format, ...) {
    Error error;
    char what[sizeof error.what];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    error_set(&error, "%s", what);
    set_where(reader, node, node_offset(node, reader->text), &error);
    return error;
}

/* What follows a lack of memory cannot be judged. */
static bool is_starved(const JsonReader *reader) {
    return reader->memory_lacked || reader->errors->out_of_memory;
}

void reader_add(JsonReader *reader, const Error *error) {
    if (is_starved(reader))
        return;
    size_t count = reader->errors->count - reader->before;
    if (count < READER_ERRORS - 1) {
        errors_add(reader->errors, error);
    } else if (count == READER_ERRORS - 1) {
        Error last;
        error_set(&last, "more errors follow that are not listed");
        memcpy(last.file, error->file, sizeof last.file);
        last.line = error->line;
        last.column = error->column;
        errors_add(reader->errors, &last);
    }
}

static bool is_full(const JsonReader *reader) {
    return is_starved(reader) || reader->errors->count - reader->before >= READER_ERRORS;
}

bool reader_fault(JsonReader *reader, const Node *node, const char *expected, const char *format,
                  ...) {
    char what[sizeof((Error *)0)->what], found[100];
    va_list arguments;
    if (is_full(reader))
        return false;
    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    Error error = reader_error(reader, node, "%s", what);
    node_describe(node, found, sizeof found);
    if (expected)
        error_expected(&error, "%s", expected);
    error_found(&error, "%s", found);
    reader_add(reader, &error);
    return false;
}

bool reader_key_fault(JsonReader *reader, const Node *member, const char *expected,
                      const char *format, ...) {
    Error error;
    char what[sizeof error.what];
    va_list arguments;
    if (is_full(reader))
        return false;
    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    error_set(&error, "%s", what);
    set_where(reader, member, node_key_offset(member, reader->text), &error);
    error_expected(&error, "%s", expected);
    error_found(&error, "\"%.60s\"", member->json->string);
    reader_add(reader, &error);
    return false;
}

/* "one of a, b, c", as far as it fits. */
static void expect_one_of(Error *error, const char *const *known, size_t count) {
    char list[sizeof error->expected] = "";
    size_t length = 0;
    for (size_t k = 0; k < count && length + strlen(known[k]) + 16 < sizeof list; k++)
        length +=
            (size_t)snprintf(list + length, sizeof list - length, "%s%s", k ? ", " : "", known[k]);
    error_expected(error, "%s%s", count > 1 ? "one of " : "", list);
}

static void hint_near(Error *error, const char *name, const char *const *known, size_t count) {
    const char *near = nearest_name(name, known, count);
    if (near)
        error_hint(error, "did you mean \"%s\"?", near);
}

bool reader_unknown(JsonReader *reader, const Node *node, const char *what, const char *name,
                    const char *const *known, size_t count) {
    char found[100];
    if (is_full(reader))
        return false;
    Error error = reader_error(reader, node, "unknown %s \"%.80s\"", what, name);
    node_describe(node, found, sizeof found);
    error_found(&error, "%s", found);
    expect_one_of(&error, known, count);
    hint_near(&error, name, known, count);
    reader_add(reader, &error);
    return false;
}

bool reader_fault_inside(JsonReader *reader, const Node *string, const Error *inside) {
    Error error = *inside;
    if (is_full(reader))
        return false;
    size_t offset = node_offset(string, reader->text);
    if (inside->column > 0)
        offset = string_offset(reader->text, offset, (size_t)inside->column - 1);
    set_where(reader, string, offset, &error);
    reader_add(reader, &error);
    return false;
}

bool reader_memory(JsonReader *reader, const Node *node) {
    Error error = reader_error(reader, node, "out of memory while reading the file");
    reader_add(reader, &error);
    reader->memory_lacked = true;
    return false;
}

bool reader_good(const JsonReader *reader) {
    return reader->errors->count == reader->before && !is_starved(reader);
}

static int compare_lines(const void *a, const void *b) {
    const Error *first = a, *second = b;
    if (first->line != second->line)
        return first->line < second->line ? -1 : 1;
    return (first->column > second->column) - (first->column < second->column);
}

void reader_sort(JsonReader *reader) {
    size_t count = reader->errors->count - reader->before;
    if (count > 1)
        qsort(reader->errors->items + reader->before, count, sizeof(Error), compare_lines);
}

void *reader_allocate(JsonReader *reader, const Node *node, size_t count, size_t size) {
    void *memory = calloc(count ? count : 1, size);
    if (!memory)
        reader_memory(reader, node);
    return memory;
}

static int key_find(const JsonKeys *keys, const char *name) {
    for (int k = 0; k < keys->count; k++)
        if (strcmp(keys->keys[k].name, name) == 0)
            return k;
    return -1;
}

/* Adds an error that stands at a member's key. */
static void key_fault(JsonReader *reader, const Node *member, const JsonKeys *keys, bool twice) {
    enum { MOST = 32 };
    const char *known[MOST];
    Error error;
    const char *key = member->json->string;
    int count = 0;
    if (is_full(reader))
        return;
    error_set(&error, "%s key \"%.100s\" in %s", twice ? "a second" : "unknown", key, keys->what);
    set_where(reader, member, node_key_offset(member, reader->text), &error);
    for (int k = 0; k < keys->count && count < MOST; k++)
        if (strcmp(keys->keys[k].name, READER_COMMENT) != 0)
            known[count++] = keys->keys[k].name;
    if (!twice) {
        expect_one_of(&error, known, (size_t)count);
        error_found(&error, "\"%.60s\"", key);
        hint_near(&error, key, known, (size_t)count);
    }
    reader_add(reader, &error);
}

static void key_missing(JsonReader *reader, const Node *node, const JsonKeys *keys,
                        const char *key) {
    if (is_full(reader))
        return;
    Error error = reader_error(reader, node, "missing key \"%s\" in %s", key, keys->what);
    error_expected(&error, "\"%s\"", key);
    reader_add(reader, &error);
}

static bool is_words(const cJSON *json) {
    const cJSON *line;
    if (!cJSON_IsArray(json))
        return cJSON_IsString(json);
    cJSON_ArrayForEach(line, json) {
        if (!cJSON_IsString(line))
            return false;
    }
    return true;
}

bool reader_remark(JsonReader *reader, const Node *member) {
    if (strcmp(member->json->string, READER_COMMENT) != 0)
        return false;
    if (!is_words(member->json))
        reader_fault(reader, member, "a string, or an array of strings", "this is no remark");
    return true;
}

bool reader_object(JsonReader *reader, const Node *node, const JsonKeys *keys) {
    unsigned seen = 0; /* a bit for each of the keys, of which no object has more than 32 */
    if (!node->json)
        return false;
    if (!cJSON_IsObject(node->json))
        return reader_fault(reader, node, "an object in braces", "this should be %s", keys->what);
    for (Node member = node_first(node); member.json; member = node_next(&member)) {
        int key = key_find(keys, member.json->string);
        if (key < 0 || (seen >> key & 1u))
            key_fault(reader, &member, keys, key >= 0);
        else
            seen |= 1u << key;
        if (key >= 0)
            reader_remark(reader, &member);
    }
    for (int k = 0; k < keys->count; k++)
        if (keys->keys[k].required && !(seen >> k & 1u))
            key_missing(reader, node, keys, keys->keys[k].name);
    return true;
}

bool reader_array(JsonReader *reader, const Node *node, int low, int high, const char *of) {
    assert(low <= high);
    char expected[120];
    if (!node->json)
        return false;
    int count = node_count(node);
    if (low == high)
        snprintf(expected, sizeof expected, "an array of %d %s", low, of);
    else
        snprintf(expected, sizeof expected, "an array of %d to %d %s", low, high, of);
    if (!cJSON_IsArray(node->json))
        return reader_fault(reader, node, expected, "this is no array");
    if (count >= low && count <= high)
        return true;
    return reader_fault(reader, node, expected, "too %s %s", count < low ? "few" : "many", of);
}

const char *reader_string(JsonReader *reader, const Node *node, const char *what) {
    if (!node->json)
        return NULL;
    if (!cJSON_IsString(node->json)) {
        reader_fault(reader, node, "a string", "%s is no string", what);
        return NULL;
    }
    if (!node->json->valuestring[0]) {
        reader_fault(reader, node, NULL, "%s is empty", what);
        return NULL;
    }
    return node->json->valuestring;
}

char *reader_copy(JsonReader *reader, const Node *node, const char *what) {
    const char *string = reader_string(reader, node, what);
    size_t size = string ? strlen(string) + 1 : 0;
    char *copy = string ? reader_allocate(reader, node, size, 1) : NULL;
    if (copy)
        memcpy(copy, string, size);
    return copy;
}

char *reader_id(JsonReader *reader, const Node *node) {
    const char *string = reader_string(reader, node, "the id");
    if (!string)
        return NULL;
    size_t length = strspn(string, "abcdefghijklmnopqrstuvwxyz0123456789_-");
    if (string[length] || string[0] == '_' || string[0] == '-' || length > ID_MOST) {
        reader_fault(reader, node, "up to 60 of a-z, 0-9, - and _, the first a letter or a digit",
                     "this cannot be an id");
        return NULL;
    }
    return reader_copy(reader, node, "the id");
}

bool reader_number(JsonReader *reader, const Node *node, float *value) {
    if (!node->json)
        return false;
    if (!cJSON_IsNumber(node->json))
        return reader_fault(reader, node, "a number", "this is no number");
    if (!(fabs(node->json->valuedouble) <= (double)FLT_MAX))
        return reader_fault(reader, node, "at most 3.4e38 in size",
                            "the number is beyond the range of a float");
    *value = (float)node->json->valuedouble;
    return true;
}

bool reader_integer(JsonReader *reader, const Node *node, long low, long high, long *value) {
    assert(low <= high);
    char expected[80];
    if (!node->json)
        return false;
    double number = node->json->valuedouble;
    snprintf(expected, sizeof expected, "a whole number from %ld to %ld", low, high);
    if (!cJSON_IsNumber(node->json))
        return reader_fault(reader, node, expected, "this is no number");
    if (number != floor(number))
        return reader_fault(reader, node, expected, "this is no whole number");
    if (!(number >= (double)low && number <= (double)high))
        return reader_fault(reader, node, expected, "the number is out of range");
    *value = (long)number;
    return true;
}

bool reader_bool(JsonReader *reader, const Node *node, bool *value) {
    if (!node->json)
        return false;
    *value = cJSON_IsTrue(node->json);
    return cJSON_IsBool(node->json) ||
           reader_fault(reader, node, "true or false", "this is neither true nor false");
}

int reader_word(JsonReader *reader, const Node *node, const char *what, const char *const *words,
                int count) {
    const char *string = reader_string(reader, node, what);
    if (!string)
        return -1;
    for (int k = 0; k < count; k++)
        if (strcmp(words[k], string) == 0)
            return k;
    reader_unknown(reader, node, what, string, words, (size_t)count);
    return -1;
}
