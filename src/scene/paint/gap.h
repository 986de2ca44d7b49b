/* gap.h: a drawing beside the curve that it foretold: lines, points and the gap between, in pixels,
 * wherever it is drawn; and what came of it, in the column of a card. */
#ifndef GATESCOPE_SCENE_PAINT_GAP_H
#define GATESCOPE_SCENE_PAINT_GAP_H

#include "scene/paint/panel.h"

enum { GAP_MOST = QUESTION_STEPS + 1 };

/* A curve over neighbouring steps: the first is the last one that was seen before, which no point
 * stands on. NAN in y: there is no value. */
typedef struct GapCurve {
    int count;
    float x[GAP_MOST], y[GAP_MOST];
} GapCurve;

/* From each value to the next, where both are there. */
void gap_lines(Painter *p, const GapCurve *curve, bool dotted, Color color);
/* One's own points are rings, the true ones discs: they differ in shape. */
void gap_points(Painter *p, const GapCurve *curve, float size, bool ring, Color color);
/* Between the two lines, in upright slices. */
void gap_shade(Painter *p, const GapCurve *drawn, const GapCurve *truth);
/* From the one to the other; arm: half the width of its ends. */
void gap_mark(Painter *p, float x, float drawn, float really, float arm);

/* What was answered so far, for the region that it is drawn on. */
void gap_drawn(Painter *p, Region *region);

/* What came of the answer, beside a sign for right and wrong. */
void gap_result(Column *c);
/* The gap as it was, and with each gate held. */
void gap_causes(Column *c);
/* The learner's own sentence, in a field as high as it is. */
void gap_reason(Column *c);

#endif
