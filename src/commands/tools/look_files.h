/* look_files.h: what the screen of maps looks into: a lesson's file, or a network that somebody else
 * wrote, over data. */
#ifndef GATESCOPE_COMMANDS_TOOLS_LOOK_FILES_H
#define GATESCOPE_COMMANDS_TOOLS_LOOK_FILES_H

#include "commands/line/words.h"
#include "files/inputs/inputs.h"
#include "files/network/network.h"
#include "session/session.h"

typedef struct LookWish {
    const char *path; /* NULL: the example */
    NetworkOptions network;
    const char *inputs; /* a file of data; NULL: none */
    InputOptions data;
    int sequence; /* which of several, from 0 */
} LookWish;

/* By the words of a command that has the options of a model; path NULL: none is named. False after saying what is wrong. */
bool look_files_wish(const Words *words, LookWish *wish);

/* Whether the file is a lesson, or some other text as JSON that is no model's; surely: it has beats. */
bool look_files_lesson(const char *path, bool surely);

/* What would be looked into: a lesson, which lesson_free frees; what else is to be known of it stands in
 * *said. NULL and an error as below. */
Lesson *look_files_read(const LookWish *wish, Errors *said, Error *error);

/* A session on the file, else on the example; what else is to be known of it stands in *said, which errors_free frees in any
 * case. NULL and an error where a file is not what it seems, or memory lacks. */
Session *look_files_session(const LookWish *wish, Errors *said, Error *error);

/* A session on a lesson's network that came with the program, as an example. NULL and an error where it is
 * not there. */
Session *look_files_example(Error *error);

#endif
