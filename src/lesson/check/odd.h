/* odd.h: numbers that are none: what is infinite or not a number (NaN) in a lesson's weights and in
 * its run. They are no mistake of the file, and can be meant; but what a lesson says of them is
 * easily not what one thinks, so they are warned of. */
#ifndef GATESCOPE_LESSON_CHECK_ODD_H
#define GATESCOPE_LESSON_CHECK_ODD_H

#include "lesson/run/run.h"

/* The first weight of the cell that is infinite or none, as what and member path of a warning;
 * false: all are finite. */
bool odd_weight(const Lesson *lesson, int cell, Error *warning);

/* The earliest number of the run that is infinite or none, of any cell: as what of a warning. */
bool odd_number(const Run *run, Error *warning);

#endif
