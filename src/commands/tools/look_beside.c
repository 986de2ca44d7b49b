/* look_beside.c: see look_beside.h. */
#include "commands/tools/look_beside.h"

#include <stdlib.h>
#include <string.h>

#include "commands/line/command.h"
#include "commands/line/patience.h"
#include "commands/line/say.h"
#include "commands/models/beside.h"
#include "lesson/run/run.h"

/* A run, and the lesson that it is of. */
typedef struct Export {
    Lesson *lesson;
    Run *run;
} Export;

static void close_one(Export *one) {
    run_free(one->run);
    lesson_free(one->lesson);
}

/* False after saying what is wrong. */
static bool open_one(const LookWish *wish, Export *one) {
    Error error = {0};
    Errors said = {0};
    *one = (Export){look_files_read(wish, &said, &error), NULL};
    say_errors(&said);
    errors_free(&said);
    if (one->lesson) {
        one->lesson->watch = patience_watch();
        one->run = run_new(one->lesson, &error);
    }
    if (!one->run)
        say_error(0, &error);
    return one->run != NULL;
}

static bool note(const Run *one, const Run *other, Beside *beside) {
    Error error = {0};
    size_t count = (size_t)one->lesson->cell_count;
    beside->cells = calloc(count, sizeof *beside->cells);
    if (!beside->cells) {
        error_memory(&error, count * sizeof *beside->cells, "where two models part");
        return say_error(EXIT_GOOD, &error) != EXIT_GOOD;
    }
    for (int k = 0; k < one->lesson->cell_count; k++)
        beside->cells[k].there =
            beside_cell(one, other, k, beside->within, &beside->cells[k].parting) == BESIDE_BOTH;
    return true;
}

bool look_beside(const LookWish *wish, bool silent, Beside *beside) {
    LookWish second = *wish;
    Export one = {NULL, NULL}, other = {NULL, NULL};
    second.path = beside->path;
    bool good =
        open_one(wish, &one) && open_one(&second, &other) && note(one.run, other.run, beside);
    beside->same = good && beside_compare(one.run, other.run, beside->within, !silent);
    close_one(&one);
    close_one(&other);
    return good;
}

bool look_beside_show(const Beside *beside, Session *session, Error *error) {
    if (!beside->path)
        return true;
    const char *slash = strrchr(beside->path, '/');
    return session_look_beside(session, slash ? slash + 1 : beside->path, beside->cells, error);
}

void look_beside_free(Beside *beside) {
    free(beside->cells);
    beside->cells = NULL;
}
