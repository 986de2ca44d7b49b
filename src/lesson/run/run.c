/* run.c: a lesson's numbers, kept up to date from the earliest change on. See run.h. */
#include "lesson/run/run.h"

#include <limits.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/memory.h"
#include "lesson/curve.h"
#include "lesson/run/watch.h"

static size_t sequence_count(const Lesson *lesson) {
    return (size_t)lesson->steps * (size_t)lesson->inputs;
}

/* In the cell's own order that step is the so many-th; and the other way round. */
static long turn_of(const Run *run, int cell, long step) {
    return run->cells[cell]->spec.backward ? run->lesson->steps - 1 - step : step;
}

static void mark_turn(Run *run, int cell, long turn) {
    if (turn < run->dirty[cell])
        run->dirty[cell] = turn > 0 ? turn : 0;
}

/* These steps, of those that there are, and with them all that the cell computes after them. */
static void mark(Run *run, int cell, long from, long to) {
    long last = run->lesson->steps - 1;
    from = from > 0 ? from : 0;
    to = to < last ? to : last;
    if (from > to)
        return;
    mark_turn(run, cell, turn_of(run, cell, from));
    mark_turn(run, cell, turn_of(run, cell, to));
}

static void mark_all(Run *run, int cell) {
    run->dirty[cell] = 0;
}

static bool run_allocate(Run *run, Error *error) {
    size_t cells = (size_t)run->lesson->cell_count,
           numbers = (size_t)lesson_room(run->lesson) * (size_t)run->lesson->inputs;
    run->sequence = calloc(numbers + 1, sizeof *run->sequence);
    run->cells = calloc(cells + 1, sizeof(Cell *));
    run->traces = calloc(cells + 1, sizeof(Trace *));
    run->dirty = calloc(cells + 1, sizeof *run->dirty); /* zero: all is to be computed */
    run->versions = calloc(cells + 1, sizeof *run->versions);
    if (run->sequence && run->cells && run->traces && run->dirty && run->versions)
        return true;
    return error_memory(error, numbers * sizeof *run->sequence, "the inputs of a run");
}

/* All traces together, before the first of them takes what the last will lack. */
static bool run_fits(const Lesson *lesson, Error *error) {
    double bytes = 0;
    char what[80];
    for (int k = 0; k < lesson->cell_count; k++)
        bytes += (double)trace_bytes(&lesson->cells[k].cell->spec, lesson_room(lesson), 1);
    snprintf(what, sizeof what, "a run of %ld steps of %d cells", lesson_room(lesson),
             lesson->cell_count);
    return memory_fits(bytes, what, error);
}

static bool run_fill(Run *run, Error *error) {
    const Lesson *lesson = run->lesson;
    if (!run_fits(lesson, error))
        return false;
    memcpy(run->sequence, lesson->sequence, sequence_count(lesson) * sizeof *run->sequence);
    for (int k = 0; k < lesson->cell_count; k++) {
        run->cells[k] = cell_clone(lesson->cells[k].cell, error);
        if (!run->cells[k])
            return false;
        run->traces[k] = trace_new(&run->cells[k]->spec, lesson_room(lesson), 1, error);
        if (!run->traces[k])
            return false;
        run->traces[k]->steps = lesson->steps;
    }
    return true;
}

Run *run_begin(const Lesson *lesson, Error *error) {
    Run *run = calloc(1, sizeof *run);
    if (!run) {
        error_memory(error, sizeof *run, "a run");
        return NULL;
    }
    run->lesson = lesson;
    if (!run_allocate(run, error) || !run_fill(run, error)) {
        run_free(run);
        return NULL;
    }
    return run;
}

Run *run_new(const Lesson *lesson, Error *error) {
    Run *run = run_begin(lesson, error);
    if (!run)
        return NULL;
    do
        run_update(run);
    while (run_done(run) < lesson->steps);
    return run;
}

void run_free(Run *run) {
    if (!run)
        return;
    for (int k = 0; k < run->lesson->cell_count; k++) {
        if (run->cells)
            cell_free(run->cells[k]);
        if (run->traces)
            trace_free(run->traces[k]);
    }
    free(run->sequence);
    free(run->cells);
    free(run->traces);
    free(run->dirty);
    free(run->versions);
    free(run);
}

/* Changes a cell's variants or activations. Every variant of a kind has the same record, so its
 * trace stays. */
static bool respec(Run *run, int cell, const CellSpec *spec, Error *error) {
    if (!cell_respec(run->cells[cell], spec, error))
        return false;
    run->traces[cell]->spec = *spec;
    mark_all(run, cell);
    return true;
}

/* Copies count floats where they differ; whether they did. */
static bool restore(float *to, const float *from, size_t count) {
    if (!to || !from || memcmp(to, from, count * sizeof *to) == 0)
        return false;
    memcpy(to, from, count * sizeof *to);
    return true;
}

static void restore_weights(Run *run, int k) {
    Cell *cell = run->cells[k];
    const Cell *origin = run->lesson->cells[k].cell;
    bool changed = false;
    for (int weight = 0; weight < cell_kind(cell->spec.kind)->weight_count; weight++) {
        size_t count =
            (size_t)weight_rows(&cell->spec, weight) * (size_t)weight_columns(&cell->spec, weight);
        changed |= restore(cell->weights[weight], origin->weights[weight], count);
    }
    if (changed) {
        cell_touch(cell);
        mark_all(run, k);
    }
}

static void restore_initial(Run *run, int k) {
    const Cell *origin = run->lesson->cells[k].cell;
    size_t hidden = (size_t)origin->spec.hidden;
    bool h = restore(run->cells[k]->h0, origin->h0, (size_t)signal_width(&origin->spec, SIGNAL_H));
    bool c = restore(run->cells[k]->c0, origin->c0, hidden);
    if (h || c)
        mark_all(run, k);
}

static void mark_hold(Run *run, int cell, const Hold *hold) {
    mark(run, cell, hold->from, hold->to);
}

static bool restore_holds(Run *run, int k, Error *error) {
    Cell *cell = run->cells[k];
    const Cell *origin = run->lesson->cells[k].cell;
    for (int h = 0; h < cell->hold_count; h++)
        mark_hold(run, k, &cell->holds[h]);
    cell->hold_count = 0;
    for (int h = 0; h < origin->hold_count; h++) {
        if (!cell_hold(cell, &origin->holds[h], error))
            return false;
        mark_hold(run, k, &origin->holds[h]);
    }
    return true;
}

static void mark_inputs(Run *run, long step) {
    for (int k = 0; k < run->lesson->cell_count; k++)
        if (lesson_cell_reads_inputs(&run->lesson->cells[k]))
            mark(run, k, step, step);
}

static void restore_inputs(Run *run) {
    const Lesson *lesson = run->lesson;
    size_t width = (size_t)lesson->inputs;
    for (long t = 0; t < lesson->steps; t++)
        if (restore(run->sequence + (size_t)t * width, lesson->sequence + (size_t)t * width, width))
            mark_inputs(run, t);
}

bool run_reset(Run *run, Error *error) {
    restore_inputs(run);
    for (int k = 0; k < run->lesson->cell_count; k++) {
        const CellSpec *spec = &run->lesson->cells[k].cell->spec;
        if (!cell_spec_same(&run->cells[k]->spec, spec) && !respec(run, k, spec, error))
            return false;
        restore_weights(run, k);
        restore_initial(run, k);
        if (!restore_holds(run, k, error))
            return false;
    }
    return true;
}

static void set_input(Run *run, long t, int column, float value) {
    float *number = &run->sequence[(size_t)t * (size_t)run->lesson->inputs + (size_t)column];
    if (memcmp(number, &value, sizeof value) != 0) /* -0 is not 0 in a trace */
        mark_inputs(run, t);
    *number = value;
}

static bool edit_input(Run *run, const Edit *edit, Error *error) {
    const Lesson *lesson = run->lesson;
    long first = curve_first(edit), last = curve_last(edit);
    if (first < 0 || first >= lesson->steps)
        return error_set(error, "there is no step %ld", first);
    if (edit->column < 0 || edit->column >= lesson->inputs)
        return error_set(error, "there is no input %d", edit->column);
    if (edit->kind != EDIT_INPUT && !curve_fits(edit, lesson->steps))
        return error_set(error, "this is no curve of %ld steps", lesson->steps);
    last = last < lesson->steps ? last : lesson->steps - 1;
    for (long t = first; t <= last; t++)
        set_input(run, t, edit->column, curve_at(edit, t));
    return true;
}

static bool edit_hold(Run *run, const Edit *edit, Error *error) {
    Hold hold = {.signal = edit->index,
                 .unit = edit->row,
                 .value = edit->value,
                 .from = edit->from,
                 .to = edit->to};
    if (!cell_hold(run->cells[edit->cell], &hold, error))
        return false;
    mark_hold(run, edit->cell, &hold);
    return true;
}

static bool edit_free(Run *run, const Edit *edit, Error *error) {
    Cell *cell = run->cells[edit->cell];
    long first = LONG_MAX, last = -1;
    for (int h = 0; h < cell->hold_count; h++) {
        const Hold *hold = &cell->holds[h];
        bool touched = edit->row < 0 || hold->unit < 0 || hold->unit == edit->row;
        if (hold->signal != edit->index || !touched)
            continue;
        first = hold->from < first ? hold->from : first;
        last = hold->to > last ? hold->to : last;
    }
    if (!cell_free_gate(cell, edit->index, edit->row, error))
        return false;
    mark(run, edit->cell, first, last);
    return true;
}

/* The one number that a weight or initial value is; NULL where it is not there. */
static float *number_at(const Run *run, const Edit *edit) {
    const Cell *cell = run->cells[edit->cell];
    const CellSpec *spec = &cell->spec;
    if (edit->kind == EDIT_INITIAL) {
        float *state = cell_initial(cell, edit->index);
        return state && edit->row >= 0 && edit->row < signal_width(spec, edit->index)
                   ? state + edit->row
                   : NULL;
    }
    if (edit->index < 0 || edit->index >= cell_kind(spec->kind)->weight_count ||
        !cell->weights[edit->index])
        return NULL;
    int columns = weight_columns(spec, edit->index);
    if (edit->row < 0 || edit->row >= weight_rows(spec, edit->index) || edit->column < 0 ||
        edit->column >= columns)
        return NULL;
    return cell->weights[edit->index] + (size_t)edit->row * (size_t)columns + (size_t)edit->column;
}

static bool edit_number(Run *run, const Edit *edit, Error *error) {
    const float *number = number_at(run, edit);
    const char *id = run->lesson->cells[edit->cell].id;
    if (!number && edit->kind == EDIT_INITIAL)
        return error_set(error, "%s has no such initial value", id);
    if (!number)
        return error_set(error, "%s has no weight %s now", id,
                         cell_kind(run->cells[edit->cell]->spec.kind)->weights[edit->index].name);
    if (*number == edit->value)
        return true;
    if (edit->kind == EDIT_INITIAL)
        *number_at(run, edit) = edit->value;
    else
        cell_set_weight(run->cells[edit->cell], edit->index, edit->row, edit->column, edit->value);
    mark_all(run, edit->cell);
    return true;
}

/* With the lesson's own alpha and beta where its cell has that activation, so that one comes back to
 * it; else with the usual ones. */
static bool edit_activation(Run *run, const Edit *edit, Error *error) {
    CellSpec spec = run->cells[edit->cell]->spec;
    ActivationSlot slot = (ActivationSlot)edit->index;
    Curve own = cell_curve(&run->lesson->cells[edit->cell].cell->spec, slot);
    Curve curve = own.activation == edit->activation ? own : activation_usual(edit->activation);
    if (activation_same(cell_curve(&spec, slot), curve))
        return true;
    cell_set_curve(&spec, slot, curve);
    return respec(run, edit->cell, &spec, error);
}

/* Weights that a variant brings back have the lesson's own values, not zero, where it gives them.
 */
static void refill_weights(Run *run, int k, const CellSpec *before) {
    Cell *cell = run->cells[k];
    const Cell *origin = run->lesson->cells[k].cell;
    for (int weight = 0; weight < cell_kind(before->kind)->weight_count; weight++)
        if (!weight_present(before, weight) && cell->weights[weight])
            restore(cell->weights[weight], origin->weights[weight],
                    (size_t)weight_rows(&cell->spec, weight) *
                        (size_t)weight_columns(&cell->spec, weight));
    cell_touch(cell);
}

static bool edit_variant(Run *run, const Edit *edit, Error *error) {
    CellSpec before = run->cells[edit->cell]->spec, spec = before;
    if (edit->index < 0 || edit->index >= cell_kind(spec.kind)->variant_count ||
        cell_kind(spec.kind)->variants[edit->index].fixed)
        return error_set(error, "%s has no such variant", run->lesson->cells[edit->cell].id);
    variant_set(&spec, edit->index, edit->flag);
    if (cell_spec_same(&spec, &before))
        return true;
    if (!respec(run, edit->cell, &spec, error))
        return false;
    refill_weights(run, edit->cell, &before);
    return true;
}

bool run_edit(Run *run, const Edit *edit, Error *error) {
    if (!edit_of_input(edit) && (edit->cell < 0 || edit->cell >= run->lesson->cell_count))
        return error_set(error, "there is no cell %d", edit->cell);
    switch (edit->kind) {
    case EDIT_INPUT:
    case EDIT_LINE:
    case EDIT_WAVE:
        return edit_input(run, edit, error);
    case EDIT_HOLD:
        return edit_hold(run, edit, error);
    case EDIT_FREE:
        return edit_free(run, edit, error);
    case EDIT_WEIGHT:
    case EDIT_INITIAL:
        return edit_number(run, edit, error);
    case EDIT_ACTIVATION:
        return edit_activation(run, edit, error);
    case EDIT_VARIANT:
        return edit_variant(run, edit, error);
    }
    return error_set(error, "unknown edit");
}

/* What a source has ready counts for the reader: a cell of the same direction can follow it step by
 * step; one of the other begins where the source ends. */
static long source_ready(const Run *run, int reader, int source) {
    long done = run->dirty[source];
    bool same = run->cells[reader]->spec.backward == run->cells[source]->spec.backward;
    return same || done == run->lesson->steps ? done : 0;
}

/* How many of its steps a cell can compute now, by what it reads. */
static long ready(const Run *run, int cell) {
    const LessonCell *entry = &run->lesson->cells[cell];
    long turns = run->lesson->steps;
    for (int k = 0; k < entry->source_count; k++) {
        int source = entry->sources[k].cell;
        long there = source >= 0 ? source_ready(run, cell, source) : turns;
        turns = there < turns ? there : turns;
    }
    return turns;
}

/* What changed in a source has changed in what reads it, however far up the stack. The reader
 * allows no circle of sources, so this ends. */
static void mark_from_sources(Run *run, int cell) {
    const LessonCell *entry = &run->lesson->cells[cell];
    for (int k = 0; k < entry->source_count; k++) {
        int source = entry->sources[k].cell;
        if (source < 0)
            continue;
        mark_from_sources(run, source);
        mark_turn(run, cell, source_ready(run, cell, source));
    }
}

/* ---- computing ---- */

/* An update, as the watch sees it. */
typedef struct Work {
    double done, all; /* multiplications */
    bool told, put_off;
} Work;

/* Multiplications of a step, about. */
static double step_cost(const CellSpec *spec) {
    return 4.0 * spec->hidden * (signal_width(spec, SIGNAL_H) + spec->inputs + 10.0) +
           (double)spec->hidden * spec->projection;
}

double run_cost(const Lesson *lesson) {
    double step = 0;
    for (int k = 0; k < lesson->cell_count; k++)
        step += step_cost(&lesson->cells[k].cell->spec);
    return step * (double)lesson->steps;
}

double run_share(const Run *run) {
    double all = run_cost(run->lesson), done = 0;
    for (int k = 0; k < run->lesson->cell_count; k++)
        done += step_cost(&run->cells[k]->spec) * (double)run->dirty[k];
    return all > 0 ? done / all : 1;
}

static void tell(const Run *run, Work *work, double done) {
    const RunWatch *watch = run->lesson->watch;
    work->put_off = !watch->tell(watch->context, run->lesson, done);
    work->told = true;
}

/* Steps that are computed between two words to the watch: a millisecond or two. */
static long slice_of(const Run *run, int cell, long left) {
    const double SLICE = 1e7;
    double steps = SLICE / step_cost(&run->cells[cell]->spec);
    return !run->lesson->watch || steps >= (double)left ? left : steps > 1 ? (long)steps : 1;
}

/* Of the cells that can go on the one that is furthest behind; -1: none is behind. */
static int furthest_behind(const Run *run) {
    int cell = -1;
    long least = run->lesson->steps;
    for (int k = 0; k < run->lesson->cell_count; k++)
        if (run->dirty[k] < least && run->dirty[k] < ready(run, k)) {
            least = run->dirty[k];
            cell = k;
        }
    return cell;
}

static InputPart part_of(const Run *run, int cell, const CellSource *source) {
    size_t width = (size_t)run->lesson->inputs;
    Inputs inputs = source->cell >= 0
                        ? inputs_from_trace(run->traces[source->cell], SIGNAL_H)
                        : (Inputs){.data = run->sequence, .step = width, .row = width};
    int count = source->count ? source->count : run->cells[cell]->spec.inputs;
    inputs.data += source->from;
    return (InputPart){inputs, source->column, count};
}

/* Computes the cell's so many-th steps. */
static void compute(Run *run, int cell, long from, long to) {
    const LessonCell *entry = &run->lesson->cells[cell];
    const long steps = run->lesson->steps;
    const bool backward = run->cells[cell]->spec.backward;
    InputPart parts[CELL_SOURCES];
    for (int k = 0; k < entry->source_count; k++)
        parts[k] = part_of(run, cell, &entry->sources[k]);
    if (!entry->source_count)
        parts[0] = part_of(run, cell, &(CellSource){.cell = CELL_READS_INPUTS});
    trace_run_parts(run->traces[cell], run->cells[cell], parts,
                    entry->source_count ? entry->source_count : 1, backward ? steps - to : from,
                    backward ? steps - from : to);
    run->versions[cell]++;
}

/* Computes some steps of a cell, as far as what it reads is there. */
static void update_part(Run *run, int cell, Work *work) {
    long from = run->dirty[cell], end = ready(run, cell);
    long to = from + slice_of(run, cell, end - from);
    compute(run, cell, from, to);
    run->dirty[cell] = to;
    work->done += step_cost(&run->cells[cell]->spec) * (double)(to - from);
    if (to < end)
        tell(run, work, work->done / work->all);
}

/* A run without steps has initial states. */
static void update_initial(Run *run) {
    for (int k = 0; k < run->lesson->cell_count; k++)
        compute(run, k, 0, 0);
}

/* The first step of a cell that is not up to date: of a backward one the very first, until all are. */
static long done_of(const Run *run, int cell) {
    bool all = run->dirty[cell] == run->lesson->steps;
    return run->cells[cell]->spec.backward && !all ? 0 : run->dirty[cell];
}

long run_update(Run *run) {
    int count = run->lesson->cell_count;
    long first = run->lesson->steps;
    Work work = {0};
    for (int k = 0; k < count; k++) {
        mark_from_sources(run, k);
        if (done_of(run, k) < first)
            first = done_of(run, k);
        work.all += step_cost(&run->cells[k]->spec) * (double)(run->lesson->steps - run->dirty[k]);
    }
    if (run->lesson->steps == 0)
        update_initial(run);
    for (int k; !work.put_off && (k = furthest_behind(run)) >= 0;)
        update_part(run, k, &work);
    if (work.told)
        tell(run, &work, 1);
    run->version += first < run->lesson->steps;
    return first;
}

long run_done(const Run *run) {
    long done = run->lesson->steps;
    for (int k = 0; k < run->lesson->cell_count; k++)
        if (done_of(run, k) < done)
            done = done_of(run, k);
    return done;
}

float run_value(const Run *run, const Edit *target) {
    const Hold *hold;
    const float *number;
    switch (target->kind) {
    case EDIT_INPUT:
        return run
            ->sequence[(size_t)target->step * (size_t)run->lesson->inputs + (size_t)target->column];
    case EDIT_HOLD:
    case EDIT_FREE:
        hold = cell_hold_at(run->cells[target->cell], target->index,
                            target->row < 0 ? 0 : target->row, target->from);
        return hold ? hold->value : NAN;
    case EDIT_WEIGHT:
    case EDIT_INITIAL:
        number = number_at(run, target);
        return number ? *number : NAN;
    case EDIT_ACTIVATION:
        return (float)cell_activation(&run->cells[target->cell]->spec,
                                      (ActivationSlot)target->index);
    case EDIT_VARIANT:
        return variant_on(&run->cells[target->cell]->spec, target->index);
    case EDIT_LINE:
    case EDIT_WAVE:
        return NAN; /* they are many */
    }
    return NAN;
}
