/* jobs.h: what is done beside the window (ui/window/job.h). */
#ifndef GATESCOPE_COMMANDS_JOBS_H
#define GATESCOPE_COMMANDS_JOBS_H

#include "ui/window/job.h"

extern const JobKind training_job; /* commands/train/training_job.c */

#endif
