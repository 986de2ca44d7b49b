/* progress.c: `gatescope progress`: what was done and answered, here; as a file to hand in; and of
 * a class, from such files. */
#include "commands/progress/progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/array.h"
#include "commands/library/library.h"
#include "commands/line/say.h"
#include "commands/line/words.h"
#include "commands/progress/export.h"
#include "commands/progress/items.h"
#include "commands/progress/table.h"
#include "commands/progress/twice.h"
#include "commands/state/saved.h"
#include "files/lesson/file.h"
#include "files/state/result.h"
#include "lesson/run/version.h"

enum { PATH_SIZE = 4096 };

static int no_memory(void) {
    return say(EXIT_ENVIRONMENT, "out of memory");
}

static bool is_file(const char *path) {
    struct stat status;
    return stat(path, &status) == 0;
}

/* ---- lessons that are here ---- */

/* A lesson of the library, or the teacher's own. */
typedef struct Known {
    char *id; /* owned */
    uint64_t version;
} Known;

typedef struct KnownList {
    Known *items; /* owned */
    int count, capacity;
} KnownList;

static void know(KnownList *list, const Lesson *lesson) {
    Known *items = array_room(list->items, &list->capacity, list->count, 1, sizeof *items);
    if (!items)
        return; /* then it counts as unknown */
    list->items = items;
    items[list->count] = (Known){strdup(lesson->id), lesson_version(lesson)};
    list->count += items[list->count].id != NULL;
}

static void know_free(KnownList *list) {
    for (int k = 0; k < list->count; k++)
        free(list->items[k].id);
    free(list->items);
}

/* Calls for every lesson of the library that can be read; a library that is not there has none. */
static void each_lesson(void (*call)(void *context, const Lesson *lesson), void *context) {
    Library library;
    if (!library_open(&library, NULL))
        return;
    for (int k = 0; k < library.count; k++) {
        Errors errors = {0};
        Lesson *lesson = lesson_read(library.paths[k], &errors);
        if (lesson)
            call(context, lesson);
        lesson_free(lesson);
        errors_free(&errors);
    }
    library_close(&library);
}

static void know_one(void *context, const Lesson *lesson) {
    know(context, lesson);
}

/* An ItemVersion of a KnownList. */
static const char *compare(const void *known, const char *id, uint64_t version) {
    const KnownList *list = known;
    for (int k = 0; k < list->count && version; k++)
        if (strcmp(list->items[k].id, id) == 0)
            return list->items[k].version == version ? "same" : "other";
    return "unknown";
}

/* ---- one's own ---- */

static void complete_one(void *context, const Lesson *lesson) {
    SavedLesson *saved = state_lesson(context, lesson->id, false);
    if (saved && !saved->version)
        saved_complete(saved, lesson);
}

/* What was kept before versions were does not tell which beats ask. */
static void complete_older(SavedState *state) {
    bool older = false;
    for (int k = 0; k < state->lesson_count; k++)
        older |= !state->lessons[k].version;
    if (older)
        each_lesson(complete_one, state);
}

/* By its id, or by its file. NULL after saying why not. */
static const SavedLesson *find_saved(SavedState *state, const char *word) {
    const SavedLesson *saved = state_lesson(state, word, false);
    if (saved)
        return saved;
    if (!is_file(word)) {
        say(EXIT_USAGE, "%s: no lesson of that id was played, and there is no such file", word);
        return NULL;
    }
    Lesson *lesson = read_lesson(word);
    saved = lesson ? state_lesson(state, lesson->id, false) : NULL;
    if (lesson && !saved)
        say(EXIT_USAGE, "%s: the lesson \"%s\" was not played here", word, lesson->id);
    lesson_free(lesson);
    return saved;
}

/* The lessons that are named, else all that were played. */
static int choose(ProgressList *list, SavedState *state, const Words *words) {
    int count = words->operand_count ? words->operand_count : state->lesson_count;
    for (int k = 0; k < count; k++) {
        ProgressRow row = {.lesson = words->operand_count ? find_saved(state, words->operands[k])
                                                          : &state->lessons[k]};
        if (!row.lesson)
            return EXIT_USAGE;
        if (!progress_add(list, &row))
            return no_memory();
    }
    return EXIT_GOOD;
}

static int print(const ProgressList *list) {
    if (!list->count && !list->csv) {
        puts(list->students ? "no results were read" : "no lesson was played yet");
        return EXIT_GOOD;
    }
    return progress_print(stdout, list) ? EXIT_GOOD : no_memory();
}

static int count_right(const PractiseAnswer *answers, int count) {
    int right = 0;
    for (int k = 0; k < count; k++)
        right += answers[k].chosen == CHOSEN_RIGHT;
    return right;
}

/* Of all ideas: not where lessons are named, or rows are counted. */
static void print_practised(const SavedState *state, const ProgressList *list, const Words *words) {
    int count = state->answer_count;
    if (count && !list->csv && !words->operand_count)
        printf("%d exercise%s answered, %d right\n", count, count == 1 ? "" : "s",
               count_right(state->answers, count));
}

static int own_progress(ProgressList *list, const Words *words) {
    char path[PATH_SIZE];
    SavedState state;
    Error error;
    if (!saved_path(path, sizeof path))
        return say(EXIT_ENVIRONMENT, "neither XDG_STATE_HOME nor HOME says where progress is kept");
    if (!state_read(path, &state, &error))
        return say_error(EXIT_ENVIRONMENT, &error);
    complete_older(&state);
    int status = choose(list, &state, words);
    bool export = words_value(words, "--export");
    if (status == EXIT_GOOD)
        status = export ? export_results(list, &state, words) : print(list);
    if (status == EXIT_GOOD && !export)
        print_practised(&state, list, words);
    state_free(&state);
    return status;
}

/* ---- a class ---- */

static bool add_student(ProgressList *list, const Results *results, const KnownList *known) {
    static char no_id[] = "";
    static const SavedLesson NONE = {.id = no_id};
    ProgressRow row = {.student = results->name,
                       .version = "",
                       .lesson = &NONE,
                       .exercises = results->answer_count,
                       .exercises_right = count_right(results->answers, results->answer_count)};
    if (!results->count && results->answer_count)
        return progress_add(list, &row);
    for (int k = 0; k < results->count; k++) {
        row.lesson = &results->lessons[k];
        row.version = compare(known, row.lesson->id, row.lesson->version);
        if (!progress_add(list, &row))
            return false;
    }
    return true;
}

static int print_items(const ProgressList *list, const Results *class, int count,
                       const KnownList *known) {
    ClassItems items;
    bool whole = class_items(&items, class, count);
    if (whole && !items.count && !list->csv)
        puts("nothing was answered");
    else
        whole = whole && class_items_print(stdout, &items, list->csv, compare, known);
    class_items_free(&items);
    return whole ? EXIT_GOOD : no_memory();
}

/* What was handed in before is told, and emptied, so that it counts once. */
static void settle_twice(Results *class, int index, char **paths, Errors *errors) {
    int before = results_before(class, index);
    Error error;
    if (before < 0)
        return;
    error_set(&error, "these are the results in %s; they count once", paths[before]);
    error_in_file(&error, paths[index]);
    error.warning = true;
    errors_add(errors, &error);
    results_free(&class[index]);
}

/* A file that cannot be used is told, and the others are read all the same. */
static int collect(ProgressList *list, const Words *words, const KnownList *known) {
    int count = words->operand_count, status = EXIT_GOOD;
    Results *class = calloc((size_t)count + 1, sizeof *class);
    bool whole = class != NULL;
    for (int k = 0; k < count && whole; k++) {
        Errors errors = {0};
        if (results_read(words->operands[k], &class[k], &errors)) {
            settle_twice(class, k, words->operands, &errors);
            whole = add_student(list, &class[k], known);
        } else {
            status = EXIT_FAILED_CHECK;
        }
        say_errors(&errors);
        errors_free(&errors);
    }
    int printed = !whole                          ? no_memory()
                  : words_value(words, "--items") ? print_items(list, class, count, known)
                                                  : print(list);
    for (int k = 0; k < count && class; k++)
        results_free(&class[k]);
    free(class);
    return printed ? printed : status;
}

static int class_progress(ProgressList *list, const Words *words) {
    const char *own = words_value(words, "--lesson");
    KnownList known = {0};
    if (!words->operand_count)
        return say(EXIT_USAGE, "which files? Name those that were handed in");
    list->students = true;
    if (own) { /* before the library's, which may have one of the same id */
        Lesson *lesson = read_lesson(own);
        if (!lesson)
            return EXIT_FAILED_CHECK;
        know(&known, lesson);
        lesson_free(lesson);
    }
    each_lesson(know_one, &known);
    int status = collect(list, words, &known);
    know_free(&known);
    return status;
}

static bool fit_together(const Words *words) {
    bool class = words_value(words, "--collect"), export = words_value(words, "--export");
    if (class && export)
        say(EXIT_USAGE, "--collect and --export do not go together");
    else if (!export && words_value(words, "--name"))
        say(EXIT_USAGE, "--name goes with --export");
    else if (!class && words_value(words, "--lesson"))
        say(EXIT_USAGE, "--lesson goes with --collect");
    else if (!class && words_value(words, "--items"))
        say(EXIT_USAGE, "--items goes with --collect");
    else if (words_value(words, "--answers") && words_value(words, "--items"))
        say(EXIT_USAGE, "--answers and --items do not go together");
    else
        return true;
    return false;
}

int command_progress(const Command *command, int count, char **line) {
    Words words;
    int status;
    if (!words_read(&words, command, count, line, &status))
        return status;
    if (!fit_together(&words))
        return EXIT_USAGE;
    ProgressList list = {.csv = words_value(&words, "--csv"),
                         .answers = words_value(&words, "--answers")};
    status = words_value(&words, "--collect") ? class_progress(&list, &words)
                                              : own_progress(&list, &words);
    progress_free(&list);
    return status;
}
