/* asked.h: a question as it is asked: in which order its choices stand, what it
 * hides until it is answered, and what may be answered. Whatever is stored and
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

/* The last tick that the beat's question lets one see: the run's last, or less until it is answered.
 */
long asked_limit(const Session *session);

/* The beat's question, where its answer is computed; NULL: it has none, or choices. */
const Question *asked_guess(const Session *session);
/* Something is answered that was not compared yet: Enter does that first. */
bool asked_waits(const Session *session);
/* It was answered, or shown: the truth may be seen. */
bool asked_given(const Session *session);
/* Its steps are drawn or dragged, or one of them is picked: on the ribbon of time. */
bool asked_on_ribbon(const Session *session);
/* The ends of what a value may be, and an arrow key's step. */
typedef struct AskedRange {
    float low, high, step;
} AskedRange;
AskedRange asked_range(const Session *session);
/* Which run stands there, from the top; in a shuffled order until something was moved. */
int asked_run(const Session *session, int at);

#endif
