/* Files of arrays, whatever their format: what is opened is read. */
#include "fuzz.h"

#include "files/tensors/tensors.h"

enum { MOST = 1 << 16, LOADED = 256 }; /* numbers of an array that is loaded; arrays of a file */

static void hold_array(TensorSet *set, int index) {
    Error error = {0};
    const TensorInfo *info = &set->tensors[index];
    size_t count = 1;
    for (int k = 0; k < info->rank; k++)
        count *= info->shape[k];
    HOLD(info->rank <= TENSOR_SIDES && tensors_find(set, info->name) == index);
    HOLD(!info->numbers || (count == info->count && !info->lacks));
    if (info->numbers && info->count > MOST)
        return;
    float *numbers = malloc((info->numbers ? info->count : 0) * sizeof *numbers + 1);
    HOLD(numbers);
    if (!tensors_load(set, index, numbers, &error))
        fuzz_hold_error(&error);
    else
        HOLD(info->numbers);
    free(numbers);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    FuzzFile made = fuzz_file(data, size);
    Error error = {0};
    TensorSet *set = tensors_open(made.path, &error);
    if (!set)
        fuzz_hold_error(&error);
    for (int k = 0; set && k < set->count && k < LOADED; k++)
        hold_array(set, k);
    tensors_close(set);
    close(made.file);
    return 0;
}
