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
    return place->t < run->traces[place->cell]->steps &&
           (place->t >= 0 || (place->t == -1 && info->signals[place->signal].has_initial));
}

bool place_same(const Place *a, const Place *b) {
    return a->cell == b->cell && a->signal == b->signal && a->unit == b->unit && a->t == b->t;
}

/* The cell reads the other one, or something that does. */
static bool depends_on(const Run *run, int cell, int other) {
    for (int k = cell; k >= 0; k = run->lesson->cells[k].source)
        if (k == other)
            return true;
    return false;
}

static double step_work(const Run *run, int cell) {
    double work = 0;
    for (int k = 0; k < run->lesson->cell_count; k++)
        if (depends_on(run, k, cell))
            work += (double)cell_parameter_count(&run->cells[k]->spec);
    return work;
}

/* Steps that there is time for, the place's own and the one before it included. */
static long steps_for(const Run *run, const Place *place) {
    double fit = WORK / (step_work(run, place->cell) + 1);
    long steps = (long)clamp_double(fit, 2, INFLUENCE_STEPS);
    long left = run->traces[place->cell]->steps - place->t;
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
    for (int k = 0; k < count; k++) {
        if (!depends_on(run, k, place->cell))
            continue;
        influence->tangents[k] = tangent_new(&run->cells[k]->spec, steps_for(run, place), error);
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

/* A cell after what it reads. */
static void update_cell(Influence *influence, const Run *run, int cell) {
    const Place *place = &influence->place;
    bool own = cell == place->cell;
    int source = run->lesson->cells[cell].source;
    TangentSeed seed = {own ? place->signal : -1, own ? place->unit : 0, place->t};
    if (!own)
        update_cell(influence, run, source);
    tangent_run(influence->tangents[cell], run->traces[cell], run->cells[cell], &seed,
                own ? NULL : influence->tangents[source]);
}

void influence_update(Influence *influence, const Run *run) {
    assert(place_exists(run, &influence->place));
    if (influence->run_version == run->version)
        return;
    influence->run_version = run->version;
    for (int k = 0; k < influence->cell_count; k++)
        if (influence->tangents[k])
            update_cell(influence, run, k);
    influence->to = influence->tangents[influence->place.cell]->to;
}

float influence_at(const Influence *influence, const Place *number) {
    const Tangent *tangent = influence->tangents[number->cell];
    if (!tangent || number->t < influence->place.t)
        return 0;
    return number->t < tangent->to ? tangent_at(tangent, number->signal, number->t)[number->unit]
                                   : NAN;
}
