/* Pickles in PyTorch's archives: the bytes become the data.pkl of a sound zip archive, which has one
 * storage, data/0, of 64 bytes. */
#include "fuzz.h"

#include <zlib.h>

#include "files/tensors/tensors.h"

enum { ROOM = 1 << 16, STORED = 64, MOST = 1 << 16, LOADED = 256 /* tensors of a file */ };

typedef struct Archive {
    uint8_t *bytes;
    size_t length;
    uint8_t directory[512];
    size_t directory_length;
    int members;
} Archive;

static void put(uint8_t *to, size_t *length, uint32_t value, int size) {
    for (int k = 0; k < size; k++)
        to[(*length)++] = (uint8_t)(value >> (8 * k));
}

/* What a member's header and its entry in the directory have in common. */
static void put_description(uint8_t *to, size_t *length, const char *name, const uint8_t *data,
                            size_t size) {
    put(to, length, 10, 2); /* version */
    put(to, length, 0, 2);  /* flags */
    put(to, length, 0, 2);  /* stored */
    put(to, length, 0x5a210000, 4);
    put(to, length, (uint32_t)crc32(0, data, (uInt)size), 4);
    put(to, length, (uint32_t)size, 4);
    put(to, length, (uint32_t)size, 4);
    put(to, length, (uint32_t)strlen(name), 2);
    put(to, length, 0, 2);
}

static void add_member(Archive *archive, const char *name, const uint8_t *data, size_t size) {
    uint32_t begin = (uint32_t)archive->length;
    put(archive->bytes, &archive->length, 0x04034b50, 4);
    put_description(archive->bytes, &archive->length, name, data, size);
    memcpy(archive->bytes + archive->length, name, strlen(name));
    archive->length += strlen(name);
    memcpy(archive->bytes + archive->length, data, size);
    archive->length += size;
    uint8_t *directory = archive->directory;
    size_t *length = &archive->directory_length;
    put(directory, length, 0x02014b50, 4);
    put(directory, length, 20, 2);
    put_description(directory, length, name, data, size);
    put(directory, length, 0, 2); /* comment */
    put(directory, length, 0, 2); /* disk */
    put(directory, length, 0, 2);
    put(directory, length, 0, 4);
    put(directory, length, begin, 4);
    memcpy(directory + *length, name, strlen(name));
    *length += strlen(name);
    archive->members++;
}

static void end_archive(Archive *archive) {
    uint32_t begin = (uint32_t)archive->length;
    memcpy(archive->bytes + begin, archive->directory, archive->directory_length);
    archive->length += archive->directory_length;
    put(archive->bytes, &archive->length, 0x06054b50, 4);
    put(archive->bytes, &archive->length, 0, 4); /* disks */
    put(archive->bytes, &archive->length, (uint32_t)archive->members, 2);
    put(archive->bytes, &archive->length, (uint32_t)archive->members, 2);
    put(archive->bytes, &archive->length, (uint32_t)archive->directory_length, 4);
    put(archive->bytes, &archive->length, begin, 4);
    put(archive->bytes, &archive->length, 0, 2); /* comment */
}

static void hold_tensors(TensorSet *set) {
    Error error = {0};
    for (int k = 0; k < set->count && k < LOADED; k++) {
        const TensorInfo *info = &set->tensors[k];
        HOLD(tensors_find(set, info->name) == k && info->rank <= TENSOR_SIDES);
        if (!info->numbers || info->count > MOST)
            continue;
        float *numbers = malloc(info->count * sizeof *numbers + 1);
        HOLD(numbers);
        HOLD(tensors_load(set, k, numbers, &error));
        free(numbers);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static uint8_t stored[STORED];
    Error error = {0};
    if (size > ROOM)
        return 0;
    Archive archive = {.bytes = malloc(size + 2048)};
    HOLD(archive.bytes);
    for (int k = 0; k < STORED; k++)
        stored[k] = (uint8_t)(k % 4 < 2 ? 0 : 60 + k);
    add_member(&archive, "a/data.pkl", data, size);
    add_member(&archive, "a/data/0", stored, STORED);
    end_archive(&archive);
    FuzzFile made = fuzz_file(archive.bytes, archive.length);
    TensorSet *set = tensors_open(made.path, &error);
    if (set)
        hold_tensors(set);
    else
        fuzz_hold_error(&error);
    HOLD(set || !strstr(error.found, "zip archive that cannot be read"));
    tensors_close(set);
    close(made.file);
    free(archive.bytes);
    return 0;
}
