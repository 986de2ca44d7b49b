/* Properties of a text, character by character, by hand; correlations against their definition in
 * double precision. */
#include "testing.h"

#include <math.h>
#include <string.h>

#include "lesson/reading/feature.h"

/* The property at each character, one sign each: 0..9, "+" for more. */
static void assert_follows(const char *text, Feature feature, const char *wanted) {
    FeatureState where = {0};
    assert_int_equal(strlen(text), strlen(wanted));
    for (size_t k = 0; text[k]; k++) {
        float values[FEATURE_COUNT];
        feature_next(&where, (unsigned char)text[k], values);
        int value = (int)values[feature];
        char sign = value > 9 ? '+' : (char)('0' + value);
        if (sign != wanted[k])
            fail_msg("%s: at \"%s\" it is %d", feature_name(feature), text + k, value);
    }
}

static void test_properties(void **state) {
    (void)state;
    assert_follows("a \"b c\" d", FEATURE_QUOTED, "001111000");
    assert_follows("a \"b\n\nc", FEATURE_QUOTED, "0011100");
    assert_follows("a \"b\nc\"d", FEATURE_QUOTED, "00111100");
    assert_follows("f(a[1],{)]}}x", FEATURE_BRACKETS, "0112211210000");
    assert_follows("a)b(", FEATURE_BRACKETS, "0001");
    assert_follows("ab\nc\n\nd", FEATURE_COLUMN, "1201001");
    assert_follows("a\n  b\nc\n d", FEATURE_INDENTED, "0011100011");
    assert_follows("a b\nc\n\nde", FEATURE_PARAGRAPH, "123456012");
    assert_follows("ab, cde f1g", FEATURE_WORD, "12001230101");
    assert_follows("a b\n", FEATURE_SPACE, "0100");
    assert_follows("a b\n", FEATURE_LINE_END, "0001");
    assert_follows("aB1 Z", FEATURE_CAPITAL, "01001");
    assert_follows("bAeiy", FEATURE_VOWEL, "01110");
    assert_follows("a,1 \n-", FEATURE_PUNCTUATION, "010001");
    assert_follows("a/*b*/c", FEATURE_COMMENT, "0011100");
    assert_follows("/*/ \n\n*/x", FEATURE_COMMENT, "011111100");
    assert_follows("; a\nb ;; c\nd; e", FEATURE_COMMENT, "111000111100000");
    assert_follows("\"a ; b\" ;\n\n;", FEATURE_COMMENT, "000000001001");
    for (int k = 0; k < FEATURE_COUNT; k++)
        for (int other = 0; other < k; other++)
            assert_string_not_equal(feature_name((Feature)k), feature_name((Feature)other));
}

/* The definition: the mean of the products of both in units of their standard deviations. */
static double naive(const float *values, const float *others, int count) {
    double a = 0, b = 0, both = 0, one = 0, other = 0;
    for (int k = 0; k < count; k++) {
        a += (double)values[k] / count;
        b += (double)others[k] / count;
    }
    for (int k = 0; k < count; k++) {
        both += ((double)values[k] - a) * ((double)others[k] - b);
        one += ((double)values[k] - a) * ((double)values[k] - a);
        other += ((double)others[k] - b) * ((double)others[k] - b);
    }
    return both / sqrt(one * other);
}

static void test_correlations(void **state) {
    (void)state;
    enum { UNITS = 3, COUNT = 48 };
    static const char text[] = "He said \"yes (or no)\" and\n  left. /* A \"word\" */ \n";
    float units[UNITS][COUNT], features[FEATURE_COUNT][COUNT];
    Correlation correlation;
    FeatureState where = {0};
    assert_true(strlen(text) >= COUNT);
    assert_true(correlation_init(&correlation, UNITS, NULL));
    for (int round = 0; round < 2; round++) { /* again after it was emptied */
        where = (FeatureState){0};
        for (int k = 0; k < COUNT; k++) {
            float values[UNITS], found[FEATURE_COUNT];
            feature_next(&where, (unsigned char)text[k], found);
            for (int f = 0; f < FEATURE_COUNT; f++)
                features[f][k] = found[f];
            units[0][k] = values[0] = sinf((float)(k * k + round));
            units[1][k] = values[1] = 0.3f - found[FEATURE_QUOTED] + 0.1f * sinf((float)k);
            units[2][k] = values[2] = 0.7f; /* never changes */
            correlation_add(&correlation, (unsigned char)text[k], values);
        }
        assert_int_equal(correlation.count, COUNT);
        for (int unit = 0; unit < 2; unit++)
            for (int f = 0; f < FEATURE_COUNT; f++)
                assert_float_equal(correlation_of(&correlation, unit, (Feature)f),
                                   naive(units[unit], features[f], COUNT), 1e-5);
        assert_true(correlation_of(&correlation, 1, FEATURE_QUOTED) < -0.95f);
        assert_true(isnan(correlation_of(&correlation, 2, FEATURE_QUOTED)));
        correlation_clear(&correlation);
        assert_true(isnan(correlation_of(&correlation, 0, FEATURE_QUOTED)));
    }
    correlation_free(&correlation);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_properties),
                                       cmocka_unit_test(test_correlations)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
