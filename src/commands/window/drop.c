/* drop.c: see drop.h. */
#include "commands/window/drop.h"

#include "commands/tools/look_files.h"
#include "ui/window/own.h"

/* NULL: none of them is one. */
static const char *find_lesson(char *const *paths, int count, bool surely) {
    for (int k = 0; k < count; k++)
        if (look_files_lesson(paths[k], surely))
            return paths[k];
    return NULL;
}

/* It is read first: what cannot be read leaves all as it was. */
static bool open_lesson(WindowSetup *setup, const char *path, Error *error) {
    Host *host = setup->host;
    Lesson *lesson = serve_read(path, error);
    if (!lesson)
        return false;
    lesson_free(lesson);
    tools_close(host->tools, setup);
    if (!serve_open(setup, path, error))
        return false;
    own_opened(&(OwnOpened){.kind = OWN_LESSON, .path = path, .id = host->lesson->id});
    return true;
}

static bool open_model(WindowSetup *setup, char *const *paths, int count, Error *error) {
    Host *host = setup->host;
    ToolDrop drop;
    if (!tools_drop(host->tools, setup, paths, count, &drop, error))
        return false;
    if (drop.why.what[0])
        serve_tell(setup, &drop.why);
    own_opened(&(OwnOpened){.kind = OWN_MODEL, .path = host->tools->looked, .data = drop.data});
    return true;
}

/* A text beside a model may be anything: its settings, say. One that is alone is taken for a lesson. */
bool serve_drop(WindowSetup *setup, char *const *paths, int count) {
    Error error = {0};
    const char *lesson = find_lesson(paths, count, true);
    const char *text = lesson ? NULL : find_lesson(paths, count, false);
    bool opened = lesson              ? open_lesson(setup, lesson, &error)
                  : text && count < 2 ? open_lesson(setup, text, &error)
                                      : open_model(setup, paths, count, &error);
    if (!opened && text && count > 1)
        opened = open_lesson(setup, text, &error);
    if (!opened)
        serve_tell(setup, &error);
    return opened;
}
