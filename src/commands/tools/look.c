/* look.c: `gatescope look`: maps of a network's units over its whole run, in a window, as a picture, or
 * in sentences. */
#include "session/kinds/look.h"

#include <stdio.h>
#include <string.h>

#include "commands/line/command.h"
#include "commands/line/patience.h"
#include "commands/line/say.h"
#include "commands/models/beside.h"
#include "commands/tools/commands.h"
#include "commands/tools/look_beside.h"
#include "commands/tools/look_files.h"
#include "commands/tools/screen.h"
#include "scene/words/describe_look.h"
#include "session/words/phrase.h"

/* What the command line asks for. */
typedef struct Order {
    LookWish wish;
    const char *out; /* NULL: a window */
    bool describe;
    long cell, unit, t, input; /* from 1, t from 0; 0 and t -1: not given */
    int order;                 /* a LookOrder; -1: not given */
    const char *signal;        /* NULL: not given */
    Beside beside;             /* another export */
    ToolLook look;
} Order;

static const char *const ORDERS[] = {"memory", "saturation", "input", "number", NULL};

/* ---- what is shown ---- */

static void act(Session *session, LookDeed deed, int unit) {
    session_apply(session, &(Action){.kind = ACTION_LOOK, .number = (int)deed, .unit = unit});
}

/* False after saying that there is none of that name. */
static bool choose_signal(Session *session, const char *name) {
    const Look *look = session_look_into(session);
    CellKind kind = session->lesson->cells[session->cell].cell->spec.kind;
    char names[128] = "";
    for (int k = 0; name && k < look->map_count; k++) {
        const char *signal = cell_kind(kind)->signals[look->maps[k].signal].name;
        if (strcmp(signal, name) == 0) {
            act(session, LOOK_SIGNAL, k);
            return true;
        }
        if (strlen(names) + strlen(signal) + 3 < sizeof names)
            strcat(strcat(names, k ? ", " : ""), signal);
    }
    return !name || say(EXIT_USAGE, "--signal: there is no \"%s\"; the layer has %s", name,
                        names) == EXIT_GOOD;
}

/* As the order has it, by the actions that a person would take. False after saying what is wrong. */
static bool set_up(const Words *words, Session *session, Order *order) {
    const Lesson *lesson = session->lesson;
    if (!words_long(words, "--cell", 1, lesson->cell_count, &order->cell))
        return false;
    int cell = order->cell > 0 ? (int)order->cell - 1 : session->cell;
    if (!words_long(words, "--unit", 1, lesson->cells[cell].cell->spec.hidden, &order->unit) ||
        !words_long(words, "--input", 1, lesson->inputs, &order->input) ||
        !words_long(words, "--t", 0, session_look_into(session)->steps - 1, &order->t))
        return false;
    int unit = order->unit > 0 ? (int)order->unit - 1 : session->unit;
    session_apply(session, &(Action){.kind = ACTION_SELECT, .cell = cell, .unit = unit});
    if (order->input > 0)
        act(session, LOOK_INPUT, (int)order->input - 1);
    if (order->order >= 0)
        act(session, LOOK_ORDER, order->order);
    if (order->t >= 0)
        session_apply(session, &(Action){.kind = ACTION_GO, .step = order->t, .phase = PHASE_SHOW});
    return choose_signal(session, order->signal);
}

static bool carry_out(Session *session, const Order *order, Error *error) {
    tool_take_look(session, &order->look);
    return order->describe ? tool_describe(session, describe_look, order->out, error)
                           : tool_draw(session, &order->look, order->out, error);
}

/* ---- the command ---- */

/* False after saying what is wrong. */
static bool read_order(const Words *words, Order *order) {
    *order = (Order){.out = words_value(words, "-o"),
                     .describe = words_value(words, "--describe") != NULL,
                     .signal = words_value(words, "--signal"),
                     .t = -1,
                     .beside = {words_value(words, "--beside"), BESIDE_WITHIN, NULL, true},
                     .order = -1};
    return look_files_wish(words, &order->wish) && (order->describe || tool_read_out(order->out)) &&
           words_name(words, "--order", ORDERS, &order->order) &&
           words_float(words, "--within", 0, 1e9f, &order->beside.within) &&
           tool_read_look(words, &order->look);
}

/* Without the lessons, where there are none. */
static bool show_alone(Session *session, const Order *order, Error *error) {
    ToolHost host = {.name = "gatescope-look"};
    WindowSetup setup = {.host = &host,
                         .session = session,
                         .title = phrase_in(order->look.language, "Maps \u2013 Gatescope")};
    return tool_run(&setup, order->look.language, error);
}

static int show(const Words *words, Tools *tools, const Order *order, ToolWindow *window) {
    Error error = {0};
    int status;
    if (window(words, tools, SESSION_LOOK, &status))
        return status;
    bool good = show_alone(tools->given, order, &error);
    tools_free(tools);
    return good ? EXIT_GOOD : say_error(EXIT_ENVIRONMENT, &error);
}

/* What a script asks for ends with 1 where another export is another network. */
static int draw(Session *session, const Order *order) {
    Error error = {0};
    if (session_finish_look(session, patience_tell, &error) && carry_out(session, order, &error))
        return order->beside.same ? EXIT_GOOD : EXIT_FAILED_CHECK;
    return say_error(EXIT_ENVIRONMENT, &error);
}

static int look_into(const Words *words, Order *order, ToolWindow *window) {
    Error error = {0};
    Errors said = {0};
    Tools tools = {.given = look_files_session(&order->wish, &said, &error)};
    say_errors(&said);
    errors_free(&said);
    if (order->wish.path)
        snprintf(tools.looked, sizeof tools.looked, "%s", order->wish.path);
    int status = tools.given ? EXIT_USAGE : say_error(EXIT_FAILED_CHECK, &error);
    bool ready = tools.given && set_up(words, tools.given, order);
    if (ready && !look_beside_show(&order->beside, tools.given, &error)) {
        status = say_error(EXIT_ENVIRONMENT, &error);
        ready = false;
    }
    if (ready && !order->out && !order->describe)
        return show(words, &tools, order, window);
    if (ready)
        status = draw(tools.given, order);
    tools_free(&tools);
    return status;
}

int tool_look(const Command *command, int count, char **line, ToolWindow *window) {
    Words words;
    Order order;
    int status;
    if (!words_read(&words, command, count, line, &status))
        return status;
    if (!read_order(&words, &order))
        return EXIT_USAGE;
    bool good = !order.beside.path || look_beside(&order.wish, order.describe, &order.beside);
    status = good ? look_into(&words, &order, window) : EXIT_FAILED_CHECK;
    look_beside_free(&order.beside);
    return status;
}
