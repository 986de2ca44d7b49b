/* A drawing becomes an image as MNIST's digits did: 20 pixels on its longer side, proportions kept,
 * the centre of mass within half a pixel of the middle of pixel 14, the pen as thick everywhere,
 * edges grey; wherever on the pad and however large it is drawn. tests/commands/drawn.c compares
 * drawings with MNIST's images. */
#include "testing.h"

#include <math.h>
#include <string.h>

#include "lesson/reading/ink.h"

/* Rows and columns from the first to the last with ink. */
typedef struct Extent {
    int left, right, top, bottom;
} Extent;

static Extent extent_of(const unsigned char *image) {
    Extent extent = {INK_SIDE, -1, INK_SIDE, -1};
    for (int k = 0; k < INK_PIXELS; k++) {
        int row = k / INK_SIDE, column = k % INK_SIDE;
        if (!image[k])
            continue;
        extent.left = column < extent.left ? column : extent.left;
        extent.right = column > extent.right ? column : extent.right;
        extent.top = row < extent.top ? row : extent.top;
        extent.bottom = row > extent.bottom ? row : extent.bottom;
    }
    return extent;
}

static void mass_of(const unsigned char *image, double *x, double *y) {
    double sum = 0;
    *x = *y = 0;
    for (int k = 0; k < INK_PIXELS; k++) {
        sum += image[k];
        *x += image[k] * (k % INK_SIDE + 0.5);
        *y += image[k] * (k / INK_SIDE + 0.5);
    }
    *x /= sum;
    *y /= sum;
}

static const InkPoint SEVEN[] = {{0.2f, 0.1f, true}, {0.7f, 0.1f, false}, {0.4f, 0.9f, false}};

static void test_size_and_place(void **state) {
    (void)state;
    unsigned char image[INK_PIXELS];
    assert_true(ink_image(SEVEN, 3, image));
    Extent extent = extent_of(image);
    assert_int_equal(extent.bottom - extent.top + 1, INK_BOX);
    /* 0.5 wide and 0.8 high, as the pen's middle goes */
    float edges = 2 * (INK_PEN + INK_SPREAD), wide = 0.5f / 0.8f * (INK_BOX - edges) + edges;
    assert_in_range(extent.right - extent.left + 1, (int)floorf(wide), (int)ceilf(wide));
    double x, y;
    mass_of(image, &x, &y);
    assert_true(fabs(x - INK_MIDDLE) <= 0.5 && fabs(y - INK_MIDDLE) <= 0.5);
}

/* The bounding box is not what is centred: a seven has its mass above its middle. */
static void test_mass_not_box(void **state) {
    (void)state;
    unsigned char image[INK_PIXELS];
    ink_image(SEVEN, 3, image);
    Extent extent = extent_of(image);
    assert_true(extent.top + extent.bottom + 1 > 2 * INK_MIDDLE + 1);
}

static void test_anywhere(void **state) {
    (void)state;
    unsigned char image[INK_PIXELS], other[INK_PIXELS];
    InkPoint small[3];
    for (int k = 0; k < 3; k++)
        small[k] =
            (InkPoint){0.6f + 0.25f * SEVEN[k].x, 0.05f + 0.25f * SEVEN[k].y, SEVEN[k].starts};
    ink_image(SEVEN, 3, image);
    ink_image(small, 3, other);
    for (int k = 0; k < INK_PIXELS; k++)
        assert_in_range(image[k] > other[k] ? image[k] - other[k] : other[k] - image[k], 0, 32);
}

/* A row through an upright stem has as much ink as the pen is wide, and no more pixels than the
 * pen and its soft edges can touch; in the middle the paper is covered. */
static void test_pen_width(void **state) {
    (void)state;
    const InkPoint stem[] = {{0.3f, 0.2f, true}, {0.3f, 0.9f, false}};
    unsigned char image[INK_PIXELS];
    ink_image(stem, 2, image);
    for (int row = 10; row < 20; row++) {
        int ink = 0, touched = 0, most = 0;
        for (int column = 0; column < INK_SIDE; column++) {
            int level = image[row * INK_SIDE + column];
            ink += level;
            touched += level > 0;
            most = level > most ? level : most;
        }
        assert_float_equal((float)ink / 255, 2 * INK_PEN, 0.15f);
        assert_in_range(touched, 3, (int)ceilf(2 * (INK_PEN + INK_SPREAD)));
        assert_int_equal(most, 255);
    }
}

static void test_grey_edges(void **state) {
    (void)state;
    unsigned char image[INK_PIXELS];
    int grey = 0, full = 0;
    ink_image(SEVEN, 3, image);
    for (int k = 0; k < INK_PIXELS; k++) {
        grey += image[k] > 0 && image[k] < 255;
        full += image[k] == 255;
    }
    assert_true(grey > 20 && full > 20);
}

/* A new stroke is not joined to the one before. */
static void test_strokes(void **state) {
    (void)state;
    const InkPoint bars[] = {
        {0.1f, 0.1f, true}, {0.1f, 0.9f, false}, {0.9f, 0.1f, true}, {0.9f, 0.9f, false}};
    unsigned char image[INK_PIXELS];
    ink_image(bars, 4, image);
    for (int row = 0; row < INK_SIDE; row++)
        assert_int_equal(image[row * INK_SIDE + INK_SIDE / 2], 0);
}

/* Its ink stays in the image though its mass lies far off its middle. */
static void test_lopsided(void **state) {
    (void)state;
    InkPoint points[400];
    unsigned char image[INK_PIXELS];
    for (int k = 0; k < 398; k++)
        points[k] = (InkPoint){0.001f * (float)(k % 20), 0.001f * (float)(k / 20), k == 0};
    points[398] = (InkPoint){0, 1, true};
    points[399] = (InkPoint){1, 1, true};
    assert_true(ink_image(points, 400, image));
    Extent extent = extent_of(image);
    assert_int_equal(extent.right - extent.left + 1, INK_BOX);
    assert_int_equal(extent.bottom - extent.top + 1, INK_BOX);
}

static void test_dot_and_nothing(void **state) {
    (void)state;
    unsigned char image[INK_PIXELS];
    const InkPoint dot = {0.3f, 0.8f, true}, lost = {NAN, 0, true};
    assert_true(ink_image(&dot, 1, image));
    assert_true(image[14 * INK_SIDE + 14] > 200);
    assert_int_equal(image[8 * INK_SIDE + 14], 0);
    assert_false(ink_image(NULL, 0, image));
    assert_int_equal(image[14 * INK_SIDE + 14], 0);
    assert_false(ink_image(&lost, 1, image));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_size_and_place), cmocka_unit_test(test_mass_not_box),
        cmocka_unit_test(test_anywhere),       cmocka_unit_test(test_pen_width),
        cmocka_unit_test(test_grey_edges),     cmocka_unit_test(test_strokes),
        cmocka_unit_test(test_lopsided),       cmocka_unit_test(test_dot_and_nothing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
