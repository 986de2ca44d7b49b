/* edits.h: tweaks of a beat: making them, taking them back, undo and redo. Private to src/session.
 *
 * A tweak goes into the list of the beat, which an undo comes back to, and the run is made anew
 * (rebuild.h). What cannot be made leaves both as they were. */
#ifndef GATESCOPE_SESSION_EDITS_H
#define GATESCOPE_SESSION_EDITS_H

#include "session/state.h"

bool edits_apply(Session *session, const Action *action);
/* One change, if it may be and makes a difference. continues: of what was just changed (a drag). */
bool edits_change(Session *session, const Edit *edit, bool continues);
/* Several changes with one undo; joins: they belong to the change before. */
bool edits_change_all(Session *session, const Edit *edits, int count, bool joins);
/* Takes back what tweaks set of all inputs in these steps; joins alike. */
bool edits_restore_steps(Session *session, long from, long to, bool joins);
/* Other tweaks in place of those in force, whose history ends; they are taken. */
bool edits_replace(Session *session, EditList edits);
/* All tweaks of a beat away, with an undo, without a new run. False where memory lacks. */
bool edits_drop(Session *session, int beat);

#endif
