/* monkey.c: 10,000 events at random in a window: keys with and without Ctrl and Shift, presses,
 * drags, wheels, text, other sizes, focus lost and won. It neither ends nor breaks; its session is
 * sound and what it has drawn is finite. On SDL's dummy display; tests/program/faults_test.sh does
 * it in a window of X's. */
#include "session_monkey.h"

#include "files/lesson/file.h"
#include "ui/window/window.h"

enum { EVENTS = 10000, EVENTS_A_FRAME = 8 };

static const SDL_Keycode KEYS[] = {
    SDLK_SPACE, SDLK_LEFT, SDLK_RIGHT,     SDLK_UP,       SDLK_DOWN,   SDLK_RETURN, SDLK_TAB,
    SDLK_HOME,  SDLK_END,  SDLK_PAGEUP,    SDLK_PAGEDOWN, SDLK_DELETE, SDLK_ESCAPE, SDLK_F1,
    SDLK_F5,    SDLK_F11,  SDLK_BACKSPACE, SDLK_MINUS,    SDLK_PLUS,   SDLK_PERIOD, SDLK_SLASH};

static SDL_Event key_event(Dice *dice) {
    static const int MODIFIERS[] = {0, 0, 0, KMOD_LSHIFT, KMOD_LCTRL, KMOD_LCTRL | KMOD_LSHIFT};
    int k = below(dice, 2 * (int)(sizeof KEYS / sizeof *KEYS));
    SDL_Keycode code =
        k < (int)(sizeof KEYS / sizeof *KEYS) ? KEYS[k] : (SDL_Keycode)(33 + below(dice, 94));
    if (code == 'q' || code == 'Q')
        code = 'r'; /* it would end the window */
    bool down = below(dice, 4) > 0;
    return (SDL_Event){.key = {.type = down ? SDL_KEYDOWN : SDL_KEYUP,
                               .state = down ? SDL_PRESSED : SDL_RELEASED,
                               .repeat = (Uint8)(below(dice, 6) == 0),
                               .keysym = {.scancode = SDL_GetScancodeFromKey(code),
                                          .sym = code,
                                          .mod = (Uint16)MODIFIERS[below(dice, 6)]}}};
}

static SDL_Event press_event(Dice *dice) {
    bool down = below(dice, 2);
    return (SDL_Event){.button = {.type = down ? SDL_MOUSEBUTTONDOWN : SDL_MOUSEBUTTONUP,
                                  .button = (Uint8)(1 + below(dice, 3) % 3),
                                  .state = down ? SDL_PRESSED : SDL_RELEASED,
                                  .clicks = (Uint8)(1 + below(dice, 3)),
                                  .x = below(dice, 1400) - 50,
                                  .y = below(dice, 800) - 50}};
}

static SDL_Event window_event(Dice *dice) {
    static const Uint8 EVENTS_OF_WINDOWS[] = {
        SDL_WINDOWEVENT_EXPOSED,    SDL_WINDOWEVENT_SIZE_CHANGED, SDL_WINDOWEVENT_LEAVE,
        SDL_WINDOWEVENT_FOCUS_LOST, SDL_WINDOWEVENT_FOCUS_GAINED, SDL_WINDOWEVENT_DISPLAY_CHANGED,
        SDL_WINDOWEVENT_MINIMIZED,  SDL_WINDOWEVENT_RESTORED};
    return (SDL_Event){.window = {.type = SDL_WINDOWEVENT,
                                  .windowID = 1,
                                  .event = EVENTS_OF_WINDOWS[below(dice, 8)]}};
}

static SDL_Event some_event(Dice *dice) {
    switch (below(dice, 8)) {
    case 0:
        return (SDL_Event){.wheel = {.type = SDL_MOUSEWHEEL,
                                     .y = below(dice, 5) - 2,
                                     .preciseY = (float)below(dice, 5) - 2}};
    case 1:
        return window_event(dice);
    case 2: {
        SDL_Event text = {.text = {.type = SDL_TEXTINPUT}};
        snprintf(text.text.text, sizeof text.text.text, "%s", below(dice, 2) ? "0" : "门-1e9");
        return text;
    }
    case 3:
    case 4:
        return press_event(dice);
    case 5:
        return (SDL_Event){.motion = {.type = SDL_MOUSEMOTION,
                                      .x = below(dice, 1400) - 50,
                                      .y = below(dice, 800) - 50}};
    default:
        return key_event(dice);
    }
}

static void resize(Dice *dice) {
    static const int SIZES[][2] = {{1280, 720}, {200, 100}, {1024, 640}, {1600, 900}, {640, 900}};
    const int *size = SIZES[below(dice, 5)];
    SDL_Window *window = SDL_GetWindowFromID(1);
    if (window)
        SDL_SetWindowSize(window, size[0], size[1]);
}

static void play(const char *path) {
    Errors errors = {0};
    Error error = {0};
    Dice dice = {20240611};
    Lesson *lesson = lesson_read(path, &errors);
    assert_non_null(lesson);
    Session *session = session_new(lesson, &error);
    WindowSetup setup = {.session = session, .title = "monkey"};
    Window *window = window_open(&setup, &error);
    if (!window)
        fail_msg("%s", error.what);
    for (int k = 0; k < EVENTS; k++) {
        SDL_Event event = some_event(&dice);
        SDL_PushEvent(&event);
        if (k % 500 == 499)
            resize(&dice);
        if (k % EVENTS_A_FRAME == 0 && !window_frame(window, below(&dice, 30) / 100.0, &error))
            fail_msg("it ended after %d events: %s", k, error.what);
    }
    assert_up_to_date(session);
    window_close(window);
    session_free(session);
    lesson_free(lesson);
}

static void in_a_window(void **state) {
    (void)state;
    play("lessons/21-add-or-replace.json");
    play("tests/samples/questions.json");
}

int main(void) {
    setenv("SDL_VIDEODRIVER", "dummy", 0);
    setenv("SDL_AUDIODRIVER", "dummy", 0);
    const struct CMUnitTest tests[] = {cmocka_unit_test(in_a_window)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
