/* announce.h: what a screen reader is to say by itself: what has changed, and no more. One thing at a
 * time: a new screen by its title, a beat by its words, a step by what it changed most; what moves on
 * and on is summed up every few seconds. Time is the program's own. */
#ifndef GATESCOPE_SCENE_ANNOUNCE_H
#define GATESCOPE_SCENE_ANNOUNCE_H

#include "scene/paint/paint.h"
#include "scene/words/news.h"

enum { ANNOUNCE_TITLE = 160 };

/* What was said last; all zero at first. */
typedef struct Announcer {
    char title[ANNOUNCE_TITLE]; /* of the window */
    Error notice;
    bool computing; /* that it takes long */
    bool silent;    /* what changes until it stands still goes with what was said */
    NewsPoint point;
    char *told;       /* the screen's sentences; owned */
    unsigned version; /* of the session when it was looked at last */
    bool due;         /* something has changed since */
    double still;     /* seconds since the last change, and since the first that was not said */
    double unsaid;
} Announcer;

/* `seconds` have passed. What is to be said now, the caller's (free); NULL: nothing. `title`: of the window. */
char *announce(Announcer *announcer, const Session *session, const Viewport *viewport,
               const char *title, double seconds);
/* What the screen is called: as the window, without the program's name; the home screen by its own.
 * Writes like snprintf. */
int announce_title(const Session *session, const Viewport *viewport, const char *title, char *text,
                   size_t size);
void announcer_free(Announcer *announcer);

#endif
