/* describe_opening.h: the opening in sentences: what each scene says, which the screen shows too, and
 * all of the one on stage. Both write like snprintf. */
#ifndef GATESCOPE_SCENE_WORDS_DESCRIBE_OPENING_H
#define GATESCOPE_SCENE_WORDS_DESCRIBE_OPENING_H

#include "session/kinds/opening.h"

/* In the language that the session has. */
size_t opening_words(const Session *session, OpeningScene scene, char *text, size_t size);
size_t describe_opening(const Session *session, char *text, size_t size);

#endif
