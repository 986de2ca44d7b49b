/* say.c: see say.h. */
#include "commands/line/say.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "commands/line/command.h"
#include "files/lesson/file.h"

int say_error(int status, const Error *error) {
    char text[1200];
    error_format(error, text, sizeof text);
    fprintf(stderr, "gatescope: %s\n", text);
    return status;
}

int say(int status, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fputs("gatescope: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    return status;
}

bool say_text(const char *text, const char *path, Error *error) {
    FILE *out = path ? fopen(path, "w") : stdout;
    bool good = out && fputs(text, out) >= 0 && fflush(out) == 0;
    if (path && out && fclose(out) != 0)
        good = false;
    if (!good)
        error_set(error, "cannot write: %s", strerror(errno));
    if (!good && path)
        snprintf(error->file, sizeof error->file, "%s", path);
    return good;
}

Lesson *read_lesson(const char *path) {
    Errors errors = {0};
    Lesson *lesson = lesson_read(path, &errors);
    for (size_t k = 0; k < errors.count; k++) {
        char text[1200];
        error_format(&errors.items[k], text, sizeof text);
        fprintf(stderr, "%s\n", text);
    }
    if (!lesson && !errors.count)
        say(EXIT_FAILED_CHECK, "%s: out of memory", path);
    errors_free(&errors);
    return lesson;
}
