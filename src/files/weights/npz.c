/* npz.c: see npz.h. The header of an .npy file is the text of a Python dict; what numpy writes is
 * { 'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), } with spaces and a line end behind it
 * (numpy.lib.format, versions 1 to 3). */
#include "files/weights/npz.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#include "base/bytes.h"

enum { HEADER_MOST = 1 << 16, MAGIC = 6 };

struct NpzFile {
    zip_t *zip;
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

static bool read_descr(const char *dict, NpzArray *array) {
    const char *value = value_of(dict, "descr");
    if (!value || *value != '\'')
        return false;
    size_t length = strcspn(value + 1, "'");
    if (!length || length >= sizeof array->descr || value[1 + length] != '\'')
        return false;
    memcpy(array->descr, value + 1, length);
    array->descr[length] = '\0';
    array->readable = strcmp(array->descr, "<f4") == 0 || strcmp(array->descr, "<f8") == 0;
    array->number_size = strcmp(array->descr, "<f8") == 0 ? sizeof(double) : sizeof(float);
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

static bool read_header(NpzFile *file, NpzArray *array, uint64_t bytes, Error *error) {
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
    if (array->readable && bytes != array->header + array->count * array->number_size)
        return fail(file, error, "an array's length is not that of its shape", array->name);
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
    const zip_uint64_t needed = ZIP_STAT_NAME | ZIP_STAT_SIZE;
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
    return read_header(file, array, stat.size, error);
}

static bool read_archive(NpzFile *file, Error *error) {
    int fault = 0, in = bytes_open(file->path, error);
    if (in < 0)
        return false;
    file->zip = zip_fdopen(in, 0, &fault); /* which takes it over */
    if (!file->zip) {
        close(in);
        zip_error_t why;
        zip_error_init_with_code(&why, fault);
        fail(file, error, zip_error_strerror(&why), NULL);
        zip_error_fini(&why);
        return false;
    }
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

/* Where number k of the file goes. */
static size_t index_of(const NpzArray *array, size_t k) {
    if (!array->fortran || array->rank < 2)
        return k;
    size_t rows = array->shape[0], columns = array->shape[1];
    return k % rows * columns + k / rows;
}

static float number_of(const NpzArray *array, const unsigned char *bytes) {
    double wide;
    float number;
    if (array->number_size == sizeof wide) {
        memcpy(&wide, bytes, sizeof wide);
        return (float)wide;
    }
    memcpy(&number, bytes, sizeof number);
    return number;
}

static bool read_numbers(zip_file_t *in, const NpzArray *array, float *numbers) {
    enum { CHUNK = 1024 };
    unsigned char bytes[CHUNK * sizeof(double)];
    for (size_t skipped = 0; skipped < array->header;) {
        size_t part =
            array->header - skipped < sizeof bytes ? array->header - skipped : sizeof bytes;
        if (!read_bytes(in, bytes, part))
            return false;
        skipped += part;
    }
    for (size_t k = 0; k < array->count;) {
        size_t part = array->count - k < CHUNK ? array->count - k : CHUNK;
        if (!read_bytes(in, bytes, part * array->number_size))
            return false;
        for (size_t n = 0; n < part; n++)
            numbers[index_of(array, k + n)] = number_of(array, bytes + n * array->number_size);
        k += part;
    }
    return true;
}

bool npz_load(NpzFile *file, const NpzArray *array, float *numbers, Error *error) {
    if (!array->readable || (array->fortran && array->rank > 2)) {
        fail(file, error, "the array has another type of numbers", array->name);
        error_expected(error, "floats of 4 or 8 bytes, at most a matrix");
        error_found(error, "%s", array->descr);
        return false;
    }
    zip_file_t *in = zip_fopen_index(file->zip, array->index, 0);
    bool good = in && read_numbers(in, array, numbers);
    if (in)
        zip_fclose(in);
    return good || fail(file, error, "the array cannot be read", array->name);
}
