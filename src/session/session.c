/* session.c: life of a session, and the one door. */
#include "session/session.h"

#include <stdlib.h>
#include <string.h>

#include "session/parts.h"

bool session_make(Session *session, const Lesson *lesson, Error *error) {
    session->lesson = lesson;
    if (lesson->beat_count < 1 || lesson->cell_count < 1)
        return error_set(error, "a lesson without %s cannot be played",
                         lesson->cell_count < 1 ? "cells" : "beats");
    session->run = run_new(lesson, error);
    if (!session->run)
        return false;
    session->beats = calloc((size_t)lesson->beat_count, sizeof *session->beats);
    if (!session->beats)
        return error_memory(error, (size_t)lesson->beat_count * sizeof *session->beats,
                            "a lesson's state");
    for (int k = 0; k < lesson->beat_count; k++)
        session->beats[k].answer = session->beats[k].first = -1;
    return true;
}

void session_empty(Session *session) {
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
    if (!session_make(session, lesson, error)) {
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
    session_empty(session);
    present_free(session);
    before_drop(session);
    sandbox_free(session->sandbox);
    digits_end(session->digits);
    training_free(session->training);
    text_end(session->text);
    free(session);
}

SessionKindId session_kind(const Session *session) {
    if (session->sandbox)
        return SESSION_SANDBOX;
    if (session->digits)
        return SESSION_DIGITS;
    if (session->text)
        return SESSION_TEXT;
    return session->training ? SESSION_TRAINING : SESSION_LESSON;
}

/* ---- the door ---- */

static bool is_pointing(ActionKind kind) {
    return kind == ACTION_HOVER || kind == ACTION_FOCUS;
}

/* What lasts no longer than the picture: where the pointer is, what is open, where a panel is
 * scrolled to. */
static bool is_passing(ActionKind kind) {
    return is_pointing(kind) || kind == ACTION_OPEN_MENU || kind == ACTION_TYPE_OPEN ||
           kind == ACTION_SCROLL || kind == ACTION_HELP || kind == ACTION_GLOSSARY ||
           (kind >= ACTION_HOME && kind <= ACTION_SEARCH_KEY);
}

/* What anything but pointing takes off the picture: the last notice, an open menu, a
 * field. */
static bool clear_away(Session *session, ActionKind kind) {
    bool notice = session->notice.what[0];
    bool menu = session->view.menu && kind != ACTION_OPEN_MENU && kind != ACTION_RESET_ONE;
    bool typed = typing_leave(session, kind);
    session->notice = (Error){0};
    if (menu)
        session->view.menu = 0;
    return notice || menu || typed;
}

static bool hand_on(Session *session, const Action *action) {
    bool changed;
    if (digits_take(session, action, &changed) || training_apply(session, action, &changed) ||
        text_take(session, action, &changed))
        return changed;
    if (action->kind >= ACTION_STEP && action->kind <= ACTION_SPEED)
        return clock_apply(session, action);
    if (action->kind >= ACTION_BEAT && action->kind <= ACTION_ANSWER)
        return beats_apply(session, action);
    if (action->kind >= ACTION_SHOW_SOLUTION && action->kind <= ACTION_RESET_ONE)
        return edits_apply(session, action);
    if (action->kind == ACTION_BEFORE)
        return before_apply(session);
    if (action->kind == ACTION_TYPE_OPEN || action->kind == ACTION_TYPE_KEY)
        return typing_apply(session, action);
    if (action->kind >= ACTION_PAINT_INPUT && action->kind <= ACTION_PAINTING)
        return curves_apply(session, action);
    if (action->kind == ACTION_INSPECT || action->kind == ACTION_TRAIL)
        return trail_apply(session, action);
    if (action->kind >= ACTION_PRESENT && action->kind <= ACTION_PEN_POINT)
        return present_apply(session, action);
    if (action->kind >= ACTION_HOME && action->kind <= ACTION_SEARCH_KEY)
        return home_apply(session, action);
    if (action->kind >= ACTION_SANDBOX && action->kind <= ACTION_LIVE_WINDOW)
        return sandbox_apply(session, action);
    if (action->kind >= ACTION_DIGIT_PICK && action->kind <= ACTION_DIGIT_ERASE)
        return digits_apply(session, action);
    if (action->kind >= ACTION_TEXT_PICK && action->kind <= ACTION_TEXT_SEED)
        return text_apply(session, action);
    return view_apply(session, action);
}

bool session_apply(Session *session, const Action *action) {
    if (action->kind == ACTION_NONE)
        return false;
    bool pointing = is_pointing(action->kind);
    bool cleared = !pointing && clear_away(session, action->kind);
    bool ready = pointing || !session->stale || edits_rebuild(session, &session->notice);
    bool changed = ready && hand_on(session, action);
    trail_keep(session);
    gradients_keep(session);
    sandbox_keep_window(session);
    digits_keep(session);
    if (changed)
        text_keep(session);
    bool noticed = !pointing && session->notice.what[0];
    session->kept += changed && !is_passing(action->kind);
    if (changed || cleared || noticed)
        session->version++;
    return changed;
}

/* ---- what is said from outside ---- */

void session_tell(Session *session, const Error *notice) {
    session->notice = *notice;
    session->version++;
}

void session_redraw(Session *session) {
    session->version++;
}

void session_skip_question(Session *session) {
    session->nudged = true;
}

SessionLook session_look(const Session *session) {
    const View *view = &session->view;
    return (SessionLook){view->theme,    view->text_scale,     view->notation,
                         view->language, view->reduced_motion, view->sound};
}

void session_set_language(Session *session, Language language) {
    session->view.language = language;
}

void session_set_look(Session *session, const SessionLook *look) {
    View *view = &session->view;
    view->theme = look->theme;
    view->text_scale = look->text_scale;
    view->notation = look->notation;
    view->language = look->language;
    view->reduced_motion = look->reduced_motion;
    view->sound = look->sound;
}
