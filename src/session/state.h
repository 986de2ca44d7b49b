/* state.h: all that is true of a session now, and what can be asked of it without changing it. This
 * much of a session may be known anywhere; it changes only through session.h.
 *
 * Time. A run has `steps` steps of PHASE_COUNT phases. A tick is one phase: tick = (t + 1) *
 * PHASE_COUNT + phase - (PHASE_COUNT - 1), so tick 0 is the initial state (t = -1, nothing has
 * happened) and tick 4 * (t + 1) is step t complete. `tick` is where the session is going, `shown`
 * where the picture is on its way there; they differ only while something moves. */
#ifndef GATESCOPE_SESSION_STATE_H
#define GATESCOPE_SESSION_STATE_H

#include <stdint.h>

#include "lesson/check/answer.h"
#include "lesson/run/influence.h"
#include "lesson/run/lookback.h"
#include "lesson/run/run.h"
#include "session/edit_list.h"
#include "session/kind.h"

typedef struct BeatState {
    EditList edits; /* tweaks in force */
    EditList *undo; /* earlier lists, the newest last; owned */
    int undo_count, undo_capacity;
    EditList *redo;
    int redo_count, redo_capacity;
    int answer;      /* chosen choice, as the file numbers it, else of ANSWERS; -1: not answered */
    int first;       /* chosen before any other; -1: none, or not known any more */
    int tries;       /* choices tried */
    bool tried[16];  /* which choices were tried */
    bool task_done;  /* has held at least once */
    bool task_shown; /* for the first time by the solution, not by the learner's own hands */
    bool visited;
    Guess guess; /* where the answer is no choice: what is being answered, or was */
} BeatState;

enum { THEME_CHOICES = 3 }; /* dark, light, high contrast */

/* Numbers that were followed from one to the next; the last one is shown. */
enum { TRAIL_MOST = 32 };
typedef struct Trail {
    Place places[TRAIL_MOST];
    int count; /* 0: nothing is inspected */
} Trail;

/* A number that is being typed. */
enum { TYPING_MOST = 24 };
typedef struct Typing {
    unsigned id; /* of the region whose number it is; 0: nothing is typed */
    Edit edit;   /* what it will change */
    char text[TYPING_MOST];
    int length;
    bool guess; /* it is no change, but what is guessed */
    bool fresh; /* the text is the number as it was */
    bool wrong; /* it was refused as it stands */
} Typing;

/* Which weight matrix is shown, and which number of it is picked; it may not fit the selected cell
 * (session_pick). */
typedef struct Pick {
    int weight, row, column;
} Pick;

/* The home screen: all lessons, in the lesson's place. Its picture moves a few times a second, and
 * stands still after so many rounds. */
enum { SEARCH_MOST = 96, HOME_FRAMES = 4, HOME_ROUND = 48, HOME_ROUNDS = 5 };
typedef struct Home {
    bool open;
    bool typing;              /* the field of the search takes what is typed */
    char search[SEARCH_MOST]; /* UTF-8 */
    int length;
    double seconds; /* that its picture has moved (session_watch) */
} Home;

enum { SCROLL_SHOWS = -1 };

typedef struct View {
    int theme;        /* below THEME_CHOICES */
    float text_scale; /* 1..2 */
    bool folded[PANEL_COUNT];
    float scroll[PANEL_COUNT]; /* SCROLL_SHOWS: as far as shows what has just been told */
    bool kind_hidden[CELL_KIND_MOST];
    bool help;
    bool glossary; /* a word's meaning lies over the stage */
    int term;      /* which: its index in the host's glossary */
    int notation;  /* a Notation */
    Language language;
    bool reduced_motion;
    bool theme_chosen, motion_chosen; /* as in SessionLook */
    bool sound;                       /* a run is heard (scene/stage/sound.h) */
    bool explore;                     /* a lesson shows its workbench, not the guided stage */
    bool unrolled;                    /* the guided stage shows the last steps side by side */
    bool by_value;          /* there the units of a cell stand by their value, not by number */
    bool gradients;         /* in the timeline's place */
    bool gradients_by_beat; /* a beat opened them: another one closes them */
    unsigned focus, hover, menu;
    bool focus_visible; /* the keyboard moved it */
    Trail trail;
    Typing typing;
    bool reasoning; /* the learner's reason takes what is typed */
    Pick pick;
    Home home;
    unsigned painting; /* inputs whose row of the timeline is painted on: a bit each */
} View;

/* A point of a stroke of the pen, in parts of the stage's width and height (from below). */
typedef struct PenPoint {
    float x, y;
    bool starts; /* a new stroke */
} PenPoint;

/* Before a class: stage and one line of text. */
typedef struct Present {
    bool on, blank, revealed, pen;
    PenPoint *points; /* owned; gone with the next beat */
    int point_count, point_capacity;
} Present;

/* Where the pointer of a stroke over an input's row was last. */
typedef struct Stroke {
    bool begun;
    int column;
    long step;
    float value;
} Stroke;

/* The run as it was before the first change, or before a drag (before.c). */
typedef struct Before {
    long steps;
    int undo_count; /* of the beat, when it was taken: back there nothing differs */
    int inputs, cell_count;
    float *sequence; /* steps x inputs; owned */
    float **data;    /* a copy of each trace's records; owned */
    Edit held;       /* what is dragged, with its value then */
} Before;

struct Session {
    const SessionKind *kind; /* what it does in its own way */
    const Lesson *lesson;    /* not owned: it must outlive the session */
    Run *run;                /* up to date after every session_apply, unless stale or behind */
    bool stale; /* there was no memory to make the run anew: the next action tries it again first,
                   and is refused where there still is none */
    bool
        uncompared; /* something was drawn, dragged, typed, picked or moved since it was compared */
    bool stopped;   /* what is behind is not computed on: it takes too long */
    double behind;  /* seconds that it has been computed on since it was changed */
    int beat;
    BeatState *beats; /* one a beat */
    long tick;        /* going to */
    long told;        /* the tick at which the beat began */
    double shown;     /* on its way, in ticks */
    long seen;        /* highest step whose values may be seen; later ones are hidden */
    bool playing;
    float speed;   /* 1: a step takes 2 seconds while playing */
    double rate;   /* of the move to tick, in ticks a second */
    double waited; /* seconds since the last step of playing without motion */
    bool joining;  /* a drag goes on: edits of the target `joint` share one undo */
    Edit joint;
    Stroke stroke;
    int cell, unit;  /* selected */
    uint32_t seed;   /* of the order in which choices stand (asked.h) */
    bool nudged;     /* an unanswered question held the first try to go on */
    bool skipped;    /* the host asked for what it hides: nothing of this beat is hidden */
    int cursor;      /* which value of the guess the keys are at */
    Outcome outcome; /* of this beat's question, once it was answered where that is computed */
    View view;
    Influence *influence; /* of the number that is inspected; NULL: none, or no memory; owned */
    Lookback **lookbacks; /* one a cell that is shown while gradients are; NULL: none; owned */
    Present present;
    Before *before;   /* to compare with; NULL: nothing was changed, or it was dismissed; owned */
    Before *scale;    /* of when the drag began, on which yardsticks stand; NULL: none; owned */
    void *own;        /* what its kind has besides (kinds/); NULL: nothing; owned */
    unsigned kept;    /* counts up with every change that is worth saving */
    unsigned version; /* counts up with every change that a picture could show */
    Error notice;     /* why the last action did nothing; what empty: nothing to say */
    bool saved;       /* the notice tells what was saved, which can be opened */
};

/* ---- which kind it is ---- */

SessionKindId session_kind(const Session *session);

/* What it shows was come to from a question or the sandbox, and Escape leads back: the word for that,
 * in English; NULL: it was not. */
const char *session_leads_back(const Session *session);

/* ---- how it looks ---- */

/* How everything looks, whatever is shown: it goes with the person from session to session. */
typedef struct SessionLook {
    int theme;        /* below THEME_CHOICES */
    float text_scale; /* 1..2 */
    int notation;     /* a Notation */
    Language language;
    bool reduced_motion, sound;
    bool theme_chosen, motion_chosen; /* by somebody: the system's wishes no longer count */
} SessionLook;
SessionLook session_look(const Session *session);

/* ---- where it is ---- */

/* Whether session_advance would change anything: false means that nothing need be drawn. */
bool session_moving(const Session *session);

/* Where the picture is: the step on stage (-1..steps-1), the phase that is happening or has just
 * happened, and how far it is, 0..1 (1: complete). At the initial state: t -1, PHASE_SHOW, 1. */
typedef struct Moment {
    long t;
    Phase phase;
    float part;
} Moment;
Moment session_moment(const Session *session);
long tick_of(long t, Phase phase);
long step_of(long tick); /* the step that a tick belongs to; -1: the initial state */

const Beat *session_beat(const Session *session);
/* Which of how many beats it is at, or of what else it goes through part by part. */
int session_part(const Session *session, int *count);
const BeatState *session_beat_state(const Session *session);
bool session_cell_shown(const Session *session,
                        int cell); /* beat's "show" and kinds switched off */
int session_shown_cells(const Session *session, int *cells,
                        int most); /* in lesson order; returns how many */
bool session_highlighted(const Session *session, int cell, int signal, int unit);
/* The session with no unit selected, to be looked at only: it owns nothing, and what it points to
 * is the session's. */
Session session_unselected(const Session *session);
/* May this be changed here? Inside a task with "may", only what it names. */
bool session_may(const Session *session, const Edit *edit);
/* Whether a tweak with that target is in force (to mark it as changed). */
bool session_edited(const Session *session, const Edit *target);
/* Marks which of an input's steps from..from+count-1 a tweak sets. */
void session_edited_steps(const Session *session, int column, long from, int count, bool *edited);
/* The wave that an input was given last and that still counts in some step; NULL: none. */
const Edit *session_input_wave(const Session *session, int column);
/* Whether that weight is there and can be shown as a matrix. */
bool cell_has_matrix(const Cell *cell, int weight);
/* The picked matrix and number, as far as the selected cell has them, else its first ones. */
Pick session_pick(const Session *session);
/* What the lesson's file and script make of a number that may have been changed since; NAN: of what
 * is no number. */
float session_given(const Session *session, const Edit *target);
bool session_can_undo(const Session *session);
bool session_can_redo(const Session *session);
/* The question is unanswered, or its right answer was not found. */
bool session_question_open(const Session *session);
/* Where the beat's task wants the number at the place to come, until it has been done once; false:
 * it says nothing of it. An open end is infinite. */
bool session_band(const Session *session, const Place *place, float *low, float *high);
/* Whether the session has left the moment at which the beat began, and that one's step. */
bool session_away(const Session *session, long *t);
/* A lesson is played, and on the guided stage. */
bool session_guided(const Session *session);
bool session_task_holds(const Session *session);
/* The numbers that yardsticks are made for: those of the run; while something is dragged, of the run
 * as it was when that was taken hold of. As trace_at, of example 0; of an input; of what an edit
 * changes, which has that value now. */
const float *session_scale_at(const Session *session, int cell, int signal, long t);
float session_scale_input(const Session *session, int column, long t);
float session_scale_value(const Session *session, const Edit *edit);
/* The step from which on numbers are not of this run, since it takes long and is still computed, or
 * was stopped (ACTION_STOP); -1: none. */
long session_behind(const Session *session);
/* Whether session_advance goes on computing. */
bool session_computing(const Session *session);
/* Says so, in the session's language, once it is felt; else the text is empty, and this is false. */
bool session_tell_behind(const Session *session, char *text, size_t size);

/* Whether there is something to go back to from the home screen: who has only come as far as the first
 * beat has seen none of the lesson. */
bool session_begun(const Session *session);
/* Which frame of its HOME_ROUND the moving picture of the home screen stands at; with reduced motion
 * the last one. */
int session_home_frame(const Session *session);
/* Seconds until another one is due; INFINITY: it stands still. */
double session_home_wait(const Session *session);

/* The number that is inspected; NULL: none. */
const Place *session_inspected(const Session *session);
/* Whether the number exists and may be seen: its step was stepped through, or, of the newest step
 * on stage, its phase. */
bool session_known(const Session *session, const Place *place);

/* What the number was before the first change of this beat; place->cell -1: the input place->unit.
 * False where that is not kept. */
bool session_before(const Session *session, const Place *place, float *value);

/* The newest step, up to the one on stage, that is complete; -1: none. */
long session_settled(const Session *session);
/* How the memory of the selected unit at that step depends on the steps before it; of a cell with
 * fewer units that of its first. NULL: gradients or the cell are not shown, or memory lacked. */
const Lookback *session_lookback(const Session *session, int cell);

/* The sandbox goes on by itself now: its newest step is on stage. */
bool session_live(const Session *session);

/* Whether values of step t are hidden: it was not stepped through in this beat yet, or not computed
 * (session_behind). */
bool session_hidden(const Session *session, long t);

#endif
