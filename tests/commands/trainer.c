/* trainer.c: proves that what a training session orders is done, in a thread and without
 * one: reports come, a pause ends the work, another example is shown while it is paused, an order
 * that is written over does no harm, what is saved goes on as it would have without, and the thread
 * ends wherever the training is. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <SDL.h>

#include "commands/train/desk.h"
#include "commands/train/worker.h"
#include "files/weights/model.h"
#include "session/kinds/training.h"
#include "session/session.h"
#include "training_sample.h"

static bool go(Session *session, Action action) {
    return session_apply(session, &action);
}

static bool play(Session *session) {
    return go(session, (Action){.kind = ACTION_PLAY, .number = -1});
}

static TrainerDesk *open_desk(bool threaded) {
    Error error = {0};
    TrainerDesk *desk = desk_new(threaded, &error);
    if (!desk)
        fail_msg("%s", error.what);
    return desk;
}

/* More frames than anything takes: something hangs. */
enum { FRAMES_MOST = 30000 };

/* In frames, as the window does. Returns how many minibatches are done. */
static long follow_until(TrainerDesk *desk, Session *session, long done) {
    const Training *training = session_training(session);
    for (int frame = 0; frame < FRAMES_MOST; frame++) {
        desk_follow(desk, session);
        bool here = training->reported && training->race == training->order.race;
        if (here && training->report.done >= done)
            return training->report.done;
        SDL_Delay(10);
    }
    fail_msg("in all these frames only %ld minibatches", training->report.done);
    return 0;
}

/* Until it has nothing more to say. */
static void let_settle(TrainerDesk *desk, Session *session) {
    for (int frame = 0; frame < FRAMES_MOST && desk_follow(desk, session); frame++)
        SDL_Delay(10);
    assert_false(desk_follow(desk, session));
}

static void check_training(bool threaded) {
    Session *session = training_begin(TRAINING_RECALL, 100);
    TrainerDesk *desk = open_desk(threaded);
    assert_int_equal(follow_until(desk, session, 0), 0);
    play(session);
    follow_until(desk, session, 30);
    play(session);
    let_settle(desk, session);
    long done = session_training(session)->report.done;
    SDL_Delay(150);
    assert_false(desk_follow(desk, session));
    assert_int_equal(session_training(session)->report.done, done);
    go(session, (Action){.kind = ACTION_STEP, .number = 4});
    let_settle(desk, session);
    assert_int_equal(session_training(session)->report.example, 4);
    assert_true(session_training(session)->report.done >=
                done); /* what it did after its last report */
    play(session);
    follow_until(desk, session, done + 30);
    desk_free(desk); /* in the middle of it */
    session_free(session);
}

static void test_thread(void **state) {
    (void)state;
    check_training(true);
}

static void test_without_thread(void **state) {
    (void)state;
    check_training(false);
}

/* Frames are not kept waiting by the work: most come while a minibatch is learnt. */
static void test_frames(void **state) {
    (void)state;
    Session *session = training_begin(TRAINING_COUNTING, 100);
    TrainerDesk *desk = open_desk(true);
    follow_until(desk, session, 0);
    play(session);
    int between = 0;
    for (int frame = 0; frame < 20000; frame++) {
        long done = session_training(session)->report.done;
        assert_true(desk_follow(desk, session));
        between += session_training(session)->report.done == done;
    }
    assert_true(between > 10000);
    desk_free(desk);
    session_free(session);
}

/* Many orders in a row: the last one counts. */
static void test_orders(void **state) {
    (void)state;
    Session *session = training_begin(TRAINING_ADDING, 2);
    TrainerDesk *desk = open_desk(true);
    for (int units = 2; units < 20; units++) {
        go(session,
           (Action){.kind = ACTION_TRAINING, .number = TRAINING_HIDDEN, .value = (float)units});
        desk_follow(desk, session);
    }
    follow_until(desk, session, 0);
    let_settle(desk, session);
    assert_int_equal(session_training(session)->report.hidden, 19);
    play(session);
    follow_until(desk, session, 2 * 3 * session_training(session)->report.batches);
    let_settle(desk, session);
    assert_int_equal(session_training(session)->state, TRAINING_OVER);
    desk_free(desk);
    session_free(session);
}

/* Where there are no digits the notice says so, and nothing runs. */
static void test_no_digits(void **state) {
    (void)state;
    Session *session = training_begin(TRAINING_DIGITS, 2);
    setenv("GATESCOPE_ASSETS", "/nowhere", 1);
    TrainerDesk *desk = open_desk(true);
    play(session);
    for (int frame = 0; frame < FRAMES_MOST && !session->notice.what[0]; frame++) {
        desk_follow(desk, session);
        SDL_Delay(10);
    }
    unsetenv("GATESCOPE_ASSETS");
    assert_non_null(strstr(session->notice.what, "digits"));
    assert_int_equal(session_training(session)->state, TRAINING_OVER);
    desk_free(desk);
    session_free(session);
}

/* ---- saving ---- */

/* Where a training goes on from a file, as gatescope train --resume does. */
static Model *go_on(const char *path, const TrainTask *task, float rate, long batches) {
    ModelNotes notes;
    Error error = {0};
    Model *model = model_file_read(path, &notes, &error);
    if (!model)
        fail_msg("%s", error.what);
    assert_true(notes.settings.rate == rate);
    Trainer *trainer = trainer_new(model, task, &notes.settings, NULL);
    assert_true(model_file_read_optimizer(path, model, trainer_optimizer(trainer), &error));
    assert_true(trainer_resume(trainer));
    for (long k = 0; k < batches; k++)
        assert_true(trainer_step(trainer));
    trainer_free(trainer);
    return model;
}

static void test_save(void **state) {
    (void)state;
    enum { FIRST = 7, SECOND = 5 };
    char folder[] = "/tmp/gatescope-trainer-XXXXXX", names[128], back[4096];
    Error error = {0};
    TrainTask task = task_recall();
    Session *session = training_begin(TRAINING_RECALL, 2);
    go(session, (Action){.kind = ACTION_TRAINING, .number = TRAINING_RATE, .value = 1});
    float rate = session_training(session)->order.setup.rate;
    TrainWorker worker = {0};
    assert_non_null(getcwd(back, sizeof back));
    assert_non_null(mkdtemp(folder));
    assert_int_equal(chdir(folder), 0);
    worker_order(&worker, &session_training(session)->order);
    worker_batches(&worker, FIRST);
    assert_true(worker_save(&worker, names, sizeof names, &error));
    assert_string_equal(names, "recall-1-{lstm,gru,rnn}.safetensors");
    assert_true(worker_save(&worker, names, sizeof names, &error)); /* nothing is written over */
    assert_string_equal(names, "recall-2-{lstm,gru,rnn}.safetensors");
    worker_batches(&worker, FIRST + SECOND);
    Model *model = go_on("recall-1-gru.safetensors", &task, rate, SECOND);
    ModelPart of_race[MODEL_PARTS], of_file[MODEL_PARTS];
    int count = model_parts(race_model(worker.race, CELL_GRU), of_race);
    model_parts(model, of_file);
    for (int k = 0; k < count; k++)
        assert_memory_equal(of_race[k].numbers, of_file[k].numbers,
                            (size_t)of_race[k].rows * (size_t)of_race[k].columns * sizeof(float));
    model_free(model);
    worker_free(&worker);
    session_free(session);
    assert_int_equal(chdir(back), 0);
    char line[128];
    snprintf(line, sizeof line, "rm -r %s", folder);
    assert_int_equal(system(line), 0);
}

/* Four passages to learn from and a fifth to test with; what is saved says which characters it
 * reads, and no text that there is a file of is taken for the one it has learnt from. */
static void test_text(void **state) {
    (void)state;
    char folder[] = "/tmp/gatescope-trainer-XXXXXX", names[128], back[4096], line[128];
    Error error = {0};
    ModelNotes notes;
    Session *session = training_begin(TRAINING_TEXT, 2);
    TrainWorker worker = {0};
    assert_non_null(getcwd(back, sizeof back));
    assert_non_null(mkdtemp(folder));
    worker_order(&worker, &session_training(session)->order);
    const TextData *data = &worker.text.data;
    assert_memory_equal(data->text, "She could not think of Darcy's leaving", 38);
    assert_memory_equal(data->text + data->split - 2, "\n\nHappy for all her", 19);
    assert_int_equal(worker.report.examples, 14);
    assert_int_equal(worker.report.batches, 640 / TRAIN_TEXT_BATCH);
    assert_true(worker.report.text && worker.report.outputs == data->symbols);
    assert_memory_equal(worker.report.character_of, data->character_of, (size_t)data->symbols);
    worker_batches(&worker, 2);
    assert_int_equal(chdir(folder), 0);
    assert_true(worker_save(&worker, names, sizeof names, &error));
    assert_string_equal(names, "text-1-{lstm,gru,rnn}.safetensors");
    Model *model = model_file_read("text-1-gru.safetensors", &notes, &error);
    assert_non_null(model);
    assert_string_equal(notes.task, "text");
    assert_int_equal(notes.characters, data->symbols);
    assert_memory_equal(notes.character_of, data->character_of, (size_t)data->symbols);
    assert_non_null(strstr(notes.text, "bytes, crc32"));
    model_free(model);
    worker_free(&worker);
    session_free(session);
    assert_int_equal(chdir(back), 0);
    snprintf(line, sizeof line, "rm -r %s", folder);
    assert_int_equal(system(line), 0);
}

static void write_text(const char *path, const char *content) {
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(content, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

/* Without its file, or with too little in it, the training says so. */
static void test_no_text(void **state) {
    (void)state;
    char folder[] = "/tmp/gatescope-trainer-XXXXXX", path[128], line[128];
    Error error = {0};
    TrainText text = {0};
    assert_non_null(mkdtemp(folder));
    setenv("GATESCOPE_ASSETS", folder, 1);
    assert_false(train_text_read(&text, &error));
    assert_non_null(strstr(error.what, "assets/text"));
    snprintf(path, sizeof path, "%s/text", folder);
    assert_int_equal(mkdir(path, 0700), 0);
    snprintf(path, sizeof path, "%s/text/english.txt", folder);
    assert_false(train_text_read(&text, &error));
    assert_string_equal(error.file, path);
    write_text(path, "== One\nshort\n\n== Two\nshort too\n");
    assert_false(train_text_read(&text, &error));
    assert_non_null(strstr(error.what, "too short"));
    assert_string_equal(error.file, path);
    assert_null(text.text);
    unsetenv("GATESCOPE_ASSETS");
    snprintf(line, sizeof line, "rm -r %s", folder);
    assert_int_equal(system(line), 0);
}

/* The session is told where it was saved, without a frame that waits. */
static void test_told(void **state) {
    (void)state;
    char folder[] = "/tmp/gatescope-trainer-XXXXXX", back[4096], line[128];
    Session *session = training_begin(TRAINING_RECALL, 2);
    TrainerDesk *desk = open_desk(true);
    assert_non_null(getcwd(back, sizeof back));
    assert_non_null(mkdtemp(folder));
    assert_int_equal(chdir(folder), 0);
    follow_until(desk, session, 0);
    desk_save(desk);
    let_settle(desk, session);
    if (!strstr(session->notice.what, "recall-1-{lstm,gru,rnn}.safetensors"))
        fail_msg("told: \"%s\"", session->notice.what);
    assert_int_equal(access("recall-1-lstm.safetensors", R_OK), 0);
    desk_free(desk);
    session_free(session);
    assert_int_equal(chdir(back), 0);
    snprintf(line, sizeof line, "rm -r %s", folder);
    assert_int_equal(system(line), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_thread),    cmocka_unit_test(test_without_thread),
        cmocka_unit_test(test_frames),    cmocka_unit_test(test_orders),
        cmocka_unit_test(test_no_digits), cmocka_unit_test(test_save),
        cmocka_unit_test(test_told),      cmocka_unit_test(test_text),
        cmocka_unit_test(test_no_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
