/* bars.h: a signal's values as bars, as thin columns, or as a heat strip, by how many there are.
 *
 * A level stands in a tube from 0 to 1; a signed value rises from, or hangs below, a zero line.
 * Values that are not known yet are outlines. While something moves, a bar stands between two
 * values; both may be products, so that f * c' can be shown without a place to keep it. */
#ifndef GATESCOPE_SCENE_PAINT_BARS_H
#define GATESCOPE_SCENE_PAINT_BARS_H

#include "scene/paint/paint.h"

typedef enum BarsForm { BARS_WIDE, BARS_THIN, BARS_HEAT } BarsForm;
enum { BARS_WIDE_MOST = 16, BARS_THIN_MOST = 64, BARS_HEAT_MOST = 4096 };

/* Where each unit's bar stands. */
typedef struct BarsPlan {
    BarsForm form;
    Rect area;                /* what the bars cover */
    int count;                /* units */
    int rows, columns, group; /* heat: cells, and units in a cell */
    float pitch, width;       /* of a bar, pixels */
} BarsPlan;

typedef struct Bars {
    int count;
    const float *from, *from_times; /* start: from[k] * from_times[k]; NULL: 0, and no factor */
    const float *to, *to_times;     /* end; NULL alike */
    float part;                     /* 0: start, 1: end */
    bool hidden;                    /* nothing is known: outlines only */
    bool ghost;                     /* on its way: lighter */
    bool level;                     /* a tube from 0 to 1, else -limit..limit round a zero line */
    float limit;
    Color color, on_color;
} Bars;

BarsPlan bars_plan(const Painter *p, Rect area, int count);
/* The whole tube (or heat cell) of a unit. */
Rect bars_rect(const BarsPlan *plan, int unit);
/* The value that a unit's bar stands at. */
float bars_value(const Bars *bars, int unit);
void bars_draw(Painter *p, const BarsPlan *plan, const Bars *bars);
/* A frame round one unit's bar, through the gap to its neighbours. */
void bars_frame(Painter *p, const BarsPlan *plan, int unit, Color color);

/* The smallest of 1, 2, 5, 10 that the signal's finite values of the seen steps stay within (10 if
 * none): of all seen steps in a short run, of those round the step on stage in a long one. */
float signal_limit(const Painter *p, int cell, int signal);

/* The colour of -limit in a heat strip whose limit has this colour: another hue, since a lighter
 * shade would be one of the positive values. */
Color bars_below(const Painter *p, Color color);

/* A bar of its own, as the timeline draws it: known values only. */
void bar_draw(Painter *p, Rect tube, float value, const Bars *look);
/* The same without edges and marks, for narrow columns. */
void bar_draw_thin(Painter *p, Rect tube, float value, const Bars *look);
/* The outline of where a bar stood before a change, where that can be told from where it stands. */
void bar_outline(Painter *p, Rect tube, float now, float before, const Bars *look);
/* The dot of a bar that was changed by hand. */
void bar_mark_edited(Painter *p, Rect tube);
/* The bar's extent in the tube, at least two pixels high. */
Rect bar_extent(Rect tube, float value, const Bars *look);

#endif
