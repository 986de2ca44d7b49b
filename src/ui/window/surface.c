/* surface.c: windows are drawn by the processor, so the window's surface is used, and of it only
 * parts are sent to the display. */
#include "ui/window/surface.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ui/draw/icon.h"
#include "ui/window/host.h"

enum { DESIGN_WIDTH = 1600, DESIGN_HEIGHT = 900, USUAL_DPI = 96, ICON_SIZE = 128 };

static bool sdl_error(Error *error, const char *what) {
    return error_set(error, "%s: %s", what, SDL_GetError());
}

/* An integer scale factor that the user asked for; 0: none. */
static float asked_scale(void) {
    const char *text = getenv("GATESCOPE_SCALE");
    float scale = text ? strtof(text, NULL) : 0;
    return scale >= 0.5f && scale <= 8 ? scale : 0;
}

/* Where the system does not scale windows itself, a dense display still needs larger things: by its
 * dots per inch in quarters, but never so large that the design no longer fits on it. */
static float display_scale(int display) {
    float dpi = USUAL_DPI;
    SDL_Rect bounds = {0, 0, DESIGN_WIDTH, DESIGN_HEIGHT};
    if (SDL_GetDisplayDPI(display, NULL, &dpi, NULL) != 0 ||
        SDL_GetDisplayBounds(display, &bounds) != 0)
        return 1;
    float dense = roundf(4 * dpi / USUAL_DPI) / 4;
    float fits = fminf((float)bounds.w / DESIGN_WIDTH, (float)bounds.h / DESIGN_HEIGHT);
    return fmaxf(1, fminf(dense, floorf(4 * fits) / 4));
}

static float choose_scale(SDL_Window *window, float ratio) {
    float asked = asked_scale();
    if (asked > 0)
        return asked;
    return ratio > 1.01f ? ratio : display_scale(SDL_GetWindowDisplayIndex(window));
}

/* SDL may fall back on a driver that shows nothing; that is a display only for one who asked for
 * it. */
static bool start_display(Error *error) {
    if (SDL_Init(SDL_INIT_VIDEO) != 0)
        return sdl_error(error, "no display");
    const char *driver = SDL_GetCurrentVideoDriver();
    bool blind = driver && (strcmp(driver, "offscreen") == 0 || strcmp(driver, "dummy") == 0);
    if (!blind || getenv("SDL_VIDEODRIVER"))
        return true;
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
    return error_set(error, "no display");
}

static void choose_hints(void) {
    /* X11 takes parts of a surface directly; going through OpenGL would start a GPU driver for
     * that. */
    const char *driver = SDL_GetCurrentVideoDriver();
    if (driver && strcmp(driver, "x11") == 0)
        SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
}

static SDL_Window *create_window(const char *title, int display) {
    float scale = asked_scale() > 0 ? asked_scale() : display_scale(display);
    int centred = (int)SDL_WINDOWPOS_CENTERED_DISPLAY(display);
    int width = (int)(DESIGN_WIDTH * scale), height = (int)(DESIGN_HEIGHT * scale);
    SDL_Rect usable;
    if (SDL_GetDisplayUsableBounds(display, &usable) == 0) {
        width = usable.w < width ? usable.w : width;
        height = usable.h < height ? usable.h : height;
    }
    SDL_Window *window = SDL_CreateWindow(title, centred, centred, width, height,
                                          SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI);
    if (!window)
        return NULL;
    SDL_Surface *icon = icon_new(ICON_SIZE, NULL); /* one can do without */
    if (icon)
        SDL_SetWindowIcon(window, icon);
    SDL_FreeSurface(icon);
    return window;
}

bool surface_open(Surface *surface, const char *title, int display, Error *error) {
    *surface = (Surface){0};
    SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
    SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");
    if (!start_display(error)) {
        error_hint(error, "gatescope render draws a lesson without one");
        return false;
    }
    choose_hints();
    surface->window = create_window(title, display);
    if (!surface->window) {
        sdl_error(error, "cannot open a window");
        surface_close(surface);
        return false;
    }
    SDL_StopTextInput(); /* keys are keys here: an input method must not take them */
    if (!surface_refresh(surface, error)) {
        surface_close(surface);
        return false;
    }
    return true;
}

static void free_own_surface(Surface *surface) {
    if (surface->pixels != surface->shown)
        SDL_FreeSurface(surface->pixels);
    surface->pixels = surface->shown = NULL;
}

void surface_title(const Surface *surface, const char *title) {
    if (surface->window && strcmp(SDL_GetWindowTitle(surface->window), title) != 0)
        SDL_SetWindowTitle(surface->window, title);
}

void surface_close(Surface *surface) {
    free_own_surface(surface);
    if (surface->window)
        SDL_DestroyWindow(surface->window);
    surface->window = NULL;
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
}

bool surface_refresh(Surface *surface, Error *error) {
    int width = 0, height = 0;
    free_own_surface(surface);
    surface->shown = host_surface(surface->window);
    if (!surface->shown)
        return sdl_error(error, "cannot draw into the window");
    uint32_t format = surface->shown->format->format;
    surface->pixels = surface->shown;
    if (format != SDL_PIXELFORMAT_RGB888 && format != SDL_PIXELFORMAT_ARGB8888)
        surface->pixels = SDL_CreateRGBSurfaceWithFormat(0, surface->shown->w, surface->shown->h,
                                                         32, SDL_PIXELFORMAT_RGB888);
    if (!surface->pixels)
        return sdl_error(error, "cannot draw into the window");
    SDL_GetWindowSize(surface->window, &width, &height);
    surface->ratio = width > 0 ? (float)surface->pixels->w / (float)width : 1;
    surface->scale = choose_scale(surface->window, surface->ratio);
    return true;
}

bool surface_show(const Surface *surface, const SDL_Rect *rects, int count, Error *error) {
    const SDL_Rect everything = {0, 0, surface->pixels->w, surface->pixels->h};
    if (!rects) {
        rects = &everything;
        count = 1;
    }
    for (int k = 0; k < count && surface->pixels != surface->shown; k++) {
        SDL_Rect to = rects[k];
        if (SDL_BlitSurface(surface->pixels, &rects[k], surface->shown, &to) != 0)
            return sdl_error(error, "cannot draw into the window");
    }
    if (count > 0 && !host_show(surface->window, rects, count))
        return sdl_error(error, "cannot show the window");
    return true;
}

void surface_toggle_full(const Surface *surface) {
    bool full = SDL_GetWindowFlags(surface->window) & SDL_WINDOW_FULLSCREEN_DESKTOP;
    SDL_SetWindowFullscreen(surface->window, full ? 0 : SDL_WINDOW_FULLSCREEN_DESKTOP);
}

void surface_fill_display(const Surface *surface, bool on) {
    SDL_SetWindowFullscreen(surface->window, on ? SDL_WINDOW_FULLSCREEN_DESKTOP : 0);
}

bool surface_is_seen(const Surface *surface) {
    return !(SDL_GetWindowFlags(surface->window) & (SDL_WINDOW_MINIMIZED | SDL_WINDOW_HIDDEN));
}

int surface_other_display(const Surface *surface) {
    if (SDL_GetNumVideoDisplays() < 2)
        return -1;
    return SDL_GetWindowDisplayIndex(surface->window) == 0 ? 1 : 0;
}
