/* theme.c: whatever must be read or told apart can be, in every theme, by the contrasts of
 * WCAG 2: 4.5 for text, 3 for bars, and in the theme of high contrast 7 and 4.5, with wider frames
 * and no faint line; the arithmetic of colours agrees with values computed by hand. */
#include "testing.h"

#include <math.h>

#include "scene/display/theme.h"

static void assert_contrast(const char *theme, const char *what, int role, Color a, Color b,
                            float least) {
    float contrast = color_contrast(a, b);
    if (!(contrast >= least))
        fail_msg("%s: %s (role %d): %06x on %06x is %.2f, below %.1f", theme, what, role, a >> 8,
                 b >> 8, (double)contrast, (double)least);
}

static void test_text(void **state) {
    (void)state;
    for (int k = 0; k < THEME_COUNT; k++) {
        const Theme *theme = theme_get(k);
        const Color surfaces[] = {theme->background, theme->panel, theme->card, theme->track};
        const Color texts[] = {theme->text, theme->dim, theme->accent, theme->good, theme->bad};
        static const char *const NAMES[] = {"text", "dim", "accent", "good", "bad"};
        for (int s = 0; s < 3; s++)
            for (int t = 0; t < 5; t++)
                assert_contrast(theme->name, NAMES[t], -1, texts[t], surfaces[s], 4.5f);
        assert_contrast(theme->name, "text on buttons", -1, theme->text, theme->track, 4.5f);
        assert_contrast(theme->name, "dim on buttons", -1, theme->dim, theme->track, 4.5f);
        assert_contrast(theme->name, "on accent", -1, theme->on_accent, theme->accent, 4.5f);
        assert_contrast(theme->name, "select", -1, theme->select, theme->card, 3);
    }
}

/* A role's colour is a bar's and a letter's. */
static void test_roles(void **state) {
    (void)state;
    for (int k = 0; k < THEME_COUNT; k++) {
        const Theme *theme = theme_get(k);
        for (int role = 0; role < ROLE_COUNT; role++) {
            Color color = theme->role[role];
            assert_contrast(theme->name, "letter on card", role, color, theme->card, 4.5f);
            assert_contrast(theme->name, "letter on panel", role, color, theme->panel, 4.5f);
            assert_contrast(theme->name, "letter on stage", role, color, theme->background, 4.5f);
            assert_contrast(theme->name, "bar on track", role, color, theme->track, 3);
            assert_contrast(theme->name, "on role", role, theme->on_role[role], color, 4.5f);
        }
    }
}

/* One colour, one role: f and z forget, all others differ. */
static void test_roles_differ(void **state) {
    (void)state;
    for (int k = 0; k < THEME_COUNT; k++) {
        const Color *role = theme_get(k)->role;
        assert_int_equal(role[ROLE_FORGET], role[ROLE_UPDATE]);
        for (int a = 0; a < ROLE_COUNT; a++)
            for (int b = 0; b < a; b++)
                if (!(a == ROLE_UPDATE && b == ROLE_FORGET))
                    assert_int_not_equal(role[a], role[b]);
    }
}

/* Criterion 1.4.6 of WCAG 2.1 (enhanced): 7 for text. Bars, wires that nothing has passed yet, bars
 * below zero and every kind of line: 4.5. */
static void test_high_contrast(void **state) {
    (void)state;
    const Theme *theme = theme_get(THEME_CONTRAST);
    const Color surfaces[] = {theme->background, theme->panel, theme->card, theme->track};
    const Color texts[] = {theme->text, theme->dim, theme->faint, theme->accent,
                           theme->good, theme->bad, theme->select};
    for (int s = 0; s < 4; s++) {
        for (size_t t = 0; t < sizeof texts / sizeof *texts; t++)
            assert_contrast(theme->name, "text", -1, texts[t], surfaces[s], 7);
        for (int role = 0; role < ROLE_COUNT; role++) {
            Color color = theme->role[role];
            assert_contrast(theme->name, "bar", role, color, surfaces[s], 4.5f);
            assert_contrast(theme->name, "letter", role, color, s < 3 ? surfaces[s] : 0xff, 7);
            Color pale = color_mix(color, theme->card, theme->pale);
            assert_contrast(theme->name, "bar below zero", role, pale, theme->card, 4.5f);
            Color wire = color_mix(theme->background, color, theme->unlit);
            assert_contrast(theme->name, "wire", role, wire, theme->background, 4.5f);
            assert_contrast(theme->name, "on role", role, theme->on_role[role], color, 7);
        }
    }
    for (int s = 0; s < 3; s++) {
        assert_contrast(theme->name, "line", -1, theme->line, surfaces[s], 4.5f);
        assert_contrast(theme->name, "tube", -1, theme->hollow, surfaces[s], 4.5f);
    }
    Color veiled = color_mix(theme->dim, theme->background, theme->veil);
    assert_contrast(theme->name, "text under the veil", -1, veiled, theme->card, 7);
    assert_contrast(theme->name, "on accent", -1, theme->on_accent, theme->accent, 7);
    assert_true(theme->stroke >= 1.5f && theme_get(THEME_DARK)->stroke == 1);
}

static void test_opaque(void **state) {
    (void)state;
    for (int k = 0; k < THEME_COUNT; k++) {
        const Theme *theme = theme_get(k);
        const Color colors[] = {theme->background, theme->panel,  theme->card,   theme->line,
                                theme->track,      theme->text,   theme->dim,    theme->faint,
                                theme->hollow,     theme->accent, theme->select, theme->on_accent,
                                theme->good,       theme->bad};
        for (size_t c = 0; c < sizeof colors / sizeof *colors; c++)
            assert_int_equal(colors[c] & 0xff, 0xff);
        for (int role = 0; role < ROLE_COUNT; role++)
            assert_int_equal(theme->role[role] & theme->on_role[role] & 0xff, 0xff);
    }
}

static void test_contrast(void **state) {
    (void)state;
    assert_true(fabsf(color_contrast(0x000000ff, 0xffffffff) - 21) < 1e-4f);
    assert_true(color_contrast(0x336699ff, 0x336699ff) == 1);
    /* Grey 0x777777 on white: luminance ((0.46667 + 0.055) / 1.055)^2.4 = 0.18447, so
     * 1.05 / 0.23447 = 4.478. */
    assert_true(fabsf(color_contrast(0x777777ff, 0xffffffff) - 4.478f) < 1e-3f);
    assert_true(color_contrast(0xffffffff, 0x777777ff) == color_contrast(0x777777ff, 0xffffffff));
    /* Pure red on black: (0.2126 + 0.05) / 0.05. */
    assert_true(fabsf(color_contrast(0xff0000ff, 0x000000ff) - 5.252f) < 1e-3f);
}

static void test_mix(void **state) {
    (void)state;
    assert_int_equal(color_mix(0x102030ff, 0xf0e0d0ff, 0), 0x102030ff);
    assert_int_equal(color_mix(0x102030ff, 0xf0e0d0ff, 1), 0xf0e0d0ff);
    assert_int_equal(color_mix(0x102030ff, 0xf0e0d0ff, 0.5f), 0x808080ff);
    assert_int_equal(color_mix(0xff0000ff, 0x0000ffff, 0.25f), 0xbf0040ff);
    assert_int_equal(color_alpha(0x112233ff, 0), 0x11223300);
    assert_int_equal(color_alpha(0x112233ff, 0.5f), 0x11223380);
    assert_int_equal(color_alpha(0x11223300, 1), 0x112233ff);
    assert_int_equal(color_alpha(0x112233ff, 7), 0x112233ff);
    assert_int_equal(color_alpha(0x112233ff, NAN), 0x11223300);
}

static void test_names(void **state) {
    (void)state;
    for (int k = 0; k < THEME_COUNT; k++)
        assert_int_equal(theme_from_name(theme_get(k)->name), k);
    assert_int_equal(theme_from_name("sepia"), -1);
    assert_int_equal(theme_from_name(""), -1);
    assert_ptr_equal(theme_get(-1), theme_get(THEME_DARK));
    assert_ptr_equal(theme_get(THEME_COUNT), theme_get(THEME_DARK));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),         cmocka_unit_test(test_roles),
        cmocka_unit_test(test_roles_differ), cmocka_unit_test(test_opaque),
        cmocka_unit_test(test_contrast),     cmocka_unit_test(test_mix),
        cmocka_unit_test(test_names),        cmocka_unit_test(test_high_contrast)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
