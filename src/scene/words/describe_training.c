/* describe_training.c: see describe_training.h. */
#include "scene/words/describe_training.h"

#include <stdio.h>
#include <string.h>

#include "scene/words/answer.h"
#include "scene/words/prose.h"
#include "session/kinds/training.h"

static void add_head(Prose *prose, const Training *training) {
    static const char *const TASKS[TRAINING_TASKS] = {"Digits", "Adding", "Recall", "Counting"};
    static const char *const STATES[] = {
        [TRAINING_READY] = "Nothing has been learnt yet.\n",
        [TRAINING_RUNNING] = "It is learning now.\n",
        [TRAINING_PAUSED] = "The training is paused.\n",
        [TRAINING_OVER] = "The training is over.\n",
    };
    const RaceSetup *setup = &training->order.setup;
    prose_add(prose, "Training, task: %s. ", prose_phrase(prose, TASKS[training->order.task]));
    prose_add(prose, "Hidden units: %d, epochs: %ld, learning rate: %g, seed: %ld. ", setup->hidden,
              setup->epochs, (double)setup->rate, (long)setup->seed);
    const char *state = prose_phrase(prose, STATES[training->state]);
    prose_span(prose, state, strlen(state)); /* it ends a line, which a value could not */
}

static void add_racer(Prose *prose, const RacerReport *racer, CellKind kind) {
    const RaceCurve *curve = &racer->curve;
    int last = curve->count - 1, test = curve->test_count - 1;
    prose_add(prose, "%s: %ld parameters, %ld minibatches learnt", cell_kind(kind)->title,
              racer->parameters, racer->done);
    if (last >= 0)
        prose_add(prose, "; loss now %.4f, right %.1f %%", (double)curve->loss[last],
                  100 * (double)curve->right[last]);
    if (test >= 0)
        prose_add(prose, "; after epoch %d of the tests %.1f %% right", test + 1,
                  100 * (double)curve->test_right[test]);
    prose_add(prose, ".\n");
}

static void add_answers(Prose *prose, const Training *training, CellKind kind) {
    char before[48], now[48];
    answer_said(training, kind, RACE_BEFORE, before, sizeof before);
    answer_said(training, kind, RACE_NOW, now, sizeof now);
    bool right = answer_right(&training->report, kind, RACE_NOW);
    prose_add(prose,
              right ? "The %s said %s before training and says %s now, which is right.\n"
                    : "The %s said %s before training and says %s now, which is wrong.\n",
              cell_kind(kind)->title, before, now);
}

size_t describe_training(const Session *session, char *text, size_t size) {
    const Training *training = session_training(session);
    const RaceReport *report = &training->report;
    Prose prose = prose_new(text, size, session->view.language);
    char target[48];
    add_head(&prose, training);
    if (!training->reported)
        return prose.length;
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++)
        if (report->racers[kind].there)
            add_racer(&prose, &report->racers[kind], (CellKind)kind);
    answer_target(training, target, sizeof target);
    prose_add(&prose, "Test example %ld of %ld: its target is %s.\n", report->example + 1,
              report->examples, target);
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++)
        if (report->racers[kind].there)
            add_answers(&prose, training, (CellKind)kind);
    return prose.length;
}
