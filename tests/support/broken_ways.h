/* broken_ways.h: for tests/commands/broken.c: the ways in which a value of a good lesson can be
 * broken, each with the place where the one error must stand and the words that it must say. */
#ifndef GATESCOPE_TESTS_BROKEN_WAYS_H
#define GATESCOPE_TESTS_BROKEN_WAYS_H

#include "json_walk.h"

typedef struct Broken {
    size_t from, to; /* these bytes of the lesson */
    char by[256];    /* become these */
    size_t at;       /* there the error must stand, in the new text */
    char member_path[JSON_MEMBER_PATH];
    const char *says[3];   /* one of these must be said */
    bool has_consequences; /* others may follow */
} Broken;

typedef struct Way {
    const char *name;
    /* Whether the value can be broken so. */
    bool (*make)(const JsonWalk *walk, const JsonValue *value, Broken *broken);
} Way;

static bool is_number(const JsonValue *value) {
    return value->first == '-' || (value->first >= '0' && value->first <= '9');
}

static bool is_truth(const JsonValue *value) {
    return value->first == 't' || value->first == 'f';
}

static bool under(const JsonValue *value, const char *part) {
    return strstr(value->member_path, part) != NULL;
}

/* The value becomes another one, which is at fault as a whole. */
static bool replace(const JsonValue *value, const char *by, Broken *broken) {
    *broken = (Broken){.from = value->start, .to = value->end, .at = value->start};
    snprintf(broken->by, sizeof broken->by, "%s", by);
    snprintf(broken->member_path, sizeof broken->member_path, "%s", value->member_path);
    return true;
}

/* The same, for a text that is no JSON any more: then no place in the document is known. */
static bool replace_syntax(const JsonValue *value, const char *by, size_t fault, Broken *broken) {
    replace(value, by, broken);
    broken->at += fault;
    broken->member_path[0] = '\0';
    return true;
}

static bool says(Broken *broken, const char *first, const char *second, const char *third) {
    broken->says[0] = first;
    broken->says[1] = second;
    broken->says[2] = third;
    return true;
}

static bool as_string(const JsonWalk *walk, const JsonValue *value, Broken *broken) {
    (void)walk;
    if (value->first == '"' || strcmp(value->name, "weights") == 0)
        return false; /* a string there names a file */
    if (value->parent < 0 || under(value, "title") || under(value, "goal"))
        return false;
    if (value->first == '{' &&
        (under(value, ".names[") || strcmp(value->name, "say") == 0 ||
         strcmp(value->name, "text") == 0 || strcmp(value->name, "next") == 0 ||
         strcmp(value->name, "why") == 0 || strcmp(value->name, "question") == 0 ||
         strcmp(value->name, "misconception") == 0))
        return false;
    return replace(value, "\"seven\"", broken) &&
           says(broken, "found the string \"seven\"", NULL, NULL);
}

static bool as_number(const JsonWalk *walk, const JsonValue *value, Broken *broken) {
    (void)walk;
    return !is_number(value) && replace(value, "-7.25", broken) &&
           says(broken, "found -7.25", "schema's name is no string", NULL);
}

static bool as_null(const JsonWalk *walk, const JsonValue *value, Broken *broken) {
    (void)walk;
    return replace(value, "null", broken) && says(broken, "found null", NULL, NULL);
}

static bool as_truth(const JsonWalk *walk, const JsonValue *value, Broken *broken) {
    (void)walk;
    return !is_truth(value) && replace(value, "true", broken) &&
           says(broken, "found true", NULL, NULL);
}

static bool as_array(const JsonWalk *walk, const JsonValue *value, Broken *broken) {
    (void)walk;
    return value->first != '[' && !(under(value, "cells[") && strcmp(value->name, "input") == 0) &&
           replace(value, "[\"a\", 2, 3]", broken) &&
           says(broken, "found an array of 3", NULL, NULL);
}

static bool as_object(const JsonWalk *walk, const JsonValue *value, Broken *broken) {
    (void)walk;
    return value->first == '[' && replace(value, "{\"a\": 1}", broken) &&
           says(broken, "found an object", NULL, NULL);
}

static bool empty_array(const JsonWalk *walk, const JsonValue *value, Broken *broken) {
    (void)walk;
    return value->first == '[' && replace(value, "[]", broken) &&
           says(broken, "found an empty array", "found 0 rows", NULL);
}

static bool empty_string(const JsonWalk *walk, const JsonValue *value, Broken *broken) {
    (void)walk;
    return value->first == '"' && strcmp(value->name, "$schema") != 0 &&
           replace(value, "\"\"", broken) && says(broken, "is empty", NULL, NULL);
}

static bool huge_number(const JsonWalk *walk, const JsonValue *value, Broken *broken) {
    (void)walk;
    return is_number(value) && replace(value, "-1e39", broken) &&
           says(broken, "beyond the range of a float", "out of range", "unknown format");
}

static bool endless_number(const JsonWalk *walk, const JsonValue *value, Broken *broken) {
    (void)walk;
    return is_number(value) && replace(value, "1e999", broken) &&
           says(broken, "beyond the range of a float", "out of range", "unknown format");
}

static bool no_number(const JsonWalk *walk, const JsonValue *value, Broken *broken) {
    (void)walk;
    return is_number(value) && replace_syntax(value, "NaN", 0, broken) &&
           says(broken, "unknown word", NULL, NULL);
}

static bool infinite_number(const JsonWalk *walk, const JsonValue *value, Broken *broken) {
    (void)walk;
    return is_number(value) && replace_syntax(value, "-Infinity", 0, broken) &&
           says(broken, "this is no number in JSON", NULL, NULL);
}

static bool octal_number(const JsonWalk *walk, const JsonValue *value, Broken *broken) {
    (void)walk;
    return is_number(value) && replace_syntax(value, "007", 0, broken) &&
           says(broken, "this is no number in JSON", NULL, NULL);
}

static bool is_whole(const JsonValue *value) {
    return strcmp(value->name, "hidden") == 0 || strcmp(value->name, "level") == 0 ||
           strcmp(value->name, "t") == 0 || under(value, ".steps[") || under(value, ".input[");
}

static bool billion_units(const JsonWalk *walk, const JsonValue *value, Broken *broken) {
    (void)walk;
    return is_whole(value) && replace(value, "1000000000", broken) &&
           says(broken, "out of range; expected a whole number from", NULL, NULL);
}

static bool below_range(const JsonWalk *walk, const JsonValue *value, Broken *broken) {
    (void)walk;
    return is_whole(value) && replace(value, "-2", broken) &&
           says(broken, "out of range; expected a whole number from", NULL, NULL);
}

static bool half_a_unit(const JsonWalk *walk, const JsonValue *value, Broken *broken) {
    (void)walk;
    return is_whole(value) && replace(value, "0.5", broken) &&
           says(broken, "this is no whole number", NULL, NULL);
}

static bool second_id(const JsonWalk *walk, const JsonValue *value, Broken *broken) {
    const JsonValue *first = walk->values;
    while (first < value && strcmp(first->member_path, "cells[0].id") != 0)
        first++;
    if (first == value || strcmp(value->name, "id") != 0 || !under(value, "cells["))
        return false;
    char id[80];
    snprintf(id, sizeof id, "%.*s", (int)(first->end - first->start), walk->text + first->start);
    return replace(value, id, broken) && says(broken, "two cells have one id", NULL, NULL);
}

static bool is_shaped(const JsonValue *value) {
    return value->first == '[' && value->members &&
           (under(value, ".weights.") || under(value, ".peepholes.") || under(value, ".h0") ||
            under(value, ".c0") || under(value, ".sequence["));
}

static bool one_too_many(const JsonWalk *walk, const JsonValue *value, Broken *broken) {
    const JsonValue *first = value + 1;
    if (!is_shaped(value) || first->end - first->start > 200)
        return false;
    *broken = (Broken){.from = first->start, .to = first->start, .at = value->start};
    snprintf(broken->by, sizeof broken->by, "%.*s, ", (int)(first->end - first->start),
             walk->text + first->start);
    snprintf(broken->member_path, sizeof broken->member_path, "%s", value->member_path);
    return says(broken, "wrong shape", "wrong length", "do not fit");
}

static bool one_too_few(const JsonWalk *walk, const JsonValue *value, Broken *broken) {
    (void)walk;
    const JsonValue *first = value + 1;
    if (!is_shaped(value) || value->members < 2)
        return false;
    *broken = (Broken){.from = first->start, .at = value->start};
    broken->to = first->end + strspn(walk->text + first->end, " \n,");
    snprintf(broken->member_path, sizeof broken->member_path, "%s", value->member_path);
    return says(broken, "wrong shape", "wrong length", "do not fit");
}

static bool is_required(const JsonWalk *walk, const JsonValue *value) {
    static const char *const REQUIRED[] = {
        "format", "id",       "title",   "track",  "level",    "minutes",  "goal",    "inputs",
        "cells",  "beats",    "names",   "hidden", "sequence", "kind",     "weights", "say",
        "t",      "question", "choices", "text",   "until",    "solution", "to"};
    const char *above = value->parent < 0 ? "" : walk->values[value->parent].member_path;
    size_t length = strlen(above);
    bool optional = strcmp(value->name, "title") == 0 && length && above[length - 1] == ']';
    for (size_t k = 0; k < sizeof REQUIRED / sizeof *REQUIRED && !optional; k++)
        if (strcmp(value->name, REQUIRED[k]) == 0)
            return true;
    return false;
}

static bool missing_key(const JsonWalk *walk, const JsonValue *value, Broken *broken) {
    static char missing[80];
    if (!is_required(walk, value))
        return false;
    const JsonValue *object = &walk->values[value->parent];
    *broken = (Broken){.from = value->key, .to = value->end, .at = object->start};
    if (value->index + 1 < object->members) {
        broken->to += strspn(walk->text + broken->to, " \n,");
    } else {
        while (broken->from > object->start + 1 && strchr(" \n,", walk->text[broken->from - 1]))
            broken->from--;
    }
    snprintf(broken->member_path, sizeof broken->member_path, "%s", object->member_path);
    snprintf(missing, sizeof missing, "missing key \"%s\"", value->name);
    return says(broken, missing, NULL, NULL);
}

static bool unknown_key(const JsonWalk *walk, const JsonValue *value, Broken *broken) {
    (void)walk;
    if (value->first != '{')
        return false;
    *broken = (Broken){.from = value->start + 1, .to = value->start + 1, .at = value->start + 1};
    snprintf(broken->by, sizeof broken->by, "\"xyz_zy\": 1%s", value->members ? ", " : "");
    snprintf(broken->member_path, sizeof broken->member_path, "%.100s%sxyz_zy", value->member_path,
             value->member_path[0] ? "." : "");
    return says(broken, "unknown key \"xyz_zy\"", NULL, NULL);
}

static bool second_key(const JsonWalk *walk, const JsonValue *value, Broken *broken) {
    static char second[80];
    size_t length = value->end - value->key;
    if (!value->name[0] || length > 200)
        return false;
    *broken = (Broken){.from = value->end, .to = value->end, .at = value->end + 2};
    snprintf(broken->by, sizeof broken->by, ", %.*s", (int)length, walk->text + value->key);
    snprintf(broken->member_path, sizeof broken->member_path, "%s", value->member_path);
    snprintf(second, sizeof second, "a second key \"%s\"", value->name);
    return says(broken, second, NULL, NULL);
}

/* Required in a question of that form. */
static bool is_of_form(const JsonValue *value) {
    static const char *const KEYS[] = {"draw",  "drag", "number", "step",
                                       "order", "from", "within", "by"};
    for (size_t k = 0; k < sizeof KEYS / sizeof *KEYS; k++)
        if (under(value, ".ask.") && strcmp(value->name, KEYS[k]) == 0)
            return true;
    return false;
}

static bool misspelt_key(const JsonWalk *walk, const JsonValue *value, Broken *broken) {
    static char meant[80];
    size_t length = strlen(value->name);
    if (length < 3 || is_required(walk, value) || is_of_form(value) || under(value, ".do[") ||
        under(value, ".solution["))
        return false; /* without its first key an edit is another fault */
    *broken = (Broken){.from = value->key + length, .to = value->key + length, .at = value->key};
    snprintf(broken->by, sizeof broken->by, "q");
    snprintf(broken->member_path, sizeof broken->member_path, "%.*s",
             (int)strlen(value->member_path) - 1, value->member_path);
    strcat(broken->member_path, "q");
    size_t end = strlen(broken->member_path);
    snprintf(broken->member_path + end, sizeof broken->member_path - end, "%c",
             value->name[length - 1]);
    /* What a cell's variant or source would have been cannot be known. */
    broken->has_consequences =
        strcmp(value->name, "reset") == 0 || strcmp(value->name, "input") == 0;
    snprintf(meant, sizeof meant, "did you mean \"%s\"?", value->name);
    return says(broken, meant, NULL, NULL);
}

static bool deep_nesting(const JsonWalk *walk, const JsonValue *value, Broken *broken) {
    (void)walk;
    char deep[100] = "";
    memset(deep, '[', 40);
    memset(deep + 40, ']', 40);
    return replace_syntax(value, deep, (size_t)(32 - value->depth), broken) &&
           says(broken, "nested too deep", NULL, NULL);
}

/* Behind the first letter of a string. */
static bool bytes_inside(const JsonValue *value, const char *bytes, Broken *broken) {
    size_t at = value->start + 1;
    if (value->first != '"')
        return false;
    *broken = (Broken){.from = at, .to = at, .at = at};
    snprintf(broken->by, sizeof broken->by, "%s", bytes);
    return true;
}

static bool stray_byte(const JsonWalk *walk, const JsonValue *value, Broken *broken) {
    (void)walk;
    return bytes_inside(value, "\xff", broken) && says(broken, "not valid UTF-8", NULL, NULL);
}

static bool overlong_utf8(const JsonWalk *walk, const JsonValue *value, Broken *broken) {
    (void)walk;
    return bytes_inside(value, "\xe0\x80\xaf", broken) &&
           says(broken, "not valid UTF-8", NULL, NULL);
}

static bool surrogate_utf8(const JsonWalk *walk, const JsonValue *value, Broken *broken) {
    (void)walk;
    return bytes_inside(value, "\xed\xa0\x80", broken) &&
           says(broken, "not valid UTF-8", NULL, NULL);
}

static bool line_inside(const JsonWalk *walk, const JsonValue *value, Broken *broken) {
    (void)walk;
    return bytes_inside(value, "\n", broken) &&
           says(broken, "a line ends inside a string", NULL, NULL);
}

static bool no_comma(const JsonWalk *walk, const JsonValue *value, Broken *broken) {
    if (value->parent < 0 || value->index + 1 == walk->values[value->parent].members)
        return false;
    size_t space = strspn(walk->text + value->end, " \n,");
    *broken = (Broken){.from = value->end, .to = value->end + space, .at = value->end + 1};
    snprintf(broken->by, sizeof broken->by, " ");
    return says(broken, "a comma is missing", NULL, NULL);
}

static bool no_colon(const JsonWalk *walk, const JsonValue *value, Broken *broken) {
    (void)walk;
    if (!value->name[0])
        return false;
    size_t from = value->key + strlen(value->name) + 2;
    *broken = (Broken){.from = from, .to = value->start, .at = from + 1};
    snprintf(broken->by, sizeof broken->by, " ");
    return says(broken, "a colon is missing", NULL, NULL);
}

static bool is_condition(const JsonWalk *walk, const JsonValue *value) {
    size_t length = value->end - value->start;
    return value->first == '"' && !memchr(walk->text + value->start, '\\', length) &&
           (under(value, ".claims[") || strcmp(value->name, "because") == 0 ||
            strcmp(value->name, "until") == 0);
}

/* Bytes of a condition from the first that follows `mark` on, as many as are among `of`, become
 * others. */
static bool in_condition(const JsonWalk *walk, const JsonValue *value, const char *mark,
                         const char *of, const char *by, Broken *broken) {
    const char *found = strstr(walk->text + value->start, mark);
    if (!is_condition(walk, value) || !found || found >= walk->text + value->end)
        return false;
    size_t from = (size_t)(found - walk->text) + strlen(mark);
    size_t length = strspn(walk->text + from, of);
    if (!length)
        return false;
    *broken = (Broken){.from = from, .to = from + length, .at = from};
    snprintf(broken->by, sizeof broken->by, "%s", by);
    snprintf(broken->member_path, sizeof broken->member_path, "%s", value->member_path);
    return true;
}

#define DIGITS "0123456789"

static bool step_beyond(const JsonWalk *walk, const JsonValue *value, Broken *broken) {
    return in_condition(walk, value, "@ ", DIGITS, "999999999999999999999", broken) &&
           says(broken, "has no step", "the number is too large", NULL);
}

static bool unit_beyond(const JsonWalk *walk, const JsonValue *value, Broken *broken) {
    return in_condition(walk, value, "[", DIGITS, "4294967296", broken) &&
           says(broken, "there is no", NULL, NULL);
}

static bool unknown_signal(const JsonWalk *walk, const JsonValue *value, Broken *broken) {
    return in_condition(walk, value, ".", "abcdefghijklmnopqrstuvwxyz_", "quux", broken) &&
           says(broken, "unknown signal", NULL, NULL);
}

static const Way WAYS[] = {{"a string", as_string},
                           {"a number", as_number},
                           {"null", as_null},
                           {"true", as_truth},
                           {"an array", as_array},
                           {"an object", as_object},
                           {"an empty array", empty_array},
                           {"an empty string", empty_string},
                           {"a huge number", huge_number},
                           {"an endless number", endless_number},
                           {"NaN", no_number},
                           {"infinity", infinite_number},
                           {"octal", octal_number},
                           {"10^9", billion_units},
                           {"below the range", below_range},
                           {"half a unit", half_a_unit},
                           {"an id twice", second_id},
                           {"one too many", one_too_many},
                           {"one too few", one_too_few},
                           {"a key missing", missing_key},
                           {"an unknown key", unknown_key},
                           {"a second key", second_key},
                           {"a misspelt key", misspelt_key},
                           {"deep nesting", deep_nesting},
                           {"a stray byte", stray_byte},
                           {"overlong UTF-8", overlong_utf8},
                           {"a surrogate in UTF-8", surrogate_utf8},
                           {"a line's end", line_inside},
                           {"no comma", no_comma},
                           {"no colon", no_colon},
                           {"a step beyond", step_beyond},
                           {"a unit beyond", unit_beyond},
                           {"an unknown signal", unknown_signal}};
enum { WAY_COUNT = sizeof WAYS / sizeof *WAYS };

#endif
