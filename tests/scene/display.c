/* display.c: a display list keeps what was drawn, in order, and its memory from frame to
 * frame; the topmost region is found, the focus goes round, and a press or a key on a region gives
 * the action with the value that is meant. */
#include "testing.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scene/display/display.h"

static int set_up(void **state) {
    *state = calloc(1, sizeof(DisplayList));
    assert_non_null(*state);
    return 0;
}

static int tear_down(void **state) {
    display_free(*state);
    free(*state);
    return 0;
}

/* ---- shapes ---- */

static void assert_rect(Rect rect, float x, float y, float w, float h) {
    assert_true(rect.x == x && rect.y == y && rect.w == w && rect.h == h);
}

static void test_shapes(void **state) {
    DisplayList *list = *state;
    draw_fill(list, (Rect){1, 2, 3, 4}, 5, 0x11223344);
    draw_dashed_frame(list, (Rect){1, 2, 3, 4}, 5, 6, 7, 8);
    draw_frame(list, (Rect){1, 2, 3, 4}, 5, 6, 8);
    draw_line(list, 1, 2, 11, 0, 3, 9);
    draw_disc(list, 10, 20, 4, 1);
    draw_ring(list, 10, 20, 4, 2, 1);
    draw_triangle(list, (Rect){1, 2, 3, 4}, 3, 1);
    draw_cross(list, 10, 20, 4, 2, 1);
    draw_plus(list, 10, 20, 4, 2, 1);
    draw_clip(list, (Rect){1, 2, 3, 4});
    draw_clip_end(list);
    static const ShapeKind KINDS[] = {SHAPE_FILL, SHAPE_FRAME, SHAPE_FRAME,    SHAPE_LINE,
                                      SHAPE_DISC, SHAPE_RING,  SHAPE_TRIANGLE, SHAPE_CROSS,
                                      SHAPE_PLUS, SHAPE_CLIP,  SHAPE_CLIP};
    const Shape *shape = list->shapes;
    assert_int_equal(list->shape_count, 11);
    for (int k = 0; k < list->shape_count; k++)
        assert_int_equal(shape[k].kind, KINDS[k]);
    assert_rect(shape[0].rect, 1, 2, 3, 4);
    assert_true(shape[0].radius == 5 && shape[0].color == 0x11223344);
    assert_true(shape[1].radius == 5 && shape[1].width == 6 && shape[1].dash == 7);
    assert_true(shape[2].dash == 0);
    assert_rect(shape[3].rect, 1, 2, 10, -2);
    assert_rect(shape[4].rect, 6, 16, 8, 8);
    assert_rect(shape[5].rect, 6, 16, 8, 8);
    assert_true(shape[5].width == 2);
    assert_int_equal(shape[6].turn, 3);
    assert_rect(shape[7].rect, 8, 18, 4, 4);
    assert_rect(shape[8].rect, 8, 18, 4, 4);
    assert_rect(shape[9].rect, 1, 2, 3, 4);
    assert_true(shape[10].rect.w < 0);
}

static void test_texts(void **state) {
    DisplayList *list = *state;
    char buffer[] = "forget gate";
    draw_text(list, 1, 2, FACE_SYMBOL, 15, 7, buffer);
    draw_text_span(list, 3, 4, FACE_NUMBER, 12, 8, buffer, 6);
    draw_text(list, 0, 0, FACE_TEXT, 12, 8, ""); /* nothing to draw */
    memset(buffer, '?', sizeof buffer - 1);      /* the list has its own copy */
    assert_int_equal(list->shape_count, 2);
    const Shape *whole = &list->shapes[0], *part = &list->shapes[1];
    assert_string_equal(list->texts + whole->text, "forget gate");
    assert_string_equal(list->texts + part->text, "forget");
    assert_int_equal(whole->length, 11);
    assert_int_equal(part->length, 6);
    assert_true(whole->face == FACE_SYMBOL && whole->px == 15 && whole->color == 7);
    assert_rect(part->rect, 3, 4, 0, 0);
}

static void test_values(void **state) {
    DisplayList *list = *state;
    float values[6] = {1, 2, 3, 4, 5, NAN};
    draw_heat(list, (Rect){0, 0, 9, 9}, values, 2, 3, -1, 1, 10, 20);
    draw_curve(list, (Rect){0, 0, 9, 9}, values, 5, 0, 6, 2, 30);
    draw_heat(list, (Rect){0, 0, 9, 9}, values, 0, 3, -1, 1, 10, 20);
    draw_curve(list, (Rect){0, 0, 9, 9}, values, 1, 0, 6, 2, 30); /* no line through one point */
    assert_int_equal(list->shape_count, 2);
    const Shape *heat = &list->shapes[0], *curve = &list->shapes[1];
    assert_memory_equal(list->values + heat->values, values, sizeof values);
    assert_memory_equal(list->values + curve->values, values, 5 * sizeof *values);
    assert_true(heat->rows == 2 && heat->columns == 3 && heat->low == -1 && heat->high == 1);
    assert_true(heat->color2 == 10 && heat->color == 20);
    assert_true(curve->columns == 5 && curve->width == 2 && curve->color == 30);
}

/* Levels are filled in by who draws them; palette and levels stay with the list. */
static void test_raster(void **state) {
    DisplayList *list = *state;
    Color palette[RASTER_COLORS] = {[3] = 0x112233ff, [255] = 0xaabbccff};
    assert_null(draw_raster(list, (Rect){0, 0, 9, 9}, 0, 3, palette));
    for (int k = 0; k < 2; k++) {
        unsigned char *levels = draw_raster(list, (Rect){1, 2, 9, 8}, 2, 3, palette);
        assert_non_null(levels);
        for (int level = 0; level < 6; level++)
            levels[level] = (unsigned char)(level + k);
        palette[3] = 0x445566ff;
    }
    assert_int_equal(list->shape_count, 2);
    for (int k = 0; k < 2; k++) {
        const Shape *shape = &list->shapes[k];
        assert_int_equal(shape->kind, SHAPE_RASTER);
        assert_rect(shape->rect, 1, 2, 9, 8);
        assert_true(shape->rows == 2 && shape->columns == 3);
        assert_int_equal(raster_levels(list, shape)[5], 5 + k);
        assert_int_equal(raster_color(list, shape, 3), k ? 0x445566ff : 0x112233ff);
        assert_int_equal(raster_color(list, shape, 255), 0xaabbccff);
    }
    display_clear(list);
    assert_int_equal(list->level_count, 0);
}

static void fill_up(DisplayList *list, int count) {
    float values[3] = {1, 2, 3};
    char label[32];
    for (int k = 0; k < count; k++) {
        snprintf(label, sizeof label, "thing %d", k);
        draw_text(list, (float)k, 0, FACE_TEXT, 12, 1, label);
        draw_curve(list, (Rect){0, 0, 1, 1}, values, 3, 0, 1, 1, 1);
        assert_non_null(region_add(list, REGION_BUTTON, (Rect){0, 0, 1, 1}, "thing", k, label));
    }
}

/* Growing loses nothing; a second frame of the same size takes no more memory. */
static void test_growth(void **state) {
    enum { COUNT = 5000 };
    DisplayList *list = *state;
    fill_up(list, COUNT);
    for (int k = 0; k < COUNT; k++) {
        char expected[32];
        snprintf(expected, sizeof expected, "thing %d", k);
        const Shape *text = &list->shapes[2 * k];
        const Region *region = &list->regions[k];
        assert_string_equal(list->texts + text->text, expected);
        assert_true(list->values[list->shapes[2 * k + 1].values + 2] == 3);
        assert_string_equal(list->texts + region->label, expected);
    }
    DisplayList before = *list;
    display_clear(list);
    assert_true(list->shape_count == 0 && list->region_count == 0 && list->text_length == 0 &&
                list->value_count == 0);
    fill_up(list, COUNT);
    assert_memory_equal(&before, list, sizeof before);
    assert_false(list->full);
}

/* ---- finding regions ---- */

static Region *add(DisplayList *list, RegionKind kind, Rect rect, const char *name, int index) {
    Region *region = region_add(list, kind, rect, name, index, name);
    assert_non_null(region);
    return region;
}

static void test_ids(void **state) {
    (void)state;
    assert_int_equal(region_id("gate", 3), region_id("gate", 3));
    assert_int_not_equal(region_id("gate", 3), region_id("gate", 4));
    assert_int_not_equal(region_id("gate", 3), region_id("gates", 3));
    assert_int_not_equal(region_id("gate", 1), region_id("gate", 256));
    assert_int_not_equal(region_id("gate", -1), 0);
}

static void test_topmost(void **state) {
    DisplayList *list = *state;
    add(list, REGION_PANEL, (Rect){0, 0, 100, 100}, "panel", 0);
    add(list, REGION_BUTTON, (Rect){10, 10, 20, 20}, "button", 0);
    assert_int_equal(region_at(list, 15, 15)->id, region_id("button", 0));
    assert_int_equal(region_at(list, 10, 10)->id, region_id("button", 0));
    assert_int_equal(region_at(list, 30, 15)->id, region_id("panel", 0)); /* the end is outside */
    assert_null(region_at(list, 100, 50));
    assert_null(region_at(list, -1, 50));
    assert_null(region_at(list, NAN, 50));
    assert_int_equal(region_find(list, region_id("panel", 0))->kind, REGION_PANEL);
    assert_null(region_find(list, region_id("panel", 1)));
    assert_null(region_find(list, 0));
    size_t length;
    const char *label = region_label(list, region_at(list, 15, 15), &length);
    assert_int_equal(length, 6);
    assert_memory_equal(label, "button", length);
}

static void test_focus_order(void **state) {
    DisplayList *list = *state;
    static const bool FOCUSABLE[] = {false, true, true, true, false};
    unsigned ids[5];
    for (int k = 0; k < 5; k++) {
        Region *region = add(list, REGION_BUTTON, (Rect){0, 0, 1, 1}, "r", k);
        region->focusable = FOCUSABLE[k];
        region->disabled = k == 2;
        ids[k] = region->id;
    }
    assert_int_equal(region_next(list, 0, 1)->id, ids[1]);
    assert_int_equal(region_next(list, 0, -1)->id, ids[3]);
    assert_int_equal(region_next(list, ids[1], 1)->id, ids[3]); /* the disabled one is passed */
    assert_int_equal(region_next(list, ids[3], 1)->id, ids[1]); /* round */
    assert_int_equal(region_next(list, ids[1], -1)->id, ids[3]);
    assert_int_equal(region_next(list, ids[0], -1)->id, ids[3]);
    assert_int_equal(region_next(list, 12345, 1)->id, ids[1]); /* gone: from the start */
    list->regions[3].disabled = true;
    assert_int_equal(region_next(list, ids[1], 1)->id, ids[1]); /* the only one */
    list->regions[1].disabled = true;
    assert_null(region_next(list, ids[1], 1));
    display_clear(list);
    assert_null(region_next(list, ids[1], 1));
}

/* ---- what a press means ---- */

static Region slider(RegionKind kind, float low, float high, float step) {
    return (Region){.kind = kind,
                    .rect = {100, 200, 80, 40},
                    .action = {.kind = ACTION_EDIT, .edit = {.kind = EDIT_INPUT, .step = 3}},
                    .low = low,
                    .high = high,
                    .step = step};
}

static float dragged(const Region *region, float x, float y) {
    Action action = region_drag(region, x, y);
    assert_int_equal(action.kind, ACTION_EDIT);
    assert_int_equal(action.edit.step, 3);
    assert_true(action.value == action.edit.value);
    return action.edit.value;
}

static void test_slider(void **state) {
    (void)state;
    Region fine = slider(REGION_SLIDER, -1, 3, 0), coarse = slider(REGION_SLIDER, -1, 3, 0.25f);
    assert_true(dragged(&fine, 100, 0) == -1);
    assert_true(dragged(&fine, 120, 0) == 0);
    assert_true(dragged(&fine, 180, 0) == 3);
    assert_true(dragged(&fine, -1e9f, 0) == -1);
    assert_true(dragged(&fine, 1e9f, 0) == 3);
    assert_true(dragged(&coarse, 123, 0) == 0.25f);
    assert_true(dragged(&coarse, 122, 0) == 0);
    Region odd = slider(REGION_SLIDER, 0, 1, 0.3f);
    assert_true(dragged(&odd, 180, 0) <= 1); /* never beyond the end */
    odd.rect.w = 0;
    assert_true(dragged(&odd, 100, 0) == 0);
    assert_true(dragged(&odd, NAN, NAN) == 0);
}

/* What a drag gives is the number that one would write: 0.3, not 0.29999995. */
static void test_tidy_steps(void **state) {
    (void)state;
    Region region = slider(REGION_SLIDER, -2, 2, 0.05f);
    region.rect.w = 8000;
    for (int k = 0; k <= 80; k++) {
        char expected[32];
        snprintf(expected, sizeof expected, "%.2f", (double)(k - 40) / 20);
        assert_true(dragged(&region, 100 + 100 * (float)k, 0) == strtof(expected, NULL));
    }
    region.value = 0;
    for (int k = 1; k <= 30; k++) {
        char expected[32];
        region.value = region_nudge(&region, 1).edit.value;
        snprintf(expected, sizeof expected, "%.2f", (double)k / 20);
        assert_true(region.value == strtof(expected, NULL));
    }
}

static void test_bar(void **state) {
    (void)state;
    Region bar = slider(REGION_BAR, 0, 1, 0);
    assert_true(dragged(&bar, 0, 200) == 1); /* the top is high */
    assert_true(dragged(&bar, 0, 230) == 0.25f);
    assert_true(dragged(&bar, 0, 240) == 0);
    assert_true(dragged(&bar, 0, 1e9f) == 0);
    bar.rect.h = 0;
    assert_true(dragged(&bar, 0, 200) == 0);
}

static void test_scrub(void **state) {
    (void)state;
    Region scrub = slider(REGION_SCRUB, -1, 6, 1); /* eight columns of ten pixels */
    scrub.action = (Action){.kind = ACTION_GO, .phase = PHASE_SHOW};
    for (int k = 0; k < 8; k++) {
        assert_int_equal(region_drag(&scrub, 100 + 10 * (float)k, 0).step, k - 1);
        assert_int_equal(region_drag(&scrub, 109.5f + 10 * (float)k, 0).step, k - 1);
    }
    assert_int_equal(region_drag(&scrub, 180, 0).step, 6);
    assert_int_equal(region_drag(&scrub, 1e9f, 0).step, 6);
    assert_int_equal(region_drag(&scrub, -1e9f, 0).step, -1);
    assert_int_equal(region_drag(&scrub, NAN, 0).step, -1);
    assert_int_equal(region_drag(&scrub, 150, 0).phase, PHASE_SHOW);
    scrub.value = 5;
    assert_int_equal(region_nudge(&scrub, 1).step, 6);
    assert_int_equal(region_nudge(&scrub, 4).step, 6);
    assert_int_equal(region_nudge(&scrub, -9).step, -1);
}

static void test_paint(void **state) {
    (void)state;
    Region row = slider(REGION_PAINT, -2, 2, 0.25f); /* eight columns of ten pixels */
    row.from = 100;
    row.to = 107;
    row.rect.h = 40;
    for (int k = 0; k < 8; k++) {
        assert_int_equal(region_drag(&row, 100 + 10 * (float)k, row.rect.y).step, 100 + k);
        assert_int_equal(region_drag(&row, 109.5f + 10 * (float)k, row.rect.y).step, 100 + k);
    }
    assert_int_equal(region_drag(&row, 1e9f, 0).step, 107);
    assert_int_equal(region_drag(&row, -1e9f, 0).step, 100);
    assert_true(region_drag(&row, 150, row.rect.y).value == 2);
    assert_true(region_drag(&row, 150, row.rect.y + 20).value == 0);
    assert_true(region_drag(&row, 150, row.rect.y + 28.5f).value == -0.75f); /* to its step */
    assert_true(region_drag(&row, 150, 1e9f).value == -2);
}

static void test_nudge(void **state) {
    (void)state;
    Region region = slider(REGION_SLIDER, -1, 3, 0.25f);
    region.value = 1;
    assert_true(region_nudge(&region, 1).edit.value == 1.25f);
    assert_true(region_nudge(&region, -3).edit.value == 0.25f);
    assert_true(region_nudge(&region, 100).edit.value == 3);
    assert_true(region_nudge(&region, -100).edit.value == -1);
    region.step = 0; /* a twentieth of the way */
    assert_true(fabsf(region_nudge(&region, 1).edit.value - 1.2f) < 1e-6f);
    region.value = NAN; /* a gate that is free */
    assert_true(fabsf(region_nudge(&region, 1).edit.value + 0.8f) < 1e-6f);
    region.value = 50; /* a weight beyond the slider's end: the first key brings it inside */
    assert_true(region_nudge(&region, 1).edit.value == 3);
}

static void test_scroll(void **state) {
    (void)state;
    Region panel = {.kind = REGION_PANEL,
                    .action = {.kind = ACTION_SCROLL, .number = PANEL_TWEAKS},
                    .low = 0,
                    .high = 100,
                    .step = 8,
                    .value = 90};
    Action action = region_scroll(&panel, 40);
    assert_int_equal(action.kind, ACTION_SCROLL);
    assert_int_equal(action.number, PANEL_TWEAKS);
    assert_true(action.value == 10); /* only as far as there is something */
    assert_true(region_scroll(&panel, -500).value == -90);
    assert_true(region_nudge(&panel, -2).value == -16);
    panel.value = 130; /* the content became shorter: the wheel starts from its end */
    assert_true(region_scroll(&panel, -10).value == -40);
}

static void test_button(void **state) {
    (void)state;
    Region button = {.kind = REGION_BUTTON, .action = {.kind = ACTION_BEAT, .number = 1}};
    Action action = region_drag(&button, 5, 5);
    assert_int_equal(action.kind, ACTION_BEAT);
    assert_int_equal(action.number, 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(test_shapes), TEST(test_texts),      TEST(test_values),      TEST(test_growth),
        TEST(test_ids),    TEST(test_topmost),    TEST(test_focus_order), TEST(test_slider),
        TEST(test_bar),    TEST(test_tidy_steps), TEST(test_scrub),       TEST(test_nudge),
        TEST(test_paint),  TEST(test_scroll),     TEST(test_button),      TEST(test_raster)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
