/* cell_numbers.c: the numbers of a cell that stand in the lesson file: weights, the initial state. */
#include <stdio.h>

#include "files/lesson/reader.h"

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

void read_cell_weights(LessonReader *reader, const Node *node, Cell *cell,
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

void read_cell_initial(LessonReader *reader, const Node *node, Cell *cell) {
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

void read_cell_weights_apart(LessonReader *reader, const Node *node, Cell *cell) {
    const CellKindInfo *info = cell_kind(cell->spec.kind);
    for (int k = 0; k < info->variant_count; k++)
        if (info->variants[k].form == VARIANT_WEIGHTS) {
            Node member = node_member(node, info->variants[k].key);
            read_cell_weights(reader, &member, cell, &info->variants[k]);
        }
}
