/* IDX files, packed by gzip or not: the first two bytes say how long the pictures are, the labels
 * follow. */
#include "fuzz.h"

#include "files/data/digits.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 2)
        return 0;
    size_t first = (size_t)data[0] | (size_t)data[1] << 8;
    data += 2;
    size -= 2;
    first = first < size ? first : size;
    FuzzFile images = fuzz_file(data, first), labels = fuzz_file(data + first, size - first);
    DigitSet set = {0};
    Error error = {0};
    if (!digit_set_read(&set, images.path, labels.path, &error))
        fuzz_hold_error(&error);
    digit_set_free(&set);
    close(images.file);
    close(labels.file);
    return 0;
}
