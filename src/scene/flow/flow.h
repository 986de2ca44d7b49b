/* flow.h: amounts as lengths, the strokes that the guided stage is made of.
 *
 * A number is as long as the yard says, everywhere on the stage: a bar as high, a ribbon as thick.
 * What is positive is solid above the line of nought, what is negative outlined and hatched below
 * it, nought a hairline; what goes beyond the yard ends in a torn edge with its number.
 *
 *     units   one bar a unit on one line, the selected one wide            flow_units
 *     strands the ribbons of many units                                    flow_strands
 *     ribbon  from x to x, as thick as the value                           flow_ribbon
 *     block   what is added to an amount, or taken off it                  flow_block
 *     shutter closes a share of what arrives; its opening is the product   flow_shutter */
#ifndef GATESCOPE_SCENE_FLOW_FLOW_H
#define GATESCOPE_SCENE_FLOW_FLOW_H

#include "scene/paint/paint.h"

/* The one yardstick of a stage: `unit` pixels are 1.0, upwards from y = zero. Amounts reach from
 * -down to up. */
typedef struct Yard {
    float zero, unit, up, down;
} Yard;

float yard_y(const Yard *yard, float value); /* cut to the yard; nought where it is no number */
bool yard_beyond(const Yard *yard, float value);

/* Units side by side in a box: the selected one `wide`, all others equally thin; 1: it fills the
 * box. Of more than FLOW_COLUMNS units, or where a column would be no pixel wide, the others are
 * cells of a heat map and the selected one stands at the box's end. (crowd.c) */
enum { FLOW_NUMBERED = 4 /* each bar has its number */, FLOW_COLUMNS = 64, FLOW_MOST = 1024 };
typedef struct FlowBox {
    float x, w;
    int count, selected; /* selected -1: none */
    float wide;          /* pixels of the selected unit's column */
    const short *place;  /* where each unit stands in the order; NULL: by number */
} FlowBox;

FlowBox flow_box(const Painter *p, float x, float w, int count, int selected);
bool flow_heats(const FlowBox *box);
/* The column or cell of a unit, from the top of the yard to its bottom. */
Rect flow_column(const FlowBox *box, const Yard *yard, int unit);

/* The cell of a unit in the heat map, of the selected one too. */
Rect flow_cell(const FlowBox *box, const Yard *yard, int unit);
int flow_across(const FlowBox *box, const Yard *yard); /* cells in a row */

/* Values of the box's units, times part; NULL: not known, so empty. Those beyond the yard have a
 * tip, or a notched corner, and the farthest its number. */
void flow_units(Painter *p, const FlowBox *box, const Yard *yard, const float *values, float part,
                Color color);
/* A shutter a unit, in tubes on a yard of 0 to 1: each closes from above. The selected
 * unit's column is left free. */
void flow_shutters(Painter *p, const FlowBox *box, const Yard *yard, const float *levels,
                   float part, Color color);
/* The ribbons of all units one behind the other, from x1 to x2: the more of them are as thick, the
 * fuller; an edge each where they are not more than FLOW_COLUMNS; the selected one's stands out. */
void flow_strands(Painter *p, float x1, float x2, const Yard *yard, const float *values, int count,
                  int selected, float part, Color color);
/* The stack of the selected unit: kept, and what was written onto it or taken off it. */
void flow_stack(Painter *p, Rect column, const Yard *yard, float kept, float written, Color color,
                Color added);

/* From x1 to x2, drawn up to part of its length. */
void flow_ribbon(Painter *p, float x1, float x2, const Yard *yard, float value, float part,
                 Color color);
/* One amount, in the rectangle between two values: solid where it adds, hatched where it takes
 * off. */
void flow_block(Painter *p, float x, float w, const Yard *yard, float from, float to, Color color);
/* The edge of what goes on beyond the yard; nothing where it does not. */
void flow_torn(Painter *p, float x, float w, const Yard *yard, float value);
/* What was let go of: a dashed edge at the height that arrived, from x1 to x2. */
void flow_lost(Painter *p, float x1, float x2, const Yard *yard, float arrived, float kept,
               Color color);
/* Where a value is wanted: from low to high, either of which may be infinite. */
void flow_band(Painter *p, float x, float w, const Yard *yard, float low, float high, bool met);
/* How high it was before the change, from x1 to x2; NAN: it is not known. */
void flow_ghost(Painter *p, float x1, float x2, const Yard *yard, float was, float now);
/* As high as what arrives; `level` of it stays open, next to the line of nought. */
void flow_shutter(Painter *p, float x, float w, const Yard *yard, float arrives, float level,
                  Color color);

/* An arrow upwards as thick as the level of a gate (0..1), a hairline at nought. */
void flow_lift(Painter *p, float x, float from, float to, float level, float part, Color color);
/* A dashed way along points, level or upright, with an arrowhead at its end. */
typedef struct FlowPoint {
    float x, y;
} FlowPoint;
void flow_way(Painter *p, const FlowPoint *points, int count, Color color);

/* The least thickness of what there is. */
float flow_hairline(const Painter *p);
/* A size of type that is no smaller than what can be read. */
float flow_legible(const Painter *p, float px);
/* "0.96", in the type of numbers, centred on x; y: top. Returns its width. */
float flow_number(Painter *p, float x, float y, float px, float value, bool sign, Color color);
void flow_number_text(float value, bool sign, char text[24]);

#endif
