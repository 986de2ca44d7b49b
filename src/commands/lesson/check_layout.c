/* check_layout.c: see check_layout.h. */
#include "commands/lesson/check_layout.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scene/display/fit.h"
#include "scene/scene.h"
#include "session/session.h"
#include "ui/draw/fonts.h"

typedef struct Bench {
    FontSet *fonts;
    DisplayList list;
    Seen *seen;
    Session *session;
    Errors *errors;
} Bench;

static const struct { int width, height; } SIZES[] = {{1280, 720}, {1600, 900}};

static void add(Bench *bench, const Viewport *viewport, Error *error) {
    const Lesson *lesson = bench->session->lesson;
    int beat = bench->session->beat;
    error_in_file(error, lesson->path ? lesson->path : lesson->id);
    error->line = lesson->beats[beat].line;
    error->column = lesson->beats[beat].column;
    snprintf(error->member_path, sizeof error->member_path, "beats[%d]", beat);
    error_hint(error, "at %dx%d in \"%s\"%s", viewport->width, viewport->height,
               language_tag(bench->session->view.language),
               session_beat_state(bench->session)->answer >= 0 ? ", answered" : "");
    errors_add(bench->errors, error);
}

/* The lesson panel holds more than it can show. */
static bool panel_scrolls(const DisplayList *list, Error *error) {
    const Region *room = region_find(list, region_id("scroll", PANEL_LESSON));
    if (!room || room->high <= 0)
        return false;
    error_set(error, "the lesson's text does not fit its panel");
    error_found(error, "%.0f points too many", (double)room->high);
    return true;
}

/* An asterisk is seen only where CommonMark took it for one: an emphasis does not end between a
 * punctuation mark and a letter, and Chinese has no space there. In code it is a sign like any other. */
static bool asterisk_shows(const DisplayList *list, Error *error) {
    for (int k = 0; k < list->shape_count; k++) {
        const Shape *shape = &list->shapes[k];
        const char *text = list->texts + shape->text;
        if (shape->kind != SHAPE_TEXT || shape->face == FACE_NUMBER ||
            !memchr(text, '*', (size_t)shape->length))
            continue;
        error_set(error, "an emphasis has no end, and its asterisks show");
        error_expected(error, "the asterisks before the punctuation mark, not behind it");
        error_found(error, "\"%.*s\"", shape->length < 80 ? (int)shape->length : 80, text);
        return true;
    }
    return false;
}

static void look(Bench *bench) {
    const Fonts *fonts = fonts_measure(bench->fonts);
    for (size_t k = 0; k < sizeof SIZES / sizeof *SIZES; k++) {
        Viewport viewport = {.width = SIZES[k].width,
                             .height = SIZES[k].height,
                             .scale = 1,
                             .lesson_number = 1,
                             .lesson_total = 99};
        Rect window = {0, 0, (float)viewport.width, (float)viewport.height};
        Error error;
        scene_build(&bench->list, bench->session, fonts, &viewport);
        if (!fit_check(&bench->list, fonts, window, 1, bench->seen, &error) ||
            panel_scrolls(&bench->list, &error) || asterisk_shows(&bench->list, &error))
            add(bench, &viewport, &error);
    }
}

static void act(Session *session, Action action) {
    session_skip_question(session);
    session_apply(session, &action);
    while (session_moving(session))
        session_advance(session, 1);
}

/* As it is found and answered; its task is solved behind it, so that the end has nothing open: what
 * it lists of that is no text of the lesson, and scrolls. */
static void look_at_beat(Bench *bench, int beat) {
    const Question *question = bench->session->lesson->beats[beat].question;
    act(bench->session, (Action){.kind = ACTION_GO_BEAT, .number = beat});
    look(bench);
    for (int k = 0; question && k < question->choice_count; k++)
        if (question->choices[k].right) {
            act(bench->session, (Action){.kind = ACTION_ANSWER, .number = k});
            look(bench);
            break;
        }
    if (question && question->form != QUESTION_CHOICES) {
        act(bench->session, (Action){.kind = ACTION_GIVE, .number = 2});
        look(bench);
    }
    if (bench->session->lesson->beats[beat].task)
        act(bench->session, (Action){.kind = ACTION_SHOW_SOLUTION});
}

static bool look_at_lesson(Bench *bench, const Lesson *lesson, Language language, Error *error) {
    bench->session = session_new(lesson, error);
    if (!bench->session)
        return false;
    session_set_look(bench->session,
                     &(SessionLook){.text_scale = 1, .language = language, .reduced_motion = true});
    for (int beat = 0; beat < lesson->beat_count; beat++)
        look_at_beat(bench, beat);
    session_free(bench->session);
    return true;
}

bool layout_check(const Lesson *lesson, const Languages *languages, Errors *errors, Error *error) {
    Bench bench = {.errors = errors, .fonts = fonts_new(error)};
    bench.seen = malloc(FIT_TEXTS_MOST * sizeof *bench.seen);
    bool good = bench.fonts != NULL;
    if (good && !bench.seen)
        good = error_memory(error, FIT_TEXTS_MOST * sizeof *bench.seen, "the texts of a picture");
    for (int k = 0; good && k < languages->count; k++)
        good = look_at_lesson(&bench, lesson, &languages->items[k], error);
    fonts_free(bench.fonts);
    display_free(&bench.list);
    free(bench.seen);
    return good;
}
