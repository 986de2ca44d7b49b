/* lesson_sample.h: for tests: a lesson made by hand, without a file: an LSTM of 2 units, a GRU of
 * 3, and an RNN of 1 that reads the GRU, on 2 inputs and 8 steps. */
#ifndef GATESCOPE_TESTS_LESSON_SAMPLE_H
#define GATESCOPE_TESTS_LESSON_SAMPLE_H

#include "testing.h"

#include <stdlib.h>
#include <string.h>

#include "lesson/lesson.h"

enum { SAMPLE_LSTM, SAMPLE_GRU, SAMPLE_RNN, SAMPLE_CELLS, SAMPLE_STEPS = 8 };

static inline char *sample_string(const char *string) {
    char *copy = malloc(strlen(string) + 1);
    assert_non_null(copy);
    return strcpy(copy, string);
}

/* Weights that differ from each other and are small: the same in every run of the tests. */
static inline void sample_weights(Cell *cell, unsigned seed) {
    for (int weight = 0; weight < cell_kind(cell->spec.kind)->weight_count; weight++) {
        int count = weight_rows(&cell->spec, weight) * weight_columns(&cell->spec, weight);
        for (int k = 0; k < count && cell->weights[weight]; k++) {
            seed = seed * 1664525u + 1013904223u;
            cell->weights[weight][k] = (float)(seed >> 8) / 8388608.0f - 1.0f;
        }
    }
    cell_touch(cell);
}

static inline void sample_cell(Lesson *lesson, int index, const char *id, CellSpec spec,
                               int source) {
    LessonCell *cell = &lesson->cells[index];
    cell->entry = index;
    cell->id = sample_string(id);
    cell->cell = cell_new(&spec, NULL);
    lesson_cell_read(cell, source);
    assert_non_null(cell->cell);
    sample_weights(cell->cell, (unsigned)index + 1);
}

static inline Lesson *sample_lesson(void) {
    Lesson *lesson = calloc(1, sizeof *lesson);
    assert_non_null(lesson);
    lesson->id = sample_string("sample");
    lesson->inputs = 2;
    lesson->steps = SAMPLE_STEPS;
    lesson->sequence = calloc(2 * SAMPLE_STEPS, sizeof(float));
    lesson->cells = calloc(SAMPLE_CELLS, sizeof *lesson->cells);
    assert_non_null(lesson->sequence);
    assert_non_null(lesson->cells);
    lesson->cell_count = SAMPLE_CELLS;
    for (int k = 0; k < 2 * SAMPLE_STEPS; k++)
        lesson->sequence[k] = (float)((k * 7) % 5 - 2) / 2;
    sample_cell(lesson, SAMPLE_LSTM, "lstm", cell_spec(CELL_LSTM, 2, 2), -1);
    sample_cell(lesson, SAMPLE_GRU, "gru", cell_spec(CELL_GRU, 2, 3), -1);
    sample_cell(lesson, SAMPLE_RNN, "rnn", cell_spec(CELL_RNN, 3, 1), SAMPLE_GRU);
    return lesson;
}

#endif
