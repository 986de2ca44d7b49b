/* serve.c: see serve.h. */
#include "commands/window/serve.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "commands/line/say.h"
#include "commands/state/aside.h"
#include "commands/window/drop.h"
#include "commands/window/link.h"
#include "files/lesson/file.h"
#include "session/words/phrase.h"
#include "ui/draw/picture.h"
#include "ui/window/own.h"

enum { LINK_SIZE = 512 };

static const double PICTURES_SECONDS = 0.004; /* of a frame, for pictures of lessons */

/* Reads a lesson; on failure the first error, and how many there are, is in *error. */
Lesson *serve_read(const char *path, Error *error) {
    Errors errors = {0};
    Lesson *lesson = lesson_read(path, &errors);
    if (!lesson && errors.count)
        *error = errors.items[0];
    else if (!lesson)
        error_set(error, "out of memory");
    if (errors.count > 1)
        error_hint(error, "and %zu more", errors.count - 1);
    errors_free(&errors);
    return lesson;
}

/* The lesson behind that one. */
static void read_next(Host *host, int at) {
    Error error;
    lesson_free(host->next);
    host->next = NULL;
    if (at >= 0 && at + 1 < host->library.count)
        host->next = serve_read(host->library.paths[at + 1], &error);
}

/* Whether the path of the lesson's track ends with it. What cannot be read ends nothing. */
static bool ends_track(const Host *host, int at) {
    if (at < 0 || at + 1 >= host->library.count)
        return true;
    return host->next && strcmp(host->next->track, host->lesson->track) != 0;
}

/* In the language that is shown. */
static void set_title(WindowSetup *setup, Host *host) {
    snprintf(host->title, sizeof host->title, "%s \u2013 Gatescope",
             text_in(&host->lesson->title, setup->session->view.language));
    setup->title = host->title;
}

void serve_number(WindowSetup *setup, Host *host) {
    int at = library_find(&host->library, host->path);
    setup->catalogue = host->library.count ? &host->shelf.catalogue : NULL;
    read_next(host, at);
    setup->next_lesson = host->next;
    setup->path_end = ends_track(host, at);
    setup->lesson_number = at + 1;
    setup->lesson_total = at >= 0 ? host->library.count : 0;
    set_title(setup, host);
}

static double seconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* What takes longer than a frame may goes on in the next one: the window says how far it is. */
static bool watch_run(void *context, const Lesson *lesson, double done) {
    const double FRAME = 0.008;
    Host *host = context;
    (void)lesson;
    if (host->slice == 0)
        host->slice = seconds_now();
    bool on = seconds_now() - host->slice < FRAME;
    if (done >= 1)
        host->slice = 0;
    return on;
}

void serve_tell(WindowSetup *setup, const Error *error) {
    Error notice, near = *error;
    char text[1024];
    char *slash = strrchr(near.file, '/'); /* who dropped it knows its folder; the line is short */
    if (slash)
        memmove(near.file, slash + 1, strlen(slash));
    error_format(&near, text, sizeof text);
    error_set(&notice, "%s", text);
    session_apply(setup->session, /* at home it stands at the top */
                  &(Action){.kind = ACTION_SCROLL, .number = PANEL_HOME, .flag = true});
    session_tell(setup->session, &notice);
}

/* ---- what the window calls ---- */

static void attend(WindowSetup *setup) {
    Host *host = setup->host;
    attention_pass(&host->attention, seconds_now(), setup->session->version);
}

/* What is on the screen, into what is kept. */
static bool take_down(WindowSetup *setup) {
    Host *host = setup->host;
    SavedState *state = &host->keeping.state;
    free(state->last_lesson);
    state->last_lesson = strdup(host->path);
    if (tools_are_open(host->tools)) {
        saved_keep_view(state, &setup->session->view);
        return tools_hand_out(host->tools, setup);
    }
    attend(setup);
    return saved_keep(state, setup->session, host->attention.seconds, (int64_t)time(NULL));
}

static bool save(WindowSetup *setup) {
    Host *host = setup->host;
    bool kept = keeping_begin(&host->keeping) && keeping_end(&host->keeping, take_down(setup));
    if (kept && !tools_are_open(host->tools))
        attention_take(&host->attention); /* else it counts the next time */
    keeping_tell_trouble(&host->keeping, setup);
    return kept;
}

/* The picture shows the new price of a cell. */
static bool look_at_pace(WindowSetup *setup) {
    Host *host = setup->host;
    if (!pace_look(&host->pace, setup->session->run))
        return false;
    setup->step_ns = host->pace.ns;
    session_redraw(setup->session);
    return true;
}

static void show_errors(WindowSetup *setup) {
    const Host *host = setup->host;
    const Errors *errors = &host->watch.errors;
    setup->reading = errors->count ? errors->items : NULL;
    setup->reading_count = (int)errors->count;
}

/* The session goes over to the lesson as its file is now. */
static void take_lesson(WindowSetup *setup, Lesson *fresh) {
    Host *host = setup->host;
    Error error = {0};
    fresh->watch = &host->watching;
    if (!session_relesson(setup->session, fresh, &error)) {
        session_tell(setup->session, &error);
        lesson_free(fresh);
        return;
    }
    lesson_free(host->lesson);
    host->lesson = fresh;
    serve_number(setup, host);
}

/* A lesson that is not of the library is somebody's own, perhaps just being written: it is held to
 * what it says from the beginning. */
void serve_watch(WindowSetup *setup, const Stamp *stamp) {
    Host *host = setup->host;
    bool own = library_find(&host->library, host->path) < 0;
    watch_begin(&host->watch, host->path, stamp, own ? host->lesson : NULL);
    show_errors(setup);
}

/* A new session on the lesson at path, in the look of the one before; false leaves all as it was.
 */
bool serve_open(WindowSetup *setup, const char *path, Error *error) {
    Host *host = setup->host;
    if (strlen(path) >= sizeof host->path)
        return error_set(error, "the path of the lesson is too long");
    Stamp stamp = stamp_of(path);
    Lesson *lesson = serve_read(path, error);
    if (lesson)
        lesson->watch = &host->watching;
    Session *session = lesson ? session_new(lesson, error) : NULL;
    if (!session) {
        lesson_free(lesson);
        return false;
    }
    saved_restore(session, &host->keeping.state);
    session_free(setup->session);
    lesson_free(host->lesson);
    setup->session = session;
    host->lesson = lesson;
    memmove(host->path, path, strlen(path) + 1);
    host->attention = (Attention){0};
    serve_watch(setup, &stamp);
    serve_number(setup, host);
    return true;
}

static bool poll_file(WindowSetup *setup) {
    Host *host = setup->host;
    Lesson *fresh = NULL;
    keeping_tell(&host->keeping, setup); /* in the language that is shown */
    if (tools_are_open(host->tools))
        return false;                   /* the lesson's file is looked at when one is back */
    if (shelf_look_again(&host->shelf)) /* whoever shows it draws it with the next frame */
        shelf_mark(&host->shelf, &host->keeping.state, setup->lesson_number - 1,
                   (int64_t)time(NULL));
    attend(setup);
    set_title(setup, host);
    WatchEvent event = watch_look(&host->watch, &fresh);
    if (event == WATCH_SAME)
        return look_at_pace(setup);
    if (event == WATCH_LESSON)
        take_lesson(setup, fresh);
    show_errors(setup);
    return true;
}

static void open_nth(WindowSetup *setup, int index) {
    Host *host = setup->host;
    Error error;
    if (tools_are_open(host->tools))
        save(setup); /* what was answered there */
    tools_close(host->tools, setup);
    if (index < 0 || index >= host->library.count)
        return;
    session_apply(setup->session, &(Action){.kind = ACTION_HOME, .number = 0});
    if (index + 1 == setup->lesson_number)
        return;
    save(setup);
    if (!serve_open(setup, host->library.paths[index], &error))
        serve_tell(setup, &error);
}

static void open_lesson(WindowSetup *setup, int direction) {
    if (setup->lesson_number)
        open_nth(setup, setup->lesson_number - 1 + direction);
}

static void open_term(WindowSetup *setup, int term) {
    Host *host = setup->host;
    bool known = term >= 0 && term < host->glossary.count && host->glossary.items[term].lesson;
    int index = known ? library_named(&host->library, host->glossary.items[term].lesson) : -1;
    if (index >= 0)
        open_nth(setup, index);
}

static void list_own(WindowSetup *setup) {
    Host *host = setup->host;
    Catalogue *catalogue = &host->shelf.catalogue;
    own_shelf_fill(&host->own, own_list());
    catalogue->own = host->own.items;
    catalogue->own_count = host->own.count;
    catalogue->keeps = own_is_kept();
    catalogue->version++;
}

static const char *model_of(WindowSetup *setup) {
    const Host *host = setup->host;
    return tools_model(host->tools);
}

void serve_shelf(WindowSetup *setup) {
    Host *host = setup->host;
    Error error = {0};
    if (!shelf_fill(&host->shelf, &host->library, &error))
        say_error(0, &error);
    shelf_mark(&host->shelf, &host->keeping.state, setup->lesson_number - 1, (int64_t)time(NULL));
    host->shelf.catalogue.tools = true;
    list_own(setup);
}

/* Lessons that were changed on the disk are read again. */
void serve_home(WindowSetup *setup) {
    Host *host = setup->host;
    tools_close(host->tools, setup);
    saved_keep(&host->keeping.state, setup->session, 0, (int64_t)time(NULL));
    serve_shelf(setup);
}

static void open_tool(WindowSetup *setup, const Action *wish) {
    Host *host = setup->host;
    Error error = {0};
    if (!tools_carry_out(host->tools, setup, wish, &error))
        session_tell(setup->session, &error);
}

static bool follow_tool(WindowSetup *setup) {
    Host *host = setup->host;
    return tools_follow(host->tools, setup);
}

static void save_of_tool(WindowSetup *setup, bool view) {
    Host *host = setup->host;
    tools_save(host->tools, setup, view);
}

static bool draw_more(WindowSetup *setup) {
    Host *host = setup->host;
    return shelf_draw_more(&host->shelf, PICTURES_SECONDS);
}

/* Into the current folder, under a name of its own. */
static void save_picture(WindowSetup *setup, const SDL_Surface *picture) {
    const Host *host = setup->host;
    char path[PATH_SIZE];
    Stamp there;
    int number = 1;
    do {
        snprintf(path, sizeof path, "gatescope-%s-%d.png",
                 tools_are_open(host->tools) ? tools_name(host->tools) : host->lesson->id,
                 number++);
        there = stamp_of(path);
    } while (there.there && number < 10000);
    Error error;
    bool saved = picture_save(picture, path, &error);
    if (saved)
        error_set(&error, phrase_in(setup->session->view.language, "The picture is saved as %s"),
                  path);
    session_tell(setup->session, &error);
}

static char *copy_state(WindowSetup *setup) {
    char link[LINK_SIZE] = "#";
    Error error;
    if (!place_is_lesson(setup)) { /* there is nothing but the place to open elsewhere */
        place_share(setup, link + 1, sizeof link - 1);
        return strdup(link);
    }
    char *text = share_text(setup->session, &error);
    if (!text)
        session_tell(setup->session, &error);
    return text;
}

static bool open_state(WindowSetup *setup, const char *text, Error *error) {
    Host *host = setup->host;
    SharedState state;
    if (!share_read(&state, text, error))
        return false;
    bool here = strcmp(state.lesson.id, host->lesson->id) == 0;
    const char *path = here ? host->path : share_lesson(&state, &host->library, error);
    bool good = path && (here || serve_open(setup, path, error)) &&
                aside_open(&host->keeping, setup->session, &state, error);
    share_free(&state);
    return good;
}

/* Saved first, so that the place where one is now can be come back to. */
static void turn_state(WindowSetup *setup) {
    Host *host = setup->host;
    Error error;
    if (tools_are_open(host->tools))
        return;
    save(setup);
    if (!aside_turn(&host->keeping, setup->session, &error))
        session_tell(setup->session, &error);
}

static void paste_state(WindowSetup *setup, const char *text) {
    Host *host = setup->host;
    const char *link = place_link_in(text);
    Error error;
    if (tools_paste(host->tools, setup, text))
        return;
    if (link) {
        place_go(setup, link);
        return;
    }
    save(setup);
    tools_close(host->tools, setup);
    if (open_state(setup, text, &error))
        return;
    Error notice;
    error_set(&notice, phrase_in(setup->session->view.language, "Not pasted: %s"), error.what);
    session_tell(setup->session, &notice);
}

static void open_saved(WindowSetup *setup) {
    Host *host = setup->host;
    if (!tools_open_saved(host->tools, setup))
        return;
    char *saved = host->tools->saved;
    serve_drop(setup, &saved, 1);
}

WindowSetup serve_setup(Host *host) {
    host->watching = (RunWatch){watch_run, host};
    return (WindowSetup){.host = host,
                         .glossary = &host->glossary,
                         .save = save,
                         .poll = poll_file,
                         .open_lesson = open_lesson,
                         .open_nth = open_nth,
                         .open_term = open_term,
                         .go_home = serve_home,
                         .open_tool = open_tool,
                         .follow = follow_tool,
                         .save_lesson = save_of_tool,
                         .open_saved = open_saved,
                         .draw_more = draw_more,
                         .save_picture = save_picture,
                         .link = place_link,
                         .go = place_go,
                         .copy_state = copy_state,
                         .paste_state = paste_state,
                         .other_state = turn_state,
                         .drop_files = serve_drop,
                         .model = model_of,
                         .list_own = list_own};
}
