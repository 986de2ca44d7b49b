/* text.h: exports as csv, json and tables. Private to this folder. */
#ifndef GATESCOPE_FILES_EXPORT_TEXT_H
#define GATESCOPE_FILES_EXPORT_TEXT_H

#include "files/export/plan.h"

bool export_write_text(FILE *out, const ExportPlan *plan, Error *error);

#endif
