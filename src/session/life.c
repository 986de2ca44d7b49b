/* life.c: see life.h. */
#include "session/life.h"

#include <stdlib.h>
#include <string.h>

#include "lesson/deal.h"
#include "session/beats.h"
#include "session/before.h"
#include "session/clock.h"
#include "session/gradients.h"
#include "session/history.h"
#include "session/may.h"
#include "session/present.h"
#include "session/question.h"
#include "session/trail.h"

static const SessionKind LESSON_HOOKS = {
    .id = SESSION_LESSON,
    .guided = true,
    .take = NULL,
    .advance = clock_advance,
    .moving = NULL,
    .keep = NULL,
    .grow = NULL,
    .can_undo = NULL,
    .tempo = NULL,
    .window = NULL,
    .part = NULL,
    .free = NULL,
};

/* ---- making and freeing ---- */

/* Run and beats. */
static bool make(Session *session, const Lesson *lesson, Error *error) {
    session->lesson = lesson;
    if (lesson->beat_count < 1 || lesson->cell_count < 1)
        return error_set(error, "a lesson without %s cannot be played",
                         lesson->cell_count < 1 ? "cells" : "beats");
    session->run = run_begin(lesson, error);
    if (!session->run)
        return false;
    run_update(session->run); /* what the lesson's watch puts off comes as time passes */
    session->beats = calloc((size_t)lesson->beat_count, sizeof *session->beats);
    if (!session->beats)
        return error_memory(error, (size_t)lesson->beat_count * sizeof *session->beats,
                            "a lesson's state");
    for (int k = 0; k < lesson->beat_count; k++)
        session->beats[k].answer = session->beats[k].first = -1;
    return true;
}

static void empty(Session *session) {
    for (int k = 0; session->beats && k < session->lesson->beat_count; k++)
        history_free(&session->beats[k]);
    free(session->beats);
    run_free(session->run);
}

Session *session_new(const Lesson *lesson, Error *error) {
    Session *session = calloc(1, sizeof *session);
    if (!session) {
        error_memory(error, sizeof *session, "a session");
        return NULL;
    }
    session->kind = &LESSON_HOOKS;
    session->speed = 1;
    session->view.text_scale = 1;
    session->view.folded[PANEL_EQUATION] = true;
    session->seen = -1;
    session->seed = DEAL_SEED;
    if (!make(session, lesson, error)) {
        session_free(session);
        return NULL;
    }
    beats_enter(session, 0);
    gradients_keep(session);
    session->version = 1;
    return session;
}

void session_free(Session *session) {
    if (!session)
        return;
    trail_close(session);
    gradients_forget(session);
    empty(session);
    present_free(session);
    before_drop(session);
    before_let_go(session);
    if (session->kind->free)
        session->kind->free(session);
    free(session);
}

/* ---- another lesson: which beat is which ---- */

/* How the beats of a lesson lie in the one before: `head` beats at the beginning and `tail` at the
 * end are told in the same words; those between were edited, put in or taken out. */
typedef struct Match {
    const Lesson *fresh, *old;
    int head, tail;
} Match;

static Match match_beats(const Lesson *fresh, const Lesson *old) {
    Match match = {fresh, old, 0, 0};
    int least = fresh->beat_count < old->beat_count ? fresh->beat_count : old->beat_count;
    if (fresh->beat_count == old->beat_count) {
        match.head = least;
        return match;
    }
    while (match.head < least &&
           text_same(&fresh->beats[match.head].say, &old->beats[match.head].say))
        match.head++;
    while (match.head + match.tail < least &&
           text_same(&fresh->beats[fresh->beat_count - 1 - match.tail].say,
                     &old->beats[old->beat_count - 1 - match.tail].say))
        match.tail++;
    return match;
}

/* The beat as it was numbered before; -1: it is new. */
static int old_beat(const Match *match, int beat) {
    int from_end = match->fresh->beat_count - beat;
    if (from_end <= match->tail)
        return match->old->beat_count - from_end;
    return beat < match->old->beat_count - match->tail ? beat : -1;
}

/* Where that beat is now; where it was taken out, the beat in its place. */
static int new_beat(const Match *match, int beat) {
    int last = match->fresh->beat_count - 1;
    for (int k = 0; k <= last; k++)
        if (old_beat(match, k) == beat)
            return k;
    return beat < last ? beat : last;
}

/* ---- another lesson: what goes over ---- */

static bool still_there(const Lesson *lesson, int beat, int answer) {
    const Question *question = lesson->beats[beat].question;
    return question && answer < question_answers(question);
}

/* The same values, if perhaps of another curve: those can be told again. */
static bool same_guess(const Lesson *fresh, int beat, const Lesson *old, int before) {
    const Question *now = fresh->beats[beat].question, *then = old->beats[before].question;
    return now && then && now->form == then->form && now->from == then->from &&
           now->to == then->to && now->run_count == then->run_count;
}

/* A tweak goes over as text, so that it finds its cell by name where cells were added or moved.
 * False only where memory lacks. */
static bool carry_edit(EditList *list, const Lesson *lesson, const Edit *edit, const Lesson *old) {
    char text[256];
    Edit same;
    Error error;
    int length = edit_format(edit, old, text, sizeof text);
    bool fits = length > 0 && length < (int)sizeof text &&
                edit_parse(&same, lesson, text, &error) && may_fit(lesson, &same);
    return !fits || edit_list_append(list, &same);
}

static bool carry_list(EditList *to, const EditList *from, const Match *match) {
    for (int k = 0; k < from->count; k++)
        if (!carry_edit(to, match->fresh, &from->items[k], match->old))
            return false;
    return true;
}

static bool carry_history(EditList **to, int *count, int *capacity, const EditList *from, int lists,
                          const Match *match) {
    *to = lists ? calloc((size_t)lists, sizeof **to) : NULL;
    if (lists && !*to)
        return false;
    *count = *capacity = lists;
    for (int k = 0; k < lists; k++)
        if (!carry_list(&(*to)[k], &from[k], match))
            return false;
    return true;
}

static bool carry_edits(BeatState *to, const BeatState *from, const Match *match) {
    return carry_list(&to->edits, &from->edits, match) &&
           carry_history(&to->undo, &to->undo_count, &to->undo_capacity, from->undo,
                         from->undo_count, match) &&
           carry_history(&to->redo, &to->redo_count, &to->redo_capacity, from->redo,
                         from->redo_count, match);
}

/* What of a beat's state still fits the lesson as it is now. False only where memory lacks. */
static bool carry_beat(Session *fresh, int beat, const Session *old, const Match *match) {
    int before = old_beat(match, beat);
    if (before < 0)
        return true;
    const BeatState *from = &old->beats[before];
    BeatState *to = &fresh->beats[beat];
    to->visited = from->visited;
    to->task_done = from->task_done && match->fresh->beats[beat].task;
    to->task_shown = to->task_done && from->task_shown;
    bool same = same_guess(match->fresh, beat, match->old, before);
    if (same)
        to->guess = from->guess;
    if (same && still_there(match->fresh, beat, from->answer)) {
        to->answer = from->answer;
        to->first = still_there(match->fresh, beat, from->first) ? from->first : -1;
        to->tries = from->tries;
        memcpy(to->tried, from->tried, sizeof to->tried);
    }
    return carry_edits(to, from, match);
}

static int same_cell(const Session *session, const Lesson *lesson) {
    int cell = lesson_cell_find(lesson, session->lesson->cells[session->cell].id);
    return cell >= 0 ? cell : session->cell < lesson->cell_count ? session->cell : 0;
}

bool session_relesson(Session *session, const Lesson *lesson, Error *error) {
    trail_close(session); /* its places may be gone */
    gradients_forget(session);
    Match match = match_beats(lesson, session->lesson);
    Session fresh = *session;
    fresh.run = NULL;
    fresh.beats = NULL;
    bool whole = make(&fresh, lesson, error);
    for (int k = 0; whole && k < lesson->beat_count; k++)
        if (!carry_beat(&fresh, k, session, &match))
            whole = error_memory(error, sizeof(Edit), "the tweaks");
    if (!whole) {
        empty(&fresh);
        gradients_keep(session);
        return false;
    }
    int cell = same_cell(session, lesson), beat = new_beat(&match, session->beat);
    empty(session);
    *session = fresh;
    long tick = session->tick, seen = session->seen;
    session->cell = cell;
    beats_enter(session, beat);
    clock_jump(session, tick);
    session->seen = seen < lesson->steps ? seen : lesson->steps - 1;
    clock_reveal(session);
    question_hide(session);
    gradients_keep(session);
    session->version++;
    return true;
}
