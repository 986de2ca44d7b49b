/* figures.c: see figures.h. */
#include "lesson/run/figures.h"

#include <math.h>
#include <stdlib.h>

enum { REACHES = 60, ONE_IN = 20 };

float figures_keeps(float mean) {
    if (isnan(mean))
        return NAN;
    if (mean >= 1)
        return INFINITY;
    return mean > 0 ? -1 / logf(mean) : 0;
}

bool figures_at_end(const SignalInfo *info, float value) {
    if (isnan(value))
        return true;
    if (info->class == SIGNAL_GATE)
        return value <= FIGURES_END || value >= 1 - FIGURES_END;
    if (info->role == ROLE_CELL)
        value = tanhf(value);
    return fabsf(value) >= 1 - FIGURES_END;
}

static const SignalInfo *info_of(const Trace *trace, int signal) {
    return &cell_kind(trace->spec.kind)->signals[signal];
}

void figures_saturation(const Trace *trace, int signal, float *shares) {
    int width = signal_width(&trace->spec, signal);
    const SignalInfo *info = info_of(trace, signal);
    for (int unit = 0; unit < width; unit++)
        shares[unit] = 0;
    for (long t = 0; t < trace->steps; t++) {
        const float *values = trace_at(trace, signal, t, 0);
        for (int unit = 0; unit < width; unit++)
            shares[unit] += figures_at_end(info, values[unit]);
    }
    for (int unit = 0; unit < width && trace->steps > 0; unit++)
        shares[unit] /= (float)trace->steps;
}

/* ---- correlation ---- */

static double mean_of(const float *column, size_t stride, long steps) {
    double sum = 0;
    for (long t = 0; t < steps; t++)
        sum += (double)column[(size_t)t * stride];
    return sum / (double)steps;
}

static float correlation(const Trace *trace, int signal, int unit, const float *column,
                         size_t stride, double mean) {
    double own = 0, both = 0, of_unit = 0, of_column = 0;
    for (long t = 0; t < trace->steps; t++)
        own += (double)trace_at(trace, signal, t, 0)[unit];
    own /= (double)trace->steps;
    for (long t = 0; t < trace->steps; t++) {
        double a = (double)trace_at(trace, signal, t, 0)[unit] - own;
        double b = (double)column[(size_t)t * stride] - mean;
        both += a * b;
        of_unit += a * a;
        of_column += b * b;
    }
    double r = both / sqrt(of_unit * of_column);
    return of_unit > 0 && of_column > 0 && isfinite(r) ? (float)r : NAN;
}

void figures_correlation(const Trace *trace, int signal, const float *column, size_t stride,
                         float *r) {
    double mean = mean_of(column, stride, trace->steps);
    for (int unit = 0; unit < signal_width(&trace->spec, signal); unit++)
        r[unit] = correlation(trace, signal, unit, column, stride, mean);
}

/* ---- the axis ---- */

/* 1, 2, 5, 10 ... */
static void fill_reaches(float reaches[REACHES]) {
    static const float MANTISSA[] = {1, 2, 5};
    for (int k = 0; k < REACHES; k++)
        reaches[k] = MANTISSA[k % 3] * powf(10, (float)(k / 3));
}

float figures_reach(const Trace *trace, int signal) {
    size_t beyond[REACHES] = {0}, count = 0, left = 0;
    int width = signal_width(&trace->spec, signal), last = 0;
    float reaches[REACHES];
    fill_reaches(reaches);
    for (long t = 0; t < trace->steps; t++)
        for (int unit = 0; unit < width; unit++) {
            float value = fabsf(trace_at(trace, signal, t, 0)[unit]);
            int k = 0;
            while (isfinite(value) && k < REACHES - 1 && value > reaches[k])
                k++;
            beyond[k] += isfinite(value);
            count += isfinite(value);
            last = k > last ? k : last;
        }
    for (; last > 0; last--) { /* as long as what lies beyond the next smaller one is little */
        left += beyond[last];
        if (left * ONE_IN > count)
            return reaches[last];
    }
    return reaches[0];
}

/* ---- units and cells ---- */

void figures_free(CellFigures *figures) {
    free(figures->units);
    *figures = (CellFigures){0};
}

static void find_range(UnitFigures *unit, const Trace *trace, int signal, int index) {
    unit->low = unit->high = NAN;
    if (index >= signal_width(&trace->spec, signal))
        return;
    for (long t = 0; t < trace->steps; t++) {
        float value = trace_at(trace, signal, t, 0)[index];
        if (!isfinite(value))
            continue;
        unit->low = fminf(unit->low, value); /* of NAN and a number the number */
        unit->high = fmaxf(unit->high, value);
    }
}

/* A projected hidden state has no unit's own number: none of them is dead then. */
static bool is_dead(const Trace *trace, int index) {
    UnitFigures shown;
    find_range(&shown, trace, SIGNAL_H, index);
    return signal_width(&trace->spec, SIGNAL_H) == trace->spec.hidden &&
           shown.high - shown.low < FIGURES_MOVES;
}

static float mean_level(const Trace *trace, int gate, int index) {
    double sum = 0;
    for (long t = 0; t < trace->steps; t++)
        sum += (double)trace_at(trace, gate, t, 0)[index];
    return trace->steps > 0 ? (float)(sum / (double)trace->steps) : NAN;
}

static void find_unit(UnitFigures *unit, const Trace *trace, int index, float saturated) {
    const CellKindInfo *kind = cell_kind(trace->spec.kind);
    int keeps = kind->keeps;
    find_range(unit, trace, kind->memory, index);
    unit->keeps = keeps == NO_SIGNAL ? NAN : figures_keeps(mean_level(trace, keeps, index));
    unit->dead = is_dead(trace, index);
    unit->saturated = saturated;
}

static void add_gate(CellFigures *figures, const Trace *trace, int gate) {
    size_t shut = 0, open = 0, count = (size_t)trace->steps * (size_t)trace->spec.hidden;
    int at = figures->gate_count++;
    for (long t = 0; t < trace->steps; t++) {
        const float *levels = trace_at(trace, gate, t, 0);
        for (int unit = 0; unit < trace->spec.hidden; unit++) {
            shut += levels[unit] < FIGURES_SHUT;
            open += levels[unit] > FIGURES_OPEN;
        }
    }
    figures->gates[at] = gate;
    figures->shut[at] = count ? (float)shut / (float)count : 0;
    figures->open[at] = count ? (float)open / (float)count : 0;
}

static void find_gates(CellFigures *figures, const Trace *trace) {
    const CellKindInfo *kind = cell_kind(trace->spec.kind);
    for (int k = 0; k < kind->signal_count && figures->gate_count < MOST_GATES; k++)
        if (kind->signals[k].class == SIGNAL_GATE && !kind->signals[k].inner)
            add_gate(figures, trace, k);
}

static void add_up(CellFigures *figures) {
    figures->low = figures->high = NAN;
    for (int k = 0; k < figures->unit_count; k++) {
        const UnitFigures *unit = &figures->units[k];
        figures->low = fminf(figures->low, unit->low);
        figures->high = fmaxf(figures->high, unit->high);
        figures->dead += unit->dead;
        figures->saturated += unit->saturated >= FIGURES_SATURATED;
    }
}

bool figures_of(CellFigures *figures, const Trace *trace, Error *error) {
    int hidden = trace->spec.hidden, keeps = cell_kind(trace->spec.kind)->keeps;
    size_t size = (size_t)hidden * sizeof *figures->units;
    int signal = keeps == NO_SIGNAL ? SIGNAL_H : keeps;
    *figures = (CellFigures){.units = calloc(1, size), .unit_count = hidden};
    float *shares = calloc((size_t)hidden, sizeof *shares);
    if (!figures->units || !shares) {
        free(shares);
        figures_free(figures);
        return error_memory(error, size, "figures of units");
    }
    figures_saturation(trace, signal, shares);
    for (int k = 0; k < hidden; k++)
        find_unit(&figures->units[k], trace, k, shares[k]);
    free(shares);
    find_gates(figures, trace);
    add_up(figures);
    return true;
}
