/* window.c: numbers of a run in any order, by walking over it as often as memory makes necessary.
 * See window.h. */
#include <stdlib.h>
#include <string.h>

#include "files/export/window.h"

static const size_t NUMBERS_MOST = (size_t)1 << 24; /* of a window: 64 MiB */

bool export_window_open(ExportWindow *window, const ExportPlan *plan, Error *error) {
    *window = (ExportWindow){.plan = plan};
    window->begins = calloc((size_t)plan->count, sizeof *window->begins);
    return window->begins || error_memory(error, (size_t)plan->count * sizeof *window->begins,
                                          "the arrays of an export");
}

void export_window_close(ExportWindow *window) {
    free(window->numbers);
    free(window->begins);
    *window = (ExportWindow){0};
}

/* Numbers of a step in those arrays. */
static size_t width_of(const ExportPlan *plan, int first, int end) {
    size_t width = 0;
    for (int k = first; k < end; k++)
        width += (size_t)plan->arrays[k].columns;
    return width;
}

static size_t most_of(const ExportPlan *plan) {
    return plan->run->keep ? plan->run->keep : NUMBERS_MOST;
}

static bool fits(const ExportPlan *plan, size_t width, long steps, int sequences) {
    return (double)width * (double)steps * sequences <= (double)most_of(plan);
}

/* What is needed next, as much as fits: all that comes, the group in all sequences, in one, or some
 * steps of it; one step at least. */
static void place_window(ExportWindow *window, int sequence, long step, int first, int end) {
    const ExportPlan *plan = window->plan;
    long steps = plan->to - plan->from;
    int sequences = plan->run->sequences;
    if (fits(plan, width_of(plan, first, plan->count), steps, sequences))
        end = plan->count;
    size_t width = width_of(plan, first, end);
    window->array = first;
    window->array_count = end - first;
    window->sequence = 0;
    window->sequence_count = sequences;
    window->from = plan->from;
    window->count = steps;
    if (fits(plan, width, steps, sequences))
        return;
    window->sequence = sequence;
    window->sequence_count = 1;
    if (fits(plan, width, steps, 1))
        return;
    long room = (long)(most_of(plan) / width);
    window->from = step;
    window->count = room < 1 ? 1 : room < plan->to - step ? room : plan->to - step;
}

static float *row_in(const ExportWindow *window, int array, int sequence, long step) {
    size_t row = (size_t)(sequence - window->sequence) * (size_t)window->count +
                 (size_t)(step - window->from);
    return window->numbers + window->begins[array] +
           row * (size_t)window->plan->arrays[array].columns;
}

static bool take(void *taker, const ExportPart *part, Error *error) {
    ExportWindow *window = taker;
    const ExportPlan *plan = window->plan;
    long end = part->from + part->count, last = window->from + window->count;
    (void)error;
    for (int k = window->array; k < window->array + window->array_count; k++)
        for (long step = part->from > window->from ? part->from : window->from;
             plan->arrays[k].cell == part->cell && step < end && step < last; step++)
            export_row(&plan->arrays[k], part, step, row_in(window, k, part->sequence, step));
    return true;
}

static bool fill(ExportWindow *window, Error *error) {
    const ExportRun *run = window->plan->run;
    size_t numbers = 0, rows = (size_t)window->sequence_count * (size_t)window->count;
    for (int k = window->array; k < window->array + window->array_count; k++) {
        window->begins[k] = numbers;
        numbers += rows * (size_t)window->plan->arrays[k].columns;
    }
    free(window->numbers);
    window->numbers = malloc(numbers * sizeof(float));
    if (!window->numbers)
        return error_memory(error, numbers * sizeof(float), "a part of an export");
    return run->compute(run->context, window->sequence, window->sequence_count,
                        window->from + window->count, take, window, error);
}

static bool holds(const ExportWindow *window, int array, int sequence, long step) {
    return window->numbers && array >= window->array &&
           array < window->array + window->array_count && sequence >= window->sequence &&
           sequence < window->sequence + window->sequence_count && step >= window->from &&
           step < window->from + window->count;
}

const float *export_window_row(ExportWindow *window, int array, int sequence, long step, int first,
                               int end, Error *error) {
    if (!holds(window, array, sequence, step)) {
        place_window(window, sequence, step, first, end);
        if (!fill(window, error))
            return NULL;
    }
    return row_in(window, array, sequence, step);
}
