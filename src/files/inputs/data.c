/* data.c: see data.h. */
#include "files/inputs/data.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

bool inputs_fail(Error *error, const char *path, const char *format, ...) {
    char text[sizeof error->what];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    error_set(error, "%s", text);
    return error_in_file(error, path);
}

void inputs_left(InputData *data, const char *path, const char *format, ...) {
    Error warning;
    char text[sizeof warning.what];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    inputs_fail(&warning, path, "%s", text);
    warning.warning = true;
    errors_add(&data->left, &warning);
}

bool inputs_room(InputData *data, const char *path, int sequences, uint64_t numbers, Error *error) {
    if (numbers > INPUT_NUMBERS) {
        inputs_fail(error, path, "these are too many numbers");
        error_expected(error, "at most %d", INPUT_NUMBERS);
        error_found(error, "%llu", (unsigned long long)numbers);
        return false;
    }
    data->numbers = malloc((size_t)numbers * sizeof(float));
    data->sequences = calloc((size_t)sequences, sizeof *data->sequences);
    if (!data->numbers || !data->sequences)
        return error_memory(error, (size_t)numbers * sizeof(float), "a file of inputs");
    data->count = sequences;
    data->sequences[0].numbers = data->numbers;
    return true;
}

void inputs_free(InputData *data) {
    if (!data)
        return;
    for (int k = 0; data->columns && k < data->inputs; k++)
        free(data->columns[k]);
    for (int k = 0; k < data->count; k++)
        free(data->sequences[k].name);
    free(data->columns);
    free(data->sequences);
    free(data->numbers);
    errors_free(&data->left);
    free(data);
}
