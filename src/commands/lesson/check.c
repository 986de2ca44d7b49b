/* check.c: `gatescope check`: plays lessons without a window and holds them to what they say. */
#include "commands/lesson/commands.h"

#include <stdio.h>
#include <string.h>

#include "commands/lesson/check_course.h"
#include "commands/lesson/check_ids.h"
#include "commands/lesson/check_items.h"
#include "commands/lesson/check_language.h"
#include "commands/lesson/check_layout.h"
#include "commands/library/languages.h"
#include "commands/library/library.h"
#include "commands/line/say.h"
#include "commands/line/words.h"
#include "files/lesson/tracks.h"
#include "lesson/check/check.h"
#include "lesson/check/rules.h"

typedef struct Tally {
    CheckCount count;
    MetLessons met;
    ItemTally items;
    MetCourse course;
    int lessons, wrong;
} Tally;

/* Warnings are told, and count where all rules are kept to. */
static int count_wrong(const Errors *errors, bool strict) {
    int wrong = errors->out_of_memory;
    for (size_t k = 0; k < errors->count; k++)
        wrong += strict || !errors->items[k].warning;
    return wrong;
}

/* It is not the lesson that is wrong: this never counts. */
static void warn_of_id(Tally *tally, const Lesson *lesson) {
    Errors errors = {0};
    check_id(&tally->met, lesson, &errors);
    say_errors(&errors);
    errors_free(&errors);
}

/* What is wrong with a lesson that could be read. */
static void check_read(Tally *tally, const Lesson *lesson, bool strict) {
    Errors errors = {0};
    Error error;
    lesson_check(lesson, &tally->count, &errors);
    if (strict) {
        rules_check(lesson, languages_here(), &errors);
        if (!layout_check(lesson, languages_here(), &errors, &error))
            errors_add(&errors, &error);
        check_items_add(&tally->items, lesson, languages_here());
        if (!check_course(&tally->course, lesson, &errors, &error))
            errors_add(&errors, &error);
    }
    say_errors(&errors);
    tally->wrong += count_wrong(&errors, strict);
    errors_free(&errors);
    warn_of_id(tally, lesson);
}

static void check_path(Tally *tally, const char *path, bool strict) {
    tally->lessons++;
    Lesson *lesson = read_lesson(path);
    if (lesson)
        check_read(tally, lesson, strict);
    else
        tally->wrong++;
    lesson_free(lesson);
}

static void check_tracks(Tally *tally, const char *path) {
    Tracks tracks;
    Errors errors = {0};
    if (!tracks_read(path, &tracks, &errors))
        tally->wrong++;
    for (size_t k = 0; k < errors.count; k++)
        say_error(0, &errors.items[k]);
    errors_free(&errors);
    tracks_free(&tracks);
}

/* lessons/ *.json names the schema and the list of tracks too; they are no lessons. */
static void check_named(Tally *tally, const char *path, bool strict) {
    if (has_ending(path, "/" TRACKS_FILE) || strcmp(path, TRACKS_FILE) == 0)
        check_tracks(tally, path);
    else if (!has_ending(path, ".schema.json"))
        check_path(tally, path, strict);
}

/* A single lesson has too few questions to say anything of them. */
static void tell_items(Tally *tally, bool quiet) {
    if (!quiet)
        check_items_tell(&tally->items, languages_here());
    tally->wrong += check_items_broken(&tally->items, languages_here());
}

static void summarise(const Tally *tally) {
    const CheckCount *count = &tally->count;
    printf("%d lesson%s, %d claim%s, %d question%s, %d task%s: ", tally->lessons,
           tally->lessons == 1 ? "" : "s", count->claims, count->claims == 1 ? "" : "s",
           count->questions, count->questions == 1 ? "" : "s", count->tasks,
           count->tasks == 1 ? "" : "s");
    if (tally->wrong)
        printf("%d do not hold\n", tally->wrong);
    else
        puts("all hold");
}

int command_check(const Command *command, int count, char **line) {
    Words words;
    Tally tally = {0};
    int status;
    if (!words_read(&words, command, count, line, &status))
        return status;
    if (words_value(&words, "--language"))
        return check_language(&words, words_value(&words, "--language"));
    bool strict = words_value(&words, "--strict");
    for (int k = 0; k < words.operand_count; k++)
        check_named(&tally, words.operands[k], strict);
    if (!words.operand_count) {
        Library library;
        Error error;
        if (!library_open(&library, &error))
            return say_error(EXIT_ENVIRONMENT, &error);
        for (int k = 0; k < library.count; k++)
            check_path(&tally, library.paths[k], strict);
        library_close(&library);
    }
    if (strict && tally.lessons > 1)
        tell_items(&tally, words_value(&words, "--quiet"));
    met_free(&tally.met);
    met_course_free(&tally.course);
    if (!words_value(&words, "--quiet"))
        summarise(&tally);
    return tally.wrong ? EXIT_FAILED_CHECK : EXIT_GOOD;
}
