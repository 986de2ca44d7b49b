/* Weights and trained models in safetensors files. */
#include "fuzz.h"

#include "files/network/network.h"
#include "files/tensors/safetensors.h"
#include "files/weights/model.h"

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
    FuzzFile made = fuzz_file(data, size);
    Error error = {0};
    ModelNotes notes;
    load_all(made.path);
    Network *network = network_open(made.path, NULL, &error);
    if (!network)
        fuzz_hold_error(&error);
    network_free(network);
    Model *model = model_file_read(made.path, &notes, &error);
    if (!model)
        fuzz_hold_error(&error);
    model_free(model);
    close(made.file);
    return 0;
}
