/* exported.h: the options of commands that write a run's numbers: --signal, --unit, --from, --to,
 * --format and -o, and the writing itself. */
#ifndef GATESCOPE_COMMANDS_LINE_EXPORTED_H
#define GATESCOPE_COMMANDS_LINE_EXPORTED_H

#include "commands/line/words.h"
#include "files/export/export.h"

/* What is asked for; the format is that of --format, else that of the ending of -o, else csv. Texts
 * point into the command line. False after saying what is wrong. */
bool words_export(const Words *words, ExportChoice *choice);

/* Writes the run into -o, or to standard output, whole or not at all; returns the exit status, after
 * saying what is wrong. */
int export_to(const Words *words, const ExportRun *run, const ExportChoice *choice);

#endif
