/* watch.h: a lesson's file while it is open: read again whenever it was saved, and held to what it
 * says, so that whoever edits it sees at once what is wrong.
 *
 * Editors write in place, or write another file and rename it; between the two a file may be half
 * written, or not there. So a file that can be read counts at once, and one that cannot only when
 * it has stayed as it is from one look to the next. */
#ifndef GATESCOPE_COMMANDS_WINDOW_WATCH_H
#define GATESCOPE_COMMANDS_WINDOW_WATCH_H

#include <sys/stat.h>
#include <time.h>

#include "lesson/lesson.h"

enum { WATCH_PATH = 4096 };

/* A file's version: what changes when it is written. */
typedef struct Stamp {
    struct timespec written;
    off_t size;
    dev_t device;
    ino_t file;          /* another one after a rename */
    bool there, regular; /* regular: it is a file, which can be read without waiting for others */
} Stamp;

typedef struct Watch {
    char path[WATCH_PATH];
    Stamp stamp;
    bool settling; /* it could not be read: once more, before that is told */
    Errors errors; /* of the file as it is, in its order; none: all is well. Named without folder */
} Watch;

typedef enum WatchEvent {
    WATCH_SAME,
    WATCH_LESSON, /* there is a new lesson; errors: what of it does not hold */
    WATCH_BROKEN, /* the file cannot be read; errors: why */
} WatchEvent;

Stamp stamp_of(const char *path);

/* Begins with the file as it was read: `stamp` is from before that. `lesson` is what was read of
 * it, where it is to be held to what it says now; NULL: it counts as right. False where the path is
 * too long. */
bool watch_begin(Watch *watch, const char *path, const Stamp *stamp, const Lesson *lesson);
void watch_end(Watch *watch);

/* Looks whether the file has changed. *fresh is the new lesson of WATCH_LESSON, the caller's. */
WatchEvent watch_look(Watch *watch, Lesson **fresh);

#endif
