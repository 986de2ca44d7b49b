/* trace.c: see trace.h. */
#include "files/data/trace.h"

#include <math.h>
#include <stdlib.h>

#include "files/export/export.h"
#include "lesson/number.h"
#include "lesson/run/gradient.h"

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

/* ---- gradients ---- */

static void json_derivatives(FILE *out, const Backward *backward, int signal) {
    fprintf(out, "\"%s\": [", cell_kind(backward->spec.kind)->signals[signal].name);
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

/* Behind the cells of a run. */
static bool json_of_run(void *context, FILE *out, Error *error) {
    const Run *run = context;
    CellGradients gradients;
    fputs(",\n\"gradients\": {", out);
    for (int cell = 0; cell < run->lesson->cell_count; cell++) {
        if (!gradients_of_last(run, cell, &gradients, error))
            return false;
        fputs(cell ? ",\n " : "\n ", out);
        json_gradients(out, run->lesson->cells[cell].id, &gradients);
        cell_gradients_free(&gradients);
    }
    putc('}', out);
    return true;
}

/* ---- a run as an export ---- */

/* Everything is there already: a part is a cell's whole run. */
static bool hand_out(void *context, int first, int count, long until, ExportTake *take, void *taker,
                     Error *error) {
    const Run *run = context;
    (void)first;
    (void)count;
    (void)until;
    for (int cell = 0; cell < run->lesson->cell_count; cell++) {
        const ExportPart part = {
            .cell = cell, .count = run->lesson->steps, .trace = run->traces[cell]};
        if (!take(taker, &part, error))
            return false;
    }
    return true;
}

ExportRun trace_export(const Run *run, ExportCell *cells, bool gradients) {
    for (int cell = 0; cell < run->lesson->cell_count; cell++)
        cells[cell] = (ExportCell){run->lesson->cells[cell].id, run->traces[cell]->spec};
    return (ExportRun){.key = "lesson",
                       .name = run->lesson->id,
                       .cells = cells,
                       .cell_count = run->lesson->cell_count,
                       .steps = run->lesson->steps,
                       .sequences = 1,
                       .compute = hand_out,
                       .besides = gradients ? json_of_run : NULL,
                       .context = (Run *)run};
}

static bool write_all(FILE *out, const Run *run, ExportFormat format, bool gradients,
                      Error *error) {
    NewFile file = {.out = out};
    const ExportChoice all = {.from = -1, .to = -1, .format = format};
    ExportCell *cells = calloc((size_t)run->lesson->cell_count, sizeof *cells);
    if (!cells)
        return error_memory(error, sizeof *cells, "an export");
    ExportRun export = trace_export(run, cells, gradients);
    bool good = export_write(&file, &export, &all, error);
    free(cells);
    return good;
}

bool trace_write_csv(FILE *out, const Run *run, Error *error) {
    return write_all(out, run, EXPORT_CSV, false, error);
}

bool trace_write_json(FILE *out, const Run *run, Error *error) {
    return write_all(out, run, EXPORT_JSON, false, error);
}

bool trace_write_json_gradients(FILE *out, const Run *run, Error *error) {
    return write_all(out, run, EXPORT_JSON, true, error);
}
