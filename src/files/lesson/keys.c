/* keys.c: see keys.h. */
#include "files/lesson/keys.h"

#include <assert.h>
#include <stdio.h>

#define COUNT(array) (int)(sizeof(array) / sizeof *(array))

/* A remark is allowed everywhere; last, because an edit is known by the first of its keys. */
#define COMMENT                                                                                    \
    { READER_COMMENT, false }

static const JsonKey LESSON[] = {{"$schema", false},
                                 {"format", true},
                                 {"id", true},
                                 {"title", true},
                                 {"track", true},
                                 {"level", true},
                                 {"minutes", true},
                                 {"goal", true},
                                 {"inputs", true},
                                 {"cells", true},
                                 {"beats", true},
                                 {"misconception", false},
                                 {"next", false},
                                 {"requires", false},
                                 {"teaches", false},
                                 {"sources", false},
                                 COMMENT};
static const JsonKey SOURCE[] = {{"text", true}, {"where", false}, {"doi", false}, COMMENT};
/* One of sequence, which needs names, and file (read_inputs holds it to that). */
static const JsonKey INPUTS[] = {{"names", false},   {"sequence", false}, {"file", false},
                                 {"columns", false}, {"array", false},    {"missing", false},
                                 {"from", false},    {"to", false},       COMMENT};
static const JsonKey ACTIVATION_KEYS[] = {
    {"name", true}, {"alpha", false}, {"beta", false}, COMMENT};
/* Of every cell; what is the kind's own follows. */
static const JsonKey CELL[] = {{"id", true},        {"kind", true},
                               {"title", false},    {"input", false},
                               {"hidden", true},    {"direction", false},
                               {"clip", false},     {"weights", true},
                               {"module", false},   {"layer", false},
                               {"h0", false},       {"activations", false},
                               {"backward", false}, COMMENT};
static const JsonKey BEAT[] = {{"say", true},        {"at", false},   {"show", false},
                               {"highlight", false}, {"do", false},   {"claims", false},
                               {"ask", false},       {"task", false}, {"open", false},
                               {"near", false},      COMMENT};
static const JsonKey AT[] = {{"t", true}, {"phase", false}, COMMENT};
static const JsonKey ASK[] = {{"question", true}, {"choices", true}, {"because", false}, COMMENT};
static const JsonKey ASK_NUMBER[] = {
    {"question", true}, {"number", true}, {"within", true}, {"why", false}, COMMENT};
static const JsonKey ASK_STEP[] = {{"question", true}, {"step", true}, {"why", false}, COMMENT};
static const JsonKey ASK_DRAG[] = {{"question", true}, {"drag", true}, {"at", true},
                                   {"within", true},   {"why", false}, COMMENT};
static const JsonKey ASK_DRAW[] = {{"question", true}, {"draw", true}, {"from", true}, {"to", true},
                                   {"within", true},   {"why", false}, COMMENT};
static const JsonKey ASK_ORDER[] = {
    {"question", true}, {"order", true}, {"by", true}, {"why", false}, COMMENT};
static const JsonKey ORDERED[] = {{"text", true}, {"do", false}, COMMENT};
static const JsonKey CHOICE[] = {{"text", true}, {"right", false}, {"why", false}, COMMENT};
static const JsonKey TASK[] = {
    {"text", true}, {"may", false}, {"until", true}, {"solution", true}, COMMENT};
static const JsonKey EDIT_INPUT_KEYS[] = {{"input", true}, {"to", true}, COMMENT};
static const JsonKey EDIT_HOLD_KEYS[] = {{"hold", true}, {"to", true}, {"steps", false}, COMMENT};
static const JsonKey EDIT_FREE_KEYS[] = {{"free", true}, COMMENT};
static const JsonKey EDIT_SET_KEYS[] = {{"set", true}, {"to", true}, COMMENT};
static const JsonKey EDIT_ACTIVATION_KEYS[] = {{"activation", true}, {"to", true}, COMMENT};

static const struct {
    const char *name;
    JsonKeys keys;
} OBJECTS[OBJECT_COUNT] = {
    [OBJECT_LESSON] = {"lesson", {"a lesson", LESSON, COUNT(LESSON)}},
    [OBJECT_SOURCE] = {"source", {"a source", SOURCE, COUNT(SOURCE)}},
    [OBJECT_INPUTS] = {"inputs", {"the inputs", INPUTS, COUNT(INPUTS)}},
    [OBJECT_ACTIVATION] = {"activation_numbers",
                           {"an activation", ACTIVATION_KEYS, COUNT(ACTIVATION_KEYS)}},
    [OBJECT_BEAT] = {"beat", {"a beat", BEAT, COUNT(BEAT)}},
    [OBJECT_AT] = {"at", {"a place in time", AT, COUNT(AT)}},
    [OBJECT_ASK] = {"ask", {"a question", ASK, COUNT(ASK)}},
    [OBJECT_ASK_NUMBER] = {"ask_number",
                           {"a question for a number", ASK_NUMBER, COUNT(ASK_NUMBER)}},
    [OBJECT_ASK_STEP] = {"ask_step", {"a question for a step", ASK_STEP, COUNT(ASK_STEP)}},
    [OBJECT_ASK_DRAG] = {"ask_drag", {"a bar to be dragged", ASK_DRAG, COUNT(ASK_DRAG)}},
    [OBJECT_ASK_DRAW] = {"ask_draw", {"a curve to be drawn", ASK_DRAW, COUNT(ASK_DRAW)}},
    [OBJECT_ASK_ORDER] = {"ask_order", {"runs to be ordered", ASK_ORDER, COUNT(ASK_ORDER)}},
    [OBJECT_ORDERED] = {"ordered", {"one of the runs", ORDERED, COUNT(ORDERED)}},
    [OBJECT_CHOICE] = {"choice", {"a choice", CHOICE, COUNT(CHOICE)}},
    [OBJECT_TASK] = {"task", {"a task", TASK, COUNT(TASK)}},
    [OBJECT_EDIT_INPUT] = {"edit_input",
                           {"an edit of an input", EDIT_INPUT_KEYS, COUNT(EDIT_INPUT_KEYS)}},
    [OBJECT_EDIT_HOLD] = {"edit_hold", {"a hold", EDIT_HOLD_KEYS, COUNT(EDIT_HOLD_KEYS)}},
    [OBJECT_EDIT_FREE] = {"edit_free", {"a free", EDIT_FREE_KEYS, COUNT(EDIT_FREE_KEYS)}},
    [OBJECT_EDIT_SET] = {"edit_set", {"a set", EDIT_SET_KEYS, COUNT(EDIT_SET_KEYS)}},
    [OBJECT_EDIT_ACTIVATION] = {"edit_activation",
                                {"an edit of an activation", EDIT_ACTIVATION_KEYS,
                                 COUNT(EDIT_ACTIVATION_KEYS)}},
};

const char *lesson_object_name(LessonObject object) {
    return OBJECTS[object].name;
}

const JsonKeys *lesson_keys(LessonObject object) {
    return &OBJECTS[object].keys;
}

/* ---- of a kind ---- */

static void add_key(KeyRoom *room, const char *name, bool required) {
    assert(room->keys.count < KEYS_MOST);
    room->list[room->keys.count++] = (JsonKey){name, required};
}

static const JsonKeys *keys_in(KeyRoom *room) {
    add_key(room, READER_COMMENT, false);
    room->keys.what = room->what;
    room->keys.keys = room->list;
    return &room->keys;
}

/* A state that h is not: "c0". */
static void add_initial(KeyRoom *room, const CellKindInfo *info) {
    if (info->memory == SIGNAL_H)
        return;
    snprintf(room->initial, sizeof room->initial, "%s0", info->signals[info->memory].name);
    add_key(room, room->initial, false);
}

const JsonKeys *lesson_cell_keys(CellKind kind, KeyRoom *room) {
    const CellKindInfo *info = cell_kind(kind);
    *room = (KeyRoom){0};
    snprintf(room->what, sizeof room->what, "%s %s", info->article, info->title);
    for (int k = 0; k < COUNT(CELL) - 1; k++) /* without the remark, which is last */
        add_key(room, CELL[k].name, CELL[k].required);
    add_initial(room, info);
    if (cell_kind_projects(kind))
        add_key(room, "projection", false);
    for (int k = 0; k < info->variant_count; k++)
        add_key(room, info->variants[k].key, false);
    return keys_in(room);
}

const JsonKeys *lesson_backward_keys(CellKind kind, bool file, KeyRoom *room) {
    const CellKindInfo *info = cell_kind(kind);
    *room = (KeyRoom){0};
    snprintf(room->what, sizeof room->what, "the other direction");
    add_key(room, "title", false);
    add_key(room, "h0", false);
    add_initial(room, info);
    if (!file)
        add_key(room, "weights", true);
    for (int k = 0; k < info->variant_count; k++)
        if (info->variants[k].form == VARIANT_WEIGHTS)
            add_key(room, info->variants[k].key, false);
    return keys_in(room);
}

const JsonKeys *lesson_variant_keys(const VariantInfo *variant, KeyRoom *room) {
    *room = (KeyRoom){0};
    snprintf(room->what, sizeof room->what, "%s", variant->what);
    add_key(room, variant->key, true);
    add_key(room, "to", true);
    return keys_in(room);
}

const JsonKeys *lesson_weight_keys(const CellSpec *spec, const VariantInfo *apart, KeyRoom *room) {
    const CellKindInfo *info = cell_kind(spec->kind);
    *room = (KeyRoom){0};
    snprintf(room->what, sizeof room->what, "the %s of this cell", apart ? apart->key : "weights");
    for (int k = 0; k < info->weight_count; k++)
        if (weight_present(spec, k) && weight_apart(spec->kind, k) == apart)
            add_key(room, info->weights[k].name, false);
    return keys_in(room);
}

const VariantInfo *weight_apart(CellKind kind, int weight) {
    const VariantInfo *variant = weight_variant(kind, weight);
    return variant && variant->form == VARIANT_WEIGHTS ? variant : NULL;
}
