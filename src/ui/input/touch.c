/* touch.c: see touch.h. */
#include "ui/input/touch.h"

#include <math.h>

#include "ui/input/input.h"

static const float SLACK = 8; /* coordinates that a finger moves while it taps */
static const float PINCH_OF_A_SIZE =
    0.05f; /* of the window: so far apart for the next size of text */

/* What was pressed is no longer meant: it is not clicked when the finger leaves. */
static void let_go(Input *input) {
    input->held = (Region){.id = 0};
}

static void begin(Touch *touch, const SDL_MouseButtonEvent *event) {
    *touch = (Touch){.down = true, .x = (float)event->x, .y = (float)event->y};
}

static Action pan(Input *input, const SDL_MouseMotionEvent *event, const InputContext *context) {
    Touch *touch = &input->touch;
    float by = touch->y - (float)event->y, ratio = context->ratio;
    const Region *panel = input_panel_at(context->list, touch->x * ratio, touch->start_y * ratio);
    touch->y = (float)event->y;
    return panel ? region_scroll(panel, by) : (Action){.kind = ACTION_NONE};
}

static bool moves(Input *input, const SDL_MouseMotionEvent *event, const InputContext *context,
                  Action *action) {
    Touch *touch = &input->touch;
    if (!touch->down || touch->two)
        return touch->two;
    if (!touch->pans && (input_drags(input) || fabsf(touch->y - (float)event->y) < SLACK))
        return false;
    if (!touch->pans)
        touch->start_y = touch->y;
    touch->pans = true;
    let_go(input);
    *action = pan(input, event, context);
    return true;
}

/* Steps of text size since the last one. */
static Action pinch(Input *input, const SDL_MultiGestureEvent *event) {
    Touch *touch = &input->touch;
    touch->two = true;
    let_go(input);
    touch->apart += event->dDist;
    int sizes = (int)(touch->apart / PINCH_OF_A_SIZE);
    if (!sizes)
        return (Action){.kind = ACTION_NONE};
    touch->apart -= (float)sizes * PINCH_OF_A_SIZE;
    return (Action){.kind = ACTION_TEXT_SIZE, .number = sizes > 0 ? 1 : -1};
}

bool touch_event(Input *input, const SDL_Event *event, const InputContext *context,
                 Action *action) {
    *action = (Action){.kind = ACTION_NONE};
    switch (event->type) {
    case SDL_MOUSEBUTTONDOWN:
        if (event->button.which == SDL_TOUCH_MOUSEID)
            begin(&input->touch, &event->button);
        return false;
    case SDL_MOUSEBUTTONUP:
        if (event->button.which == SDL_TOUCH_MOUSEID)
            input->touch = (Touch){.down = false};
        return false;
    case SDL_MOUSEMOTION:
        return event->motion.which == SDL_TOUCH_MOUSEID &&
               moves(input, &event->motion, context, action);
    case SDL_MULTIGESTURE:
        if (event->mgesture.numFingers >= 2)
            *action = pinch(input, &event->mgesture);
        return true;
    default:
        return false;
    }
}
