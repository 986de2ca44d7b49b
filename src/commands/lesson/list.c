/* list.c: `gatescope list`. */
#include "commands/lesson/commands.h"

#include <stdio.h>
#include <string.h>

#include "base/shown.h"
#include "commands/library/library.h"
#include "commands/line/say.h"
#include "commands/line/words.h"
#include "files/json/text.h"

/* In a column of that width, and a space behind it. */
static void print_cell(const char *text, int width) {
    shown_write(stdout, text, strlen(text), false);
    printf("%*s", width > shown_columns(text) ? width - shown_columns(text) + 1 : 1, "");
}

static void print_row(const Lesson *lesson) {
    print_cell(lesson->id, 20);
    print_cell(lesson->track, 14);
    say_line(stdout, "level %d  %2g min  %s", lesson->level, (double)lesson->minutes,
             text_in(&lesson->title, NULL));
}

static void print_json(const Lesson *lesson, bool first) {
    printf("%s\n  {\"id\": ", first ? "" : ",");
    json_string_write(stdout, lesson->id);
    printf(", \"title\": ");
    json_string_write(stdout, text_in(&lesson->title, NULL));
    printf(", \"track\": ");
    json_string_write(stdout, lesson->track);
    printf(", \"level\": %d, \"minutes\": %g, \"path\": ", lesson->level, (double)lesson->minutes);
    json_string_write(stdout, lesson->path);
    putchar('}');
}

int command_list(const Command *command, int count, char **line) {
    Words words;
    Library library;
    Error error;
    int status = EXIT_GOOD;
    if (!words_read(&words, command, count, line, &status))
        return status;
    if (!library_open(&library, &error))
        return say_error(EXIT_ENVIRONMENT, &error);
    bool json = words_value(&words, "--json");
    bool first = true;
    if (json)
        putchar('[');
    for (int k = 0; k < library.count; k++) {
        Lesson *lesson = read_lesson(library.paths[k]);
        if (!lesson) {
            status = EXIT_FAILED_CHECK;
            continue;
        }
        if (json)
            print_json(lesson, first);
        else
            print_row(lesson);
        first = false;
        lesson_free(lesson);
    }
    if (json)
        puts("\n]");
    library_close(&library);
    return status;
}
