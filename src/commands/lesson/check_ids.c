/* check_ids.c: see check_ids.h. */
#include "commands/lesson/check_ids.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/array.h"
#include "commands/library/library.h"
#include "files/lesson/file.h"

static bool same_file(const char *a, const char *b) {
    struct stat here, there;
    return stat(a, &here) == 0 && stat(b, &there) == 0 && here.st_dev == there.st_dev &&
           here.st_ino == there.st_ino;
}

static void warn(const Lesson *lesson, const char *other, Errors *errors) {
    Error error;
    error_set(&error, "what is done of this lesson and of %s counts for both", other);
    error_expected(&error, "an id of its own");
    error_found(&error, "\"%s\" in both", lesson->id);
    error_in_file(&error, lesson->path);
    snprintf(error.member_path, sizeof error.member_path, "id");
    error.warning = true;
    errors_add(errors, &error);
}

static void remember(MetLessons *met, const Lesson *lesson) {
    MetLesson *items = array_room(met->items, &met->capacity, met->count, 1, sizeof *items);
    if (!items)
        return; /* then less is warned of */
    met->items = items;
    MetLesson one = {strdup(lesson->id), strdup(lesson->path)};
    if (one.id && one.path) {
        items[met->count++] = one;
        return;
    }
    free(one.id);
    free(one.path);
}

static const char *met_before(const MetLessons *met, const Lesson *lesson) {
    for (int k = 0; k < met->count; k++)
        if (strcmp(met->items[k].id, lesson->id) == 0 &&
            !same_file(met->items[k].path, lesson->path))
            return met->items[k].path;
    return NULL;
}

/* Once, when something is looked at that lies elsewhere: the library's own lessons are met anyhow
 * when all of them are checked. */
static void meet_library(MetLessons *met, const Lesson *lesson) {
    Library library;
    if (met->library || !library_open(&library, NULL))
        return;
    met->library = library_find(&library, lesson->path) < 0;
    for (int k = 0; k < library.count && met->library; k++) {
        Errors errors = {0};
        Lesson *one = lesson_read(library.paths[k], &errors);
        if (one)
            remember(met, one);
        lesson_free(one);
        errors_free(&errors);
    }
    library_close(&library);
}

void check_id(MetLessons *met, const Lesson *lesson, Errors *errors) {
    if (!lesson->path)
        return;
    meet_library(met, lesson);
    const char *other = met_before(met, lesson);
    if (other)
        warn(lesson, other, errors);
    remember(met, lesson);
}

void met_free(MetLessons *met) {
    for (int k = 0; k < met->count; k++) {
        free(met->items[k].id);
        free(met->items[k].path);
    }
    free(met->items);
    *met = (MetLessons){0};
}
