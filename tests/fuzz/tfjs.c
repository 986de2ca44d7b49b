/* TensorFlow.js' model.json, with a file of numbers beside it that is as it should be. */
#include "network.h"

#include <fcntl.h>

static char folder[] = "/tmp/gatescope-fuzz-XXXXXX";

static void write_file(const char *name, const void *bytes, size_t size) {
    char path[64];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    HOLD(file >= 0 && write(file, bytes, size) == (ssize_t)size);
    close(file);
}

static void clean_up(void) {
    char path[64];
    static const char *const NAMES[] = {"/w.bin", "/model.json", ""};
    for (int k = 0; k < 3; k++) {
        snprintf(path, sizeof path, "%s%s", folder, NAMES[k]);
        remove(path);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static bool made;
    char path[64];
    if (!made) {
        static const float numbers[1024];
        HOLD(mkdtemp(folder));
        atexit(clean_up);
        write_file("w.bin", numbers, sizeof numbers);
        made = true;
    }
    write_file("model.json", data, size);
    snprintf(path, sizeof path, "%s/model.json", folder);
    fuzz_network(path);
    return 0;
}
