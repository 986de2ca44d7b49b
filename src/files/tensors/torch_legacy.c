/* torch_legacy.c: what torch.save wrote before PyTorch 1.6, and writes still where it is asked to: four
 * pickles behind each other (a number that marks the format, its version, the machine, then what was
 * saved), a fifth with the keys of the storages in their order, then each storage: how many numbers
 * there are (8 bytes), and these. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/bytes.h"
#include "files/tensors/torch_parts.h"

enum { PICKLES_MOST = 64 << 20, FORMAT_VERSION = 1001, COUNT_BYTES = 8 };

struct TorchLegacyStorage {
    char key[32];
    TorchBytes where;
};

/* LONG1, 10 bytes: 0x1950a86a20f9469cfc6c. Before it stand the protocol, and from 4 on a frame. */
bool torch_legacy_begins(const FileHead *head) {
    static const unsigned char MARK[] = {0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46,
                                         0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19};
    for (size_t at = 0; at <= 11 && at + sizeof MARK <= head->length; at++)
        if (memcmp(head->bytes + at, MARK, sizeof MARK) == 0)
            return at == 0 || head->bytes[0] == 0x80;
    return false;
}

static int compare(const void *a, const void *b) {
    return strcmp(((const struct TorchLegacyStorage *)a)->key,
                  ((const struct TorchLegacyStorage *)b)->key);
}

static struct TorchLegacyStorage *find(const TorchFile *file, const PickleValue *key) {
    struct TorchLegacyStorage wanted = {.key = ""};
    if (key->length >= sizeof wanted.key)
        return NULL;
    memcpy(wanted.key, key->text, key->length);
    return file->parts
               ? bsearch(&wanted, file->parts, (size_t)file->part_count, sizeof wanted, compare)
               : NULL;
}

static bool locate(TorchFile *file, const TorchStorage *storage, TorchBytes *where) {
    const struct TorchLegacyStorage *part = find(file, &storage->key);
    if (part)
        *where = part->where;
    return part;
}

/* ---- pickles ---- */

typedef struct Legacy {
    TensorSet *set;
    unsigned char *bytes; /* the beginning of the file; owned */
    size_t length, at;
    Error *error;
} Legacy;

static bool fail(const Legacy *legacy, const char *what) {
    return tensors_fail(legacy->set, legacy->error, what, NULL);
}

/* To be freed in any case. */
static bool next_pickle(Legacy *legacy, Pickle *pickle) {
    const TorchFile *file = legacy->set->file;
    if (!pickle_read(pickle, legacy->bytes + legacy->at, legacy->length - legacy->at,
                     torch_file_budget(file), legacy->error))
        return error_in_file(legacy->error, legacy->set->path);
    legacy->at += pickle->length;
    return true;
}

/* The three before what was saved. */
static bool read_head(Legacy *legacy) {
    TorchFile *file = legacy->set->file;
    Pickle pickle;
    bool good = true;
    for (int k = 0; good && k < 3; k++) {
        good = next_pickle(legacy, &pickle);
        if (good && k == 1 &&
            (pickle.root.kind != PICKLE_INT || pickle.root.integer != FORMAT_VERSION))
            good = fail(legacy, "the file is of a version of PyTorch's format that is not known");
        const PickleValue *little = good ? pickle_member(&pickle.root, "little_endian") : NULL;
        file->big_endian = little && little->kind == PICKLE_BOOL && !little->integer;
        pickle_free(&pickle);
    }
    return good;
}

/* ---- storages ---- */

static bool list_keys(Legacy *legacy, const Pickle *keys) {
    TorchFile *file = legacy->set->file;
    size_t count = keys->root.kind == PICKLE_LIST ? keys->root.node->count : 0;
    file->parts = calloc(count + 1, sizeof *file->parts);
    if (!file->parts)
        return error_memory(legacy->error, count * sizeof *file->parts, "a list of storages");
    for (size_t k = 0; k < count; k++) {
        const PickleValue *key = &keys->root.node->items[k];
        if (key->kind != PICKLE_TEXT || key->length >= sizeof file->parts->key)
            return fail(legacy, "the file's list of storages cannot be used");
        memcpy(file->parts[k].key, key->text, key->length);
        file->parts[k].where.at = k; /* which one it is, until the size of each is known */
    }
    file->part_count = (int)count;
    qsort(file->parts, count, sizeof *file->parts, compare);
    return true;
}

/* How large a storage is, by what the pickle says of its numbers. */
static bool size_parts(Legacy *legacy, const Pickle *pickle) {
    TorchFile *file = legacy->set->file;
    TorchStorage storage;
    for (size_t k = 0; k < pickle->outside_count; k++) {
        size_t bytes;
        if (!torch_storage(&pickle->outside[k], &storage))
            continue;
        struct TorchLegacyStorage *part = find(file, &storage.key);
        if (!part)
            return fail(legacy, "the file lacks a storage that it names");
        if (!sizes_multiply(storage.count, storage.type->size, &bytes) || bytes > file->bytes)
            return fail(legacy, "a storage is larger than the file");
        part->where.bytes = bytes;
    }
    return true;
}

static int compare_order(const void *a, const void *b) {
    const struct TorchLegacyStorage *first = a, *second = b;
    return (first->where.at > second->where.at) - (first->where.at < second->where.at);
}

/* They follow each other in the order of the keys. */
static bool place_parts(Legacy *legacy) {
    TorchFile *file = legacy->set->file;
    uint64_t at = legacy->at;
    qsort(file->parts, (size_t)file->part_count, sizeof *file->parts, compare_order);
    for (int k = 0; k < file->part_count; k++) {
        TorchBytes *where = &file->parts[k].where;
        if (at > file->bytes || file->bytes - at < COUNT_BYTES ||
            where->bytes > file->bytes - at - COUNT_BYTES)
            return fail(legacy, "the file is cut off: not all of its numbers are there");
        where->at = at + COUNT_BYTES;
        at = where->at + where->bytes;
    }
    qsort(file->parts, (size_t)file->part_count, sizeof *file->parts, compare);
    return true;
}

static bool read_storages(Legacy *legacy, const Pickle *saved) {
    Pickle keys;
    bool good = next_pickle(legacy, &keys) && list_keys(legacy, &keys) &&
                size_parts(legacy, saved) && place_parts(legacy);
    pickle_free(&keys);
    return good;
}

static bool read_saved(Legacy *legacy) {
    Pickle saved = {0};
    bool good = read_head(legacy) && next_pickle(legacy, &saved) && read_storages(legacy, &saved) &&
                torch_file_fill(legacy->set, &saved, NULL, legacy->error);
    pickle_free(&saved);
    return good;
}

/* ---- the file ---- */

static bool open_file(TensorSet *set, Error *error) {
    TorchFile *file = set->file;
    int in = bytes_open(set->path, error);
    off_t end = in < 0 ? -1 : lseek(in, 0, SEEK_END);
    file->in = end < 0 ? NULL : fdopen(in, "rb");
    if (file->in) {
        file->bytes = (uint64_t)end;
        rewind(file->in);
        return true;
    }
    if (in >= 0) {
        close(in);
        tensors_fail(set, error, "cannot read the file", NULL);
    }
    return false;
}

bool torch_legacy_tensors(TensorSet *set, Error *error) {
    TorchFile *file = torch_file_begin(set, error);
    Legacy legacy = {.set = set, .error = error};
    if (!file || !open_file(set, error))
        return false;
    file->locate = locate;
    legacy.length = file->bytes < PICKLES_MOST ? (size_t)file->bytes : PICKLES_MOST;
    legacy.bytes = malloc(legacy.length + 1);
    if (!legacy.bytes)
        return error_memory(error, legacy.length, "a pickle");
    bool good = fread(legacy.bytes, 1, legacy.length, file->in) == legacy.length
                    ? read_saved(&legacy)
                    : tensors_fail(set, error, "cannot read the file", NULL);
    free(legacy.bytes);
    return good;
}
