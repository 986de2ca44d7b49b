/* draft.c: lessons in memory with weights and inputs at random, and their numbers. See parts.h. */
#include "lesson/practise/parts.h"

#include <assert.h>
#include <stdlib.h>

#include "engine/tangent.h"

/* ---- at random ---- */

float draft_between(Draft *draft, float low, float high, float grid) {
    long count = lroundf((high - low) / grid) + 1;
    double value = low + (double)random_below(&draft->random, count) * grid;
    return (float)(round(value / grid) * grid);
}

float draft_off_zero(Draft *draft, float least, float most, float grid) {
    float size = draft_between(draft, least, most, grid);
    return draft_toss(draft) ? size : -size;
}

bool draft_toss(Draft *draft) {
    return random_below(&draft->random, 2) == 1;
}

int draft_whole(Draft *draft, int low, int high) {
    return low + (int)random_below(&draft->random, high - low + 1);
}

/* ---- the lesson ---- */

static bool make_lesson(Lesson *lesson, const CellSpec *spec, long steps, Error *error) {
    size_t inputs = (size_t)spec->inputs;
    lesson->inputs = spec->inputs;
    lesson->steps = steps;
    lesson->input_names = calloc(inputs, sizeof *lesson->input_names);
    lesson->sequence = calloc((size_t)steps * inputs, sizeof *lesson->sequence);
    lesson->cells = calloc(1, sizeof *lesson->cells);
    lesson->beats = calloc(1, sizeof *lesson->beats);
    if (!lesson->input_names || !lesson->sequence || !lesson->cells || !lesson->beats)
        return false;
    lesson->cell_count = 1;
    lesson->beat_count = 1;
    for (int k = 0; k < lesson->inputs; k++)
        if (!lesson_copy(&lesson->input_names[k], (const char[]){'x', (char)('1' + k % 9), 0}))
            return false;
    lesson->cells[0].cell = cell_new(spec, error);
    return lesson->cells[0].cell && lesson_copy(&lesson->cells[0].id, cell_kind(spec->kind)->name);
}

static bool tell_lesson(Lesson *lesson) {
    return lesson_head(lesson, "practise", "practise", "A question, played",
                       "See how the numbers of the question come about.") &&
           text_set(&lesson->beats[0].say, "en",
                    "This is the cell of the question. Step through it, and see each number "
                    "come about.");
}

void draft_spec(Draft *draft, const CellSpec *spec, int steps) {
    Lesson *lesson = draft->item->lesson = calloc(1, sizeof *lesson);
    draft->item->facts.steps = steps;
    if (lesson && make_lesson(lesson, spec, steps, draft->error) && tell_lesson(lesson))
        draft->cell = lesson->cells[0].cell;
    else
        draft->failed = true;
    draft->item->title = cell_kind(spec->kind)->title;
}

void draft_cell(Draft *draft, const char *kind, int inputs, int units, int steps) {
    CellKind found;
    bool known = cell_kind_from_name(kind, &found);
    assert(known);
    (void)known;
    const CellSpec spec = cell_spec(found, inputs, units);
    draft_spec(draft, &spec, steps);
}

void draft_weight(Draft *draft, const char *name, int row, float value) {
    if (draft->failed)
        return;
    int weight = weight_find(draft->cell->spec.kind, name);
    assert(weight != NO_WEIGHT);
    cell_set_weight(draft->cell, weight, row, 0, value);
}

void draft_input(Draft *draft, int step, int input, float value) {
    if (!draft->failed)
        draft->item->lesson->sequence[step * draft->item->lesson->inputs + input] = value;
}

void draft_inputs(Draft *draft, float low, float high) {
    if (draft->failed)
        return;
    const Lesson *lesson = draft->item->lesson;
    for (int t = 0; t < (int)lesson->steps; t++)
        for (int k = 0; k < lesson->inputs; k++)
            draft_input(draft, t, k, draft_between(draft, low, high, 0.1f));
}

void draft_start(Draft *draft, int signal, float value) {
    if (!draft->failed)
        cell_initial(draft->cell, signal)[0] = value;
}

/* ---- what is told ---- */

void draft_tell(Draft *draft, const char *label, Role role, float value, int decimals) {
    Item *item = draft->item;
    assert(item->number_count < ITEM_NUMBERS);
    item->facts.number[item->number_count] = value;
    item->numbers[item->number_count++] = (ItemNumber){label, role, decimals};
}

void draft_tell_weight(Draft *draft, const char *name, int row, float value) {
    if (draft->failed)
        return;
    CellKind kind = draft->cell->spec.kind;
    const WeightInfo *info = &cell_kind(kind)->weights[weight_find(kind, name)];
    draft_weight(draft, name, row, value);
    draft_tell(draft, info->name, info->role, value, 1);
}

void draft_know(Draft *draft, int number, float value) {
    assert(number < ITEM_NUMBERS);
    draft->item->facts.number[number] = value;
}

/* ---- its numbers ---- */

static const float HALF = 0.02f; /* so near to 1/2 a gate can be taken for open and for shut */

static void take_row(Draft *draft, int row, int signal) {
    Item *item = draft->item;
    const CellKindInfo *kind = cell_kind(draft->cell->spec.kind);
    const SignalInfo *info = &kind->signals[signal];
    item->rows[row] = (ItemRow){info->label, kind->title, info->role, info->class != SIGNAL_GATE};
    for (int t = 0; t < item->facts.steps; t++) {
        float value = item->facts.row[row][t] = trace_at(draft->run->traces[0], signal, t, 0)[0];
        if (info->class == SIGNAL_GATE && fabsf(value - 0.5f) < HALF)
            draft->unfit = true;
    }
    item->row_count = row + 1;
}

static void take_path(Draft *draft, int signal) {
    Item *item = draft->item;
    const SignalInfo *info = &cell_kind(draft->cell->spec.kind)->signals[signal];
    item->asked = info->role;
    item->signal = signal;
    for (int t = 0; t < item->facts.steps; t++)
        item->path[t] = trace_at(draft->run->traces[0], signal, t, 0)[0];
    if (info->has_initial)
        item->facts.start = trace_at(draft->run->traces[0], signal, -1, 0)[0];
}

void draft_run(Draft *draft, const Generator *generator) {
    draft->run = draft->failed ? NULL : run_new(draft->item->lesson, draft->error);
    if (!draft->run) {
        draft->failed = true;
        return;
    }
    CellKind kind = draft->cell->spec.kind;
    for (int k = 0; k < ITEM_ROWS && generator->rows[k]; k++)
        take_row(draft, k, signal_find(kind, generator->rows[k]));
    draft->item->signal = NO_SIGNAL;
    if (generator->asked)
        take_path(draft, signal_find(kind, generator->asked));
    if (generator->find)
        generator->find(draft);
    run_free(draft->run);
}

void draft_find_gradient(Draft *draft, int of, int by) {
    Item *item = draft->item;
    const TangentSeed seed = {by, 0, -1};
    Tangent *tangent = tangent_new(&draft->cell->spec, item->facts.steps + 1, draft->error);
    if (!tangent) {
        draft->failed = true;
        return;
    }
    tangent_run(tangent, draft->run->traces[0], draft->run->cells[0], &seed, NULL, 0);
    for (int t = 0; t < item->facts.steps; t++)
        item->path[t] = tangent_at(tangent, of, t)[0];
    item->asked = cell_kind(draft->cell->spec.kind)->signals[of].role;
    tangent_free(tangent);
}
