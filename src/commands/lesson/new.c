/* new.c: `gatescope new`: a lesson file to begin from. */
#include "commands/lesson/commands.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/new_file.h"
#include "commands/library/library.h"
#include "commands/line/say.h"
#include "commands/line/words.h"
#include "commands/models/options.h"
#include "files/lesson/keys.h"
#include "files/lesson/look.h"
#include "files/lesson/starter.h"
#include "files/tensors/path.h"
#include "lesson/check/check.h"

enum { PATH_SIZE = 4096 };

static const char ENDING[] = ".json";

/* The path with the ending of lessons; false where it is too long. */
static bool with_ending(char *path, size_t size, const char *word) {
    size_t length = strlen(word), own = sizeof ENDING - 1;
    bool there = length > own && strcmp(word + length - own, ENDING) == 0;
    int needed = snprintf(path, size, "%s%s", word, there ? "" : ENDING);
    return needed >= 0 && (size_t)needed < size;
}

/* What the lesson is made of: the switch that remembers, or layers of a file. */
typedef struct Start {
    CellKind kinds[CELL_KIND_MOST];
    int kind_count;
    const char *weights; /* the file's name; NULL: none */
    NetworkOptions options;
    Network *network; /* owned; NULL: none */
    LookLayers layers;
} Start;

static void write_lesson(FILE *out, const char *id, const Start *start) {
    if (start->weights)
        look_write(out, id, start->weights, start->network, &start->options, &start->layers);
    else
        starter_write(out, id, start->kinds, start->kind_count);
}

/* The layers of the file that lies beside the lesson; false after saying what is wrong. */
static bool look_into(Start *start, const char *lesson) {
    Error error;
    char *path = path_beside(lesson, start->weights, "lesson", &error);
    start->network = path ? network_open(path, &start->options, &error) : NULL;
    free(path);
    if (!start->network) {
        say_error(0, &error);
        return false;
    }
    look_choose(start->network, &start->layers);
    if (!start->layers.count)
        say(0, "%s: no layer of it can stand in a lesson: %s", start->weights, start->layers.left);
    return start->layers.count > 0;
}

static int write_new(const char *path, const char *id, const Start *start) {
    NewFile file;
    Error error;
    struct stat there;
    if (lstat(path, &there) == 0)
        return say(EXIT_USAGE, "%s: there is a file of that name already; it stays as it is", path);
    if (!new_file_open_only(&file, path, &error))
        return say_error(EXIT_ENVIRONMENT, &error);
    write_lesson(file.out, id, start);
    return new_file_close(&file, true, &error) ? EXIT_GOOD : say_error(EXIT_ENVIRONMENT, &error);
}

/* The lesson of the library that has that id already; owned, NULL: none. Asked before the new one
 * is written: that may lie in the library too, and is not its own namesake. */
static char *namesake(const char *id) {
    Library library;
    if (!library_open(&library, NULL))
        return NULL;
    int index = library_named(&library, id);
    char *path = index >= 0 ? strdup(library.paths[index]) : NULL;
    library_close(&library);
    return path;
}

/* What was done of a lesson is kept under its id: two lessons of one id would share it. */
static void warn_of_id(const char *id, const char *other) {
    say_line(stdout,
             "Give it an id of its own: %s is called \"%s\" too, and both would keep their answers "
             "in one place.",
             other, id);
}

/* Whether the file that was written is a lesson that holds what it says; what is wrong is said. */
static bool passes(const char *path) {
    CheckCount count = {0};
    Errors errors = {0};
    Lesson *lesson = read_lesson(path);
    bool good = lesson && lesson_check(lesson, &count, &errors) && !errors.out_of_memory;
    for (size_t k = 0; k < errors.count; k++)
        good = good && errors.items[k].warning;
    say_errors(&errors);
    errors_free(&errors);
    lesson_free(lesson);
    return good;
}

static void tell(const char *path, bool remarks) {
    const char *quote = strchr(path, ' ') ? "\"" : "";
    static const char *const NEXT[][2] = {
        {"", "play it, and keep it open: each saved change shows at once"},
        {"trace ", "its numbers, to write about"},
        {"check ", "whether what it says is true"}};
    say_line(stdout, "%s is a lesson: it plays and passes its check.", path);
    for (int k = 0; k < 3; k++)
        say_line(stdout, "  gatescope %s%s%s%s   %s", NEXT[k][0], quote, path, quote, NEXT[k][1]);
    if (remarks)
        puts("What stands after \"//\" in it says what each part is for.");
}

/* A lesson that does not hold what it says is none to begin from: it does not stay. */
static int tell_written(const char *path, bool remarks) {
    if (!passes(path)) {
        unlink(path);
        return say(EXIT_FAILED_CHECK, "%s does not pass its check, and was not kept", path);
    }
    tell(path, remarks);
    return EXIT_GOOD;
}

/* What of the weights' file the lesson does not show, and what was guessed. */
static void tell_model(const Start *start) {
    if (!start->network)
        return;
    model_say_guesses(start->network); /* of what else is to be known, the check has warned */
    if (start->layers.left[0])
        say(0, "not in the lesson: %s", start->layers.left);
}

static int make(const char *path, const char *id, Start *start) {
    if (start->weights && !look_into(start, path))
        return EXIT_FAILED_CHECK;
    char *other = namesake(id);
    int status = write_new(path, id, start);
    if (status == EXIT_GOOD)
        status = tell_written(path, start->weights == NULL);
    if (status == EXIT_GOOD) {
        tell_model(start);
        if (other)
            warn_of_id(id, other);
    }
    free(other);
    return status;
}

int command_new(const Command *command, int count, char **line) {
    Words words;
    Start start = {.kind_count = 1};
    int status;
    char path[PATH_SIZE], id[STARTER_ID + 1];
    if (!words_read(&words, command, count, line, &status))
        return status;
    if (words.operand_count != 1)
        return say(EXIT_USAGE, "expected the name of one file, found %d", words.operand_count);
    if (!words_kinds(&words, "--cells", start.kinds, &start.kind_count))
        return EXIT_USAGE;
    for (int k = 0; k < start.kind_count; k++)
        if (!starter_has(start.kinds[k]))
            return say(EXIT_USAGE, "there is no lesson to begin with for %s %s",
                       cell_kind(start.kinds[k])->article, cell_kind(start.kinds[k])->title);
    start.weights = words_value(&words, "--weights");
    if (start.weights && words_value(&words, "--cells"))
        return say(EXIT_USAGE, "--weights says itself which cells there are: leave out --cells");
    if (!model_options(&words, &start.options))
        return EXIT_USAGE;
    if (!with_ending(path, sizeof path, words.operands[0]))
        return say(EXIT_USAGE, "the path is too long");
    if (!starter_id(path, id))
        return say(EXIT_USAGE,
                   "%s: no id can be made of this name: it has neither a to z nor digits", path);
    status = make(path, id, &start);
    network_free(start.network);
    return status;
}
