/* icon.c: the canvas draws upon opaque ground only. So the icon is drawn upon black and upon white,
 * and what is see-through follows from the difference, for each pixel's colour c and alpha a:
 *
 *     black = a c,  white = a c + (1 - a) 255   =>   a = 1 - (white - black) / 255,  c = black / a
 */
#include "ui/draw/icon.h"

#include "scene/display/icon.h"
#include "ui/draw/canvas.h"
#include "ui/draw/picture.h"

static const Color BLACK = 0x000000ff, WHITE = 0xffffffff;

static SDL_Surface *draw_upon(Color ground, int size, Error *error) {
    SDL_Surface *picture = picture_new(size, size, error);
    Canvas *canvas = picture ? canvas_new(NULL, error) : NULL; /* an icon has no words */
    DisplayList list = {0};
    bool good = canvas && canvas_target(canvas, picture, error);
    if (good) {
        scene_icon(&list, size, ground);
        canvas_draw(canvas, &list, NULL);
    }
    display_free(&list);
    canvas_free(canvas);
    if (good)
        return picture;
    SDL_FreeSurface(picture);
    return NULL;
}

static uint32_t channel(uint32_t pixel, int shift) {
    return pixel >> shift & 0xff;
}

static uint32_t see_through(uint32_t black, uint32_t white) {
    uint32_t shade = 0; /* of the three channels they differ alike, but for rounding */
    for (int shift = 0; shift < 24; shift += 8) {
        uint32_t more = channel(white, shift) - channel(black, shift);
        shade = more > shade ? more : shade;
    }
    uint32_t alpha = 255 - shade, pixel = alpha << 24;
    for (int shift = 0; alpha && shift < 24; shift += 8) {
        uint32_t value = (channel(black, shift) * 255 + alpha / 2) / alpha;
        pixel |= (value < 255 ? value : 255) << shift;
    }
    return pixel;
}

static uint32_t *row_of(const SDL_Surface *surface, int y) {
    return (uint32_t *)((uint8_t *)surface->pixels + y * surface->pitch);
}

static void join(SDL_Surface *icon, const SDL_Surface *black, const SDL_Surface *white) {
    for (int y = 0; y < icon->h; y++)
        for (int x = 0; x < icon->w; x++)
            row_of(icon, y)[x] = see_through(row_of(black, y)[x], row_of(white, y)[x]);
}

SDL_Surface *icon_new(int size, Error *error) {
    if (size < ICON_LEAST || size > ICON_MOST) {
        error_set(error, "an icon cannot be %d pixels wide", size);
        error_expected(error, "%d to %d", ICON_LEAST, ICON_MOST);
        return NULL;
    }
    SDL_Surface *black = draw_upon(BLACK, size, error);
    SDL_Surface *white = black ? draw_upon(WHITE, size, error) : NULL;
    SDL_Surface *icon =
        white ? SDL_CreateRGBSurfaceWithFormat(0, size, size, 32, SDL_PIXELFORMAT_ARGB8888) : NULL;
    if (icon)
        join(icon, black, white);
    else if (white)
        error_memory(error, 4 * (size_t)size * (size_t)size, "an icon");
    SDL_FreeSurface(black);
    SDL_FreeSurface(white);
    return icon;
}
