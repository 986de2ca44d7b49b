/* open.c: `gatescope [STATE] [LESSON]`, and the window that a tool's command opens: which lesson, and how
 * it begins. */
#include "commands/window/open.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands/library/languages.h"
#include "commands/line/say.h"
#include "commands/line/words.h"
#include "commands/state/aside.h"
#include "commands/state/language.h"
#include "commands/window/link.h"
#include "commands/window/serve.h"
#include "files/lesson/file.h"
#include "scene/display/theme.h"
#include "ui/window/host.h"
#include "ui/window/lost.h"
#include "ui/window/own.h"
#include "ui/window/window.h"

_Static_assert((int)LOST_STATUS == (int)EXIT_ENVIRONMENT, "one status for what is wrong outside");

/* The words of the command line. */
typedef struct Wish {
    const char *state, *lesson; /* NULL: not given */
    const char *link;           /* alike: it names all of it, and what it gets wrong is no error */
    long beat;                  /* from 1; 0: not given */
    int theme, motion;          /* motion 1: reduced; -1: not given */
    int tool;                   /* that is open first: a SessionKindId; 0: none is */
    bool once;                  /* one frame only */
} Wish;

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

/* ---- the command ---- */

/* False after saying what is wrong. */
static bool read_wish(Wish *wish, const Words *words) {
    static const char *const motions[] = {"full", "reduced", NULL};
    const char *themes[THEME_CHOICES + 1] = {NULL};
    int count = words->operand_count, at = count && share_looks_like(words->operands[0]) ? 1 : 0;
    const char *link = count == 1 && !at ? place_link_in(words->operands[0]) : NULL;
    if (count == 1 && words->operands[0][0] == '#') /* a page has no other */
        link = words->operands[0] + 1;
    *wish = (Wish){.state = at ? words->operands[0] : NULL,
                   .lesson = at < count && !link ? words->operands[at] : NULL,
                   .link = link,
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

/* The system's wishes count until somebody has chosen, and the command line's word more than both. */
static void apply_look(Host *host, const Wish *wish) {
    SavedState *state = &host->keeping.state;
    HostWishes wishes = host_wishes();
    if (wishes.any && wishes.theme >= 0 && !state->theme_chosen)
        state->theme = wishes.theme;
    if (wishes.any && !state->motion_chosen)
        state->reduced_motion = wishes.reduced_motion;
    if (wish->theme >= 0) {
        state->theme = wish->theme;
        state->theme_chosen = true;
    }
    if (wish->motion >= 0) {
        state->reduced_motion = wish->motion == 1;
        state->motion_chosen = true;
    }
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
    WindowSetup setup = serve_setup(host);
    Stamp stamp = stamp_of(host->path);
    host->lesson = read_lesson(host->path);
    if (!host->lesson)
        return EXIT_FAILED_CHECK;
    if (wish->beat > host->lesson->beat_count)
        return say(EXIT_USAGE, "--beat: the lesson has %d beats, found %ld",
                   host->lesson->beat_count, wish->beat);
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
    serve_watch(&setup, &stamp);
    serve_number(&setup, host);
    host->shelf.catalogue.keeps = own_is_kept();
    if (good && begins_at_home(host, wish)) {
        serve_home(&setup);
        session_apply(setup.session, &(Action){.kind = ACTION_HOME, .number = 1});
    }
    if (good && (wish->tool || wish->link)) /* which may lead to lessons, as exercises do */
        serve_shelf(&setup);
    if (good && wish->link)
        place_go(&setup, wish->link);
    keeping_tell(&host->keeping, &setup); /* whatever the link had to say */
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
    own_shelf_free(&host->own);
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

/* The lesson behind a tool, or a link, was not asked for: where it cannot be read, the first one stands
 * there. The library is open. */
static bool choose_behind(Host *host, const Wish *wish, Error *failure) {
    Error error = {0};
    if (!choose_lesson(host, wish, failure) || !host->library.count)
        return false;
    Lesson *lesson = serve_read(host->path, &error);
    if (!lesson)
        snprintf(host->path, sizeof host->path, "%s", host->library.paths[0]);
    lesson_free(lesson);
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
        bool found = wish.link ? library && choose_behind(&host, &wish, &error)
                               : (library || wish.lesson) && choose_lesson(&host, &wish, &error);
        status = found ? show(&host, &wish) : say_error(EXIT_ENVIRONMENT, &error);
    }
    close_host(&host);
    return status;
}

bool open_tool_window(const Words *words, Tools *tools, int kind, int *status) {
    Wish wish = {.tool = kind, .theme = -1, .motion = -1};
    Tools none = {.given = NULL};
    Host host = {.tools = &none};
    Error error = {0};
    *status = EXIT_USAGE;
    bool good = open_host(&host, words), course = good && library_open(&host.library, &error) &&
                                                  choose_behind(&host, &wish, &error);
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
