/* state_file.h: what the program remembers from one start to the next.
 *
 * A plain value, which knows nothing of sessions: settings, and for each lesson where one stood,
 * what was answered and what was tweaked. Tweaks are kept as the text of their edits
 * (lesson/edit.h), so that they can be read again when the lesson has changed, as far as they still
 * fit. */
#ifndef GATESCOPE_FILES_STATE_FILE_H
#define GATESCOPE_FILES_STATE_FILE_H

#include "base/error.h"
#include "lesson/text.h"

enum { SAVED_PANELS = 3, SAVED_CHOICES = 16, SAVED_THEMES = 3 };

typedef struct SavedBeat {
    int answer; /* chosen choice; -1: not answered */
    int tries;
    bool tried[SAVED_CHOICES];
    bool task_done, visited;
    char **edits; /* one edit's text each; owned */
    int edit_count;
} SavedBeat;

typedef struct SavedLesson {
    char *id; /* owned */
    int beat;
    long tick, seen;
    SavedBeat *beats; /* owned; may be fewer or more than the lesson has by now */
    int beat_count;
} SavedLesson;

typedef struct SavedState {
    int theme;
    float text_scale;          /* 1..2 */
    bool folded[SAVED_PANELS]; /* at first only the equation's sum is */
    int notation;
    bool reduced_motion, sound;
    Language language;
    char *last_lesson;    /* path; NULL: none; owned */
    SavedLesson *lessons; /* owned */
    int lesson_count, lesson_capacity;
} SavedState;

/* Reads the file into *state, which is set to the empty state (dark, scale 1, English) first. A
 * file that is not there is the empty state: true. A file that cannot be used leaves the empty
 * state too, but returns false and says why: the program goes on without. */
bool state_read(const char *path, SavedState *state, Error *error);

/* Writes a new file beside the old one, and renames it when it is on the disk; creates the folder.
 * False and an error leave the old file as it was. */
bool state_write(const char *path, const SavedState *state, Error *error);

void state_free(SavedState *state);

/* The lesson's entry. Where there is none: an empty one is added if `create` (NULL where memory
 * lacks), else NULL. Adding moves the others: do not keep the pointer. */
SavedLesson *state_lesson(SavedState *state, const char *id, bool create);

/* Gives the entry `count` empty beats, or adds an edit's text to a beat; false where memory lacks.
 */
bool saved_lesson_beats(SavedLesson *lesson, int count);
bool saved_beat_edit(SavedBeat *beat, const char *text);
/* Frees what an entry outside of a SavedState owns. */
void saved_lesson_free(SavedLesson *lesson);

#endif
