/* parts.h: what the readers of inputs share. Private to this folder. */
#ifndef GATESCOPE_FILES_INPUTS_PARTS_H
#define GATESCOPE_FILES_INPUTS_PARTS_H

#include <stdint.h>

#include "files/inputs/inputs.h"

/* ---- what is read (inputs.c) ---- */

/* Says what was left out: a warning that names the file. */
void inputs_left(InputData *data, const char *path, const char *format, ...) ERROR_FORMAT(3, 4);
/* Sets what of an error, and its file; false. */
bool inputs_fail(Error *error, const char *path, const char *format, ...) ERROR_FORMAT(3, 4);
/* Room for so many sequences of so many numbers in all, which lie one behind the other. */
bool inputs_room(InputData *data, const char *path, int sequences, uint64_t numbers, Error *error);

/* ---- the fields of a table (fields.c) ---- */

/* What stands between two separators, without quotes and the spaces around it. */
typedef struct Field {
    const char *text; /* in the file */
    size_t length;
    bool quoted;      /* "" stands for a quote in it */
    int line, column; /* from 1; bytes */
    bool last;        /* of its row */
} Field;

/* A walk over a table's fields. */
typedef struct Fields {
    const char *at, *end, *row; /* row: where its line begins */
    int line;
    char separator; /* ' ': any number of spaces */
    bool ended;     /* behind the last field of a row, or before the first */
} Fields;

/* The separator that the first rows agree on; '\0': none, and so one column. */
char fields_separator(const char *text, size_t length);
Fields fields_begin(const char *text, size_t length, char separator);
/* The next field; lines without anything, and those after # are passed over between rows. False at
 * the end, or with an error (error->what is set) at a quote that does not end as it should. */
bool fields_next(Fields *fields, Field *field, Error *error);
/* Its text, without doubled quotes; cut to the size. */
void field_copy(const Field *field, char *text, size_t size);
bool field_is(const Field *field, const char *text);
bool field_missing(const Field *field);
/* A number that float32 has; *comma becomes true where its point is a comma, which only is one where
 * commas do not separate. */
bool field_number(const Field *field, char separator, float *number, bool *comma);

/* ---- readers ---- */

bool inputs_read_table(InputData *data, const char *path, const char *text, size_t length,
                       const InputOptions *options, Error *error);

/* Bytes that come one after the other: a file's, an archive's member's, or those in memory. */
typedef struct ByteSource {
    bool (*read)(struct ByteSource *source, void *bytes, size_t count); /* all of them, or false */
    void *from;
    uint64_t left; /* bytes that are there */
} ByteSource;

/* An array in numpy's format. */
bool inputs_read_npy(InputData *data, const char *path, ByteSource *source,
                     const InputOptions *options, Error *error);
/* The descriptor is taken over. */
bool inputs_read_npz(InputData *data, const char *path, int file, const InputOptions *options,
                     Error *error);

#endif
