/* prose.c: the buffer and its numbers. See prose.h; prose_names.c has the names. */
#include "scene/prose.h"

#include <ctype.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

Prose prose_new(char *text, size_t size) {
    if (size)
        text[0] = '\0';
    return (Prose){.text = text, .size = size};
}

static void keep_tail(Prose *prose, const char *text, size_t length) {
    size_t kept = length < PROSE_TAIL ? PROSE_TAIL - length : 0;
    memmove(prose->tail, prose->tail + PROSE_TAIL - kept, kept);
    memcpy(prose->tail + kept, text + length - (PROSE_TAIL - kept), PROSE_TAIL - kept);
}

void prose_span(Prose *prose, const char *text, size_t length) {
    if (prose->length < prose->size) {
        size_t room = prose->size - prose->length - 1, fits = length < room ? length : room;
        memcpy(prose->text + prose->length, text, fits);
        prose->text[prose->length + fits] = '\0';
    }
    prose->length += length;
    keep_tail(prose, text, length);
}

void prose_add(Prose *prose, const char *format, ...) {
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (length > 0 && prose->capital) {
        text[0] = (char)toupper((unsigned char)text[0]);
        prose->capital = false;
    }
    if (length > 0)
        prose_span(prose, text, (size_t)length < sizeof text ? (size_t)length : sizeof text - 1);
}

const char *prose_joint(int k, int count) {
    return k == 0 ? "" : k == count - 1 ? " and " : ", ";
}

char prose_end(const Prose *prose) {
    for (int k = PROSE_TAIL - 1; k >= 0; k--)
        if (prose->tail[k] != ' ')
            return prose->tail[k] == '\n' ? '\0' : prose->tail[k];
    return '\0';
}

/* A number whose digits are all noughts has no sign. */
static const char *without_sign(const char *text) {
    return text[0] == '-' && text[strspn(text, "-0.")] == '\0' ? text + 1 : text;
}

static const char *no_number(float value) {
    return isnan(value) ? "not a number" : value > 0 ? "infinity" : "minus infinity";
}

const char *prose_number(float value, char text[PROSE_NUMBER]) {
    if (!isfinite(value))
        return no_number(value);
    const char *format = fabsf(value) >= 1e6f ? "%.2e" : fabsf(value) >= 1000 ? "%.0f" : "%.2f";
    snprintf(text, PROSE_NUMBER, format, (double)value);
    return without_sign(text);
}

const char *prose_setting(float value, char text[PROSE_NUMBER]) {
    if (!isfinite(value))
        return no_number(value);
    snprintf(text, PROSE_NUMBER, fabsf(value) < 1e6f && fabsf(value) >= 1000 ? "%.0f" : "%.3g",
             (double)value);
    return without_sign(text);
}
