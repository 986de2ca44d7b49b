/* opening.c: `gatescope opening`: the ninety seconds before the first lesson, in the window of the
 * lessons, as a picture, or in sentences. */
#include "session/kinds/opening.h"

#include <stdlib.h>

#include "commands/library/digit_files.h"
#include "commands/line/say.h"
#include "commands/tools/screen.h"
#include "commands/window/open.h"
#include "scene/words/describe_opening.h"
#include "session/session.h"

/* What the command line asks for where there is no window. */
typedef struct Order {
    const char *out; /* NULL: none */
    bool describe;
    long part; /* from 1; 0: not given */
    ToolLook look;
} Order;

static void go_to(Session *session, long part) {
    session_apply(session, &(Action){.kind = ACTION_GO_BEAT, .number = (int)part - 1});
}

static size_t tell(Session *session, const Order *order, char *text, size_t size) {
    long first = order->part ? order->part : 1, last = order->part ? first : OPENING_SCENES;
    size_t length = 0;
    for (long part = first; part <= last; part++) {
        go_to(session, part);
        length += length < size ? describe_opening(session, text + length, size - length)
                                : describe_opening(session, NULL, 0);
    }
    return length;
}

/* The part that is asked for, else all of them. */
static bool describe(Session *session, const Order *order, Error *error) {
    size_t length = tell(session, order, NULL, 0);
    char *text = malloc(length + 1);
    if (!text)
        return error_memory(error, length + 1, "a description");
    tell(session, order, text, length + 1);
    bool good = say_text(text, order->out, error);
    free(text);
    return good;
}

/* A part as it ends. */
static bool draw(Session *session, const Order *order, Error *error) {
    go_to(session, order->part ? order->part : 1);
    session_apply(session, &(Action){.kind = ACTION_MOTION, .number = 0});
    return tool_draw(session, &order->look, order->out, error);
}

static int carry_out(const Order *order) {
    Error error = {0};
    Session *session = digit_files_opening(&error);
    if (!session)
        return say_error(EXIT_ENVIRONMENT, &error);
    tool_take_look(session, &order->look);
    bool good = order->describe ? describe(session, order, &error) : draw(session, order, &error);
    session_free(session);
    return good ? EXIT_GOOD : say_error(EXIT_ENVIRONMENT, &error);
}

/* False after saying what is wrong. */
static bool read_order(const Words *words, Order *order) {
    *order = (Order){.out = words_value(words, "-o"),
                     .describe = words_value(words, "--describe") != NULL};
    return (order->describe || tool_read_out(order->out)) &&
           words_long(words, "--part", 1, OPENING_SCENES, &order->part) &&
           tool_read_look(words, &order->look);
}

int command_opening(const Command *command, int count, char **line) {
    Words words;
    Order order;
    int status;
    if (!words_read(&words, command, count, line, &status))
        return status;
    if (!read_order(&words, &order))
        return EXIT_USAGE;
    return order.out || order.describe ? carry_out(&order) : open_window(&words, SESSION_OPENING);
}
