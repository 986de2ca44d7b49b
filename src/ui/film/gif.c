/* gif.c: a GIF through giflib: one palette for all frames, only the changed rectangle of each,
 * and in it pixels that stayed are transparent, which packs well. */
#include <errno.h>
#include <gif_lib.h>
#include <stdlib.h>
#include <string.h>

#include "base/new_file.h"
#include "ui/draw/palette.h"
#include "ui/film/kind.h"

enum {
    LONGEST = 65535,                 /* hundredths that a delay can have */
    TRANSPARENT = PALETTE_COLORS - 1 /* index */
};

typedef struct Gif {
    NewFile to;
    GifFileType *file;
    const Theme *theme;
    Palette palette;
    GifByteType *row;   /* width indices; owned */
    GifByteType *shown; /* width * height indices, as a viewer sees them now; owned */
    int width, height;
    int fault; /* what errno was when something could not be written; 0: so far everything could */
    bool begun;
} Gif;

/* giflib says of a full disk only that it could not write. */
static bool gif_error(const Gif *gif, Error *error, int code) {
    const char *reason = gif->fault ? strerror(gif->fault) : GifErrorString(code);
    return error_set(error, "cannot write the film: %s", reason ? reason : "unknown error");
}

static void gif_free(Gif *gif) {
    free(gif->row);
    free(gif->shown);
    free(gif);
}

static int put_bytes(GifFileType *file, const GifByteType *bytes, int count) {
    Gif *gif = file->UserData;
    size_t written = fwrite(bytes, 1, (size_t)count, gif->to.out);
    if (written < (size_t)count && !gif->fault)
        gif->fault = errno;
    return (int)written;
}

static bool open_file(Gif *gif, const char *path, Error *error) {
    int code = 0;
    if (!new_file_open(&gif->to, path, error))
        return false;
    gif->file = EGifOpen(gif, put_bytes, &code);
    if (gif->file)
        return true;
    gif_error(gif, error, code);
    return new_file_close(&gif->to, false, error);
}

static void *gif_open(const char *path, int width, int height, const Theme *theme, Error *error) {
    size_t count = (size_t)width * (size_t)height;
    Gif *gif = calloc(1, sizeof *gif);
    if (!gif) {
        error_memory(error, sizeof *gif, "a GIF film");
        return NULL;
    }
    gif->row = malloc((size_t)width);
    gif->shown = malloc(count);
    gif->theme = theme;
    gif->width = width;
    gif->height = height;
    bool ready = gif->row && gif->shown;
    if (!ready)
        error_memory(error, count, "a GIF film");
    if (!ready || !open_file(gif, path, error)) {
        gif_free(gif);
        return NULL;
    }
    memset(gif->shown, TRANSPARENT, count); /* nothing is shown yet */
    return gif;
}

static bool begin(Gif *gif, const SDL_Surface *frame, Error *error) {
    static const unsigned char FOR_EVER[] = {1, 0, 0};
    if (!palette_choose(&gif->palette, gif->theme, frame))
        return error_memory(error, 4 * (size_t)gif->width * (size_t)gif->height, "a GIF's colours");
    ColorMapObject *map = GifMakeMapObject(PALETTE_COLORS, NULL);
    if (!map)
        return error_memory(error, PALETTE_COLORS * sizeof(GifColorType), "a GIF's colours");
    for (int k = 0; k < gif->palette.count; k++) {
        uint32_t color = gif->palette.colors[k];
        map->Colors[k] = (GifColorType){(GifByteType)(color >> 16), (GifByteType)(color >> 8),
                                        (GifByteType)color};
    }
    EGifSetGifVersion(gif->file, true);
    bool begun = EGifPutScreenDesc(gif->file, gif->width, gif->height, 8, 0, map) == GIF_OK &&
                 EGifPutExtensionLeader(gif->file, APPLICATION_EXT_FUNC_CODE) == GIF_OK &&
                 EGifPutExtensionBlock(gif->file, 11, "NETSCAPE2.0") == GIF_OK &&
                 EGifPutExtensionBlock(gif->file, sizeof FOR_EVER, FOR_EVER) == GIF_OK &&
                 EGifPutExtensionTrailer(gif->file) == GIF_OK;
    GifFreeMapObject(map);
    gif->begun = begun;
    return begun || gif_error(gif, error, gif->file->Error);
}

static bool put_delay(Gif *gif, int hundredths) {
    GifByteType bytes[4];
    GraphicsControlBlock control = {.DisposalMode = DISPOSE_DO_NOT,
                                    .DelayTime = hundredths > LONGEST ? LONGEST : hundredths,
                                    .TransparentColor = TRANSPARENT};
    size_t size = EGifGCBToExtension(&control, bytes);
    return EGifPutExtension(gif->file, GRAPHICS_EXT_FUNC_CODE, (int)size, bytes) == GIF_OK;
}

static bool put_rows(Gif *gif, const SDL_Surface *frame, SDL_Rect rect) {
    for (int y = rect.y; y < rect.y + rect.h; y++) {
        const uint32_t *from =
            (const uint32_t *)((const uint8_t *)frame->pixels + y * frame->pitch) + rect.x;
        GifByteType *shown = gif->shown + (size_t)y * (size_t)gif->width + rect.x;
        for (int x = 0; x < rect.w; x++) {
            GifByteType index = palette_index(&gif->palette, from[x]);
            gif->row[x] = index == shown[x] ? TRANSPARENT : index;
            shown[x] = index;
        }
        if (EGifPutLine(gif->file, gif->row, rect.w) != GIF_OK)
            return false;
    }
    return true;
}

static bool gif_add(void *state, const SDL_Surface *frame, SDL_Rect changed, int ticks,
                    Error *error) {
    Gif *gif = state;
    if (!gif->begun && !begin(gif, frame, error))
        return false;
    bool added = put_delay(gif, ticks) &&
                 EGifPutImageDesc(gif->file, changed.x, changed.y, changed.w, changed.h, false,
                                  NULL) == GIF_OK &&
                 put_rows(gif, frame, changed);
    return added || gif_error(gif, error, gif->file->Error);
}

static bool gif_close(void *state, bool good, Error *error) {
    Gif *gif = state;
    int code = 0;
    bool closed = EGifCloseFile(gif->file, &code) == GIF_OK;
    if (good && !closed)
        gif_error(gif, error, code);
    bool whole = new_file_close(&gif->to, good && closed, error);
    gif_free(gif);
    return whole;
}

const FilmKind FILM_GIF = {".gif", gif_open, gif_add, gif_close, 100};
