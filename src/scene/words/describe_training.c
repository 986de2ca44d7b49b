/* describe_training.c: see describe_training.h. */
#include "scene/words/describe_training.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scene/words/answer.h"
#include "scene/words/prose.h"
#include "session/kinds/training.h"

static void add_head(Prose *prose, const Training *training) {
    static const char *const TASKS[TRAINING_TASKS] = {"Digits", "Adding", "Recall", "Counting",
                                                      "Text"};
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

static void add_racer(Prose *prose, const RacerReport *racer, CellKind kind, bool text) {
    const RaceCurve *curve = &racer->curve;
    int last = curve->count - 1, test = curve->test_count - 1;
    prose_add(prose, "%s: %ld parameters, %ld minibatches learnt", cell_kind(kind)->title,
              racer->parameters, racer->done);
    if (last >= 0 && text)
        prose_add(prose, "; now %.2f bits a character, right %.1f %%",
                  (double)curve->loss[last] / M_LN2, 100 * (double)curve->right[last]);
    else if (last >= 0)
        prose_add(prose, "; loss now %.4f, right %.1f %%", (double)curve->loss[last],
                  100 * (double)curve->right[last]);
    if (test >= 0)
        prose_add(prose, "; after epoch %d of the tests %.1f %% right", test + 1,
                  100 * (double)curve->test_right[test]);
    if (test >= 0 && text)
        prose_add(prose, ", %.2f bits a character", (double)curve->test_loss[test] / M_LN2);
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

/* ---- a text ---- */

static void add_character(Prose *prose, unsigned char c) {
    char name[2] = {(char)c, '\0'};
    if (c == ' ')
        prose_add(prose, "space");
    else if (c == '\n')
        prose_add(prose, "line end");
    else
        prose_add(prose, "\u201c%s\u201d", name);
}

/* What came, a line's end as a space. */
static void add_stretch(Prose *prose, const RaceReport *report) {
    prose_add(prose, "Test example %ld of %ld, what came: ", report->example + 1, report->examples);
    for (long step = 0; step < report->steps; step++) {
        char c = (char)report->character_of[(int)race_targets(report)[step]];
        prose_span(prose, c == '\n' ? " " : &c, 1);
    }
    prose_span(prose, "\n", 1);
}

/* How many it has right, and what it expects at the end, step by step. */
static void add_expected(Prose *prose, const RaceReport *report, CellKind kind) {
    enum { TOLD = 8 };
    prose_add(
        prose,
        "The %s had %ld of %ld right before training, %.2f bits a character, and has %ld now, "
        "%.2f bits. At the end it expects, and there comes: ",
        cell_kind(kind)->title, answer_count(report, kind, RACE_BEFORE), report->steps,
        answer_bits(report, kind, RACE_BEFORE), answer_count(report, kind, RACE_NOW),
        answer_bits(report, kind, RACE_NOW));
    for (long step = report->steps - TOLD; step < report->steps; step++) {
        float share;
        int expected = answer_guess(report, kind, RACE_NOW, step, &share);
        int came = (int)race_targets(report)[step];
        prose_add(prose, step > report->steps - TOLD ? "; " : "");
        add_character(prose, report->character_of[expected]);
        prose_add(prose, " %.0f %%", 100 * (double)share);
        prose_add(prose, ", ");
        if (expected == came)
            prose_add(prose, "right");
        else
            add_character(prose, report->character_of[came]);
    }
    prose_add(prose, ".\n");
}

static void tell_stretch(Prose *prose, const RaceReport *report) {
    add_stretch(prose, report);
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++)
        if (report->racers[kind].there)
            add_expected(prose, report, (CellKind)kind);
}

/* ---- all of it ---- */

static void tell_answers(Prose *prose, const Training *training) {
    const RaceReport *report = &training->report;
    char target[48];
    answer_target(training, target, sizeof target);
    prose_add(prose, "Test example %ld of %ld: its target is %s.\n", report->example + 1,
              report->examples, target);
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++)
        if (report->racers[kind].there)
            add_answers(prose, training, (CellKind)kind);
}

size_t describe_training(const Session *session, char *text, size_t size) {
    const Training *training = session_training(session);
    const RaceReport *report = &training->report;
    Prose prose = prose_new(text, size, session->view.language);
    add_head(&prose, training);
    if (!training->reported)
        return prose.length;
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++)
        if (report->racers[kind].there)
            add_racer(&prose, &report->racers[kind], (CellKind)kind, report->text);
    if (report->text)
        tell_stretch(&prose, report);
    else
        tell_answers(&prose, training);
    return prose.length;
}
