/* handout.h: a lesson as a page to print and to write on: its title and goal, what its beats say, their questions with
 * nothing given away, their tasks. */
#ifndef GATESCOPE_SCENE_WORDS_HANDOUT_H
#define GATESCOPE_SCENE_WORDS_HANDOUT_H

#include "session/state.h"

/* A line each, marked by its first characters: "# " the title, "## " a beat, "? " a question, "- " a choice of it, "! " a task,
 * "  " all else. Writes like snprintf. */
size_t handout(const Session *session, char *text, size_t size);

#endif
