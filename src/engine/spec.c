/* spec.c: reading the kinds' tables. See spec.h. */
#include "engine/spec.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

int cell_kind_count(void) {
    return CELL_KIND_LIST_COUNT;
}

const CellKindInfo *cell_kind(CellKind kind) {
    assert((int)kind < CELL_KIND_LIST_COUNT);
    return CELL_KIND_LIST[kind];
}

bool cell_kind_from_name(const char *name, CellKind *kind) {
    for (int k = 0; k < cell_kind_count(); k++)
        if (strcmp(cell_kind((CellKind)k)->name, name) == 0) {
            *kind = (CellKind)k;
            return true;
        }
    return false;
}

void cell_kind_names(char *text, size_t size, const char *mark) {
    size_t length = 0;
    for (int k = 0, last = cell_kind_count() - 1; k <= last && length < size; k++)
        length += (size_t)snprintf(text + length, size - length, "%s%s%s%s",
                                   k == 0      ? ""
                                   : k == last ? " or "
                                               : ", ",
                                   mark, cell_kind((CellKind)k)->name, mark);
}

CellKind cell_kind_readout(void) {
    int kind = 0;
    while (kind + 1 < cell_kind_count() && !cell_kind((CellKind)kind)->reads_out)
        kind++;
    return (CellKind)kind;
}

int signal_find(CellKind kind, const char *name) {
    const CellKindInfo *info = cell_kind(kind);
    for (int k = 0; k < info->signal_count; k++)
        if (strcmp(info->signals[k].name, name) == 0 && !info->signals[k].inner)
            return k;
    return NO_SIGNAL;
}

int weight_find(CellKind kind, const char *name) {
    const CellKindInfo *info = cell_kind(kind);
    for (int k = 0; k < info->weight_count; k++)
        if (strcmp(info->weights[k].name, name) == 0)
            return k;
    return NO_WEIGHT;
}

int cell_products(const CellSpec *spec, ProductInfo products[MAX_PRODUCTS]) {
    return cell_kind(spec->kind)->products(spec, products);
}

/* ---- a spec ---- */

CellSpec cell_spec(CellKind kind, int inputs, int hidden) {
    CellSpec spec = {.kind = kind, .inputs = inputs, .hidden = hidden};
    cell_set_activation(&spec, SLOT_GATE, ACTIVATION_SIGMOID);
    cell_set_activation(&spec, SLOT_CANDIDATE, ACTIVATION_TANH);
    cell_set_activation(&spec, SLOT_OUTPUT, ACTIVATION_TANH);
    return spec;
}

bool cell_kind_kept(CellKind kind) {
    const CellKindInfo *info = cell_kind(kind);
    for (int k = 0; k < info->torch_count; k++) {
        const ProductBlock *gate = &info->torch[k].weights;
        if (gate->from_x < 0 || gate->from_h < 0 || gate->bias < 0)
            return false;
    }
    return info->torch_count > 0;
}

static bool same_curves(const CellSpec *a, const CellSpec *b) {
    for (int slot = 0; slot < SLOT_COUNT; slot++)
        if (!activation_same(cell_curve(a, (ActivationSlot)slot),
                             cell_curve(b, (ActivationSlot)slot)))
            return false;
    return true;
}

bool cell_spec_same(const CellSpec *a, const CellSpec *b) {
    return a->kind == b->kind && a->inputs == b->inputs && a->hidden == b->hidden &&
           same_curves(a, b) && a->reset_after == b->reset_after && a->peepholes == b->peepholes &&
           a->coupled == b->coupled && a->backward == b->backward &&
           a->projection == b->projection && a->clip == b->clip;
}

Activation cell_activation(const CellSpec *spec, ActivationSlot slot) {
    const Activation slots[SLOT_COUNT] = {spec->gate, spec->candidate, spec->output};
    return slots[slot];
}

void cell_set_activation(CellSpec *spec, ActivationSlot slot, Activation activation) {
    cell_set_curve(spec, slot, activation_usual(activation));
}

void cell_set_curve(CellSpec *spec, ActivationSlot slot, Curve curve) {
    Activation *const slots[SLOT_COUNT] = {&spec->gate, &spec->candidate, &spec->output};
    *slots[slot] = curve.activation;
    spec->alpha[slot] = curve.alpha;
    spec->beta[slot] = curve.beta;
}

/* ---- variants ---- */

bool variant_on(const CellSpec *spec, int variant) {
    return *(const bool *)((const char *)spec + cell_kind(spec->kind)->variants[variant].flag);
}

void variant_set(CellSpec *spec, int variant, bool on) {
    *(bool *)((char *)spec + cell_kind(spec->kind)->variants[variant].flag) = on;
}

int variant_find(CellKind kind, const char *key) {
    const CellKindInfo *info = cell_kind(kind);
    for (int k = 0; k < info->variant_count; k++)
        if (strcmp(info->variants[k].key, key) == 0)
            return k;
    return -1;
}

const VariantInfo *weight_variant(CellKind kind, int weight) {
    const CellKindInfo *info = cell_kind(kind);
    for (int k = 0; k < info->variant_count; k++)
        if (info->variants[k].adds >> weight & 1)
            return &info->variants[k];
    return NULL;
}

/* ---- what is there ---- */

bool signal_present(const CellSpec *spec, int signal) {
    const CellKindInfo *info = cell_kind(spec->kind);
    for (int k = 0; k < info->variant_count; k++)
        if (info->variants[k].drops_signals >> signal & variant_on(spec, k))
            return false;
    return !info->signals[signal].inner && (!info->signals[signal].projected || spec->projection);
}

bool weight_present(const CellSpec *spec, int weight) {
    const CellKindInfo *info = cell_kind(spec->kind);
    if (info->weights[weight].shape == WEIGHT_HIDDEN_BY_PROJECTION && !spec->projection)
        return false;
    for (int k = 0; k < info->variant_count; k++) {
        const VariantInfo *variant = &info->variants[k];
        unsigned wrong = variant_on(spec, k) ? variant->drops : variant->adds;
        if (wrong >> weight & 1)
            return false;
    }
    return true;
}

int signal_width(const CellSpec *spec, int signal) {
    if (signal == SIGNAL_X)
        return spec->inputs;
    if (signal == SIGNAL_H && spec->projection)
        return spec->projection;
    return cell_kind(spec->kind)->signals[signal].projected && !spec->projection ? 0 : spec->hidden;
}

bool cell_kind_projects(CellKind kind) {
    const CellKindInfo *info = cell_kind(kind);
    for (int k = 0; k < info->weight_count; k++)
        if (info->weights[k].shape == WEIGHT_HIDDEN_BY_PROJECTION)
            return true;
    return false;
}

int weight_rows(const CellSpec *spec, int weight) {
    switch (cell_kind(spec->kind)->weights[weight].shape) {
    case WEIGHT_INPUTS_BY_HIDDEN:
        return spec->inputs;
    case WEIGHT_HIDDEN_BY_HIDDEN:
        return signal_width(spec, SIGNAL_H);
    case WEIGHT_HIDDEN_BY_PROJECTION:
        return spec->hidden;
    default:
        return 1;
    }
}

int weight_columns(const CellSpec *spec, int weight) {
    bool projects = cell_kind(spec->kind)->weights[weight].shape == WEIGHT_HIDDEN_BY_PROJECTION;
    return projects ? spec->projection : spec->hidden;
}

long cell_parameter_count(const CellSpec *spec) {
    long count = 0;
    for (int k = 0; k < cell_kind(spec->kind)->weight_count; k++)
        if (weight_present(spec, k))
            count += (long)weight_rows(spec, k) * weight_columns(spec, k);
    return count;
}

/* ---- what it is called ---- */

bool signal_follows(const CellSpec *spec, int signal) {
    int pre = cell_kind(spec->kind)->signals[signal].pre;
    return pre >= 0 && !signal_present(spec, pre);
}

/* The variant that is on and calls the signal otherwise; NULL: none. */
static const VariantInfo *renaming(const CellSpec *spec, int signal) {
    const CellKindInfo *info = cell_kind(spec->kind);
    for (int k = 0; k < info->variant_count; k++)
        if (signal != SIGNAL_X && info->variants[k].renames == signal && variant_on(spec, k))
            return &info->variants[k];
    return NULL;
}

const char *signal_letter(const CellSpec *spec, int signal) {
    const SignalInfo *info = &cell_kind(spec->kind)->signals[signal];
    const VariantInfo *variant = renaming(spec, signal);
    if (variant)
        return variant->letter;
    if (info->unusual && signal_activation(spec, signal) != ACTIVATION_TANH)
        return info->unusual;
    return info->letter;
}

const char *signal_said(const CellSpec *spec, int signal) {
    const VariantInfo *variant = renaming(spec, signal);
    return variant ? variant->said : cell_kind(spec->kind)->signals[signal].said;
}

Activation signal_activation(const CellSpec *spec, int signal) {
    return cell_activation(spec, cell_kind(spec->kind)->signals[signal].slot);
}

Curve signal_curve(const CellSpec *spec, int signal) {
    return cell_curve(spec, cell_kind(spec->kind)->signals[signal].slot);
}
