/* trace.c: `gatescope trace`: every number of a run: a lesson's, or that of a shared state. */
#include "commands/lesson/commands.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/new_file.h"
#include "commands/line/say.h"
#include "commands/line/words.h"
#include "commands/state/share.h"
#include "files/data/trace.h"
#include "lesson/check/odd.h"

enum { TABLE_UNITS = 4, INPUTS_SHOWN = 3 };

typedef enum Format { FORMAT_CSV, FORMAT_JSON, FORMAT_TABLE, FORMAT_GRADIENTS } Format;

static bool shown_in_table(const CellSpec *spec, int signal) {
    return signal != SIGNAL_X && signal_present(spec, signal) &&
           cell_kind(spec->kind)->signals[signal].class != SIGNAL_PRE_ACTIVATION;
}

static void table_number(FILE *out, float value) {
    fprintf(out, " %8.4f",
            fabsf(value) < 0.00005f ? 0.0 : (double)value); /* no minus before a nought */
}

static void table_head(FILE *out, const CellSpec *spec, int inputs) {
    const CellKindInfo *kind = cell_kind(spec->kind);
    fprintf(out, "%5s", "t");
    for (int k = 0; k < inputs; k++)
        fprintf(out, "     x[%d]", k);
    for (int signal = 0; signal < kind->signal_count; signal++)
        if (shown_in_table(spec, signal))
            fprintf(out, " %8s", kind->signals[signal].name);
    fputc('\n', out);
}

/* One unit over the steps: few enough columns for a terminal. */
static void write_unit(FILE *out, const Trace *trace, int unit) {
    const CellKindInfo *kind = cell_kind(trace->spec.kind);
    int inputs = trace->spec.inputs < INPUTS_SHOWN ? trace->spec.inputs : INPUTS_SHOWN;
    table_head(out, &trace->spec, inputs);
    for (long t = 0; t < trace->steps; t++) {
        fprintf(out, "%5ld", t);
        for (int k = 0; k < inputs; k++)
            table_number(out, trace_at(trace, SIGNAL_X, t, 0)[k]);
        for (int signal = 0; signal < kind->signal_count; signal++)
            if (shown_in_table(&trace->spec, signal))
                table_number(out, trace_at(trace, signal, t, 0)[unit]);
        fputc('\n', out);
    }
}

static bool write_table(FILE *out, const Run *run) {
    for (int k = 0; k < run->lesson->cell_count; k++) {
        const CellSpec *spec = &run->cells[k]->spec;
        int units = spec->hidden < TABLE_UNITS ? spec->hidden : TABLE_UNITS;
        for (int unit = 0; unit < units; unit++) {
            fprintf(out, "%s%s (%s), unit %d\n", k || unit ? "\n" : "", run->lesson->cells[k].id,
                    cell_kind(spec->kind)->title, unit);
            write_unit(out, run->traces[k], unit);
        }
        if (spec->hidden > units)
            fprintf(out, "and %d units more: csv and json have them all\n", spec->hidden - units);
    }
    return !ferror(out);
}

static bool write_run(FILE *out, const Run *run, Format format, Error *error) {
    if (format == FORMAT_GRADIENTS)
        return trace_write_json_gradients(out, run, error);
    if (format == FORMAT_JSON)
        return trace_write_json(out, run, error);
    if (format == FORMAT_CSV)
        return trace_write_csv(out, run, error);
    return write_table(out, run) || error_set(error, "cannot write: %s", strerror(errno));
}

static void warn(const Run *run) {
    Error warning;
    if (odd_number(run, &warning))
        say_error(0, &warning);
}

static int write_to(const char *path, const Run *run, Format format) {
    NewFile file;
    Error error = {0};
    warn(run);
    if (!new_file_open(&file, path, &error))
        return say_error(EXIT_ENVIRONMENT, &error);
    bool whole = write_run(file.out, run, format, &error);
    if (new_file_close(&file, whole, &error))
        return EXIT_GOOD;
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

static int trace_beats(const Words *words, const Lesson *lesson, Format format) {
    Error error = {0};
    long beats = 0;
    if (!words_long(words, "--beat", 1, lesson->beat_count, &beats))
        return EXIT_USAGE;
    Run *run = run_to_beat(lesson, beats, &error);
    int status =
        run ? write_to(words_value(words, "-o"), run, format) : say_error(EXIT_ENVIRONMENT, &error);
    run_free(run);
    return status;
}

/* The run that a session has in that state. */
static int trace_state(const Words *words, const Lesson *lesson, const SharedState *state,
                       Format format) {
    Error error = {0};
    Session *session = session_new(lesson, &error);
    int status = EXIT_ENVIRONMENT;
    if (session && share_restore(session, state, &error)) {
        if (session->notice.what[0])
            say_error(0, &session->notice);
        status = write_to(words_value(words, "-o"), session->run, format);
    } else {
        say_error(0, &error);
    }
    session_free(session);
    return status;
}

/* The lesson that is named, else that of the state; NULL after saying why not. */
static Lesson *find_lesson(const Words *words, const SharedState *state) {
    Library library = {0};
    Error error = {0};
    const char *path = NULL;
    if (words->operand_count || !state)
        path = words_lesson(words);
    else if (!library_open(&library, &error) || !(path = share_lesson(state, &library, &error)))
        say_error(0, &error);
    Lesson *lesson = path ? read_lesson(path) : NULL;
    library_close(&library);
    return lesson;
}

/* Gradients are for programs: they come with the run as JSON. */
static bool find_format(const Words *words, Format *format) {
    static const char *const formats[] = {"csv", "json", "table", NULL};
    bool gradients = words_value(words, "--gradients") != NULL;
    int found = gradients ? FORMAT_JSON : FORMAT_CSV;
    if (!words_name(words, "--format", formats, &found))
        return false;
    if (gradients && found != FORMAT_JSON)
        return say(EXIT_USAGE, "--gradients are written as json only") == EXIT_GOOD;
    *format = gradients ? FORMAT_GRADIENTS : (Format)found;
    return true;
}

int command_trace(const Command *command, int count, char **line) {
    Words words;
    Error error = {0};
    SharedState state = {0};
    Format format = FORMAT_CSV;
    int status = EXIT_USAGE;
    if (!words_read(&words, command, count, line, &status))
        return status;
    const char *text = words_value(&words, "--state");
    if (text && words_value(&words, "--beat"))
        return say(EXIT_USAGE, "either --beat or --state: a state says its beat itself");
    if (!text && !words_lesson(&words))
        return EXIT_USAGE;
    if (!find_format(&words, &format))
        return EXIT_USAGE;
    if (text && !share_read(&state, text, &error))
        return say_error(EXIT_USAGE, &error);
    Lesson *lesson = find_lesson(&words, text ? &state : NULL);
    status = !lesson ? EXIT_FAILED_CHECK
             : text  ? trace_state(&words, lesson, &state, format)
                     : trace_beats(&words, lesson, format);
    lesson_free(lesson);
    share_free(&state);
    return status;
}
