/* rebuild.c: see rebuild.h. */
#include "session/rebuild.h"

#include "session/may.h"

static BeatState *state_now(Session *session) {
    return &session->beats[session->beat];
}

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
    if (session_behind(session) < 0 && session_task_holds(session))
        state_now(session)->task_done = true;
}

static bool is_variant(const Edit *edit) {
    return edit->kind == EDIT_VARIANT;
}

/* A tweak of a weight that the variant now chosen does not have waits until it is there again. */
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

void rebuild_more(Session *session) {
    run_update(session->run);
    note_task(session);
}

static void begin_update(Session *session) {
    session->stopped = false;
    session->behind = 0;
    rebuild_more(session);
}

bool rebuild_run(Session *session, Error *error) {
    bool whole = run_reset(session->run, error) && apply_script(session, error) &&
                 apply_tweaks(session, true, error) && apply_tweaks(session, false, error);
    session->stale = !whole;
    begin_update(session);
    return whole;
}

/* Numbers are independent of each other: set directly they give what a rebuild would. Holds overlap
 * and variants take weights with them: those go the whole way. */
static bool is_number(const Edit *edit) {
    return edit_of_input(edit) || edit->kind == EDIT_WEIGHT || edit->kind == EDIT_INITIAL ||
           edit->kind == EDIT_ACTIVATION;
}

bool rebuild_for(Session *session, const Edit *changed, Error *error) {
    if (!is_number(changed))
        return rebuild_run(session, error);
    if (!run_edit(session->run, changed, error))
        return false;
    begin_update(session);
    return true;
}
