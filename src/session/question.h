/* question.h: the question of a beat: answering it, what it hides before, and the nudge to predict
 * before going on. Private to src/session. */
#ifndef GATESCOPE_SESSION_QUESTION_H
#define GATESCOPE_SESSION_QUESTION_H

#include "session/state.h"

/* True: an open question asks to wait before `tick` is seen, and the notice says so. What goes on of
 * itself (a drag, a held key) is always asked to wait, another try only once; where the answer is
 * computed the step that tells it stays hidden. */
bool question_hold_back(Session *session, long tick, bool of_itself);
/* The same where its beat is left. */
bool question_hold_on(Session *session, bool of_itself);
/* The same of a task that is not done yet, when its beat is left. */
bool question_task_holds_back(Session *session, bool of_itself);
bool question_answer(Session *session, const Action *action); /* ACTION_ANSWER */
/* Its beat begins: what it hides is hidden, and what came of its answer is computed. */
void question_enter(Session *session);
/* Goes back to before what is hidden. */
void question_hide(Session *session);
/* Says why something waits; true. */
bool question_nudge(Session *session, const char *english);

#endif
