/* train_text.h: what the training screen learns text from: the English passages that come with the
 * program, one behind the other. The last one is kept for testing: it is read whole, and learnt
 * from never. */
#ifndef GATESCOPE_COMMANDS_TRAIN_TRAIN_TEXT_H
#define GATESCOPE_COMMANDS_TRAIN_TRAIN_TEXT_H

#include "engine/training/tasks.h"
#include "files/weights/model.h"

/* All zero at first. It must not move once it is read. */
typedef struct TrainText {
    unsigned char *text; /* owned */
    TextData data;
} TrainText;

/* False and an error where the file is not there, or too little stands in it. */
bool train_text_read(TrainText *text, Error *error);
void train_text_free(TrainText *text); /* what is in it */

/* The task: stretches of it, so many an epoch that each character is learnt from several times. */
TrainTask train_text_task(const TrainText *text);

/* What a file of a model says of the text that it has learnt from. */
void train_text_note(const TrainText *text, ModelNotes *notes);

#endif
