/* parts.h: what the files of the timeline share: its rows, and where they and the columns stand.
 * Private to them.
 *
 *     timeline.c   which rows there are, the steps, the cursor, what can be done with them
 *     rows.c       labels, bars and heat of the rows
 *     gradients.c  how the newest step depends on the others, in place of the values
 *     paint.c      the pencil and the curves of input rows
 *     inspect.c    numbers that can be looked into, and the mark of the one that is */
#ifndef GATESCOPE_SCENE_TIMELINE_PARTS_H
#define GATESCOPE_SCENE_TIMELINE_PARTS_H

#include "scene/paint/bars.h"

enum { TIMELINE_ROWS = 24, TIMELINE_COLUMNS = 2048 };

typedef struct TimelineRow {
    int cell; /* -1: the lesson's inputs */
    int signal, index;
    bool heat;
    int rank; /* the highest goes first when there is little room */
    Bars look;
} TimelineRow;

typedef struct Timeline {
    Painter *p;
    Rect rect;    /* the columns */
    long from;    /* first step in the window */
    int count;    /* steps in the window */
    float column; /* width of one */
    bool wide;    /* bars with gaps and outlines */
    TimelineRow rows[TIMELINE_ROWS];
    int row_count;
    float label_x, row_pitch, row_h;
    bool overview;
    /* of gradients */
    float product_h;   /* height of the thin rows under the rows */
    int foot, top;     /* decades of the axis below and above 1 */
    float title_w;     /* room for the titles of the rows */
    bool with_numbers; /* there is room for them beside the titles */
    long marked;       /* the step whose numbers are shown */
    bool pointed;      /* it is the one under the pointer */
} Timeline;

/* ---- rows.c ---- */

float timeline_row_y(const Timeline *line, int row);
/* Column k of the window at the height of a row. */
Rect timeline_column(const Timeline *line, int k, float y, float h);
/* Whether the row's number of step t may be shown now, and what it is. */
bool timeline_known(const Timeline *line, const TimelineRow *row, long t);
float timeline_value(const Timeline *line, const TimelineRow *row, long t);
float timeline_symbol_room(const Timeline *line); /* the widest letter and the room after it */
/* Room for the rows' letters and titles; titles are cut at `most`. */
float timeline_label_width(const Timeline *line, float most);
void timeline_draw_rows(const Timeline *line);
const char *timeline_row_title(const Timeline *line, const TimelineRow *row);
/* The row's letter, about the middle of a line. */
void timeline_draw_symbol(const Timeline *line, const TimelineRow *row, float middle);

/* ---- gradients.c ---- */

float timeline_caption_height(const Painter *p);
void timeline_gradient_rows(Timeline *line, float room);
/* Room for the rows' letters, titles, numbers and the axis; numbers are left out where all of it
 * would be wider than `most`. */
float timeline_gradient_label_width(Timeline *line, float most);
/* right: where the caption ends at the latest. */
void timeline_draw_gradients(Timeline *line, float right);
/* A region a step, with its numbers in words, above other regions. */
void timeline_add_gradient_steps(const Timeline *line);

/* ---- paint.c ---- */

/* Steps to come whose input the learner has set. */
void timeline_draw_own(const Timeline *line, const TimelineRow *row, float y);
/* The mark of an input that was changed: a line along its foot. */
void timeline_mark_edited(const Timeline *line, Rect tube);
/* The tools in the heads of input rows, and the rows that are painted on: above other regions. */
void timeline_add_tools(const Timeline *line);
float timeline_tools_width(const Timeline *line); /* 0: no row has any */

/* ---- inspect.c ---- */

/* A click with Ctrl on a row looks into its number at that step; a plain drag scrubs as elsewhere.
 * scrub: the action of that. */
void timeline_add_rows(const Timeline *line, Action scrub);
/* The number that is inspected: a mark over its step, and a frame where its row is shown. */
void timeline_mark_inspected(const Timeline *line);
/* The action that looks into an input at a step; ACTION_NONE: no cell on stage reads it. */
Action timeline_inspect_input(const Painter *p, int input, long t);

#endif
