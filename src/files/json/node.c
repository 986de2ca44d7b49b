/* node.c: see node.h. All walks here are over text that json_check has passed, so they
 * look for what must be there and need no tests for what cannot happen. */
#include "files/json/node.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "files/json/syntax.h"

Node node_root(const cJSON *json) {
    return (Node){.json = json};
}

Node node_first(const Node *parent) {
    return (Node){.json = parent->json ? parent->json->child : NULL, .parent = parent};
}

Node node_next(const Node *node) {
    return (Node){.json = node->json->next, .parent = node->parent, .index = node->index + 1};
}

Node node_member(const Node *object, const char *key) {
    if (!cJSON_IsObject(object->json))
        return (Node){.parent = object};
    Node member = node_first(object);
    while (member.json && strcmp(member.json->string, key) != 0)
        member = node_next(&member);
    return member;
}

int node_count(const Node *node) {
    return cJSON_GetArraySize(node->json);
}

/* Appends to path at *length; a piece that does not fit whole is cut. */
static void append(char *path, size_t size, size_t *length, const char *piece) {
    size_t more = strlen(piece);
    if (*length + more >= size)
        more = size - 1 - *length;
    memcpy(path + *length, piece, more);
    *length += more;
    path[*length] = '\0';
}

static void append_member_path(const Node *node, char *path, size_t size, size_t *length) {
    char index[32];
    if (!node->parent)
        return;
    append_member_path(node->parent, path, size, length);
    if (node->json && node->json->string) {
        append(path, size, length, *length ? "." : "");
        append(path, size, length, node->json->string);
    } else {
        snprintf(index, sizeof index, "[%d]", node->index);
        append(path, size, length, index);
    }
}

void node_member_path(const Node *node, char *path, size_t size) {
    assert(size > 0);
    size_t length = 0;
    path[0] = '\0';
    append_member_path(node, path, size, &length);
}

static size_t skip_space(const char *text, size_t at) {
    while (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '\r')
        at++;
    return at;
}

/* Past the closing quote of the string that begins here. */
static size_t skip_string(const char *text, size_t at) {
    for (at++; text[at] != '"'; at++)
        if (text[at] == '\\')
            at++;
    return at + 1;
}

/* Past the value that begins here: brackets are counted, strings are stepped over. */
static size_t skip_value(const char *text, size_t at) {
    size_t open = 0;
    if (text[at] == '"')
        return skip_string(text, at);
    if (text[at] != '[' && text[at] != '{')
        return at + strcspn(text + at, ",]} \t\r\n");
    do {
        if (text[at] == '"') {
            at = skip_string(text, at);
            continue;
        }
        if (text[at] == '[' || text[at] == '{')
            open++;
        if (text[at] == ']' || text[at] == '}')
            open--;
        at++;
    } while (open);
    return at;
}

/* Past a key and its colon, at the value. */
static size_t skip_key(const char *text, size_t at) {
    at = skip_space(text, skip_string(text, at));
    return skip_space(text, at + 1);
}

/* The offset of a member of the array or object at `at`: of its key, where it has one. */
static size_t member_offset(const char *text, size_t at, int index) {
    bool object = text[at] == '{';
    at = skip_space(text, at + 1);
    for (int k = 0; k < index; k++) {
        at = skip_value(text, object ? skip_key(text, at) : at);
        at = skip_space(text, skip_space(text, at) + 1);
    }
    return at;
}

size_t node_key_offset(const Node *node, const char *text) {
    if (!node->parent)
        return skip_space(text, 0);
    return member_offset(text, node_offset(node->parent, text), node->index);
}

size_t node_offset(const Node *node, const char *text) {
    size_t at = node_key_offset(node, text);
    return node->parent && cJSON_IsObject(node->parent->json) ? skip_key(text, at) : at;
}

/* Bytes of UTF-8 that the escape at `at` stands for, and its own length in the text. */
static size_t escape_size(const char *text, size_t at, size_t *written) {
    unsigned code = 0;
    *written = 2;
    if (text[at + 1] != 'u')
        return 1;
    sscanf(text + at + 2, "%4x", &code);
    bool pair = code >= 0xd800 && code <= 0xdfff;
    *written = pair ? 12 : 6;
    char bytes[UTF8_MOST];
    return pair ? 4 : utf8_encode(code, bytes);
}

size_t string_offset(const char *text, size_t string, size_t n) {
    size_t at = string + 1, written = 1;
    for (size_t byte = 0; text[at] != '"'; at += written) {
        size_t size = 1;
        written = 1;
        if (text[at] == '\\')
            size = escape_size(text, at, &written);
        if (byte + size > n)
            break;
        byte += size;
    }
    return at;
}

/* The longest start of a string of at most `most` bytes that ends between characters. */
static int whole_characters(const char *string, size_t most) {
    size_t length = strlen(string), at = 0, size;
    while ((size = utf8_length(string + at, length - at)) > 0 && at + size <= most)
        at += size;
    return (int)at;
}

void node_describe(const Node *node, char *text, size_t size) {
    assert(size > 0);
    const cJSON *json = node->json;
    int count = node_count(node);
    if (cJSON_IsString(json)) {
        int shown = whole_characters(json->valuestring, 60);
        snprintf(text, size, "the string \"%.*s%s\"", shown, json->valuestring,
                 json->valuestring[shown] ? "..." : "");
    } else if (cJSON_IsNumber(json)) {
        snprintf(text, size, "%.9g", json->valuedouble);
    } else if (cJSON_IsBool(json)) {
        snprintf(text, size, "%s", cJSON_IsTrue(json) ? "true" : "false");
    } else if (cJSON_IsArray(json) && count == 0) {
        snprintf(text, size, "an empty array");
    } else if (cJSON_IsArray(json)) {
        snprintf(text, size, "an array of %d", count);
    } else if (cJSON_IsObject(json)) {
        snprintf(text, size, "an object");
    } else {
        snprintf(text, size, "%s", json ? "null" : "nothing");
    }
}
