/* describe_practise.h: the screen that asks (session/kinds/practise.h), in sentences. */
#ifndef GATESCOPE_SCENE_WORDS_DESCRIBE_PRACTISE_H
#define GATESCOPE_SCENE_WORDS_DESCRIBE_PRACTISE_H

#include "session/kinds/practise.h"

/* Writes like snprintf: the length of all, cut to size. */
size_t describe_practise(const Session *session, char *text, size_t size);

#endif
