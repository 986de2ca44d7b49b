/* studio.h: draws sessions into a picture, without a display; for `render` and `bench`. */
#ifndef GATESCOPE_COMMANDS_PICTURE_STUDIO_H
#define GATESCOPE_COMMANDS_PICTURE_STUDIO_H

#include "scene/scene.h"
#include "ui/draw/canvas.h"
#include "ui/draw/picture.h"

typedef struct Studio {
    FontSet *fonts;
    Canvas *canvas;
    SDL_Surface *picture;
    DisplayList list;
    Viewport viewport;
    SDL_Rect changed[CANVAS_RECTS]; /* by the last studio_draw */
    int changed_count;
} Studio;

/* False and an error where fonts, memory or the size fail; studio_close in any case. */
bool studio_open(Studio *studio, int width, int height, float scale, Error *error);
void studio_close(Studio *studio);
/* Draws what changed since the last time. */
void studio_draw(Studio *studio, const Session *session);

#endif
