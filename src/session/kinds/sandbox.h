/* sandbox.h: a session without a script: cells to play with, inputs that come live.
 *
 * Time goes on at a steady rate, as on an oscilloscope, while session->playing: every 1 / rate
 * seconds a step is added with the inputs of that moment, and only it is computed. Paused, all that
 * was recorded can be scrubbed, stepped and changed like the run of a lesson; going on goes on from
 * the newest step.
 *
 * One rule holds all the time, live or paused: the recorded numbers are what the cells as they are
 * now make of the recorded inputs from the initial state on. So a changed weight changes the past
 * too, at once, and what is saved as a lesson gives the same numbers.
 *
 * Memory is bounded: when SANDBOX_STEPS are recorded the oldest SANDBOX_DROP are dropped, and the
 * state before the first step that is kept becomes the initial state. */
#ifndef GATESCOPE_SESSION_KINDS_SANDBOX_H
#define GATESCOPE_SESSION_KINDS_SANDBOX_H

#include "lesson/sandbox/sandbox.h"
#include "lesson/wave.h"
#include "session/state.h"

/* Where an input comes from; LIVE_WAVES + a Wave: that wave. */
typedef enum LiveSource { LIVE_SLIDER, LIVE_PAD_X, LIVE_PAD_Y, LIVE_WAVES } LiveSource;
enum { LIVE_SOURCES = LIVE_WAVES + WAVE_COUNT };

enum {
    LIVE_PERIOD_LEAST = 2,
    LIVE_PERIOD_MOST = 120,
    LIVE_RATE_MOST = 60,
    LIVE_WINDOW_LEAST = 20,
    LIVE_WINDOW_MOST = 640,
};

typedef struct LiveInput {
    int source;    /* a LiveSource, or LIVE_WAVES + a Wave */
    float slider;  /* -1..1 */
    int period;    /* of its wave, in steps */
    unsigned seed; /* of its noise */
    float key;     /* while its key is held down it is this, whatever its source; 0: not held */
} LiveInput;

/* What ACTION_SANDBOX changes. */
typedef enum SandboxField {
    SANDBOX_KIND,  /* unit: a CellKind, there or not */
    SANDBOX_SIZE,  /* value: hidden units of all cells */
    SANDBOX_WIDTH, /* value: inputs */
    SANDBOX_START, /* value: a SandboxStart */
    SANDBOX_SEED   /* value */
} SandboxField;

/* While what comes is drawn (foretell.c): what the session comes back to. */
typedef struct Foretelling {
    const SessionKind *kind;
    Lesson *lesson; /* that asks; NULL: nothing is foretold; owned */
    BeatState beat; /* of the sandbox, with its tweaks; owned */
    bool explore;
} Foretelling;

typedef struct Sandbox {
    Lesson *lesson; /* the session's: a recording; owned */
    Lesson *origin; /* whose cells START_LESSON takes; NULL: there is none; owned */
    SandboxSetup setup;
    LiveInput inputs[SANDBOX_INPUTS];
    float pad_x, pad_y;
    int chosen;       /* the input whose source is shown */
    float rate;       /* steps a second */
    double due;       /* parts of a step that have passed since the last */
    long begun;       /* steps recorded so far, with those that were dropped: the time of waves */
    int window;       /* steps in view */
    long window_from; /* the first of them */
    Foretelling foretelling;
} Sandbox;

/* A session without a script: cells as set up, inputs that come live. It begins to record at once.
 * origin: a lesson whose cells can be chosen, the session's from then on, also where it fails; NULL:
 * none. NULL and an error where the setup is not possible or memory lacks. */
Session *session_new_sandbox(const SandboxSetup *setup, Lesson *origin, Error *error);

/* NULL: the session is of another kind. */
const Sandbox *session_sandbox(const Session *session);
/* How many inputs come live, and can be held by keys; of other kinds of sessions none. */
int session_live_inputs(const Session *session);

/* What the input is at this moment. */
float sandbox_input(const Sandbox *sandbox, int column);

#endif
