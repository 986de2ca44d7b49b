/* digits.c: `gatescope digits`: handwritten digits read row by row, in a window, as a picture, or
 * in sentences. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "commands/digit_files.h"
#include "commands/language.h"
#include "commands/library.h"
#include "commands/place.h"
#include "commands/studio.h"
#include "commands/words.h"
#include "scene/describe_digits.h"
#include "session/digits.h"
#include "ui/window.h"

enum { PATH_SIZE = 4096, NAMES_MOST = 10000, PICTURE_WIDTH = 1600, PICTURE_HEIGHT = 900 };

/* What the command line asks for. */
typedef struct Order {
    const char *out; /* NULL: a window */
    bool describe;
    long digit, unit, t; /* from 1; from 1; -1: before the first row */
    int list;            /* -1: not given */
    int cell, theme, width, height;
    long erase_from, erase_to; /* -1: none */
    const char *strokes;       /* a drawing; NULL: none */
    float text_scale;
    Language language;
} Order;

/* ---- the window ---- */

typedef struct Host {
    SavedState state;           /* only how things look is kept */
    char state_path[PATH_SIZE]; /* empty: nothing is kept */
    bool told;                  /* that the state cannot be saved: once is enough */
} Host;

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

static void save_picture(WindowSetup *setup, const SDL_Surface *picture) {
    char path[PATH_SIZE];
    struct stat status;
    Error error;
    int number = 1;
    do
        snprintf(path, sizeof path, "gatescope-digits-%d.png", number++);
    while (stat(path, &status) == 0 && number < NAMES_MOST);
    if (picture_save(picture, path, &error))
        error_set(&error, "The picture is saved as %s", path);
    setup->session->notice = error;
    setup->session->version++;
}

static void read_state(Host *host) {
    Error error;
    if (!place_path(host->state_path, sizeof host->state_path))
        host->state_path[0] = '\0';
    if (!state_read(host->state_path, &host->state, &error) && host->state_path[0])
        say_error(0, &error);
}

static bool show(Session *session, const Order *order, Error *error) {
    Host host = {0};
    Glossary glossary = library_glossary();
    WindowSetup setup = {.host = &host,
                         .session = session,
                         .glossary = &glossary,
                         .title = "Digits \u2013 Gatescope",
                         .save = save,
                         .save_picture = save_picture};
    read_state(&host);
    place_restore_view(session, &host.state);
    session->view.language = order->language;
    session_apply(session, &(Action){.kind = ACTION_PLAY, .number = 1});
    bool good = window_run(&setup, error);
    state_free(&host.state);
    glossary_free(&glossary);
    return good;
}

/* ---- without a display ---- */

static bool draw(const Session *session, const Order *order, Error *error) {
    Studio studio;
    bool good = studio_open(&studio, order->width, order->height, 1, error);
    if (good) {
        studio_draw(&studio, session);
        good = picture_save(studio.picture, order->out, error);
    }
    studio_close(&studio);
    return good;
}

static bool tell(const char *text, const char *path, Error *error) {
    FILE *out = path ? fopen(path, "w") : stdout;
    bool good = out && fputs(text, out) >= 0 && fflush(out) == 0;
    if (path && out && fclose(out) != 0)
        good = false;
    if (!good)
        error_set(error, "cannot write: %s", strerror(errno));
    if (!good && path)
        snprintf(error->file, sizeof error->file, "%s", path);
    return good;
}

static bool describe(const Session *session, const char *path, Error *error) {
    size_t length = describe_digits(session, NULL, 0);
    char *text = malloc(length + 1);
    if (!text)
        return error_memory(error, length + 1, "a description");
    describe_digits(session, text, length + 1);
    bool good = tell(text, path, error);
    free(text);
    return good;
}

/* "0.2,0.1 0.8,0.1;0.5,0.2 0.5,0.8": points from the top left, strokes behind a semicolon. False
 * after saying what is wrong; session NULL: it is only read. */
static bool draw_strokes(Session *session, const char *text) {
    bool goes_on = false;
    for (const char *c = text; *c;) {
        float x, y;
        int length;
        if (sscanf(c, "%f,%f%n", &x, &y, &length) != 2) {
            say(EXIT_USAGE,
                "--draw: expected points such as 0.2,0.1 0.8,0.1;0.5,0.9, found \"%.40s\"", c);
            return false;
        }
        if (session)
            session_apply(
                session,
                &(Action){.kind = ACTION_DIGIT_INK, .value = x, .value_y = 1 - y, .flag = goes_on});
        c += length;
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
    session->view.theme = order->theme;
    session->view.text_scale = order->text_scale;
    session->view.language = order->language;
    set_up(session, order);
    return order->describe ? describe(session, order->out, error) : draw(session, order, error);
}

/* ---- the command ---- */

static bool ends_with(const char *text, const char *ending) {
    size_t length = strlen(text), tail = strlen(ending);
    return length >= tail && strcmp(text + length - tail, ending) == 0;
}

static bool read_size(const Words *words, Order *order) {
    const char *text = words_value(words, "--size");
    char rest;
    if (!text || (sscanf(text, "%dx%d%c", &order->width, &order->height, &rest) == 2 &&
                  order->width >= 320 && order->height >= 200 && order->width <= PICTURE_MOST &&
                  order->height <= PICTURE_MOST))
        return true;
    say(EXIT_USAGE, "--size: expected WIDTHxHEIGHT, from 320x200 to %dx%d, found \"%s\"",
        PICTURE_MOST, PICTURE_MOST, text);
    return false;
}

static bool read_erase(const Words *words, Order *order) {
    const char *text = words_value(words, "--erase");
    char rest;
    order->erase_from = order->erase_to = -1;
    if (!text || (sscanf(text, "%ld-%ld%c", &order->erase_from, &order->erase_to, &rest) == 2 &&
                  order->erase_from >= 0 && order->erase_from <= order->erase_to &&
                  order->erase_to < DIGIT_SIDE))
        return true;
    say(EXIT_USAGE, "--erase: expected rows such as 0-9, from 0 to %d, found \"%s\"",
        DIGIT_SIDE - 1, text);
    return false;
}

static bool read_names(const Words *words, Order *order) {
    static const char *const lists[] = {"all", "hardest", "wrong", NULL};
    const char *themes[THEME_COUNT + 1] = {NULL}, *kinds[CELL_KIND_COUNT + 1] = {NULL};
    for (int k = 0; k < THEME_COUNT; k++)
        themes[k] = theme_get(k)->name;
    for (int k = 0; k < CELL_KIND_COUNT; k++)
        kinds[k] = cell_kind((CellKind)k)->name;
    return words_name(words, "--list", lists, &order->list) &&
           words_name(words, "--theme", themes, &order->theme) &&
           words_name(words, "--cell", kinds, &order->cell);
}

/* False after saying what is wrong. */
static bool read_order(const Words *words, long digits, Order *order) {
    *order = (Order){.out = words_value(words, "-o"),
                     .describe = words_value(words, "--describe") != NULL,
                     .strokes = words_value(words, "--draw"),
                     .unit = 1,
                     .t = DIGIT_SIDE - 1,
                     .list = -1,
                     .width = PICTURE_WIDTH,
                     .height = PICTURE_HEIGHT,
                     .text_scale = 1};
    if (order->out && !order->describe && !ends_with(order->out, ".png")) {
        say(EXIT_USAGE, "-o: expected a .png, found \"%s\"", order->out);
        return false;
    }
    if (order->strokes && !draw_strokes(NULL, order->strokes))
        return false;
    return words_long(words, "--digit", 1, digits, &order->digit) &&
           words_long(words, "--unit", 1, 65536, &order->unit) &&
           words_long(words, "--t", -1, DIGIT_SIDE - 1, &order->t) &&
           words_float(words, "--text-scale", 1, 2, &order->text_scale) &&
           read_names(words, order) && read_size(words, order) && read_erase(words, order) &&
           language_choose(words, NULL, &order->language);
}

static int read_digits(const DigitSet *set, const Order *order) {
    Error error = {0};
    DigitModel model;
    bool good = digit_files_model(&model, &error);
    Session *session = good ? session_new_digits(&model, set, &error) : NULL;
    digit_model_free(&model);
    if (!session)
        return say_error(EXIT_ENVIRONMENT, &error);
    if (order->out || order->describe) {
        good = carry_out(session, order, &error);
    } else {
        if (order->digit > 0)
            session_apply(session,
                          &(Action){.kind = ACTION_DIGIT_PICK, .number = (int)order->digit - 1});
        good = show(session, order, &error);
    }
    session_free(session);
    return good ? EXIT_GOOD : say_error(EXIT_ENVIRONMENT, &error);
}

int command_digits(const Command *command, int count, char **line) {
    Words words;
    Error error = {0};
    DigitSet set;
    Order order;
    int status;
    if (!words_read(&words, command, count, line, &status))
        return status;
    if (words.rest_count)
        return say(EXIT_USAGE, "expected options only, found \"%s\"", words.rest[0]);
    if (!digit_files_set(&set, &error))
        return say_error(EXIT_ENVIRONMENT, &error);
    status = read_order(&words, set.count, &order) ? read_digits(&set, &order) : EXIT_USAGE;
    digit_set_free(&set);
    return status;
}
