/* sources.c: what the cells of a lesson file read: the lesson's inputs, other cells, several of
 * them. */
#include <string.h>

#include "files/lesson/reader.h"

/* What a list of inputs calls the lesson's own. */
static const char RAW_INPUTS[] = "inputs";

static void unknown_source(LessonReader *reader, const Node *node, const LessonCell *cell,
                           const char *id) {
    const Lesson *lesson = reader->lesson;
    const char *known[LESSON_CELLS + 1];
    size_t count = 0;
    for (int k = 0; k < lesson->cell_count; k++)
        if (lesson->cells[k].id && &lesson->cells[k] != cell)
            known[count++] = lesson->cells[k].id;
    known[count++] = RAW_INPUTS;
    reader_unknown(&reader->json, node, "cell", id, known, count);
}

static bool add_source(LessonReader *reader, const Node *node, LessonCell *cell, int source) {
    if (cell->source_count == CELL_SOURCES)
        return reader_fault(&reader->json, node,
                            "at most 8, of which a cell in both directions is two",
                            "the cell reads too many");
    cell->sources[cell->source_count++].cell = source;
    return true;
}

/* A layer that reads in both directions is read in both, forward first, as its next layer would. */
static bool read_one(LessonReader *reader, const Node *node, LessonCell *cell) {
    const char *id = reader_string(&reader->json, node, "the input's cell");
    int source = id ? lesson_cell_find(reader->lesson, id) : -1;
    bool raw = id && source < 0 && strcmp(id, RAW_INPUTS) == 0;
    if (raw)
        return add_source(reader, node, cell, CELL_READS_INPUTS);
    if (source >= 0)
        return add_source(reader, node, cell, source) &&
               (!reader->both[source] || add_source(reader, node, cell, source + 1));
    if (id && reader->ids_known)
        unknown_source(reader, node, cell, id);
    return false;
}

bool read_cell_sources(LessonReader *reader, const Node *node, LessonCell *cell) {
    Node input = node_member(node, "input");
    if (!cJSON_IsArray(input.json))
        return !input.json || read_one(reader, &input, cell);
    bool good = reader_array(&reader->json, &input, 1, CELL_SOURCES, "cells");
    for (Node one = node_first(&input); one.json && one.index < CELL_SOURCES; one = node_next(&one))
        good &= read_one(reader, &one, cell);
    return good;
}

/* Whether a cell reads one of these, or a cell that does. `seen`: those that were looked at. */
static bool reaches(const Lesson *lesson, int cell, int other, unsigned *seen) {
    const LessonCell *entry = &lesson->cells[cell];
    if (*seen >> cell & 1)
        return false;
    *seen |= 1u << cell;
    for (int k = 0; k < entry->source_count; k++) {
        int source = entry->sources[k].cell;
        if (source == other || (source >= 0 && reaches(lesson, source, other, seen)))
            return true;
    }
    return false;
}

bool cell_feeds_itself(const Lesson *lesson, int cell) {
    unsigned seen = 0;
    return reaches(lesson, cell, cell, &seen);
}
