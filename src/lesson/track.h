/* track.h: the tracks of a library: which lessons belong together, in the order in which they are
 * gone through. */
#ifndef GATESCOPE_LESSON_TRACK_H
#define GATESCOPE_LESSON_TRACK_H

#include "lesson/text.h"

typedef struct LessonTrack {
    char *id;          /* what a lesson's "track" says */
    Text title, about; /* about: one line */
} LessonTrack;

typedef struct Tracks {
    LessonTrack *items; /* owned */
    int count;
} Tracks;

void tracks_free(Tracks *tracks);
int tracks_find(const Tracks *tracks, const char *id); /* -1: not among them */

#endif
