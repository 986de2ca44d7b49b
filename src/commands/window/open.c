/* open.c: `gatescope [STATE] [LESSON]`: the window, and what it needs besides drawing: lessons,
 * their files while they are edited, the saved state, states that are shared. */
#include "commands/window/open.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "commands/library/languages.h"
#include "commands/library/library.h"
#include "commands/library/shelf.h"
#include "commands/line/patience.h"
#include "commands/line/say.h"
#include "commands/line/words.h"
#include "commands/state/aside.h"
#include "commands/state/keeping.h"
#include "commands/state/language.h"
#include "commands/state/share.h"
#include "commands/tools/tools.h"
#include "commands/window/attention.h"
#include "commands/window/pace.h"
#include "commands/window/watch.h"
#include "files/lesson/file.h"
#include "lesson/run/run.h"
#include "scene/display/theme.h"
#include "session/words/phrase.h"
#include "ui/draw/picture.h"
#include "ui/window/host.h"
#include "ui/window/lost.h"
#include "ui/window/window.h"

enum { PATH_SIZE = WATCH_PATH };
_Static_assert((int)LOST_STATUS == (int)EXIT_ENVIRONMENT, "one status for what is wrong outside");
static const double PICTURES_SECONDS = 0.004; /* of a frame, for pictures of lessons */

/* The words of the command line. */
typedef struct Wish {
    const char *state, *lesson; /* NULL: not given */
    long beat;                  /* from 1; 0: not given */
    int theme, motion;          /* motion 1: reduced; -1: not given */
    int tool;                   /* that is open first: a SessionKindId; 0: none is */
    bool once;                  /* one frame only */
} Wish;

typedef struct Host {
    Library library;
    Shelf shelf; /* of the home screen; filled when that is opened */
    Keeping keeping;
    SharedState shared;    /* that the command line gave; id NULL: none */
    char path[PATH_SIZE];  /* of the lesson that is open */
    Lesson *lesson, *next; /* the one that is open; the one behind it, NULL: none */
    Watch watch;
    Glossary glossary;
    Pace pace;
    char title[256];
    bool language_told;  /* by the command line: a shared state does not change it */
    Tools *tools;        /* that the home screen opens besides lessons */
    Attention attention; /* to the lesson that is open */
    RunWatch watching;   /* of the lessons that are opened here */
    double slice;        /* when the part of a run began that this frame computes; 0: none is */
} Host;

/* Reads a lesson; on failure the first error, and how many there are, is in *error. */
static Lesson *try_lesson(const char *path, Error *error) {
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
        host->next = try_lesson(host->library.paths[at + 1], &error);
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

static void set_number(WindowSetup *setup, Host *host) {
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
    const double FRAME = 0.03;
    Host *host = context;
    (void)lesson;
    if (host->slice == 0)
        host->slice = seconds_now();
    bool on = seconds_now() - host->slice < FRAME;
    if (done >= 1)
        host->slice = 0;
    return on;
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
    keeping_tell(&host->keeping, setup);
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
    set_number(setup, host);
}

/* A lesson that is not of the library is somebody's own, perhaps just being written: it is held to
 * what it says from the beginning. */
static void begin_watch(WindowSetup *setup, const Stamp *stamp) {
    Host *host = setup->host;
    bool own = library_find(&host->library, host->path) < 0;
    watch_begin(&host->watch, host->path, stamp, own ? host->lesson : NULL);
    show_errors(setup);
}

/* A new session on the lesson at path, in the look of the one before; false leaves all as it was.
 */
static bool switch_to(WindowSetup *setup, const char *path, Error *error) {
    Host *host = setup->host;
    if (strlen(path) >= sizeof host->path)
        return error_set(error, "the path of the lesson is too long");
    Stamp stamp = stamp_of(path);
    Lesson *lesson = try_lesson(path, error);
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
    begin_watch(setup, &stamp);
    set_number(setup, host);
    return true;
}

static bool poll_file(WindowSetup *setup) {
    Host *host = setup->host;
    Lesson *fresh = NULL;
    keeping_tell(&host->keeping, setup); /* in the language that is shown */
    if (tools_are_open(host->tools))
        return false;               /* the lesson's file is looked at when one is back */
    shelf_look_again(&host->shelf); /* whoever shows it draws it with the next frame */
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
    if (!switch_to(setup, host->library.paths[index], &error))
        session_tell(setup->session, &error);
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

static void fill_shelf(WindowSetup *setup) {
    Host *host = setup->host;
    Error error = {0};
    if (!shelf_fill(&host->shelf, &host->library, &error))
        say_error(0, &error);
    shelf_mark(&host->shelf, &host->keeping.state, setup->lesson_number - 1, (int64_t)time(NULL));
    host->shelf.catalogue.tools = true;
}

/* Lessons that were changed on the disk are read again. */
static void go_home(WindowSetup *setup) {
    Host *host = setup->host;
    tools_close(host->tools, setup);
    saved_keep(&host->keeping.state, setup->session, 0, (int64_t)time(NULL));
    fill_shelf(setup);
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

/* The home screen comes first until a lesson was begun. */
static bool begins_at_home(const Host *host, const Wish *wish) {
    const SavedState *state = &host->keeping.state;
    if (wish->lesson || wish->state || wish->beat || wish->tool || !host->library.count)
        return false;
    for (int k = 0; k < state->lesson_count; k++)
        if (saved_progress(&state->lessons[k]).visited > 1)
            return false;
    return true;
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
    const Host *host = setup->host;
    Error error;
    if (tools_are_open(host->tools)) /* there is no lesson to open elsewhere */
        return NULL;
    char *text = share_text(setup->session, &error);
    if (text)
        error_set(&error, "%s", phrase_in(setup->session->view.language, HOST_COPIED));
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
    bool good = path && (here || switch_to(setup, path, error)) &&
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
    Error error;
    if (tools_paste(host->tools, setup, text))
        return;
    save(setup);
    tools_close(host->tools, setup);
    if (open_state(setup, text, &error))
        return;
    Error notice;
    error_set(&notice, phrase_in(setup->session->view.language, "Not pasted: %s"), error.what);
    session_tell(setup->session, &notice);
}

/* A lesson's file; anything else says what is wrong with it. */
static void drop_file(WindowSetup *setup, const char *path) {
    Error error;
    session_apply(setup->session, &(Action){.kind = ACTION_HOME, .number = 0});
    if (switch_to(setup, path, &error))
        return;
    session_tell(setup->session, &error);
}

static void open_saved(WindowSetup *setup) {
    Host *host = setup->host;
    if (!tools_open_saved(host->tools, setup))
        return;
    tools_close(host->tools, setup);
    drop_file(setup, host->tools->saved);
}

/* ---- the command ---- */

/* False after saying what is wrong. */
static bool read_wish(Wish *wish, const Words *words) {
    static const char *const motions[] = {"full", "reduced", NULL};
    const char *themes[THEME_CHOICES + 1] = {NULL};
    int count = words->operand_count, at = count && share_looks_like(words->operands[0]) ? 1 : 0;
    *wish = (Wish){.state = at ? words->operands[0] : NULL,
                   .lesson = at < count ? words->operands[at] : NULL,
                   .once = words_value(words, "--once") != NULL,
                   .theme = -1,
                   .motion = -1};
    for (int k = 0; k < THEME_CHOICES; k++)
        themes[k] = theme_get(k)->name;
    if (count > at + 1) {
        say(EXIT_USAGE, "expected one lesson, found %d words", count);
        return false;
    }
    return words_long(words, "--beat", 1, STATE_BEATS, &wish->beat) &&
           words_name(words, "--theme", themes, &wish->theme) &&
           words_name(words, "--motion", motions, &wish->motion);
}

/* A lesson of the library may be called by its id, where no file has that name. */
static const char *named_lesson(const Host *host, const char *name) {
    bool file = stamp_of(name).there || strchr(name, '/') || strchr(name, '.');
    int index = file ? -1 : library_named(&host->library, name);
    return index >= 0 ? host->library.paths[index] : name;
}

/* The command line's word counts more than what was kept. */
static void apply_look(Host *host, const Wish *wish) {
    if (wish->theme >= 0)
        host->keeping.state.theme = wish->theme;
    if (wish->motion >= 0)
        host->keeping.state.reduced_motion = wish->motion == 1;
}

/* An open question does not hold back one who names the beat. */
static void go_to_wish(Session *session, const Wish *wish) {
    if (!wish->beat)
        return;
    session_skip_question(session);
    session_apply(session, &(Action){.kind = ACTION_GO_BEAT, .number = (int)wish->beat - 1});
}

static const char *wished_path(const Host *host, const Wish *wish, Error *error) {
    const char *last = host->keeping.state.last_lesson;
    if (wish->lesson)
        return named_lesson(host, wish->lesson);
    if (host->shared.lesson.id)
        return share_lesson(&host->shared, &host->library, error);
    if (last && stamp_of(last).there)
        return last;
    if (host->library.count)
        return host->library.paths[0];
    error_set(error, "there are no lessons in the folder of lessons; name one");
    return NULL;
}

static bool choose_lesson(Host *host, const Wish *wish, Error *error) {
    const char *path = wished_path(host, wish, error);
    if (!path)
        return false;
    if (strlen(path) >= sizeof host->path)
        return error_set(error, "the path of the lesson is too long");
    char plain[PATH_SIZE];
    if (path[0] != '/' && realpath(path, plain)) /* so that it is found again from another folder */
        path = plain;
    memmove(host->path, path, strlen(path) + 1);
    return true;
}

/* The lesson waits behind the tool, as if that had been opened at home. */
static bool begin_with_tool(WindowSetup *setup, int tool, Error *error) {
    Host *host = setup->host;
    return !tool || tools_open(host->tools, setup, tool, error);
}

/* One frame, to see that it starts and how long that takes. */
static bool run_once(WindowSetup *setup, Error *error) {
    Window *window = window_open(setup, error);
    Error failure = {0};
    bool good = window && window_frame(window, 0, &failure);
    if (window)
        window_close(window);
    if (failure.what[0])
        *error = failure;
    return good;
}

static int show(Host *host, const Wish *wish) {
    Error error = {0};
    host->tools->state = &host->keeping.state;
    WindowSetup setup = {.host = host,
                         .glossary = &host->glossary,
                         .save = save,
                         .poll = poll_file,
                         .open_lesson = open_lesson,
                         .open_nth = open_nth,
                         .open_term = open_term,
                         .go_home = go_home,
                         .open_tool = open_tool,
                         .follow = follow_tool,
                         .save_lesson = save_of_tool,
                         .open_saved = open_saved,
                         .draw_more = draw_more,
                         .save_picture = save_picture,
                         .copy_state = copy_state,
                         .paste_state = paste_state,
                         .other_state = turn_state,
                         .drop_file = drop_file};
    Stamp stamp = stamp_of(host->path);
    host->lesson = read_lesson(host->path);
    if (!host->lesson)
        return EXIT_FAILED_CHECK;
    if (wish->beat > host->lesson->beat_count)
        return say(EXIT_USAGE, "--beat: the lesson has %d beats, found %ld",
                   host->lesson->beat_count, wish->beat);
    host->watching = (RunWatch){watch_run, host};
    host->lesson->watch = &host->watching;
    setup.session = session_new(host->lesson, &error);
    if (!setup.session)
        return say_error(EXIT_ENVIRONMENT, &error);
    saved_restore(setup.session, &host->keeping.state);
    bool good =
        !host->shared.lesson.id || aside_open(&host->keeping, setup.session, &host->shared, &error);
    if (host->language_told)
        session_set_language(setup.session, language_of_tag(host->keeping.state.language));
    go_to_wish(setup.session, wish);
    begin_watch(&setup, &stamp);
    set_number(&setup, host);
    if (good && begins_at_home(host, wish)) {
        go_home(&setup);
        session_apply(setup.session, &(Action){.kind = ACTION_HOME, .number = 1});
    }
    keeping_tell(&host->keeping, &setup);
    if (good && wish->tool) /* which may lead to lessons, as exercises do */
        fill_shelf(&setup);
    good = good && begin_with_tool(&setup, wish->tool, &error) &&
           (wish->once ? run_once(&setup, &error) : window_run(&setup, &error));
    tools_close(host->tools, &setup);
    session_free(setup.session);
    return good ? EXIT_GOOD : say_error(EXIT_ENVIRONMENT, &error);
}

static void close_host(Host *host) {
    watch_end(&host->watch);
    lesson_free(host->lesson);
    lesson_free(host->next);
    tools_free(host->tools);
    shelf_free(&host->shelf);
    library_close(&host->library);
    glossary_free(&host->glossary);
    keeping_close(&host->keeping);
    share_free(&host->shared);
}

/* What was kept, and the language. False after saying what is wrong. */
static bool open_host(Host *host, const Words *words) {
    Language language;
    keeping_open(&host->keeping);
    host->glossary = library_glossary();
    host->language_told = words_value(words, "--lang") != NULL;
    if (!language_choose(words, &host->keeping.state, &language))
        return false;
    snprintf(host->keeping.state.language, sizeof host->keeping.state.language, "%s",
             language_tag(language));
    return true;
}

int open_window(const Words *words, int tool) {
    Error error = {0};
    int status = EXIT_USAGE;
    Wish wish;
    if (!read_wish(&wish, words))
        return EXIT_USAGE;
    wish.tool = tool;
    Tools tools = {.given = NULL};
    Host host = {.tools = &tools};
    if (wish.state && !share_read(&host.shared, wish.state, &error))
        return say_error(EXIT_USAGE, &error);
    if (open_host(&host, words)) {
        apply_look(&host, &wish);
        bool library = library_open(&host.library, &error);
        bool found = (library || wish.lesson) && choose_lesson(&host, &wish, &error);
        status = found ? show(&host, &wish) : say_error(EXIT_ENVIRONMENT, &error);
    }
    close_host(&host);
    return status;
}

/* The lesson behind a tool was not asked for: where it cannot be read, the first one stands there. */
static bool choose_behind(Host *host, const Wish *wish) {
    Error error = {0};
    if (!library_open(&host->library, &error) || !choose_lesson(host, wish, &error) ||
        !host->library.count)
        return false;
    Lesson *lesson = try_lesson(host->path, &error);
    if (!lesson)
        snprintf(host->path, sizeof host->path, "%s", host->library.paths[0]);
    lesson_free(lesson);
    return true;
}

bool open_tool_window(const Words *words, Tools *tools, int kind, int *status) {
    Wish wish = {.tool = kind, .theme = -1, .motion = -1};
    Tools none = {.given = NULL};
    Host host = {.tools = &none};
    *status = EXIT_USAGE;
    bool good = open_host(&host, words), course = good && choose_behind(&host, &wish);
    if (course || !good)
        host.tools = tools;
    if (course)
        *status = show(&host, &wish);
    close_host(&host);
    return course || !good;
}

int command_open(const Command *command, int count, char **line) {
    Words words;
    int status;
    return words_read(&words, command, count, line, &status) ? open_window(&words, 0) : status;
}
