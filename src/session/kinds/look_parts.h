/* look_parts.h: what the files of the screen of maps share. Private to them and their
 * tests. */
#ifndef GATESCOPE_SESSION_KINDS_LOOK_PARTS_H
#define GATESCOPE_SESSION_KINDS_LOOK_PARTS_H

#include "session/kinds/look.h"

/* look.c. NULL: the session is of another kind. session_new_look with so many bytes to take. */
Look *look_of(const Session *session);
Session *session_new_look_within(Lesson *lesson, const LookFile *file, double bytes, Error *error);

/* look_order.c: by the map and the column that are chosen; all is made. */
void look_put_in_order(Session *session, Look *look);

/* look_keep.c. The first step that the session's run holds; the first of the columns that the chosen one
 * stands among. */
long look_first(const Look *look);
int look_block(const Look *look);
/* The session's clock stands at the step under the cursor, with so many steps on both sides of it. False
 * and an error where memory lacks. */
bool look_follow(Session *session, Look *look, long margin, Error *error);
/* Everything anew; a part of it; what is not there any more or not yet. The same on failure. */
bool look_begin_work(Session *session, Look *look, Error *error);
bool look_work_on(Session *session, Look *look, double cost, Error *error);
bool look_refresh(Session *session, Look *look, Error *error);
/* On stage a window is called so. Without memory the title stays as it is. */
void look_title(Look *look, bool staged);

#endif
