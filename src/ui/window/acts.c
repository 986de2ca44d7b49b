/* acts.c: what a window is asked for, by actions, by its host and by files: whatever is open is saved before another
 * takes its place. See parts.h. */
#include <stdlib.h>

#include "ui/window/host.h"
#include "ui/window/own.h"
#include "ui/window/parts.h"

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

void window_stale(Window *window) {
    window->main.stale = window->class.stale = true;
}

void window_opened(Window *window) {
    window->saved = window->setup->session->kept;
    window_stale(window);
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
    window_opened(window);
}

static void open_tool(Window *window, const Action *action) {
    WindowSetup *setup = window->setup;
    if (!setup->open_tool)
        return;
    window_save(window);
    setup->open_tool(setup, action);
    window_opened(window);
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

void window_apply(Window *window, const Action *action) {
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
        window_stale(window);
        break;
    case ACTION_OPEN_SAVED:
        if (setup->open_saved)
            setup->open_saved(setup);
        window_opened(window);
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
        window_stale(window);
        break;
    case ACTION_COPY_STATE:
        copy_state(window);
        break;
    case ACTION_PASTE_STATE:
        paste_state(window);
        window_stale(window);
        break;
    case ACTION_OTHER_STATE:
        if (setup->other_state)
            setup->other_state(setup);
        window_stale(window);
        break;
    default:
        session_apply(setup->session, action);
        break;
    }
}

bool window_drop(Window *window, char *const *paths, int count) {
    WindowSetup *setup = window->setup;
    if (!setup->drop_files || count < 1)
        return false;
    window_save(window);
    bool opened = setup->drop_files(setup, paths, count);
    window_opened(window);
    return opened;
}

void window_list_own(Window *window) {
    if (window->setup->list_own)
        window->setup->list_own(window->setup);
}

void window_tell(Window *window, const Error *notice) {
    session_tell(window->setup->session, notice);
}

void window_go(Window *window, const char *link) {
    WindowSetup *setup = window->setup;
    if (!setup->go)
        return;
    window_save(window);
    setup->go(setup, link);
    window_opened(window);
    window_follow_link(window);
}

void window_share(Window *window) {
    copy_state(window);
}

void window_wish(Window *window) {
    HostWishes wishes = host_wishes();
    if (wishes.any)
        session_wish_look(window->setup->session, wishes.theme, wishes.reduced_motion);
}
