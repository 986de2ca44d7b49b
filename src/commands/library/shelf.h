/* shelf.h: fills the catalogue of the home screen: reads the library's lessons and its tracks,
 * takes progress from the saved state, and sets lessons up for their pictures, a few at a time. */
#ifndef GATESCOPE_COMMANDS_LIBRARY_SHELF_H
#define GATESCOPE_COMMANDS_LIBRARY_SHELF_H

#include <time.h>

#include "commands/library/library.h"
#include "files/state/state.h"
#include "session/catalogue.h"

typedef struct ShelfItem {
    Lesson *lesson;          /* owned; NULL: the file cannot be read */
    Session *picture;        /* owned */
    char *fault;             /* why it cannot be read; owned */
    bool tried;              /* to set it up for its picture */
    struct timespec written; /* its file, when it was read */
} ShelfItem;

typedef struct Shelf {
    Catalogue catalogue; /* owns its two lists */
    ShelfItem *items;    /* beside catalogue.lessons; owned */
    Tracks tracks;       /* owned */
    Session *opening;    /* for the moving picture; NULL: not made yet, or it cannot be; owned */
    bool tried, lacked;  /* to make it; its files were not there */
    bool filled;
    struct timespec folder; /* of the lessons, when what could not be read was tried last */
} Shelf;

/* Reads all lessons of the library (some 15 ms for 34 of them), which must outlive the shelf,
 * unless it has them and none of their files was written since. What cannot be read stands in the
 * catalogue with its error. A tracks.json with errors counts as none: false says so in *error, and
 * the rest is there all the same. Where memory lacks the catalogue is empty. */
bool shelf_fill(Shelf *shelf, const Library *library, Error *error);
void shelf_free(Shelf *shelf);

/* What was done and is known, by the saved state; which lesson is open, by its index in the library
 * (-1: none); `now` in seconds since 1970. */
void shelf_mark(Shelf *shelf, const SavedState *state, int index, int64_t now);

/* Sets up the opening for its picture, then the next lessons for theirs, until `seconds` have passed. True: there are more.
 */
bool shelf_draw_more(Shelf *shelf, double seconds);
bool shelf_drawn(const Shelf *shelf); /* all of them are */
/* Files that the opening lacked, or a lesson that could not be read, have come since, as in a browser after the
 * first frames: there is more to draw, and shelf_mark to call. */
bool shelf_look_again(Shelf *shelf);

#endif
