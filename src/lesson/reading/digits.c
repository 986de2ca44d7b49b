/* digits.c: see digits.h. */
#include "lesson/reading/digits.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/trace.h"
#include "lesson/reading/readout.h"

const unsigned char *digit_image(const DigitSet *set, int index) {
    assert(index >= 0 && index < set->count);
    return set->pixels + (size_t)index * DIGIT_PIXELS;
}

void digit_inputs(const unsigned char *image, float *sequence) {
    for (int k = 0; k < DIGIT_PIXELS; k++)
        sequence[k] = (float)image[k] * (1 / 255.0f);
}

void digit_model_free(DigitModel *model) {
    for (int k = 0; k < CELL_KIND_COUNT; k++) {
        cell_free(model->cells[k]);
        cell_free(model->readouts[k]);
    }
    *model = (DigitModel){0};
}

bool digit_model_take(DigitModel *model, Model *trained, Error *error) {
    const ModelSpec *spec = &trained->spec;
    bool fits = spec->layers == 1 && spec->inputs == DIGIT_SIDE && spec->outputs == DIGIT_CLASSES &&
                !model->cells[spec->kind];
    Cell *readout = fits ? readout_cell(trained, error) : NULL;
    if (!fits)
        error_set(error, "the model does not read digits: a layer of 28 inputs with 10 outputs");
    if (readout) {
        model->readouts[spec->kind] = readout;
        model->cells[spec->kind] = trained->layers[0];
        trained->layers[0] = NULL;
    }
    model_free(trained);
    return readout != NULL;
}

/* ---- the lesson ---- */

static bool model_fits(const DigitModel *model, Error *error) {
    for (int k = 0; k < CELL_KIND_COUNT; k++) {
        const Cell *cell = model->cells[k], *readout = model->readouts[k];
        if (!cell || !readout || cell->spec.kind != (CellKind)k ||
            cell->spec.inputs != DIGIT_SIDE || readout->spec.inputs != cell->spec.hidden ||
            readout->spec.hidden != DIGIT_CLASSES)
            return error_set(error, "the %s does not read digits", cell_kind((CellKind)k)->title);
    }
    return true;
}

static bool set_head(Lesson *lesson) {
    return lesson_head(lesson, "digits", "real-work", "Digits read row by row",
                       "See what three trained cells know of a digit after every row.");
}

static bool make_inputs(Lesson *lesson) {
    lesson->inputs = lesson->steps = DIGIT_SIDE;
    lesson->input_names = calloc(DIGIT_SIDE, sizeof *lesson->input_names);
    lesson->sequence = calloc(DIGIT_PIXELS, sizeof *lesson->sequence);
    for (int k = 0; lesson->input_names && k < DIGIT_SIDE; k++) {
        char name[16];
        snprintf(name, sizeof name, "pixel %d", k + 1);
        if (!lesson_copy(&lesson->input_names[k], name))
            return false;
    }
    return lesson->input_names && lesson->sequence;
}

static bool make_beat(Lesson *lesson) {
    Beat *beat = lesson->beats = calloc(1, sizeof *lesson->beats);
    if (!beat)
        return false;
    lesson->beat_count = 1;
    beat->show = calloc(CELL_KIND_COUNT, sizeof *beat->show);
    for (int k = 0; beat->show && k < CELL_KIND_COUNT; k++)
        beat->show[beat->show_count++] = k;
    return beat->show && text_set(&beat->say, "en", "A digit is read row by row.");
}

static bool add_cell(Lesson *lesson, const char *id, int source) {
    LessonCell *cell = &lesson->cells[lesson->cell_count++];
    lesson_cell_read(cell, source);
    return lesson_copy(&cell->id, id);
}

static bool make_cells(Lesson *lesson) {
    lesson->cells = calloc(2 * (size_t)CELL_KIND_COUNT, sizeof *lesson->cells);
    bool whole = lesson->cells != NULL;
    for (int k = 0; whole && k < CELL_KIND_COUNT; k++)
        whole = add_cell(lesson, cell_kind((CellKind)k)->name, -1);
    for (int k = 0; whole && k < CELL_KIND_COUNT; k++) {
        char id[32];
        snprintf(id, sizeof id, "%s-readout", cell_kind((CellKind)k)->name);
        whole = add_cell(lesson, id, k);
    }
    return whole;
}

static void take_cells(Lesson *lesson, DigitModel *model) {
    for (int k = 0; k < CELL_KIND_COUNT; k++) {
        lesson->cells[k].cell = model->cells[k];
        lesson->cells[digit_readout_of(k)].cell = model->readouts[k];
    }
    *model = (DigitModel){0};
}

Lesson *digits_lesson(DigitModel *model, Error *error) {
    if (!model_fits(model, error))
        return NULL;
    Lesson *lesson = calloc(1, sizeof *lesson);
    if (lesson && set_head(lesson) && make_inputs(lesson) && make_beat(lesson) &&
        make_cells(lesson)) {
        take_cells(lesson, model);
        return lesson;
    }
    lesson_free(lesson);
    error_memory(error, sizeof *lesson, "the digits");
    return NULL;
}

/* ---- how well it reads ---- */

int digit_guess(const float *classes) {
    int best = 0;
    for (int k = 1; k < DIGIT_CLASSES; k++)
        if (classes[k] > classes[best])
            best = k;
    return best;
}

static DigitScore score_of(const float *readout, int label) {
    float other = -INFINITY;
    for (int k = 0; k < DIGIT_CLASSES; k++)
        if (k != label)
            other = fmaxf(other, readout[k]);
    return (DigitScore){(unsigned char)digit_guess(readout), readout[label] - other};
}

/* Two traces of a batch, a row an image, and the batch's inputs. */
typedef struct Reading {
    Trace *cell, *readout;
    float *pixels;
} Reading;

static bool reading_open(Reading *reading, const Lesson *lesson, int kind, int batch,
                         Error *error) {
    const Cell *cell = lesson->cells[kind].cell;
    const Cell *readout = lesson->cells[digit_readout_of(kind)].cell;
    size_t numbers = (size_t)batch * DIGIT_PIXELS;
    *reading = (Reading){.pixels = malloc(numbers * sizeof(float))};
    if (!reading->pixels)
        return error_memory(error, numbers * sizeof(float), "digits");
    reading->cell = trace_new(&cell->spec, DIGIT_SIDE, batch, error);
    reading->readout = reading->cell ? trace_new(&readout->spec, DIGIT_SIDE, batch, error) : NULL;
    return reading->readout != NULL;
}

static void reading_close(Reading *reading) {
    trace_free(reading->cell);
    trace_free(reading->readout);
    free(reading->pixels);
}

bool digits_score(const Lesson *lesson, int kind, const DigitSet *set, int from, int to,
                  DigitScore *scores, Error *error) {
    assert(0 <= from && from <= to && to <= set->count);
    Reading reading;
    int batch = to - from;
    if (batch < 1)
        return true;
    bool good = reading_open(&reading, lesson, kind, batch, error);
    for (int k = 0; good && k < batch; k++)
        digit_inputs(digit_image(set, from + k), reading.pixels + (size_t)k * DIGIT_PIXELS);
    if (good) {
        const Inputs images = {reading.pixels, DIGIT_SIDE, DIGIT_PIXELS};
        trace_run(reading.cell, lesson->cells[kind].cell, images, 0, DIGIT_SIDE);
        trace_run(reading.readout, lesson->cells[digit_readout_of(kind)].cell,
                  inputs_from_trace(reading.cell, SIGNAL_H), 0, DIGIT_SIDE);
        for (int k = 0; k < batch; k++)
            scores[k] = score_of(trace_at(reading.readout, SIGNAL_H, DIGIT_SIDE - 1, k),
                                 set->labels[from + k]);
    }
    reading_close(&reading);
    return good;
}
