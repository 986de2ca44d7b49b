/* answers.h: what was answered while practising, in the saved state and in results. Private to this
 * folder.
 *
 * In the saved state an answer is an array, as there are many:
 *
 *     ["keep", "keep-bar", 40477, 1, 0, 1764086400, 12.5]
 *
 * idea, item, seed, level, chosen, when, seconds, as in practise/answer.h. One that is not whole and
 * within its bounds was never written by the program and is left out; what stands behind the seventh
 * value is read over. */
#ifndef GATESCOPE_FILES_STATE_ANSWERS_H
#define GATESCOPE_FILES_STATE_ANSWERS_H

#include <cJSON.h>

#include "files/state/state.h"

enum { ANSWER_SECONDS = 1000000 }; /* nobody takes longer */

/* Whether it can be the id of an idea or an item: [a-z0-9_-], not empty, shorter than `size`. */
bool answer_id_fits(const char *id, size_t size);

/* Reads what is there of a list, whatever `json` is; false where memory lacks. */
bool answers_read(const cJSON *json, SavedState *state);
/* Adds the list where there are answers; false where memory lacks. */
bool answers_add(cJSON *root, const SavedState *state);

#endif
