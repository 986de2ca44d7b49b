/* window.c: the frame, and the loop that waits between frames. */
#include "ui/window.h"

#include <math.h>
#include <stdlib.h>

#include "scene/scene.h"
#include "ui/canvas.h"
#include "ui/input.h"
#include "ui/screen.h"
#include "ui/sound.h"

static const double FRAME_SECONDS = 1.0 / 60; /* between two frames while something moves */
static const double LONGEST_STEP = 0.05;      /* a stall must not become a jump */
static const double POLL_SECONDS = 0.3;
static const double CURSOR_SECONDS =
    2; /* the pointer rests, before it is hidden in a presentation */
static const double REST_SECONDS = 1.0; /* without a change, before the state is saved */

enum { CURSOR_ARROW, CURSOR_HAND, CURSOR_LEVEL, CURSOR_UPRIGHT, CURSOR_COUNT };

/* What the picture on the screen was made from, besides the session's own state. */
typedef struct Drawn {
    const Session *session;
    unsigned version;
    int number, total;
    const Error *reading;
} Drawn;

struct Window {
    WindowSetup *setup;
    Screen screen;
    FontSet *fonts;
    Canvas *canvas;
    DisplayList list;
    Input input;
    Drawn drawn;
    bool stale;   /* draw anew even if nothing in drawn differs */
    bool exposed; /* show all of the surface again */
    bool resized; /* the surface must be taken anew */
    bool closed;
    SDL_Cursor *cursors[CURSOR_COUNT]; /* owned; NULL where the display has none */
    int cursor;
    unsigned saved_version; /* the session's version that was saved last */
    unsigned resting_version;
    double rested, since_poll; /* seconds */
    bool presenting;           /* as the session last said */
    double still;              /* seconds since the pointer moved */
    SoundPlayer *sound;        /* NULL: off */
};

static Viewport viewport_of(const Window *window) {
    const WindowSetup *setup = window->setup;
    return (Viewport){.width = window->screen.surface->w,
                      .height = window->screen.surface->h,
                      .scale = window->screen.scale,
                      .lesson_number = setup->lesson_number,
                      .lesson_total = setup->lesson_total,
                      .reading = setup->reading};
}

static Drawn drawn_now(const Window *window) {
    const WindowSetup *setup = window->setup;
    return (Drawn){setup->session, setup->session->version, setup->lesson_number,
                   setup->lesson_total, setup->reading};
}

static bool same_drawn(const Drawn *a, const Drawn *b) {
    return a->session == b->session && a->version == b->version && a->number == b->number &&
           a->total == b->total && a->reading == b->reading;
}

/* ---- life ---- */

static void create_cursors(Window *window) {
    static const SDL_SystemCursor SHAPES[CURSOR_COUNT] = {
        SDL_SYSTEM_CURSOR_ARROW, SDL_SYSTEM_CURSOR_HAND, SDL_SYSTEM_CURSOR_SIZEWE,
        SDL_SYSTEM_CURSOR_SIZENS};
    for (int k = 0; k < CURSOR_COUNT; k++)
        window->cursors[k] = SDL_CreateSystemCursor(SHAPES[k]);
}

static bool open_parts(Window *window, Error *error) {
    window->fonts = fonts_new(error);
    window->canvas = window->fonts ? canvas_new(window->fonts, error) : NULL;
    if (!window->canvas || !screen_open(&window->screen, window->setup->title, error))
        return false;
    create_cursors(window);
    return canvas_target(window->canvas, window->screen.surface, error);
}

static void free_parts(Window *window) {
    for (int k = 0; k < CURSOR_COUNT; k++)
        if (window->cursors[k])
            SDL_FreeCursor(window->cursors[k]);
    if (window->screen.window)
        screen_close(&window->screen);
    sound_close(window->sound);
    canvas_free(window->canvas);
    fonts_free(window->fonts);
    display_free(&window->list);
    free(window);
}

Window *window_open(WindowSetup *setup, Error *error) {
    Window *window = calloc(1, sizeof *window);
    if (!window) {
        error_memory(error, sizeof *window, "a window");
        return NULL;
    }
    window->setup = setup;
    window->stale = true;
    window->saved_version = window->resting_version = setup->session->version;
    if (!open_parts(window, error)) {
        free_parts(window);
        return NULL;
    }
    return window;
}

static void save(Window *window) {
    WindowSetup *setup = window->setup;
    window->saved_version = setup->session->version;
    if (setup->save)
        setup->save(setup);
}

void window_close(Window *window) {
    save(window);
    free_parts(window);
}

/* ---- drawing ---- */

/* The pointer's shape says what can be done with what lies under it. */
static void show_cursor(Window *window) {
    const Session *session = window->setup->session;
    const Region *region = region_find(&window->list, session->view.hover);
    int cursor = CURSOR_ARROW;
    if (region && !region->disabled)
        cursor = region->kind == REGION_BUTTON   ? CURSOR_HAND
                 : region->kind == REGION_SLIDER ? CURSOR_LEVEL
                 : region->kind == REGION_SCRUB  ? CURSOR_LEVEL
                 : region->kind == REGION_BAR    ? CURSOR_UPRIGHT
                                                 : CURSOR_ARROW;
    bool hidden = session->present.on && !session->present.pen && window->still > CURSOR_SECONDS;
    SDL_ShowCursor(hidden ? SDL_DISABLE : SDL_ENABLE);
    if (cursor != window->cursor && window->cursors[cursor])
        SDL_SetCursor(window->cursors[cursor]);
    window->cursor = cursor;
}

/* Takes the window's new pixels; what was on them is lost. */
static bool refresh(Window *window, Error *error) {
    window->resized = false;
    window->stale = window->exposed = true;
    return screen_refresh(&window->screen, error) &&
           canvas_target(window->canvas, window->screen.surface, error);
}

static void build(Window *window) {
    Viewport viewport = viewport_of(window);
    scene_build(&window->list, window->setup->session, fonts_measure(window->fonts), &viewport);
    window->drawn = drawn_now(window);
    window->stale = false;
}

static InputContext context_of(const Window *window) {
    bool control = SDL_GetModState() & (KMOD_CTRL | KMOD_GUI);
    return (InputContext){&window->list, window->setup->session, window->screen.ratio, control};
}

/* The picture has moved under a pointer that rests, or what had the focus has gone: one more look
 * at each. */
static void rest_pointer(Window *window) {
    InputContext context = context_of(window);
    Action action;
    for (int k = 0; k < 2 && input_rest(&window->input, &context, &action); k++)
        if (session_apply(window->setup->session, &action))
            build(window);
    show_cursor(window);
}

static bool draw(Window *window, Error *error) {
    SDL_Rect changed[CANVAS_RECTS];
    build(window);
    rest_pointer(window);
    int count = canvas_draw(window->canvas, &window->list, changed);
    bool all = window->exposed;
    window->exposed = false;
    return screen_show(&window->screen, all ? NULL : changed, count, error);
}

/* A surface that can no longer be shown is taken anew once: displays come and go. */
static bool draw_anew(Window *window, Error *error) {
    if (!refresh(window, error) || !draw(window, error))
        return false;
    error_set(error, "%s", "");
    return true;
}

/* Draws if anything differs from what is on the screen. */
static bool draw_if_needed(Window *window, bool moved, Error *error) {
    Drawn now = drawn_now(window);
    if (window->resized && !refresh(window, error))
        return false;
    if (window->stale || moved || !same_drawn(&now, &window->drawn))
        return draw(window, error) || draw_anew(window, error);
    if (!window->exposed)
        return true;
    window->exposed = false;
    return screen_show(&window->screen, NULL, 0, error) || draw_anew(window, error);
}

/* ---- events ---- */

static void copy_state(Window *window) {
    WindowSetup *setup = window->setup;
    char *text = setup->copy_state ? setup->copy_state(setup) : NULL;
    if (text && SDL_SetClipboardText(text) != 0) {
        error_set(&setup->session->notice, "The clipboard cannot be reached: %s", SDL_GetError());
        setup->session->version++;
    }
    free(text);
}

static void paste_state(Window *window) {
    WindowSetup *setup = window->setup;
    char *text = SDL_GetClipboardText(); /* never NULL in practice; empty where there is none */
    if (text && setup->paste_state)
        setup->paste_state(setup, text);
    SDL_free(text);
}

static void apply(Window *window, const Action *action) {
    WindowSetup *setup = window->setup;
    switch (action->kind) {
    case ACTION_QUIT:
        window->closed = true;
        break;
    case ACTION_OPEN_LESSON:
        if (setup->open_lesson) {
            save(window);
            setup->open_lesson(setup, action->number);
            window->saved_version = setup->session->version;
            window->stale = true;
        }
        break;
    case ACTION_SAVE_PICTURE:
        if (setup->save_picture)
            setup->save_picture(setup, window->screen.surface);
        window->stale = true;
        break;
    case ACTION_COPY_STATE:
        copy_state(window);
        break;
    case ACTION_PASTE_STATE:
        paste_state(window);
        window->stale = true;
        break;
    default:
        if (!session_apply(setup->session, action))
            window->stale = true; /* a notice may say why */
        break;
    }
}

static void window_event(Window *window, const SDL_WindowEvent *event) {
    switch (event->event) {
    case SDL_WINDOWEVENT_SIZE_CHANGED:
    case SDL_WINDOWEVENT_DISPLAY_CHANGED:
        window->resized = true;
        break;
    case SDL_WINDOWEVENT_EXPOSED:
    case SDL_WINDOWEVENT_RESTORED:
        window->exposed = true;
        break;
    default:
        break;
    }
}

static void handle(Window *window, const SDL_Event *event) {
    Action actions[INPUT_ACTIONS];
    InputContext context = context_of(window);
    if (event->type == SDL_MOUSEMOTION)
        window->still = 0;
    if (event->type == SDL_WINDOWEVENT)
        window_event(window, &event->window);
    if (event->type == SDL_KEYDOWN && event->key.keysym.sym == SDLK_F11 && !event->key.repeat)
        screen_toggle_full(&window->screen);
    int count = input_event(&window->input, event, &context, actions);
    for (int k = 0; k < count; k++)
        apply(window, &actions[k]);
}

static void handle_all(Window *window) {
    SDL_Event event;
    while (!window->closed && SDL_PollEvent(&event))
        handle(window, &event);
}

/* ---- time ---- */

static void poll_host(Window *window, double seconds) {
    WindowSetup *setup = window->setup;
    window->since_poll += seconds;
    if (!setup->poll || window->since_poll < POLL_SECONDS)
        return;
    window->since_poll = 0;
    if (setup->poll(setup))
        window->stale = true;
}

/* Saves once the session has stayed as it is for a while. */
static void save_when_rested(Window *window, double seconds) {
    unsigned version = window->setup->session->version;
    if (version != window->resting_version) {
        window->resting_version = version;
        window->rested = 0;
        return;
    }
    window->rested += seconds;
    if (version != window->saved_version && window->rested >= REST_SECONDS)
        save(window);
}

/* A presentation takes a whole display; a pointer that rests there is out of the way. */
static void follow_presentation(Window *window, double seconds) {
    bool on = window->setup->session->present.on, was_still = window->still > CURSOR_SECONDS;
    window->still += seconds;
    if (on && !was_still && window->still > CURSOR_SECONDS)
        show_cursor(window);
    if (on == window->presenting)
        return;
    window->presenting = on;
    screen_present(&window->screen, on);
}

/* Sound that cannot be had is switched off again, with the reason. */
static void open_sound(Window *window) {
    Session *session = window->setup->session;
    Error error;
    window->sound = sound_open(&error);
    if (window->sound)
        return;
    session_apply(session, &(Action){.kind = ACTION_SOUND, .number = 0});
    session->notice = error;
}

static void follow_sound(Window *window) {
    const Session *session = window->setup->session;
    if (session->view.sound && !window->sound)
        open_sound(window);
    if (!session->view.sound && window->sound) {
        sound_close(window->sound);
        window->sound = NULL;
    }
    if (window->sound)
        sound_follow(window->sound, session);
}

bool window_moving(const Window *window) {
    return session_moving(window->setup->session);
}

bool window_frame(Window *window, double seconds, Error *error) {
    handle_all(window);
    if (window->closed)
        return false;
    poll_host(window, seconds);
    follow_presentation(window, seconds);
    bool moved = session_advance(window->setup->session, fmin(seconds, LONGEST_STEP));
    follow_sound(window);
    save_when_rested(window, seconds);
    return draw_if_needed(window, moved, error);
}

static double now_seconds(void) {
    return (double)SDL_GetPerformanceCounter() / (double)SDL_GetPerformanceFrequency();
}

/* How long nothing will happen by itself. */
static double idle_seconds(const Window *window, double since_frame) {
    if (window_moving(window))
        return fmax(FRAME_SECONDS - since_frame, 0);
    return window->setup->poll ? fmax(POLL_SECONDS - window->since_poll, 0.01) : REST_SECONDS;
}

/* Waits until an event comes (it stays in the queue) or a frame is due. While something moves
 * frames keep their pace: events wait for the next one. */
static void wait_for_frame(const Window *window, double frame_start) {
    double idle = idle_seconds(window, now_seconds() - frame_start);
    int milliseconds = (int)ceil(idle * 1000);
    if (milliseconds <= 0)
        return;
    if (window_moving(window))
        SDL_Delay((Uint32)milliseconds);
    else
        SDL_WaitEventTimeout(NULL, milliseconds);
}

bool window_run(WindowSetup *setup, Error *error) {
    Error failure = {.what = ""};
    Window *window = window_open(setup, error);
    if (!window)
        return false;
    double last = now_seconds();
    for (;;) {
        double start = now_seconds();
        if (!window_frame(window, start - last, &failure))
            break;
        last = start;
        wait_for_frame(window, start);
    }
    window_close(window);
    if (failure.what[0] && error)
        *error = failure;
    return !failure.what[0];
}
