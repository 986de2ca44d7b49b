/* share.h: sessions as texts that can be copied and opened elsewhere (files/state/share_text.h),
 * and back. */
#ifndef GATESCOPE_COMMANDS_STATE_SHARE_H
#define GATESCOPE_COMMANDS_STATE_SHARE_H

#include "commands/library/library.h"
#include "files/state/share_text.h"
#include "session/session.h"

/* The session's state as a text, the caller's (free); NULL and an error. */
char *share_text(const Session *session, Error *error);

/* Brings a session of the state's lesson there. Its own tweaks give way; an undo in a beat brings
 * that beat's back. What does not fit the lesson stays away, and the notice says so where the
 * lesson is not the version that the state was made with. False and an error where the session is
 * of another lesson (it is as before then) or memory lacks. */
bool share_restore(Session *session, const SharedState *state, Error *error);

/* The file of the state's lesson among the library's; NULL and an error that names the lesson. The
 * text is the library's. */
const char *share_lesson(const SharedState *state, const Library *library, Error *error);

#endif
