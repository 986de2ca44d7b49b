/* safetensors_write.c: writing the files of safetensors.h. */
#include <cJSON.h>
#include <stdio.h>
#include <string.h>

#include "files/bytes.h"
#include "files/safetensors.h"

static size_t data_count(const TensorData *tensor) {
    size_t count = 1;
    for (int side = 0; side < tensor->rank; side++)
        count *= tensor->shape[side];
    return count;
}

static cJSON *describe_tensor(const TensorData *tensor, size_t begin) {
    cJSON *entry = cJSON_CreateObject();
    cJSON_AddStringToObject(entry, "dtype", "F32");
    cJSON *shape = cJSON_AddArrayToObject(entry, "shape");
    for (int side = 0; side < tensor->rank; side++)
        cJSON_AddItemToArray(shape, cJSON_CreateNumber((double)tensor->shape[side]));
    cJSON *offsets = cJSON_AddArrayToObject(entry, "data_offsets");
    cJSON_AddItemToArray(offsets, cJSON_CreateNumber((double)begin));
    cJSON_AddItemToArray(offsets, cJSON_CreateNumber((double)(begin + 4 * data_count(tensor))));
    return entry;
}

/* The header's text, or NULL for lacking memory. */
static char *describe_tensors(const TensorData *tensors, int count, const TensorNote *notes,
                              int note_count) {
    cJSON *header = cJSON_CreateObject();
    size_t begin = 0;
    cJSON *metadata = note_count ? cJSON_AddObjectToObject(header, "__metadata__") : NULL;
    for (int k = 0; k < note_count; k++)
        cJSON_AddStringToObject(metadata, notes[k].key, notes[k].value);
    for (int k = 0; k < count; k++) {
        cJSON_AddItemToObject(header, tensors[k].name, describe_tensor(&tensors[k], begin));
        begin += 4 * data_count(&tensors[k]);
    }
    char *text = cJSON_PrintUnformatted(header);
    cJSON_Delete(header);
    return text;
}

static void write_little_endian(FILE *out, uint64_t value, int size) {
    for (int k = 0; k < size; k++)
        putc((int)(value >> (8 * k) & 255), out);
}

static void write_numbers(FILE *out, const TensorData *tensor) {
    size_t count = data_count(tensor);
    for (size_t k = 0; k < count; k++) {
        uint32_t bits;
        memcpy(&bits, &tensor->numbers[k], sizeof bits);
        write_little_endian(out, bits, 4);
    }
}

bool safetensors_write(const char *path, const TensorData *tensors, int count,
                       const TensorNote *notes, int note_count, Error *error) {
    NewFile file;
    char *header = describe_tensors(tensors, count, notes, note_count);
    if (!header)
        return error_memory(error, (size_t)count * 100, "the header of a safetensors file");
    bool good = new_file_open(&file, path, error);
    if (good) {
        size_t length = strlen(header), padding = (8 - length % 8) % 8; /* data begin aligned */
        write_little_endian(file.out, length + padding, 8);
        fprintf(file.out, "%s%*s", header, (int)padding, "");
        for (int k = 0; k < count; k++)
            write_numbers(file.out, &tensors[k]);
        good = new_file_close(&file, true, error);
    }
    cJSON_free(header);
    return good;
}
