/* window.c: the frame: what comes in, what is let pass, what is shown. */
#include "ui/window/window.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "session/words/phrase.h"
#include "ui/window/drops.h"
#include "ui/window/host.h"
#include "ui/window/lost.h"
#include "ui/window/own.h"
#include "ui/window/pane.h"
#include "ui/window/sound.h"

static const double FRAME_SECONDS = 1.0 / 60;
static const double LONGEST_STEP = 0.05; /* a stall must not become a jump */
static const double LONGEST_WATCH = 1;
static const double POLL_SECONDS = 0.3;
static const double CURSOR_SECONDS =
    2; /* the pointer is idle, before it is hidden in a presentation */
/* Before the state is saved: without a change, since the first one, since it failed. */
static const double IDLE_SECONDS = 1, LATEST_SECONDS = 5, RETRY_SECONDS = 10;

enum { LINK_MOST = 1024 };

enum { CURSOR_ARROW, CURSOR_HAND, CURSOR_LEVEL, CURSOR_UPRIGHT, CURSOR_COUNT };

struct Window {
    WindowSetup *setup;
    FontSet *fonts;
    Pane main;  /* always open */
    Pane class; /* where a second display shows the presentation; closed otherwise */
    bool closed;
    SDL_Cursor *cursors[CURSOR_COUNT]; /* owned; NULL where the display has none */
    int cursor;
    unsigned saved; /* what the session had kept when it was saved last */
    unsigned last_kept;
    double idle, since_poll; /* seconds */
    double unsaved;          /* since the first change that is not saved */
    double retry;            /* before it is tried again */
    bool presenting;         /* as the session last said */
    double still;            /* seconds since the pointer moved */
    bool preparing;          /* pictures of the home screen are still to come */
    bool working;            /* something goes on beside the session */
    SoundPlayer *sound;      /* NULL: off */
    char link[LINK_MOST];    /* where it was when the host was told last */
    bool chosen;             /* its colours were chosen by somebody */
    const Session *linked;   /* the session and its version that this was looked up for */
    unsigned linked_version;
    Drops drops; /* that are just coming */
};

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

static void copy_state(Window *window) {
    WindowSetup *setup = window->setup;
    char *text = setup->copy_state ? setup->copy_state(setup) : NULL;
    if (text)
        host_copy(window, text);
    free(text);
}

static void paste_state(Window *window) {
    WindowSetup *setup = window->setup;
    char *text = host_paste();
    if (text && setup->paste_state)
        setup->paste_state(setup, text);
    SDL_free(text);
}

static void make_stale(Window *window) {
    window->main.stale = window->class.stale = true;
}

/* What was open of the beat does not hold back who comes back to it. */
static void open_at_beat(WindowSetup *setup, const Action *action) {
    setup->open_nth(setup, action->number);
    if (action->unit < 1)
        return;
    session_skip_question(setup->session);
    session_apply(setup->session, &(Action){.kind = ACTION_GO_BEAT, .number = action->unit - 1});
}

static void open_lesson(Window *window, const Action *action) {
    WindowSetup *setup = window->setup;
    bool term = action->kind == ACTION_OPEN_TERM;
    if (!setup->open_lesson || (action->flag && !setup->open_nth) || (term && !setup->open_term))
        return;
    window_save(window);
    if (term)
        setup->open_term(setup, action->number);
    else if (action->flag)
        open_at_beat(setup, action);
    else
        setup->open_lesson(setup, action->number);
    window->saved = setup->session->kept;
    make_stale(window);
}

static void open_tool(Window *window, const Action *action) {
    WindowSetup *setup = window->setup;
    if (!setup->open_tool)
        return;
    window_save(window);
    setup->open_tool(setup, action);
    window->saved = setup->session->kept;
    make_stale(window);
}

/* Where there is a library. */
static void go_home(Window *window, const Action *action) {
    WindowSetup *setup = window->setup;
    if (!setup->catalogue)
        return;
    if (!pane_screen(&window->main, setup)->library && setup->go_home) {
        window_save(window);
        setup->go_home(setup);
    }
    session_apply(setup->session, action);
}

/* Of the host's list, which is another one then. */
static void act_on_own(Window *window, const Action *action) {
    const Catalogue *catalogue = window->setup->catalogue;
    if (!catalogue || action->number < 0 || action->number >= catalogue->own_count)
        return;
    const char *id = catalogue->own[action->number].id;
    switch (action->unit) {
    case OWN_REMOVE:
        own_remove(id);
        break;
    case OWN_RESTORE:
        own_restore(id);
        break;
    default:
        own_open(id);
    }
}

static void apply(Window *window, const Action *action) {
    WindowSetup *setup = window->setup;
    switch (action->kind) {
    case ACTION_QUIT: /* a page goes when its visitor goes */
        window->closed = !HOST_IS_PAGE;
        break;
    case ACTION_OPEN_LESSON:
    case ACTION_OPEN_TERM:
        open_lesson(window, action);
        break;
    case ACTION_OPEN_TOOL:
        open_tool(window, action);
        break;
    case ACTION_HOME:
        go_home(window, action);
        break;
    case ACTION_SAVE_LESSON:
        if (setup->save_lesson)
            setup->save_lesson(setup, action->number == 1);
        host_give();
        make_stale(window);
        break;
    case ACTION_OPEN_SAVED:
        if (setup->open_saved)
            setup->open_saved(setup);
        window->saved = setup->session->kept;
        make_stale(window);
        break;
    case ACTION_OPEN_FILE:
        own_choose();
        break;
    case ACTION_OWN:
        act_on_own(window, action);
        break;
    case ACTION_SAVE_PICTURE:
        if (setup->save_picture)
            setup->save_picture(setup, window->main.surface.pixels);
        host_give();
        make_stale(window);
        break;
    case ACTION_COPY_STATE:
        copy_state(window);
        break;
    case ACTION_PASTE_STATE:
        paste_state(window);
        make_stale(window);
        break;
    case ACTION_OTHER_STATE:
        if (setup->other_state)
            setup->other_state(setup);
        make_stale(window);
        break;
    default:
        session_apply(setup->session, action);
        break;
    }
}

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
            apply(window, &(Action){.kind = ACTION_PRESENT, .number = 0});
        else
            window->closed = true;
        break;
    default:
        break;
    }
}

bool window_drop(Window *window, char *const *paths, int count) {
    WindowSetup *setup = window->setup;
    if (!setup->drop_files || count < 1)
        return false;
    window_save(window);
    bool opened = setup->drop_files(setup, paths, count);
    window->saved = setup->session->kept;
    make_stale(window);
    return opened;
}

void window_list_own(Window *window) {
    if (window->setup->list_own)
        window->setup->list_own(window->setup);
}

void window_tell(Window *window, const Error *notice) {
    session_tell(window->setup->session, notice);
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
            apply(window, &actions[k]);
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
    apply(window, &(Action){.kind = ACTION_FOCUS, .id = id, .flag = id != 0});
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
        make_stale(window);
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
    window->saved = setup->session->kept; /* what works beside it has opened another one */
    make_stale(window);
}

/* Tells the host where the window has come to. */
static void follow_link(Window *window) {
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

void window_go(Window *window, const char *link) {
    WindowSetup *setup = window->setup;
    if (!setup->go)
        return;
    window_save(window);
    setup->go(setup, link);
    window->saved = setup->session->kept;
    make_stale(window);
    follow_link(window);
}

void window_share(Window *window) {
    copy_state(window);
}

void window_wish(Window *window) {
    HostWishes wishes = host_wishes();
    if (wishes.any)
        session_wish_look(window->setup->session, wishes.theme, wishes.reduced_motion);
}

bool window_takes(const Window *window, const SDL_KeyboardEvent *event) {
    InputContext context = pane_context(&window->main, window->setup->session);
    return input_takes(event, &context);
}

void window_enter(Window *window, int by) {
    InputContext context = pane_context(&window->main, window->setup->session);
    Action action;
    if (input_enter(&context, by, &action))
        apply(window, &action);
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
    follow_link(window);
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
        make_stale(window);
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
