/* line_order.h: a line in which something runs from right to left: its parts, set from left to right as they follow each
 * other in the text, are moved to where they are read. Private to setter.c. */
#ifndef GATESCOPE_SCENE_PAINT_LINE_ORDER_H
#define GATESCOPE_SCENE_PAINT_LINE_ORDER_H

#include "scene/display/display.h"
#include "scene/paint/bidi.h"

typedef struct LinePart {
    float x, width;
    bool leftwards;    /* it runs from right to left */
    bool mark;         /* of a list, before the line: it stands at the line's other end */
    int shape, shapes; /* the first that draws it; how many */
    int region, regions;
} LinePart;

/* The line runs as `way` says, between left and right, where a mark is set out by as much on either side. */
void line_order(DisplayList *list, const LinePart *parts, int count, Direction way, float left,
                float right);

#endif
