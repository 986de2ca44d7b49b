/* computing.c: see computing.h. */
#include "ui/window/computing.h"

#include <stdio.h>

#include "session/words/phrase.h"

static const Uint64 FELT = 100; /* milliseconds, also between two words */

static bool closes(const SDL_Event *event) {
    if (event->type == SDL_WINDOWEVENT)
        return event->window.event == SDL_WINDOWEVENT_CLOSE;
    return event->type == SDL_QUIT ||
           (event->type == SDL_KEYDOWN && event->key.keysym.sym == SDLK_q);
}

/* Escape is taken out: it is for this alone. What closes the window waits for the next frame, and
 * so does all else. */
static int SDLCALL hear(void *context, SDL_Event *event) {
    Computing *computing = context;
    bool escape = event->type == SDL_KEYDOWN && event->key.keysym.sym == SDLK_ESCAPE;
    if (escape || closes(event))
        computing->stopped = true;
    return !escape;
}

static void show(Pane *pane, const WindowSetup *setup, double done) {
    char text[160];
    const char *words = "Computing: %.0f %%. Escape stops it.";
    snprintf(text, sizeof text, phrase_in(setup->session->view.language, words), 100 * done);
    pane_say(pane, setup, text);
}

bool computing_tell(Computing *computing, Pane *pane, const WindowSetup *setup, double done) {
    Uint64 now = SDL_GetTicks64() + 1;
    if (done >= 1) {
        *computing = (Computing){0};
        return true;
    }
    if (!computing->begun)
        *computing = (Computing){.begun = now, .told = now};
    if (now - computing->told < FELT)
        return !computing->stopped;
    computing->told = now;
    SDL_PumpEvents();
    SDL_FilterEvents(hear, computing);
    if (!computing->stopped)
        show(pane, setup, done);
    return !computing->stopped;
}
