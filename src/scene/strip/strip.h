/* strip.h: a strip of the guided stage: a cell's lane, in which its memory runs from left to right.
 *
 *     before ===[shutter]=== kept ===[block]=== now ===(curve)===[shutter]=== result
 *                  ^                    ^                            ^
 *               gate card        gate card x card                gate card          (in focus)
 *
 * What of it the stage asks for; what its files share is in parts.h. */
#ifndef GATESCOPE_SCENE_STRIP_STRIP_H
#define GATESCOPE_SCENE_STRIP_STRIP_H

#include "engine/spec.h"
#include "scene/flow/flow.h"
#include "scene/strip/reach.h"

/* What stands along a strip; the middle of each is the same part of the width in every strip of a
 * stage. */
typedef enum Stand {
    STAND_BEFORE, /* the state of the step before */
    STAND_KEEP,   /* the gate that keeps it */
    STAND_BLOCK,  /* what is written onto it */
    STAND_NOW,    /* the state now */
    STAND_CURVE,  /* its activation */
    STAND_SHOW,   /* the gate that shows it */
    STAND_RESULT, /* the hidden state */
    STAND_COUNT
} Stand;

typedef struct Strip {
    Painter *p;
    int cell;
    const LessonCell *entry;
    const Cell *model; /* as edited */
    const Trace *trace;
    const CellKindInfo *kind;
    int unit, count; /* the unit whose lengths are shown; units */
    long t;
    bool initial;             /* t = -1 */
    bool hidden;              /* this step may not be seen */
    bool focus;               /* its sums and curves are shown */
    bool alone;               /* the only one: it needs no frame */
    bool narrow;              /* a phone's: the state and its gates, all else as levels under it */
    float reach[PHASE_COUNT]; /* 0: not begun, 1: done */
    Rect rect;                /* the lane */
    Yard yard;
    float title;      /* height of its name in it; 0: that stands beside it */
    float loop_y;     /* of the way back */
    Rect low;         /* what is under the names of the states: cards, or levels; h 0: nothing */
    float number, px; /* sizes of numbers and words */
    bool crowd;       /* more units than can be numbered: all of them as columns and strands */
    int ordered;      /* the signal by whose value they stand; NO_SIGNAL: by number */
    short place[FLOW_MOST], order[FLOW_MOST]; /* of each unit; which unit stands at each */
    float amounts[FLOW_MOST];                 /* of one thing, while it is drawn */
    /* what a pre-activation gets of the past of a unit, or of all (-1), where that is more than W h';
     * NAN, or NULL: it is not */
    float (*past)(const struct Strip *strip, int pre, int from);
} Strip;

/* A strip of which painter, cell, place, yard and flags are set: finds the rest, draws its ground
 * and its axis. */
void strip_begin(Strip *strip);
/* The moment's part of it: run, step, what is known. */
void strip_look(Strip *strip);
/* What lies under everything in it. */
Color strip_ground(const Strip *strip);

float strip_part(const Strip *strip, Phase phase, float from, float to); /* eased, 0..1 */
Color strip_color(const Strip *strip, int signal);
const float *strip_now(const Strip *strip,
                       int signal); /* of all units at this step; NULL: not known */
const float *strip_past(const Strip *strip, int signal); /* of the step before */
float strip_value(const Strip *strip, int signal);       /* of the unit; 0 where it is not known */
float strip_value_past(const Strip *strip, int signal);

float strip_x(const Strip *strip, Stand stand);    /* its middle */
float strip_left(const Strip *strip, Stand stand); /* its edges */
float strip_right(const Strip *strip, Stand stand);

/* Units side by side in the strip's order. */
FlowBox strip_box(const Strip *strip, float x, float w);
/* Draws all of it, as its kind is drawn. */
void strip_draw(Strip *strip);

/* ---- a gate's card ---- */

/* The height that a card needs, and that of the units' levels on it. */
float gate_card_least(const Strip *strip);
float gate_levels_height(const Strip *strip);
/* Whether the word and the number of a gate have room on its card. */
bool gate_head_fits(const Strip *strip, int signal);
/* A bar that can be taken hold of: an input's or a gate's, of one unit; an input's stands on that
 * yard. terms: what it does with its value, told in its place; NULL: the value alone. */
void gate_handle(Strip *strip, Rect tube, int signal, const Yard *yard, int unit, float value,
                 const char *name, const char *terms);

/* ---- many units ---- */

/* What the order of the units says of its two ends. */
void many_order_words(const Strip *strip, char low[64], char high[64]);
/* The least and the most of a cell's signal that nearly all of its units keep within. */
void many_reach(const Painter *p, int cell, int signal, float *least, float *most);
/* What shutters of many units close: tubes as high as the strip's yard, of 0 to 1. */
Yard many_tube(const Strip *strip);
/* What stands under the ribbon: the card that the beat speaks of, gate x candidate = written, the
 * reset, the output's card. */
typedef enum ManyPlace {
    MANY_CARD,
    MANY_FACTOR,
    MANY_CANDIDATE,
    MANY_WRITTEN,
    MANY_RESET,
    MANY_SEEN,
    MANY_OUTPUT
} ManyPlace;
Rect many_place(const Strip *strip, ManyPlace place);

/* ---- what an operator or a way does ---- */

enum { TERMS = 192 /* bytes */ };

/* An operator or a way: what it does, in terms with their numbers, and the number that a press on
 * it leads to. */
typedef struct Operation {
    const char *name; /* of its region, behind the strip's */
    int index;
    Rect rect;
    const char *word; /* "kept"; NULL: the name of the number that is on its way */
    int signal;
    bool before; /* of the step before */
    bool known;  /* it has happened: its numbers may be told */
    bool apart;  /* nothing stands right beside it */
    char terms[TERMS];
} Operation;
/* Its region: in the order of Tab where the strip is in focus. */
void strip_operation(Strip *strip, const Operation *op);

#endif
