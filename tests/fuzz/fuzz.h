/* fuzz.h: what the fuzzing targets share. Each target (tests/fuzz/NAME.c) hands bytes to one of the
 * doors by which files and texts from elsewhere come in, goes on with what was accepted, and holds
 * it to what the rest of the program takes for granted. Seeds and cases that were once at fault lie
 * in tests/fuzz/seeds/NAME. See `make fuzz`. */
#ifndef GATESCOPE_TESTS_FUZZ_H
#define GATESCOPE_TESTS_FUZZ_H

#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "files/lesson/file.h"
#include "session/session.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What must be true, in every build. */
#define HOLD(condition)                                                                            \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: not true: %s\n", __FILE__, __LINE__, #condition);              \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

/* The bytes as a text of its own, so that reading past its end is seen; free. */
static inline char *fuzz_text(const uint8_t *data, size_t size) {
    char *text = malloc(size + 1);
    HOLD(text);
    memcpy(text, data, size);
    text[size] = '\0';
    return text;
}

typedef struct FuzzFile {
    int file;
    char path[40];
} FuzzFile;

/* The bytes as a file in memory that has a path. */
static inline FuzzFile fuzz_file(const uint8_t *data, size_t size) {
    FuzzFile made = {.file = memfd_create("fuzz", 0)};
    HOLD(made.file >= 0 && write(made.file, data, size) == (ssize_t)size);
    snprintf(made.path, sizeof made.path, "/proc/self/fd/%d", made.file);
    return made;
}

static inline void fuzz_hold_error(const Error *error) {
    char text[1200];
    HOLD(error->what[0]);
    HOLD(memchr(error->what, '\0', sizeof error->what) && error->line >= 0 && error->column >= 0);
    HOLD(error_format(error, text, sizeof text) < sizeof text);
}

/* What was refused was told why. */
static inline void fuzz_hold_errors(Errors *errors, bool good) {
    HOLD(good == (errors->count == 0) || errors->out_of_memory);
    for (size_t k = 0; k < errors->count; k++)
        fuzz_hold_error(&errors->items[k]);
    errors_free(errors);
}

/* A lesson with a cell of each kind, a question and a task; made once. */
static inline const Lesson *fuzz_lesson(void) {
    static Lesson *lesson;
    Errors errors = {0};
    if (!lesson)
        lesson = lesson_read("tests/samples/good.json", &errors);
    errors_free(&errors);
    HOLD(lesson);
    return lesson;
}

#endif
