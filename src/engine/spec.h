/* spec.h: what a kind of cell says about itself, and which cell of a kind is meant.
 *
 * A kind is one table, CellKindInfo, in a file of its own (engine/kinds/lstm.c, gru.c, rnn.c): its
 * signals, weights, products, phases and variants, what it remembers with, how its equation reads,
 * how files name its parts, and its step three ways. Everything else reads the table: traces,
 * claims, lesson files, the timeline, the inspector, the equations, the descriptions. A new kind is
 * its file, a lane (scene/stage) and a row in engine/kind_list.h; CONTRIBUTING.md has the steps.
 *
 * The rooms of the engine: kernels/ (inner loops) < engine/ < kinds/ and training/, which do not
 * know each other. One name points up: CELL_KIND_LIST, which engine/kinds/kinds.c defines.
 *
 * Row vectors: n batch rows, d inputs, h hidden units; W_x* is d x h, W_h* is h x h, b_* and p_*
 * have h entries; all row-major float32; the row is the source, the column the destination. Where
 * the hidden state is a projection to p entries, W_h* is p x h, and W_hr h x p. */
#ifndef GATESCOPE_ENGINE_SPEC_H
#define GATESCOPE_ENGINE_SPEC_H

#include "engine/activation.h"
#include "engine/kind_list.h"

#define CELL_KIND_NUMBER(NAME, name) CELL_##NAME,
typedef enum CellKind {
    CELL_KINDS(CELL_KIND_NUMBER) /* */
    CELL_KIND_COUNT,             /* as this file was compiled; cell_kind_count() counts the list */
    CELL_KIND_MOST = 8
} CellKind;

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

/* The four phases inside a step, the clock's; every kind's signals appear in one of them. */
typedef enum Phase { PHASE_GATES, PHASE_FORGET, PHASE_WRITE, PHASE_SHOW, PHASE_COUNT } Phase;

/* Where a kind has an activation that can be chosen. */
typedef enum ActivationSlot { SLOT_GATE, SLOT_CANDIDATE, SLOT_OUTPUT, SLOT_COUNT } ActivationSlot;

/* Signal indices. x and h have the same index in every kind; the others are the kind's own
 * (engine/kinds/lstm.h and its like). */
enum { SIGNAL_X = 0, SIGNAL_H = 1 };
enum { MAX_SIGNALS = 16, MAX_WEIGHTS = 16, MAX_VARIANTS = 4, MAX_BLOCKS = 4, MAX_PRODUCTS = 3 };
enum { MOST_GATES = 3 }; /* that a kind has */

typedef struct CellSpec {
    CellKind kind;
    int inputs, hidden; /* d, h; at least 1 */
    /* By ActivationSlot; a kind has those of its slots. Written by cell_set_activation, which gives
     * alpha and beta their usual values. */
    Activation gate, candidate, output;
    bool reset_after, peepholes, coupled; /* variants; a kind has those of its rows (VariantInfo) */
    bool backward;  /* from the last step to the first: before step t comes t + 1 */
    int projection; /* entries of h, where it is a projection of o tanh(c); 0: it is none */
    float clip; /* pre-activations are kept within -clip..clip; 0: they are not. What a trace has
                     * of them is what was kept; beyond the ends their derivative is 0 */
    /* Of the activations that have such, by ActivationSlot (engine/activation.h). */
    float alpha[SLOT_COUNT], beta[SLOT_COUNT];
} CellSpec;

typedef struct SignalInfo {
    const char *name;    /* in claims, traces, highlights: "f_pre" */
    const char *symbol;  /* letter on screen, without subscript: "f", "c\u0303" */
    const char *torch;   /* the letter in PyTorch's notation; NULL: the same */
    const char *letter;  /* where symbol alone is not enough, as in the inspector; NULL: symbol */
    const char *unusual; /* the letter where its activation is not tanh: "act c"; NULL: the same */
    const char *label;   /* "forget gate" */
    const char *said;    /* instead of label, where a %s is its activation's name; NULL: label */
    Role role;
    SignalClass class;
    int pre;             /* of what it is the activation, a signal; NO_SIGNAL: of none */
    ActivationSlot slot; /* and which activation */
    Phase phase;         /* when it becomes known */
    bool has_initial;    /* a state: it has a value at t = -1 (h, c) */
    bool inner;          /* a product's inside: looked into, but in no export and no claim */
    bool repeats;        /* says no more than its pre (tanh c): not told where numbers are few */
    bool projected;      /* what a projection takes; there is none without one */
} SignalInfo;

enum { NO_SIGNAL = -1, NO_WEIGHT = -1 };

typedef enum WeightShape {
    WEIGHT_INPUTS_BY_HIDDEN,
    WEIGHT_HIDDEN_BY_HIDDEN, /* by as many rows as h has: with a projection as it has */
    WEIGHT_HIDDEN,
    WEIGHT_HIDDEN_BY_PROJECTION /* only in cells with a projection */
} WeightShape;

typedef struct WeightInfo {
    const char *name; /* "W_xf", "b_f", "p_f" */
    WeightShape shape;
    Role role;
    int signal;     /* the pre-activation signal that it feeds */
    int looks_at;   /* of a peephole: the state that it is multiplied with; 0 (x): it is none */
    bool looks_now; /* of this step, else of the one before */
    float begins;   /* added to the random number that training begins with */
} WeightInfo;

/* How a lesson file says a variant: true or false; one of two words; by being there, with the
 * weights that it adds in it ("peepholes"). */
typedef enum VariantForm { VARIANT_BOOL, VARIANT_WORDS, VARIANT_WEIGHTS } VariantForm;

/* What another library has of a variant: either, only this one, only the plain cell. */
typedef enum VariantElsewhere { ELSEWHERE_BOTH, ELSEWHERE_ONLY, ELSEWHERE_NOT } VariantElsewhere;

/* A variant: a flag of the spec, and what comes and goes with it. */
typedef struct VariantInfo {
    const char *key; /* in lesson files and edits: "reset" */
    size_t flag;     /* where in a CellSpec its flag is */
    VariantForm form;
    const char *words[2];          /* off and on in edits, and of VARIANT_WORDS in files */
    unsigned adds, drops;          /* weights, a bit each */
    unsigned drops_signals;        /* a bit each */
    bool fixed;                    /* a lesson's cell has it or not for good */
    bool told;                     /* written down also where it is off */
    bool usual;                    /* what is trained here and read from PyTorch has it */
    VariantElsewhere torch, keras; /* which of both the library can read into */
    const char *torch_lacks;       /* said of the library's cell where it cannot */
    bool two_biases;      /* in Keras its bias has a row for x and one for h: reset_after */
    const char *equation; /* with it, instead of the kind's; NULL: the same */
    const char *label, *choices[2]; /* beside the two buttons and on them: "reset", "before" ... */
    const char *what;               /* "an edit of the reset" */
    const char *happens[2];         /* said of the cell when it is switched off, on */
    int renames;                    /* the signal that is called otherwise with it; 0 (x): none */
    const char *letter, *said;      /* and what then */
} VariantInfo;

/* A phase of the clock as the kind has it. */
typedef struct PhaseInfo {
    const char *name; /* "keep"; NULL: nothing happens there in this kind */
    int last;         /* the signal that it ends with: what a unit has just done */
} PhaseInfo;

typedef struct SlotInfo {
    const char *word; /* before its choice: "gates"; NULL: the kind has no such slot */
    bool alias;       /* no slot, but another name of SLOT_CANDIDATE in files */
} SlotInfo;

/* The columns that one gate has in a product: weight indices, NO_WEIGHT where there is none. */
typedef struct ProductBlock {
    int bias, from_x, from_h;
} ProductBlock;

/* out (and the signals that follow it in the record, one a block) = bias + x W_x + second W_h. */
typedef struct ProductInfo {
    int out;
    int second;      /* the signal that W_h is multiplied with */
    bool second_now; /* of this step's record (r.h'), else of the record before (h') */
    bool has_x, has_h;
    int block_count;
    ProductBlock blocks[MAX_BLOCKS];
} ProductInfo;

/* A gate's place in the stacks of PyTorch, and the bias that bias_hh goes to where it is kept apart
 * (NO_WEIGHT: the two are added). */
typedef struct TorchGate {
    ProductBlock weights;
    int hidden_bias;
} TorchGate;

struct Step;     /* step.h */
struct BackStep; /* back_step.h */
struct Slope;    /* slope.h */
struct Gather;   /* gather.h */
struct Cell;     /* cell.h */
struct Exact;    /* exact.h */

typedef struct CellKindInfo {
    const char *name;    /* "lstm" */
    const char *title;   /* "LSTM" */
    const char *article; /* "an" */
    const SignalInfo *signals;
    int signal_count;
    const WeightInfo *weights;
    int weight_count;
    const VariantInfo *variants;
    int variant_count;
    PhaseInfo phases[PHASE_COUNT];
    SlotInfo slots[SLOT_COUNT];
    int memory;       /* the signal that remembers: c of the LSTM, else h */
    int keeps;        /* the gate that decides how much of it stays; NO_SIGNAL: none */
    const char *hint; /* how to read it at a glance: "z keeps, ..." */

    /* The equation of a unit in tokens, with a space between (scene/tweaks/equation.c draws them):
     *     f  c:t      the letter of a signal; with a subscript
     *     #f #c' #1-z #!c   its number: now, a step earlier, what is left to 1, the result (bold)
     *     = + . x     a sign, with room at both sides        act   the name of the activation
     *     ~(1-        text as it stands, _ for a space       |   the end of a line, || of an
     * equation
     */
    const char *equation;

    /* In the files of others: the gates in PyTorch's order; in Keras', by the ends of their
     * weights' names, in arrays that it calls after keras_title. Counts 0 and NULL: they have no
     * such kind. A model that is trained is written as PyTorch has it, so that a kind with count 0,
     * or a gate without one of its three weights, cannot be kept as a model. */
    TorchGate torch[MAX_BLOCKS];
    int torch_count;
    const char *keras;
    const char *keras_title;
    const char *onnx; /* its gates in ONNX's order, the same way; there it is called as here */
    bool reads_out;   /* with W_h = 0 it is a linear readout: fc.weight and fc.bias fill it */

    /* Its products under the spec; returns how many. */
    int (*products)(const CellSpec *spec, ProductInfo products[MAX_PRODUCTS]);
    /* One step of all batch rows; the same backwards; the same in derivatives by one number. */
    void (*step)(const struct Step *step);
    void (*exact)(struct Exact *exact); /* the same in float64, of one row */
    void (*back)(const struct BackStep *step);
    void (*slope)(const struct Slope *slope);
    /* The terms that a number is the sum of; the signal of the same unit and step that a signal is
     * a factor of (NO_SIGNAL: none). */
    void (*terms)(const struct Gather *gather, int signal);
    int (*used_by)(const CellSpec *spec, int signal);
    /* Weights for one unit as in a textbook: it listens to one input, and keeps what it has for
     * long (rank 0), for some steps, for few, hardly (TEXTBOOK_RANKS - 1). */
    void (*textbook)(struct Cell *cell, int unit, int input, int rank);
} CellKindInfo;

enum { TEXTBOOK_RANKS = 4 };

/* The list: kinds/kinds.c. */
extern const CellKindInfo *const CELL_KIND_LIST[CELL_KIND_MOST];
extern const int CELL_KIND_LIST_COUNT;

int cell_kind_count(void);                    /* at most CELL_KIND_MOST */
const CellKindInfo *cell_kind(CellKind kind); /* of the list */
bool cell_kind_from_name(const char *name, CellKind *kind);
/* The names of all kinds, each in these marks: "lstm, gru or rnn". */
void cell_kind_names(char *text, size_t size, const char *mark);
/* Whether a model of that kind can be kept: PyTorch has such a cell, and each gate its weights. */
bool cell_kind_kept(CellKind kind);
CellKind cell_kind_readout(void); /* the one that is a linear readout with W_h = 0 (reads_out) */
int signal_find(CellKind kind, const char *name); /* NO_SIGNAL: none of that name; no inner one */
int weight_find(CellKind kind, const char *name); /* NO_WEIGHT */
int cell_products(const CellSpec *spec, ProductInfo products[MAX_PRODUCTS]);

/* Textbook activations for the kind, no variant. */
CellSpec cell_spec(CellKind kind, int inputs, int hidden);
bool cell_spec_same(const CellSpec *a, const CellSpec *b);
Activation cell_activation(const CellSpec *spec, ActivationSlot slot);
/* With its usual numbers, alpha and beta (activation_usual); or with those of one's choice. */
void cell_set_activation(CellSpec *spec, ActivationSlot slot, Activation activation);
void cell_set_curve(CellSpec *spec, ActivationSlot slot, Curve curve);
static inline Curve cell_curve(const CellSpec *spec, ActivationSlot slot) {
    Activation activation = slot == SLOT_GATE        ? spec->gate
                            : slot == SLOT_CANDIDATE ? spec->candidate
                                                     : spec->output;
    return (Curve){activation, spec->alpha[slot], spec->beta[slot]};
}

/* The variant of that row (of its kind's table), on or off. */
bool variant_on(const CellSpec *spec, int variant);
void variant_set(CellSpec *spec, int variant, bool on);
int variant_find(CellKind kind, const char *key); /* its row; -1: the kind has none of that key */
/* The variant that the weight comes with; NULL: it is there without one. */
const VariantInfo *weight_variant(CellKind kind, int weight);

/* Whether the signal or weight exists under this spec (without a projection there is no m; coupled has no i_pre, W_xi, W_hi, b_i, p_i;
 * an inner signal is never present, but always computed). */
bool signal_present(const CellSpec *spec, int signal);
bool weight_present(const CellSpec *spec, int weight);
int signal_width(const CellSpec *spec, int signal); /* d for x, for h what it has, else units */
/* Whether a cell of the kind can have a projection: one of its weights is that of one. */
bool cell_kind_projects(CellKind kind);
int weight_rows(const CellSpec *spec, int weight); /* 1 for vectors */
int weight_columns(const CellSpec *spec, int weight);
long cell_parameter_count(const CellSpec *spec); /* of the weights present; peepholes too */

/* A gate that has no pre-activation of its own under the spec follows from another one. */
bool signal_follows(const CellSpec *spec, int signal);
/* The letter of a signal where it stands alone, and what it is called, under the spec. What is said
 * may have a %s for the name of its activation (signal_activation). */
const char *signal_letter(const CellSpec *spec, int signal);
const char *signal_said(const CellSpec *spec, int signal); /* NULL: as its label */
Activation signal_activation(const CellSpec *spec, int signal);
Curve signal_curve(const CellSpec *spec, int signal);

#endif
