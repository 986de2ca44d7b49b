/* line.c: see line.h. */
#include "session/line.h"

#include "base/utf8.h"

bool line_put(char *text, int *length, int most, int byte) {
    size_t used = (size_t)*length, begun = utf8_whole(text, used);
    if (byte < ' ' || byte > 0xff || byte == 0x7f)
        return false;
    text[used] = (char)byte; /* where the end is: there is room */
    size_t size = utf8_promised(text + begun, used + 1 - begun);
    bool fits = size > 0 && begun + size < (size_t)most;
    *length += fits;
    text[*length] = '\0';
    return fits;
}

bool line_erase(char *text, int *length) {
    if (*length == 0)
        return false;
    size_t used = (size_t)*length, whole = utf8_whole(text, used);
    *length = (int)(whole < used ? whole : utf8_start(text, used, used - 1));
    text[*length] = '\0';
    return true;
}
