/* tool_link.c: tools as parts of links (tools.h). */
#include <stdio.h>
#include <string.h>

#include "commands/tools/tools.h"
#include "files/state/link.h"
#include "scene/screens.h"
#include "session/kinds/opening.h"
#include "session/kinds/text.h"

/* A shipped one by its name. */
static const char *model_of(const TextReading *reading) {
    bool shipped = reading && reading->model >= 0 && reading->model < TEXT_MODELS;
    return shipped ? text_files_name(reading->model) : NULL;
}

/* Maps are of the lesson that waits, unless a model was dropped. */
static bool looks_into_lesson(const Tools *tools, const Session *session) {
    const char *path = session->lesson->path, *behind = tools->lesson.session->lesson->path;
    return tools->open == SESSION_LOOK && path && behind && strcmp(path, behind) == 0;
}

void tools_link(const Tools *tools, const WindowSetup *setup, char *text, size_t size) {
    const Session *session = setup->session;
    const Opening *opening = session_opening(session);
    char beat[16];
    link_add(text, size, tools_name(tools), model_of(session_text(session)));
    if (looks_into_lesson(tools, session))
        link_add(text, size, "lesson", session->lesson->id);
    if (!opening)
        return;
    snprintf(beat, sizeof beat, "%d", (int)opening->scene + 1);
    link_add(text, size, "beat", beat);
}

/* -1: none is called that. */
static int model_called(const char *name) {
    for (int model = 0; model < TEXT_MODELS; model++)
        if (strcmp(text_files_name((TextModel)model), name) == 0)
            return model;
    return -1;
}

Action tools_wish(const char *name, const char *which) {
    Action wish = {.kind = ACTION_OPEN_TOOL, .number = -1};
    for (int kind = 0; kind < SESSION_KIND_COUNT; kind++)
        if (tools_has(kind) && strcmp(screen_of((SessionKindId)kind)->name, name) == 0)
            wish.number = kind;
    int model = wish.number == SESSION_TEXT ? model_called(which) : 0;
    wish.unit = model >= 0 ? model : 0;
    return wish;
}

bool tools_shows(const Tools *tools, const WindowSetup *setup, const Action *wish) {
    const TextReading *reading = session_text(setup->session);
    return tools_are_open(tools) && tools->open == wish->number &&
           (!reading || reading->model == (TextModel)wish->unit);
}
