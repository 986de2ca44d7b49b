/* render.c: `gatescope render`: a picture of one moment, or a film of the whole lesson. */
#include "commands/lesson/commands.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "commands/library/library.h"
#include "commands/line/say.h"
#include "commands/line/words.h"
#include "commands/picture/home.h"
#include "commands/picture/studio.h"
#include "commands/state/language.h"
#include "lesson/check/rules.h"
#include "ui/film/film.h"

enum {
    FILM_WIDTH = 1280,
    FILM_HEIGHT = 720,
    PICTURE_WIDTH = 1600,
    PICTURE_HEIGHT = 900,
    GIF_RATE = 12
};
static const double WORDS_A_SECOND = 4.5, SHORTEST_READING = 2, ANSWER_PAUSE = 2.5;

/* What the command line asks for. */
typedef struct Order {
    const char *path, *out;
    int width, height;
    const char *word; /* of the glossary, shown; NULL: none */
    long beat, t;     /* beat from 1; t -2: the beat's own */
    int cell;         /* that is selected; -1: the beat's own */
    long unit;        /* of it, from 1; 0: alike */
    int phase, theme; /* phase -1: not given */
    Language language;
    float text_scale, scale, seconds;
    bool explore, unroll;
    long rate;
    bool home;          /* the home screen, no lesson */
    const char *search; /* there */
} Order;

static bool read_order(const Words *words, Order *order) {
    static const char *const phases[] = {"gates", "forget", "write", "show", NULL};
    order->home = words_value(words, "--home") != NULL;
    order->search = words_value(words, "--search");
    order->path = order->home ? "" : words_lesson(words);
    order->out = words_value(words, "-o");
    order->word = words_value(words, "--word");
    order->explore = words_value(words, "--explore") != NULL;
    order->unroll = words_value(words, "--unroll") != NULL;
    if (!order->path)
        return false;
    if (!order->out) {
        say(EXIT_USAGE, "where to? Name a .png, .gif or .mp4 with -o");
        return false;
    }
    bool film = film_is_path(order->out);
    size_t length = strlen(order->out);
    if (!film && (length < 4 || strcmp(order->out + length - 4, ".png") != 0)) {
        say(EXIT_USAGE, "-o: expected a file that ends in .png, .gif or .mp4, found \"%s\"",
            order->out);
        return false;
    }
    bool gif = film && strcmp(order->out + length - 4, ".gif") == 0;
    order->width = film ? FILM_WIDTH : PICTURE_WIDTH;
    order->height = film ? FILM_HEIGHT : PICTURE_HEIGHT;
    order->rate = gif ? GIF_RATE : FILM_RATE;
    return words_size(words, &order->width, &order->height) &&
           words_long(words, "--beat", 1, 10000, &order->beat) &&
           words_name(words, "--phase", phases, &order->phase) &&
           words_theme(words, &order->theme) &&
           words_float(words, "--text-scale", 1, 2, &order->text_scale) &&
           words_float(words, "--scale", 0.5f, 4, &order->scale) &&
           words_long(words, "--fps", 1, 50, &order->rate) &&
           words_float(words, "--seconds", 1, 36000, &order->seconds) &&
           language_choose(words, NULL, &order->language);
}

static void apply(Session *session, Action action) {
    session_skip_question(session); /* no one is here to be asked to think first */
    session_apply(session, &action);
}

static void settle(Session *session) {
    while (session_moving(session))
        session_advance(session, 0.5);
}

/* ---- a picture ---- */

/* Opens the meaning of a word over the picture; false after saying that there is none. */
static bool open_word(Studio *studio, Session *session, const char *id) {
    int term = id ? glossary_find(studio->viewport.glossary, id) : -1;
    if (id && term < 0)
        say(0, "--word: the glossary has no \"%s\"", id);
    if (term >= 0)
        apply(session, (Action){.kind = ACTION_GLOSSARY, .number = term});
    return !id || term >= 0;
}

static void choose_stage(const Order *order, Session *session) {
    apply(session, (Action){.kind = ACTION_EXPLORE, .number = order->explore});
    apply(session, (Action){.kind = ACTION_UNROLL, .number = order->unroll});
}

/* To the step and the phase that are asked for; what is not stays the beat's own. */
static void go_to(const Order *order, Session *session) {
    if (order->t < -1 && order->phase < 0)
        return;
    long t = order->t >= -1 ? order->t : session_moment(session).t;
    Phase phase = order->phase >= 0 ? (Phase)order->phase : PHASE_SHOW;
    apply(session, (Action){.kind = ACTION_GO, .step = t, .phase = phase});
}

/* The cell and the unit that are asked for; what is not stays the beat's own. */
static void select_unit(const Order *order, Session *session) {
    if (order->cell < 0 && !order->unit)
        return;
    int cell = order->cell >= 0 ? order->cell : session->cell;
    int unit = order->unit > 0 ? (int)order->unit - 1 : 0;
    apply(session, (Action){.kind = ACTION_SELECT, .cell = cell, .unit = unit});
}

static int draw_picture(const Order *order, Session *session, Studio *studio) {
    Error error;
    apply(session, (Action){.kind = ACTION_GO_BEAT, .number = (int)order->beat - 1});
    settle(session);
    if (!open_word(studio, session, order->word))
        return EXIT_USAGE;
    choose_stage(order, session);
    select_unit(order, session);
    go_to(order, session);
    studio_draw(studio, session);
    if (!picture_save(studio->picture, order->out, &error))
        return say_error(EXIT_ENVIRONMENT, &error);
    return EXIT_GOOD;
}

/* ---- a film ---- */

typedef struct Take {
    Studio *studio;
    Session *session;
    Film *film;
    double left, frame; /* seconds: of the film, of a frame */
    Error *error;
} Take;

/* One picture that stays for a while; false: the film is over or broken. */
static bool shoot(Take *take, double seconds) {
    seconds = fmin(seconds, take->left);
    if (seconds <= 0)
        return false;
    studio_draw(take->studio, take->session);
    take->left -= seconds;
    return film_add(take->film, take->studio->picture, take->studio->changed,
                    take->studio->changed_count, seconds, take->error);
}

static bool shoot_motion(Take *take) {
    while (session_moving(take->session)) {
        session_advance(take->session, take->frame);
        if (!shoot(take, take->frame))
            return false;
    }
    return true;
}

static double reading_time(const Session *session) {
    const Beat *beat = session_beat(session);
    Language language = session->view.language;
    int words = rules_words(text_in(&beat->say, language));
    if (beat->question) {
        words += rules_words(text_in(&beat->question->question, language));
        for (int k = 0; k < beat->question->choice_count; k++)
            words += rules_words(text_in(&beat->question->choices[k].text, language));
    }
    if (beat->task)
        words += rules_words(text_in(&beat->task->text, language));
    return fmax(SHORTEST_READING, words / WORDS_A_SECOND);
}

static int right_choice(const Question *question) {
    for (int k = 0; k < question->choice_count; k++)
        if (question->choices[k].right)
            return k;
    return 0;
}

static Text right_why(const Question *question) {
    return question->form == QUESTION_CHOICES ? question->choices[right_choice(question)].why
                                              : question->why;
}

static Action right_answer(const Question *question) {
    return question->form == QUESTION_CHOICES
               ? (Action){.kind = ACTION_ANSWER, .number = right_choice(question)}
               : (Action){.kind = ACTION_GIVE, .number = 2};
}

/* A beat: it is read, then done: the question answered, the task solved. */
static bool shoot_beat(Take *take) {
    const Beat *beat = session_beat(take->session);
    if (!shoot_motion(take) || !shoot(take, reading_time(take->session)))
        return false;
    if (beat->question) {
        Text why = right_why(beat->question);
        int words = rules_words(text_in(&why, take->session->view.language));
        Action answer = right_answer(beat->question);
        session_apply(take->session, &answer);
        if (!shoot_motion(take) || !shoot(take, ANSWER_PAUSE + words / WORDS_A_SECOND))
            return false;
    }
    if (beat->task) {
        apply(take->session, (Action){.kind = ACTION_SHOW_SOLUTION});
        if (!shoot(take, ANSWER_PAUSE))
            return false;
    }
    return true;
}

/* After the last beat the rest of the run plays. */
static void shoot_lesson(Take *take) {
    int count = take->session->lesson->beat_count;
    for (int beat = 0; beat < count; beat++) {
        if (beat)
            apply(take->session, (Action){.kind = ACTION_BEAT, .number = 1});
        if (!shoot_beat(take))
            return;
    }
    if (take->session->tick < tick_of(take->session->lesson->steps - 1, PHASE_SHOW)) {
        apply(take->session, (Action){.kind = ACTION_PLAY, .number = 1});
        shoot_motion(take);
    }
    shoot(take, SHORTEST_READING);
}

static int draw_film(const Order *order, Session *session, Studio *studio) {
    Error error = {0};
    Film *film =
        film_open(order->out, order->width, order->height, theme_get(order->theme), &error);
    if (!film)
        return say_error(EXIT_ENVIRONMENT, &error);
    Take take = {.studio = studio,
                 .session = session,
                 .film = film,
                 .left = order->seconds,
                 .frame = 1.0 / (double)order->rate,
                 .error = &error};
    studio->viewport.film = !order->explore;
    choose_stage(order, session);
    shoot_lesson(&take);
    Error closing = {0};
    bool closed = film_close(film, &closing);
    if (error.what[0])
        return say_error(EXIT_ENVIRONMENT, &error);
    return closed ? EXIT_GOOD : say_error(EXIT_ENVIRONMENT, &closing);
}

/* ---- the command ---- */

static void number_lesson(Studio *studio, const char *path) {
    Library library;
    Error error;
    if (!library_open(&library, &error))
        return;
    int at = library_find(&library, path);
    studio->viewport.lesson_number = at + 1;
    studio->viewport.lesson_total = at >= 0 ? library.count : 0;
    library_close(&library);
}

static int render(const Order *order, const Lesson *lesson) {
    Error error = {0};
    Glossary glossary = library_glossary();
    Studio studio = {0};
    Session *session = session_new(lesson, &error);
    bool ready = session && studio_open(&studio, order->width, order->height, order->scale, &error);
    int status = EXIT_ENVIRONMENT;
    if (!ready) {
        say_error(status, &error);
    } else {
        session_set_look(session, &(SessionLook){.theme = order->theme,
                                                 .text_scale = order->text_scale,
                                                 .language = order->language});
        number_lesson(&studio, order->path);
        studio.viewport.glossary = &glossary;
        status = film_is_path(order->out) ? draw_film(order, session, &studio)
                                          : draw_picture(order, session, &studio);
    }
    studio_close(&studio);
    session_free(session);
    glossary_free(&glossary);
    return status;
}

static int render_home(const Order *order, const Words *words) {
    if (words->operand_count)
        return say(EXIT_USAGE, "--home shows all lessons: none is named beside it");
    if (film_is_path(order->out))
        return say(EXIT_USAGE, "-o: the home screen is a picture, which ends in .png");
    return home_picture(&(HomeOrder){.out = order->out,
                                     .width = order->width,
                                     .height = order->height,
                                     .theme = order->theme,
                                     .scale = order->scale,
                                     .text_scale = order->text_scale,
                                     .language = order->language,
                                     .search = order->search});
}

/* The widest cell has the units that can be named, where none is. False after saying what is wrong. */
static bool read_selection(const Words *words, const Lesson *lesson, Order *order) {
    const char *id = words_value(words, "--cell");
    long units = 1;
    order->cell = id ? lesson_cell_find(lesson, id) : -1;
    if (id && order->cell < 0) {
        say(EXIT_USAGE, "--cell: the lesson has no cell \"%s\"", id);
        return false;
    }
    for (int k = 0; k < lesson->cell_count; k++)
        if ((order->cell < 0 || k == order->cell) && lesson->cells[k].cell->spec.hidden > units)
            units = lesson->cells[k].cell->spec.hidden;
    return words_long(words, "--unit", 1, units, &order->unit);
}

int command_render(const Command *command, int count, char **line) {
    Words words;
    Order order = {
        .beat = 1, .t = -2, .phase = -1, .cell = -1, .text_scale = 1, .scale = 1, .seconds = 36000};
    int status;
    if (!words_read(&words, command, count, line, &status))
        return status;
    if (!read_order(&words, &order))
        return EXIT_USAGE;
    if (order.home)
        return render_home(&order, &words);
    Lesson *lesson = read_lesson(order.path);
    if (!lesson)
        return EXIT_FAILED_CHECK;
    if (order.beat > lesson->beat_count)
        status = say(EXIT_USAGE, "--beat: the lesson has %d beats, found %ld", lesson->beat_count,
                     order.beat);
    else if (!words_long(&words, "--t", -1, lesson->steps - 1, &order.t) ||
             !read_selection(&words, lesson, &order))
        status = EXIT_USAGE;
    else
        status = render(&order, lesson);
    lesson_free(lesson);
    return status;
}
