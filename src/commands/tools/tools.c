/* tools.c: see tools.h. */
#include "commands/tools/tools.h"

#include <stdio.h>
#include <string.h>

#include "commands/library/digit_files.h"
#include "commands/tools/look_files.h"
#include "commands/tools/look_sort.h"
#include "commands/tools/practise.h"
#include "commands/tools/sandbox.h"
#include "commands/tools/text_files.h"
#include "lesson/practise/idea.h"
#include "scene/screens.h"
#include "session/kinds/digits.h"
#include "session/kinds/sandbox.h"
#include "session/words/phrase.h"

/* The digits with a model, which is the session's from then on. */
static Session *digits_with(Tools *tools, DigitModel *model, Error *error) {
    bool good = tools->digits.count || digit_files_set(&tools->digits, error);
    Session *session = good ? session_new_digits(model, &tools->digits, error) : NULL;
    digit_model_free(model);
    if (session)
        session_apply(session, &(Action){.kind = ACTION_PLAY, .number = 1});
    return session;
}

static Session *new_digits(Tools *tools, const Session *from, const Action *wish, Error *error) {
    DigitModel model = {{NULL}, {NULL}};
    (void)from, (void)wish;
    bool good = tools->digits.count || digit_files_set(&tools->digits, error);
    if (good && digit_files_model(&model, error))
        return digits_with(tools, &model, error);
    digit_model_free(&model);
    return NULL;
}

/* The one of the last time, if there is one. */
static Session *the_training(Tools *tools, const Session *from, const Action *wish, Error *error) {
    (void)from, (void)wish;
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

static Session *new_sandbox(Tools *tools, const Session *from, const Action *wish, Error *error) {
    (void)tools, (void)from, (void)wish;
    return sandbox_session(error);
}

static Session *new_opening(Tools *tools, const Session *from, const Action *wish, Error *error) {
    (void)tools, (void)from, (void)wish;
    Session *session = digit_files_opening(error);
    if (session)
        session_apply(session, &(Action){.kind = ACTION_PLAY, .number = 1});
    return session;
}

static Session *new_practise(Tools *tools, const Session *from, const Action *wish, Error *error) {
    (void)from;
    int idea = wish->unit < 0 || wish->unit > idea_count() ? -1 : wish->unit - 1;
    return practise_session(tools->state, idea, 0, error);
}

static Session *look_at(const char *model, const char *data, Error *error) {
    Errors said = {0};
    Session *session = look_files_session(&(LookWish){.path = model, .inputs = data}, &said, error);
    errors_free(&said); /* it stands on the screen, too */
    return session;
}

/* Into the lesson that is open, where that was wished for; else into a network that came with the program,
 * with a word on how to open one's own. */
static Session *new_look(Tools *tools, const Session *from, const Action *wish, Error *error) {
    (void)tools;
    if (wish->unit == 1 && from->lesson->path)
        return look_at(from->lesson->path, NULL, error);
    return look_files_example(error);
}

static void save_sandbox(Tools *tools, WindowSetup *setup, bool view) {
    sandbox_save_lesson(setup, view, tools->saved, sizeof tools->saved);
}

static Session *new_text(Tools *tools, const Session *from, const Action *wish, Error *error) {
    if (session_text(from))
        return text_files_turn(&tools->texts, from, wish->unit, error);
    TextModel model = wish->unit == TEXT_LISP ? TEXT_LISP : TEXT_ENGLISH;
    return text_files_session(&tools->texts, model, NULL, NULL, error);
}

/* It can be gone on with later. */
static void pause_training(Tools *tools) {
    session_apply(tools->training, &(Action){.kind = ACTION_PLAY, .number = 0});
    desk_follow(tools->desk, tools->training);
}

static void save_training(Tools *tools, WindowSetup *setup, bool view) {
    (void)setup, (void)view;
    desk_save(tools->desk);
}

/* ---- the table ---- */

/* What a window does for a tool besides what it does for a lesson; all but open may be NULL. */
typedef struct Tool {
    const char *title; /* of the window */
    Session *(*open)(Tools *tools, const Session *from, const Action *wish, Error *error);
    void (*leave)(Tools *tools); /* it is left, and its session kept; NULL: that is freed */
    bool (*follow)(Tools *tools, WindowSetup *setup);
    void (*save)(Tools *tools, WindowSetup *setup, bool view);
    void (*paste)(Session *session, const char *text);
} Tool;

static const Tool TOOLS[SESSION_KIND_COUNT] = {
    [SESSION_SANDBOX] = {.title = "Sandbox \u2013 Gatescope",
                         .open = new_sandbox,
                         .save = save_sandbox},
    [SESSION_DIGITS] = {.title = "Digits \u2013 Gatescope", .open = new_digits},
    [SESSION_TEXT] = {.title = "Text \u2013 Gatescope", .open = new_text, .paste = text_paste},
    [SESSION_TRAINING] = {.title = "Training \u2013 Gatescope",
                          .open = the_training,
                          .leave = pause_training,
                          .follow = tools_train,
                          .save = save_training},
    [SESSION_PRACTISE] = {.title = "Practise \u2013 Gatescope", .open = new_practise},
    [SESSION_LOOK] = {.title = "Maps \u2013 Gatescope", .open = new_look},
    [SESSION_OPENING] = {.title = "Gatescope", .open = new_opening},
};

/* NULL: there is none of that kind. */
static const Tool *tool_of(int kind) {
    bool known = kind >= 0 && kind < SESSION_KIND_COUNT && TOOLS[kind].open;
    return known ? &TOOLS[kind] : NULL;
}

/* The open one; NULL: none is. */
static const Tool *open_tool(const Tools *tools) {
    return tools_are_open(tools) ? tool_of(tools->open) : NULL;
}

/* ---- coming and going ---- */

/* What is seen alike in all sessions of a window. */
static void carry_look(Session *to, const Session *from) {
    SessionLook look = session_look(from);
    session_set_look(to, &look);
}

bool tools_close(Tools *tools, WindowSetup *setup) {
    const Tool *tool = open_tool(tools);
    if (!tool)
        return false;
    carry_look(tools->lesson.session, setup->session);
    if (tool->leave)
        tool->leave(tools);
    else
        session_free(setup->session);
    *setup = tools->lesson;
    session_redraw(setup->session);
    tools->lesson.session = NULL;
    tools->of_looked = NULL;
    return true;
}

/* The session takes the window, in place of the tool that is open. */
static void put(Tools *tools, WindowSetup *setup, int kind, Session *session) {
    tools_close(tools, setup);
    session_apply(setup->session, &(Action){.kind = ACTION_HOME, .number = 0});
    carry_look(session, setup->session);
    tools->lesson = *setup;
    tools->open = kind;
    setup->session = session;
    setup->title = phrase_in(session->view.language, tool_of(kind)->title);
    setup->lesson_number = setup->lesson_total = setup->reading_count = 0;
    setup->reading = NULL;
    setup->step_ns = NULL;
}

bool tools_carry_out(Tools *tools, WindowSetup *setup, const Action *wish, Error *error) {
    const Tool *tool = tool_of(wish->number);
    bool over_training = tools->training && tools->lesson.session == tools->training;
    if (wish->flag && tools->desk) {
        desk_lend(tools->desk);
        return true;
    }
    if (over_training && wish->number == SESSION_TRAINING)
        return tools_close(tools, setup);
    Session *session = tools->given;
    if (session)
        tools->given = NULL;
    else
        session = tool ? tool->open(tools, setup->session, wish, error) : NULL;
    if (!session)
        return false;
    put(tools, setup, wish->number, session);
    return true;
}

bool tools_open(Tools *tools, WindowSetup *setup, int kind, Error *error) {
    return tools_carry_out(tools, setup, &(Action){.kind = ACTION_OPEN_TOOL, .number = kind},
                           error);
}

/* ---- what is dropped ---- */

static const char *name_of(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* With the data, or alone where that cannot be read. */
static Session *look_at_both(const char *model, ToolDrop *drop, Error *error) {
    Session *session = look_at(model, drop->data, error);
    if (session || !drop->data)
        return session;
    drop->why = *error;
    drop->data = NULL;
    return look_at(model, NULL, error);
}

bool tools_drop(Tools *tools, WindowSetup *setup, char *const *paths, int count, ToolDrop *drop,
                Error *error) {
    LookSorted found = look_sort(paths, count, error);
    Session *session = NULL;
    *drop = (ToolDrop){.data = found.data};
    if (found.model)
        session = look_at_both(found.model, drop, error);
    else if (found.data && tools->looked[0])
        session = look_at(tools->looked, found.data, error);
    else if (found.data)
        error_set(error, "%s is data, and there is no model that reads it: drop both at once",
                  name_of(found.data));
    if (!session)
        return false;
    if (found.model)
        snprintf(tools->looked, sizeof tools->looked, "%s", found.model);
    put(tools, setup, SESSION_LOOK, session);
    tools->of_looked = session;
    return true;
}

const char *tools_model(const Tools *tools) {
    return tools->of_looked ? tools->looked : NULL;
}

/* ---- what a training has made ---- */

/* NULL and an error where they read no digits. The models are given back in any case. */
static Session *digits_trained(Tools *tools, Model *models[CELL_KIND_COUNT], Error *error) {
    DigitModel model = {{NULL}, {NULL}};
    bool trained[CELL_KIND_COUNT], good = true;
    *error = (Error){0};
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++) {
        trained[kind] = models[kind] != NULL;
        if (models[kind])
            good = digit_model_take(&model, models[kind], error) && good;
    }
    good = good && digit_files_fill(&model, error);
    Session *session = good ? digits_with(tools, &model, error) : NULL;
    digit_model_free(&model);
    if (session)
        session_digits_trained(session, trained);
    return session;
}

static void free_models(Model *models[CELL_KIND_COUNT]) {
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++)
        model_free(models[kind]);
}

/* Of the cell whose example is shown. The models are given back in any case. */
static Session *text_trained(Tools *tools, Model *models[CELL_KIND_COUNT], Error *error) {
    const Training *training = session_training(tools->training);
    const RaceReport *report = &training->report;
    Model *model = models[training->chosen];
    Alphabet alphabet;
    *error = (Error){0};
    models[training->chosen] = NULL;
    free_models(models);
    if (model && report->text && alphabet_make(&alphabet, report->character_of, report->outputs))
        return text_files_trained(&tools->texts, model, &alphabet, error);
    model_free(model);
    error_set(error, "the model does not read characters");
    return NULL;
}

bool tools_train(Tools *tools, WindowSetup *setup) {
    Model *models[CELL_KIND_COUNT] = {NULL};
    Error error;
    bool busy = desk_follow(tools->desk, tools->training);
    if (!desk_lent(tools->desk, models))
        return busy;
    pause_training(tools);
    bool text = session_training(tools->training)->order.task == TRAINING_TEXT;
    Session *session =
        text ? text_trained(tools, models, &error) : digits_trained(tools, models, &error);
    if (session)
        put(tools, setup, text ? SESSION_TEXT : SESSION_DIGITS, session);
    else
        session_tell(tools->training, &error);
    return true;
}

bool tools_open_saved(Tools *tools, WindowSetup *setup) {
    if (setup->session == tools->training) {
        desk_lend(tools->desk);
        return false;
    }
    return tools->saved[0];
}

bool tools_hand_out(const Tools *tools, const WindowSetup *setup) {
    return !tools->state || practise_hand_out(tools->state, setup->session);
}

bool tools_follow(Tools *tools, WindowSetup *setup) {
    const Tool *tool = open_tool(tools);
    return tool && tool->follow && tool->follow(tools, setup);
}

void tools_save(Tools *tools, WindowSetup *setup, bool view) {
    const Tool *tool = open_tool(tools);
    if (tool && tool->save)
        tool->save(tools, setup, view);
}

bool tools_paste(const Tools *tools, WindowSetup *setup, const char *text) {
    const Tool *tool = open_tool(tools);
    if (!tool || !tool->paste)
        return false;
    tool->paste(setup->session, text);
    return true;
}

const char *tools_name(const Tools *tools) {
    return screen_of((SessionKindId)tools->open)->name;
}

bool tools_has(int kind) {
    return tool_of(kind) != NULL;
}

void tools_free(Tools *tools) {
    digit_set_free(&tools->digits);
    text_shelf_free(&tools->texts);
    desk_free(tools->desk);
    session_free(tools->given);
    session_free(tools->training);
    tools->given = NULL;
    tools->desk = NULL;
    tools->training = NULL;
}
