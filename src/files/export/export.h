/* export.h: the numbers of a run for other programs: all of them, or the signals, units and steps
 * that were asked for, as npz, npy, csv, json or a table to read.
 *
 * What is exported comes in parts, a cell's steps at a time, forward or backward, and is written as
 * it comes: npz and npy at once, texts in as many walks over the run as their order takes, so that a
 * long run needs no more memory than a short one.
 *
 * In npz each signal of a cell is one array of float32, `layer0.f`, of shape (T, units); where there
 * are several sequences, (sequences, T, units), and NaN behind the end of those that are shorter.
 * csv has a line "t,cell,signal,unit,value" a number (with "sequence," in front where there are
 * several), in the order of steps, cells, signals, units; json {"cells": {cell: {signal:
 * [[unit 0, unit 1, ...] per step]}}}, where what is no number is null. Numbers in texts have the
 * shortest digits that read back as the same float. */
#ifndef GATESCOPE_FILES_EXPORT_EXPORT_H
#define GATESCOPE_FILES_EXPORT_EXPORT_H

#include "base/new_file.h"
#include "files/export/run.h"

/* Whether the run has what is asked for; an error that says what it has where not. */
bool export_check(const ExportRun *run, const ExportChoice *choice, Error *error);

/* Writes it. `file` is open; whoever opened it closes it. npz and npy need no other order of writing
 * where the file is regular, else they are made in memory first. */
bool export_write(NewFile *file, const ExportRun *run, const ExportChoice *choice, Error *error);

#endif
