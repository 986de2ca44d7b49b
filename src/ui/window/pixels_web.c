/* pixels_web.c: the pixels of the page's canvas: all that it has, and of them only those that changed are put there. */
#include <emscripten.h>
#include <stdlib.h>

#include "ui/window/host.h"

/* clang-format off */
EM_JS(int, page_pixels, (int down), { return Module.page.pixels(down !== 0); });
EM_JS(void, page_drawn, (void), { Module.page.drawn(); });
EM_JS(void, page_put, (const void *bytes, int x, int y, int width, int height), {
    const pixels = new Uint8ClampedArray(HEAPU8.buffer, bytes, 4 * width * height);
    Module.canvas.getContext('2d').putImageData(new ImageData(pixels, width, height), x, y);
});
/* clang-format on */

/* SDL's own surface has a pixel a coordinate, and shows all of it each time. How many pixels the canvas has
 * in its place on the display only the page knows. */
static SDL_Surface *surface;
static bool drawn;      /* the first picture is there */
static uint32_t *bytes; /* of a part of it: r, g, b and opaque; room for all */

SDL_Surface *host_surface(SDL_Window *window) {
    int width = page_pixels(false), height = page_pixels(true);
    (void)window;
    if (surface && surface->w == width && surface->h == height)
        return surface;
    SDL_FreeSurface(surface);
    free(bytes);
    surface = SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_RGB888);
    bytes = malloc(sizeof *bytes * (size_t)width * (size_t)height);
    if (!surface || !bytes) {
        SDL_OutOfMemory();
        return NULL;
    }
    return surface;
}

static void put(const SDL_Rect *rect) {
    uint32_t *to = bytes;
    for (int y = rect->y; y < rect->y + rect->h; y++) {
        const uint32_t *from =
            (const uint32_t *)(const void *)((const uint8_t *)surface->pixels + y * surface->pitch);
        for (int x = rect->x; x < rect->x + rect->w; x++) {
            uint32_t p = from[x];
            *to++ = 0xff000000 | (p & 0xff) << 16 | (p & 0xff00) | (p >> 16 & 0xff);
        }
    }
    page_put(bytes, rect->x, rect->y, rect->w, rect->h);
}

bool host_show(SDL_Window *window, const SDL_Rect *rects, int count) {
    const SDL_Rect all = {0, 0, surface->w, surface->h};
    (void)window;
    for (int k = 0; k < count; k++) {
        SDL_Rect rect;
        if (SDL_IntersectRect(&rects[k], &all, &rect))
            put(&rect);
    }
    if (!drawn)
        page_drawn();
    drawn = true;
    return true;
}
