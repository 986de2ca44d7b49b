/* state.h: what the program remembers from one start to the next.
 *
 * A plain value, which knows nothing of sessions: settings, and for each lesson that was opened
 * where one stood, what was answered, done and tweaked, and how long it took; then what was answered
 * while practising. Tweaks are kept as the text of their edits (lesson/edit.h), so that they can be
 * read again when the lesson has changed, as far as they still fit.
 *
 * To show how far a lesson has come, without its file: state_read, state_lesson(state, id, false)
 * (NULL: never opened), saved_progress of it (`done` of `beats`, `finished`), state_free.
 *
 * The file stays within STATE_BYTES: at most STATE_LESSONS lessons are kept, those opened last;
 * where they are still too much, tweaks go first, of the lessons opened longest ago. Of the answers
 * given while practising the newest STATE_ANSWERS are kept, less than 3 MB, and with them the drawings and
 * reasons of the newest STATE_DRAWINGS that have some, less than 2 MB. An answer of a newer program that
 * is not understood here is written again as it was: STATE_FOREIGN of them. */
#ifndef GATESCOPE_FILES_STATE_STATE_H
#define GATESCOPE_FILES_STATE_STATE_H

#include <stdint.h>

#include "base/error.h"
#include "lesson/guess.h"
#include "lesson/language.h"
#include "lesson/practise/answer.h"

enum { SAVED_PANELS = 3, SAVED_CHOICES = 16, SAVED_THEMES = 3 };
enum {
    STATE_BYTES = 16 << 20,
    STATE_LESSONS = 1000,
    STATE_BEATS = 1000, /* of a lesson: more than any has */
    STATE_ASIDES = 16,  /* of a lesson */
    STATE_ANSWERS = 20000,
    STATE_DRAWINGS = 2000,
    STATE_FOREIGN = 2000,       /* answers of a newer program */
    STATE_FOREIGN_BYTES = 1000, /* of each, as JSON */
};
/* The last second of the year 9999: the latest time that is kept. */
#define STATE_LATEST INT64_C(253402300799)

typedef struct SavedBeat {
    bool visited;
    bool asked; /* it has a question */
    int answer; /* chosen choice, as the file numbers them, else of ANSWERS; -1: not answered */
    int first;  /* chosen before any other; -1: none, or not known */
    int tries;
    bool tried[SAVED_CHOICES];
    bool right;  /* the answer is */
    Guess guess; /* where the answer is no choice */
    bool tasked; /* it has a task */
    bool task_done;
    bool task_shown; /* by the solution that was shown, not by hand */
    char **edits;    /* one edit's text each; owned */
    int edit_count, edit_capacity;
} SavedBeat;

typedef struct SavedLesson {
    char *id;         /* owned */
    uint64_t version; /* of the lesson that was played (lesson/run/version.h); 0: not known */
    int beat;
    long tick, seen;
    double seconds;                /* spent on it, pauses left out */
    int64_t first, last, finished; /* when: seconds since 1970; 0: not known, or not yet */
    SavedBeat *beats;              /* owned; may be fewer or more than the lesson has by now */
    int beat_count;
    /* states of the lesson as texts (share_text.h): the last comes back first; owned */
    char **aside;
    int aside_count, aside_capacity;
} SavedLesson;

typedef struct SavedState {
    int theme;
    float text_scale;          /* 1..2 */
    bool folded[SAVED_PANELS]; /* at first only the equation's sum is */
    int notation;
    bool reduced_motion, sound, gradients;
    bool theme_chosen, motion_chosen; /* by somebody: else the system's wishes count */
    uint32_t seed;           /* of the order in which choices stand; 0: none was drawn yet */
    char language[TAG_SIZE]; /* its tag, known here or not; empty: it was never chosen */
    char *last_lesson;       /* path; NULL: none; owned */
    SavedLesson *lessons;    /* owned */
    int lesson_count, lesson_capacity;
    PractiseAnswer *answers; /* given while practising, oldest first; owned */
    int answer_count, answer_capacity;
    char **foreign; /* answers that are not understood, as JSON; owned */
    int foreign_count, foreign_capacity;
    int64_t exam; /* seconds since 1970, on the day for which is practised; 0: none */
} SavedState;

/* What there was to read. */
typedef enum StateFound {
    STATE_NONE,      /* it is not there */
    STATE_READ,      /* it is there, and read */
    STATE_STRANGE,   /* it is there, but not understood: no JSON, too large, another format */
    STATE_UNREADABLE /* it may be there: it cannot be read, or memory lacks */
} StateFound;

/* Reads the file into *state, which is set to the empty state (dark, scale 1, English) first and
 * stays so if nothing is read. An error says why what may be there could not be used. */
StateFound state_find(const char *path, SavedState *state, Error *error);

/* The same for those who do not write it again: false where what may be there could not be used. */
bool state_read(const char *path, SavedState *state, Error *error);

/* Writes a new file beside the old one, and renames it when it is on the disk; creates the folder.
 * What is too much goes first (state_shed). False and an error leave the old file as it was. */
bool state_write(const char *path, SavedState *state, Error *error);

void state_free(SavedState *state);

/* The lesson's entry. Where there is none: an empty one is added if `create` (NULL where memory
 * lacks), else NULL. Adding moves the others: do not keep the pointer. */
SavedLesson *state_lesson(SavedState *state, const char *id, bool create);

/* Takes in an answer at its place in time, the newest STATE_ANSWERS of all; one that is there already
 * changes nothing, so that a session may hand out all that it has at each saving. Its ids are
 * [a-z0-9_-], its values those that answer.h allows, its time is 1..STATE_LATEST; seconds come back in
 * tenths, what was drawn in ten thousandths. Drawing and reason may come later: they take the place of those
 * that were there. False where memory lacks: all is as before. */
bool state_answer(SavedState *state, const PractiseAnswer *answer);

/* What was done of a lesson. `asked` and the like are known since the lesson was open last. */
typedef struct SavedProgress {
    int beats, visited;
    int done;                        /* visited, the question answered rightly, the task done */
    int questions, first_try, later; /* right at the first try, after more; the others are open */
    int tasks, by_hand, shown;       /* done by hand, by the shown solution; the others are open */
    int open_at;   /* the first beat with a question or a task that is open; -1: none */
    bool finished; /* everything was done, at some time: it stays so when the lesson grows */
} SavedProgress;
SavedProgress saved_progress(const SavedLesson *lesson);

/* Takes the tweaks of the lesson that was opened longest ago and has some, else that lesson as a
 * whole; false where nothing is left to go. */
bool state_shed(SavedState *state);

/* Gives the entry `count` empty beats, or adds an edit's text to a beat; false where memory lacks.
 */
bool saved_lesson_beats(SavedLesson *lesson, int count);
bool saved_beat_edit(SavedBeat *beat, const char *text);
/* Sets a state of the lesson aside, as the first or the last of them, also where it was another; the
 * first goes where there are STATE_ASIDES. False where memory lacks: all is as before. */
bool saved_lesson_aside(SavedLesson *lesson, const char *text, bool first);
/* Takes it away, if it is there. */
void saved_lesson_drop_aside(SavedLesson *lesson, const char *text);
/* Frees what an entry outside of a SavedState owns. */
void saved_lesson_free(SavedLesson *lesson);

#endif
