/* line.h: a line of text that is typed, byte by byte of its UTF-8. Private to src/session. */
#ifndef GATESCOPE_SESSION_LINE_H
#define GATESCOPE_SESSION_LINE_H

#include <stdbool.h>

/* Adds a byte behind the text, in `most` bytes of room with its end. No character is taken in part,
 * nor a control character: false, as where there is no room for all of it. */
bool line_put(char *text, int *length, int most, int byte);
/* Takes the last character away, with all its bytes; false: there is none. */
bool line_erase(char *text, int *length);

#endif
