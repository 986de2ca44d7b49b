/* practise.c: proves the screen that asks on its display list: what is given and the four choices are
 * there with their numbers, bars as high as those say; what is told after an answer; worked steps with
 * blanks; the ways on, by name and by key; the same in sentences; every question, belief and idea in
 * every language; and nothing is cut or lies on something else at any size. */
#include "practise_fixture.h"
#include "scene_screen.h"

#include <math.h>

#include "scene/words/describe_practise.h"
#include "scene/words/keys.h"

static const Size WIDE = {1600, 900, 1};

static void begin_with(Play *play, const char *idea) {
    *play = (Play){0};
    play->session = fixture_practise(idea ? idea_find(idea) : -1);
    screen_draw(play, WIDE);
}

static const Practise *of(const Play *play) {
    return session_practise(play->session);
}

/* Until a question of that form comes. */
static void ask(Play *play, const char *idea, ItemForm form) {
    begin_with(play, idea);
    for (int k = 0; k < 50 && of(play)->item->form != form; k++) {
        practise_answer(play->session, true);
        practise_do(play->session, PRACTISE_ON, 0);
        if (of(play)->stand == PRACTISE_DONE)
            practise_do(play->session, PRACTISE_ON, 0);
    }
    assert_int_equal(of(play)->item->form, form);
    screen_draw(play, WIDE);
}

/* ---- what is asked ---- */

static void test_given(void **state) {
    Play play;
    char text[32];
    (void)state;
    ask(&play, "write", ITEM_NUMBER);
    const Item *item = of(&play)->item;
    assert_true(screen_says(&play, "memory"));
    for (int k = 0; k < item->row_count; k++) {
        assert_true(screen_says(&play, item->rows[k].label));
        for (int t = 0; t < item->facts.steps; t++) {
            snprintf(text, sizeof text, "%.2f", fabs((double)item->facts.row[k][t]));
            assert_true(screen_says(&play, text));
        }
    }
    for (int k = 0; k < ITEM_CHOICES; k++) {
        snprintf(text, sizeof text, "%s%.2f", item->choices[k].values[0] < 0 ? "\u2212" : "",
                 fabs((double)item->choices[k].values[0]));
        assert_true(screen_says(&play, text));
        assert_true(play_label_has(&play, play_region(&play, "practise.choice", k), text));
    }
    snprintf(text, sizeof text, "seed %u", item->seed);
    assert_true(screen_says(&play, text));
    play_stop(&play);
}

/* Fills in a column of the colour; returns how many, with the height of the highest. */
static int bars_of(const Play *play, Color color, Rect inside, float *highest) {
    int count = 0;
    *highest = 0;
    for (int k = 0; k < play->list.shape_count; k++) {
        const Shape *shape = &play->list.shapes[k];
        if (shape->kind != SHAPE_FILL || shape->color != color ||
            !rect_contains(inside, shape->rect.x, shape->rect.y))
            continue;
        count++;
        *highest = fmaxf(*highest, shape->rect.h);
    }
    return count;
}

/* Bars of all four pictures stand in one scale: the highest of one is as much higher than that of
 * another as the numbers say. */
static void test_curves(void **state) {
    Play play;
    float high[ITEM_CHOICES], most[ITEM_CHOICES] = {0};
    (void)state;
    ask(&play, "gate-sum", ITEM_CURVE);
    const Item *item = of(&play)->item;
    for (int k = 0; k < ITEM_CHOICES; k++) {
        Rect box = play_region(&play, "practise.choice", k)->rect;
        bars_of(&play, theme_get(play.session->view.theme)->role[item->asked], box, &high[k]);
        for (int t = 0; t < item->length; t++)
            most[k] = fmaxf(most[k], item->choices[k].values[t]);
    }
    for (int k = 1; k < ITEM_CHOICES; k++)
        if (most[k] > 0.05f && most[0] > 0.05f)
            assert_true(fabsf(high[k] / high[0] - most[k] / most[0]) < 0.1f * most[k] / most[0]);
    play_stop(&play);
}

static int dashed(const Play *play) {
    int count = 0;
    for (int k = 0; k < play->list.shape_count; k++)
        count += play->list.shapes[k].kind == SHAPE_FRAME && play->list.shapes[k].dash > 0 &&
                 play->list.shapes[k].rect.y < 500 && play->list.shapes[k].rect.x < 1200;
    return count;
}

/* Blank is what is to be thought of, and filled in afterwards. */
static void test_worked(void **state) {
    Play play;
    ItemToken tokens[ITEM_TOKENS];
    int blank = 0;
    (void)state;
    ask(&play, "write", ITEM_NUMBER);
    const Item *item = of(&play)->item;
    int count = item_worked(item, item_blank(item), tokens);
    for (int k = 0; k < count; k++)
        blank += tokens[k].blank;
    assert_true(screen_says(&play, "an example") && screen_says(&play, "your step"));
    assert_int_equal(dashed(&play), blank);
    practise_answer(play.session, true);
    screen_draw(&play, WIDE);
    assert_int_equal(dashed(&play), 0);
    play_stop(&play);
}

static bool text_is(const Play *play, const Shape *shape, const char *text) {
    return shape->length == strlen(text) &&
           !memcmp(play->list.texts + shape->text, text, strlen(text));
}

/* How often one text is drawn right behind another. */
static int pairs_of(const Play *play, const char *first, const char *second) {
    static Seen seen[2048];
    int count = screen_texts(play, seen, 2048), pairs = 0;
    for (int k = 0; k + 1 < count; k++)
        pairs += text_is(play, seen[k].shape, first) && text_is(play, seen[k + 1].shape, second);
    return pairs;
}

/* Where the negative bias of a worked step is: it stands behind a minus, in the picture and in sentences. */
static void test_taken_away(void **state) {
    Play play;
    char text[4096], part[32];
    (void)state;
    ask(&play, "candidate", ITEM_NUMBER);
    const Item *item = of(&play)->item;
    for (int k = 0; k < 50 && item->facts.number[4] >= 0; k++) {
        practise_answer(play.session, true);
        practise_do(play.session, PRACTISE_ON, 0);
        if (of(&play)->stand == PRACTISE_DONE)
            practise_do(play.session, PRACTISE_ON, 0);
        item = of(&play)->item;
    }
    float bias = item->facts.number[4];
    assert_true(bias < 0);
    practise_answer(play.session, true); /* nothing is blank then */
    screen_draw(&play, WIDE);
    describe_practise(play.session, text, sizeof text);
    snprintf(part, sizeof part, " − %.1f )", (double)-bias);
    if (!strstr(text, part))
        fail_msg("no \"%s\" in %s", part, text);
    assert_null(strstr(text, "+ -"));
    screen_draw(&play, WIDE);
    snprintf(part, sizeof part, "%.1f", (double)-bias);
    assert_int_equal(pairs_of(&play, "−", part), 1);
    snprintf(part, sizeof part, "−%.1f", (double)-bias);
    assert_int_equal(pairs_of(&play, "+", part), 0);
    play_stop(&play);
}

/* ---- what is told ---- */

static void test_told(void **state) {
    Play play;
    (void)state;
    begin_with(&play, "keep");
    assert_false(screen_says(&play, "Right."));
    practise_answer(play.session, true);
    screen_draw(&play, WIDE);
    assert_true(screen_says(&play, "Right."));
    play_stop(&play);
    begin_with(&play, "keep");
    practise_answer(play.session, false);
    screen_draw(&play, WIDE);
    char text[64];
    snprintf(text, sizeof text, "No: it is number %d.", of(&play)->item->right + 1);
    assert_true(screen_says(&play, text));
    assert_true(screen_says(&play, "comes again"));
    const char *belief = belief_said(session_practise_belief(play.session));
    snprintf(text, sizeof text, "%.30s", belief); /* it may go on in another line */
    assert_true(screen_says(&play, text));
    play_stop(&play);
}

static void test_summary(void **state) {
    Play play;
    (void)state;
    begin_with(&play, NULL);
    for (int k = 0; k < SITTING; k++) {
        practise_answer(play.session, k > 0);
        practise_do(play.session, PRACTISE_ON, 0);
    }
    screen_draw(&play, WIDE);
    assert_true(screen_says(&play, "4 of 5 right"));
    assert_non_null(play_region(&play, "practise.on", 0));
    assert_true(screen_says(&play, "Five more"));
    assert_null(play_region(&play, "practise.choice", 0));
    play_stop(&play);
}

/* What was wrong leads to the first lesson that teaches it, once, where that lesson is here. */
static void test_lesson_of_wrong(void **state) {
    static char other[] = "input-gate", id[] = "forget-gate";
    static char title[] = "What stays?";
    Lesson lessons[2] = {{.id = other}, {.id = id}};
    CatalogueLesson entries[2] = {{.lesson = &lessons[0], .index = 4},
                                  {.lesson = &lessons[1], .index = 6}};
    const Catalogue catalogue = {.lessons = entries, .lesson_count = 2, .here = -1};
    Play play;
    (void)state;
    TextEntry entry = {.tag = "en", .said = title};
    lessons[0].title = lessons[1].title = (Text){&entry, 1, 1};
    begin_with(&play, "keep");
    for (int k = 0; k < SITTING; k++) {
        practise_answer(play.session, k > 1);
        practise_do(play.session, PRACTISE_ON, 0);
    }
    screen_draw(&play, WIDE);
    assert_null(play_region(&play, "practise.lesson", idea_find("keep")));
    play.viewport.catalogue = &catalogue;
    scene_build(&play.list, play.session, &PLAY_FONTS, &play.viewport);
    const Region *way = play_region(&play, "practise.lesson", idea_find("keep"));
    assert_non_null(way);
    assert_int_equal(way->action.kind, ACTION_OPEN_LESSON);
    assert_true(way->action.flag && way->action.number == 6);
    assert_true(screen_says(&play, "Lesson 7: What stays?"));
    assert_null(play_region(&play, "practise.lesson", idea_find("let-in")));
    play_stop(&play);
}

static void test_unsure(void **state) {
    Play play;
    char text[64];
    (void)state;
    begin_with(&play, "keep");
    practise_do(play.session, PRACTISE_UNSURE, 0);
    screen_draw(&play, WIDE);
    snprintf(text, sizeof text, "It is number %d. Your step above", of(&play)->item->right + 1);
    assert_true(screen_says(&play, text));
    play_stop(&play);
}

/* In a narrow window with large letters the verdict is in view once it is answered, and the next
 * question begins at its top. */
static void test_verdict_seen(void **state) {
    static const Size PHONE = {390, 844, 1};
    int moved = 0;
    (void)state;
    for (int idea = 0; idea < idea_count(); idea++) {
        Play play = {0};
        play.session = fixture_practise(idea);
        play.session->view.text_scale = 2;
        practise_answer(play.session, true);
        screen_draw(&play, PHONE);
        Seen seen[512];
        bool told = false;
        int count = screen_texts(&play, seen, 512);
        const Region *room = play_region(&play, "scroll", PANEL_LESSON);
        assert_non_null(room);
        for (int k = 0; k < count; k++)
            told = told || (text_is(&play, seen[k].shape, "Right.") &&
                            seen[k].shape->rect.y >= room->rect.y &&
                            seen[k].shape->rect.y + 30 <= room->rect.y + room->rect.h);
        if (!told)
            fail_msg("%s: the verdict is not in view", idea_at(idea)->id);
        float from = room->value, to = fminf(from + 48, room->high);
        moved += from > 0;
        play_do(&play, region_scroll(room, 48)); /* the wheel goes on from there */
        screen_draw(&play, PHONE);
        assert_float_equal(play_region(&play, "scroll", PANEL_LESSON)->value, to, 0.01);
        practise_do(play.session, PRACTISE_ON, 0);
        assert_true(play.session->view.scroll[PANEL_LESSON] == 0);
        play_stop(&play);
    }
    assert_true(moved > idea_count() / 2);
}

/* An idea's row says what the review says. */
static void test_known(void **state) {
    Play play;
    char text[32];
    (void)state;
    begin_with(&play, "keep");
    assert_true(screen_says(&play, "not asked yet"));
    assert_true(screen_says(&play, "not met yet"));
    practise_answer(play.session, true);
    screen_draw(&play, WIDE);
    Mastery mastery = review_mastery(&of(&play)->review, idea_find("keep"), fixture_time);
    snprintf(text, sizeof text, "%.0f %%", 100 * mastery.chance);
    assert_true(screen_says(&play, text));
    assert_true(screen_says(&play, "1 answer"));
    play_stop(&play);
}

/* Days are told as one says them, and how far the exam is. */
static void test_when(void **state) {
    Play play;
    (void)state;
    begin_with(&play, "keep");
    int keep = idea_find("keep");
    const Review *review = &of(&play)->review;
    assert_int_equal(review_due_days(review, keep, true, fixture_time), 2);
    assert_int_equal(review_due_days(review, keep, false, fixture_time), 1);
    assert_true(screen_says(&play, "\u201ckeep\u201d comes back in 2 days"));
    assert_true(screen_says(&play, "tomorrow if not."));
    assert_false(screen_says(&play, "days to the exam"));
    play.session->view.language = LANGUAGE_ZH;
    screen_draw(&play, WIDE);
    assert_true(screen_says(&play, "\u5929\u540e\u518d\u6765")); /* in so many days */
    play_stop(&play);
    play = (Play){0};
    const PractiseSetup setup = {.exam = fixture_time + 2 * (int64_t)FIXTURE_DAY,
                                 .idea = keep,
                                 .seed = 40477,
                                 .now = fixture_now};
    play.session = session_new_practise(&setup, NULL);
    screen_draw(&play, WIDE);
    assert_true(screen_says(&play, "days to the exam: 2"));
    assert_true(screen_says(&play, "\u201ckeep\u201d comes back tomorrow,"));
    play_stop(&play);
}

/* Steps have the stage's numbers, also where they need several lines. */
static void test_steps(void **state) {
    Play play;
    char text[16];
    (void)state;
    ask(&play, "write", ITEM_CURVE);
    const Item *item = of(&play)->item;
    assert_true(item->facts.steps > 1 && screen_says(&play, "t = 0"));
    assert_int_equal(pairs_of(&play, "t = 0", "1"), 1);
    assert_false(screen_says(&play, "t = 1"));
    play.session->view.text_scale = 2;
    screen_draw(&play, (Size){390, 844, 1});
    int wrapped = 0;
    for (int t = 1; t < item->facts.steps; t++) {
        snprintf(text, sizeof text, "t = %d", t);
        wrapped += screen_says(&play, text);
    }
    assert_true(wrapped > 0 && screen_says(&play, "t = 0"));
    play_stop(&play);
}

/* ---- ways on ---- */

static void test_ways(void **state) {
    Play play;
    (void)state;
    begin_with(&play, NULL);
    play_do(&play, play_region(&play, "practise.choice", 2)->action);
    assert_int_equal(of(&play)->picked, 2);
    assert_non_null(play_region(&play, "practise.unsure", 0));
    assert_null(play_region(&play, "practise.play", 0));
    play_do(&play, play_region(&play, "practise.on", 0)->action);
    screen_draw(&play, WIDE);
    assert_int_equal(of(&play)->stand, PRACTISE_TOLD);
    assert_true(play_region(&play, "practise.choice", 0)->disabled);
    play_do(&play, play_region(&play, "practise.play", 0)->action);
    screen_draw(&play, WIDE);
    assert_int_equal(key_screen(play.session), LAYER_LESSON); /* a lesson's keys */
    assert_true(screen_says(&play, "To the question"));
    assert_false(screen_says(&play, "Next lesson"));
    play_do(&play, play_region(&play, "next", 0)->action);
    screen_draw(&play, WIDE);
    assert_int_equal(key_screen(play.session), LAYER_PRACTISE);
    uint32_t seed = of(&play)->item->seed;
    play_do(&play, play_region(&play, "practise.another", 0)->action);
    assert_int_not_equal(of(&play)->item->seed, seed);
    play_stop(&play);
}

static void test_keys(void **state) {
    (void)state;
    const unsigned where = 1u << LAYER_PRACTISE;
    for (int k = 0; k < ITEM_CHOICES; k++) {
        const KeyBinding *binding = key_find((Key)('1' + k), WITH_NONE, where);
        assert_int_equal(binding->action.kind, ACTION_PRACTISE);
        assert_int_equal(binding->action.number, PRACTISE_CHOOSE);
        assert_int_equal(binding->action.unit, k);
    }
    assert_int_equal(key_find(KEY_ENTER, WITH_NONE, where)->action.number, PRACTISE_ON);
    assert_int_equal(key_find((Key)'n', WITH_NONE, where)->action.number, PRACTISE_UNSURE);
    assert_int_equal(key_find((Key)'a', WITH_NONE, where)->action.number, PRACTISE_ANOTHER);
    assert_int_equal(key_find((Key)'w', WITH_NONE, where)->action.number, PRACTISE_PLAY);
    assert_int_equal(key_find((Key)'h', WITH_NONE, where)->action.kind, ACTION_HOME);
    assert_int_equal(key_find(KEY_ESCAPE, WITH_NONE, where)->deed, DEED_ESCAPE);
    assert_null(key_find(KEY_SPACE, WITH_NONE, where));
    assert_null(key_find('z', WITH_CONTROL, where));
}

/* At a lesson's end a press opens exercises on its idea, where the host has them. */
static void test_end_of_lesson(void **state) {
    Play play;
    Catalogue catalogue = {.tools = true, .here = -1};
    (void)state;
    screen_start(&play, SCREEN_LESSON);
    free(play.lesson->id);
    play.lesson->id = strdup("forget-gate");
    screen_beat(&play, play.lesson->beat_count - 1);
    play.viewport = (Viewport){.width = 1600, .height = 900, .scale = 1};
    for (int tools = 0; tools < 2; tools++) {
        play.viewport.catalogue = tools ? &catalogue : NULL;
        scene_build(&play.list, play.session, &PLAY_FONTS, &play.viewport);
        const Region *region = play_region(&play, "practise", 0);
        assert_int_equal(region != NULL, tools);
        if (region) {
            assert_int_equal(region->action.kind, ACTION_OPEN_TOOL);
            assert_int_equal(region->action.number, SESSION_PRACTISE);
            assert_int_equal(region->action.unit, idea_find("keep") + 1);
        }
    }
    assert_true(screen_says(&play, "Practise: keep"));
    play_stop(&play);
}

/* ---- in sentences ---- */

static void test_described(void **state) {
    static char text[8192];
    Play play;
    char part[64];
    (void)state;
    ask(&play, "write", ITEM_NUMBER);
    const Item *item = of(&play)->item;
    size_t length = describe_practise(play.session, text, sizeof text);
    assert_int_equal(length, strlen(text));
    assert_int_equal(describe_practise(play.session, NULL, 0), length);
    assert_non_null(strstr(text, "What is the memory in the end?"));
    assert_non_null(strstr(text, "blank"));
    for (int k = 0; k < ITEM_CHOICES; k++) {
        snprintf(part, sizeof part, "Choice %d: %.2f\n", k + 1, (double)item->choices[k].values[0]);
        assert_non_null(strstr(text, part));
    }
    assert_null(strstr(text, "Right."));
    practise_answer(play.session, true);
    describe_practise(play.session, text, sizeof text);
    assert_non_null(strstr(text, "Right."));
    assert_null(strstr(text, "blank"));
    play_stop(&play);
}

static void assert_known(Language language, const char *english) {
    if (!language_find(language, NULL, english))
        fail_msg("%s lacks \"%s\"", language->tag, english);
}

/* Names of weights are the same everywhere. */
static void assert_item_known(Language language, const Item *item) {
    assert_known(language, item->question);
    for (int k = 0; k < item->number_count; k++)
        if (!strchr(item->numbers[k].label, '_'))
            assert_known(language, item->numbers[k].label);
}

static void test_every_language(void **state) {
    (void)state;
    for (int k = 1; k < languages_built_in.count; k++) {
        Language language = &languages_built_in.items[k];
        for (int belief = BELIEF_NONE + 1; belief < BELIEF_KINDS; belief++)
            assert_known(language, belief_said((Belief)belief));
        for (int generator = 0; generator < generator_count(); generator++) {
            Item *item = item_make(generator, 1, 0, NULL);
            assert_item_known(language, item);
            if (item_can_be_drawn(item) && item_draw(item))
                assert_item_known(language, item);
            item_free(item);
        }
    }
}

/* ---- it fits ---- */

static const Size SIZES[] = {{1024, 640, 1},  {1280, 720, 1}, {1600, 900, 1},
                             {2560, 1440, 1}, {390, 844, 1},  {2560, 1440, 1.5f}};
static const float TEXTS[] = {1, 1.3f, 2};

static void assert_fits(Play *play) {
    View *view = &play->session->view;
    for (size_t size = 0; size < sizeof SIZES / sizeof *SIZES; size++)
        for (int variant = 0; variant < 2 * 3; variant++) {
            view->language = variant & 1 ? LANGUAGE_ZH : LANGUAGE_EN;
            view->text_scale = TEXTS[variant / 2];
            view->theme = variant % THEME_CHOICES;
            screen_assert_whole(play, SIZES[size]);
        }
    view->language = LANGUAGE_EN;
    view->text_scale = 1;
}

/* Every kind of question, asked and told, at the easiest level and at the hardest. */
static void test_fits(void **state) {
    (void)state;
    for (int which = 0; which < 2 * idea_count(); which++) {
        Play play = {0};
        int idea = which / 2;
        play.session = which % 2 ? fixture_practise_hard(idea) : fixture_practise(idea);
        assert_int_equal(of(&play)->item->level, which % 2 ? PRACTISE_LEVELS - 1 : 0);
        for (int k = 0; k < 3; k++) {
            assert_fits(&play);
            practise_answer(play.session, k == 0);
            assert_fits(&play);
            practise_do(play.session, PRACTISE_ON, 0);
        }
        play_stop(&play);
    }
}

static void test_end_fits(void **state) {
    Play play;
    (void)state;
    begin_with(&play, NULL);
    practise_do(play.session, PRACTISE_ON, 0); /* a notice */
    assert_true(play.session->notice.what[0]);
    assert_fits(&play);
    for (int k = 0; k < SITTING; k++) {
        practise_answer(play.session, k > 0);
        practise_do(play.session, PRACTISE_ON, 0);
    }
    assert_fits(&play);
    play_stop(&play);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_given),
                                       cmocka_unit_test(test_curves),
                                       cmocka_unit_test(test_worked),
                                       cmocka_unit_test(test_told),
                                       cmocka_unit_test(test_summary),
                                       cmocka_unit_test(test_known),
                                       cmocka_unit_test(test_lesson_of_wrong),
                                       cmocka_unit_test(test_unsure),
                                       cmocka_unit_test(test_verdict_seen),
                                       cmocka_unit_test(test_when),
                                       cmocka_unit_test(test_steps),
                                       cmocka_unit_test(test_ways),
                                       cmocka_unit_test(test_keys),
                                       cmocka_unit_test(test_end_of_lesson),
                                       cmocka_unit_test(test_described),
                                       cmocka_unit_test(test_every_language),
                                       cmocka_unit_test(test_fits),
                                       cmocka_unit_test(test_end_fits),
                                       cmocka_unit_test(test_taken_away)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
