/* focus.c: the keyboard's focus goes from region to region, and never out of the layer. */
#include "ui/input/parts.h"

#include <math.h>

const Region *focus_in(const InputContext *context, KeyLayer layer) {
    const View *view = &context->session->view;
    const Region *region = view->focus_visible ? region_find(context->list, view->focus) : NULL;
    bool box = region && layer == LAYER_MENU && region->id == view->menu;
    return region && (box || layer_has(layer, region)) ? region : NULL;
}

unsigned focus_takes(const Region *region) {
    unsigned bits = FOCUS_ALL;
    if (region->kind == REGION_BUTTON)
        bits |= FOCUS_BUTTON;
    if (region->action.kind == ACTION_DIGIT_INK)
        bits |= FOCUS_PEN;
    if (region->kind == REGION_PAINT && region->action.kind == ACTION_GUESS)
        bits |= FOCUS_GUESS;
    if (region->action.kind == ACTION_PICK)
        bits |= FOCUS_PICK;
    else if (answer_has_value(region))
        bits |= FOCUS_VALUE;
    return answer_can_type(region) ? bits | FOCUS_NUMBER : bits;
}

/* The one of the layer that comes next; NULL: there is none. */
static const Region *next_in(const InputContext *context, KeyLayer layer, unsigned from, int by) {
    const DisplayList *list = context->list;
    const Region *next = region_next(list, from, by);
    for (int tried = 1; next && !layer_has(layer, next) && tried < list->region_count; tried++)
        next = region_next(list, next->id, by);
    return next && layer_has(layer, next) ? next : NULL;
}

const Region *focus_end(const InputContext *context, KeyLayer layer, int by) {
    return next_in(context, layer, 0, by);
}

/* Whether the focus would go round from one end to the other; nothing lies before what has none. */
static bool goes_round(const InputContext *context, KeyLayer layer, const Region *next, int by) {
    const Region *from = region_find(context->list, context->session->view.focus);
    return from ? next->id == focus_end(context, layer, by)->id : by < 0;
}

bool focus_move(const InputContext *context, KeyLayer layer, int by, bool leaves, Answer *answer) {
    const Region *next = next_in(context, layer, context->session->view.focus, by);
    if (leaves && (!next || goes_round(context, layer, next, by))) {
        answer_give(answer, (Action){.kind = ACTION_FOCUS, .id = 0});
        return false;
    }
    if (next)
        answer_give(answer, (Action){.kind = ACTION_FOCUS, .id = next->id, .flag = true});
    return true;
}

static float distance(Rect a, Rect b) {
    float x = fmaxf(fmaxf(b.x - a.x - a.w, a.x - b.x - b.w), 0);
    float y = fmaxf(fmaxf(b.y - a.y - a.h, a.y - b.y - b.h), 0);
    return x * x + y * y;
}

/* Buttons only: an arrow key that was meant for the run must not suddenly change a value. */
const Region *focus_near(const InputContext *context, Rect rect) {
    const DisplayList *list = context->list;
    const Region *nearest = NULL;
    KeyLayer layer = layer_top(context);
    for (int k = 0; k < list->region_count; k++) {
        const Region *region = &list->regions[k];
        bool fits = region->kind == REGION_BUTTON && region->focusable && !region->disabled &&
                    region->rect.w > 0 && layer_has(layer, region);
        if (fits && (!nearest || distance(region->rect, rect) < distance(nearest->rect, rect)))
            nearest = region;
    }
    return nearest;
}
