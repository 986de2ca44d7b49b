/* Arrays in .npz archives, and Keras' weights in them. */
#include "fuzz.h"

#include "files/network/network.h"
#include "files/tensors/npz.h"

enum { MOST = 1 << 16 }; /* numbers of an array that is loaded */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    FuzzFile made = fuzz_file(data, size);
    Error error = {0};
    NpzFile *file = npz_open(made.path, &error);
    if (!file)
        fuzz_hold_error(&error);
    for (int k = 0; file && k < npz_count(file); k++) {
        const NpzArray *array = npz_at(file, k);
        float *numbers = malloc(array->count < MOST ? array->count * sizeof *numbers + 1 : 1);
        HOLD(numbers && array->name);
        if (array->readable && array->count < MOST && !npz_load(file, array, numbers, &error))
            fuzz_hold_error(&error);
        free(numbers);
    }
    npz_close(file);
    Network *network = network_open(made.path, NULL, &error);
    if (!network)
        fuzz_hold_error(&error);
    network_free(network);
    close(made.file);
    return 0;
}
