/* glossary.c: proves that the words of a lesson's text lead to what they mean: each is a
 * link, underlined the first time; a click opens the card, its links lead on, and it closes again;
 * it fits at every size; without a glossary nothing is linked. */
#include "scene_screen.h"

#include "files/lesson/glossary.h"

static const char WORDS[] =
    "{\"format\":1,\"terms\":["
    "{\"id\":\"forget-gate\",\"signal\":\"f\",\"term\":{\"en\":\"forget gate\",\"zh\":\"遗忘门\"},"
    "\"means\":{\"en\":\"The share of the {c:memory cell} that stays.\",\"zh\":\"记忆元的比例。\"},"
    "\"see\":[\"memory-cell\"]},"
    "{\"id\":\"memory-cell\",\"signal\":\"c\",\"term\":{\"en\":\"memory cell\",\"zh\":\"记忆元\"},"
    "\"means\":{\"en\":\"What is carried on.\",\"zh\":\"传下去的。\"},\"lesson\":\"m\"}]}";

static Glossary glossary;

static int read_words(void **state) {
    (void)state;
    Errors errors = {0};
    bool good = glossary_parse(WORDS, sizeof WORDS - 1, NULL, &glossary, &errors);
    errors_free(&errors);
    return good ? 0 : -1;
}

static int free_words(void **state) {
    (void)state;
    glossary_free(&glossary);
    return 0;
}

static void draw(Play *play, Size size) {
    play->viewport =
        (Viewport){.width = size.w, .height = size.h, .scale = size.scale, .glossary = &glossary};
    scene_build(&play->list, play->session, &PLAY_FONTS, &play->viewport);
    assert_false(play->list.full);
}

/* The n-th link of the screen to that term; NULL: there are fewer. */
static const Region *link_to(const Play *play, int term, int n) {
    for (int k = 0; k < play->list.region_count; k++) {
        const Region *region = &play->list.regions[k];
        if (region->action.kind == ACTION_GLOSSARY && region->action.number == term && n-- == 0)
            return region;
    }
    return NULL;
}

static void words_open_their_meaning(void **state) {
    (void)state;
    const Size size = {1600, 900, 1};
    Play play;
    screen_start(&play, SCREEN_LESSON);
    draw(&play, size);
    const Region *word = link_to(&play, 0, 0);
    assert_non_null(word);
    assert_true(play_label_has(&play, word, "forget gate"));
    assert_ptr_equal(region_at(&play.list, word->rect.x + 2, word->rect.y + 4), word);
    assert_false(screen_says(&play, "The share of the"));
    assert_true(play_do(&play, word->action));
    draw(&play, size);
    assert_null(play_region(&play, "glossary.lesson", 0)); /* no lesson shows it */
    assert_true(screen_says(&play, "The share of the"));
    assert_true(screen_says(&play, "\u9057\u5fd8\u95e8")); /* what the other language calls it */
    const Region *see = play_region(&play, "glossary.see", 1);
    assert_non_null(see);
    assert_true(play_do(&play, see->action));
    draw(&play, size);
    assert_true(screen_says(&play, "What is carried on."));
    assert_false(screen_says(&play, "The share of the"));
    const Region *lesson = play_region(&play, "glossary.lesson", 0);
    assert_non_null(lesson);
    assert_true(lesson->action.kind == ACTION_OPEN_TERM && lesson->action.number == 1);
    assert_true(play_do(&play, play_region(&play, "glossary.close", 0)->action));
    draw(&play, size);
    assert_false(screen_says(&play, "What is carried on."));
    assert_true(play_do(&play, (Action){.kind = ACTION_GLOSSARY, .number = -2}));
    draw(&play, size); /* the word that was shown last */
    assert_true(screen_says(&play, "What is carried on."));
    screen_beat(&play, 1);
    assert_false(play.session->view.glossary);
    play_stop(&play);
}

static int underlines(const Play *play, Rect word) {
    int count = 0;
    for (int k = 0; k < play->list.shape_count; k++) {
        const Shape *s = &play->list.shapes[k];
        count += s->kind == SHAPE_FILL && s->rect.h <= 1 && fabsf(s->rect.x - word.x) < 0.5f &&
                 fabsf(s->rect.w - word.w) < 0.5f && rects_meet(word, s->rect, 0);
    }
    return count;
}

/* Symbols are links too, but only words are underlined, and only where they come first. */
static void a_word_is_underlined_once(void **state) {
    (void)state;
    Play play;
    screen_start(&play, SCREEN_LESSON);
    draw(&play, (Size){1600, 900, 1});
    assert_int_equal(underlines(&play, link_to(&play, 0, 0)->rect), 1); /* "forget gate" */
    assert_int_equal(underlines(&play, link_to(&play, 0, 1)->rect), 0); /* f */
    assert_int_equal(underlines(&play, link_to(&play, 1, 0)->rect), 1); /* "memory cell" */
    play_stop(&play);
}

static void without_a_glossary_there_are_no_links(void **state) {
    (void)state;
    Play play;
    screen_start(&play, SCREEN_LESSON);
    screen_draw(&play, (Size){1600, 900, 1});
    assert_null(link_to(&play, 0, 0));
    play_do(&play, (Action){.kind = ACTION_GLOSSARY, .number = 7});
    draw(&play, (Size){1600, 900, 1}); /* there is no such word */
    assert_null(play_region(&play, "glossary.close", 0));
    play_stop(&play);
}

static void the_card_fits(void **state) {
    (void)state;
    static const Size SIZES[] = {{1024, 640, 1}, {1280, 720, 1}, {1600, 900, 1}, {2048, 1280, 2}};
    static Seen seen[FIT_TEXTS_MOST];
    static const float TEXTS[] = {1, 1.3f, 1.5f};
    Play play;
    Error error;
    screen_start(&play, SCREEN_LESSON);
    play_do(&play, (Action){.kind = ACTION_GLOSSARY, .number = 0});
    for (size_t size = 0; size < 4; size++)
        for (int text = 0; text < 3; text++)
            for (int language = 0; language < languages_built_in.count; language++) {
                Rect window = {0, 0, (float)SIZES[size].w, (float)SIZES[size].h};
                play.session->view.text_scale = TEXTS[text];
                play.session->view.language = &languages_built_in.items[language];
                draw(&play, SIZES[size]);
                if (!fit_check(&play.list, &PLAY_FONTS, window, SIZES[size].scale, seen, &error))
                    fail_msg("%d, text %g: %s %s", SIZES[size].w, (double)TEXTS[text], error.what,
                             error.found);
            }
    play_stop(&play);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_open_their_meaning),
        cmocka_unit_test(a_word_is_underlined_once),
        cmocka_unit_test(without_a_glossary_there_are_no_links),
        cmocka_unit_test(the_card_fits),
    };
    return cmocka_run_group_tests(tests, read_words, free_words);
}
