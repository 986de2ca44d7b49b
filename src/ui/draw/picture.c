/* picture.c: PNG through libpng's simplified interface. */
#include "ui/draw/picture.h"

#include <errno.h>
#include <png.h>
#include <stdlib.h>
#include <string.h>

#include "base/new_file.h"

SDL_Surface *picture_new(int width, int height, Error *error) {
    if (width < 1 || height < 1 || width > PICTURE_MOST || height > PICTURE_MOST) {
        error_set(error, "a picture cannot be %d x %d pixels", width, height);
        error_expected(error, "1 to %d pixels a side", PICTURE_MOST);
        return NULL;
    }
    SDL_Surface *picture =
        SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_RGB888);
    if (!picture)
        error_memory(error, 4 * (size_t)width * (size_t)height, "a picture");
    return picture;
}

enum { RGB = 3, RGBA = 4 };

/* Words xRGB to bytes r, g, b; words ARGB to r, g, b and alpha. */
static uint8_t *picture_bytes(const SDL_Surface *picture, int channels) {
    size_t count = (size_t)picture->w * (size_t)picture->h;
    uint8_t *bytes = malloc((size_t)channels * count), *to = bytes;
    for (int y = 0; bytes && y < picture->h; y++) {
        const uint32_t *from =
            (const uint32_t *)((const uint8_t *)picture->pixels + y * picture->pitch);
        for (int x = 0; x < picture->w; x++) {
            *to++ = (uint8_t)(from[x] >> 16);
            *to++ = (uint8_t)(from[x] >> 8);
            *to++ = (uint8_t)from[x];
            if (channels == RGBA)
                *to++ = (uint8_t)(from[x] >> 24);
        }
    }
    return bytes;
}

static bool write_png(const SDL_Surface *picture, const uint8_t *bytes, int channels, FILE *file,
                      Error *error) {
    png_image image = {.version = PNG_IMAGE_VERSION,
                       .width = (png_uint_32)picture->w,
                       .height = (png_uint_32)picture->h,
                       .format = channels == RGBA ? PNG_FORMAT_RGBA : PNG_FORMAT_RGB};
    errno = 0;
    bool written = png_image_write_to_stdio(&image, file, 0, bytes, channels * picture->w, NULL);
    if (!written) /* "Write Error" is all that libpng says of a full disk */
        error_set(error, "cannot write the picture: %s", errno ? strerror(errno) : image.message);
    png_image_free(&image);
    return written;
}

static bool save_bytes(const SDL_Surface *picture, const uint8_t *bytes, int channels,
                       const char *path, Error *error) {
    NewFile file;
    if (!new_file_open(&file, path, error))
        return false;
    bool written = write_png(picture, bytes, channels, file.out, error);
    return new_file_close(&file, written, error);
}

static bool save(const SDL_Surface *picture, int channels, const char *path, Error *error) {
    uint8_t *bytes = picture_bytes(picture, channels);
    if (!bytes)
        return error_memory(error, 4 * (size_t)picture->w * (size_t)picture->h, "a PNG picture");
    bool written = save_bytes(picture, bytes, channels, path, error);
    free(bytes);
    return written;
}

bool picture_save(const SDL_Surface *picture, const char *path, Error *error) {
    return save(picture, RGB, path, error);
}

bool picture_save_alpha(const SDL_Surface *picture, const char *path, Error *error) {
    return save(picture, RGBA, path, error);
}
