/* describe_parts.h: what the files of describe.h share. Private to them. */
#ifndef GATESCOPE_SCENE_WORDS_DESCRIBE_PARTS_H
#define GATESCOPE_SCENE_WORDS_DESCRIBE_PARTS_H

#include "scene/words/describe.h"
#include "scene/words/prose.h"

enum { DESCRIBE_UNITS = 4 /* of a cell that are told one by one */ };

/* Whether a signal is told at all: gates, candidate, memory, hidden state. */
bool describe_tells(const Session *session, int cell, int signal);
/* The k-th told signal of a cell, the hidden state last; -1: there is none. */
int describe_signal(const Session *session, int cell, int k);
/* A number of the step where the session stands; false where it cannot be seen there. */
bool describe_number(const Session *session, int cell, int signal, int unit, float *value);

/* The number that stands there: of memory and hidden state that of the step before, until this
 * step's is known. Returns its step, -1 for the initial state, -2: there is none yet. */
long describe_standing(const Session *session, int cell, int signal, int unit, float *value);

/* The lines, each with its end. */
void describe_inputs(Prose *prose, const Session *session);
void describe_highlights(Prose *prose, const Session *session);
void describe_cells(Prose *prose, const Session *session);
void describe_gradients(Prose *prose, const Session *session);
void describe_changes(Prose *prose, const Session *session, const Session *before);

#endif
