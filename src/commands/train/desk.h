/* desk.h: between a training session and its worker: passes orders on and reports back, in
 * every frame, without ever waiting. The worker has a thread of its own, which sleeps while nothing
 * is to be done, and leaves the processor to the window where both want it; where no thread can be
 * had, the work is done in a few milliseconds of every frame. */
#ifndef GATESCOPE_COMMANDS_TRAIN_DESK_H
#define GATESCOPE_COMMANDS_TRAIN_DESK_H

#include "commands/train/worker.h"

typedef struct TrainerDesk TrainerDesk;

/* threaded: with a thread, if one can be had. NULL and an error where memory lacks. */
TrainerDesk *desk_new(bool threaded, Error *error);
void desk_free(TrainerDesk *desk); /* ends the thread; NULL is allowed */

/* In every frame. True: it works, or a report is to come. */
bool desk_follow(TrainerDesk *desk, Session *session);
/* The models are wanted as they are now; they come within some frames. */
void desk_lend(TrainerDesk *desk);
/* True once they have come: copies, by their kind, NULL for what does not race. The caller's. */
bool desk_lent(TrainerDesk *desk, Model *models[CELL_KIND_COUNT]);
/* The models are to be saved; how that went comes as the session's notice. */
void desk_save(TrainerDesk *desk);

#endif
