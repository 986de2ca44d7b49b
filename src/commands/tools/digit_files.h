/* digit_files.h: what reading digits needs: the test digits and the three trained models that are
 * shipped. */
#ifndef GATESCOPE_COMMANDS_TOOLS_DIGIT_FILES_H
#define GATESCOPE_COMMANDS_TOOLS_DIGIT_FILES_H

#include "files/data/digits.h"
#include "lesson/reading/digits.h"

/* The test digits out of assets/mnist; to be freed by digit_set_free. */
bool digit_files_set(DigitSet *set, Error *error);
/* digits-lstm.safetensors and the others beside the lessons; digit_model_free in any case. */
bool digit_files_model(DigitModel *model, Error *error);

#endif
