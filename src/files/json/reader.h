/* reader.h: typed values out of a JSON document, with an error for each that is not as it
 * should be.
 *
 * Every function here adds its own error (file, line, column, member path, expected, found) and
 * returns whether the value can be used; the caller goes on with the rest, so that all errors of a
 * file are found in one reading. A node that is not there (json NULL) is not good but adds nothing:
 * reader_object has already said which keys are missing. */
#ifndef GATESCOPE_FILES_JSON_READER_H
#define GATESCOPE_FILES_JSON_READER_H

#include "base/error.h"
#include "files/json/node.h"

enum { READER_ERRORS = 200 }; /* listed at most; the last then says that there are more */

typedef struct JsonReader {
    const char *text; /* checked by json_check */
    const char *file;
    Errors *errors;
    size_t before;      /* errors that were there when reading began */
    bool memory_lacked; /* then no other errors are added: nothing that follows can be judged */
} JsonReader;

/* Which keys an object may and must have. */
typedef struct JsonKey {
    const char *name;
    bool required;
} JsonKey;

/* Where an object's keys have this one, it may hold a remark, a string or strings, for whoever
 * edits the file: JSON has no comments. It is read over. */
#define READER_COMMENT "//"

typedef struct JsonKeys {
    const char *what; /* "a beat" */
    const JsonKey *keys;
    int count;
} JsonKeys;

/* An error that stands at the node's value, not yet added. */
Error reader_error(const JsonReader *reader, const Node *node, const char *format, ...)
    ERROR_FORMAT(3, 4);
void reader_add(JsonReader *reader, const Error *error);
/* Adds an error at the node, with the node's value as found. expected may be NULL. Returns false.
 */
bool reader_fault(JsonReader *reader, const Node *node, const char *expected, const char *format,
                  ...) ERROR_FORMAT(4, 5);
/* The same at the key of an object's member, with the key as found. Returns false. */
bool reader_key_fault(JsonReader *reader, const Node *member, const char *expected,
                      const char *format, ...) ERROR_FORMAT(4, 5);
/* The same for a name that is not one of the known ones, with the nearest of them as hint. */
bool reader_unknown(JsonReader *reader, const Node *node, const char *what, const char *name,
                    const char *const *known, size_t count);
/* Adds an error that was found at byte error->column (from 1) of a string's value. Returns false.
 */
bool reader_fault_inside(JsonReader *reader, const Node *string, const Error *error);
/* Out of memory: the last error that is added. Returns false. */
bool reader_memory(JsonReader *reader, const Node *node);
/* Whether no error was added yet. */
bool reader_good(const JsonReader *reader);
/* Puts the errors of this reading into the order of the text. */
void reader_sort(JsonReader *reader);

/* calloc with an error at the node where memory lacks. Never asks for nothing. */
void *reader_allocate(JsonReader *reader, const Node *node, size_t count, size_t size);

/* Whether an object's member is a remark; adds an error where it is none that can be read. */
bool reader_remark(JsonReader *reader, const Node *member);
/* An object: its keys are checked, unknown, double and missing ones are errors. False only where it
 * is no object at all. */
bool reader_object(JsonReader *reader, const Node *node, const JsonKeys *keys);
/* An array of low..high members. */
bool reader_array(JsonReader *reader, const Node *node, int low, int high, const char *of);
/* A string that is not empty; NULL where it is not one. Belongs to the document. */
const char *reader_string(JsonReader *reader, const Node *node, const char *what);
/* The string's own copy, or NULL. */
char *reader_copy(JsonReader *reader, const Node *node, const char *what);
/* An id: [a-z0-9][a-z0-9_-]*, at most ID_MOST bytes. */
enum { ID_MOST = 60 };
char *reader_id(JsonReader *reader, const Node *node);
/* A number within the range of a float. */
bool reader_number(JsonReader *reader, const Node *node, float *value);
bool reader_integer(JsonReader *reader, const Node *node, long low, long high, long *value);
bool reader_bool(JsonReader *reader, const Node *node, bool *value);
/* One of some words; its index, or -1. */
int reader_word(JsonReader *reader, const Node *node, const char *what, const char *const *words,
                int count);

#endif
