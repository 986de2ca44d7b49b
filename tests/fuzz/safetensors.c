/* Weights and trained models in safetensors files. */
#include "fuzz.h"

#include "files/tensors/safetensors.h"
#include "files/weights/model.h"
#include "files/weights/torch.h"

static void load_all(const char *path) {
    Error error = {0};
    TensorFile *file = safetensors_open(path, &error);
    if (!file) {
        fuzz_hold_error(&error);
        return;
    }
    for (int k = 0; k < safetensors_count(file); k++) {
        const Tensor *tensor = safetensors_at(file, k);
        HOLD(safetensors_find(file, tensor->name));
        float *numbers = malloc(tensor->count * sizeof *numbers + 1);
        HOLD(numbers);
        if (!safetensors_load(file, tensor, numbers, &error))
            fuzz_hold_error(&error);
        free(numbers);
    }
    safetensors_close(file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const CellKind KINDS[] = {CELL_LSTM, CELL_GRU, CELL_RNN};
    FuzzFile made = fuzz_file(data, size);
    Error error = {0};
    ModelNotes notes;
    load_all(made.path);
    for (int k = 0; k < 3; k++) {
        CellSpec spec = cell_spec(KINDS[k], 1, 2);
        spec.reset_after = true;
        Cell *cell = cell_new(&spec, &error);
        HOLD(cell);
        if (!torch_weights_read(cell, made.path, 0, &error))
            fuzz_hold_error(&error);
        cell_free(cell);
    }
    Model *model = model_file_read(made.path, &notes, &error);
    if (!model)
        fuzz_hold_error(&error);
    model_free(model);
    close(made.file);
    return 0;
}
