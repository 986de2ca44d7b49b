/* onnx_cell_spec.c: what cell a node LSTM, GRU or RNN is, and whether its arrays fit. */
#include "files/network/onnx_cell_spec.h"

#include <limits.h>
#include <string.h>

#include "files/network/onnx_fold.h"

/* ---- activations ---- */

typedef struct OnnxActivation {
    const char *name;
    Activation activation;
    int numbers;       /* alpha, or alpha and beta */
    float alpha, beta; /* those that are usual there */
} OnnxActivation;

static const OnnxActivation ACTIVATIONS[] = {
    {"Sigmoid", ACTIVATION_SIGMOID, 0, 0, 0},
    {"Tanh", ACTIVATION_TANH, 0, 0, 0},
    {"Relu", ACTIVATION_RELU, 0, 0, 0},
    {"Softsign", ACTIVATION_SOFTSIGN, 0, 0, 0},
    {"Softplus", ACTIVATION_SOFTPLUS, 0, 0, 0},
    {"HardSigmoid", ACTIVATION_HARD_SIGMOID, 2, 0.2f, 0.5f},
    {"LeakyRelu", ACTIVATION_LEAKY_RELU, 1, 0.01f, 0},
    {"ThresholdedRelu", ACTIVATION_THRESHOLDED_RELU, 1, 1, 0},
    {"Elu", ACTIVATION_ELU, 1, 1, 0},
    {"ScaledTanh", ACTIVATION_SCALED_TANH, 2, 1, 1},
    {"Affine", ACTIVATION_AFFINE, 2, 1, 0}};

static const OnnxActivation *activation_named(Wire name) {
    for (size_t k = 0; k < sizeof ACTIVATIONS / sizeof *ACTIVATIONS; k++) {
        const char *own = ACTIVATIONS[k].name;
        size_t same = 0;
        while (same < name.length && own[same] && (name.bytes[same] | 32) == (own[same] | 32))
            same++;
        if (same == name.length && !own[same])
            return &ACTIVATIONS[k];
    }
    return NULL;
}

/* alpha and beta are lists of those that the functions before have used none of. */
typedef struct Numbers {
    float list[16];
    int count, next;
} Numbers;

static float next_of(Numbers *numbers, float usual) {
    return numbers->next < numbers->count ? numbers->list[numbers->next++] : usual;
}

/* The kind's activations, in the order in which ONNX lists them, which is that of the slots. */
static int slots_of(CellKind kind, ActivationSlot slots[SLOT_COUNT]) {
    int count = 0;
    for (int slot = 0; slot < SLOT_COUNT; slot++)
        if (cell_kind(kind)->slots[slot].word && !cell_kind(kind)->slots[slot].alias)
            slots[count++] = (ActivationSlot)slot;
    return count;
}

/* A variant that the kind may not have. */
static void set_variant(CellSpec *spec, const char *key, bool on) {
    int variant = variant_find(spec->kind, key);
    if (variant >= 0)
        variant_set(spec, variant, on);
}

static bool set_activation(const Recurrent *r, CellSpec *spec, ActivationSlot slot, Wire name,
                           Numbers *alphas, Numbers *betas) {
    const OnnxActivation *found = activation_named(name);
    char text[32];
    wire_copy(name, text, sizeof text);
    if (!found)
        return onnx_fail(r->onnx, "the activation %s of \"%s\" is none that there is here", text,
                         r->name);
    Curve curve = activation_usual(found->activation);
    if (found->numbers > 0)
        curve.alpha = next_of(alphas, found->alpha);
    if (found->numbers > 1)
        curve.beta = next_of(betas, found->beta);
    cell_set_curve(spec, slot, curve);
    return true;
}

/* Those of all directions are listed behind each other. */
static bool read_activations(const Recurrent *r, CellSpec *spec, int direction) {
    Wire names[3 * DIRECTIONS];
    Numbers alphas = {.next = 0}, betas = {.next = 0};
    ActivationSlot slots[SLOT_COUNT];
    int slot_count = slots_of(r->kind, slots);
    int count = onnx_texts(r->node, "activations", names, 3 * DIRECTIONS);
    if (!count)
        return true;
    if (count < slot_count * r->directions)
        return onnx_fail(r->onnx, "\"%s\" has %d activations, not %d", r->name, count,
                         slot_count * r->directions);
    alphas.count = onnx_floats(r->node, "activation_alpha", alphas.list, 16);
    betas.count = onnx_floats(r->node, "activation_beta", betas.list, 16);
    CellSpec other = *spec;
    for (int k = 0; k <= direction; k++)
        for (int slot = 0; slot < slot_count; slot++)
            if (!set_activation(r, k < direction ? &other : spec, slots[slot],
                                names[k * slot_count + slot], &alphas, &betas))
                return false;
    return true;
}

/* ---- what it is ---- */

bool recurrent_fails(const Recurrent *r, int input, const char *what) {
    static const char *const NAMES[] = {"X",         "W",         "R", "B", "sequence_lens",
                                        "initial_h", "initial_c", "P"};
    char name[64] = "";
    if (r->inputs[input])
        wire_copy(r->inputs[input]->name, name, sizeof name);
    return onnx_fail(r->onnx, "%s of \"%s\" (\"%s\") %s", NAMES[input], r->name, name, what);
}

static bool load(Recurrent *r, int input, bool needed) {
    if (!r->inputs[input])
        return !needed || recurrent_fails(r, input, "is missing");
    if (fold_flow(r->onnx, r->inputs[input], &r->arrays[input]))
        return true;
    return !needed ||
           recurrent_fails(r, input, "is none that can be computed from the file's constants");
}

static bool has_shape(const Recurrent *r, int input, size_t a, size_t b, size_t c) {
    const Array *array = &r->arrays[input];
    if (!array->numbers || (array->rank == (c ? 3 : 2) && array->shape[0] == a &&
                            array->shape[1] == b && (!c || array->shape[2] == c)))
        return true;
    recurrent_fails(r, input, "has the wrong shape");
    error_expected(r->onnx->error, c ? "%zu x %zu x %zu" : "%zu x %zu", a, b, c);
    error_found(r->onnx->error, "%d dimensions, %zu numbers", array->rank, array->count);
    return false;
}

static bool read_direction(Recurrent *r) {
    Wire direction = onnx_text(r->node, "direction");
    r->directions = wire_is(direction, "bidirectional") ? 2 : 1;
    r->first_backward = wire_is(direction, "reverse");
    if (direction.length && r->directions == 1 && !r->first_backward &&
        !wire_is(direction, "forward"))
        return onnx_fail(r->onnx, "the direction of \"%s\" is none that ONNX has", r->name);
    return true;
}

static bool check_shapes(Recurrent *r) {
    const Array *w = &r->arrays[INPUT_W];
    size_t gates = strlen(r->gates), directions = (size_t)r->directions, hidden;
    if (w->rank != 3 || !w->shape[1] || w->shape[1] % gates || w->shape[2] < 1 ||
        w->shape[2] > INT_MAX || w->shape[1] > INT_MAX)
        return recurrent_fails(r, INPUT_W, "has the wrong shape");
    hidden = w->shape[1] / gates;
    if (onnx_whole(r->node, "hidden_size", (int64_t)hidden) != (int64_t)hidden)
        return recurrent_fails(r, INPUT_W, "is not of hidden_size");
    r->hidden = (int)hidden;
    r->width = (int)w->shape[2];
    return has_shape(r, INPUT_W, directions, gates * hidden, w->shape[2]) &&
           has_shape(r, INPUT_R, directions, gates * hidden, hidden) &&
           has_shape(r, INPUT_B, directions, 2 * gates * hidden, 0) &&
           has_shape(r, INPUT_P, directions, 3 * hidden, 0);
}

bool recurrent_spec(const Recurrent *r, int direction, CellSpec *spec) {
    *spec = cell_spec(r->kind, r->width, r->hidden);
    spec->backward = (r->first_backward || direction == 1) != r->turned;
    spec->clip = onnx_float(r->node, "clip", 0);
    set_variant(spec, "reset", onnx_whole(r->node, "linear_before_reset", 0) != 0);
    set_variant(spec, "peepholes", r->arrays[INPUT_P].numbers != NULL);
    set_variant(spec, "coupled", onnx_whole(r->node, "input_forget", 0) != 0);
    if (spec->clip < 0)
        return onnx_fail(r->onnx, "the clip of \"%s\" is below 0", r->name);
    if (!read_activations(r, spec, direction))
        return false;
    if (spec->coupled && spec->gate != ACTIVATION_SIGMOID)
        return onnx_fail(r->onnx, "input_forget of \"%s\" with gates other than sigmoid", r->name);
    return true;
}

bool recurrent_read(Recurrent *r) {
    return (r->inputs[INPUT_X] || recurrent_fails(r, INPUT_X, "is missing")) && read_direction(r) &&
           load(r, INPUT_W, true) && load(r, INPUT_R, true) &&
           load(r, INPUT_B, r->inputs[INPUT_B] != NULL) &&
           load(r, INPUT_P, r->inputs[INPUT_P] != NULL) && load(r, INPUT_H, false) &&
           load(r, INPUT_C, false) && check_shapes(r);
}
