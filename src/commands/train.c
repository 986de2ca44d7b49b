/* train.c: `gatescope train`: trains a model on a task and writes it as a safetensors file.
 *
 * The file is written after every epoch, so that what is lost, whatever happens, is part of one; a
 * file whose training is not over holds what --resume needs. */
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "commands/library.h"
#include "commands/train_show.h"
#include "commands/words.h"
#include "engine/tasks.h"
#include "files/bytes.h"
#include "files/digits_file.h"
#include "files/model_file.h"

enum { PATH_SIZE = 4096, MOST_TEXT = 64 << 20, EXIT_INTERRUPTED = 130 };

/* Set by a signal, read between two minibatches. */
static volatile sig_atomic_t interrupted;

static void interrupt(int number) {
    (void)number;
    interrupted = 1;
}

/* The task with what it reads from. */
typedef struct Source {
    TrainTask task;
    Digits *digits; /* owned */
    char *text;     /* owned */
    TextData text_data;
} Source;

/* What the command line and the file to go on from ask for. */
typedef struct Wish {
    const char *task, *text_file, *output, *resume;
    ModelSpec spec;
    TrainSettings settings;
    ModelNotes notes; /* of the file to go on from */
    Model *model;     /* owned */
} Wish;

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
        snprintf(error->file, sizeof error->file, "%s", path);
        return false;
    }
    source->task = task_text(&source->text_data);
    return true;
}

static bool find_task(Source *source, const Wish *wish, Error *error) {
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

/* ---- the wish ---- */

static bool read_task(Wish *wish, const Words *words) {
    static const char *const TASKS[] = {"digits", "adding", "recall", "counting", "text"};
    enum { COUNT = sizeof TASKS / sizeof *TASKS };
    if (words->rest_count < 1) {
        say(EXIT_USAGE, "expected a task: digits, adding, recall, counting or text");
        return false;
    }
    for (int k = 0; k < COUNT && !wish->task; k++)
        if (strcmp(words->rest[0], TASKS[k]) == 0)
            wish->task = TASKS[k];
    if (!wish->task) {
        const char *near = nearest_name(words->rest[0], TASKS, COUNT);
        say(EXIT_USAGE, "there is no task \"%s\"%s%s%s", words->rest[0],
            near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
        return false;
    }
    int wanted = strcmp(wish->task, "text") == 0 ? 2 : 1;
    if (words->rest_count != wanted) {
        say(EXIT_USAGE, wanted == 2 ? "expected one file of text" : "expected one task");
        return false;
    }
    wish->text_file = wanted == 2 ? words->rest[1] : NULL;
    return true;
}

static bool read_sizes(Wish *wish, const Words *words) {
    static const char *const KINDS[] = {"lstm", "gru", "rnn", NULL};
    int kind = 0;
    long hidden = 64, layers = 1, epochs = 30, seed = 1, threads = 2;
    if (!words_name(words, "--cell", KINDS, &kind) ||
        !words_long(words, "--hidden", 1, 4096, &hidden) ||
        !words_long(words, "--layers", 1, MODEL_LAYERS, &layers) ||
        !words_long(words, "--epochs", 1, 100000, &epochs) ||
        !words_long(words, "--seed", 0, 999999, &seed) ||
        !words_long(words, "--threads", 1, 2, &threads))
        return false;
    cell_kind_from_name(KINDS[kind], &wish->spec.kind);
    wish->spec.hidden = (int)hidden;
    wish->spec.layers = (int)layers;
    wish->settings = train_settings(epochs, (uint64_t)seed);
    wish->settings.threads = (int)threads;
    return true;
}

/* Kind, sizes and seed of a training that goes on are those it began with. */
static int read_resumed(Wish *wish, const Words *words) {
    static const char *const FIXED[] = {"--cell", "--hidden", "--layers", "--seed"};
    Error error;
    for (size_t k = 0; k < sizeof FIXED / sizeof *FIXED; k++)
        if (words_value(words, FIXED[k]))
            return say(EXIT_USAGE, "%s stays as it was in the training that goes on", FIXED[k]);
    wish->model = model_file_read(wish->resume, &wish->notes, &error);
    if (!wish->model)
        return say_error(EXIT_ENVIRONMENT, &error);
    if (strcmp(wish->notes.task, wish->task) != 0)
        return say(EXIT_USAGE, "%s was trained on \"%s\", not on \"%s\"", wish->resume,
                   wish->notes.task, wish->task);
    wish->spec = wish->model->spec;
    wish->settings.seed = wish->notes.seed;
    if (wish->notes.rate > 0)
        wish->settings.rate = wish->notes.rate;
    if (!words_value(words, "--epochs") && wish->notes.epochs > 0)
        wish->settings.epochs = wish->notes.epochs;
    return EXIT_GOOD;
}

static int read_wish(Wish *wish, const Words *words) {
    wish->output = words_value(words, "-o");
    wish->resume = words_value(words, "--resume");
    if (!read_task(wish, words) || !read_sizes(wish, words))
        return EXIT_USAGE;
    if (!wish->output && !wish->resume)
        return say(EXIT_USAGE, "where to? Give -o MODEL.safetensors");
    if (!wish->output)
        wish->output = wish->resume;
    return wish->resume ? read_resumed(wish, words) : EXIT_GOOD;
}

/* ---- training ---- */

static bool make_model(Wish *wish, const TrainTask *task, Error *error) {
    if (wish->model)
        return true;
    wish->spec.inputs = task->inputs;
    wish->spec.outputs = task->outputs;
    wish->model = model_new(&wish->spec, error);
    if (wish->model)
        model_begin(wish->model, wish->settings.seed);
    return wish->model;
}

static bool save(const Wish *wish, const Source *source, Trainer *trainer, Error *error) {
    const TrainProgress *progress = trainer_progress(trainer);
    ModelNotes notes = {.seed = wish->settings.seed,
                        .rate = wish->settings.rate,
                        .epochs = progress->epochs,
                        .steps = trainer_optimizer(trainer)->steps,
                        .epoch = progress->epoch};
    bool over = progress->epoch == progress->epochs;
    snprintf(notes.task, sizeof notes.task, "%s", wish->task);
    if (source->text) {
        notes.characters = source->text_data.symbols;
        memcpy(notes.character_of, source->text_data.character_of, sizeof notes.character_of);
    }
    return model_file_write(wish->output, wish->model, &notes,
                            over ? NULL : trainer_optimizer(trainer), error);
}

static int train(const Wish *wish, const Source *source, Trainer *trainer) {
    const TrainProgress *progress = trainer_progress(trainer);
    Error error;
    if (!save(wish, source, trainer,
              &error)) /* where nothing can be written is known before the work */
        return say_error(EXIT_ENVIRONMENT, &error);
    TrainShow show = train_show(progress, stdout, isatty(STDOUT_FILENO));
    signal(SIGINT, interrupt);
    signal(SIGTERM, interrupt);
    while (!interrupted && trainer_step(trainer)) {
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
    fprintf(stderr, "gatescope: stopped; --resume %s goes on from here\n", wish->output);
    return EXIT_INTERRUPTED;
}

static bool resume(const Wish *wish, Trainer *trainer, Error *error) {
    if (!wish->resume)
        return true;
    if (wish->notes.epoch >= wish->notes.epochs)
        return error_set(error, "%s: its training is over", wish->resume);
    if (!model_file_read_optimizer(wish->resume, wish->model, trainer_optimizer(trainer), error))
        return false;
    return trainer_resume(trainer) ||
           error_set(error, "%s: its training has gone on for longer than these epochs",
                     wish->resume);
}

static int run(Wish *wish, Source *source) {
    Error error;
    if (wish->text_file) /* its sequences are long: fewer of them, and more steps of learning */
        wish->settings.batch /= 2;
    if (!find_task(source, wish, &error) || !make_model(wish, &source->task, &error))
        return say_error(EXIT_ENVIRONMENT, &error);
    Trainer *trainer = trainer_new(wish->model, &source->task, &wish->settings, &error);
    int status = trainer && resume(wish, trainer, &error) ? train(wish, source, trainer)
                                                          : say_error(EXIT_ENVIRONMENT, &error);
    trainer_free(trainer);
    return status;
}

int command_train(const Command *command, int count, char **line) {
    Words words;
    Wish wish = {0};
    Source source = {0};
    int status;
    if (!words_read(&words, command, count, line, &status))
        return status;
    status = read_wish(&wish, &words);
    if (status == EXIT_GOOD)
        status = run(&wish, &source);
    model_free(wish.model);
    source_free(&source);
    return status;
}
