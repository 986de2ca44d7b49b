/* rebuild.h: the run that follows from lesson, script and tweaks. Private to src/session.
 *
 * The run is always made by the same way: the lesson as its file gives it, the "do" of the beats up
 * to this one, the tweaks: first variants, which decide what weights there are, then the others in
 * their order. An undone tweak is dropped and the way gone again, so that nothing has to be taken
 * back and the trace is bit for bit what it was. */
#ifndef GATESCOPE_SESSION_REBUILD_H
#define GATESCOPE_SESSION_REBUILD_H

#include "session/state.h"

/* False where memory lacks: the run is then stale. error may be NULL. */
bool rebuild_run(Session *session, Error *error);
/* The same after one change, which the list has already: by a shorter way, where there is one. */
bool rebuild_for(Session *session, const Edit *changed, Error *error);

/* What of it the lesson's watch had put off, or a part of that. */
void rebuild_more(Session *session);

#endif
