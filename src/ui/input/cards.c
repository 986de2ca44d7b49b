/* cards.c: to and fro among the cards of the home screen. */
#include "ui/input/parts.h"

#include <math.h>

static bool is_card(const Region *region) {
    return region->kind == REGION_BUTTON && region->focusable && !region->disabled &&
           (region->action.kind == ACTION_OPEN_LESSON || region->action.kind == ACTION_OPEN_TOOL ||
            region->action.kind == ACTION_OWN);
}

static const Region *first_card(const DisplayList *list) {
    for (int k = 0; k < list->region_count; k++)
        if (is_card(&list->regions[k]))
            return &list->regions[k];
    return NULL;
}

/* How far it is from one to the other that way: above all to the next row, then sideways; INFINITY:
 * it does not lie there. Cards out of view count: their whole place is known. */
static float way_to(Rect from, Rect to, int right, int down) {
    float x = to.x + to.w / 2 - from.x - from.w / 2, y = to.y - from.y;
    float along = right ? x * (float)right : y * (float)down, across = right ? fabsf(y) : fabsf(x);
    if (along < 1 || (right && across > 1))
        return INFINITY;
    return along + (right ? 0 : 0.001f * across);
}

/* The next card that way; sideways at the end of a row on to the next one in the order of the path.
 */
static const Region *card_beside(const DisplayList *list, const Region *from, int right, int down) {
    const Region *nearest = NULL;
    float least = INFINITY;
    for (int k = 0; k < list->region_count; k++) {
        const Region *region = &list->regions[k];
        float way = is_card(region) ? way_to(from->whole, region->whole, right, down) : INFINITY;
        if (way < least) {
            least = way;
            nearest = region;
        }
    }
    const Region *next = !nearest && right ? region_next(list, from->id, right) : nearest;
    return next && is_card(next) ? next : NULL;
}

static Action focus_on(const Region *region) {
    if (!region)
        return (Action){.kind = ACTION_NONE};
    return (Action){.kind = ACTION_FOCUS, .id = region->id, .flag = true};
}

/* At first the arrows come to the first card: the next thing to do. */
Action card_move(const InputContext *context, int right, int down) {
    const Region *from = region_find(context->list, context->session->view.focus);
    if (!from || !is_card(from))
        return focus_on(first_card(context->list));
    return focus_on(card_beside(context->list, from, right, down));
}

Action card_first(const InputContext *context) {
    return focus_on(first_card(context->list));
}

Action card_open(const InputContext *context) {
    const View *view = &context->session->view;
    const Region *region =
        view->focus_visible ? region_find(context->list, view->focus) : first_card(context->list);
    if (!region || region->disabled || region->kind != REGION_BUTTON)
        return (Action){.kind = ACTION_NONE};
    return region->action;
}

Action card_scroll(const InputContext *context, int notches) {
    const DisplayList *list = context->list;
    for (int k = list->region_count - 1; k >= 0; k--) {
        const Region *region = &list->regions[k];
        int panel = region->kind == REGION_PANEL ? region->action.number : PANEL_COUNT;
        if (panel == PANEL_HOME || panel == PANEL_HELP)
            return region_nudge(region, notches);
    }
    return (Action){.kind = ACTION_NONE};
}
