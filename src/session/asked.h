/* asked.h: a question as it is asked: in which order its choices stand. Whatever is stored and
 * counted is a choice as the lesson's file numbers it; where it stands on the screen is decided
 * here, by the session's seed, so that no place is the right one oftener than another. Nothing here
 * changes a session. */
#ifndef GATESCOPE_SESSION_ASKED_H
#define GATESCOPE_SESSION_ASKED_H

#include "session/state.h"

/* The choice that stands at a place of the beat's question, and the place of a choice; both from 0.
 * -1: there is none. */
int asked_choice(const Session *session, int beat, int at);
int asked_place(const Session *session, int beat, int choice);

#endif
