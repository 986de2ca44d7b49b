/* plan.h: what of a run is written. Private to this folder. */
#ifndef GATESCOPE_FILES_EXPORT_PLAN_H
#define GATESCOPE_FILES_EXPORT_PLAN_H

#include "files/export/run.h"

/* One signal of one cell, as it is asked for. */
typedef struct ExportArray {
    int cell, signal;
    const int *units; /* those that are asked for, ascending; NULL: all */
    int columns;
} ExportArray;

/* What is written. */
typedef struct ExportPlan {
    const ExportRun *run;
    const ExportChoice *choice;
    ExportArray *arrays; /* cell by cell, in the order of the kind's table; owned */
    int count;
    int *units; /* owned */
    int unit_count;
    long from, to; /* the last is not a part of it */
} ExportPlan;

bool export_plan(ExportPlan *plan, const ExportRun *run, const ExportChoice *choice, Error *error);
void export_plan_free(ExportPlan *plan);

const char *export_signal(const ExportPlan *plan, const ExportArray *array);
long export_length(const ExportPlan *plan, int sequence); /* its steps */
/* The array's numbers of a part's step: `columns` floats to `row`. */
void export_row(const ExportArray *array, const ExportPart *part, long step, float *row);
/* The chosen steps of a part: from *first on, *count of them. */
void export_steps(const ExportPlan *plan, const ExportPart *part, long *first, long *count);

#endif
