/* inputs.c: which reader a file is for, and whether it fits. See inputs.h. */
#include "files/inputs/inputs.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/bytes.h"
#include "files/inputs/npy.h"
#include "files/inputs/npz.h"
#include "files/inputs/table.h"
#include "files/inputs/wave.h"

enum { HEAD = 16, TEXT_MOST = 1 << 30 };

bool inputs_fit(const InputData *data, const char *path, int expected, Error *error) {
    if (data->inputs == expected)
        return true;
    inputs_fail(error, path, "the model reads another number of columns");
    error_expected(error, "%d", expected);
    error_found(error, "%d", data->inputs);
    if (data->inputs > expected && data->columns)
        error_hint(error, "--columns a,b,c chooses");
    return false;
}

/* ---- what a file is ---- */

typedef enum Form { FORM_TEXT, FORM_NPY, FORM_ZIP, FORM_WAVE, FORM_OTHER } Form;

static const struct {
    const char *bytes;
    size_t length;
    Form form;
    const char *what;
} MAGICS[] = {
    {"\x93NUMPY", 6, FORM_NPY, "NPY"},
    {"PK\3\4", 4, FORM_ZIP, "NPZ"},
    {"PK\5\6", 4, FORM_ZIP, "NPZ"},
    {"RIFF", 4, FORM_WAVE, "WAV"},
    {"RIFX", 4, FORM_OTHER, "RIFX, sound with its bytes the other way round"},
    {"RF64", 4, FORM_OTHER, "RF64, sound of more than 4 GB"},
    {"\x89HDF", 4, FORM_OTHER, "HDF5"},
    {"PAR1", 4, FORM_OTHER, "Parquet"},
    {"ARROW1", 6, FORM_OTHER, "Arrow"},
    {"\x1f\x8b", 2, FORM_OTHER, "gzip, which is to be unpacked first"},
    {"\x28\xb5\x2f\xfd", 4, FORM_OTHER, "zstd, which is to be unpacked first"},
    {"\xff\xfe", 2, FORM_OTHER, "UTF-16, which is to be saved as UTF-8"},
    {"\xfe\xff", 2, FORM_OTHER, "UTF-16, which is to be saved as UTF-8"},
    {"\x80\2", 2, FORM_OTHER, "a pickle, which is never opened"},
    {"\x80\3", 2, FORM_OTHER, "a pickle, which is never opened"},
    {"\x80\4", 2, FORM_OTHER, "a pickle, which is never opened"},
    {"\x80\5", 2, FORM_OTHER, "a pickle, which is never opened"},
    {"fLaC", 4, FORM_OTHER, "FLAC"},
    {"OggS", 4, FORM_OTHER, "Ogg"},
    {"ID3", 3, FORM_OTHER, "MP3"},
    {"FORM", 4, FORM_OTHER, "AIFF"},
    {"MATLAB", 6, FORM_OTHER, "a MATLAB file"},
};

static Form form_of(const char *head, size_t length, const char **what) {
    *what = "bytes that are no text";
    for (size_t k = 0; k < sizeof MAGICS / sizeof *MAGICS; k++)
        if (length >= MAGICS[k].length && memcmp(head, MAGICS[k].bytes, MAGICS[k].length) == 0) {
            *what = MAGICS[k].what;
            return MAGICS[k].form;
        }
    return memchr(head, '\0', length) ? FORM_OTHER : FORM_TEXT;
}

static bool refuse(const char *path, const char *what, Error *error) {
    inputs_fail(error, path, "these are no inputs that can be read");
    error_expected(error, "CSV, TSV, NPY, NPZ or WAV");
    error_found(error, "%s", what);
    return false;
}

static bool read_text(InputData *data, const char *path, const char *text, size_t length,
                      const InputOptions *options, Error *error) {
    size_t mark = length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    if (memchr(text, '\0', length))
        return refuse(path, "bytes that are no text", error);
    if (bytes_are_page(text, length))
        return refuse(path, "a web page (HTML), not data", error);
    if (options->array)
        return inputs_fail(error, path, "--array is for NPZ: this is a table");
    return inputs_read_table(data, path, text + mark, length - mark, options, error);
}

/* ---- bytes in memory ---- */

static bool read_memory(ByteSource *source, void *bytes, size_t count) {
    const char *from = source->from;
    memcpy(bytes, from, count);
    source->from = (char *)source->from + count;
    return true;
}

static bool read_bytes(InputData *data, char *bytes, size_t length, const char *path,
                       const InputOptions *options, Error *error) {
    ByteSource source = {read_memory, bytes, length};
    const char *what;
    switch (form_of(bytes, length < HEAD ? length : HEAD, &what)) {
    case FORM_TEXT:
        return read_text(data, path, bytes, length, options, error);
    case FORM_NPY:
        data->format = what;
        return inputs_read_npy(data, path, &source, options, error);
    case FORM_WAVE:
        data->format = what;
        return inputs_read_wave(data, path, &source, options, error);
    case FORM_OTHER:
        return refuse(path, what, error);
    default:
        inputs_fail(error, path, "%s cannot be read from a pipe", what);
        error_expected(error, "a file");
        return false;
    }
}

static InputData *new_data(Error *error) {
    InputData *data = calloc(1, sizeof *data);
    if (!data)
        error_memory(error, sizeof *data, "inputs");
    return data;
}

static InputData *done(InputData *data, bool good) {
    if (good)
        return data;
    inputs_free(data);
    return NULL;
}

InputData *inputs_of_bytes(char *bytes, size_t length, const char *path,
                           const InputOptions *options, Error *error) {
    InputData *data = new_data(error);
    return done(data, data && read_bytes(data, bytes, length, path, options, error));
}

/* ---- files ---- */

static bool read_file(ByteSource *source, void *bytes, size_t count) {
    char *to = bytes;
    for (ssize_t got; count; to += got, count -= (size_t)got) {
        got = read(*(int *)source->from, to, count);
        if (got <= 0)
            return false;
    }
    return true;
}

/* A pipe, or a text, is read as a whole. */
static bool read_whole(InputData *data, const char *path, const InputOptions *options,
                       Error *error) {
    size_t length;
    char *bytes = bytes_read(path, TEXT_MOST, &length, error);
    bool good = bytes && read_bytes(data, bytes, length, path, options, error);
    free(bytes);
    return good;
}

static bool read_open(InputData *data, int file, const char *path, const InputOptions *options,
                      Error *error) {
    struct stat status;
    char head[HEAD];
    ssize_t length = pread(file, head, sizeof head, 0);
    Form form = form_of(head, length > 0 ? (size_t)length : 0, &data->format);
    ByteSource source = {read_file, &file, 0};
    bool good = false;
    if ((form == FORM_NPY || form == FORM_WAVE) && fstat(file, &status) == 0) {
        source.left = (uint64_t)status.st_size;
        good = (form == FORM_NPY ? inputs_read_npy : inputs_read_wave)(data, path, &source, options,
                                                                       error);
    } else if (form == FORM_ZIP) {
        return inputs_read_npz(data, path, file, options, error);
    } else {
        good = form == FORM_TEXT ? read_whole(data, path, options, error)
                                 : refuse(path, data->format, error);
    }
    close(file);
    return good;
}

InputData *inputs_open(const char *path, const InputOptions *options, Error *error) {
    struct stat status;
    InputData *data = new_data(error);
    if (!data)
        return NULL;
    if (stat(path, &status) == 0 && S_ISFIFO(status.st_mode))
        return done(data, read_whole(data, path, options, error));
    int file = bytes_open(path, error);
    return done(data, file >= 0 && read_open(data, file, path, options, error));
}
