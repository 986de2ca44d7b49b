/* tools.c: see tools.h. */
#include "commands/tools.h"

#include "commands/digit_files.h"
#include "commands/sandbox.h"
#include "session/digits.h"

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

/* What is seen alike in all sessions of a window. */
static void carry_look(View *to, const View *from) {
    to->theme = from->theme;
    to->text_scale = from->text_scale;
    to->notation = from->notation;
    to->language = from->language;
    to->reduced_motion = from->reduced_motion;
    to->sound = from->sound;
}

bool tools_open(Tools *tools, WindowSetup *setup, int tool, Error *error) {
    Session *session = tool == TOOL_DIGITS    ? new_digits(tools, error)
                       : tool == TOOL_SANDBOX ? sandbox_session(error)
                                              : NULL;
    if (!session)
        return false;
    session_apply(setup->session, &(Action){.kind = ACTION_HOME, .number = 0});
    carry_look(&session->view, &setup->session->view);
    tools->rest = *setup;
    tools->open = tool;
    setup->session = session;
    setup->title = tool == TOOL_DIGITS ? "Digits \u2013 Gatescope" : "Sandbox \u2013 Gatescope";
    setup->lesson_number = setup->lesson_total = setup->reading_count = 0;
    setup->reading = NULL;
    setup->step_ns = NULL;
    setup->save_lesson = tool == TOOL_SANDBOX ? sandbox_save_lesson : NULL;
    return true;
}

bool tools_close(Tools *tools, WindowSetup *setup) {
    if (!tools_are_open(tools))
        return false;
    carry_look(&tools->rest.session->view, &setup->session->view);
    session_free(setup->session);
    *setup = tools->rest;
    setup->session->version++;
    tools->rest.session = NULL;
    return true;
}

const char *tools_name(const Tools *tools) {
    return tools->open == TOOL_DIGITS ? "digits" : "sandbox";
}

void tools_free(Tools *tools) {
    digit_set_free(&tools->digits);
}
