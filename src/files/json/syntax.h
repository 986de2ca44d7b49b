/* syntax.h: whether a text is JSON, strictly, with the place and kind of its first fault.
 *
 * cJSON says only that it failed, and lets through what is no JSON (01, raw line breaks in
 * strings). So a text is checked here first and then handed to cJSON, which cannot fail any more
 * except for memory. */
#ifndef GATESCOPE_FILES_JSON_SYNTAX_H
#define GATESCOPE_FILES_JSON_SYNTAX_H

#include "base/error.h"

/* Checks length bytes: one value, valid UTF-8, arrays and objects at most `depth` deep, no NUL in a
 * string. On a fault error has line, column, expected and found. */
bool json_check(const char *text, size_t length, int depth, Error *error);

/* Line and column (bytes) of an offset, both from 1. */
void json_line_column(const char *text, size_t offset, int *line, int *column);

#endif
