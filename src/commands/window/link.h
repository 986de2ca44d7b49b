/* link.h: the window's place as a link (files/state/link.h), and the way to the place that one names.
 * What a link gets wrong costs only that part: the window says so, and all else is as the link says.
 * Private to this folder. */
#ifndef GATESCOPE_COMMANDS_WINDOW_LINK_H
#define GATESCOPE_COMMANDS_WINDOW_LINK_H

#include "ui/window/window.h"

/* What in the text is a link to a place; NULL: nothing is. */
const char *place_link_in(const char *text);
/* WindowSetup.link and WindowSetup.go, of a host of serve.h. */
void place_link(WindowSetup *setup, char *text, size_t size);
void place_go(WindowSetup *setup, const char *link);
/* Whether it is a lesson, whose changes go with it (commands/state/share.h). */
bool place_is_lesson(const WindowSetup *setup);
/* The same without colours and language: those of who opens it count. */
void place_share(WindowSetup *setup, char *text, size_t size);

#endif
