/* describe.c: `gatescope describe`: a lesson in sentences. */
#include "commands/lesson/commands.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/new_file.h"
#include "base/shown.h"
#include "commands/line/command.h"
#include "commands/line/say.h"
#include "commands/picture/home.h"
#include "commands/state/language.h"
#include "lesson/check/check.h"
#include "scene/words/describe.h"
#include "session/session.h"
#include "session/words/phrase.h"

/* Two sessions of the lesson: where it is told, and where it stood a beat before. */
typedef struct Telling {
    Session *now, *before; /* owned */
} Telling;

static bool telling_open(Telling *telling, const Lesson *lesson, Language language, Error *error) {
    telling->now = session_new(lesson, error);
    telling->before = telling->now ? session_new(lesson, error) : NULL;
    if (!telling->before)
        return false;
    const SessionLook look = {.text_scale = 1, .language = language, .reduced_motion = true};
    session_set_look(telling->now, &look);
    session_set_look(telling->before, &look);
    return true;
}

static void telling_close(Telling *telling) {
    session_free(telling->now);
    session_free(telling->before);
}

/* A question holds the first try to go on: a second one passes it. */
static void go_to_beat(Session *session, int beat) {
    for (int tries = 0; tries < 2 && session->beat != beat; tries++)
        session_apply(session, &(Action){.kind = ACTION_GO_BEAT, .number = beat});
}

typedef size_t Describe(const Telling *telling, char *text, size_t size);

static size_t tell_lesson(const Telling *telling, char *text, size_t size) {
    return describe_lesson(telling->now, text, size);
}

static size_t tell_beat(const Telling *telling, char *text, size_t size) {
    return describe_beat(telling->now, telling->now->beat > 0 ? telling->before : NULL, text, size);
}

static bool write_text(FILE *out, const Telling *telling, Describe *describe, Error *error) {
    size_t length = describe(telling, NULL, 0);
    char *text = malloc(length + 1);
    if (!text)
        return error_memory(error, length + 1, "a description");
    describe(telling, text, length + 1);
    shown_write(out, text, length, true);
    free(text);
    return !ferror(out) || error_set(error, "cannot write: %s", strerror(errno));
}

/* What the window shows above such a lesson: how much of it does not hold, and the first. */
static void write_errors(FILE *out, const Session *session) {
    CheckCount count = {0};
    Errors errors = {0};
    char text[1024];
    if (lesson_check_is_quick(session->lesson))
        lesson_check(session->lesson, &count, &errors);
    if (errors.count > 1)
        fprintf(out, phrase_in(session->view.language, "%d errors. "), (int)errors.count);
    if (errors.count) {
        size_t length = (size_t)error_format(&errors.items[0], text, sizeof text);
        shown_write(out, text, length < sizeof text ? length : sizeof text - 1, true);
        fputc('\n', out);
    }
    errors_free(&errors);
}

/* All beats, or that one alone (from 1). */
static bool write_all(FILE *out, Telling *telling, long only, Error *error) {
    int beats = telling->now->lesson->beat_count;
    if (!only && !write_text(out, telling, tell_lesson, error))
        return false;
    if (!only)
        write_errors(out, telling->now);
    for (int beat = only ? (int)only - 1 : 0; beat < (only ? (int)only : beats); beat++) {
        if (!only)
            fputc('\n', out);
        go_to_beat(telling->now, beat);
        go_to_beat(telling->before, beat - 1);
        if (!write_text(out, telling, tell_beat, error))
            return false;
    }
    return true;
}

static int write_to(const char *path, Telling *telling, long only) {
    NewFile file;
    Error error = {0};
    if (!new_file_open(&file, path, &error))
        return say_error(EXIT_ENVIRONMENT, &error);
    bool whole = write_all(file.out, telling, only, &error);
    if (new_file_close(&file, whole, &error))
        return EXIT_GOOD;
    return say_error(EXIT_ENVIRONMENT, &error);
}

static int describe(const Words *words, const Lesson *lesson) {
    long only = 0;
    Error error = {0};
    Telling telling = {NULL, NULL};
    Language language;
    if (!words_long(words, "--beat", 1, lesson->beat_count, &only) ||
        !language_choose(words, NULL, &language))
        return EXIT_USAGE;
    int status = telling_open(&telling, lesson, language, &error)
                     ? write_to(words_value(words, "-o"), &telling, only)
                     : say_error(EXIT_ENVIRONMENT, &error);
    telling_close(&telling);
    return status;
}

static int describe_all_lessons(const Words *words) {
    HomeOrder order = {.out = words_value(words, "-o")};
    if (words->operand_count || words_value(words, "--beat"))
        return say(EXIT_USAGE, "--home tells of all lessons: neither a lesson nor a beat is named");
    if (!language_choose(words, NULL, &order.language))
        return EXIT_USAGE;
    return home_description(&order);
}

int command_describe(const Command *command, int count, char **line) {
    Words words;
    int status;
    if (!words_read(&words, command, count, line, &status))
        return status;
    if (words_value(&words, "--home"))
        return describe_all_lessons(&words);
    const char *path = words_lesson(&words);
    if (!path)
        return EXIT_USAGE;
    Lesson *lesson = read_lesson(path);
    if (!lesson)
        return EXIT_FAILED_CHECK;
    status = describe(&words, lesson);
    lesson_free(lesson);
    return status;
}
