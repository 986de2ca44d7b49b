/* wrap.c: Chinese text in lines: it fills them, none begins with a sign that closes or ends
 * with one that opens at any width, also across bold words and symbols; Latin words and numbers
 * stay whole; nothing is lost; a text cut with an ellipsis ends at a whole character that fits. */
#include "scene_screen.h"

#include "files/lesson/glossary.h"
#include "scene/paint/line_break.h"
#include "scene/paint/rich_text.h"

enum { LINES_MOST = 400 };
static const float PX = 16;

/* Words of which each is a link, and so a run of its own. */
static const char WORDS[] =
    "{\"format\":1,\"terms\":[{\"id\":\"g\",\"term\":{\"en\":\"gate\",\"zh\":\"遗忘门\"},"
    "\"means\":\"M\"},{\"id\":\"m\",\"term\":{\"en\":\"cell\",\"zh\":\"记忆元\"},\"means\":\"M\"}]"
    "}";
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

typedef struct Lines {
    char text[LINES_MOST][512];
    float end[LINES_MOST];
    int count;
} Lines;

/* What is drawn on each line; spaces between its runs do not count. */
static void read_lines(const Play *play, Lines *lines) {
    float y = -1;
    lines->count = 0;
    for (int k = 0; k < play->list.shape_count; k++) {
        const Shape *s = &play->list.shapes[k];
        if (s->kind != SHAPE_TEXT)
            continue;
        if (!lines->count || fabsf(s->rect.y - y) > PX) {
            y = s->rect.y;
            assert_true(lines->count < LINES_MOST);
            lines->text[lines->count++][0] = '\0';
        }
        char *line = lines->text[lines->count - 1];
        strncat(line, play->list.texts + s->text, s->length);
        lines->end[lines->count - 1] =
            s->rect.x + play_width(NULL, s->face, s->px, play->list.texts + s->text, s->length);
    }
}

static void set(Play *play, const char *markdown, float width, Lines *lines) {
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
    play->session->view.language = LANGUAGE_ZH;
    display_clear(&play->list);
    rich_text(&play->painter, 0, 0, width, markdown,
              (RichStyle){.px = PX, .color = 0xffffffff, .terms = true});
    read_lines(play, lines);
}

static bool is_one_of(uint32_t character, const char *signs) {
    for (size_t at = 0, length = strlen(signs); at < length;) {
        uint32_t sign;
        at += utf8_decode(signs + at, length - at, &sign);
        if (sign == character)
            return true;
    }
    return false;
}

#define CLOSING "，。、；：！？）」』”’》】"
#define OPENING "（「『“‘《【"

static const char *const TEXTS[] = {
    "遗忘门决定旧的记忆元还剩下多少：接近一时，几乎不变；接近零时，全部清除。（先猜一猜！）真的吗"
    "？",
    "“记住”和“写入”、‘读出’，见《长短期记忆》【一九九七】「原文」『全部』，它们互不影响。",
    "这时哪一个会打开，是遗忘门？还是（记忆元）？**哪里是遗忘门？**“记忆元”！",
    "**遗忘门**，（**输入门**），“{o:输出门}”；《{c}》：{f}、{i}。它们（{z}、{r}）也是*门*！",
};

static void test_prohibitions(void **state) {
    Play *play = *state;
    static Lines lines;
    for (size_t k = 0; k < sizeof TEXTS / sizeof *TEXTS; k++)
        for (float width = 4 * PX; width < 40 * PX; width += 5) {
            set(play, TEXTS[k], width, &lines);
            for (int line = 0; line < lines.count; line++) {
                uint32_t first, last = utf8_last(lines.text[line], strlen(lines.text[line]));
                utf8_decode(lines.text[line], strlen(lines.text[line]), &first);
                if (is_one_of(first, CLOSING) || is_one_of(last, OPENING))
                    fail_msg("%.0f wide: \"%s\"", (double)width, lines.text[line]);
                assert_true(lines.end[line] <= width + 1);
            }
        }
}

/* Every line but the last has no room for the next two characters. */
static void test_lines_are_filled(void **state) {
    Play *play = *state;
    static Lines lines;
    set(play, TEXTS[0], 20.5f * PX, &lines);
    assert_true(lines.count >= 2);
    for (int line = 0; line + 1 < lines.count; line++)
        assert_true(lines.end[line] > 18 * PX);
    char all[1024] = "";
    for (int line = 0; line < lines.count; line++)
        strcat(all, lines.text[line]);
    assert_string_equal(all, TEXTS[0]);
}

static void test_latin_stays_whole(void **state) {
    Play *play = *state;
    static Lines lines;
    static const char *const words[] = {"Hochreiter", "Schmidhuber", "3.14159", "LSTM"};
    const char *text = "由Hochreiter和Schmidhuber提出的LSTM在第3.14159步仍然记得";
    for (float width = 11 * PX; width < 40 * PX; width += 3) {
        set(play, text, width, &lines);
        for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
            bool found = false;
            for (int line = 0; line < lines.count; line++)
                found = found || strstr(lines.text[line], words[k]);
            if (!found)
                fail_msg("%.0f wide: %s is broken", (double)width, words[k]);
        }
    }
}

/* A line break in the source is no space in Chinese, and is one in English. */
static void test_soft_breaks(void **state) {
    Play *play = *state;
    static Lines lines;
    set(play, "遗忘\n门 gate\nvalve", 40 * PX, &lines);
    assert_int_equal(lines.count, 1);
    float expected =
        play_width(NULL, FACE_TEXT, PX, "遗忘门 gate valve", strlen("遗忘门 gate valve"));
    assert_true(fabsf(lines.end[0] - expected) <= PX);
    set(play, "遗忘\n门", 40 * PX, &lines);
    assert_true(lines.end[0] == 3 * PX);
    set(play, "遗忘 门", 40 * PX, &lines);
    assert_true(lines.end[0] > 3 * PX);
}

/* Entities are characters like others; each is kept, also where a line breaks between them. */
static void test_entities(void **state) {
    Play *play = *state;
    static Lines lines;
    set(play, "门&#x95e8;&#x8bb0;&#x5fc6;&#x5143;门&#x95e8;", 3 * PX, &lines);
    assert_int_equal(lines.count, 3);
    assert_string_equal(lines.text[0], "门门记");
    assert_string_equal(lines.text[1], "忆元门");
    assert_string_equal(lines.text[2], "门");
}

static void test_pairs(void **state) {
    (void)state;
    assert_true(line_may_break(0x95e8, 0x95e8));
    assert_true(line_may_break(0x95e8, 'a') && line_may_break('a', 0x95e8));
    assert_true(line_may_break(0x95e8, '3') && line_may_break('3', 0x95e8));
    assert_false(line_may_break('a', 'b') || line_may_break('1', '.') || line_may_break('.', '5'));
    assert_true(line_may_break(0xff0c, 0x95e8) && line_may_break(0x95e8, 0xff08));
    assert_false(line_may_break(0x95e8, '%') || line_may_break(0x95e8, ','));
    assert_false(line_may_break(0, 0x95e8));
}

static void test_ellipsis(void **state) {
    Play *play = *state;
    static Lines lines;
    const char *text = "遗忘门的偏置b和输入门";
    set(play, "", 100, &lines);
    for (float width = 0; width < 12 * PX; width += 0.5f) {
        display_clear(&play->list);
        float drawn = paint_text_fit(&play->painter, 0, 0, width, FACE_TEXT, PX, 0xffffffff, text);
        assert_true(drawn <= width);
        if (!play->list.shape_count)
            continue;
        const Shape *shape = &play->list.shapes[0];
        char cut[64];
        snprintf(cut, sizeof cut, "%.*s", (int)shape->length, play->list.texts + shape->text);
        if (strcmp(cut, text) == 0)
            continue;
        char *dots = strstr(cut, "\u2026");
        assert_true(dots && dots[3] == '\0');
        size_t kept = (size_t)(dots - cut), more = kept;
        assert_memory_equal(cut, text, kept);
        assert_int_equal(utf8_start(text, strlen(text), kept), kept);
        uint32_t next;
        more += utf8_decode(text + kept, strlen(text) - kept, &next);
        assert_true(play_width(NULL, FACE_TEXT, PX, text, more) +
                        play_width(NULL, FACE_TEXT, PX, "\u2026", 3) >
                    width);
    }
}

/* A text too long for the buffer of the cut is cut at a whole character too. */
static void test_long_ellipsis(void **state) {
    Play *play = *state;
    static Lines lines;
    char text[1200] = "a";
    for (int k = 0; k < 350; k++)
        strcat(text, "\u95e8");
    set(play, "", 100, &lines);
    display_clear(&play->list);
    paint_text_fit(&play->painter, 0, 0, 300 * PX, FACE_TEXT, PX, 0xffffffff, text);
    const Shape *shape = &play->list.shapes[0];
    for (size_t at = 0; at < shape->length;) {
        uint32_t character;
        at += utf8_decode(play->list.texts + shape->text + at, shape->length - at, &character);
        assert_int_not_equal(character, UTF8_BAD);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_prohibitions),      cmocka_unit_test(test_lines_are_filled),
        cmocka_unit_test(test_latin_stays_whole), cmocka_unit_test(test_soft_breaks),
        cmocka_unit_test(test_entities),          cmocka_unit_test(test_pairs),
        cmocka_unit_test(test_ellipsis),          cmocka_unit_test(test_long_ellipsis)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
