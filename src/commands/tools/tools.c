/* tools.c: see tools.h. */
#include "commands/tools/tools.h"

#include "commands/tools/digit_files.h"
#include "commands/tools/sandbox.h"
#include "commands/tools/text_files.h"
#include "files/data/passages.h"
#include "session/kinds/digits.h"
#include "session/words/phrase.h"

static Session *new_digits(Tools *tools, Error *error) {
    DigitModel model = {{NULL}, {NULL}};
    if (!tools->digits.count && !digit_files_set(&tools->digits, error))
        return NULL;
    Session *session =
        digit_files_model(&model, error) ? session_new_digits(&model, &tools->digits, error) : NULL;
    digit_model_free(&model);
    if (session)
        session_apply(session, &(Action){.kind = ACTION_PLAY, .number = 1});
    return session;
}

/* The one of the last time, if there is one. */
static Session *the_training(Tools *tools, Error *error) {
    RaceSetup setup = training_setup(TRAINING_DIGITS);
    if (tools->training)
        return tools->training;
    tools->desk = desk_new(true, error);
    tools->training = tools->desk ? session_new_training(TRAINING_DIGITS, &setup, error) : NULL;
    if (!tools->training) {
        desk_free(tools->desk);
        tools->desk = NULL;
    }
    return tools->training;
}

static Session *session_of(Tools *tools, int tool, Error *error) {
    switch (tool) {
    case TOOL_DIGITS:
        return new_digits(tools, error);
    case TOOL_SANDBOX:
        return sandbox_session(error);
    case TOOL_TEXT:
        passages_free(&tools->passages);
        return text_files_session(NULL, NULL, &tools->passages, error);
    case TOOL_TRAINING:
        return the_training(tools, error);
    default:
        return NULL;
    }
}

static const char *title_of(int tool, Language language) {
    static const char *const TITLES[TOOL_COUNT] = {[TOOL_SANDBOX] = "Sandbox \u2013 Gatescope",
                                                   [TOOL_DIGITS] = "Digits \u2013 Gatescope",
                                                   [TOOL_TEXT] = "Text \u2013 Gatescope",
                                                   [TOOL_TRAINING] = "Training \u2013 Gatescope"};
    return phrase_in(language, TITLES[tool]);
}

/* What is seen alike in all sessions of a window. */
static void carry_look(Session *to, const Session *from) {
    SessionLook look = session_look(from);
    session_set_look(to, &look);
}

bool tools_open(Tools *tools, WindowSetup *setup, int tool, Error *error) {
    Session *session = session_of(tools, tool, error);
    if (!session)
        return false;
    session_apply(setup->session, &(Action){.kind = ACTION_HOME, .number = 0});
    carry_look(session, setup->session);
    tools->rest = *setup;
    tools->open = tool;
    setup->session = session;
    setup->title = title_of(tool, session->view.language);
    setup->lesson_number = setup->lesson_total = setup->reading_count = 0;
    setup->reading = NULL;
    setup->step_ns = NULL;
    return true;
}

/* It can be gone on with later. */
static void rest_training(Tools *tools) {
    session_apply(tools->training, &(Action){.kind = ACTION_PLAY, .number = 0});
    desk_follow(tools->desk, tools->training);
}

bool tools_close(Tools *tools, WindowSetup *setup) {
    if (!tools_are_open(tools))
        return false;
    carry_look(tools->rest.session, setup->session);
    if (setup->session == tools->training)
        rest_training(tools);
    else
        session_free(setup->session);
    *setup = tools->rest;
    session_redraw(setup->session);
    tools->rest.session = NULL;
    return true;
}

bool tools_follow(Tools *tools, WindowSetup *setup) {
    bool open = tools_are_open(tools) && tools->open == TOOL_TRAINING;
    return open && desk_follow(tools->desk, setup->session);
}

void tools_save(Tools *tools, WindowSetup *setup, bool view) {
    if (tools_are_open(tools) && tools->open == TOOL_TRAINING)
        desk_save(tools->desk);
    else if (tools_are_open(tools) && tools->open == TOOL_SANDBOX)
        sandbox_save_lesson(setup, view);
}

const char *tools_name(const Tools *tools) {
    static const char *const NAMES[TOOL_COUNT] = {[TOOL_SANDBOX] = "sandbox",
                                                  [TOOL_DIGITS] = "digits",
                                                  [TOOL_TEXT] = "text",
                                                  [TOOL_TRAINING] = "training"};
    return NAMES[tools->open];
}

void tools_free(Tools *tools) {
    digit_set_free(&tools->digits);
    passages_free(&tools->passages);
    desk_free(tools->desk);
    session_free(tools->training);
    tools->desk = NULL;
    tools->training = NULL;
}
