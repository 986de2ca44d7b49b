/* edits.c: tweaks of a beat, their undo and redo, and the run that follows from them.
 *
 * The run is always made by the same way: the lesson as its file gives it, the "do" of the beats up
 * to this one, the tweaks: first variants, which decide what weights there are, then the others in
 * their order. An undone tweak is dropped and the way gone again, so that nothing has to be taken
 * back and the trace is bit for bit what it was. */
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "lesson/curve.h"
#include "session/parts.h"

enum { EDITS_REMEMBERED = 50000 }; /* for undo, in a recording that goes on for ever */

/* ---- lists ---- */

bool edits_append(EditList *list, const Edit *edit) {
    Edit *items = array_room(list->items, &list->capacity, list->count, 1, sizeof *items);
    if (!items)
        return false;
    list->items = items;
    list->items[list->count++] = *edit;
    return true;
}

bool edits_copy(EditList *copy, const EditList *list) {
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

/* Whether the edit still says something; its steps count from the first one that is kept. */
static bool still_meant(Edit *edit, long steps) {
    switch (edit->kind) {
    case EDIT_INITIAL: /* what was before the first step now is a result */
        return false;
    case EDIT_INPUT:
    case EDIT_LINE:
    case EDIT_WAVE:
        return curve_shift(edit, steps);
    case EDIT_HOLD:
        edit->from = edit->from > steps ? edit->from - steps : 0;
        edit->to = edit->to == LONG_MAX ? edit->to : edit->to - steps;
        return edit->to >= 0;
    default:
        return true;
    }
}

static void forget_steps(EditList *list, long steps) {
    int kept = 0;
    for (int k = 0; k < list->count; k++)
        if (still_meant(&list->items[k], steps))
            list->items[kept++] = list->items[k];
    list->count = kept;
}

/* Undo goes back as far as there is room for: the oldest lists go first. */
static void trim_undo(BeatState *state) {
    int kept = state->undo_count;
    for (long edits = 0; kept > 0; kept--) {
        edits += state->undo[kept - 1].count + 1;
        if (edits > EDITS_REMEMBERED)
            break;
    }
    for (int k = 0; k < kept; k++)
        free(state->undo[k].items);
    state->undo_count -= kept;
    memmove(state->undo, state->undo + kept, (size_t)state->undo_count * sizeof *state->undo);
}

void edits_forget(BeatState *state, long steps) {
    forget_steps(&state->edits, steps);
    for (int k = 0; k < state->undo_count; k++)
        forget_steps(&state->undo[k], steps);
    for (int k = 0; k < state->redo_count; k++)
        forget_steps(&state->redo[k], steps);
    trim_undo(state);
}

/* Puts a list on a stack, which owns it from then on. */
static bool push(EditList **stack, int *count, int *capacity, EditList list) {
    EditList *grown = array_room(*stack, capacity, *count, 1, sizeof *grown);
    if (!grown)
        return false;
    *stack = grown;
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

static bool is_variant(const Edit *edit) {
    return edit->kind == EDIT_COUPLED || edit->kind == EDIT_RESET;
}

/* A tweak of a weight that the variant now chosen does not have rests until it is there again. */
static bool apply_tweaks(Session *session, bool variants, Error *error) {
    const EditList *edits = &state_now(session)->edits;
    for (int k = 0; k < edits->count; k++) {
        const Edit *edit = &edits->items[k];
        if (is_variant(edit) == variants && may_weight_present(session, edit) &&
            !run_edit(session->run, edit, error))
            return false;
    }
    return true;
}

bool edits_rebuild(Session *session, Error *error) {
    bool whole = run_reset(session->run, error) && apply_script(session, error) &&
                 apply_tweaks(session, true, error) && apply_tweaks(session, false, error);
    session->stale = !whole;
    run_update(session->run);
    note_task(session);
    return whole;
}

/* Numbers are independent of each other: set directly they give what a rebuild would. Holds overlap
 * and variants take weights with them: those go the whole way. */
static bool is_number(const Edit *edit) {
    return edit_of_input(edit) || edit->kind == EDIT_WEIGHT || edit->kind == EDIT_INITIAL ||
           edit->kind == EDIT_ACTIVATION;
}

static bool bring_up_to_date(Session *session, const Edit *changed, Error *error) {
    if (!is_number(changed))
        return edits_rebuild(session, error);
    if (!run_edit(session->run, changed, error))
        return false;
    run_update(session->run);
    note_task(session);
    return true;
}

/* ---- changing the list ---- */

static int find_target(const EditList *list, const Edit *edit) {
    if (edit->kind == EDIT_INPUT)
        return curves_find(list, edit->column, edit->step);
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
static bool remember_beat(BeatState *state) {
    EditList copy;
    if (!edits_copy(&copy, &state->edits))
        return false;
    if (!push(&state->undo, &state->undo_count, &state->undo_capacity, copy)) {
        free(copy.items);
        return false;
    }
    return true;
}

static bool remember(Session *session) {
    before_take(session);
    return remember_beat(state_now(session));
}

/* The change that was remembered for is made: what had been undone before it is gone. */
static bool settle_beat(BeatState *state) {
    free_lists(&state->redo, &state->redo_count, &state->redo_capacity);
    return true;
}

static bool settle(Session *session) {
    return settle_beat(state_now(session));
}

bool edits_drop(Session *session, int beat) {
    BeatState *state = &session->beats[beat];
    session->joining = false;
    if (!remember_beat(state))
        return false;
    state->edits.count = 0;
    return settle_beat(state);
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

static bool put(Session *session, const Edit *edit) {
    EditList *list = &state_now(session)->edits;
    if (edit_of_input(edit))
        return curves_cut(list, edit, session->lesson->steps) && edits_append(list, edit);
    int at = find_target(list, edit);
    if (at >= 0)
        remove_at(list, at); /* the later one counts, and counts as later */
    return edits_append(list, edit);
}

/* ---- the actions ---- */

static bool meets(const Hold *hold, const Edit *edit) {
    return hold->signal == edit->index &&
           (hold->unit < 0 || edit->row < 0 || hold->unit == edit->row);
}

static bool same_hold(const Hold *hold, const Edit *edit) {
    return hold->unit == edit->row && hold->value == edit->value && hold->from == edit->from &&
           hold->to == edit->to;
}

/* A gate is free already, or the hold that counts most for it is this one. */
static bool gate_stays(const Session *session, const Edit *edit) {
    const Cell *cell = session->run->cells[edit->cell];
    for (int k = cell->hold_count - 1; k >= 0; k--)
        if (meets(&cell->holds[k], edit))
            return edit->kind == EDIT_HOLD && same_hold(&cell->holds[k], edit);
    return edit->kind == EDIT_FREE;
}

static bool changes_nothing(const Session *session, const Edit *edit) {
    if (edit->kind == EDIT_HOLD || edit->kind == EDIT_FREE)
        return gate_stays(session, edit);
    if (edit_of_input(edit))
        return curves_same(session->run, edit);
    float now = run_value(session->run, edit);
    if (edit->kind == EDIT_ACTIVATION)
        return now == (float)edit->activation;
    return is_variant(edit) ? (now != 0) == edit->flag : now == edit->value;
}

bool edits_change(Session *session, const Edit *edit, bool continues) {
    session->joining = session->joining && continues;
    if (!may_change(session, edit) || changes_nothing(session, edit))
        return false;
    bool joins = session->joining && edit_same_target(&session->joint, edit);
    if (!joins && !remember(session))
        return no_memory(session);
    Error error = {0};
    if (!put(session, edit) || !bring_up_to_date(session, edit, &error)) {
        if (joins)
            edits_rebuild(session, NULL);
        else
            forget(session);
        session->notice = error;
        return error.what[0] ? false : no_memory(session);
    }
    session->joining = true;
    session->joint = *edit;
    return settle(session);
}

/* Undoes, and cannot do it again. */
static bool undo_for_good(Session *session) {
    BeatState *state = state_now(session);
    EditList undone = state->edits;
    state->edits = state->undo[--state->undo_count];
    if (edits_rebuild(session, &session->notice)) {
        free(undone.items);
        return true;
    }
    state->undo[state->undo_count++] = state->edits;
    state->edits = undone;
    edits_rebuild(session, NULL);
    return false;
}

bool edits_change_all(Session *session, const Edit *edits, int count, bool joins) {
    bool whole = true;
    session->joining = false;
    if (!count)
        return false;
    if (!joins && !remember(session))
        return no_memory(session);
    for (int k = 0; whole && k < count; k++)
        whole = put(session, &edits[k]);
    if (whole && edits_rebuild(session, &session->notice))
        return settle(session);
    if (!joins)
        forget(session);
    return whole ? false : no_memory(session);
}

static bool sets_steps(const EditList *edits, long from, long to) {
    for (int k = 0; k < edits->count; k++)
        if (edits->items[k].kind == EDIT_INPUT && edits->items[k].step >= from &&
            edits->items[k].step <= to)
            return true;
    return false;
}

bool edits_restore_steps(Session *session, long from, long to, bool joins) {
    EditList *edits = &state_now(session)->edits;
    int kept = 0;
    session->joining = false;
    if (!sets_steps(edits, from, to))
        return false;
    if (!joins && !remember(session))
        return no_memory(session);
    for (int k = 0; k < edits->count; k++)
        if (edits->items[k].kind != EDIT_INPUT || edits->items[k].step < from ||
            edits->items[k].step > to)
            edits->items[kept++] = edits->items[k];
    edits->count = kept;
    return edits_rebuild(session, &session->notice) && settle(session);
}

bool edits_replace(Session *session, EditList edits) {
    BeatState *state = state_now(session);
    session->joining = false;
    edits_free_beat(state);
    state->edits = edits;
    before_drop(session);
    return edits_rebuild(session, &session->notice);
}

/* for_good: what is undone cannot be done again. */
static bool step_history(Session *session, bool back, bool for_good) {
    BeatState *state = state_now(session);
    EditList **from = back ? &state->undo : &state->redo;
    int *from_count = back ? &state->undo_count : &state->redo_count;
    if (*from_count == 0)
        return false;
    if (back && for_good)
        return undo_for_good(session);
    bool kept = back ? push(&state->redo, &state->redo_count, &state->redo_capacity, state->edits)
                     : push(&state->undo, &state->undo_count, &state->undo_capacity, state->edits);
    if (!kept)
        return no_memory(session);
    if (!back)
        before_take(session);
    state->edits = (*from)[--*from_count];
    if (edits_rebuild(session, &session->notice))
        return true;
    (*from)[(*from_count)++] = state->edits;
    state->edits = back ? state->redo[--state->redo_count] : state->undo[--state->undo_count];
    edits_rebuild(session, NULL);
    return false;
}

/* Whether a reset means the edit: all of an input, of one target, or (NULL) of everything. */
static bool is_meant(const Edit *edit, const Edit *target, bool whole_input) {
    if (whole_input)
        return edit_of_input(edit) && edit->column == target->column;
    return !target || edit_same_target(edit, target);
}

static bool any_meant(const EditList *edits, const Edit *target, bool whole_input) {
    if (target && !whole_input)
        return find_target(edits, target) >= 0;
    for (int k = 0; k < edits->count; k++)
        if (is_meant(&edits->items[k], target, whole_input))
            return true;
    return false;
}

/* One step of an input is taken out of whatever sets it. */
static bool drop_target(Session *session, const Edit *target, bool whole_input) {
    EditList *edits = &state_now(session)->edits;
    if (target && target->kind == EDIT_INPUT && !whole_input)
        return curves_cut(edits, target, session->lesson->steps);
    int kept = 0;
    for (int k = 0; k < edits->count; k++)
        if (!is_meant(&edits->items[k], target, whole_input))
            edits->items[kept++] = edits->items[k];
    edits->count = kept;
    return true;
}

static bool reset(Session *session, const Edit *target, bool whole_input) {
    whole_input = whole_input && target && edit_of_input(target);
    if (!any_meant(&state_now(session)->edits, target, whole_input))
        return false;
    if (!remember(session))
        return no_memory(session);
    if (drop_target(session, target, whole_input) ? edits_rebuild(session, &session->notice)
                                                  : no_memory(session))
        return settle(session);
    forget(session);
    return false;
}

static bool reset_one(Session *session, const Action *action) {
    Pick pick = session_pick(session);
    const Edit picked = {.kind = EDIT_WEIGHT,
                         .cell = session->cell,
                         .index = pick.weight,
                         .row = pick.row,
                         .column = pick.column};
    return reset(session, action->number == 2 ? &picked : &action->edit, action->number == 1);
}

static bool show_solution(Session *session) {
    const Task *task = session_beat(session)->task;
    if (!task || !task->solution_count || session_task_holds(session))
        return false;
    if (!remember(session))
        return no_memory(session);
    bool whole = true, before = state_now(session)->task_done;
    for (int k = 0; whole && k < task->solution_count; k++)
        whole = put(session, &task->solution[k]);
    if (whole && edits_rebuild(session, &session->notice)) {
        state_now(session)->task_shown |= !before;
        return settle(session);
    }
    forget(session);
    return whole ? false : no_memory(session);
}

static bool apply(Session *session, const Action *action) {
    switch (action->kind) {
    case ACTION_EDIT:
        return edits_change(session, &action->edit, action->flag);
    case ACTION_UNDO:
        return step_history(session, true, action->flag);
    case ACTION_REDO:
        return step_history(session, false, false);
    case ACTION_RESET_EDITS:
        return reset(session, NULL, false);
    case ACTION_RESET_ONE:
        return reset_one(session, action);
    case ACTION_SHOW_SOLUTION:
        return show_solution(session);
    default:
        return false;
    }
}

bool edits_apply(Session *session, const Action *action) {
    if (action->kind != ACTION_EDIT)
        session->joining = false;
    bool changed = apply(session, action);
    if (action->kind == ACTION_UNDO || state_now(session)->edits.count == 0)
        before_undone(session);
    if (state_now(session)->edits.count == 0)
        session->view.menu = 0;
    return changed;
}

/* The number in the lesson's file. */
static float number_of_file(const Lesson *lesson, const Edit *target) {
    if (target->kind == EDIT_INPUT)
        return lesson
            ->sequence[(size_t)target->step * (size_t)lesson->inputs + (size_t)target->column];
    const Cell *cell = lesson->cells[target->cell].cell;
    if (target->kind == EDIT_INITIAL)
        return (target->index == SIGNAL_H ? cell->h0 : cell->c0)[target->row];
    if (!cell->weights[target->index]) /* a variant brought it */
        return 0;
    size_t columns = (size_t)weight_columns(&cell->spec, target->index);
    return cell->weights[target->index][(size_t)target->row * columns + (size_t)target->column];
}

float session_given(const Session *session, const Edit *target) {
    if (target->kind != EDIT_INPUT && target->kind != EDIT_WEIGHT && target->kind != EDIT_INITIAL)
        return NAN;
    for (int beat = session->beat; beat >= 0; beat--) {
        const Beat *script = &session->lesson->beats[beat];
        for (int k = script->edit_count - 1; k >= 0; k--)
            if (edit_same_target(&script->edits[k], target))
                return script->edits[k].value;
    }
    return number_of_file(session->lesson, target);
}

bool session_edited(const Session *session, const Edit *target) {
    return find_target(&session_beat_state(session)->edits, target) >= 0;
}

bool session_can_undo(const Session *session) {
    return session_beat_state(session)->undo_count > 0 || digits_can_undo(session);
}

bool session_can_redo(const Session *session) {
    return session_beat_state(session)->redo_count > 0 || digits_can_redo(session);
}
