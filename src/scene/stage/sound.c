/* sound.c: see sound.h. */
#include "scene/stage/sound.h"

#include <math.h>

#include "base/clamp.h"

static const float MIDDLE = 440;     /* hertz, of the value 0 */
static const float SOFTEST = 0.25f;  /* with the gate shut */
static const float NO_GATE = 0.625f; /* half way between shut and open */

/* Octaves from the middle: the value itself, beyond -1 and 1 ever less; continuous, as is its
 * slope. */
static float octaves(float value) {
    float size = fabsf(value), beyond = size - 1;
    if (size <= 1)
        return value;
    float most = isinf(size) ? 2 : 1 + beyond / (1 + beyond);
    return copysignf(most, value);
}

Sound sound_of_value(float value, float gate_level) {
    if (isnan(value))
        return (Sound){MIDDLE, 0};
    float level = clamp_float(gate_level, 0, 1);
    return (Sound){MIDDLE * exp2f(octaves(value)),
                   isnan(gate_level) ? NO_GATE : SOFTEST + (1 - SOFTEST) * level};
}

/* ---- where the picture is ---- */

typedef struct Here {
    const Trace *trace;
    const CellKindInfo *kind;
    int unit;
    Moment moment;
} Here;

/* A signal's value at the end of step t; NaN where it has none. */
static float value_at(const Here *here, int signal, long t) {
    bool initial = t == trace_initial(here->trace);
    if (!trace_has(here->trace, t) || (initial && !here->kind->signals[signal].has_initial))
        return NAN;
    return trace_at(here->trace, signal, t, 0)[here->unit];
}

static float mix(float from, float to, float part) {
    return part >= 1 || isnan(from) ? to : from + (to - from) * part;
}

/* A signal on its way from the step before to this one, in the phase that it belongs to. */
static float value_now(const Here *here, int signal) {
    const Moment *moment = &here->moment;
    Phase phase = here->kind->signals[signal].phase;
    float before = value_at(here, signal, trace_before(here->trace, moment->t));
    if (moment->phase < phase && !isnan(before))
        return before;
    return mix(before, value_at(here, signal, moment->t), moment->phase > phase ? 1 : moment->part);
}

/* A memory beside h falls to what its gate leaves of it, then takes in what is written. */
static float memory_now(const Here *here) {
    const Moment *moment = &here->moment;
    int memory = here->kind->memory;
    float before = value_at(here, memory, trace_before(here->trace, moment->t)),
          now = value_at(here, memory, moment->t);
    if (moment->t < 0 || moment->phase > PHASE_WRITE)
        return now;
    float kept = before * value_at(here, here->kind->keeps, moment->t);
    if (moment->phase == PHASE_WRITE)
        return mix(kept, now, moment->part);
    return moment->phase == PHASE_FORGET ? mix(before, kept, moment->part) : before;
}

Sound sound_of(const Session *session) {
    const Trace *trace = session->run->traces[session->cell];
    Here here = {trace, cell_kind(trace->spec.kind), session->unit, session_moment(session)};
    int memory = here.kind->memory, keeps = here.kind->keeps;
    bool apart = memory != SIGNAL_H && keeps >= 0;
    return sound_of_value(apart ? memory_now(&here) : value_now(&here, memory),
                          keeps < 0 ? NAN : value_now(&here, keeps));
}
