/* typing.h: a number by its digits, in a field over what shows it. Private to src/session. */
#ifndef GATESCOPE_SESSION_TYPING_H
#define GATESCOPE_SESSION_TYPING_H

#include "session/state.h"

bool typing_apply(Session *session, const Action *action);
/* Drops what is typed where the action is about something else; whether it did. */
bool typing_leave(Session *session, ActionKind kind);

#endif
