/* digits_parts.h: what the files of reading digits share. Private to them. */
#ifndef GATESCOPE_SESSION_KINDS_DIGITS_PARTS_H
#define GATESCOPE_SESSION_KINDS_DIGITS_PARTS_H

#include <assert.h>

#include "session/kinds/digits.h"

/* What the session has besides, which reads digits. */
static inline DigitReading *digits_of(const Session *session) {
    assert(session->kind->id == SESSION_DIGITS);
    return session->own;
}

/* digits.c */
void digits_keep(Session *session);                  /* the list fits the selected network */
bool digits_show(Session *session, EditList tweaks); /* the image anew, with these tweaks, taken */

/* digits_score.c */
void digits_score_some(Session *session, int images);
bool digits_scoring(const Session *session); /* there is more to compute */

/* digits_past.c: images that were read before */
bool digits_can_undo(const Session *session, bool back);
/* Remembers the image as it is read now, with its tweaks; what had been undone is gone. */
bool digits_remember(Session *session);
bool digits_step(Session *session, bool back);
void digits_past_free(DigitHistory *history);

#endif
