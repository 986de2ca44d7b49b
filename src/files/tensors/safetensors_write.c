/* safetensors_write.c: writing the files of safetensors.h. */
#include <cJSON.h>
#include <stdio.h>
#include <string.h>

#include "base/new_file.h"
#include "files/json/write.h"
#include "files/tensors/safetensors.h"

static size_t data_count(const TensorData *tensor) {
    size_t count = 1;
    for (int side = 0; side < tensor->rank; side++)
        count *= tensor->shape[side];
    return count;
}

static bool describe_tensor(cJSON *header, const TensorData *tensor, size_t begin) {
    cJSON *entry = cJSON_CreateObject();
    bool good =
        json_put(header, tensor->name, entry) && cJSON_AddStringToObject(entry, "dtype", "F32");
    cJSON *shape = good ? cJSON_AddArrayToObject(entry, "shape") : NULL;
    for (int side = 0; side < tensor->rank && good; side++)
        good = json_append(shape, cJSON_CreateNumber((double)tensor->shape[side]));
    cJSON *offsets = good ? cJSON_AddArrayToObject(entry, "data_offsets") : NULL;
    double end = (double)(begin + 4 * data_count(tensor));
    return shape && json_append(offsets, cJSON_CreateNumber((double)begin)) &&
           json_append(offsets, cJSON_CreateNumber(end));
}

static bool add_notes(cJSON *header, const TensorNote *notes, int count) {
    cJSON *metadata = count ? cJSON_AddObjectToObject(header, "__metadata__") : NULL;
    for (int k = 0; k < count; k++)
        if (!cJSON_AddStringToObject(metadata, notes[k].key, notes[k].value))
            return false;
    return true;
}

/* The header's text, or NULL for lacking memory. */
static char *describe_tensors(const TensorData *tensors, int count, const TensorNote *notes,
                              int note_count) {
    cJSON *header = cJSON_CreateObject();
    size_t begin = 0;
    bool good = header && add_notes(header, notes, note_count);
    for (int k = 0; k < count && good; k++) {
        good = describe_tensor(header, &tensors[k], begin);
        begin += 4 * data_count(&tensors[k]);
    }
    char *text = good ? cJSON_PrintUnformatted(header) : NULL;
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
