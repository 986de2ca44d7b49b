/* training.c: a session that watches cells learn, without a thread: the test is the host.
 * What is set makes another race, and cannot change while one is run; reports are taken as data,
 * and dropped where they are of another race; start, pause, stop and start anew; keys of lessons
 * mean nothing here. */
#include "testing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/training/tasks.h"
#include "session/kinds/training.h"
#include "session/session.h"

static Session *begin(void) {
    Error error = {0};
    RaceSetup setup = training_setup(TRAINING_RECALL);
    setup.hidden = 4;
    setup.epochs = 1;
    setup.threads = 1;
    Session *session = session_new_training(TRAINING_RECALL, &setup, &error);
    if (!session)
        fail_msg("%s", error.what);
    return session;
}

static bool go(Session *session, Action action) {
    return session_apply(session, &action);
}

static bool set(Session *session, TrainingField field, float value) {
    return go(session, (Action){.kind = ACTION_TRAINING, .number = (int)field, .value = value});
}

static bool play(Session *session) {
    return go(session, (Action){.kind = ACTION_PLAY, .number = -1});
}

/* A report as the host would hand over, after so many minibatches of each racer. */
static RaceReport report_after(const Session *session, long batches) {
    const TrainingOrder *order = &session_training(session)->order;
    TrainTask task = task_recall();
    Race *race = race_new(&task, &order->setup, NULL);
    RaceReport report = {0};
    assert_non_null(race);
    race_choose(race, order->example);
    for (long k = 0; k < batches * CELL_KIND_COUNT && race_step(race); k++)
        continue;
    assert_true(race_report(race, &report, NULL));
    race_free(race);
    return report;
}

/* ---- what is set ---- */

static void test_settings(void **state) {
    (void)state;
    Session *session = begin();
    const TrainingOrder *order = &session_training(session)->order;
    unsigned race = order->race;
    assert_true(set(session, TRAINING_HIDDEN, 12));
    assert_int_equal(order->setup.hidden, 12);
    assert_true(order->race != race);
    race = order->race;
    assert_false(set(session, TRAINING_HIDDEN, 12.2f)); /* the same: no other race */
    assert_int_equal(order->race, race);
    assert_true(set(session, TRAINING_HIDDEN, 1e9f));
    assert_int_equal(order->setup.hidden, RACE_HIDDEN);
    assert_true(set(session, TRAINING_EPOCHS, 5));
    assert_true(set(session, TRAINING_EPOCHS, -5));
    assert_false(set(session, TRAINING_EPOCHS, NAN));
    assert_int_equal(order->setup.epochs, 1);
    assert_true(set(session, TRAINING_RATE, 0));
    assert_float_equal(order->setup.rate, TRAINING_RATE_LEAST, 1e-9);
    assert_true(set(session, TRAINING_RATE, 99));
    assert_float_equal(order->setup.rate, TRAINING_RATE_LEAST * (1 << (TRAINING_RATES - 1)), 1e-6);
    assert_true(set(session, TRAINING_SEED, 7));
    assert_int_equal(order->setup.seed, 7);
    assert_false(go(session, (Action){.kind = ACTION_TRAINING, .number = 99, .value = 1}));
    session_free(session);
}

/* The task's own sizes come with it. */
static void test_task(void **state) {
    (void)state;
    Session *session = begin();
    const TrainingOrder *order = &session_training(session)->order;
    assert_true(set(session, TRAINING_TASK, TRAINING_DIGITS));
    assert_int_equal(order->task, TRAINING_DIGITS);
    assert_int_equal(order->setup.hidden, training_setup(TRAINING_DIGITS).hidden);
    assert_false(set(session, TRAINING_TASK, TRAINING_DIGITS));
    assert_string_equal(training_task_name(order->task), "digits");
    assert_int_equal(order->setup.batch, 0);
    assert_true(set(session, TRAINING_TASK, TRAINING_TEXT));
    assert_string_equal(training_task_name(order->task), "text");
    assert_int_equal(order->setup.epochs, 20);
    assert_int_equal(order->setup.batch, 32);
    assert_float_equal(order->setup.rate, 0.008, 1e-9);
    assert_int_equal(session_training(session)->rate, 4);
    assert_true(set(session, TRAINING_TASK, TRAINING_RECALL));
    assert_float_equal(order->setup.rate, 0.004, 1e-9);
    session_free(session);
}

static bool toggle(Session *session, CellKind kind) {
    return go(session,
              (Action){.kind = ACTION_TRAINING, .number = TRAINING_KIND, .unit = (int)kind});
}

/* The last cell stays; whose example is shown races. */
static void test_kinds(void **state) {
    (void)state;
    Session *session = begin();
    const Training *training = session_training(session);
    assert_int_equal(training->chosen, CELL_LSTM);
    assert_true(toggle(session, CELL_LSTM));
    assert_int_equal(training->chosen, CELL_GRU);
    assert_false(go(session, (Action){.kind = ACTION_TRAINING_CELL, .number = CELL_LSTM}));
    assert_true(go(session, (Action){.kind = ACTION_CELL, .number = 1}));
    assert_int_equal(training->chosen, CELL_RNN);
    assert_true(go(session, (Action){.kind = ACTION_CELL, .number = 1}));
    assert_int_equal(training->chosen, CELL_GRU);
    assert_true(toggle(session, CELL_GRU));
    assert_false(toggle(session, CELL_RNN));
    assert_true(session->notice.what[0]);
    assert_false(toggle(session, (CellKind)7));
    session_free(session);
}

/* ---- start, pause, stop ---- */

static void test_run(void **state) {
    (void)state;
    Session *session = begin();
    const Training *training = session_training(session);
    unsigned race = training->order.race;
    assert_false(go(session, (Action){.kind = ACTION_RESET_EDITS})); /* nothing to stop */
    assert_true(play(session));
    assert_int_equal(training->state, TRAINING_RUNNING);
    assert_true(training->order.running);
    assert_false(set(session, TRAINING_HIDDEN, 20));
    assert_true(session->notice.what[0]);
    assert_int_equal(training->order.race, race);
    assert_true(play(session));
    assert_int_equal(training->state, TRAINING_PAUSED);
    assert_false(training->order.running);
    assert_false(set(session, TRAINING_SEED, 20));
    assert_true(play(session));
    assert_int_equal(training->order.race, race); /* it goes on, not anew */
    assert_true(go(session, (Action){.kind = ACTION_RESET_EDITS}));
    assert_int_equal(training->state, TRAINING_OVER);
    assert_false(training->order.running);
    assert_int_equal(training->order.race, race); /* what was learnt stays */
    assert_false(play(session));                  /* nor does Space throw it away */
    assert_int_equal(training->state, TRAINING_OVER);
    assert_int_equal(training->order.race, race);
    assert_true(session->notice.what[0]);
    assert_true(go(session, (Action){.kind = ACTION_PLAY, .number = 1}));
    assert_int_equal(training->state, TRAINING_RUNNING);
    assert_true(training->order.race != race);
    assert_false(session_moving(session)); /* it is the host that works */
    session_free(session);
}

/* ---- reports ---- */

static void test_reports(void **state) {
    (void)state;
    Session *session = begin();
    const Training *training = session_training(session);
    unsigned version = session->version;
    RaceReport start = report_after(session, 0), later = report_after(session, 20);
    assert_true(training_take(session, training->order.race, &start));
    assert_true(session->version != version);
    play(session);
    assert_true(training_take(session, training->order.race, &later));
    assert_int_equal(training->report.done, 20 * CELL_KIND_COUNT);
    assert_ptr_not_equal(training->report.numbers, later.numbers);
    assert_int_equal(training->state, TRAINING_RUNNING);
    assert_false(training_take(session, training->order.race + 1, &start));
    assert_int_equal(training->report.done, 20 * CELL_KIND_COUNT);
    race_report_free(&start);
    race_report_free(&later);
    RaceReport end = report_after(session, 100000);
    assert_true(training_take(session, training->order.race, &end));
    assert_int_equal(training->state, TRAINING_OVER); /* all epochs are done */
    assert_false(training->order.running);
    race_report_free(&end);
    session_free(session);
}

static void test_failure(void **state) {
    (void)state;
    Session *session = begin();
    const Training *training = session_training(session);
    Error error = {0};
    error_set(&error, "no digits here");
    play(session);
    training_fail(session, training->order.race + 1, &error); /* of another race */
    assert_int_equal(training->state, TRAINING_RUNNING);
    training_fail(session, training->order.race, &error);
    assert_int_equal(training->state, TRAINING_OVER);
    assert_string_equal(session->notice.what, "no digits here");
    session_free(session);
}

/* Round through the test examples; the order tells the host. */
static void test_examples(void **state) {
    (void)state;
    Session *session = begin();
    const Training *training = session_training(session);
    assert_false(go(session, (Action){.kind = ACTION_STEP, .number = 1})); /* none is known yet */
    RaceReport report = report_after(session, 0);
    training_take(session, training->order.race, &report);
    assert_true(go(session, (Action){.kind = ACTION_STEP, .number = -1}));
    assert_int_equal(training->order.example, report.examples - 1);
    assert_true(go(session, (Action){.kind = ACTION_STEP, .number = 3}));
    assert_int_equal(training->order.example, 2);
    assert_true(training_take(session, training->order.race, &report)); /* an older one */
    assert_int_equal(training->order.example, 2);
    race_report_free(&report);
    session_free(session);
}

/* What belongs to lessons does nothing; how things look can be changed. */
static void test_other_actions(void **state) {
    (void)state;
    static const ActionKind STRANGE[] = {ACTION_BEAT,      ACTION_EDIT,       ACTION_UNDO,
                                         ACTION_GRADIENTS, ACTION_INSPECT,    ACTION_SPEED,
                                         ACTION_SANDBOX,   ACTION_DIGIT_TURN, ACTION_HOME};
    Session *session = begin();
    for (size_t k = 0; k < sizeof STRANGE / sizeof *STRANGE; k++)
        assert_false(go(session, (Action){.kind = STRANGE[k], .number = 1}));
    assert_true(go(session, (Action){.kind = ACTION_THEME, .number = -1}));
    assert_true(go(session, (Action){.kind = ACTION_TEXT_SIZE, .number = 1}));
    assert_true(go(session, (Action){.kind = ACTION_LANGUAGE, .number = -1}));
    assert_true(go(session, (Action){.kind = ACTION_PANEL, .number = PANEL_LESSON}));
    assert_true(go(session, (Action){.kind = ACTION_PRESENT, .number = -1})); /* before a class */
    assert_true(session->present.on);
    session_free(session);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_settings), cmocka_unit_test(test_task),
        cmocka_unit_test(test_kinds),    cmocka_unit_test(test_run),
        cmocka_unit_test(test_reports),  cmocka_unit_test(test_failure),
        cmocka_unit_test(test_examples), cmocka_unit_test(test_other_actions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
