/* opening.h: a session that is the opening: ninety seconds before the first lesson, for somebody who
 * knows no word of the field.
 *
 * A digit is read row by row by two trained networks. Once its upper half is covered, the lower half
 * alone could be two digits: the network without gates says the wrong one, the one that guards its
 * memory the right one. Then it is entered: all that it remembers, one of those numbers, the gate
 * that guards it, what happens when all such gates are shut once; and only then it gets its name.
 *
 * Nothing of it is made up: the session's lesson is the one of lesson/reading/digits.h, all numbers
 * are those of its run, and the shut gates are tweaks of it. Which digit and which unit tell the
 * story was searched for in the test digits; tests/commands/opening.c holds them to it.
 *
 * It plays by itself, scene after scene, and stands still with reduced motion, where each scene is
 * shown as it ends. */
#ifndef GATESCOPE_SESSION_KINDS_OPENING_H
#define GATESCOPE_SESSION_KINDS_OPENING_H

#include "lesson/reading/digits.h"
#include "session/state.h"

enum {
    OPENING_DIGIT = 1637, /* of the test digits: a 5 whose lower half could be a 3's */
    OPENING_UNIT = 52,    /* the one that is looked at */
    OPENING_HALF = 15     /* rows of the upper half; the gates are shut in the row behind it */
};

typedef enum OpeningScene {
    OPENING_ROWS,    /* a row at a time, and what was read is gone */
    OPENING_COVERED, /* the lower half alone */
    OPENING_READERS, /* two networks, of which one is wrong */
    OPENING_NUMBERS, /* all that the other one remembers */
    OPENING_NUMBER,  /* one of these numbers, through the rows */
    OPENING_DOOR,    /* the gate that guards it */
    OPENING_SHUT,    /* all gates were shut once */
    OPENING_NAMES,
    OPENING_SCENES
} OpeningScene;

typedef struct Opening {
    Lesson *lesson;     /* the session's; owned */
    int label;          /* the digit that was written */
    int guarded, plain; /* kinds: that with a guarded memory of its own, that without a gate */
    int memory, gate;   /* signals of the guarded one: what it remembers in, what guards that */
    int unit;           /* whose number is looked at */
    OpeningScene scene;
    double seconds; /* into it */
} Opening;

/* At its first scene, not playing yet. The model is the session's from then on, also where it fails.
 * The image is OPENING_DIGIT of the set, which need not outlive the call; of a smaller set its last.
 * NULL and an error where the set is empty, the model does not fit or memory lacks. */
Session *session_new_opening(DigitModel *model, const DigitSet *set, Error *error);

/* NULL: the session is of another kind. */
const Opening *session_opening(const Session *session);

double opening_seconds(OpeningScene scene); /* that it takes */
/* How much of the scene has passed, 0..1; 1 with reduced motion. */
float session_opening_part(const Session *session);
/* The number that is looked at, and how far its gate was open, in row t; before the first row 0. */
float session_opening_number(const Session *session, long t);
float session_opening_gate(const Session *session, long t);
/* What the network of that kind makes of the rows up to t: the ten probabilities; the largest. */
int session_opening_says(const Session *session, int kind, long t, float chances[DIGIT_CLASSES]);

#endif
