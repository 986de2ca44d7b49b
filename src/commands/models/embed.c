/* embed.c: see embed.h. */
#include "commands/models/embed.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static long all_steps(const InputData *data) {
    long steps = 0;
    for (int k = 0; k < data->count; k++)
        steps += data->sequences[k].steps;
    return steps;
}

static bool fail_entry(const NetworkEmbedding *embedding, const InputData *data, int sequence,
                       long t, const char *path, Error *error) {
    char of[32] = "";
    if (data->many)
        snprintf(of, sizeof of, " of sequence %d", sequence);
    inputs_fail(error, path, "step %ld%s names no entry of the embedding \"%.60s\"", t, of,
                embedding->name);
    error_expected(error, "a whole number from 0 to %d", embedding->entries - 1);
    error_found(error, "%g", (double)data->sequences[sequence].numbers[t]);
    return false;
}

/* A sequence's rows to `to`, and on. */
static bool look_up(const NetworkEmbedding *embedding, const InputData *data, int sequence,
                    float *to, const char *path, Error *error) {
    const InputSequence *of = &data->sequences[sequence];
    size_t width = (size_t)embedding->width;
    for (long t = 0; t < of->steps; t++) {
        float entry = of->numbers[t];
        if (!(entry >= 0 && entry < (float)embedding->entries) || entry != truncf(entry))
            return fail_entry(embedding, data, sequence, t, path, error);
        memcpy(to + (size_t)t * width, embedding->rows + (size_t)entry * width,
               width * sizeof(float));
    }
    return true;
}

/* The names of columns are those of numbers of entries no more. */
static void rename_columns(InputData *data, int width) {
    if (data->columns)
        free(data->columns[0]);
    free(data->columns);
    data->columns = NULL;
    data->inputs = width;
}

static bool embed(const NetworkEmbedding *embedding, InputData *data, const char *path,
                  Error *error) {
    uint64_t count = (uint64_t)all_steps(data) * (uint64_t)embedding->width;
    if (count > INPUT_NUMBERS) {
        inputs_fail(error, path, "these are too many numbers, behind the embedding");
        error_expected(error, "at most %d", INPUT_NUMBERS);
        error_found(error, "%llu", (unsigned long long)count);
        return false;
    }
    float *numbers = calloc((size_t)count + 1, sizeof *numbers), *to = numbers;
    if (!numbers)
        return error_memory(error, (size_t)count * sizeof *numbers, "what an embedding gives");
    for (int k = 0; k < data->count; k++) {
        InputSequence *sequence = &data->sequences[k];
        if (!look_up(embedding, data, k, to, path, error)) {
            free(numbers);
            return false;
        }
        sequence->numbers = to;
        to += (size_t)sequence->steps * (size_t)embedding->width;
    }
    free(data->numbers);
    data->numbers = numbers;
    rename_columns(data, embedding->width);
    return true;
}

bool data_fit(const Network *network, InputData *data, const char *path, Error *error) {
    const NetworkEmbedding *embedding = &network->embedding;
    if (embedding->rows && data->inputs == 1 && network->inputs != 1)
        return embed(embedding, data, path, error);
    if (inputs_fit(data, path, network->inputs, error))
        return true;
    if (embedding->rows)
        error_hint(error, "or one column: the numbers of entries of \"%.60s\"", embedding->name);
    return false;
}
