/* training.c: `gatescope training`: the window in which cells learn, or a picture of it. */
#include "session/kinds/training.h"
#include "commands/line/command.h"
#include "commands/line/say.h"
#include "commands/tools/commands.h"
#include "commands/tools/screen.h"
#include "commands/tools/tools.h"
#include "commands/train/desk.h"
#include "commands/train/worker.h"
#include "scene/words/describe_training.h"
#include "session/session.h"
#include "session/words/phrase.h"

typedef struct Host {
    ToolHost screen;
    Tools tools; /* the training, and what is opened over it */
} Host;

/* What the command line asks for. */
typedef struct Wish {
    TrainingTask task;
    RaceSetup setup;
    const char *out; /* NULL: a window */
    bool describe;
    long batches, example; /* example from 1 */
    ToolLook look;
} Wish;

/* ---- what the window calls ---- */

static bool follow(WindowSetup *setup) {
    Host *host = setup->host;
    return !tools_are_open(&host->tools) && tools_train(&host->tools, setup);
}

static void open_tool(WindowSetup *setup, const Action *wish) {
    Host *host = setup->host;
    Error error = {0};
    if (!tools_carry_out(&host->tools, setup, wish, &error))
        session_tell(setup->session, &error);
}

static void open_saved(WindowSetup *setup) {
    Host *host = setup->host;
    tools_open_saved(&host->tools, setup);
}

static void save_models(WindowSetup *setup, bool view) {
    Host *host = setup->host;
    (void)view;
    if (!tools_are_open(&host->tools))
        desk_save(host->tools.desk);
}

static void paste(WindowSetup *setup, const char *text) {
    Host *host = setup->host;
    tools_paste(&host->tools, setup, text);
}

/* ---- the command ---- */

/* Without the lessons, where there are none. */
static int show_alone(const Tools *tools, const Wish *wish) {
    Host host = {.screen = {.name = "gatescope-training"}, .tools = *tools};
    Error error = {0};
    WindowSetup setup = {.host = &host,
                         .title = phrase_in(wish->look.language, "Training \u2013 Gatescope"),
                         .follow = follow,
                         .open_tool = open_tool,
                         .open_saved = open_saved,
                         .save_lesson = save_models,
                         .paste_state = paste};
    setup.session = host.tools.training;
    bool good = tool_run(&setup, wish->look.language, &error);
    tools_close(&host.tools, &setup);
    tools_free(&host.tools);
    return good ? EXIT_GOOD : say_error(EXIT_ENVIRONMENT, &error);
}

static int show(const Words *words, const Wish *wish, ToolWindow *window) {
    Error error = {0};
    int status;
    Tools tools = {.training = session_new_training(wish->task, &wish->setup, &error)};
    tools.desk = tools.training ? desk_new(true, &error) : NULL;
    if (!tools.desk) {
        tools_free(&tools);
        return say_error(EXIT_ENVIRONMENT, &error);
    }
    return window(words, &tools, SESSION_TRAINING, &status) ? status : show_alone(&tools, wish);
}

/* ---- without a display ---- */

/* Which examples there are, and how long the training is, the race tells. */
static bool choose_moment(const Words *words, const RaceReport *report, Wish *wish) {
    wish->example = 1;
    return words_long(words, "--example", 1, report->examples, &wish->example) &&
           words_long(words, "--batches", 0, report->batches * report->epochs, &wish->batches);
}

/* As the window would be after so many minibatches, the training paused. */
static bool train(TrainWorker *worker, Session *session, const Wish *wish, Error *error) {
    TrainingOrder order = session_training(session)->order;
    order.example = wish->example - 1;
    worker_order(worker, &order);
    if (wish->batches > 0) {
        session_apply(session, &(Action){.kind = ACTION_PLAY, .number = 1});
        worker_batches(worker, wish->batches);
    }
    *error = worker->error;
    bool good = !error->what[0] && training_take(session, order.race, &worker->report);
    session_apply(session, &(Action){.kind = ACTION_PLAY, .number = 0});
    return good;
}

static int carry_out(TrainWorker *worker, Session *session, const Wish *wish) {
    Error error = {0};
    tool_take_look(session, &wish->look);
    bool good = train(worker, session, wish, &error) &&
                (!wish->describe || tool_describe(session, describe_training, NULL, &error)) &&
                (!wish->out || tool_draw(session, &wish->look, wish->out, &error));
    return good ? EXIT_GOOD : say_error(EXIT_ENVIRONMENT, &error);
}

static int write_out(const Words *words, Wish *wish) {
    Error error = {0};
    TrainWorker worker = {0};
    Session *session = session_new_training(wish->task, &wish->setup, &error);
    if (!session)
        return say_error(EXIT_ENVIRONMENT, &error);
    worker_order(&worker, &session_training(session)->order);
    int status = worker.error.what[0] ? say_error(EXIT_ENVIRONMENT, &worker.error)
                 : choose_moment(words, &worker.report, wish) ? carry_out(&worker, session, wish)
                                                              : EXIT_USAGE;
    worker_free(&worker);
    session_free(session);
    return status;
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
    CellKind kinds[CELL_KIND_MOST];
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

static bool read_wish(Wish *wish, const Words *words) {
    wish->out = words_value(words, "-o");
    wish->describe = words_value(words, "--describe");
    wish->batches = 200;
    if (!read_task(wish, words) || !read_setup(wish, words) || !tool_read_look(words, &wish->look))
        return false;
    return tool_read_out(wish->out);
}

int tool_training(const Command *command, int count, char **line, ToolWindow *window) {
    Words words;
    Wish wish = {0};
    int status;
    if (!words_read(&words, command, count, line, &status))
        return status;
    if (!read_wish(&wish, &words))
        return EXIT_USAGE;
    return wish.out || wish.describe ? write_out(&words, &wish) : show(&words, &wish, window);
}
