/* syntax.c: the grammar of RFC 8259, read from left to right. See syntax.h. */
#include "files/json/syntax.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

typedef struct Syntax {
    const char *text;
    size_t length, at;
    int depth, deepest;
    Error *error;
} Syntax;

static bool check_value(Syntax *syntax);

void json_line_column(const char *text, size_t offset, int *line, int *column) {
    size_t start = 0;
    *line = 1;
    for (size_t k = 0; k < offset; k++)
        if (text[k] == '\n') {
            ++*line;
            start = k + 1;
        }
    *column = (int)(offset - start) + 1;
}

/* The bytes of the character at a place; 0 where it is not valid or the text ends. */
static size_t character_length(const Syntax *syntax, size_t at) {
    return utf8_length(syntax->text + at, syntax->length - at);
}

static int peek(const Syntax *syntax) {
    return syntax->at < syntax->length ? (unsigned char)syntax->text[syntax->at] : -1;
}

static bool is_digit(int c) {
    return c >= '0' && c <= '9';
}

static bool is_letter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static void skip_space(Syntax *syntax) {
    int c;
    while ((c = peek(syntax)) == ' ' || c == '\t' || c == '\n' || c == '\r')
        syntax->at++;
}

/* A short piece of the text at a place, fit to be shown. */
static void set_found(const Syntax *syntax, size_t at) {
    size_t end = at, size;
    unsigned char byte = at < syntax->length ? (unsigned char)syntax->text[at] : 0;
    if (at >= syntax->length) {
        error_found(syntax->error, "the end of the file");
        return;
    }
    while (end < syntax->length && end < at + 40 &&
           (is_letter(syntax->text[end]) || is_digit(syntax->text[end]) ||
            strchr("+-.", syntax->text[end]) != NULL) &&
           syntax->text[end])
        end++;
    size = end > at ? end - at : character_length(syntax, at);
    if (byte == '\n' || byte == '\r')
        error_found(syntax->error, "the end of the line");
    else if (!size || byte < ' ' || byte == 0x7f)
        error_found(syntax->error, "the byte 0x%02x", byte);
    else
        error_found(syntax->error, "%.*s", (int)size, syntax->text + at);
}

static bool fault(Syntax *syntax, size_t at, const char *what, const char *expected) {
    error_set(syntax->error, "%s", what);
    if (!syntax->error)
        return false;
    json_line_column(syntax->text, at, &syntax->error->line, &syntax->error->column);
    if (expected)
        error_expected(syntax->error, "%s", expected);
    set_found(syntax, at);
    return false;
}

static bool hex_value(const Syntax *syntax, size_t at, unsigned *value) {
    *value = 0;
    for (size_t k = at; k < at + 4; k++) {
        int c = k < syntax->length ? syntax->text[k] : 0;
        if (!is_digit(c) && !(c >= 'a' && c <= 'f') && !(c >= 'A' && c <= 'F'))
            return false;
        *value = *value * 16 + (unsigned)(is_digit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
    }
    return true;
}

/* \uXXXX at `at` (the backslash); a high surrogate must be followed by a low one. */
static bool check_unicode(Syntax *syntax, size_t at) {
    unsigned code, low;
    if (!hex_value(syntax, at + 2, &code))
        return fault(syntax, at, "\\u needs four hexadecimal digits", NULL);
    if (code == 0)
        return fault(syntax, at, "a string cannot hold the character NUL", NULL);
    syntax->at = at + 6;
    if (code < 0xd800 || code > 0xdfff)
        return true;
    bool pair = code < 0xdc00 && syntax->at + 1 < syntax->length &&
                syntax->text[syntax->at] == '\\' && syntax->text[syntax->at + 1] == 'u' &&
                hex_value(syntax, syntax->at + 2, &low) && low >= 0xdc00 && low <= 0xdfff;
    syntax->at += 6;
    return pair || fault(syntax, at, "half of a surrogate pair stands alone", NULL);
}

static bool check_escape(Syntax *syntax) {
    size_t at = syntax->at;
    int c = at + 1 < syntax->length ? syntax->text[at + 1] : 0;
    if (c == 'u')
        return check_unicode(syntax, at);
    if (!c || !strchr("\"\\/bfnrt", c))
        return fault(syntax, at, "unknown escape in a string",
                     "one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX");
    syntax->at += 2;
    return true;
}

static bool check_string(Syntax *syntax) {
    size_t start = syntax->at++;
    for (;;) {
        int c = peek(syntax);
        if (c < 0)
            return fault(syntax, start, "a string does not end", "a closing \"");
        if (c == '"')
            break;
        if (c == '\n' || c == '\r')
            return fault(syntax, syntax->at, "a line ends inside a string", "a closing \" or \\n");
        if (c < ' ')
            return fault(syntax, syntax->at, "a control character inside a string", NULL);
        if (c == '\\') {
            if (!check_escape(syntax))
                return false;
            continue;
        }
        size_t size = character_length(syntax, syntax->at);
        if (!size)
            return fault(syntax, syntax->at, "the text is not valid UTF-8", NULL);
        syntax->at += size;
    }
    syntax->at++;
    return true;
}

static size_t skip_digits(Syntax *syntax) {
    size_t start = syntax->at;
    while (is_digit(peek(syntax)))
        syntax->at++;
    return syntax->at - start;
}

static bool check_fraction(Syntax *syntax) {
    if (peek(syntax) != '.')
        return true;
    syntax->at++;
    return skip_digits(syntax) > 0;
}

static bool check_exponent(Syntax *syntax) {
    if (peek(syntax) != 'e' && peek(syntax) != 'E')
        return true;
    syntax->at++;
    if (peek(syntax) == '+' || peek(syntax) == '-')
        syntax->at++;
    return skip_digits(syntax) > 0;
}

/* cJSON reads numbers through a buffer of 64 bytes; no float needs so many. */
enum { NUMBER_MOST = 60 };

static bool check_number(Syntax *syntax) {
    size_t start = syntax->at;
    if (peek(syntax) == '-')
        syntax->at++;
    size_t first = syntax->at, digits = skip_digits(syntax);
    bool good = digits > 0 && (digits == 1 || syntax->text[first] != '0') &&
                check_fraction(syntax) && check_exponent(syntax);
    int next = peek(syntax);
    if (good && syntax->at - start > NUMBER_MOST)
        return fault(syntax, start, "the number is too long", "at most 60 characters");
    if (good && !is_letter(next) && !is_digit(next) && next != '.' && next != '+' && next != '-')
        return true;
    return fault(syntax, start, "this is no number in JSON", "a number such as -0.5 or 1e-3");
}

static bool check_word(Syntax *syntax) {
    static const char *const WORDS[] = {"true", "false", "null"};
    size_t start = syntax->at, size = 0;
    char word[16];
    while (is_letter(peek(syntax)) || is_digit(peek(syntax))) {
        if (size < sizeof word - 1)
            word[size++] = syntax->text[syntax->at];
        syntax->at++;
    }
    word[size] = '\0';
    for (size_t k = 0; k < 3; k++)
        if (strcmp(word, WORDS[k]) == 0)
            return true;
    fault(syntax, start, "unknown word", "a string in double quotes, a number, true or false");
    for (size_t k = 0; k < size; k++)
        word[k] = (char)(word[k] >= 'A' && word[k] <= 'Z' ? word[k] | 0x20 : word[k]);
    const char *near = nearest_name(word, WORDS, 3);
    if (near)
        error_hint(syntax->error, "did you mean %s?", near);
    return false;
}

/* Where a value should begin and none does. */
static bool no_value(Syntax *syntax) {
    int c = peek(syntax);
    if (c < 0)
        return fault(syntax, syntax->at, "the file ends too early", "a value");
    if (c == '/')
        return fault(syntax, syntax->at, "JSON has no comments", "a value");
    if (c == '\'')
        return fault(syntax, syntax->at, "strings stand in double quotes", "\"");
    if (!character_length(syntax, syntax->at))
        return fault(syntax, syntax->at, "the text is not valid UTF-8", NULL);
    if (c == '+' || c == '.')
        return fault(syntax, syntax->at, "this is no number in JSON",
                     "a number such as -0.5 or 1e-3");
    return fault(syntax, syntax->at, "a value is missing", "a value");
}

/* After an item: a comma (true, more follows) or the closing bracket (*more false). */
static bool check_separator(Syntax *syntax, char close, bool *more) {
    skip_space(syntax);
    int c = peek(syntax);
    const char *expected = close == ']' ? "\",\" or \"]\"" : "\",\" or \"}\"";
    *more = c == ',';
    if (c == ',' || c == close) {
        size_t comma = syntax->at++;
        if (c == close)
            return true;
        skip_space(syntax);
        if (peek(syntax) == close)
            return fault(syntax, comma, "a comma stands before the closing bracket",
                         close == ']' ? "a value after the comma" : "a key after the comma");
        return true;
    }
    if (c < 0)
        return fault(syntax, syntax->at, "the file ends too early", expected);
    if (c == '/')
        return fault(syntax, syntax->at, "JSON has no comments", expected);
    if (c == ']' || c == '}')
        return fault(syntax, syntax->at, "the wrong closing bracket", expected);
    return fault(syntax, syntax->at, "a comma is missing", expected);
}

static bool check_key(Syntax *syntax) {
    if (peek(syntax) < 0)
        return fault(syntax, syntax->at, "the file ends too early", "a key in double quotes");
    if (peek(syntax) == '/')
        return fault(syntax, syntax->at, "JSON has no comments", "a key in double quotes");
    if (peek(syntax) != '"')
        return fault(syntax, syntax->at, "a key is missing", "a key in double quotes");
    if (!check_string(syntax))
        return false;
    skip_space(syntax);
    if (peek(syntax) != ':')
        return fault(syntax, syntax->at, "a colon is missing after a key", "\":\"");
    syntax->at++;
    return true;
}

static bool check_items(Syntax *syntax, char close) {
    bool more = true;
    skip_space(syntax);
    if (peek(syntax) == close) {
        syntax->at++;
        return true;
    }
    while (more) {
        skip_space(syntax);
        if (close == '}' && !check_key(syntax))
            return false;
        if (!check_value(syntax) || !check_separator(syntax, close, &more))
            return false;
    }
    return true;
}

static bool check_nested(Syntax *syntax, char close) {
    if (syntax->depth == syntax->deepest) {
        fault(syntax, syntax->at, "brackets are nested too deep", NULL);
        error_expected(syntax->error, "at most %d levels", syntax->deepest);
        return false;
    }
    syntax->at++;
    syntax->depth++;
    bool good = check_items(syntax, close);
    syntax->depth--;
    return good;
}

static bool check_value(Syntax *syntax) {
    skip_space(syntax);
    int c = peek(syntax);
    if (c == '{')
        return check_nested(syntax, '}');
    if (c == '[')
        return check_nested(syntax, ']');
    if (c == '"')
        return check_string(syntax);
    if (c == '-' || is_digit(c))
        return check_number(syntax);
    if (is_letter(c))
        return check_word(syntax);
    return no_value(syntax);
}

bool json_check(const char *text, size_t length, int depth, Error *error) {
    Syntax syntax = {.text = text, .length = length, .deepest = depth, .error = error};
    if (!check_value(&syntax))
        return false;
    skip_space(&syntax);
    return syntax.at == length ||
           fault(&syntax, syntax.at, "the text goes on after its end", "the end of the file");
}
