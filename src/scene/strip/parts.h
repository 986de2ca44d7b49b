/* parts.h: what the files of a strip share. Private to this folder.
 *
 *     strip.c      where everything stands, and what is known at the moment
 *     ground.c     the ground and the axis, before all else
 *     marks.c      what is said of a number beside its bar
 *     state.c      a state: its units, its letter, its number
 *     units.c      units side by side, each of which can be hit
 *     shutter.c    a gate over the ribbon
 *     ways.c       the ways back
 *     product.c    a product in numbers
 *     levels.c     a level in a tube, and such levels under a narrow strip
 *     gate.c       a gate's card; gate_parts.h has its pieces
 *     hand.c       a bar that can be taken hold of
 *     many.c       all units of a larger cell: their order, strands, shutters, columns
 *     operation.c  what an operator or a way does, told with its terms
 *     weights.c    each unit's weight on its own past
 *     stored.c     a state that is kept in part and written onto, of LSTM and GRU
 *     strip_lstm.c strip_gru.c strip_gru_reset.c strip_rnn.c   one a kind; strip_any.c of a kind
 *                  without one */
#ifndef GATESCOPE_SCENE_STRIP_PARTS_H
#define GATESCOPE_SCENE_STRIP_PARTS_H

#include "scene/strip/strip.h"

/* ---- marks.c ---- */

/* The height of a line of that type. */
float strip_line(const Strip *strip, Face face, float px);
/* Whether the beat speaks of the unit's number. */
bool strip_lit(const Strip *strip, int signal);
/* Leaves that place out of the veil that lies over what the beat does not speak of. */
void strip_spot(Strip *strip, Rect rect);
/* The size of a signal's number: before a class larger where the beat speaks of it. */
float strip_number(const Strip *strip, int signal, float px);
/* What the beat speaks of. */
void strip_light(Strip *strip, Rect r);
/* The unit's value before the change, at this step or (before) the one before; NAN: none is kept. */
/* How the step before is written. */
static inline const char *strip_past_mark(const Strip *strip) {
    return strip->trace->spec.backward ? "t+1" : "t\u22121";
}
/* The step that is shown, or the one that it comes after. */
static inline long strip_step(const Strip *strip, bool before) {
    return before ? trace_before(strip->trace, strip->t) : strip->t;
}
float strip_was(const Strip *strip, int signal, bool before);
/* Where the beat's task wants the unit's value, from x to x + w. */
void strip_band(Strip *strip, float x, float w, const Yard *yard, int signal);
/* As short as it must be told: "0.46", or ".46" and "1.8", or ".5" and "2" where that alone has room;
 * false: not even that has. */
bool strip_fit_number(const Strip *strip, float value, float px, float room, char text[24]);
/* What numbers side by side have each, so that a third of a digit lies between two; the pixel is for
 * columns that are rounded. */
float strip_number_room(const Strip *strip, float pitch, float px);

/* ---- state.c ---- */

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

/* ---- units.c ---- */

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

/* ---- shutter.c ---- */

/* A gate as a shutter over the ribbon, with its word and level above it. */
void strip_shutter(Strip *strip, Stand stand, int signal, float arrives, float part);

/* ---- ways.c ---- */

/* The way back from one stand's top to another's, with what travels on it at a step's beginning. */
void strip_loop(Strip *strip, Stand from, Stand to, int signal, const char *word);
/* The way of h from the result to the sums, along the strip's foot. */
void strip_feedback(Strip *strip, float x);
/* A remark behind the state, above what stands there. */
void strip_note(Strip *strip, const char *word);

/* ---- product.c ---- */

/* "0.95 x 0.92 = 0.87", each number in its own colour, centred in rect under a word. */
typedef struct Product {
    float a, b, result;
    Color a_color, b_color;
} Product;
void strip_product(Strip *strip, Rect rect, const char *word, const Product *product, int signal);

/* ---- levels.c ---- */

/* A gate's tube from 0 to 1, a candidate's from -1 to 1, in rect. */
Yard strip_tube_yard(const Strip *strip, Rect rect, int signal);
/* The tube, and the value in it where that is known. */
void strip_tube(Strip *strip, Rect tube, const Yard *yard, int signal, bool known, float value);
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
/* How wide such a card is, in parts of the strip's width. */
static const float GATE_WIDE = 0.183f;
/* Its level alone: a bar with its word and number. Returns where its bar stands. */
Rect gate_level(Strip *strip, Rect rect, int signal, float part);
/* The word of a gate's or candidate's signal: "forget". */
void gate_word(const Strip *strip, int signal, char word[48]);
/* The activation's curve from -reach to reach, with the sum along its axis and the point on it. */
void gate_curve(Strip *strip, Rect rect, Curve curve, float at, float reach, float part,
                Color color);

/* The same as a card over the ribbon, on the stage's yard: the point stands as high as what comes
 * out. signal: what goes in, as far as it goes in the run. Returns where the card stands. */
Rect gate_curve_card(Strip *strip, float left, float right, Curve curve, int signal, float at,
                     float part, Color color);

/* ---- hand.c ---- */

/* The beat's task gives it into the learner's hands. */
bool gate_given(const Strip *strip, const Edit *edit);
/* How far a hand can drag what an edit changes from nought: a round number, but never less than the
 * value. */
float gate_hand_reach(const Painter *p, float least, const Edit *edit);

/* ---- many.c ---- */

/* Amounts of all units: a, or a x b, or of what a gate leaves (1 - a) x b; a NULL: not known. */
typedef struct Amounts {
    const float *a, *b;
    bool complement;
} Amounts;

/* The order of the units; the signal that gives it. */
void many_order(Strip *strip);
int many_order_signal(const Strip *strip);
/* A ribbon of the selected unit, with those of all others as strands. */
void strip_ribbon(Strip *strip, float x1, float x2, Amounts amounts, float part, Color color);
/* A gate's shutters, one a unit. Returns the selected unit's column. */
Rect many_shutters(Strip *strip, Stand stand, int signal, float part);
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

/* ---- operation.c ---- */

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
void operation_curve(Operation *op, Curve curve, float at, float value);
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

/* ---- stored.c ---- */

/* A state that is kept in part and written onto: its signals, the unit's numbers, and how far each has
 * come, 0 to 1. now = level before + share added. */
typedef struct Stored {
    int state, keep, factor, candidate;
    char share_word[48]; /* of what the candidate is multiplied by: "i", "(1 - z)" */
    float before, level, kept, share, added, written, now;
    float arrive, pass, begun, multiply, stack, write;
} Stored;
/* The ribbons from the state before to the state now. */
void stored_ribbons(Strip *strip, const Stored *stored);
/* As it was before the change: what was kept, and what was stored. */
void stored_ghosts(Strip *strip, const Stored *stored);
/* What was written, stacked on what was kept, with its number where that has room. */
void stored_block(Strip *strip, const Stored *stored);
/* Two wires, from a and b at the cards' top, which meet under the block at height y. */
void stored_join(Strip *strip, const Stored *stored, float a, float b, float y, float top);
/* Both products beside the ribbon; leads: the number that what is written leads to. */
void stored_products(Strip *strip, const Stored *stored, int leads);
/* What each does, in words: what is kept; what is written, at rect; the block and the ribbon behind
 * it. */
void stored_tell_kept(Strip *strip, const Stored *stored);
void stored_tell_written(Strip *strip, Rect rect, const Stored *stored);
void stored_tell(Strip *strip, const Stored *stored);

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

#endif
