/* data.h: sequences of inputs as they were read, and how they are asked for (inputs.h). */
#ifndef GATESCOPE_FILES_INPUTS_DATA_H
#define GATESCOPE_FILES_INPUTS_DATA_H

#include <stdint.h>

#include "base/error.h"

enum {
    INPUT_COLUMNS = 65536,  /* of a file, at most */
    INPUT_NUMBERS = 1 << 28 /* of a file, at most: 1 GiB */
};

/* What is done about a value that is not there: empty, NA, NaN, null, ?. */
typedef enum InputMissing {
    INPUT_REFUSED, /* an error with its line and column */
    INPUT_ZERO,
    INPUT_PREVIOUS, /* the value of the step before, of the same sequence */
    INPUT_DROP      /* the whole step is left out */
} InputMissing;

/* What the caller knows of the file. All 0: nothing. */
typedef struct InputOptions {
    const char *columns;  /* of a table, in this order: "a,b,c"; without names "0,2"; NULL: all that
                             are numbers */
    const char *sequence; /* the column of a table that names the sequence; NULL: there is one */
    const char *array;    /* of an NPZ file; NULL: the only one */
    bool batch_first;     /* of an array with three sides */
    InputMissing missing;
    int frames; /* of a WAV file: samples a step; 0: a step is a sample */
} InputOptions;

typedef struct InputSequence {
    char *name; /* what names it in its column; else NULL; owned */
    long steps;
    const float *numbers; /* steps x inputs, row-major, within InputData.numbers */
} InputSequence;

typedef struct InputData {
    const char *format;       /* in words: "CSV", "NPY" */
    int inputs;               /* numbers a step */
    char **columns;           /* their names, where the file has such; else NULL; owned */
    InputSequence *sequences; /* owned */
    int count;
    bool many;      /* the file can hold several sequences, also where it has one */
    float *numbers; /* owned */
    Errors left;    /* what was left out, or done about holes: warnings */
} InputData;

void inputs_free(InputData *data); /* NULL is allowed */

/* ---- for readers ---- */

/* Says what was left out: a warning that names the file. */
void inputs_left(InputData *data, const char *path, const char *format, ...) ERROR_FORMAT(3, 4);
/* Sets what of an error, and its file; false. */
bool inputs_fail(Error *error, const char *path, const char *format, ...) ERROR_FORMAT(3, 4);
/* Room for so many sequences of so many numbers in all, which lie one behind the other. */
bool inputs_room(InputData *data, const char *path, int sequences, uint64_t numbers, Error *error);

#endif
