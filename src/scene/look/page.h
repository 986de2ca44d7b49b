/* page.h: what the files of the look screen share. Private to them.
 *
 * One axis of time for all: above the inputs, in the middle the maps, below the selected unit's
 * signals; names and numbers in a column at the left, and at the right of the large map how each
 * unit goes along with an input. One cursor goes through all of it. */
#ifndef GATESCOPE_SCENE_LOOK_PAGE_H
#define GATESCOPE_SCENE_LOOK_PAGE_H

#include "scene/paint/panel.h"
#include "session/kinds/look.h"

typedef struct LookPage {
    Painter *p;
    const Look *look;
    const CellSpec *spec;                                  /* of the selected cell */
    const LookMap *map;                                    /* the large one */
    long steps, t;                                         /* the cursor */
    float x, w;                                            /* of the axis of time */
    float names;                                           /* where the column at the left begins */
    Rect head, inputs, upper, thumbs, area, curves, lower; /* area: of the large map */
    Rect side; /* at the right of the map; w 0: it has no room */
    float row; /* height of an input's row */
    int inputs_shown;
} LookPage;

/* The middle of a step's column. */
float look_x(const LookPage *page, long t);
/* marks.c: what rounding decides, and where another export differs; the former's part of the axis, false:
 * there is none. */
void look_marks(LookPage *page);
bool look_veiled(const LookPage *page, float *from, float *to);

/* inputs.c: the inputs' rows; an axis of time in rect, with the cursor's chip. */
void look_inputs(LookPage *page);
void look_axis(LookPage *page, Rect rect, int index);
/* A column's values or a signal's of one unit as a line: so many points over the whole run; low..high its
 * axis. */
enum { LOOK_POINTS = 2 * MAP_STEPS /* two a pixel of a wide window */ };
void look_line(LookPage *page, Rect rect, const float *points, int count, float low, float high,
               Color color);

/* map.c: the small maps, and the large one with what is beside it. */
void look_thumbs(LookPage *page);
void look_area(LookPage *page);
/* order.c: the axis at the left of the map, and at its right the correlation. */
void look_order_axis(LookPage *page);
void look_side(LookPage *page);
float look_row_y(const LookPage *page, int rank); /* of a unit's row, its top */

/* colors.c: from the lowest level to the highest; of a correlation from -1 to 1. */
void look_palette(const Painter *p, const SignalInfo *info, Color palette[RASTER_COLORS]);
void look_r_palette(const Painter *p, Color palette[RASTER_COLORS]);

/* curves.c: the selected unit's signals. */
void look_curves(LookPage *page);
float look_curve_height(const Painter *p);

/* order.c: "memory time" */
const char *look_order_name(const Painter *p, LookOrder order);
const char *look_number(float value,
                        char text[24]); /* for an end of an axis: "-3", "0.5", "1.5e6" */

/* facts.c: the unit's facts, the orders and the legend, under the layers' cards. */
void look_facts(Column *c, const Look *look);

/* open.c: a button that leads to a dialog, at the right of rect; its width, 0: there is none. How one's own
 * network is opened, in that room at most. */
float look_open(LookPage *page, Rect rect);
void look_how(LookPage *page, Rect room);

#endif
