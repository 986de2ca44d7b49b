/* fields.c: the fields of a table, as RFC 4180 has them and as programs write them. See fields.h. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "files/inputs/fields.h"

enum { NUMBER_MOST = 64, LOOKED_AT = 32 }; /* letters of a number; rows */

/* ---- the separator ---- */

/* How often the sign stands in the row outside of quotes; *at goes behind the row. Spaces count once
 * between two words. */
static int count_in_row(const char **at, const char *end, char sign) {
    int count = 0;
    bool quoted = false, word = false, gap = false;
    const char *here = *at;
    for (; here < end && (quoted || (*here != '\n' && *here != '\r')); here++) {
        quoted ^= *here == '"';
        if (sign != ' ')
            count += !quoted && *here == sign;
        else if (*here == ' ')
            gap = word;
        else {
            count += gap;
            gap = false;
            word = true;
        }
    }
    while (here < end && (*here == '\n' || *here == '\r'))
        here++;
    *at = here;
    return count;
}

/* In how many of the first rows the sign stands as often as in most; 0: in none. */
static int agreement(const char *text, const char *end, char sign) {
    int counts[LOOKED_AT], rows = 0, best = 0;
    while (text < end && rows < LOOKED_AT) {
        bool remark = *text == '#';
        counts[rows] = count_in_row(&text, end, sign);
        rows += !remark;
    }
    for (int k = 0; k < rows; k++) {
        int same = 0;
        for (int n = 0; n < rows; n++)
            same += counts[n] == counts[k];
        if (counts[k] && same > best)
            best = same;
    }
    return best;
}

char fields_separator(const char *text, size_t length) {
    static const char SIGNS[] = "\t;, ";
    char found = '\0';
    int most = 0;
    for (const char *sign = SIGNS; *sign; sign++) {
        int agreed = agreement(text, text + length, *sign);
        if (agreed > most) {
            most = agreed;
            found = *sign;
        }
    }
    return found;
}

/* ---- fields ---- */

static bool ends_row(char sign) {
    return sign == '\n' || sign == '\r';
}

Fields fields_begin(const char *text, size_t length, char separator) {
    return (Fields){text, text + length, text, 1, separator, true};
}

/* Behind the end of a line, which is CR, LF or both. */
static void next_line(Fields *fields) {
    fields->at += fields->at + 1 < fields->end && fields->at[0] == '\r' && fields->at[1] == '\n';
    fields->at++;
    fields->line++;
    fields->row = fields->at;
}

static void skip_spaces(Fields *fields) {
    while (fields->at < fields->end && *fields->at == ' ')
        fields->at++;
}

/* To the first row that holds something. */
static bool find_row(Fields *fields) {
    while (fields->at < fields->end) {
        const char *line = fields->at;
        skip_spaces(fields);
        if (fields->at < fields->end && *fields->at == '#')
            while (fields->at < fields->end && !ends_row(*fields->at))
                fields->at++;
        if (fields->at < fields->end && !ends_row(*fields->at)) {
            if (fields->separator != ' ')
                fields->at = line;
            return true;
        }
        if (fields->at < fields->end)
            next_line(fields);
    }
    return false;
}

static bool fail_at(const Fields *fields, const char *at, Error *error, const char *what) {
    error_set(error, "%s", what);
    if (error) {
        error->line = fields->line;
        error->column = (int)(at - fields->row) + 1;
    }
    return false;
}

/* To the quote that ends the field; lines that end inside count. */
static bool read_quoted(Fields *fields, Field *field, Error *error) {
    const char *open = fields->at++, *row = fields->row;
    int line = fields->line;
    field->text = fields->at;
    field->quoted = true;
    for (;; fields->at++) {
        if (fields->at >= fields->end) {
            fields->line = line;
            fields->row = row;
            return fail_at(fields, open, error, "a quote is never closed");
        }
        if (*fields->at == '\n') {
            fields->line++;
            fields->row = fields->at + 1;
        }
        if (*fields->at != '"')
            continue;
        if (fields->at + 1 >= fields->end || fields->at[1] != '"')
            break;
        fields->at++;
    }
    field->length = (size_t)(fields->at++ - field->text);
    skip_spaces(fields);
    return true;
}

static void read_plain(Fields *fields, Field *field) {
    field->text = fields->at;
    field->quoted = false;
    while (fields->at < fields->end && !ends_row(*fields->at) &&
           (*fields->at != fields->separator || !fields->separator))
        fields->at++;
    field->length = (size_t)(fields->at - field->text);
    while (field->length && field->text[field->length - 1] == ' ')
        field->length--;
    if (fields->separator == ' ')
        skip_spaces(fields);
}

/* Behind the separator or the end of the row. */
static bool end_field(Fields *fields, Field *field, Error *error) {
    bool between = fields->separator == ' ' ? fields->at[-1] == ' ' : false;
    if (fields->at >= fields->end || ends_row(*fields->at)) {
        field->last = true;
        if (fields->at < fields->end)
            next_line(fields);
    } else if (fields->separator != ' ' && fields->separator && *fields->at == fields->separator) {
        fields->at++;
        field->last = false;
    } else if (between) {
        field->last = false;
    } else {
        return fail_at(fields, fields->at, error, "something stands behind a closing quote");
    }
    fields->ended = field->last;
    return true;
}

bool fields_next(Fields *fields, Field *field, Error *error) {
    if (fields->ended && !find_row(fields))
        return false;
    skip_spaces(fields);
    *field = (Field){.line = fields->line, .column = (int)(fields->at - fields->row) + 1};
    if (fields->at < fields->end && *fields->at == '"') {
        if (!read_quoted(fields, field, error))
            return false;
    } else {
        read_plain(fields, field);
    }
    return end_field(fields, field, error);
}

/* ---- what stands in them ---- */

void field_copy(const Field *field, char *text, size_t size) {
    size_t to = 0;
    for (size_t k = 0; k < field->length && to + 1 < size; k++) {
        k += field->quoted && field->text[k] == '"' && k + 1 < field->length;
        text[to++] = field->text[k];
    }
    text[to] = '\0';
}

bool field_is(const Field *field, const char *text) {
    for (size_t k = 0; k < field->length; k++) {
        k += field->quoted && field->text[k] == '"' && k + 1 < field->length;
        if (*text++ != field->text[k])
            return false;
    }
    return !*text;
}

bool field_missing(const Field *field) {
    static const char *const WORDS[] = {"na",   "n/a", "nan", "-nan", "null",
                                        "none", "nil", "?",   "-",    "<na>"};
    if (!field->length)
        return true;
    for (size_t k = 0; k < sizeof WORDS / sizeof *WORDS; k++)
        if (strlen(WORDS[k]) == field->length &&
            strncasecmp(WORDS[k], field->text, field->length) == 0)
            return true;
    return false;
}

/* Infinity by its usual names; strtof would take more. */
static bool infinite(const char *text, float *number) {
    bool minus = *text == '-';
    text += *text == '-' || *text == '+';
    if (strcasecmp(text, "inf") != 0 && strcasecmp(text, "infinity") != 0)
        return false;
    *number = minus ? -INFINITY : INFINITY;
    return true;
}

bool field_number(const Field *field, char separator, float *number, bool *comma) {
    char text[NUMBER_MOST + 1], *end;
    if (!field->length || field->length > NUMBER_MOST)
        return false;
    memcpy(text, field->text, field->length);
    text[field->length] = '\0';
    char *sign = separator != ',' && !strchr(text, '.') ? strchr(text, ',') : NULL;
    if (sign)
        *sign = '.';
    if (infinite(text, number))
        return true;
    if (strspn(text, "+-.0123456789eE") != field->length)
        return false;
    *number = strtof(text, &end);
    if (end != text + field->length || !isfinite(*number))
        return false;
    *comma |= sign != NULL;
    return true;
}
