/* digit_files.h: what reading digits needs: the test digits and the three trained models that are
 * shipped; and the opening, which is made of both. */
#ifndef GATESCOPE_COMMANDS_LIBRARY_DIGIT_FILES_H
#define GATESCOPE_COMMANDS_LIBRARY_DIGIT_FILES_H

#include "files/data/digits.h"
#include "lesson/reading/digits.h"
#include "session/kinds/opening.h"

bool digit_files_there(void); /* the folder of the digits is */
/* The test digits out of assets/mnist; to be freed by digit_set_free. */
bool digit_files_set(DigitSet *set, Error *error);
/* digits-lstm.safetensors and the others beside the lessons; digit_model_free in any case. */
bool digit_files_model(DigitModel *model, Error *error);
/* The same for the kinds that the model lacks. */
bool digit_files_fill(DigitModel *model, Error *error);
/* A session that is the opening. NULL and an error where files or memory lack. */
Session *digit_files_opening(Error *error);

#endif
