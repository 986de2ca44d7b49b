/* prose.c: the buffer and its numbers. See prose.h; prose_names.c has the names. */
#include "scene/words/prose.h"

#include <ctype.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

Prose prose_new(char *text, size_t size, Language language) {
    if (size)
        text[0] = '\0';
    return (Prose){.text = text, .size = size, .language = language};
}

static void keep_tail(Prose *prose, const char *text, size_t length) {
    size_t kept = length < PROSE_TAIL ? PROSE_TAIL - length : 0;
    memmove(prose->tail, prose->tail + PROSE_TAIL - kept, kept);
    memcpy(prose->tail + kept, text + length - (PROSE_TAIL - kept), PROSE_TAIL - kept);
}

void prose_span(Prose *prose, const char *text, size_t length) {
    if (prose->length < prose->size) {
        size_t room = prose->size - prose->length - 1,
               fits = length <= room ? length : utf8_whole(text, room);
        memcpy(prose->text + prose->length, text, fits);
        prose->text[prose->length + fits] = '\0';
    }
    prose->length += length;
    keep_tail(prose, text, length);
}

/* How many new lines end the format. */
static size_t lines_ended(const char *format) {
    size_t length = strlen(format), end = length;
    while (end > 0 && format[end - 1] == '\n')
        end--;
    return length - end;
}

/* What the values have of new lines: all but those that begin and end the format. */
static void join_lines(char *text, const char *format) {
    size_t length = strlen(text), ended = lines_ended(format);
    for (size_t k = strspn(format, "\n"); k + ended < length; k++)
        if (text[k] == '\n')
            text[k] = ' ';
}

void prose_add(Prose *prose, const char *format, ...) {
    char text[512];
    const char *said = phrase_in(prose->language, format);
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, said, arguments);
    va_end(arguments);
    if (length >= 0)
        join_lines(text, said);
    if (length > 0 && prose->capital) {
        text[0] = (char)toupper((unsigned char)text[0]);
        prose->capital = false;
    }
    if (length > 0)
        prose_span(prose, text,
                   (size_t)length < sizeof text ? (size_t)length
                                                : utf8_whole(text, sizeof text - 1));
}

const char *prose_phrase(const Prose *prose, const char *english) {
    return phrase_in(prose->language, english);
}

const char *prose_gap(const Prose *prose) {
    return prose->language && prose->language->unspaced ? "" : " ";
}

const char *prose_joint(const Prose *prose, int k, int count) {
    return k == 0           ? ""
           : k == count - 1 ? prose_phrase(prose, " and ")
                            : phrase_among(prose->language, "list", ", ");
}

char prose_end(const Prose *prose) {
    for (int k = PROSE_TAIL - 1; k >= 0; k--)
        if (prose->tail[k] != ' ')
            return prose->tail[k] == '\n' ? '\0' : prose->tail[k];
    return '\0';
}

bool prose_ends_sentence(const Prose *prose) {
    static const char *const marks[] = {".", "!", "?", "\u3002", "\uff01", "\uff1f"};
    int end = PROSE_TAIL;
    while (end > 0 && prose->tail[end - 1] == ' ')
        end--;
    for (size_t k = 0; k < sizeof marks / sizeof *marks; k++) {
        int length = (int)strlen(marks[k]);
        if (end >= length && memcmp(prose->tail + end - length, marks[k], (size_t)length) == 0)
            return true;
    }
    return false;
}

/* A number whose digits are all noughts has no sign. */
static const char *without_sign(const char *text) {
    return text[0] == '-' && text[strspn(text, "-0.")] == '\0' ? text + 1 : text;
}

static const char *no_number(const Prose *prose, float value) {
    return prose_phrase(prose, isnan(value) ? "not a number"
                               : value > 0  ? "infinity"
                                            : "minus infinity");
}

const char *prose_number(const Prose *prose, float value, char text[PROSE_NUMBER]) {
    if (!isfinite(value))
        return no_number(prose, value);
    const char *format = fabsf(value) >= 1e6f ? "%.2e" : fabsf(value) >= 1000 ? "%.0f" : "%.2f";
    snprintf(text, PROSE_NUMBER, format, (double)value);
    return without_sign(text);
}

const char *prose_setting(const Prose *prose, float value, char text[PROSE_NUMBER]) {
    if (!isfinite(value))
        return no_number(prose, value);
    snprintf(text, PROSE_NUMBER, fabsf(value) < 1e6f && fabsf(value) >= 1000 ? "%.0f" : "%.3g",
             (double)value);
    return without_sign(text);
}
