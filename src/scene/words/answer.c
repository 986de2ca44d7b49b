/* answer.c: see answer.h. */
#include "scene/words/answer.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>

#include "engine/training/tasks.h"
#include "scene/words/number.h"

static int guess(const float *outputs, int count) {
    int best = 0;
    for (int k = 1; k < count; k++)
        if (outputs[k] > outputs[best])
            best = k;
    return best;
}

static const float *last_outputs(const RaceReport *report, CellKind kind, RaceMoment moment) {
    assert(report->numbers && report->steps > 0);
    return race_outputs(report, kind, moment) + (report->steps - 1) * report->outputs;
}

bool answer_right(const RaceReport *report, CellKind kind, RaceMoment moment) {
    const float *outputs = last_outputs(report, kind, moment), *target = race_last_target(report);
    if (report->loss == LOSS_CLASSES)
        return guess(outputs, report->outputs) == (int)*target;
    for (int k = 0; k < report->outputs; k++)
        if (!(fabsf(outputs[k] - target[k]) < LOSS_NEAR))
            return false;
    return true;
}

/* Digits are called what they are; symbols count from 1. */
static int class_name(const Training *training, int class) {
    return training->task == TRAINING_DIGITS ? class : class + 1;
}

void answer_target(const Training *training, char *text, size_t size) {
    const float *target = race_last_target(&training->report);
    if (training->report.loss == LOSS_CLASSES)
        snprintf(text, size, "%d", class_name(training, (int)*target));
    else
        snprintf(text, size, "%.2f", (double)*target);
}

void answer_said(const Training *training, CellKind kind, RaceMoment moment, char *text,
                 size_t size) {
    const RaceReport *report = &training->report;
    const float *outputs = last_outputs(report, kind, moment);
    int best = guess(outputs, report->outputs);
    if (report->loss == LOSS_CLASSES)
        snprintf(text, size, "%d: %.0f %%", class_name(training, best),
                 100 * (double)outputs[best]);
    else
        format_value(text, size, outputs[0], 2);
}

/* ---- of a text ---- */

static const float *outputs_at(const RaceReport *report, CellKind kind, RaceMoment moment,
                               long step) {
    assert(report->text && report->every && step >= 0 && step < report->steps);
    return race_outputs(report, kind, moment) + step * report->outputs;
}

int answer_guess(const RaceReport *report, CellKind kind, RaceMoment moment, long step,
                 float *share) {
    const float *outputs = outputs_at(report, kind, moment, step);
    int best = guess(outputs, report->outputs);
    *share = outputs[best];
    return best;
}

long answer_count(const RaceReport *report, CellKind kind, RaceMoment moment) {
    const float *targets = race_targets(report);
    long count = 0;
    float share;
    for (long step = 0; step < report->steps; step++)
        count += answer_guess(report, kind, moment, step, &share) == (int)targets[step];
    return count;
}

double answer_bits(const RaceReport *report, CellKind kind, RaceMoment moment) {
    static const float LEAST = 1e-30f;
    const float *targets = race_targets(report);
    double sum = 0;
    for (long step = 0; step < report->steps; step++) {
        const float *outputs = outputs_at(report, kind, moment, step);
        sum -= log2((double)fmaxf(outputs[(int)targets[step]], LEAST));
    }
    return sum / (double)report->steps;
}
