/* kind.h: what a kind of film file does; film.c picks the kind and asks it. Private to
 * ui/film*. */
#ifndef GATESCOPE_UI_FILM_KIND_H
#define GATESCOPE_UI_FILM_KIND_H

#include "ui/film/film.h"

typedef struct FilmKind {
    const char *ending; /* ".gif" */
    /* The kind's own state; NULL and an error. */
    void *(*open)(const char *path, int width, int height, const Theme *theme, Error *error);
    /* A frame that differs from the last in one rectangle and stays for `ticks` of the kind's
     * clock. */
    bool (*add)(void *state, const SDL_Surface *frame, SDL_Rect changed, int ticks, Error *error);
    /* Frees the state in any case. `good` false: the file goes away. */
    bool (*close)(void *state, bool good, Error *error);
    int rate; /* ticks a second */
} FilmKind;

extern const FilmKind FILM_GIF, FILM_MP4;

#endif
