/* lesson.c: a lesson to measure with. See lesson.h. */
#include "commands/bench/lesson.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands/bench/measure.h"
#include "files/lesson/file.h"

static const char HEAD[] =
    "{\"format\":1,\"id\":\"bench\",\"title\":\"What it costs\",\"track\":\"bench\","
    "\"level\":1,\"minutes\":1,\"goal\":\"Measure.\","
    "\"inputs\":{\"names\":[\"value\",\"write\"],\"sequence\":[";

static const char FOOT[] = "],\"beats\":[{\"say\":\"Cells on **one input**: the memory cell {c} "
                           "and the hidden state {h}, step "
                           "by step, with the forget gate {f} and the update gate {z}.\"}]}";

enum { STEP_ROOM = 24, CELL_ROOM = 80 };

/* Its inputs are random; the caller's (free), NULL where memory lacks. */
static char *lesson_text(int cells, int units, long steps) {
    size_t size = sizeof HEAD + sizeof FOOT + STEP_ROOM * (size_t)steps + CELL_ROOM * (size_t)cells;
    size_t length = 0;
    char *text = malloc(size);
    unsigned seed = 3;
    if (!text)
        return NULL;
    length += (size_t)snprintf(text, size, "%s", HEAD);
    for (long t = 0; t < steps; t++) {
        double value = (double)measure_number(&seed), write = (double)measure_number(&seed);
        length += (size_t)snprintf(text + length, size - length, "%s[%.3f,%.3f]", t ? "," : "",
                                   value, write);
    }
    length += (size_t)snprintf(text + length, size - length, "]},\"cells\":[");
    for (int k = 0; k < cells; k++) {
        const char *kind = cell_kind((CellKind)k)->name;
        length += (size_t)snprintf(text + length, size - length,
                                   "%s{\"id\":\"%s\",\"kind\":\"%s\",\"hidden\":%d,\"weights\":{}}",
                                   k ? "," : "", kind, kind, units);
    }
    snprintf(text + length, size - length, "%s", FOOT);
    return text;
}

Lesson *measure_lesson(int cells, int units, long steps, Error *error) {
    Errors errors = {0};
    char *text = lesson_text(cells, units, steps);
    if (!text) {
        error_memory(error, STEP_ROOM * (size_t)steps, "a lesson");
        return NULL;
    }
    Lesson *lesson = lesson_parse(text, strlen(text), "bench", &errors);
    free(text);
    if (!lesson && errors.count)
        *error = errors.items[0];
    errors_free(&errors);
    for (int k = 0; lesson && k < lesson->cell_count; k++)
        measure_weights(lesson->cells[k].cell, (unsigned)k + 1, units > 16 ? 0.25f : 2);
    return lesson;
}
