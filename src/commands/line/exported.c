/* exported.c: see exported.h. */
#include "commands/line/exported.h"

#include <limits.h>
#include <stdio.h>

#include "commands/line/say.h"

static const char *const FORMATS[] = {
    [EXPORT_CSV] = "csv", [EXPORT_JSON] = "json", [EXPORT_TABLE] = "table",
    [EXPORT_NPZ] = "npz", [EXPORT_NPY] = "npy",   NULL};

/* "run.npz" is meant to be npz. */
static int format_of_name(const char *path) {
    char ending[8];
    for (int k = 0; path && FORMATS[k]; k++) {
        snprintf(ending, sizeof ending, ".%s", FORMATS[k]);
        if (has_ending(path, ending))
            return k;
    }
    return EXPORT_CSV;
}

bool words_export(const Words *words, ExportChoice *choice) {
    int format = format_of_name(words_value(words, "-o"));
    *choice = (ExportChoice){.signals = words_value(words, "--signal"),
                             .units = words_value(words, "--unit"),
                             .from = -1,
                             .to = -1};
    if (!words_name(words, "--format", FORMATS, &format) ||
        !words_long(words, "--from", 0, LONG_MAX - 1, &choice->from) ||
        !words_long(words, "--to", 0, LONG_MAX - 1, &choice->to))
        return false;
    choice->format = (ExportFormat)format;
    return true;
}

int export_to(const Words *words, const ExportRun *run, const ExportChoice *choice) {
    NewFile file;
    Error error = {0};
    if (!export_check(run, choice, &error))
        return say_error(EXIT_USAGE, &error);
    if (!new_file_open(&file, words_value(words, "-o"), &error))
        return say_error(EXIT_ENVIRONMENT, &error);
    bool whole = export_write(&file, run, choice, &error);
    if (new_file_close(&file, whole, &error))
        return EXIT_GOOD;
    return say_error(EXIT_ENVIRONMENT, &error);
}
