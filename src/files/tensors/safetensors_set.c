/* safetensors_set.c: safetensors as a door: one file, or several shards that an index beside them
 * lists. The index (model.safetensors.index.json) has {"weight_map": {NAME: SHARD, ...}}. A shard is
 * a file in the index's own folder, and no path; where the index is a link, as in the caches of
 * Hugging Face, so are the shards, and they lead to the folder where the index really lies. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/bytes.h"
#include "files/tensors/door.h"
#include "files/tensors/json_bounded.h"
#include "files/tensors/safetensors.h"

enum { SHARDS_MOST = 256, INDEX_MOST = 16 << 20, INDEX_DEPTH = 8 };

typedef struct Shard {
    char *name; /* as the index has it; NULL: the set's own file */
    TensorFile *file;
} Shard;

typedef struct Source {
    int shard;
    const Tensor *tensor;
} Source;

typedef struct Shards {
    Shard *items;
    int count, capacity;
    Source *sources; /* of each array of the set */
} Shards;

static void close_shards(void *file) {
    Shards *shards = file;
    for (int k = 0; k < shards->count; k++) {
        safetensors_close(shards->items[k].file);
        free(shards->items[k].name);
    }
    free(shards->items);
    free(shards->sources);
    free(shards);
}

static bool load(TensorSet *set, int index, float *numbers, Error *error) {
    const Shards *shards = set->file;
    const Source *source = &shards->sources[index];
    return safetensors_load(shards->items[source->shard].file, source->tensor, numbers, error);
}

static const TensorDoor DOOR = {load, close_shards};

static Shards *begin_set(TensorSet *set, const char *format, Error *error) {
    Shards *shards = calloc(1, sizeof *shards);
    if (!shards) {
        error_memory(error, sizeof *shards, "a list of shards");
        return NULL;
    }
    set->format = format;
    set->door = &DOOR;
    set->file = shards;
    return shards;
}

/* A shard more, not opened yet. */
static Shard *add_shard(Shards *shards, const char *name, Error *error) {
    Shard *items = array_room(shards->items, &shards->capacity, shards->count, 1, sizeof *items);
    char *copy = name ? malloc(strlen(name) + 1) : NULL;
    if (items)
        shards->items = items;
    if (!items || (name && !copy)) {
        free(copy);
        error_memory(error, sizeof *items, "a list of shards");
        return NULL;
    }
    if (name)
        memcpy(copy, name, strlen(name) + 1);
    items[shards->count] = (Shard){.name = copy};
    return &items[shards->count++];
}

static bool describe(TensorInfo *info, const Tensor *tensor, Error *error) {
    memcpy(info->dtype, tensor->dtype, sizeof tensor->dtype);
    info->numbers = tensor->type != NUMBER_NONE;
    info->lacks = info->numbers ? NULL : "no floats";
    info->rank = tensor->rank;
    memcpy(info->shape, tensor->shape, sizeof tensor->shape);
    info->count = tensor->count;
    return tensors_name(info, tensor->name, error);
}

static bool take(TensorSet *set, int index, int shard, const Tensor *tensor, Error *error) {
    Shards *shards = set->file;
    shards->sources[index] = (Source){shard, tensor};
    return describe(&set->tensors[index], tensor, error);
}

static bool make_room(TensorSet *set, size_t count, Error *error) {
    Shards *shards = set->file;
    shards->sources = calloc(count + 1, sizeof *shards->sources);
    return shards->sources ? tensors_list(set, count, error)
                           : error_memory(error, count * sizeof(Source), "a list of arrays");
}

/* ---- one file ---- */

/* The header's length, which is below 2^40, and the first key of an object. */
bool safetensors_begins(const FileHead *head) {
    const unsigned char *bytes = head->bytes;
    return head->length > 9 && !bytes[5] && !bytes[6] && !bytes[7] && bytes[8] == '{' &&
           strchr("\"} ", bytes[9]);
}

bool safetensors_tensors(TensorSet *set, Error *error) {
    Shards *shards = begin_set(set, "safetensors", error);
    Shard *shard = shards ? add_shard(shards, NULL, error) : NULL;
    if (!shard)
        return false;
    TensorFile *file = shard->file = safetensors_open(set->path, error);
    bool good = file && make_room(set, (size_t)safetensors_count(file), error);
    for (int k = 0; good && k < set->count; k++) {
        const Tensor *tensor = safetensors_at(file, k);
        good = take(set, tensor->position, 0, tensor, error);
    }
    return good;
}

/* ---- shards ---- */

bool sharded_begins(const FileHead *head) {
    return head_json(head, "weight_map");
}

/* A name with a slash or of dots only is a path, and leads elsewhere. */
static bool is_plain(const char *name) {
    return *name && !strchr(name, '/') && strcmp(name, ".") != 0 && strcmp(name, "..") != 0;
}

/* The folder where a path really lies, the caller's; NULL: it is not there. */
static char *real_folder(const char *path) {
    char *real = realpath(path, NULL), *slash = real ? strrchr(real, '/') : NULL;
    if (slash)
        slash[1] = '\0';
    return real;
}

static bool lies_beside(const char *path, const char *index) {
    char *folder = real_folder(path), *own = real_folder(index);
    bool beside = folder && own && strcmp(folder, own) == 0;
    free(folder);
    free(own);
    return beside;
}

/* The shard's path, the caller's. */
static char *shard_path(const TensorSet *set, const char *name, Error *error) {
    const char *slash = strrchr(set->path, '/');
    size_t folder = slash ? (size_t)(slash - set->path) + 1 : 0;
    size_t size = folder + strlen(name) + 1;
    char *path = malloc(size);
    if (path)
        snprintf(path, size, "%.*s%s", (int)folder, set->path, name);
    else
        error_memory(error, size, "the name of a shard");
    return path;
}

static TensorFile *open_shard(const TensorSet *set, const char *name, Error *error) {
    TensorFile *file = NULL;
    if (!is_plain(name)) {
        tensors_fail(set, error, "a shard is no file beside its index", name);
        return NULL;
    }
    char *path = shard_path(set, name, error);
    if (path)
        file = safetensors_open(path, error);
    if (file && !lies_beside(path, set->path)) {
        tensors_fail(set, error, "a shard lies outside its index's folder", name);
        safetensors_close(file);
        file = NULL;
    }
    free(path);
    return file;
}

/* The shard of that name, opened when it is first named; -1 and an error. Names that follow each
 * other are mostly of one shard. */
static int find_shard(const TensorSet *set, const char *name, Error *error) {
    Shards *shards = set->file;
    for (int k = shards->count; k-- > 0;)
        if (strcmp(shards->items[k].name, name) == 0)
            return k;
    if (shards->count == SHARDS_MOST) {
        tensors_fail(set, error, "the index names too many shards", NULL);
        error_expected(error, "at most %d", SHARDS_MOST);
        return -1;
    }
    TensorFile *file = open_shard(set, name, error);
    Shard *shard = file ? add_shard(shards, name, error) : NULL;
    if (!shard) {
        safetensors_close(file);
        return -1;
    }
    shard->file = file;
    return shards->count - 1;
}

static bool take_entry(TensorSet *set, int index, const cJSON *entry, Error *error) {
    const Shards *shards = set->file;
    if (!cJSON_IsString(entry))
        return tensors_fail(set, error, "the index names no shard for an array", entry->string);
    int shard = find_shard(set, entry->valuestring, error);
    if (shard < 0)
        return false;
    const Tensor *tensor = safetensors_find(shards->items[shard].file, entry->string);
    if (!tensor)
        return tensors_fail(set, error, "its shard lacks an array of the index", entry->string);
    return take(set, index, shard, tensor, error);
}

static bool read_index(TensorSet *set, const cJSON *index, Error *error) {
    const cJSON *map = cJSON_GetObjectItemCaseSensitive(index, "weight_map"), *entry;
    int k = 0;
    if (!cJSON_IsObject(map))
        return tensors_fail(set, error, "the index has no \"weight_map\"", NULL);
    bool good = make_room(set, (size_t)cJSON_GetArraySize(map), error);
    cJSON_ArrayForEach(entry, map) {
        good = good && take_entry(set, k++, entry, error);
    }
    return good;
}

bool sharded_tensors(TensorSet *set, Error *error) {
    size_t length;
    if (!begin_set(set, "safetensors in shards", error))
        return false;
    char *text = bytes_read(set->path, INDEX_MOST, &length, error);
    if (!text)
        return false;
    cJSON *index = json_parse_bounded(text, length, INDEX_DEPTH, error);
    free(text);
    if (!index)
        return error_in_file(error, set->path);
    bool good = read_index(set, index, error);
    cJSON_Delete(index);
    return good;
}
