/* torch_zip.c: what torch.save and torch.jit.save write: a zip archive with a pickle, data.pkl, and
 * each storage as a member beside it, data/KEY; all below one folder of any name. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files/tensors/torch_parts.h"

enum { PICKLE_MOST = 64 << 20 };

bool torch_zip_begins(const FileHead *head) {
    return head_member(head, "/data.pkl");
}

static const char PICKLE[] = "data.pkl";

/* The member of the set's pickle: the one that lies least deep. -1: there is none. */
static zip_int64_t find_pickle(TorchFile *file) {
    zip_int64_t count = zip_get_num_entries(file->zip, 0), found = -1;
    size_t least = SIZE_MAX;
    for (zip_int64_t k = 0; k < count; k++) {
        const char *name = zip_get_name(file->zip, (zip_uint64_t)k, 0);
        const char *slash = name ? strrchr(name, '/') : NULL;
        if (slash && strcmp(slash + 1, PICKLE) == 0 && (size_t)(slash - name) < least) {
            least = (size_t)(slash - name);
            found = k;
        }
    }
    return found;
}

zip_int64_t torch_member(const TorchFile *file, const char *name, size_t length) {
    char whole[512];
    int size = snprintf(whole, sizeof whole, "%s%.*s", file->members, (int)length, name);
    return size < 0 || (size_t)size >= sizeof whole ? -1 : zip_name_locate(file->zip, whole, 0);
}

static bool locate(TorchFile *file, const TorchStorage *storage, TorchBytes *where) {
    char name[256];
    zip_stat_t stat;
    const zip_uint64_t needed = ZIP_STAT_SIZE | ZIP_STAT_COMP_METHOD;
    if (storage->key.length > 200)
        return false;
    int length =
        snprintf(name, sizeof name, "data/%.*s", (int)storage->key.length, storage->key.text);
    zip_int64_t member = torch_member(file, name, (size_t)length);
    if (member < 0 || zip_stat_index(file->zip, (zip_uint64_t)member, 0, &stat) != 0 ||
        (stat.valid & needed) != needed)
        return false;
    *where = (TorchBytes){(uint64_t)member, stat.size, stat.comp_method != ZIP_CM_STORE};
    return true;
}

/* A member's bytes, the caller's; NULL and an error. */
static unsigned char *read_member(const TensorSet *set, zip_uint64_t index, size_t *length,
                                  Error *error) {
    TorchFile *file = set->file;
    zip_stat_t stat;
    if (zip_stat_index(file->zip, index, 0, &stat) != 0 || !(stat.valid & ZIP_STAT_SIZE)) {
        tensors_fail(set, error, "the archive cannot be read", NULL);
        return NULL;
    }
    if (stat.size > PICKLE_MOST || stat.size > file->bytes + (PICKLE_MOST >> 2)) {
        tensors_fail(set, error, "the file's pickle is too large", NULL);
        return NULL;
    }
    *length = (size_t)stat.size;
    unsigned char *bytes = malloc(*length + 1);
    zip_file_t *in = bytes ? zip_fopen_index(file->zip, index, 0) : NULL;
    bool good = in && zip_fread(in, bytes, stat.size) == (zip_int64_t)stat.size;
    if (in)
        zip_fclose(in);
    if (good)
        return bytes;
    if (!bytes)
        error_memory(error, *length, "a pickle");
    else
        tensors_fail(set, error, "the archive cannot be read", NULL);
    free(bytes);
    return NULL;
}

/* PyTorch says which byte of a number comes first; of old files it is the lowest. */
static bool is_big_endian(TorchFile *file) {
    char order[4] = "";
    zip_int64_t member = torch_member(file, "byteorder", strlen("byteorder"));
    zip_file_t *in = member < 0 ? NULL : zip_fopen_index(file->zip, (zip_uint64_t)member, 0);
    if (in) {
        zip_fread(in, order, sizeof order - 1);
        zip_fclose(in);
    }
    return strcmp(order, "big") == 0;
}

static bool read_archive(TensorSet *set, zip_uint64_t index, Error *error) {
    TorchFile *file = set->file;
    const char *name = zip_get_name(file->zip, index, 0);
    size_t length = strlen(name) - strlen(PICKLE);
    Pickle pickle;
    file->members = calloc(length + 1, 1);
    if (!file->members)
        return error_memory(error, length, "the name of a folder");
    memcpy(file->members, name, length);
    file->big_endian = is_big_endian(file);
    bool script = torch_member(file, "constants.pkl", strlen("constants.pkl")) >= 0;
    unsigned char *bytes = read_member(set, index, &length, error);
    if (!bytes)
        return false;
    bool good = pickle_read(&pickle, bytes, length, torch_file_budget(file), error) ||
                error_in_file(error, set->path);
    good = good && torch_file_fill(set, &pickle, script ? "TorchScript archive" : NULL, error);
    pickle_free(&pickle);
    free(bytes);
    return good;
}

bool torch_zip_tensors(TensorSet *set, Error *error) {
    TorchFile *file = torch_file_begin(set, error);
    if (!file)
        return false;
    file->locate = locate;
    file->zip = zip_open_bounded(set->path, &file->bytes, error);
    if (!file->zip)
        return false;
    zip_int64_t pickle = find_pickle(file);
    return pickle < 0 ? tensors_fail(set, error, "the archive has no data.pkl", NULL)
                      : read_archive(set, (zip_uint64_t)pickle, error);
}
