/* entity.c: see entity.h. The names are those that a lesson is likely to use. */
#include "scene/words/entity.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

/* The code point of "&name;", "&#38;" or "&#x26;"; 0: not known here. */
static unsigned long entity_code(const char *text, size_t length) {
    static const struct {
        const char *name;
        unsigned long code;
    } KNOWN[] = {{"amp", '&'},      {"lt", '<'},       {"gt", '>'},       {"quot", '"'},
                 {"apos", '\''},    {"nbsp", 0xa0},    {"times", 0xd7},   {"middot", 0xb7},
                 {"minus", 0x2212}, {"ndash", 0x2013}, {"mdash", 0x2014}, {"hellip", 0x2026},
                 {"rarr", 0x2192},  {"le", 0x2264},    {"ge", 0x2265},    {"sigma", 0x3c3}};
    char name[16];
    if (length < 3 || length - 2 >= sizeof name)
        return 0;
    memcpy(name, text + 1, length - 2);
    name[length - 2] = '\0';
    if (name[0] == '#') {
        bool hex = name[1] == 'x' || name[1] == 'X';
        return strtoul(name + (hex ? 2 : 1), NULL, hex ? 16 : 10);
    }
    for (size_t k = 0; k < sizeof KNOWN / sizeof *KNOWN; k++)
        if (strcmp(KNOWN[k].name, name) == 0)
            return KNOWN[k].code;
    return 0;
}

size_t entity_text(const char *entity, size_t length, char text[ENTITY_BYTES]) {
    unsigned long code = entity_code(entity, length);
    return code >= 0x20 && code <= 0x10ffff ? utf8_encode((uint32_t)code, text) : 0;
}
