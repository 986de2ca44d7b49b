/* keep.h: what of a session outlives the program, as plain values and lines of text, and back. The
 * files room writes them down; it does not know the session. */
#ifndef GATESCOPE_SESSION_KEEP_H
#define GATESCOPE_SESSION_KEEP_H

#include "session/state.h"

/* A beat's tweak k in its text form (see lesson/edit.h); the length as snprintf gives it, -1: no
 * such. */
int session_keep_edit(const Session *session, int beat, int k, char *text, size_t size);

/* The beat's tweaks go away, as one change that an undo takes back, to make room for others; false
 * where memory lacks. */
bool session_drop_edits(Session *session, int beat);

/* Putting back. Each checks its values against the lesson and returns false for what no longer
 * fits, which then stays away. After the last one call session_restore_place: it makes the run. A
 * beat that is not there any more becomes the nearest one, at its own place. */
bool session_restore_edit(Session *session, int beat, const char *text);
bool session_restore_answer(Session *session, int beat, int answer, int tries, const bool *tried,
                            int tried_count);
/* After the answer: which choice was the first one. */
bool session_restore_first(Session *session, int beat, int first);
/* Before the answer: what was drawn, dragged, typed or put in order. */
bool session_restore_guess(Session *session, int beat, const Guess *guess);
bool session_restore_done(Session *session, int beat, bool task_done);
/* After task_done: it was the solution that did it. */
bool session_restore_shown(Session *session, int beat, bool task_shown);
/* How panels were left, which is every session's; no change that is worth saving. */
bool session_restore_folded(Session *session, int panel, bool folded);
bool session_restore_visited(Session *session, int beat, bool visited);
bool session_restore_place(Session *session, int beat, long tick, long seen);

#endif
