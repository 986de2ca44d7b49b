/* train.c: `gatescope train`: trains a model on a task and writes it as a safetensors file.
 *
 * The file is written after every epoch, so that what is lost, whatever happens, is part of one; a
 * file whose training is not over holds what --resume needs. */
#include "commands/train/train.h"

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/bytes.h"
#include "commands/library/library.h"
#include "commands/line/command.h"
#include "commands/line/say.h"
#include "commands/train/show.h"
#include "commands/train/wish.h"
#include "engine/training/tasks.h"
#include "files/data/digits.h"

enum { PATH_SIZE = 4096, MOST_TEXT = 64 << 20, EXIT_INTERRUPTED = 130 };

/* Set by a signal, read between two minibatches. */
static volatile sig_atomic_t interrupted;

static void interrupt(int number) {
    (void)number;
    interrupted = 1;
}

/* Also where the terminal goes away, unless somebody has said that this shall not count (nohup). */
static void listen(void) {
    struct sigaction stop = {.sa_handler = interrupt, .sa_flags = SA_RESTART}, before;
    sigaction(SIGINT, &stop, NULL);
    sigaction(SIGTERM, &stop, NULL);
    if (sigaction(SIGHUP, NULL, &before) == 0 && before.sa_handler != SIG_IGN)
        sigaction(SIGHUP, &stop, NULL);
}

/* The task with what it reads from. */
typedef struct Source {
    TrainTask task;
    Digits *digits; /* owned */
    char *text;     /* owned */
    TextData text_data;
} Source;

/* ---- the task ---- */

static bool find_digits(Source *source, Error *error) {
    char folder[PATH_SIZE];
    if (!library_assets("mnist", folder, sizeof folder)) {
        error_set(error, "the folder of digits was not found");
        error_hint(error, "name it in GATESCOPE_ASSETS");
        return false;
    }
    source->digits = digits_read(folder, error);
    if (source->digits)
        source->task = task_digits(source->digits);
    return source->digits;
}

static bool read_text(Source *source, const char *path, Error *error) {
    size_t length;
    source->text = bytes_read(path, MOST_TEXT, &length, error);
    if (!source->text)
        return false;
    if (!text_data(&source->text_data, (const unsigned char *)source->text, (long)length, error)) {
        error_in_file(error, path);
        return false;
    }
    source->task = task_text(&source->text_data);
    return true;
}

static bool find_task(Source *source, const TrainWish *wish, Error *error) {
    if (strcmp(wish->task, "digits") == 0)
        return find_digits(source, error);
    if (strcmp(wish->task, "text") == 0)
        return read_text(source, wish->text_file, error);
    source->task = strcmp(wish->task, "adding") == 0   ? task_adding()
                   : strcmp(wish->task, "recall") == 0 ? task_recall()
                                                       : task_counting();
    return true;
}

static void source_free(Source *source) {
    digits_free(source->digits);
    free(source->text);
}

/* ---- training ---- */

static bool make_model(TrainWish *wish, const TrainTask *task, Error *error) {
    if (wish->model)
        return true;
    wish->spec.inputs = task->inputs;
    wish->spec.outputs = task->outputs;
    wish->model = model_new(&wish->spec, error);
    if (wish->model)
        model_begin_from(wish->model, wish->settings.seed, wish->settings.forget_bias);
    return wish->model;
}

static bool save(const TrainWish *wish, const Source *source, Trainer *trainer, Error *error) {
    const TrainProgress *progress = trainer_progress(trainer);
    ModelNotes notes = model_notes(trainer, wish->task);
    bool over = progress->epoch == progress->epochs;
    if (source->text) {
        notes.characters = source->text_data.symbols;
        memcpy(notes.character_of, source->text_data.character_of, sizeof notes.character_of);
        model_text_mark(notes.text, source->text, (size_t)source->text_data.length);
    }
    return model_file_write(wish->output, wish->model, &notes,
                            over ? NULL : trainer_optimizer(trainer), error);
}

/* What is no number any more is not saved over what was one. */
static int diverged(const TrainWish *wish) {
    return say(EXIT_FAILED_CHECK,
               "the loss is no number any more: a smaller --rate than %g, or --clip, may help; %s "
               "is as it was when the last epoch was over",
               (double)wish->settings.rate, wish->output);
}

static int train(const TrainWish *wish, const Source *source, Trainer *trainer) {
    const TrainProgress *progress = trainer_progress(trainer);
    Error error;
    if (!save(wish, source, trainer,
              &error)) /* where nothing can be written is known before the work */
        return say_error(EXIT_ENVIRONMENT, &error);
    TrainShow show = train_show(progress, stdout, isatty(STDOUT_FILENO));
    listen();
    while (!interrupted && trainer_step(trainer)) {
        if (!isfinite(progress->last_loss))
            return diverged(wish);
        bool epoch_over = progress->batch == 0;
        LossSum test = {0};
        if (epoch_over) {
            test = trainer_test(trainer);
            if (!save(wish, source, trainer, &error))
                return say_error(EXIT_ENVIRONMENT, &error);
        }
        train_show_step(&show, epoch_over ? &test : NULL);
    }
    train_show_end(&show);
    if (!interrupted)
        return EXIT_GOOD;
    if (!save(wish, source, trainer, &error))
        return say_error(EXIT_ENVIRONMENT, &error);
    return say(EXIT_INTERRUPTED, "stopped; --resume %s goes on from here", wish->output);
}

/* A file from before this was noted says nothing. */
static bool same_text(const TrainWish *wish, const Source *source, Error *error) {
    char mark[MODEL_TEXT];
    if (!source->text || !wish->notes.text[0])
        return true;
    model_text_mark(mark, source->text, (size_t)source->text_data.length);
    if (strcmp(mark, wish->notes.text) == 0)
        return true;
    error_set(error, "%s is not the text that the training began with", wish->text_file);
    error_expected(error, "%s", wish->notes.text);
    error_found(error, "%s", mark);
    return false;
}

static bool resume(const TrainWish *wish, const Source *source, Trainer *trainer, Error *error) {
    if (!wish->resume)
        return true;
    if (wish->notes.epoch >= wish->notes.settings.epochs)
        return error_set(error, "%s: its training is over", wish->resume);
    if (!same_text(wish, source, error))
        return false;
    if (!model_file_read_optimizer(wish->resume, wish->model, trainer_optimizer(trainer), error))
        return false;
    if (!trainer_resume(trainer))
        return error_set(error, "%s: its training has gone on for longer than these epochs",
                         wish->resume);
    return trainer_progress(trainer)->epoch == wish->notes.epoch ||
           error_set(error, "%s: its %ld minibatches are %ld epochs, and it says %ld", wish->resume,
                     wish->notes.steps, trainer_progress(trainer)->epoch, wish->notes.epoch);
}

static int run(TrainWish *wish, Source *source) {
    Error error;
    if (!find_task(source, wish, &error) || !make_model(wish, &source->task, &error))
        return say_error(EXIT_ENVIRONMENT, &error);
    Trainer *trainer = trainer_new(wish->model, &source->task, &wish->settings, &error);
    int status = trainer && resume(wish, source, trainer, &error)
                     ? train(wish, source, trainer)
                     : say_error(EXIT_ENVIRONMENT, &error);
    trainer_free(trainer);
    return status;
}

int command_train(const Command *command, int count, char **line) {
    Words words;
    TrainWish wish = {0};
    Source source = {0};
    int status;
    if (!words_read(&words, command, count, line, &status))
        return status;
    status = train_wish_read(&wish, &words);
    if (status == EXIT_GOOD)
        status = run(&wish, &source);
    train_wish_free(&wish);
    source_free(&source);
    return status;
}
