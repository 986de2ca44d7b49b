/* keys.c: what a key does: found in the table for the layer on top, then carried out against the
 * picture and the session. */
#include "ui/input/parts.h"

#include <assert.h>

#include "session/asked.h"
#include "session/kinds/sandbox.h"
#include "session/kinds/text.h"

enum { LARGE_NUDGE = 10 /* notches, with Shift */ };

/* A key that is pressed, and what there is to do it to. */
typedef struct Occasion {
    const Press *press;
    const InputContext *context;
    KeyLayer layer;
    const Region *focus; /* what has the focus in the layer; NULL: nothing */
    Answer *answer;
} Occasion;

/* ---- deeds: false where there is nothing to do it to, and the key may mean something else ---- */

static bool go_to_last_step(const Occasion *at, int by) {
    (void)by;
    answer_give(at->answer, (Action){.kind = ACTION_GO,
                                     .step = at->context->session->lesson->steps - 1,
                                     .phase = PHASE_SHOW});
    return true;
}

/* On the ribbon of time, else in the card. */
static bool go_to_guess(const Occasion *at, int by) {
    static const char *const NAMES[] = {"predict", "guess", "order.down", "choice"};
    (void)by;
    for (size_t k = 0; k < sizeof NAMES / sizeof *NAMES; k++) {
        const Region *region = region_find(at->context->list, region_id(NAMES[k], 0));
        if (!region || region->disabled)
            continue;
        answer_give(at->answer, (Action){.kind = ACTION_FOCUS, .id = region->id, .flag = true});
        return true;
    }
    return true;
}

static bool foretell(const Occasion *at, int by) {
    (void)by;
    answer_give(at->answer, (Action){.kind = ACTION_FORETELL});
    answer_give(at->answer,
                (Action){.kind = ACTION_FOCUS, .id = region_id("predict", 0), .flag = true});
    return true;
}

static bool turn_changes(const Occasion *at, int by) {
    const Session *session = at->context->session;
    unsigned id = region_id("changes", 0), open = session->view.menu;
    (void)by;
    if (session_beat_state(session)->edits.count && (at->layer != LAYER_MENU || open == id))
        answer_give(at->answer, (Action){.kind = ACTION_OPEN_MENU, .id = open == id ? 0 : id});
    return true;
}

/* The blue button, whatever it says at this beat. */
static bool press_next(const Occasion *at, int by) {
    const Region *next = region_find(at->context->list, region_id("next", 0));
    (void)by;
    answer_give(at->answer, next ? next->action : (Action){.kind = ACTION_BEAT, .number = 1});
    return true;
}

/* Through the passages and the own text, in a circle. */
static bool turn_passage(const Occasion *at, int by) {
    answer_give(at->answer, (Action){.kind = ACTION_TEXT_PICK,
                                     .number = session_text_beside(at->context->session, by)});
    return true;
}

/* A drawing begins or ends with this key. */
static bool take_pen(const Occasion *at, int by) {
    unsigned pad = region_id("digits.pad", 0), id = region_find(at->context->list, pad) ? 0 : pad;
    (void)by;
    answer_give(at->answer, (Action){.kind = ACTION_FOCUS, .id = id, .flag = id != 0});
    return true;
}

static bool has_input(const Session *session, int input) {
    return input < session_live_inputs(session);
}

static bool hold_input(const Occasion *at, int by) {
    if (!has_input(at->context->session, by))
        return false;
    answer_give(at->answer, (Action){.kind = ACTION_LIVE_KEY,
                                     .number = by,
                                     .value = at->press->with == WITH_SHIFT ? -1 : 1});
    return true;
}

static bool move_focus(const Occasion *at, int by) {
    bool leaves = at->context->page && at->press->key == KEY_TAB;
    return focus_move(at->context, at->layer, by, leaves, at->answer);
}

static bool press_focus(const Occasion *at, int by) {
    (void)by;
    assert(at->focus);
    answer_press(at->answer, at->focus, at->context->session);
    return true;
}

static bool reset_focus(const Occasion *at, int by) {
    (void)by;
    assert(at->focus);
    if (!at->focus->disabled)
        answer_give(at->answer, at->focus->reset);
    return true;
}

static bool nudge_focus(const Occasion *at, int by) {
    bool large = at->press->with & WITH_ANY_SHIFT;
    assert(at->focus);
    if (!at->focus->disabled)
        answer_give(at->answer, region_nudge(at->focus, large ? by * LARGE_NUDGE : by));
    return true;
}

static bool type_focus(const Occasion *at, int by) {
    assert(at->focus);
    answer_open_field(at->answer, at->focus);
    if (by)
        answer_type(at->answer, TYPE_CHARACTER, by);
    return true;
}

static Action topmost_away(const Session *session) {
    const View *view = &session->view;
    if (session_computing(session))
        return (Action){.kind = ACTION_STOP};
    if (view->menu)
        return (Action){.kind = ACTION_OPEN_MENU, .id = 0};
    if (view->glossary)
        return (Action){.kind = ACTION_GLOSSARY, .number = -1};
    if (view->painting)
        return (Action){.kind = ACTION_PAINTING, .number = -1};
    if (view->trail.count)
        return (Action){.kind = ACTION_TRAIL, .number = -1};
    if (view->focus)
        return (Action){.kind = ACTION_FOCUS, .id = 0};
    if (session->present.on)
        return (Action){.kind = ACTION_PRESENT, .number = 0};
    if (session_leads_back(session))
        return (Action){.kind = ACTION_LEAD_BACK};
    return (Action){.kind = ACTION_HOME, .number = 1};
}

static bool escape(const Occasion *at, int by) {
    (void)by;
    answer_give(at->answer, topmost_away(at->context->session));
    return true;
}

static bool leave_home(const Occasion *at, int by) {
    const Home *home = &at->context->session->view.home;
    (void)by;
    answer_give(at->answer, home->length
                                ? (Action){.kind = ACTION_SEARCH, .number = 0, .flag = true}
                                : (Action){.kind = ACTION_HOME, .number = -1});
    return true;
}

static bool move_aside(const Occasion *at, int by) {
    answer_give(at->answer, card_move(at->context, by, 0));
    return true;
}

static bool move_below(const Occasion *at, int by) {
    answer_give(at->answer, card_move(at->context, 0, by));
    return true;
}

static bool go_to_first_card(const Occasion *at, int by) {
    (void)by;
    answer_give(at->answer, card_first(at->context));
    return true;
}

static bool open_card(const Occasion *at, int by) {
    (void)by;
    answer_give(at->answer, card_open(at->context));
    return true;
}

static bool scroll_cards(const Occasion *at, int by) {
    answer_give(at->answer, card_scroll(at->context, by));
    return true;
}

static bool do_nothing(const Occasion *at, int by) {
    (void)at, (void)by;
    return true;
}

static bool (*const DEEDS[DEED_COUNT])(const Occasion *at,
                                       int by) = {[DEED_NONE] = do_nothing,
                                                  [DEED_LAST_STEP] = go_to_last_step,
                                                  [DEED_FORETELL] = foretell,
                                                  [DEED_GUESS] = go_to_guess,
                                                  [DEED_CHANGES] = turn_changes,
                                                  [DEED_ON] = press_next,
                                                  [DEED_PASSAGE] = turn_passage,
                                                  [DEED_PEN] = take_pen,
                                                  [DEED_HOLD] = hold_input,
                                                  [DEED_FOCUS] = move_focus,
                                                  [DEED_PRESS] = press_focus,
                                                  [DEED_RESET] = reset_focus,
                                                  [DEED_NUDGE] = nudge_focus,
                                                  [DEED_TYPE] = type_focus,
                                                  [DEED_ESCAPE] = escape,
                                                  [DEED_LEAVE_HOME] = leave_home,
                                                  [DEED_CARD_ASIDE] = move_aside,
                                                  [DEED_CARD_BELOW] = move_below,
                                                  [DEED_CARD_FIRST] = go_to_first_card,
                                                  [DEED_OPEN_CARD] = open_card,
                                                  [DEED_SCROLL] = scroll_cards};

/* ---- a key ---- */

/* Time that goes on of itself asks an open question first (session/action.h). */
static bool is_time(ActionKind kind) {
    return kind == ACTION_STEP || kind == ACTION_PHASE;
}

/* Whether the key means something there, if perhaps not while it is held down. */
static bool take(const Occasion *at, Key key, unsigned where) {
    const KeyBinding *binding = key_find(key, at->press->with, where);
    if (!binding || (at->context->page && binding->action.kind == ACTION_QUIT))
        return false;
    if (at->press->repeated && !binding->repeats)
        return true;
    Action action = binding->action;
    action.flag |= at->press->repeated && is_time(action.kind);
    answer_give(at->answer, action);
    return DEEDS[binding->deed](at, binding->by);
}

/* What one answers with has the focus, or nothing has. */
static bool answers(const Occasion *at) {
    return at->layer == LAYER_LESSON && (!at->focus || at->focus->action.kind == ACTION_GUESS);
}

/* Enter compares first, and then goes on. */
static bool enter_goes_on(const Occasion *at) {
    const Session *session = at->context->session;
    return at->press->key == KEY_ENTER && at->focus && answers(at) && asked_given(session) &&
           !asked_waits(session);
}

bool keys_press(const SDL_KeyboardEvent *event, const InputContext *context, Answer *answer) {
    const Press press = press_read(event);
    Occasion at = {
        .press = &press, .context = context, .layer = layer_top(context), .answer = answer};
    unsigned layer = 1u << at.layer;
    at.focus = layer_asks_focus(at.layer) ? focus_in(context, at.layer) : NULL;
    if (answers(&at) && asked_waits(context->session) && take(&at, press.key, GUESS_WAITS))
        return true;
    if (enter_goes_on(&at))
        at.focus = NULL;
    if (take(&at, press.hold, layer) || (at.focus && take(&at, press.key, focus_takes(at.focus))))
        return true;
    return take(&at, press.key, layer);
}

/* Whatever lies over the sandbox by now. */
void keys_release(const SDL_KeyboardEvent *event, const InputContext *context, Answer *answer) {
    const Press press = press_read(event);
    int input = (int)press.hold - KEY_HOLD_1;
    if (press.hold != KEY_NONE && press.with & WITH_NO_CONTROL &&
        has_input(context->session, input))
        answer_give(answer, (Action){.kind = ACTION_LIVE_KEY, .number = input, .value = 0});
}

/* Who takes characters; ACTION_NONE: nobody. */
static ActionKind typed_into(KeyLayer layer) {
    switch (layer) {
    case LAYER_NUMBER:
        return ACTION_TYPE_KEY;
    case LAYER_SEARCH:
        return ACTION_SEARCH_KEY;
    case LAYER_REASON:
        return ACTION_REASON_KEY;
    case LAYER_WRITING:
        return ACTION_TEXT_KEY;
    default:
        return ACTION_NONE;
    }
}

void keys_text(const SDL_TextInputEvent *event, const InputContext *context, Answer *answer) {
    ActionKind kind = typed_into(layer_top(context));
    for (const char *c = event->text; *c; c++)
        answer_give(answer,
                    (Action){.kind = kind, .number = TYPE_CHARACTER, .unit = (unsigned char)*c});
}
