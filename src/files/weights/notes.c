/* notes.c: see notes.h. */
#include "files/weights/notes.h"

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lesson/number.h"

/* Where notes come from, and where an error goes. */
typedef struct Source {
    const TensorFile *file;
    const char *path;
    Error *error;
} Source;

static bool refuse(const Source *source, const char *key, const char *expected) {
    error_set(source->error, "the file's note of its training is not as Gatescope writes it");
    if (source->error)
        snprintf(source->error->member_path, sizeof source->error->member_path, "__metadata__.%s",
                 key);
    error_expected(source->error, "%s", expected);
    error_found(source->error, "\"%s\"", safetensors_note(source->file, key));
    return error_in_file(source->error, source->path);
}

/* A whole number from low to high; *value stays where the file does not say. */
static bool read_whole(const Source *source, const char *key, uint64_t low, uint64_t high,
                       uint64_t *value) {
    const char *text = safetensors_note(source->file, key);
    char expected[80];
    if (!text)
        return true;
    errno = 0;
    uint64_t number = strtoull(text, NULL, 10);
    if (*text && text[strspn(text, "0123456789")] == '\0' && !errno && number >= low &&
        number <= high) {
        *value = number;
        return true;
    }
    snprintf(expected, sizeof expected, "a whole number from %" PRIu64 " to %" PRIu64, low, high);
    return refuse(source, key, expected);
}

static bool read_long(const Source *source, const char *key, long low, long high, long *value) {
    uint64_t number = (uint64_t)*value;
    bool good = read_whole(source, key, (uint64_t)low, (uint64_t)high, &number);
    *value = (long)number;
    return good;
}

static bool read_float(const Source *source, const char *key, float low, float high, float *value) {
    const char *text = safetensors_note(source->file, key);
    char expected[80];
    if (!text)
        return true;
    float number = strtof(text, NULL);
    if (*text && number_length(text) == strlen(text) && number >= low && number <= high) {
        *value = number;
        return true;
    }
    snprintf(expected, sizeof expected, "a number from %g to %g", (double)low, (double)high);
    return refuse(source, key, expected);
}

static bool read_text(const Source *source, const char *key, char *text, size_t size) {
    const char *said = safetensors_note(source->file, key);
    char expected[40];
    size_t length = said ? strlen(said) : 0;
    if (length < size) {
        memcpy(text, said ? said : "", length + 1);
        return true;
    }
    snprintf(expected, sizeof expected, "at most %zu bytes", size - 1);
    return refuse(source, key, expected);
}

/* ---- characters ---- */

static int hex_digit(char c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Two digits each, and each character once. */
static bool read_characters(const Source *source, ModelNotes *notes) {
    const char *text = safetensors_note(source->file, "characters");
    bool seen[256] = {false};
    for (; text && *text; text += 2) {
        int high = hex_digit(text[0]), low = high < 0 ? -1 : hex_digit(text[1]);
        if (low < 0 || seen[16 * high + low])
            return refuse(source, "characters", "two digits of 0-9a-f for each, none twice");
        seen[16 * high + low] = true;
        notes->character_of[notes->characters++] = (unsigned char)(16 * high + low);
    }
    return true;
}

/* ---- settings ---- */

static bool read_optimizer(const Source *source, TrainSettings *settings) {
    const char *text = safetensors_note(source->file, "optimizer");
    for (int k = 0; text && k < OPTIMIZER_COUNT; k++)
        if (strcmp(text, optimizer_name((OptimizerKind)k)) == 0) {
            settings->optimizer = (OptimizerKind)k;
            return true;
        }
    return !text || refuse(source, "optimizer", "adam or sgd");
}

static bool read_batch(const Source *source, const char *task, TrainSettings *settings) {
    long batch = strcmp(task, "text") == 0 ? TRAIN_TEXT_BATCH : settings->batch;
    if (!read_long(source, "batch", 2, TRAIN_BATCH_MOST, &batch))
        return false;
    settings->batch = (int)batch;
    return batch % 2 == 0 || refuse(source, "batch", "an even number");
}

static bool read_settings(const Source *source, const char *task, TrainSettings *settings) {
    *settings = train_settings(0, 0);
    return read_long(source, "epochs", 1, TRAIN_EPOCHS_MOST, &settings->epochs) &&
           read_whole(source, "seed", 0, UINT64_MAX, &settings->seed) &&
           read_optimizer(source, settings) &&
           read_float(source, "momentum", 0, TRAIN_MOMENTUM_MOST, &settings->momentum) &&
           read_float(source, "rate", TRAIN_RATE_LEAST, TRAIN_RATE_MOST, &settings->rate) &&
           read_float(source, "clip", 0, TRAIN_CLIP_MOST, &settings->clip) &&
           read_float(source, "forget_bias", -TRAIN_FORGET_MOST, TRAIN_FORGET_MOST,
                      &settings->forget_bias) &&
           read_batch(source, task, settings);
}

/* ---- what the tensors say too ---- */

static bool agree(const Source *source, const ModelSpec *spec) {
    const char *kind = safetensors_note(source->file, "kind"), *is = cell_kind(spec->kind)->name;
    uint64_t number = 0;
    if (kind && strcmp(kind, is) != 0)
        return refuse(source, "kind", is);
    return read_whole(source, "hidden", (uint64_t)spec->hidden, (uint64_t)spec->hidden, &number) &&
           read_whole(source, "layers", (uint64_t)spec->layers, (uint64_t)spec->layers, &number);
}

bool notes_read(const TensorFile *file, const char *path, const ModelSpec *spec, ModelNotes *notes,
                Error *error) {
    const Source source = {file, path, error};
    *notes = (ModelNotes){0};
    return agree(&source, spec) && read_text(&source, "task", notes->task, sizeof notes->task) &&
           read_text(&source, "text", notes->text, sizeof notes->text) &&
           read_settings(&source, notes->task, &notes->settings) &&
           read_long(&source, "epoch", 0,
                     notes->settings.epochs ? notes->settings.epochs : TRAIN_EPOCHS_MOST,
                     &notes->epoch) &&
           read_long(&source, "steps", 0, LONG_MAX, &notes->steps) &&
           read_characters(&source, notes);
}
