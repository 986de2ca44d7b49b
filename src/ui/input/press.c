/* press.c: SDL's keys to those of the table, once. */
#include "ui/input/parts.h"

/* What a keyboard of another alphabet means by a key: its place where its letter is not Latin. */
static SDL_Keycode latin(const SDL_Keysym *key) {
    static const struct {
        SDL_Scancode scancode;
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
        if (SIGNS[k].scancode == key->scancode)
            return SIGNS[k].code;
    return key->sym;
}

static Key named(SDL_Keycode code) {
    static const struct {
        SDL_Keycode code;
        Key key;
    } NAMES[] = {{SDLK_RETURN, KEY_ENTER},
                 {SDLK_KP_ENTER, KEY_ENTER},
                 {SDLK_TAB, KEY_TAB},
                 {SDLK_ESCAPE, KEY_ESCAPE},
                 {SDLK_BACKSPACE, KEY_BACKSPACE},
                 {SDLK_DELETE, KEY_DELETE},
                 {SDLK_LEFT, KEY_LEFT},
                 {SDLK_RIGHT, KEY_RIGHT},
                 {SDLK_UP, KEY_UP},
                 {SDLK_DOWN, KEY_DOWN},
                 {SDLK_HOME, KEY_HOME},
                 {SDLK_END, KEY_END},
                 {SDLK_PAGEUP, KEY_PAGE_UP},
                 {SDLK_PAGEDOWN, KEY_PAGE_DOWN},
                 {SDLK_F1, KEY_F1},
                 {SDLK_F2, KEY_F2},
                 {SDLK_F5, KEY_F5},
                 {SDLK_F11, KEY_F11},
                 {SDLK_KP_PLUS, (Key)'+'},
                 {SDLK_KP_MINUS, (Key)'-'},
                 {SDLK_KP_0, (Key)'0'},
                 {SDLK_KP_PERIOD, KEY_PAD_POINT}};
    for (size_t k = 0; k < sizeof NAMES / sizeof *NAMES; k++)
        if (NAMES[k].code == code)
            return NAMES[k].key;
    return KEY_NONE;
}

static Key key_of(const SDL_Keysym *keysym) {
    SDL_Keycode code = latin(keysym);
    if (code < 0x80 && keysym->mod & (KMOD_ALT | KMOD_MODE))
        return KEY_NONE;
    if (code >= SDLK_KP_1 && code <= SDLK_KP_9)
        return keysym->mod & KMOD_NUM ? (Key)('1' + (int)(code - SDLK_KP_1)) : KEY_NONE;
    if (code >= ' ' && code < SDLK_DELETE)
        return (Key)code;
    return named(code);
}

/* On some keyboards digits need Shift: what is held down counts by its place. */
static Key hold_of(const SDL_Keysym *keysym) {
    int digit = (int)keysym->scancode - SDL_SCANCODE_1;
    bool held = digit >= 0 && digit <= KEY_HOLD_4 - KEY_HOLD_1 && !(keysym->mod & KMOD_ALT);
    return held ? (Key)(KEY_HOLD_1 + digit) : KEY_NONE;
}

static KeyWith with_of(const SDL_Keysym *keysym) {
    bool shift = keysym->mod & KMOD_SHIFT, control = keysym->mod & (KMOD_CTRL | KMOD_GUI);
    if (control)
        return shift ? WITH_BOTH : WITH_CONTROL;
    return shift ? WITH_SHIFT : WITH_NONE;
}

Press press_read(const SDL_KeyboardEvent *event) {
    return (Press){.key = key_of(&event->keysym),
                   .hold = hold_of(&event->keysym),
                   .with = with_of(&event->keysym),
                   .repeated = event->repeat != 0};
}
