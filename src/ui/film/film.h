/* film.h: frames to a moving picture: GIF (giflib) or MP4 (an ffmpeg process), by the file's
 * ending.
 *
 * Frames come one after the other and are written as they come; none is kept. */
#ifndef GATESCOPE_UI_FILM_FILM_H
#define GATESCOPE_UI_FILM_FILM_H

#include <SDL.h>

#include "base/error.h"
#include "scene/display/theme.h"

enum { FILM_RATE = 25 }; /* frames a second that are worth making */

typedef struct Film Film;

/* Whether the file's ending is one that a film can have. */
bool film_is_path(const char *path);

/* Begins a film of width x height pixels. The theme says which colours will come (a GIF has 256).
 * NULL and an error where the ending is unknown, the file cannot be written, memory lacks or, for
 * MP4, ffmpeg is not installed. */
Film *film_open(const char *path, int width, int height, const Theme *theme, Error *error);

/* Adds a frame that stays for `seconds`. changed: what differs from the frame before (count
 * rectangles as canvas_draw gives them); the first frame is taken whole. A frame without changes
 * lengthens the one before. */
bool film_add(Film *film, const SDL_Surface *frame, const SDL_Rect *changed, int count,
              double seconds, Error *error);

/* Ends the film and frees it. False and an error where the end could not be written or ffmpeg
 * failed; the unfinished file is then removed. */
bool film_close(Film *film, Error *error);

#endif
