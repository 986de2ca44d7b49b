/* look_files.h: what the screen of maps looks into: a lesson's file, or a network that somebody else
 * wrote, over data. */
#ifndef GATESCOPE_COMMANDS_TOOLS_LOOK_FILES_H
#define GATESCOPE_COMMANDS_TOOLS_LOOK_FILES_H

#include "commands/line/words.h"
#include "session/session.h"

typedef struct LookWish {
    const char *path;
} LookWish;

/* By the words of a command that has the options of a network. False after saying what is wrong. */
bool look_files_wish(const Words *words, LookWish *wish);
/* NULL and an error where a file is not what it seems, or memory lacks. */
Session *look_files_session(const LookWish *wish, Error *error);

#endif
