/* keys.c: the table of keys (scene/keys.h has their help). */
#include "session/kinds/digits.h"
#include "ui/input/input.h"
#include "ui/input/text_keys.h"

typedef enum Modifiers { PLAIN, SHIFT, CONTROL, CONTROL_SHIFT, ANY } Modifiers;

typedef struct Key {
    SDL_Keycode code;
    Modifiers modifiers;
    bool repeats; /* while held down */
    ActionKind action;
    int number;
} Key;

static const Key KEYS[] = {
    /* time */
    {SDLK_SPACE, PLAIN, false, ACTION_PLAY, -1},
    {SDLK_RIGHT, PLAIN, true, ACTION_STEP, 1},
    {SDLK_LEFT, PLAIN, true, ACTION_STEP, -1},
    {SDLK_RIGHT, SHIFT, true, ACTION_PHASE, 1},
    {SDLK_LEFT, SHIFT, true, ACTION_PHASE, -1},
    {SDLK_PERIOD, ANY, true, ACTION_PHASE, 1},
    {SDLK_COMMA, ANY, true, ACTION_PHASE, -1},
    {SDLK_HOME, PLAIN, false, ACTION_GO, -1},
    {SDLK_END, PLAIN, false, ACTION_GO, 1},
    {SDLK_s, PLAIN, false, ACTION_SPEED, -1},
    {SDLK_f, PLAIN, false, ACTION_SPEED, 1},
    {SDLK_s, SHIFT, false, ACTION_SOUND, -1},
    {SDLK_m, PLAIN, false, ACTION_MOTION, -1},
    /* the lesson */
    {SDLK_RETURN, PLAIN, false, ACTION_BEAT, 1},
    {SDLK_KP_ENTER, PLAIN, false, ACTION_BEAT, 1},
    {SDLK_n, PLAIN, false, ACTION_BEAT, 1},
    {SDLK_PAGEDOWN, PLAIN, false, ACTION_BEAT, 1},
    {SDLK_BACKSPACE, PLAIN, false, ACTION_BEAT, -1},
    {SDLK_p, PLAIN, false, ACTION_BEAT, -1},
    {SDLK_PAGEUP, PLAIN, false, ACTION_BEAT, -1},
    {SDLK_LEFTBRACKET, ANY, false, ACTION_OPEN_LESSON, -1},
    {SDLK_RIGHTBRACKET, ANY, false, ACTION_OPEN_LESSON, 1},
    /* what is looked at */
    {SDLK_UP, PLAIN, true, ACTION_UNIT, -1},
    {SDLK_DOWN, PLAIN, true, ACTION_UNIT, 1},
    {SDLK_c, PLAIN, false, ACTION_CELL, 1},
    {SDLK_c, SHIFT, false, ACTION_CELL, -1},
    {SDLK_t, PLAIN, false, ACTION_THEME, -1},
    {SDLK_PLUS, ANY, true, ACTION_TEXT_SIZE, 1},
    {SDLK_EQUALS, ANY, true, ACTION_TEXT_SIZE, 1},
    {SDLK_KP_PLUS, ANY, true, ACTION_TEXT_SIZE, 1},
    {SDLK_MINUS, ANY, true, ACTION_TEXT_SIZE, -1},
    {SDLK_KP_MINUS, ANY, true, ACTION_TEXT_SIZE, -1},
    {SDLK_0, ANY, false, ACTION_TEXT_SIZE, 0},
    {SDLK_KP_0, ANY, false, ACTION_TEXT_SIZE, 0},
    {SDLK_l, PLAIN, false, ACTION_PANEL, PANEL_LESSON},
    {SDLK_k, PLAIN, false, ACTION_PANEL, PANEL_TWEAKS},
    {SDLK_e, PLAIN, false, ACTION_PANEL, PANEL_EQUATION},
    {SDLK_x, PLAIN, false, ACTION_NOTATION, -1},
    {SDLK_g, SHIFT, false, ACTION_GRADIENTS, -1},
    {SDLK_l, SHIFT, false, ACTION_LANGUAGE, -1},
    {SDLK_i, PLAIN, false, ACTION_INSPECT, -1},
    {SDLK_i, SHIFT, false, ACTION_TRAIL, -2},
    {SDLK_h, PLAIN, false, ACTION_HOME, -1},
    /* before a class */
    {SDLK_F5, ANY, false, ACTION_PRESENT, -1},
    {SDLK_b, PLAIN, false, ACTION_BLANK, -1},
    {SDLK_d, PLAIN, false, ACTION_PEN, -1},
    {SDLK_a, PLAIN, false, ACTION_REVEAL, 0},
    {SDLK_F1, ANY, false, ACTION_HELP, -1},
    {SDLK_F2, ANY, false, ACTION_GLOSSARY, -2},
    {SDLK_QUESTION, ANY, false, ACTION_HELP, -1},
    {SDLK_SLASH, SHIFT, false, ACTION_HELP, -1},
    /* changes */
    {SDLK_z, CONTROL, true, ACTION_UNDO, 0},
    {SDLK_y, CONTROL, true, ACTION_REDO, 0},
    {SDLK_z, CONTROL_SHIFT, true, ACTION_REDO, 0},
    {SDLK_r, PLAIN, false, ACTION_RESET_EDITS, 0},
    {SDLK_g, PLAIN, false, ACTION_BEFORE, 0},
    {SDLK_v, PLAIN, false, ACTION_OPEN_MENU, 0},
    /* the program */
    {SDLK_s, CONTROL, false, ACTION_SAVE_PICTURE, 0},
    {SDLK_s, CONTROL_SHIFT, false, ACTION_SAVE_LESSON, 0},
    {SDLK_c, CONTROL, false, ACTION_COPY_STATE, 0},
    {SDLK_v, CONTROL, false, ACTION_PASTE_STATE, 0},
    {SDLK_q, PLAIN, false, ACTION_QUIT, 0},
    {SDLK_q, CONTROL, false, ACTION_QUIT, 0},
};

SDL_Keycode key_code(const SDL_Keysym *key) {
    static const struct {
        SDL_Scancode place;
        SDL_Keycode code;
    } SIGNS[] = {{SDL_SCANCODE_LEFTBRACKET, SDLK_LEFTBRACKET},
                 {SDL_SCANCODE_RIGHTBRACKET, SDLK_RIGHTBRACKET},
                 {SDL_SCANCODE_PERIOD, SDLK_PERIOD},
                 {SDL_SCANCODE_COMMA, SDLK_COMMA},
                 {SDL_SCANCODE_MINUS, SDLK_MINUS},
                 {SDL_SCANCODE_EQUALS, SDLK_EQUALS},
                 {SDL_SCANCODE_SLASH, SDLK_SLASH}};
    if (key->sym < 0x80 || key->sym & SDLK_SCANCODE_MASK)
        return key->sym;
    if (key->scancode >= SDL_SCANCODE_A && key->scancode <= SDL_SCANCODE_Z)
        return SDLK_a + (int)(key->scancode - SDL_SCANCODE_A);
    for (size_t k = 0; k < sizeof SIGNS / sizeof *SIGNS; k++)
        if (SIGNS[k].place == key->scancode)
            return SIGNS[k].code;
    return key->sym;
}

static Modifiers modifiers_of(const SDL_Keysym *key) {
    bool shift = key->mod & KMOD_SHIFT, control = key->mod & (KMOD_CTRL | KMOD_GUI);
    if (control)
        return shift ? CONTROL_SHIFT : CONTROL;
    return shift ? SHIFT : PLAIN;
}

/* Where digits are read some keys mean what is there in place of a lesson. */
static const Key DIGIT_KEYS[] = {
    {SDLK_RETURN, PLAIN, true, ACTION_DIGIT_TURN, 1},
    {SDLK_KP_ENTER, PLAIN, true, ACTION_DIGIT_TURN, 1},
    {SDLK_n, PLAIN, true, ACTION_DIGIT_TURN, 1},
    {SDLK_PAGEDOWN, PLAIN, true, ACTION_DIGIT_TURN, 1},
    {SDLK_BACKSPACE, PLAIN, true, ACTION_DIGIT_TURN, -1},
    {SDLK_p, PLAIN, true, ACTION_DIGIT_TURN, -1},
    {SDLK_PAGEUP, PLAIN, true, ACTION_DIGIT_TURN, -1},
    {SDLK_w, PLAIN, false, ACTION_DIGIT_LIST, DIGIT_LIST_WRONG},
    {SDLK_d, PLAIN, false, ACTION_DIGIT_DRAW, -1},
    {SDLK_DELETE, PLAIN, false, ACTION_DIGIT_ERASE, 0},
    {SDLK_DELETE, SHIFT, false, ACTION_DIGIT_ERASE, 1},
};

/* 1 to 9, also of the number pad; 0: another key. French keyboards have digits with Shift. */
static int digit_of(const SDL_Keysym *key, SDL_Keycode code) {
    if (key->mod & (KMOD_CTRL | KMOD_GUI))
        return 0;
    if (code >= SDLK_1 && code <= SDLK_9)
        return (int)(code - SDLK_1) + 1;
    if (code >= SDLK_KP_1 && code <= SDLK_KP_9 && key->mod & KMOD_NUM)
        return (int)(code - SDLK_KP_1) + 1;
    return 0;
}

/* First: the state before anything has happened. Last: the last step, complete. */
static Action go_to_end(int direction, const Session *session) {
    return (Action){.kind = ACTION_GO,
                    .step = direction < 0 ? -1 : session->lesson->steps - 1,
                    .phase = PHASE_SHOW};
}

/* Opens and closes the list of changes, where there is one. */
static Action changes_list(const Session *session) {
    unsigned id = region_id("changes", 0);
    if (!session_beat_state(session)->edits.count)
        return (Action){.kind = ACTION_NONE};
    return (Action){.kind = ACTION_OPEN_MENU, .id = session->view.menu == id ? 0 : id};
}

static bool fits(const Key *entry, SDL_Keycode code, Modifiers modifiers, bool repeated) {
    return entry->code == code && (entry->modifiers == ANY || entry->modifiers == modifiers) &&
           (!repeated || entry->repeats);
}

static Action digit_key(SDL_Keycode code, Modifiers modifiers, bool repeated) {
    for (size_t k = 0; k < sizeof DIGIT_KEYS / sizeof *DIGIT_KEYS; k++) {
        const Key *entry = &DIGIT_KEYS[k];
        if (!fits(entry, code, modifiers, repeated))
            continue;
        if (entry->action == ACTION_DIGIT_ERASE) /* the row on stage; with Shift all below it too */
            return (Action){.kind = entry->action, .number = -1, .step = -1, .unit = entry->number};
        return (Action){.kind = entry->action, .number = entry->number};
    }
    return (Action){.kind = ACTION_NONE};
}

Action key_action(const SDL_Keysym *key, bool repeated, const Session *session) {
    const Action none = {.kind = ACTION_NONE};
    SDL_Keycode code = key_code(key);
    Modifiers modifiers = modifiers_of(key);
    int digit = digit_of(key, code);
    if (key->mod & (KMOD_ALT | KMOD_MODE) && code < 0x80)
        return none; /* a third level of the keyboard, or the window manager's */
    if (digit > 0)
        return repeated ? none : (Action){.kind = ACTION_ANSWER, .number = digit - 1};
    Action here = session->digits ? digit_key(code, modifiers, repeated) : none;
    if (here.kind != ACTION_NONE)
        return here;
    Action in_text = text_key(key, repeated, session);
    if (in_text.kind != ACTION_NONE)
        return in_text;
    for (size_t k = 0; k < sizeof KEYS / sizeof *KEYS; k++) {
        const Key *entry = &KEYS[k];
        if (!fits(entry, code, modifiers, repeated))
            continue;
        if (entry->action == ACTION_GO)
            return go_to_end(entry->number, session);
        if (entry->action == ACTION_OPEN_MENU)
            return changes_list(session);
        return (Action){.kind = entry->action, .number = entry->number, .flag = repeated};
    }
    return none;
}
