/* characters.c: see characters.h. */
#include "lesson/reading/characters.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/random.h"
#include "engine/training/loss.h"
#include "lesson/reading/readout.h"

/* ---- the lesson ---- */

static bool set_head(Lesson *lesson) {
    return lesson_head(lesson, "text", "real-work", "Text read character by character",
                       "See what each unit of a trained cell counts.");
}

/* What an input is called: its character, in quotes, or what it is. */
static void name_of(unsigned char c, char *name, size_t size) {
    if (c == ' ')
        snprintf(name, size, "space");
    else if (c == '\n')
        snprintf(name, size, "line end");
    else if (c > ' ' && c < 0x7f)
        snprintf(name, size, "\u2018%c\u2019", c);
    else
        snprintf(name, size, "byte %d", c);
}

static bool make_inputs(Lesson *lesson, const Alphabet *alphabet) {
    size_t count = (size_t)alphabet->count;
    lesson->inputs = alphabet->count;
    lesson->capacity = CHARACTERS_MOST;
    lesson->input_names = calloc(count, sizeof *lesson->input_names);
    lesson->sequence = calloc(CHARACTERS_MOST * count, sizeof *lesson->sequence);
    for (int k = 0; lesson->input_names && k < alphabet->count; k++) {
        char name[16];
        name_of(alphabet->character_of[k], name, sizeof name);
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
    beat->show = calloc(1, sizeof *beat->show); /* the layer, not its readout */
    beat->show_count = beat->show != NULL;
    return beat->show && text_set(&beat->say, "en", "A text is read.");
}

static bool make_cells(Lesson *lesson, Model *model, Error *error) {
    lesson->cells = calloc(2, sizeof *lesson->cells);
    if (!lesson->cells)
        return false;
    lesson->cell_count = 2;
    lesson->cells[CHARACTERS_CELL] = (LessonCell){.cell = model->layers[0]};
    model->layers[0] = NULL;
    lesson->cells[CHARACTERS_READOUT] = (LessonCell){.cell = readout_cell(model, error)};
    lesson_cell_read(&lesson->cells[CHARACTERS_READOUT], CHARACTERS_CELL);
    return lesson->cells[CHARACTERS_READOUT].cell &&
           lesson_copy(&lesson->cells[CHARACTERS_CELL].id, cell_kind(model->spec.kind)->name) &&
           lesson_copy(&lesson->cells[CHARACTERS_READOUT].id, "readout");
}

static Lesson *make_lesson(Model *model, const Alphabet *alphabet, Error *error) {
    const ModelSpec *spec = &model->spec;
    if (spec->layers != 1 || spec->inputs != alphabet->count || spec->outputs != alphabet->count) {
        error_set(error, "the model does not read text: a layer of %d inputs with %d outputs",
                  alphabet->count, alphabet->count);
        return NULL;
    }
    Lesson *lesson = calloc(1, sizeof *lesson);
    if (lesson && set_head(lesson) && make_inputs(lesson, alphabet) && make_beat(lesson) &&
        make_cells(lesson, model, error))
        return lesson;
    lesson_free(lesson);
    error_memory(error, CHARACTERS_MOST * (size_t)alphabet->count * sizeof(float), "a text");
    return NULL;
}

Lesson *characters_lesson(Model *model, const Alphabet *alphabet, Error *error) {
    Lesson *lesson = make_lesson(model, alphabet, error);
    model_free(model);
    return lesson;
}

void characters_inputs(const Alphabet *alphabet, const unsigned char *text, long count,
                       float *inputs) {
    size_t width = (size_t)alphabet->count;
    memset(inputs, 0, (size_t)count * width * sizeof *inputs);
    for (size_t t = 0; t < (size_t)count; t++) {
        assert(alphabet->symbol_of[text[t]] >= 0);
        inputs[t * width + (size_t)alphabet->symbol_of[text[t]]] = 1;
    }
}

/* ---- what comes next ---- */

static int largest(const float *values, int count) {
    int best = 0;
    for (int k = 1; k < count; k++)
        if (values[k] > values[best])
            best = k;
    return best;
}

void characters_chances(const float *readout, int count, float temperature, float *chances) {
    assert(count > 0);
    int best = largest(readout, count);
    for (int k = 0; k < count; k++)
        chances[k] = temperature > 0 ? (readout[k] - readout[best]) / temperature : k == best;
    if (temperature > 0)
        loss_softmax(chances, count, chances);
}

double characters_surprise(const float *readout, int count, int symbol) {
    assert(symbol >= 0 && symbol < count);
    double sum = 0, top = (double)readout[largest(readout, count)];
    for (int k = 0; k < count; k++)
        sum += exp((double)readout[k] - top);
    /* cppcheck-suppress invalidFunctionArg ; the largest alone adds 1 */
    return (log(sum) - ((double)readout[symbol] - top)) / log(2);
}

int characters_draw(const float *chances, int count, uint64_t seed, long at) {
    assert(count > 0);
    Random random = {random_mix(seed, (uint64_t)at)};
    float left = random_share(&random);
    int last = 0;
    for (int k = 0; k < count; k++) {
        if (chances[k] > 0)
            last = k;
        left -= chances[k];
        if (left < 0)
            return k;
    }
    return last; /* rounding left a crumb */
}
