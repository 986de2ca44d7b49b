/* race_report.c: see race_report.h. */
#include "engine/training/race_report.h"

#include <stdlib.h>
#include <string.h>

#include "engine/memory.h"

/* ---- curves ---- */

/* Each two points become one. */
static void halve(RaceCurve *curve) {
    for (int k = 0; k < RACE_POINTS / 2; k++) {
        curve->loss[k] = (curve->loss[2 * k] + curve->loss[2 * k + 1]) / 2;
        curve->right[k] = (curve->right[2 * k] + curve->right[2 * k + 1]) / 2;
    }
    curve->count = RACE_POINTS / 2;
    curve->stride *= 2;
}

void race_curve_add(RaceCurve *curve, double loss, double right) {
    if (curve->stride < 1)
        curve->stride = 1;
    curve->loss_sum += loss;
    curve->right_sum += right;
    if (++curve->gathered < curve->stride)
        return;
    curve->loss[curve->count] = (float)(curve->loss_sum / (double)curve->gathered);
    curve->right[curve->count] = (float)(curve->right_sum / (double)curve->gathered);
    curve->gathered = 0;
    curve->loss_sum = curve->right_sum = 0;
    if (++curve->count == RACE_POINTS)
        halve(curve);
}

/* ---- where the example's numbers lie ---- */

int race_signals(CellKind kind, int signals[RACE_SIGNALS]) {
    const CellKindInfo *info = cell_kind(kind);
    int count = 0;
    for (int k = 0; k < info->signal_count && count < RACE_SIGNALS - 2; k++)
        if (info->signals[k].class == SIGNAL_GATE)
            signals[count++] = k;
    for (int k = info->signal_count - 1; k >= 0; k--) /* h is the first of all tables */
        if (info->signals[k].has_initial)
            signals[count++] = k;
    return count;
}

static size_t outputs_size(const RaceReport *report) {
    return (size_t)report->steps * (size_t)report->outputs;
}

static size_t signal_size(const RaceReport *report) {
    return (size_t)report->steps * (size_t)report->hidden;
}

static size_t moment_size(const RaceReport *report, CellKind kind) {
    int signals[RACE_SIGNALS];
    if (!report->racers[kind].there)
        return 0;
    return outputs_size(report) + (size_t)race_signals(kind, signals) * signal_size(report);
}

static size_t inputs_size(const RaceReport *report) {
    return (size_t)report->steps * (size_t)report->inputs;
}

static size_t targets_size(const RaceReport *report) {
    return (report->every ? (size_t)report->steps : 1) * (size_t)report->width;
}

/* Where a kind's numbers begin; of CELL_KIND_COUNT: how many there are of all. */
static size_t kind_at(const RaceReport *report, int kind) {
    size_t at = inputs_size(report) + targets_size(report);
    for (int k = 0; k < kind; k++)
        at += RACE_MOMENTS * moment_size(report, (CellKind)k);
    return at;
}

float *race_inputs(const RaceReport *report) {
    return report->numbers;
}

float *race_targets(const RaceReport *report) {
    return report->numbers + inputs_size(report);
}

const float *race_last_target(const RaceReport *report) {
    return race_targets(report) + (report->every ? (report->steps - 1) * report->width : 0);
}

float *race_outputs(const RaceReport *report, CellKind kind, RaceMoment moment) {
    return report->numbers + kind_at(report, (int)kind) +
           (size_t)moment * moment_size(report, kind);
}

float *race_signal(const RaceReport *report, CellKind kind, RaceMoment moment, int which) {
    return race_outputs(report, kind, moment) + outputs_size(report) +
           (size_t)which * signal_size(report);
}

/* ---- life ---- */

bool race_report_make(RaceReport *report, Error *error) {
    size_t count = kind_at(report, CELL_KIND_COUNT);
    if (!memory_fits((double)count * sizeof(float), "an example", error))
        return false;
    report->numbers = calloc(count, sizeof(float));
    report->number_count = report->numbers ? count : 0;
    return report->numbers || error_memory(error, count * sizeof(float), "an example");
}

void race_report_free(RaceReport *report) {
    free(report->numbers);
    *report = (RaceReport){0};
}

bool race_report_copy(RaceReport *to, const RaceReport *from) {
    float *numbers = to->numbers;
    if (to->number_count != from->number_count || !numbers) {
        free(numbers);
        numbers = malloc(from->number_count * sizeof *numbers);
    }
    if (!numbers) {
        *to = (RaceReport){0};
        return false;
    }
    *to = *from;
    to->numbers = numbers;
    memcpy(numbers, from->numbers, from->number_count * sizeof *numbers);
    return true;
}

/* ---- what follows from the numbers ---- */

double race_remaining(const RaceReport *report) {
    if (report->done < 1)
        return -1;
    return report->seconds / (double)report->done * (double)(report->all - report->done);
}

bool race_over(const RaceReport *report) {
    return report->all > 0 && report->done == report->all;
}
