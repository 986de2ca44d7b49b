/* field_web.c: the page has a field over the one in the picture (src/web/page/field.js), and what is typed there comes
 * as keys and text. */
#include <SDL.h>
#include <emscripten.h>
#include <string.h>

#include "base/utf8.h"

static void push_key(SDL_Keycode code, Uint16 mod) {
    SDL_Event event = {
        .key = {.type = SDL_KEYDOWN,
                .state = SDL_PRESSED,
                .keysym = {.scancode = SDL_GetScancodeFromKey(code), .sym = code, .mod = mod}}};
    SDL_PushEvent(&event);
}

/* Enter and the like, in the page's field. */
EMSCRIPTEN_KEEPALIVE void web_key(int code, int shift);
void web_key(int code, int shift) {
    push_key(code, shift ? KMOD_LSHIFT : KMOD_NONE);
}

/* So many characters were taken off the end of what is typed, and that text was put there. */
EMSCRIPTEN_KEEPALIVE void web_typed(int erased, const char *text);
void web_typed(int erased, const char *text) {
    size_t length = strlen(text);
    for (int k = 0; k < erased; k++)
        push_key(SDLK_BACKSPACE, KMOD_NONE);
    for (size_t at = 0; at < length;) {
        SDL_Event event = {.text = {.type = SDL_TEXTINPUT}};
        size_t room = sizeof event.text.text - 1, left = length - at;
        size_t end = at + utf8_start(text + at, left, left < room ? left : room);
        memcpy(event.text.text, text + at, end - at);
        SDL_PushEvent(&event);
        at = end;
    }
}
