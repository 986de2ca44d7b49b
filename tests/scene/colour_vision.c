/* colour_vision.c: proves that the roles' colours stay apart for eyes that lack one kind of
 * cone, in every theme, by computation.
 *
 * What a dichromat sees is simulated in linear RGB:
 *   protanopia, deuteranopia: F. Vienot, H. Brettel, J. D. Mollon, "Digital video colourmaps for
 *     checking the legibility of displays by dichromats", Color Research and Application 24 (1999)
 *     243-252: RGB to LMS by their matrix (Smith and Pokorny's fundamentals), then the missing
 *     cone's answer from the other two,
 *         L' = 2.02344 M - 2.52581 S            (protanope)
 *         M' = 0.494207 L + 1.24827 S           (deuteranope)
 *   tritanopia: H. Brettel, F. Vienot, J. D. Mollon, "Computerized simulation of color appearance
 *     for dichromats", J. Opt. Soc. Am. A 14 (1997) 2647-2655: along S onto one of two half-planes,
 *     which hold the neutral axis E and the light of 485 nm or of 660 nm: with (a, b, c) = E x A,
 *         S' = -(a L + b M) / c,    A that of 660 nm where M / L < M_E / L_E, else of 485 nm.
 *     The two lights are the CIE 1931 observer's XYZ through Smith and Pokorny's fundamentals.
 *
 * How far two colours are apart is CIEDE2000: G. Sharma, W. Wu, E. N. Dalal, "The CIEDE2000
 * color-difference formula: implementation notes, supplementary test data, and mathematical
 * observations", Color Research and Application 30 (2005) 21-30, whose test data are checked first.
 *
 * How far is enough? A difference of about 1 is just seen where two fields touch; bars and letters
 * stand apart and are small, which costs a factor of some five. So whatever meets on one stage must
 * be APART_DICHROMAT = 6 apart to every kind of dichromat, and APART = 10 to all others, where hue
 * has to name the role and not only tell it from its neighbour. f and z share a colour on purpose:
 * both decide what stays, and they never stand in one lane. Letter, place and shape say the role
 * too (without_colour.c): colour is the second way to know it, never the only one. */
#include "testing.h"

#include <math.h>

#include "engine/cell.h"
#include "scene/display/theme.h"
#include "scene/paint/bars.h"

static const double APART = 10, APART_DICHROMAT = 6;

/* A state's bar on its track, its letter on its card: far more than from one role to another. */
static const double APART_FROM_SURFACE = 20;

typedef enum Vision { TRICHROMAT, PROTANOPE, DEUTERANOPE, TRITANOPE, VISION_COUNT } Vision;

static const char *const VISIONS[VISION_COUNT] = {"trichromat", "protanope", "deuteranope",
                                                  "tritanope"};

typedef struct Triple {
    double v[3];
} Triple;

typedef struct Matrix {
    double m[3][3];
} Matrix;

/* ---- matrices ---- */

static Triple times(const Matrix *a, Triple x) {
    Triple y;
    for (int k = 0; k < 3; k++)
        y.v[k] = a->m[k][0] * x.v[0] + a->m[k][1] * x.v[1] + a->m[k][2] * x.v[2];
    return y;
}

static Triple cross(Triple a, Triple b) {
    return (Triple){{a.v[1] * b.v[2] - a.v[2] * b.v[1], a.v[2] * b.v[0] - a.v[0] * b.v[2],
                     a.v[0] * b.v[1] - a.v[1] * b.v[0]}};
}

/* The rows of the inverse's transpose are cross products of the rows, over the determinant. */
static Matrix inverse(const Matrix *a) {
    Triple rows[3];
    Matrix result;
    for (int k = 0; k < 3; k++)
        rows[k] = (Triple){{a->m[k][0], a->m[k][1], a->m[k][2]}};
    Triple first = cross(rows[1], rows[2]);
    double det = 0;
    for (int k = 0; k < 3; k++)
        det += rows[0].v[k] * first.v[k];
    for (int k = 0; k < 3; k++) {
        Triple column = cross(rows[(k + 1) % 3], rows[(k + 2) % 3]);
        for (int i = 0; i < 3; i++)
            result.m[i][k] = column.v[i] / det;
    }
    return result;
}

/* ---- what is seen ---- */

/* Linear RGB to LMS, in the paper of 1999. */
static const Matrix LMS = {
    {{17.8824, 43.5161, 4.11935}, {3.45565, 27.1554, 3.86714}, {0.0299566, 0.184309, 1.46709}}};

/* XYZ to LMS after Smith and Pokorny, in the same paper. */
static const Matrix FUNDAMENTALS = {
    {{0.15514, 0.54312, -0.03286}, {-0.15514, 0.45684, 0.03286}, {0, 0, 0.01608}}};

static const Triple LIGHT_485 = {{0.05795, 0.16930, 0.61620}}; /* XYZ */
static const Triple LIGHT_660 = {{0.16490, 0.06100, 0.00000}};

static double linear(int channel) {
    double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static Triple linear_rgb(Color color) {
    return (Triple){
        {linear(color >> 24 & 0xff), linear(color >> 16 & 0xff), linear(color >> 8 & 0xff)}};
}

static double without_s(Triple cones) {
    Triple white = times(&LMS, (Triple){{1, 1, 1}});
    bool red = cones.v[1] * white.v[0] < cones.v[0] * white.v[1];
    Triple plane = cross(white, times(&FUNDAMENTALS, red ? LIGHT_660 : LIGHT_485));
    return -(plane.v[0] * cones.v[0] + plane.v[1] * cones.v[1]) / plane.v[2];
}

static Triple seen_by(Color color, Vision vision) {
    Triple rgb = linear_rgb(color);
    if (vision == TRICHROMAT)
        return rgb;
    Triple cones = times(&LMS, rgb);
    double l = cones.v[0], m = cones.v[1], s = cones.v[2];
    if (vision == PROTANOPE)
        cones.v[0] = 2.02344 * m - 2.52581 * s;
    else if (vision == DEUTERANOPE)
        cones.v[1] = 0.494207 * l + 1.24827 * s;
    else
        cones.v[2] = without_s(cones);
    Matrix back = inverse(&LMS);
    rgb = times(&back, cones);
    for (int k = 0; k < 3; k++) /* what a screen can show */
        rgb.v[k] = fmin(fmax(rgb.v[k], 0), 1);
    return rgb;
}

/* ---- how far apart ---- */

static double lab_curve(double t) {
    return t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116;
}

/* CIELAB of linear sRGB, white D65. */
static Triple lab_of(Triple rgb) {
    static const Matrix XYZ = {{{0.4124564, 0.3575761, 0.1804375},
                                {0.2126729, 0.7151522, 0.0721750},
                                {0.0193339, 0.1191920, 0.9503041}}};
    static const double WHITE[] = {0.95047, 1, 1.08883};
    Triple xyz = times(&XYZ, rgb);
    double f[3];
    for (int k = 0; k < 3; k++)
        f[k] = lab_curve(xyz.v[k] / WHITE[k]);
    return (Triple){{116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])}};
}

static double radians(double degrees) {
    return degrees * acos(-1) / 180;
}

static double hue_of(double a, double b) {
    double hue = a == 0 && b == 0 ? 0 : atan2(b, a) * 180 / acos(-1);
    return hue < 0 ? hue + 360 : hue;
}

static double mean_hue(double first, double second, bool grey) {
    double sum = first + second;
    if (grey)
        return sum;
    if (fabs(first - second) <= 180)
        return sum / 2;
    return sum < 360 ? (sum + 360) / 2 : (sum - 360) / 2;
}

static double seventh(double chroma) {
    return sqrt(pow(chroma, 7) / (pow(chroma, 7) + pow(25, 7)));
}

/* CIEDE2000, with the names of the paper of 2005; all three weights are 1. */
static double difference(Triple one, Triple two) {
    double c_mean = (hypot(one.v[1], one.v[2]) + hypot(two.v[1], two.v[2])) / 2;
    double g = 0.5 * (1 - seventh(c_mean));
    double a1 = (1 + g) * one.v[1], a2 = (1 + g) * two.v[1];
    double c1 = hypot(a1, one.v[2]), c2 = hypot(a2, two.v[2]);
    double h1 = hue_of(a1, one.v[2]), h2 = hue_of(a2, two.v[2]);
    bool grey = c1 * c2 == 0;
    double turn = grey ? 0 : remainder(h2 - h1, 360);
    double d_l = two.v[0] - one.v[0], d_c = c2 - c1;
    double d_h = 2 * sqrt(c1 * c2) * sin(radians(turn / 2));
    double l = (one.v[0] + two.v[0]) / 2, c = (c1 + c2) / 2, h = mean_hue(h1, h2, grey);
    double t = 1 - 0.17 * cos(radians(h - 30)) + 0.24 * cos(radians(2 * h)) +
               0.32 * cos(radians(3 * h + 6)) - 0.20 * cos(radians(4 * h - 63));
    double s_l = 1 + 0.015 * pow(l - 50, 2) / sqrt(20 + pow(l - 50, 2));
    double s_c = 1 + 0.045 * c, s_h = 1 + 0.015 * c * t;
    double turned = 30 * exp(-pow((h - 275) / 25, 2));
    double r_t = -sin(radians(2 * turned)) * 2 * seventh(c);
    double x = d_l / s_l, y = d_c / s_c, z = d_h / s_h;
    return sqrt(x * x + y * y + z * z + r_t * y * z);
}

static double apart(Color a, Color b, Vision vision) {
    return difference(lab_of(seen_by(a, vision)), lab_of(seen_by(b, vision)));
}

/* ---- the tools agree with what is published ---- */

static void test_difference(void **state) {
    (void)state;
    static const struct {
        Triple a, b;
        double difference;
    } PUBLISHED[] = {
        {{{50, 2.6772, -79.7751}}, {{50, 0, -82.7485}}, 2.0425},
        {{{50, -1.3802, -84.2814}}, {{50, 0, -82.7485}}, 1.0},
        {{{50, 0, 0}}, {{50, -1, 2}}, 2.3669},
        {{{50, 2.4900, -0.0010}}, {{50, -2.4900, 0.0009}}, 7.1792},
        {{{50, 2.5, 0}}, {{73, 25, -18}}, 27.1492},
        {{{60.2574, -34.0099, 36.2677}}, {{60.4626, -34.1751, 39.4387}}, 1.2644},
        {{{22.7233, 20.0904, -46.6940}}, {{23.0331, 14.9730, -42.5619}}, 2.0373},
        {{{2.0776, 0.0795, -1.1350}}, {{0.9033, -0.0636, -0.5514}}, 0.9082},
    };
    for (size_t k = 0; k < sizeof PUBLISHED / sizeof *PUBLISHED; k++) {
        assert_true(fabs(difference(PUBLISHED[k].a, PUBLISHED[k].b) - PUBLISHED[k].difference) <
                    1e-4);
        assert_true(fabs(difference(PUBLISHED[k].b, PUBLISHED[k].a) - PUBLISHED[k].difference) <
                    1e-4);
    }
}

/* Greys look the same to all; what differs only in the missing cone's answer is one colour. */
static void test_dichromats(void **state) {
    (void)state;
    for (int vision = PROTANOPE; vision < VISION_COUNT; vision++)
        for (int grey = 0; grey < 256; grey += 51) {
            Color color = (Color)grey * 0x01010100u | 0xff;
            Triple before = linear_rgb(color), after = seen_by(color, (Vision)vision);
            for (int k = 0; k < 3; k++)
                assert_true(fabs(before.v[k] - after.v[k]) < 2e-3);
        }
    assert_true(apart(0x2222bbff, 0x2222bbff, TRITANOPE) == 0);
    /* red and green of one lightness; yellow and white */
    assert_true(apart(0xb35900ff, 0x6b7d00ff, DEUTERANOPE) < 6);
    assert_true(apart(0xb35900ff, 0x6b7d00ff, TRICHROMAT) > 25);
    assert_true(apart(0xffff66ff, 0xfff2ffff, TRITANOPE) < 12);
    assert_true(apart(0xffff66ff, 0xfff2ffff, TRICHROMAT) > 30);
}

/* ---- the palettes ---- */

static void assert_apart(const Theme *theme, const char *what, int a, int b, Color one, Color two,
                         double least, double least_dichromat) {
    for (int vision = 0; vision < VISION_COUNT; vision++) {
        double found = apart(one, two, (Vision)vision);
        if (found < (vision == TRICHROMAT ? least : least_dichromat))
            fail_msg("%s: %s %d and %d are %.1f apart for a %s", theme->name, what, a, b, found,
                     VISIONS[vision]);
    }
}

/* The roles of a kind's signals, once each. */
static int roles_of(CellKind kind, Role *roles) {
    const CellKindInfo *info = cell_kind(kind);
    int count = 0;
    for (int k = 0; k < info->signal_count; k++) {
        int at = 0;
        while (at < count && roles[at] != info->signals[k].role)
            at++;
        if (at == count)
            roles[count++] = info->signals[k].role;
    }
    return count;
}

static void test_roles_of_a_lane(void **state) {
    (void)state;
    Role roles[ROLE_COUNT];
    for (int k = 0; k < THEME_COUNT; k++)
        for (int kind = 0; kind < CELL_KIND_COUNT; kind++) {
            const Theme *theme = theme_get(k);
            int count = roles_of((CellKind)kind, roles);
            assert_true(count >= 2);
            for (int a = 0; a < count; a++)
                for (int b = 0; b < a; b++)
                    assert_apart(theme, "roles", (int)roles[a], (int)roles[b],
                                 theme->role[roles[a]], theme->role[roles[b]], APART,
                                 APART_DICHROMAT);
        }
}

/* Lanes of all kinds stand on one stage, and in one timeline. No pair is excepted but f and z. */
static void test_all_roles(void **state) {
    (void)state;
    for (int k = 0; k < THEME_COUNT; k++) {
        const Theme *theme = theme_get(k);
        for (int a = 0; a < ROLE_COUNT; a++)
            for (int b = 0; b < a; b++)
                if (!(a == ROLE_UPDATE && b == ROLE_FORGET))
                    assert_apart(theme, "roles", a, b, theme->role[a], theme->role[b], APART,
                                 APART_DICHROMAT);
    }
}

static void test_roles_on_surfaces(void **state) {
    (void)state;
    for (int k = 0; k < THEME_COUNT; k++) {
        const Theme *theme = theme_get(k);
        for (int role = 0; role < ROLE_COUNT; role++) {
            assert_apart(theme, "role on track", role, -1, theme->role[role], theme->track,
                         APART_FROM_SURFACE, APART_FROM_SURFACE);
            assert_apart(theme, "role on card", role, -1, theme->role[role], theme->card,
                         APART_FROM_SURFACE, APART_FROM_SURFACE);
        }
    }
}

/* Right and wrong, as lines beside a reason and frames round a choice; their marks differ too. */
static void test_verdicts(void **state) {
    (void)state;
    for (int k = 0; k < THEME_COUNT; k++) {
        const Theme *theme = theme_get(k);
        assert_apart(theme, "good and bad", 0, 1, theme->good, theme->bad, APART, APART_DICHROMAT);
        assert_apart(theme, "accent and bad", 0, 1, theme->accent, theme->bad, APART,
                     APART_DICHROMAT);
        assert_apart(theme, "accent and selection", 0, 1, theme->accent, theme->select, APART,
                     APART_DICHROMAT);
    }
}

/* In a heat strip a cell's place is its unit's, so its sign is a hue: that of the role above zero,
 * another one below. The strip's selected unit has its number, with its sign, in words as well. */
static void test_signs_of_heat(void **state) {
    (void)state;
    static const Role SIGNED[] = {ROLE_INPUT, ROLE_CANDIDATE, ROLE_CELL, ROLE_HIDDEN};
    for (int k = 0; k < THEME_COUNT; k++) {
        const Theme *theme = theme_get(k);
        const Painter painter = {.theme = theme};
        for (size_t r = 0; r < sizeof SIGNED / sizeof *SIGNED; r++) {
            Color above = theme->role[SIGNED[r]], below = bars_below(&painter, above);
            assert_apart(theme, "above and below zero of role", (int)SIGNED[r], -1, above, below,
                         APART, APART_DICHROMAT);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_difference),        cmocka_unit_test(test_dichromats),
        cmocka_unit_test(test_roles_of_a_lane),   cmocka_unit_test(test_all_roles),
        cmocka_unit_test(test_roles_on_surfaces), cmocka_unit_test(test_verdicts),
        cmocka_unit_test(test_signs_of_heat)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
