/* studio.c: see studio.h. */
#include "commands/picture/studio.h"

bool studio_open(Studio *studio, int width, int height, float scale, Error *error) {
    *studio = (Studio){.viewport = {.width = width, .height = height, .scale = scale}};
    studio->picture = picture_new(width, height, error);
    studio->fonts = studio->picture ? fonts_new(error) : NULL;
    studio->canvas = studio->fonts ? canvas_new(studio->fonts, error) : NULL;
    return studio->canvas && canvas_target(studio->canvas, studio->picture, error);
}

void studio_close(Studio *studio) {
    canvas_free(studio->canvas);
    fonts_free(studio->fonts);
    display_free(&studio->list);
    SDL_FreeSurface(studio->picture);
    *studio = (Studio){0};
}

void studio_draw(Studio *studio, const Session *session) {
    scene_build(&studio->list, session, fonts_measure(studio->fonts), &studio->viewport);
    studio->changed_count = canvas_draw(studio->canvas, &studio->list, studio->changed);
}
