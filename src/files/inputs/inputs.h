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

#include "files/inputs/data.h"

/* NULL and an error that says file, place, what was expected and what was found. */
InputData *inputs_open(const char *path, const InputOptions *options, Error *error);
/* The same of a file's bytes, which are changed; NPZ only lies in files. `path` is what errors
 * call it. */
InputData *inputs_of_bytes(char *bytes, size_t length, const char *path,
                           const InputOptions *options, Error *error);

/* Whether a model that reads so many inputs can read these; an error that says both where not. */
bool inputs_fit(const InputData *data, const char *path, int expected, Error *error);

#endif
