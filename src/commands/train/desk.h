/* desk.h: between a training session and its worker: passes orders on and reports back, in
 * every frame, without ever waiting. The worker is a job beside the window (ui/window/job.h). */
#ifndef GATESCOPE_COMMANDS_TRAIN_DESK_H
#define GATESCOPE_COMMANDS_TRAIN_DESK_H

#include "session/kinds/training.h"

typedef struct TrainerDesk TrainerDesk;

/* beside: not in the frames, if that can be had. NULL and an error where memory lacks. */
TrainerDesk *desk_new(bool beside, Error *error);
void desk_free(TrainerDesk *desk); /* ends the work; NULL is allowed */

/* In every frame. True: it works, or a report is to come. */
bool desk_follow(TrainerDesk *desk, Session *session);
/* The models are wanted as they are now; they come within some frames. */
void desk_lend(TrainerDesk *desk);
/* True once they have come: copies, by their kind, NULL for what does not race. The caller's. */
bool desk_lent(TrainerDesk *desk, Model *models[CELL_KIND_COUNT]);
/* The models are to be saved; how that went comes as the session's notice. */
void desk_save(TrainerDesk *desk);

#endif
