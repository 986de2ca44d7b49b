/* ink.h: strokes of a pen as a small grey image, cleaned up as the digits of MNIST were.
 *
 * MNIST's digits were scaled into 20 x 20 pixels keeping their proportions, with grey levels where
 * an edge crosses a pixel, and then moved by whole pixels in 28 x 28 so that the centre of mass of
 * the ink comes next to the middle (LeCun, Cortes, Burges: "The MNIST database of handwritten
 * digits"). The middle is that of pixel 14, half a pixel right of and below the image's own: over
 * assets/mnist the centre of mass lies anywhere from 14 to 15, counted from the image's edge. Here
 * the strokes are scaled, not their pixels: the pen is as thick on the image however large one
 * draws. Its width and how soft its edges are were chosen so that drawn digits have as much ink and
 * as many grey pixels as those of MNIST (tests/commands/drawn.c compares them). */
#ifndef GATESCOPE_LESSON_READING_INK_H
#define GATESCOPE_LESSON_READING_INK_H

#include <stdbool.h>

enum { INK_SIDE = 28, INK_PIXELS = INK_SIDE * INK_SIDE, INK_BOX = 20 };

/* A point of a stroke; x to the right and y downwards, in parts of a square pad. */
typedef struct InkPoint {
    float x, y;
    bool starts; /* a new stroke */
} InkPoint;

/* Half of the pen's width; how far its edges spread beyond; the middle, from the left and the top.
 * All in pixels of the image. */
extern const float INK_PEN, INK_SPREAD, INK_MIDDLE;

/* The image, row by row from the top, 0 (paper) to 255 (ink). No points, or a point that is not
 * finite: all paper, and false. */
bool ink_image(const InkPoint *points, int count, unsigned char image[INK_PIXELS]);

#endif
