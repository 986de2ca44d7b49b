/* describe_look.h: the screen of maps in sentences, for a screen reader. */
#ifndef GATESCOPE_SCENE_WORDS_DESCRIBE_LOOK_H
#define GATESCOPE_SCENE_WORDS_DESCRIBE_LOOK_H

#include "session/state.h"

/* Writes like snprintf. */
size_t describe_look(const Session *session, char *text, size_t size);

#endif
