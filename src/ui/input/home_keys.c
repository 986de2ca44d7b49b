/* home_keys.c: see home_keys.h. */
#include "ui/input/home_keys.h"

#include <math.h>

enum { PAGE = 12, ALL = 100000 }; /* notches of the wheel */

static bool is_card(const Region *region) {
    return region->kind == REGION_BUTTON && region->focusable && !region->disabled &&
           (region->action.kind == ACTION_OPEN_LESSON || region->action.kind == ACTION_OPEN_TOOL);
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
static Action move(const InputContext *context, int right, int down) {
    const Region *from = region_find(context->list, context->session->view.focus);
    if (!from || !is_card(from))
        return focus_on(first_card(context->list));
    return focus_on(card_beside(context->list, from, right, down));
}

static Action activate(const InputContext *context) {
    const View *view = &context->session->view;
    const Region *region =
        view->focus_visible ? region_find(context->list, view->focus) : first_card(context->list);
    if (!region || region->disabled || region->kind != REGION_BUTTON)
        return (Action){.kind = ACTION_NONE};
    return region->action;
}

static Action search_key(TypeKey key) {
    return (Action){.kind = ACTION_SEARCH_KEY, .number = (int)key};
}

/* What is typed comes as text; other keys end the typing. */
static int key_in_search(SDL_Keycode code, const InputContext *context, Action *actions) {
    switch (code) {
    case SDLK_ESCAPE:
        actions[0] = search_key(TYPE_DROP);
        return 1;
    case SDLK_BACKSPACE:
        actions[0] = search_key(TYPE_BACKSPACE);
        return 1;
    case SDLK_RETURN:
    case SDLK_KP_ENTER: /* the best of what was found */
        actions[0] = search_key(TYPE_TAKE);
        actions[1] = activate(context);
        return 2;
    case SDLK_DOWN:
    case SDLK_TAB:
        actions[0] = search_key(TYPE_TAKE);
        actions[1] = focus_on(first_card(context->list));
        return 2;
    default:
        return 0;
    }
}

static Action scroll_by(const DisplayList *list, int notches) {
    for (int k = 0; k < list->region_count; k++) {
        const Region *region = &list->regions[k];
        if (region->kind == REGION_PANEL && region->action.number == PANEL_HOME)
            return region_nudge(region, notches);
    }
    return (Action){.kind = ACTION_NONE};
}

/* Of the keys for everywhere those that make sense where no lesson is in sight. */
static bool is_meant_here(ActionKind kind) {
    return kind == ACTION_THEME || kind == ACTION_TEXT_SIZE || kind == ACTION_HELP ||
           kind == ACTION_HOME || kind == ACTION_MOTION || kind == ACTION_QUIT ||
           kind == ACTION_SAVE_PICTURE || kind == ACTION_LANGUAGE;
}

static Action other_key(const SDL_KeyboardEvent *event, const InputContext *context) {
    Action action = key_action(&event->keysym, event->repeat, context->session);
    return is_meant_here(action.kind) ? action : (Action){.kind = ACTION_NONE};
}

static Action escape(const InputContext *context) {
    const Home *home = &context->session->view.home;
    if (home->length)
        return (Action){.kind = ACTION_SEARCH, .number = 0, .flag = true};
    return (Action){.kind = ACTION_HOME, .number = 0};
}

int home_key(const SDL_KeyboardEvent *event, const InputContext *context, Action *actions) {
    SDL_Keycode code = key_code(&event->keysym);
    bool control = event->keysym.mod & (KMOD_CTRL | KMOD_GUI);
    if (context->session->view.home.typing)
        return key_in_search(code, context, actions);
    if (code == SDLK_SLASH || (control && code == SDLK_f)) {
        actions[0] = (Action){.kind = ACTION_SEARCH, .number = 1};
        return 1;
    }
    switch (control ? SDLK_UNKNOWN : code) {
    case SDLK_ESCAPE:
        actions[0] = escape(context);
        break;
    case SDLK_LEFT:
    case SDLK_RIGHT:
        actions[0] = move(context, code == SDLK_RIGHT ? 1 : -1, 0);
        break;
    case SDLK_UP:
    case SDLK_DOWN:
        actions[0] = move(context, 0, code == SDLK_DOWN ? 1 : -1);
        break;
    case SDLK_RETURN:
    case SDLK_KP_ENTER:
    case SDLK_SPACE:
        actions[0] = event->repeat ? (Action){.kind = ACTION_NONE} : activate(context);
        break;
    case SDLK_PAGEDOWN:
    case SDLK_PAGEUP:
        actions[0] = scroll_by(context->list, code == SDLK_PAGEDOWN ? PAGE : -PAGE);
        break;
    case SDLK_HOME:
    case SDLK_END:
        actions[0] = scroll_by(context->list, code == SDLK_END ? ALL : -ALL);
        break;
    default:
        actions[0] = other_key(event, context);
        break;
    }
    return actions[0].kind != ACTION_NONE;
}
