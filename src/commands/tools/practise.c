/* practise.c: `gatescope practise`: questions made anew, in a window, as a picture, or in sentences. */
#include "commands/tools/practise.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "commands/line/say.h"
#include "commands/tools/commands.h"
#include "commands/tools/screen.h"
#include "engine/random.h"
#include "files/state/result.h"
#include "lesson/number.h"
#include "scene/words/describe_practise.h"
#include "session/kinds/practise.h"
#include "session/words/phrase.h"

/* ---- out of what is kept, and into it ---- */

static int64_t seconds_now(void) {
    return (int64_t)time(NULL);
}

/* Ids of lessons that were gone on with from their first beat; returns how many. */
static int begun(const SavedState *state, const char **lessons) {
    int count = 0;
    for (int k = 0; k < state->lesson_count; k++)
        if (saved_progress(&state->lessons[k]).visited > 1)
            lessons[count++] = state->lessons[k].id;
    return count;
}

static uint32_t first_seed(const SavedState *state) {
    return 1 + (uint32_t)(random_mix(state->seed, (uint64_t)state->answer_count) % PRACTISE_SEEDS);
}

Session *practise_session(const SavedState *state, int idea, uint32_t seed, Error *error) {
    static const SavedState NOTHING = {0};
    const SavedState *from = state ? state : &NOTHING;
    const char **lessons = calloc((size_t)from->lesson_count + 1, sizeof *lessons);
    if (!lessons) {
        error_memory(error, ((size_t)from->lesson_count + 1) * sizeof *lessons, "exercises");
        return NULL;
    }
    const PractiseSetup setup = {.answers = from->answers,
                                 .answer_count = from->answer_count,
                                 .lessons = lessons,
                                 .lesson_count = begun(from, lessons),
                                 .exam = from->exam,
                                 .idea = idea,
                                 .seed = seed ? seed : first_seed(from),
                                 .now = seconds_now};
    Session *session = session_new_practise(&setup, error);
    free(lessons);
    return session;
}

bool practise_hand_out(SavedState *state, const Session *session) {
    const Practise *practise = session_practise(session);
    for (int k = 0; practise && k < practise->answer_count; k++)
        if (!state_answer(state, &practise->answers[k]))
            return false;
    return true;
}

/* ---- the command line ---- */

typedef struct Order {
    const char *out; /* NULL: a window */
    bool describe, has_exam;
    int idea;          /* -1: what is due */
    long seed, answer; /* 0: not given */
    int drawn;         /* values that are drawn; 0: none */
    float values[DRAWN_STEPS];
    int64_t exam; /* 0: none */
    ToolLook look;
} Order;

/* Whether the day is today or later; false after saying that it is over. */
static bool is_ahead(const char *text, int64_t exam) {
    char today[DATE_SIZE];
    int64_t noon;
    if (!date_read(date_text(seconds_now(), today), &noon) || exam >= noon)
        return true;
    say(EXIT_USAGE, "--exam: expected a day from today, %s, on, or none, found \"%s\"", today,
        text);
    return false;
}

/* False after saying what is wrong. */
static bool read_exam(const Words *words, Order *order) {
    const char *text = words_value(words, "--exam");
    order->has_exam = text != NULL;
    order->exam = 0;
    if (!text || strcmp(text, "none") == 0)
        return true;
    if (date_read(text, &order->exam))
        return is_ahead(text, order->exam);
    say(EXIT_USAGE, "--exam: expected a day such as 2027-01-31, or none, found \"%s\"", text);
    return false;
}

static bool read_idea(const Words *words, Order *order) {
    const char *names[REVIEW_IDEAS + 1] = {NULL};
    for (int k = 0; k < idea_count(); k++)
        names[k] = idea_at(k)->id;
    order->idea = -1;
    return words_name(words, "--idea", names, &order->idea);
}

/* "0.3,0.2,0.1" */
static bool read_drawing(const Words *words, Order *order) {
    const char *text = words_value(words, "--draw"), *at = text;
    while (at && order->drawn < DRAWN_STEPS) {
        size_t length = number_length(at);
        float value = length ? strtof(at, NULL) : NAN;
        if (!isfinite(value) || (at[length] && at[length] != ','))
            break;
        order->values[order->drawn++] = value;
        if (!at[length])
            return true;
        at += length + 1;
    }
    if (text)
        say(EXIT_USAGE, "--draw: expected at most %d numbers with commas between, found \"%s\"",
            DRAWN_STEPS, text);
    return !text;
}

static bool read_order(const Words *words, Order *order) {
    *order = (Order){.out = words_value(words, "-o"),
                     .describe = words_value(words, "--describe") != NULL};
    return (order->describe || tool_read_out(order->out)) && read_idea(words, order) &&
           read_exam(words, order) &&
           words_long(words, "--seed", 1, PRACTISE_SEEDS, &order->seed) &&
           words_long(words, "--answer", 1, ITEM_CHOICES, &order->answer) &&
           read_drawing(words, order) && tool_read_look(words, &order->look);
}

/* ---- the command ---- */

/* The day is kept where a window is opened. */
static void keep_exam(Keeping *keeping, const Order *order, bool keep) {
    if (!order->has_exam)
        return;
    if (!keep) {
        keeping->state.exam = order->exam;
    } else if (keeping_begin(keeping)) {
        keeping->state.exam = order->exam;
        keeping_end(keeping, true);
    }
}

/* Whether the question can be answered so; false and an error. */
static bool fits(const Practise *practise, const Order *order, Error *error) {
    const Item *item = practise->item;
    int steps = item->drawn ? item->facts.steps - item_drawn_from(item) : 0;
    if (order->answer && item->drawn)
        return error_set(error, "the question of seed %u is drawn, %d steps: give --draw",
                         item->seed, steps);
    if (order->drawn && !item->drawn)
        return error_set(error, "the question of seed %u has choices: give --answer", item->seed);
    if (order->drawn && order->drawn != steps)
        return error_set(error, "--draw: expected %d numbers, found %d", steps, order->drawn);
    return true;
}

static void give(Session *session, const Order *order) {
    const Practise *practise = session_practise(session);
    for (int k = 0; k < order->drawn; k++)
        session_apply(session, &(Action){.kind = ACTION_GUESS,
                                         .step = item_drawn_from(practise->item) + k,
                                         .value = order->values[k]});
    if (order->answer)
        session_apply(session, &(Action){.kind = ACTION_PRACTISE,
                                         .number = PRACTISE_CHOOSE,
                                         .unit = (int)order->answer - 1});
    if (order->answer || order->drawn)
        session_apply(session, &(Action){.kind = ACTION_PRACTISE, .number = PRACTISE_ON});
}

static bool carry_out(Session *session, const Order *order, Error *error) {
    tool_take_look(session, &order->look);
    if (!fits(session_practise(session), order, error))
        return false;
    give(session, order);
    return order->describe ? tool_describe(session, describe_practise, order->out, error)
                           : tool_draw(session, &order->look, order->out, error);
}

/* Without the lessons, where there are none. */
static bool show_alone(Session *session, const Order *order, Error *error) {
    ToolHost host = {.name = "gatescope-practise"};
    WindowSetup setup = {.host = &host,
                         .session = session,
                         .title = phrase_in(order->look.language, "Practise \u2013 Gatescope")};
    return tool_run(&setup, order->look.language, error);
}

static int show(const Words *words, Tools *tools, const Order *order, ToolWindow *window) {
    Error error = {0};
    int status;
    if (window(words, tools, SESSION_PRACTISE, &status))
        return status;
    bool good = show_alone(tools->given, order, &error);
    tools_free(tools);
    return good ? EXIT_GOOD : say_error(EXIT_ENVIRONMENT, &error);
}

int tool_practise(const Command *command, int count, char **line, ToolWindow *window) {
    Words words;
    Order order;
    Error error = {0};
    Keeping keeping;
    Tools tools = {.given = NULL};
    int status;
    if (!words_read(&words, command, count, line, &status))
        return status;
    if (!read_order(&words, &order))
        return EXIT_USAGE;
    bool windowed = !order.out && !order.describe;
    keeping_open(&keeping);
    keep_exam(&keeping, &order, windowed);
    tools.given = practise_session(&keeping.state, order.idea, (uint32_t)order.seed, &error);
    keeping_close(&keeping);
    if (tools.given && windowed)
        return show(&words, &tools, &order, window);
    bool good = tools.given && carry_out(tools.given, &order, &error);
    tools_free(&tools);
    return good ? EXIT_GOOD : say_error(EXIT_ENVIRONMENT, &error);
}
