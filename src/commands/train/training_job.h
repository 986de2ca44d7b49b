/* training_job.h: the worker behind the training screen, as a job beside the window; its messages
 * are those of letters.h. */
#ifndef GATESCOPE_COMMANDS_TRAIN_TRAINING_JOB_H
#define GATESCOPE_COMMANDS_TRAIN_TRAINING_JOB_H

#include "ui/window/job.h"

extern const JobKind training_job;

#endif
