/* options.h: what the commands that open models of others (layers, look, trace) share: the options
 * that say what a file does not, and opening it. */
#ifndef GATESCOPE_COMMANDS_MODELS_OPTIONS_H
#define GATESCOPE_COMMANDS_MODELS_OPTIONS_H

#include "commands/line/words.h"
#include "files/network/network.h"

/* Rows of a command's table of options. */
#define MODEL_OPTIONS                                                                              \
    {"--module", "NAME", "only that part of the model, such as encoder (default: all of it)"},     \
        {"--nonlinearity", "tanh|relu",                                                            \
         "of an RNN whose file does not tell (default: what it tells, else tanh)"},                \
    {                                                                                              \
        "--reset", "before|after",                                                                 \
            "of a GRU whose file does not tell (default: what it tells, else after)"               \
    }

/* Reads the three; false after saying what is wrong. They point into the words. */
bool model_options(const Words *words, NetworkOptions *options);

/* Opens the model of the path with them. NULL after saying what is wrong; *status is what the command
 * ends with. */
Network *model_open(const Words *words, const char *path, int *status);

/* Tensors that are not shown. */
int model_left(const Network *network);

/* To standard error, a line each: what is not shown, and what was guessed, with the option that
 * changes it; the second also what else is to be known. */
void model_say_guesses(const Network *network);
void model_say(const Network *network);

#endif
