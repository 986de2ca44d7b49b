/* record.c: see record.h. */
#include "lesson/run/record.h"

#include <assert.h>
#include <limits.h>
#include <string.h>

static void set_steps(Lesson *lesson, Run *run, long steps) {
    lesson->steps = steps;
    for (int k = 0; k < lesson->cell_count; k++)
        run->traces[k]->steps = steps;
}

bool record_append(Lesson *lesson, Run *run, const float *inputs, int count) {
    assert(count >= 0);
    size_t width = (size_t)lesson->inputs, at = (size_t)lesson->steps * width;
    if (lesson->steps >= lesson->capacity)
        return false;
    for (int k = 0; k < lesson->inputs; k++)
        lesson->sequence[at + (size_t)k] = k < count ? inputs[k] : 0;
    memcpy(run->sequence + at, lesson->sequence + at, width * sizeof *run->sequence);
    set_steps(lesson, run, lesson->steps + 1); /* dirty: it was the number of steps until now */
    run_update(run);
    return true;
}

void record_rewrite(Lesson *lesson, Run *run, long from, long steps) {
    assert(from >= 0 && steps >= 0 && steps <= lesson->capacity);
    size_t width = (size_t)lesson->inputs, at = (size_t)from * width;
    set_steps(lesson, run, steps);
    if (from < steps)
        memcpy(run->sequence + at, lesson->sequence + at,
               (size_t)(steps - from) * width * sizeof *run->sequence);
    for (int k = 0; k < lesson->cell_count; k++)
        run->dirty[k] = from < steps ? from : steps;
    run_update(run);
}

/* ---- forgetting ---- */

static void move_rows(float *rows, size_t width, long from, long to) {
    memmove(rows, rows + (size_t)from * width, (size_t)(to - from) * width * sizeof *rows);
}

/* Holds count steps too. One that is over is gone. */
static void move_holds(Cell *cell, long count) {
    int kept = 0;
    for (int k = 0; k < cell->hold_count; k++) {
        Hold hold = cell->holds[k];
        if (hold.to < count)
            continue;
        hold.from = hold.from > count ? hold.from - count : 0;
        hold.to = hold.to == LONG_MAX ? hold.to : hold.to - count;
        cell->holds[kept++] = hold;
    }
    cell->hold_count = kept;
}

static void begin_with(Cell *cell, const Trace *trace, long t) {
    size_t bytes = (size_t)cell->spec.hidden * sizeof(float);
    memcpy(cell->h0, trace_at(trace, SIGNAL_H, t, 0),
           (size_t)signal_width(&cell->spec, SIGNAL_H) * sizeof(float));
    if (cell->c0)
        memcpy(cell->c0, trace_at(trace, cell_kind(cell->spec.kind)->memory, t, 0), bytes);
}

/* The record before the first step holds nothing but the initial state. */
static void write_beginning(Trace *trace, const Cell *cell) {
    size_t bytes = (size_t)cell->spec.hidden * sizeof(float);
    memset(trace->data, 0, trace->record * sizeof *trace->data);
    memcpy(trace->data + trace->offset[SIGNAL_H], cell->h0,
           (size_t)signal_width(&cell->spec, SIGNAL_H) * sizeof(float));
    if (cell->c0)
        memcpy(trace->data + trace->offset[cell_kind(cell->spec.kind)->memory], cell->c0, bytes);
}

static void drop_from_cell(Lesson *lesson, Run *run, int k, long count) {
    Trace *trace = run->traces[k];
    begin_with(run->cells[k], trace, count - 1);
    begin_with(lesson->cells[k].cell, trace, count - 1);
    move_holds(run->cells[k], count);
    move_holds(lesson->cells[k].cell, count);
    move_rows(trace->data, trace->record, count, lesson->steps + 1);
    write_beginning(trace, run->cells[k]);
    run->dirty[k] = lesson->steps - count;
    run->versions[k]++;
}

void record_drop(Lesson *lesson, Run *run, long count) {
    long steps = lesson->steps;
    if (count <= 0)
        return;
    count = count < steps ? count : steps;
    for (int k = 0; k < lesson->cell_count; k++)
        drop_from_cell(lesson, run, k, count);
    move_rows(lesson->sequence, (size_t)lesson->inputs, count, steps);
    move_rows(run->sequence, (size_t)lesson->inputs, count, steps);
    set_steps(lesson, run, steps - count);
    run->version++;
}
