/* input.c: the pointer holds what it pressed until it is released; the keyboard's focus goes from
 * region to region and takes some keys first. */
#include "ui/input/input.h"

#include "ui/input/home_keys.h"
#include "ui/input/text_keys.h"
#include "ui/input/touch.h"

#include "session/kinds/text.h"

#include <math.h>

enum { LARGE_NUDGE = 10 /* notches, with Shift */ };

static const float SCROLL_POINTS = 48; /* of a wheel's notch */

/* The actions that one event has given so far. */
typedef struct Answer {
    Action *actions;
    int count;
} Answer;

static void give(Answer *answer, Action action) {
    if (action.kind != ACTION_NONE && answer->count < INPUT_ACTIONS)
        answer->actions[answer->count++] = action;
}

static bool is_dragged(RegionKind kind) {
    return kind == REGION_SLIDER || kind == REGION_BAR || kind == REGION_SCRUB ||
           kind == REGION_PAINT || kind == REGION_PAD;
}

bool input_drags(const Input *input) {
    return input->held.id && is_dragged(input->held.kind);
}

static bool has_value(const Region *region) {
    return region->kind == REGION_SLIDER || region->kind == REGION_BAR;
}

/* Does what a click on the region or Enter upon it means. An open menu closes, whatever was
 * clicked. */
static void activate(Answer *answer, const Region *region, const Session *session) {
    Action action = region && !region->disabled ? region->action : (Action){.kind = ACTION_NONE};
    bool opens = action.kind == ACTION_OPEN_MENU;
    if (opens && action.id == session->view.menu)
        action.id = 0;
    give(answer, action);
    bool stays = action.kind == ACTION_RESET_ONE; /* in the list of changes */
    if (session->view.menu && !opens && !stays)
        give(answer, (Action){.kind = ACTION_OPEN_MENU, .id = 0});
}

/* ---- pointer ---- */

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

/* A drag is one change: all of its edits after the first continue the one before. */
static void drag(Input *input, const InputContext *context, Answer *answer) {
    Action action = region_drag(held_now(input, context), input->x, input->y);
    if (action.kind == ACTION_EDIT || action.kind == ACTION_GO || action.kind == ACTION_PEN_POINT ||
        action.kind == ACTION_PAINT_INPUT || action.kind == ACTION_DIGIT_ERASE ||
        action.kind == ACTION_DIGIT_INK)
        action.flag = input->dragging;
    input->dragging = true;
    give(answer, action);
}

/* With Ctrl: where does this number come from? */
static void inspect(const Input *input, const Region *region, Answer *answer) {
    Action action = region->inspect;
    if (region->kind == REGION_SCRUB)
        action.step = region_drag(region, input->x, input->y).step;
    give(answer, action);
}

/* ---- typing ---- */

static bool can_be_typed(const Region *region) {
    return has_value(region) && region->action.kind == ACTION_EDIT && !region->disabled;
}

static void open_field(Answer *answer, const Region *region) {
    Action open = {.kind = ACTION_TYPE_OPEN, .id = region->id, .edit = region->action.edit};
    open.edit.value = region->value;
    give(answer, open);
}

static void type_key(Answer *answer, TypeKey key, int character) {
    give(answer, (Action){.kind = ACTION_TYPE_KEY, .number = (int)key, .unit = character});
}

/* A press anywhere else takes what was typed, or drops what is no number. */
static void leave_field(const InputContext *context, Answer *answer) {
    if (context->session->view.home.typing)
        give(answer, (Action){.kind = ACTION_SEARCH_KEY, .number = TYPE_TAKE});
    if (!context->session->view.typing.id)
        return;
    type_key(answer, TYPE_TAKE, 0);
    type_key(answer, TYPE_DROP, 0);
}

/* The first press of the two may have dragged to where it was: that was not meant. */
static void press_twice(const Input *input, const InputContext *context, const Region *region,
                        Answer *answer) {
    if (session_beat_state(context->session)->undo_count > input->undo_count)
        give(answer, (Action){.kind = ACTION_UNDO, .flag = true});
    Region before = *region;
    before.value = input->value;
    open_field(answer, &before);
}

static void press(Input *input, const InputContext *context, int clicks, Answer *answer) {
    const Region *region = region_at(context->list, input->x, input->y);
    bool again = region && clicks == 2 && region->id == input->pressed;
    input->held = (Region){.id = 0};
    input->dragging = false;
    if (region && region->action.kind == ACTION_TYPE_KEY)
        return; /* the field itself */
    leave_field(context, answer);
    bool about_typing = region && region->action.kind == ACTION_TEXT_TYPE;
    if (session_text_typing(context->session) && !about_typing)
        give(answer, (Action){.kind = ACTION_TEXT_TYPE, .number = 0});
    if (context->control && region && region->inspect.kind != ACTION_NONE) {
        inspect(input, region, answer);
        return;
    }
    if (!region || region->disabled || region->kind == REGION_PANEL) {
        if (context->session->view.help && !region)
            give(answer, (Action){.kind = ACTION_HELP, .number = 0});
        activate(answer, NULL, context->session);
        return;
    }
    if (region->focusable)
        give(answer, (Action){.kind = ACTION_FOCUS, .id = region->id});
    if (again && can_be_typed(region)) {
        press_twice(input, context, region, answer);
        return;
    }
    input->pressed = region->id;
    input->value = region->value;
    input->undo_count = session_beat_state(context->session)->undo_count;
    input->held = *region;
    if (is_dragged(region->kind))
        drag(input, context, answer);
}

static void release(Input *input, const InputContext *context, Answer *answer) {
    const Region *region = region_at(context->list, input->x, input->y);
    bool same = region && region->id == input->held.id;
    if (input->held.id && input->held.kind == REGION_BUTTON && same)
        activate(answer, region, context->session);
    input->held = (Region){.id = 0};
}

static void press_right(const Input *input, const InputContext *context, Answer *answer) {
    const Region *region = region_at(context->list, input->x, input->y);
    if (!region || region->disabled)
        return;
    if (region->action.kind == ACTION_PICK) /* the number under the pointer, not the last one */
        give(answer, region_drag(region, input->x, input->y));
    give(answer, region->reset);
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
    const Region *region = region_at(context->list, input->x, input->y);
    const Region *panel = input_panel_at(context->list, input->x, input->y);
    if (region && !region->disabled && has_value(region) &&
        region->id == context->session->view.focus) {
        int whole_notches = take_notches(input, region->id, notches);
        if (whole_notches)
            give(answer, region_nudge(region, whole_notches));
    } else if (region && region->kind == REGION_SCRUB) {
        int whole_notches = take_notches(input, region->id, notches);
        if (whole_notches)
            give(answer, (Action){.kind = ACTION_STEP, .number = -whole_notches});
    } else if (panel) {
        give(answer, region_scroll(panel, -notches * SCROLL_POINTS));
    }
}

static float notches_of(const SDL_MouseWheelEvent *wheel) {
    float notches = wheel->preciseY;
    if (notches == 0)
        notches = (float)wheel->y;
    return wheel->direction == SDL_MOUSEWHEEL_FLIPPED ? -notches : notches;
}

static float distance(Rect a, Rect b) {
    float x = fmaxf(fmaxf(b.x - a.x - a.w, a.x - b.x - b.w), 0);
    float y = fmaxf(fmaxf(b.y - a.y - a.h, a.y - b.y - b.h), 0);
    return x * x + y * y;
}

/* Buttons only: an arrow key that was meant for the run must not change a value of a sudden. */
static const Region *nearest_button(const DisplayList *list, Rect place) {
    const Region *nearest = NULL;
    for (int k = 0; k < list->region_count; k++) {
        const Region *region = &list->regions[k];
        bool fits = region->kind == REGION_BUTTON && region->focusable && !region->disabled &&
                    region->rect.w > 0;
        if (fits && (!nearest || distance(region->rect, place) < distance(nearest->rect, place)))
            nearest = region;
    }
    return nearest;
}

static int rest_focus(Input *input, const InputContext *context, Action *action) {
    const View *view = &context->session->view;
    const Region *region = region_find(context->list, view->focus);
    if (region) {
        input->focus = region->id;
        input->focus_place = region->rect;
    }
    if (region || !view->focus_visible || view->focus != input->focus || !input->focus)
        return 0;
    region = nearest_button(context->list, input->focus_place);
    if (region)
        *action = (Action){.kind = ACTION_FOCUS, .id = region->id, .flag = true};
    return region != NULL;
}

static int rest_pointer(const Input *input, const InputContext *context, Action *action) {
    const Region *region = input->inside ? region_at(context->list, input->x, input->y) : NULL;
    unsigned id = region && region->kind != REGION_PANEL ? region->id : 0;
    if (input->held.id || id == context->session->view.hover)
        return 0;
    *action = (Action){.kind = ACTION_HOVER, .id = id};
    return 1;
}

int input_rest(Input *input, const InputContext *context, Action *action) {
    return rest_pointer(input, context, action) || rest_focus(input, context, action);
}

static void hover(const Input *input, const InputContext *context, Answer *answer) {
    Action action;
    if (rest_pointer(input, context, &action))
        give(answer, action);
}

/* ---- keyboard ---- */

/* Drops one thing that Escape can drop, the one that lies on top. */
static Action escape(const Session *session) {
    if (session->view.help)
        return (Action){.kind = ACTION_HELP, .number = 0};
    if (session->view.menu)
        return (Action){.kind = ACTION_OPEN_MENU, .id = 0};
    if (session->view.glossary)
        return (Action){.kind = ACTION_GLOSSARY, .number = -1};
    if (session->view.painting)
        return (Action){.kind = ACTION_PAINTING, .number = -1};
    if (session->view.trail.count)
        return (Action){.kind = ACTION_TRAIL, .number = -1};
    if (session->view.focus)
        return (Action){.kind = ACTION_FOCUS, .id = 0};
    if (session->present.on)
        return (Action){.kind = ACTION_PRESENT, .number = 0};
    return (Action){.kind = ACTION_NONE};
}

/* Whether the region is an entry of the open list: it changes what the list's box stands for. */
static bool is_entry(const Region *region, const Region *box) {
    if (box->reset.kind == ACTION_NONE) /* the list of changes */
        return region->action.kind == ACTION_RESET_ONE;
    if (region->action.kind == ACTION_INPUT_PRESET)
        return box->reset.edit.kind == EDIT_WAVE && region->action.number == box->reset.edit.column;
    return region->id != box->id && region->action.kind == ACTION_EDIT &&
           box->reset.kind == ACTION_RESET_ONE &&
           edit_same_target(&region->action.edit, &box->reset.edit);
}

/* Tab goes through everything; arrows in an open list through its entries. */
static void move_focus(const InputContext *context, int direction, bool entries, Answer *answer) {
    const Session *session = context->session;
    const Region *box = entries ? region_find(context->list, session->view.menu) : NULL;
    const Region *next = region_next(context->list, session->view.focus, direction);
    for (int tried = 1; next && box && !is_entry(next, box); tried++) {
        if (tried >= context->list->region_count)
            return;
        next = region_next(context->list, next->id, direction);
    }
    if (next)
        give(answer, (Action){.kind = ACTION_FOCUS, .id = next->id, .flag = true});
}

/* +1, -1 for the arrows that raise and lower a value; 0: another key. */
static int arrow_of(SDL_Keycode code) {
    if (code == SDLK_RIGHT || code == SDLK_UP)
        return 1;
    return code == SDLK_LEFT || code == SDLK_DOWN ? -1 : 0;
}

/* Enter, a digit, a minus or a point open the field of what has the focus. */
static bool type_on(const SDL_KeyboardEvent *event, const Region *region, Answer *answer) {
    SDL_Keycode code = key_code(&event->keysym);
    bool enter = code == SDLK_RETURN || code == SDLK_KP_ENTER;
    int character = 0;
    if (event->keysym.mod & (KMOD_CTRL | KMOD_ALT | KMOD_GUI))
        return false;
    if (code >= SDLK_0 && code <= SDLK_9)
        character = '0' + (int)(code - SDLK_0);
    else if (code >= SDLK_KP_1 && code <= SDLK_KP_9 && event->keysym.mod & KMOD_NUM)
        character = '1' + (int)(code - SDLK_KP_1);
    else if (code == SDLK_KP_0 && event->keysym.mod & KMOD_NUM)
        character = '0';
    else if (code == SDLK_MINUS || code == SDLK_KP_MINUS)
        character = '-';
    else if (code == SDLK_PERIOD || code == SDLK_KP_PERIOD)
        character = '.';
    if (!enter && !character)
        return false;
    if (!event->repeat)
        open_field(answer, region);
    if (character && !event->repeat)
        type_key(answer, TYPE_CHARACTER, character);
    return true;
}

/* An open field takes all keys; its characters come as text. */
static void key_in_field(const SDL_KeyboardEvent *event, const InputContext *context,
                         Answer *answer) {
    switch (key_code(&event->keysym)) {
    case SDLK_RETURN:
    case SDLK_KP_ENTER:
        type_key(answer, TYPE_TAKE, 0);
        break;
    case SDLK_TAB:
        type_key(answer, TYPE_TAKE, 0);
        move_focus(context, event->keysym.mod & KMOD_SHIFT ? -1 : 1, false, answer);
        break;
    case SDLK_ESCAPE:
        type_key(answer, TYPE_DROP, 0);
        break;
    case SDLK_BACKSPACE:
    case SDLK_DELETE:
        type_key(answer, TYPE_BACKSPACE, 0);
        break;
    default:
        break;
    }
}

static void text_event(const SDL_TextInputEvent *event, const InputContext *context,
                       Answer *answer) {
    const View *view = &context->session->view;
    bool text = session_text_typing(context->session);
    ActionKind kind = view->home.typing ? ACTION_SEARCH_KEY
                      : text            ? ACTION_TEXT_KEY
                                        : ACTION_TYPE_KEY;
    for (const char *c = event->text; *c && (view->home.typing || view->typing.id || text); c++)
        give(answer, (Action){.kind = kind, .number = TYPE_CHARACTER, .unit = (unsigned char)*c});
}

/* Keys that the focused region takes. False: none of its. */
static bool focused_key(const SDL_KeyboardEvent *event, const InputContext *context,
                        Answer *answer) {
    const View *view = &context->session->view;
    const Region *region =
        view->focus_visible && view->focus ? region_find(context->list, view->focus) : NULL;
    SDL_Keycode code = key_code(&event->keysym);
    int arrow = arrow_of(code), large = event->keysym.mod & KMOD_SHIFT ? LARGE_NUDGE : 1;
    if (!region)
        return false;
    if (can_be_typed(region) && type_on(event, region, answer))
        return true;
    if (code == SDLK_RETURN || code == SDLK_KP_ENTER || code == SDLK_SPACE) {
        if (!event->repeat && region->kind == REGION_BUTTON)
            activate(answer, region, context->session);
        return region->kind == REGION_BUTTON;
    }
    if (code == SDLK_DELETE) {
        if (!region->disabled)
            give(answer, region->reset);
        return true;
    }
    if (arrow && region->action.kind == ACTION_PICK) {
        give(answer, (Action){.kind = ACTION_PICK,
                              .flag = true,
                              .unit = (code == SDLK_RIGHT) - (code == SDLK_LEFT),
                              .step = (code == SDLK_DOWN) - (code == SDLK_UP)});
        return true;
    }
    if (arrow && has_value(region)) {
        if (!region->disabled)
            give(answer, region_nudge(region, arrow * large));
        return true;
    }
    return false;
}

/* ---- inputs that are held down ---- */

/* 1 to 4 hold an input of the sandbox at 1, with Shift at -1, as long as they are down. What counts
 * is the key's place: on some keyboards digits need Shift. */
static int live_input(const SDL_Keysym *key, const Session *session) {
    int input = (int)key->scancode - SDL_SCANCODE_1;
    bool meant = session->sandbox && !(key->mod & (KMOD_ALT | KMOD_CTRL | KMOD_GUI));
    bool there = input >= 0 && input < SANDBOX_INPUTS && meant && input < session->lesson->inputs;
    return there ? input : -1;
}

static bool hold_input(const SDL_KeyboardEvent *event, const InputContext *context,
                       Answer *answer) {
    int input = live_input(&event->keysym, context->session);
    if (input < 0)
        return false;
    float value = event->keysym.mod & KMOD_SHIFT ? -1 : 1;
    if (!event->repeat)
        give(answer, (Action){.kind = ACTION_LIVE_KEY,
                              .number = input,
                              .value = event->type == SDL_KEYDOWN ? value : 0});
    return true;
}

/* Help lies over the home screen too, and Tab goes through both alike. */
static bool is_at_home(const Session *session, SDL_Keycode code) {
    const View *view = &session->view;
    return view->home.open && !view->help && (code != SDLK_TAB || view->home.typing);
}

static void press_key(const SDL_KeyboardEvent *event, const InputContext *context, Answer *answer) {
    SDL_Keycode code = key_code(&event->keysym);
    if (is_at_home(context->session, code)) {
        answer->count = home_key(event, context, answer->actions);
        return;
    }
    bool menu_arrow = context->session->view.menu && (code == SDLK_UP || code == SDLK_DOWN);
    Action in_text;
    if (text_typing_key(event, context->session, &in_text)) {
        give(answer, in_text);
    } else if (context->session->view.typing.id) {
        key_in_field(event, context, answer);
    } else if (code == SDLK_ESCAPE) {
        give(answer, escape(context->session));
    } else if (code == SDLK_TAB || menu_arrow) {
        bool back = code == SDLK_UP || (code == SDLK_TAB && event->keysym.mod & KMOD_SHIFT);
        move_focus(context, back ? -1 : 1, menu_arrow, answer);
    } else if (!hold_input(event, context, answer) && !focused_key(event, context, answer)) {
        give(answer, key_action(&event->keysym, event->repeat, context->session));
    }
}

/* ---- events ---- */

/* Another window has the keyboard and the pointer now. */
static void let_go(Input *input, const InputContext *context, Answer *answer) {
    input->held = (Region){.id = 0};
    if (context->session->sandbox)
        give(answer, (Action){.kind = ACTION_LIVE_KEY, .number = -1});
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

int input_event(Input *input, const SDL_Event *event, const InputContext *context,
                Action *actions) {
    Answer answer = {actions, 0};
    Action touched;
    if (touch_event(input, event, context, &touched)) {
        give(&answer, touched);
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
        press_key(&event->key, context, &answer);
        break;
    case SDL_TEXTINPUT:
        text_event(&event->text, context, &answer);
        break;
    case SDL_KEYUP:
        hold_input(&event->key, context, &answer);
        break;
    case SDL_WINDOWEVENT:
        window_event(input, &event->window, context, &answer);
        break;
    case SDL_QUIT:
        give(&answer, (Action){.kind = ACTION_QUIT});
        break;
    default:
        break;
    }
    return answer.count;
}
