/* trace.c: `gatescope trace`: every number of a lesson's run. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "commands/words.h"
#include "files/trace_file.h"

enum { TABLE_UNITS = 4 };

static bool shown_in_table(const CellSpec *spec, int signal) {
    return signal_present(spec, signal) &&
           cell_kind(spec->kind)->signals[signal].class != SIGNAL_PRE_ACTIVATION;
}

static void table_row(FILE *out, const Trace *trace, long t) {
    const CellKindInfo *kind = cell_kind(trace->spec.kind);
    fprintf(out, "%5ld", t);
    for (int signal = 0; signal < kind->signal_count; signal++)
        for (int unit = 0; shown_in_table(&trace->spec, signal) &&
                           unit < signal_width(&trace->spec, signal) && unit < TABLE_UNITS;
             unit++)
            fprintf(out, " %9.4f", (double)trace_at(trace, signal, t, 0)[unit]);
    fputc('\n', out);
}

static void table_head(FILE *out, const LessonCell *cell, const CellSpec *spec) {
    const CellKindInfo *kind = cell_kind(spec->kind);
    fprintf(out, "%s (%s, %d unit%s)\n%5s", cell->id, kind->title, spec->hidden,
            spec->hidden == 1 ? "" : "s", "t");
    for (int signal = 0; signal < kind->signal_count; signal++)
        for (int unit = 0; shown_in_table(spec, signal) && unit < signal_width(spec, signal) &&
                           unit < TABLE_UNITS;
             unit++) {
            char name[32];
            snprintf(name, sizeof name, "%s[%d]", kind->signals[signal].name, unit);
            fprintf(out, " %9s", name);
        }
    fputc('\n', out);
}

static bool write_table(FILE *out, const Run *run) {
    for (int k = 0; k < run->lesson->cell_count; k++) {
        if (k)
            fputc('\n', out);
        table_head(out, &run->lesson->cells[k], &run->cells[k]->spec);
        for (long t = 0; t < run->lesson->steps; t++)
            table_row(out, run->traces[k], t);
    }
    return !ferror(out);
}

static bool write_run(FILE *out, const Run *run, int format, Error *error) {
    if (format == 1)
        return trace_write_json(out, run, error);
    if (format == 0)
        return trace_write_csv(out, run, error);
    return write_table(out, run) || error_set(error, "cannot write: %s", strerror(errno));
}

static int write_to(const char *path, const Run *run, int format) {
    Error error = {0};
    FILE *out = path ? fopen(path, "w") : stdout;
    if (!out)
        return say(EXIT_ENVIRONMENT, "%s: cannot write: %s", path, strerror(errno));
    bool whole = write_run(out, run, format, &error);
    if (whole && fflush(out) != 0)
        whole = error_set(&error, "cannot write: %s", strerror(errno));
    if (path && fclose(out) != 0 && whole)
        whole = error_set(&error, "cannot write: %s", strerror(errno));
    if (whole)
        return EXIT_GOOD;
    if (path)
        snprintf(error.file, sizeof error.file, "%s", path);
    return say_error(EXIT_ENVIRONMENT, &error);
}

/* The run after the script of the first `beats` beats. */
static Run *run_to_beat(const Lesson *lesson, long beats, Error *error) {
    Run *run = run_new(lesson, error);
    bool whole = run != NULL;
    for (long beat = 0; whole && beat < beats; beat++)
        for (int k = 0; whole && k < lesson->beats[beat].edit_count; k++)
            whole = run_edit(run, &lesson->beats[beat].edits[k], error);
    if (!whole) {
        run_free(run);
        return NULL;
    }
    run_update(run);
    return run;
}

int command_trace(const Command *command, int count, char **line) {
    static const char *const formats[] = {"csv", "json", "table", NULL};
    Words words;
    Error error = {0};
    int status = EXIT_USAGE, format = 0;
    long beats = 0;
    if (!words_read(&words, command, count, line, &status))
        return status;
    const char *path = words_lesson(&words);
    if (!path || !words_name(&words, "--format", formats, &format))
        return EXIT_USAGE;
    Lesson *lesson = read_lesson(path);
    if (!lesson)
        return EXIT_FAILED_CHECK;
    if (!words_long(&words, "--beat", 1, lesson->beat_count, &beats)) {
        lesson_free(lesson);
        return EXIT_USAGE;
    }
    Run *run = run_to_beat(lesson, beats, &error);
    status = run ? write_to(words_value(&words, "-o"), run, format)
                 : say_error(EXIT_ENVIRONMENT, &error);
    run_free(run);
    lesson_free(lesson);
    return status;
}
