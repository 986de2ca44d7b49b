/* parting.c: see parting.h. */
#include "lesson/run/parting.h"

#include <math.h>

bool parting_fits(const Trace *one, const Trace *other) {
    const CellSpec *a = &one->spec, *b = &other->spec;
    return a->kind == b->kind && a->inputs == b->inputs && a->hidden == b->hidden &&
           a->projection == b->projection && a->backward == b->backward &&
           one->steps == other->steps;
}

static float distance(float one, float other) {
    if (one == other || (isnan(one) && isnan(other))) /* NOLINT: infinities are alike */
        return 0;
    float apart = fabsf(one - other);
    return isnan(apart) ? INFINITY : apart;
}

static void look_at_signal(Parting *parting, const Trace *one, const Trace *other, int signal,
                           long t, float within) {
    const float *a = trace_at(one, signal, t, 0), *b = trace_at(other, signal, t, 0);
    for (int unit = 0; unit < signal_width(&one->spec, signal); unit++) {
        float apart = distance(a[unit], b[unit]);
        parting->most = fmaxf(parting->most, apart);
        if (parting->there || !(apart > within))
            continue;
        parting->there = true;
        parting->signal = signal;
        parting->unit = unit;
        parting->t = t;
        parting->one = a[unit];
        parting->other = b[unit];
    }
}

/* Inputs first, the hidden state last. */
Parting parting_of(const Trace *one, const Trace *other, float within) {
    Parting parting = {.there = false};
    int count = cell_kind(one->spec.kind)->signal_count;
    for (long k = 0; k < one->steps; k++) {
        long t = one->spec.backward ? one->steps - 1 - k : k;
        for (int at = 0; at < count; at++) {
            int signal = at == 0 ? SIGNAL_X : at + 1 < count ? at + 1 : SIGNAL_H;
            if (signal_present(&one->spec, signal) && signal_present(&other->spec, signal))
                look_at_signal(&parting, one, other, signal, t, within);
        }
    }
    return parting;
}
