/* json_bounded.h: JSON that lists arrays, or says what a network is.
 *
 * cJSON keeps some hundred bytes for each value, and a value can be two bytes of a text: so a text
 * with more values than files of weights have is refused before it is parsed. */
#ifndef GATESCOPE_FILES_TENSORS_JSON_BOUNDED_H
#define GATESCOPE_FILES_TENSORS_JSON_BOUNDED_H

#include <cJSON.h>
#include <stdint.h>

#include "base/error.h"

/* The document, the caller's (cJSON_Delete). NULL and an error without the file's name. */
cJSON *json_parse_bounded(const char *text, size_t length, int depth, Error *error);

/* Whether it is a whole number, 0 or more, that a double holds exactly. */
bool json_whole(const cJSON *json, uint64_t *value);

#endif
