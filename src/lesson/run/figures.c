/* figures.c: see figures.h. */
#include "lesson/run/figures.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

enum { ONE_IN = 20 };

float figures_keeps(float mean) {
    if (isnan(mean))
        return NAN;
    if (mean >= 1)
        return INFINITY;
    return mean > 0 ? -1 / logf(mean) : 0;
}

bool figures_at_end(const SignalInfo *info, float value) {
    const float SOON = 2.6f; /* tanh of it is 0.989 */
    if (isnan(value))
        return true;
    if (info->class == SIGNAL_GATE)
        return value <= FIGURES_END || value >= 1 - FIGURES_END;
    if (info->role == ROLE_CELL)
        value = fabsf(value) < SOON ? 0 : tanhf(value);
    return fabsf(value) >= 1 - FIGURES_END;
}

/* ---- the axis ---- */

/* 1, 2, 5, 10 ... */
Reach reach_none(void) {
    static const float MANTISSA[] = {1, 2, 5};
    Reach reach = {.infinite = 0};
    for (int k = 0; k < FIGURES_REACHES; k++)
        reach.reaches[k] = MANTISSA[k % 3] * powf(10, (float)(k / 3));
    return reach;
}

void reach_take(Reach *reach, const float *values, int count) {
    for (int unit = 0; unit < count; unit++) {
        float value = fabsf(values[unit]);
        int k = 0;
        while (k < FIGURES_REACHES - 1 && value > reach->reaches[k])
            k++;
        reach->within[k] += isfinite(value);
        reach->infinite += value > FLT_MAX;
    }
}

float reach_axis(const Reach *reach) {
    size_t count = 0, left = 0;
    int last = 0;
    for (int k = 0; k < FIGURES_REACHES; k++) {
        count += reach->within[k];
        last = reach->within[k] ? k : last;
    }
    for (; last > 0; last--) { /* as long as what lies beyond the next smaller one is little */
        left += reach->within[last];
        if (left * ONE_IN > count)
            break;
    }
    return reach->reaches[last];
}

size_t reach_beyond(const Reach *reach, float of) {
    size_t beyond = reach->infinite;
    for (int k = 0; k < FIGURES_REACHES; k++)
        beyond += reach->reaches[k] > of ? reach->within[k] : 0;
    return beyond;
}

/* ---- beginning ---- */

void figures_free(CellFigures *figures) {
    free(figures->units);
    free(figures->sums);
    *figures = (CellFigures){.units = NULL};
}

size_t figures_bytes(const CellSpec *spec) {
    return (size_t)spec->hidden * (sizeof(UnitFigures) + sizeof(UnitSums));
}

static void name_gates(CellFigures *figures) {
    const CellKindInfo *kind = cell_kind(figures->spec.kind);
    for (int k = 0; k < kind->signal_count && figures->gate_count < MOST_GATES; k++)
        if (kind->signals[k].class == SIGNAL_GATE && !kind->signals[k].inner)
            figures->gates[figures->gate_count++] = k;
}

bool figures_begin(CellFigures *figures, const CellSpec *spec, Error *error) {
    size_t hidden = (size_t)spec->hidden;
    *figures = (CellFigures){.spec = *spec,
                             .units = calloc(hidden, sizeof *figures->units),
                             .sums = calloc(hidden, sizeof *figures->sums),
                             .unit_count = spec->hidden};
    if (!figures->units || !figures->sums) {
        figures_free(figures);
        return error_memory(error, figures_bytes(spec), "figures of units");
    }
    for (size_t k = 0; k < hidden; k++) {
        figures->units[k].low = figures->units[k].high = NAN;
        figures->sums[k].low = figures->sums[k].high = NAN;
    }
    name_gates(figures);
    return true;
}

/* ---- the steps ---- */

static void widen(float *low, float *high, float value) {
    if (!isfinite(value))
        return;
    *low = fminf(*low, value); /* of NAN and a number the number */
    *high = fmaxf(*high, value);
}

static void take_units(CellFigures *figures, const Trace *trace, long t) {
    const CellKindInfo *kind = cell_kind(figures->spec.kind);
    int keeps = kind->keeps, hidden = figures->unit_count,
        shown = signal_width(&figures->spec, SIGNAL_H),
        remembered = signal_width(&figures->spec, kind->memory);
    const float *h = trace_at(trace, SIGNAL_H, t, 0), *memory = trace_at(trace, kind->memory, t, 0);
    for (int k = 0; k < remembered; k++)
        widen(&figures->units[k].low, &figures->units[k].high, memory[k]);
    for (int k = 0; k < shown; k++)
        widen(&figures->sums[k].low, &figures->sums[k].high, h[k]);
    if (keeps == NO_SIGNAL) {
        for (int k = 0; k < shown; k++)
            figures->sums[k].ends += figures_at_end(&kind->signals[SIGNAL_H], h[k]);
        return;
    }
    const float *levels = trace_at(trace, keeps, t, 0);
    for (int k = 0; k < hidden; k++) {
        figures->sums[k].level += (double)levels[k];
        figures->sums[k].ends += figures_at_end(&kind->signals[keeps], levels[k]);
    }
}

static void take_gate(CellFigures *figures, const float *levels, int at) {
    size_t shut = 0, open = 0;
    for (int unit = 0; unit < figures->unit_count; unit++) {
        shut += levels[unit] < FIGURES_SHUT;
        open += levels[unit] > FIGURES_OPEN;
    }
    figures->shuts[at] += shut;
    figures->opens[at] += open;
}

void figures_take(CellFigures *figures, const Trace *trace, long from, long count) {
    for (long t = from; t < from + count; t++) {
        take_units(figures, trace, t);
        for (int k = 0; k < figures->gate_count; k++)
            take_gate(figures, trace_at(trace, figures->gates[k], t, 0), k);
    }
    figures->steps += count;
}

/* ---- the end ---- */

/* A projected hidden state has no unit's own number: none of them is dead then. */
static void end_unit(CellFigures *figures, int index) {
    UnitFigures *unit = &figures->units[index];
    const UnitSums *sums = &figures->sums[index];
    double steps = (double)figures->steps;
    bool keeps = cell_kind(figures->spec.kind)->keeps != NO_SIGNAL && figures->steps > 0;
    unit->keeps = keeps ? figures_keeps((float)(sums->level / steps)) : NAN;
    unit->saturated = figures->steps > 0 ? (float)sums->ends / (float)steps : 0;
    unit->dead = signal_width(&figures->spec, SIGNAL_H) == figures->spec.hidden &&
                 sums->high - sums->low < FIGURES_MOVES;
}

void figures_end(CellFigures *figures) {
    size_t count = (size_t)figures->steps * (size_t)figures->unit_count;
    figures->low = figures->high = NAN;
    for (int k = 0; k < figures->unit_count; k++) {
        UnitFigures *unit = &figures->units[k];
        end_unit(figures, k);
        figures->low = fminf(figures->low, unit->low);
        figures->high = fmaxf(figures->high, unit->high);
        figures->dead += unit->dead;
        figures->saturated += unit->saturated >= FIGURES_SATURATED;
    }
    for (int k = 0; k < figures->gate_count; k++) {
        figures->shut[k] = count ? (float)figures->shuts[k] / (float)count : 0;
        figures->open[k] = count ? (float)figures->opens[k] / (float)count : 0;
    }
    free(figures->sums);
    figures->sums = NULL;
}
