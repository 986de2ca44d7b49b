/* run.h: a model of somebody else over data, as a stack of cells (engine/stack.h) and as an export
 * (files/export/export.h). */
#ifndef GATESCOPE_COMMANDS_MODELS_RUN_H
#define GATESCOPE_COMMANDS_MODELS_RUN_H

#include "engine/lost.h"
#include "engine/stack.h"
#include "files/export/export.h"
#include "files/inputs/inputs.h"
#include "files/network/network.h"
#include "lesson/run/horizon.h"

/* The first number of a run that is none, and what it came from. */
typedef struct ModelLost {
    Lost lost; /* by: LOST_NOT: all are finite */
    int layer, sequence;
} ModelLost;

typedef struct ModelRun {
    const Network *network; /* not owned */
    const InputData *data;  /* not owned */
    StackLayer *layers;     /* owned */
    StackSource *sources;   /* owned */
    Stack stack;
    ExportCell *cells; /* owned */
    long *lengths;     /* of the sequences; owned */
    ExportRun export;
    void (*tell)(long steps, double done); /* NULL: nobody asks */
    ModelLost lost;                        /* of what is computed so far */
} ModelRun;

/* The run points into network and data, and its parts to itself: it stays where it is. False and an
 * error where memory lacks. */
bool model_run_open(ModelRun *run, const Network *network, const InputData *data, Error *error);
void model_run_close(ModelRun *run);

/* From which step on rounding decides, of each layer: horizons has a row of layers a sequence. The run
 * is computed again, in both precisions. False and an error where memory lacks. */
bool model_run_trust(ModelRun *run, Horizon *horizons, Error *error);

/* Where the numbers end and what that came from, as what of a warning; false: all are finite. */
bool model_run_lost(const ModelRun *run, Error *warning);

#endif
