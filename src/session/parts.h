/* parts.h: what the files of the session share. Private to src/session. */
#ifndef GATESCOPE_SESSION_PARTS_H
#define GATESCOPE_SESSION_PARTS_H

#include "session/session.h"

/* clock.c */
void clock_jump(Session *session, long tick); /* at once */
void clock_travel(Session *session, long tick,
                  double most);      /* forwards in motion, within `most` seconds */
void clock_reveal(Session *session); /* seen follows shown */
bool clock_apply(Session *session, const Action *action);

/* beats.c */
void beats_enter(Session *session, int beat);
bool beats_apply(Session *session, const Action *action);
bool beats_hold_back(
    Session *session); /* true: an open question asks to wait; the notice says so */

/* edits.c */
bool edits_rebuild(Session *session, Error *error); /* the run = lesson + script + tweaks */
bool edits_apply(Session *session, const Action *action);
void edits_free_beat(BeatState *state);
bool edits_append(EditList *list, const Edit *edit);
/* Whether the edit has a place in the lesson (indices and sizes) and a finite value. */
bool edits_fit(const Lesson *lesson, const Edit *edit);

/* view.c */
bool view_apply(Session *session, const Action *action);
void view_keep_selection(Session *session); /* a cell that is shown, a unit that it has */

#endif
