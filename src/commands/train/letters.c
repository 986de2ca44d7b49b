/* letters.c: see letters.h. */
#include "commands/train/letters.h"

#include <stdlib.h>
#include <string.h>

/* Its numbers follow. */
typedef struct ReportHead {
    unsigned race;
    RaceReport report; /* without numbers */
} ReportHead;

bool letter_put_report(JobBox *box, unsigned race, const RaceReport *report) {
    size_t numbers = report->number_count * sizeof *report->numbers;
    ReportHead *letter = malloc(sizeof *letter + numbers);
    if (!letter)
        return false;
    *letter = (ReportHead){race, *report};
    letter->report.numbers = NULL;
    memcpy(letter + 1, report->numbers, numbers);
    bool good = job_put(box, LETTER_REPORT, letter, sizeof *letter + numbers);
    free(letter);
    return good;
}

RaceReport letter_report(void *bytes, unsigned *race) {
    ReportHead *letter = bytes;
    RaceReport report = letter->report;
    report.numbers = (float *)(void *)(letter + 1);
    *race = letter->race;
    return report;
}

/* The numbers of each model follow, part by part. */
typedef struct ModelsHead {
    bool there[CELL_KIND_COUNT];
    ModelSpec specs[CELL_KIND_COUNT];
} ModelsHead;

static size_t numbers_of(const Model *const models[CELL_KIND_COUNT]) {
    size_t count = 0;
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++)
        count += models[kind] ? (size_t)model_parameter_count(models[kind]) : 0;
    return count;
}

/* Copies a model's numbers out to `numbers` or, `in`, from there; returns where the next ones lie.
 */
static float *copy_numbers(const Model *model, float *numbers, bool in) {
    ModelPart parts[MODEL_PARTS];
    int count = model_parts(model, parts);
    for (int k = 0; k < count; k++) {
        size_t size = (size_t)parts[k].rows * (size_t)parts[k].columns;
        if (in)
            memcpy(parts[k].numbers, numbers, size * sizeof *numbers);
        else
            memcpy(numbers, parts[k].numbers, size * sizeof *numbers);
        numbers += size;
    }
    return numbers;
}

bool letter_put_models(JobBox *box, const Model *const models[CELL_KIND_COUNT]) {
    size_t size = sizeof(ModelsHead) + numbers_of(models) * sizeof(float);
    ModelsHead *letter = calloc(1, size);
    if (!letter)
        return false;
    float *numbers = (float *)(void *)(letter + 1);
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++) {
        if (!models[kind])
            continue;
        letter->there[kind] = true;
        letter->specs[kind] = models[kind]->spec;
        numbers = copy_numbers(models[kind], numbers, false);
    }
    bool good = job_put(box, LETTER_MODELS, letter, size);
    free(letter);
    return good;
}

bool letter_models(const void *bytes, Model *models[CELL_KIND_COUNT], Error *error) {
    const ModelsHead *letter = bytes;
    float *numbers = (float *)(void *)(uintptr_t)(letter + 1);
    bool good = true;
    for (int kind = 0; kind < CELL_KIND_COUNT; kind++) {
        models[kind] = good && letter->there[kind] ? model_new(&letter->specs[kind], error) : NULL;
        good = good && (!letter->there[kind] || models[kind]);
        if (!models[kind])
            continue;
        numbers = copy_numbers(models[kind], numbers, true);
        model_touch(models[kind]);
    }
    for (int kind = 0; !good && kind < CELL_KIND_COUNT; kind++) {
        model_free(models[kind]);
        models[kind] = NULL;
    }
    return good;
}
