/* error.c: texts of errors, cut to their fields at whole UTF-8 characters. */
#include "base/error.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/utf8.h"

/* Takes back an unfinished character at the end of a text that was cut. */
static void trim_partial(char *text) {
    text[utf8_whole(text, strlen(text))] = '\0';
}

static void fill(char *field, size_t size, const char *format, va_list arguments)
    ERROR_FORMAT(3, 0);

static void fill(char *field, size_t size, const char *format, va_list arguments) {
    int length = vsnprintf(field, size, format, arguments);
    if (length < 0)
        field[0] = '\0';
    else if ((size_t)length >= size)
        trim_partial(field);
}

bool error_set(Error *error, const char *format, ...) {
    if (!error)
        return false;
    Error fresh = {0};
    va_list arguments;
    va_start(arguments, format);
    fill(fresh.what, sizeof fresh.what, format, arguments);
    va_end(arguments);
    *error = fresh; /* after the arguments were read: they may point into the old error */
    return false;
}

void error_expected(Error *error, const char *format, ...) {
    if (!error)
        return;
    va_list arguments;
    va_start(arguments, format);
    fill(error->expected, sizeof error->expected, format, arguments);
    va_end(arguments);
}

void error_found(Error *error, const char *format, ...) {
    if (!error)
        return;
    va_list arguments;
    va_start(arguments, format);
    fill(error->found, sizeof error->found, format, arguments);
    va_end(arguments);
}

void error_hint(Error *error, const char *format, ...) {
    if (!error)
        return;
    va_list arguments;
    va_start(arguments, format);
    fill(error->hint, sizeof error->hint, format, arguments);
    va_end(arguments);
}

bool error_in_file(Error *error, const char *file) {
    if (!error)
        return false;
    size_t length = strlen(file), room = sizeof error->file - 1;
    length = length <= room ? length : utf8_whole(file, room);
    memmove(error->file, file, length); /* it may be the error's own */
    error->file[length] = '\0';
    return false;
}

const char *error_bytes(double bytes, char text[ERROR_BYTES_SIZE]) {
    static const char *const units[] = {"bytes", "kB", "MB", "GB", "TB", "PB", "EB"};
    int unit = 0;
    for (; bytes >= 1000 && unit < 6; unit++)
        bytes /= 1000;
    snprintf(text, ERROR_BYTES_SIZE, "%.*f %s", unit ? 1 : 0, bytes, units[unit]);
    return text;
}

bool error_memory(Error *error, size_t bytes, const char *purpose) {
    char amount[ERROR_BYTES_SIZE];
    return error_set(error, "out of memory: %s for %s", error_bytes((double)bytes, amount),
                     purpose);
}

void errors_add(Errors *errors, const Error *error) {
    assert(error);
    Error *items =
        array_room_large(errors->items, &errors->capacity, errors->count, 1, sizeof *items);
    if (!items) {
        errors->out_of_memory = true;
        return;
    }
    errors->items = items;
    errors->items[errors->count++] = *error;
}

void errors_free(Errors *errors) {
    free(errors->items);
    *errors = (Errors){0};
}

/* Appends to text as far as it goes; *length counts what the whole would have. */
static void append(char *text, size_t size, size_t *length, const char *format, ...)
    ERROR_FORMAT(4, 5);

static void append(char *text, size_t size, size_t *length, const char *format, ...) {
    size_t used = *length < size ? *length : size;
    va_list arguments;
    va_start(arguments, format);
    int more = vsnprintf(text + used, size - used, format, arguments);
    va_end(arguments);
    if (more > 0)
        *length += (size_t)more;
}

size_t error_format(const Error *error, char *text, size_t size) {
    assert(text || !size);
    size_t length = 0;
    if (size)
        text[0] = '\0';
    if (error->file[0])
        append(text, size, &length, "%s:", error->file);
    if (error->line > 0)
        append(text, size, &length, "%d:%d:", error->line, error->column);
    if (length)
        append(text, size, &length, " ");
    if (error->member_path[0])
        append(text, size, &length, "%s: ", error->member_path);
    append(text, size, &length, "%s%s", error->warning ? "warning: " : "", error->what);
    if (error->expected[0])
        append(text, size, &length, "; expected %s", error->expected);
    if (error->found[0])
        append(text, size, &length, "%s found %s", error->expected[0] ? "," : ";", error->found);
    if (error->hint[0])
        append(text, size, &length, " (%s)", error->hint);
    if (length >= size && size)
        trim_partial(text);
    return length;
}

/* Levenshtein's distance; SIZE_MAX where a name is too long to be worth it. */
static size_t edit_distance(const char *a, const char *b) {
    enum { MOST = 64 };
    size_t row[MOST + 1], rows = strlen(a), columns = strlen(b);
    if (rows > MOST || columns > MOST)
        return SIZE_MAX;
    for (size_t j = 0; j <= columns; j++)
        row[j] = j;
    for (size_t i = 1; i <= rows; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= columns; j++) {
            size_t best = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            if (row[j] + 1 < best)
                best = row[j] + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            row[j] = best;
        }
    }
    return row[columns];
}

const char *nearest_name(const char *name, const char *const *names, size_t count) {
    size_t length = strlen(name), best = length / 3 > 2 ? length / 3 : 2;
    const char *nearest = NULL;
    for (size_t k = 0; k < count; k++) {
        size_t distance = edit_distance(name, names[k]);
        if (distance <= best && distance < strlen(names[k])) {
            nearest = names[k];
            best = distance ? distance - 1 : 0;
            if (!distance)
                break;
        }
    }
    return nearest;
}
