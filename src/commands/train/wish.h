/* wish.h: what the command line of `gatescope train`, and the file that a training goes on
 * from, ask for. All that the result depends on stays as it was in a training that goes on: it need
 * not be said again, and what is said otherwise is refused. */
#ifndef GATESCOPE_COMMANDS_TRAIN_WISH_H
#define GATESCOPE_COMMANDS_TRAIN_WISH_H

#include "commands/line/words.h"
#include "files/weights/model.h"

typedef struct TrainWish {
    const char *task, *text_file, *output, *resume; /* text_file, resume: may be NULL */
    ModelSpec spec; /* inputs and outputs are the task's, but for a model that goes on */
    TrainSettings settings;
    ModelNotes notes; /* of the file to go on from */
    Model *model;     /* of that file, else NULL; owned */
} TrainWish;

/* EXIT_GOOD, or what to exit with, after saying why. */
int train_wish_read(TrainWish *wish, const Words *words);
void train_wish_free(TrainWish *wish); /* what is in it */

#endif
