/* inputs.h: sequences of inputs that somebody has: CSV and TSV, NPY and NPZ, WAV.
 *
 * What a file is, its first bytes say, not its name. Columns are inputs, rows are steps. Nothing in
 * it is trusted: sizes are checked against the file before memory is taken, and what is left out
 * (columns of texts, rows with holes) is said in words.
 *
 * Tables: the separator is a tab, a semicolon, a comma or spaces, whichever the rows agree on; the
 * first row has names where it has none of the numbers below it; quotes, CR LF and a byte order mark
 * are taken as they come. Arrays: (T,) is one input, (T, d), and (T, batch, d) as PyTorch has it,
 * with batch_first (batch, T, d). WAV: a channel is an input, a sample a step; with `frames` so many
 * samples of the one channel are the inputs of one step. */
#ifndef GATESCOPE_FILES_INPUTS_INPUTS_H
#define GATESCOPE_FILES_INPUTS_INPUTS_H

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
    float *numbers; /* owned */
    Errors left;    /* what was left out, or done about holes: warnings */
} InputData;

/* NULL and an error that says file, place, what was expected and what was found. */
InputData *inputs_open(const char *path, const InputOptions *options, Error *error);
/* The same of a file's bytes, which are changed; NPZ and WAV only lie in files. `path` is what errors
 * call it. */
InputData *inputs_of_bytes(char *bytes, size_t length, const char *path,
                           const InputOptions *options, Error *error);
void inputs_free(InputData *data); /* NULL is allowed */

/* Whether a model that reads so many inputs can read these; an error that says both where not. */
bool inputs_fit(const InputData *data, const char *path, int expected, Error *error);

#endif
