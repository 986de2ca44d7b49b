/* digits_past.c: images that were read before this one, with the tweaks that they had. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "session/kinds/digits_parts.h"

struct DigitPast {
    int index;
    InkPoint *ink; /* owned */
    int ink_count;
    EditList edits; /* owned */
};

static void clear(DigitPast *past) {
    free(past->ink);
    free(past->edits.items);
    *past = (DigitPast){0};
}

void digits_past_free(DigitHistory *history) {
    for (int k = 0; k < history->count; k++)
        clear(&history->items[k]);
    free(history->items);
    *history = (DigitHistory){0};
}

/* The image as it is read now. */
static bool take_down(const Session *session, DigitPast *past) {
    const DigitReading *digits = digits_of(session);
    size_t bytes = (size_t)digits->ink_count * sizeof *past->ink;
    *past = (DigitPast){.index = digits->index, .ink_count = digits->ink_count};
    past->ink = malloc(bytes + 1);
    if (past->ink && edit_list_copy(&past->edits, &session_beat_state(session)->edits)) {
        memcpy(past->ink, digits->ink, bytes);
        return true;
    }
    clear(past);
    return false;
}

static bool push(DigitHistory *history, const DigitPast *past) {
    DigitPast *items =
        array_room(history->items, &history->capacity, history->count, 1, sizeof *items);
    if (!items)
        return false;
    history->items = items;
    history->items[history->count++] = *past;
    return true;
}

static bool remember_in(Session *session, DigitHistory *history) {
    DigitPast past;
    if (!take_down(session, &past))
        return error_memory(&session->notice, sizeof past, "an image");
    if (push(history, &past))
        return true;
    clear(&past);
    return error_memory(&session->notice, sizeof past, "an image");
}

bool digits_remember(Session *session) {
    if (!remember_in(session, &digits_of(session)->undo))
        return false;
    digits_past_free(&digits_of(session)->redo);
    return true;
}

static bool take_up(Session *session, DigitPast *past) {
    DigitReading *digits = digits_of(session);
    digits->index = past->index;
    digits->picked = past->index >= 0 ? past->index : digits->picked;
    digits->ink_count = past->ink_count;
    memcpy(digits->ink, past->ink, (size_t)past->ink_count * sizeof *past->ink);
    EditList tweaks = past->edits;
    past->edits = (EditList){0};
    clear(past);
    return digits_show(session, tweaks);
}

/* Tweaks of this image are undone first; those that were undone are done again first. */
bool digits_can_undo(const Session *session, bool back) {
    const BeatState *state = session_beat_state(session);
    if (state->undo_count || (!back && state->redo_count))
        return false;
    return (back ? digits_of(session)->undo : digits_of(session)->redo).count > 0;
}

bool digits_step(Session *session, bool back) {
    DigitHistory *from = back ? &digits_of(session)->undo : &digits_of(session)->redo;
    DigitHistory *to = back ? &digits_of(session)->redo : &digits_of(session)->undo;
    if (!digits_can_undo(session, back) || !remember_in(session, to))
        return false;
    return take_up(session, &from->items[--from->count]);
}
