/* question.h: the question of a beat: answering it, and the nudge to predict before going on.
 * Private to src/session. */
#ifndef GATESCOPE_SESSION_QUESTION_H
#define GATESCOPE_SESSION_QUESTION_H

#include "session/state.h"

/* True: an open question asks to wait, and the notice says so. What goes on of itself (a drag, a
 * held key) is always asked to wait, another try only once. */
bool question_hold_back(Session *session, bool of_itself);
/* The same of a task that is not done yet, when its beat is left. */
bool question_task_holds_back(Session *session, bool of_itself);
bool question_answer(Session *session, const Action *action); /* ACTION_ANSWER */

#endif
