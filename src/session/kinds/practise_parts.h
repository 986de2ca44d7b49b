/* practise_parts.h: what the files of the session that asks share. Private to practise.c and
 * practise_draw.c. */
#ifndef GATESCOPE_SESSION_KINDS_PRACTISE_PARTS_H
#define GATESCOPE_SESSION_KINDS_PRACTISE_PARTS_H

#include "session/kinds/practise.h"

/* Where it is drawn, and what is said about it afterwards: ACTION_GUESS, _GUESS_KEY, _REASON,
 * _REASON_KEY. */
bool practise_draw(Session *session, const Action *action);
/* What is drawn is compared with the run; not tried: that is shown. False: not all is drawn yet. */
bool practise_compare(Session *session, bool tried);
/* What was drawn goes into the answer, as far as all of it was. */
void practise_take_drawing(PractiseAnswer *answer, const Session *session);
/* The reason is typed behind the answer, here or on stage: a SessionKind's keep. */
void practise_keep_reason(Session *session, bool changed);
/* What was drawn stands there again, whatever was tried on stage. */
void practise_restore_drawing(Session *session);

#endif
