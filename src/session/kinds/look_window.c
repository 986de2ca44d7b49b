/* look_window.c: see look_window.h. */
#include "session/kinds/look_window.h"

#include <stdlib.h>
#include <string.h>

#include "base/clamp.h"

/* ---- whether it can be ---- */

/* The stack has what the lesson's sources are: side by side in their order, from cells before. */
static bool reads_in_order(const LessonCell *cell, int index) {
    int column = 0;
    for (int k = 0; k < cell->source_count; k++) {
        const CellSource *source = &cell->sources[k];
        int count = source->count ? source->count : cell->cell->spec.inputs;
        if (source->cell >= index || source->column != column)
            return false;
        column += count;
    }
    return !cell->source_count || column == cell->cell->spec.inputs;
}

/* A script has steps of its own. */
static bool is_scripted(const Beat *beat) {
    return beat->edit_count || beat->claim_count || beat->has_at || beat->question || beat->task;
}

bool look_window_can(const Lesson *lesson) {
    for (int k = 0; k < lesson->beat_count; k++)
        if (is_scripted(&lesson->beats[k]))
            return false;
    for (int k = 0; k < lesson->cell_count; k++)
        if (lesson->cells[k].cell->hold_count || !reads_in_order(&lesson->cells[k], k))
            return false;
    return lesson->steps > WINDOW_STEPS && !lesson->capacity;
}

/* ---- memory ---- */

static size_t shown_of(const CellSpec *spec) {
    return (size_t)signal_width(spec, SIGNAL_H);
}

/* Floats of a state: h, and what remembers besides. */
static size_t state_size(const CellSpec *spec) {
    int memory = cell_kind(spec->kind)->memory;
    return shown_of(spec) + (memory == SIGNAL_H ? 0 : (size_t)signal_width(spec, memory));
}

/* One a slice, from step 0 on, and the one that stands nowhere else: before the last window, or, of a
 * backward cell, behind the last step. */
static size_t states_of(long steps) {
    return (size_t)(steps / STACK_SLICE) + 2;
}

double look_window_bytes(const Lesson *lesson, long steps) {
    double bytes = (double)(steps + 2 * WINDOW_STEPS) * lesson->inputs * (double)sizeof(float);
    for (int k = 0; k < lesson->cell_count; k++) {
        const CellSpec *spec = &lesson->cells[k].cell->spec;
        bytes += (double)states_of(steps) * (double)(state_size(spec) * sizeof(float));
        bytes += (double)trace_bytes(spec, WINDOW_STEPS, 1);
    }
    return bytes;
}

void look_window_free(LookWindow *window) {
    if (!window)
        return;
    for (int k = 0; window->states && k < window->cell_count; k++)
        free(window->states[k]);
    free(window->states);
    free(window->sequence);
    free(window);
}

/* ---- states ---- */

/* Where the state at the boundary before step b is kept; NULL: it is not. */
static float *state_at(const LookWindow *window, int cell, const CellSpec *spec, long b) {
    long last = spec->backward ? window->steps : window->steps - WINDOW_STEPS;
    size_t size = state_size(spec);
    if (b == last)
        return window->states[cell] + (states_of(window->steps) - 1) * size;
    return b % STACK_SLICE ? NULL : window->states[cell] + (size_t)(b / STACK_SLICE) * size;
}

static void keep_state(float *to, const CellSpec *spec, const float *h, const float *c) {
    size_t shown = shown_of(spec), size = state_size(spec);
    memcpy(to, h, shown * sizeof *to);
    if (size > shown)
        memcpy(to + shown, c, (size - shown) * sizeof *to);
}

/* The states that the lesson's cells begin with are those of the whole run. */
static void keep_initial(LookWindow *window, const Lesson *lesson) {
    for (int k = 0; k < lesson->cell_count; k++) {
        const Cell *cell = lesson->cells[k].cell;
        long b = cell->spec.backward ? window->steps : 0;
        keep_state(state_at(window, k, &cell->spec, b), &cell->spec, cell->h0, cell->c0);
    }
}

static void set_initial(const LookWindow *window, Cell *cell, int index, long b) {
    const float *state = state_at(window, index, &cell->spec, b);
    size_t shown = shown_of(&cell->spec), size = state_size(&cell->spec);
    memcpy(cell->h0, state, shown * sizeof *state);
    if (size > shown)
        memcpy(cell->c0, state + shown, (size - shown) * sizeof *state);
}

/* At the boundary before step b the state of a forward cell is that of the step before, that of a
 * backward one the step's own. */
void look_window_take(LookWindow *window, const StackSlice *slice) {
    const Trace *trace = slice->trace;
    const CellSpec *spec = &trace->spec;
    int memory = cell_kind(spec->kind)->memory;
    for (long k = 0; k < slice->count; k++) {
        long b = slice->from + k + (spec->backward ? 0 : 1);
        bool within = b < window->steps;
        float *state = within ? state_at(window, slice->layer, spec, b) : NULL;
        if (state)
            keep_state(state, spec, trace_at(trace, SIGNAL_H, k, 0), trace_at(trace, memory, k, 0));
    }
}

void look_window_rewind(const LookWindow *window, Lesson *lesson) {
    for (int k = 0; k < lesson->cell_count; k++) {
        Cell *cell = lesson->cells[k].cell;
        set_initial(window, cell, k, cell->spec.backward ? window->steps : 0);
    }
}

/* ---- the window ---- */

LookWindow *look_window_new(Lesson *lesson, Error *error) {
    size_t numbers = (size_t)WINDOW_STEPS * (size_t)lesson->inputs;
    LookWindow *window = calloc(1, sizeof *window);
    float *shown = malloc(numbers * sizeof *shown);
    bool good = window && shown;
    if (good) {
        *window = (LookWindow){.steps = lesson->steps,
                               .inputs = lesson->inputs,
                               .cell_count = lesson->cell_count,
                               .states = calloc((size_t)lesson->cell_count, sizeof(float *))};
        good = window->states != NULL;
    }
    for (int k = 0; good && k < lesson->cell_count; k++) {
        size_t size = states_of(lesson->steps) * state_size(&lesson->cells[k].cell->spec);
        window->states[k] = calloc(size, sizeof(float));
        good = window->states[k] != NULL;
    }
    if (!good) {
        free(shown);
        look_window_free(window);
        error_memory(error, numbers * sizeof *shown, "a window of a run");
        return NULL;
    }
    keep_initial(window, lesson);
    window->sequence = lesson->sequence;
    lesson->sequence = memcpy(shown, window->sequence, numbers * sizeof *shown);
    lesson->steps = WINDOW_STEPS;
    return window;
}

/* At a slice's beginning, or with the last step as its own last. */
long look_window_place(const LookWindow *window, long t) {
    long last = window->steps - WINDOW_STEPS, slice = t / STACK_SLICE - 1;
    long first = slice > 0 ? slice * STACK_SLICE : 0;
    return first < last ? first : last;
}

bool look_window_holds(const LookWindow *window, long t, long margin) {
    long low = clamp_long(t - margin, 0, window->steps - 1),
         high = clamp_long(t + margin, 0, window->steps - 1);
    return low >= window->first && high < window->first + WINDOW_STEPS;
}

void look_window_move(LookWindow *window, Lesson *lesson, long first) {
    window->first = first;
    memcpy(lesson->sequence, window->sequence + (size_t)first * (size_t)window->inputs,
           (size_t)WINDOW_STEPS * (size_t)window->inputs * sizeof(float));
    for (int k = 0; k < lesson->cell_count; k++) {
        Cell *cell = lesson->cells[k].cell;
        set_initial(window, cell, k, cell->spec.backward ? first + WINDOW_STEPS : first);
    }
}
