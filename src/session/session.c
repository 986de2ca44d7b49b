/* session.c: see session.h. */
#include "session/session.h"

#include <assert.h>

#include "session/beats.h"
#include "session/before.h"
#include "session/clock.h"
#include "session/curves.h"
#include "session/edits.h"
#include "session/gradients.h"
#include "session/home.h"
#include "session/present.h"
#include "session/rebuild.h"
#include "session/trail.h"
#include "session/typing.h"
#include "session/view.h"

/* ---- the door ---- */

static bool is_pointing(ActionKind kind) {
    return kind == ACTION_HOVER || kind == ACTION_FOCUS || kind == ACTION_DRAG;
}

/* What lasts no longer than the picture: where the pointer is, what is open, where a panel is
 * scrolled to. */
static bool is_passing(ActionKind kind) {
    return is_pointing(kind) || kind == ACTION_OPEN_MENU || kind == ACTION_TYPE_OPEN ||
           kind == ACTION_SCROLL || kind == ACTION_STOP || kind == ACTION_HELP ||
           kind == ACTION_GLOSSARY || (kind >= ACTION_HOME && kind <= ACTION_SEARCH_KEY);
}

/* What anything but pointing takes off the picture: the last notice, an open menu, a
 * field. */
static bool clear_away(Session *session, ActionKind kind) {
    bool notice = session->notice.what[0];
    bool menu = session->view.menu && kind != ACTION_OPEN_MENU && kind != ACTION_RESET_ONE;
    bool typed = typing_leave(session, kind);
    session->notice = (Error){0};
    session->saved = false;
    if (menu)
        session->view.menu = 0;
    return notice || menu || typed;
}

static bool stop_computing(Session *session) {
    bool computing = session_computing(session);
    session->stopped |= computing;
    return computing;
}

static bool hand_on(Session *session, const Action *action) {
    bool changed;
    if (session->kind->take && session->kind->take(session, action, &changed))
        return changed;
    if (action->kind >= ACTION_STEP && action->kind <= ACTION_SPEED)
        return clock_apply(session, action);
    if (action->kind >= ACTION_BEAT && action->kind <= ACTION_REASON_KEY)
        return beats_apply(session, action);
    if (action->kind >= ACTION_SHOW_SOLUTION && action->kind <= ACTION_RESET_ONE)
        return edits_apply(session, action);
    if (action->kind == ACTION_BEFORE)
        return before_apply(session);
    if (action->kind == ACTION_DRAG)
        return before_drag(session, action);
    if (action->kind == ACTION_STOP)
        return stop_computing(session);
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
    return view_apply(session, action);
}

bool session_apply(Session *session, const Action *action) {
    if (action->kind == ACTION_NONE)
        return false;
    bool pointing = is_pointing(action->kind);
    bool cleared = !pointing && clear_away(session, action->kind);
    bool ready = pointing || !session->stale || rebuild_run(session, &session->notice);
    bool changed = ready && hand_on(session, action);
    trail_keep(session);
    gradients_keep(session);
    if (session->kind->keep)
        session->kind->keep(session, changed);
    bool noticed = !pointing && session->notice.what[0];
    session->kept += changed && !is_passing(action->kind);
    if (changed || cleared || noticed)
        session->version++;
    return changed;
}

/* Time stands still until the numbers are there. */
static bool compute_on(Session *session, double seconds) {
    session->behind += seconds;
    rebuild_more(session);
    trail_keep(session);
    gradients_keep(session);
    session->version++;
    return true;
}

bool session_advance(Session *session, double seconds) {
    assert(session->kind->advance);
    if (session_computing(session))
        return compute_on(session, seconds);
    return session_moving(session) && seconds > 0 && session->kind->advance(session, seconds);
}

/* ---- what is said from outside ---- */

void session_tell(Session *session, const Error *notice) {
    session->notice = *notice;
    session->saved = false;
    session->version++;
}

void session_tell_saved(Session *session, const Error *notice) {
    session_tell(session, notice);
    session->saved = true;
}

void session_redraw(Session *session) {
    session->version++;
}

void session_skip_question(Session *session) {
    session->nudged = session->skipped = true;
}

void session_set_seed(Session *session, uint32_t seed) {
    session->seed = seed ? seed : session->seed;
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
    view->theme_chosen = look->theme_chosen;
    view->motion_chosen = look->motion_chosen;
}

void session_wish_look(Session *session, int theme, bool reduced_motion) {
    SessionLook look = session_look(session);
    if (!look.theme_chosen && theme >= 0)
        look.theme = theme;
    if (!look.motion_chosen)
        look.reduced_motion = reduced_motion;
    if (look.reduced_motion && !session->view.reduced_motion)
        clock_jump(session, session->tick);
    session_set_look(session, &look);
    session->version++;
}
