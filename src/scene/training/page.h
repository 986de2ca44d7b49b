/* page.h: what the files of the training screen share. Private to them.
 *
 *     panel.c     left: what shall be learnt; start, pause, stop, save
 *     training.c  right: how far it is, and a line a racer with its numbers
 *     curves.c    loss and accuracy of all racers over the minibatches
 *     example.c   one test example: gates and outputs before training and now
 *     stretch.c   that of a text: what came, and what was expected
 *
 * A racer has a colour, that of its kind (Theme.kind), and its kind's first letter wherever the
 * colour stands. */
#ifndef GATESCOPE_SCENE_TRAINING_PAGE_H
#define GATESCOPE_SCENE_TRAINING_PAGE_H

#include "scene/paint/paint.h"
#include "session/kinds/training.h"

typedef struct TrainingPage {
    Painter *p;
    const Training *training;
    const RaceReport *report; /* at least one has come */
} TrainingPage;

/* The mark of a kind: its letter on its colour; returns the width. */
float training_mark(Painter *p, float x, float middle, CellKind kind);
/* "97.5 %" */
void training_percent(char *text, size_t size, double part);

/* A loss as it is shown: of a text in bits, which a character then costs. */
double training_loss(const RaceReport *report, double loss);

/* What its button does next, in English: shown; explained. (panel.c) */
const char *training_run_word(TrainingState state);
const char *training_run_label(TrainingState state);

void training_curves(TrainingPage *page, Rect rect);
void training_example(TrainingPage *page, Rect rect);
float training_stretch(TrainingPage *page, Rect rect); /* returns the height that it took */
float training_example_least(const Painter *p);        /* the height that it needs */

#endif
