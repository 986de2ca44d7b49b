/* activation.c: proves that the activations are those of their names, against libm in double
 * precision over the whole range of float (each instruction set that this machine has): within
 * 4 ulp or 2e-7 everywhere, and relative to the value where that is promised, with their limits,
 * NaN, symmetry and range; and that counts of every length touch nothing beside them. */
#include "testing.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "activation_double.h"
#include "engine/activation.h"
#include "engine/kernels/kernels.h"

static double ulp(double value) {
    double size = fmax(fabs(value), (double)FLT_MIN);
    return ldexp(1, ilogb(size) - 23);
}

/* Every `stride`-th of all floats, infinities with them, NaN not. */
enum { STRIDE = 9973, ALL = (int)(0xffffffffu / STRIDE) + 1 };

static size_t floats_of_all_sizes(float *to) {
    size_t count = 0;
    for (uint64_t bits = 0; bits <= 0xffffffffu; bits += STRIDE) {
        uint32_t word = (uint32_t)bits;
        float value;
        memcpy(&value, &word, sizeof value);
        if (!isnan(value))
            to[count++] = value;
    }
    return count;
}

/* And densely where the functions bend. */
static size_t floats_near_zero(float *to) {
    for (int k = 0; k < ALL; k++)
        to[k] = -90 + 180 * (float)k / (ALL - 1);
    return ALL;
}

static void check_close(const Kernels *kernels, Curve curve, const float *in, size_t count) {
    float *out = malloc(count * sizeof *out);
    assert_non_null(out);
    float low, high;
    activation_range(curve, &low, &high);
    kernels->activation(curve, in, out, count);
    for (size_t k = 0; k < count; k++) {
        double wanted = exact_activation(curve, (double)in[k]);
        if (fabs(wanted) > (double)FLT_MAX)
            wanted = copysign((double)INFINITY, wanted);
        double off = (double)out[k] == wanted ? 0 : fabs((double)out[k] - wanted);
        if (!(off <= 2e-7 || off <= 4 * ulp(wanted)) || !(out[k] >= low && out[k] <= high))
            fail_msg("%s, %s(%.9g) = %.9g, exactly %.9g", kernels->name,
                     activation_name(curve.activation), (double)in[k], (double)out[k], wanted);
    }
    free(out);
}

static void test_close(void **state) {
    (void)state;
    float *in = malloc(ALL * sizeof *in);
    assert_non_null(in);
    const Kernels *kernels;
    for (int k = 0; (kernels = kernels_nth(k)); k++)
        for (int a = 0; a < ACTIVATION_COUNT; a++) {
            size_t count = floats_of_all_sizes(in);
            check_close(kernels, activation_usual((Activation)a), in, count);
            check_close(kernels, unusual_curve((Activation)a), in, count);
            count = floats_near_zero(in);
            check_close(kernels, activation_usual((Activation)a), in, count);
            check_close(kernels, unusual_curve((Activation)a), in, count);
        }
    free(in);
}

/* Small values keep their digits: tanh everywhere, a sigmoid as long as it is a normal number. */
static void test_digits(void **state) {
    (void)state;
    float *in = malloc(ALL * sizeof *in), *out = malloc(ALL * sizeof *out);
    assert_non_null(in);
    assert_non_null(out);
    const Kernels *kernels;
    for (int n = 0; (kernels = kernels_nth(n)); n++)
        for (int dense = 0; dense < 2; dense++) {
            size_t count = dense ? floats_near_zero(in) : floats_of_all_sizes(in);
            double worst_tanh = 0, worst_sigmoid = 0;
            kernels->activation(activation_usual(ACTIVATION_TANH), in, out, count);
            for (size_t k = 0; k < count; k++) {
                double wanted = tanh((double)in[k]);
                worst_tanh = fmax(worst_tanh, fabs((double)out[k] - wanted) / ulp(wanted));
            }
            kernels->activation(activation_usual(ACTIVATION_SIGMOID), in, out, count);
            for (size_t k = 0; k < count; k++) {
                double wanted = 1 / (1 + exp(-(double)in[k]));
                if (in[k] >= -87)
                    worst_sigmoid =
                        fmax(worst_sigmoid, fabs((double)out[k] - wanted) / ulp(wanted));
            }
            print_message("%s: tanh within %.2f ulp, sigmoid within %.2f ulp\n", kernels->name,
                          worst_tanh, worst_sigmoid);
            assert_true(worst_tanh <= 4 && worst_sigmoid <= 4);
        }
    free(in);
    free(out);
}

static void test_symmetry(void **state) {
    (void)state;
    static const Activation odd[] = {ACTIVATION_TANH, ACTIVATION_SOFTSIGN, ACTIVATION_IDENTITY};
    const Kernels *kernels;
    for (int n = 0; (kernels = kernels_nth(n)); n++)
        for (size_t a = 0; a < sizeof odd / sizeof *odd; a++)
            for (float v = 1e-42f; v < 1e38f; v *= 1.37f) {
                float in[2] = {v, -v}, out[2];
                kernels->activation(activation_usual(odd[a]), in, out, 2);
                assert_true(out[0] == -out[1] && out[0] > 0);
            }
}

static float apply_one(const Kernels *kernels, Activation activation, float v) {
    float out;
    kernels->activation(activation_usual(activation), &v, &out, 1);
    return out;
}

static void test_ends(void **state) {
    (void)state;
    const Kernels *kernels;
    for (int n = 0; (kernels = kernels_nth(n)); n++)
        for (int a = 0; a < ACTIVATION_COUNT; a++) {
            float low, high;
            activation_range(activation_usual((Activation)a), &low, &high);
            assert_true(isnan(apply_one(kernels, (Activation)a, NAN)));
            assert_true(apply_one(kernels, (Activation)a, INFINITY) == high);
            assert_true(apply_one(kernels, (Activation)a, -INFINITY) == low);
            float zero = apply_one(kernels, (Activation)a, 0.0f);
            double wanted = exact_activation(activation_usual((Activation)a), 0);
            assert_float_equal((double)zero, wanted, 2e-7);
            assert_true(a == ACTIVATION_SOFTPLUS || (double)zero == wanted);
        }
}

/* tanh, softsign and the identity of a subnormal number are that number. */
static void test_subnormals(void **state) {
    (void)state;
    const Kernels *kernels;
    for (int n = 0; (kernels = kernels_nth(n)); n++)
        for (float v = FLT_TRUE_MIN; v < FLT_MIN; v *= 3) {
            assert_true(apply_one(kernels, ACTIVATION_TANH, v) == v);
            assert_true(apply_one(kernels, ACTIVATION_SOFTSIGN, v) == v);
            assert_true(apply_one(kernels, ACTIVATION_IDENTITY, -v) == -v);
            assert_true(apply_one(kernels, ACTIVATION_RELU, v) == v);
            assert_true(apply_one(kernels, ACTIVATION_SIGMOID, v) == 0.5f);
        }
}

/* A value does not depend on where in an array it stands, nor on how long the array is. */
static void test_lengths(void **state) {
    (void)state;
    enum { MOST = 67, GUARD = 16 };
    const Kernels *kernels;
    for (int n = 0; (kernels = kernels_nth(n)); n++)
        for (int a = 0; a < ACTIVATION_COUNT; a++)
            for (size_t count = 0; count <= MOST; count++) {
                float in[MOST], out[MOST + 2 * GUARD], alone[MOST];
                for (size_t k = 0; k < MOST; k++) {
                    in[k] = sinf((float)k) * 5;
                    alone[k] = apply_one(kernels, (Activation)a, in[k]);
                }
                memset(out, 0x5a, sizeof out);
                kernels->activation(activation_usual((Activation)a), in, out + GUARD, count);
                assert_memory_equal(out + GUARD, alone, count * sizeof(float));
                for (size_t k = 0; k < GUARD * sizeof(float); k++) {
                    assert_int_equal(((unsigned char *)out)[k], 0x5a);
                    assert_int_equal(((unsigned char *)(out + GUARD + count))[k], 0x5a);
                }
                kernels->activation(activation_usual((Activation)a), in, in, count); /* in place */
                assert_memory_equal(in, alone, count * sizeof(float));
            }
}

static void test_names(void **state) {
    (void)state;
    Activation found;
    for (int a = 0; a < ACTIVATION_COUNT; a++) {
        assert_true(activation_from_name(activation_name((Activation)a), &found));
        assert_int_equal(found, a);
    }
    assert_false(activation_from_name("Sigmoid", &found));
    assert_false(activation_from_name("", &found));
}

static void test_apply(void **state) {
    (void)state;
    float in[5] = {-2, -0.5f, 0, 0.5f, 2}, out[5], best[5];
    activation_apply(activation_usual(ACTIVATION_TANH), in, out, 5);
    kernels_get()->activation(activation_usual(ACTIVATION_TANH), in, best, 5);
    assert_memory_equal(out, best, sizeof out);
}

/* Of values that are not near an end, where it would be coarse. */
static void test_slope_at_value(void **state) {
    (void)state;
    static const float AT[] = {-4, -2.5f, -0.75f, -0.125f, 0.125f, 0.75f, 2.5f, 4};
    for (int a = 0; a < ACTIVATION_COUNT; a++)
        for (size_t k = 0; k < sizeof AT / sizeof *AT; k++) {
            const Curve curve = unusual_curve((Activation)a);
            float value, slope = activation_slope(curve, AT[k]);
            assert_true(activation_slope_known(curve));
            activation_apply(curve, &AT[k], &value, 1);
            assert_float_equal(activation_slope_at(curve, value), slope, 2e-6);
        }
}

/* A name alone means the usual numbers, for ever; others are told. */
static void test_numbers(void **state) {
    char text[ACTIVATION_TEXT];
    (void)state;
    Curve hard = activation_usual(ACTIVATION_HARD_SIGMOID), tanh_curve = {ACTIVATION_TANH, 3, 4};
    assert_true(hard.alpha == 1.0f / 6 && hard.beta == 0.5f);
    assert_string_equal(activation_text(hard, text), "hard_sigmoid");
    hard.alpha = 0.2f;
    assert_string_equal(activation_text(hard, text), "hard_sigmoid 0.2");
    hard.beta = 0.25f;
    assert_string_equal(activation_text(hard, text), "hard_sigmoid 0.2 0.25");
    assert_false(activation_same(hard, activation_usual(ACTIVATION_HARD_SIGMOID)));
    assert_true(activation_same(tanh_curve, activation_usual(ACTIVATION_TANH)));
    assert_false(activation_slope_known((Curve){ACTIVATION_ELU, -1, 0}));
    assert_false(activation_slope_known((Curve){ACTIVATION_SCALED_TANH, 0, 1}));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_close),      cmocka_unit_test(test_digits),
        cmocka_unit_test(test_symmetry),   cmocka_unit_test(test_ends),
        cmocka_unit_test(test_subnormals), cmocka_unit_test(test_lengths),
        cmocka_unit_test(test_names),      cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_apply),      cmocka_unit_test(test_slope_at_value)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
