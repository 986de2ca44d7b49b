/* text.c: `gatescope text`: a text read character by character, in a window, as a picture, or in
 * sentences. */
#include "session/kinds/text.h"
#include "commands/line/command.h"
#include "commands/line/say.h"
#include "commands/tools/commands.h"
#include "commands/tools/screen.h"
#include "commands/tools/text_files.h"
#include "scene/words/describe_text.h"
#include "session/words/phrase.h"

/* What the command line asks for. */
typedef struct Order {
    int which;              /* of the shipped models */
    TextGiven given;        /* model NULL: a shipped one */
    const char *file, *out; /* NULL: the shipped ones; a window */
    bool describe;
    long passage, unit, t, write, seed; /* passage, unit from 1; 0, and t -2: not given */
    float temperature;
    ToolLook look;
} Order;

/* ---- the window ---- */

static void paste(WindowSetup *setup, const char *text) {
    text_paste(setup->session, text);
}

typedef struct Host {
    ToolHost screen;
    TextShelf *shelf;
} Host;

/* Another of the shipped models takes the place of the one that reads. */
static void turn(WindowSetup *setup, const Action *wish) {
    Host *host = setup->host;
    Error error;
    Session *session = wish->number == SESSION_TEXT
                           ? text_files_turn(host->shelf, setup->session, wish->unit, &error)
                           : NULL;
    if (session) {
        session_free(setup->session);
        setup->session = session;
    } else if (wish->number == SESSION_TEXT) {
        session_tell(setup->session, &error);
    }
}

/* Without the lessons, where there are none. The session is another one afterwards where another
 * model was chosen. */
static bool show_alone(Session **session, TextShelf *shelf, const Order *order, Error *error) {
    Host host = {.screen = {.name = "gatescope-text"}, .shelf = shelf};
    WindowSetup setup = {.host = &host,
                         .session = *session,
                         .title = phrase_in(order->look.language, "Text \u2013 Gatescope"),
                         .open_tool = turn,
                         .paste_state = paste};
    bool good = tool_run(&setup, order->look.language, error);
    *session = setup.session;
    return good;
}

/* ---- without a display ---- */

/* What can be chosen the model and its texts tell. False after saying what is wrong. */
static bool choose_text(const Words *words, Session *session, Order *order) {
    const TextReading *reading = session_text(session);
    if (!words_long(words, "--passage", 1, reading->set->count, &order->passage) ||
        !words_long(words, "--unit", 1, reading->correlation.units, &order->unit))
        return false;
    if (order->passage > 0)
        session_apply(session,
                      &(Action){.kind = ACTION_TEXT_PICK, .number = (int)order->passage - 1});
    return words_long(words, "--t", -1, session->lesson->steps - 1, &order->t);
}

/* It goes on behind the last character that is read, as far as a text goes. */
static bool choose_written(const Words *words, const Session *session, Order *order) {
    long t = session_moment(session).t;
    if (words_value(words, "--write") && (t < 0 || t == CHARACTERS_MOST - 1))
        return say(EXIT_USAGE,
                   t < 0 ? "--write: the model goes on from a text, and none is read"
                         : "--write: a text has at most %d characters, and this one has them",
                   CHARACTERS_MOST) == EXIT_GOOD;
    return words_long(words, "--write", 1, CHARACTERS_MOST - 1 - t, &order->write);
}

/* As the order has it, by the actions that a person would take. False after saying what is wrong.
 */
static bool set_up(const Words *words, Session *session, Order *order) {
    if (!choose_text(words, session, order))
        return false;
    if (order->unit > 0)
        session_apply(session, &(Action){.kind = ACTION_SELECT, .unit = (int)order->unit - 1});
    session_apply(session, &(Action){.kind = ACTION_TEXT_TEMPERATURE, .value = order->temperature});
    session_apply(session, &(Action){.kind = ACTION_TEXT_SEED, .value = (float)order->seed});
    if (order->t >= -1)
        session_apply(session, &(Action){.kind = ACTION_GO, .step = order->t, .phase = PHASE_SHOW});
    if (!choose_written(words, session, order))
        return false;
    if (order->write > 0)
        session_apply(session, &(Action){.kind = ACTION_TEXT_WRITE, .number = (int)order->write});
    return true;
}

static bool carry_out(Session *session, const Order *order, Error *error) {
    tool_take_look(session, &order->look);
    return order->describe ? tool_describe(session, describe_text, order->out, error)
                           : tool_draw(session, &order->look, order->out, error);
}

/* ---- the command ---- */

/* A shipped model by its name, or a file. False after saying what is wrong. */
static bool read_model(const Words *words, Order *order) {
    const char *names[TEXT_MODELS + 1] = {NULL};
    for (int k = 0; k < TEXT_MODELS; k++)
        names[k] = text_files_name((TextModel)k);
    if (words->operand_count > 1) {
        say(EXIT_USAGE, "expected one model, found \"%s\" too", words->operands[1]);
        return false;
    }
    if (order->given.model && words_value(words, "--model")) {
        say(EXIT_USAGE, "--model: \"%s\" is a model already", order->given.model);
        return false;
    }
    if (order->given.characters && !order->given.model) {
        say(EXIT_USAGE, "--characters: only of a model's file");
        return false;
    }
    return words_name(words, "--model", names, &order->which);
}

/* False after saying what is wrong. */
static bool read_order(const Words *words, Order *order) {
    *order = (Order){.given = {.model = words->operand_count ? words->operands[0] : NULL,
                               .characters = words_value(words, "--characters")},
                     .file = words_value(words, "--file"),
                     .out = words_value(words, "-o"),
                     .describe = words_value(words, "--describe") != NULL,
                     .t = -2,
                     .seed = 1,
                     .temperature = 0.9f};
    return read_model(words, order) && (order->describe || tool_read_out(order->out)) &&
           words_long(words, "--seed", 1, TEXT_SEEDS, &order->seed) &&
           words_float(words, "--temperature", 0, 2, &order->temperature) &&
           tool_read_look(words, &order->look);
}

static int show(const Words *words, Tools *tools, const Order *order, ToolWindow *window) {
    Error error = {0};
    int status;
    if (window(words, tools, SESSION_TEXT, &status))
        return status;
    bool good = show_alone(&tools->given, &tools->texts, order, &error);
    tools_free(tools);
    return good ? EXIT_GOOD : say_error(EXIT_ENVIRONMENT, &error);
}

static int read_text(const Words *words, Order *order, ToolWindow *window) {
    Error error = {0};
    Tools tools = {.given = NULL};
    tools.given =
        text_files_session(&tools.texts, (TextModel)order->which,
                           order->given.model ? &order->given : NULL, order->file, &error);
    int status = tools.given ? EXIT_USAGE : say_error(EXIT_ENVIRONMENT, &error);
    bool ready = tools.given && set_up(words, tools.given, order);
    if (ready && !order->out && !order->describe)
        return show(words, &tools, order, window);
    if (ready)
        status =
            carry_out(tools.given, order, &error) ? EXIT_GOOD : say_error(EXIT_ENVIRONMENT, &error);
    tools_free(&tools);
    return status;
}

int tool_text(const Command *command, int count, char **line, ToolWindow *window) {
    Words words;
    Order order;
    int status;
    if (!words_read(&words, command, count, line, &status))
        return status;
    return read_order(&words, &order) ? read_text(&words, &order, window) : EXIT_USAGE;
}
