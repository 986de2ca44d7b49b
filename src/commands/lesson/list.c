/* list.c: `gatescope list`. */
#include "commands/lesson/commands.h"

#include <stdio.h>

#include "commands/library/library.h"
#include "commands/line/say.h"
#include "commands/line/words.h"

static void print_json_text(const char *text) {
    putchar('"');
    for (const char *c = text; *c; c++) {
        if (*c == '"' || *c == '\\')
            printf("\\%c", *c);
        else if ((unsigned char)*c < 0x20)
            printf("\\u%04x", (unsigned)(unsigned char)*c);
        else
            putchar(*c);
    }
    putchar('"');
}

static void print_json(const Lesson *lesson, bool first) {
    printf("%s\n  {\"id\": ", first ? "" : ",");
    print_json_text(lesson->id);
    printf(", \"title\": ");
    print_json_text(text_in(&lesson->title, NULL));
    printf(", \"track\": ");
    print_json_text(lesson->track);
    printf(", \"level\": %d, \"minutes\": %g, \"path\": ", lesson->level, (double)lesson->minutes);
    print_json_text(lesson->path);
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
            printf("%-20s %-14s level %d  %2g min  %s\n", lesson->id, lesson->track, lesson->level,
                   (double)lesson->minutes, text_in(&lesson->title, NULL));
        first = false;
        lesson_free(lesson);
    }
    if (json)
        puts("\n]");
    library_close(&library);
    return status;
}
