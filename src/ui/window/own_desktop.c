/* own_desktop.c: files lie where they are, and nobody need keep them a second time. */
#include "ui/window/own.h"

bool own_is_kept(void) {
    return false;
}

void own_choose(void) {}

void own_opened(const OwnOpened *opened) {
    (void)opened;
}

char *own_list(void) {
    return NULL;
}

void own_open(const char *id) {
    (void)id;
}

void own_remove(const char *id) {
    (void)id;
}

void own_restore(const char *id) {
    (void)id;
}
