/* torch_set.c: the tensors of a pickle of PyTorch as a set, see torch_parts.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files/tensors/torch_parts.h"

/* ---- loading ---- */

/* Where reading stands in a storage. */
typedef struct Reading {
    TorchFile *file;
    const TorchBytes *where;
    zip_file_t *member; /* NULL: the legacy form */
    uint64_t at;
    int again;
} Reading;

static bool skip(Reading *reading, uint64_t bytes) {
    unsigned char some[4096];
    while (bytes > 0) {
        size_t part = bytes < sizeof some ? (size_t)bytes : sizeof some;
        if (zip_fread(reading->member, some, part) != (zip_int64_t)part)
            return false;
        bytes -= part;
    }
    return true;
}

/* What is packed can only be read on from where reading stands, or again from the beginning. */
static bool seek_packed(Reading *reading, uint64_t at) {
    enum { AGAIN_MOST = 8 };
    if (at < reading->at) {
        if (++reading->again > AGAIN_MOST)
            return false;
        zip_fclose(reading->member);
        reading->member = zip_fopen_index(reading->file->zip, reading->where->at, 0);
        reading->at = 0;
    }
    return reading->member && skip(reading, at - reading->at);
}

static bool seek_to(Reading *reading, uint64_t at) {
    if (!reading->member)
        return fseeko(reading->file->in, (off_t)(reading->where->at + at), SEEK_SET) == 0;
    if (at == reading->at)
        return true;
    return reading->where->packed ? seek_packed(reading, at)
                                  : zip_fseek(reading->member, (zip_int64_t)at, SEEK_SET) == 0;
}

static bool read_at(void *source, uint64_t at, unsigned char *bytes, size_t length) {
    Reading *reading = source;
    if (!seek_to(reading, at))
        return false;
    reading->at = at + length;
    return reading->member ? zip_fread(reading->member, bytes, length) == (zip_int64_t)length
                           : fread(bytes, 1, length, reading->file->in) == length;
}

static bool load(TensorSet *set, int index, float *numbers, Error *error) {
    TorchFile *file = set->file;
    const TorchArray *array = &file->arrays[index];
    Reading reading = {.file = file, .where = &array->where};
    if (file->zip)
        reading.member = zip_fopen_index(file->zip, array->where.at, 0);
    bool good = (reading.member || !file->zip) &&
                strided_read(&array->array, array->stored, read_at, &reading, numbers);
    if (reading.member)
        zip_fclose(reading.member);
    return good || tensors_fail(set, error, "the tensor cannot be read", set->tensors[index].name);
}

static const TensorDoor DOOR = {load, torch_file_close};

/* ---- what a pickle describes ---- */

static bool place_tensor(TensorSet *set, TorchFound *found, TorchArray *array, Error *error) {
    TorchFile *file = set->file;
    TorchTensor *tensor = &found->tensor;
    size_t bytes;
    if (!file->locate(file, &tensor->storage, &array->where))
        return tensors_fail(set, error, "the file lacks the numbers of a tensor", found->name);
    if (!sizes_multiply(tensor->storage.count, tensor->storage.type->size, &bytes) ||
        bytes > array->where.bytes)
        return tensors_fail(set, error, "a tensor's numbers are not all there", found->name);
    array->stored = bytes / tensor->type->size;
    array->array = tensor->array;
    array->array.offset += tensor->storage.offset;
    array->array.big_endian = file->big_endian;
    return strided_check(&array->array, array->stored) ||
           tensors_fail(set, error, "a tensor reaches beyond its numbers", found->name);
}

/* Much of little: numbers that stand for many, or are packed. `sum`: of all so far. */
static const char *bloats(const TorchFile *file, const TorchArray *array, size_t *sum) {
    size_t count = array->array.count;
    bool each_once = strided_plain(&array->array) && !array->where.packed;
    if (!each_once && tensors_bloat(count, file->bytes))
        return "more numbers than so small a file should be";
    if (tensors_bloat(*sum / 4 + count / 4, file->bytes))
        return "its numbers are shared by too many tensors";
    *sum += count;
    return NULL;
}

static bool take(TensorSet *set, int index, TorchFound *found, size_t *sum, Error *error) {
    TorchFile *file = set->file;
    TorchArray *array = &file->arrays[index];
    TensorInfo *info = &set->tensors[index];
    const TorchTensor *tensor = &found->tensor;
    info->lacks = tensor->lacks;
    info->curve = found->curve ? found->curve : torch_code_curve(file, found->class);
    info->rank = tensor->array.rank;
    memcpy(info->shape, tensor->array.shape, sizeof info->shape);
    snprintf(info->dtype, sizeof info->dtype, tensor->type->size ? "torch.%s" : "%s",
             tensor->type->name);
    info->count = 1;
    for (int k = 0; k < info->rank; k++)
        if (!sizes_multiply(info->count, info->shape[k], &info->count))
            return tensors_fail(set, error, "a tensor's shape cannot be used", found->name);
    if (!info->lacks && !place_tensor(set, found, array, error))
        return false;
    if (!info->lacks)
        info->lacks = bloats(file, array, sum);
    info->numbers = !info->lacks;
    return tensors_name(info, found->name, error);
}

static const char *format_of(const TorchWalk *walk, const char *format) {
    return format         ? format
           : walk->module ? "PyTorch module"
           : walk->prefix ? "PyTorch checkpoint"
                          : "PyTorch state dict";
}

static bool holds(const PickleValue *text, const char *part) {
    size_t length = strlen(part);
    for (size_t at = 0; text->kind == PICKLE_TEXT && at + length <= text->length; at++)
        if (memcmp(text->text + at, part, length) == 0)
            return true;
    return false;
}

/* Of a class, or as a text in what it was made of. */
static bool is_quantised(const PickleNode *node) {
    static const char WORD[] = "quantized";
    bool found = node->name.kind == PICKLE_TEXT && holds(&node->of, WORD);
    for (size_t k = 0; !found && k < node->count; k++)
        found = holds(&node->items[k], WORD);
    return found;
}

/* Quantised layers keep their weights in objects of PyTorch's own making, not in tensors. */
static bool fail_empty(const TensorSet *set, const Pickle *pickle, Error *error) {
    const PickleNode *node = pickle->nodes;
    while (node && !is_quantised(node))
        node = node->next;
    tensors_fail(set, error,
                 node ? "the file holds no tensors: its weights are quantised"
                      : "the file holds no tensors",
                 NULL);
    if (node)
        error_hint(error, "save the state_dict of the model before it is quantised");
    return false;
}

static bool take_all(TensorSet *set, TorchWalk *walk, Error *error) {
    TorchFile *file = set->file;
    size_t sum = 0;
    file->arrays = calloc((size_t)walk->count, sizeof *file->arrays);
    if (!file->arrays)
        return error_memory(error, (size_t)walk->count * sizeof *file->arrays, "tensors");
    bool good = tensors_list(set, (size_t)walk->count, error);
    for (int k = 0; good && k < walk->count; k++)
        good = take(set, k, &walk->found[k], &sum, error);
    return good;
}

bool torch_file_fill(TensorSet *set, const Pickle *pickle, const char *format, Error *error) {
    TorchWalk walk;
    bool good = torch_walk(&walk, &pickle->root, error) || error_in_file(error, set->path);
    set->format = format_of(&walk, format);
    good = good && (walk.count || fail_empty(set, pickle, error)) && take_all(set, &walk, error);
    torch_walk_free(&walk);
    return good;
}

void torch_file_close(void *source) {
    TorchFile *file = source;
    if (file->zip)
        zip_discard(file->zip);
    if (file->in)
        fclose(file->in);
    free(file->arrays);
    free(file->members);
    free(file->parts);
    free(file);
}

TorchFile *torch_file_begin(TensorSet *set, Error *error) {
    TorchFile *file = calloc(1, sizeof *file);
    if (!file) {
        error_memory(error, sizeof *file, "a file of PyTorch");
        return NULL;
    }
    set->door = &DOOR;
    set->file = file;
    return file;
}

size_t torch_file_budget(const TorchFile *file) {
    enum { FREE_BYTES = 40 << 20 };
    return FREE_BYTES + (size_t)(file->bytes / 4);
}
