/* window.c: the frame: what comes in, what is let pass, what is shown. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "session/words/phrase.h"
#include "ui/window/host.h"
#include "ui/window/lost.h"
#include "ui/window/parts.h"

static const double FRAME_SECONDS = 1.0 / 60;
static const double LONGEST_STEP = 0.05; /* a stall must not become a jump */
static const double LONGEST_WATCH = 1;
static const double POLL_SECONDS = 0.3;
static const double CURSOR_SECONDS =
    2; /* the pointer is idle, before it is hidden in a presentation */
/* Before the state is saved: without a change, since the first one, since it failed. */
static const double IDLE_SECONDS = 1, LATEST_SECONDS = 5, RETRY_SECONDS = 10;

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
    if (!window->fonts || !pane_open(&window->main, window->fonts, window->setup->title, 0, error))
        return false;
    fonts_tell_missing(window->fonts, host_letters);
    create_cursors(window);
    return true;
}

static void free_parts(Window *window) {
    for (int k = 0; k < CURSOR_COUNT; k++)
        if (window->cursors[k])
            SDL_FreeCursor(window->cursors[k]);
    drops_free(&window->drops);
    pane_close(&window->class);
    pane_close(&window->main);
    sound_close(window->sound);
    fonts_free(window->fonts);
    free(window);
}

Window *window_open(WindowSetup *setup, Error *error) {
    Window *window = calloc(1, sizeof *window);
    if (!window) {
        error_memory(error, sizeof *window, "a window");
        return NULL;
    }
    window->setup = setup;
    setup->window = window;
    window->saved = window->last_kept = setup->session->kept;
    if (!open_parts(window, error)) {
        setup->window = NULL;
        free_parts(window);
        return NULL;
    }
    return window;
}

bool window_save(Window *window) {
    WindowSetup *setup = window->setup;
    bool kept = !setup->save || setup->save(setup);
    if (kept)
        window->saved = setup->session->kept;
    window->retry = kept ? 0 : RETRY_SECONDS;
    window->unsaved = 0;
    return kept;
}

bool window_close(Window *window) {
    bool kept = window_save(window);
    lost_end();
    window->setup->window = NULL;
    free_parts(window);
    return kept;
}

/* ---- the pointer ---- */

static int cursor_over(const Region *region) {
    if (!region || region->disabled)
        return CURSOR_ARROW;
    switch (region->kind) {
    case REGION_BUTTON:
        return CURSOR_HAND;
    case REGION_SLIDER:
    case REGION_SCRUB:
        return CURSOR_LEVEL;
    case REGION_BAR:
        return CURSOR_UPRIGHT;
    default:
        return CURSOR_ARROW;
    }
}

/* The pointer's shape says what can be done with what lies under it; idle before a class it is
 * out of the way. */
static void show_cursor(Window *window) {
    const Session *session = window->setup->session;
    const Pane *pane = window->class.input.inside ? &window->class : &window->main;
    bool hidden = session->present.on && !session->present.pen && !pane->lectern &&
                  window->still > CURSOR_SECONDS;
    SDL_ShowCursor(hidden ? SDL_DISABLE : SDL_ENABLE);
    int cursor = cursor_over(region_find(&pane->list, session->view.hover));
    if (cursor != window->cursor && window->cursors[cursor])
        SDL_SetCursor(window->cursors[cursor]);
    window->cursor = cursor;
}

/* ---- events ---- */

static void window_event(Window *window, Pane *pane, const SDL_WindowEvent *event) {
    switch (event->event) {
    case SDL_WINDOWEVENT_SIZE_CHANGED:
    case SDL_WINDOWEVENT_DISPLAY_CHANGED:
        pane->resized = true;
        break;
    case SDL_WINDOWEVENT_EXPOSED:
    case SDL_WINDOWEVENT_RESTORED:
        pane->exposed = true;
        break;
    case SDL_WINDOWEVENT_CLOSE: /* of two windows; the last one's is SDL_QUIT as well */
        if (pane == &window->class)
            window_apply(window, &(Action){.kind = ACTION_PRESENT, .number = 0});
        else
            window->closed = true;
        break;
    default:
        break;
    }
}

static void take_drop(Window *window, const SDL_DropEvent *event) {
    if (!drops_take(&window->drops, event))
        return;
    window_drop(window, window->drops.paths, window->drops.count);
    drops_free(&window->drops);
}

static void apply_all(Window *window, Pane *pane, const Action *actions, int count) {
    for (int k = 0; k < count; k++)
        if (actions[k].kind == ACTION_FULL_SCREEN)
            surface_toggle_full(&pane->surface);
        else
            window_apply(window, &actions[k]);
}

static void handle(Window *window, const SDL_Event *event) {
    Action actions[INPUT_ACTIONS];
    Pane *pane = pane_is_meant(&window->class, event) ? &window->class : &window->main;
    InputContext context = pane_context(pane, window->setup->session);
    if (event->type == SDL_MOUSEMOTION)
        window->still = 0;
    if (event->type == SDL_WINDOWEVENT)
        window_event(window, pane, &event->window);
    if (event->type >= SDL_DROPFILE && event->type <= SDL_DROPCOMPLETE)
        take_drop(window, &event->drop);
    apply_all(window, pane, actions, input_event(&pane->input, event, &context, actions));
}

void window_press(Window *window, unsigned id) {
    Action actions[INPUT_ACTIONS];
    InputContext context = pane_context(&window->main, window->setup->session);
    apply_all(window, &window->main, actions, input_press(id, &context, actions));
}

void window_set(Window *window, unsigned id, float value, long step) {
    Action actions[INPUT_ACTIONS];
    InputContext context = pane_context(&window->main, window->setup->session);
    apply_all(window, &window->main, actions, input_set(id, value, step, &context, actions));
}

void window_focus(Window *window, unsigned id) {
    window_apply(window, &(Action){.kind = ACTION_FOCUS, .id = id, .flag = id != 0});
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
        window_stale(window);
}

/* Saves once the session has stayed as it is for a while; if it does not, all the same. */
static void save_when_due(Window *window, double seconds) {
    unsigned kept = window->setup->session->kept;
    bool changed = kept != window->last_kept;
    window->last_kept = kept;
    window->idle = changed ? 0 : window->idle + seconds;
    window->unsaved = kept == window->saved ? 0 : window->unsaved + seconds;
    window->retry = fmax(window->retry - seconds, 0);
    bool due = window->idle >= IDLE_SECONDS || window->unsaved >= LATEST_SECONDS;
    if (kept != window->saved && due && window->retry <= 0)
        window_save(window);
}

/* A presentation takes a whole display: the second one where there are two, so that the main screen
 * with the lesson's text stays on the first; else this one. */
static void turn_presentation(Window *window, bool on) {
    int other = surface_other_display(&window->main.surface);
    pane_close(&window->class);
    if (on && other >= 0 &&
        pane_open(&window->class, window->fonts, window->setup->title, other, NULL))
        surface_fill_display(&window->class.surface, true);
    window->class.second = true;
    window->main.lectern = pane_is_open(&window->class);
    surface_fill_display(&window->main.surface, on && !window->main.lectern);
}

static void follow_presentation(Window *window, double seconds) {
    bool on = window->setup->session->present.on;
    window->still += seconds;
    if (on != window->presenting)
        turn_presentation(window, on);
    window->presenting = on;
}

/* Sound that cannot be had is switched off again, with the reason. */
static void open_sound(Window *window) {
    Session *session = window->setup->session;
    Error error, notice;
    window->sound = sound_open(&error);
    if (window->sound)
        return;
    session_apply(session, &(Action){.kind = ACTION_SOUND, .number = 0});
    error_set(&notice, phrase_in(session->view.language, "No sound here: %s"), error.what);
    session_tell(session, &notice);
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

/* Text comes only while a field is open: an input method must not take the keys of the program. */
static void follow_typing(const Window *window) {
    const Session *session = window->setup->session;
    Field field;
    bool open = field_open(session);
    if (open && !SDL_IsTextInputActive())
        SDL_StartTextInput();
    else if (!open && SDL_IsTextInputActive())
        SDL_StopTextInput();
    bool seen = open && field_find(session, &window->main.list, &field);
    host_field(seen ? &field : NULL, window->main.surface.ratio);
}

/* A few pictures of lessons a frame: the first frame does not wait for them. */
static void follow_home(Window *window) {
    WindowSetup *setup = window->setup;
    bool shown = pane_screen(&window->main, setup)->library;
    window->preparing = shown && setup->draw_more && setup->draw_more(setup);
}

/* What moves on the home screen by itself does so only while it is looked at: it is in view, and the
 * window is not put away. */
static bool is_watched(const Window *window) {
    const Region *region = region_find(&window->main.list, region_id("home.puzzle", 0));
    return region && region->rect.h > 0 && surface_is_seen(&window->main.surface);
}

static bool follow_watching(const Window *window, double seconds) {
    return is_watched(window) &&
           session_watch(window->setup->session, fmin(seconds, LONGEST_WATCH));
}

static void follow_work(Window *window) {
    WindowSetup *setup = window->setup;
    const Session *before = setup->session;
    window->working = setup->follow && setup->follow(setup);
    if (setup->session == before)
        return;
    window_opened(window); /* by what works beside it */
}

void window_follow_link(Window *window) {
    WindowSetup *setup = window->setup;
    const Session *session = setup->session;
    char link[LINK_MOST];
    if (!setup->link || (window->linked == session && window->linked_version == session->version))
        return;
    window->linked = session;
    window->linked_version = session->version;
    setup->link(setup, link, sizeof link);
    bool chosen = session->view.theme_chosen;
    if (strcmp(link, window->link) == 0 && chosen == window->chosen)
        return;
    window->chosen = chosen;
    snprintf(window->link, sizeof window->link, "%s", link);
    host_link(link, chosen);
}

bool window_takes(const Window *window, const SDL_KeyboardEvent *event) {
    InputContext context = pane_context(&window->main, window->setup->session);
    return input_takes(event, &context);
}

void window_enter(Window *window, int by) {
    InputContext context = pane_context(&window->main, window->setup->session);
    Action action;
    if (input_enter(&context, by, &action))
        window_apply(window, &action);
}

bool window_moving(const Window *window) {
    return window->preparing || window->working || session_moving(window->setup->session);
}

bool window_frame(Window *window, double seconds, Error *error) {
    handle_all(window);
    if (window->closed)
        return false;
    poll_host(window, seconds);
    follow_presentation(window, seconds);
    bool moved = session_advance(window->setup->session, fmin(seconds, LONGEST_STEP));
    moved |= follow_watching(window, seconds);
    follow_sound(window);
    follow_home(window);
    surface_title(&window->main.surface, window->setup->title);
    surface_title(&window->class.surface, window->setup->title);
    follow_work(window);
    window_follow_link(window);
    save_when_due(window, seconds);
    bool drawn =
        pane_draw(&window->main, window->setup, moved, error) &&
        (!pane_is_open(&window->class) || pane_draw(&window->class, window->setup, moved, error));
    follow_typing(window);
    show_cursor(window);
    return drawn;
}

double window_next_frame(double due, double start) {
    return due + FRAME_SECONDS > start ? due + FRAME_SECONDS : start + FRAME_SECONDS;
}

double window_idle_seconds(const Window *window) {
    const WindowSetup *setup = window->setup;
    double wait = setup->poll ? fmax(POLL_SECONDS - window->since_poll, 0.01) : IDLE_SECONDS;
    return is_watched(window) ? fmin(wait, session_home_wait(setup->session)) : wait;
}

WindowSetup *window_setup(const Window *window) {
    return window->setup;
}

void window_take_fonts(Window *window) {
    if (fonts_find_again(window->fonts))
        window_stale(window);
}

const DisplayList *window_picture(const Window *window) {
    return &window->main.list;
}

Viewport window_viewport(const Window *window) {
    return pane_viewport(&window->main, window->setup);
}

static bool save_lost(void *window) {
    return window_save(window);
}

bool window_run(WindowSetup *setup, Error *error) {
    Error failure = {.what = ""};
    Window *window = window_open(setup, error);
    if (!window)
        return false;
    lost_begin(save_lost, window);
    host_run(window, &failure);
    if (failure.what[0] && error)
        *error = failure;
    return !failure.what[0];
}
