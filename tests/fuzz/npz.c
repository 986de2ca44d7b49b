/* Arrays in .npz archives, and Keras' weights in them. */
#include "fuzz.h"

#include "files/tensors/npz.h"
#include "files/weights/keras.h"

enum { MOST = 1 << 16 }; /* numbers of an array that is loaded */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    FuzzFile made = fuzz_file(data, size);
    Error error = {0};
    CellSpec spec = cell_spec(CELL_LSTM, 2, 3);
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
    Cell *cell = cell_new(&spec, &error);
    HOLD(cell);
    if (!keras_weights_read(cell, made.path, 0, &error))
        fuzz_hold_error(&error);
    cell_free(cell);
    close(made.file);
    return 0;
}
