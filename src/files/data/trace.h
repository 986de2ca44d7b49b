/* trace.h: every number of a run, for other programs.
 *
 * Both forms list each cell's signals in the order of its kind's table (x, h, pre-activations,
 * gates ...), steps 0..T-1, with the shortest digits that read back as the same float. They are
 * written number by number: a long run needs no more memory than a short one. */
#ifndef GATESCOPE_FILES_DATA_TRACE_H
#define GATESCOPE_FILES_DATA_TRACE_H

#include <stdio.h>

#include "files/export/export.h"
#include "lesson/run/run.h"

/* The run for export_write; `cells` gets its cells and, as the run, has to outlive it. With gradients
 * its json has those as well. */
ExportRun trace_export(const Run *run, ExportCell *cells, bool gradients);

/* A line "t,cell,signal,unit,value" for each number, below a line with those names. What is no
 * number is written nan, inf or -inf. False and an error where the output cannot be written (a full
 * disk). */
bool trace_write_csv(FILE *out, const Run *run, Error *error);

/* {"lesson": id, "steps": T, "cells": {id: {signal: [[unit 0, unit 1, ...] per step], ...}, ...}}.
 * JSON knows no infinity and no NaN: both are null. */
bool trace_write_json(FILE *out, const Run *run, Error *error);

/* The same with "gradients": {id: {"x": [[...] per step], "h": ..., "c": ... (LSTM), "W_xi":
 * matrix, "b_i": [...], ...}, ...} beside "cells": the derivatives of "sum of the last hidden
 * state", each cell for itself, by what it reads, by its state at a step (the total derivative) and
 * by its weights. Also false where memory lacks. */
bool trace_write_json_gradients(FILE *out, const Run *run, Error *error);

#endif
