/* trail.c: see trail.h. */
#include "session/trail.h"

#include "session/view.h"
#include "session/words/phrase.h"

/* ---- the trail ---- */

static void forget_influence(Session *session) {
    influence_free(session->influence);
    session->influence = NULL;
}

void trail_close(Session *session) {
    session->view.trail.count = 0;
    forget_influence(session);
}

static void append(Trail *trail, const Place *place) {
    if (trail->count == TRAIL_MOST) {
        for (int k = 0; k + 1 < TRAIL_MOST; k++)
            trail->places[k] = trail->places[k + 1];
        trail->count--;
    }
    trail->places[trail->count++] = *place;
}

/* Back to a place on the trail, which ends there again; false: it is not on it. */
static bool cut_at(Trail *trail, const Place *place) {
    for (int k = 0; k < trail->count; k++)
        if (place_same(&trail->places[k], place)) {
            trail->count = k + 1;
            return true;
        }
    return false;
}

/* The end of the trail is selected, where it is on stage; inputs belong to no unit. */
static void show_end(Session *session) {
    const Place *end = session_inspected(session);
    session->view.scroll[PANEL_INSPECT] = 0;
    forget_influence(session);
    session->influence = influence_new(session->run, end, &session->notice);
    if (!session_cell_shown(session, end->cell))
        return;
    session->cell = end->cell;
    if (end->signal != SIGNAL_X)
        session->unit = end->unit;
    view_keep_selection(session);
}

static bool follow(Session *session, const Place *place) {
    const Place *end = session_inspected(session);
    if (end && place_same(end, place))
        return false;
    if (!session_known(session, place))
        return place_exists(session->run, place) &&
               error_set(&session->notice,
                         phrase_in(session->view.language, "Not known yet: step on to see it"));
    if (!cut_at(&session->view.trail, place))
        append(&session->view.trail, place);
    show_end(session);
    return true;
}

/* ---- without a pointer ---- */

/* What the unit has just done: the last of its signals that the moment has brought. */
static Place latest(const Session *session) {
    Moment moment = session_moment(session);
    Place place = {session->cell, SIGNAL_H, session->unit, moment.t};
    CellKind kind = session->run->cells[session->cell]->spec.kind;
    const PhaseInfo *phase = &cell_kind(kind)->phases[moment.phase];
    if (moment.t < 0)
        return place;
    if (phase->name)
        place.signal = phase->last;
    if (!session_known(session, &place)) { /* it has only begun: the state before */
        place.signal = SIGNAL_H;
        place.t = trace_before(session->run->traces[place.cell], moment.t);
    }
    return place;
}

static bool inspect(Session *session, const Action *action) {
    Place place = {action->cell, action->number, action->unit, action->step};
    if (action->number != -1)
        return follow(session, &place);
    if (session->view.trail.count) {
        trail_close(session);
        return true;
    }
    place = latest(session);
    return follow(session, &place);
}

static bool go_back(Session *session, int to) {
    Trail *trail = &session->view.trail;
    if (to == -2 && trail->count > 1)
        to = trail->count - 2;
    if (!trail->count || to < -1 || to >= trail->count - 1)
        return false;
    if (to < 0) {
        trail_close(session);
        return true;
    }
    trail->count = to + 1;
    show_end(session);
    return true;
}

bool trail_apply(Session *session, const Action *action) {
    return action->kind == ACTION_INSPECT ? inspect(session, action)
                                          : go_back(session, action->number);
}

void trail_keep(Session *session) {
    Trail *trail = &session->view.trail;
    int count = 0;
    for (int k = 0; k < trail->count; k++)
        if (place_exists(session->run, &trail->places[k]))
            trail->places[count++] = trail->places[k];
    bool end_gone = count && session->influence &&
                    !place_same(&session->influence->place, &trail->places[count - 1]);
    trail->count = count;
    if (!count)
        trail_close(session);
    else if (end_gone)
        show_end(session);
    else if (session->influence)
        influence_update(session->influence, session->run);
}
