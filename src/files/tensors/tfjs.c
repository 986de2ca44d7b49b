/* tfjs.c: the door to TensorFlow.js' models: model.json, which says what the network is and lists the
 * arrays, and beside it the files with their numbers, in groups: a group's arrays lie behind each
 * other in its files, as if these were one. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"
#include "base/bytes.h"
#include "files/tensors/door.h"
#include "files/tensors/json_bounded.h"
#include "files/tensors/numbers.h"
#include "files/tensors/path.h"

enum { JSON_MOST = 32 << 20, JSON_DEPTH = 100, ARRAYS_MOST = 1 << 15, SHARDS_MOST = 1024 };

/* A file of numbers. */
typedef struct Shard {
    char *path; /* owned */
    int group;
    uint64_t begin, size; /* in its group */
} Shard;

typedef enum Stored { STORED_FLOAT, STORED_BYTE, STORED_PAIR } Stored; /* uint8, uint16 */

typedef struct Placed {
    int group;
    uint64_t begin;
    Stored stored;
    NumberType number;
    double scale, least; /* of what is stored as integers */
} Placed;

typedef struct Tfjs {
    Shard *shards;
    int shard_count, shard_capacity;
    Placed *arrays; /* by the set's index */
    int capacity;
} Tfjs;

typedef struct Listing {
    TensorSet *set;
    Tfjs *own;
    int capacity, group;
    uint64_t size, at; /* of the group's files; where the next array begins */
    const char *last;  /* the name of the group's last file */
    Error *error;
} Listing;

static const cJSON *member(const cJSON *object, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

static const char *text_of(const cJSON *object, const char *key) {
    return cJSON_GetStringValue(member(object, key));
}

/* ---- files of numbers ---- */

static bool fail_shard(Listing *listing, const char *name, const char *why) {
    error_set(listing->error, "\"%.60s\", which holds its numbers: %.100s", name, why);
    return error_in_file(listing->error, listing->set->path);
}

static bool add_shard(Listing *listing, const char *name) {
    Tfjs *own = listing->own;
    Error error = {0};
    struct stat status;
    if (own->shard_count == SHARDS_MOST)
        return tensors_fail(listing->set, listing->error, "its numbers lie in too many files",
                            NULL);
    char *path = path_beside(listing->set->path, name, "model", &error);
    int in = path ? bytes_open(path, &error) : -1;
    Shard *shards =
        in >= 0 ? array_room(own->shards, &own->shard_capacity, own->shard_count, 1, sizeof *shards)
                : NULL;
    bool good = shards && fstat(in, &status) == 0;
    if (in >= 0)
        close(in);
    if (shards)
        own->shards = shards;
    if (!good) {
        free(path);
        return fail_shard(listing, name, error.what[0] ? error.what : "it cannot be read");
    }
    own->shards[own->shard_count++] =
        (Shard){path, listing->group, listing->size, (uint64_t)status.st_size};
    listing->size += (uint64_t)status.st_size;
    listing->last = name;
    return true;
}

/* ---- arrays ---- */

/* How an array of that type is stored, and its bytes a number; 0: in a way that is not read here. */
static size_t find_type(const cJSON *array, Placed *placed, bool *numbers) {
    const cJSON *quantized = member(array, "quantization");
    const char *type = text_of(array, "dtype"), *stored = text_of(quantized, "dtype");
    const cJSON *scale = member(quantized, "scale"), *least = member(quantized, "min");
    if (!type)
        return 0;
    *numbers = strcmp(type, "float32") == 0;
    placed->scale = cJSON_IsNumber(scale) ? scale->valuedouble : 1;
    placed->least = cJSON_IsNumber(least) ? least->valuedouble : 0;
    if (!quantized) {
        placed->number = NUMBER_F32;
        return *numbers || strcmp(type, "int32") == 0 ? 4 : strcmp(type, "bool") == 0 ? 1 : 0;
    }
    if (stored && strcmp(stored, "float16") == 0) {
        placed->number = NUMBER_F16;
        return 2;
    }
    placed->stored = stored && strcmp(stored, "uint8") == 0 ? STORED_BYTE : STORED_PAIR;
    if (!stored || (placed->stored == STORED_PAIR && strcmp(stored, "uint16") != 0))
        return 0;
    return placed->stored == STORED_BYTE ? 1 : 2;
}

static bool find_shape(const cJSON *array, TensorInfo *info) {
    const cJSON *shape = member(array, "shape");
    info->count = 1;
    if (!cJSON_IsArray(shape) || cJSON_GetArraySize(shape) > TENSOR_SIDES)
        return false;
    for (const cJSON *k = shape->child; k; k = k->next) {
        uint64_t side;
        if (!json_whole(k, &side) || side > INT32_MAX ||
            !sizes_multiply(info->count, (size_t)side, &info->count))
            return false;
        info->shape[info->rank++] = (size_t)side;
    }
    return info->count <= (size_t)PTRDIFF_MAX / 16;
}

static bool add_array(Listing *listing, const cJSON *array) {
    TensorSet *set = listing->set;
    Tfjs *own = listing->own;
    const char *name = text_of(array, "name"), *type = text_of(array, "dtype");
    Placed placed = {.group = listing->group, .begin = listing->at};
    TensorInfo info = {.rank = 0};
    size_t size = find_type(array, &placed, &info.numbers);
    if (!name || !size || !find_shape(array, &info))
        return tensors_fail(set, listing->error,
                            "an array has a name, shape or type that is not read here", name);
    if (set->count == ARRAYS_MOST)
        return tensors_fail(set, listing->error, "the model has too many arrays", NULL);
    if (info.count > (listing->size - listing->at) / size)
        return fail_shard(listing, listing->last ? listing->last : "a file",
                          "it is shorter than the arrays in it");
    listing->at += (uint64_t)info.count * size;
    TensorInfo *infos = array_room(set->tensors, &listing->capacity, set->count, 1, sizeof *infos);
    if (infos)
        set->tensors = infos;
    Placed *arrays = array_room(own->arrays, &own->capacity, set->count, 1, sizeof *arrays);
    if (arrays)
        own->arrays = arrays;
    if (!infos || !arrays || !tensors_name(&info, name, listing->error))
        return error_memory(listing->error, sizeof *infos, "a list of arrays");
    snprintf(info.dtype, sizeof info.dtype, "%s", type);
    infos[set->count] = info;
    arrays[set->count++] = placed;
    return true;
}

static bool add_group(Listing *listing, const cJSON *group) {
    bool good = true;
    const cJSON *paths = member(group, "paths"), *weights = member(group, "weights");
    listing->size = listing->at = 0;
    listing->last = NULL;
    for (const cJSON *k = paths ? paths->child : NULL; good && k; k = k->next)
        good = cJSON_IsString(k)
                   ? add_shard(listing, k->valuestring)
                   : tensors_fail(listing->set, listing->error, "a file has no name", NULL);
    for (const cJSON *k = weights ? weights->child : NULL; good && k; k = k->next)
        good = add_array(listing, k);
    listing->group++;
    return good;
}

/* ---- numbers ---- */

static bool read_bytes(const Shard *shard, uint64_t from, unsigned char *bytes, size_t count) {
    int in = bytes_open(shard->path, NULL);
    while (in >= 0 && count) {
        ssize_t got = pread(in, bytes, count, (off_t)from);
        if (got <= 0)
            break;
        bytes += got;
        from += (uint64_t)got;
        count -= (size_t)got;
    }
    if (in >= 0)
        close(in);
    return in >= 0 && !count;
}

/* Bytes of a group, which may lie in several files. */
static bool read_group(const Tfjs *own, int group, uint64_t from, unsigned char *bytes,
                       size_t count) {
    for (int k = 0; k < own->shard_count && count; k++) {
        const Shard *shard = &own->shards[k];
        if (shard->group != group || from < shard->begin || from - shard->begin >= shard->size)
            continue;
        uint64_t left = shard->size - (from - shard->begin);
        size_t part = left < count ? (size_t)left : count;
        if (!read_bytes(shard, from - shard->begin, bytes, part))
            return false;
        bytes += part;
        from += part;
        count -= part;
    }
    return !count;
}

static void convert(const Placed *placed, const unsigned char *bytes, size_t count,
                    float *numbers) {
    if (placed->stored == STORED_FLOAT)
        numbers_read(numbers, bytes, count, placed->number, false);
    size_t size = placed->stored == STORED_BYTE ? 1 : 2;
    for (size_t k = 0; placed->stored != STORED_FLOAT && k < count; k++)
        numbers[k] =
            (float)((double)little_endian(bytes + k * size, size) * placed->scale + placed->least);
}

static bool load(TensorSet *set, int index, float *numbers, Error *error) {
    enum { PIECE = 1 << 15 };
    unsigned char bytes[PIECE];
    const Tfjs *own = set->file;
    const Placed *placed = &own->arrays[index];
    size_t size = placed->stored == STORED_BYTE   ? 1
                  : placed->stored == STORED_PAIR ? 2
                                                  : number_size(placed->number);
    for (size_t done = 0, count = set->tensors[index].count; done < count;) {
        size_t part = count - done < PIECE / size ? count - done : PIECE / size;
        if (!read_group(own, placed->group, placed->begin + done * size, bytes, part * size))
            return tensors_fail(set, error, "its numbers cannot be read", set->tensors[index].name);
        convert(placed, bytes, part, numbers + done);
        done += part;
    }
    return true;
}

static void close_set(void *file) {
    Tfjs *own = file;
    for (int k = 0; own && k < own->shard_count; k++)
        free(own->shards[k].path);
    if (own) {
        free(own->shards);
        free(own->arrays);
    }
    free(own);
}

static const TensorDoor DOOR = {load, close_set};

/* ---- the door ---- */

/* As files/network/keras_config.h has it: the converter puts Keras' configuration a level deeper. */
static bool put_config(TensorSet *set, const cJSON *topology, Error *error) {
    const cJSON *inner = member(topology, "model_config");
    cJSON *config = cJSON_CreateObject(), *model = cJSON_Duplicate(inner ? inner : topology, true);
    bool good = config && model && cJSON_AddStringToObject(config, "keras_version", "tfjs") &&
                cJSON_AddItemToObject(config, "model_config", model);
    if (!good)
        cJSON_Delete(model);
    set->config = good ? cJSON_PrintUnformatted(config) : NULL;
    cJSON_Delete(config);
    return set->config || error_memory(error, sizeof *config, "a configuration");
}

static bool read_model(TensorSet *set, Tfjs *own, const cJSON *root, Error *error) {
    const cJSON *manifest = member(root, "weightsManifest"),
                *topology = member(root, "modelTopology");
    const char *format = text_of(root, "format");
    Listing listing = {.set = set, .own = own, .error = error};
    if ((format && strcmp(format, "graph-model") == 0) || member(topology, "node")) {
        tensors_fail(set, error,
                     "this is a graph model of TensorFlow.js, whose layers are taken apart", NULL);
        error_hint(error,
                   "convert the Keras model with --output_format=tfjs_layers_model, or open that");
        return false;
    }
    if (!cJSON_IsObject(topology) || !cJSON_IsArray(manifest))
        return tensors_fail(set, error, "the model has no topology, or lists no weights", NULL);
    bool good = put_config(set, topology, error);
    for (const cJSON *k = manifest->child; good && k; k = k->next)
        good = add_group(&listing, k);
    return good;
}

bool tfjs_begins(const FileHead *head) {
    return head_json(head, "modelTopology") || head_json(head, "weightsManifest");
}

bool tfjs_tensors(TensorSet *set, Error *error) {
    size_t length;
    Tfjs *own = calloc(1, sizeof *own);
    set->format = "TensorFlow.js model";
    set->door = &DOOR;
    set->file = own;
    if (!own)
        return error_memory(error, sizeof *own, "a model");
    char *text = bytes_read(set->path, JSON_MOST, &length, error);
    if (!text)
        return false;
    cJSON *root = json_parse_bounded(text, length, JSON_DEPTH, error);
    free(text);
    if (!root)
        return error_in_file(error, set->path);
    bool good = read_model(set, own, root, error);
    cJSON_Delete(root);
    return good;
}
