/* trace.c: see trace.h. */
#include "files/data/trace.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#include "lesson/number.h"
#include "lesson/run/gradient.h"

/* The signals that are shown to others, one after the other; false after the last. */
static bool next_signal(const CellSpec *spec, int *signal) {
    for (++*signal; *signal < cell_kind(spec->kind)->signal_count; ++*signal)
        if (signal_present(spec, *signal))
            return true;
    return false;
}

static const char *signal_name(const CellSpec *spec, int signal) {
    return cell_kind(spec->kind)->signals[signal].name;
}

/* Ends a writing: what was buffered may only now turn out not to fit. */
static bool finish(FILE *out, Error *error) {
    int number = errno;
    if (!ferror(out) && fflush(out) == 0)
        return true;
    if (errno)
        number = errno;
    return error_set(error, "cannot write the trace: %s",
                     number ? strerror(number) : "the output failed");
}

static void csv_signal(FILE *out, const Run *run, int cell, int signal, long t) {
    const Trace *trace = run->traces[cell];
    const float *values = trace_at(trace, signal, t, 0);
    char number[NUMBER_SIZE];
    for (int unit = 0; unit < signal_width(&trace->spec, signal); unit++) {
        number_format(values[unit], number);
        fprintf(out, "%ld,%s,%s,%d,%s\n", t, run->lesson->cells[cell].id,
                signal_name(&trace->spec, signal), unit, number);
    }
}

bool trace_write_csv(FILE *out, const Run *run, Error *error) {
    const Lesson *lesson = run->lesson;
    errno = 0;
    fputs("t,cell,signal,unit,value\n", out);
    for (long t = 0; t < lesson->steps && !ferror(out); t++)
        for (int cell = 0; cell < lesson->cell_count; cell++)
            for (int signal = -1; next_signal(&run->traces[cell]->spec, &signal);)
                csv_signal(out, run, cell, signal, t);
    return finish(out, error);
}

static void json_row(FILE *out, const float *values, int count) {
    char number[NUMBER_SIZE];
    putc('[', out);
    for (int unit = 0; unit < count; unit++) {
        number_format(values[unit], number);
        fputs(unit ? ", " : "", out);
        fputs(isfinite(values[unit]) ? number : "null", out);
    }
    putc(']', out);
}

static void json_signal(FILE *out, const Trace *trace, int signal) {
    fprintf(out, "\"%s\": [", signal_name(&trace->spec, signal));
    for (long t = 0; t < trace->steps && !ferror(out); t++) {
        if (t)
            fputs(", ", out);
        json_row(out, trace_at(trace, signal, t, 0), signal_width(&trace->spec, signal));
    }
    putc(']', out);
}

static void json_cell(FILE *out, const char *id, const Trace *trace) {
    const char *separator = "";
    fprintf(out, "\"%s\": {", id); /* an id has nothing to escape */
    for (int signal = -1; next_signal(&trace->spec, &signal); separator = ",\n  ") {
        fputs(separator, out);
        json_signal(out, trace, signal);
    }
    putc('}', out);
}

static void json_run(FILE *out, const Run *run) {
    const Lesson *lesson = run->lesson;
    fprintf(out, "{\"lesson\": \"%s\", \"steps\": %ld, \"cells\": {", lesson->id, lesson->steps);
    for (int cell = 0; cell < lesson->cell_count; cell++) {
        fputs(cell ? ",\n " : "\n ", out);
        json_cell(out, lesson->cells[cell].id, run->traces[cell]);
    }
    putc('}', out);
}

bool trace_write_json(FILE *out, const Run *run, Error *error) {
    errno = 0;
    json_run(out, run);
    fputs("}\n", out);
    return finish(out, error);
}

/* ---- gradients ---- */

static void json_derivatives(FILE *out, const Backward *backward, int signal) {
    fprintf(out, "\"%s\": [", signal_name(&backward->spec, signal));
    for (long t = backward->from; t < backward->to && !ferror(out); t++) {
        if (t > backward->from)
            fputs(", ", out);
        json_row(out, backward_at(backward, signal, t, 0), signal_width(&backward->spec, signal));
    }
    putc(']', out);
}

static void json_weight(FILE *out, const CellSpec *spec, int weight, const float *values) {
    int rows = weight_rows(spec, weight), columns = weight_columns(spec, weight);
    const WeightInfo *info = &cell_kind(spec->kind)->weights[weight];
    fprintf(out, ",\n  \"%s\": ", info->name);
    if (info->shape == WEIGHT_HIDDEN) {
        json_row(out, values, columns);
        return;
    }
    putc('[', out);
    for (int row = 0; row < rows; row++) {
        fputs(row ? ", " : "", out);
        json_row(out, values + (size_t)row * (size_t)columns, columns);
    }
    putc(']', out);
}

static void json_gradients(FILE *out, const char *id, const CellGradients *gradients) {
    const CellSpec *spec = &gradients->backward->spec;
    const CellKindInfo *kind = cell_kind(spec->kind);
    fprintf(out, "\"%s\": {", id);
    json_derivatives(out, gradients->backward, SIGNAL_X);
    fputs(",\n  ", out);
    json_derivatives(out, gradients->backward, SIGNAL_H);
    if (kind->memory != SIGNAL_H) {
        fputs(",\n  ", out);
        json_derivatives(out, gradients->backward, kind->memory);
    }
    for (int weight = 0; weight < kind->weight_count; weight++)
        if (gradients->weights->weights[weight])
            json_weight(out, spec, weight, gradients->weights->weights[weight]);
    putc('}', out);
}

bool trace_write_json_gradients(FILE *out, const Run *run, Error *error) {
    CellGradients gradients;
    errno = 0;
    json_run(out, run);
    fputs(",\n\"gradients\": {", out);
    for (int cell = 0; cell < run->lesson->cell_count; cell++) {
        if (!gradients_of_last(run, cell, &gradients, error))
            return false;
        fputs(cell ? ",\n " : "\n ", out);
        json_gradients(out, run->lesson->cells[cell].id, &gradients);
        cell_gradients_free(&gradients);
    }
    fputs("}}\n", out);
    return finish(out, error);
}
