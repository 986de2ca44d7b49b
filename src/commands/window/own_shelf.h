/* own_shelf.h: what the host keeps of what was opened (ui/window/own.h), for the catalogue of the home
 * screen. Private to this folder. */
#ifndef GATESCOPE_COMMANDS_WINDOW_OWN_SHELF_H
#define GATESCOPE_COMMANDS_WINDOW_OWN_SHELF_H

#include "session/catalogue.h"

typedef struct OwnShelf {
    char *text; /* as own_list gave it, cut into its parts; owned */
    CatalogueOwn *items;
    int count;
} OwnShelf;

/* Takes the list over, and frees what was there before. A line that is none of own_list's is left. */
void own_shelf_fill(OwnShelf *shelf, char *list);
void own_shelf_free(OwnShelf *shelf);

#endif
