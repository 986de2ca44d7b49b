/* words.c: see words.h. */
#include "commands/line/words.h"

#include <assert.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands/line/say.h"
#include "commands/line/usage.h"
#include "scene/scene.h"
#include "ui/draw/picture.h"

static const char *own_name(const Command *command) {
    return command->name[0] ? command->name : "LESSON";
}

static int find_option(const Command *command, const char *word) {
    for (int k = 0; command->options[k].name; k++)
        if (strcmp(command->options[k].name, word) == 0)
            return k;
    return -1;
}

static int unknown_option(const Command *command, const char *word) {
    const char *names[VALUES_MOST];
    size_t count = 0;
    for (; command->options[count].name; count++)
        names[count] = command->options[count].name;
    const char *near = nearest_name(word, names, count);
    say(EXIT_USAGE, "unknown option \"%s\"%s%s%s", word, near ? "; did you mean " : "",
        near ? near : "", near ? "?" : "");
    fprintf(stderr, "See gatescope %s --help.\n", own_name(command));
    return EXIT_USAGE;
}

/* Takes the option that begins at line[*k], with its value; false after saying what is wrong. */
static bool read_option(Words *words, int count, char **line, int *k) {
    const Command *command = words->command;
    char name[32], *word = line[*k], *equals = strchr(word, '=');
    snprintf(name, sizeof name, "%.*s", equals ? (int)(equals - word) : (int)sizeof name - 1, word);
    int option = find_option(command, name);
    if (option < 0)
        return unknown_option(command, word) == EXIT_GOOD;
    assert(option < VALUES_MOST);
    bool valued = command->options[option].value != NULL;
    if (!valued && equals)
        say(EXIT_USAGE, "%s takes no value, found \"%s\"", name, equals + 1);
    else if (valued && !equals && *k + 1 >= count)
        say(EXIT_USAGE, "%s needs a value: %s", name, command->options[option].value);
    else
        words->values[option] = !valued ? "" : equals ? equals + 1 : line[++*k];
    return words->values[option] != NULL;
}

bool words_read(Words *words, const Command *command, int count, char **line, int *status) {
    *words = (Words){.command = command, .operands = line};
    bool only_operands = false;
    for (int k = 0; k < count; k++) {
        char *word = line[k];
        if (only_operands || word[0] != '-' || !word[1]) {
            words->operands[words->operand_count++] = word;
        } else if (strcmp(word, "--") == 0) {
            only_operands = true;
        } else if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) {
            usage_command(stdout, command);
            *status = EXIT_GOOD;
            return false;
        } else if (!read_option(words, count, line, &k)) {
            *status = EXIT_USAGE;
            return false;
        }
    }
    bool fits = !words->operand_count || command->arguments[0];
    if (!fits)
        *status = say(EXIT_USAGE, "expected options only, found \"%s\"", words->operands[0]);
    return fits;
}

const char *words_value(const Words *words, const char *option) {
    int k = find_option(words->command, option);
    return k < 0 ? NULL : words->values[k];
}

bool number_at(const char **at, float *value) {
    size_t length = strspn(*at, "+-.0123456789eE"); /* neither nan nor inf, nor 0x10 */
    char *end;
    float number = strtof(*at, &end);
    if (!length || end != *at + length || !isfinite(number))
        return false;
    *at = end;
    *value = number;
    return true;
}

bool whole_at(const char **at, long *value) {
    size_t length = strspn(*at, "+-0123456789");
    char *end;
    errno = 0;
    long number = strtol(*at, &end, 10);
    if (!length || end != *at + length || errno)
        return false;
    *at = end;
    *value = number;
    return true;
}

bool words_long(const Words *words, const char *option, long low, long high, long *value) {
    const char *text = words_value(words, option), *end = text;
    long number = low;
    if (!text)
        return true;
    if (!whole_at(&end, &number) || *end || number < low || number > high) {
        say(EXIT_USAGE, "%s: expected a whole number from %ld to %ld, found \"%s\"", option, low,
            high, text);
        return false;
    }
    *value = number;
    return true;
}

bool words_float(const Words *words, const char *option, float low, float high, float *value) {
    const char *text = words_value(words, option), *end = text;
    float number = low;
    if (!text)
        return true;
    if (!number_at(&end, &number) || *end || number < low || number > high) {
        say(EXIT_USAGE, "%s: expected a number from %g to %g, found \"%s\"", option, (double)low,
            (double)high, text);
        return false;
    }
    *value = number;
    return true;
}

bool words_name(const Words *words, const char *option, const char *const *names, int *value) {
    const char *text = words_value(words, option);
    if (!text)
        return true;
    for (int k = 0; names[k]; k++)
        if (strcmp(names[k], text) == 0) {
            *value = k;
            return true;
        }
    char known[256] = "";
    for (int k = 0; names[k]; k++) {
        size_t length = strlen(known);
        snprintf(known + length, sizeof known - length, "%s%s", k ? " or " : "", names[k]);
    }
    say(EXIT_USAGE, "%s: expected %s, found \"%s\"", option, known, text);
    return false;
}

static bool is_among(const CellKind *kinds, int count, CellKind kind) {
    for (int k = 0; k < count; k++)
        if (kinds[k] == kind)
            return true;
    return false;
}

bool words_kinds(const Words *words, const char *option, CellKind kinds[CELL_KIND_MOST],
                 int *count) {
    const char *text = words_value(words, option);
    if (!text)
        return true;
    *count = 0;
    do {
        size_t length = strcspn(text, ",");
        char name[16];
        CellKind kind;
        snprintf(name, sizeof name, "%.*s", (int)(length < 15 ? length : 15), text);
        if (!cell_kind_from_name(name, &kind)) {
            char names[128];
            cell_kind_names(names, sizeof names, "");
            say(EXIT_USAGE, "%s: expected %s, found \"%s\"", option, names, name);
            return false;
        }
        if (is_among(kinds, *count, kind)) {
            say(EXIT_USAGE, "%s: %s is named twice", option, name);
            return false;
        }
        kinds[(*count)++] = kind;
        text += length + (text[length] == ',');
    } while (*text);
    return true;
}

const char *words_lesson(const Words *words) {
    if (words->operand_count == 1)
        return words->operands[0];
    say(EXIT_USAGE,
        words->operand_count ? "expected one lesson, found %d" : "which lesson? Name its file",
        words->operand_count);
    return NULL;
}

static bool read_side(const char **at, char sign, int least, int *side) {
    long number;
    if (!whole_at(at, &number) || **at != sign || number < least || number > PICTURE_MOST)
        return false;
    *side = (int)number;
    return true;
}

bool words_size(const Words *words, int *width, int *height) {
    enum { LEAST_WIDTH = 320, LEAST_HEIGHT = 200 };
    const char *text = words_value(words, "--size"), *at = text;
    if (!text)
        return true;
    if (read_side(&at, 'x', LEAST_WIDTH, width)) {
        at++;
        if (read_side(&at, '\0', LEAST_HEIGHT, height))
            return true;
    }
    say(EXIT_USAGE, "--size: expected WIDTHxHEIGHT, from %dx%d to %dx%d, found \"%s\"", LEAST_WIDTH,
        LEAST_HEIGHT, PICTURE_MOST, PICTURE_MOST, text);
    return false;
}

bool words_theme(const Words *words, int *theme) {
    const char *themes[THEME_COUNT + 1] = {NULL};
    for (int k = 0; k < THEME_COUNT; k++)
        themes[k] = theme_get(k)->name;
    return words_name(words, "--theme", themes, theme);
}

bool has_ending(const char *text, const char *ending) {
    size_t length = strlen(text), tail = strlen(ending);
    return length >= tail && strcmp(text + length - tail, ending) == 0;
}
