/* hdf5_set.c: the door to HDF5 files, and to Keras' archives that have one inside.
 *
 * A .keras file is a zip archive with config.json, what the network is, and model.weights.h5, its
 * arrays. An older .h5 has the configuration in an attribute; .weights.h5 has none. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/bytes.h"
#include "files/tensors/door.h"
#include "files/tensors/hdf5.h"

enum {
    ARRAYS_MOST = 1 << 15,
    DEPTH_MOST = 32,
    CONFIG_MOST = 16 << 20,
    NOTES_MOST = 1 << 16,
    FREE_BYTES = 48 << 20
};

typedef struct Hdf5Set {
    unsigned char *bytes; /* owned */
    Hdf5 file;
    Hdf5Object *objects; /* by the set's index; owned */
    int capacity;
} Hdf5Set;

/* ---- arrays ---- */

typedef struct Listing {
    TensorSet *set;
    Hdf5Set *own;
    int capacity; /* of set->tensors */
    char name[HDF5_NAME + 1];
    size_t length; /* of the name of the group */
    int depth;
    Error *error; /* set where something went wrong */
    bool failed;
} Listing;

static bool fail(Listing *listing, const char *what) {
    listing->failed = true;
    return tensors_fail(listing->set, listing->error, what, NULL);
}

static void describe(const Hdf5Object *object, TensorInfo *info) {
    static const char *const FLOATS[] = {[NUMBER_NONE] = "float",
                                         [NUMBER_F64] = "float64",
                                         [NUMBER_F32] = "float32",
                                         [NUMBER_F16] = "float16",
                                         [NUMBER_BF16] = "bfloat16"};
    info->rank = object->rank;
    info->count = object->count;
    for (int k = 0; k < object->rank; k++)
        info->shape[k] = object->shape[k];
    info->numbers = object->type.class == HDF5_FLOAT && object->type.number != NUMBER_NONE;
    if (object->type.class == HDF5_FLOAT)
        snprintf(info->dtype, sizeof info->dtype, "%s", FLOATS[object->type.number]);
    else if (object->type.class == HDF5_WHOLE)
        snprintf(info->dtype, sizeof info->dtype, "int%u", (unsigned)object->type.size % 1000 * 8);
    else
        snprintf(info->dtype, sizeof info->dtype, "%s",
                 object->type.class == HDF5_TEXT ? "text" : "other");
}

static bool add_array(Listing *listing, const Hdf5Object *object) {
    TensorSet *set = listing->set;
    if (set->count == ARRAYS_MOST)
        return fail(listing, "the file has too many arrays");
    TensorInfo *infos = array_room(set->tensors, &listing->capacity, set->count, 1, sizeof *infos);
    if (infos)
        set->tensors = infos;
    Hdf5Object *objects =
        array_room(listing->own->objects, &listing->own->capacity, set->count, 1, sizeof *objects);
    if (objects)
        listing->own->objects = objects;
    if (!infos || !objects)
        return fail(listing, "out of memory for a list of arrays");
    TensorInfo *info = &infos[set->count];
    *info = (TensorInfo){.numbers = false};
    describe(object, info);
    objects[set->count] = *object;
    if (!tensors_name(info, listing->name, listing->error)) {
        listing->failed = true;
        return false;
    }
    set->count++;
    return true;
}

static bool list_group(Listing *listing, uint64_t address, const Hdf5Object *object);

static bool found(void *context, Hdf5Part name, uint64_t address) {
    Listing *listing = context;
    Hdf5Object object;
    size_t before = listing->length, slash = before > 0;
    if (before + slash + name.length > HDF5_NAME)
        return fail(listing, "a name is too long");
    if (!hdf5_object(&listing->own->file, address, &object))
        return fail(listing, "the header of an array or group is broken");
    if (slash)
        listing->name[before] = '/';
    memcpy(listing->name + before + slash, name.bytes, name.length);
    listing->length = before + slash + name.length;
    listing->name[listing->length] = '\0';
    bool good = true;
    if (object.is_array)
        good = add_array(listing, &object);
    else if (object.is_group)
        good = list_group(listing, address, &object);
    listing->length = before;
    return good;
}

static bool list_group(Listing *listing, uint64_t address, const Hdf5Object *object) {
    if (++listing->depth > DEPTH_MOST)
        return fail(listing, "the file has groups in each other too deep, or in a circle");
    bool good = hdf5_group(&listing->own->file, address, object, found, listing);
    listing->depth--;
    return good || listing->failed ||
           fail(listing, "a group is broken, or has more than 8 members "
                         "in the newer form");
}

static bool list_all(TensorSet *set, Hdf5Set *own, Error *error) {
    Listing listing = {.set = set, .own = own, .error = error};
    Hdf5Object root;
    if (!hdf5_object(&own->file, own->file.root, &root) || !root.is_group)
        return fail(&listing, "the file has no root group");
    list_group(&listing, own->file.root, &root);
    return !listing.failed;
}

/* ---- the door ---- */

static bool load(TensorSet *set, int index, float *numbers, Error *error) {
    Hdf5Set *own = set->file;
    own->file.visits = 0;
    const char *why = hdf5_load(&own->file, &own->objects[index], numbers);
    if (!why)
        return true;
    tensors_fail(set, error, why, set->tensors[index].name);
    return false;
}

static void close_set(void *file) {
    Hdf5Set *own = file;
    if (!own)
        return;
    free(own->bytes);
    free(own->objects);
    free(own);
}

static const TensorDoor DOOR = {load, close_set};

/* What the file says of the network, with the version of Keras that it says it of: see
 * files/network/keras_config.h. A text that would end the version's quotation marks is none. */
static bool put_config(TensorSet *set, Hdf5Part version, Hdf5Part config, Error *error) {
    static const char FORM[] = "{\"keras_version\": \"%.*s\", \"model_config\": ";
    if (config.length > CONFIG_MOST)
        return tensors_fail(set, error, "its configuration is too long", NULL);
    size_t size = config.length + sizeof FORM + 32;
    set->config = malloc(size);
    if (!set->config)
        return error_memory(error, size, "a configuration");
    size_t digits = 0;
    while (digits < version.length && digits < 24 &&
           (version.bytes[digits] == '.' ||
            (version.bytes[digits] >= '0' && version.bytes[digits] <= '9')))
        digits++;
    int head = snprintf(set->config, size, FORM, (int)digits,
                        version.length ? (const char *)version.bytes : "");
    memcpy(set->config + head, config.bytes, config.length);
    memcpy(set->config + head + config.length, "}", 2);
    return true;
}

/* Takes the bytes over, NULL too. */
static bool open_bytes(TensorSet *set, unsigned char *bytes, size_t length, Error *error) {
    Hdf5Set *own = calloc(1, sizeof *own);
    if (!own)
        free(bytes);
    if (!own || !bytes)
        return free(own), false;
    own->bytes = bytes;
    set->door = &DOOR;
    set->file = own;
    if (!hdf5_open(&own->file, bytes, length))
        return tensors_fail(set, error, "the HDF5 file is broken at its beginning", NULL);
    if (!list_all(set, own, error))
        return false;
    /* Sizes are known before memory is asked for: packed numbers may be more than the file's. */
    for (int k = 0; k < set->count; k++)
        if (tensors_bloat(set->tensors[k].count, length))
            return tensors_fail(set, error, "an array is larger than the file can make it",
                                set->tensors[k].name);
    return true;
}

bool hdf5_begins(const FileHead *head) {
    return head_begins(head, "\x89HDF\r\n\x1a\n", 8);
}

bool hdf5_tensors(TensorSet *set, Error *error) {
    size_t length;
    unsigned char *bytes =
        (unsigned char *)bytes_read(set->path, (size_t)INT32_MAX, &length, error);
    set->format = "Keras weights (HDF5)";
    if (!open_bytes(set, bytes, length, error))
        return false;
    Hdf5Set *own = set->file;
    Hdf5Part config = hdf5_attribute(&own->file, own->file.root, "model_config");
    if (!config.length)
        return true;
    set->format = "Keras model (HDF5)";
    return put_config(set, hdf5_attribute(&own->file, own->file.root, "keras_version"), config,
                      error);
}

/* ---- Keras' archives ---- */

bool keras_begins(const FileHead *head) {
    return head->zip && head_member(head, "model.weights.h5");
}

/* A member's bytes, the caller's; NULL and an error. */
static unsigned char *read_member(TensorSet *set, zip_t *zip, const char *name, uint64_t most,
                                  size_t *length, Error *error) {
    zip_stat_t stat;
    if (zip_stat(zip, name, 0, &stat) != 0 || !(stat.valid & ZIP_STAT_SIZE)) {
        tensors_fail(set, error, "the archive has no member", name);
        return NULL;
    }
    if (stat.size > most) {
        tensors_fail(set, error, "the archive's member is larger than it should be", name);
        return NULL;
    }
    unsigned char *bytes = malloc((size_t)stat.size + 1);
    zip_file_t *member = bytes ? zip_fopen(zip, name, 0) : NULL;
    bool good = member && zip_fread(member, bytes, stat.size) == (zip_int64_t)stat.size;
    if (member)
        good = zip_fclose(member) == 0 && good;
    *length = (size_t)stat.size;
    if (good)
        return bytes;
    tensors_fail(set, error, "the archive's member cannot be read", name);
    free(bytes);
    return NULL;
}

/* What stands behind "keras_version": in the archive's notes; empty: nothing. */
static Hdf5Part version_of(const unsigned char *notes, size_t length) {
    static const char KEY[] = "\"keras_version\"";
    Hdf5Part version = {NULL, 0};
    for (size_t k = 0; notes && k + sizeof KEY - 1 <= length; k++)
        if (memcmp(notes + k, KEY, sizeof KEY - 1) == 0) {
            size_t at = k + sizeof KEY - 1;
            while (at < length && strchr(" :\"", notes[at]))
                at++;
            version = (Hdf5Part){notes + at, length - at};
        }
    return version;
}

static bool read_archive(TensorSet *set, zip_t *zip, uint64_t size, Error *error) {
    size_t length, notes_length = 0;
    unsigned char *text = read_member(set, zip, "config.json", CONFIG_MOST, &length, error);
    unsigned char *notes =
        text ? read_member(set, zip, "metadata.json", NOTES_MOST, &notes_length, NULL) : NULL;
    bool good =
        text && put_config(set, version_of(notes, notes_length), (Hdf5Part){text, length}, error);
    free(text);
    free(notes);
    if (!good)
        return false;
    unsigned char *bytes =
        read_member(set, zip, "model.weights.h5", size + FREE_BYTES, &length, error);
    return bytes && open_bytes(set, bytes, length, error);
}

bool keras_tensors(TensorSet *set, Error *error) {
    uint64_t size;
    set->format = "Keras model";
    zip_t *zip = zip_open_bounded(set->path, &size, error);
    if (!zip)
        return false;
    bool good = read_archive(set, zip, size, error);
    zip_discard(zip);
    return good;
}
