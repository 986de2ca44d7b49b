/* host_desktop.c: the loop that waits between frames, SDL's pixels and clipboard. Files lie where
 * they were written: nothing else need be done about them. */
#include <math.h>
#include <signal.h>

#include "session/words/phrase.h"
#include "ui/window/host.h"
#include "ui/window/window.h"

static double now_seconds(void) {
    return (double)SDL_GetPerformanceCounter() / (double)SDL_GetPerformanceFrequency();
}

/* Waits until an event comes (it stays in the queue) or a frame is due. While something moves
 * frames keep their pace: events wait for the next one. `due`: when the last frame was, and then
 * when the next one is. */
static void wait_for_frame(const Window *window, double frame_start, double *due) {
    bool moving = window_moving(window);
    *due = window_next_frame(*due, frame_start);
    double wait = moving ? fmax(*due - now_seconds(), 0) : window_idle_seconds(window);
    int milliseconds = (int)ceil(wait * 1000);
    if (moving && milliseconds > 0)
        SDL_Delay((Uint32)milliseconds);
    else if (milliseconds > 0)
        SDL_WaitEventTimeout(NULL, milliseconds);
}

/* Set by the signal that the terminal sends when it goes away, read between two frames. */
static volatile sig_atomic_t hung_up;

static void hang_up(int number) {
    (void)number;
    hung_up = 1;
}

/* The window is closed then, and so saved, as at SIGTERM, which SDL sees to; unless somebody has
 * said that it shall not count (nohup). */
static void listen(void) {
    struct sigaction action = {.sa_handler = hang_up, .sa_flags = SA_RESTART}, before;
    if (sigaction(SIGHUP, NULL, &before) == 0 && before.sa_handler != SIG_IGN)
        sigaction(SIGHUP, &action, NULL);
}

void host_run(Window *window, Error *error) {
    double last = now_seconds(), due = last;
    listen();
    while (!hung_up) {
        double start = now_seconds();
        if (!window_frame(window, start - last, error))
            break;
        last = start;
        wait_for_frame(window, start, &due);
    }
    window_close(window);
}

SDL_Surface *host_surface(SDL_Window *window) {
    return SDL_GetWindowSurface(window);
}

bool host_show(SDL_Window *window, const SDL_Rect *rects, int count) {
    return SDL_UpdateWindowSurfaceRects(window, rects, count) == 0;
}

const bool HOST_IS_PAGE = false;

bool host_touch(void) {
    return false;
}

void host_field(const Field *field, float ratio) {
    (void)field, (void)ratio;
}

void host_copy(Window *window, const char *text) {
    Session *session = window_setup(window)->session;
    Language language = session->view.language;
    Error notice;
    if (SDL_SetClipboardText(text) == 0)
        error_set(&notice, "%s", phrase_in(language, HOST_COPIED));
    else
        error_set(&notice, phrase_in(language, "The clipboard cannot be reached: %s"),
                  SDL_GetError());
    session_tell(session, &notice);
}

const char HOST_COPIED[] =
    "Copied. Elsewhere: Ctrl+V in the window, or gatescope open and the text";

char *host_paste(void) {
    return SDL_GetClipboardText(); /* never NULL in practice; empty where there is none */
}

void host_link(const char *link, bool chosen) {
    (void)link, (void)chosen;
}

HostWishes host_wishes(void) {
    return (HostWishes){.theme = -1};
}

void host_fetch(void) {}

bool host_keep(Error *error) {
    (void)error;
    return true;
}

void host_give(void) {}

/* What is installed is all there is. */
void host_letters(const char *letters) {
    (void)letters;
}
