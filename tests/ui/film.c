/* film.c: proves that a GIF read back has the frames, delays and colours that were put in, that
 * an MP4 comes out where ffmpeg is installed, that a PNG read back has the picture's pixels, and
 * that files that cannot be written are clear errors which leave no half-written file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <gif_lib.h>
#include <png.h>

#include "ui/draw/picture.h"
#include "ui/film/film.h"

enum { WIDTH = 63, HEIGHT = 41, FRAMES = 6 };

/* Two colours that every theme has, so that the GIF has them exactly. */
static const Theme *theme(void) {
    return theme_get(THEME_DARK);
}

static void path_in_folder(char *path, size_t size, const char *folder, const char *name) {
    snprintf(path, size, "%s/%s", folder, name);
}

static void fill(SDL_Surface *surface, SDL_Rect rect, Color color) {
    SDL_FillRect(surface, &rect, color >> 8);
}

/* A square that goes right, 7 pixels a frame. */
static SDL_Rect square_of(int frame) {
    return (SDL_Rect){7 * frame, 10, 7, 7};
}

static SDL_Surface *first_frame(void) {
    Error error;
    SDL_Surface *surface = picture_new(WIDTH, HEIGHT, &error);
    assert_non_null(surface);
    fill(surface, (SDL_Rect){0, 0, WIDTH, HEIGHT}, theme()->background);
    fill(surface, square_of(0), theme()->role[ROLE_FORGET]);
    return surface;
}

static void write_film(const char *path) {
    Error error;
    SDL_Surface *surface = first_frame();
    Film *film = film_open(path, WIDTH, HEIGHT, theme(), &error);
    assert_non_null(film);
    for (int frame = 0; frame < FRAMES; frame++) {
        SDL_Rect changed[2] = {square_of(frame), square_of(frame)};
        if (frame > 0) {
            changed[0] = square_of(frame - 1);
            fill(surface, changed[0], theme()->background);
            fill(surface, changed[1], theme()->role[ROLE_FORGET]);
        }
        assert_true(film_add(film, surface, changed, 2, 0.125, &error));
        assert_true(film_add(film, surface, NULL, 0, 0.125, &error)); /* lengthens it */
    }
    assert_true(film_close(film, &error));
    SDL_FreeSurface(surface);
}

static uint32_t gif_color(const GifFileType *gif, int index) {
    GifColorType color = gif->SColorMap->Colors[index];
    return (uint32_t)color.Red << 16 | (uint32_t)color.Green << 8 | color.Blue;
}

/* Lays the image over the picture as a viewer would. */
static void lay_image(uint32_t *picture, const GifFileType *gif, const SavedImage *image,
                      int transparent) {
    const GifImageDesc *part = &image->ImageDesc;
    for (int y = 0; y < part->Height; y++) {
        for (int x = 0; x < part->Width; x++) {
            int index = image->RasterBits[y * part->Width + x];
            if (index != transparent)
                picture[(part->Top + y) * WIDTH + part->Left + x] = gif_color(gif, index);
        }
    }
}

static void a_gif_has_its_frames(void **state) {
    char path[512];
    uint32_t picture[WIDTH * HEIGHT] = {0};
    int code = 0, hundredths = 0;
    path_in_folder(path, sizeof path, *state, "film.gif");
    write_film(path);
    GifFileType *gif = DGifOpenFileName(path, &code);
    assert_non_null(gif);
    assert_int_equal(DGifSlurp(gif), GIF_OK);
    assert_int_equal(gif->SWidth, WIDTH);
    assert_int_equal(gif->SHeight, HEIGHT);
    assert_int_equal(gif->ImageCount, FRAMES);
    for (int frame = 0; frame < FRAMES; frame++) {
        GraphicsControlBlock control;
        SDL_Rect square = square_of(frame);
        assert_int_equal(DGifSavedExtensionToGCB(gif, frame, &control), GIF_OK);
        hundredths += control.DelayTime;
        assert_int_equal(control.DelayTime, 25);
        lay_image(picture, gif, &gif->SavedImages[frame], control.TransparentColor);
        for (int k = 0; k < WIDTH * HEIGHT; k++) {
            SDL_Point point = {k % WIDTH, k / WIDTH};
            Color color =
                SDL_PointInRect(&point, &square) ? theme()->role[ROLE_FORGET] : theme()->background;
            assert_int_equal(picture[k], color >> 8);
        }
    }
    assert_int_equal(hundredths, 150);
    /* Only what changed is in the later frames. */
    assert_int_equal(gif->SavedImages[0].ImageDesc.Width, WIDTH);
    assert_int_equal(gif->SavedImages[1].ImageDesc.Width, 14);
    assert_int_equal(gif->SavedImages[1].ImageDesc.Height, 7);
    assert_int_equal(DGifCloseFile(gif, &code), GIF_OK);
    remove(path);
}

static void an_mp4_comes_out(void **state) {
    char path[512];
    if (system("ffmpeg -version >/dev/null 2>&1") != 0)
        skip();
    path_in_folder(path, sizeof path, *state, "-film: 1.mp4");
    write_film(path);
    FILE *file = fopen(path, "rb");
    char head[12] = "";
    assert_non_null(file);
    assert_int_equal(fread(head, 1, sizeof head, file), sizeof head);
    assert_memory_equal(head + 4, "ftyp", 4);
    fclose(file);
    remove(path);
}

static void without_ffmpeg_the_error_names_it(void **state) {
    char path[512], kept[4096];
    Error error;
    const char *before = getenv("PATH");
    snprintf(kept, sizeof kept, "%s", before ? before : "");
    path_in_folder(path, sizeof path, *state, "none.mp4");
    setenv("PATH", *state, 1);
    Film *film = film_open(path, WIDTH, HEIGHT, theme(), &error);
    setenv("PATH", kept, 1);
    assert_null(film);
    assert_non_null(strstr(error.what, "ffmpeg"));
    assert_non_null(strstr(error.hint, "install"));
    remove(path);
}

/* An ffmpeg that takes all frames, writes these bytes and ends with that status. */
static void fake_ffmpeg(const char *path, const char *bytes, int status) {
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(
        file,
        "#!/bin/sh\nfor last; do :; done\n/bin/cat > /dev/null\nprintf '%s' > \"${last#file:}\"\n"
        "exit %d\n",
        bytes, status);
    fclose(file);
    assert_int_equal(chmod(path, 0755), 0);
}

static bool film_by(const char *folder, const char *path, Error *error) {
    char kept[4096];
    const char *before = getenv("PATH");
    SDL_Surface *surface = first_frame();
    SDL_Rect all = {0, 0, WIDTH, HEIGHT};
    snprintf(kept, sizeof kept, "%s", before ? before : "");
    setenv("PATH", folder, 1);
    Film *film = film_open(path, WIDTH, HEIGHT, theme(), error);
    setenv("PATH", kept, 1);
    assert_non_null(film);
    assert_true(film_add(film, surface, &all, 1, 0.1, error));
    SDL_FreeSurface(surface);
    return film_close(film, error);
}

/* What ffmpeg says of itself is not enough: on a full disk it may end with 0. */
static void an_mp4_is_looked_at(void **state) {
#define TYPE     "\\000\\000\\000\\010ftyp"
#define INDEX    "\\000\\000\\000\\010moov"
#define PICTURES "\\000\\000\\000\\011mdatX"
#define LARGE    "\\000\\000\\000\\001mdat\\000\\000\\000\\000\\000\\000\\000\\021X"
    static const struct {
        const char *bytes;
        int status;
        bool good;
    } CASES[] = {{TYPE INDEX PICTURES, 0, true},
                 {TYPE PICTURES INDEX, 0, true},
                 {TYPE INDEX LARGE, 0, true},
                 {TYPE INDEX PICTURES, 1, false},
                 {TYPE INDEX, 0, false},
                 {TYPE PICTURES, 0, false},
                 {TYPE INDEX "\\000\\000\\000\\010mdat", 0, false},          /* no picture */
                 {TYPE INDEX "\\000\\000\\000\\012mdatX", 0, false},         /* cut off */
                 {TYPE INDEX PICTURES "\\000\\000", 0, false},               /* in a head */
                 {TYPE INDEX PICTURES "\\000\\000\\000\\000free", 0, false}, /* no end */
                 {"", 0, false}};
    char ffmpeg[512], path[512];
    path_in_folder(ffmpeg, sizeof ffmpeg, *state, "ffmpeg");
    path_in_folder(path, sizeof path, *state, "film.mp4");
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
        Error error = {0};
        struct stat status;
        fake_ffmpeg(ffmpeg, CASES[k].bytes, CASES[k].status);
        if (film_by(*state, path, &error) != CASES[k].good)
            fail_msg("film %zu: \"%s\"", k, error.what);
        assert_int_equal(stat(path, &status) == 0, CASES[k].good);
        if (!CASES[k].good)
            assert_true(strstr(error.what, "ffmpeg") && strcmp(error.file, path) == 0);
        remove(path);
    }
    remove(ffmpeg);
}

static void an_mp4_needs_a_file(void **state) {
    char path[512];
    Error error;
    path_in_folder(path, sizeof path, *state, "null.mp4");
    assert_int_equal(symlink("/dev/null", path), 0);
    assert_null(film_open(path, WIDTH, HEIGHT, theme(), &error));
    assert_non_null(strstr(error.what, "pipe or a device"));
    assert_string_equal(error.file, path);
    remove(path);
}

static void films_that_cannot_be_are_errors(void **state) {
    char path[512];
    Error error;
    assert_true(film_is_path("a.gif") && film_is_path("a.mp4"));
    assert_false(film_is_path("gif") || film_is_path(".gif") || film_is_path("a.png"));
    assert_null(film_open("a.avi", WIDTH, HEIGHT, theme(), &error));
    assert_non_null(strstr(error.expected, ".gif"));
    path_in_folder(path, sizeof path, *state, "no/such/folder.gif");
    assert_null(film_open(path, WIDTH, HEIGHT, theme(), &error));
    assert_string_equal(error.file, path);
    path_in_folder(path, sizeof path, *state, "no/such/folder.mp4");
    assert_null(film_open(path, WIDTH, HEIGHT, theme(), &error));
    assert_non_null(strstr(error.what, "cannot write"));

    path_in_folder(path, sizeof path, *state, "empty.gif");
    Film *film = film_open(path, WIDTH, HEIGHT, theme(), &error);
    assert_non_null(film);
    assert_false(film_close(film, &error));
    struct stat status;
    assert_int_not_equal(stat(path, &status), 0); /* nothing is left */
}

static void a_png_has_the_picture(void **state) {
    char path[512];
    Error error;
    SDL_Surface *surface = first_frame();
    path_in_folder(path, sizeof path, *state, "picture.png");
    assert_true(picture_save(surface, path, &error));
    png_image image = {.version = PNG_IMAGE_VERSION};
    static uint8_t bytes[WIDTH * HEIGHT * 3];
    assert_true(png_image_begin_read_from_file(&image, path));
    assert_int_equal(image.width, WIDTH);
    assert_int_equal(image.height, HEIGHT);
    image.format = PNG_FORMAT_RGB;
    assert_true(png_image_finish_read(&image, NULL, bytes, 0, NULL));
    for (int k = 0; k < WIDTH * HEIGHT; k++) {
        const uint32_t *row =
            (const uint32_t *)((const char *)surface->pixels + k / WIDTH * surface->pitch);
        uint32_t read =
            (uint32_t)bytes[3 * k] << 16 | (uint32_t)bytes[3 * k + 1] << 8 | bytes[3 * k + 2];
        assert_int_equal(read, row[k % WIDTH] & 0xffffff);
    }
    remove(path);
    SDL_FreeSurface(surface);
}

static void pictures_that_cannot_be_are_errors(void **state) {
    char path[512];
    Error error;
    SDL_Surface *surface = first_frame();
    path_in_folder(path, sizeof path, *state, "no/such/folder.png");
    assert_false(picture_save(surface, path, &error));
    assert_string_equal(error.file, path);
    assert_non_null(strstr(error.what, "cannot write"));
    assert_false(picture_save(surface, *state, &error)); /* a folder */
    assert_null(picture_new(0, 10, &error));
    assert_null(picture_new(10, 1 << 20, &error));
    assert_non_null(strstr(error.what, "1048576"));
    if (access("/dev/full", W_OK) == 0)
        assert_false(picture_save(surface, "/dev/full", &error));
    SDL_FreeSurface(surface);
}

static int make_folder(void **state) {
    static char folder[] = "/tmp/gatescope-film-XXXXXX";
    *state = mkdtemp(folder);
    return *state ? 0 : -1;
}

static int remove_folder(void **state) {
    return rmdir(*state);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_gif_has_its_frames),
        cmocka_unit_test(an_mp4_comes_out),
        cmocka_unit_test(an_mp4_is_looked_at),
        cmocka_unit_test(an_mp4_needs_a_file),
        cmocka_unit_test(without_ffmpeg_the_error_names_it),
        cmocka_unit_test(films_that_cannot_be_are_errors),
        cmocka_unit_test(a_png_has_the_picture),
        cmocka_unit_test(pictures_that_cannot_be_are_errors),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
