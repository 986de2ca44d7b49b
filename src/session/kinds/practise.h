/* practise.h: a session that asks: sittings of five questions, each made from a seed
 * (lesson/practise/item.h), of the ideas that are due (lesson/practise/review.h).
 *
 * A question of a curve is asked with four choices or, every other time, as a drawing of its last steps:
 * the session's beat has that question then, and what is drawn, the gap, the gate that made it and the
 * learner's reason are those of any question that is drawn (session/asked.h).
 *
 * The session's lesson is that of the question, one cell with its inputs. While it is asked nothing
 * of it is seen but what the question tells; on stage it is a lesson like any other, and the session
 * says that it is one, until the way leads back to the question. */
#ifndef GATESCOPE_SESSION_KINDS_PRACTISE_H
#define GATESCOPE_SESSION_KINDS_PRACTISE_H

#include "lesson/practise/item.h"
#include "lesson/practise/review.h"
#include "session/state.h"

enum { SITTING = 5, PRACTISE_SEEDS = 99999 };

/* What ACTION_PRACTISE does: its number. */
typedef enum PractiseDeed {
    PRACTISE_CHOOSE, /* unit: that choice, from 0, as they stand on the screen */
    PRACTISE_ON,     /* what is chosen or drawn is the answer; behind an answer the next question */
    PRACTISE_UNSURE, /* the answer is that one is not sure */
    PRACTISE_ANOTHER, /* another question like this one */
    PRACTISE_PLAY,    /* the question's cell on stage: unit 1; back to the question: 0 */
    PRACTISE_DEEDS
} PractiseDeed;

typedef enum PractiseStand {
    PRACTISE_ASKED,
    PRACTISE_TOLD, /* it is answered, and what is right is told */
    PRACTISE_DONE  /* all of the sitting are */
} PractiseStand;

/* A question of the sitting. */
typedef struct Sitter {
    int idea; /* idea.h; of one that comes: as it looks now */
    bool answered;
    int chosen; /* as in an answer */
} Sitter;

typedef struct Practise {
    Item *item, *example; /* that is asked; one like it, worked in full; owned */
    Review review;        /* all answers so far */
    Sitter sitting[SITTING];
    int at; /* which of them is asked */
    PractiseStand stand;
    int picked;              /* a choice; -1: none yet */
    int only;                /* the one idea that is asked for; -1: what is due */
    uint32_t seed;           /* of the question */
    PractiseAnswer *answers; /* given here, oldest first; owned */
    int answer_count, answer_capacity;
    int64_t (*now)(void);
    int64_t asked; /* when the question was shown */
} Practise;

/* What it begins with; nothing of it need outlive the call. */
typedef struct PractiseSetup {
    const PractiseAnswer *answers; /* given before, oldest first */
    int answer_count;
    const char *const *lessons; /* ids of those that were begun: they have met their ideas */
    int lesson_count;
    int64_t exam;         /* as in Review */
    int idea;             /* -1: what is due, of all that was met; else that one alone */
    uint32_t seed;        /* of the first question, 1..PRACTISE_SEEDS */
    int64_t (*now)(void); /* seconds since 1970 */
} PractiseSetup;

/* NULL and an error where memory lacks. */
Session *session_new_practise(const PractiseSetup *setup, Error *error);

/* NULL: the session is of another kind. Also while the question's cell is on stage. */
const Practise *session_practise(const Session *session);

/* Of the question that is told: the belief behind what was chosen or drawn; BELIEF_NONE: it was right,
 * nobody's, or nothing was. */
Belief session_practise_belief(const Session *session);
int session_practise_right(
    const Session *session); /* so many of the sitting were answered rightly */

#endif
