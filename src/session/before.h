/* before.h: the run as it was before the first change, to be compared with what has become of it.
 * Private to src/session. */
#ifndef GATESCOPE_SESSION_BEFORE_H
#define GATESCOPE_SESSION_BEFORE_H

#include "session/state.h"

void before_take(Session *session);   /* the run as it is now, where none is kept */
void before_undone(Session *session); /* drops it where nothing differs from it any more */
bool before_drop(Session *session);   /* whether one was kept */
bool before_apply(Session *session);  /* ACTION_BEFORE */
bool before_drag(Session *session, const Action *action); /* ACTION_DRAG */
void before_let_go(Session *session);                     /* of what is dragged, if something is */

#endif
