/* wish.c: see wish.h. */
#include "commands/train/wish.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "commands/line/command.h"
#include "commands/line/say.h"
#include "lesson/number.h"

/* ---- what is not said ---- */

static void begin_anew(TrainWish *wish) {
    wish->spec = (ModelSpec){.hidden = 64, .layers = 1};
    wish->settings = train_settings(30, 1);
    if (wish->text_file)
        wish->settings.batch = TRAIN_TEXT_BATCH;
}

static int go_on(TrainWish *wish) {
    Error error;
    wish->model = model_file_read(wish->resume, &wish->notes, &error);
    if (!wish->model)
        return say_error(EXIT_ENVIRONMENT, &error);
    if (strcmp(wish->notes.task, wish->task) != 0)
        return say(EXIT_USAGE, "%s was trained on \"%s\", not on \"%s\"", wish->resume,
                   wish->notes.task, wish->task);
    wish->spec = wish->model->spec;
    wish->settings = wish->notes.settings;
    if (wish->settings.epochs < 1)
        wish->settings.epochs = 30;
    return EXIT_GOOD;
}

/* ---- what is said ---- */

static bool read_task(TrainWish *wish, const Words *words) {
    static const char *const TASKS[] = {"digits", "adding", "recall", "counting", "text"};
    enum { COUNT = sizeof TASKS / sizeof *TASKS };
    if (words->operand_count < 1) {
        say(EXIT_USAGE, "expected a task: digits, adding, recall, counting or text");
        return false;
    }
    for (int k = 0; k < COUNT && !wish->task; k++)
        if (strcmp(words->operands[0], TASKS[k]) == 0)
            wish->task = TASKS[k];
    if (!wish->task) {
        const char *near = nearest_name(words->operands[0], TASKS, COUNT);
        say(EXIT_USAGE, "there is no task \"%s\"%s%s%s", words->operands[0],
            near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
        return false;
    }
    int wanted = strcmp(wish->task, "text") == 0 ? 2 : 1;
    if (words->operand_count != wanted) {
        say(EXIT_USAGE, wanted == 2 ? "expected one file of text" : "expected one task");
        return false;
    }
    wish->text_file = wanted == 2 ? words->operands[1] : NULL;
    return true;
}

static bool read_sizes(TrainWish *wish, const Words *words) {
    const char *kinds[CELL_KIND_MOST + 1] = {NULL};
    int kind = (int)wish->spec.kind;
    long hidden = wish->spec.hidden, layers = wish->spec.layers, threads = 2;
    long seed = (long)wish->settings.seed;
    for (int k = 0; k < cell_kind_count(); k++)
        kinds[k] = cell_kind((CellKind)k)->name;
    if (!words_name(words, "--cell", kinds, &kind) ||
        !words_long(words, "--hidden", 1, 4096, &hidden) ||
        !words_long(words, "--layers", 1, MODEL_LAYERS, &layers) ||
        !words_long(words, "--epochs", 1, TRAIN_EPOCHS_MOST, &wish->settings.epochs) ||
        !words_long(words, "--seed", 0, 999999, &seed) ||
        !words_long(words, "--threads", 1, 2, &threads))
        return false;
    wish->spec.kind = (CellKind)kind;
    if (!cell_kind_kept(wish->spec.kind)) {
        say(EXIT_USAGE, "--cell: PyTorch has no %s, and models are kept as it has them",
            cell_kind(wish->spec.kind)->title);
        return false;
    }
    wish->spec.hidden = (int)hidden;
    wish->spec.layers = (int)layers;
    if (words_value(words, "--seed"))
        wish->settings.seed = (uint64_t)seed;
    wish->settings.threads = (int)threads;
    return true;
}

static bool read_batch(TrainWish *wish, const Words *words) {
    long batch = wish->settings.batch;
    if (!words_long(words, "--batch", 2, TRAIN_BATCH_MOST, &batch))
        return false;
    if (words_value(words, "--batch") && batch % 2) {
        say(EXIT_USAGE, "--batch: expected an even number, found \"%s\"",
            words_value(words, "--batch"));
        return false;
    }
    wish->settings.batch = (int)batch;
    return true;
}

static bool read_forget_bias(TrainWish *wish, const Words *words) {
    if (!words_value(words, "--forget-bias"))
        return true;
    if (!model_has_begins(wish->spec.kind)) {
        say(EXIT_USAGE, "--forget-bias: expected with a cell that has a forget gate, found with %s",
            cell_kind(wish->spec.kind)->name);
        return false;
    }
    return words_float(words, "--forget-bias", -TRAIN_FORGET_MOST, TRAIN_FORGET_MOST,
                       &wish->settings.forget_bias);
}

/* What suits the optimizer comes with it, where it is chosen. */
static bool read_optimizer(TrainWish *wish, const Words *words) {
    TrainSettings *settings = &wish->settings;
    const char *names[OPTIMIZER_COUNT + 1] = {NULL};
    int optimizer = (int)settings->optimizer;
    for (int k = 0; k < OPTIMIZER_COUNT; k++)
        names[k] = optimizer_name((OptimizerKind)k);
    if (!words_name(words, "--optimizer", names, &optimizer))
        return false;
    if (optimizer != (int)settings->optimizer) {
        settings->optimizer = (OptimizerKind)optimizer;
        settings->momentum = optimizer == OPTIMIZER_MOMENTUM ? TRAIN_MOMENTUM : 0;
        settings->rate =
            optimizer == OPTIMIZER_MOMENTUM ? TRAIN_MOMENTUM_RATE : train_settings(1, 1).rate;
    }
    if (words_value(words, "--momentum") && optimizer != OPTIMIZER_MOMENTUM) {
        say(EXIT_USAGE, "--momentum: expected with the optimizer sgd, found with %s",
            names[optimizer]);
        return false;
    }
    return words_float(words, "--momentum", 0, TRAIN_MOMENTUM_MOST, &settings->momentum) &&
           words_float(words, "--rate", TRAIN_RATE_LEAST, TRAIN_RATE_MOST, &settings->rate) &&
           words_float(words, "--clip", 0, TRAIN_CLIP_MOST, &settings->clip) &&
           read_batch(wish, words);
}

/* ---- what stays ---- */

static bool stays(const char *option, const char *kept, const char *found) {
    if (strcmp(kept, found) != 0)
        say(EXIT_USAGE, "%s: expected %s, as the training that goes on has it, found %s", option,
            kept, found);
    return strcmp(kept, found) == 0;
}

static bool whole_stays(const char *option, uint64_t kept, uint64_t found) {
    char texts[2][24];
    snprintf(texts[0], sizeof texts[0], "%" PRIu64, kept);
    snprintf(texts[1], sizeof texts[1], "%" PRIu64, found);
    return stays(option, texts[0], texts[1]);
}

static bool number_stays(const char *option, float kept, float found) {
    char texts[2][NUMBER_SIZE];
    number_format(kept, texts[0]);
    number_format(found, texts[1]);
    return stays(option, texts[0], texts[1]);
}

static bool sizes_stay(const ModelSpec *kept, const ModelSpec *found) {
    return stays("--cell", cell_kind(kept->kind)->name, cell_kind(found->kind)->name) &&
           whole_stays("--hidden", (uint64_t)kept->hidden, (uint64_t)found->hidden) &&
           whole_stays("--layers", (uint64_t)kept->layers, (uint64_t)found->layers);
}

static bool settings_stay(const TrainSettings *kept, const TrainSettings *found) {
    return stays("--optimizer", optimizer_name(kept->optimizer),
                 optimizer_name(found->optimizer)) &&
           whole_stays("--seed", kept->seed, found->seed) &&
           number_stays("--momentum", kept->momentum, found->momentum) &&
           number_stays("--rate", kept->rate, found->rate) &&
           number_stays("--clip", kept->clip, found->clip) &&
           whole_stays("--batch", (uint64_t)kept->batch, (uint64_t)found->batch) &&
           number_stays("--forget-bias", kept->forget_bias, found->forget_bias);
}

static bool all_stays(const TrainWish *wish) {
    return sizes_stay(&wish->model->spec, &wish->spec) &&
           settings_stay(&wish->notes.settings, &wish->settings);
}

/* ---- all of it ---- */

int train_wish_read(TrainWish *wish, const Words *words) {
    int status = EXIT_GOOD;
    wish->output = words_value(words, "-o");
    wish->resume = words_value(words, "--resume");
    if (!read_task(wish, words))
        return EXIT_USAGE;
    if (!wish->output && !wish->resume)
        return say(EXIT_USAGE, "where to? Give -o MODEL.safetensors");
    if (!wish->output)
        wish->output = wish->resume;
    if (wish->resume)
        status = go_on(wish);
    else
        begin_anew(wish);
    if (status != EXIT_GOOD)
        return status;
    if (!read_sizes(wish, words) || !read_optimizer(wish, words) ||
        !read_forget_bias(wish, words) || (wish->resume && !all_stays(wish)))
        return EXIT_USAGE;
    return EXIT_GOOD;
}

void train_wish_free(TrainWish *wish) {
    model_free(wish->model);
}
