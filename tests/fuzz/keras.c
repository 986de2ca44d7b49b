/* HDF5 files, Keras' archives with one inside, and their configurations. */
#include "network.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    FuzzFile made = fuzz_file(data, size);
    fuzz_network(made.path);
    close(made.file);
    return 0;
}
