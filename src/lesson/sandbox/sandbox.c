/* sandbox.c: see sandbox.h. */
#include "lesson/sandbox/sandbox.h"

#include <assert.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lesson/condition/condition.h"
#include "lesson/number.h"

/* ---- parts of a lesson ---- */

/* Room for the inputs' names and rows of steps. */
static bool make_inputs(Lesson *lesson, int inputs, long rows) {
    size_t numbers = (size_t)rows * (size_t)inputs + 1;
    lesson->inputs = inputs;
    lesson->input_names = calloc((size_t)inputs, sizeof *lesson->input_names);
    lesson->sequence = calloc(numbers, sizeof *lesson->sequence);
    return lesson->input_names && lesson->sequence;
}

static bool number_inputs(Lesson *lesson) {
    char name[16];
    for (int k = 0; k < lesson->inputs; k++) {
        snprintf(name, sizeof name, "x%d", k + 1);
        if (!lesson_copy(&lesson->input_names[k], name))
            return false;
    }
    return true;
}

static bool copy_names(Lesson *lesson, char **names) {
    for (int k = 0; k < lesson->inputs; k++)
        if (!lesson_copy(&lesson->input_names[k], names[k]))
            return false;
    return true;
}

static bool make_cells(Lesson *lesson, int count) {
    lesson->cells = calloc((size_t)count, sizeof *lesson->cells);
    return lesson->cells != NULL;
}

/* The next cell of the lesson: another lesson's, as `model` has it. */
static bool add_cell_like(Lesson *lesson, const LessonCell *like, const Cell *model, Error *error) {
    LessonCell *cell = &lesson->cells[lesson->cell_count++];
    memcpy(cell->sources, like->sources, sizeof cell->sources);
    cell->source_count = like->source_count;
    cell->cell = cell_clone(model, error);
    return cell->cell && lesson_copy(&cell->id, like->id) && text_copy(&cell->title, &like->title);
}

static bool add_beat(Lesson *lesson, const char *say) {
    lesson->beats = calloc(1, sizeof *lesson->beats);
    lesson->beat_count = lesson->beats ? 1 : 0;
    return lesson->beats && text_set(&lesson->beats[0].say, "en", say);
}

/* The lesson if it is whole; else it is given back, and the error set where it is not yet. */
static Lesson *finished(Lesson *lesson, bool whole, Error *error) {
    if (whole)
        return lesson;
    if (error && !error->what[0])
        error_memory(error, sizeof *lesson, "a sandbox");
    lesson_free(lesson);
    return NULL;
}

static Lesson *begin(Error *error) {
    if (error)
        *error = (Error){0};
    return calloc(1, sizeof(Lesson));
}

/* ---- a new sandbox ---- */

static bool setup_good(const SandboxSetup *setup, const Lesson *origin, Error *error) {
    bool any = false;
    for (int kind = 0; kind < cell_kind_count(); kind++)
        any = any || setup->kinds[kind];
    if (setup->start == START_LESSON)
        return origin || error_set(error, "there is no lesson to take cells from");
    if (!any)
        return error_set(error, "a sandbox needs at least one cell");
    if (setup->units < 1 || setup->units > SANDBOX_UNITS)
        return error_set(error, "a sandbox has cells of 1 to %d units", SANDBOX_UNITS);
    if (setup->inputs < 1 || setup->inputs > SANDBOX_INPUTS)
        return error_set(error, "a sandbox has 1 to %d inputs", SANDBOX_INPUTS);
    return true;
}

static bool add_new_cell(Lesson *lesson, const SandboxSetup *setup, CellKind kind, Error *error) {
    CellSpec spec = cell_spec(kind, setup->inputs, setup->units);
    LessonCell *cell = &lesson->cells[lesson->cell_count++];
    cell->cell = cell_new(&spec, error);
    if (!cell->cell)
        return false;
    if (setup->start == START_RANDOM)
        sandbox_random(cell->cell, setup->seed);
    else
        sandbox_textbook(cell->cell);
    return lesson_copy(&cell->id, cell_kind(kind)->name);
}

static bool fill_new(Lesson *lesson, const SandboxSetup *setup, Error *error) {
    if (!make_inputs(lesson, setup->inputs, SANDBOX_STEPS) || !number_inputs(lesson) ||
        !make_cells(lesson, cell_kind_count()))
        return false;
    for (int kind = 0; kind < cell_kind_count(); kind++)
        if (setup->kinds[kind] && !add_new_cell(lesson, setup, (CellKind)kind, error))
            return false;
    return true;
}

static bool fill_from(Lesson *lesson, const Lesson *origin, Error *error) {
    if (!make_inputs(lesson, origin->inputs, SANDBOX_STEPS) ||
        !copy_names(lesson, origin->input_names) || !make_cells(lesson, origin->cell_count))
        return false;
    for (int k = 0; k < origin->cell_count; k++)
        if (!add_cell_like(lesson, &origin->cells[k], origin->cells[k].cell, error))
            return false;
    return true;
}

Lesson *sandbox_lesson(const SandboxSetup *setup, const Lesson *origin, Error *error) {
    if (!setup_good(setup, origin, error))
        return NULL;
    Lesson *lesson = begin(error);
    bool whole =
        lesson &&
        lesson_head(lesson, "sandbox", "sandbox", "Sandbox", "Find out what these cells do.") &&
        (setup->start == START_LESSON ? fill_from(lesson, origin, error)
                                      : fill_new(lesson, setup, error)) &&
        add_beat(lesson, "Sandbox: the inputs come live.");
    if (whole)
        lesson->capacity = SANDBOX_STEPS;
    return finished(lesson, whole, error);
}

/* ---- a run as a lesson ---- */

/* The state that the cell has before the step. */
static bool begin_before(Cell *cell, const Trace *trace, long step, Error *error) {
    const float *h = trace_at(trace, SIGNAL_H, step - 1, 0);
    int memory = cell_kind(cell->spec.kind)->memory;
    const float *c = cell->c0 ? trace_at(trace, memory, step - 1, 0) : NULL;
    for (int unit = 0; unit < cell->spec.hidden; unit++) {
        if (!isfinite(h[unit]) || (c && !isfinite(c[unit])))
            return error_set(error, "the state before step %ld is infinite or not a number", step);
        cell->h0[unit] = h[unit];
        if (c)
            cell->c0[unit] = c[unit];
    }
    return true;
}

static bool copy_cells(Lesson *lesson, const Run *run, long from, Error *error) {
    const Lesson *now = run->lesson;
    if (!make_cells(lesson, now->cell_count))
        return false;
    for (int k = 0; k < now->cell_count; k++) {
        if (!add_cell_like(lesson, &now->cells[k], run->cells[k], error) ||
            !begin_before(lesson->cells[k].cell, run->traces[k], from, error))
            return false;
        lesson->cells[k].cell->hold_count = 0; /* they are told by the beat */
    }
    return true;
}

static bool copy_inputs(Lesson *lesson, const Run *run, long from, long to) {
    size_t width = (size_t)run->lesson->inputs;
    lesson->steps = to > from ? to - from : 1;
    if (!make_inputs(lesson, run->lesson->inputs, lesson->steps) ||
        !copy_names(lesson, run->lesson->input_names))
        return false;
    memcpy(lesson->sequence, run->sequence + (size_t)from * width,
           (size_t)(to - from) * width * sizeof *lesson->sequence);
    return true;
}

/* A held gate as an edit, seen from step `from`; false: it is over before that. */
static bool hold_as_edit(const Hold *hold, int cell, long from, long steps, Edit *edit) {
    if (hold->to < from || hold->from - from >= steps)
        return false;
    *edit = (Edit){.kind = EDIT_HOLD,
                   .cell = cell,
                   .index = hold->signal,
                   .row = hold->unit,
                   .from = hold->from > from ? hold->from - from : 0,
                   .to = hold->to - from >= steps - 1 ? LONG_MAX : hold->to - from,
                   .value = hold->value};
    return true;
}

static bool tell_holds(Lesson *lesson, const Run *run, long from) {
    Beat *beat = &lesson->beats[0];
    size_t most = 1;
    for (int k = 0; k < lesson->cell_count; k++)
        most += (size_t)run->cells[k]->hold_count;
    beat->edits = calloc(most, sizeof *beat->edits);
    for (int k = 0; beat->edits && k < lesson->cell_count; k++)
        for (int h = 0; h < run->cells[k]->hold_count; h++)
            if (hold_as_edit(&run->cells[k]->holds[h], k, from, lesson->steps,
                             &beat->edits[beat->edit_count]))
                beat->edit_count++;
    return beat->edits != NULL;
}

/* What a cell's first hidden state is in the end, as a claim: a file whose numbers were changed by
 * hand, or a program that computes otherwise, is found out. A float has seven digits, so a large
 * number is held to less than a small one. */
static bool claim_end(Lesson *lesson, const Run *run, int cell, long to, Claim *claim) {
    const float CLOSE = 1e-5f;
    float value = trace_at(run->traces[cell], SIGNAL_H, to - 1, 0)[0];
    char text[200], number[NUMBER_SIZE], close[NUMBER_SIZE];
    number_format(value, number);
    number_format(CLOSE * fmaxf(1, fabsf(value)), close);
    snprintf(text, sizeof text, "abs(%.60s.h[0] @ %ld - (%s)) < %s", lesson->cells[cell].id,
             lesson->steps - 1, number, close);
    claim->condition = condition_parse(text, lesson, NULL);
    return claim->condition && lesson_copy(&claim->source, text);
}

/* Of what is finite: the condition language has no word for the rest. */
static bool add_claims(Lesson *lesson, const Run *run, long to) {
    Beat *beat = &lesson->beats[0];
    beat->claims = calloc((size_t)lesson->cell_count + 1, sizeof *beat->claims);
    for (int k = 0; beat->claims && to > 0 && k < lesson->cell_count; k++)
        if (isfinite(trace_at(run->traces[k], SIGNAL_H, to - 1, 0)[0]) &&
            !claim_end(lesson, run, k, to, &beat->claims[beat->claim_count++]))
            return false;
    return beat->claims != NULL;
}

Lesson *sandbox_snapshot(const Run *run, long from, long to, const char *id, Error *error) {
    assert(0 <= from && from <= to && to <= run->lesson->steps);
    char say[200];
    Lesson *lesson = begin(error);
    snprintf(say, sizeof say,
             "Recorded in the sandbox: **%ld steps** of what happened there, with the cells as "
             "they were at the end.",
             to - from);
    bool whole = lesson &&
                 lesson_head(lesson, id, "sandbox", "A recording from the sandbox",
                             "See again what happened in the sandbox.") &&
                 copy_inputs(lesson, run, from, to) && copy_cells(lesson, run, from, error) &&
                 add_beat(lesson, say) && tell_holds(lesson, run, from) &&
                 (from == to || add_claims(lesson, run, to));
    return finished(lesson, whole, error);
}
