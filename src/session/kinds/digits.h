/* digits.h: a session that reads handwritten digits: which image is read, how well the networks
 * read all the others, the pen, and rows that are rubbed out.
 *
 * The session's lesson is the one of lesson/reading/digits.h; its sequence is the image. Rows are
 * rubbed out by tweaks of their inputs, so that undo, reset and the run before the change work as
 * everywhere. Another image begins without tweaks: the image before, with its tweaks, is what an
 * undo comes back to once the tweaks of the new one are undone.
 *
 * How well each network reads is computed once, from all images, a few of them in every frame until
 * it is known; what needs it earlier computes the rest at once. */
#ifndef GATESCOPE_SESSION_KINDS_DIGITS_H
#define GATESCOPE_SESSION_KINDS_DIGITS_H

#include "lesson/reading/digits.h"
#include "session/state.h"

enum { DIGIT_INK_MOST = 1536 }; /* points of a drawing; what is drawn beyond them is lost */

/* Which images the list has, for the selected network. */
typedef enum DigitList {
    DIGIT_LIST_ALL,     /* in the set's order */
    DIGIT_LIST_HARDEST, /* the smallest margin first */
    DIGIT_LIST_WRONG,   /* those that it gets wrong, the worst first */
    DIGIT_LIST_COUNT
} DigitList;

typedef struct DigitPast DigitPast;

typedef struct DigitHistory {
    DigitPast *items; /* the newest last; owned */
    int count, capacity;
} DigitHistory;

typedef struct DigitReading {
    Lesson *lesson;      /* the session's; owned */
    const DigitSet *set; /* not owned: it must outlive the session */
    int index;           /* of the image that is read; -1: it is drawn */
    int picked;          /* the image of the set that was read last */
    InkPoint *ink;       /* of the drawing; room for DIGIT_INK_MOST; owned */
    int ink_count;
    int pen_column, pen_row; /* where the pen is that keys move, in pixels of the image */
    bool pen_down;           /* it draws as it moves */
    bool trained
        [CELL_KIND_COUNT]; /* which networks a training has just made; the others came along */
    DigitList list;
    int label;  /* only images of that digit are in the list; -1: all */
    int *shown; /* the list, as indices; room for set->count; owned */
    int shown_count;
    DigitScore *scores[CELL_KIND_COUNT]; /* set->count each; owned */
    int *order[CELL_KIND_COUNT];         /* indices, the smallest margin first; owned */
    int scored;                          /* images whose scores are known */
    bool unscored;                       /* the others' will not be: memory lacked */
    int wrong[CELL_KIND_COUNT];          /* of these, how many are wrong */
    DigitHistory undo, redo;             /* images that were read before and after this one */
    bool erasing;                        /* what a drag over rows does, else it restores */
    bool rubbed;                         /* it has changed something: the rest joins its undo */
    long rubbed_row;                     /* where it was last; -1: none goes on */
} DigitReading;

/* A session that reads digits: the first image is read from its first row on.
 * The model is the session's from then on, also where it fails; the set must outlive it. NULL and
 * an error where the set is empty, the model does not fit or memory lacks. */
Session *session_new_digits(DigitModel *model, const DigitSet *set, Error *error);

/* Says which of its networks a training has just made. */
void session_digits_trained(Session *session, const bool trained[CELL_KIND_COUNT]);

/* NULL: the session is of another kind. */
const DigitReading *session_digits(const Session *session);

/* The ten probabilities after row t (0..27) by that kind of network. */
void session_digit_chances(const Session *session, int kind, long t, float chances[DIGIT_CLASSES]);
/* The same as it was before the first change of the image; false where that is not kept. */
bool session_digit_chances_before(const Session *session, int kind, long t,
                                  float chances[DIGIT_CLASSES]);
/* The digit that is written there; -1: nobody has said so. */
int session_digit_label(const Session *session);
/* A drawing is read that has no ink yet: nothing can be said of it. */
bool session_digit_blank(const Session *session);
/* The row had ink, and it was rubbed out. */
bool session_row_erased(const Session *session, long t);
int session_digit_position(const Session *session); /* in the list; -1: it is not there */
/* Computes what is missing of the scores. */
void session_score_digits(Session *session);

#endif
