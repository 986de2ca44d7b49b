/* describe_text.h: the text screen in sentences: what is read, what the selected unit remembers and
 * follows, which units follow the chosen property most closely, and what may come next. */
#ifndef GATESCOPE_SCENE_WORDS_DESCRIBE_TEXT_H
#define GATESCOPE_SCENE_WORDS_DESCRIBE_TEXT_H

#include "session/state.h"

/* Writes like snprintf. */
size_t describe_text(const Session *session, char *text, size_t size);

#endif
