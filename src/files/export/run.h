/* run.h: a run whose numbers are exported, and what of it is asked for (export.h). */
#ifndef GATESCOPE_FILES_EXPORT_RUN_H
#define GATESCOPE_FILES_EXPORT_RUN_H

#include <stdio.h>

#include "engine/trace.h"

typedef enum ExportFormat {
    EXPORT_CSV,
    EXPORT_JSON,
    EXPORT_TABLE,
    EXPORT_NPZ,
    EXPORT_NPY
} ExportFormat;

typedef struct ExportCell {
    const char *name;
    CellSpec spec;
} ExportCell;

/* Steps from .. from + count - 1 of a cell: those of the trace from its step `at` on. Parts of one
 * cell and sequence join each other. */
typedef struct ExportPart {
    int cell, sequence;
    long from, count, at;
    const Trace *trace;
} ExportPart;

/* Takes a part; false: it ends there, with an error that is set. */
typedef bool ExportTake(void *taker, const ExportPart *part, Error *error);

typedef struct ExportRun {
    const char *key, *name; /* what json begins with: "lesson": its id */
    const ExportCell *cells;
    int cell_count;
    long steps; /* of the longest sequence */
    int sequences;
    bool many;           /* the arrays have a first axis, also where there is one sequence */
    const long *lengths; /* the steps of each sequence; NULL: all have `steps` */
    /* Computes sequences first .. first + count - 1, as far as steps before `until`, and hands out all
     * parts of a sequence before those of the next. May be asked more than once. */
    bool (*compute)(void *context, int first, int count, long until, ExportTake *take, void *taker,
                    Error *error);
    /* What json has besides, written behind the cells; NULL: nothing. */
    bool (*besides)(void *context, FILE *out, Error *error);
    void *context;
    size_t keep; /* numbers that texts keep at once; 0: 64 MiB of them */
} ExportRun;

/* What is asked for. All NULL and from, to -1: everything. */
typedef struct ExportChoice {
    const char *signals; /* "f,c"; of one cell: "layer0.f" */
    const char *units;   /* "0-15,20", ends included; x has no units and is whole */
    long from, to;       /* the first and the last step; -1: of the run */
    ExportFormat format;
} ExportChoice;

#endif
