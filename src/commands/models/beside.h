/* beside.h: two exports of one network over the same data, compared number by number: what
 * `gatescope look --beside` and `gatescope trace --beside` say. */
#ifndef GATESCOPE_COMMANDS_MODELS_BESIDE_H
#define GATESCOPE_COMMANDS_MODELS_BESIDE_H

#include "commands/line/words.h"
#include "lesson/run/parting.h"
#include "lesson/run/run.h"

#define BESIDE_WITHIN 1e-4f /* how far numbers may be apart where --within does not say */

/* Of a cell of the first run, its number there; in the second it may be missing, or another cell. */
typedef enum BesideFound { BESIDE_MISSING, BESIDE_ANOTHER, BESIDE_BOTH } BesideFound;
BesideFound beside_cell(const Run *one, const Run *other, int cell, float within, Parting *parting);
/* Whether they are the same; aloud: says of each layer of both, on standard output, where they part. */
bool beside_compare(const Run *one, const Run *other, float within, bool aloud);

/* The model that is named and that of --beside over the data of --inputs, one of its sequences after
 * the other. Returns the status of the command: 1 also where they part or cannot be compared. */
int trace_beside(const Words *words);

#endif
