/* input.c: events, each to who reads it; and the pointer, which holds what it pressed until it is
 * released. */
#include "ui/input/input.h"

#include "session/kinds/sandbox.h"
#include "session/kinds/text.h"
#include "ui/input/parts.h"
#include "ui/input/touch.h"

static const float SCROLL_POINTS = 48; /* of a wheel's notch */

static bool is_dragged(RegionKind kind) {
    return kind == REGION_SLIDER || kind == REGION_BAR || kind == REGION_SCRUB ||
           kind == REGION_PAINT || kind == REGION_PAD;
}

bool input_drags(const Input *input) {
    return input->held.id && is_dragged(input->held.kind);
}

/* ---- pointer ---- */

/* A mouse points at one pixel, a finger covers many. */
static const Region *under(const Input *input, const InputContext *context) {
    return input->finger ? region_near(context->list, input->x, input->y, context->around)
                         : region_at(context->list, input->x, input->y);
}

/* Whether a finger or a mouse moves the pointer. What is drawn for fingers comes once they have left:
 * nothing moves under the one that presses. */
static void tell_fingers(Input *input, const SDL_Event *event) {
    bool moves = event->type == SDL_MOUSEMOTION, up = event->type == SDL_MOUSEBUTTONUP;
    if (!moves && !up && event->type != SDL_MOUSEBUTTONDOWN)
        return;
    input->finger = (moves ? event->motion.which : event->button.which) == SDL_TOUCH_MOUSEID;
    if (!input->finger || up)
        input->coarse = input->finger;
}

static void move_to(Input *input, const InputContext *context, int x, int y) {
    input->x = (float)x * context->ratio;
    input->y = (float)y * context->ratio;
    input->inside = true;
}

/* The held region as it stands now; as it stood when it was pressed where it has gone. */
static const Region *held_now(const Input *input, const InputContext *context) {
    const Region *now = region_find(context->list, input->held.id);
    return now && now->kind == input->held.kind ? now : &input->held;
}

/* With Shift, from where the pointer was when it went down. */
static Action drag_value(Input *input, const InputContext *context, const Region *held) {
    bool fine = context->shift && answer_has_value(held) && input->dragging;
    if (fine && !input->fine) {
        input->fine_x = input->x;
        input->fine_y = input->y;
        input->fine_value = held->value;
    }
    input->fine = fine;
    return fine ? region_drag_finely(held, input->fine_value, input->x - input->fine_x,
                                     input->y - input->fine_y)
                : region_drag(held, input->x, input->y);
}

/* A drag is one change: all of its edits after the first continue the one before. */
static void drag(Input *input, const InputContext *context, Answer *answer) {
    Action action = drag_value(input, context, held_now(input, context));
    if (action.kind == ACTION_EDIT || action.kind == ACTION_GO || action.kind == ACTION_PEN_POINT ||
        action.kind == ACTION_PAINT_INPUT || action.kind == ACTION_GUESS ||
        action.kind == ACTION_DIGIT_ERASE || action.kind == ACTION_DIGIT_INK)
        action.flag = input->dragging;
    input->dragging = true;
    answer_give(answer, action);
}

/* With Ctrl: where does this number come from? */
static void inspect(const Input *input, const Region *region, Answer *answer) {
    Action action = region->inspect;
    if (region->kind == REGION_SCRUB)
        action.step = region_drag(region, input->x, input->y).step;
    answer_give(answer, action);
}

/* ---- typing ---- */

/* A press anywhere else takes what was typed, or drops what is no number. */
static void leave_field(const InputContext *context, Answer *answer) {
    if (context->session->view.reasoning)
        answer_give(answer, (Action){.kind = ACTION_REASON_KEY, .number = TYPE_TAKE});
    if (context->session->view.home.typing)
        answer_give(answer, (Action){.kind = ACTION_SEARCH_KEY, .number = TYPE_TAKE});
    if (!context->session->view.typing.id)
        return;
    answer_type(answer, TYPE_TAKE, 0);
    answer_type(answer, TYPE_DROP, 0);
}

/* The first press of the two may have dragged to where it was: that was not meant. */
static void press_twice(const Input *input, const InputContext *context, const Region *region,
                        Answer *answer) {
    if (session_beat_state(context->session)->undo_count > input->undo_count)
        answer_give(answer, (Action){.kind = ACTION_UNDO, .flag = true});
    Region before = *region;
    before.value = input->value;
    answer_open_field(answer, &before);
}

/* What the edit changes has that value now; yardsticks stand still until it is let go of. */
static void hold(const Region *region, Answer *answer) {
    Edit edit = region->action.edit;
    edit.value = region->value;
    answer_give(answer, (Action){.kind = ACTION_DRAG, .number = 1, .edit = edit});
}

static void press(Input *input, const InputContext *context, int clicks, Answer *answer) {
    const Region *region = under(input, context);
    bool again = region && clicks == 2 && region->id == input->pressed;
    input->held = (Region){.id = 0};
    input->dragging = false;
    if (region && region->action.kind == ACTION_TYPE_KEY)
        return; /* the field itself */
    leave_field(context, answer);
    bool about_typing = region && region->action.kind == ACTION_TEXT_TYPE;
    if (session_text_typing(context->session) && !about_typing)
        answer_give(answer, (Action){.kind = ACTION_TEXT_TYPE, .number = 0});
    if (context->control && region && region->inspect.kind != ACTION_NONE) {
        inspect(input, region, answer);
        return;
    }
    if (!region || region->disabled || region->kind == REGION_PANEL) {
        if (context->session->view.help && !region)
            answer_give(answer, (Action){.kind = ACTION_HELP, .number = 0});
        answer_press(answer, NULL, context->session);
        return;
    }
    if (region->focusable)
        answer_give(answer, (Action){.kind = ACTION_FOCUS, .id = region->id});
    if (again && answer_can_type(region)) {
        press_twice(input, context, region, answer);
        return;
    }
    input->pressed = region->id;
    input->value = region->value;
    input->undo_count = session_beat_state(context->session)->undo_count;
    input->held = *region;
    if (is_dragged(region->kind) && region->action.kind == ACTION_EDIT)
        hold(region, answer);
    if (is_dragged(region->kind))
        drag(input, context, answer);
}

static void release(Input *input, const InputContext *context, Answer *answer) {
    const Region *region = under(input, context);
    bool same = region && region->id == input->held.id;
    if (input->held.id && input->held.kind == REGION_BUTTON && same)
        answer_press(answer, region, context->session);
    input->held = (Region){.id = 0};
}

static void press_right(const Input *input, const InputContext *context, Answer *answer) {
    const Region *region = under(input, context);
    if (!region || region->disabled)
        return;
    if (region->action.kind == ACTION_PICK) /* the number under the pointer, not the last one */
        answer_give(answer, region_drag(region, input->x, input->y));
    answer_give(answer, region->reset);
}

const Region *input_panel_at(const DisplayList *list, float x, float y) {
    for (int k = list->region_count - 1; k >= 0; k--)
        if (list->regions[k].kind == REGION_PANEL && rect_contains(list->regions[k].rect, x, y))
            return &list->regions[k];
    return NULL;
}

/* Whole notches since the last time one had an effect. What is left of one is lost on another
 * region and when the wheel turns back. */
static int take_notches(Input *input, unsigned id, float notches) {
    if (id != input->wheel_id || notches * input->wheel < 0)
        input->wheel = 0;
    input->wheel_id = id;
    input->wheel += notches;
    int whole_notches = (int)input->wheel;
    input->wheel -= (float)whole_notches;
    return whole_notches;
}

/* The wheel turns a slider only after it was clicked: a panel must scroll past its sliders
 * unharmed. */
static void turn_wheel(Input *input, const InputContext *context, float notches, Answer *answer) {
    const Region *region = under(input, context);
    const Region *panel = input_panel_at(context->list, input->x, input->y);
    if (region && !region->disabled && answer_has_value(region) &&
        region->id == context->session->view.focus) {
        int whole_notches = take_notches(input, region->id, notches);
        if (whole_notches)
            answer_give(answer, region_nudge(region, whole_notches));
    } else if (region && region->kind == REGION_SCRUB) {
        int whole_notches = take_notches(input, region->id, notches);
        if (whole_notches)
            answer_give(answer, (Action){.kind = ACTION_STEP, .number = -whole_notches});
    } else if (panel) {
        answer_give(answer, region_scroll(panel, -notches * SCROLL_POINTS));
    }
}

static float notches_of(const SDL_MouseWheelEvent *wheel) {
    float notches = wheel->preciseY;
    if (notches == 0)
        notches = (float)wheel->y;
    return wheel->direction == SDL_MOUSEWHEEL_FLIPPED ? -notches : notches;
}

static int settle_focus(Input *input, const InputContext *context, Action *action) {
    const View *view = &context->session->view;
    const Region *region = region_find(context->list, view->focus);
    if (region) {
        input->focus = region->id;
        input->focus_rect = region->rect;
    }
    if (region || !view->focus_visible || view->focus != input->focus || !input->focus)
        return 0;
    region = focus_near(context, input->focus_rect);
    if (region)
        *action = (Action){.kind = ACTION_FOCUS, .id = region->id, .flag = true};
    return region != NULL;
}

static int settle_pointer(const Input *input, const InputContext *context, Action *action) {
    const Region *region = input->inside ? under(input, context) : NULL;
    unsigned id = region && region->kind != REGION_PANEL ? region->id : 0;
    if (input->held.id || id == context->session->view.hover)
        return 0;
    *action = (Action){.kind = ACTION_HOVER, .id = id};
    return 1;
}

static int settle_drag(const Input *input, const InputContext *context, Action *action) {
    if (!context->session->scale || input_drags(input))
        return 0;
    *action = (Action){.kind = ACTION_DRAG, .number = 0};
    return 1;
}

int input_settle(Input *input, const InputContext *context, Action *action) {
    return settle_drag(input, context, action) || settle_pointer(input, context, action) ||
           settle_focus(input, context, action);
}

static void hover(const Input *input, const InputContext *context, Answer *answer) {
    Action action;
    if (settle_pointer(input, context, &action))
        answer_give(answer, action);
}

/* ---- events ---- */

/* Another window has the keyboard and the pointer now. */
static void let_go(Input *input, const InputContext *context, Answer *answer) {
    input->held = (Region){.id = 0};
    if (session_live_inputs(context->session))
        answer_give(answer, (Action){.kind = ACTION_LIVE_KEY, .number = -1});
}

static void window_event(Input *input, const SDL_WindowEvent *event, const InputContext *context,
                         Answer *answer) {
    if (event->event == SDL_WINDOWEVENT_LEAVE)
        input->inside = false;
    else if (event->event == SDL_WINDOWEVENT_FOCUS_LOST)
        let_go(input, context, answer);
    else
        return;
    hover(input, context, answer);
}

static void button_event(Input *input, const SDL_MouseButtonEvent *event,
                         const InputContext *context, Answer *answer) {
    bool down = event->type == SDL_MOUSEBUTTONDOWN;
    move_to(input, context, event->x, event->y);
    if (event->button == SDL_BUTTON_LEFT && down)
        press(input, context, event->clicks, answer);
    else if (event->button == SDL_BUTTON_LEFT)
        release(input, context, answer);
    else if (event->button == SDL_BUTTON_RIGHT && down)
        press_right(input, context, answer);
}

bool input_takes(const SDL_KeyboardEvent *event, const InputContext *context) {
    Action actions[INPUT_ACTIONS];
    Answer answer = {actions, 0};
    return keys_press(event, context, &answer);
}

bool input_enter(const InputContext *context, int by, Action *action) {
    const Region *region = focus_end(context, layer_top(context), by);
    if (region)
        *action = (Action){.kind = ACTION_FOCUS, .id = region->id, .flag = true};
    return region != NULL;
}

int input_press(unsigned id, const InputContext *context, Action *actions) {
    const Region *region = region_find(context->list, id);
    Answer answer = {actions, 0};
    if (region)
        answer_press(&answer, region, context->session);
    return answer.count;
}

int input_set(unsigned id, float value, long step, const InputContext *context, Action *actions) {
    const Region *region = region_find(context->list, id);
    Answer answer = {actions, 0};
    if (region && !region->disabled && isfinite(value))
        answer_give(&answer, region_set(region, value, step));
    return answer.count;
}

int input_event(Input *input, const SDL_Event *event, const InputContext *context,
                Action *actions) {
    Answer answer = {actions, 0};
    Action touched;
    tell_fingers(input, event);
    if (touch_event(input, event, context, &touched)) {
        answer_give(&answer, touched);
        return answer.count;
    }
    switch (event->type) {
    case SDL_MOUSEMOTION:
        move_to(input, context, event->motion.x, event->motion.y);
        if (input_drags(input))
            drag(input, context, &answer);
        else
            hover(input, context, &answer);
        break;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        button_event(input, &event->button, context, &answer);
        break;
    case SDL_MOUSEWHEEL:
        turn_wheel(input, context, notches_of(&event->wheel), &answer);
        break;
    case SDL_KEYDOWN:
        keys_press(&event->key, context, &answer);
        break;
    case SDL_TEXTINPUT:
        keys_text(&event->text, context, &answer);
        break;
    case SDL_KEYUP:
        keys_release(&event->key, context, &answer);
        break;
    case SDL_WINDOWEVENT:
        window_event(input, &event->window, context, &answer);
        break;
    case SDL_QUIT:
        answer_give(&answer, (Action){.kind = ACTION_QUIT});
        break;
    default:
        break;
    }
    return answer.count;
}
