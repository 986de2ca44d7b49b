/* describe_digits.h: the digits screen in sentences: which digit is read, how it is written, what
 * each network takes it for after the rows that were read, and what the selected unit does. */
#ifndef GATESCOPE_SCENE_WORDS_DESCRIBE_DIGITS_H
#define GATESCOPE_SCENE_WORDS_DESCRIBE_DIGITS_H

#include "session/state.h"

/* Writes like snprintf; nothing of rows that were not read is told. */
size_t describe_digits(const Session *session, char *text, size_t size);

#endif
