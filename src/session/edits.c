/* edits.c: see edits.h. */
#include "session/edits.h"

#include <assert.h>

#include "lesson/curve.h"
#include "session/before.h"
#include "session/history.h"
#include "session/may.h"
#include "session/rebuild.h"

static BeatState *state_now(Session *session) {
    return &session->beats[session->beat];
}

/* ---- a change and its undo ---- */

/* Remembers the list as it is now, as what an undo comes back to, and the run. */
static bool remember(Session *session) {
    before_take(session);
    return history_remember(state_now(session));
}

static bool settle(Session *session) {
    history_settle(state_now(session));
    return true;
}

/* Takes back what `remember` was for: the change could not be made. */
static void forget(Session *session) {
    history_take_back(state_now(session));
    rebuild_run(session, NULL);
}

static bool put(Session *session, const Edit *edit) {
    return edit_list_put(&state_now(session)->edits, edit, session->lesson->steps);
}

static bool no_memory(Session *session) {
    return error_memory(&session->notice, sizeof(Edit), "a change");
}

/* ---- one change ---- */

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

/* It would set what is there. */
static bool curve_stays(const Run *run, const Edit *edit) {
    long last = run->lesson->steps - 1;
    last = curve_last(edit) < last ? curve_last(edit) : last;
    for (long t = curve_first(edit); t <= last; t++) {
        const Edit target = {.kind = EDIT_INPUT, .column = edit->column, .step = t};
        if (run_value(run, &target) != curve_at(edit, t))
            return false;
    }
    return true;
}

static bool changes_nothing(const Session *session, const Edit *edit) {
    if (edit->kind == EDIT_HOLD || edit->kind == EDIT_FREE)
        return gate_stays(session, edit);
    if (edit_of_input(edit))
        return curve_stays(session->run, edit);
    float now = run_value(session->run, edit);
    if (edit->kind == EDIT_ACTIVATION)
        return now == (float)edit->activation;
    return edit->kind == EDIT_VARIANT ? (now != 0) == edit->flag : now == edit->value;
}

bool edits_change(Session *session, const Edit *edit, bool continues) {
    session->joining = session->joining && continues;
    if (!may_change(session, edit) || changes_nothing(session, edit))
        return false;
    bool joins = session->joining && edit_same_target(&session->joint, edit);
    if (!joins && !remember(session))
        return no_memory(session);
    Error error = {0};
    if (!put(session, edit) || !rebuild_for(session, edit, &error)) {
        if (joins)
            rebuild_run(session, NULL);
        else
            forget(session);
        session->notice = error;
        return error.what[0] ? false : no_memory(session);
    }
    session->joining = true;
    session->joint = *edit;
    return settle(session);
}

/* ---- several changes at once ---- */

bool edits_change_all(Session *session, const Edit *edits, int count, bool joins) {
    bool whole = true;
    session->joining = false;
    if (!count)
        return false;
    if (!joins && !remember(session))
        return no_memory(session);
    for (int k = 0; whole && k < count; k++)
        whole = put(session, &edits[k]);
    if (whole && rebuild_run(session, &session->notice))
        return settle(session);
    if (!joins)
        forget(session);
    return whole ? false : no_memory(session);
}

bool edits_restore_steps(Session *session, long from, long to, bool joins) {
    EditList *edits = &state_now(session)->edits;
    session->joining = false;
    if (!edit_list_has_steps(edits, from, to))
        return false;
    if (!joins && !remember(session))
        return no_memory(session);
    edit_list_drop_steps(edits, from, to);
    return rebuild_run(session, &session->notice) && settle(session);
}

bool edits_replace(Session *session, EditList edits) {
    BeatState *state = state_now(session);
    session->joining = false;
    history_free(state);
    state->edits = edits;
    before_drop(session);
    return rebuild_run(session, &session->notice);
}

bool edits_drop(Session *session, int beat) {
    BeatState *state = &session->beats[beat];
    assert(beat >= 0 && beat < session->lesson->beat_count);
    session->joining = false;
    if (!history_remember(state))
        return false;
    state->edits.count = 0;
    history_settle(state);
    return true;
}

/* ---- undo, redo ---- */

/* Undoes, and cannot do it again. */
static bool undo_for_good(Session *session) {
    BeatState *state = state_now(session);
    EditList undone = state->edits;
    state->edits = state->undo[--state->undo_count];
    if (rebuild_run(session, &session->notice)) {
        edit_list_free(&undone);
        return true;
    }
    state->undo[state->undo_count++] = state->edits;
    state->edits = undone;
    rebuild_run(session, NULL);
    return false;
}

/* for_good: what is undone cannot be done again. */
static bool step_history(Session *session, bool back, bool for_good) {
    BeatState *state = state_now(session);
    if ((back ? state->undo_count : state->redo_count) == 0)
        return false;
    if (back && for_good)
        return undo_for_good(session);
    if (!history_step(state, back))
        return no_memory(session);
    if (!back)
        before_take(session);
    if (rebuild_run(session, &session->notice))
        return true;
    history_step_back(state, back);
    rebuild_run(session, NULL);
    return false;
}

/* ---- reset, solution ---- */

static bool reset(Session *session, const Edit *target, bool whole_input) {
    EditList *edits = &state_now(session)->edits;
    whole_input = whole_input && target && edit_of_input(target);
    if (!edit_list_has(edits, target, whole_input))
        return false;
    if (!remember(session))
        return no_memory(session);
    if (edit_list_drop(edits, target, whole_input, session->lesson->steps)
            ? rebuild_run(session, &session->notice)
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
    if (whole && rebuild_run(session, &session->notice)) {
        state_now(session)->task_shown |= !before;
        return settle(session);
    }
    forget(session);
    return whole ? false : no_memory(session);
}

/* ---- the actions ---- */

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
