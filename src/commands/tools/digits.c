/* digits.c: `gatescope digits`: handwritten digits read row by row, in a window, as a picture, or
 * in sentences. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands/library/digit_files.h"
#include "commands/library/library.h"
#include "commands/line/command.h"
#include "commands/line/say.h"
#include "commands/tools/commands.h"
#include "commands/tools/screen.h"
#include "scene/words/describe_digits.h"
#include "session/kinds/digits.h"
#include "session/words/phrase.h"

/* What the command line asks for. */
typedef struct Order {
    const char *out; /* NULL: a window */
    bool describe;
    long digit, unit, t; /* from 1; from 1; -1: before the first row */
    int list;            /* -1: not given */
    int cell;
    long erase_from, erase_to; /* -1: none */
    const char *strokes;       /* a drawing; NULL: none */
    ToolLook look;
} Order;

/* Without the lessons, where there are none. */
static bool show_alone(Session *session, const Order *order, Error *error) {
    ToolHost host = {.name = "gatescope-digits"};
    Glossary glossary = library_glossary();
    WindowSetup setup = {.host = &host,
                         .session = session,
                         .glossary = &glossary,
                         .title = phrase_in(order->look.language, "Digits \u2013 Gatescope")};
    bool good = tool_run(&setup, order->look.language, error);
    glossary_free(&glossary);
    return good;
}

/* ---- without a display ---- */

/* "0.2,0.1" from the top left, each from 0 to 1. */
static bool point_at(const char **at, float *x, float *y) {
    if (!number_at(at, x) || **at != ',')
        return false;
    ++*at;
    return number_at(at, y) && *x >= 0 && *x <= 1 && *y >= 0 && *y <= 1;
}

/* "0.2,0.1 0.8,0.1;0.5,0.2 0.5,0.8": points with blanks between, strokes behind a semicolon; none:
 * nothing is drawn. False
 * after saying what is wrong; session NULL: it is only read. */
static bool draw_strokes(Session *session, const char *text) {
    bool goes_on = false;
    const char *c = text;
    while (*c) {
        const char *found = c;
        float x, y;
        if (!point_at(&c, &x, &y) || (*c && !strchr(" ;", *c))) {
            say(EXIT_USAGE,
                "--draw: expected points such as 0.2,0.1 0.8,0.1;0.5,0.9, from 0 to 1, found "
                "\"%s\"",
                found);
            return false;
        }
        if (session)
            session_apply(
                session,
                &(Action){.kind = ACTION_DIGIT_INK, .value = x, .value_y = 1 - y, .flag = goes_on});
        goes_on = *c != ';';
        c += strspn(c, " ;");
    }
    return true;
}

/* As the order has it, by the actions that a person would take. */
static void set_up(Session *session, const Order *order) {
    session_score_digits(session);
    session_apply(
        session,
        &(Action){.kind = ACTION_SELECT, .cell = order->cell, .unit = (int)order->unit - 1});
    if (order->list >= 0)
        session_apply(session, &(Action){.kind = ACTION_DIGIT_LIST, .number = order->list});
    if (order->digit > 0)
        session_apply(session,
                      &(Action){.kind = ACTION_DIGIT_PICK, .number = (int)order->digit - 1});
    if (order->strokes) {
        session_apply(session, &(Action){.kind = ACTION_DIGIT_DRAW, .number = 1});
        draw_strokes(session, order->strokes);
    }
    session_apply(session, &(Action){.kind = ACTION_GO, .step = order->t, .phase = PHASE_SHOW});
    for (long t = order->erase_from; t >= 0 && t <= order->erase_to; t++)
        session_apply(session, &(Action){.kind = ACTION_DIGIT_ERASE,
                                         .step = t,
                                         .number = 1,
                                         .flag = t > order->erase_from});
}

static bool carry_out(Session *session, const Order *order, Error *error) {
    tool_take_look(session, &order->look);
    set_up(session, order);
    return order->describe ? tool_describe(session, describe_digits, order->out, error)
                           : tool_draw(session, &order->look, order->out, error);
}

/* ---- the command ---- */

/* "0-9": the digits are counted, so that the dash is none of a number. */
static bool rows_at(const char **at, long *from, long *to) {
    size_t length = strspn(*at, "0123456789");
    const char *text = *at;
    if (!length || length > 2 || text[length] != '-' || !isdigit((unsigned char)text[length + 1]))
        return false;
    *from = strtol(text, NULL, 10);
    *at = text + length + 1;
    return whole_at(at, to) && *from <= *to && *to < DIGIT_SIDE;
}

static bool read_erase(const Words *words, Order *order) {
    const char *text = words_value(words, "--erase"), *at = text;
    order->erase_from = order->erase_to = -1;
    if (!text || (rows_at(&at, &order->erase_from, &order->erase_to) && !*at))
        return true;
    say(EXIT_USAGE, "--erase: expected rows such as 0-9, from 0 to %d, found \"%s\"",
        DIGIT_SIDE - 1, text);
    return false;
}

static bool read_names(const Words *words, Order *order) {
    static const char *const lists[] = {"all", "hardest", "wrong", NULL};
    const char *kinds[CELL_KIND_MOST + 1] = {NULL};
    for (int k = 0; k < CELL_KIND_COUNT; k++)
        kinds[k] = cell_kind((CellKind)k)->name;
    return words_name(words, "--list", lists, &order->list) &&
           words_name(words, "--cell", kinds, &order->cell);
}

/* False after saying what is wrong. */
static bool read_order(const Words *words, long digits, Order *order) {
    *order = (Order){.out = words_value(words, "-o"),
                     .describe = words_value(words, "--describe") != NULL,
                     .strokes = words_value(words, "--draw"),
                     .unit = 1,
                     .t = DIGIT_SIDE - 1,
                     .list = -1};
    if (!order->describe && !tool_read_out(order->out))
        return false;
    if (order->strokes && !draw_strokes(NULL, order->strokes))
        return false;
    return words_long(words, "--digit", 1, digits, &order->digit) &&
           words_long(words, "--t", -1, DIGIT_SIDE - 1, &order->t) && read_names(words, order) &&
           read_erase(words, order) && tool_read_look(words, &order->look);
}

/* Which units there are the selected network tells. */
static bool read_unit(const Words *words, const Session *session, Order *order) {
    int units = session->lesson->cells[order->cell].cell->spec.hidden;
    return words_long(words, "--unit", 1, units, &order->unit);
}

/* The digits are the tools' own. */
static Session *session_of(const Words *words, Tools *tools, Order *order, int *status) {
    Error error = {0};
    DigitModel model;
    bool good = digit_files_model(&model, &error);
    Session *session = good ? session_new_digits(&model, &tools->digits, &error) : NULL;
    digit_model_free(&model);
    *status = session ? EXIT_USAGE : say_error(EXIT_ENVIRONMENT, &error);
    if (session && read_unit(words, session, order))
        return session;
    session_free(session);
    return NULL;
}

static int show(const Words *words, Tools *tools, const Order *order, ToolWindow *window) {
    Error error = {0};
    int status;
    if (order->digit > 0)
        session_apply(tools->given,
                      &(Action){.kind = ACTION_DIGIT_PICK, .number = (int)order->digit - 1});
    session_apply(tools->given, &(Action){.kind = ACTION_PLAY, .number = 1});
    if (window(words, tools, SESSION_DIGITS, &status))
        return status;
    bool good = show_alone(tools->given, order, &error);
    tools_free(tools);
    return good ? EXIT_GOOD : say_error(EXIT_ENVIRONMENT, &error);
}

static int read_digits(const Words *words, Tools *tools, Order *order, ToolWindow *window) {
    Error error = {0};
    int status;
    tools->given = session_of(words, tools, order, &status);
    if (tools->given && !order->out && !order->describe)
        return show(words, tools, order, window);
    if (tools->given)
        status = carry_out(tools->given, order, &error) ? EXIT_GOOD
                                                        : say_error(EXIT_ENVIRONMENT, &error);
    tools_free(tools);
    return status;
}

int tool_digits(const Command *command, int count, char **line, ToolWindow *window) {
    Words words;
    Error error = {0};
    Tools tools = {.given = NULL};
    Order order;
    int status;
    if (!words_read(&words, command, count, line, &status))
        return status;
    if (!digit_files_set(&tools.digits, &error))
        return say_error(EXIT_ENVIRONMENT, &error);
    if (read_order(&words, tools.digits.count, &order))
        return read_digits(&words, &tools, &order, window);
    tools_free(&tools);
    return EXIT_USAGE;
}
