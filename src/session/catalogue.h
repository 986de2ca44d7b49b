/* catalogue.h: what the library holds, as plain data for the home screen: the tracks in order, the
 * lessons along them, and how far each has come.
 *
 * commands/library/shelf.h fills it and owns what it points to; the scene reads it. Lessons stand
 * in the order of the path: by track, within a track in the order of their files. */
#ifndef GATESCOPE_SESSION_CATALOGUE_H
#define GATESCOPE_SESSION_CATALOGUE_H

#include "lesson/practise/review.h"
#include "lesson/track.h"
#include "session/state.h"

typedef struct LessonProgress {
    int at, visited;          /* the beat where one stands, from 0; how many were entered */
    int questions, first_try; /* of the lesson; right at the first try */
    int questions_open, tasks_open, open_at; /* not answered rightly, not solved; the first of these
                                                by its beat */
    bool begun;                              /* gone on from the first beat */
    bool played;                             /* every beat was entered */
    bool finished;                           /* everything was done */
} LessonProgress;

typedef struct CatalogueLesson {
    const Lesson *lesson;     /* NULL: its file cannot be read */
    const Session *picture;   /* stands at its most telling beat; NULL: not there yet */
    const char *path, *fault; /* its file; why it cannot be read */
    int index;                /* among the library's files, from 0: "lesson 1" */
    int track;
    LessonProgress progress;
} CatalogueLesson;

typedef struct CatalogueTrack {
    const LessonTrack *track; /* NULL: one that the list of tracks does not have */
    const char *id;
    int first, count; /* its lessons */
} CatalogueTrack;

typedef enum OwnKind { OWN_LESSON, OWN_MODEL } OwnKind;

/* What somebody has opened that is not of the library, and that is kept for them (ui/window/own.h). */
typedef struct CatalogueOwn {
    const char *id, *name; /* by which it is found again; its file's */
    OwnKind kind;
    int64_t when; /* it was opened last, in seconds since 1970 */
    bool removed; /* just now: it can be brought back */
} CatalogueOwn;

typedef struct Catalogue {
    CatalogueTrack *tracks;
    int track_count;
    CatalogueLesson *lessons;
    int lesson_count;
    int here;         /* the lesson that is open, as its index here; -1: none of these */
    unsigned version; /* counts up with every change that a picture could show */
    bool tools;       /* sandbox and digits can be opened from here */
    const Session
        *opening;  /* what the moving picture is of (kinds/opening.h); NULL: not there yet */
    Review review; /* what was practised, and of which ideas a lesson was begun */
    int64_t now;   /* seconds since 1970, when that was taken down */
    const CatalogueOwn *own; /* the newest first */
    int own_count;
    bool keeps; /* there is a dialog to choose files in, and what is opened is kept */
} Catalogue;

/* The title of a track; a track that is not listed is called by its name. */
const char *catalogue_track_title(const Catalogue *catalogue, int track, Language language);

/* The next thing to do: from the open lesson on, if it was begun, else from the first one, the next
 * that was not played to its end; past the end the path begins anew. One that stands at its last
 * beat was gone through, even if beats were left out. Where all were played, the next of which
 * something is open; -1: everything is finished. */
int catalogue_next(const Catalogue *catalogue);
/* Lessons of the track, -1: of all: those of which everything was done; those that were played to
 * their end, whatever is open of them. */
int catalogue_finished(const Catalogue *catalogue, int track);
int catalogue_played(const Catalogue *catalogue, int track);
/* Minutes of its lessons that were not played to the end; of all where track is -1. */
float catalogue_minutes_left(const Catalogue *catalogue, int track);

/* What lessons that were played to their end have left open. */
typedef struct CatalogueLeft {
    int lessons, questions, tasks;
    int first; /* the first of these lessons; -1: none */
} CatalogueLeft;
CatalogueLeft catalogue_left(const Catalogue *catalogue);

/* The beat whose picture tells most of a lesson: where a question's answer is seen, the first at
 * the end of a step; without one the latest such moment. */
int catalogue_telling_beat(const Lesson *lesson);

#endif
