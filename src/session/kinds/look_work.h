/* look_work.h: the making of maps and figures, which takes long where a run does: a part at a time, so
 * that whoever waits can be told how far it is. Private to look.c and its tests.
 *
 * A run that is held is computed first, then its cells are gone through one by one, and it is computed
 * once more in float64 (lesson/run/trust.h). One that is not held is computed slice by slice, and each
 * slice is gone through before the next one takes its place. */
#ifndef GATESCOPE_SESSION_KINDS_LOOK_WORK_H
#define GATESCOPE_SESSION_KINDS_LOOK_WORK_H

#include "session/kinds/look.h"

/* As much as is not felt, in multiplications: of a frame at least, and before the first one. */
#define WORK_PART  3e7
#define WORK_FIRST 3e8

/* All of it anew; nothing is made then. False and an error where memory lacks: the look is without
 * work, and nothing is made. */
bool look_work_begin(Session *session, Look *look, Error *error);
/* Goes on for about so many multiplications. The work is over where all is made, or memory lacks. */
bool look_work_go(Session *session, Look *look, double cost, Error *error);
double look_work_share(const Session *session, const Look *look);
void look_work_end(Look *look);

/* What there are maps of, before there are numbers in them. */
void look_work_name(const Session *session, Look *look);
void look_work_free_cells(Look *look);

#endif
