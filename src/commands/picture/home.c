/* home.c: see home.h. */
#include "commands/picture/home.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands/library/shelf.h"
#include "commands/line/command.h"
#include "commands/line/say.h"
#include "commands/picture/studio.h"
#include "commands/state/saved.h"
#include "scene/words/describe_home.h"

/* What both need: the shelf as it would stand in the window. */
typedef struct Stand {
    Library library;
    SavedState state;
    Shelf shelf;
} Stand;

static void read_state(SavedState *state) {
    char path[4096];
    Error error;
    if (!saved_path(path, sizeof path))
        path[0] = '\0';
    if (!state_read(path, state, &error) && path[0])
        say_error(0, &error);
}

static bool stand_open(Stand *stand, Error *error) {
    read_state(&stand->state);
    if (!library_open(&stand->library, error))
        return false;
    if (!shelf_fill(&stand->shelf, &stand->library, error) && !stand->shelf.filled)
        return false;
    if (error->what[0]) /* of the list of tracks: one can do without */
        say_error(0, error);
    const char *last = stand->state.last_lesson;
    stand->shelf.catalogue.tools = true;
    shelf_mark(&stand->shelf, &stand->state, last ? library_find(&stand->library, last) : -1,
               (int64_t)time(NULL));
    return true;
}

static void stand_close(Stand *stand) {
    shelf_free(&stand->shelf);
    library_close(&stand->library);
    state_free(&stand->state);
}

/* Any lesson: what is drawn is the home screen over it. */
static Session *any_session(const Shelf *shelf, Error *error) {
    for (int k = 0; k < shelf->catalogue.lesson_count; k++)
        if (shelf->catalogue.lessons[k].lesson)
            return session_new(shelf->catalogue.lessons[k].lesson, error);
    error_set(error, "there is no lesson in the folder of lessons");
    return NULL;
}

static void type(Session *session, const char *words) {
    session_apply(session, &(Action){.kind = ACTION_SEARCH, .number = 1});
    for (const char *c = words; *c; c++)
        session_apply(session, &(Action){.kind = ACTION_SEARCH_KEY,
                                         .number = TYPE_CHARACTER,
                                         .unit = (unsigned char)*c});
}

static bool draw(const HomeOrder *order, Stand *stand, Session *session, Error *error) {
    Studio studio = {0};
    bool good = studio_open(&studio, order->width, order->height, order->scale, error);
    if (good) {
        session_set_look(session, &(SessionLook){.theme = order->theme,
                                                 .text_scale = order->text_scale,
                                                 .language = order->language,
                                                 .reduced_motion = true});
        session_apply(session, &(Action){.kind = ACTION_HOME, .number = 1});
        if (order->search)
            type(session, order->search);
        while (shelf_draw_more(&stand->shelf, 1))
            continue;
        studio.viewport.catalogue = &stand->shelf.catalogue;
        studio_draw(&studio, session);
        good = picture_save(studio.picture, order->out, error);
    }
    studio_close(&studio);
    return good;
}

int home_picture(const HomeOrder *order) {
    Stand stand = {0};
    Error error = {0};
    bool open = stand_open(&stand, &error);
    Session *session = open ? any_session(&stand.shelf, &error) : NULL;
    bool good = session && draw(order, &stand, session, &error);
    session_free(session);
    stand_close(&stand);
    return good ? EXIT_GOOD : say_error(EXIT_ENVIRONMENT, &error);
}

/* ---- in sentences ---- */

static bool describe(const HomeOrder *order, const Stand *stand, Error *error) {
    const Catalogue *catalogue = &stand->shelf.catalogue;
    size_t length = describe_home(catalogue, order->language, NULL, 0);
    char *text = malloc(length + 1);
    if (!text)
        return error_memory(error, length + 1, "a description");
    describe_home(catalogue, order->language, text, length + 1);
    bool good = say_text(text, order->out, error);
    free(text);
    return good;
}

int home_description(const HomeOrder *order) {
    Stand stand = {0};
    Error error = {0};
    bool good = stand_open(&stand, &error) && describe(order, &stand, &error);
    stand_close(&stand);
    return good ? EXIT_GOOD : say_error(EXIT_ENVIRONMENT, &error);
}
