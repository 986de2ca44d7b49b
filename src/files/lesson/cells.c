/* cells.c: the cells of a lesson file: their kinds, sizes, sources, variants and weights.
 *
 * A cell's number of inputs may come from a cell that stands later in the file, so all are drafted
 * first (id, kind, size, source) and built then. One that reads in both directions makes two cells,
 * ID and behind it ID-backward, which are drafted and built together. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files/lesson/reader.h"

/* Of a layer that reads in both directions. */
typedef enum Half { HALF_NONE, HALF_FORWARD, HALF_BACKWARD } Half;

typedef struct Draft {
    Node node;
    Half half;
    Node own;   /* what has its numbers: the node, or of the backward half its "backward" */
    bool good;  /* kind and size are known */
    bool built; /* or tried to be */
    CellKind kind;
    int hidden, projection;
    int shown;        /* how many numbers its hidden state has */
    bool file_failed; /* what is wrong with its file of weights is said */
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

/* ---- both directions ---- */

static const char BACKWARD[] = "backward";

static bool is_both(const Node *node) {
    Node direction = node_member(node, "direction");
    const char *word = cJSON_GetStringValue(direction.json);
    return word && strcmp(word, "both") == 0;
}

/* "enc-backward" of "enc". */
static char *backward_id(LessonReader *reader, const Node *cell, const char *id) {
    Node node = node_member(cell, "id");
    size_t size = strlen(id) + sizeof BACKWARD + 1;
    if (size > ID_MOST + 1) {
        reader_fault(&reader->json, &node, NULL,
                     "with \"-%s\" behind it, for its other direction, this id is too long",
                     BACKWARD);
        return NULL;
    }
    char *made = reader_allocate(&reader->json, &node, size, 1);
    if (made)
        snprintf(made, size, "%s-%s", id, BACKWARD);
    return made;
}

/* What it has of its own: numbers that stand in the lesson must, those of a file stand there. */
static void check_own(LessonReader *reader, const Draft *draft) {
    Node weights = node_member(&draft->node, "weights");
    bool file = cJSON_IsString(weights.json);
    KeyRoom room;
    if (!draft->own.json && !file && weights.json) {
        Error error =
            reader_error(&reader->json, &draft->node,
                         "missing key \"%s\" in a cell that reads in both directions", BACKWARD);
        error_expected(&error, "the weights of its other direction");
        reader_add(&reader->json, &error);
    }
    if (draft->good)
        reader_object(&reader->json, &draft->own, lesson_backward_keys(draft->kind, file, &room));
}

/* The half that reads from the last step to the first, behind the other. */
static void draft_backward(LessonReader *reader, Draft *forward) {
    Lesson *lesson = reader->lesson;
    Draft *draft = forward + 1;
    LessonCell *of = &lesson->cells[lesson->cell_count - 1], *cell = of + 1;
    *draft = *forward;
    draft->half = HALF_BACKWARD;
    draft->own = node_member(&draft->node, BACKWARD);
    check_own(reader, draft);
    Node title = node_member(&draft->own, "title");
    reader->both[lesson->cell_count - 1] = true;
    lesson->cell_count++;
    cell->entry = of->entry;
    cell->id = of->id ? backward_id(reader, &draft->node, of->id) : NULL;
    if (title.json)
        reader_text(&reader->json, &title, "the cell's title", &cell->title);
    else if (!text_copy(&cell->title, &of->title))
        reader_memory(&reader->json, &draft->node);
}

static void refuse_backward(LessonReader *reader, const Node *node) {
    Node member = node_member(node, BACKWARD);
    if (member.json)
        reader_fault(&reader->json, &member,
                     "weights of another direction only with \"direction\": \"both\"",
                     "this cell has one direction");
}

static void draft_entry(LessonReader *reader, Draft *drafts, const Node *node) {
    Lesson *lesson = reader->lesson;
    int index = lesson->cell_count;
    bool both = is_both(node);
    if (index + both >= LESSON_CELLS) {
        reader_fault(&reader->json, node, "at most 8, of which one in both directions counts twice",
                     "too many cells");
        reader->names_known = false;
        return;
    }
    drafts[index] = (Draft){.node = *node, .half = both ? HALF_FORWARD : HALF_NONE};
    drafts[index].own = drafts[index].node;
    lesson->cells[index].entry = node->index;
    lesson->cell_count++;
    draft_cell(reader, &drafts[index], &lesson->cells[index]);
    if (both)
        draft_backward(reader, &drafts[index]);
    else
        refuse_backward(reader, node);
}

/* Both halves read the same. */
static void read_sources(LessonReader *reader, Draft *drafts, int index) {
    LessonCell *cell = &reader->lesson->cells[index];
    if (drafts[index].half != HALF_BACKWARD) {
        drafts[index].good &= read_cell_sources(reader, &drafts[index].node, cell);
        return;
    }
    drafts[index].good &= drafts[index - 1].good;
    memcpy(cell->sources, cell[-1].sources, sizeof cell->sources);
    cell->source_count = cell[-1].source_count;
}

/* Of either cell the id may be what is made for its other direction. */
static void id_fault(LessonReader *reader, const Draft *draft, const Draft *first, const char *id) {
    Node node = node_member(&draft->node, "id");
    const char *expected = "ids that differ";
    if (draft->half == HALF_BACKWARD)
        reader_fault(&reader->json, &node, expected,
                     "its other direction is \"%.80s\", as another cell is called", id);
    else if (first->half == HALF_BACKWARD)
        reader_fault(&reader->json, &node, expected, "the other direction of a cell is called so");
    else
        reader_fault(&reader->json, &node, expected, "two cells have one id");
}

static void check_ids(LessonReader *reader, const Draft *drafts) {
    const Lesson *lesson = reader->lesson;
    for (int k = 0; k < lesson->cell_count; k++) {
        const char *id = lesson->cells[k].id;
        int first = id ? lesson_cell_find(lesson, id) : -1;
        if (id && first != k)
            id_fault(reader, &drafts[k], &drafts[first], id);
        if (first != k)
            reader->ids_known = false;
    }
}

static void check_circles(LessonReader *reader, Draft *drafts) {
    Lesson *lesson = reader->lesson;
    for (int k = 0; k < lesson->cell_count; k++)
        if (cell_feeds_itself(lesson, k)) {
            Node node = node_member(&drafts[k].node, "input");
            if (drafts[k].half != HALF_BACKWARD || !cell_feeds_itself(lesson, k - 1))
                reader_fault(&reader->json, &node, "cells that read from each other in no circle",
                             "the cell would be its own input");
            drafts[k].good = false;
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
static bool make_cell(LessonReader *reader, Draft *draft, const CellSpec *spec, LessonCell *cell) {
    const Node *node = &draft->node;
    Node weights = node_member(node, "weights"), own = node_member(&draft->own, "weights");
    Error error;
    bool file = cJSON_IsString(weights.json);
    if (file && !draft->file_failed && read_weights_file(reader, node, spec, cell))
        return true;
    draft->file_failed = file;
    cell->cell = cell_new(spec, &error);
    if (!cell->cell)
        return !file && reader_fault_inside(&reader->json, node, &error); /* a file: already said */
    if (!file)
        read_cell_weights(reader, &own, cell->cell, NULL);
    if (!file && own.json && draft->half != HALF_BACKWARD)
        refuse_file_keys(reader, node);
    return true;
}

static void fill_cell(LessonReader *reader, Draft *draft, const CellSpec *spec, LessonCell *cell) {
    if (!make_cell(reader, draft, spec, cell))
        return;
    read_cell_initial(reader, &draft->own, cell->cell);
    read_cell_weights_apart(reader, &draft->own, cell->cell);
    cell_touch(cell->cell);
}

static void build_cell(LessonReader *reader, Draft *draft, LessonCell *cell, int inputs) {
    CellSpec spec = cell_spec(draft->kind, inputs, draft->hidden);
    spec.projection = draft->projection;
    read_cell_variants(reader, &draft->node, &spec);
    fill_cell(reader, draft, &spec, cell);
    if (draft->half != HALF_FORWARD)
        return;
    spec.backward = true;
    draft[1].file_failed = draft->file_failed;
    memcpy(cell[1].sources, cell->sources, sizeof cell->sources); /* with their columns */
    fill_cell(reader, draft + 1, &spec, cell + 1);
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
    index -= drafts[index].half == HALF_BACKWARD;
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
    for (int k = 0; k <= reader->both[index]; k++)
        if (cell[k].cell)
            reader->now[index + k] = cell[k].cell->spec;
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
    for (Node node = node_first(cells); node.json; node = node_next(&node))
        draft_entry(reader, drafts, &node);
    check_ids(reader, drafts);
    for (int k = 0; k < lesson->cell_count; k++)
        read_sources(reader, drafts, k);
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
