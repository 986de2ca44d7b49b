/* icon.c: proves of the program's icon that it is see-through at its round corners and nowhere
 * inside, smooth between, and at every size shows the memory and the three gates in their roles'
 * colours. */
#include "testing.h"

#include "scene/display/icon.h"
#include "scene/display/theme.h"
#include "ui/draw/icon.h"

static uint32_t pixel(const SDL_Surface *icon, int x, int y) {
    const uint8_t *row = (const uint8_t *)icon->pixels + y * icon->pitch;
    return ((const uint32_t *)row)[x];
}

static int count_of(const SDL_Surface *icon, uint32_t wanted) {
    int count = 0;
    for (int y = 0; y < icon->h; y++)
        for (int x = 0; x < icon->w; x++)
            count += pixel(icon, x, y) == wanted;
    return count;
}

static uint32_t opaque(Color color) {
    return 0xff000000 | color >> 8;
}

static void test_sizes(void **state) {
    (void)state;
    static const int SIZES[] = {16, 22, 24, 32, 48, 64, 128, 256, 512};
    const Theme *theme = theme_get(THEME_DARK);
    for (size_t k = 0; k < sizeof SIZES / sizeof *SIZES; k++) {
        Error error;
        int size = SIZES[k], partly = 0;
        SDL_Surface *icon = icon_new(size, &error);
        assert_non_null(icon);
        for (int y = 0; y < size; y++)
            for (int x = 0; x < size; x++)
                partly += pixel(icon, x, y) >> 24 != 0 && pixel(icon, x, y) >> 24 != 255;
        assert_int_equal(pixel(icon, 0, 0), 0);
        assert_int_equal(pixel(icon, size - 1, size - 1), 0);
        assert_int_equal(pixel(icon, size / 2, 0) >> 24, 255);
        assert_int_equal(pixel(icon, size / 2, size / 2) >> 24, 255);
        assert_true(partly > 0 && partly < 4 * size);
        static const Role ROLES[] = {ROLE_CELL, ROLE_FORGET, ROLE_WRITE, ROLE_OUTPUT};
        for (int r = 0; r < 4; r++)
            assert_true(count_of(icon, opaque(theme->role[ROLES[r]])) * 256 >= size * size);
        /* the forget gate is the fullest, the input gate the emptiest */
        assert_true(count_of(icon, opaque(theme->role[ROLE_FORGET])) >
                    count_of(icon, opaque(theme->role[ROLE_OUTPUT])));
        assert_true(count_of(icon, opaque(theme->role[ROLE_OUTPUT])) >
                    count_of(icon, opaque(theme->role[ROLE_WRITE])));
        SDL_FreeSurface(icon);
    }
}

static void test_bounds(void **state) {
    (void)state;
    Error error;
    assert_null(icon_new(ICON_LEAST - 1, &error));
    assert_string_equal(error.what, "an icon cannot be 15 pixels wide");
    assert_null(icon_new(ICON_MOST + 1, &error));
    assert_null(icon_new(-1, NULL));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sizes), cmocka_unit_test(test_bounds)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
