/* error.h: the one error type of the program.
 *
 * An error says what went wrong, where (file, line, column, member path), what was
 * expected and what was found, and where it can, a hint. Functions that can fail return false (or
 * NULL) and fill an Error, or add to an Errors where one reading can find many. Nothing below
 * commands/ and ui/ prints or exits. All texts are cut to their field, never overrun, and stay
 * valid UTF-8 when cut. */
#ifndef GATESCOPE_BASE_ERROR_H
#define GATESCOPE_BASE_ERROR_H

#include <stdbool.h>
#include <stddef.h>

typedef struct Error {
    char what[192];        /* "unknown key \"W_fx\"": a sentence without its full stop */
    char file[256];        /* as the user named it; empty where there is no file */
    int line, column;      /* from 1, column in bytes; 0: not known */
    char member_path[128]; /* in a JSON document: beats[2].ask.choices[0]; empty: not known */
    char expected[192];    /* "2 rows of 4 numbers"; may be empty */
    char found[128];       /* "3 rows"; may be empty */
    bool warning;          /* nothing is wrong, but it is to be known */
    char hint[128];        /* "did you mean \"W_xf\"?"; may be empty */
} Error;

typedef struct Errors {
    Error *items; /* owned; errors_free */
    size_t count, capacity;
    bool out_of_memory; /* an error could not be kept */
} Errors;

#if defined(__GNUC__)
#define ERROR_FORMAT(f, a) __attribute__((format(printf, f, a)))
#else
#define ERROR_FORMAT(f, a)
#endif

/* Sets error->what and empties the rest; error may be NULL. Returns false, so that a caller can
 * `return error_set(error, ...)`. */
bool error_set(Error *error, const char *format, ...) ERROR_FORMAT(2, 3);

/* Set one field of an error already set; error may be NULL. */
void error_expected(Error *error, const char *format, ...) ERROR_FORMAT(2, 3);
void error_found(Error *error, const char *format, ...) ERROR_FORMAT(2, 3);
void error_hint(Error *error, const char *format, ...) ERROR_FORMAT(2, 3);

/* The file that the error is about, cut at a whole character where it is longer than the field;
 * error may be NULL. Returns false. */
bool error_in_file(Error *error, const char *file);

/* An amount of memory as people read it, "3.2 GB"; returns text. */
enum { ERROR_BYTES_SIZE = 32 };
const char *error_bytes(double bytes, char text[ERROR_BYTES_SIZE]);

/* The message for memory that could not be had: "out of memory: 3.2 GB for a trace ...". Returns
 * false. */
bool error_memory(Error *error, size_t bytes, const char *purpose);

/* Appends a copy; the copy is the last of errors->items on success. */
void errors_add(Errors *errors, const Error *error);
void errors_free(Errors *errors);

/* Writes "file:line:column: member path: what; expected ..., found ... (hint)" into text, always
 * terminated. Returns the length that the whole message has. */
size_t error_format(const Error *error, char *text, size_t size);

/* The entry of names[0..count) nearest to name by edit distance, or NULL where none is near
 * (more than a third of its letters, at least 2, would have to change). */
const char *nearest_name(const char *name, const char *const *names, size_t count);

#endif
