/* influence.c: see influence.h. */
#include "lesson/run/influence.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "base/clamp.h"

/* Multiplications that one update may take: some milliseconds of work. */
static const double WORK = 6e7;

bool place_exists(const Run *run, const Place *place) {
    if (place->cell < 0 || place->cell >= run->lesson->cell_count)
        return false;
    const CellSpec *spec = &run->cells[place->cell]->spec;
    const CellKindInfo *info = cell_kind(spec->kind);
    if (place->signal < 0 || place->signal >= info->signal_count || place->unit < 0 ||
        place->unit >= signal_width(spec, place->signal))
        return false;
    if (!info->signals[place->signal].inner && !signal_present(spec, place->signal))
        return false;
    const Trace *trace = run->traces[place->cell];
    return trace_has(trace, place->t) &&
           (place->t != trace_initial(trace) || info->signals[place->signal].has_initial);
}

bool place_same(const Place *a, const Place *b) {
    return a->cell == b->cell && a->signal == b->signal && a->unit == b->unit && a->t == b->t;
}

static double step_work(const Run *run, int cell) {
    double work = 0;
    for (int k = 0; k < run->lesson->cell_count; k++)
        if (lesson_cell_depends(run->lesson, k, cell))
            work += (double)cell_parameter_count(&run->cells[k]->spec);
    return work;
}

static bool runs_back(const Run *run, int cell) {
    return run->cells[cell]->spec.backward;
}

/* Whether the influence turns round: a cell that depends on the place runs the other way, so that it
 * may reach every step. */
static bool turns_round(const Run *run, const Place *place) {
    for (int k = 0; k < run->lesson->cell_count; k++)
        if (lesson_cell_depends(run->lesson, k, place->cell) &&
            runs_back(run, k) != runs_back(run, place->cell))
            return true;
    return false;
}

/* Steps that there is time for, the place's own and the one before it included; 0: of the whole run,
 * which has to be known where the influence turns round, there is none. */
static long steps_for(const Run *run, const Place *place) {
    double fit = WORK / (step_work(run, place->cell) + 1);
    long steps = (long)clamp_double(fit, 2, INFLUENCE_STEPS), all = run->lesson->steps;
    if (turns_round(run, place))
        return fit >= (double)all && all <= INFLUENCE_STEPS ? all + 1 : 0;
    long left = runs_back(run, place->cell) ? place->t + 1 : all - place->t;
    return steps < left ? steps : left;
}

Influence *influence_new(const Run *run, const Place *place, Error *error) {
    assert(place_exists(run, place));
    Influence *influence = calloc(1, sizeof *influence);
    int count = run->lesson->cell_count;
    if (influence)
        influence->tangents = calloc((size_t)count, sizeof *influence->tangents);
    if (!influence || !influence->tangents) {
        error_memory(error, (size_t)count * sizeof *influence->tangents, "derivatives");
        influence_free(influence);
        return NULL;
    }
    influence->cell_count = count;
    influence->place = *place;
    influence->run_version = run->version - 1;
    influence->whole = turns_round(run, place);
    long steps = steps_for(run, place);
    for (int k = 0; k < count; k++) {
        if (!lesson_cell_depends(run->lesson, k, place->cell))
            continue;
        influence->tangents[k] = tangent_new(&run->cells[k]->spec, steps, error);
        if (!influence->tangents[k]) {
            influence_free(influence);
            return NULL;
        }
    }
    influence_update(influence, run);
    return influence;
}

void influence_free(Influence *influence) {
    if (!influence)
        return;
    for (int k = 0; k < influence->cell_count; k++)
        tangent_free(influence->tangents[k]);
    free(influence->tangents);
    free(influence);
}

static void update_cell(Influence *influence, const Run *run, int cell);

/* The tangents of those that it reads, after theirs have been computed; returns how many. */
static int update_sources(Influence *influence, const Run *run, int cell,
                          TangentSource sources[CELL_SOURCES]) {
    const LessonCell *entry = &run->lesson->cells[cell];
    int count = 0;
    for (int k = 0; k < entry->source_count; k++) {
        const CellSource *source = &entry->sources[k];
        if (source->cell < 0 || !influence->tangents[source->cell])
            continue;
        update_cell(influence, run, source->cell);
        sources[count++] = (TangentSource){influence->tangents[source->cell], source->column,
                                           source->from, source->count};
    }
    return count;
}

/* A cell after what it reads. Where the influence turns round, those that are not the place's own
 * from their first step on. */
static void update_cell(Influence *influence, const Run *run, int cell) {
    const Place *place = &influence->place;
    const Trace *trace = run->traces[cell];
    bool own = cell == place->cell;
    long from = own || !influence->whole ? place->t : trace_first(trace);
    TangentSource sources[CELL_SOURCES];
    TangentSeed seed = {own ? place->signal : -1, own ? place->unit : 0, from};
    int count = own ? 0 : update_sources(influence, run, cell, sources);
    tangent_run(influence->tangents[cell], trace, run->cells[cell], &seed, sources, count);
}

void influence_update(Influence *influence, const Run *run) {
    assert(place_exists(run, &influence->place));
    if (influence->run_version == run->version)
        return;
    influence->run_version = run->version;
    for (int k = 0; k < influence->cell_count; k++)
        if (influence->tangents[k])
            update_cell(influence, run, k);
    const Tangent *own = influence->tangents[influence->place.cell];
    bool back = own->spec.backward;
    influence->to = back ? own->from - 1 : own->to;
}

/* A step before the tangent's first, in its cell's order, is not reached; one after its last is not
 * known. */
float influence_at(const Influence *influence, const Place *number) {
    const Tangent *tangent = influence->tangents[number->cell];
    if (!tangent)
        return 0;
    if (number->t >= tangent->from && number->t < tangent->to)
        return tangent_at(tangent, number->signal, number->t)[number->unit];
    bool later = tangent->spec.backward ? number->t < tangent->from : number->t >= tangent->to;
    return later ? NAN : 0;
}
