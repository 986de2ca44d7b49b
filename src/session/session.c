/* session.c: life of a session, and the one door. */
#include "session/session.h"

#include <stdlib.h>
#include <string.h>

#include "session/parts.h"

static bool make(Session *session, const Lesson *lesson, Error *error) {
    session->lesson = lesson;
    session->run = run_new(lesson, error);
    if (!session->run)
        return false;
    session->beats = calloc((size_t)lesson->beat_count, sizeof *session->beats);
    if (!session->beats)
        return error_memory(error, (size_t)lesson->beat_count * sizeof *session->beats,
                            "a lesson's state");
    for (int k = 0; k < lesson->beat_count; k++)
        session->beats[k].answer = -1;
    return true;
}

static void empty(Session *session) {
    for (int k = 0; session->beats && k < session->lesson->beat_count; k++)
        edits_free_beat(&session->beats[k]);
    free(session->beats);
    run_free(session->run);
}

Session *session_new(const Lesson *lesson, Error *error) {
    Session *session = calloc(1, sizeof *session);
    if (!session) {
        error_memory(error, sizeof *session, "a session");
        return NULL;
    }
    session->speed = 1;
    session->view.text_scale = 1;
    session->view.folded[PANEL_EQUATION] = true;
    session->seen = -1;
    if (!make(session, lesson, error)) {
        session_free(session);
        return NULL;
    }
    beats_enter(session, 0);
    session->version = 1;
    return session;
}

void session_free(Session *session) {
    if (!session)
        return;
    empty(session);
    free(session);
}

/* ---- the lesson read again ---- */

static bool still_right(const Lesson *lesson, int beat, int answer) {
    const Question *question = lesson->beats[beat].question;
    return question && answer < question->choice_count;
}

/* What of a beat's state still fits the lesson as it is now. */
static bool carry_beat(Session *fresh, const Session *old, int beat) {
    const BeatState *from = &old->beats[beat];
    BeatState *to = &fresh->beats[beat];
    to->visited = from->visited;
    to->task_done = from->task_done && fresh->lesson->beats[beat].task;
    if (still_right(fresh->lesson, beat, from->answer)) {
        to->answer = from->answer;
        to->tries = from->tries;
        memcpy(to->tried, from->tried, sizeof to->tried);
    }
    for (int k = 0; k < from->edits.count; k++)
        if (edits_fit(fresh->lesson, &from->edits.items[k]) &&
            !edits_append(&to->edits, &from->edits.items[k]))
            return false;
    return true;
}

bool session_relesson(Session *session, const Lesson *lesson, Error *error) {
    Session fresh = *session;
    fresh.run = NULL;
    fresh.beats = NULL;
    bool whole = make(&fresh, lesson, error);
    for (int k = 0; whole && k < lesson->beat_count && k < session->lesson->beat_count; k++)
        if (!carry_beat(&fresh, session, k))
            whole = error_memory(error, sizeof(Edit), "the tweaks");
    if (!whole) {
        empty(&fresh);
        return false;
    }
    empty(session);
    *session = fresh;
    int last = lesson->beat_count - 1;
    long tick = session->tick, seen = session->seen;
    session->cell = session->cell < lesson->cell_count ? session->cell : 0;
    beats_enter(session, session->beat < last ? session->beat : last);
    clock_jump(session, tick);
    session->seen = seen < lesson->steps ? seen : lesson->steps - 1;
    clock_reveal(session);
    session->version++;
    return true;
}

/* ---- the door ---- */

static bool is_pointing(ActionKind kind) {
    return kind == ACTION_HOVER || kind == ACTION_FOCUS;
}

bool session_apply(Session *session, const Action *action) {
    if (!is_pointing(action->kind) && session->notice.what[0]) {
        session->notice = (Error){0};
        session->version++;
    }
    bool menu_goes =
        session->view.menu && action->kind != ACTION_OPEN_MENU && !is_pointing(action->kind);
    if (menu_goes)
        session->view.menu = 0;
    bool changed;
    if (action->kind >= ACTION_STEP && action->kind <= ACTION_SPEED)
        changed = clock_apply(session, action);
    else if (action->kind >= ACTION_BEAT && action->kind <= ACTION_ANSWER)
        changed = beats_apply(session, action);
    else if (action->kind >= ACTION_SHOW_SOLUTION && action->kind <= ACTION_RESET_ONE)
        changed = edits_apply(session, action);
    else
        changed = view_apply(session, action);
    if (changed || menu_goes)
        session->version++;
    return changed;
}
