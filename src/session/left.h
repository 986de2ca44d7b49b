/* left.h: what a lesson has left undone: questions whose right answer was not found, and tasks that
 * were not solved. */
#ifndef GATESCOPE_SESSION_LEFT_H
#define GATESCOPE_SESSION_LEFT_H

#include "session/state.h"

/* Whether the beat has a question, or a task, and it is open. */
bool session_question_left(const Session *session, int beat);
bool session_task_left(const Session *session, int beat);

/* How many of all beats. */
typedef struct Left {
    int questions, tasks;
} Left;
Left session_left(const Session *session);

#endif
