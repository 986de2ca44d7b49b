/* scene_stand.h: for tests of all screens: a session of each kind, and each screen of the table shown by
 * one of them. */
#ifndef GATESCOPE_TESTS_SCENE_STAND_H
#define GATESCOPE_TESTS_SCENE_STAND_H

#include "digits_fixture.h"
#include "look_sample.h"
#include "practise_fixture.h"
#include "scene_screen.h"
#include "text_session.h"
#include "training_sample.h"

#include "scene/screens.h"
#include "session/kinds/sandbox.h"

typedef struct Stand {
    Play play; /* of a lesson */
    DigitSet digits;
    PassageSet passages;
    Session *sessions[SESSION_KIND_COUNT];
    CatalogueLesson entry;
    CatalogueTrack track;
    Catalogue catalogue;
} Stand;

static inline Session *stand_sandbox(void) {
    SandboxSetup setup = {.kinds = {true, true, true}, .units = 2, .inputs = 2, .seed = 1};
    Error error = {0};
    return session_new_sandbox(&setup, NULL, &error);
}

static inline int stand_up(void **state) {
    Stand *stand = calloc(1, sizeof *stand);
    assert_non_null(stand);
    screen_start(&stand->play, SCREEN_LESSON);
    stand->digits = fixture_set();
    stand->passages = fixture_passages();
    stand->sessions[SESSION_LESSON] = stand->play.session;
    stand->sessions[SESSION_SANDBOX] = stand_sandbox();
    stand->sessions[SESSION_DIGITS] = fixture_digits(&stand->digits);
    stand->sessions[SESSION_TEXT] = fixture_text(CELL_LSTM, &stand->passages);
    stand->sessions[SESSION_TRAINING] = training_begin(TRAINING_ADDING, 2);
    training_report(stand->sessions[SESSION_TRAINING], 2);
    stand->sessions[SESSION_OPENING] = fixture_opening();
    stand->sessions[SESSION_PRACTISE] = fixture_practise(-1);
    stand->sessions[SESSION_LOOK] = stand_look();
    stand->entry = (CatalogueLesson){.lesson = stand->play.lesson, .path = "some.json"};
    stand->track = (CatalogueTrack){NULL, "tests", 0, 1};
    stand->catalogue = (Catalogue){.tracks = &stand->track,
                                   .track_count = 1,
                                   .lessons = &stand->entry,
                                   .lesson_count = 1,
                                   .version = 1,
                                   .tools = true};
    *state = stand;
    return 0;
}

static inline int stand_down(void **state) {
    Stand *stand = *state;
    for (int kind = SESSION_LESSON + 1; kind < SESSION_KIND_COUNT; kind++)
        session_free(stand->sessions[kind]);
    fixture_set_free(&stand->digits);
    play_stop(&stand->play);
    free(stand);
    return 0;
}

/* The session that shows the row, made so. */
static inline Session *stand_on(Stand *stand, const Screen *screen) {
    Session *session = stand->sessions[screen->kind];
    if (screen->library)
        session_apply(session, &(Action){.kind = ACTION_HOME, .number = 1});
    else if (screen->for_class && strcmp(screen->name, "film") != 0)
        session_apply(session, &(Action){.kind = ACTION_PRESENT, .number = 1});
    else if (strcmp(screen->name, "guided") == 0)
        session_apply(session, &(Action){.kind = ACTION_EXPLORE, .number = 0});
    return session;
}

static inline void stand_back(Session *session) {
    session_apply(session, &(Action){.kind = ACTION_HOME, .number = 0});
    session_apply(session, &(Action){.kind = ACTION_PRESENT, .number = 0});
    session_apply(session, &(Action){.kind = ACTION_EXPLORE, .number = 1});
}

#endif
