/* own_shelf.c: see own_shelf.h. */
#include "commands/window/own_shelf.h"

#include <stdlib.h>
#include <string.h>

/* Cuts the text off at the sign. What comes behind that; NULL: there is none. */
static char *cut(char *text, char sign) {
    char *at = text ? strchr(text, sign) : NULL;
    if (!at)
        return NULL;
    *at = '\0';
    return at + 1;
}

static bool read_line(char *line, CatalogueOwn *own) {
    char *kind = cut(line, '\t'), *when = cut(kind, '\t'), *removed = cut(when, '\t'),
         *name = cut(removed, '\t');
    if (!name || !line[0] || !name[0])
        return false;
    *own = (CatalogueOwn){.id = line,
                          .name = name,
                          .kind = strcmp(kind, "1") == 0 ? OWN_MODEL : OWN_LESSON,
                          .when = strtoll(when, NULL, 10),
                          .removed = strcmp(removed, "1") == 0};
    return true;
}

void own_shelf_fill(OwnShelf *shelf, char *list) {
    size_t lines = 1;
    own_shelf_free(shelf);
    for (const char *at = list; at && *at; at++)
        lines += *at == '\n';
    *shelf = (OwnShelf){.text = list, .items = list ? calloc(lines, sizeof *shelf->items) : NULL};
    for (char *line = shelf->items ? list : NULL, *next; line; line = next) {
        next = cut(line, '\n');
        shelf->count += read_line(line, &shelf->items[shelf->count]);
    }
}

void own_shelf_free(OwnShelf *shelf) {
    free(shelf->text);
    free(shelf->items);
    *shelf = (OwnShelf){.count = 0};
}
