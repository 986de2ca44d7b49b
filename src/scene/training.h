/* training.h: what the files of the training screen share. Private to them, but for scene_training
 * and scene_training_panel (scene.h).
 *
 *     training_panel.c     left: what shall be learnt; start, pause, stop, save
 *     training.c           right: how far it is, and a line a racer with its numbers
 *     training_curves.c    loss and accuracy of all racers over the minibatches
 *     training_example.c   one test example: gates and outputs before training and now
 *
 * A racer has a colour, that of its kind (Theme.kind), and its kind's first letter wherever the
 * colour stands. */
#ifndef GATESCOPE_SCENE_TRAINING_H
#define GATESCOPE_SCENE_TRAINING_H

#include "scene/scene.h"
#include "session/training.h"

typedef struct TrainingPage {
    Painter *p;
    const Training *training;
    const RaceReport *report; /* at least one has come */
} TrainingPage;

/* The mark of a kind: its letter on its colour; returns the width. */
float training_mark(Painter *p, float x, float middle, CellKind kind);
/* "97.5 %" */
void training_percent(char *text, size_t size, double part);

void training_curves(TrainingPage *page, Rect rect);
void training_example(TrainingPage *page, Rect rect);
float training_example_least(const Painter *p); /* the height that it needs */

/* What the example's target is, and what the output at its end says, in words. */
void training_target(const TrainingPage *page, char *text, size_t size);
void training_answer(const TrainingPage *page, CellKind kind, RaceMoment moment, char *text,
                     size_t size);
bool training_is_right(const RaceReport *report, CellKind kind, RaceMoment moment);

#endif
