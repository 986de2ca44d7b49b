/* safetensors.c: see safetensors.h. */
#include "files/tensors/safetensors.h"

#include <assert.h>
#include <cJSON.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/bytes.h"
#include "files/tensors/json_bounded.h"

enum { HEADER_MOST = 16 << 20, HEADER_DEPTH = 8, PREFIX = 8, SHARED_MOST = 48 << 20 };

static const char METADATA[] = "__metadata__";

struct TensorFile {
    FILE *in;
    char *path;
    uint64_t data;  /* offset of the first byte of data */
    uint64_t bytes; /* of data */
    Tensor *tensors;
    int count;
    cJSON *metadata; /* NULL: there is none */
};

/* Types that are no floats have sizes too: their lengths are checked all the same. */
static const struct {
    const char *name;
    NumberType type;
    size_t size;
} TYPES[] = {
    {"F64", NUMBER_F64, 8},   {"F32", NUMBER_F32, 4},         {"F16", NUMBER_F16, 2},
    {"BF16", NUMBER_BF16, 2}, {"F8_E4M3", NUMBER_F8_E4M3, 1}, {"F8_E5M2", NUMBER_F8_E5M2, 1},
    {"I64", NUMBER_NONE, 8},  {"U64", NUMBER_NONE, 8},        {"I32", NUMBER_NONE, 4},
    {"U32", NUMBER_NONE, 4},  {"I16", NUMBER_NONE, 2},        {"U16", NUMBER_NONE, 2},
    {"I8", NUMBER_NONE, 1},   {"U8", NUMBER_NONE, 1},         {"BOOL", NUMBER_NONE, 1}};

static bool fail(const TensorFile *file, Error *error, const char *what, const char *tensor) {
    if (tensor)
        error_set(error, "%s: \"%.80s\"", what, tensor);
    else
        error_set(error, "%s", what);
    error_in_file(error, file->path);
    return false;
}

static bool fail_system(const TensorFile *file, Error *error) {
    int number = errno;
    return fail(file, error, number ? strerror(number) : "cannot read the file", NULL);
}

static bool read_shape(Tensor *tensor, const cJSON *shape) {
    const cJSON *side;
    uint64_t length;
    tensor->count = 1;
    if (!cJSON_IsArray(shape) || cJSON_GetArraySize(shape) > TENSOR_RANK)
        return false;
    cJSON_ArrayForEach(side, shape) {
        if (!json_whole(side, &length) || length > SIZE_MAX ||
            !sizes_multiply(tensor->count, (size_t)length, &tensor->count))
            return false;
        tensor->shape[tensor->rank++] = (size_t)length;
    }
    return true;
}

static bool read_type(Tensor *tensor, const cJSON *dtype, size_t *size) {
    if (!cJSON_IsString(dtype))
        return false;
    snprintf(tensor->dtype, sizeof tensor->dtype, "%s", dtype->valuestring);
    tensor->type = NUMBER_NONE;
    *size = 0; /* a type that is not known is let be: its length cannot be checked */
    for (size_t k = 0; k < sizeof TYPES / sizeof *TYPES; k++)
        if (strcmp(TYPES[k].name, dtype->valuestring) == 0) {
            tensor->type = TYPES[k].type;
            *size = TYPES[k].size;
        }
    return true;
}

static bool read_offsets(Tensor *tensor, const cJSON *offsets) {
    return cJSON_IsArray(offsets) && cJSON_GetArraySize(offsets) == 2 &&
           json_whole(offsets->child, &tensor->begin) &&
           json_whole(offsets->child->next, &tensor->end);
}

static bool read_tensor(TensorFile *file, const cJSON *entry, Error *error) {
    Tensor *tensor = &file->tensors[file->count];
    size_t size, bytes;
    const char *name = entry->string;
    if (!cJSON_IsObject(entry))
        return fail(file, error, "the header's entry is no object", name);
    if (!read_type(tensor, cJSON_GetObjectItemCaseSensitive(entry, "dtype"), &size))
        return fail(file, error, "a tensor has no dtype", name);
    if (!read_shape(tensor, cJSON_GetObjectItemCaseSensitive(entry, "shape")))
        return fail(file, error, "a tensor's shape cannot be used", name);
    if (!read_offsets(tensor, cJSON_GetObjectItemCaseSensitive(entry, "data_offsets")))
        return fail(file, error, "a tensor's data_offsets cannot be used", name);
    if (tensor->begin > tensor->end || tensor->end > file->bytes)
        return fail(file, error, "a tensor lies outside the file", name);
    if (size &&
        (!sizes_multiply(tensor->count, size, &bytes) || bytes != tensor->end - tensor->begin))
        return fail(file, error, "a tensor's length is not that of its shape", name);
    tensor->position = file->count;
    tensor->name = malloc(strlen(name) + 1);
    if (!tensor->name)
        return error_memory(error, strlen(name), "the name of a tensor");
    memcpy(tensor->name, name, strlen(name) + 1);
    file->count++;
    return true;
}

static int compare_begins(const void *a, const void *b) {
    const Tensor *first = a, *second = b;
    if (first->begin != second->begin)
        return first->begin < second->begin ? -1 : 1;
    return (first->end > second->end) - (first->end < second->end);
}

static int compare_names(const void *a, const void *b) {
    return strcmp(((const Tensor *)a)->name, ((const Tensor *)b)->name);
}

static bool overlap(const Tensor *tensor, const Tensor *before) {
    bool same = tensor->begin == before->begin && tensor->end == before->end;
    return tensor->begin < before->end && !same;
}

/* Neighbours in the order of their data must not overlap, unless they are the same, which may make
 * only so many bytes of the file's. */
static bool check_data(TensorFile *file, Error *error) {
    uint64_t shared = 0;
    qsort(file->tensors, (size_t)file->count, sizeof(Tensor), compare_begins);
    for (int k = 1; k < file->count; k++) {
        const Tensor *tensor = &file->tensors[k];
        if (overlap(tensor, tensor - 1))
            return fail(file, error, "a tensor overlaps another", tensor->name);
        shared += tensor->begin < tensor[-1].end ? tensor->end - tensor->begin : 0;
        if (shared > file->bytes + SHARED_MOST)
            return fail(file, error, "too many tensors share their bytes", tensor->name);
    }
    return true;
}

/* The order of names stays, and safetensors_find uses it. */
static bool check_names(TensorFile *file, Error *error) {
    qsort(file->tensors, (size_t)file->count, sizeof(Tensor), compare_names);
    for (int k = 1; k < file->count; k++)
        if (compare_names(&file->tensors[k], &file->tensors[k - 1]) == 0)
            return fail(file, error, "a tensor's name stands twice", file->tensors[k].name);
    return true;
}

static bool read_entries(TensorFile *file, const cJSON *header, Error *error) {
    const cJSON *entry;
    if (!cJSON_IsObject(header))
        return fail(file, error, "the header is no JSON object", NULL);
    size_t count = (size_t)cJSON_GetArraySize(header);
    file->tensors = calloc(count + 1, sizeof *file->tensors);
    if (!file->tensors)
        return error_memory(error, count * sizeof *file->tensors, "a list of tensors");
    cJSON_ArrayForEach(entry, header) {
        if (strcmp(entry->string, METADATA) != 0 && !read_tensor(file, entry, error))
            return false;
    }
    return file->count == 0 || (check_data(file, error) && check_names(file, error));
}

static bool parse_header(TensorFile *file, const char *text, size_t length, Error *error) {
    cJSON *header = json_parse_bounded(text, length, HEADER_DEPTH, error);
    if (!header)
        return error_in_file(error, file->path);
    bool good = read_entries(file, header, error);
    file->metadata = cJSON_DetachItemFromObjectCaseSensitive(header, METADATA);
    cJSON_Delete(header);
    return good;
}

static bool read_header(TensorFile *file, Error *error) {
    unsigned char prefix[PREFIX];
    if (fseeko(file->in, 0, SEEK_END) != 0)
        return fail_system(file, error);
    uint64_t size = (uint64_t)ftello(file->in);
    rewind(file->in);
    errno = 0;
    if (size < PREFIX || fread(prefix, 1, PREFIX, file->in) != PREFIX)
        return fail(file, error, "the file is too short to be a safetensors file", NULL);
    uint64_t length = little_endian(prefix, PREFIX);
    if (length > HEADER_MOST || length > size - PREFIX)
        return fail(file, error, "this is no safetensors file: its header does not fit", NULL);
    file->data = PREFIX + length;
    file->bytes = size - file->data;
    char *text = malloc((size_t)length + 1);
    if (!text)
        return error_memory(error, (size_t)length, "the header of a safetensors file");
    bool good = fread(text, 1, (size_t)length, file->in) == length || fail_system(file, error);
    text[length] = '\0';
    good = good && parse_header(file, text, (size_t)length, error);
    free(text);
    return good;
}

static bool open_file(TensorFile *file, Error *error) {
    int in = bytes_open(file->path, error);
    if (in < 0)
        return false;
    errno = 0;
    file->in = fdopen(in, "rb");
    if (file->in)
        return true;
    fail_system(file, error);
    close(in);
    return false;
}

TensorFile *safetensors_open(const char *path, Error *error) {
    TensorFile *file = calloc(1, sizeof *file);
    if (file)
        file->path = malloc(strlen(path) + 1);
    if (!file || !file->path) {
        free(file);
        error_memory(error, strlen(path), "the name of a file");
        return NULL;
    }
    memcpy(file->path, path, strlen(path) + 1);
    if (open_file(file, error) && read_header(file, error))
        return file;
    safetensors_close(file);
    return NULL;
}

void safetensors_close(TensorFile *file) {
    if (!file)
        return;
    for (int k = 0; k < file->count; k++)
        free(file->tensors[k].name);
    if (file->in)
        fclose(file->in);
    cJSON_Delete(file->metadata);
    free(file->tensors);
    free(file->path);
    free(file);
}

int safetensors_count(const TensorFile *file) {
    return file->count;
}

const Tensor *safetensors_at(const TensorFile *file, int index) {
    assert(index >= 0 && index < file->count);
    return &file->tensors[index];
}

const Tensor *safetensors_find(const TensorFile *file, const char *name) {
    int low = 0, high = file->count;
    while (low < high) {
        int middle = (low + high) / 2, order = strcmp(name, file->tensors[middle].name);
        if (order == 0)
            return &file->tensors[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

const char *safetensors_note(const TensorFile *file, const char *key) {
    return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(file->metadata, key));
}

bool safetensors_load(TensorFile *file, const Tensor *tensor, float *numbers, Error *error) {
    unsigned char chunk[8 * 512];
    if (tensor->type == NUMBER_NONE) {
        fail(file, error, "a tensor's type cannot be used", tensor->name);
        error_expected(error, "F32, F64, F16, BF16, F8_E4M3 or F8_E5M2");
        error_found(error, "%s", tensor->dtype);
        return false;
    }
    size_t size = number_size(tensor->type);
    errno = 0;
    if (fseeko(file->in, (off_t)(file->data + tensor->begin), SEEK_SET) != 0)
        return fail_system(file, error);
    for (size_t done = 0; done < tensor->count;) {
        size_t some = tensor->count - done < 512 ? tensor->count - done : 512;
        if (fread(chunk, size, some, file->in) != some)
            return fail_system(file, error);
        numbers_read(numbers + done, chunk, some, tensor->type, false);
        done += some;
    }
    return true;
}
