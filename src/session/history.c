/* history.c: see history.h. */
#include "session/history.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"

enum { EDITS_REMEMBERED = 50000 }; /* for undo, in a recording that goes on for ever */

static void free_lists(EditList **lists, int *count, int *capacity) {
    for (int k = 0; k < *count; k++)
        free((*lists)[k].items);
    free(*lists);
    *lists = NULL;
    *count = *capacity = 0;
}

void history_free(BeatState *state) {
    edit_list_free(&state->edits);
    free_lists(&state->undo, &state->undo_count, &state->undo_capacity);
    free_lists(&state->redo, &state->redo_count, &state->redo_capacity);
}

/* ---- remembering ---- */

/* Puts a list on a stack, which owns it from then on. */
static bool push(EditList **stack, int *count, int *capacity, EditList list) {
    EditList *grown = array_room(*stack, capacity, *count, 1, sizeof *grown);
    if (!grown)
        return false;
    *stack = grown;
    (*stack)[(*count)++] = list;
    return true;
}

/* Remembers the list as it is now, as what an undo comes back to. */
bool history_remember(BeatState *state) {
    EditList copy;
    if (!edit_list_copy(&copy, &state->edits))
        return false;
    if (!push(&state->undo, &state->undo_count, &state->undo_capacity, copy)) {
        edit_list_free(&copy);
        return false;
    }
    return true;
}

void history_settle(BeatState *state) {
    free_lists(&state->redo, &state->redo_count, &state->redo_capacity);
}

void history_take_back(BeatState *state) {
    assert(state->undo_count > 0);
    edit_list_free(&state->edits);
    state->edits = state->undo[--state->undo_count];
}

/* ---- going back and forward ---- */

bool history_step(BeatState *state, bool back) {
    EditList **from = back ? &state->undo : &state->redo;
    int *count = back ? &state->undo_count : &state->redo_count;
    assert(*count > 0);
    bool kept = back ? push(&state->redo, &state->redo_count, &state->redo_capacity, state->edits)
                     : push(&state->undo, &state->undo_count, &state->undo_capacity, state->edits);
    if (kept)
        state->edits = (*from)[--*count];
    return kept;
}

void history_step_back(BeatState *state, bool back) {
    EditList **from = back ? &state->undo : &state->redo;
    int *count = back ? &state->undo_count : &state->redo_count;
    (*from)[(*count)++] = state->edits; /* the room is still there */
    state->edits = back ? state->redo[--state->redo_count] : state->undo[--state->undo_count];
}

/* ---- a recording whose first steps are gone ---- */

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

void history_forget(BeatState *state, long steps) {
    edit_list_forget(&state->edits, steps);
    for (int k = 0; k < state->undo_count; k++)
        edit_list_forget(&state->undo[k], steps);
    for (int k = 0; k < state->redo_count; k++)
        edit_list_forget(&state->redo[k], steps);
    trim_undo(state);
}
