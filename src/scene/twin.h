/* twin.h: the picture a second time, as a document has it, for those who have no sight of a canvas:
 * what can be read, pressed and set, by its names and values, under its headings.
 *
 * A text of lines, each of fields with a tab between, in the order in which Tab goes:
 *
 *     title  TEXT                      what the screen is called
 *     text   TEXT                      a sentence or paragraph of what is told
 *     part   TEXT                      a part of the screen begins
 *     head   TEXT                      a heading within it
 *     button KEY ID STATE RECT FAMILY LABEL
 *     keys   KEY ID STATE RECT FAMILY LABEL
 *     slider KEY ID STATE RECT STEP VALUE LOW HIGH BY LABEL VALUE-IN-WORDS
 *     group  LABEL                     sliders that follow are the points of one drawing
 *     close                            no longer
 *
 * KEY stays the same for the same thing; ID is the region's. STATE: letters, d disabled, p pressed or n
 * not, c checked or u not, o open or s shut, h the one that one is at. RECT: x, y, width and height
 * in pixels with commas between. "keys" takes the program's own keys: a grid that one draws on. STEP:
 * of a drawing the step, else 0. */
#ifndef GATESCOPE_SCENE_TWIN_H
#define GATESCOPE_SCENE_TWIN_H

#include "scene/paint/paint.h"

/* Of the picture `list`, which was built from the same; title: of the window. Writes like snprintf. */
size_t scene_twin(const DisplayList *list, const Session *session, const Viewport *viewport,
                  const char *title, char *text, size_t size);

#endif
