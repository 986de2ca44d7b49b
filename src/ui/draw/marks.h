/* marks.h: the masks of shapes with round or slanted edges.
 *
 * Geometry is kept in quarters of a pixel, so that a slowly moving disc glides while masks are
 * still found again. */
#ifndef GATESCOPE_UI_DRAW_MARKS_H
#define GATESCOPE_UI_DRAW_MARKS_H

#include "scene/display/display.h"
#include "ui/draw/mask.h"

/* A mask and where its top left lies in the picture. mask NULL: nothing to draw. */
typedef struct Placed {
    const Mask *mask;
    int x, y;
} Placed;

/* Disc, ring, triangle, cross or plus: shape's rect, width, turn. */
Placed mark_place(MaskCache *cache, const Shape *shape);

/* A line that is neither upright nor level. */
Placed mark_line(MaskCache *cache, const Shape *shape);

/* A curve through values; a value that is not a number leaves a gap, one beyond low..high lies on
 * the edge. */
Placed mark_curve(MaskCache *cache, const Shape *shape, const float *values);

/* The disc (stroke 0) or ring (stroke > 0) whose quarters are the corners of a rounded rectangle; 2
 * * radius pixels wide and high. */
const Mask *mark_corner(MaskCache *cache, int radius, int stroke);

/* Whole number near v, for any v: NaN gives 0, large ones are cut. */
int whole(float v);

#endif
