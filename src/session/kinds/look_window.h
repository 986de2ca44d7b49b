/* look_window.h: a run that is too long to be held: what the session holds of it is a window of some
 * hundred steps, whose numbers are computed when they are looked at. Private to look.c, its parts and
 * its tests.
 *
 * Kept are the data, and the states of every cell each STACK_SLICE steps, out of which any window is
 * computed again, bit for bit as it was. The session's lesson has the window's steps and begins with
 * the window's states; all that is shown of it on the stage is a lesson like any other, of few steps. */
#ifndef GATESCOPE_SESSION_KINDS_LOOK_WINDOW_H
#define GATESCOPE_SESSION_KINDS_LOOK_WINDOW_H

#include "engine/stack.h"
#include "lesson/lesson.h"

enum { WINDOW_STEPS = 3 * STACK_SLICE, WINDOW_MARGIN = STACK_SLICE / 2 };

typedef struct LookWindow {
    long steps;      /* of the whole run */
    long first;      /* the window's first step */
    float *sequence; /* the data of the whole run, rows of them; owned */
    int inputs;
    float **states; /* a cell: the states at each STACK_SLICE steps, and one more; owned */
    int cell_count;
} LookWindow;

/* Whether windows of the lesson can be computed alone: no gate is held, nothing is scripted, each cell reads
 * what stands before it, and there are more steps than a window has. */
bool look_window_can(const Lesson *lesson);
/* Memory of it and of its lesson's run, of so many steps. */
double look_window_bytes(const Lesson *lesson, long steps);

/* Takes the lesson's sequence; the lesson has the first WINDOW_STEPS steps from then on, until the
 * window is moved. NULL and an error where memory lacks; then the lesson is as before. */
LookWindow *look_window_new(Lesson *lesson, Error *error);
void look_window_free(LookWindow *window); /* NULL is allowed */

/* Keeps of a slice of the run what windows begin with. */
void look_window_take(LookWindow *window, const StackSlice *slice);
/* The lesson's cells begin as the whole run does: so it is computed. */
void look_window_rewind(const LookWindow *window, Lesson *lesson);

/* Where the window would begin that has step t far from its ends. Whether the one that is there holds the
 * step, with so many on both sides (as far as there are such). */
long look_window_place(const LookWindow *window, long t);
bool look_window_holds(const LookWindow *window, long t, long margin);
/* The lesson has the steps from there on: its sequence and its cells' initial states. */
void look_window_move(LookWindow *window, Lesson *lesson, long first);

#endif
