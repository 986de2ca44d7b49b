/* field.h: what is typed into just now, and where it lies in the picture. */
#ifndef GATESCOPE_UI_WINDOW_FIELD_H
#define GATESCOPE_UI_WINDOW_FIELD_H

#include "scene/display/display.h"
#include "session/state.h"

typedef struct Field {
    Rect rect; /* pixels */
    const char *label;
    size_t label_length;
    const char *text; /* what stands in it; NULL: more than a line, which goes on from its end */
    bool number;
    bool marked; /* what is typed takes its place */
} Field;

/* Whether something takes what is typed. */
bool field_open(const Session *session);
/* False: nothing does, or it is not to be seen. What the field points to lasts as long as the list and
 * what the session has. */
bool field_find(const Session *session, const DisplayList *list, Field *field);

#endif
