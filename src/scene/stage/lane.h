/* lane.h: what the lanes of all kinds are made of: a grid, cards with bars, knots, wires, the
 * highway.
 *
 *     title  subtitle
 *     [before] ====(x)==========(+)===========> [now]    top row: the highway runs through its
 *                   |            |                       middle
 *     [x] [h']  [gate]  [gate] [gate]  [gate] (x) [h]    low row
 *      |___|______^_______^______^_______^               rail
 *
 * A lane's picture is a function of the moment: each phase has a reach from 0 (not begun) to 1
 * (done), and everything that moves is drawn from the reach of its phase. */
#ifndef GATESCOPE_SCENE_STAGE_LANE_H
#define GATESCOPE_SCENE_STAGE_LANE_H

#include "scene/paint/bars.h"

typedef struct Point {
    float x, y;
} Point;

enum { LANE_COLUMNS = 4, LANE_PAD = 16 /* points at both sides of a lane */ };
enum { LANE_WORD = 64 /* bytes of the word beside a letter */ };

typedef struct Lane {
    Painter *p;
    int cell;
    const LessonCell *entry;
    const Cell *model; /* as edited */
    const Trace *trace;
    const CellKindInfo *kind;
    int unit; /* the selected unit; -1: this cell has no unit of that number */
    long t;
    bool initial; /* t = -1 */
    bool hidden;  /* this step may not be seen */
    bool moving;  /* the step is not complete */
    bool words;   /* every gate's word has room beside its letter */
    float reach[PHASE_COUNT];

    Rect rect;            /* of the lane */
    float left_x, left_w; /* column of the state before */
    float gate_x[LANE_COLUMNS], gate_w;
    float right_x, right_w; /* column of the state after */
    float gap, knot_gap;    /* between columns; before the right column */
    float top_y, top_h, low_y, low_h, highway_y, rail_y, rail_step;
    float knot, stroke; /* radius of a knot; width of a wire */
} Lane;

/* A card: one signal's bars at one step, with its letter. */
typedef struct Card {
    Rect rect;
    int signal;
    bool before;        /* of the step before (trace_before) */
    bool named;         /* with the signal's word, where there is room */
    bool frozen;        /* not to be held here: it follows from something else */
    bool active;        /* its phase is happening */
    bool calm;          /* no highlight: its signal is highlighted on another card */
    const char *letter; /* instead of the signal's; NULL: the signal's */
    const char *note;   /* small text on the right of its head; NULL: none */
    Bars bars;
} Card;

/* The word beside a signal's letter: "forget" of the forget gate. */
void lane_word(const Lane *lane, int signal, char word[LANE_WORD]);
/* Fills in a lane of the cell: what it shows, and a grid with that many gate columns (2 to 4) and,
 * with rail, room for the rail below. Draws the title. */
void lane_begin(Lane *lane, Painter *p, int cell, Rect rect, int columns, bool rail,
                const char *subtitle);

/* How far the part from..to (of 0..1) of a phase is, eased. */
float lane_part(const Lane *lane, Phase phase, float from, float to);
/* The phase is happening, or has just happened and the step goes on. */
bool lane_active(const Lane *lane, Phase phase);

/* The bars of a signal of this step which come up from nothing with part; outlines before. */
Bars lane_rising(const Lane *lane, int signal, float part);
/* The bars of a gate: from where they stood in the step before. */
Bars lane_turning(const Lane *lane, int signal, float part);
/* The bars of the state before this step (h or c), or of x: moved on at the step's beginning. */
Bars lane_before(const Lane *lane, int signal);
const float *lane_now(const Lane *lane, int signal);  /* values of this step; NULL: none */
const float *lane_past(const Lane *lane, int signal); /* of the step before; NULL: none */
float lane_mean(const Lane *lane, int signal);        /* of a gate's levels, cut to 0..1 */
Color lane_color(const Lane *lane, int signal);

Rect lane_gate_rect(const Lane *lane, int column);
void lane_card(Lane *lane, const Card *card);

/* Looking into a card's numbers (lane_inspect.c): what a click with Ctrl does, or a second one on
 * the selected unit; ACTION_NONE: the number is not known yet. */
Action lane_inspect(const Lane *lane, const Card *card, int unit);
/* A unit's number, drawn in box, as a link to where it came from; name: of its region. */
void lane_inspect_number(Lane *lane, const Card *card, int unit, Rect box, const char *name);
/* The frame round the bar whose number is looked into. */
void lane_frame_inspected(Lane *lane, const Card *card, const BarsPlan *plan);
/* The lock of a held gate, drawn in rect (w 0: not), is a button that frees it. */
void lane_lock(Lane *lane, const Card *card, Rect rect, const char *name);

typedef enum Sign { SIGN_TIMES, SIGN_PLUS } Sign;
void lane_knot(Lane *lane, Point at, Sign sign, Color color, bool lit);
/* A knot with the curve of an activation in it. */
void lane_curve_knot(Lane *lane, Point at, Curve curve, Color color, bool lit);

/* A wire along points, level or upright from each to the next: dim, and lit up to part of its
 * length, with a bead at the front while it moves. */
void lane_wire(Lane *lane, Color color, float part, const Point *points, int count);
/* The same with an arrowhead that ends at the last point. */
void lane_arrow(Lane *lane, Color color, float part, const Point *points, int count);
/* A thin dashed wire with an arrowhead (a peephole). */
void lane_dashed(Lane *lane, Color color, const Point *points, int count);

/* A piece of the highway from x1 to x2: a pipe, filled to level (0..1) up to part of its length. */
void lane_pipe(Lane *lane, Color color, float x1, float x2, float level, float part);
/* The highway's arrowhead into the card at x. */
void lane_pipe_end(Lane *lane, Color color, float x, bool lit);

/* The rail: a wire from a card's underside along y, with taps up into cards at their undersides. */
typedef struct Tap {
    float x, top; /* where its arrowhead ends */
} Tap;
void lane_rail(Lane *lane, Color color, float part, Point from, float y, const Tap *taps,
               int count);

/* A remark in dim text, in lines separated by \n, only where it fits into rect. */
void lane_remark(Lane *lane, Rect rect, const char *text);

/* A kind's diagram: how large, in points, it has to be for everything to have room, and what draws
 * it. aside: another one stands beside it. One a kind, name_lane in lane_name.c. */
typedef struct LaneInfo {
    float w, h;
    void (*draw)(Painter *p, int cell, Rect rect, bool aside);
} LaneInfo;

/* By kind; in the order of engine/kind_list.h (lanes.c). */
extern const LaneInfo *const LANES[CELL_KIND_MOST];

#endif
