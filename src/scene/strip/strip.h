/* strip.h: a strip of the guided stage: a cell's lane, in which its memory runs from left to right.
 *
 *     before ===[shutter]=== kept ===[block]=== now ===(curve)===[shutter]=== result
 *                  ^                    ^                            ^
 *               gate card        gate card x card                gate card          (in focus)
 *
 *     strip.c   where everything stands, what is known at the moment, boxes of units, labels,
 * regions
 *     gate.c    a gate as a weighted sum through a curve, and as a level alone where there is less
 * room
 *     hand.c    a bar that can be taken hold of
 *     many.c    all units of a larger cell: their order, strands, shutters, columns
 *     operation.c  what an operator or a way does, told with its terms
 *     weights.c each unit's weight on its own past
 *     strip_lstm.c strip_gru.c strip_gru_reset.c strip_rnn.c   one a kind; strip_any.c of a kind
 *               without one */
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

/* The unit's value before the change, at this step or (before) the one before; NAN: none is kept. */
float strip_was(const Strip *strip, int signal, bool before);
/* Where the beat's task wants the unit's value, from x to x + w. */
void strip_band(Strip *strip, float x, float w, const Yard *yard, int signal);

float strip_x(const Strip *strip, Stand stand);    /* its middle */
float strip_left(const Strip *strip, Stand stand); /* its edges */
float strip_right(const Strip *strip, Stand stand);

/* A state's box with its units, its letter and the number of the unit under it; before: of the
 * step before. stack: what the unit's bar is made of, shown once it is there; NULL: one piece. */
typedef struct Stack {
    float kept, written;
    Color color; /* of what was written */
} Stack;
void strip_state(Strip *strip, Stand stand, int signal, bool before, float part,
                 const Stack *stack);
/* The letter and the number under a state's box, alone. */
void strip_name(Strip *strip, Stand stand, int signal, bool before, bool known);
/* A gate as a shutter over the ribbon, with its word and level above it. */
void strip_shutter(Strip *strip, Stand stand, int signal, float arrives, float part);
/* As short as it must be told: "0.46", or ".46" and "1.8", or ".5" and "2" where that alone has room;
 * false: not even that has. */
bool strip_fit_number(const Strip *strip, float value, float px, float room, char text[24]);
/* A remark behind the state, above what stands there. */
void strip_note(Strip *strip, const char *word);
/* The way back from one stand's top to another's, with what travels on it at a step's beginning. */
void strip_loop(Strip *strip, Stand from, Stand to, int signal, const char *word);
/* The way of h from the result to the sums, along the strip's foot. */
void strip_feedback(Strip *strip, float x);

/* The size of a signal's number: before a class larger where the beat speaks of it. */
float strip_number(const Strip *strip, int signal, float px);
/* What the beat speaks of. */
void strip_light(Strip *strip, Rect r);
/* Units side by side in the strip's order. */
FlowBox strip_box(const Strip *strip, float x, float w);
/* Regions on a box's columns, or on blocks of its cells: each selects its unit, the selected one
 * tells where its number came from. */
typedef struct UnitNumbers {
    const char *name; /* of the regions, behind the strip's */
    int signal;
    bool before;
    const char *word;    /* NULL: the signal's name */
    const float *values; /* NULL: not known */
} UnitNumbers;
void strip_unit_region(Strip *strip, Rect rect, const UnitNumbers *of, int unit);
void strip_unit_regions(Strip *strip, const FlowBox *box, const Yard *yard, const UnitNumbers *of);

/* ---- many.c ---- */

/* Amounts of all units: a, or a x b, or of what a gate leaves (1 - a) x b; a NULL: not known. */
typedef struct Amounts {
    const float *a, *b;
    bool complement;
} Amounts;

/* The order of the units; the signal that gives it, and what it says of its two ends. */
void many_order(Strip *strip);
int many_order_signal(const Strip *strip);
void many_order_words(const Strip *strip, char low[64], char high[64]);
/* The least and the most of a cell's signal that nearly all of its units keep within. */
void many_reach(const Painter *p, int cell, int signal, float *least, float *most);
/* A ribbon of the selected unit, with those of all others as strands. */
void strip_ribbon(Strip *strip, float x1, float x2, Amounts amounts, float part, Color color);
/* What shutters of many units close: tubes as high as the strip's yard, of 0 to 1. */
Yard many_tube(const Strip *strip);
/* A gate's shutters, one a unit. Returns the selected unit's column. */
Rect many_shutters(Strip *strip, Stand stand, int signal, float part);
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
/* A gate's card, or its level alone where that has no room. */
void many_card(Strip *strip, ManyPlace place, int signal, float sums, float level);
/* The arrows from them to the ribbon. Returns where the one of what is written can be hit. */
typedef struct ManyLifts {
    int keep, show, added; /* signals; show NO_SIGNAL: there is none */
    float amount;          /* written */
    float close, open, begun, stack;
} ManyLifts;
Rect many_lifts(Strip *strip, const ManyLifts *lifts);
/* A gate, a candidate, or what comes of them, as columns, with its word or letter above it and the
 * selected unit's number under it. */
typedef struct ManyBox {
    const char *name; /* of its regions */
    ManyPlace place;
    int signal;       /* whose letter and colour it has, and where the selected unit leads */
    const char *word; /* NULL: the signal's */
    Amounts amounts;
    float part;
} ManyBox;
void many_box(Strip *strip, const ManyBox *box);
void many_signs(Strip *strip); /* the signs between them */
/* Of signals the first that the beat speaks of, else the first of all. */
int many_lit(const Strip *strip, const int *signals, int count);

/* "0.95 x 0.92 = 0.87", each number in its own colour, centred in rect under a word. */
typedef struct Product {
    float a, b, result;
    Color a_color, b_color;
} Product;
void strip_product(Strip *strip, Rect rect, const char *word, const Product *product, int signal);

/* Signals as levels side by side under a narrow strip, with their letters and numbers; parts: how
 * far each is. */
typedef struct Level {
    int signal;
    bool before;
    float part;
} Level;
void strip_levels(Strip *strip, const Level *levels, int count);

/* ---- gate.c ---- */

/* The card of a gate or candidate: x, h' and b as bars, their sum, the curve, the level. */
void gate_card(Strip *strip, Rect rect, int signal, float sums, float level);
float gate_card_least(
    const Strip *strip); /* the height that it needs, and that of the units' levels */
float gate_levels_height(const Strip *strip);
/* Whether its word and number have room on its card. */
bool gate_head_fits(const Strip *strip, int signal);
/* How wide such a card is, in parts of the strip's width. */
static const float GATE_WIDE = 0.183f;
/* Its level alone: a bar with its word and number. Returns where its bar stands. */
Rect gate_level(Strip *strip, Rect rect, int signal, float part);
/* The word of a gate's or candidate's signal: "forget". */
void gate_word(const Strip *strip, int signal, char word[48]);
/* The activation's curve from -reach to reach, with the sum along its axis and the point on it. */
void gate_curve(Strip *strip, Rect rect, Activation activation, float at, float reach, float part,
                Color color);

/* The same as a card over the ribbon, on the stage's yard: the point stands as high as what comes
 * out. signal: what goes in, as far as it goes in the run. Returns where the card stands. */
Rect gate_curve_card(Strip *strip, float left, float right, Activation activation, int signal,
                     float at, float part, Color color);

/* ---- hand.c ---- */

/* A bar that can be taken hold of: an input's or a gate's, of one unit; an input's stands on that
 * yard. terms: what it does with its value, told in its place; NULL: the value alone. */
void gate_handle(Strip *strip, Rect tube, int signal, const Yard *yard, int unit, float value,
                 const char *name, const char *terms);
/* The beat's task gives it into the learner's hands. */
bool gate_given(const Strip *strip, const Edit *edit);
/* How far a hand can drag what an edit changes from nought: a round number, but never less than the
 * value. */
float gate_hand_reach(const Painter *p, float least, const Edit *edit);

/* ---- operation.c ---- */

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
/* The letter of a signal, with a prime where it is of the step before. */
typedef struct Letter {
    char text[32];
} Letter;
Letter operation_letter(const Strip *strip, int signal, bool before);
const char *operation_name(const Strip *strip, int signal);
/* What is added to its terms: "f x c' = 0.95 x 0.84 = 0.80", "0.80 + 0.14 = 0.94",
 * "tanh(0.94) = 0.74". */
void operation_times(Operation *op, const char *a, const char *b, const float values[3]);
void operation_add(Operation *op, const float *values, int count, float total);
void operation_curve(Operation *op, Activation activation, float at, float value);
/* Where a ribbon or a lift can be hit. */
Rect operation_ribbon(const Strip *strip, float x1, float x2, float value);
Rect operation_lift(const Strip *strip, float x, float top, float bottom);
/* The unit's number on its way to something. */
void operation_way(Strip *strip, const char *name, Rect rect, int signal, bool before,
                   const char *to);
/* The same on its way back from one stand to another. */
void operation_loop(Strip *strip, Stand from, Stand to, int signal, const char *word);
/* ---- weights.c ---- */

/* Whether no unit listens to another one's past through that weight, they are few, and the strip
 * has room to say so. */
bool strip_weighs_alone(const Strip *strip, int weight);
/* Each unit's weight on its own past as a slider where the gate that keeps would stand. */
void strip_weights(Strip *strip, int weight);
Rect strip_weights_place(const Strip *strip);

/* ---- strip_gru_reset.c ---- */

/* How far the reset of a GRU has come: what arrives at it, its shutters, what passes. */
typedef struct ResetFlow {
    float arrive, close, pass;
} ResetFlow;
/* The way of the past into the candidate, from the reset's card to that one. */
void strip_reset(Strip *strip, Rect rect, const ResetFlow *flow);

/* ---- one a kind ---- */
#define STRIP(NAME, name) void strip_##name(Strip *strip);
CELL_KINDS(STRIP)
#undef STRIP
void strip_any(Strip *strip); /* by the kind's table alone */
/* The one of the strip's kind. */
void strip_draw(Strip *strip);

#endif
