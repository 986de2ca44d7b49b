/* training.c: `gatescope training`: the window in which cells learn, or a picture of it. */
#include <stdio.h>
#include <string.h>

#include "commands/language.h"
#include "commands/place.h"
#include "commands/studio.h"
#include "commands/trainer_desk.h"
#include "commands/words.h"
#include "scene/describe_training.h"
#include "session/phrase.h"
#include "ui/window.h"

enum { PATH_SIZE = 4096 };

typedef struct Host {
    SavedState state;           /* only how things look is kept */
    char state_path[PATH_SIZE]; /* empty: nothing is kept */
    bool told;                  /* that the state cannot be saved: once is enough */
    TrainerDesk *desk;
} Host;

/* What the command line asks for. */
typedef struct Wish {
    TrainingTask task;
    RaceSetup setup;
    const char *out; /* NULL: a window */
    bool describe;
    long batches, example;
    int width, height, theme;
    float text_scale;
    Language language;
} Wish;

/* ---- what the window calls ---- */

static void save(WindowSetup *setup) {
    Host *host = setup->host;
    Error error;
    if (!host->state_path[0])
        return;
    int begun = place_begin_save(&host->state, host->state_path);
    place_keep_view(&host->state, &setup->session->view);
    if (!place_end_save(&host->state, host->state_path, begun, true, &error) && !host->told) {
        say_error(0, &error);
        host->told = true;
    }
}

static bool follow(WindowSetup *setup) {
    Host *host = setup->host;
    return desk_follow(host->desk, setup->session);
}

static void save_models(WindowSetup *setup, bool view) {
    Host *host = setup->host;
    (void)view;
    desk_save(host->desk);
}

static void save_picture(WindowSetup *setup, const SDL_Surface *picture) {
    char path[PATH_SIZE];
    Error error;
    place_free_name(path, sizeof path, "gatescope-training", "png");
    if (picture_save(picture, path, &error))
        error_set(&error, phrase_in(setup->session->view.language, "The picture is saved as %s"),
                  path);
    setup->session->notice = error;
    setup->session->version++;
}

/* ---- the command ---- */

static int show(const Wish *wish) {
    Host host = {0};
    Error error = {0};
    WindowSetup setup = {.host = &host,
                         .title = phrase_in(wish->language, "Training \u2013 Gatescope"),
                         .save = save,
                         .follow = follow,
                         .save_lesson = save_models,
                         .save_picture = save_picture};
    setup.session = session_new_training(wish->task, &wish->setup, &error);
    host.desk = setup.session ? desk_new(true, &error) : NULL;
    bool good = host.desk;
    if (good) {
        place_read(&host.state, host.state_path, sizeof host.state_path);
        place_restore_view(setup.session, &host.state);
        setup.session->view.language = wish->language;
        good = window_run(&setup, &error);
        state_free(&host.state);
    }
    desk_free(host.desk);
    session_free(setup.session);
    return good ? EXIT_GOOD : say_error(EXIT_ENVIRONMENT, &error);
}

/* ---- without a display ---- */

/* As the window would be after so many minibatches, the training paused. */
static bool train(Session *session, const Wish *wish, Error *error) {
    TrainWorker worker = {0};
    TrainingOrder order = session->training->order;
    order.example = wish->example;
    worker_order(&worker, &order);
    if (wish->batches > 0) {
        session_apply(session, &(Action){.kind = ACTION_PLAY, .number = 1});
        worker_batches(&worker, wish->batches);
    }
    *error = worker.error;
    bool good = !error->what[0] && training_take(session, order.race, &worker.report);
    session_apply(session, &(Action){.kind = ACTION_PLAY, .number = 0});
    worker_free(&worker);
    return good;
}

static bool draw(const Wish *wish, const Session *session, Error *error) {
    Studio studio;
    bool good = studio_open(&studio, wish->width, wish->height, 1, error);
    if (good) {
        studio_draw(&studio, session);
        good = picture_save(studio.picture, wish->out, error);
    }
    studio_close(&studio);
    return good;
}

static void describe(const Session *session) {
    char text[8192];
    describe_training(session, text, sizeof text);
    fputs(text, stdout);
}

static int write_out(const Wish *wish) {
    Error error = {0};
    Session *session = session_new_training(wish->task, &wish->setup, &error);
    if (!session)
        return say_error(EXIT_ENVIRONMENT, &error);
    session->view.language = wish->language;
    session->view.theme = wish->theme;
    session->view.text_scale = wish->text_scale;
    bool good = train(session, wish, &error);
    if (good && wish->describe)
        describe(session);
    good = good && (!wish->out || draw(wish, session, &error));
    session_free(session);
    return good ? EXIT_GOOD : say_error(EXIT_ENVIRONMENT, &error);
}

/* ---- the wish ---- */

static bool read_task(Wish *wish, const Words *words) {
    const char *names[TRAINING_TASKS + 1] = {NULL};
    int task = TRAINING_DIGITS;
    for (int k = 0; k < TRAINING_TASKS; k++)
        names[k] = training_task_name((TrainingTask)k);
    if (!words_name(words, "--task", names, &task))
        return false;
    wish->task = (TrainingTask)task;
    wish->setup = training_setup(wish->task);
    return true;
}

static bool read_setup(Wish *wish, const Words *words) {
    CellKind kinds[CELL_KIND_COUNT];
    int count = 0;
    long hidden = wish->setup.hidden, seed = 1;
    if (!words_kinds(words, "--cells", kinds, &count) ||
        !words_long(words, "--hidden", 1, RACE_HIDDEN, &hidden) ||
        !words_long(words, "--epochs", 1, TRAINING_EPOCHS_MOST, &wish->setup.epochs) ||
        !words_long(words, "--seed", 1, TRAINING_SEEDS, &seed))
        return false;
    for (int k = 0; count && k < CELL_KIND_COUNT; k++)
        wish->setup.kinds[k] = false;
    for (int k = 0; k < count; k++)
        wish->setup.kinds[kinds[k]] = true;
    wish->setup.hidden = (int)hidden;
    wish->setup.seed = (uint64_t)seed;
    return true;
}

static bool read_size(Wish *wish, const Words *words) {
    const char *size = words_value(words, "--size");
    char end;
    wish->width = 1600;
    wish->height = 900;
    if (!size)
        return true;
    if (sscanf(size, "%dx%d%c", &wish->width, &wish->height, &end) == 2 && wish->width >= 320 &&
        wish->height >= 200 && wish->width <= 7680 && wish->height <= 4320)
        return true;
    say(EXIT_USAGE, "--size: expected WIDTHxHEIGHT, 320x200 to 7680x4320, found \"%s\"", size);
    return false;
}

static bool read_look(Wish *wish, const Words *words) {
    static const char *const THEMES[] = {"dark", "light", "contrast", NULL};
    wish->text_scale = 1;
    return read_size(wish, words) && words_name(words, "--theme", THEMES, &wish->theme) &&
           words_float(words, "--text-scale", 1, 2, &wish->text_scale) &&
           language_choose(words, NULL, &wish->language);
}

static bool read_wish(Wish *wish, const Words *words) {
    wish->out = words_value(words, "-o");
    wish->describe = words_value(words, "--describe");
    wish->batches = 200;
    wish->example = 1;
    if (!read_task(wish, words) || !read_setup(wish, words) || !read_look(wish, words) ||
        !words_long(words, "--batches", 0, 1000000, &wish->batches) ||
        !words_long(words, "--example", 1, 1000000, &wish->example))
        return false;
    wish->example--;
    if (words->rest_count) {
        say(EXIT_USAGE, "expected options only, found \"%s\"", words->rest[0]);
        return false;
    }
    size_t length = wish->out ? strlen(wish->out) : 0;
    if (!wish->out || (length > 4 && strcmp(wish->out + length - 4, ".png") == 0))
        return true;
    say(EXIT_USAGE, "-o: expected a .png, found \"%s\"", wish->out);
    return false;
}

int command_training(const Command *command, int count, char **line) {
    Words words;
    Wish wish = {0};
    int status;
    if (!words_read(&words, command, count, line, &status))
        return status;
    if (!read_wish(&wish, &words))
        return EXIT_USAGE;
    return wish.out || wish.describe ? write_out(&wish) : show(&wish);
}
