/* starter.h: a lesson to begin from: small, complete, with remarks that say what each part is for.
 *
 * It is a switch that remembers: "set" fills a memory of one unit, "clear" empties it. The first of
 * its cells is the one that is told about; the others read the same inputs beside it. It keeps to
 * the rules of the course (lesson/check/rules.h), in English and Chinese, and its claims hold. */
#ifndef GATESCOPE_FILES_LESSON_STARTER_H
#define GATESCOPE_FILES_LESSON_STARTER_H

#include <stdio.h>

#include "engine/cell.h"

enum { STARTER_ID = 60 }; /* bytes of an id, at most */

/* The id that a lesson's file name gives: "12-Two gates.json" and
 * "two-gates.gatescope.json" are two-gates. False where nothing of
 * it can stand in an id. */
bool starter_id(const char *path, char id[STARTER_ID + 1]);
/* The same of the letters up to end, whatever they are a name of. */
bool starter_id_of(const char *name, const char *end, char id[STARTER_ID + 1]);

/* Whether there is a lesson to begin with for the kind: it has words of its own. */
bool starter_has(CellKind kind);

/* Writes the lesson with `count` cells, at least one, no kind twice, each of a kind that has one. Whether all was written is for
 * the caller to see from the file. */
void starter_write(FILE *out, const char *id, const CellKind *kinds, int count);

#endif
