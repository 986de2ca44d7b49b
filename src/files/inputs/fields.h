/* fields.h: the fields of a table. Private to this folder. */
#ifndef GATESCOPE_FILES_INPUTS_FIELDS_H
#define GATESCOPE_FILES_INPUTS_FIELDS_H

#include "base/error.h"

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

#endif
