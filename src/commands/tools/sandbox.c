/* sandbox.c: `gatescope sandbox`: the window without a lesson, and what was recorded as a file. */
#include <stdio.h>
#include <string.h>

#include "commands/library/library.h"
#include "commands/line/command.h"
#include "commands/line/say.h"
#include "commands/state/saved.h"
#include "commands/tools/commands.h"
#include "commands/tools/sandbox.h"
#include "commands/tools/screen.h"
#include "files/lesson/recording.h"
#include "lesson/check/check.h"
#include "session/kinds/sandbox.h"
#include "session/words/phrase.h"

enum { PATH_SIZE = 4096 };

/* ---- what the window calls ---- */

/* What is saved passes its own check, or is not saved. */
static bool says_what_is_so(const Lesson *lesson, Error *error) {
    CheckCount count = {0};
    Errors errors = {0};
    bool good = lesson_check(lesson, &count, &errors);
    for (size_t k = 0; k < errors.count; k++)
        if (!errors.items[k].warning) {
            error_set(error, "not saved, because it would not come out again: %s",
                      errors.items[k].what);
            error_found(error, "%s", errors.items[k].found);
            good = false;
            break;
        }
    errors_free(&errors);
    return good || error->what[0] || error_memory(error, sizeof *lesson, "a check");
}

/* Its id has the file's number, so that two recordings can stand in one folder of lessons. */
static bool save_steps(const Session *session, long from, long to, const char *path, int number,
                       Error *error) {
    char id[40];
    snprintf(id, sizeof id, "recording-%d", number);
    Lesson *lesson = sandbox_snapshot(session->run, from, to, id, error);
    bool saved = lesson && says_what_is_so(lesson, error) && recording_write(path, lesson, error);
    lesson_free(lesson);
    return saved;
}

void sandbox_save_lesson(WindowSetup *setup, bool view, char *saved, size_t size) {
    Session *session = setup->session;
    const Sandbox *sandbox = session_sandbox(session);
    if (!sandbox) /* what was saved is open */
        return;
    long from = view ? sandbox->window_from : 0, to = session->lesson->steps;
    char path[PATH_SIZE];
    Error error = {0};
    if (view && from + sandbox->window < to)
        to = from + sandbox->window;
    int number = saved_new_name(path, sizeof path, "recording", "gatescope.json");
    *saved = '\0';
    if (!save_steps(session, from, to, path, number, &error)) {
        session_tell(session, &error);
        return;
    }
    library_whole_name(path, saved, size);
    error_set(&error, phrase_in(session->view.language, "Saved as %s"), saved);
    session_tell_saved(session, &error);
}

/* ---- the command ---- */

static const SandboxSetup USUAL = {.units = 4, .inputs = 2, .seed = 1};

Session *sandbox_session(Error *error) {
    SandboxSetup setup = USUAL;
    for (int k = 0; k < cell_kind_count(); k++)
        setup.kinds[k] = true;
    return session_new_sandbox(&setup, NULL, error);
}

static bool read_kinds(const Words *words, SandboxSetup *setup) {
    CellKind kinds[CELL_KIND_MOST];
    int count = 0;
    if (!words_kinds(words, "--cells", kinds, &count))
        return false;
    for (int k = 0; k < cell_kind_count(); k++)
        setup->kinds[k] = !count;
    for (int k = 0; k < count; k++)
        setup->kinds[kinds[k]] = true;
    return true;
}

static bool read_sizes(const Words *words, SandboxSetup *setup, float *rate) {
    long units = setup->units, inputs = setup->inputs, seed = (long)setup->seed;
    if (!words_long(words, "--units", 1, SANDBOX_UNITS, &units) ||
        !words_long(words, "--inputs", 1, SANDBOX_INPUTS, &inputs) ||
        !words_long(words, "--seed", 1, SANDBOX_SEEDS, &seed) ||
        !words_float(words, "--rate", 1, LIVE_RATE_MOST, rate))
        return false;
    setup->units = (int)units;
    setup->inputs = (int)inputs;
    setup->seed = (unsigned)seed;
    return true;
}

/* A word, else a lesson's file. False after saying what is wrong. */
static bool read_start(const Words *words, SandboxSetup *setup, Lesson **origin) {
    const char *start = words_value(words, "--start");
    if (!start || strcmp(start, "by-hand") == 0)
        return true;
    setup->start = strcmp(start, "random") == 0 ? START_RANDOM : START_LESSON;
    if (setup->start == START_LESSON)
        *origin = read_lesson(start);
    return setup->start != START_LESSON || *origin;
}

typedef struct Host {
    ToolHost screen;
    char saved[PATH_SIZE];
    Lesson *opened; /* what was saved, and is shown now; NULL: nothing is; owned */
} Host;

static void save_lesson(WindowSetup *setup, bool view) {
    Host *host = setup->host;
    sandbox_save_lesson(setup, view, host->saved, sizeof host->saved);
}

/* The recording takes the sandbox's place. */
static void open_saved(WindowSetup *setup) {
    Host *host = setup->host;
    Error error;
    Lesson *lesson = host->saved[0] && !host->opened ? read_lesson(host->saved) : NULL;
    Session *session = lesson ? session_new(lesson, &error) : NULL;
    if (!session) {
        lesson_free(lesson);
        return;
    }
    SessionLook look = session_look(setup->session);
    session_set_look(session, &look);
    session_free(setup->session);
    setup->session = session;
    host->opened = lesson;
}

/* Without the lessons, where there are none. */
static int show_alone(Session *session, Language language) {
    Host host = {.screen = {.name = "gatescope-sandbox"}};
    Error error = {0};
    WindowSetup setup = {.host = &host,
                         .session = session,
                         .title = phrase_in(language, "Sandbox \u2013 Gatescope"),
                         .save_lesson = save_lesson,
                         .open_saved = open_saved};
    bool good = tool_run(&setup, language, &error);
    session_free(setup.session);
    lesson_free(host.opened);
    return good ? EXIT_GOOD : say_error(EXIT_ENVIRONMENT, &error);
}

static int show(const Words *words, const SandboxSetup *cells, Lesson *origin, float rate,
                Language language, ToolWindow *window) {
    Error error = {0};
    int status;
    Tools tools = {.given = session_new_sandbox(cells, origin, &error)};
    if (!tools.given)
        return say_error(EXIT_ENVIRONMENT, &error);
    session_apply(tools.given, &(Action){.kind = ACTION_LIVE_RATE, .value = rate});
    if (window(words, &tools, SESSION_SANDBOX, &status))
        return status;
    return show_alone(tools.given, language);
}

/* ---- without a display ---- */

/* Lets so many steps come. */
static void record(Session *session, long steps) {
    while (session->lesson->steps < steps)
        session_advance(session, 1.0 / (double)session_sandbox(session)->rate);
    session_apply(session, &(Action){.kind = ACTION_PLAY});
}

/* Into a picture or a lesson, as the file's ending says. */
static int write_out(const SandboxSetup *cells, Lesson *origin, float rate, long steps,
                     const char *path, const ToolLook *look) {
    Error error = {0};
    Session *session = session_new_sandbox(cells, origin, &error);
    if (!session)
        return say_error(EXIT_ENVIRONMENT, &error);
    session_apply(session, &(Action){.kind = ACTION_LIVE_RATE, .value = rate});
    tool_take_look(session, look);
    record(session, steps);
    bool good = has_ending(path, ".png") ? tool_draw(session, look, path, &error)
                                         : save_steps(session, 0, steps, path, 1, &error);
    session_free(session);
    return good ? EXIT_GOOD : say_error(EXIT_ENVIRONMENT, &error);
}

/* False after saying what is wrong. */
static bool read_out(const Words *words, const char **out, long *steps) {
    *out = words_value(words, "-o");
    if (!words_long(words, "--steps", 1, SANDBOX_STEPS, steps))
        return false;
    if (!*out || has_ending(*out, ".png") || has_ending(*out, ".json"))
        return true;
    say(EXIT_USAGE, "-o: expected a .png or .json, found \"%s\"", *out);
    return false;
}

int tool_sandbox(const Command *command, int count, char **line, ToolWindow *window) {
    Words words;
    int status;
    SandboxSetup setup = USUAL;
    Lesson *origin = NULL;
    const char *out;
    ToolLook look;
    float rate = 8;
    long steps = 160;
    if (!words_read(&words, command, count, line, &status))
        return status;
    if (!read_kinds(&words, &setup) || !read_sizes(&words, &setup, &rate) ||
        !read_out(&words, &out, &steps) || !tool_read_look(&words, &look))
        return EXIT_USAGE;
    if (!read_start(&words, &setup, &origin))
        return EXIT_FAILED_CHECK;
    return out ? write_out(&setup, origin, rate, steps, out, &look)
               : show(&words, &setup, origin, rate, look.language, window);
}
