/* npz.c: an array of several, which numpy.savez writes: a zip archive of .npy files. See npz.h. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#include "files/inputs/npy.h"
#include "files/inputs/npz.h"

/* Zeros can be packed to a thousandth; an archive that makes so much of so little is a trap. */
enum { MEMBERS = 65536, RATIO_MOST = 100, RATIO_FREE = 64 << 20 };

static bool ends_in_npy(const char *name) {
    size_t length = strlen(name);
    return length > 4 && strcmp(name + length - 4, ".npy") == 0;
}

static bool is_array(const char *name, const char *array) {
    size_t length = strlen(name) - 4;
    return !array || (strlen(array) == length && strncmp(name, array, length) == 0);
}

/* What there is, for an error. */
typedef struct Found {
    char names[128];
    int arrays, fitting; /* fitting: of the name that is asked for */
    zip_uint64_t index;
    bool workbook;
} Found;

static void look(zip_t *zip, const char *array, Found *found) {
    zip_int64_t count = zip_get_num_entries(zip, 0);
    for (zip_uint64_t k = 0; count > 0 && count <= MEMBERS && k < (zip_uint64_t)count; k++) {
        const char *name = zip_get_name(zip, k, 0);
        found->workbook |= name && strcmp(name, "xl/workbook.xml") == 0;
        if (!name || !ends_in_npy(name))
            continue;
        size_t used = strlen(found->names);
        snprintf(found->names + used, sizeof found->names - used, "%s%.*s",
                 found->arrays ? ", " : "", (int)strlen(name) - 4, name);
        found->arrays++;
        if (!is_array(name, array))
            continue;
        if (!found->fitting++)
            found->index = k;
    }
}

static bool choose(zip_t *zip, const char *path, const char *array, zip_uint64_t *index,
                   Error *error) {
    Found found = {.arrays = 0};
    look(zip, array, &found);
    *index = found.index;
    if (found.fitting == 1)
        return true;
    if (!found.arrays) {
        inputs_fail(error, path,
                    found.workbook ? "this is an Excel workbook"
                                   : "this is an archive without arrays of numpy's");
        error_expected(error, "CSV, TSV, NPY, NPZ or WAV");
        if (found.workbook)
            error_hint(error, "the spreadsheet program saves a sheet as CSV");
        return false;
    }
    if (array)
        inputs_fail(error, path, "there is no array \"%.80s\"", array);
    else
        inputs_fail(error, path, "which array? There are %d", found.arrays);
    error_expected(error, "--array with one of %s", found.names);
    return false;
}

static bool read_member(ByteSource *source, void *bytes, size_t count) {
    return zip_fread(source->from, bytes, count) == (zip_int64_t)count;
}

static bool read_array(zip_t *zip, InputData *data, const char *path, const InputOptions *options,
                       Error *error) {
    zip_uint64_t index;
    zip_stat_t stat;
    const zip_uint64_t needed = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
    if (!choose(zip, path, options->array, &index, error))
        return false;
    if (zip_stat_index(zip, index, 0, &stat) != 0 || (stat.valid & needed) != needed)
        return inputs_fail(error, path, "the archive cannot be read");
    if (stat.size > RATIO_FREE && stat.size / RATIO_MOST > stat.comp_size) {
        inputs_fail(error, path, "the array is packed so densely that it seems to be a trap");
        error_expected(error, "at most %d times its packed size", RATIO_MOST);
        return false;
    }
    zip_file_t *member = zip_fopen_index(zip, index, 0);
    ByteSource source = {read_member, member, stat.size};
    bool good = member ? inputs_read_npy(data, path, &source, options, error)
                       : inputs_fail(error, path, "the archive cannot be read");
    if (member)
        zip_fclose(member);
    return good;
}

bool inputs_read_npz(InputData *data, const char *path, int file, const InputOptions *options,
                     Error *error) {
    int fault = 0;
    zip_t *zip = zip_fdopen(file, 0, &fault); /* which takes the descriptor over */
    if (!zip) {
        close(file);
        return inputs_fail(error, path, "the archive cannot be read");
    }
    bool good = read_array(zip, data, path, options, error);
    zip_discard(zip);
    return good;
}
