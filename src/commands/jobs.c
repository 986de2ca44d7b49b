/* jobs.c: what is done beside the window (ui/window/job.h). */
#include "commands/train/training_job.h"

const JobKind *const JOBS[] = {&training_job, NULL};
