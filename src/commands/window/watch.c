/* watch.c: see watch.h. */
#include "commands/window/watch.h"

#include <stdio.h>
#include <string.h>

#include "files/lesson/file.h"
#include "lesson/check/check.h"

Stamp stamp_of(const char *path) {
    struct stat status;
    if (stat(path, &status) != 0)
        return (Stamp){0};
    return (Stamp){.written = status.st_mtim,
                   .size = status.st_size,
                   .device = status.st_dev,
                   .file = status.st_ino,
                   .there = true,
                   .regular = S_ISREG(status.st_mode)};
}

static bool same_stamp(const Stamp *a, const Stamp *b) {
    return a->there == b->there && a->size == b->size && a->device == b->device &&
           a->file == b->file && a->written.tv_sec == b->written.tv_sec &&
           a->written.tv_nsec == b->written.tv_nsec;
}

/* Who edits the file knows its folder; the line is short. */
static void name_shortly(Errors *errors) {
    for (size_t k = 0; k < errors->count; k++) {
        char *file = errors->items[k].file, *slash = strrchr(file, '/');
        if (slash)
            memmove(file, slash + 1, strlen(slash));
    }
}

static void check(Errors *errors, const Lesson *lesson) {
    CheckCount count = {0};
    if (lesson_check_is_quick(lesson))
        lesson_check(lesson, &count, errors);
}

static void set_errors(Watch *watch, const Errors *errors) {
    errors_free(&watch->errors);
    watch->errors = *errors;
    name_shortly(&watch->errors);
}

bool watch_begin(Watch *watch, const char *path, const Stamp *stamp, const Lesson *lesson) {
    Errors errors = {0};
    size_t size = strlen(path) + 1;
    if (size > sizeof watch->path)
        return false;
    memmove(watch->path, path, size);
    watch->stamp = *stamp;
    watch->settling = false;
    if (lesson)
        check(&errors, lesson);
    set_errors(watch, &errors);
    return true;
}

void watch_end(Watch *watch) {
    errors_free(&watch->errors);
}

/* What became a pipe or a device is not read between two frames. */
static Lesson *read_again(const Watch *watch, Errors *errors) {
    if (!watch->stamp.there || watch->stamp.regular)
        return lesson_read(watch->path, errors);
    Error error;
    error_set(&error, "this is no file any more");
    error_in_file(&error, watch->path);
    errors_add(errors, &error);
    return NULL;
}

WatchEvent watch_look(Watch *watch, Lesson **fresh) {
    Errors errors = {0};
    Stamp now = stamp_of(watch->path);
    bool changed = !same_stamp(&now, &watch->stamp);
    if (!changed && !watch->settling)
        return WATCH_SAME;
    watch->stamp = now; /* from before it is read: what is written meanwhile is seen next time */
    *fresh = read_again(watch, &errors);
    watch->settling = !*fresh && changed;
    if (watch->settling) {
        errors_free(&errors);
        return WATCH_SAME;
    }
    if (*fresh)
        check(&errors, *fresh);
    set_errors(watch, &errors);
    return *fresh ? WATCH_LESSON : WATCH_BROKEN;
}
