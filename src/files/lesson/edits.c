/* edits.c: targets and edits of a lesson file: "may", "highlight", "do" and "solution". */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "files/lesson/reader.h"

bool names_fault(LessonReader *reader, const Node *node, const Error *error) {
    static const char UNKNOWN_CELL[] = "unknown cell";
    if (!reader->ids_known && strncmp(error->what, UNKNOWN_CELL, strlen(UNKNOWN_CELL)) == 0)
        return false;
    return reader_fault_inside(&reader->json, node, error);
}

bool read_target(LessonReader *reader, const Node *node, const char *what, Target *target) {
    Error error;
    const char *text = reader_string(&reader->json, node, what);
    if (!text || !can_be_judged(reader, text))
        return false;
    if (target_parse(target, reader->lesson, text, &error))
        return true;
    return names_fault(reader, node, &error);
}

/* One edit being read: where it stands and what it may be. */
typedef struct EditReader {
    LessonReader *lesson;
    const Node *node;
    CellSpec *now;
    const Task *may;
    EditArray *edits;
} EditReader;

static JsonReader *json_of(const EditReader *reader) {
    return &reader->lesson->json;
}

static bool is_allowed(const Task *task, const Edit *edit) {
    for (int k = 0; k < task->may_count; k++)
        if (target_covers(&task->may[k], edit))
            return true;
    return task->may_count == 0;
}

static bool make_room(const EditReader *reader) {
    EditArray *edits = reader->edits;
    if (edits->count == EDITS_MOST)
        return reader_fault(json_of(reader), reader->node, NULL, "more than %d numbers are changed",
                            EDITS_MOST);
    Edit *items = array_room(edits->items, &edits->capacity, edits->count, 1, sizeof *items);
    if (!items)
        return reader_memory(json_of(reader), reader->node);
    edits->items = items;
    return true;
}

static bool add(const EditReader *reader, const Edit *edit) {
    if (reader->may && !is_allowed(reader->may, edit))
        return reader_fault(json_of(reader), reader->node, "a change of what \"may\" names",
                            "the solution does what the learner may not");
    if (!make_room(reader))
        return false;
    reader->edits->items[reader->edits->count++] = *edit;
    return true;
}

static bool read_to(const EditReader *reader, float *value) {
    Node to = node_member(reader->node, "to");
    return reader_number(json_of(reader), &to, value);
}

/* Two whole numbers in an array. */
static bool read_pair(const EditReader *reader, const Node *pair, const char *of, long high_first,
                      long high_second, long *first, long *second) {
    if (!reader_array(json_of(reader), pair, 2, 2, of))
        return false;
    Node a = node_first(pair), b = node_next(&a);
    bool good = reader_integer(json_of(reader), &a, 0, high_first, first);
    return reader_integer(json_of(reader), &b, 0, high_second, second) && good;
}

static void read_input_edit(const EditReader *reader, const Node *key) {
    const Lesson *lesson = reader->lesson->lesson;
    Edit edit = {.kind = EDIT_INPUT};
    long column = 0;
    if (!lesson->steps || !lesson->inputs)
        return;
    bool read = read_pair(reader, key, "whole numbers, the step and the input", lesson->steps - 1,
                          lesson->inputs - 1, &edit.step, &column);
    if (!read_to(reader, &edit.value) || !read)
        return;
    edit.column = (int)column;
    add(reader, &edit);
}

/* A target that must be a gate. */
static bool read_gate(const EditReader *reader, const Node *key, Edit *edit) {
    Target target;
    if (!read_target(reader->lesson, key, "the gate", &target))
        return false;
    *edit = (Edit){.cell = target.cell, .index = target.index, .row = target.row};
    CellKind kind = reader->lesson->lesson->cells[target.cell].cell->spec.kind;
    if (target.kind == TARGET_SIGNAL && cell_kind(kind)->signals[target.index].class == SIGNAL_GATE)
        return true;
    return reader_fault(json_of(reader), key, "a gate, such as \"lstm.f\" or \"lstm.f[0]\"",
                        "this is no gate");
}

static bool read_hold_steps(const EditReader *reader, Edit *edit) {
    Node steps = node_member(reader->node, "steps");
    long last = reader->lesson->lesson->steps - 1;
    edit->from = 0;
    edit->to = LONG_MAX;
    if (!steps.json || last < 0)
        return true;
    if (!read_pair(reader, &steps, "steps, the first and the last", last, last, &edit->from,
                   &edit->to))
        return false;
    return edit->from <= edit->to ||
           reader_fault(json_of(reader), &steps, "the first step before the last",
                        "the hold ends before it begins");
}

static void read_hold_edit(const EditReader *reader, const Node *key) {
    Edit edit = {0};
    bool gate = read_gate(reader, key, &edit);
    edit.kind = EDIT_HOLD;
    bool value = read_to(reader, &edit.value);
    if (read_hold_steps(reader, &edit) && value && gate)
        add(reader, &edit);
}

static void read_free_edit(const EditReader *reader, const Node *key) {
    Edit edit;
    if (!read_gate(reader, key, &edit))
        return;
    edit.kind = EDIT_FREE;
    add(reader, &edit);
}

/* Sets one number, or each of a row, a vector or a matrix. */
static void add_each(const EditReader *reader, const Target *target, Edit edit) {
    const CellSpec *spec = &reader->now[target->cell];
    bool weight = target->kind == TARGET_WEIGHT;
    int rows = weight ? weight_rows(spec, target->index) : signal_width(spec, target->index);
    int columns = weight ? weight_columns(spec, target->index) : 1;
    for (int row = 0; row < rows; row++)
        for (int column = 0; column < columns; column++) {
            edit.row = row;
            edit.column = weight ? column : 0;
            bool meant = (target->row < 0 || target->row == row) &&
                         (target->column < 0 || target->column == column);
            if (meant && !add(reader, &edit))
                return;
        }
}

static void read_set_edit(const EditReader *reader, const Node *key) {
    Target target;
    Edit edit = {0};
    bool value = read_to(reader, &edit.value);
    if (!read_target(reader->lesson, key, "the weight", &target))
        return;
    if (target.kind != TARGET_WEIGHT && target.kind != TARGET_INITIAL) {
        reader_fault(json_of(reader), key, "a weight or an initial value, such as \"lstm.b_f[0]\"",
                     "this cannot be set");
        return;
    }
    if (target.kind == TARGET_WEIGHT && !weight_present(&reader->now[target.cell], target.index)) {
        if (reader->lesson->variants_known)
            reader_fault(json_of(reader), key, NULL,
                         "the cell has no such weight in its present variant");
        return;
    }
    edit.kind = target.kind == TARGET_WEIGHT ? EDIT_WEIGHT : EDIT_INITIAL;
    edit.cell = target.cell;
    edit.index = target.index;
    if (value)
        add_each(reader, &target, edit);
}

static void read_activation_edit(const EditReader *reader, const Node *key) {
    const char *names[ACTIVATION_COUNT];
    Target target;
    Node to = node_member(reader->node, "to");
    for (int k = 0; k < ACTIVATION_COUNT; k++)
        names[k] = activation_name((Activation)k);
    int index = reader_word(json_of(reader), &to, "activation", names, ACTIVATION_COUNT);
    if (!read_target(reader->lesson, key, "the activation's place", &target))
        return;
    if (target.kind != TARGET_SLOT) {
        reader_fault(json_of(reader), key,
                     "\"gate\", \"candidate\" or \"output\" of a cell, such as \"lstm.gate\"",
                     "this is no place of an activation");
        return;
    }
    Edit edit = {.kind = EDIT_ACTIVATION, .cell = target.cell, .index = target.index};
    edit.activation = (Activation)(index < 0 ? 0 : index);
    if (index >= 0)
        add(reader, &edit);
}

/* The first kind that has a variant which an edit switches under that key. */
static const CellKindInfo *kind_with(const char *key, const VariantInfo **variant) {
    for (int kind = 0; kind < cell_kind_count(); kind++) {
        const CellKindInfo *info = cell_kind((CellKind)kind);
        int k = variant_find((CellKind)kind, key);
        if (k < 0 || info->variants[k].fixed)
            continue;
        *variant = &info->variants[k];
        return info;
    }
    return NULL;
}

/* A whole cell that has the variant; false and an error: none. */
static bool read_cell_of(const EditReader *reader, const Node *key, const char *variant,
                         Edit *edit) {
    Target target;
    const VariantInfo *known;
    char expected[48];
    if (!read_target(reader->lesson, key, "the cell", &target))
        return false;
    edit->cell = target.cell;
    edit->index = variant_find(reader->lesson->lesson->cells[target.cell].cell->spec.kind, variant);
    if (target.kind == TARGET_CELL && edit->index >= 0)
        return true;
    const CellKindInfo *kind = kind_with(variant, &known);
    snprintf(expected, sizeof expected, "the id of %s %s", kind->article, kind->title);
    return reader_fault(json_of(reader), key, expected, "this cell has no such variant");
}

static void read_variant_edit(const EditReader *reader, const Node *key,
                              const VariantInfo *variant) {
    Edit edit = {.kind = EDIT_VARIANT};
    Node to = node_member(reader->node, "to");
    bool value;
    if (variant->form == VARIANT_BOOL) {
        value = reader_bool(json_of(reader), &to, &edit.flag);
    } else {
        int index = reader_word(json_of(reader), &to, variant->key, variant->words, 2);
        edit.flag = index == 1;
        value = index >= 0;
    }
    if (read_cell_of(reader, key, variant->key, &edit) && value && add(reader, &edit))
        variant_set(&reader->now[edit.cell], edit.index, edit.flag);
}

/* An edit is known by the key that says what it changes, the first of its keys. */
static const struct {
    LessonObject object;
    void (*read)(const EditReader *reader, const Node *key);
} EDITS[] = {{OBJECT_EDIT_INPUT, read_input_edit},
             {OBJECT_EDIT_HOLD, read_hold_edit},
             {OBJECT_EDIT_FREE, read_free_edit},
             {OBJECT_EDIT_SET, read_set_edit},
             {OBJECT_EDIT_ACTIVATION, read_activation_edit}};
enum { EDIT_FORMS = sizeof EDITS / sizeof *EDITS };
enum { EDIT_KEYS_MOST = EDIT_FORMS + CELL_KIND_MOST * MAX_VARIANTS };

/* The keys of all edits: those of the forms, and of each variant that can be switched. */
static size_t edit_keys(const char *known[EDIT_KEYS_MOST]) {
    size_t count = 0;
    const VariantInfo *first;
    for (int k = 0; k < EDIT_FORMS; k++)
        known[count++] = lesson_keys(EDITS[k].object)->keys[0].name;
    for (int kind = 0; kind < cell_kind_count(); kind++) {
        const CellKindInfo *info = cell_kind((CellKind)kind);
        for (int k = 0; k < info->variant_count; k++)
            if (kind_with(info->variants[k].key, &first) == info)
                known[count++] = info->variants[k].key;
    }
    return count;
}

static void unknown_edit(const EditReader *reader) {
    const char *known[EDIT_KEYS_MOST];
    char expected[256] = "one of the keys ";
    size_t count = edit_keys(known);
    Node first = node_first(reader->node);
    while (first.json && strcmp(first.json->string, READER_COMMENT) == 0)
        first = node_next(&first);
    if (first.json && strcmp(first.json->string, "to") != 0) {
        reader_unknown(json_of(reader), &first, "edit", first.json->string, known, count);
        return;
    }
    for (size_t k = 0; k < count; k++)
        snprintf(expected + strlen(expected), sizeof expected - strlen(expected), "%s%s",
                 k ? ", " : "", known[k]);
    reader_fault(json_of(reader), reader->node, expected, "it is not said what this edit changes");
}

/* False: no key is a variant's. */
static bool find_variant_edit(const EditReader *reader) {
    const char *known[EDIT_KEYS_MOST];
    size_t count = edit_keys(known);
    for (size_t k = EDIT_FORMS; k < count; k++) {
        KeyRoom room;
        const VariantInfo *variant;
        Node key = node_member(reader->node, known[k]);
        if (!key.json || !kind_with(known[k], &variant))
            continue;
        reader_object(json_of(reader), reader->node, lesson_variant_keys(variant, &room));
        read_variant_edit(reader, &key, variant);
        return true;
    }
    return false;
}

static void read_edit(const EditReader *reader) {
    if (!cJSON_IsObject(reader->node->json)) {
        reader_fault(json_of(reader), reader->node, "an object in braces",
                     "this should be an edit");
        return;
    }
    for (int k = 0; k < EDIT_FORMS; k++) {
        const JsonKeys *keys = lesson_keys(EDITS[k].object);
        Node key = node_member(reader->node, keys->keys[0].name);
        if (!key.json)
            continue;
        reader_object(json_of(reader), reader->node, keys);
        EDITS[k].read(reader, &key);
        return;
    }
    if (!find_variant_edit(reader))
        unknown_edit(reader);
}

void read_edits(LessonReader *reader, const Node *list, CellSpec now[LESSON_CELLS], const Task *may,
                EditArray *edits) {
    if (!reader_array(&reader->json, list, 1, BEAT_EDITS, "edits"))
        return;
    for (Node node = node_first(list); node.json; node = node_next(&node)) {
        EditReader one = {reader, &node, now, may, edits};
        size_t before = reader->json.errors->count;
        read_edit(&one);
        if (reader->json.errors->count > before)
            reader->variants_known = false; /* it may have been one that sets a variant */
    }
}
