/* cell_variants.c: what a cell of a lesson file is besides its kind and sizes: activations, variants,
 * clip, direction. */
#include <stdio.h>

#include "files/lesson/reader.h"

static bool read_activation_name(LessonReader *reader, const Node *node, Curve *curve) {
    const char *names[ACTIVATION_COUNT];
    for (int k = 0; k < ACTIVATION_COUNT; k++)
        names[k] = activation_name((Activation)k);
    int index = reader_word(&reader->json, node, "activation", names, ACTIVATION_COUNT);
    if (index >= 0)
        *curve = activation_usual((Activation)index);
    return index >= 0;
}

/* One of the numbers of an activation, which not each has. */
static void read_own_number(LessonReader *reader, const Node *node, const char *key, bool has,
                            float *number) {
    Node member = node_member(node, key);
    if (member.json && !has)
        reader_key_fault(&reader->json, &member, "an activation that has one: hard_sigmoid, affine",
                         "this activation has no %s", key);
    else
        reader_number(&reader->json, &member, number);
}

/* A name, which stands for the usual numbers, or an object with the name and its numbers. */
static void read_activation(LessonReader *reader, const Node *node, Curve *curve) {
    if (!cJSON_IsObject(node->json)) {
        read_activation_name(reader, node, curve);
        return;
    }
    reader_object(&reader->json, node, lesson_keys(OBJECT_ACTIVATION));
    Node name = node_member(node, "name");
    if (!read_activation_name(reader, &name, curve))
        return;
    int numbers = activation_numbers(curve->activation);
    read_own_number(reader, node, "alpha", numbers > 0, &curve->alpha);
    read_own_number(reader, node, "beta", numbers > 1, &curve->beta);
}

static void read_activations(LessonReader *reader, const Node *node, CellSpec *spec) {
    JsonKey possible[SLOT_COUNT + 1];
    JsonKeys keys = {.what = "the activations of this kind", .keys = possible};
    for (int slot = 0; slot < SLOT_COUNT; slot++)
        if (activation_slot_present(spec->kind, (ActivationSlot)slot))
            possible[keys.count++] = (JsonKey){activation_slot_name((ActivationSlot)slot), false};
    possible[keys.count++] = (JsonKey){READER_COMMENT, false};
    if (!reader_object(&reader->json, node, &keys))
        return;
    for (int slot = 0; slot < SLOT_COUNT; slot++) {
        Node member = node_member(node, activation_slot_name((ActivationSlot)slot));
        Curve curve = cell_curve(spec, (ActivationSlot)slot);
        read_activation(reader, &member, &curve);
        cell_set_curve(spec, (ActivationSlot)slot, curve);
    }
    Node candidate = node_member(node, "candidate"), output = node_member(node, "output");
    if (cell_kind(spec->kind)->slots[SLOT_OUTPUT].alias && !candidate.json && output.json)
        cell_set_curve(spec, SLOT_CANDIDATE, cell_curve(spec, SLOT_OUTPUT)); /* under either name */
}

/* A word that cannot be read counts as the second, which has all the weights: so b_hh is no error
 * where the reset is one. */
static void read_variant(LessonReader *reader, const Node *node, int variant, CellSpec *spec) {
    const VariantInfo *info = &cell_kind(spec->kind)->variants[variant];
    bool on = variant_on(spec, variant);
    if (info->form == VARIANT_BOOL)
        reader_bool(&reader->json, node, &on);
    else if (info->form == VARIANT_WEIGHTS)
        on = node->json != NULL;
    else if (node->json)
        on = reader_word(&reader->json, node, info->key, info->words, 2) != 0;
    variant_set(spec, variant, on);
}

static void read_variants(LessonReader *reader, const Node *node, CellSpec *spec) {
    const CellKindInfo *info = cell_kind(spec->kind);
    Node activations = node_member(node, "activations");
    read_activations(reader, &activations, spec);
    for (int k = 0; k < info->variant_count; k++) {
        Node member = node_member(node, info->variants[k].key);
        read_variant(reader, &member, k, spec);
    }
}

static void read_clip(LessonReader *reader, const Node *node, CellSpec *spec) {
    Node clip = node_member(node, "clip");
    if (reader_number(&reader->json, &clip, &spec->clip) && spec->clip <= 0) {
        reader_fault(&reader->json, &clip, "a number above 0",
                     "pre-activations cannot be kept within it");
        spec->clip = 0;
    }
}

static void read_direction(LessonReader *reader, const Node *node, CellSpec *spec) {
    static const char *const DIRECTIONS[] = {"forward", "backward", "both"};
    Node direction = node_member(node, "direction");
    if (direction.json)
        spec->backward = reader_word(&reader->json, &direction, "direction", DIRECTIONS, 3) == 1;
}

void read_cell_variants(LessonReader *reader, const Node *node, CellSpec *spec) {
    read_variants(reader, node, spec);
    read_direction(reader, node, spec);
    read_clip(reader, node, spec);
}
