/* canvas.c: proves that what canvas_draw redraws in parts is bit for bit what a redraw of
 * everything gives, that it redraws no more than it must, that no shape, however odd its numbers,
 * is drawn outside the surface, that smooth shapes have the area they should, and that the mask
 * cache keeps its bound. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ui/draw/canvas.h"
#include "ui/draw/picture.h"

enum { WIDTH = 421, HEIGHT = 307, ROUNDS = 250, SHAPES = 40 };

/* A small generator of our own, so that a failure can be repeated. */
static uint32_t next_random(uint32_t *state) {
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

static float random_between(uint32_t *state, float low, float high) {
    return low + (high - low) * (float)(next_random(state) % 10007) / 10006;
}

static Color random_color(uint32_t *state) {
    Color color = next_random(state) << 8;
    return color | (next_random(state) % 3 ? 0xff : next_random(state) % 256);
}

static Rect random_rect(uint32_t *state) {
    return (Rect){random_between(state, -40, WIDTH), random_between(state, -40, HEIGHT),
                  random_between(state, -4, 160), random_between(state, -4, 120)};
}

static void draw_random_text(DisplayList *list, uint32_t *state, Rect r, Color color) {
    static const char *const TEXTS[] = {
        "forget", "-0.93", "c\u0303\u209c \u25b6 next", "f", "", "\xff\xc3 bad", "\u4e2d h"};
    draw_text(list, r.x, r.y, (Face)(next_random(state) % FACE_COUNT), random_between(state, 8, 30),
              color, TEXTS[next_random(state) % 7]);
}

static void draw_random_plot(DisplayList *list, uint32_t *state, Rect r, Color color) {
    float values[24];
    for (int k = 0; k < 24; k++)
        values[k] = next_random(state) % 12 ? random_between(state, -1.2f, 1.2f) : NAN;
    if (next_random(state) % 2)
        draw_heat(list, r, values, 4, 6, -1, 1, random_color(state), color);
    else
        draw_curve(list, r, values, 24, -1, 1, random_between(state, 1, 4), color);
}

/* A palette of greys. */
static unsigned char *draw_greys(DisplayList *list, Rect r, int rows, int columns) {
    Color palette[RASTER_COLORS];
    for (int k = 0; k < RASTER_COLORS; k++)
        palette[k] = (Color)k * 0x01010100u | 0xff;
    return draw_raster(list, r, rows, columns, palette);
}

static void draw_random_raster(DisplayList *list, uint32_t *state, Rect r) {
    int rows = 1 + (int)(next_random(state) % 9), columns = 1 + (int)(next_random(state) % 700);
    unsigned char *levels = draw_greys(list, r, rows, columns);
    for (int k = 0; k < rows * columns; k++)
        levels[k] = (unsigned char)(next_random(state) % RASTER_COLORS);
}

static void draw_random_shape(DisplayList *list, uint32_t *state) {
    Rect r = random_rect(state);
    Color color = random_color(state);
    float width = random_between(state, 0, 6), radius = random_between(state, 0, 14);
    switch (next_random(state) % 13) {
    case 0:
        draw_frame(list, r, radius, width, color);
        break;
    case 1:
        draw_dashed_frame(list, r, radius, width, random_between(state, 1, 9), color);
        break;
    case 2:
        draw_line(list, r.x, r.y, r.x + r.w, r.y + (radius < 7 ? 0 : r.h), width, color);
        break;
    case 3:
        draw_disc(list, r.x, r.y, radius, color);
        break;
    case 4:
        draw_ring(list, r.x, r.y, 2 * radius, width, color);
        break;
    case 5:
        draw_triangle(list, r, (int)(next_random(state) % 4), color);
        break;
    case 6:
        draw_cross(list, r.x, r.y, radius, width, color);
        draw_plus(list, r.x + 30, r.y, radius, width, color);
        break;
    case 7:
    case 8:
        draw_random_text(list, state, r, color);
        break;
    case 9:
        draw_random_plot(list, state, r, color);
        break;
    case 10:
        draw_clip(list, r);
        break;
    case 11:
        draw_random_raster(list, state, r);
        break;
    default:
        draw_fill(list, r, radius, color);
        break;
    }
    if (next_random(state) % 8 == 0)
        draw_clip_end(list);
}

/* Every shape comes from a seed of its own, so that a list differs from the last in a few shapes.
 */
static void build_list(DisplayList *list, const uint32_t *seeds) {
    display_clear(list);
    draw_fill(list, (Rect){0, 0, WIDTH, HEIGHT * 0.8f}, 0, 0x10141bff);
    for (int k = 0; k < SHAPES; k++) {
        uint32_t state = seeds[k];
        draw_random_shape(list, &state);
    }
}

typedef struct Fixture {
    FontSet *fonts;
    Canvas *canvas;
    SDL_Surface *surface;
} Fixture;

static Fixture fixture_new(FontSet *fonts) {
    Error error;
    Fixture fixture = {fonts, canvas_new(fonts, &error), picture_new(WIDTH, HEIGHT, &error)};
    assert_non_null(fixture.canvas);
    assert_non_null(fixture.surface);
    assert_true(canvas_target(fixture.canvas, fixture.surface, &error));
    return fixture;
}

static void fixture_free(Fixture *fixture) {
    canvas_free(fixture->canvas);
    SDL_FreeSurface(fixture->surface);
}

static bool same_pixels(const SDL_Surface *a, const SDL_Surface *b) {
    for (int y = 0; y < a->h; y++)
        if (memcmp((const char *)a->pixels + y * a->pitch, (const char *)b->pixels + y * b->pitch,
                   4 * (size_t)a->w) != 0)
            return false;
    return true;
}

static void parts_equal_the_whole(void **state) {
    FontSet *fonts = *state;
    Fixture parts = fixture_new(fonts), whole = fixture_new(fonts);
    DisplayList list = {0};
    uint32_t seeds[SHAPES], random = 7;
    for (int k = 0; k < SHAPES; k++)
        seeds[k] = next_random(&random);
    for (int round = 0; round < ROUNDS; round++) {
        for (int change = 0; change < round % 4; change++)
            seeds[next_random(&random) % SHAPES] = next_random(&random);
        build_list(&list, seeds);
        canvas_draw(parts.canvas, &list, NULL);
        canvas_invalidate(whole.canvas);
        canvas_draw(whole.canvas, &list, NULL);
        if (!same_pixels(parts.surface, whole.surface))
            fail_msg("round %d differs", round);
    }
    display_free(&list);
    fixture_free(&parts);
    fixture_free(&whole);
}

static void nothing_changed_draws_nothing(void **state) {
    Fixture fixture = fixture_new(*state);
    DisplayList list = {0};
    SDL_Rect changed[CANVAS_RECTS];
    draw_fill(&list, (Rect){0, 0, WIDTH, HEIGHT}, 0, 0x10141bff);
    draw_text(&list, 10, 10, FACE_TEXT, 16, 0xffffffff, "What survives a distraction?");
    assert_int_equal(canvas_draw(fixture.canvas, &list, changed), 1);
    assert_int_equal(changed[0].w, WIDTH);
    assert_int_equal(changed[0].h, HEIGHT);
    assert_int_equal(canvas_draw(fixture.canvas, &list, changed), 0);

    /* The same text from another place in the list's store is the same picture. */
    display_clear(&list);
    draw_text(&list, -500, 0, FACE_TEXT, 16, 0xffffffff, "outside");
    draw_fill(&list, (Rect){0, 0, WIDTH, HEIGHT}, 0, 0x10141bff);
    draw_text(&list, 10, 10, FACE_TEXT, 16, 0xffffffff, "What survives a distraction?");
    assert_int_equal(canvas_draw(fixture.canvas, &list, changed), 0);

    /* One shape more touches its own cells only. */
    draw_fill(&list, (Rect){300, 200, 10, 10}, 0, 0xf0803cff);
    assert_int_equal(canvas_draw(fixture.canvas, &list, changed), 1);
    assert_true(changed[0].x > 200 && changed[0].y > 100 && changed[0].w <= 128);
    canvas_invalidate(fixture.canvas);
    assert_int_equal(canvas_draw(fixture.canvas, &list, changed), 1);
    assert_int_equal(changed[0].w, WIDTH);
    display_free(&list);
    fixture_free(&fixture);
}

static const float ODD[] = {0,     -1,     0.25f, 3,        1e4f,      -1e4f,
                            1e30f, -1e30f, NAN,   INFINITY, -INFINITY, 77.7f};
enum { ODDS = sizeof ODD / sizeof *ODD };

/* All kinds of shapes with one odd rectangle, radius, width and dash. */
static void draw_odd_shapes(DisplayList *list, Rect r, float radius, float width) {
    const float values[4] = {0, NAN, INFINITY, -1};
    draw_fill(list, r, radius, 0x11223380);
    draw_frame(list, r, radius, width, 0xff8800ff);
    draw_dashed_frame(list, r, radius, width, radius, 0xff8800ff);
    draw_line(list, r.x, r.y, r.x + r.w, r.y + r.h, width, 0x00ff00ff);
    draw_disc(list, r.x, r.y, radius, 0x0000ffff);
    draw_ring(list, r.x, r.y, radius, width, 0x0000ffff);
    draw_triangle(list, r, 5, 0x0000ffff);
    draw_cross(list, r.x, r.y, radius, width, 0xffffffff);
    draw_plus(list, r.x, r.y, radius, width, 0xffffffff);
    draw_text(list, r.x, r.y, FACE_NUMBER, fminf(radius, 40), 0xffffffff, "odd");
    draw_heat(list, r, values, 2, 2, radius, width, 0, 0xffffffff);
    draw_curve(list, r, values, 4, radius, width, width, 0xffffffff);
    unsigned char *levels = draw_greys(list, r, 2, 2);
    memset(levels, 7, 4);
}

static void nothing_is_drawn_outside(void **state) {
    enum { MARGIN = 8, W = 60, H = 40, STRIDE = W + 2 * MARGIN, ROWS = H + 2 * MARGIN };
    static uint32_t pixels[ROWS * STRIDE];
    Error error;
    Canvas *canvas = canvas_new(*state, &error);
    DisplayList list = {0};
    memset(pixels, 0xa5, sizeof pixels);
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormatFrom(
        pixels + MARGIN * STRIDE + MARGIN, W, H, 32, STRIDE * 4, SDL_PIXELFORMAT_RGB888);
    assert_true(canvas_target(canvas, surface, &error));
    for (int a = 0; a < ODDS; a++) {
        for (int b = 0; b < ODDS; b++) {
            display_clear(&list);
            draw_odd_shapes(&list, (Rect){ODD[a], ODD[b], ODD[b], ODD[a]}, ODD[a], ODD[b]);
            draw_odd_shapes(&list, (Rect){ODD[b], -10, 200, ODD[b]}, 6, ODD[a]);
            draw_clip(&list, (Rect){ODD[a], ODD[b], ODD[a], ODD[b]});
            draw_odd_shapes(&list, (Rect){-20, -20, 300, 200}, ODD[b], 3);
            canvas_draw(canvas, &list, NULL);
        }
    }
    for (int k = 0; k < ROWS * STRIDE; k++) {
        int x = k % STRIDE - MARGIN, y = k / STRIDE - MARGIN;
        if (x < 0 || y < 0 || x >= W || y >= H)
            assert_int_equal(pixels[k], 0xa5a5a5a5);
    }
    display_free(&list);
    canvas_free(canvas);
    SDL_FreeSurface(surface);
}

static uint32_t pixel_at(const Fixture *fixture, int x, int y) {
    return *(const uint32_t *)((const char *)fixture->surface->pixels +
                               y * fixture->surface->pitch + 4 * x) &
           0xffffff;
}

/* The sum of how bright all pixels are, in full pixels. */
static double ink(const Fixture *fixture) {
    double sum = 0;
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
            sum += (pixel_at(fixture, x, y) & 0xff) / 255.0;
    return sum;
}

/* How much ink the list gives, white on black. */
static double ink_of(const Fixture *fixture, DisplayList *list) {
    canvas_draw(fixture->canvas, list, NULL);
    display_clear(list);
    return ink(fixture);
}

static void shapes_have_their_area(void **state) {
    const double pi = 3.14159265358979;
    Fixture fixture = fixture_new(*state);
    DisplayList list = {0};
    draw_fill(&list, (Rect){10, 20, 100, 50}, 0, 0xffffffff);
    assert_float_equal(ink_of(&fixture, &list), 5000, 0);
    assert_int_equal(pixel_at(&fixture, 9, 20), 0);
    assert_int_equal(pixel_at(&fixture, 10, 20), 0xffffff);
    assert_int_equal(pixel_at(&fixture, 109, 69), 0xffffff);
    assert_int_equal(pixel_at(&fixture, 110, 69), 0);

    draw_fill(&list, (Rect){10, 20, 100, 50}, 10, 0xffffffff);
    assert_float_equal(ink_of(&fixture, &list), 5000 - (4 - pi) * 100, 3);
    draw_frame(&list, (Rect){10, 20, 100, 50}, 0, 2, 0xffffffff);
    assert_float_equal(ink_of(&fixture, &list), 5000 - 96 * 46, 0);
    draw_disc(&list, 100.3f, 100.6f, 30, 0xffffffff);
    assert_float_equal(ink_of(&fixture, &list), pi * 900, 10);
    draw_ring(&list, 100, 100, 30, 4, 0xffffffff);
    assert_float_equal(ink_of(&fixture, &list), pi * (900 - 26 * 26), 10);
    draw_triangle(&list, (Rect){50, 50, 40, 60}, 3, 0xffffffff);
    assert_float_equal(ink_of(&fixture, &list), 1200, 12);
    draw_line(&list, 20, 20, 320, 260, 3, 0xffffffff);
    assert_float_equal(ink_of(&fixture, &list), 3 * hypot(300, 240), 12);
    draw_line(&list, 20, 30, 220, 30, 3, 0xffffffff);
    assert_float_equal(ink_of(&fixture, &list), 600, 0);
    draw_fill(&list, (Rect){0, 0, 10, 10}, 0, 0xffffff80);
    assert_float_equal(ink_of(&fixture, &list), 50, 0.5);
    display_free(&list);
    fixture_free(&fixture);
}

static void text_is_drawn_where_it_is_measured(void **state) {
    FontSet *fonts = *state;
    const Fonts *measure = fonts_measure(fonts);
    static const char *const TEXTS[] = {"Gatescope", "f",           "-0.93",
                                        "c\u0303",   "\u25b6 play", "\u2297 \u2192"};
    for (int face = 0; face < FACE_COUNT; face++) {
        for (size_t k = 0; k < sizeof TEXTS / sizeof *TEXTS; k++) {
            size_t length = strlen(TEXTS[k]);
            float width = measure->width(measure->context, (Face)face, 17, TEXTS[k], length);
            float height = measure->height(measure->context, (Face)face, 17);
            float ascent = measure->ascent(measure->context, (Face)face, 17);
            Mask mask;
            assert_true(fonts_draw(fonts, (Face)face, 17, TEXTS[k], length, &mask));
            assert_true(width > 0 && ascent > 0 && ascent < height);
            assert_true(mask.width > 0 && mask.x >= -8 && mask.x + mask.width <= width + 8);
            free(mask.coverage);
        }
        assert_float_equal(measure->width(measure->context, (Face)face, 17, "", 0), 0, 0);
    }
}

static void cache_keeps_its_bound(void **state) {
    (void)state;
    enum { SIDE = 32, LIMIT = 64 * 1024, FRAMES = 40, PER_FRAME = 20 };
    MaskCache *cache = mask_cache_new(LIMIT);
    assert_non_null(cache);
    for (int frame = 0; frame < FRAMES; frame++) {
        const Mask *first = NULL;
        mask_cache_frame(cache);
        for (int k = 0; k < PER_FRAME; k++) {
            int key = frame * PER_FRAME + k;
            Mask mask = {.width = SIDE, .height = SIDE, .coverage = malloc(SIDE * SIDE)};
            assert_null(mask_cache_find(cache, &key, sizeof key));
            memset(mask.coverage, key & 0xff, SIDE * SIDE);
            const Mask *kept = mask_cache_add(cache, &key, sizeof key, mask);
            first = first ? first : kept;
            assert_ptr_equal(mask_cache_find(cache, &key, sizeof key), kept);
        }
        /* What this frame uses is still there, and the bound holds. */
        assert_int_equal(first->coverage[0], frame * PER_FRAME & 0xff);
        assert_true(mask_cache_bytes(cache) <= LIMIT);
    }
    int oldest = 0;
    assert_null(mask_cache_find(cache, &oldest, sizeof oldest));
    assert_true(mask_cache_count(cache) >= PER_FRAME);
    mask_cache_free(cache);
}

static void canvas_keeps_the_cache_bound(void **state) {
    Fixture fixture = fixture_new(*state);
    DisplayList list = {0};
    char text[32];
    for (int frame = 0; frame < 400; frame++) {
        display_clear(&list);
        for (int k = 0; k < 20; k++) {
            snprintf(text, sizeof text, "%d is one of many", frame * 20 + k);
            draw_text(&list, 5, (float)k * 14, FACE_TEXT, 60, 0xffffffff, text);
        }
        canvas_draw(fixture.canvas, &list, NULL);
    }
    assert_true(mask_cache_bytes(canvas_masks(fixture.canvas)) <= 24u << 20);
    assert_true(mask_cache_count(canvas_masks(fixture.canvas)) < 8000);
    display_free(&list);
    fixture_free(&fixture);
}

/* Rows of a heat map that show the same are copied: they must be what each gives alone. */
static void heat_is_the_same_row_by_row(void **state) {
    static const float VALUES[] = {0.1f, -0.7f, NAN, 0.9f, 0.4f, 1, 0.3f, -1, 0, 0.2f};
    Fixture whole = fixture_new(*state), rows = fixture_new(*state);
    DisplayList list = {0};
    const Rect rect = {9, 7, 150, 83};
    for (int kind = 0; kind < 8;
         kind++) { /* a row or two; with NaN or without; see-through or not */
        int height = 1 + kind % 2, from = kind & 2 ? 0 : 5, columns = (kind & 2 ? 10 : 5) / height;
        Color color = kind & 4 ? 0x20e040a0 : 0x20e040ff;
        for (int y = -1; y < HEIGHT; y++) {
            display_clear(&list);
            draw_fill(&list, (Rect){0, 0, WIDTH, HEIGHT}, 0, 0x204060ff);
            draw_fill(&list, (Rect){0, 40, WIDTH, 20}, 0, 0xff8000ff);
            if (y >= 0)
                draw_clip(&list, (Rect){0, (float)y, WIDTH, 1});
            draw_heat(&list, rect, VALUES + from, height, columns, -1, 1, 0x101010ff, color);
            canvas_draw(y < 0 ? whole.canvas : rows.canvas, &list, NULL);
            if (y < 0)
                continue;
            const char *a = (const char *)whole.surface->pixels + y * whole.surface->pitch;
            const char *b = (const char *)rows.surface->pixels + y * rows.surface->pitch;
            assert_memory_equal(a, b, WIDTH * sizeof(uint32_t));
        }
    }
    display_free(&list);
    fixture_free(&whole);
    fixture_free(&rows);
}

/* Each level has its colour, in equal parts of the rectangle; of more than there are pixels one is
 * shown; a picture wider than a slice has no seam; another level is another picture. */
static void levels_have_their_colours(void **state) {
    Fixture fixture = fixture_new(*state);
    DisplayList list = {0};
    unsigned char *levels = draw_greys(&list, (Rect){10, 20, 60, 30}, 3, 2);
    memcpy(levels, (const unsigned char[]){1, 2, 3, 4, 5, 255}, 6);
    canvas_draw(fixture.canvas, &list, NULL);
    assert_int_equal(pixel_at(&fixture, 10, 20), 0x010101);
    assert_int_equal(pixel_at(&fixture, 39, 29), 0x010101);
    assert_int_equal(pixel_at(&fixture, 40, 29), 0x020202);
    assert_int_equal(pixel_at(&fixture, 39, 30), 0x030303);
    assert_int_equal(pixel_at(&fixture, 69, 49), 0xffffff);
    assert_int_equal(pixel_at(&fixture, 70, 49), 0);
    assert_int_equal(pixel_at(&fixture, 9, 20), 0);
    assert_int_equal(canvas_draw(fixture.canvas, &list, NULL), 0);
    ((unsigned char *)(uintptr_t)raster_levels(&list, list.shapes))[0] = 9;
    assert_int_equal(canvas_draw(fixture.canvas, &list, NULL), 1);
    assert_int_equal(pixel_at(&fixture, 10, 20), 0x090909);
    display_clear(&list);
    levels = draw_greys(&list, (Rect){-300, 0, 700, 4}, 1, 1400);
    for (int k = 0; k < 1400; k++)
        levels[k] = (unsigned char)(k / 2 % 250);
    canvas_draw(fixture.canvas, &list, NULL);
    for (int x = 0; x < 400; x++)
        assert_int_equal(pixel_at(&fixture, x, 3), (x + 300) % 250 * 0x010101);
    display_free(&list);
    fixture_free(&fixture);
}

static int open_fonts(void **state) {
    Error error;
    *state = fonts_new(&error);
    return *state ? 0 : -1;
}

static int close_fonts(void **state) {
    fonts_free(*state);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_equal_the_whole),
        cmocka_unit_test(nothing_changed_draws_nothing),
        cmocka_unit_test(nothing_is_drawn_outside),
        cmocka_unit_test(shapes_have_their_area),
        cmocka_unit_test(heat_is_the_same_row_by_row),
        cmocka_unit_test(levels_have_their_colours),
        cmocka_unit_test(text_is_drawn_where_it_is_measured),
        cmocka_unit_test(cache_keeps_its_bound),
        cmocka_unit_test(canvas_keeps_the_cache_bound),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
