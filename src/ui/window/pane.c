/* pane.c: see pane.h. */
#include "ui/window/pane.h"

#include <stdio.h>

#include "session/words/phrase.h"
#include "ui/window/host.h"

bool pane_open(Pane *pane, FontSet *fonts, const char *title, int display, Error *error) {
    *pane = (Pane){.fonts = fonts, .stale = true};
    pane->input.coarse = pane->input.finger = host_touch();
    pane->canvas = canvas_new(fonts, error);
    if (pane->canvas && surface_open(&pane->surface, title, display, error) &&
        canvas_target(pane->canvas, pane->surface.pixels, error))
        return true;
    pane_close(pane);
    return false;
}

void pane_close(Pane *pane) {
    if (pane->surface.window)
        surface_close(&pane->surface);
    canvas_free(pane->canvas);
    display_free(&pane->list);
    *pane = (Pane){0};
}

/* ---- events ---- */

static Uint32 window_of(const SDL_Event *event) {
    switch (event->type) {
    case SDL_WINDOWEVENT:
        return event->window.windowID;
    case SDL_KEYDOWN:
    case SDL_KEYUP:
        return event->key.windowID;
    case SDL_TEXTINPUT:
        return event->text.windowID;
    case SDL_MOUSEMOTION:
        return event->motion.windowID;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        return event->button.windowID;
    case SDL_MOUSEWHEEL:
        return event->wheel.windowID;
    default:
        return 0;
    }
}

bool pane_is_meant(const Pane *pane, const SDL_Event *event) {
    return pane_is_open(pane) && SDL_GetWindowID(pane->surface.window) == window_of(event);
}

InputContext pane_context(const Pane *pane, const Session *session) {
    SDL_Keymod down = SDL_GetModState();
    return (InputContext){.list = &pane->list,
                          .session = session,
                          .ratio = pane->surface.ratio,
                          .around = pane->surface.scale * TOUCH_POINTS / 2,
                          .control = down & (KMOD_CTRL | KMOD_GUI),
                          .shift = down & KMOD_SHIFT,
                          .lectern = pane->lectern,
                          .page = HOST_IS_PAGE};
}

/* ---- drawing ---- */

Viewport pane_viewport(const Pane *pane, const WindowSetup *setup) {
    return (Viewport){.width = pane->surface.pixels->w,
                      .height = pane->surface.pixels->h,
                      .scale = pane->surface.scale,
                      .lesson_number = setup->lesson_number,
                      .lesson_total = setup->lesson_total,
                      .reading = setup->reading,
                      .reading_count = setup->reading_count,
                      .unkept = setup->unkept,
                      .glossary = setup->glossary,
                      .step_ns = setup->step_ns,
                      .catalogue = setup->catalogue,
                      .path_end = setup->path_end,
                      .next_lesson = setup->next_lesson,
                      .lectern = pane->lectern,
                      .class_only = pane->second,
                      .page = HOST_IS_PAGE,
                      .touch = pane->input.coarse};
}

const Screen *pane_screen(const Pane *pane, const WindowSetup *setup) {
    const Viewport viewport = pane_viewport(pane, setup);
    return screen_now(setup->session, &viewport);
}

static Drawn drawn_now(const Pane *pane, const WindowSetup *setup) {
    bool library = pane_screen(pane, setup)->library;
    return (Drawn){.session = setup->session,
                   .version = setup->session->version,
                   .number = setup->lesson_number,
                   .total = setup->lesson_total,
                   .reading = setup->reading,
                   .unkept = setup->unkept,
                   .lectern = pane->lectern,
                   .touch = pane->input.coarse,
                   .path_end = setup->path_end,
                   .catalogue = library ? setup->catalogue->version : 0};
}

static bool same_drawn(const Drawn *a, const Drawn *b) {
    return a->session == b->session && a->version == b->version && a->number == b->number &&
           a->total == b->total && a->reading == b->reading && a->unkept == b->unkept &&
           a->lectern == b->lectern && a->touch == b->touch && a->path_end == b->path_end &&
           a->catalogue == b->catalogue;
}

static void build(Pane *pane, const WindowSetup *setup) {
    const Viewport viewport = pane_viewport(pane, setup);
    scene_build(&pane->list, setup->session, fonts_measure(pane->fonts), &viewport);
    pane->drawn = drawn_now(pane, setup);
    pane->stale = false;
}

/* Takes the window's new pixels; what was on them is lost. */
static bool refresh(Pane *pane, Error *error) {
    pane->resized = false;
    pane->stale = pane->exposed = true;
    return surface_refresh(&pane->surface, error) &&
           canvas_target(pane->canvas, pane->surface.pixels, error);
}

/* The picture has moved under a pointer that is idle, or what had the focus has gone: one more look
 * at each. A second window leaves the focus to the first. */
static void settle_pointer(Pane *pane, const WindowSetup *setup) {
    InputContext context = pane_context(pane, setup->session);
    Action action;
    for (int k = 0; k < 2 && input_settle(&pane->input, &context, &action); k++)
        if (!(pane->second && action.kind == ACTION_FOCUS) &&
            session_apply(setup->session, &action))
            build(pane, setup);
}

static bool draw(Pane *pane, const WindowSetup *setup, Error *error) {
    SDL_Rect changed[CANVAS_RECTS];
    build(pane, setup);
    settle_pointer(pane, setup);
    int count = canvas_draw(pane->canvas, &pane->list, changed);
    bool all = pane->exposed;
    pane->exposed = false;
    return surface_show(&pane->surface, all ? NULL : changed, count, error);
}

/* A surface that can no longer be shown is taken anew once: displays come and go. */
static bool draw_anew(Pane *pane, const WindowSetup *setup, Error *error) {
    if (!refresh(pane, error) || !draw(pane, setup, error))
        return false;
    error_set(error, "%s", "");
    return true;
}

bool pane_draw(Pane *pane, const WindowSetup *setup, bool moved, Error *error) {
    Drawn now = drawn_now(pane, setup);
    if (pane->resized && !refresh(pane, error))
        return false;
    if (pane->stale || moved || !same_drawn(&now, &pane->drawn))
        return draw(pane, setup, error) || draw_anew(pane, setup, error);
    if (!pane->exposed)
        return true;
    pane->exposed = false;
    return surface_show(&pane->surface, NULL, 0, error) || draw_anew(pane, setup, error);
}
