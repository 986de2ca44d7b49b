/* reach.c: see reach.h. */
#include "scene/strip/reach.h"

#include <math.h>

enum { STEPS_READ = 4096 };

void reach_widen(const Painter *p, int cell, int signal, int unit, float *least, float *most) {
    const Trace *trace = p->session->run->traces[cell];
    long by = trace->steps / STEPS_READ + 1;
    for (long t = cell_kind(trace->spec.kind)->signals[signal].has_initial ? -1 : 0;
         t < trace->steps; t += by) {
        float v = session_scale_at(p->session, cell, signal, t)[unit];
        if (!isfinite(v))
            continue;
        *least = fminf(*least, v);
        *most = fmaxf(*most, v);
    }
}

float reach_round(float v) {
    static const float STEPS[] = {0.08f, 0.25f, 0.5f, 1, 1.5f, 2, 3, 4, 5, 6, 8, 10};
    for (size_t k = 0; k < sizeof STEPS / sizeof *STEPS; k++)
        if (v <= STEPS[k] + 1e-4f)
            return STEPS[k];
    return 10;
}
