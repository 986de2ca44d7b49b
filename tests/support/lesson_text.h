/* lesson_text.h: for tests: the good lesson file, changed at one place.
 *
 * In a replacement the character ^ marks where the fault is; it is taken out again. So a test names
 * line and column by pointing, and they are counted here without any help of the reader's. */
#ifndef GATESCOPE_TESTS_LESSON_TEXT_H
#define GATESCOPE_TESTS_LESSON_TEXT_H

#include "testing.h"

#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "files/lesson/file.h"

typedef struct Marked {
    char *text;
    int line, column; /* of the mark; 0: there was none */
} Marked;

static inline Marked text_unmark(char *text) {
    Marked marked = {.text = text};
    char *mark = strchr(text, '^');
    if (!mark)
        return marked;
    memmove(mark, mark + 1, strlen(mark));
    marked.line = marked.column = 1;
    for (const char *at = text; at < mark; at++) {
        marked.column = *at == '\n' ? 1 : marked.column + 1;
        marked.line += *at == '\n';
    }
    return marked;
}

/* The good lesson with the first `from` replaced by `to`. */
static inline Marked lesson_with(const char *from, const char *to) {
    size_t length;
    Error error;
    char *good = bytes_read("tests/samples/good.json", 1 << 20, &length, &error);
    assert_non_null(good);
    char *at = strstr(good, from);
    if (!at)
        print_message("not in the good lesson: %s\n", from);
    assert_non_null(at);
    size_t size = length + strlen(to) + 1;
    char *text = malloc(size);
    assert_non_null(text);
    snprintf(text, size, "%.*s%s%s", (int)(at - good), good, to, at + strlen(from));
    free(good);
    return text_unmark(text);
}

static inline void print_errors(const Errors *errors) {
    for (size_t k = 0; k < errors->count; k++) {
        char text[1024];
        error_format(&errors->items[k], text, sizeof text);
        print_message("    %s\n", text);
    }
}

#endif
