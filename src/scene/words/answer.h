/* answer.h: what cells that learn say of the test example at its end, and what would be right. At
 * least one report has come. */
#ifndef GATESCOPE_SCENE_WORDS_ANSWER_H
#define GATESCOPE_SCENE_WORDS_ANSWER_H

#include "session/kinds/training.h"

/* What the example's target is, and what the output at its end says, in words. */
void answer_target(const Training *training, char *text, size_t size);
void answer_said(const Training *training, CellKind kind, RaceMoment moment, char *text,
                 size_t size);
bool answer_right(const RaceReport *report, CellKind kind, RaceMoment moment);

/* Of a text, at every step: the character that is expected most, as a class, and its share. How
 * many of these came; the mean of -log2 of the share that what came had. */
int answer_guess(const RaceReport *report, CellKind kind, RaceMoment moment, long step,
                 float *share);
long answer_count(const RaceReport *report, CellKind kind, RaceMoment moment);
double answer_bits(const RaceReport *report, CellKind kind, RaceMoment moment);

#endif
