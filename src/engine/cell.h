/* cell.h: a recurrent cell: its kind, its size, its variants, its weights and its held gates.
 *
 * A cell kind describes itself: CellKindInfo is a table of its signals, weights and phases. Traces,
 * claims, timeline, tweaks and export read the table; a new kind is one file here (lstm.c, gru.c,
 * rnn.c), its equations in units.h, and one lane file in scene/.
 *
 * Row vectors: n batch rows, d inputs, h hidden units; W_x* is d x h, W_h* is h x h, b_* and p_*
 * have h entries; all row-major float32; the row is the source, the column the destination. */
#ifndef GATESCOPE_ENGINE_CELL_H
#define GATESCOPE_ENGINE_CELL_H

#include "base/error.h"
#include "engine/activation.h"

typedef enum CellKind { CELL_LSTM, CELL_GRU, CELL_RNN, CELL_KIND_COUNT } CellKind;

/* What a number is in the cell, whatever the cell: one role, one colour everywhere. */
typedef enum Role {
    ROLE_INPUT, /* x */
    ROLE_FORGET,
    ROLE_WRITE, /* the LSTM's input gate i */
    ROLE_OUTPUT,
    ROLE_CANDIDATE,
    ROLE_CELL,
    ROLE_HIDDEN,
    ROLE_UPDATE,
    ROLE_RESET,
    ROLE_COUNT
} Role;

typedef enum SignalClass {
    SIGNAL_INPUT,          /* x: d values */
    SIGNAL_PRE_ACTIVATION, /* before an activation; unbounded */
    SIGNAL_GATE,           /* a level, 0..1 with the usual activations; can be held */
    SIGNAL_VALUE,          /* signed: candidate, cell, tanh of the cell, hidden */
} SignalClass;

/* The four phases inside a step; every kind's signals appear in one of them. */
typedef enum Phase { PHASE_GATES, PHASE_FORGET, PHASE_WRITE, PHASE_SHOW, PHASE_COUNT } Phase;

typedef struct SignalInfo {
    const char *name;   /* in claims, traces, highlights: "f_pre" */
    const char *symbol; /* letter on screen, without subscript: "f", "c\u0303" */
    const char *label;  /* "forget gate" */
    Role role;
    SignalClass class;
    int pre;          /* index of the pre-activation signal of a gate or candidate; -1: none */
    Phase phase;      /* when it becomes known */
    bool has_initial; /* has a value at t = -1 (h, c) */
} SignalInfo;

typedef enum WeightShape {
    WEIGHT_INPUTS_BY_HIDDEN,
    WEIGHT_HIDDEN_BY_HIDDEN,
    WEIGHT_HIDDEN
} WeightShape;

typedef struct WeightInfo {
    const char *name; /* "W_xf", "b_f", "p_f" */
    WeightShape shape;
    Role role;
    int signal;       /* the pre-activation signal that it feeds */
    bool peephole;    /* only there with CellSpec.peepholes */
    bool reset_after; /* only there with CellSpec.reset_after: b_hh */
} WeightInfo;

typedef struct CellSpec {
    CellKind kind;
    int inputs, hidden; /* d, h; at least 1 */
    Activation gate, candidate,
        output;       /* output: of the LSTM's cell state. An RNN uses candidate. */
    bool reset_after; /* GRU */
    bool peepholes;   /* LSTM */
    bool coupled;     /* LSTM: i = 1 - f */
} CellSpec;

/* Textbook activations for the kind, no variant. */
CellSpec cell_spec(CellKind kind, int inputs, int hidden);

/* Signal indices. x and h have the same index in every kind. */
enum { SIGNAL_X = 0, SIGNAL_H = 1 };
enum {
    LSTM_X,
    LSTM_H,
    LSTM_F_PRE,
    LSTM_I_PRE,
    LSTM_O_PRE,
    LSTM_G_PRE,
    LSTM_F,
    LSTM_I,
    LSTM_O,
    LSTM_G,
    LSTM_C,
    LSTM_TANH_C,
    LSTM_SIGNALS
};
enum {
    GRU_X,
    GRU_H,
    GRU_Z_PRE,
    GRU_R_PRE,
    GRU_N_PRE,
    GRU_Z,
    GRU_R,
    GRU_N,
    GRU_N_REC,
    /* reset before: r.h'; reset after: h' W_hh + b_hh; the reset's other factor */ GRU_SIGNALS
};
enum { RNN_X, RNN_H, RNN_H_PRE, RNN_SIGNALS };
enum { MAX_SIGNALS = 16, MAX_WEIGHTS = 16 };

typedef struct CellKindInfo {
    const char *name;  /* "lstm" */
    const char *title; /* "LSTM" */
    const SignalInfo *signals;
    int signal_count;
    const WeightInfo *weights;
    int weight_count;
} CellKindInfo;

const CellKindInfo *cell_kind(CellKind kind);
bool cell_kind_from_name(const char *name, CellKind *kind);
int signal_find(CellKind kind, const char *name); /* -1: none of that name */
int weight_find(CellKind kind, const char *name); /* -1 */

/* Whether the signal or weight exists under this spec (coupled has no i_pre, W_xi, W_hi, b_i, p_i;
 * n_rec is internal and never present in exports but always computed). */
bool signal_present(const CellSpec *spec, int signal);
bool weight_present(const CellSpec *spec, int weight);
int signal_width(const CellSpec *spec, int signal); /* d for x, h otherwise */
bool cell_spec_same(const CellSpec *a, const CellSpec *b);
long cell_parameter_count(const CellSpec *spec); /* of the weights present; peepholes too */

/* A gate held at a value: after its activation, for one unit or all, in steps from..to. */
typedef struct Hold {
    int signal; /* a SIGNAL_GATE of the kind */
    int unit;   /* -1: all units */
    float value;
    long from, to; /* inclusive; to = LONG_MAX: for ever */
} Hold;

typedef struct Cell {
    CellSpec spec;
    float *weights[MAX_WEIGHTS]; /* by WeightInfo index; NULL where not present; owned */
    float *h0, *c0;              /* h entries each, c0 for the LSTM only (else NULL); owned */
    Hold *holds;                 /* later ones win; owned */
    int hold_count, hold_capacity;
    float *packed; /* weights in the order in which a step streams them; owned */
    bool stale;    /* packed is older than weights */
} Cell;

/* All weights zero. NULL and an error where the size is out of range (1..65536 each), the weights
 * would take more than three quarters of the machine's memory, or memory lacks. */
Cell *cell_new(const CellSpec *spec, Error *error);
Cell *cell_clone(const Cell *cell, Error *error);
void cell_free(Cell *cell); /* NULL is allowed */

int weight_rows(const CellSpec *spec, int weight); /* 1 for vectors */
int weight_columns(const CellSpec *spec, int weight);

/* Changes one number and marks the packed copy stale. */
void cell_set_weight(Cell *cell, int weight, int row, int column, float value);
/* After writing into weights[] directly. */
void cell_touch(Cell *cell);
/* Changes variants and activations in place; weights that become present start at zero, sizes and
 * kind must stay. */
bool cell_respec(Cell *cell, const CellSpec *spec, Error *error);

bool cell_hold(Cell *cell, const Hold *hold, Error *error);
/* Removes every hold of the signal for the unit (-1: of all units). A unit freed from an all-units
 * hold stays free while the others stay held. */
bool cell_free_gate(Cell *cell, int signal, int unit, Error *error);
/* The hold that acts on this unit at step t, or NULL. */
const Hold *cell_hold_at(const Cell *cell, int signal, int unit, long t);

#endif
