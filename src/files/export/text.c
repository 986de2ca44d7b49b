/* text.c: exports as csv, json and tables to read. See export.h. */
#include <errno.h>
#include <math.h>
#include <string.h>

#include "files/export/text.h"
#include "files/export/window.h"
#include "lesson/number.h"

enum { TABLE_UNITS = 4, INPUTS_SHOWN = 3 };

typedef struct Text {
    FILE *out;
    const ExportPlan *plan;
    ExportWindow window;
    Error *error;
} Text;

static const char *cell_name(const Text *text, const ExportArray *array) {
    return text->plan->run->cells[array->cell].name;
}

static int unit_of(const ExportArray *array, int column) {
    return array->units ? array->units[column] : column;
}

/* ---- csv ---- */

static bool csv_row(Text *text, int index, int sequence, long step) {
    const ExportArray *array = &text->plan->arrays[index];
    const float *values =
        export_window_row(&text->window, index, sequence, step, 0, text->plan->count, text->error);
    char number[NUMBER_SIZE];
    for (int k = 0; values && k < array->columns; k++) {
        if (text->plan->run->many)
            fprintf(text->out, "%d,", sequence);
        number_format(values[k], number);
        fprintf(text->out, "%ld,%s,%s,%d,%s\n", step, cell_name(text, array),
                export_signal(text->plan, array), unit_of(array, k), number);
    }
    return values != NULL;
}

/* The steps of a sequence that are asked for end here. */
static long end_of(const Text *text, int sequence) {
    long length = export_length(text->plan, sequence);
    return length < text->plan->to ? length : text->plan->to;
}

static bool write_csv(Text *text) {
    fputs(text->plan->run->many ? "sequence,t,cell,signal,unit,value\n"
                                : "t,cell,signal,unit,value\n",
          text->out);
    for (int sequence = 0; sequence < text->plan->run->sequences; sequence++)
        for (long step = text->plan->from; step < end_of(text, sequence) && !ferror(text->out);
             step++)
            for (int k = 0; k < text->plan->count; k++)
                if (!csv_row(text, k, sequence, step))
                    return false;
    return true;
}

/* ---- json ---- */

static bool json_row(Text *text, int index, int sequence, long step) {
    const float *values =
        export_window_row(&text->window, index, sequence, step, index, index + 1, text->error);
    char number[NUMBER_SIZE];
    if (!values)
        return false;
    putc('[', text->out);
    for (int k = 0; k < text->plan->arrays[index].columns; k++) {
        number_format(values[k], number);
        fputs(k ? ", " : "", text->out);
        fputs(isfinite(values[k]) ? number : "null", text->out);
    }
    putc(']', text->out);
    return true;
}

static bool json_sequence(Text *text, int index, int sequence) {
    putc('[', text->out);
    for (long step = text->plan->from; step < end_of(text, sequence) && !ferror(text->out);
         step++) {
        fputs(step > text->plan->from ? ", " : "", text->out);
        if (!json_row(text, index, sequence, step))
            return false;
    }
    putc(']', text->out);
    return true;
}

static bool json_array(Text *text, int index) {
    fprintf(text->out, "\"%s\": ", export_signal(text->plan, &text->plan->arrays[index]));
    if (!text->plan->run->many)
        return json_sequence(text, index, 0);
    putc('[', text->out);
    for (int sequence = 0; sequence < text->plan->run->sequences; sequence++) {
        fputs(sequence ? ",\n   " : "", text->out);
        if (!json_sequence(text, index, sequence))
            return false;
    }
    putc(']', text->out);
    return true;
}

/* A text in quotes. */
static void json_text(FILE *out, const char *text) {
    putc('"', out);
    for (; *text; text++)
        if (*text == '"' || *text == '\\')
            fprintf(out, "\\%c", *text);
        else if ((unsigned char)*text < ' ')
            fprintf(out, "\\u%04x", (unsigned)*text);
        else
            putc(*text, out);
    putc('"', out);
}

static void json_head(const Text *text) {
    const ExportPlan *plan = text->plan;
    fprintf(text->out, "{\"%s\": ", plan->run->key);
    json_text(text->out, plan->run->name);
    fprintf(text->out, ", \"steps\": %ld", plan->to - plan->from);
    if (plan->choice->from >= 0)
        fprintf(text->out, ", \"from\": %ld", plan->from);
    if (plan->run->many)
        fprintf(text->out, ", \"sequences\": %d", plan->run->sequences);
    for (int k = 0; k < plan->unit_count; k++)
        fprintf(text->out, "%s%d", k ? ", " : ", \"units\": [", plan->units[k]);
    fputs(plan->unit_count ? "], \"cells\": {" : ", \"cells\": {", text->out);
}

static bool write_json(Text *text) {
    const ExportPlan *plan = text->plan;
    json_head(text);
    for (int k = 0; k < plan->count; k++) {
        bool new_cell = !k || plan->arrays[k].cell != plan->arrays[k - 1].cell;
        if (new_cell) {
            fputs(k ? "},\n " : "\n ", text->out);
            json_text(text->out, cell_name(text, &plan->arrays[k]));
        }
        fputs(new_cell ? ": {" : ",\n  ", text->out);
        if (!json_array(text, k))
            return false;
    }
    fputs("}}", text->out);
    if (plan->run->besides && !plan->run->besides(plan->run->context, text->out, text->error))
        return false;
    fputs("}\n", text->out);
    return true;
}

/* ---- a table ---- */

/* The arrays of one cell, and the unit that is shown. */
typedef struct TableUnit {
    int first, end, unit, sequence;
} TableUnit;

static bool shown(const Text *text, const ExportArray *array) {
    const CellSpec *spec = &text->plan->run->cells[array->cell].spec;
    return text->plan->choice->signals ||
           cell_kind(spec->kind)->signals[array->signal].class != SIGNAL_PRE_ACTIVATION;
}

/* Which of an array's columns are shown: a unit's, or the first inputs; *count of them. */
static int shown_columns(const Text *text, const TableUnit *of, const ExportArray *array,
                         int *count) {
    *count = !shown(text, array) ? 0 : 1;
    if (array->signal == SIGNAL_X)
        *count = array->columns < INPUTS_SHOWN ? array->columns : INPUTS_SHOWN;
    for (int k = 0; array->signal != SIGNAL_X && k < array->columns; k++)
        if (unit_of(array, k) == of->unit)
            return k;
    if (array->signal != SIGNAL_X)
        *count = 0;
    return 0;
}

static void table_head(const Text *text, const TableUnit *of) {
    fprintf(text->out, "%5s", "t");
    for (int k = of->first; k < of->end; k++) {
        const ExportArray *array = &text->plan->arrays[k];
        int count, column = shown_columns(text, of, array, &count);
        for (int n = column; n < column + count; n++)
            if (array->signal == SIGNAL_X)
                fprintf(text->out, "     x[%d]", n);
            else
                fprintf(text->out, " %8s", export_signal(text->plan, array));
    }
    fputc('\n', text->out);
}

static void table_number(FILE *out, float value) {
    fprintf(out, " %8.4f",
            fabsf(value) < 0.00005f ? 0.0 : (double)value); /* no minus before a nought */
}

static bool table_row(Text *text, const TableUnit *of, long step) {
    fprintf(text->out, "%5ld", step);
    for (int k = of->first; k < of->end; k++) {
        int count, column = shown_columns(text, of, &text->plan->arrays[k], &count);
        const float *values = export_window_row(&text->window, k, of->sequence, step, of->first,
                                                of->end, text->error);
        if (!values)
            return false;
        for (int n = column; n < column + count; n++)
            table_number(text->out, values[n]);
    }
    fputc('\n', text->out);
    return true;
}

static bool table_unit(Text *text, const TableUnit *of, bool first) {
    const ExportArray *array = &text->plan->arrays[of->first];
    const CellSpec *spec = &text->plan->run->cells[array->cell].spec;
    fprintf(text->out, "%s%s (%s), unit %d", first ? "" : "\n", cell_name(text, array),
            cell_kind(spec->kind)->title, of->unit);
    if (text->plan->run->many)
        fprintf(text->out, ", sequence %d", of->sequence);
    fputc('\n', text->out);
    table_head(text, of);
    for (long step = text->plan->from; step < end_of(text, of->sequence); step++)
        if (!table_row(text, of, step))
            return false;
    return true;
}

/* The units of the cell that are shown: those asked for, or its first ones. */
static int shown_units(const Text *text, int cell) {
    const ExportPlan *plan = text->plan;
    int hidden = plan->run->cells[cell].spec.hidden, count = 0;
    if (!plan->units)
        return hidden < TABLE_UNITS ? hidden : TABLE_UNITS;
    while (count < plan->unit_count && plan->units[count] < hidden)
        count++;
    return count;
}

static bool table_cell(Text *text, TableUnit of, bool first) {
    int cell = text->plan->arrays[of.first].cell, units = shown_units(text, cell);
    int hidden = text->plan->run->cells[cell].spec.hidden;
    for (of.sequence = 0; of.sequence < text->plan->run->sequences; of.sequence++)
        for (int k = 0; k < units; k++, first = false) {
            of.unit = text->plan->units ? text->plan->units[k] : k;
            if (!table_unit(text, &of, first))
                return false;
        }
    if (!text->plan->units && hidden > units)
        fprintf(text->out, "and %d units more: csv and json have them all\n", hidden - units);
    return true;
}

static bool write_table(Text *text) {
    const ExportPlan *plan = text->plan;
    TableUnit of = {.first = 0};
    for (; of.first < plan->count; of.first = of.end) {
        of.end = of.first + 1;
        while (of.end < plan->count && plan->arrays[of.end].cell == plan->arrays[of.first].cell)
            of.end++;
        if (!table_cell(text, of, !of.first))
            return false;
    }
    return true;
}

/* ---- all of them ---- */

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

bool export_write_text(FILE *out, const ExportPlan *plan, Error *error) {
    bool (*const writers[])(Text *) = {
        [EXPORT_CSV] = write_csv, [EXPORT_JSON] = write_json, [EXPORT_TABLE] = write_table};
    Text text = {.out = out, .plan = plan, .error = error};
    if (!export_window_open(&text.window, plan, error))
        return false;
    errno = 0;
    bool good = writers[plan->choice->format](&text);
    export_window_close(&text.window);
    return good && finish(out, error);
}
