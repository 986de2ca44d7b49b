/* home.c: see home.h. */
#include "session/home.h"

#include <math.h>
#include <string.h>

#include "session/clock.h"
#include "session/line.h"
#include "session/present.h"
#include "session/session.h"
#include "session/trail.h"

/* Nothing goes on behind it. */
static void leave_lesson(Session *session) {
    session->view.glossary = false;
    session->playing = false;
    clock_jump(session, session->tick);
    present_apply(session, &(Action){.kind = ACTION_PRESENT, .number = 0});
    session->view.menu = 0;
    trail_close(session);
}

/* It begins at its top, with nothing searched for. Its own key does not lead to a lesson that was not
 * begun, such as the one that lies behind a tool. */
static bool set_open(Session *session, int number) {
    Home *home = &session->view.home;
    bool open = number < 0 ? !home->open : number > 0;
    if (open == home->open || (number < 0 && !open && !session_begun(session)))
        return false;
    if (open)
        leave_lesson(session);
    *home = (Home){.open = open};
    session->view.scroll[PANEL_HOME] = 0;
    session->view.focus = session->view.hover = 0;
    session->view.focus_visible = false;
    return true;
}

/* What is found stands at the top. */
static void search_anew(Session *session) {
    session->view.scroll[PANEL_HOME] = 0;
}

static bool set_typing(Session *session, const Action *action) {
    Home *home = &session->view.home;
    bool typing = action->number < 0 ? !home->typing : action->number > 0;
    bool emptied = action->flag && home->length > 0, changed = typing != home->typing || emptied;
    if (!home->open)
        return false;
    home->typing = typing;
    if (typing)
        session->view.focus_visible = false;
    if (emptied) {
        home->search[home->length = 0] = '\0';
        search_anew(session);
    }
    return changed;
}

static bool key(Session *session, const Action *action) {
    Home *home = &session->view.home;
    bool changed = false;
    if (!home->open || !home->typing)
        return false;
    if (action->number == TYPE_CHARACTER)
        changed = line_put(home->search, &home->length, SEARCH_MOST, action->unit);
    else if (action->number == TYPE_BACKSPACE)
        changed = line_erase(home->search, &home->length);
    else
        return set_typing(session, &(Action){.number = 0, .flag = action->number == TYPE_DROP});
    if (changed)
        search_anew(session);
    return changed;
}

/* ---- its picture ---- */

static bool stands_still(const Session *session) {
    const Home *home = &session->view.home;
    return !home->open || session->view.reduced_motion ||
           home->seconds * HOME_FRAMES >= HOME_ROUND * HOME_ROUNDS - 1;
}

int session_home_frame(const Session *session) {
    if (session->view.reduced_motion)
        return HOME_ROUND - 1;
    return (int)(session->view.home.seconds * HOME_FRAMES) % HOME_ROUND;
}

double session_home_wait(const Session *session) {
    double frames = session->view.home.seconds * HOME_FRAMES;
    return stands_still(session) ? INFINITY : (floor(frames) + 1 - frames) / HOME_FRAMES;
}

bool session_watch(Session *session, double seconds) {
    int frame = session_home_frame(session);
    if (stands_still(session))
        return false;
    session->view.home.seconds += seconds;
    return session_home_frame(session) != frame;
}

bool home_apply(Session *session, const Action *action) {
    switch (action->kind) {
    case ACTION_HOME:
        return set_open(session, action->number);
    case ACTION_SEARCH:
        return set_typing(session, action);
    case ACTION_SEARCH_KEY:
        return key(session, action);
    default:
        return false;
    }
}
