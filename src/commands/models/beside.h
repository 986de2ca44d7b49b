/* beside.h: two exports of one network over the same data, compared number by number: what
 * `gatescope look --beside` and `gatescope trace --beside` say. */
#ifndef GATESCOPE_COMMANDS_MODELS_BESIDE_H
#define GATESCOPE_COMMANDS_MODELS_BESIDE_H

#include "commands/line/words.h"
#include "lesson/run/run.h"

#define BESIDE_WITHIN 1e-4f /* how far numbers may be apart where --within does not say */

/* Says of each layer of both, on standard output, where they part. Whether they are the same. */
bool beside_compare(const Run *one, const Run *other, float within);

/* The model that is named and that of --beside over the data of --inputs, one of its sequences after
 * the other. Returns the status of the command: 1 also where they part or cannot be compared. */
int trace_beside(const Words *words);

#endif
