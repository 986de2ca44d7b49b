/* arrays.h: exports as npz and npy. Private to this folder. */
#ifndef GATESCOPE_FILES_EXPORT_ARRAYS_H
#define GATESCOPE_FILES_EXPORT_ARRAYS_H

#include "base/new_file.h"
#include "files/export/plan.h"

bool export_write_arrays(NewFile *file, ExportPlan *plan, Error *error);

#endif
