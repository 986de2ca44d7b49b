/* jobs.c: see jobs.h. */
#include "commands/jobs.h"

const JobKind *const JOBS[] = {&training_job, NULL};
