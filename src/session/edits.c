/* edits.c: tweaks of a beat, their undo and redo, and the run that follows from them.
 *
 * The run is always made by the same way: the lesson as its file gives it, the "do" of the beats up
 * to this one, the tweaks in their order. An undone tweak is dropped and the way gone again, so
 * that nothing has to be taken back and the trace is bit for bit what it was. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "session/parts.h"

/* ---- lists ---- */

bool edits_append(EditList *list, const Edit *edit) {
    if (list->count == list->capacity) {
        int capacity = list->capacity ? 2 * list->capacity : 8;
        Edit *items = realloc(list->items, (size_t)capacity * sizeof *items);
        if (!items)
            return false;
        list->items = items;
        list->capacity = capacity;
    }
    list->items[list->count++] = *edit;
    return true;
}

static bool copy_list(EditList *copy, const EditList *list) {
    *copy = (EditList){0};
    if (!list->count)
        return true;
    copy->items = malloc((size_t)list->count * sizeof *copy->items);
    if (!copy->items)
        return false;
    memcpy(copy->items, list->items, (size_t)list->count * sizeof *copy->items);
    copy->count = copy->capacity = list->count;
    return true;
}

static void free_lists(EditList **lists, int *count, int *capacity) {
    for (int k = 0; k < *count; k++)
        free((*lists)[k].items);
    free(*lists);
    *lists = NULL;
    *count = *capacity = 0;
}

void edits_free_beat(BeatState *state) {
    free(state->edits.items);
    state->edits = (EditList){0};
    free_lists(&state->undo, &state->undo_count, &state->undo_capacity);
    free_lists(&state->redo, &state->redo_count, &state->redo_capacity);
}

/* Puts a list on a stack, which owns it from then on. */
static bool push(EditList **stack, int *count, int *capacity, EditList list) {
    if (*count == *capacity) {
        int wanted = *capacity ? 2 * *capacity : 8;
        EditList *grown = realloc(*stack, (size_t)wanted * sizeof *grown);
        if (!grown)
            return false;
        *stack = grown;
        *capacity = wanted;
    }
    (*stack)[(*count)++] = list;
    return true;
}

static BeatState *state_now(Session *session) {
    return &session->beats[session->beat];
}

/* ---- the run ---- */

static bool apply_script(Session *session, Error *error) {
    for (int beat = 0; beat <= session->beat; beat++) {
        const Beat *script = &session->lesson->beats[beat];
        for (int k = 0; k < script->edit_count; k++)
            if (!run_edit(session->run, &script->edits[k], error))
                return false;
    }
    return true;
}

static void note_task(Session *session) {
    if (session_task_holds(session))
        state_now(session)->task_done = true;
}

bool edits_rebuild(Session *session, Error *error) {
    const EditList *edits = &state_now(session)->edits;
    bool whole = run_reset(session->run, error) && apply_script(session, error);
    for (int k = 0; whole && k < edits->count; k++)
        whole = run_edit(session->run, &edits->items[k], error);
    run_update(session->run);
    note_task(session);
    return whole;
}

/* Numbers are independent of each other: set directly they give what a rebuild would. Holds overlap
 * and variants take weights with them: those go the whole way. */
static bool is_number(const Edit *edit) {
    return edit->kind == EDIT_INPUT || edit->kind == EDIT_WEIGHT || edit->kind == EDIT_INITIAL ||
           edit->kind == EDIT_ACTIVATION;
}

static bool bring_up_to_date(Session *session, const Edit *changed, Error *error) {
    if (!changed || !is_number(changed))
        return edits_rebuild(session, error);
    if (!run_edit(session->run, changed, error))
        return false;
    run_update(session->run);
    note_task(session);
    return true;
}

/* ---- is an edit possible? ---- */

static bool within(long value, long count) {
    return value >= 0 && value < count;
}

static bool is_gate(const CellSpec *spec, int signal) {
    const CellKindInfo *info = cell_kind(spec->kind);
    return within(signal, info->signal_count) && info->signals[signal].class == SIGNAL_GATE;
}

static bool fits_cell(const CellSpec *spec, const Edit *edit) {
    const CellKindInfo *info = cell_kind(spec->kind);
    switch (edit->kind) {
    case EDIT_HOLD:
    case EDIT_FREE:
        return is_gate(spec, edit->index) && edit->row >= -1 && edit->row < spec->hidden;
    case EDIT_WEIGHT:
        return within(edit->index, info->weight_count) &&
               within(edit->row, weight_rows(spec, edit->index)) &&
               within(edit->column, spec->hidden);
    case EDIT_INITIAL:
        return (edit->index == SIGNAL_H || (spec->kind == CELL_LSTM && edit->index == LSTM_C)) &&
               within(edit->row, spec->hidden);
    case EDIT_ACTIVATION:
        return within(edit->index, SLOT_COUNT) && within((long)edit->activation, ACTIVATION_COUNT);
    case EDIT_COUPLED:
        return spec->kind == CELL_LSTM;
    case EDIT_RESET:
        return spec->kind == CELL_GRU;
    default:
        return false;
    }
}

bool edits_fit(const Lesson *lesson, const Edit *edit) {
    if (!isfinite(edit->value))
        return false;
    if (edit->kind == EDIT_INPUT)
        return within(edit->step, lesson->steps) && within(edit->column, lesson->inputs);
    return within(edit->cell, lesson->cell_count) &&
           fits_cell(&lesson->cells[edit->cell].cell->spec, edit);
}

bool session_may(const Session *session, const Edit *edit) {
    const Task *task = session_beat(session)->task;
    if (!task || !task->may_count)
        return true;
    for (int k = 0; k < task->may_count; k++)
        if (target_covers(&task->may[k], edit))
            return true;
    return false;
}

/* "b_f of LSTM": what a target is, for people. */
static int describe(const Session *session, const Target *target, char *text, size_t size) {
    const LessonCell *cell = &session->lesson->cells[target->cell];
    const CellKindInfo *info = cell_kind(cell->cell->spec.kind);
    const char *name = "anything";
    if (target->kind == TARGET_SIGNAL)
        name = info->signals[target->index].label;
    else if (target->kind == TARGET_WEIGHT)
        name = info->weights[target->index].name;
    else if (target->kind == TARGET_SLOT)
        name = activation_slot_name((ActivationSlot)target->index);
    else if (target->kind == TARGET_INITIAL)
        name = target->index == SIGNAL_H ? "h0" : "c0";
    return snprintf(text, size, "%s of %s", name, info->title);
}

static bool refuse(Session *session) {
    const Task *task = session_beat(session)->task;
    char allowed[128] = "";
    size_t used = 0;
    for (int k = 0; k < task->may_count && used + 8 < sizeof allowed; k++) {
        if (k)
            used += (size_t)snprintf(allowed + used, sizeof allowed - used, ", ");
        if (used < sizeof allowed)
            used += (size_t)describe(session, &task->may[k], allowed + used, sizeof allowed - used);
    }
    session->version++;
    return error_set(&session->notice, "This task is about something else: change only %s",
                     allowed);
}

/* ---- changing the list ---- */

static int find_target(const EditList *list, const Edit *edit) {
    for (int k = list->count - 1; k >= 0; k--)
        if (edit_same_target(&list->items[k], edit))
            return k;
    return -1;
}

static void remove_at(EditList *list, int at) {
    memmove(list->items + at, list->items + at + 1,
            (size_t)(list->count - at - 1) * sizeof *list->items);
    list->count--;
}

/* Remembers the list as it is now, as what an undo comes back to. */
static bool remember(Session *session) {
    BeatState *state = state_now(session);
    EditList copy;
    if (!copy_list(&copy, &state->edits))
        return false;
    if (!push(&state->undo, &state->undo_count, &state->undo_capacity, copy)) {
        free(copy.items);
        return false;
    }
    free_lists(&state->redo, &state->redo_count, &state->redo_capacity);
    return true;
}

static bool no_memory(Session *session) {
    return error_memory(&session->notice, sizeof(Edit), "a change");
}

/* Takes back what `remember` was for: the change could not be made. */
static void forget(Session *session) {
    BeatState *state = state_now(session);
    free(state->edits.items);
    state->edits = state->undo[--state->undo_count];
    edits_rebuild(session, NULL);
}

static bool put(EditList *list, const Edit *edit) {
    int at = find_target(list, edit);
    if (at >= 0)
        remove_at(list, at); /* the later one counts, and counts as later */
    return edits_append(list, edit);
}

static bool changes_nothing(const Session *session, const Edit *edit) {
    if (edit->kind == EDIT_HOLD || edit->kind == EDIT_FREE) {
        int at = find_target(&session_beat_state(session)->edits, edit);
        const Edit *last = at >= 0 ? &session_beat_state(session)->edits.items[at] : NULL;
        if (last)
            return last->kind == edit->kind && last->value == edit->value &&
                   last->from == edit->from && last->to == edit->to;
        return edit->kind == EDIT_FREE && isnan(run_value(session->run, edit));
    }
    float now = run_value(session->run, edit);
    switch (edit->kind) {
    case EDIT_ACTIVATION:
        return now == (float)edit->activation;
    case EDIT_COUPLED:
    case EDIT_RESET:
        return (now != 0) == edit->flag;
    default:
        return now == edit->value;
    }
}

static bool change(Session *session, const Edit *edit, bool continues) {
    BeatState *state = state_now(session);
    if (!edits_fit(session->lesson, edit))
        return error_set(&session->notice, "That is not a place or a number of this lesson");
    if (!session_may(session, edit))
        return refuse(session);
    if (changes_nothing(session, edit))
        return false;
    bool joins = continues && session->joining && edit_same_target(&session->joint, edit);
    if (!joins && !remember(session))
        return no_memory(session);
    Error error = {0};
    if (!put(&state->edits, edit) || !bring_up_to_date(session, edit, &error)) {
        if (joins)
            edits_rebuild(session, NULL);
        else
            forget(session);
        session->notice = error;
        return error.what[0] ? false : no_memory(session);
    }
    session->joining = true;
    session->joint = *edit;
    return true;
}

static bool step_history(Session *session, bool back) {
    BeatState *state = state_now(session);
    EditList **from = back ? &state->undo : &state->redo;
    int *from_count = back ? &state->undo_count : &state->redo_count;
    bool kept =
        *from_count > 0 &&
        (back ? push(&state->redo, &state->redo_count, &state->redo_capacity, state->edits)
              : push(&state->undo, &state->undo_count, &state->undo_capacity, state->edits));
    if (!kept)
        return false;
    state->edits = (*from)[--*from_count];
    return edits_rebuild(session, &session->notice);
}

static bool reset_all(Session *session) {
    BeatState *state = state_now(session);
    if (!state->edits.count)
        return false;
    if (!remember(session))
        return no_memory(session);
    state->edits.count = 0;
    return edits_rebuild(session, &session->notice);
}

static bool reset_one(Session *session, const Edit *target) {
    BeatState *state = state_now(session);
    if (find_target(&state->edits, target) < 0)
        return false;
    if (!remember(session))
        return no_memory(session);
    for (int at = find_target(&state->edits, target); at >= 0;
         at = find_target(&state->edits, target))
        remove_at(&state->edits, at);
    return edits_rebuild(session, &session->notice);
}

static bool show_solution(Session *session) {
    const Task *task = session_beat(session)->task;
    if (!task || !task->solution_count || session_task_holds(session))
        return false;
    if (!remember(session))
        return no_memory(session);
    bool whole = true;
    for (int k = 0; whole && k < task->solution_count; k++)
        whole = put(&state_now(session)->edits, &task->solution[k]);
    if (!whole || !edits_rebuild(session, &session->notice)) {
        forget(session);
        return whole ? false : no_memory(session);
    }
    return true;
}

bool edits_apply(Session *session, const Action *action) {
    if (action->kind != ACTION_EDIT)
        session->joining = false;
    switch (action->kind) {
    case ACTION_EDIT:
        return change(session, &action->edit, action->flag);
    case ACTION_UNDO:
        return step_history(session, true);
    case ACTION_REDO:
        return step_history(session, false);
    case ACTION_RESET_EDITS:
        return reset_all(session);
    case ACTION_RESET_ONE:
        return reset_one(session, &action->edit);
    case ACTION_SHOW_SOLUTION:
        return show_solution(session);
    default:
        return false;
    }
}

bool session_edited(const Session *session, const Edit *target) {
    return find_target(&session_beat_state(session)->edits, target) >= 0;
}

bool session_can_undo(const Session *session) {
    return session_beat_state(session)->undo_count > 0;
}

bool session_can_redo(const Session *session) {
    return session_beat_state(session)->redo_count > 0;
}
