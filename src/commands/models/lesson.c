/* lesson.c: see lesson.h. */
#include "commands/models/lesson.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the head ---- */

/* The file's name without its folder. */
static const char *name_of(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool make_head(Lesson *lesson, const char *path) {
    return lesson_head(lesson, "look", "look", name_of(path),
                       "See what the units of a network do over a whole run.");
}

/* ---- the inputs ---- */

static void fill_pulse(Lesson *lesson) {
    for (long t = PULSE_FROM; t < PULSE_FROM + PULSE_STEPS; t++)
        for (int k = 0; k < lesson->inputs; k++)
            lesson->sequence[t * lesson->inputs + k] = 1;
}

static bool name_input(Lesson *lesson, const InputData *data, int input) {
    char name[32];
    if (data && data->columns && data->columns[input])
        return lesson_copy(&lesson->input_names[input], data->columns[input]);
    snprintf(name, sizeof name, "x%d", input + 1);
    return lesson_copy(&lesson->input_names[input], name);
}

static bool make_inputs(Lesson *lesson, int inputs, const InputData *data, int sequence) {
    lesson->steps = data ? data->sequences[sequence].steps : PULSE_ALL;
    size_t count = (size_t)lesson->steps * (size_t)inputs;
    lesson->input_names = calloc((size_t)inputs, sizeof *lesson->input_names);
    lesson->sequence = calloc(count + 1, sizeof *lesson->sequence);
    if (!lesson->input_names || !lesson->sequence)
        return false;
    lesson->inputs = inputs;
    if (data)
        memcpy(lesson->sequence, data->sequences[sequence].numbers,
               count * sizeof *lesson->sequence);
    else
        fill_pulse(lesson);
    for (int k = 0; k < inputs; k++)
        if (!name_input(lesson, data, k))
            return false;
    return true;
}

/* ---- the cells ---- */

/* Reads parts of the data and of other layers. */
static bool set_sources(LessonCell *cell, const NetworkLayer *layer, Error *error) {
    if (layer->source_count > CELL_SOURCES)
        return error_set(error, "%s reads %d layers, and can be shown with %d", layer->name,
                         layer->source_count, CELL_SOURCES);
    for (int k = 0, column = 0; k < layer->source_count; k++) {
        const NetworkSource *source = &layer->sources[k];
        int from = source->layer < 0 ? CELL_READS_INPUTS : source->layer;
        cell->sources[k] = (CellSource){from, column, source->count, source->from};
        column += source->count;
    }
    cell->source_count = layer->source_count;
    return true;
}

/* Ids of lessons know no dot: "encoder-layer0". */
static bool set_id(LessonCell *cell, const char *name) {
    if (!lesson_copy(&cell->id, name))
        return false;
    for (char *at = cell->id; *at; at++)
        if (*at == '.')
            *at = '-';
    return true;
}

static bool make_cells(Lesson *lesson, const Network *network, Error *error) {
    lesson->cells = calloc((size_t)network->layer_count, sizeof *lesson->cells);
    if (!lesson->cells)
        return error_memory(error, 1, "a model's layers");
    lesson->cell_count = network->layer_count;
    for (int k = 0; k < network->layer_count; k++) {
        const NetworkLayer *layer = &network->layers[k];
        LessonCell *cell = &lesson->cells[k];
        cell->cell = cell_clone(layer->cell, error);
        if (!cell->cell || !set_sources(cell, layer, error))
            return false;
        if (!set_id(cell, layer->name) || !text_set(&cell->title, "en", layer->name))
            return error_memory(error, 1, "a model's layers");
    }
    return true;
}

/* A beat shows one of them. */
static bool make_beats(Lesson *lesson) {
    lesson->beats = calloc((size_t)lesson->cell_count, sizeof *lesson->beats);
    if (!lesson->beats)
        return false;
    lesson->beat_count = lesson->cell_count;
    for (int k = 0; k < lesson->beat_count; k++) {
        Beat *beat = &lesson->beats[k];
        beat->show = calloc(1, sizeof *beat->show);
        if (!beat->show || !text_copy(&beat->say, &lesson->cells[k].title))
            return false;
        beat->show[0] = k;
        beat->show_count = 1;
    }
    return true;
}

/* ---- all of it ---- */

Lesson *model_lesson(const Network *network, const InputData *data, int sequence, Error *error) {
    Lesson *lesson = calloc(1, sizeof *lesson);
    if (data && data->sequences[sequence].steps < 1) {
        free(lesson);
        error_set(error, "the sequence has no steps");
        return NULL;
    }
    if (lesson && !make_cells(lesson, network, error)) {
        lesson_free(lesson);
        return NULL;
    }
    if (lesson && make_head(lesson, network->path) &&
        make_inputs(lesson, network->inputs, data, sequence) && make_beats(lesson))
        return lesson;
    lesson_free(lesson);
    error_memory(error, sizeof(float) * (size_t)network->inputs, "a model's run");
    return NULL;
}
