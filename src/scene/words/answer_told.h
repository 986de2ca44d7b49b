/* answer_told.h: what came of an answer that was computed, in sentences made of its numbers: for the
 * card of the question and for a screen reader. */
#ifndef GATESCOPE_SCENE_WORDS_ANSWER_TOLD_H
#define GATESCOPE_SCENE_WORDS_ANSWER_TOLD_H

#include "session/state.h"

/* CommonMark with symbols, cut to size; "" before it is answered. */
void answer_told(const Session *session, char *text, size_t size);

#endif
