/* letters.c: letters of the world: each script that a lesson may be written in has its letters, none of them a box or
 * a blank; Arabic and Devanagari are shaped by their neighbours; Hebrew and Arabic run from right to left, numbers and
 * Latin words in them do not; and who can get fonts is told once which letters lack. */
#include "testing.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "ui/draw/fonts.h"
#include "ui/draw/letters.h"

static const float PX = 32;

static int open_fonts(void **state) {
    Error error;
    *state = fonts_new(&error);
    return *state ? 0 : -1;
}

static int close_fonts(void **state) {
    fonts_free(*state);
    return 0;
}

static float width(FontSet *fonts, const char *text) {
    const Fonts *measure = fonts_measure(fonts);
    return measure->width(measure->context, FACE_TEXT, PX, text, strlen(text));
}

static Mask drawn(FontSet *fonts, Face face, const char *text, size_t length) {
    Mask mask;
    assert_true(fonts_draw(fonts, face, PX, text, length, &mask));
    return mask;
}

static long ink(const Mask *mask) {
    long sum = 0;
    for (int k = 0; k < mask->width * mask->height; k++)
        sum += mask->coverage[k];
    return sum;
}

static bool same(const Mask *a, const Mask *b) {
    return a->width == b->width && a->height == b->height &&
           memcmp(a->coverage, b->coverage, (size_t)(a->width * a->height)) == 0;
}

static const char *const TEXTS[] = {
    "Вентиль забывания ёжїґ",
    "Cổng quên xóa bộ nhớ ưỡệạ",
    "שער השכחה מוחק את הזיכרון ךםןףץ",
    "بوابة النسيان تمحو الذاكرة",
    "भूलने का द्वार स्मृति को मिटाता",
    "망각 게이트는 기억을 지웁니다 됐",
    "ひらがなとカタカナ",
    "遗忘门",
};

static void test_no_boxes(void **state) {
    for (Face face = 0; face < FACE_COUNT; face++) {
        Mask box = drawn(*state, face, "\U0010fffd", 4);
        assert_true(ink(&box) > 0);
        for (size_t k = 0; k < sizeof TEXTS / sizeof *TEXTS; k++)
            for (size_t at = 0, bytes; at < strlen(TEXTS[k]); at += bytes) {
                uint32_t character;
                bytes = utf8_decode(TEXTS[k] + at, strlen(TEXTS[k]) - at, &character);
                if (character == ' ')
                    continue;
                Mask letter = drawn(*state, face, TEXTS[k] + at, bytes);
                if (same(&letter, &box) || !ink(&letter))
                    fail_msg("U+%04X is not drawn in face %d", (unsigned)character, (int)face);
                free(letter.coverage);
            }
        free(box.coverage);
    }
}

static void test_shaped(void **state) {
    /* beh: alone, and three that join; lam and alef become one; ka and ssa become one */
    assert_true(width(*state, "\u0628\u0628\u0628") < 2.2f * width(*state, "\u0628"));
    assert_true(width(*state, "\u0644\u0627") <
                0.9f * (width(*state, "\u0644") + width(*state, "\u0627")));
    assert_true(width(*state, "\u0915\u094d\u0937") <
                0.9f * (width(*state, "\u0915") + width(*state, "\u0937")));
    /* the vowel i is drawn before its letter */
    Mask ka = drawn(*state, FACE_TEXT, "\u0915", 3),
         ki = drawn(*state, FACE_TEXT, "\u0915\u093f", 6);
    long first = 0, second = 0;
    for (int y = 0; y < ki.height; y++)
        for (int x = 0; x < ki.width; x++)
            *(x < ki.width - ka.width ? &first : &second) += ki.coverage[y * ki.width + x];
    assert_true(first > 0 && second > 0 && ki.width > ka.width);
    free(ka.coverage);
    free(ki.coverage);
}

/* How much the columns from..from + part->width differ from those of the part. */
static long difference(const Mask *whole, int from, const Mask *part) {
    long sum = 0;
    for (int y = 0; y < whole->height; y++)
        for (int x = 0; x < part->width; x++) {
            int other = y + whole->y - part->y, here = whole->coverage[y * whole->width + from + x];
            int there =
                other >= 0 && other < part->height ? part->coverage[other * part->width + x] : 0;
            sum += abs(here - there);
        }
    return sum;
}

static void assert_at_right(FontSet *fonts, const char *text, const char *part, bool right) {
    Mask whole = drawn(fonts, FACE_TEXT, text, strlen(text)),
         one = drawn(fonts, FACE_TEXT, part, strlen(part));
    int room = whole.width - one.width;
    assert_true(room > 0);
    long here = difference(&whole, right ? room : 0, &one);
    if (here >= ink(&one) / 3 || 2 * here >= difference(&whole, right ? 0 : room, &one))
        fail_msg("\"%s\" in \"%s\": %ld of %ld", part, text, here, ink(&one));
    free(whole.coverage);
    free(one.coverage);
}

static void test_order(void **state) {
    assert_at_right(*state, "אבגש", "א", true);
    assert_at_right(*state, "אבג LSTM", "LSTM", false);
    assert_at_right(*state, "אבג 0.57", "0.57", false);
    assert_at_right(*state, "LSTM אבג", "LSTM", false);
    assert_at_right(*state, "\u200fLSTM אבג", "LSTM", true);
    assert_true(width(*state, "\u200fLSTM") == width(*state, "LSTM"));
    assert_at_right(*state, "שער.", ".", false);
}

static char told[64];

static void missing(const char *letters) {
    strcat(strcat(told, letters), " ");
}

/* Code points that no font has. */
static void test_missing(void **state) {
    FontSet *fonts = *state;
    told[0] = '\0';
    fonts_tell_missing(fonts, missing);
    width(fonts, "שער遗");
    assert_string_equal(told, "");
    width(fonts, "\u05ff");
    width(fonts, "\u05ff2");
    assert_string_equal(told, "hebrew ");
    width(fonts, "\u2fdf");
    assert_string_equal(told, "hebrew chinese ");
    width(fonts, "\u2fdf2");
    assert_string_equal(told, "hebrew chinese ");
    unsigned version = fonts_version(fonts);
    float before = width(fonts, "שער");
    assert_true(fonts_find_again(fonts));
    assert_int_equal(fonts_version(fonts), version + 1);
    assert_true(width(fonts, "שער") == before);
    width(fonts, "\u05ff\u2fdf"); /* what came has not all of them: there are more */
    assert_string_equal(told, "hebrew chinese symbols han ");
}

static void test_groups(void **state) {
    (void)state;
    assert_string_equal(letters_at(letters_of(0x5d0, 0))->name, "hebrew");
    assert_string_equal(letters_at(letters_of(0x1ebf, 0))->name, "cyrillic-latin");
    assert_string_equal(letters_at(letters_of(0xac00, 0))->name, "hangul");
    assert_string_equal(letters_at(letters_of(0x30a2, 0))->name, "kana");
    assert_string_equal(letters_at(letters_of(0x95e8, 0))->name, "chinese");
    assert_string_equal(letters_at(letters_of(0x95e8, letters_of(0x95e8, 0) + 1))->name, "han");
    assert_int_equal(letters_of('a', 0), LETTERS_COUNT);
    assert_string_equal(letters_at(letters_of(0x2299, 0))->name, "symbols");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_no_boxes),
                                       cmocka_unit_test(test_shaped), cmocka_unit_test(test_order),
                                       cmocka_unit_test(test_groups),
                                       cmocka_unit_test(test_missing)};
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
