/* present.c: see present.h. */
#include "session/present.h"

#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/clamp.h"

enum { POINTS_MOST = 20000 };

static bool set_flag(bool *flag, int number) {
    bool value = number < 0 ? !*flag : number > 0, changed = *flag != value;
    *flag = value;
    return changed;
}

void present_new_beat(Session *session) {
    session->present.revealed = false;
    session->present.blank = false;
    session->present.point_count = 0;
}

void present_free(Session *session) {
    free(session->present.points);
    session->present.points = NULL;
    session->present.point_count = session->present.point_capacity = 0;
}

bool present_hold_back(Session *session) {
    Present *present = &session->present;
    if (!present->on || present->revealed || !session_beat(session)->question)
        return false;
    present->revealed = true;
    session->version++;
    return true;
}

static bool add_point(Present *present, const Action *action) {
    if (!present->pen || !isfinite(action->value) || !isfinite(action->value_y) ||
        present->point_count == POINTS_MOST)
        return false;
    PenPoint *points = array_room(present->points, &present->point_capacity, present->point_count,
                                  1, sizeof *points);
    if (!points)
        return false;
    present->points = points;
    present->points[present->point_count++] = (PenPoint){
        clamp_float(action->value, 0, 1), clamp_float(action->value_y, 0, 1), !action->flag};
    return true;
}

static bool turn_on(Session *session, int number) {
    if (!set_flag(&session->present.on, number))
        return false;
    session->present.pen = false;
    session->present.blank = false;
    session->view.help = false;
    return true;
}

bool present_apply(Session *session, const Action *action) {
    Present *present = &session->present;
    switch (action->kind) {
    case ACTION_PRESENT:
        return turn_on(session, action->number);
    case ACTION_BLANK:
        return present->on && set_flag(&present->blank, action->number);
    case ACTION_REVEAL:
        return present_hold_back(session);
    case ACTION_PEN:
        return present->on && set_flag(&present->pen, action->number);
    case ACTION_PEN_POINT:
        return add_point(present, action);
    default:
        return false;
    }
}
