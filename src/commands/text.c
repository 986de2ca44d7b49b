/* text.c: `gatescope text`: a text read character by character, in a window, as a picture, or in
 * sentences. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "commands/language.h"
#include "commands/place.h"
#include "commands/studio.h"
#include "commands/text_files.h"
#include "commands/words.h"
#include "files/passages_file.h"
#include "scene/describe_text.h"
#include "session/text.h"
#include "ui/window.h"

enum { PATH_SIZE = 4096, NAMES_MOST = 10000 };

/* What the command line asks for. */
typedef struct Order {
    const char *model, *file, *out; /* NULL: the shipped ones; a window */
    bool describe;
    long passage, unit, t, write, seed; /* passage, unit from 1; 0, and t -2: not given */
    int theme, width, height;
    float temperature, text_scale;
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
    place_keep_view(&host->state, &setup->session->view);
    if (!state_write(host->state_path, &host->state, &error) && !host->told) {
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
        snprintf(path, sizeof path, "gatescope-text-%d.png", number++);
    while (stat(path, &status) == 0 && number < NAMES_MOST);
    if (picture_save(picture, path, &error))
        error_set(&error, phrase_in(setup->session->view.language, "The picture is saved as %s"),
                  path);
    setup->session->notice = error;
    setup->session->version++;
}

static void paste(WindowSetup *setup, const char *text) {
    text_paste(setup->session, text);
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
    WindowSetup setup = {.host = &host,
                         .session = session,
                         .title = "Text \u2013 Gatescope",
                         .save = save,
                         .save_picture = save_picture,
                         .paste_state = paste};
    read_state(&host);
    place_restore_view(session, &host.state);
    session->view.language = order->language;
    bool good = window_run(&setup, error);
    state_free(&host.state);
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
    size_t length = describe_text(session, NULL, 0);
    char *text = malloc(length + 1);
    if (!text)
        return error_memory(error, length + 1, "a description");
    describe_text(session, text, length + 1);
    bool good = tell(text, path, error);
    free(text);
    return good;
}

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
    session->view.theme = order->theme;
    session->view.text_scale = order->text_scale;
    session->view.language = order->language;
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

static bool read_theme(const Words *words, Order *order) {
    const char *themes[THEME_COUNT + 1] = {NULL};
    for (int k = 0; k < THEME_COUNT; k++)
        themes[k] = theme_get(k)->name;
    return words_name(words, "--theme", themes, &order->theme);
}

/* False after saying what is wrong. */
static bool read_order(const Words *words, Order *order) {
    *order = (Order){.model = words->rest_count ? words->rest[0] : NULL,
                     .file = words_value(words, "--file"),
                     .out = words_value(words, "-o"),
                     .describe = words_value(words, "--describe") != NULL,
                     .t = -2,
                     .seed = 1,
                     .temperature = 0.9f,
                     .width = 1600,
                     .height = 900,
                     .text_scale = 1};
    if (words->rest_count > 1) {
        say(EXIT_USAGE, "expected one model, found \"%s\" too", words->rest[1]);
        return false;
    }
    if (order->out && !order->describe && !ends_with(order->out, ".png")) {
        say(EXIT_USAGE, "-o: expected a .png, found \"%s\"", order->out);
        return false;
    }
    return words_long(words, "--passage", 1, PASSAGES_MOST, &order->passage) &&
           words_long(words, "--unit", 1, 65536, &order->unit) &&
           words_long(words, "--t", -1, CHARACTERS_MOST - 1, &order->t) &&
           words_long(words, "--write", 1, CHARACTERS_MOST, &order->write) &&
           words_long(words, "--seed", 1, TEXT_SEEDS, &order->seed) &&
           words_float(words, "--temperature", 0, 2, &order->temperature) &&
           words_float(words, "--text-scale", 1, 2, &order->text_scale) &&
           read_theme(words, order) && read_size(words, order) &&
           language_choose(words, NULL, &order->language);
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
