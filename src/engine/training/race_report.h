/* race_report.h: how a race stands, as plain numbers that can be copied: curves of loss and
 * accuracy, how fast it goes, and what every racer makes of one example, before it had learnt
 * anything and now. */
#ifndef GATESCOPE_ENGINE_TRAINING_RACE_REPORT_H
#define GATESCOPE_ENGINE_TRAINING_RACE_REPORT_H

#include "engine/training/train.h"

enum { RACE_POINTS = 400, RACE_EPOCHS = 200, RACE_SIGNALS = 6 };

/* A racer's way so far. When the points are used up each two become one, of twice the stride. */
typedef struct RaceCurve {
    long stride; /* minibatches that a point is the mean of */
    int count;
    float loss[RACE_POINTS], right[RACE_POINTS]; /* right: the part of rows that were, 0..1 */
    int test_count;                              /* test k is after k + 1 epochs */
    float test_loss[RACE_EPOCHS], test_right[RACE_EPOCHS];
    /* of the point that is not full yet */
    long gathered;
    double loss_sum, right_sum;
} RaceCurve;

void race_curve_add(RaceCurve *curve, double loss, double right); /* of one minibatch */

/* When: as it was before training, and as it is now. */
typedef enum RaceMoment { RACE_BEFORE, RACE_NOW, RACE_MOMENTS } RaceMoment;

typedef struct RacerReport {
    bool there; /* this kind races */
    RaceCurve curve;
    long parameters;
    long done;      /* minibatches */
    double seconds; /* spent on them */
    long sequences; /* that it has learnt from */
} RacerReport;

typedef struct RaceReport {
    long batches, epochs; /* of an epoch; of the race */
    long done, all;       /* minibatches of all racers together */
    double seconds;       /* spent so far, on tests too */
    RacerReport racers[CELL_KIND_COUNT];
    /* the example */
    long steps;
    int inputs, outputs, hidden, width; /* width: numbers of a target */
    bool every;                         /* a target at every step, else one at the end */
    bool text;                          /* the classes are characters: */
    unsigned char character_of[256];
    LossKind loss;
    long example, examples; /* which of the test examples, of how many */
    float *numbers;         /* owned */
    size_t number_count;
} RaceReport;

void race_report_free(RaceReport *report); /* what is in it; all zero is allowed */
/* A copy with numbers of its own; `to` was empty or a copy before. False: memory lacked, and `to`
 * is empty. */
bool race_report_copy(RaceReport *to, const RaceReport *from);
/* Room for the example, as sizes and racers ask for it; the numbers are 0. */
bool race_report_make(RaceReport *report, Error *error);

/* The signals that are shown of a kind: its gates, then its memory and its hidden state. Returns
 * how many. */
int race_signals(CellKind kind, int signals[RACE_SIGNALS]);

/* Numbers of the example. Inputs: steps x inputs. Targets: (every ? steps : 1) x width. Outputs:
 * steps x outputs, of classes their probabilities. A signal, `which` of race_signals: units x
 * steps, as it is drawn. */
float *race_inputs(const RaceReport *report);
float *race_targets(const RaceReport *report);
/* The one at the example's end: what its last outputs should be. */
const float *race_last_target(const RaceReport *report);
float *race_outputs(const RaceReport *report, CellKind kind, RaceMoment moment);
float *race_signal(const RaceReport *report, CellKind kind, RaceMoment moment, int which);

/* Seconds that are left at the pace so far; below 0: not known yet. */
double race_remaining(const RaceReport *report);
bool race_over(const RaceReport *report);

#endif
