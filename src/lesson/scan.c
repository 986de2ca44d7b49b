/* scan.c: words, numbers and faults. Names of a lesson are in scan_names.c. See scan.h. */
#include "lesson/scan.h"

#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "lesson/number.h"

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_word(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

void scan_space(Scan *scan) {
    while (scan->text[scan->at] && strchr(" \t\r\n", scan->text[scan->at]))
        scan->at++;
}

bool scan_sign(Scan *scan, const char *sign) {
    size_t start = scan->at;
    scan_space(scan);
    bool found = strncmp(scan->text + scan->at, sign, strlen(sign)) == 0;
    scan->at = found ? scan->at + strlen(sign) : start;
    return found;
}

bool scan_keyword(Scan *scan, const char *word) {
    size_t start = scan->at;
    if (scan_sign(scan, word) && !is_word(scan->text[scan->at]))
        return true;
    scan->at = start;
    return false;
}

bool scan_word(Scan *scan, bool dashes, char word[SCAN_WORD]) {
    size_t length = 0;
    scan_space(scan);
    while (is_word(scan->text[scan->at]) || (dashes && scan->text[scan->at] == '-')) {
        if (length < SCAN_WORD - 1)
            word[length++] = scan->text[scan->at];
        scan->at++;
    }
    word[length] = '\0';
    return length > 0;
}

bool scan_integer(Scan *scan, long *value) {
    scan_space(scan);
    const char *start = scan->text + scan->at;
    if (!is_digit(start[start[0] == '-' ? 1 : 0]))
        return scan_fault(scan, scan->at, "a whole number is missing");
    char *end;
    errno = 0;
    *value = strtol(start, &end, 10);
    if (errno)
        return scan_fault(scan, scan->at, "the number is too large");
    scan->at += (size_t)(end - start);
    return true;
}

bool scan_number(Scan *scan, double *value) {
    scan_space(scan);
    size_t length = number_length(scan->text + scan->at);
    if (!length)
        return scan_fault(scan, scan->at, "a number is missing");
    *value = strtod(scan->text + scan->at, NULL);
    if (!isfinite(strtof(scan->text + scan->at, NULL)))
        return scan_fault(scan, scan->at, "the number is beyond the range of a float");
    scan->at += length;
    return true;
}

bool scan_end(Scan *scan) {
    scan_space(scan);
    return !scan->text[scan->at];
}

/* The word or number at a place, or else the one character there, for "found". */
static void set_found(const Scan *scan, size_t at) {
    const char *text = scan->text + at;
    size_t length = number_length(text);
    if (!length)
        while (is_word(text[length]) || (length && text[length] == '-'))
            length++;
    uint32_t character;
    if (!length && text[0])
        length = utf8_decode(text, strlen(text), &character);
    if (length)
        error_found(scan->error, "\"%.*s\"", length > 80 ? 80 : (int)length, text);
    else
        error_found(scan->error, "the end");
}

bool scan_fault(const Scan *scan, size_t at, const char *format, ...) {
    char what[sizeof scan->error->what];
    va_list arguments;
    if (!scan->error)
        return false;
    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    while (scan->text[at] && strchr(" \t\r\n", scan->text[at]))
        at++;
    error_set(scan->error, "%s", what);
    scan->error->column = (int)at + 1;
    set_found(scan, at);
    return false;
}
