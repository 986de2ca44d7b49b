/* describe_home.h: the home screen in sentences, for a screen reader (see describe.h). */
#ifndef GATESCOPE_SCENE_WORDS_DESCRIBE_HOME_H
#define GATESCOPE_SCENE_WORDS_DESCRIBE_HOME_H

#include "session/catalogue.h"

/* What is next, then track by track each lesson with its goal and what was done of it. */
size_t describe_home(const Catalogue *catalogue, Language language, char *text, size_t size);

#endif
