/* say.c: see say.h. */
#include "commands/line/say.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/new_file.h"
#include "base/shown.h"
#include "base/utf8.h"
#include "commands/line/command.h"
#include "commands/line/patience.h"
#include "files/lesson/file.h"

enum { LINE_SIZE = 1200 }; /* an error's fields fit */

/* Where there is no memory for the whole line its beginning is printed. */
static void write_line(FILE *out, const char *format, va_list arguments) ERROR_FORMAT(2, 0);

static void write_line(FILE *out, const char *format, va_list arguments) {
    char line[LINE_SIZE], *whole = NULL;
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(line, sizeof line, format, arguments);
    if (length >= LINE_SIZE && (whole = malloc((size_t)length + 1)))
        vsnprintf(whole, (size_t)length + 1, format, again);
    va_end(again);
    const char *text = whole ? whole : line;
    shown_write(out, text, utf8_whole(text, strlen(text)), false);
    fputc('\n', out);
    free(whole);
}

void say_line(FILE *out, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    write_line(out, format, arguments);
    va_end(arguments);
}

int say_error(int status, const Error *error) {
    char text[LINE_SIZE];
    error_format(error, text, sizeof text);
    return say(status, "%s", text);
}

int say(int status, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fputs("gatescope: ", stderr);
    write_line(stderr, format, arguments);
    va_end(arguments);
    return status;
}

void say_errors(const Errors *errors) {
    for (size_t k = 0; k < errors->count; k++) {
        char text[LINE_SIZE];
        error_format(&errors->items[k], text, sizeof text);
        say_line(stderr, "%s", text);
    }
}

bool say_text(const char *text, const char *path, Error *error) {
    NewFile file;
    if (!new_file_open(&file, path, error))
        return false;
    shown_write(file.out, text, strlen(text), true);
    return new_file_close(&file, true, error);
}

Lesson *read_lesson(const char *path) {
    Errors errors = {0};
    Lesson *lesson = lesson_read(path, &errors);
    if (lesson)
        lesson->watch = patience_watch();
    say_errors(&errors);
    if (!lesson && !errors.count)
        say(EXIT_FAILED_CHECK, "%s: out of memory", path);
    errors_free(&errors);
    return lesson;
}
