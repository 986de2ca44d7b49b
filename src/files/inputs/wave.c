/* wave.c: see wave.h. A WAV file is a row of chunks: "fmt " says what a sample is, "data" has them,
 * channel beside channel (Multimedia Programming Interface and Data Specifications 1.0, chapter 3).
 * Samples become numbers from -1 to 1. */
#include "files/inputs/wave.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

enum {
    HEAD = 12,
    CHUNK_HEAD = 8,
    FORMAT_LEAST = 16,
    FORMAT_MOST = 40,
    PCM = 1,
    FLOATS = 3,
    EXTENDED = 0xfffe, /* the format stands behind */
    PIECE = 6144,      /* bytes: whole samples of 1, 2, 3, 4 and 8 */
    CHANNELS = 1024
};

typedef struct Wave {
    int format, channels, width; /* width: bytes of a sample */
    long rate;
} Wave;

static uint32_t number_at(const unsigned char *bytes, int width) {
    uint32_t value = 0;
    for (int k = 0; k < width; k++)
        value |= (uint32_t)bytes[k] << 8 * k;
    return value;
}

static bool skip(ByteSource *source, uint64_t count) {
    char bytes[PIECE];
    while (count) {
        size_t part = count < sizeof bytes ? (size_t)count : sizeof bytes;
        if (!source_take(source, bytes, part))
            return false;
        count -= part;
    }
    return true;
}

static const char *format_name(int format) {
    switch (format) {
    case 2:
    case 17:
        return "ADPCM";
    case 6:
        return "A-law";
    case 7:
        return "mu-law";
    case 85:
        return "MP3";
    default:
        return "a compressed form";
    }
}

static bool bad_format(const char *path, const Wave *wave, Error *error) {
    inputs_fail(error, path, "these samples cannot be read");
    error_expected(error, "PCM of 1 to 4 bytes or floats of 4 or 8, at most %d channels", CHANNELS);
    if (wave->format != PCM && wave->format != FLOATS)
        error_found(error, "%s (%d)", format_name(wave->format), wave->format);
    else
        error_found(error, "%d channels of %d bytes", wave->channels, wave->width);
    return false;
}

static bool read_format(const char *path, ByteSource *source, uint32_t size, Wave *wave,
                        Error *error) {
    unsigned char bytes[FORMAT_MOST] = {0};
    uint32_t used = size < FORMAT_MOST ? size : FORMAT_MOST;
    if (size < FORMAT_LEAST || !source_take(source, bytes, used) || !skip(source, size - used))
        return inputs_fail(error, path, "what the file says of its samples is cut off");
    *wave = (Wave){.format = (int)number_at(bytes, 2),
                   .channels = (int)number_at(bytes + 2, 2),
                   .rate = (long)number_at(bytes + 4, 4),
                   .width = (int)(number_at(bytes + 14, 2) + 7) / 8};
    if (wave->format == EXTENDED && used == FORMAT_MOST)
        wave->format = (int)number_at(bytes + 24, 2);
    bool known = (wave->format == PCM && wave->width >= 1 && wave->width <= 4) ||
                 (wave->format == FLOATS && (wave->width == 4 || wave->width == 8));
    bool whole = (int)number_at(bytes + 12, 2) == wave->channels * wave->width;
    if (known && whole && wave->channels >= 1 && wave->channels <= CHANNELS)
        return true;
    return bad_format(path, wave, error);
}

/* To the samples; *size is how many bytes they have. */
static bool find_samples(const char *path, ByteSource *source, Wave *wave, uint64_t *size,
                         Error *error) {
    unsigned char head[CHUNK_HEAD];
    while (source_take(source, head, sizeof head)) {
        uint32_t length = number_at(head + 4, 4);
        if (memcmp(head, "fmt ", 4) == 0) {
            if (!read_format(path, source, length, wave, error))
                return false;
            length &= 1;
        } else if (memcmp(head, "data", 4) == 0 && wave->format) {
            *size = length == UINT32_MAX ? source->left : length; /* a stream's length is unknown */
            return true;
        } else {
            length += length & 1;
        }
        if (length > source->left || !skip(source, length))
            break;
    }
    return inputs_fail(error, path, "the file has no samples, or does not say what they are");
}

static float sample_at(const Wave *wave, const unsigned char *bytes) {
    uint32_t bits = number_at(bytes, wave->width < 4 ? wave->width : 4);
    float number;
    double wide;
    if (wave->format == FLOATS && wave->width == sizeof number) {
        memcpy(&number, &bits, sizeof number);
        return number;
    }
    if (wave->format == FLOATS) {
        uint64_t all = bits | (uint64_t)number_at(bytes + 4, 4) << 32;
        memcpy(&wide, &all, sizeof wide);
        return (float)wide;
    }
    if (wave->width == 1) /* these alone have no sign */
        return ((float)bits - 128) / 128;
    return (float)((double)(int32_t)(bits << 8 * (4 - wave->width)) / 2147483648.0);
}

static bool read_samples(InputData *data, const Wave *wave, ByteSource *source, uint64_t count) {
    unsigned char bytes[PIECE];
    for (uint64_t k = 0; k < count;) {
        uint64_t rest = count - k, part = sizeof bytes / (unsigned)wave->width;
        part = part < rest ? part : rest;
        if (!source_take(source, bytes, (size_t)part * (unsigned)wave->width))
            return false;
        for (uint64_t n = 0; n < part; n++)
            data->numbers[k + n] = sample_at(wave, bytes + n * (unsigned)wave->width);
        k += part;
    }
    return true;
}

bool inputs_read_wave(InputData *data, const char *path, ByteSource *source,
                      const InputOptions *options, Error *error) {
    char head[HEAD];
    Wave wave = {0};
    uint64_t size = 0;
    if (!source_take(source, head, sizeof head) || memcmp(head + 8, "WAVE", 4) != 0)
        return inputs_fail(error, path, "this is RIFF, but no WAV");
    if (!find_samples(path, source, &wave, &size, error))
        return false;
    if (size > source->left)
        return inputs_fail(error, path, "the file is cut off: %llu bytes of samples are missing",
                           (unsigned long long)(size - source->left));
    if (options->frames && wave.channels > 1)
        return inputs_fail(error, path, "--frames is for one channel: the file has %d",
                           wave.channels);
    data->inputs = options->frames ? options->frames : wave.channels;
    uint64_t step = (uint64_t)data->inputs * (unsigned)wave.width, steps = size / step;
    if (!steps || steps > LONG_MAX)
        return inputs_fail(error, path, "the file has fewer samples than a step");
    if (size % step)
        inputs_left(data, path, "the last %llu samples are left out: they are no whole step",
                    (unsigned long long)(size % step / (unsigned)wave.width));
    if (!inputs_room(data, path, 1, steps * (uint64_t)data->inputs, error))
        return false;
    data->sequences[0].steps = (long)steps;
    return read_samples(data, &wave, source, steps * (uint64_t)data->inputs) ||
           inputs_fail(error, path, "the samples cannot be read");
}
