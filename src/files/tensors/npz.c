/* npz.c: see npz.h. The header of an .npy file is the text of a Python dict; what numpy writes is
 * { 'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), } with spaces and a line end behind it
 * (numpy.lib.format, versions 1 to 3). */
#include "files/tensors/npz.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files/tensors/door.h"

enum { HEADER_MOST = 1 << 16, MAGIC = 6 };

struct NpzFile {
    zip_t *zip;
    uint64_t bytes; /* of the file */
    size_t packed;  /* numbers of all packed arrays */
    char *path;
    NpzArray *arrays;
    int count;
};

static bool fail(const NpzFile *file, Error *error, const char *what, const char *array) {
    if (array)
        error_set(error, "%s: \"%.80s\"", what, array);
    else
        error_set(error, "%s", what);
    error_in_file(error, file->path);
    return false;
}

/* ---- the header of an array ---- */

/* What stands behind 'key': in the dict; NULL: the key is not there. */
static const char *value_of(const char *dict, const char *key) {
    char quoted[32];
    snprintf(quoted, sizeof quoted, "'%s'", key);
    const char *at = strstr(dict, quoted);
    if (!at)
        return NULL;
    at += strlen(quoted);
    at += strspn(at, " ");
    return *at == ':' ? at + 1 + strspn(at + 1, " ") : NULL;
}

/* What is no float of IEEE 754 is listed all the same. */
static void judge_type(NpzArray *array) {
    static const struct {
        const char *end; /* of the type, behind the order of its bytes */
        NumberType type;
    } FLOATS[] = {{"f2", NUMBER_F16}, {"f4", NUMBER_F32}, {"f8", NUMBER_F64}};
    char order = array->descr[0];
    for (size_t k = 0; k < sizeof FLOATS / sizeof *FLOATS; k++)
        if ((order == '<' || order == '>') && strcmp(array->descr + 1, FLOATS[k].end) == 0)
            array->type = FLOATS[k].type;
    array->big_endian = order == '>';
    if (array->type == NUMBER_NONE)
        array->lacks = array->descr[1] == 'O'   ? "Python objects (a pickle), which are not read"
                       : array->descr[1] == 'V' ? "bytes without a type, as bfloat16 is written"
                                                : "no floats";
}

static bool read_descr(const char *dict, NpzArray *array) {
    const char *value = value_of(dict, "descr");
    if (value && *value == '[') {
        strcpy(array->descr, "a record");
        array->lacks = "records of several numbers";
        return true;
    }
    if (!value || *value != '\'')
        return false;
    size_t length = strcspn(value + 1, "'");
    if (length < 2 || value[1 + length] != '\'')
        return false;
    snprintf(array->descr, sizeof array->descr, "%.*s", (int)length, value + 1);
    judge_type(array);
    return true;
}

static bool read_order(const char *dict, NpzArray *array) {
    const char *value = value_of(dict, "fortran_order");
    array->fortran = value && strncmp(value, "True", 4) == 0;
    return value && (array->fortran || strncmp(value, "False", 5) == 0);
}

/* "(3, 4)", "(3,)" or "()". */
static bool read_shape(const char *dict, NpzArray *array) {
    const char *value = value_of(dict, "shape");
    array->count = 1;
    if (!value || *value++ != '(')
        return false;
    for (;;) {
        value += strspn(value, " ,");
        if (*value == ')')
            return true;
        if (*value < '0' || *value > '9' || array->rank == NPZ_RANK)
            return false;
        char *end;
        unsigned long long side = strtoull(value, &end, 10);
        if (side > NPZ_BYTES || (side && array->count > NPZ_BYTES / side))
            return false;
        array->shape[array->rank++] = (size_t)side;
        array->count *= (size_t)side;
        value = end;
    }
}

static bool read_bytes(zip_file_t *in, void *bytes, size_t length) {
    return zip_fread(in, bytes, length) == (zip_int64_t)length;
}

/* The dict behind the magic, the version and its own length; false where it is no .npy file. */
static bool read_dict(zip_file_t *in, NpzArray *array, char *dict) {
    unsigned char head[MAGIC + 2], size[4] = {0};
    if (!read_bytes(in, head, sizeof head) || memcmp(head, "\x93NUMPY", MAGIC) != 0)
        return false;
    size_t width = head[MAGIC] == 1 ? 2 : 4;
    if (head[MAGIC] < 1 || head[MAGIC] > 3 || !read_bytes(in, size, width))
        return false;
    size_t length =
        (size_t)size[0] | (size_t)size[1] << 8 | (size_t)size[2] << 16 | (size_t)size[3] << 24;
    if (length >= HEADER_MOST || !read_bytes(in, dict, length))
        return false;
    dict[length] = '\0';
    array->header = sizeof head + width + length;
    return true;
}

static bool read_header(NpzFile *file, NpzArray *array, uint64_t bytes, bool packed, Error *error) {
    char *dict = malloc(HEADER_MOST);
    if (!dict)
        return error_memory(error, HEADER_MOST, "an array's header");
    zip_file_t *in = zip_fopen_index(file->zip, array->index, 0);
    bool known = in && read_dict(in, array, dict) && read_descr(dict, array) &&
                 read_order(dict, array) && read_shape(dict, array);
    if (in)
        zip_fclose(in);
    free(dict);
    if (!known)
        return fail(file, error, "an array's header cannot be used", array->name);
    if (array->type && bytes != array->header + array->count * number_size(array->type))
        return fail(file, error, "an array's length is not that of its shape", array->name);
    if (array->type && packed && tensors_bloat(file->packed + array->count, file->bytes))
        array->lacks = "packed numbers that are too many for so small a file";
    else if (packed)
        file->packed += array->count;
    array->readable = !array->lacks;
    return true;
}

/* ---- the archive ---- */

static bool ends_in_npy(const char *name) {
    size_t length = strlen(name);
    return length > 4 && strcmp(name + length - 4, ".npy") == 0;
}

static bool add_array(NpzFile *file, uint64_t index, Error *error) {
    zip_stat_t stat;
    NpzArray *array = &file->arrays[file->count];
    const zip_uint64_t needed = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_METHOD;
    if (zip_stat_index(file->zip, index, 0, &stat) != 0 || (stat.valid & needed) != needed)
        return fail(file, error, "the archive cannot be read", NULL);
    if (!ends_in_npy(stat.name))
        return true;
    size_t length = strlen(stat.name) - 4;
    array->name = calloc(length + 1, 1);
    if (!array->name)
        return error_memory(error, length, "an array's name");
    memcpy(array->name, stat.name, length);
    array->index = index;
    file->count++;
    if (stat.size > NPZ_BYTES)
        return fail(file, error, "an array is too large", array->name);
    return read_header(file, array, stat.size, stat.comp_method != ZIP_CM_STORE, error);
}

static bool read_archive(NpzFile *file, Error *error) {
    file->zip = zip_open_bounded(file->path, &file->bytes, error);
    if (!file->zip)
        return false;
    zip_int64_t count = zip_get_num_entries(file->zip, 0);
    if (count > NPZ_ARRAYS)
        return fail(file, error, "the archive has too many arrays", NULL);
    file->arrays = calloc((size_t)count + 1, sizeof *file->arrays);
    if (!file->arrays)
        return error_memory(error, (size_t)count * sizeof *file->arrays, "an archive");
    bool good = true;
    for (zip_int64_t k = 0; good && k < count; k++)
        good = add_array(file, (uint64_t)k, error);
    return good;
}

NpzFile *npz_open(const char *path, Error *error) {
    NpzFile *file = calloc(1, sizeof *file);
    if (file)
        file->path = calloc(strlen(path) + 1, 1);
    if (!file || !file->path) {
        free(file);
        error_memory(error, sizeof *file, "an archive");
        return NULL;
    }
    memcpy(file->path, path, strlen(path));
    if (read_archive(file, error))
        return file;
    npz_close(file);
    return NULL;
}

void npz_close(NpzFile *file) {
    if (!file)
        return;
    if (file->zip)
        zip_discard(file->zip);
    for (int k = 0; k < file->count; k++)
        free(file->arrays[k].name);
    free(file->arrays);
    free(file->path);
    free(file);
}

int npz_count(const NpzFile *file) {
    return file->count;
}

const NpzArray *npz_at(const NpzFile *file, int index) {
    assert(index >= 0 && index < file->count);
    return &file->arrays[index];
}

/* ---- numbers ---- */

/* Where number k of the file goes: in Fortran's order the first side is the fastest. */
static size_t index_of(const NpzArray *array, size_t k) {
    size_t index = 0, stride = array->count;
    if (!array->fortran || array->rank < 2)
        return k;
    for (int side = 0; side < array->rank; side++) {
        stride /= array->shape[side];
        index += k % array->shape[side] * stride;
        k /= array->shape[side];
    }
    return index;
}

static bool skip_header(zip_file_t *in, size_t header) {
    unsigned char bytes[512];
    while (header > 0) {
        size_t part = header < sizeof bytes ? header : sizeof bytes;
        if (!read_bytes(in, bytes, part))
            return false;
        header -= part;
    }
    return true;
}

static bool read_numbers(zip_file_t *in, const NpzArray *array, float *numbers) {
    enum { CHUNK = 1024 };
    unsigned char bytes[CHUNK * sizeof(double)];
    float some[CHUNK];
    for (size_t k = 0; k < array->count;) {
        size_t part = array->count - k < CHUNK ? array->count - k : CHUNK;
        if (!read_bytes(in, bytes, part * number_size(array->type)))
            return false;
        numbers_read(some, bytes, part, array->type, array->big_endian);
        for (size_t n = 0; n < part; n++)
            numbers[index_of(array, k + n)] = some[n];
        k += part;
    }
    return true;
}

bool npz_load(NpzFile *file, const NpzArray *array, float *numbers, Error *error) {
    if (!array->readable) {
        fail(file, error, "the array has another type of numbers", array->name);
        error_expected(error, "floats of 2, 4 or 8 bytes");
        error_found(error, "%s: %s", array->descr, array->lacks);
        return false;
    }
    zip_file_t *in = zip_fopen_index(file->zip, array->index, 0);
    bool good = in && skip_header(in, array->header) && read_numbers(in, array, numbers);
    if (in)
        zip_fclose(in);
    return good || fail(file, error, "the array cannot be read", array->name);
}

/* ---- as a door ---- */

static bool load(TensorSet *set, int index, float *numbers, Error *error) {
    return npz_load(set->file, npz_at(set->file, index), numbers, error);
}

static void close_file(void *file) {
    npz_close(file);
}

bool npz_begins(const FileHead *head) {
    return head_member(head, ".npy");
}

bool npz_tensors(TensorSet *set, Error *error) {
    static const TensorDoor DOOR = {load, close_file};
    set->format = "NumPy archive";
    set->door = &DOOR;
    NpzFile *file = set->file = npz_open(set->path, error);
    bool good = file && tensors_list(set, (size_t)file->count, error);
    for (int k = 0; good && k < file->count; k++) {
        const NpzArray *array = &file->arrays[k];
        TensorInfo *info = &set->tensors[k];
        memcpy(info->dtype, array->descr, sizeof array->descr);
        info->numbers = array->readable;
        info->lacks = array->lacks;
        info->rank = array->rank;
        memcpy(info->shape, array->shape, sizeof array->shape);
        info->count = array->count;
        good = tensors_name(info, array->name, error);
    }
    return good;
}
