/* export.c: see export.h. */
#include "files/export/export.h"

#include "files/export/arrays.h"
#include "files/export/plan.h"
#include "files/export/text.h"

bool export_check(const ExportRun *run, const ExportChoice *choice, Error *error) {
    ExportPlan plan;
    if (!export_plan(&plan, run, choice, error))
        return false;
    export_plan_free(&plan);
    return true;
}

bool export_write(NewFile *file, const ExportRun *run, const ExportChoice *choice, Error *error) {
    ExportPlan plan;
    if (!export_plan(&plan, run, choice, error))
        return false;
    bool arrays = choice->format == EXPORT_NPZ || choice->format == EXPORT_NPY;
    bool good = arrays ? export_write_arrays(file, &plan, error)
                       : export_write_text(file->out, &plan, error);
    export_plan_free(&plan);
    return good;
}
