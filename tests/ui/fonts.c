/* fonts.c: proves of letters that a face lacks, which come from another font, that a line's
 * width is that of its parts, that what is measured is what is drawn, that bold Chinese is heavier,
 * that Chinese beside it leaves Latin as it was, and that a character which no font has is drawn,
 * as a box. */
#include "testing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ui/draw/fonts.h"

enum { SIZES = 3 };
static const float PX[SIZES] = {12, 15, 17};

static int open_fonts(void **state) {
    Error error;
    *state = fonts_new(&error);
    return *state ? 0 : -1;
}

static int close_fonts(void **state) {
    fonts_free(*state);
    return 0;
}

static float width(FontSet *fonts, Face face, float px, const char *text) {
    const Fonts *measure = fonts_measure(fonts);
    return measure->width(measure->context, face, px, text, strlen(text));
}

/* The coverage of all pixels, and the right edge of what is drawn. */
static double ink(FontSet *fonts, Face face, float px, const char *text, float *right) {
    Mask mask;
    double sum = 0;
    assert_true(fonts_draw(fonts, face, px, text, strlen(text), &mask));
    int edge = mask.x;
    for (int y = 0; y < mask.height; y++)
        for (int x = 0; x < mask.width; x++) {
            int coverage = mask.coverage[y * mask.width + x];
            sum += coverage;
            edge = coverage && mask.x + x + 1 > edge ? mask.x + x + 1 : edge;
        }
    *right = (float)edge;
    free(mask.coverage);
    return sum;
}

static void test_widths_add_up(void **state) {
    for (int face = 0; face < FACE_COUNT; face++)
        for (int k = 0; k < SIZES; k++) {
            float chinese = width(*state, (Face)face, PX[k], "遗忘门");
            float latin = width(*state, (Face)face, PX[k], "AVA 0.5");
            assert_true(width(*state, (Face)face, PX[k], "遗忘门AVA 0.5") == chinese + latin);
            assert_true(width(*state, (Face)face, PX[k], "AVA 0.5遗忘门") == chinese + latin);
            assert_true(fabsf(chinese - 3 * PX[k]) < 0.35f * PX[k]); /* a square each */
            assert_true(width(*state, (Face)face, PX[k], "，。（）") > 2.5f * PX[k]);
        }
}

static void test_drawn_as_measured(void **state) {
    static const char *const texts[] = {"遗忘门", "LSTM的门", "（第3步）", "记忆元c，h"};
    for (int face = 0; face < FACE_COUNT; face++)
        for (int k = 0; k < SIZES; k++)
            for (size_t text = 0; text < sizeof texts / sizeof *texts; text++) {
                float right, wide = width(*state, (Face)face, PX[k], texts[text]);
                assert_true(ink(*state, (Face)face, PX[k], texts[text], &right) > 0);
                assert_true(right <= wide + 2 && right > 0.5f * wide);
            }
}

static void test_bold(void **state) {
    float right;
    double plain = ink(*state, FACE_TEXT, 15, "遗忘门", &right);
    assert_true(ink(*state, FACE_TEXT_BOLD, 15, "遗忘门", &right) > 1.1 * plain);
    assert_true(ink(*state, FACE_TEXT_ITALIC, 15, "遗忘门", &right) > 1.1 * plain);
}

/* Every ideograph and sign that the program's words may need is there, none is the box that stands
 * for what is not: U+10FFFD has no font. */
static void test_missing(void **state) {
    const char *box = "\U0010fffd";
    float right;
    double nothing = ink(*state, FACE_TEXT, 16, box, &right);
    assert_true(nothing > 0 && right > 3);
    assert_true(width(*state, FACE_TEXT, 16, box) > 3);
    static const char *const letters[] = {"遗", "，", "。", "《", "》", "「", "」", "（", "中"};
    for (size_t k = 0; k < sizeof letters / sizeof *letters; k++)
        assert_true(ink(*state, FACE_TEXT, 16, letters[k], &right) != nothing);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_widths_add_up),
                                       cmocka_unit_test(test_drawn_as_measured),
                                       cmocka_unit_test(test_bold), cmocka_unit_test(test_missing)};
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
