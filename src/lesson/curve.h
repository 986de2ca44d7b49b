/* curve.h: edits that set one input, in one step or in many: what they make of each step, and what
 * is left of one where a later one takes steps from it.
 *
 * A painted curve of 10,000 steps is some hundreds of straight lines, a wave is one edit: so lists
 * of edits stay short, and so do their texts. A line or a wave that lost steps keeps its formula,
 * so what is left of it gives the very numbers that it gave before. */
#ifndef GATESCOPE_LESSON_CURVE_H
#define GATESCOPE_LESSON_CURVE_H

#include "lesson/edit.h"
#include "lesson/wave.h"

enum { CURVE_STEPS = 1 << 30 }; /* further away than any step of a run */

/* The first and last step that an edit of inputs sets; LONG_MAX: to the end. */
long curve_first(const Edit *edit);
long curve_last(const Edit *edit);

/* What it makes of step t: what its formula gives, also beyond its own steps. */
float curve_at(const Edit *edit, long t);

/* The smallest of 1, 2, 5, 10 that no smaller than `most` is, for an axis; 10 where there is none. */
float axis_limit(float most);

/* Whether a line or wave is well made and stays within a run of so many steps. */
bool curve_fits(const Edit *edit, long steps);

/* What is left of the edit without the steps from..to: 0 to 2 edits, in order. */
int curve_cut(const Edit *edit, long from, long to, Edit left[2]);

/* The same edit in a run whose first `steps` steps are gone; false: nothing is left of it. */
bool curve_shift(Edit *edit, long steps);

#endif
