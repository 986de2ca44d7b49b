/* history.h: the lists of tweaks that a beat had before the one in force, and those that were undone.
 * Private to src/session.
 *
 * A change goes in three steps: history_remember, the change itself, and then history_settle, or, if
 * it could not be made, history_take_back. */
#ifndef GATESCOPE_SESSION_HISTORY_H
#define GATESCOPE_SESSION_HISTORY_H

#include "session/state.h"

void history_free(BeatState *state); /* the tweaks in force too */

/* Remembers the list as it is now, as what an undo comes back to. False where memory lacks. */
bool history_remember(BeatState *state);
/* The change that was remembered for is made: what had been undone before it is gone. */
void history_settle(BeatState *state);
/* What was remembered last is in force again, as if nothing had been. There is such a list. */
void history_take_back(BeatState *state);

/* Back: the list before is in force, the one that was can be done again; else forward. There is
 * such a list. False where memory lacks, and nothing has changed. */
bool history_step(BeatState *state, bool back);
/* Right after it: the step was not to be made. */
void history_step_back(BeatState *state, bool back);

/* The first steps of a recording are gone: edits count their steps anew, in all lists, and the
 * oldest of these go. */
void history_forget(BeatState *state, long steps);

#endif
