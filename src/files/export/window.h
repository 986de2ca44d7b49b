/* window.h: rows of a run for those who write in another order than they come. Private to this
 * folder. */
#ifndef GATESCOPE_FILES_EXPORT_WINDOW_H
#define GATESCOPE_FILES_EXPORT_WINDOW_H

#include "files/export/plan.h"

typedef struct ExportWindow {
    const ExportPlan *plan;
    int array, array_count; /* what it holds: arrays, sequences, steps */
    int sequence, sequence_count;
    long from, count;
    float *numbers; /* owned */
    size_t *begins; /* of each array of the plan, in numbers; owned */
} ExportWindow;

bool export_window_open(ExportWindow *window, const ExportPlan *plan, Error *error);
void export_window_close(ExportWindow *window);
/* The numbers of an array, a sequence and a step; where they are not there, the run is walked over
 * for as many as fit of arrays `first` to `end` - 1, which are those needed next. NULL and an
 * error. */
const float *export_window_row(ExportWindow *window, int array, int sequence, long step, int first,
                               int end, Error *error);

#endif
