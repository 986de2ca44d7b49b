/* training.c: see training.h. */
#include "session/kinds/training.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/clamp.h"
#include "lesson/sandbox/sandbox.h"
#include "session/clock.h"
#include "session/life.h"
#include "session/present.h"
#include "session/view.h"
#include "session/words/phrase.h"

const char *training_task_name(TrainingTask task) {
    static const char *const NAMES[TRAINING_TASKS] = {
        [TRAINING_DIGITS] = "digits", [TRAINING_ADDING] = "adding",
        [TRAINING_RECALL] = "recall", [TRAINING_COUNTING] = "counting",
        [TRAINING_TEXT] = "text",
    };
    return NAMES[task];
}

static float rate_at(int k) {
    return TRAINING_RATE_LEAST * (float)(1 << k);
}

/* The nearest of the rates that can be chosen. */
static int rate_near(float rate) {
    int k = (int)lroundf(log2f(fmaxf(rate, 1e-9f) / TRAINING_RATE_LEAST));
    return clamp_int(k, 0, TRAINING_RATES - 1);
}

RaceSetup training_setup(TrainingTask task) {
    RaceSetup setup = {.kinds = {true, true, true},
                       .hidden = task == TRAINING_DIGITS || task == TRAINING_TEXT ? 64 : 32,
                       .epochs = 40,
                       .rate = rate_at(3),
                       .seed = 1,
                       .threads = 2};
    if (task == TRAINING_DIGITS)
        setup.epochs = 15;
    if (task == TRAINING_TEXT) { /* long sequences: fewer of them, and larger steps */
        setup.epochs = 20;
        setup.rate = rate_at(4);
        setup.batch = TRAIN_TEXT_BATCH;
    }
    return setup;
}

/* ---- life ---- */

/* Every session plays a lesson; this one's is never seen. */
static Lesson *make_lesson(Error *error) {
    SandboxSetup least = {.units = 1, .inputs = 1, .seed = 1};
    least.kinds[cell_kind_readout()] = true;
    return sandbox_lesson(&least, NULL, error);
}

static CellKind first_kind(const RaceSetup *setup) {
    int kind = 0;
    while (kind < CELL_KIND_COUNT - 1 && !setup->kinds[kind])
        kind++;
    return (CellKind)kind;
}

static void training_free(Training *training) {
    if (!training)
        return;
    race_report_free(&training->report);
    lesson_free(training->lesson);
    free(training);
}

static Training *training_new(TrainingTask task, const RaceSetup *setup, Error *error) {
    Training *training = calloc(1, sizeof *training);
    if (!training) {
        error_memory(error, sizeof *training, "a training");
        return NULL;
    }
    training->order = (TrainingOrder){.race = 1, .task = task, .setup = *setup};
    training->rate = rate_near(setup->rate);
    training->order.setup.rate = rate_at(training->rate);
    training->chosen = first_kind(setup);
    training->lesson = make_lesson(error);
    if (training->lesson)
        return training;
    training_free(training);
    return NULL;
}

/* NULL: nothing is trained. */
static Training *training_of(const Session *session) {
    return session->kind->id == SESSION_TRAINING ? session->own : NULL;
}

const Training *session_training(const Session *session) {
    return training_of(session);
}

/* ---- what the host says ---- */

bool training_take(Session *session, unsigned race, const RaceReport *report) {
    Training *training = training_of(session);
    if (!training || race != training->order.race || !race_report_copy(&training->report, report)) {
        return false;
    }
    training->reported = true;
    training->race = race;
    training->task = training->order.task;
    if (race_over(report) && training->state != TRAINING_READY) {
        training->state = TRAINING_OVER;
        training->order.running = false;
    }
    session->version++;
    return true;
}

void training_fail(Session *session, unsigned race, const Error *error) {
    Training *training = training_of(session);
    if (!training || race != training->order.race)
        return;
    training->state = TRAINING_OVER;
    training->order.running = false;
    session->notice = *error;
    session->version++;
}

/* ---- start, pause, stop ---- */

static bool say(Session *session, const char *english) {
    return error_set(&session->notice, "%s", phrase_in(session->view.language, english));
}

static void another_race(Training *training) {
    training->order.race++;
    training->order.running = false;
    training->state = TRAINING_READY;
}

static bool run(Session *session, int number) {
    Training *training = training_of(session);
    bool running = training->state == TRAINING_RUNNING, on = number < 0 ? !running : number > 0;
    if (on == running)
        return false;
    if (number < 0 && training->state == TRAINING_OVER)
        return say(session,
                   "The training is over; \u201cStart anew\u201d learns once more, from the "
                   "start");
    if (training->state == TRAINING_OVER)
        another_race(training);
    training->state = on ? TRAINING_RUNNING : TRAINING_PAUSED;
    training->order.running = on;
    return true;
}

static bool stop(Session *session) {
    Training *training = training_of(session);
    if (training_may_set(training))
        return false;
    training->state = TRAINING_OVER;
    training->order.running = false;
    return true;
}

/* ---- what is set ---- */

bool training_may_set(const Training *training) {
    return training->state == TRAINING_READY || training->state == TRAINING_OVER;
}

static int within(float value, int low, int high) {
    return (int)lroundf(clamp_float(value, (float)low, (float)high));
}

static bool toggle_kind(Session *session, RaceSetup *setup, int kind) {
    if (kind < 0 || kind >= CELL_KIND_COUNT)
        return false;
    setup->kinds[kind] = !setup->kinds[kind];
    for (int k = 0; k < CELL_KIND_COUNT; k++)
        if (setup->kinds[k])
            return true;
    return say(session, "The last cell stays");
}

/* The sizes, epochs and rate that suit the task come with it; which cells race stays. */
static void choose_task(TrainingOrder *order, TrainingTask task, int *rate) {
    RaceSetup fresh = training_setup(task);
    if (order->task == task)
        return;
    order->task = task;
    order->example = 0;
    order->setup.hidden = fresh.hidden;
    order->setup.epochs = fresh.epochs;
    order->setup.rate = fresh.rate;
    order->setup.batch = fresh.batch;
    *rate = rate_near(fresh.rate);
}

/* The order as the action asks for it; false: it cannot be so. */
static bool change(Session *session, const Action *action, TrainingOrder *order, int *rate) {
    RaceSetup *setup = &order->setup;
    switch (action->number) {
    case TRAINING_TASK:
        choose_task(order, (TrainingTask)within(action->value, 0, TRAINING_TASKS - 1), rate);
        return true;
    case TRAINING_KIND:
        return toggle_kind(session, setup, action->unit);
    case TRAINING_HIDDEN:
        setup->hidden = within(action->value, 1, RACE_HIDDEN);
        return true;
    case TRAINING_EPOCHS:
        setup->epochs = within(action->value, 1, TRAINING_EPOCHS_MOST);
        return true;
    case TRAINING_RATE:
        *rate = within(action->value, 0, TRAINING_RATES - 1);
        setup->rate = rate_at(*rate);
        return true;
    case TRAINING_SEED:
        setup->seed = (uint64_t)within(action->value, 1, TRAINING_SEEDS);
        return true;
    default:
        return false;
    }
}

static bool same_order(const TrainingOrder *a, const TrainingOrder *b) {
    return a->task == b->task && a->setup.hidden == b->setup.hidden &&
           a->setup.epochs == b->setup.epochs && a->setup.rate == b->setup.rate &&
           a->setup.seed == b->setup.seed &&
           memcmp(a->setup.kinds, b->setup.kinds, sizeof a->setup.kinds) == 0;
}

static bool set(Session *session, const Action *action) {
    Training *training = training_of(session);
    TrainingOrder order = training->order;
    int rate = training->rate;
    if (!training_may_set(training))
        return say(session, "Stop the training first: what learns now keeps its settings");
    if (!change(session, action, &order, &rate) || same_order(&order, &training->order))
        return false;
    training->order = order;
    training->rate = rate;
    if (!order.setup.kinds[training->chosen])
        training->chosen = first_kind(&order.setup);
    another_race(training);
    return true;
}

/* ---- what is looked at ---- */

static bool choose_kind(Training *training, int kind) {
    if (kind < 0 || kind >= CELL_KIND_COUNT || !training->order.setup.kinds[kind] ||
        kind == (int)training->chosen)
        return false;
    training->chosen = (CellKind)kind;
    return true;
}

static bool turn_kind(Training *training, int by) {
    int kind = (int)training->chosen;
    do
        kind = (kind + (by < 0 ? CELL_KIND_COUNT - 1 : 1)) % CELL_KIND_COUNT;
    while (!training->order.setup.kinds[kind]);
    return choose_kind(training, kind);
}

/* Round and round through the test examples. */
static bool turn_example(Training *training, long by) {
    long count = training->report.examples;
    if (!training->reported || count < 2 || by == 0)
        return false;
    training->order.example = ((training->order.example + by) % count + count) % count;
    return true;
}

/* ---- the hooks ---- */

/* What any session can do, and makes sense here. */
static bool is_of_the_view(ActionKind kind) {
    return kind == ACTION_THEME || kind == ACTION_TEXT_SIZE || kind == ACTION_PANEL ||
           kind == ACTION_SCROLL || kind == ACTION_HELP || kind == ACTION_LANGUAGE ||
           kind == ACTION_MOTION || kind == ACTION_FOCUS || kind == ACTION_HOVER ||
           kind == ACTION_OPEN_MENU;
}

static bool apply(Session *session, const Action *action) {
    Training *training = training_of(session);
    switch (action->kind) {
    case ACTION_TRAINING:
        return set(session, action);
    case ACTION_PLAY:
        return run(session, action->number);
    case ACTION_RESET_EDITS:
        return stop(session);
    case ACTION_TRAINING_CELL:
        return choose_kind(training, action->number);
    case ACTION_CELL:
        return turn_kind(training, action->number);
    case ACTION_STEP:
        return turn_example(training, action->number);
    case ACTION_PRESENT:
        return present_apply(session, action);
    default:
        return is_of_the_view(action->kind) && view_apply(session, action);
    }
}

/* All of them: what any session can do is mostly nothing here. */
static bool take(Session *session, const Action *action, bool *changed) {
    *changed = apply(session, action);
    return true;
}

static void end(Session *session) {
    training_free(training_of(session));
}

static const SessionKind TRAINING_HOOKS = {
    .id = SESSION_TRAINING,
    .take = take,
    .advance = clock_advance,
    .moving = NULL,
    .keep = NULL,
    .grow = NULL,
    .can_undo = NULL,
    .tempo = NULL,
    .window = NULL,
    .part = NULL,
    .free = end,
};

Session *session_new_training(TrainingTask task, const RaceSetup *setup, Error *error) {
    Training *training = training_new(task, setup, error);
    Session *session = training ? session_new(training->lesson, error) : NULL;
    if (!session) {
        training_free(training);
        return NULL;
    }
    session->kind = &TRAINING_HOOKS;
    session->own = training;
    return session;
}
