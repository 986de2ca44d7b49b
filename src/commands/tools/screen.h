/* screen.h: what the commands share whose screen has no course around it (sandbox, digits,
 * text, training; home): how the command line wants it to look, what its window keeps of that
 * between starts, and the screen as a picture or in sentences, without a display. */
#ifndef GATESCOPE_COMMANDS_TOOLS_SCREEN_H
#define GATESCOPE_COMMANDS_TOOLS_SCREEN_H

#include "commands/line/words.h"
#include "commands/state/keeping.h"
#include "ui/window/window.h"

/* ---- the command line ---- */

typedef struct ToolLook {
    int width, height, theme; /* of a picture */
    float text_scale;
    Language language;
} ToolLook;

/* By --size, --theme, --text-scale and --lang, as far as the command has them. False after saying
 * what is wrong. */
bool tool_read_look(const Words *words, ToolLook *look);
/* What -o names is a picture, or NULL; false after saying that it is not. */
bool tool_read_out(const char *out);
void tool_take_look(Session *session, const ToolLook *look);

/* ---- the window ---- */

/* WindowSetup.host is one of these, or begins with one. */
typedef struct ToolHost {
    const char *name; /* of pictures: "gatescope-digits" */
    Keeping keeping;  /* only how things look is kept */
} ToolHost;

/* Reads what was kept, shows the session in a window until it is closed, and forgets the rest. The
 * setup has its host, session and title; save and save_picture are filled in here. */
bool tool_run(WindowSetup *setup, Language language, Error *error);

/* ---- without a display ---- */

bool tool_draw(const Session *session, const ToolLook *look, const char *path, Error *error);
/* What `describe` says of the session: it returns the length, as describe_digits does. */
bool tool_describe(const Session *session,
                   size_t describe(const Session *session, char *text, size_t size),
                   const char *path, Error *error);

#endif
