/* cells.c: the cells of a lesson file: their kinds, sizes, sources, variants and weights.
 *
 * A cell's number of inputs may come from a cell that stands later in the file, so all are drafted
 * first (id, kind, size, source) and built then. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files/lesson/reader.h"

typedef struct Draft {
    Node node;
    bool good;  /* kind and size are known */
    bool built; /* or tried to be */
    CellKind kind;
    int hidden, projection;
    int shown; /* how many numbers its hidden state has */
} Draft;

static void kind_missing(LessonReader *reader, const Node *node) {
    Error error = reader_error(&reader->json, node, "missing key \"kind\" in a cell");
    char names[128];
    cell_kind_names(names, sizeof names, "\"");
    error_expected(&error, "%s", names);
    reader_add(&reader->json, &error);
}

static bool read_kind(LessonReader *reader, const Node *node, CellKind *kind) {
    const char *names[CELL_KIND_MOST];
    Node member = node_member(node, "kind");
    if (!cJSON_IsObject(node->json))
        return reader_fault(&reader->json, node, "an object in braces", "this should be a cell");
    if (!member.json) {
        kind_missing(reader, node);
        return false;
    }
    for (int k = 0; k < cell_kind_count(); k++)
        names[k] = cell_kind((CellKind)k)->name;
    int index = reader_word(&reader->json, &member, "kind", names, (size_t)cell_kind_count());
    *kind = (CellKind)(index < 0 ? 0 : index);
    return index >= 0;
}

/* 0: none. */
static int read_projection(LessonReader *reader, const Draft *draft) {
    Node node = node_member(&draft->node, "projection");
    long projection = 0;
    if (!node.json || !cell_kind_projects(draft->kind))
        return 0; /* of another kind the key is unknown */
    if (draft->hidden < 2) {
        reader_fault(&reader->json, &node, NULL, "a cell of one unit has nothing to project");
        return 0;
    }
    reader_integer(&reader->json, &node, 1, draft->hidden - 1, &projection);
    return (int)projection;
}

static void draft_cell(LessonReader *reader, Draft *draft, LessonCell *cell) {
    const Node *node = &draft->node;
    long hidden = 0;
    bool kind = read_kind(reader, node, &draft->kind);
    KeyRoom room;
    if (kind)
        reader_object(&reader->json, node, lesson_cell_keys(draft->kind, &room));
    Node id = node_member(node, "id"), title = node_member(node, "title");
    Node size = node_member(node, "hidden");
    cell->id = reader_id(&reader->json, &id);
    reader_text(&reader->json, &title, "the cell's title", &cell->title);
    draft->good = reader_integer(&reader->json, &size, 1, LESSON_HIDDEN, &hidden) && kind;
    draft->hidden = (int)hidden;
    if (draft->good)
        draft->projection = read_projection(reader, draft);
    draft->shown = draft->projection ? draft->projection : draft->hidden;
}

static void check_ids(LessonReader *reader, const Draft *drafts) {
    const Lesson *lesson = reader->lesson;
    for (int k = 0; k < lesson->cell_count; k++) {
        bool twice = lesson->cells[k].id && lesson_cell_find(lesson, lesson->cells[k].id) != k;
        Node id = node_member(&drafts[k].node, "id");
        if (twice)
            reader_fault(&reader->json, &id, "ids that differ", "two cells have one id");
        if (twice || !lesson->cells[k].id)
            reader->ids_known = false;
    }
}

static void check_circles(LessonReader *reader, Draft *drafts) {
    Lesson *lesson = reader->lesson;
    for (int k = 0; k < lesson->cell_count; k++)
        if (cell_feeds_itself(lesson, k)) {
            Node node = node_member(&drafts[k].node, "input");
            reader_fault(&reader->json, &node, "cells that read from each other in no circle",
                         "the cell would be its own input");
            drafts[k].good = false;
        }
}

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

static void plural(char *text, size_t size, int count, const char *of) {
    snprintf(text, size, "%d %s%s", count, of, count == 1 ? "" : "s");
}

/* A list of `count` numbers, for a vector or one row of a matrix. */
static void read_numbers(LessonReader *reader, const Node *node, int count, float *numbers) {
    char expected[80];
    plural(expected, sizeof expected, count, "number");
    if (!node->json)
        return;
    if (!cJSON_IsArray(node->json)) {
        reader_fault(&reader->json, node, expected, "this is no list of numbers");
        return;
    }
    if (node_count(node) != count) {
        reader_fault(&reader->json, node, expected, "the list has the wrong length");
        return;
    }
    for (Node number = node_first(node); number.json; number = node_next(&number))
        reader_number(&reader->json, &number, &numbers[number.index]);
}

static void read_matrix(LessonReader *reader, const Node *node, int rows, int columns,
                        float *numbers) {
    char row_count[40], column_count[40], found[40];
    if (cJSON_IsArray(node->json) && node_count(node) == rows) {
        for (Node row = node_first(node); row.json; row = node_next(&row))
            read_numbers(reader, &row, columns, numbers + (size_t)row.index * (size_t)columns);
        return;
    }
    Error error = reader_error(&reader->json, node, "%s has the wrong shape", node->json->string);
    plural(row_count, sizeof row_count, rows, "row");
    plural(column_count, sizeof column_count, columns, "number");
    error_expected(&error, "%s of %s", row_count, column_count);
    if (cJSON_IsArray(node->json))
        plural(found, sizeof found, node_count(node), "row");
    else
        node_describe(node, found, sizeof found);
    error_found(&error, "%s", found);
    reader_add(&reader->json, &error);
}

/* Those that this variant lacks are unknown keys. */
static void read_weights(LessonReader *reader, const Node *node, Cell *cell,
                         const VariantInfo *apart) {
    KeyRoom room;
    if (!reader_object(&reader->json, node, lesson_weight_keys(&cell->spec, apart, &room)))
        return;
    for (Node member = node_first(node); member.json; member = node_next(&member)) {
        int weight = weight_find(cell->spec.kind, member.json->string);
        if (weight < 0 || !cell->weights[weight] || weight_apart(cell->spec.kind, weight) != apart)
            continue; /* already said */
        int rows = weight_rows(&cell->spec, weight), columns = weight_columns(&cell->spec, weight);
        if (cell_kind(cell->spec.kind)->weights[weight].shape == WEIGHT_HIDDEN)
            read_numbers(reader, &member, columns, cell->weights[weight]);
        else
            read_matrix(reader, &member, rows, columns, cell->weights[weight]);
    }
}

/* What only a file of weights has. */
static void refuse_file_keys(LessonReader *reader, const Node *node) {
    static const char *const KEYS[] = {"layer", "module"};
    for (size_t k = 0; k < sizeof KEYS / sizeof *KEYS; k++) {
        Node member = node_member(node, KEYS[k]);
        char expected[64];
        snprintf(expected, sizeof expected, "a %s only with a file of weights", KEYS[k]);
        if (member.json)
            reader_fault(&reader->json, &member, expected, "these weights have no %ss", KEYS[k]);
    }
}

/* A cell with its weights: those of a file, or numbers in the lesson. One whose file is at fault is
 * there all the same, so that what is said of it can be judged. */
static bool make_cell(LessonReader *reader, const Node *node, const CellSpec *spec,
                      LessonCell *cell) {
    Node weights = node_member(node, "weights");
    Error error;
    bool file = cJSON_IsString(weights.json);
    if (file && read_weights_file(reader, node, spec, cell))
        return true;
    cell->cell = cell_new(spec, &error);
    if (!cell->cell)
        return !file && reader_fault_inside(&reader->json, node, &error); /* a file: already said */
    if (!file)
        read_weights(reader, &weights, cell->cell, NULL);
    if (!file && weights.json)
        refuse_file_keys(reader, node);
    return true;
}

/* "h0", "c0": of each state that the kind has. */
static void read_initial(LessonReader *reader, const Node *node, Cell *cell) {
    const CellKindInfo *info = cell_kind(cell->spec.kind);
    for (int signal = 0; signal < info->signal_count; signal++) {
        char key[16];
        if (!info->signals[signal].has_initial)
            continue;
        snprintf(key, sizeof key, "%s0", info->signals[signal].name);
        Node member = node_member(node, key);
        read_numbers(reader, &member, signal_width(&cell->spec, signal),
                     cell_initial(cell, signal));
    }
}

static void read_weights_apart(LessonReader *reader, const Node *node, Cell *cell) {
    const CellKindInfo *info = cell_kind(cell->spec.kind);
    for (int k = 0; k < info->variant_count; k++)
        if (info->variants[k].form == VARIANT_WEIGHTS) {
            Node member = node_member(node, info->variants[k].key);
            read_weights(reader, &member, cell, &info->variants[k]);
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
    static const char *const DIRECTIONS[] = {"forward", "backward"};
    Node direction = node_member(node, "direction");
    if (direction.json)
        spec->backward = reader_word(&reader->json, &direction, "direction", DIRECTIONS, 2) == 1;
}

static void build_cell(LessonReader *reader, const Draft *draft, LessonCell *cell, int inputs) {
    CellSpec spec = cell_spec(draft->kind, inputs, draft->hidden);
    spec.projection = draft->projection;
    read_variants(reader, &draft->node, &spec);
    read_direction(reader, &draft->node, &spec);
    read_clip(reader, &draft->node, &spec);
    if (!make_cell(reader, &draft->node, &spec, cell))
        return;
    read_initial(reader, &draft->node, cell->cell);
    read_weights_apart(reader, &draft->node, cell->cell);
    cell_touch(cell->cell);
}

/* How many numbers a source has, which a file may project; 0: that is not known. */
static int source_width(const Lesson *lesson, const Draft *drafts, int source) {
    if (source < 0)
        return lesson->inputs;
    const Cell *cell = lesson->cells[source].cell;
    if (cell)
        return signal_width(&cell->spec, SIGNAL_H);
    return drafts[source].good ? drafts[source].shown : 0;
}

/* The inputs of a cell, one source after the other; 0: they are not known. */
static int join_sources(const Lesson *lesson, const Draft *drafts, LessonCell *cell) {
    int inputs = cell->source_count ? 0 : lesson->inputs;
    for (int k = 0; k < cell->source_count; k++) {
        CellSource *source = &cell->sources[k];
        source->column = inputs;
        source->count = source_width(lesson, drafts, source->cell);
        inputs += source->count;
        if (!source->count)
            return 0;
    }
    return inputs;
}

/* A cell after those that it reads, wherever they stand in the file. */
static void build_after_sources(LessonReader *reader, Draft *drafts, int index) {
    Lesson *lesson = reader->lesson;
    LessonCell *cell = &lesson->cells[index];
    if (drafts[index].built)
        return;
    drafts[index].built = true;
    for (int k = 0; k < cell->source_count; k++)
        if (cell->sources[k].cell >= 0)
            build_after_sources(reader, drafts, cell->sources[k].cell);
    int inputs = join_sources(lesson, drafts, cell);
    if (drafts[index].good && inputs > 0)
        build_cell(reader, &drafts[index], cell, inputs);
    if (cell->cell)
        reader->now[index] = cell->cell->spec;
}

void read_cells(LessonReader *reader, const Node *cells) {
    Lesson *lesson = reader->lesson;
    Draft drafts[LESSON_CELLS] = {0};
    if (!reader_array(&reader->json, cells, 1, LESSON_CELLS, "cells")) {
        reader->names_known = false;
        return;
    }
    lesson->cells = reader_allocate(&reader->json, cells, LESSON_CELLS, sizeof *lesson->cells);
    if (!lesson->cells)
        return;
    lesson->cell_count = node_count(cells);
    for (Node node = node_first(cells); node.json; node = node_next(&node)) {
        drafts[node.index] = (Draft){.node = node};
        draft_cell(reader, &drafts[node.index], &lesson->cells[node.index]);
    }
    check_ids(reader, drafts);
    for (int k = 0; k < lesson->cell_count; k++)
        drafts[k].good &= read_cell_sources(reader, &drafts[k].node, &lesson->cells[k]);
    check_circles(reader, drafts);
    for (int k = 0; k < lesson->cell_count; k++)
        build_after_sources(reader, drafts, k);
    weights_files_close(reader);
}

bool can_be_judged(const LessonReader *reader, const char *text) {
    const Lesson *lesson = reader->lesson;
    for (int k = 0; k < lesson->cell_count; k++)
        if (lesson->cells[k].id && !lesson->cells[k].cell && strstr(text, lesson->cells[k].id))
            return false;
    return reader->names_known;
}
