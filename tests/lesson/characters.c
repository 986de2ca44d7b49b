/* A text as inputs, what comes next, and what is drawn: by hand and against their definitions. */
#include "text_fixture.h"

#include <math.h>
#include <stdlib.h>

#include "lesson/run/run.h"

static void assert_written(const char *text, const char *wanted, int lost) {
    Alphabet alphabet = fixture_alphabet();
    unsigned char to[64];
    int found, count = alphabet_write(&alphabet, text, strlen(text), to, 64, &found);
    assert_int_equal(count, strlen(wanted));
    assert_memory_equal(to, wanted, strlen(wanted));
    assert_int_equal(found, lost);
}

static void test_alphabet(void **state) {
    (void)state;
    Alphabet alphabet = fixture_alphabet();
    unsigned char to[3];
    for (int k = 0; k < alphabet.count; k++)
        assert_int_equal(alphabet.symbol_of[alphabet.character_of[k]], k);
    assert_int_equal(alphabet.symbol_of['Q'], -1);
    assert_false(alphabet_make(&alphabet, (const unsigned char *)"aba", 3));
    assert_false(alphabet_make(&alphabet, (const unsigned char *)"", 0));
    assert_written("a\tb", "a    b", 0);
    assert_written("\u201cso\u201d \u2018it\u2019 is\u2026\r\nA \u2014 b",
                   "\"so\" 'it' is...\nA -- b", 0);
    assert_written("QQa\u4e2d\u6587b", "ab", 4);
    assert_written("\xff\xfe"
                   "a\x80",
                   "a", 3); /* each byte that begins nothing is lost by itself */
    assert_written("\xed\xa0\x80"
                   "a\xe0\x80",
                   "a", 5); /* nor do a surrogate and an overlong form become a character */
    alphabet = fixture_alphabet();
    assert_int_equal(alphabet_write(&alphabet, "\u2014\u2014", 6, to, 3, NULL), 3);
}

static void test_inputs(void **state) {
    (void)state;
    Alphabet alphabet = fixture_alphabet();
    float inputs[3 * ALPHABET_MOST];
    characters_inputs(&alphabet, (const unsigned char *)"a\nz", 3, inputs);
    for (int t = 0; t < 3; t++)
        for (int k = 0; k < alphabet.count; k++)
            assert_true(inputs[t * alphabet.count + k] ==
                        (k == alphabet.symbol_of[(unsigned char)"a\nz"[t]]));
}

/* The model is not of one layer, or of other inputs: refused, and given back. */
static void test_lesson_refused(void **state) {
    (void)state;
    Alphabet alphabet = fixture_alphabet();
    ModelSpec spec = {.kind = CELL_LSTM, .inputs = 3, .hidden = 4, .layers = 1, .outputs = 3};
    Error error = {0};
    assert_null(characters_lesson(model_new(&spec, NULL), &alphabet, &error));
    assert_non_null(strstr(error.what, "does not read text"));
    spec = (ModelSpec){.kind = CELL_LSTM,
                       .inputs = alphabet.count,
                       .hidden = 4,
                       .layers = 2,
                       .outputs = alphabet.count};
    assert_null(characters_lesson(model_new(&spec, NULL), &alphabet, &error));
}

static void test_chances(void **state) {
    (void)state;
    const float readout[4] = {1, -2, 3, 3};
    float chances[4];
    for (int k = 1; k <= 3; k++) {
        double temperature = 0.5 * k, sum = 0;
        for (int n = 0; n < 4; n++)
            sum += exp((double)readout[n] / temperature);
        characters_chances(readout, 4, (float)temperature, chances);
        for (int n = 0; n < 4; n++)
            assert_float_equal(chances[n], exp((double)readout[n] / temperature) / sum, 1e-6);
    }
    characters_chances(readout, 4, 0, chances); /* the first of the largest */
    assert_true(chances[2] == 1 && chances[0] == 0 && chances[1] == 0 && chances[3] == 0);
    double sum = exp(1) + exp(-2) + 2 * exp(3);
    assert_float_equal(characters_surprise(readout, 4, 1), -log2(exp(-2) / sum), 1e-9);
}

/* Each as often as its chance says; the same seed and place give the same; never what has none. */
static void test_draws(void **state) {
    (void)state;
    enum { DRAWS = 20000 };
    const float chances[4] = {0.1f, 0, 0.6f, 0.3f};
    int count[4] = {0}, same = 0;
    for (long k = 0; k < DRAWS; k++) {
        int symbol = characters_draw(chances, 4, 7, k);
        count[symbol]++;
        assert_int_equal(symbol, characters_draw(chances, 4, 7, k));
        same += symbol == characters_draw(chances, 4, 8, k);
    }
    assert_int_equal(count[1], 0);
    for (int k = 0; k < 4; k++)
        assert_float_equal((double)count[k] / DRAWS, chances[k], 0.015);
    /* by another seed it is as likely the same as by chance: 0.1^2 + 0.6^2 + 0.3^2 */
    assert_float_equal((double)same / DRAWS, 0.46, 0.02);
    const float few[3] = {0, 0.4f, 0};
    for (long k = 0; k < 100; k++)
        assert_int_equal(characters_draw(few, 3, 1, k), 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_alphabet), cmocka_unit_test(test_inputs),
        cmocka_unit_test(test_lesson_refused), cmocka_unit_test(test_chances),
        cmocka_unit_test(test_draws)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
