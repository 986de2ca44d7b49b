/* text.c: `gatescope text`: a text read character by character, in a window, as a picture, or in
 * sentences. */
#include "session/kinds/text.h"
#include "commands/line/command.h"
#include "commands/line/say.h"
#include "commands/tools/commands.h"
#include "commands/tools/screen.h"
#include "commands/tools/text_files.h"
#include "files/data/passages.h"
#include "scene/words/describe_text.h"
#include "session/words/phrase.h"

/* What the command line asks for. */
typedef struct Order {
    const char *model, *file, *out; /* NULL: the shipped ones; a window */
    bool describe;
    long passage, unit, t, write, seed; /* passage, unit from 1; 0, and t -2: not given */
    float temperature;
    ToolLook look;
} Order;

/* ---- the window ---- */

static void paste(WindowSetup *setup, const char *text) {
    text_paste(setup->session, text);
}

static bool show(Session *session, const Order *order, Error *error) {
    ToolHost host = {.name = "gatescope-text"};
    WindowSetup setup = {.host = &host,
                         .session = session,
                         .title = phrase_in(order->look.language, "Text \u2013 Gatescope"),
                         .paste_state = paste};
    return tool_run(&setup, order->look.language, error);
}

/* ---- without a display ---- */

/* As the order has it, by the actions that a person would take. */
static void set_up(Session *session, const Order *order) {
    if (order->passage > 0)
        session_apply(session,
                      &(Action){.kind = ACTION_TEXT_PICK, .number = (int)order->passage - 1});
    if (order->unit > 0)
        session_apply(session, &(Action){.kind = ACTION_SELECT, .unit = (int)order->unit - 1});
    session_apply(session, &(Action){.kind = ACTION_TEXT_TEMPERATURE, .value = order->temperature});
    session_apply(session, &(Action){.kind = ACTION_TEXT_SEED, .value = (float)order->seed});
    if (order->t >= -1)
        session_apply(session, &(Action){.kind = ACTION_GO, .step = order->t, .phase = PHASE_SHOW});
    if (order->write > 0)
        session_apply(session, &(Action){.kind = ACTION_TEXT_WRITE, .number = (int)order->write});
}

static bool carry_out(Session *session, const Order *order, Error *error) {
    tool_take_look(session, &order->look);
    return order->describe ? tool_describe(session, describe_text, order->out, error)
                           : tool_draw(session, &order->look, order->out, error);
}

/* ---- the command ---- */

/* False after saying what is wrong. */
static bool read_order(const Words *words, Order *order) {
    *order = (Order){.model = words->operand_count ? words->operands[0] : NULL,
                     .file = words_value(words, "--file"),
                     .out = words_value(words, "-o"),
                     .describe = words_value(words, "--describe") != NULL,
                     .t = -2,
                     .seed = 1,
                     .temperature = 0.9f};
    if (words->operand_count > 1) {
        say(EXIT_USAGE, "expected one model, found \"%s\" too", words->operands[1]);
        return false;
    }
    return (order->describe || tool_read_out(order->out)) &&
           words_long(words, "--passage", 1, PASSAGES_MOST, &order->passage) &&
           words_long(words, "--unit", 1, 65536, &order->unit) &&
           words_long(words, "--t", -1, CHARACTERS_MOST - 1, &order->t) &&
           words_long(words, "--write", 1, CHARACTERS_MOST, &order->write) &&
           words_long(words, "--seed", 1, TEXT_SEEDS, &order->seed) &&
           words_float(words, "--temperature", 0, 2, &order->temperature) &&
           tool_read_look(words, &order->look);
}

static int read_text(const Order *order) {
    Error error = {0};
    PassageSet set = {0};
    Session *session = text_files_session(order->model, order->file, &set, &error);
    bool good = session != NULL;
    if (session) {
        set_up(session, order);
        good = order->out || order->describe ? carry_out(session, order, &error)
                                             : show(session, order, &error);
    }
    session_free(session);
    passages_free(&set);
    return good ? EXIT_GOOD : say_error(EXIT_ENVIRONMENT, &error);
}

int command_text(const Command *command, int count, char **line) {
    Words words;
    Order order;
    int status;
    if (!words_read(&words, command, count, line, &status))
        return status;
    return read_order(&words, &order) ? read_text(&order) : EXIT_USAGE;
}
