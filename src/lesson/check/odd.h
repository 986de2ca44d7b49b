/* odd.h: numbers that are none: what is infinite or not a number (NaN) in a lesson's weights and in
 * its run. They are no mistake of the file, and can be meant; but what a lesson says of them is
 * easily not what one thinks, so they are warned of. */
#ifndef GATESCOPE_LESSON_CHECK_ODD_H
#define GATESCOPE_LESSON_CHECK_ODD_H

#include "lesson/run/run.h"

/* Warning `index` of a cell's weights, as what, member path and hint: of a file what is to be known of
 * it, with the tensor's name and place ("net.safetensors: weight_hh_l0[3][7] is NaN"), else the first
 * that is infinite or none. False: there is no such warning. */
bool odd_weights(const Lesson *lesson, int cell, int index, Error *warning);

/* The earliest number of the run that is infinite or none, of any cell: as what of a warning. */
bool odd_number(const Run *run, Error *warning);

#endif
