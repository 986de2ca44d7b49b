/* ends.c: see ends.h. */
#include "lesson/check/ends.h"

#include <math.h>
#include <stdio.h>

#include "lesson/condition/condition.h"
#include "lesson/run/run.h"

enum { CONTROLS_MOST = 64, TOGETHER_MOST = 5 };
static const float WEIGHT_END = 10; /* of a slider: tweaks/weights.c */

/* What can be dragged: its edit with either end. */
typedef struct Control {
    Edit edit;
    float low, high;
} Control;

typedef struct Ends {
    const Lesson *lesson;
    int beat;
    Control controls[CONTROLS_MOST];
    int count;
    char *how;
    Error *error;
} Ends;

/* ---- what may be dragged ---- */

static void add(Ends *ends, const Edit *edit, float low, float high) {
    if (ends->count < CONTROLS_MOST)
        ends->controls[ends->count++] = (Control){*edit, low, high};
}

static void add_gate(Ends *ends, int cell, int signal, int unit) {
    Edit edit = {.kind = EDIT_HOLD,
                 .cell = cell,
                 .index = signal,
                 .row = unit,
                 .from = 0,
                 .to = ends->lesson->steps - 1};
    add(ends, &edit, 0, 1);
}

static void add_weight(Ends *ends, const Target *target) {
    const Cell *cell = ends->lesson->cells[target->cell].cell;
    int rows = weight_rows(&cell->spec, target->index),
        columns = weight_columns(&cell->spec, target->index);
    for (int row = 0; row < rows && cell->weights[target->index]; row++)
        for (int column = 0; column < columns; column++) {
            Edit edit = {.kind = EDIT_WEIGHT,
                         .cell = target->cell,
                         .index = target->index,
                         .row = row,
                         .column = column};
            float given = fabsf(cell->weights[target->index][row * columns + column]);
            if (target_covers(target, &edit))
                add(ends, &edit, -fmaxf(WEIGHT_END, given), fmaxf(WEIGHT_END, given));
        }
}

static void add_initial(Ends *ends, const Target *target) {
    const CellSpec *spec = &ends->lesson->cells[target->cell].cell->spec;
    for (int unit = 0; unit < signal_width(spec, target->index); unit++) {
        Edit edit = {
            .kind = EDIT_INITIAL, .cell = target->cell, .index = target->index, .row = unit};
        if (target_covers(target, &edit))
            add(ends, &edit, -1, 1);
    }
}

/* Of a whole cell its gates. */
static void add_cell(Ends *ends, int cell) {
    const CellKindInfo *kind = cell_kind(ends->lesson->cells[cell].cell->spec.kind);
    for (int s = 0; s < kind->signal_count; s++)
        if (kind->signals[s].class == SIGNAL_GATE)
            add_gate(ends, cell, s, -1);
}

static void add_target(Ends *ends, const Target *target) {
    switch (target->kind) {
    case TARGET_CELL:
        add_cell(ends, target->cell);
        break;
    case TARGET_SIGNAL:
        add_gate(ends, target->cell, target->index, target->row);
        break;
    case TARGET_WEIGHT:
        add_weight(ends, target);
        break;
    case TARGET_INITIAL:
        add_initial(ends, target);
        break;
    default: /* an activation has no ends */
        break;
    }
}

static void find_controls(Ends *ends) {
    const Task *task = ends->lesson->beats[ends->beat].task;
    for (int k = 0; k < task->may_count; k++)
        add_target(ends, &task->may[k]);
    for (int cell = 0; task->may_count == 0 && cell < ends->lesson->cell_count; cell++)
        add_cell(ends, cell);
}

/* ---- trying ---- */

/* ends_of: of each control 0 as it is, 1 low, 2 high. *done: then the task is. */
static bool try_ends(const Ends *ends, const int *ends_of, bool *done) {
    const Lesson *lesson = ends->lesson;
    Run *run = run_new(lesson, ends->error);
    bool whole = run != NULL;
    for (int beat = 0; whole && beat <= ends->beat; beat++)
        for (int k = 0; whole && k < lesson->beats[beat].edit_count; k++)
            whole = run_edit(run, &lesson->beats[beat].edits[k], ends->error);
    for (int k = 0; whole && k < ends->count; k++) {
        Edit edit = ends->controls[k].edit;
        edit.value = ends_of[k] == 1 ? ends->controls[k].low : ends->controls[k].high;
        if (ends_of[k])
            whole = run_edit(run, &edit, ends->error);
    }
    if (whole) {
        run_update(run);
        *done = condition_holds(lesson->beats[ends->beat].task->until.condition, run);
    }
    run_free(run);
    return whole;
}

static void tell(const Ends *ends, const int *ends_of) {
    size_t used = 0;
    for (int k = 0; k < ends->count && used + 1 < ENDS_HOW; k++) {
        Edit edit = ends->controls[k].edit;
        char text[96];
        edit.value = ends_of[k] == 1 ? ends->controls[k].low : ends->controls[k].high;
        if (!ends_of[k] || edit_format(&edit, ends->lesson, text, sizeof text) <= 0)
            continue;
        int length = snprintf(ends->how + used, ENDS_HOW - used, "%s%s", used ? "; " : "", text);
        used += length > 0 ? (size_t)length : 0;
    }
}

/* True also where the task is done by it, which then is told. */
static bool attempt(const Ends *ends, const int *ends_of) {
    bool done = false;
    if (!try_ends(ends, ends_of, &done))
        return false;
    if (done)
        tell(ends, ends_of);
    return true;
}

static bool try_each(const Ends *ends) {
    bool whole = true;
    for (int k = 0; k < ends->count; k++)
        for (int end = 1; end <= 2 && whole && !ends->how[0]; end++) {
            int ends_of[CONTROLS_MOST] = {0};
            ends_of[k] = end;
            whole = attempt(ends, ends_of);
        }
    return whole;
}

/* Of many only all at one end. */
static bool try_together(const Ends *ends) {
    bool whole = true;
    int all = 1;
    for (int k = 0; k < ends->count && k < TOGETHER_MOST; k++)
        all *= 3;
    for (int which = 1; which < all && ends->count <= TOGETHER_MOST; which++) {
        int ends_of[CONTROLS_MOST] = {0};
        for (int k = 0, left = which; k < ends->count; k++, left /= 3)
            ends_of[k] = left % 3;
        if (whole && !ends->how[0])
            whole = attempt(ends, ends_of);
    }
    for (int end = 1; end <= 2 && whole && !ends->how[0]; end++) {
        int ends_of[CONTROLS_MOST];
        for (int k = 0; k < ends->count; k++)
            ends_of[k] = end;
        whole = attempt(ends, ends_of);
    }
    return whole;
}

bool ends_try(const Lesson *lesson, int beat, char how[ENDS_HOW], Error *error) {
    Ends ends = {.lesson = lesson, .beat = beat, .how = how, .error = error};
    how[0] = '\0';
    if (!lesson->beats[beat].task)
        return true;
    find_controls(&ends);
    return try_each(&ends) && try_together(&ends);
}
