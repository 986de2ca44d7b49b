/* text_keys.c: see text_keys.h. */
#include "ui/input/text_keys.h"

#include "session/kinds/text.h"

static Action typed(TypeKey key, int character) {
    return (Action){.kind = ACTION_TEXT_KEY, .number = (int)key, .unit = character};
}

bool text_typing_key(const SDL_KeyboardEvent *event, const Session *session, Action *action) {
    SDL_Keycode code = key_code(&event->keysym);
    *action = (Action){.kind = ACTION_NONE};
    if (!session_text_typing(session) || event->keysym.mod & (KMOD_CTRL | KMOD_GUI) ||
        (code >= SDLK_F1 && code <= SDLK_F12))
        return false;
    if (code == SDLK_ESCAPE || code == SDLK_TAB)
        *action = typed(TYPE_TAKE, 0);
    else if (code == SDLK_BACKSPACE)
        *action = typed(TYPE_BACKSPACE, 0);
    else if (code == SDLK_RETURN || code == SDLK_KP_ENTER)
        *action = typed(TYPE_CHARACTER, '\n');
    return true;
}

/* The next or previous of the passages and the own text, in a circle. */
static Action turn(const Session *session, int by) {
    const TextReading *reading = session->text;
    int count = reading->set->count + 1, place = reading->passage;
    place = ((place == TEXT_OWN ? count - 1 : place) + by + count) % count;
    return (Action){.kind = ACTION_TEXT_PICK, .number = place == count - 1 ? TEXT_OWN : place};
}

Action text_key(const SDL_Keysym *key, bool repeated, const Session *session) {
    const Action none = {.kind = ACTION_NONE};
    if (!session->text || key->mod & (KMOD_CTRL | KMOD_GUI | KMOD_SHIFT))
        return none;
    switch (key_code(key)) {
    case SDLK_w:
        return (Action){.kind = ACTION_TEXT_WRITE, .number = 1};
    case SDLK_RETURN:
    case SDLK_KP_ENTER:
        return repeated ? none : (Action){.kind = ACTION_TEXT_WRITE_ON, .number = -1};
    case SDLK_e:
        return repeated ? none : (Action){.kind = ACTION_TEXT_TYPE, .number = 1};
    case SDLK_n:
    case SDLK_PAGEDOWN:
        return repeated ? none : turn(session, 1);
    case SDLK_p:
    case SDLK_PAGEUP:
        return repeated ? none : turn(session, -1);
    default:
        return none;
    }
}
