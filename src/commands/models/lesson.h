/* lesson.h: a model of somebody else over data as a lesson that is made in memory: a cell for each
 * layer, a beat for each cell. */
#ifndef GATESCOPE_COMMANDS_MODELS_LESSON_H
#define GATESCOPE_COMMANDS_MODELS_LESSON_H

#include "files/inputs/data.h"
#include "files/network/network.h"
#include "lesson/lesson.h"

/* Without data all inputs are 1 for PULSE_STEPS steps from PULSE_FROM on, and else 0. */
enum { PULSE_ALL = 128, PULSE_FROM = 16, PULSE_STEPS = 16 };

/* The data, one of its sequences, fits the network (inputs_fit); NULL: a pulse. NULL and an error where
 * the sequence is empty, a layer reads what a lesson's cell cannot, or memory lacks. The caller's. */
Lesson *model_lesson(const Network *network, const InputData *data, int sequence, Error *error);

#endif
