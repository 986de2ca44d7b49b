/* bidi.c: proves which way text runs: levels and their order as Unicode's algorithm has them; and that the lines of a
 * paragraph in Hebrew run from the right edge, with Latin words, symbols, links and the marks of lists where a reader
 * looks for them, while all others stay as they were set. */
#include "scene_screen.h"

#include "files/lesson/glossary.h"
#include "scene/paint/bidi.h"
#include "scene/paint/rich_text.h"

static const float PX = 16, WIDTH = 600;
static const char WORDS[] =
    "{\"format\":1,\"terms\":[{\"id\":\"g\",\"term\":{\"en\":\"GRU\"},\"means\":\"M\"}]}";
static Glossary glossary;

static int set_up(void **state) {
    static Play play;
    Errors errors = {0};
    assert_true(glossary_parse(WORDS, sizeof WORDS - 1, NULL, &glossary, &errors));
    screen_start(&play, SCREEN_LESSON);
    *state = &play;
    return 0;
}

static int tear_down(void **state) {
    play_stop(*state);
    glossary_free(&glossary);
    return 0;
}

static void test_direction(void **state) {
    (void)state;
    assert_int_equal(bidi_direction("12. שער", strlen("12. שער")), DIRECTION_LEFT);
    assert_int_equal(bidi_direction("(بوابة)", strlen("(بوابة)")), DIRECTION_LEFT);
    assert_int_equal(bidi_direction("3 LSTM שער", strlen("3 LSTM שער")), DIRECTION_RIGHT);
    assert_int_equal(bidi_direction("遗忘门", strlen("遗忘门")), DIRECTION_RIGHT);
    assert_int_equal(bidi_direction(" 0.5!", 5), DIRECTION_OPEN);
    assert_true(bidi_needed("a שער", strlen("a שער")));
    assert_false(bidi_needed("Вентиль 门 \u00e9", strlen("Вентиль 门 \u00e9")));
}

/* Level of each letter, a digit a byte: two bytes a letter of Hebrew. */
static void assert_levels(const char *text, const char *expected) {
    unsigned char levels[64];
    char found[65] = "";
    assert_true(bidi_levels(text, strlen(text), levels));
    for (size_t k = 0; k < strlen(text); k++)
        found[k] = (char)('0' + levels[k]);
    assert_string_equal(found, expected);
}

static void test_levels(void **state) {
    (void)state;
    assert_levels("ab", "00");
    assert_levels("אב", "1111");
    assert_levels("אב 12 ab.", "1111122122"
                               "1");
    assert_levels("ab אב.", "00011110");
    assert_levels("א(b)", "11121");
}

static void test_order(void **state) {
    const unsigned char levels[] = {1, 1, 2, 2, 1, 0, 1};
    const int expected[] = {4, 2, 3, 1, 0, 5, 6};
    int order[7];
    (void)state;
    bidi_order(levels, 7, order);
    assert_memory_equal(order, expected, sizeof expected);
}

static void set(Play *play, const char *markdown) {
    play->painter = (Painter){.list = &play->list,
                              .session = play->session,
                              .theme = theme_get(THEME_DARK),
                              .fonts = &PLAY_FONTS,
                              .viewport = &play->viewport,
                              .u = 1,
                              .small = 12,
                              .body = PX,
                              .large = 19};
    play->viewport = (Viewport){.width = 1280, .height = 720, .scale = 1, .glossary = &glossary};
    display_clear(&play->list);
    rich_text(&play->painter, 100.4f, 0, WIDTH, markdown,
              (RichStyle){.px = PX, .color = 0xffffffff, .terms = true});
}

/* The place of a text that was drawn by itself, whatever says how it runs. */
static Rect placed(const Play *play, const char *text) {
    for (int k = 0; k < play->list.shape_count; k++) {
        const Shape *shape = &play->list.shapes[k];
        const char *drawn = play->list.texts + shape->text;
        size_t said =
            shape->kind == SHAPE_TEXT && shape->length > 3 && (unsigned char)drawn[0] == 0xe2 ? 3
                                                                                              : 0;
        if (shape->kind == SHAPE_TEXT && shape->length - said == strlen(text) &&
            memcmp(drawn + said, text, strlen(text)) == 0)
            return (Rect){shape->rect.x, shape->rect.y,
                          play_width(NULL, shape->face, shape->px, text, strlen(text)), 0};
    }
    fail_msg("\"%s\" is not drawn", text);
    return (Rect){0};
}

/* The second stands at the right of the first, with a space between. */
static void assert_after(Rect first, Rect second) {
    float gap = second.x - (first.x + first.w);
    assert_true(gap >= 0 && gap < PX);
}

static void test_from_the_right(void **state) {
    Play *play = *state;
    set(play, "אחת **LSTM** *GRU* {c} שלוש");
    Rect first = placed(play, "אחת"), lstm = placed(play, "LSTM"), gru = placed(play, "GRU");
    Rect last = placed(play, "שלוש");
    assert_true(fabsf(first.x + first.w - (100 + WIDTH)) < 1);
    assert_after(lstm, gru); /* Latin words run on from the left */
    assert_true(gru.x + gru.w < first.x);
    assert_true(last.x + last.w < lstm.x);
    const Region *term = &play->list.regions[play->list.region_count - 1];
    assert_true(fabsf(term->rect.x - gru.x) < 1); /* the link goes with its word */
    assert_true(fabsf(term->whole.x - term->rect.x) < 1 || term->whole.w == 0);
}

static void test_from_the_left(void **state) {
    Play *play = *state;
    set(play, "One **אחת** *שתיים* two");
    Rect one = placed(play, "One"), first = placed(play, "אחת"), second = placed(play, "שתיים");
    Rect two = placed(play, "two");
    assert_true(one.x == 100);
    assert_after(one, second);
    assert_after(second, first);
    assert_after(first, two);
    set(play, "One **two** *three*");
    assert_after(placed(play, "One"), placed(play, "two"));
    assert_after(placed(play, "two"), placed(play, "three"));
}

static void test_lists(void **state) {
    Play *play = *state;
    set(play, "- אחת\n- one");
    Rect left = placed(play, "אחת"), right = placed(play, "one");
    float indent = right.x - 100;
    assert_true(indent > PX);
    assert_true(fabsf(left.x + left.w - (100 + WIDTH - indent)) < 2);
    bool before = false, behind = false;
    for (int k = 0; k < play->list.shape_count; k++) {
        const Shape *shape = &play->list.shapes[k];
        if (shape->length != strlen("\u2022") ||
            memcmp(play->list.texts + shape->text, "\u2022", shape->length) != 0)
            continue;
        before = before || (shape->rect.y > left.y + PX && shape->rect.x < right.x);
        behind = behind || (shape->rect.y < left.y + PX && shape->rect.x > left.x + left.w);
    }
    assert_true(before && behind);
}

/* Lines that follow run from the right too, even one that begins with Latin, and each stays inside. */
static void test_lines(void **state) {
    Play *play = *state;
    set(play, "שער השכחה **מוחק** את הזיכרון בכל צעד ואז LSTM **כותב** ערך חדש ומציג *אותו* בחוץ, "
              "צעד אחר צעד אחר צעד עד הסוף");
    float y = -1, right = 0, leftmost = 1e9f;
    int lines = 0;
    for (int k = 0; k <= play->list.shape_count; k++) {
        const Shape *shape = k < play->list.shape_count ? &play->list.shapes[k] : NULL;
        if (y >= 0 && (!shape || fabsf(shape->rect.y - y) > PX)) {
            assert_true(fabsf(right - (100 + WIDTH)) < 2);
            assert_true(leftmost >= 99);
            lines++;
            right = 0;
        }
        if (!shape)
            break;
        const char *text = play->list.texts + shape->text;
        y = shape->rect.y;
        right =
            fmaxf(right, shape->rect.x +
                             play_width(NULL, shape->face, shape->px,
                                        text + ((unsigned char)text[0] == 0xe2 ? 3 : 0),
                                        shape->length - ((unsigned char)text[0] == 0xe2 ? 3 : 0)));
        leftmost = fminf(leftmost, shape->rect.x);
    }
    assert_true(lines >= 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_direction),
        cmocka_unit_test(test_levels),
        cmocka_unit_test(test_order),
        cmocka_unit_test_setup_teardown(test_from_the_right, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_from_the_left, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_lists, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_lines, set_up, tear_down)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
