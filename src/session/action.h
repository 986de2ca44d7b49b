/* action.h: the one door. Everything that a person, a remote, a script or a test can do is an
 * Action, a small value that is handed to session_apply. */
#ifndef GATESCOPE_SESSION_ACTION_H
#define GATESCOPE_SESSION_ACTION_H

#include "lesson/lesson.h"

typedef enum ActionKind {
    ACTION_NONE,
    /* time; flag: it goes on of itself (a drag, a held key) and never skips a question */
    ACTION_STEP,  /* number: steps forward or back (animated) */
    ACTION_PHASE, /* number: phases forward or back */
    ACTION_GO, /* at once to step, phase; clamped to the run (a person's scrub reveals the future)
                */
    ACTION_MOMENT,     /* at once back to where the beat is told */
    ACTION_SHOW_PHASE, /* number: that phase of the step on stage */
    ACTION_PLAY,       /* number: 1 play, 0 pause, -1 toggle */
    ACTION_SPEED,      /* number: -1 slower, +1 faster; value > 0: that speed, 1 is normal */
    ACTION_MOTION,     /* number: 1 animate, 0 reduced motion, -1 toggle */
    /* the lesson */
    ACTION_BEAT,    /* number: beats forward or back */
    ACTION_GO_BEAT, /* number: that beat */
    ACTION_ANSWER,  /* number: that choice of the open question, as the file numbers it; flag: as
                       they stand on the screen; else that lane of the stage */
    /* a question whose answer is computed (session/guess.h) */
    ACTION_GUESS, /* step, value: a number, or a point of a drawing; a step that is picked; flag:
                           in a straight line from the stroke's last one */
    ACTION_GUESS_KEY,   /* the same by keys: unit steps right, step notches up */
    ACTION_GUESS_ORDER, /* number: which from the top goes unit places down */
    ACTION_GIVE,       /* number: 0 what was guessed is the answer, 1 nothing is: it is shown; 2 the
                           right one is, for a film */
    ACTION_REASON,     /* why, in the learner's own words; number: 1 on, 0 off, -1 toggle */
    ACTION_REASON_KEY, /* number: a TypeKey; unit: a byte of UTF-8 */
    ACTION_SHOW_SOLUTION, /* applies the task's solution as edits */
    /* the run */
    ACTION_EDIT, /* edit; flag: continues the last edit of the same target (a drag), one undo for
                    both */
    ACTION_UNDO, /* flag: it was not meant, and cannot be done again */
    ACTION_REDO,
    ACTION_RESET_EDITS, /* all tweaks of this beat away (can be undone) */
    ACTION_RESET_ONE,   /* edit: the tweaks with that edit's target away; number 1: those of the
                           whole input; 2: of the weight
                           that is picked */
    /* a whole curve of one input: number is its column */
    ACTION_PAINT_INPUT,  /* step, value: a point; flag: in a straight line from the stroke's last
                            one; one undo for the stroke */
    ACTION_INPUT_PRESET, /* unit: a Wave; step: of noise its seed, from 1 */
    ACTION_PAINTING, /* its row of the timeline is painted on, or no longer; number -1: none is */
    ACTION_BEFORE,   /* no longer compared with the run before the change */
    ACTION_DRAG, /* number 1: something is taken hold of, edit: what that changes, with the value now; 0:
                    it is let go of. Yardsticks stand still meanwhile */
    ACTION_LEAD_BACK, /* from where the session was led to (SessionKind.leads_back) */
    ACTION_STOP,      /* the run, which takes long, is not computed on */
    /* what is looked at */
    ACTION_SELECT,    /* cell, unit */
    ACTION_UNIT,      /* number: units forward or back */
    ACTION_CELL,      /* number: next or previous shown cell */
    ACTION_SHOW_KIND, /* number: a CellKind whose lanes are shown or hidden */
    ACTION_THEME,     /* number: a theme, -1: the next */
    ACTION_TEXT_SIZE, /* number: -1 smaller, +1 larger, 0 normal */
    ACTION_PANEL,     /* number: a Panel to fold or unfold */
    ACTION_SCROLL,    /* number: a Panel; value: points to scroll by; flag: to scroll to */
    ACTION_HELP,      /* F1: the overlay of keys; number: 1 open, 0 close, -1 toggle */
    ACTION_GLOSSARY,  /* number: the term that is shown; -1 closes; -2 closes, or opens the last */
    ACTION_NOTATION,  /* number: -1 toggle, 0 textbook, 1 PyTorch */
    ACTION_LANGUAGE,  /* number: which of phrase_languages, -1: the next */
    ACTION_SOUND,     /* number: 1 on, 0 off, -1 toggle */
    ACTION_EXPLORE,   /* the workbench, or the guided stage; number alike */
    ACTION_UNROLL,    /* the last steps side by side on the guided stage; number alike */
    ACTION_ORDER,     /* units by their value on the guided stage, or by number; number alike */
    ACTION_GRADIENTS, /* in the timeline's place; number alike */
    ACTION_FOCUS,     /* id: the region that has the keyboard's focus; 0: none */
    ACTION_HOVER,     /* id: the region under the pointer; 0: none */
    ACTION_OPEN_MENU, /* id of the menu (drop-down) that is open; 0: none */
    ACTION_MATRIX,    /* number: the weight of the selected cell whose matrix is shown */
    ACTION_PICK,      /* one weight of it: value, value_y: across and up, parts of the whole; flag:
                         unit columns and step rows on from the one that is picked */
    /* a number by its digits */
    ACTION_TYPE_OPEN, /* id: the region whose number is typed; edit: its change, with the value now;
                         flag: it is a guess, of which only the value counts */
    ACTION_TYPE_KEY,  /* number: a TypeKey; unit: the character */
    /* where a number comes from */
    ACTION_INSPECT, /* cell, number (signal), unit, step: shows it, or follows to it from what is
                       shown; number -1: what the selected unit has just done, or away again */
    ACTION_TRAIL,   /* number: back to that place of the trail; -1: closes it, -2: one place back */
    /* before a class */
    ACTION_PRESENT,   /* F5; number: 1 on, 0 off, -1 toggle */
    ACTION_BLANK,     /* a blank screen; number alike */
    ACTION_REVEAL,    /* the choices of the question are shown */
    ACTION_PEN,       /* drawing over the stage; number: 1 on, 0 off, -1 toggle */
    ACTION_PEN_POINT, /* value, value_y: parts of the stage, 0..1; flag: continues the stroke */
    /* the sandbox: number is an input's column where nothing else is said */
    ACTION_FORETELL,    /* what comes next in the sandbox is drawn before it is seen */
    ACTION_SANDBOX,     /* number: a SandboxField; unit: which kind, of its cells; value */
    ACTION_LIVE_CHOOSE, /* whose source the panel shows */
    ACTION_LIVE_SOURCE, /* unit: a LiveSource, or LIVE_WAVES + a Wave */
    ACTION_LIVE_SLIDER, /* value */
    ACTION_LIVE_PERIOD, /* value: steps; of noise its seed */
    ACTION_LIVE_KEY,    /* value: while the key is down; 0: released; number -1: all released */
    ACTION_LIVE_PAD,    /* value, value_y: -1..1 */
    ACTION_LIVE_RATE,   /* value: steps a second */
    ACTION_LIVE_WINDOW, /* value: steps in view; 0: number more (1) or fewer (-1) */
    /* digits (session/kinds/digits.h) */
    ACTION_DIGIT_PICK,  /* number: that image of the set */
    ACTION_DIGIT_TURN,  /* number: so many images forward or back in the list */
    ACTION_DIGIT_LIST,  /* number: a DigitList, whose first image is picked; the one that is shown:
                           its next image */
    ACTION_DIGIT_LABEL, /* number: only images of that digit; -1, or the same once more: of all */
    ACTION_DIGIT_DRAW,  /* number: 1 a drawing is read, 0 an image of the set, -1 the other */
    ACTION_DIGIT_INK,   /* value, value_y: a point of the pad, 0..1 from below; flag: continues */
    ACTION_DIGIT_PEN, /* the pen by keys: unit columns right and step rows down, drawing while it is
                           down; number 1: it is put down there, or lifted */
    ACTION_DIGIT_CLEAR, /* the drawing is empty again */
    ACTION_DIGIT_ERASE, /* step: a row, -1 the one on stage; number: 1 rub out, 0 restore, -1 the
                           other; unit: 1 and all below it; flag: as the row before it */
    /* cells that learn (session/kinds/training.h); there ACTION_PLAY starts and pauses, RESET_EDITS
       stops, CELL and STEP turn to another cell and another example */
    ACTION_TRAINING,      /* number: a TrainingField; unit: which kind, of its cells; value */
    ACTION_TRAINING_CELL, /* number: the CellKind whose example is shown */
    ACTION_PRACTISE,      /* number: a PractiseDeed (session/kinds/practise.h); unit */
    ACTION_LOOK, /* number: a LookDeed (session/kinds/look.h); unit, value, value_y, flag */
    /* a text (session/kinds/text.h) */
    ACTION_TEXT_PICK,     /* number: that passage, whole; TEXT_OWN: the learner's own text */
    ACTION_TEXT_TYPE,     /* what is typed goes to the end of the own text; number: 1 on, 0 off, -1
                             toggle */
    ACTION_TEXT_KEY,      /* number: a TypeKey; unit: a byte */
    ACTION_TEXT_CLEAR,    /* the own text is empty */
    ACTION_TEXT_FEATURE,  /* number: the Feature that units are compared with */
    ACTION_TEXT_WRITE,    /* number: so many characters by the model, behind the one on stage */
    ACTION_TEXT_WRITE_ON, /* and on, until it is stopped; number: 1 on, 0 off, -1 toggle */
    ACTION_TEXT_TEMPERATURE, /* value: 0..2 */
    ACTION_TEXT_SEED,        /* value: of what it draws */
    /* the home screen (session/home.c) */
    ACTION_HOME, /* number: 1 open, 0 back to the lesson, -1 toggle, not to one that was not begun */
    ACTION_SEARCH, /* number: 1 the field takes what is typed, 0 no longer; flag: and is emptied */
    ACTION_SEARCH_KEY, /* number: a TypeKey; unit: a byte of UTF-8 */
    /* outside the session: the host carries them out */
    ACTION_SAVE_LESSON, /* what was recorded as a lesson file; number: 1 what is in view, 0 all */
    ACTION_OPEN_SAVED,  /* what was saved last, or its folder */
    ACTION_QUIT,
    ACTION_OPEN_TERM,   /* number: the term of the glossary whose lesson is opened */
    ACTION_OPEN_LESSON, /* number: +1 next, -1 previous of the folder's lessons; flag: number is
                           the lesson's index among them, from 0, and unit a beat of it to go to,
                           from 1; 0: where it was left */
    ACTION_OPEN_TOOL,   /* number: a SessionKindId (session.h): what the home screen opens besides
                         lessons; it may be one that is open. flag: with the networks that the
                         training has just made. unit: of text, which of the shipped models; of
                         exercises, the one idea that is asked for, from 1, 0: what is due; of
                         maps 1: the open lesson's, 0: an example's */
    ACTION_OPEN_FILE,   /* a dialog to choose files in */
    ACTION_OWN,         /* number: the thing's index in the catalogue's own; unit: an OwnDeed */
    ACTION_SAVE_PICTURE,
    ACTION_COPY_STATE,  /* place and tweaks as a text, to the clipboard */
    ACTION_PASTE_STATE, /* such a text from there */
    ACTION_OTHER_STATE, /* the lesson's state that was set aside when such a text was opened */
    ACTION_FULL_SCREEN, /* the window fills the screen, or no longer */
    ACTION_KIND_COUNT
} ActionKind;

typedef enum TypeKey {
    TYPE_CHARACTER, /* the first one takes the place of the number that was there */
    TYPE_BACKSPACE,
    TYPE_TAKE, /* the number counts; what is none is refused, and can be mended */
    TYPE_DROP
} TypeKey;

typedef enum OwnDeed { OWN_OPEN, OWN_REMOVE, OWN_RESTORE } OwnDeed;

typedef enum Panel {
    PANEL_LESSON,
    PANEL_TWEAKS,
    PANEL_EQUATION,
    PANEL_INSPECT,
    PANEL_GLOSSARY,
    PANEL_HOME,
    PANEL_HELP,
    PANEL_COUNT
} Panel;

typedef struct Action {
    ActionKind kind;
    int number;
    int cell, unit;
    long step;
    Phase phase;
    float value, value_y; /* value_y: of what has two dimensions */
    unsigned id;
    bool flag;
    Edit edit;
} Action;

#endif
