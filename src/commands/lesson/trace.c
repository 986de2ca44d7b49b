/* trace.c: `gatescope trace`: every number of a run: a lesson's, that of a shared state, or
 * a model's over data. */
#include "commands/lesson/commands.h"

#include <stdio.h>
#include <stdlib.h>

#include "commands/line/exported.h"
#include "commands/line/say.h"
#include "commands/line/words.h"
#include "commands/models/trace.h"
#include "commands/state/share.h"
#include "files/data/trace.h"
#include "lesson/check/odd.h"

/* What is written of a run. */
typedef struct Asked {
    ExportChoice choice;
    bool gradients;
} Asked;

static void warn(const Run *run) {
    Error warning;
    if (odd_number(run, &warning))
        say_error(0, &warning);
}

static int write_run(const Words *words, const Run *run, const Asked *asked) {
    Error error = {0};
    ExportCell *cells = calloc((size_t)run->lesson->cell_count, sizeof *cells);
    warn(run);
    if (!cells) {
        error_memory(&error, sizeof *cells, "an export");
        return say_error(EXIT_ENVIRONMENT, &error);
    }
    ExportRun export = trace_export(run, cells, asked->gradients);
    int status = export_to(words, &export, &asked->choice);
    free(cells);
    return status;
}

/* The run after the script of the first `beats` beats. */
static Run *run_to_beat(const Lesson *lesson, long beats, Error *error) {
    Run *run = run_new(lesson, error);
    bool whole = run != NULL;
    for (long beat = 0; whole && beat < beats; beat++)
        for (int k = 0; whole && k < lesson->beats[beat].edit_count; k++)
            whole = run_edit(run, &lesson->beats[beat].edits[k], error);
    if (!whole) {
        run_free(run);
        return NULL;
    }
    run_update(run);
    return run;
}

static int trace_beats(const Words *words, const Lesson *lesson, const Asked *asked) {
    Error error = {0};
    long beats = 0;
    if (!words_long(words, "--beat", 1, lesson->beat_count, &beats))
        return EXIT_USAGE;
    Run *run = run_to_beat(lesson, beats, &error);
    int status = run ? write_run(words, run, asked) : say_error(EXIT_ENVIRONMENT, &error);
    run_free(run);
    return status;
}

/* The run that a session has in that state. */
static int trace_state(const Words *words, const Lesson *lesson, const SharedState *state,
                       const Asked *asked) {
    Error error = {0};
    Session *session = session_new(lesson, &error);
    int status = EXIT_ENVIRONMENT;
    if (session && share_restore(session, state, &error)) {
        if (session->notice.what[0])
            say_error(0, &session->notice);
        status = write_run(words, session->run, asked);
    } else {
        say_error(0, &error);
    }
    session_free(session);
    return status;
}

/* The lesson that is named, else that of the state; NULL after saying why not. */
static Lesson *find_lesson(const Words *words, const SharedState *state) {
    Library library = {0};
    Error error = {0};
    const char *path = NULL;
    if (words->operand_count || !state)
        path = words_lesson(words);
    else if (!library_open(&library, &error) || !(path = share_lesson(state, &library, &error)))
        say_error(0, &error);
    Lesson *lesson = path ? read_lesson(path) : NULL;
    library_close(&library);
    return lesson;
}

/* Gradients are for programs: they come with the whole run as JSON. */
static bool find_asked(const Words *words, Asked *asked) {
    *asked = (Asked){.gradients = words_value(words, "--gradients") != NULL};
    if (!words_export(words, &asked->choice))
        return false;
    if (!asked->gradients)
        return true;
    if (words_value(words, "--format") && asked->choice.format != EXPORT_JSON)
        return say(EXIT_USAGE, "--gradients are written as json only") == EXIT_GOOD;
    if (asked->choice.signals || asked->choice.units || asked->choice.from >= 0 ||
        asked->choice.to >= 0)
        return say(EXIT_USAGE, "--gradients come with the whole run: without --signal, --unit, "
                               "--from and --to") == EXIT_GOOD;
    asked->choice.format = EXPORT_JSON;
    return true;
}

int command_trace(const Command *command, int count, char **line) {
    Words words;
    Error error = {0};
    SharedState state = {0};
    Asked asked;
    int status = EXIT_USAGE;
    if (!words_read(&words, command, count, line, &status))
        return status;
    if (is_model(&words))
        return trace_model(&words);
    const char *text = words_value(&words, "--state");
    if (text && words_value(&words, "--beat"))
        return say(EXIT_USAGE, "either --beat or --state: a state says its beat itself");
    if (!text && !words_lesson(&words))
        return EXIT_USAGE;
    if (!find_asked(&words, &asked))
        return EXIT_USAGE;
    if (text && !share_read(&state, text, &error))
        return say_error(EXIT_USAGE, &error);
    Lesson *lesson = find_lesson(&words, text ? &state : NULL);
    status = !lesson ? EXIT_FAILED_CHECK
             : text  ? trace_state(&words, lesson, &state, &asked)
                     : trace_beats(&words, lesson, &asked);
    lesson_free(lesson);
    share_free(&state);
    return status;
}
