/* film.c: one frame is held back until it is known how long it stays; the kinds write. */
#include "ui/film/film.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ui/draw/picture.h"
#include "ui/film/kind.h"

struct Film {
    const FilmKind *kind;
    void *state;
    SDL_Surface *held; /* the frame not yet written; owned */
    SDL_Rect changed;  /* of it */
    bool any;          /* a frame is held */
    double until;      /* when it ends, seconds from the start */
    long written;      /* ticks of the frames written */
    bool failed;
    char *path; /* owned */
};

static const FilmKind *const KINDS[] = {&FILM_GIF, &FILM_MP4};

static const FilmKind *kind_of(const char *path) {
    size_t length = strlen(path);
    for (size_t k = 0; k < sizeof KINDS / sizeof *KINDS; k++) {
        size_t ending = strlen(KINDS[k]->ending);
        if (length > ending && strcmp(path + length - ending, KINDS[k]->ending) == 0)
            return KINDS[k];
    }
    return NULL;
}

bool film_is_path(const char *path) {
    return kind_of(path) != NULL;
}

/* Names the file in an error of the film's. Returns false. */
static bool blame(const char *path, Error *error) {
    if (error)
        SDL_strlcpy(error->file, path, sizeof error->file);
    return false;
}

static void film_free(Film *film) {
    SDL_FreeSurface(film->held);
    free(film->path);
    free(film);
}

Film *film_open(const char *path, int width, int height, const Theme *theme, Error *error) {
    const FilmKind *kind = kind_of(path);
    if (!kind) {
        error_set(error, "not the name of a film");
        error_expected(error, "a name that ends with .gif or .mp4");
        blame(path, error);
        return NULL;
    }
    Film *film = calloc(1, sizeof *film);
    size_t size = strlen(path) + 1;
    char *copy = malloc(size);
    if (!film || !copy) {
        error_memory(error, sizeof *film, "a film");
        free(film);
        free(copy);
        return NULL;
    }
    film->kind = kind;
    film->path = copy;
    memcpy(film->path, path, size);
    film->held = picture_new(width, height, error);
    film->state = film->held ? kind->open(path, width, height, theme, error) : NULL;
    if (!film->state) {
        blame(path, error);
        film_free(film);
        return NULL;
    }
    return film;
}

/* Writes the held frame. Its ticks are those from the end of the one before to its own end, so that
 * rounding never adds up. */
static bool flush(Film *film, Error *error) {
    long end = lround(film->until * film->kind->rate);
    int ticks = end > film->written ? (int)(end - film->written) : 1;
    if (!film->any || film->failed)
        return !film->failed;
    if (!film->kind->add(film->state, film->held, film->changed, ticks, error)) {
        film->failed = true;
        return blame(film->path, error);
    }
    film->written += ticks;
    film->any = false;
    return true;
}

static SDL_Rect union_of(const SDL_Rect *rects, int count) {
    SDL_Rect all = count > 0 ? rects[0] : (SDL_Rect){0};
    for (int k = 1; k < count; k++)
        SDL_UnionRect(&all, &rects[k], &all);
    return all;
}

bool film_add(Film *film, const SDL_Surface *frame, const SDL_Rect *changed, int count,
              double seconds, Error *error) {
    assert(seconds >= 0);
    bool first = film->written == 0 && !film->any;
    SDL_Rect everything = {0, 0, film->held->w, film->held->h};
    if (frame->w != everything.w || frame->h != everything.h)
        return error_set(error, "a frame of %d x %d pixels in a film of %d x %d", frame->w,
                         frame->h, everything.w, everything.h);
    if (first || count > 0) {
        if (!flush(film, error))
            return false;
        SDL_Rect rect = first ? everything : union_of(changed, count);
        SDL_IntersectRect(&rect, &everything, &film->changed);
        for (int y = 0; y < frame->h; y++)
            memcpy((uint8_t *)film->held->pixels + y * film->held->pitch,
                   (const uint8_t *)frame->pixels + y * frame->pitch, 4 * (size_t)frame->w);
        film->any = true;
    }
    film->until += seconds;
    return !film->failed;
}

bool film_close(Film *film, Error *error) {
    bool any = film->any || film->written > 0;
    bool written = any ? flush(film, error) : error_set(error, "the film has no frames");
    bool closed = film->kind->close(film->state, written, written ? error : NULL);
    if (written && !closed)
        blame(film->path, error);
    film_free(film);
    return closed;
}
