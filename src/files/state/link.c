/* link.c: see link.h. */
#include "files/state/link.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A part: NAME=VALUE, escaped as it stands there. */
typedef struct Part {
    const char *name, *value; /* value NULL: there is no '=' */
    size_t name_length, value_length;
} Part;

/* The part at *at, which goes on behind it; false: there is none. */
static bool next_part(const char **at, Part *part) {
    while (**at == '&')
        ++*at;
    if (!**at)
        return false;
    const char *start = *at, *end = start + strcspn(start, "&");
    const char *sign = memchr(start, '=', (size_t)(end - start));
    *part = (Part){.name = start, .name_length = (size_t)((sign ? sign : end) - start)};
    if (sign) {
        part->value = sign + 1;
        part->value_length = (size_t)(end - part->value);
    }
    *at = end;
    return true;
}

static bool is_named(const Part *part, const char *name) {
    return strlen(name) == part->name_length && memcmp(part->name, name, part->name_length) == 0;
}

static const char *screen_named(const Part *part, const char *const *screens) {
    for (; *screens; screens++)
        if (is_named(part, *screens))
            return *screens;
    return NULL;
}

static int digit_of(char c) {
    static const char DIGITS[] = "0123456789abcdef0123456789ABCDEF";
    const char *found = c ? strchr(DIGITS, c) : NULL;
    return found ? (int)(found - DIGITS) % 16 : -1;
}

/* Unescapes the value; what has no room is cut. Control characters are no part of a name. */
static void take(const Part *part, char *text, size_t size) {
    size_t length = 0;
    for (size_t k = 0; k < part->value_length && length + 1 < size; k++) {
        char c = part->value[k];
        bool escaped = c == '%' && k + 2 < part->value_length;
        int high = escaped ? digit_of(part->value[k + 1]) : -1;
        int low = high >= 0 ? digit_of(part->value[k + 2]) : -1;
        if (low >= 0) {
            c = (char)(high * 16 + low);
            k += 2;
        }
        if ((unsigned char)c >= ' ')
            text[length++] = c;
    }
    text[length] = '\0';
}

/* Whether the text is a whole number and no more. */
static bool number_in(const char *text, long *number) {
    size_t sign = text[0] == '-', digits = strspn(text + sign, "0123456789");
    if (!digits || text[sign + digits])
        return false;
    *number = digits > 7 ? (sign ? -LINK_LONGEST : LINK_LONGEST) : strtol(text, NULL, 10);
    if (*number > LINK_LONGEST)
        *number = LINK_LONGEST;
    if (*number < -LINK_LONGEST)
        *number = -LINK_LONGEST;
    return true;
}

static bool take_state(Link *link, const Part *part) {
    size_t size = part->value_length + 1;
    if (link->state || size == 1 || size > LINK_STATE)
        return true;
    link->state = malloc(size);
    if (link->state)
        take(part, link->state, size);
    return link->state != NULL;
}

/* Of two parts with one name the first counts. */
static bool take_part(Link *link, const Part *part, const char *const *screens) {
    const struct {
        const char *name;
        char *text;
    } TEXTS[] = {{"lesson", link->lesson},
                 {"lang", link->language},
                 {"theme", link->theme},
                 {"beat", link->beat_text},
                 {"step", link->step_text}};
    for (size_t k = 0; k < sizeof TEXTS / sizeof *TEXTS; k++)
        if (is_named(part, TEXTS[k].name) && part->value && !TEXTS[k].text[0])
            take(part, TEXTS[k].text, LINK_NAME);
    if (is_named(part, "state") && part->value)
        return take_state(link, part);
    const char *screen = screen_named(part, screens);
    const Part name = {.value = part->name, .value_length = part->name_length};
    if (!screen && !part->value && !link->strange[0])
        take(&name, link->strange, sizeof link->strange);
    if (!screen || link->screen[0])
        return true;
    snprintf(link->screen, sizeof link->screen, "%s", screen);
    if (part->value)
        take(part, link->which, sizeof link->which);
    return true;
}

bool link_read(Link *link, const char *text, const char *const *screens) {
    Part part;
    *link = (Link){.state = NULL};
    while (next_part(&text, &part))
        if (!take_part(link, &part, screens)) {
            link_free(link);
            return false;
        }
    link->has_beat = number_in(link->beat_text, &link->beat);
    link->has_step = number_in(link->step_text, &link->step);
    return true;
}

void link_free(Link *link) {
    free(link->state);
    link->state = NULL;
}

const char *link_in(const char *text, const char *const *screens) {
    const char *hash = strchr(text, '#'), *at = hash ? hash + 1 : "";
    for (Part part; next_part(&at, &part);)
        if (screen_named(&part, screens) ||
            ((is_named(&part, "lesson") || is_named(&part, "state")) && part.value))
            return hash + 1;
    return NULL;
}

/* What stands for itself in an address. */
static bool is_plain(char c) {
    return strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:", c) != NULL;
}

/* The length of the value as it is written; to NULL: it is measured only. */
static size_t escape(const char *value, char *to) {
    size_t length = 0;
    for (; *value; value++) {
        char triple[4];
        snprintf(triple, sizeof triple, "%%%02X", (unsigned)(unsigned char)*value);
        size_t bytes = is_plain(*value) ? 1 : 3;
        if (to)
            memcpy(to + length, bytes == 1 ? value : triple, bytes);
        length += bytes;
    }
    return length;
}

void link_add(char *text, size_t size, const char *name, const char *value) {
    size_t used = strlen(text), name_length = strlen(name);
    size_t needed = (used > 0) + name_length + (value ? 1 + escape(value, NULL) : 0);
    if (used + needed >= size)
        return;
    if (used)
        text[used++] = '&';
    memcpy(text + used, name, name_length);
    used += name_length;
    if (value) {
        text[used++] = '=';
        used += escape(value, text + used);
    }
    text[used] = '\0';
}
