/* data.h: what the commands that run models over data (look, trace) share: the options that say how
 * a file of inputs is read, and reading it. */
#ifndef GATESCOPE_COMMANDS_MODELS_DATA_H
#define GATESCOPE_COMMANDS_MODELS_DATA_H

#include "commands/line/words.h"
#include "files/inputs/inputs.h"
#include "files/network/network.h"

/* Rows of a command's table of options. */
#define DATA_OPTIONS                                                                               \
    {"--inputs", "DATA", "what the model reads: CSV, TSV, NPY, NPZ or WAV"},                       \
        {"--batch-first", NULL, "an array is (batch, T, inputs) (default: (T, batch, inputs))"},   \
        {"--columns", "LIST", "only these columns of a table, in this order: a,b,c"},              \
        {"--sequence", "COLUMN", "the column that names the sequence (default: it is one)"},       \
        {"--missing", "zero|previous|drop",                                                        \
         "what becomes of missing values (default: they are refused)"},                            \
        {"--array", "NAME", "which array of an NPZ file (default: the only one)"}, {               \
        "--frames", "N", "samples of a WAV file that are a step's inputs (default: one a step)"    \
    }

/* Reads these but --inputs itself; false after saying what is wrong. They point into the words. */
bool data_options(const Words *words, InputOptions *options);

/* Reads the file of --inputs for the network (embed.h), and says what was left out. NULL after saying what is wrong; *status is what the command ends with. */
InputData *data_open(const Words *words, const Network *network, int *status);

#endif
