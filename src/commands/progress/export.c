/* export.c: see export.h. */
#include "commands/progress/export.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "commands/line/say.h"
#include "files/state/result.h"
#include "lesson/practise/idea.h"

static bool is_file(const char *path) {
    struct stat status;
    return stat(path, &status) == 0;
}

/* Only what was exported before is written over. */
static bool may_write(const char *path) {
    Results results;
    Errors errors = {0};
    bool may = !is_file(path) || results_read(path, &results, &errors);
    if (may && is_file(path))
        results_free(&results);
    errors_free(&errors);
    return may;
}

/* Whether it belongs to what is handed in: to all, or to one of the lessons that are named. */
static bool is_of(const PractiseAnswer *answer, const ProgressList *list, bool named) {
    int idea = idea_find(answer->idea);
    for (int k = 0; k < list->count && named && idea >= 0; k++)
        if (idea_is_taught_by(idea_at(idea), list->rows[k].lesson->id))
            return true;
    return !named;
}

static bool choose_answers(Practised *practised, const SavedState *state, const ProgressList *list,
                           bool named) {
    PractiseAnswer *answers = calloc((size_t)state->answer_count + 1, sizeof *answers);
    *practised = (Practised){answers, 0};
    for (int k = 0; k < state->answer_count && answers; k++)
        if (is_of(&state->answers[k], list, named))
            answers[practised->count++] = state->answers[k];
    return answers;
}

/* Writes what was chosen; EXIT_GOOD, or the status with which to end. */
static int write_results(const ProgressList *list, const Practised *practised, const char *path,
                         const char *name) {
    Error error;
    const SavedLesson **lessons = malloc(((size_t)list->count + 1) * sizeof(SavedLesson *));
    if (!lessons)
        return say(EXIT_ENVIRONMENT, "out of memory");
    for (int k = 0; k < list->count; k++)
        lessons[k] = list->rows[k].lesson;
    bool written = results_write(path, name, lessons, list->count, practised, &error);
    free(lessons);
    return written ? EXIT_GOOD : say_error(EXIT_ENVIRONMENT, &error);
}

static void say_exported(const ProgressList *list, const Practised *practised, const char *path,
                         const char *name) {
    char more[40] = "";
    if (practised->count)
        snprintf(more, sizeof more, ", %d exercise%s", practised->count,
                 practised->count == 1 ? "" : "s");
    say_line(stdout, "%s: %d lesson%s%s of %s", path, list->count, list->count == 1 ? "" : "s",
             more, name);
}

int export_results(const ProgressList *list, const SavedState *state, const Words *words) {
    const char *path = words_value(words, "--export"), *name = words_value(words, "--name");
    Practised practised;
    if (!name)
        return say(EXIT_USAGE, "whose results? Give --name");
    if (!result_name_fits(name))
        return say(EXIT_USAGE, "--name: expected " RESULT_NAME_RULE);
    if (!list->count && !state->answer_count)
        return say(EXIT_FAILED_CHECK, "no lesson was played yet");
    if (!may_write(path))
        return say(EXIT_USAGE, "%s: there is another file of that name; it stays as it is", path);
    if (!choose_answers(&practised, state, list, words->operand_count > 0))
        return say(EXIT_ENVIRONMENT, "out of memory");
    int status = write_results(list, &practised, path, name);
    if (status == EXIT_GOOD)
        say_exported(list, &practised, path, name);
    free((void *)practised.answers);
    return status;
}
