/* json_walk.h: for tests that break files on purpose: every value of a JSON text and where it
 * stands, found by a walk of its own, so that the reader's places are judged and not believed. The
 * text must be good JSON. */
#ifndef GATESCOPE_TESTS_JSON_WALK_H
#define GATESCOPE_TESTS_JSON_WALK_H

#include "testing.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { JSON_MEMBER_PATH = 128 };

typedef struct JsonValue {
    char first;         /* its first byte tells what it is: { [ " - 0..9 t f n */
    size_t start, end;  /* in the text; end is behind it */
    size_t key;         /* where its key's quote opens; of an array's member its own start */
    int parent, index;  /* the parent's place in the list, -1: none; which of its members */
    int members, depth; /* brackets around it */
    char name[64];      /* its key; empty: none */
    char member_path[JSON_MEMBER_PATH]; /* beats[2].ask.choices[0] */
} JsonValue;

typedef struct JsonWalk {
    const char *text;
    size_t at;
    JsonValue *values; /* owned; a parent stands before its members */
    int count, capacity;
} JsonWalk;

static inline void walk_space(JsonWalk *walk) {
    walk->at += strspn(walk->text + walk->at, " \t\r\n");
}

static inline void walk_string(JsonWalk *walk) {
    for (walk->at++; walk->text[walk->at] != '"'; walk->at++)
        walk->at += walk->text[walk->at] == '\\';
    walk->at++;
}

static inline int walk_add(JsonWalk *walk, int parent, int index, size_t key) {
    if (walk->count == walk->capacity) {
        walk->capacity = walk->capacity ? 2 * walk->capacity : 256;
        walk->values = realloc(walk->values, (size_t)walk->capacity * sizeof *walk->values);
        assert_non_null(walk->values);
    }
    JsonValue *value = &walk->values[walk->count];
    memset(value, 0, sizeof *value);
    value->first = walk->text[walk->at];
    value->start = walk->at;
    value->key = key;
    value->parent = parent;
    value->index = index;
    if (parent < 0)
        return walk->count++;
    const JsonValue *above = &walk->values[parent];
    value->depth = above->depth + 1;
    if (above->first == '{') {
        size_t length = strcspn(walk->text + key + 1, "\"");
        snprintf(value->name, sizeof value->name, "%.*s", (int)length, walk->text + key + 1);
        snprintf(value->member_path, JSON_MEMBER_PATH, "%.60s%s%.60s", above->member_path,
                 above->member_path[0] ? "." : "", value->name);
    } else {
        snprintf(value->member_path, JSON_MEMBER_PATH, "%.100s[%d]", above->member_path, index);
    }
    return walk->count++;
}

static inline void walk_value(JsonWalk *walk, int parent, int index, size_t key) {
    int own = walk_add(walk, parent, index, key);
    char first = walk->values[own].first;
    if (first == '"') {
        walk_string(walk);
    } else if (first == '{' || first == '[') {
        int members = 0;
        for (walk->at++, walk_space(walk); !strchr("}]", walk->text[walk->at]); members++) {
            size_t before = walk->at;
            if (first == '{') {
                walk_string(walk);
                walk_space(walk);
                walk->at++; /* the colon */
                walk_space(walk);
            }
            walk_value(walk, own, members, before);
            walk_space(walk);
            walk->at += walk->text[walk->at] == ',';
            walk_space(walk);
        }
        walk->at++;
        walk->values[own].members = members;
    } else {
        walk->at += strcspn(walk->text + walk->at, ",]} \t\r\n");
    }
    walk->values[own].end = walk->at;
}

/* The values belong to the caller (free). */
static inline JsonWalk json_walk(const char *text) {
    JsonWalk walk = {.text = text};
    walk_space(&walk);
    walk_value(&walk, -1, 0, walk.at);
    return walk;
}

static inline void line_column_of(const char *text, size_t offset, int *line, int *column) {
    *line = *column = 1;
    for (size_t k = 0; k < offset; k++) {
        *column = text[k] == '\n' ? 1 : *column + 1;
        *line += text[k] == '\n';
    }
}

#endif
