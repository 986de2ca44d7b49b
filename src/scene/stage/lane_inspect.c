/* lane_inspect.c: what can be pressed in a lane's cards besides bars: numbers that can be looked
 * into, with a frame round the one that is, and the lock of a held gate. */
#include "scene/stage/lane.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>

static Place place_of(const Lane *lane, const Card *card, int unit) {
    long t = card->before ? trace_before(lane->trace, lane->t) : lane->t;
    return (Place){lane->cell, card->signal, unit, t};
}

Action lane_inspect(const Lane *lane, const Card *card, int unit) {
    Place place = place_of(lane, card, unit);
    if (!session_known(lane->p->session, &place))
        return (Action){.kind = ACTION_NONE};
    return (Action){.kind = ACTION_INSPECT,
                    .cell = place.cell,
                    .number = place.signal,
                    .unit = place.unit,
                    .step = place.t};
}

void lane_inspect_number(Lane *lane, const Card *card, int unit, Rect box, const char *name) {
    Painter *p = lane->p;
    Action action = lane_inspect(lane, card, unit);
    unsigned id = region_id(name, unit);
    if (action.kind == ACTION_NONE)
        return;
    float thick = fmaxf(roundf((paint_hovered(p, id) ? 2 : 1) * p->u), 1);
    draw_fill(p->list, (Rect){box.x, roundf(box.y + box.h), box.w, thick}, 0,
              paint_hovered(p, id) ? p->theme->accent : p->theme->faint);
    char label[128];
    const char *format = card->signal == SIGNAL_X ? paint_phrase(p, "Where from? %s %s %d%s")
                                                  : paint_phrase(p, "Where from? %s %s, unit %d%s");
    snprintf(label, sizeof label, format, lane->kind->title,
             phrase_signal(p->session->view.language, lane->model->spec.kind, card->signal),
             unit + 1, card->before ? paint_phrase(p, ", before this step") : "");
    float out = 3 * p->u;
    Rect hit = {box.x, box.y - out, box.w, box.h + 2 * out}; /* its neighbours keep their room */
    Region *region = region_add(p->list, REGION_BUTTON, hit, name, unit, label);
    if (region)
        region->action = region->inspect = action;
}

void lane_frame_inspected(Lane *lane, const Card *card, const BarsPlan *plan) {
    const Place *place = session_inspected(lane->p->session);
    if (!place)
        return;
    Place here = place_of(lane, card, place->unit);
    if (place_same(&here, place) && place->unit < plan->count)
        bars_frame(lane->p, plan, place->unit, lane->p->theme->accent);
}

/* A click on the lock sets the gate free, all its units. */
void lane_lock(Lane *lane, const Card *card, Rect rect, const char *name) {
    char label[96];
    const Edit edit = {
        .kind = EDIT_FREE, .cell = lane->cell, .index = card->signal, .row = -1, .to = LONG_MAX};
    if (rect.w <= 0 || !session_may(lane->p->session, &edit))
        return;
    snprintf(label, sizeof label, paint_phrase(lane->p, "%s %s is held: set it free"),
             lane->kind->title,
             phrase_signal(lane->p->session->view.language, lane->model->spec.kind, card->signal));
    Region *region = region_add(lane->p->list, REGION_BUTTON, rect, name, 0, label);
    if (!region)
        return;
    region->action = (Action){.kind = ACTION_EDIT, .edit = edit};
    region->focusable = true;
    unsigned id = region->id;
    paint_focus(lane->p, rect, id, 4 * lane->p->u);
}
