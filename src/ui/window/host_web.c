/* host_web.c: the program in a browser. The page (web/page/services.js) has put its services into
 * Module.page; here they get names in C, and the browser's frames become window_frame.
 *
 * While nothing moves no frame is asked for: the loop is idle until an event comes or something may
 * have to be looked at (window_idle_seconds). The page is given the picture's twin (scene/twin.h) for
 * those who do not see it, and what is to be said of what has changed (scene/announce.h). */
#include <emscripten.h>
#include <stdlib.h>

#include "scene/announce.h"
#include "scene/scene.h"
#include "scene/twin.h"
#include "session/words/phrase.h"
#include "ui/window/host.h"
#include "ui/window/own.h"
#include "ui/window/window.h"

static const double TWIN_SECONDS = 0.1, TWIN_MOVING_SECONDS = 0.5; /* between two of them */

typedef struct Host {
    Window *window;
    double last;       /* when the last frame began, seconds */
    bool idle;         /* the loop is paused */
    unsigned wakes;    /* a wake-up that was asked for before the last one does nothing */
    char *twin;        /* that the page has; owned; NULL: none yet */
    double since_twin; /* seconds */
    Announcer announcer;
    unsigned focus; /* that the page has */
    bool taken;     /* the last key that went down means something to the program */
} Host;

/* There is one window, and the browser calls back without saying whose: exports and SDL's event
 * watch need to find it. */
static Host host;

/* ---- the page ---- */

/* clang-format off */
EM_JS(void, page_copy, (const char *text), { Module.page.copy(UTF8ToString(text)); });
EM_JS(void, page_link, (const char *link, int chosen), { Module.page.link(UTF8ToString(link), chosen !== 0); });
EM_JS(int, page_theme, (void), { return Module.page.theme(); });
EM_JS(int, page_still, (void), { return Module.page.still() ? 1 : 0; });
EM_JS(char *, page_paste, (void), { return stringToNewUTF8(Module.page.pasted()); });
EM_JS(void, page_fetch, (void), { Module.page.fetch(); });
EM_JS(char *, page_keep, (void), { return stringToNewUTF8(Module.page.keep()); });
EM_JS(void, page_give, (void), { Module.page.give(); });
EM_JS(void, page_letters, (const char *letters), { Module.page.letters(UTF8ToString(letters)); });
EM_JS(void, page_twin, (const char *title, const char *text, const char *language),
      { Module.page.twin(UTF8ToString(title), UTF8ToString(text), UTF8ToString(language)); });
EM_JS(void, page_focus, (unsigned id), { Module.page.focus(id >>> 0); });
EM_JS(void, page_announce, (const char *text), { Module.page.announce(UTF8ToString(text)); });
EM_JS(void, page_field, (float x, float y, float w, float h, const char *label, int length,
                         const char *text, int number, int marked), {
    Module.page.field({ x, y, w, h, number: number !== 0, marked: marked !== 0,
                        label: UTF8ToString(label, length), text: text ? UTF8ToString(text) : null });
});
EM_JS(void, page_no_field, (void), { Module.page.field(null); });
EM_JS(int, page_coarse, (void), { return matchMedia('(pointer: coarse)').matches ? 1 : 0; });
EM_JS(void, page_closed, (const char *why, int kept), { Module.page.closed(UTF8ToString(why), kept !== 0); });
/* clang-format on */

const bool HOST_IS_PAGE = true;

bool host_touch(void) {
    return page_coarse();
}

void host_field(const Field *field, float ratio) {
    if (!field) {
        page_no_field();
        return;
    }
    const Rect r = field->rect;
    page_field(r.x / ratio, r.y / ratio, r.w / ratio, r.h / ratio, field->label,
               (int)field->label_length, field->text, field->number, field->marked);
}

/* The browser says later whether it is copied (web_copied). */
void host_copy(Window *window, const char *text) {
    (void)window;
    page_copy(text);
}

const char HOST_COPIED[] = "A link to this place, with all changes, is copied";

void host_link(const char *link, bool chosen) {
    page_link(link, chosen);
}

HostWishes host_wishes(void) {
    return (HostWishes){.any = true, .theme = page_theme(), .reduced_motion = page_still() != 0};
}

/* The page has asked the browser, and has sent Ctrl+V when it had the answer. */
char *host_paste(void) {
    char *text = page_paste(), *copy = SDL_strdup(text);
    free(text);
    return copy;
}

void host_fetch(void) {
    page_fetch();
}

/* Empty: it is kept. */
bool host_keep(Error *error) {
    char *why = page_keep();
    bool kept = why && !why[0];
    if (!kept)
        error_set(error, "%s", why ? why : "the page lacks memory");
    free(why);
    return kept;
}

void host_give(void) {
    page_give();
}

void host_letters(const char *letters) {
    page_letters(letters);
}

/* ---- for those who do not see it ---- */

static char *twin_now(void) {
    const WindowSetup *setup = window_setup(host.window);
    const DisplayList *list = window_picture(host.window);
    Viewport viewport = window_viewport(host.window);
    size_t length = scene_twin(list, setup->session, &viewport, setup->title, NULL, 0);
    char *text = malloc(length + 1);
    if (text)
        scene_twin(list, setup->session, &viewport, setup->title, text, length + 1);
    return text;
}

/* Not with every frame of what moves: nobody could follow that. */
static void follow_twin(double seconds) {
    const WindowSetup *setup = window_setup(host.window);
    bool moving = window_moving(host.window);
    unsigned focus = setup->session->view.focus_visible ? setup->session->view.focus : 0;
    host.since_twin += seconds;
    if (host.twin && focus == host.focus &&
        host.since_twin < (moving ? TWIN_MOVING_SECONDS : TWIN_SECONDS))
        return;
    char *twin = twin_now();
    host.since_twin = 0;
    if (twin && (!host.twin || strcmp(twin, host.twin) != 0))
        page_twin(setup->title, twin, language_tag(setup->session->view.language));
    free(host.twin);
    host.twin = twin;
    if (focus != host.focus)
        page_focus(focus);
    host.focus = focus;
}

static void follow_news(double seconds) {
    const WindowSetup *setup = window_setup(host.window);
    Viewport viewport = window_viewport(host.window);
    char *said = announce(&host.announcer, setup->session, &viewport, setup->title, seconds);
    if (said)
        page_announce(said);
    free(said);
}

/* ---- frames ---- */

static void wake(void) {
    if (!host.idle)
        return;
    host.idle = false;
    host.wakes++;
    emscripten_resume_main_loop();
}

static void wake_later(void *wakes) {
    if ((unsigned)(size_t)wakes == host.wakes)
        wake();
}

/* The page asks for every key at once whether it may leave it to the browser. */
static int wake_by_event(void *context, SDL_Event *event) {
    (void)context;
    if (event->type == SDL_KEYDOWN && host.window)
        host.taken = window_takes(host.window, &event->key);
    wake();
    return 1;
}

static void idle(double seconds) {
    host.idle = true;
    emscripten_pause_main_loop();
    emscripten_async_call(wake_later, (void *)(size_t)host.wakes, (int)(seconds * 1000) + 1);
}

static void end(const Error *error) {
    emscripten_cancel_main_loop();
    SDL_DelEventWatch(wake_by_event, NULL);
    bool kept = window_close(host.window);
    host.window = NULL;
    page_closed(error->what, kept);
}

static void frame(void) {
    Error error = {.what = ""};
    double now = emscripten_get_now() / 1000, seconds = now - host.last;
    host.last = now;
    if (!window_frame(host.window, seconds, &error)) {
        end(&error);
        return;
    }
    follow_twin(seconds);
    follow_news(seconds);
    if (!window_moving(host.window))
        idle(window_idle_seconds(host.window));
}

void host_run(Window *window, Error *error) {
    (void)error;
    host = (Host){.window = window, .last = emscripten_get_now() / 1000};
    SDL_AddEventWatch(wake_by_event, NULL);
    emscripten_set_main_loop(frame, 0, true);
}

/* ---- what the page calls ---- */

/* The page goes away, perhaps for good. */
EMSCRIPTEN_KEEPALIVE void web_save(void);
void web_save(void) {
    if (host.window)
        window_save(host.window);
}

/* Somebody goes to a link: by the address, or back and forward. */
EMSCRIPTEN_KEEPALIVE void web_go(const char *link);
void web_go(const char *link) {
    if (!host.window)
        return;
    window_go(host.window, link);
    wake();
}

/* The text that the page was to copy is copied, or cannot be. */
EMSCRIPTEN_KEEPALIVE void web_copied(bool copied);
void web_copied(bool copied) {
    static const char NOT_COPIED[] = "The browser does not let it be copied: copy it by hand";
    if (!host.window)
        return;
    Session *session = window_setup(host.window)->session;
    Error notice;
    error_set(&notice, "%s", phrase_in(session->view.language, copied ? HOST_COPIED : NOT_COPIED));
    session_tell(session, &notice);
    wake();
}

EMSCRIPTEN_KEEPALIVE void web_share(void);
void web_share(void) {
    if (host.window)
        window_share(host.window);
}

/* The system's wishes have changed. */
EMSCRIPTEN_KEEPALIVE void web_wish(void);
void web_wish(void) {
    if (!host.window)
        return;
    window_wish(host.window);
    wake();
}

/* Whether the program takes the key that went down last. */
EMSCRIPTEN_KEEPALIVE bool web_taken(void);
bool web_taken(void) {
    bool taken = host.taken;
    host.taken = false;
    return taken;
}

/* Tab has led into the canvas, forwards by 1, backwards by -1. */
EMSCRIPTEN_KEEPALIVE void web_enter(int by);
void web_enter(int by) {
    if (!host.window)
        return;
    window_enter(host.window, by);
    wake();
}

/* What somebody does in the twin, by a region's id. */
EMSCRIPTEN_KEEPALIVE void web_press(unsigned id);
void web_press(unsigned id) {
    if (host.window)
        window_press(host.window, id);
    wake();
}

EMSCRIPTEN_KEEPALIVE void web_set(unsigned id, float value, int step);
void web_set(unsigned id, float value, int step) {
    if (host.window)
        window_set(host.window, id, value, step);
    wake();
}

/* The page has come there by itself: it need not be told. */
EMSCRIPTEN_KEEPALIVE void web_focus(unsigned id);
void web_focus(unsigned id) {
    if (host.window)
        window_focus(host.window, id);
    host.focus = id;
    wake();
}

/* The state as a text, to be freed; NULL: there is none. */
EMSCRIPTEN_KEEPALIVE char *web_state(void);
char *web_state(void) {
    WindowSetup *setup = host.window ? window_setup(host.window) : NULL;
    return setup && setup->copy_state ? setup->copy_state(setup) : NULL;
}

/* The screen as a page to print, to be freed (scene/words/handout.h); empty: its picture and its sentences are that.
 * NULL: memory lacks. */
EMSCRIPTEN_KEEPALIVE char *web_handout(void);
char *web_handout(void) {
    const WindowSetup *setup = host.window ? window_setup(host.window) : NULL;
    const Viewport viewport = {.catalogue = setup ? setup->catalogue : NULL};
    size_t length = setup ? scene_handout(setup->session, &viewport, NULL, 0) : 0;
    char *text = calloc(1, length + 1);
    if (text && length)
        scene_handout(setup->session, &viewport, text, length + 1);
    return text;
}

/* Files were dropped or chosen, and lie at these paths now, a line each. beat: to go to in a lesson, from 1;
 * 0: where it was left. Whether what is open now came of them. */
EMSCRIPTEN_KEEPALIVE bool web_drop(char *paths, int beat);
bool web_drop(char *paths, int beat) {
    enum { FILES = 256 };
    char *list[FILES], *next = paths;
    int count = 0;
    while (host.window && next && count < FILES) {
        list[count++] = next;
        next = strchr(next, '\n');
        if (next)
            *next++ = '\0';
    }
    bool opened = count && window_drop(host.window, list, count);
    Session *session = opened ? window_setup(host.window)->session : NULL;
    if (opened && beat > 0) {
        session_skip_question(session);
        session_apply(session, &(Action){.kind = ACTION_GO_BEAT, .number = beat - 1});
    }
    wake();
    return opened;
}

/* What the page keeps of what was opened is another list. */
EMSCRIPTEN_KEEPALIVE void web_listed(void);
void web_listed(void) {
    if (host.window)
        window_list_own(host.window);
    wake();
}

/* The page has something to say of files (own_words). */
EMSCRIPTEN_KEEPALIVE void web_say(const char *what, const char *one, const char *two);
void web_say(const char *what, const char *one, const char *two) {
    Error notice;
    const Session *session = host.window ? window_setup(host.window)->session : NULL;
    if (session && own_words(session->view.language, what, one, two, &notice))
        window_tell(host.window, &notice);
    wake();
}

/* The path of the model that was opened and is on the screen, to be freed; empty: there is none. */
EMSCRIPTEN_KEEPALIVE char *web_model(void);
char *web_model(void) {
    WindowSetup *setup = host.window ? window_setup(host.window) : NULL;
    const char *path = setup && setup->model ? setup->model(setup) : NULL;
    return strdup(path ? path : "");
}

/* The path of the open lesson's file, to be freed; empty: there is none. */
EMSCRIPTEN_KEEPALIVE char *web_lesson(void);
char *web_lesson(void) {
    const Session *session = host.window ? window_setup(host.window)->session : NULL;
    const char *path = session && session->lesson ? session->lesson->path : NULL;
    return strdup(path ? path : "");
}

/* The letters that host_letters asked for lie among the fonts. */
EMSCRIPTEN_KEEPALIVE void web_letters(void);
void web_letters(void) {
    if (!host.window)
        return;
    window_take_fonts(host.window);
    wake();
}

/* The page has a text for host_paste. */
EMSCRIPTEN_KEEPALIVE void web_paste(void);
void web_paste(void) {
    SDL_Event event = {
        .key = {.type = SDL_KEYDOWN,
                .state = SDL_PRESSED,
                .keysym = {.scancode = SDL_SCANCODE_V, .sym = SDLK_v, .mod = KMOD_LCTRL}}};
    SDL_PushEvent(&event);
}

/* The canvas has another size, or other pixels. */
EMSCRIPTEN_KEEPALIVE void web_resized(void);
void web_resized(void) {
    SDL_Event event = {.window = {.type = SDL_WINDOWEVENT, .event = SDL_WINDOWEVENT_SIZE_CHANGED}};
    SDL_PushEvent(&event);
}
