/* may.h: which edits are possible: what has a place in the lesson, and what a task leaves open.
 * Private to src/session. */
#ifndef GATESCOPE_SESSION_MAY_H
#define GATESCOPE_SESSION_MAY_H

#include "session/state.h"

/* Whether the edit has a place in the lesson (indices and sizes) and a finite value. */
bool may_fit(const Lesson *lesson, const Edit *edit);
/* False only for an edit of a weight that the cell lacks as it is now. The edit fits the lesson. */
bool may_weight_present(const Session *session, const Edit *edit);
bool may_change(Session *session, const Edit *edit); /* false: the notice says why not */

#endif
