/* gate_parts.h: what the files that draw a gate share. Private to them.
 *
 *     gate.c        its card
 *     gate_sum.c    what its pre-activation is the sum of
 *     gate_rows.c   that sum as rows
 *     gate_knob.c   the weight behind a row
 *     gate_curve.c  the curve that the sum goes through
 *     gate_level.c  what comes of it */
#ifndef GATESCOPE_SCENE_STRIP_GATE_PARTS_H
#define GATESCOPE_SCENE_STRIP_GATE_PARTS_H

#include "scene/strip/parts.h"

static const float GATE_ROW = 1.35f; /* least height of a row, in sizes of type */

enum {
    GATE_ROWS = 7,       /* of a sum, at most */
    GATE_INPUT_ROWS = 3, /* inputs that may have a row each */
    GATE_NUMBERED = 4    /* units that have their numbers */
};

/* What a pre-activation is the sum of, by where it comes from. */
typedef struct Row {
    char word[40];      /* an input's name; empty: the symbol is shown */
    const char *symbol; /* of a role; NULL: a word */
    const char *subscript;
    Role role;
    float share;
    int weight,
        row; /* the one weight behind it, which can be turned; weight -1: several, or none */
    const char *name; /* of the weights behind it */
} Row;

typedef struct Sum {
    Row rows[GATE_ROWS];
    int count;
    float total, kept; /* kept: what the cell's clip leaves of it, else the same */
} Sum;

/* ---- gate_sum.c ---- */

/* The sum of a pre-activation; apart: an input a row, where they are few. */
Sum gate_sum(const Strip *strip, int pre, bool apart);
/* The largest sum of the unit over the run, in steps that the eye can keep. */
float gate_sum_reach(const Strip *strip, int pre);
/* The edit that leaves a weight of the unit as it is; whether the beat gives that weight into the
 * learner's hands. */
Edit gate_weight_edit(const Strip *strip, int weight, int row);
bool gate_weight_given(const Strip *strip, int weight, int row);

/* ---- gate_rows.c ---- */

/* The rows in rect, with a line and the sum under them; part: how far their bars have grown. */
void gate_rows(Strip *strip, Rect rect, int signal, const Sum *sum, float reach, float part);

/* ---- gate_knob.c ---- */

/* A knob: the weight behind the row can be turned by dragging along it. left: where the row's name
 * ends; index: of the row. Returns whether its ring is seen. */
bool gate_knob(Strip *strip, Rect rect, float left, const Row *row, int signal, int index);

/* ---- gate_curve.c ---- */

Curve gate_activation(const Strip *strip, int signal);
/* What a curve does, told with its numbers. */
void gate_tell_curve(Strip *strip, Rect rect, int signal, float total, bool known);

/* ---- gate_level.c ---- */

/* The signal's level in a tube at the right of a card. */
void gate_tube(Strip *strip, Rect tube, int signal, float part);
/* Each unit's own level side by side; a press selects the unit. */
void gate_levels(Strip *strip, Rect rect, int signal, bool known);

#endif
