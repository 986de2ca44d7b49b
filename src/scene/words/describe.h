/* describe.h: a lesson and its beats in sentences, for a screen reader or for reading aloud.
 *
 * Everything that the screen shows at that moment is said, and nothing that it hides: numbers of
 * steps and phases that have not been gone through are not told. Functions write like snprintf: the
 * result is the length that the whole text has, without its end. */
#ifndef GATESCOPE_SCENE_WORDS_DESCRIBE_H
#define GATESCOPE_SCENE_WORDS_DESCRIBE_H

#include "session/state.h"

/* Title, goal, inputs and cells. */
size_t describe_lesson(const Session *session, char *text, size_t size);

/* Where the session stands: what is said, what is on stage, what the script and the hand have
 * changed, the step's numbers, the question, the task. `before` is a session of the same lesson as
 * it stood before, for what has changed since; NULL: that is left out. */
size_t describe_beat(const Session *session, const Session *before, char *text, size_t size);

#endif
