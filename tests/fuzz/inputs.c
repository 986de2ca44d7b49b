/* Inputs that somebody has: tables and arrays, in memory and as files. */
#include "fuzz.h"

#include "files/inputs/inputs.h"

static void hold(const InputData *data) {
    size_t numbers = 0;
    HOLD(data->format && data->inputs > 0 && data->count > 0);
    for (int k = 0; k < data->count; k++) {
        const InputSequence *sequence = &data->sequences[k];
        HOLD(sequence->steps > 0 && sequence->numbers == data->numbers + numbers);
        numbers += (size_t)sequence->steps * (size_t)data->inputs;
    }
    HOLD(numbers <= INPUT_NUMBERS);
    for (size_t k = 0; k < numbers; k++) {
        volatile float read = data->numbers[k];
        (void)read;
    }
    for (int k = 0; data->columns && k < data->inputs; k++)
        HOLD(data->columns[k]);
}

/* The first byte says how it is read. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    uint8_t how = size ? data[0] : 0;
    InputOptions options = {.missing = how & 3,
                            .batch_first = how & 4,
                            .sequence = how & 8 ? "s" : NULL,
                            .columns = how & 16 ? "a,b" : NULL,
                            .array = how & 32 ? "x" : NULL,
                            .frames = how & 64 ? 3 : 0};
    Error error = {0};
    if (!size)
        return 0;
    char *text = fuzz_text(data + 1, size - 1);
    InputData *read = inputs_of_bytes(text, size - 1, "fuzz", &options, &error);
    if (read)
        hold(read);
    else
        fuzz_hold_error(&error);
    inputs_free(read);
    free(text);
    FuzzFile made = fuzz_file(data + 1, size - 1);
    read = inputs_open(made.path, &options, &error);
    if (read)
        hold(read);
    else
        fuzz_hold_error(&error);
    inputs_free(read);
    close(made.file);
    return 0;
}
