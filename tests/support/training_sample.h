/* training_sample.h: for tests of the training screen: a session that watches small cells learn,
 * the test being its host. */
#ifndef GATESCOPE_TESTS_TRAINING_SAMPLE_H
#define GATESCOPE_TESTS_TRAINING_SAMPLE_H

#include "engine/training/tasks.h"
#include "session/kinds/training.h"
#include "testing.h"

static inline Session *training_begin(TrainingTask task, long epochs) {
    Error error = {0};
    RaceSetup setup = training_setup(task);
    setup.hidden = 6;
    setup.epochs = epochs;
    setup.threads = 1;
    Session *session = session_new_training(task, &setup, &error);
    if (!session)
        fail_msg("%s", error.what);
    return session;
}

/* A text without a file: one sentence, again and again, with its letters apart, so that it is no
 * English that tests of phrases find; two test examples. */
static inline TrainTask training_text(void) {
    static const char SENTENCE[] = "t h e (r a i n) \"c a m e\", a n d w e n t.\n";
    static unsigned char text[2700];
    static TextData data;
    for (size_t k = 0; k < sizeof text; k++)
        text[k] = (unsigned char)SENTENCE[k % (sizeof SENTENCE - 1)];
    assert_true(text_data(&data, text, sizeof text, NULL));
    TrainTask task = task_text(&data);
    task.train_count = 2L * TRAIN_TEXT_BATCH;
    return task;
}

static inline TrainTask training_task(TrainingTask task) {
    return task == TRAINING_ADDING   ? task_adding()
           : task == TRAINING_RECALL ? task_recall()
           : task == TRAINING_TEXT   ? training_text()
                                     : task_counting();
}

/* Lets the session have a report of what it orders, after so many minibatches of each racer. */
static inline void training_report(Session *session, long batches) {
    const TrainingOrder *order = &session_training(session)->order;
    TrainTask task = training_task(order->task);
    Race *race = race_new(&task, &order->setup, NULL);
    RaceReport report = {0};
    assert_non_null(race);
    int racers = 0;
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++)
        racers += order->setup.kinds[kind];
    race_choose(race, order->example);
    for (long k = 0; k < batches * racers && race_step(race); k++)
        continue;
    assert_true(race_report(race, &report, NULL));
    report.seconds = 1.5; /* whatever this machine took */
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++)
        report.racers[kind].seconds = 0.5;
    assert_true(training_take(session, order->race, &report));
    race_report_free(&report);
    race_free(race);
}

#endif
