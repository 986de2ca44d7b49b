/* field_web.c: the page has a field over the one in the picture (src/web/page/field.js), and what is typed there comes
 * as keys and text. */
#include <emscripten.h>
#include <string.h>

#include "base/utf8.h"
#include "ui/window/host.h"

/* clang-format off */
EM_JS(void, page_field, (float x, float y, float w, float h, const char *label, int length,
                         const char *text, int number, int marked), {
    Module.page.field({ x, y, w, h, number: number !== 0, marked: marked !== 0,
                        label: UTF8ToString(label, length), text: text ? UTF8ToString(text) : null });
});
EM_JS(void, page_no_field, (void), { Module.page.field(null); });
/* clang-format on */

void host_field(const Field *field, float ratio) {
    if (!field) {
        page_no_field();
        return;
    }
    const Rect r = field->rect;
    page_field(r.x / ratio, r.y / ratio, r.w / ratio, r.h / ratio, field->label,
               (int)field->label_length, field->text, field->number, field->marked);
}

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
