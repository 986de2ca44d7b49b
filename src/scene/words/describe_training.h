/* describe_training.h: the training screen in sentences (see describe.h for how they are written).
 */
#ifndef GATESCOPE_SCENE_WORDS_DESCRIBE_TRAINING_H
#define GATESCOPE_SCENE_WORDS_DESCRIBE_TRAINING_H

#include "session/kinds/training.h"

/* What is learnt and how far it is, each racer's numbers, and what each makes of the example,
 * before training and now. */
size_t describe_training(const Session *session, char *text, size_t size);

#endif
