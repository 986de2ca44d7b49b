/* look_beside.c: see look_beside.h. */
#include "commands/tools/look_beside.h"

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

int look_beside(const LookWish *wish, const char *beside, float within) {
    LookWish second = *wish;
    Export one = {NULL, NULL}, other = {NULL, NULL};
    second.path = beside;
    bool same = open_one(wish, &one) && open_one(&second, &other) &&
                beside_compare(one.run, other.run, within);
    close_one(&one);
    close_one(&other);
    return same ? EXIT_GOOD : EXIT_FAILED_CHECK;
}
