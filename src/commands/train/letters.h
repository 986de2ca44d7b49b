/* letters.h: what passes between a training session's desk and its worker, who share no memory:
 * orders there, reports and models back, as runs of bytes (ui/window/job.h). */
#ifndef GATESCOPE_COMMANDS_TRAIN_LETTERS_H
#define GATESCOPE_COMMANDS_TRAIN_LETTERS_H

#include "commands/train/worker.h"
#include "ui/window/job.h"

/* To the worker. A save and a lending are asked for by a letter without a content. */
enum { LETTER_ORDER, LETTER_SAVE, LETTER_LEND };
/* From it. */
enum { LETTER_REPORT, LETTER_FAILED, LETTER_SAVED, LETTER_MODELS };

enum { LETTER_NAMES = 128 };

/* LETTER_FAILED: the race of that number cannot be. */
typedef struct FailedLetter {
    unsigned race;
    Error error;
} FailedLetter;

/* LETTER_SAVED: how a saving went, or why there is nothing to lend. */
typedef struct SavedLetter {
    char names[LETTER_NAMES];
    Error error; /* what empty: it went well */
} SavedLetter;

/* A report of the race of that number; false where memory lacks. */
bool letter_put_report(JobBox *box, unsigned race, const RaceReport *report);
/* What such a letter says. The report's numbers are the letter's. */
RaceReport letter_report(void *bytes, unsigned *race);

/* Models by their kind, NULL for what does not race; false where memory lacks. */
bool letter_put_models(JobBox *box, const Model *const models[CELL_KIND_COUNT]);
/* The models of such a letter, the caller's. False, none and an error where memory lacks. */
bool letter_models(const void *bytes, Model *models[CELL_KIND_COUNT], Error *error);

#endif
