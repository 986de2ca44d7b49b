/* trace.h: `gatescope trace MODEL --inputs DATA`, which begins as that of a lesson does
 * (commands/lesson/trace.c). */
#ifndef GATESCOPE_COMMANDS_MODELS_TRACE_H
#define GATESCOPE_COMMANDS_MODELS_TRACE_H

#include "commands/line/words.h"

/* Whether what the words name is a model: they have --inputs, --beside or --within, or the file does not
 * begin as a lesson does. */
bool is_model(const Words *words);

/* Writes every number of its run or, with --beside, says where another model's part from them; returns
 * the exit status, after saying what is wrong. */
int trace_model(const Words *words);

#endif
