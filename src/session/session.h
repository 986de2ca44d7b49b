/* session.h: the one mutable state: which lesson, where in it, what was changed, what was answered,
 * what is looked at. Actions in, trace out. No files, no drawing, no clock: time comes in through
 * session_advance. What it holds, and what can be asked of it, stands in state.h; how it is made and
 * freed in life.h.
 *
 * Edits. What the run is now = the lesson as its file gives it + the "do" of beats 0..beat + this
 * beat's tweaks. Tweaks belong to the beat in which they were made: going on shows the next beat as
 * it was written, coming back shows the tweaks again. Undo drops the last tweak and applies the
 * rest anew, so an undone change leaves the trace bit for bit as it was. */
#ifndef GATESCOPE_SESSION_SESSION_H
#define GATESCOPE_SESSION_SESSION_H

#include "session/life.h"
#include "session/state.h"

/* Applies an action. False (with session->notice saying why) where it could not be done or changed
 * nothing; the session is then as before. Host actions (QUIT ...) return false without a notice. */
bool session_apply(Session *session, const Action *action);

/* Lets `seconds` pass: computes on what is behind, for as long as the lesson's watch lets it; else
 * moves `shown` towards `tick`, and on while playing. Returns true where the
 * picture changed. */
bool session_advance(Session *session, double seconds);

/* The same for the moving picture of the home screen: call it while somebody can see that. It counts
 * as no change of the session. */
bool session_watch(Session *session, double seconds);

/* What the person reads next, below the picture: why something was not done, or what was. */
void session_tell(Session *session, const Error *notice);
/* The same of what was saved, which ACTION_OPEN_SAVED opens. */
void session_tell_saved(Session *session, const Error *notice);
/* The picture has to be drawn anew for what lies outside the session. */
void session_redraw(Session *session);
/* The question of this beat holds nobody back: who asks for another place shall get there. */
void session_skip_question(Session *session);

void session_set_look(Session *session, const SessionLook *look);
/* The system's wishes, of which those count that nobody has chosen against; theme -1: it has none. */
void session_wish_look(Session *session, int theme, bool reduced_motion);
/* In which order choices stand from now on; 0 changes nothing. */
void session_set_seed(Session *session, uint32_t seed);
void session_set_language(Session *session, Language language); /* and nothing else of the look */

#endif
