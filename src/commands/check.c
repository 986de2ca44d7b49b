/* check.c: `gatescope check`: plays lessons without a window and holds them to what they say. */
#include <stdio.h>
#include <string.h>

#include "commands/check_layout.h"
#include "commands/library.h"
#include "commands/words.h"
#include "files/tracks_file.h"
#include "lesson/rules.h"
#include "lesson/run.h"

typedef struct Tally {
    int lessons, claims, questions, tasks, wrong;
} Tally;

/* What is checked now, for messages. */
typedef struct Place {
    const Lesson *lesson;
    int beat;
    const char *part; /* "claims[0]" */
} Place;

static void report(Tally *tally, const Place *place, const char *what, const char *found) {
    Error error;
    error_set(&error, "%s", what);
    snprintf(error.file, sizeof error.file, "%s",
             place->lesson->path ? place->lesson->path : place->lesson->id);
    error.line = place->lesson->beats[place->beat].line;
    error.column = 1;
    snprintf(error.place, sizeof error.place, "beats[%d].%s", place->beat, place->part);
    error_found(&error, "%s", found);
    char text[1200];
    error_format(&error, text, sizeof text);
    fprintf(stderr, "%s\n", text);
    tally->wrong++;
}

/* A condition that ought to hold (or not). */
static void expect(Tally *tally, const Place *place, const Claim *claim, const Run *run,
                   bool wanted, const char *what) {
    char found[128];
    if (condition_holds(claim->condition, run) == wanted)
        return;
    condition_explain(claim->condition, run, found, sizeof found);
    report(tally, place, what, found);
}

static void check_claims(Tally *tally, const Lesson *lesson, int beat, const Run *run) {
    for (int k = 0; k < lesson->beats[beat].claim_count; k++) {
        char part[32], what[192];
        const Claim *claim = &lesson->beats[beat].claims[k];
        snprintf(part, sizeof part, "claims[%d]", k);
        snprintf(what, sizeof what, "the claim does not hold: %s", claim->source);
        expect(tally, &(Place){lesson, beat, part}, claim, run, true, what);
        tally->claims++;
    }
}

static void check_question(Tally *tally, const Lesson *lesson, int beat, const Run *run) {
    const Question *question = lesson->beats[beat].question;
    if (!question)
        return;
    tally->questions++;
    if (question->because.condition)
        expect(tally, &(Place){lesson, beat, "ask.because"}, &question->because, run, true,
               "what makes the right answer right does not hold");
}

static bool allowed(const Task *task, const Edit *edit) {
    for (int k = 0; k < task->may_count; k++)
        if (target_covers(&task->may[k], edit))
            return true;
    return task->may_count == 0;
}

/* False before, true after the solution, which uses only what the task allows. */
static bool check_task(Tally *tally, const Lesson *lesson, int beat, Error *error) {
    const Task *task = lesson->beats[beat].task;
    if (!task)
        return true;
    tally->tasks++;
    Run *run = run_new(lesson, error);
    if (!run)
        return false;
    bool whole = true;
    for (int b = 0; b <= beat; b++)
        for (int k = 0; whole && k < lesson->beats[b].edit_count; k++)
            whole = run_edit(run, &lesson->beats[b].edits[k], error);
    run_update(run);
    expect(tally, &(Place){lesson, beat, "task.until"}, &task->until, run, false,
           "the task is done before anything was changed");
    for (int k = 0; whole && k < task->solution_count; k++) {
        char part[48];
        snprintf(part, sizeof part, "task.solution[%d]", k);
        if (!allowed(task, &task->solution[k]))
            report(tally, &(Place){lesson, beat, part},
                   "the solution changes what the task does not allow",
                   "something that \"may\" does not name");
        whole = run_edit(run, &task->solution[k], error);
    }
    run_update(run);
    if (whole && task->solution_count)
        expect(tally, &(Place){lesson, beat, "task.until"}, &task->until, run, true,
               "the solution does not do the task");
    run_free(run);
    return whole;
}

static bool check_lesson(Tally *tally, const Lesson *lesson, Error *error) {
    Run *run = run_new(lesson, error);
    bool whole = run != NULL;
    for (int beat = 0; whole && beat < lesson->beat_count; beat++) {
        for (int k = 0; whole && k < lesson->beats[beat].edit_count; k++)
            whole = run_edit(run, &lesson->beats[beat].edits[k], error);
        run_update(run);
        if (whole) {
            check_claims(tally, lesson, beat, run);
            check_question(tally, lesson, beat, run);
            whole = check_task(tally, lesson, beat, error);
        }
    }
    run_free(run);
    return whole;
}

/* What a lesson of the course keeps to besides; says each rule that is broken. */
static void check_rules(Tally *tally, const Lesson *lesson) {
    Errors errors = {0};
    Error error;
    rules_check(lesson, &errors);
    if (!layout_check(lesson, &errors, &error))
        errors_add(&errors, &error);
    for (size_t k = 0; k < errors.count; k++) {
        char text[1200];
        error_format(&errors.items[k], text, sizeof text);
        fprintf(stderr, "%s\n", text);
    }
    tally->wrong += (int)errors.count;
    errors_free(&errors);
}

static void check_path(Tally *tally, const char *path, bool strict) {
    Error error = {0};
    tally->lessons++;
    Lesson *lesson = read_lesson(path);
    if (!lesson) {
        tally->wrong++;
        return;
    }
    if (!check_lesson(tally, lesson, &error)) {
        snprintf(error.file, sizeof error.file, "%s", path);
        say_error(0, &error);
        tally->wrong++;
    }
    if (strict)
        check_rules(tally, lesson);
    lesson_free(lesson);
}

static bool ends_with(const char *path, const char *ending) {
    size_t length = strlen(path), own = strlen(ending);
    return length >= own && strcmp(path + length - own, ending) == 0;
}

static void check_tracks(Tally *tally, const char *path) {
    Tracks tracks;
    Errors errors = {0};
    if (!tracks_read(path, &tracks, &errors))
        tally->wrong++;
    for (size_t k = 0; k < errors.count; k++)
        say_error(0, &errors.items[k]);
    errors_free(&errors);
    tracks_free(&tracks);
}

/* lessons/ *.json names the schema and the list of tracks too; they are no lessons. */
static void check_named(Tally *tally, const char *path, bool strict) {
    if (ends_with(path, "/" TRACKS_FILE) || strcmp(path, TRACKS_FILE) == 0)
        check_tracks(tally, path);
    else if (!ends_with(path, ".schema.json"))
        check_path(tally, path, strict);
}

static void summarise(const Tally *tally) {
    printf("%d lesson%s, %d claim%s, %d question%s, %d task%s: ", tally->lessons,
           tally->lessons == 1 ? "" : "s", tally->claims, tally->claims == 1 ? "" : "s",
           tally->questions, tally->questions == 1 ? "" : "s", tally->tasks,
           tally->tasks == 1 ? "" : "s");
    if (tally->wrong)
        printf("%d do not hold\n", tally->wrong);
    else
        puts("all hold");
}

int command_check(const Command *command, int count, char **line) {
    Words words;
    Tally tally = {0};
    int status;
    if (!words_read(&words, command, count, line, &status))
        return status;
    bool strict = words_value(&words, "--strict");
    for (int k = 0; k < words.rest_count; k++)
        check_named(&tally, words.rest[k], strict);
    if (!words.rest_count) {
        Library library;
        Error error;
        if (!library_open(&library, &error))
            return say_error(EXIT_ENVIRONMENT, &error);
        for (int k = 0; k < library.count; k++)
            check_path(&tally, library.paths[k], strict);
        library_close(&library);
    }
    if (!words_value(&words, "--quiet"))
        summarise(&tally);
    return tally.wrong ? EXIT_FAILED_CHECK : EXIT_GOOD;
}
