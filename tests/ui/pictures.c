/* pictures.c: the looks: whole screens are drawn and compared with the pictures that were looked
 * at and kept (tests/pictures), part by part, within a tolerance that another version of a font
 * stays in and a missing part or a wrong colour does not, which is tried as well. `make golden`
 * keeps the pictures anew; what differs is left in the folder of build/. */
#include "languages.h"
#include "practise_fixture.h"
#include "testing.h"

#include <math.h>
#include <png.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "files/lesson/file.h"
#include "scene/scene.h"
#include "session/session.h"
#include "ui/draw/canvas.h"
#include "ui/draw/picture.h"

enum { WIDTH = 1280, HEIGHT = 720, BLOCK = 8, ACROSS = WIDTH / BLOCK, DOWN = HEIGHT / BLOCK };
enum { NUMBERS = ACROSS * DOWN * 3, ACTIONS = 3, PATH_SIZE = 300 };
enum { TILE = 10 };                  /* blocks that are compared as one: 80 x 80 pixels */
static const double TILE_MOST = 6.0; /* of 255 */

typedef struct Shot {
    const char *name, *lesson; /* NULL: exercises on what is written */
    int beat, theme;
    Action actions[ACTIONS];
} Shot;

#define LESSON "lessons/21-add-or-replace.json"
#define EXPLORE                                                                                    \
    { .kind = ACTION_EXPLORE, .number = 1 }
#define PREDICT "tests/samples/questions.json"
/* A straight stroke through all of its steps. */
#define DRAWN                                                                                      \
    {.kind = ACTION_GUESS, .step = 2, .value = 0.9f}, {                                            \
        .kind = ACTION_GUESS, .step = 6, .value = 0.7f, .flag = true                               \
    }
/* A choice that is wrong, and what is told after it. */
#define WRONG                                                                                      \
    {.kind = ACTION_PRACTISE, .number = PRACTISE_CHOOSE, .unit = 0}, {                             \
        .kind = ACTION_PRACTISE, .number = PRACTISE_ON                                             \
    }
/* An exercise that is drawn, by its beat, and a straight stroke through its steps. */
enum { SKETCH = 1 };
#define SKETCHED                                                                                   \
    {.kind = ACTION_GUESS, .step = 2, .value = 0.9f}, {                                            \
        .kind = ACTION_GUESS, .step = 4, .value = 0.3f, .flag = true                               \
    }
#define ANSWERED                                                                                   \
    { .kind = ACTION_PRACTISE, .number = PRACTISE_ON }
static const Shot SHOTS[] = {
    {"guided-dark", LESSON, 3, THEME_DARK, {{.kind = ACTION_NONE}}},
    {"guided-light", LESSON, 3, THEME_LIGHT, {{.kind = ACTION_NONE}}},
    {"guided-contrast", LESSON, 3, THEME_CONTRAST, {{.kind = ACTION_CELL, .number = 1}}},
    {"guided-unrolled", LESSON, 3, THEME_DARK, {{.kind = ACTION_UNROLL, .number = 1}}},
    {"main-dark", LESSON, 3, THEME_DARK, {EXPLORE}},
    {"main-light", LESSON, 3, THEME_LIGHT, {EXPLORE}},
    {"main-contrast", LESSON, 3, THEME_CONTRAST, {EXPLORE}},
    {"inspector", LESSON, 3, THEME_DARK, {EXPLORE, {.kind = ACTION_INSPECT, .number = -1}}},
    {"presentation", LESSON, 3, THEME_LIGHT, {{.kind = ACTION_PRESENT, .number = 1}}},
    {"gradients", LESSON, 3, THEME_DARK, {EXPLORE, {.kind = ACTION_GRADIENTS, .number = 1}}},
    {"answered", LESSON, 3, THEME_DARK, {EXPLORE, {.kind = ACTION_ANSWER, .number = 0}}},
    {"chinese",
     "tests/samples/chinese.json",
     0,
     THEME_LIGHT,
     {EXPLORE, {.kind = ACTION_LANGUAGE, .number = CHINESE}}},
    {"predicted-dark", PREDICT, 0, THEME_DARK, {DRAWN, {.kind = ACTION_GIVE}}},
    {"predicted-light", PREDICT, 0, THEME_LIGHT, {DRAWN, {.kind = ACTION_GIVE}}},
    {"predicted-contrast", PREDICT, 0, THEME_CONTRAST, {DRAWN}},
    {"practise", NULL, 0, THEME_LIGHT, {WRONG}},
    {"practise-drawn-dark", NULL, SKETCH, THEME_DARK, {SKETCHED}},
    {"practise-drawn-light", NULL, SKETCH, THEME_LIGHT, {SKETCHED, ANSWERED}},
    {"practise-drawn-contrast", NULL, SKETCH, THEME_CONTRAST, {SKETCHED, ANSWERED}},
    {"keys", LESSON, 0, THEME_LIGHT, {{.kind = ACTION_HELP, .number = 1}}},
};
enum { SHOT_COUNT = sizeof SHOTS / sizeof *SHOTS };

/* ---- drawing ---- */

static Session *play(const Shot *shot, const Lesson *lesson, int theme) {
    Session *session = lesson                 ? session_new(lesson, NULL)
                       : shot->beat == SKETCH ? fixture_practise_drawn()
                                              : fixture_practise(idea_find("write"));
    assert_non_null(session);
    session->nudged = true;
    session_apply(session, &(Action){.kind = ACTION_GO_BEAT, .number = shot->beat});
    session_apply(session, &(Action){.kind = ACTION_THEME, .number = theme});
    while (session_moving(session))
        session_advance(session, 0.1);
    for (int k = 0; k < ACTIONS; k++)
        session_apply(session, &shot->actions[k]);
    while (session_moving(session))
        session_advance(session, 0.1);
    return session;
}

/* The mean colour of each block, 0..255. */
static void shrink(const SDL_Surface *picture, unsigned char *blocks) {
    for (int y = 0; y < DOWN; y++)
        for (int x = 0; x < ACROSS; x++) {
            long sum[3] = {0};
            for (int k = 0; k < BLOCK * BLOCK; k++) {
                const unsigned char *row = (const unsigned char *)picture->pixels +
                                           (y * BLOCK + k / BLOCK) * picture->pitch;
                Uint32 pixel;
                memcpy(&pixel, row + 4 * (x * BLOCK + k % BLOCK), sizeof pixel);
                Uint8 r, g, b;
                SDL_GetRGB(pixel, picture->format, &r, &g, &b);
                sum[0] += r;
                sum[1] += g;
                sum[2] += b;
            }
            for (int c = 0; c < 3; c++)
                blocks[(y * ACROSS + x) * 3 + c] = (unsigned char)(sum[c] / (BLOCK * BLOCK));
        }
}

static void draw(const Shot *shot, int theme, unsigned char *blocks) {
    Errors errors = {0};
    Error error = {0};
    Lesson *lesson = shot->lesson ? lesson_read(shot->lesson, &errors) : NULL;
    assert_true(lesson || !shot->lesson);
    Session *session = play(shot, lesson, theme);
    FontSet *fonts = fonts_new(&error);
    assert_non_null(fonts);
    Canvas *canvas = canvas_new(fonts, &error);
    SDL_Surface *picture = picture_new(WIDTH, HEIGHT, &error);
    assert_true(canvas && picture && canvas_target(canvas, picture, &error));
    DisplayList list = {0};
    const Viewport viewport = {
        .width = WIDTH, .height = HEIGHT, .scale = 1, .lesson_number = 6, .lesson_total = 6};
    scene_build(&list, session, fonts_measure(fonts), &viewport);
    canvas_draw(canvas, &list, NULL);
    shrink(picture, blocks);
    display_free(&list);
    SDL_FreeSurface(picture);
    canvas_free(canvas);
    fonts_free(fonts);
    session_free(session);
    lesson_free(lesson);
}

/* ---- keeping and comparing ---- */

static void write_blocks(const char *path, const unsigned char *blocks) {
    png_image image = {
        .version = PNG_IMAGE_VERSION, .width = ACROSS, .height = DOWN, .format = PNG_FORMAT_RGB};
    assert_true(png_image_write_to_file(&image, path, 0, blocks, 0, NULL));
}

static void read_blocks(const char *path, unsigned char *blocks) {
    png_image image = {.version = PNG_IMAGE_VERSION};
    if (!png_image_begin_read_from_file(&image, path))
        fail_msg("%s: %s; make golden keeps the pictures anew", path, image.message);
    assert_true(image.width == ACROSS && image.height == DOWN);
    image.format = PNG_FORMAT_RGB;
    assert_true(png_image_finish_read(&image, NULL, blocks, 0, NULL));
}

/* The mean difference in a square of the picture, tile blocks wide. */
static double tile_difference(const unsigned char *a, const unsigned char *b, int x, int y) {
    long sum = 0;
    for (int row = y; row < y + TILE; row++)
        for (int k = 3 * x; k < 3 * (x + TILE); k++)
            sum += abs(a[row * ACROSS * 3 + k] - b[row * ACROSS * 3 + k]);
    return (double)sum / (TILE * TILE * 3);
}

/* Whether both look alike everywhere; *worst: the largest difference of a tile. */
static bool alike(const unsigned char *a, const unsigned char *b, double *worst) {
    *worst = 0;
    for (int y = 0; y + TILE <= DOWN; y += TILE)
        for (int x = 0; x + TILE <= ACROSS; x += TILE)
            *worst = fmax(*worst, tile_difference(a, b, x, y));
    return *worst <= TILE_MOST;
}

static void test_looks(void **state) {
    (void)state;
    static unsigned char found[NUMBERS], kept[NUMBERS];
    int wrong = 0;
    for (int k = 0; k < SHOT_COUNT; k++) {
        char path[PATH_SIZE];
        double worst;
        snprintf(path, sizeof path, "tests/pictures/%s.png", SHOTS[k].name);
        draw(&SHOTS[k], SHOTS[k].theme, found);
        if (getenv("GOLDEN")) {
            write_blocks(path, found);
            continue;
        }
        read_blocks(path, kept);
        if (alike(found, kept, &worst))
            continue;
        print_message("%s: a part of it differs by %.1f of 255\n", SHOTS[k].name, worst);
        snprintf(path, sizeof path, "build/found-%s.png", SHOTS[k].name);
        write_blocks(path, found);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

/* No two of the pictures pass for each other, nor one in the colours of another theme. */
static void test_others_are_refused(void **state) {
    (void)state;
    static unsigned char pictures[SHOT_COUNT][NUMBERS], other[NUMBERS];
    double worst;
    for (int k = 0; k < SHOT_COUNT; k++)
        draw(&SHOTS[k], SHOTS[k].theme, pictures[k]);
    for (int a = 0; a < SHOT_COUNT; a++)
        for (int b = 0; b < a; b++)
            if (alike(pictures[a], pictures[b], &worst))
                fail_msg("%s passes for %s", SHOTS[a].name, SHOTS[b].name);
    draw(&SHOTS[0], THEME_CONTRAST, other);
    assert_false(alike(pictures[0], other, &worst));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_looks),
                                       cmocka_unit_test(test_others_are_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
